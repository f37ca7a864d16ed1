//! Which tables there are, and their schemas.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_schema::{Schema, SchemaRef};
use inquit::OffsetUnit;

use crate::{quotes, sentences, tokens};

/// The version of the tables, stored in each schema as `inquit.schema`. It is increased when a column is removed or
/// changes its meaning or type; new columns may be added at the end without a new version.
pub const SCHEMA: u32 = 1;

/// The tables, by what a row holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Table {
    /// A quote.
    Quotes,
    /// A sentence.
    Sentences,
    /// A token.
    Tokens,
}

impl Table {
    /// Its name in the schema: `quotes`, `sentences` or `tokens`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Quotes => "quotes",
            Self::Sentences => "sentences",
            Self::Tokens => "tokens",
        }
    }

    /// The schema of every batch. Its metadata identify the table: `inquit.schema` ([`SCHEMA`]), `inquit.table` (the
    /// [name](Self::name)) and `inquit.offsets` (the name of the unit).
    ///
    /// ```
    /// use inquit_arrow::Table;
    /// let schema = Table::Tokens.schema(inquit::OffsetUnit::Bytes);
    /// assert_eq!(schema.metadata()["inquit.schema"], "1");
    /// assert_eq!(schema.metadata()["inquit.offsets"], "bytes");
    /// assert_eq!(schema.field(0).name(), "document_id");
    /// ```
    #[must_use]
    pub fn schema(self, unit: OffsetUnit) -> SchemaRef {
        let fields = match self {
            Self::Quotes => quotes::fields(),
            Self::Sentences => sentences::fields(),
            Self::Tokens => tokens::fields(),
        };
        let metadata = HashMap::from([
            ("inquit.schema".to_owned(), SCHEMA.to_string()),
            ("inquit.table".to_owned(), self.name().to_owned()),
            ("inquit.offsets".to_owned(), unit.name().to_owned()),
        ]);
        Arc::new(Schema::new_with_metadata(fields, metadata))
    }
}

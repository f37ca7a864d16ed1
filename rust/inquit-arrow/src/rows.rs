//! From documents to batches.

use arrow_array::RecordBatch;
use arrow_array::builder::StringBuilder;
use arrow_schema::SchemaRef;
use inquit::{Document, OffsetUnit};

use crate::columns::{Columns, Map, number, numbers, strings};
use crate::quotes::Quotes;
use crate::sentences::Sentences;
use crate::tokens::Tokens;
use crate::{Error, Table};

/// A batch is cut at about so many bytes, so that it is never near the 2 GiB that a column of strings has room for.
const BATCH: usize = 16 << 20;

/// What a row takes beside its texts and lists, roughly.
const ROW: usize = 64;

/// The most that a single row may take.
const MOST: usize = i32::MAX as usize;

/// Collects the rows of a table from documents that are added one by one.
///
/// ```
/// use inquit::OffsetUnit;
/// use inquit_arrow::{Rows, Table};
/// # fn main() -> Result<(), inquit_arrow::Error> {
/// let mut rows = Rows::new(Table::Sentences, OffsetUnit::Chars);
/// rows.push("a1", &inquit::Analyzer::default().analyze("It rains. It pours."))?;
/// assert_eq!(rows.len(), 2);
/// for batch in rows.finish()? {
///     assert_eq!(batch.num_columns(), 5);
/// }
/// assert!(rows.is_empty());
/// # Ok(()) }
/// ```
pub struct Rows(Box<dyn Grow>);

impl std::fmt::Debug for Rows {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rows").field("len", &self.len()).finish_non_exhaustive()
    }
}

impl Rows {
    /// An empty table whose offsets count `unit`.
    #[must_use]
    pub fn new(table: Table, unit: OffsetUnit) -> Self {
        let schema = table.schema(unit);
        Self(match table {
            Table::Quotes => Box::new(Grown::<Quotes>::new(schema, unit, BATCH, MOST)),
            Table::Sentences => Box::new(Grown::<Sentences>::new(schema, unit, BATCH, MOST)),
            Table::Tokens => Box::new(Grown::<Tokens>::new(schema, unit, BATCH, MOST)),
        })
    }

    /// Adds the rows of a document, in its order.
    ///
    /// # Errors
    ///
    /// If the texts of a single row, including the id, are larger than 2 GiB. In this case, none of the document's
    /// rows is added.
    pub fn push(&mut self, id: &str, document: &Document) -> Result<(), Error> {
        self.0.push(id, document)
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the rows in batches, each with the [table's schema](Table::schema). No batch is empty, and none is
    /// much larger than 16 MiB unless a single row is. Afterwards the table is empty again, and more documents can be
    /// added.
    ///
    /// # Errors
    ///
    /// If the columns don't form a valid batch, which would be a bug.
    pub fn finish(&mut self) -> Result<Vec<RecordBatch>, Error> {
        self.0.finish()
    }
}

/// [`Rows`] of any table.
trait Grow: Send {
    fn push(&mut self, id: &str, document: &Document) -> Result<(), Error>;
    fn len(&self) -> usize;
    fn finish(&mut self) -> Result<Vec<RecordBatch>, Error>;
}

struct Grown<C> {
    schema: SchemaRef,
    unit: OffsetUnit,
    batch: usize,
    most: usize,
    document_id: StringBuilder,
    /// The place of each row in its document.
    place: Vec<i64>,
    columns: C,
    /// What the rows of the batch that grows take.
    size: usize,
    cut: Vec<RecordBatch>,
}

impl<C: Columns> Grown<C> {
    fn new(schema: SchemaRef, unit: OffsetUnit, batch: usize, most: usize) -> Self {
        Self {
            schema,
            unit,
            batch,
            most,
            document_id: StringBuilder::new(),
            place: Vec::new(),
            columns: C::default(),
            size: 0,
            cut: Vec::new(),
        }
    }

    /// Ends the batch.
    fn cut(&mut self) -> Result<(), Error> {
        if self.place.is_empty() {
            return Ok(());
        }
        let mut arrays = vec![strings(&mut self.document_id), numbers(&mut self.place)];
        arrays.extend(self.columns.take()?);
        self.cut.push(RecordBatch::try_new(self.schema.clone(), arrays)?);
        self.size = 0;
        Ok(())
    }
}

impl<C: Columns> Grow for Grown<C> {
    fn push(&mut self, id: &str, document: &Document) -> Result<(), Error> {
        let size = |row: &C::Row<'_>| ROW + id.len() + C::size(row);
        let sizes = C::rows(document).map(|row| size(&row)).enumerate();
        if let Some((row, size)) = sizes.into_iter().find(|&(_, size)| size > self.most) {
            return Err(Error::too_long(row, size));
        }
        let map = Map::new(document.text(), self.unit);
        for (place, row) in C::rows(document).enumerate() {
            let size = size(&row);
            if self.size + size > self.batch {
                self.cut()?;
            }
            self.size += size;
            self.document_id.append_value(id);
            self.place.push(number(place));
            self.columns.push(row, document, &map);
        }
        Ok(())
    }

    fn len(&self) -> usize {
        self.place.len() + self.cut.iter().map(RecordBatch::num_rows).sum::<usize>()
    }

    fn finish(&mut self) -> Result<Vec<RecordBatch>, Error> {
        self.cut()?;
        Ok(std::mem::take(&mut self.cut))
    }
}

#[cfg(test)]
mod tests {
    use arrow_array::cast::AsArray;
    use arrow_array::types::Int64Type;

    use super::*;

    fn words(text: &str) -> Document {
        inquit::Analyzer::builder().model(None).build().unwrap().analyze(text)
    }

    fn tokens(batch: usize, most: usize) -> Grown<Tokens> {
        Grown::new(Table::Tokens.schema(OffsetUnit::Chars), OffsetUnit::Chars, batch, most)
    }

    #[test]
    fn batches_are_cut_between_rows_and_lose_none() {
        let mut rows = tokens(3 * (ROW + 3), MOST);
        rows.push("a", &words("one two six ten")).unwrap();
        rows.push("b", &words("ten")).unwrap();
        assert_eq!(rows.len(), 5);
        let batches = rows.finish().unwrap();
        let seen: Vec<_> = batches
            .iter()
            .flat_map(|batch| {
                let (ids, places) =
                    (batch.column(0).as_string::<i32>(), batch.column(1).as_primitive::<Int64Type>());
                ids.iter()
                    .flatten()
                    .zip(places.values())
                    .map(|(id, &at)| (id.to_owned(), at))
                    .collect::<Vec<_>>()
            })
            .collect();
        assert_eq!(batches.iter().map(RecordBatch::num_rows).collect::<Vec<_>>(), [2, 2, 1]);
        let want = [("a", 0), ("a", 1), ("a", 2), ("a", 3), ("b", 0)];
        assert_eq!(seen, want.map(|(id, at)| (id.to_owned(), at)));
        assert_eq!(rows.len(), 0);
    }

    #[test]
    fn a_row_beyond_the_limit_is_named_and_nothing_of_its_document_is_added() {
        let mut rows = tokens(BATCH, ROW + 6);
        rows.push("a", &words("It")).unwrap();
        let error = rows.push("b", &words("It rains torrentially")).unwrap_err();
        assert!(error.to_string().starts_with("row 2 of the document has "), "{error}");
        assert_eq!(rows.len(), 1);
        rows.push("c", &words("It")).unwrap();
        assert_eq!(rows.finish().unwrap()[0].num_rows(), 2);
    }
}

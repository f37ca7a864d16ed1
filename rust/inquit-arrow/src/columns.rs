//! Columns that grow row by row.
//!
//! The types are those that every engine takes as they are: no views or unsigned numbers, which Spark refuses, and no
//! dictionaries, which mean something else to each. Nothing inside a list is declared never to be null, so that its type
//! is the one that `array<struct<start:bigint,end:bigint>>` stands for.

use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::{ArrayRef, Int64Array, ListArray, StructArray};
use arrow_buffer::{OffsetBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType, Field, Fields};
use inquit::{Document, OffsetMap, Span};

/// What a span takes in a column of spans.
const SPAN_BYTES: usize = 16;

/// From bytes to the offsets of the table.
pub(crate) type Map<'d> = OffsetMap<&'d str>;

/// The columns of one table but for the first two, which are the same in all.
pub(crate) trait Columns: Default + Send {
    /// What a row is made from.
    type Row<'d>;

    /// The rows of a document.
    fn rows(document: &Document) -> impl Iterator<Item = Self::Row<'_>>;

    /// How many bytes the texts and lists of a row take.
    fn size(row: &Self::Row<'_>) -> usize;

    /// Adds a row.
    fn push(&mut self, row: Self::Row<'_>, document: &Document, map: &Map<'_>);

    /// All rows as arrays, leaving none.
    fn take(&mut self) -> Result<Vec<ArrayRef>, ArrowError>;
}

/// A column without nulls.
pub(crate) fn always(name: &str, data_type: DataType) -> Field {
    Field::new(name, data_type, false)
}

/// A column with nulls.
pub(crate) fn maybe(name: &str, data_type: DataType) -> Field {
    Field::new(name, data_type, true)
}

/// How many bytes the text of spans takes, and they themselves.
pub(crate) fn spans_size(spans: &[Span]) -> usize {
    spans.iter().map(|span| span.len() + Document::GAP.len() + SPAN_BYTES).sum()
}

/// Where something starts and ends.
#[derive(Default)]
pub(crate) struct Extents {
    starts: Vec<i64>,
    ends: Vec<i64>,
}

impl Extents {
    pub(crate) fn push(&mut self, span: Span, map: &Map<'_>) {
        self.starts.push(number(map.from_bytes(span.start())));
        self.ends.push(number(map.from_bytes(span.end())));
    }

    pub(crate) fn take(&mut self) -> [ArrayRef; 2] {
        [numbers(&mut self.starts), numbers(&mut self.ends)]
    }
}

/// Spans: a list a row.
pub(crate) struct Lists {
    offsets: Vec<i32>,
    extents: Extents,
}

impl Default for Lists {
    fn default() -> Self {
        Self { offsets: vec![0], extents: Extents::default() }
    }
}

impl Lists {
    /// The type of such a column.
    pub(crate) fn data_type() -> DataType {
        DataType::List(Arc::new(maybe("item", DataType::Struct(Self::fields()))))
    }

    fn fields() -> Fields {
        Fields::from(vec![maybe("start", DataType::Int64), maybe("end", DataType::Int64)])
    }

    pub(crate) fn push(&mut self, spans: &[Span], map: &Map<'_>) {
        for &span in spans {
            self.extents.push(span, map);
        }
        // Batches are cut long before (`Rows`).
        self.offsets.push(i32::try_from(self.extents.starts.len()).unwrap_or(i32::MAX));
    }

    pub(crate) fn take(&mut self) -> Result<ArrayRef, ArrowError> {
        let Self { offsets, mut extents } = std::mem::take(self);
        let items = StructArray::try_new(Self::fields(), extents.take().to_vec(), None)?;
        let item = Arc::new(maybe("item", DataType::Struct(Self::fields())));
        let offsets = OffsetBuffer::new(ScalarBuffer::from(offsets));
        Ok(Arc::new(ListArray::try_new(item, offsets, Arc::new(items), None)?))
    }
}

/// Adds the texts of spans as one, null where there are none.
pub(crate) fn push_joined(column: &mut StringBuilder, spans: &[Span], document: &Document) {
    column.append_option((!spans.is_empty()).then(|| document.join(spans)));
}

/// Strings as an array, leaving none.
pub(crate) fn strings(column: &mut StringBuilder) -> ArrayRef {
    Arc::new(column.finish())
}

/// Numbers as an array, leaving none.
pub(crate) fn numbers(column: &mut Vec<i64>) -> ArrayRef {
    Arc::new(Int64Array::from(std::mem::take(column)))
}

/// An offset or a place as a number of a column.
pub(crate) fn number(value: usize) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

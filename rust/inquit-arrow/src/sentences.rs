//! A row a sentence.

use arrow_array::ArrayRef;
use arrow_array::builder::StringBuilder;
use arrow_schema::{ArrowError, DataType, Field};
use inquit::{Document, Span};

use crate::columns::{Columns, Extents, Map, always, strings};

pub(crate) fn fields() -> Vec<Field> {
    vec![
        always("document_id", DataType::Utf8),
        always("sentence_id", DataType::Int64),
        always("text", DataType::Utf8),
        always("start", DataType::Int64),
        always("end", DataType::Int64),
    ]
}

#[derive(Default)]
pub(crate) struct Sentences {
    text: StringBuilder,
    extents: Extents,
}

impl Columns for Sentences {
    type Row<'d> = Span;

    fn rows(document: &Document) -> impl Iterator<Item = Span> {
        document.sentences().map(|sentence| sentence.span())
    }

    fn size(sentence: &Span) -> usize {
        sentence.len()
    }

    fn push(&mut self, sentence: Span, document: &Document, map: &Map<'_>) {
        self.text.append_value(sentence.of(document.text()));
        self.extents.push(sentence, map);
    }

    fn take(&mut self) -> Result<Vec<ArrayRef>, ArrowError> {
        let [start, end] = self.extents.take();
        Ok(vec![strings(&mut self.text), start, end])
    }
}

//! A row a token.

use arrow_array::ArrayRef;
use arrow_array::builder::StringBuilder;
use arrow_schema::{ArrowError, DataType, Field};
use inquit::{Document, Token};

use crate::columns::{Columns, Extents, Map, always, number, numbers, strings};

pub(crate) fn fields() -> Vec<Field> {
    vec![
        always("document_id", DataType::Utf8),
        always("token_id", DataType::Int64),
        always("sentence_id", DataType::Int64),
        always("text", DataType::Utf8),
        always("kind", DataType::Utf8),
        always("start", DataType::Int64),
        always("end", DataType::Int64),
    ]
}

#[derive(Default)]
pub(crate) struct Tokens {
    sentence_id: Vec<i64>,
    text: StringBuilder,
    kind: StringBuilder,
    extents: Extents,
}

impl Columns for Tokens {
    /// A token, and the number of the sentence that it starts in.
    type Row<'d> = (Token, usize);

    fn rows(document: &Document) -> impl Iterator<Item = (Token, usize)> {
        let mut sentences = document.sentences().map(|sentence| sentence.span().end()).peekable();
        let mut sentence_id = 0;
        document.raw_tokens().iter().map(move |&token| {
            while sentences.next_if(|&end| end <= token.span().start()).is_some() {
                sentence_id += 1;
            }
            (token, sentence_id)
        })
    }

    fn size((token, _): &(Token, usize)) -> usize {
        token.span().len()
    }

    fn push(&mut self, (token, sentence_id): (Token, usize), document: &Document, map: &Map<'_>) {
        self.sentence_id.push(number(sentence_id));
        self.text.append_value(token.span().of(document.text()));
        self.kind.append_value(token.kind().name());
        self.extents.push(token.span(), map);
    }

    fn take(&mut self) -> Result<Vec<ArrayRef>, ArrowError> {
        let [start, end] = self.extents.take();
        Ok(vec![numbers(&mut self.sentence_id), strings(&mut self.text), strings(&mut self.kind), start, end])
    }
}

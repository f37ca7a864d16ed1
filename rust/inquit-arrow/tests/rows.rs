//! The rows say what the document says, whatever the text.

#![allow(missing_docs, clippy::unwrap_used)]

use arrow_array::cast::AsArray;
use arrow_array::types::{Float32Type, Int64Type};
use arrow_array::{Array, ArrayRef, RecordBatch, StructArray};
use inquit::{Analyzer, Document, OffsetMap, OffsetUnit, Span};
use inquit_arrow::{Rows, Table};
use proptest::prelude::*;

const PIECES: [&str; 24] = [
    "Ann Lee",
    "the mayor",
    "He",
    "she",
    "said",
    "said that",
    "told",
    "according to",
    "“",
    "”",
    "\"",
    "'",
    "(",
    ")",
    ",",
    ".",
    ":",
    "—",
    "\n\n",
    "naïve",
    "日本",
    "👩‍🚀",
    "it was late",
    " ",
];

fn texts() -> impl Strategy<Value = String> {
    let pieces = proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..60);
    prop_oneof![pieces.prop_map(|pieces| pieces.join(" ")), "\\PC{0,120}"]
}

fn by_rule() -> Analyzer {
    Analyzer::builder().model(None).build().unwrap()
}

/// The only batch; `None` where there is no row.
fn batch(table: Table, unit: OffsetUnit, document: &Document) -> Option<RecordBatch> {
    let mut rows = Rows::new(table, unit);
    rows.push("d", document).unwrap();
    let mut batches = rows.finish().unwrap();
    assert!(batches.len() <= 1);
    batches.pop().inspect(|batch| assert_eq!(batch.schema(), table.schema(unit)))
}

fn column<'b>(batch: &'b RecordBatch, name: &str) -> &'b ArrayRef {
    batch.column_by_name(name).unwrap()
}

fn text<'b>(batch: &'b RecordBatch, name: &str, row: usize) -> Option<&'b str> {
    let column = column(batch, name).as_string::<i32>();
    column.is_valid(row).then(|| column.value(row))
}

fn number(batch: &RecordBatch, name: &str, row: usize) -> Option<i64> {
    let column = column(batch, name).as_primitive::<Int64Type>();
    column.is_valid(row).then(|| column.value(row))
}

/// Start and end of each item of a list of spans.
fn pairs(list: &StructArray) -> Vec<(i64, i64)> {
    let [start, end] = [0, 1].map(|at| list.column(at).as_primitive::<Int64Type>());
    start.values().iter().copied().zip(end.values().iter().copied()).collect()
}

fn spans(batch: &RecordBatch, name: &str, row: usize) -> Vec<(i64, i64)> {
    pairs(column(batch, name).as_list::<i32>().value(row).as_struct())
}

/// The texts of spans given in the unit of the table.
fn joined(map: &OffsetMap<&str>, text: &str, pairs: &[(i64, i64)]) -> Option<String> {
    let byte = |at: i64| map.to_bytes(usize::try_from(at).unwrap());
    let texts: Vec<_> = pairs.iter().map(|&(start, end)| &text[byte(start)..byte(end)]).collect();
    (!texts.is_empty()).then(|| texts.join(" … "))
}

proptest! {
    #[test]
    fn quotes(source in texts(), unit in prop::sample::select(vec![OffsetUnit::Chars, OffsetUnit::Bytes, OffsetUnit::Utf16])) {
        let document = by_rule().analyze(source);
        let map = OffsetMap::new(document.text(), unit);
        let batch = batch(Table::Quotes, unit, &document);
        prop_assert_eq!(batch.as_ref().map_or(0, RecordBatch::num_rows), document.quotes().len());
        let Some(batch) = batch else { return Ok(()) };
        let pair = |span: &Span| (map.from_bytes(span.start()) as i64, map.from_bytes(span.end()) as i64);
        for (row, quote) in document.quotes().enumerate() {
            prop_assert_eq!(text(&batch, "document_id", row), Some("d"));
            prop_assert_eq!(number(&batch, "quote_id", row), Some(row as i64));
            prop_assert_eq!(text(&batch, "kind", row), Some(quote.kind().name()));
            prop_assert_eq!(text(&batch, "act", row), Some(quote.act().name()));
            let content = quote.text();
            prop_assert_eq!(text(&batch, "content", row), Some(content.as_ref()));
            prop_assert_eq!(text(&batch, "speaker", row), quote.speaker().map(|s| s.name()));
            prop_assert_eq!(number(&batch, "speaker_id", row), quote.speaker().map(|s| s.id() as i64));
            let confidence = column(&batch, "confidence").as_primitive::<Float32Type>().value(row);
            prop_assert_eq!(confidence, quote.confidence());
            prop_assert_eq!(text(&batch, "pattern", row), Some(quote.evidence().pattern().name()));
            let resolution = quote.evidence().resolution().map(|resolution| resolution.name());
            prop_assert_eq!(text(&batch, "resolution", row), resolution);
            for (name, want) in [("content", quote.content()), ("cue", quote.cue()), ("source", quote.source())] {
                let seen = spans(&batch, &format!("{name}_spans"), row);
                prop_assert_eq!(&seen, &want.iter().map(pair).collect::<Vec<_>>());
                let joined = joined(&map, document.text(), &seen);
                prop_assert_eq!(text(&batch, name, row), joined.as_deref());
            }
            let content = spans(&batch, "content_spans", row);
            prop_assert_eq!(number(&batch, "start", row), content.first().map(|pair| pair.0));
            prop_assert_eq!(number(&batch, "end", row), content.last().map(|pair| pair.1));
            let extent = pair(&quote.extent());
            prop_assert_eq!((number(&batch, "start", row), number(&batch, "end", row)), (Some(extent.0), Some(extent.1)));
        }
    }

    #[test]
    fn sentences_and_tokens(source in texts()) {
        let unit = OffsetUnit::Bytes;
        let document = by_rule().analyze(source);
        let sentences: Vec<_> = document.sentences().map(|sentence| sentence.span()).collect();
        if let Some(batch) = batch(Table::Sentences, unit, &document) {
            for (row, span) in sentences.iter().enumerate() {
                prop_assert_eq!(number(&batch, "sentence_id", row), Some(row as i64));
                prop_assert_eq!(text(&batch, "text", row), Some(span.of(document.text())));
                prop_assert_eq!(number(&batch, "start", row), Some(span.start() as i64));
                prop_assert_eq!(number(&batch, "end", row), Some(span.end() as i64));
            }
            prop_assert_eq!(batch.num_rows(), sentences.len());
        }
        let tokens = document.raw_tokens();
        let batch = batch(Table::Tokens, unit, &document);
        prop_assert_eq!(batch.as_ref().map_or(0, RecordBatch::num_rows), tokens.len());
        let Some(batch) = batch else { return Ok(()) };
        for (row, token) in tokens.iter().enumerate() {
            let span = token.span();
            prop_assert_eq!(number(&batch, "token_id", row), Some(row as i64));
            let sentence = sentences[number(&batch, "sentence_id", row).unwrap() as usize];
            prop_assert!(sentence.contains_offset(span.start()));
            prop_assert_eq!(text(&batch, "text", row), Some(span.of(document.text())));
            prop_assert_eq!(text(&batch, "kind", row), Some(token.kind().name()));
            prop_assert_eq!(number(&batch, "start", row), Some(span.start() as i64));
            prop_assert_eq!(number(&batch, "end", row), Some(span.end() as i64));
        }
    }
}

#[test]
fn a_split_quote_is_one_row_with_all_its_parts() {
    let document = by_rule().analyze("“It rains,” said Ann Lee. “We stay.”");
    let batch = batch(Table::Quotes, OffsetUnit::Chars, &document).unwrap();
    assert_eq!(text(&batch, "content", 0), Some("“It rains,” … “We stay.”"));
    assert_eq!(spans(&batch, "content_spans", 0), [(0, 11), (26, 36)]);
    assert_eq!((text(&batch, "cue", 0), text(&batch, "speaker", 0)), (Some("said"), Some("Ann Lee")));
}

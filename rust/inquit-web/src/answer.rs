//! What comes out: offsets are UTF-16 code units, as JavaScript counts.

use inquit::{Document, OffsetMap, OffsetUnit, Record, Span, Token};
use serde::Serialize;

/// A document's record with sentences and tokens, the kind of each token, and what joins the parts of a quote. The
/// texts themselves stay: JavaScript has them, with halves of characters that UTF-8 hasn't.
#[derive(Serialize)]
pub(crate) struct Found<'d> {
    record: Record<'d>,
    kinds: Vec<&'static str>,
    gap: &'static str,
}

/// What was found in a text.
pub(crate) fn document(document: &Document) -> Found<'_> {
    let record = document.record(OffsetUnit::Utf16).sentences(true).tokens(true);
    Found { record, kinds: kinds(document.raw_tokens()), gap: Document::GAP }
}

/// Tokens: where each is, and of what kind.
#[derive(Serialize)]
pub(crate) struct Tokens {
    spans: Vec<(usize, usize)>,
    kinds: Vec<&'static str>,
}

/// The tokens of a text.
pub(crate) fn tokens(text: &str) -> Tokens {
    let tokens: Vec<Token> = inquit::tokens(text).collect();
    Tokens { spans: pairs(text, tokens.iter().map(Token::span)), kinds: kinds(&tokens) }
}

/// Where the sentences of a text are.
pub(crate) fn sentences(text: &str) -> Vec<(usize, usize)> {
    pairs(text, inquit::sentences(text))
}

/// Where the sentences of a text are that an analyzer with options splits.
pub(crate) fn split(text: &str, analyzer: &inquit::Analyzer) -> Vec<(usize, usize)> {
    let document = analyzer.split(text);
    pairs(text, document.raw_sentences().iter().copied())
}

fn kinds(tokens: &[Token]) -> Vec<&'static str> {
    tokens.iter().map(|token| token.kind().name()).collect()
}

fn pairs(text: &str, spans: impl Iterator<Item = Span>) -> Vec<(usize, usize)> {
    let map = OffsetMap::new(text, OffsetUnit::Utf16);
    spans.map(|span| (map.from_bytes(span.start()), map.from_bytes(span.end()))).collect()
}

//! Sentence boundaries.

use crate::text::{Newlines, Span, paragraphs};

/// The sentences of a text, in order.
#[must_use]
pub fn sentences(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    for paragraph in paragraphs(text, Newlines::Auto) {
        let span = paragraph.span();
        let mut start = span.start();
        for (at, _) in span.of(text).match_indices(". ") {
            let sentence = Span::new(start, span.start() + at + 1).trim(text);
            if !sentence.is_empty() {
                out.push(sentence);
            }
            start = span.start() + at + 1;
        }
        let last = Span::new(start, span.end()).trim(text);
        if !last.is_empty() {
            out.push(last);
        }
    }
    out
}

//! A quote in the making: token ranges, not yet spans.

use std::ops::Range;

use super::act::act;
use super::source::Source;
use super::{Attributed, Pattern, QuoteKind};
use crate::compact::Spans;
use crate::layers::Layers;
use crate::text::Span;

/// A quote as token ranges.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// In order; never empty.
    pub(super) content: Vec<Range<usize>>,
    pub(super) cue: Range<usize>,
    pub(super) source: Option<Source>,
    pub(super) pattern: Pattern,
    pub(super) confidence: f32,
}

impl Draft {
    /// The first token after all of it.
    pub(super) fn end(&self) -> usize {
        let content = self.content.last().map_or(0, |c| c.end);
        content.max(self.cue.end).max(self.source.map_or(0, |s| s.end))
    }

    /// The quote in spans; `None` if it has no content.
    pub(super) fn finish(self, layers: &Layers<'_>) -> Option<Attributed> {
        let spans = |range: &Range<usize>| layers.span(range.start, range.end);
        let content: Spans = self.content.iter().map(spans).filter(|span| !span.is_empty()).collect();
        if content.is_empty() {
            return None;
        }
        let some = |span: Span| std::iter::once(span).filter(|span| !span.is_empty()).collect();
        let turn = self.pattern == Pattern::Turn;
        let end = |s: Source| if turn { s.end } else { without_comma(layers, s) };
        let source = self.source.map_or_else(Spans::default, |s| some(layers.span(s.first, end(s))));
        Some(Attributed {
            kind: if turn { QuoteKind::Direct } else { kind(layers, &self.content) },
            act: act(layers, &self),
            content,
            cue: if self.cue.is_empty() { Spans::default() } else { some(spans(&self.cue)) },
            source,
            pattern: self.pattern,
            confidence: self.confidence,
        })
    }
}

/// The end of a source without the comma that closes an apposition.
fn without_comma(layers: &Layers<'_>, source: Source) -> usize {
    super::content::trim_end(layers, source.first, source.end)
}

/// Direct if all words are quoted, indirect if none is.
pub(super) fn kind(layers: &Layers<'_>, content: &[Range<usize>]) -> QuoteKind {
    let mut words = content
        .iter()
        .flat_map(Clone::clone)
        .filter(|&i| layers.is_word(i))
        .map(|i| layers.quotation(i).is_some());
    let Some(first) = words.next() else { return QuoteKind::Direct };
    match (first, words.any(|quoted| quoted != first)) {
        (_, true) => QuoteKind::Mixed,
        (true, false) => QuoteKind::Direct,
        (false, false) => QuoteKind::Indirect,
    }
}

//! A quote in the making: token ranges, not yet spans.

use std::ops::{Deref, DerefMut, Range};

use super::act::act;
use super::source::Source;
use super::{Attributed, Pattern, QuoteKind};
use crate::compact::{MaybeSpan, Spans};
use crate::layers::Layers;

/// A quote as token ranges.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// In order; never empty.
    pub(super) content: Parts,
    pub(super) cue: Range<usize>,
    pub(super) source: Option<Source>,
    pub(super) pattern: Pattern,
    pub(super) confidence: f32,
}

/// Parts of content, in order; most often there is one, which takes no memory of its own.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Parts {
    One(Range<usize>),
    Several(Vec<Range<usize>>),
}

impl Parts {
    /// Adds a part at a place among them.
    pub(super) fn insert(&mut self, place: usize, part: Range<usize>) {
        match self {
            Self::One(one) => {
                let one = one.clone();
                *self = Self::Several(if place == 0 { vec![part, one] } else { vec![one, part] });
            }
            Self::Several(parts) if parts.is_empty() => *self = Self::One(part),
            Self::Several(parts) => parts.insert(place.min(parts.len()), part),
        }
    }

    /// Adds a part behind the others.
    pub(super) fn push(&mut self, part: Range<usize>) {
        self.insert(self.len(), part);
    }

    /// Keeps those that fulfil a condition.
    pub(super) fn retain(&mut self, keep: impl Fn(&Range<usize>) -> bool) {
        match self {
            Self::One(one) if keep(one) => {}
            Self::One(_) => *self = Self::default(),
            Self::Several(parts) => parts.retain(keep),
        }
    }

    /// Takes away the part at a place.
    pub(super) fn remove(&mut self, place: usize) {
        match self {
            Self::One(_) if place == 0 => *self = Self::default(),
            Self::Several(parts) if place < parts.len() => drop(parts.remove(place)),
            _ => {}
        }
    }
}

impl Default for Parts {
    fn default() -> Self {
        Self::Several(Vec::new())
    }
}

impl From<Range<usize>> for Parts {
    fn from(part: Range<usize>) -> Self {
        Self::One(part)
    }
}

#[cfg(test)]
impl FromIterator<Range<usize>> for Parts {
    fn from_iter<I: IntoIterator<Item = Range<usize>>>(parts: I) -> Self {
        let mut all = Self::default();
        parts.into_iter().for_each(|part| all.push(part));
        all
    }
}

impl Deref for Parts {
    type Target = [Range<usize>];

    fn deref(&self) -> &[Range<usize>] {
        match self {
            Self::One(part) => std::slice::from_ref(part),
            Self::Several(parts) => parts,
        }
    }
}

impl DerefMut for Parts {
    fn deref_mut(&mut self) -> &mut [Range<usize>] {
        match self {
            Self::One(part) => std::slice::from_mut(part),
            Self::Several(parts) => parts,
        }
    }
}

impl Draft {
    /// The first token of its content.
    pub(super) fn start(&self) -> usize {
        self.content.first().map_or(0, |part| part.start)
    }

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
        let turn = self.pattern == Pattern::Turn;
        let end = |s: Source| if turn { s.end } else { without_comma(layers, s) };
        let source = self.source.map(|s| layers.span(s.first, end(s)).into());
        Some(Attributed {
            kind: if turn { QuoteKind::Direct } else { kind(layers, &self.content) },
            act: act(layers, &self),
            content,
            cue: if self.cue.is_empty() { MaybeSpan::default() } else { spans(&self.cue).into() },
            source: source.unwrap_or_default(),
            pattern: self.pattern,
            confidence: self.confidence,
        })
    }
}

/// The end of a source without the comma that closes an apposition.
fn without_comma(layers: &Layers<'_>, source: Source) -> usize {
    super::content::trim_end(layers, source.first, source.end)
}

/// Direct if all words are quoted, or are the speech behind a dash; indirect if none is.
pub(super) fn kind(layers: &Layers<'_>, content: &[Range<usize>]) -> QuoteKind {
    let mut words = content.iter().flat_map(|part| {
        let spoken = layers.is_behind_dash(part.start);
        part.clone().filter(|&i| layers.is_word(i)).map(move |i| spoken || layers.quotation(i).is_some())
    });
    let Some(first) = words.next() else { return QuoteKind::Direct };
    match (first, words.any(|quoted| quoted != first)) {
        (_, true) => QuoteKind::Mixed,
        (true, false) => QuoteKind::Direct,
        (false, false) => QuoteKind::Indirect,
    }
}

//! How sure the model is of a quote.

use std::ops::Range;

use crate::attribution::draft::Draft;
use crate::layers::Layers;
use crate::model::{Reading, SIGNALS, ln};

/// What tells how sure the model is of a quote, for a logistic regression.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Signals(pub(super) [f32; SIGNALS]);

/// Most tokens of content that are looked at.
const LONGEST: usize = 200;

impl Signals {
    /// The signals of content: the mean and the least logarithm of how likely its tags are, of its first and of its
    /// last token; the logarithm of the shares of its cue and its source among all; whether it is quoted; whether
    /// the rules have found it too.
    pub(super) fn new(
        layers: &Layers<'_>,
        reading: &Reading,
        content: &Range<usize>,
        [cue, source]: [f32; 2],
        by_rule: &Contents,
    ) -> Self {
        let sure = |at: usize| ln(reading.likelihoods.get(at).copied().unwrap_or(0.0).max(1e-6));
        let tokens = content.clone().filter(|&at| layers.is_word(at)).take(LONGEST);
        let (sum, count) = tokens.fold((0.0, 0.0f32), |(sum, count), at| (sum + sure(at), count + 1.0));
        let first = content.clone().find(|&at| layers.is_word(at)).map_or(0.0, sure);
        let last = content.clone().rev().find(|&at| layers.is_word(at)).map_or(0.0, sure);
        let quoted = layers.quotation(content.start).is_some() && layers.quotation(content.end - 1).is_some();
        Self([
            sum / count.max(1.0),
            first,
            last,
            ln(cue.max(1e-6)),
            ln(source.max(1e-6)),
            f32::from(u8::from(quoted)),
            f32::from(u8::from(by_rule.agree(content))),
        ])
    }
}

/// The contents that the rules find, in order.
pub(super) struct Contents(Vec<Range<usize>>);

impl Contents {
    pub(super) fn new(rules: &[Draft]) -> Self {
        let mut contents: Vec<_> = rules.iter().flat_map(|draft| draft.content.iter().cloned()).collect();
        contents.sort_by_key(|range| (range.start, range.end));
        Self(contents)
    }

    /// Whether one of them is more or less this one: half of what both have, they share.
    fn agree(&self, content: &Range<usize>) -> bool {
        let near = self.0.partition_point(|range| range.start < content.end);
        let candidates = self.0.get(near.saturating_sub(2)..near).unwrap_or(&[]);
        candidates.iter().any(|range| {
            let shared = range.end.min(content.end).saturating_sub(range.start.max(content.start));
            2 * shared >= range.end.max(content.end) - range.start.min(content.start)
        })
    }
}

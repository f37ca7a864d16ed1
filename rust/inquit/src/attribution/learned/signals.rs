//! How sure the model is of a quote.

use std::ops::Range;

use super::frame::{FRAME, frame};
use crate::attribution::draft::Draft;
use crate::layers::Layers;
use crate::model::{SIGNALS, ln};

/// What tells how sure the model is of a quote, for a logistic regression.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Signals(pub(super) [f32; SIGNALS]);

/// How many signals there are beside the [frame](FRAME)'s.
const NETWORK: usize = 13;
const _: () = assert!(NETWORK + FRAME == SIGNALS);

/// Most tokens of content that are looked at.
const LONGEST: usize = 200;

impl Signals {
    /// The signals of content with its cue and its source, each with its share among all candidates.
    pub(super) fn new(
        layers: &Layers<'_>,
        likelihoods: &[f32],
        content: &Range<usize>,
        [(cue, cue_share), (source, source_share)]: [(Option<&Range<usize>>, f32); 2],
        by_rule: &Contents,
    ) -> Self {
        let words = |range: &Range<usize>| range.clone().filter(|&at| layers.is_word(at));
        let sure = |at: usize| log(likelihoods.get(at).copied().unwrap_or(0.0));
        let mean = |range: &Range<usize>| {
            let tokens = words(range).take(LONGEST);
            let (sum, count) = tokens.fold((0.0, 0.0f32), |(sum, count), at| (sum + sure(at), count + 1.0));
            sum / count.max(1.0)
        };
        let quoted = layers.quotation(content.start).is_some() && layers.quotation(content.end - 1).is_some();
        let yes = |condition: bool| f32::from(u8::from(condition));
        let network: [f32; NETWORK] = [
            // How likely the tags of the content are: on the whole, the least, at either end.
            mean(content),
            words(content).take(LONGEST).map(sure).fold(0.0, f32::min),
            words(content).next().map_or(0.0, sure),
            content.clone().rev().find(|&at| layers.is_word(at)).map_or(0.0, sure),
            // How sure the links are, and the tags of what they lead to.
            log(cue_share),
            log(source_share),
            cue.map_or(0.0, mean),
            source.map_or(0.0, mean),
            yes(cue.is_none()),
            yes(source.is_none()),
            // Quotation marks, and the rules, bear it out.
            yes(quoted),
            yes(by_rule.agree(content)),
            ln(words(content).take(LONGEST).count().max(1) as f32),
        ];
        let mut all = network.into_iter().chain(frame(layers, content, cue, source));
        Self(std::array::from_fn(|_| all.next().unwrap_or_default()))
    }
}

/// The logarithm of a likelihood that may be nothing.
fn log(likelihood: f32) -> f32 {
    ln(likelihood.max(1e-4))
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

//! What a model reads in a document, window by window.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};

use super::Model;
use super::chain::Settling;
use super::encoder::{Encoded, Encoder};
use super::inputs::{Inputs, Source};
use super::link::Link;
use super::links::{Links, Odds};
use super::product::{STEP, Vectors};
use super::tag::Tag;
use super::weights::Weights;
use super::window::{Window, windows};

/// What a model has read in a document so far.
pub(crate) struct Reading<'r> {
    windows: Box<dyn Iterator<Item = Window> + 'r>,
    settling: Settling<'r>,
    /// What each token is, as far as that is settled.
    pub(crate) tags: Vec<Tag>,
    /// How likely that is, from 0 to 1.
    pub(crate) likelihoods: Vec<f32>,
    /// Whether each token is a word of a name, as far as it is read; none if the model doesn't tell.
    pub(crate) names: Vec<bool>,
    encodings: Encodings<'r>,
    links: Links<'r>,
    /// Ends the document once it is true.
    stop: &'r AtomicBool,
}

/// The encodings of the windows that were read last. Others are computed once more when they are asked for, which is
/// hardly ever: links join tokens that are near to each other, and are asked for in the order of the text.
pub(super) struct Encodings<'r> {
    weights: &'r Weights,
    source: &'r dyn Source,
    encoder: Encoder<'r>,
    /// What is read of some tokens, and the first of them.
    inputs: Inputs,
    start: usize,
    /// The windows that were read last, in order, and those that were read again.
    last: VecDeque<Encoded>,
    again: VecDeque<Encoded>,
    /// Where the core of each window that was read ends.
    ends: Vec<u32>,
}

/// How many windows are kept that were read last.
const KEPT: usize = 16;
/// How many are kept that were read again: those that content begins in, and those around.
const KEPT_AGAIN: usize = 4;

impl<'r> Reading<'r> {
    pub(super) fn new(model: &'r Model, source: &'r dyn Source, stop: &'r AtomicBool) -> Self {
        let weights = &*model.weights;
        let encodings = Encodings {
            weights,
            source,
            encoder: Encoder::new(weights),
            inputs: Inputs::default(),
            start: 0,
            last: VecDeque::new(),
            again: VecDeque::new(),
            ends: Vec::new(),
        };
        Self {
            windows: Box::new(windows(source.count(), source.sentences(), source.paragraphs())),
            settling: weights.chain.start(),
            tags: Vec::with_capacity(source.count()),
            likelihoods: Vec::with_capacity(source.count()),
            names: Vec::new(),
            encodings,
            links: Links::new(&weights.heads),
            stop,
        }
    }

    /// Reads on; returns whether there may be more. Else all of the document is read and settled.
    pub(crate) fn advance(&mut self) -> bool {
        let Self { windows, settling, tags, likelihoods, names, encodings, stop, .. } = self;
        let Some(window) = windows.next().filter(|_| !stop.load(Ordering::Relaxed)) else {
            settling.finish(tags, likelihoods);
            return false;
        };
        encodings.read(&window, settling, names);
        settling.settle(tags, likelihoods);
        true
    }

    /// How each candidate does as what spans link to; see [`Links::odds`].
    pub(crate) fn odds(
        &mut self,
        spans: &[(Link, std::ops::Range<usize>)],
        candidates: &[std::ops::Range<usize>],
    ) -> Odds {
        self.links.odds(&mut self.encodings, spans, candidates)
    }

    /// How likely the tags are, without what else was read.
    pub(crate) fn into_likelihoods(self) -> Vec<f32> {
        self.likelihoods
    }

    /// Takes links as if none had been asked for.
    #[cfg(test)]
    pub(super) fn forget_links(&mut self) {
        self.links = Links::new(&self.encodings.weights.heads);
    }
}

impl Encodings<'_> {
    /// How many tokens the document has.
    pub(super) fn count(&self) -> usize {
        self.source.count()
    }

    /// Encodes the window behind those that were read.
    fn read(&mut self, window: &Window, settling: &mut Settling<'_>, names: &mut Vec<bool>) {
        // Neighbouring windows overlap: what is read of a token is asked for once.
        self.inputs.forget(window.all.start - self.start);
        self.start = window.all.start;
        let described = self.start + self.inputs.hashes.len();
        self.source.append(described..window.all.end, &mut self.inputs);
        let free = if self.last.len() < KEPT { None } else { self.last.pop_front() };
        let mut encoded = free.unwrap_or_default();
        let scores = self.encoder.window(window, &self.inputs, self.start, &mut encoded);
        for (tags, name) in scores {
            settling.push(tags);
            names.extend(name.map(|score| score > 0.0));
        }
        self.last.push_back(encoded);
        self.ends.push(window.core.end as u32);
    }

    /// The place of the window, among those that are kept, that a token is in the core of; it is read again if none is.
    fn place(&mut self, token: usize) -> Option<(bool, usize)> {
        let kept = self.last.partition_point(|window| window.tokens.end <= token);
        if self.last.get(kept).is_some_and(|window| window.tokens.contains(&token)) {
            return Some((false, kept));
        }
        if let Some(kept) = self.again.iter().position(|window| window.tokens.contains(&token)) {
            return Some((true, kept));
        }
        let number = self.ends.partition_point(|&end| end as usize <= token);
        let end = *self.ends.get(number)? as usize;
        let start =
            number.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |&end| end as usize);
        let window = Window::around(start..end, self.source.count());
        let mut inputs = Inputs::default();
        self.source.append(window.all.clone(), &mut inputs);
        let mut encoded = Encoded::default();
        drop(self.encoder.window(&window, &inputs, window.all.start, &mut encoded));
        if self.again.len() >= KEPT_AGAIN {
            self.again.pop_front();
        }
        self.again.push_back(encoded);
        Some((true, self.again.len() - 1))
    }

    /// Writes what links are told from, for some tokens, over `out`.
    pub(super) fn vectors(&mut self, tokens: impl Iterator<Item = usize>, out: &mut Vectors) {
        out.clear(self.weights.width);
        let nothing: &[[u8; STEP]] = &[];
        let mut at = None;
        for token in tokens {
            let mut found = at.and_then(|place| self.kept(place)).and_then(|window| window.token(token));
            if found.is_none() {
                at = self.place(token);
                found = at.and_then(|place| self.kept(place)).and_then(|window| window.token(token));
            }
            let (factor, numbers) = found.unwrap_or((0.0, nothing));
            out.push_whole(factor, numbers);
        }
    }

    fn kept(&self, (again, at): (bool, usize)) -> Option<&Encoded> {
        if again { self.again.get(at) } else { self.last.get(at) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{long_inputs, model};
    use super::*;

    /// A document of many windows.
    fn many() -> Inputs {
        let (long, mut many) = (long_inputs(), Inputs::default());
        for _ in 0..30 {
            let at = many.hashes.len() as u32;
            many.sentences.extend(long.sentences.iter().map(|start| start + at));
            many.paragraphs.extend(long.paragraphs.iter().map(|start| start + at));
            long.append(0..long.count(), &mut many);
        }
        many
    }

    #[test]
    fn a_document_is_settled_while_it_is_read() {
        let (model, inputs) = (model(), many());
        let stop = AtomicBool::new(false);
        let mut reading = Reading::new(&model, &inputs, &stop);
        for _ in 0..10 {
            assert!(reading.advance());
        }
        assert!(reading.tags.len() > 4 * 928, "{}", reading.tags.len());
        while reading.advance() {}
        assert_eq!((reading.tags.len(), reading.likelihoods.len()), (inputs.count(), inputs.count()));
    }

    #[test]
    fn links_are_the_same_when_their_windows_are_gone() {
        let (model, inputs) = (model(), many());
        let stop = AtomicBool::new(false);
        let mut reading = Reading::new(&model, &inputs, &stop);
        let spans = [(Link::ContentToSource, 500..540), (Link::CueToSource, 880..1000)];
        let candidates = [300..303, 920..940];
        reading.advance();
        reading.advance();
        reading.advance();
        let odds = reading.odds(&spans, &candidates);
        while reading.advance() {}
        assert!(reading.encodings.place(500).is_some_and(|(again, _)| again));
        reading.forget_links();
        assert_eq!(reading.odds(&spans, &candidates), odds);
    }
}

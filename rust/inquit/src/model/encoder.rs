//! All layers over all windows of a document.

use std::sync::atomic::{AtomicBool, Ordering};

use super::chain::Scores;
use super::inputs::Inputs;
use super::kernel::{Work, run};
use super::layer::Scratch;
use super::product::STEP;
use super::weights::Weights;
use super::window::windows;

/// The layers, with what is used again from window to window.
pub(super) struct Encoder<'w> {
    weights: &'w Weights,
    stream: Vec<f32>,
    scratch: Scratch,
    tags: Vec<f32>,
}

/// The work that is done for a window.
struct Window<'e, 'w> {
    encoder: &'e mut Encoder<'w>,
    inputs: &'e Inputs,
    tokens: std::ops::Range<usize>,
}

/// What is known of each token of a document: the scores of its tags, and the numbers of the last layer with their
/// factors.
pub(super) struct Encoded {
    pub(super) scores: Vec<Scores>,
    pub(super) numbers: Vec<[u8; STEP]>,
    pub(super) factors: Vec<f32>,
}

impl<'w> Encoder<'w> {
    pub(super) fn new(weights: &'w Weights) -> Self {
        Self { weights, stream: Vec::new(), scratch: Scratch::default(), tags: Vec::new() }
    }

    /// Encodes a document, up to where `stop` became true.
    pub(super) fn document(&mut self, inputs: &Inputs, stop: &AtomicBool) -> Encoded {
        let count = inputs.hashes.len();
        let mut encoded = Encoded {
            scores: Vec::with_capacity(count),
            numbers: Vec::with_capacity(count * self.weights.width / STEP),
            factors: Vec::with_capacity(count),
        };
        let windows = windows(count, &inputs.sentences, &inputs.paragraphs);
        for window in windows.take_while(|_| !stop.load(Ordering::Relaxed)) {
            let start = window.all.start;
            run(Window { encoder: self, inputs, tokens: window.all });
            let tags = self.tags.as_chunks().0;
            let vectors = &self.scratch.vectors;
            for token in window.core {
                let token = token - start;
                encoded.scores.extend(tags.get(token));
                encoded.factors.extend(vectors.factors().get(token));
                encoded.numbers.extend(vectors.token(token));
            }
        }
        encoded
    }
}

impl Work for Window<'_, '_> {
    /// Encodes a window: leaves its last numbers in the scratch, and its tags' scores.
    #[inline(always)]
    fn run(self) {
        let Self { encoder: Encoder { weights, stream, scratch, tags }, inputs, tokens } = self;
        weights.embedding.tokens(inputs, tokens, scratch, stream);
        for layer in &weights.layers {
            layer.read(stream, scratch);
        }
        let Scratch { one, vectors, sums: [sums, ..], .. } = scratch;
        weights.norm.tokens(stream, one, vectors);
        weights.tags.times(vectors, sums, tags);
    }
}

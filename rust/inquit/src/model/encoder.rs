//! All layers over the windows of a document.

use std::ops::Range;

use super::chain::Scores;
use super::inputs::Inputs;
use super::kernel::{Work, run};
use super::layer::Scratch;
use super::product::STEP;
use super::tag::TAGS;
use super::weights::Weights;
use super::window;

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
    tokens: Range<usize>,
}

/// What is known of the tokens of a window's core: the numbers of the last layer, with their factors; links are told
/// from them.
#[derive(Clone, Debug, Default)]
pub(super) struct Encoded {
    pub(super) tokens: Range<usize>,
    numbers: Vec<[u8; STEP]>,
    factors: Vec<f32>,
}

impl Encoded {
    /// The factor and the numbers of a token.
    pub(super) fn token(&self, token: usize) -> Option<(f32, &[[u8; STEP]])> {
        let token = token.checked_sub(self.tokens.start)?;
        let steps = self.numbers.len() / self.factors.len().max(1);
        Some((*self.factors.get(token)?, self.numbers.get(token * steps..(token + 1) * steps)?))
    }
}

impl<'w> Encoder<'w> {
    pub(super) fn new(weights: &'w Weights) -> Self {
        Self { weights, stream: Vec::new(), scratch: Scratch::default(), tags: Vec::new() }
    }

    /// Encodes a window of which `inputs` has what is read from token `start` on, writes what links are told from over
    /// `out`, and gives the scores of the core's tags, and, if the model tells names, that of being a word of one.
    pub(super) fn window(
        &mut self,
        window: &window::Window,
        inputs: &Inputs,
        start: usize,
        out: &mut Encoded,
    ) -> impl Iterator<Item = (&Scores, Option<f32>)> {
        let within = |range: &Range<usize>, start: usize| {
            range.start.saturating_sub(start)..range.end.saturating_sub(start)
        };
        run(Window { encoder: self, inputs, tokens: within(&window.all, start) });
        let core = within(&window.core, window.all.start);
        let vectors = &self.scratch.vectors;
        out.tokens = window.core.clone();
        out.numbers.clear();
        out.factors.clear();
        out.factors.extend(vectors.factors().get(core.clone()).unwrap_or(&[]));
        out.numbers.reserve_exact(core.len() * self.weights.width / STEP);
        core.clone().for_each(|token| out.numbers.extend(vectors.token(token)));
        let stride = TAGS + usize::from(self.weights.tells_names);
        let scores = self.tags.chunks_exact(stride).skip(core.start).take(core.len());
        scores.filter_map(|scores| {
            let (tags, rest) = scores.split_first_chunk()?;
            Some((tags, rest.first().copied()))
        })
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

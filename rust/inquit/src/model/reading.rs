//! What a model has read in a document.

use std::sync::atomic::AtomicBool;

use super::Model;
use super::encoder::{Encoded, Encoder};
use super::inputs::Inputs;
use super::links::Links;
use super::product::{STEP, Vectors};
use super::tag::Tag;

/// What a model has read in a document.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    model: Model,
    /// What each token is.
    pub(crate) tags: Vec<Tag>,
    /// How likely that is, from 0 to 1.
    pub(crate) likelihoods: Vec<f32>,
    /// The last layer's numbers for each token, each with the factor that makes them real; links are told from them.
    encodings: Vec<[u8; STEP]>,
    factors: Vec<f32>,
}

impl Reading {
    pub(super) fn new(model: &Model, inputs: &Inputs, stop: &AtomicBool) -> Self {
        let weights = &*model.weights;
        let Encoded { scores, numbers: encodings, factors } = Encoder::new(weights).document(inputs, stop);
        let tags = weights.chain.best(&scores);
        let likelihoods = weights.chain.likelihoods(&scores, &tags);
        Self { model: model.clone(), tags, likelihoods, encodings, factors }
    }

    /// The links between its tokens.
    pub(crate) fn links(&self) -> Links<'_> {
        Links::new(self, &self.model.weights.heads)
    }

    /// Writes what links are told from, for some tokens, over `out`.
    pub(super) fn vectors(&self, tokens: impl Iterator<Item = usize>, out: &mut Vectors) {
        let steps = self.model.weights.width / STEP;
        out.clear(self.model.weights.width);
        for token in tokens {
            let numbers = self.encodings.get(token * steps..(token + 1) * steps).unwrap_or(&[]);
            out.push_whole(self.factors.get(token).copied().unwrap_or(0.0), numbers);
        }
    }
}

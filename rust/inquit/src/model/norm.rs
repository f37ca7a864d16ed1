//! Layer normalisation (Ba, Kiros and Hinton 2016).

use super::arithmetic::sum;
use super::product::{LANES, Vectors};

/// Gain and bias of a layer normalisation.
#[derive(Clone, Debug)]
pub(super) struct Norm {
    gain: Vec<f32>,
    bias: Vec<f32>,
}

/// Added to the variance, so that a token whose numbers are all the same divides by something.
const LEAST: f32 = 1e-5;

impl Norm {
    pub(super) fn new(gain: Vec<f32>, bias: Vec<f32>) -> Self {
        Self { gain, bias }
    }

    /// Writes the normalised tokens over `out`. `one` is scratch.
    #[inline(always)]
    pub(super) fn tokens(&self, stream: &[f32], one: &mut Vec<f32>, out: &mut Vectors) {
        let width = self.gain.len();
        out.clear(width);
        for token in stream.chunks_exact(width) {
            let (sixteens, _) = token.as_chunks::<LANES>();
            let mean = sum(sixteens.iter().copied()) / width as f32;
            let squares = sixteens.iter().map(|lanes| lanes.map(|number| (number - mean) * (number - mean)));
            let factor = 1.0 / (sum(squares) / width as f32 + LEAST).sqrt();
            let numbers = token.iter().zip(&self.gain).zip(&self.bias);
            one.clear();
            one.extend(numbers.map(|((number, gain), bias)| (number - mean) * factor * gain + bias));
            out.push(one);
        }
    }
}

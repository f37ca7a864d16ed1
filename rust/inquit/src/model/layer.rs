//! A layer: a bidirectional Simple Recurrent Unit (Lei et al. 2018) over normalised tokens, added to the stream.
//!
//! Products and gates of a window come first; what is left of the recurrence is a multiplication and an addition.
//! Each of the stream's numbers has a unit of its own, and the units are independent, so sixteen of them go through
//! the window at a time: what they need stays in the nearest caches.

use super::arithmetic::sigmoid;
use super::bytes::Rows;
use super::norm::Norm;
use super::product::{LANES, Lanes, Panel, Sums, Vectors, lanes};

/// A layer.
#[derive(Clone, Debug)]
pub(super) struct Layer {
    norm: Norm,
    blocks: Vec<Block>,
}

/// Sixteen units: what comes in, and the gates that forget and that let out, in this order.
#[derive(Clone, Debug)]
struct Block {
    /// One for each neighbouring token that the layer reads.
    panels: Vec<Panel>,
    scales: Lanes<f32>,
    bias: Lanes<f32>,
}

/// What is used again from layer to layer.
#[derive(Clone, Debug, Default)]
pub(super) struct Scratch {
    pub(super) one: Vec<f32>,
    pub(super) vectors: Vectors,
    pub(super) sums: [Vec<Sums>; 3],
    /// For each token what the units of a block take in, what share they keep, and what share they let out.
    gates: Vec<Lanes<f32>>,
}

impl Layer {
    /// `rows` are the incoming ones of all units, then the forgetting, then the letting out.
    pub(super) fn new(norm: Norm, rows: &Rows<'_>, bias: &[f32]) -> Self {
        let units = bias.len() / 3;
        let width = rows.columns / units.max(1);
        let all: Vec<(f32, &[u8])> = rows.iter().collect();
        let block = |first: usize| {
            let at = || (0..3).flat_map(move |gate| (0..LANES).map(move |unit| gate * units + first + unit));
            let own = || at().filter_map(|row| all.get(row).copied());
            let columns = |token: usize| {
                let columns = token * units..(token + 1) * units;
                own().map(move |(_, row)| row.get(columns.clone()).unwrap_or(&[]))
            };
            Block {
                panels: (0..width).map(|token| Panel::new(columns(token), units)).collect(),
                scales: lanes(own().map(|(scale, _)| scale)),
                bias: lanes(at().map(|row| bias.get(row).copied().unwrap_or(0.0))),
            }
        };
        Self { norm, blocks: (0..units).step_by(LANES).map(block).collect() }
    }

    /// Adds to the stream of a window what the layer reads in it.
    #[inline(always)]
    pub(super) fn read(&self, stream: &mut [f32], scratch: &mut Scratch) {
        let Scratch { one, vectors, sums, gates } = scratch;
        self.norm.tokens(stream, one, vectors);
        let width = self.blocks.len() * LANES;
        for (number, block) in self.blocks.iter().enumerate() {
            for (panel, sums) in block.panels.iter().zip(&mut *sums) {
                panel.times(vectors, sums);
            }
            block.gates(vectors.factors(), sums, gates);
            let own = |token| units_of(token, number);
            let tokens = stream.chunks_exact_mut(width);
            if 2 * number < self.blocks.len() {
                recur(tokens.filter_map(own).zip(&*gates));
            } else {
                recur(tokens.rev().filter_map(own).zip(gates.iter().rev()));
            }
        }
    }
}

/// The numbers of a token that a block works on.
fn units_of(token: &mut [f32], block: usize) -> Option<&mut [f32; LANES]> {
    token.as_chunks_mut::<LANES>().0.get_mut(block)
}

impl Block {
    /// Writes the gates over `out`, from the sums of one token, or of three.
    #[inline(always)]
    fn gates(&self, factors: &[f32], sums: &[Vec<Sums>; 3], out: &mut Vec<Lanes<f32>>) {
        let [first, second, third] = sums.each_ref().map(|sums| factors.iter().zip(sums));
        out.resize(factors.len(), Lanes::default());
        if self.panels.len() == 1 {
            for (out, own) in out.iter_mut().zip(first) {
                self.gate([own], out);
            }
        } else {
            // What is beyond the ends of the window is nothing.
            let nothing = || std::iter::once((&0.0, const { &[[0; LANES]; 3] }));
            let (before, after) = (nothing().chain(first), third.skip(1).chain(nothing()));
            for (((out, before), own), after) in out.iter_mut().zip(before).zip(second).zip(after) {
                self.gate([before, own, after], out);
            }
        }
    }

    /// Writes the gates of a token over `out`, from its own sums or its neighbours' too, each with their token's
    /// factor.
    #[inline(always)]
    fn gate<const N: usize>(&self, tokens: [(&f32, &Sums); N], out: &mut Lanes<f32>) {
        let mut gates = Lanes::default();
        for (factor, sums) in tokens {
            for (number, &sum) in gates.as_flattened_mut().iter_mut().zip(sums.as_flattened()) {
                *number += sum as f32 * factor;
            }
        }
        let rows = self.scales.as_flattened().iter().zip(self.bias.as_flattened());
        for (number, (scale, bias)) in gates.as_flattened_mut().iter_mut().zip(rows) {
            *number = *number * scale + bias;
        }
        let [takes, keeps, lets_out] = &mut gates;
        for ((takes, keeps), lets_out) in takes.iter_mut().zip(keeps).zip(lets_out) {
            *keeps = sigmoid(*keeps);
            *takes *= 1.0 - *keeps;
            *lets_out = sigmoid(*lets_out);
        }
        *out = gates;
    }
}

/// Goes through the tokens with what sixteen units remember.
#[inline(always)]
fn recur<'t>(tokens: impl Iterator<Item = (&'t mut [f32; LANES], &'t Lanes<f32>)>) {
    let mut memory = [0.0; LANES];
    for (stream, [takes, keeps, lets_out]) in tokens {
        let units = stream.iter_mut().zip(&mut memory).zip(takes).zip(keeps).zip(lets_out);
        for ((((number, memory), takes), keeps), lets_out) in units {
            *memory = keeps * *memory + takes;
            *number += lets_out * *memory;
        }
    }
}

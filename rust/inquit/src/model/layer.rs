//! A layer: a bidirectional Simple Recurrent Unit (Lei et al. 2018) over normalised tokens, added to the stream.
//!
//! All products of a window come first; what is left of the recurrence is done number by number. Each of the
//! stream's numbers has a unit of its own, and the units are independent, so sixteen of them go through the window
//! at a time: what they need stays in the nearest cache.

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
    pub(super) fn read(&self, stream: &mut [f32], scratch: &mut Scratch) {
        let Scratch { one, vectors, sums, gates } = scratch;
        self.norm.tokens(stream, one, vectors);
        let width = self.blocks.len() * LANES;
        for (number, block) in self.blocks.iter().enumerate() {
            for (panel, sums) in block.panels.iter().zip(&mut *sums) {
                panel.times(vectors, sums);
            }
            block.gates(vectors.scales(), sums, gates);
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
    /// Writes what comes to the gates over `out`, from the sums of one token, or of three.
    fn gates(&self, factors: &[f32], sums: &[Vec<Sums>; 3], out: &mut Vec<Lanes<f32>>) {
        let [first, second, third] = sums;
        out.clear();
        if self.panels.len() == 1 {
            out.extend(factors.iter().zip(first).map(|(&factor, sums)| self.scaled(times(sums, factor))));
            return;
        }
        let none = [(&0.0, &Sums::default())];
        let before = none.into_iter().chain(factors.iter().zip(first));
        let after = factors.iter().zip(third).skip(1).chain(none);
        let tokens = before.zip(factors.iter().zip(second)).zip(after);
        out.extend(tokens.map(|((before, own), after)| {
            let [mut sum, own, after] = [before, own, after].map(|(&factor, sums)| times(sums, factor));
            add(&mut sum, &own);
            add(&mut sum, &after);
            self.scaled(sum)
        }));
    }

    #[inline(always)]
    fn scaled(&self, mut numbers: Lanes<f32>) -> Lanes<f32> {
        let rows = self.scales.as_flattened().iter().zip(self.bias.as_flattened());
        for (number, (scale, bias)) in numbers.as_flattened_mut().iter_mut().zip(rows) {
            *number = *number * scale + bias;
        }
        numbers
    }
}

#[inline(always)]
fn times(sums: &Sums, factor: f32) -> Lanes<f32> {
    sums.map(|sums| sums.map(|sum| sum as f32 * factor))
}

#[inline(always)]
fn add(numbers: &mut Lanes<f32>, others: &Lanes<f32>) {
    numbers
        .as_flattened_mut()
        .iter_mut()
        .zip(others.as_flattened())
        .for_each(|(number, other)| *number += other);
}

/// Goes through the tokens with what sixteen units remember.
#[inline(always)]
fn recur<'t>(tokens: impl Iterator<Item = (&'t mut [f32; LANES], &'t Lanes<f32>)>) {
    let mut memory = [0.0; LANES];
    for (stream, [comes, forgets, lets_out]) in tokens {
        let units = stream.iter_mut().zip(&mut memory).zip(comes).zip(forgets).zip(lets_out);
        for ((((number, memory), comes), forgets), lets_out) in units {
            let kept = sigmoid(*forgets);
            *memory = kept * *memory + (1.0 - kept) * comes;
            *number += sigmoid(*lets_out) * *memory;
        }
    }
}

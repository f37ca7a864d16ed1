//! A layer: a bidirectional Simple Recurrent Unit (Lei et al. 2018) over normalised tokens, added to the stream.
//!
//! All products of a window come first; what is left of the recurrence is done number by number. Each of the
//! stream's numbers has a unit of its own, and the units are independent, so sixteen of them go through the window
//! at a time: what they need stays in the nearest cache.

use super::arithmetic::sigmoid;
use super::bytes::Rows;
use super::norm::Norm;
use super::product::{LANES, Panel, ROWS, Sums, Vectors, filled};

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
    scales: [f32; ROWS],
    bias: [f32; ROWS],
}

/// What is used again from layer to layer.
#[derive(Clone, Debug, Default)]
pub(super) struct Scratch {
    pub(super) one: Vec<f32>,
    pub(super) vectors: Vectors,
    pub(super) sums: [Vec<Sums>; 3],
    gates: Vec<[f32; ROWS]>,
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
                scales: filled(own().map(|(scale, _)| scale)),
                bias: filled(at().map(|row| bias.get(row).copied().unwrap_or(0.0))),
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
            let own = |token| lanes(token, number);
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
fn lanes(token: &mut [f32], block: usize) -> Option<&mut [f32; LANES]> {
    token.as_chunks_mut::<LANES>().0.get_mut(block)
}

impl Block {
    /// Writes what comes to the gates over `out`, from the sums of one token, or of three.
    fn gates(&self, factors: &[f32], sums: &[Vec<Sums>; 3], out: &mut Vec<[f32; ROWS]>) {
        let [first, second, third] = sums;
        out.clear();
        if self.panels.len() == 1 {
            let scaled = factors.iter().zip(first).map(|(factor, sums)| sums.map(|sum| sum as f32 * factor));
            out.extend(scaled.map(|numbers| self.scaled(numbers)));
            return;
        }
        let none = [(&0.0, &[0; ROWS])];
        let before = none.into_iter().chain(factors.iter().zip(first));
        let after = factors.iter().zip(third).skip(1).chain(none);
        for ((before, own), after) in before.zip(factors.iter().zip(second)).zip(after) {
            let ((b, before), (o, own), (a, after)) = (before, own, after);
            let mut numbers = [0.0; ROWS];
            for (((number, &before), &own), &after) in numbers.iter_mut().zip(before).zip(own).zip(after) {
                *number = before as f32 * b + own as f32 * o + after as f32 * a;
            }
            out.push(self.scaled(numbers));
        }
    }

    fn scaled(&self, mut numbers: [f32; ROWS]) -> [f32; ROWS] {
        for ((number, scale), bias) in numbers.iter_mut().zip(&self.scales).zip(&self.bias) {
            *number = *number * scale + bias;
        }
        numbers
    }
}

/// Goes through the tokens with what sixteen units remember.
#[inline(always)]
fn recur<'t>(tokens: impl Iterator<Item = (&'t mut [f32; LANES], &'t [f32; ROWS])>) {
    let mut memory = [0.0; LANES];
    for (stream, gates) in tokens {
        let [comes, forgets, lets_out] = thirds(gates);
        let units = stream.iter_mut().zip(&mut memory).zip(comes).zip(forgets).zip(lets_out);
        for ((((number, memory), comes), forgets), lets_out) in units {
            let kept = sigmoid(*forgets);
            *memory = kept * *memory + (1.0 - kept) * comes;
            *number += sigmoid(*lets_out) * *memory;
        }
    }
}

/// The three gates of sixteen units.
#[inline(always)]
fn thirds(gates: &[f32; ROWS]) -> [&[f32; LANES]; 3] {
    match gates.as_chunks::<LANES>().0 {
        [a, b, c] => [a, b, c],
        _ => [&[0.0; LANES]; 3],
    }
}

//! The product for any machine: sixteen bits times sixteen, in the vectors that the program is compiled for.

use wide::{i16x16, i32x8};

use super::tiles;
use crate::model::product::{LANES, STEP, Sums, TOKENS, Tokens, Weights};

/// Steps whose tokens are widened at once; they stay in the nearest cache.
const WIDENED: usize = 64;
/// Rows, and tokens, that are worked on at once: their sums fit the registers.
const SIDE: usize = 4;

/// The tokens of a step, each four times, as the products of four rows are made at once.
type Wide = [i16x16; TOKENS];

pub(super) fn product(start: &Sums, weights: &[Weights], all: &[Tokens], out: &mut [Sums]) {
    let mut wide = [[i16x16::ZERO; TOKENS]; WIDENED];
    for (tile, out) in tiles(weights, all, out) {
        *out = [*start; TOKENS];
        for (weights, tile) in weights.chunks(WIDENED).zip(tile.chunks(WIDENED)) {
            for (wide, tokens) in wide.iter_mut().zip(tile) {
                widen(tokens, wide);
            }
            for rows in 0..3 * LANES / SIDE {
                for (tokens, out) in out.as_chunks_mut::<SIDE>().0.iter_mut().enumerate() {
                    add(weights, &wide, rows, tokens, out);
                }
            }
        }
    }
}

fn widen(tokens: &Tokens, wide: &mut Wide) {
    for (wide, &four) in wide.iter_mut().zip(tokens) {
        let [a, b, c, d] = four.map(i16::from);
        *wide = i16x16::new([a, b, c, d, a, b, c, d, a, b, c, d, a, b, c, d]);
    }
}

/// Adds the products of the `rows`th four rows and the `tokens`th four tokens.
fn add(weights: &[Weights], wide: &[Wide], rows: usize, tokens: usize, out: &mut [Sums; SIDE]) {
    let mut sums = [i32x8::ZERO; SIDE];
    for (weights, wide) in weights.iter().zip(wide) {
        let rows = weights.as_flattened().as_flattened().as_chunks::<{ SIDE * STEP }>().0.get(rows);
        let (Some(rows), Some(tokens)) = (rows, wide.as_chunks::<SIDE>().0.get(tokens)) else { return };
        let rows = i16x16::new(rows.map(i16::from));
        for (sum, token) in sums.iter_mut().zip(tokens) {
            *sum += rows.dot(*token);
        }
    }
    for (out, sum) in out.iter_mut().zip(sums) {
        let out = out.as_flattened_mut().as_chunks_mut::<SIDE>().0.get_mut(rows).into_iter().flatten();
        out.zip(sum.to_array().as_chunks().0).for_each(|(out, [a, b])| *out += a + b);
    }
}

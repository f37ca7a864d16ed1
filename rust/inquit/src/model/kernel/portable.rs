//! The product for any machine: sixteen bits times sixteen, in vectors of 128 bits where there are some.

use wide::{i16x8, i32x4};

use super::tiles;
use crate::model::product::{LANES, Sums, TOKENS, Tokens, Weights};

/// Steps whose tokens are widened at once; they stay in the nearest cache.
const WIDENED: usize = 64;
/// Rows, and tokens, that are worked on at once: their sums fit the registers.
const SIDE: usize = 4;

/// The tokens of a step, each twice, as the products of two rows are made at once.
type Wide = [i16x8; TOKENS];

pub(super) fn product(start: &Sums, weights: &[Weights], all: &[Tokens], out: &mut [Sums]) {
    let mut wide = [[i16x8::ZERO; TOKENS]; WIDENED];
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
        *wide = i16x8::new([a, b, c, d, a, b, c, d]);
    }
}

/// Adds the products of the `rows`th four rows and the `tokens`th four tokens.
fn add(weights: &[Weights], wide: &[Wide], rows: usize, tokens: usize, out: &mut [Sums; SIDE]) {
    let mut sums = [[i32x4::ZERO; 2]; SIDE];
    for (weights, wide) in weights.iter().zip(wide) {
        let rows = weights.as_flattened().as_chunks::<SIDE>().0.get(rows);
        let (Some(rows), Some(tokens)) = (rows, wide.as_chunks::<SIDE>().0.get(tokens)) else { return };
        let [[a, b, c, d], [e, f, g, h], [i, j, k, l], [m, n, o, p]] = rows.map(|row| row.map(i16::from));
        let (first, second) = (i16x8::new([a, b, c, d, e, f, g, h]), i16x8::new([i, j, k, l, m, n, o, p]));
        for ([upper, lower], token) in sums.iter_mut().zip(tokens) {
            *upper += first.dot(*token);
            *lower += second.dot(*token);
        }
    }
    for (out, [upper, lower]) in out.iter_mut().zip(sums) {
        let halves = [upper.to_array(), lower.to_array()];
        let pairs = halves.as_flattened().as_chunks::<2>().0;
        let out = out.as_flattened_mut().as_chunks_mut::<SIDE>().0.get_mut(rows).into_iter().flatten();
        out.zip(pairs).for_each(|(out, [a, b])| *out += a + b);
    }
}

//! The innermost loop: eight bits times eight bits, added up in thirty-two.

use super::product::{ROWS, STEP, Sums, TOKENS};

/// Writes `start` plus the products of a panel's weights and each tile over `out`, a row a token.
pub(super) fn product(
    start: &Sums,
    weights: &[[i8; ROWS * STEP]],
    tiles: &[[u8; TOKENS * STEP]],
    out: &mut [Sums],
) {
    let tiles = tiles.chunks_exact(weights.len().max(1));
    for (tile, out) in tiles.zip(out.as_chunks_mut::<TOKENS>().0) {
        *out = [*start; TOKENS];
        for (weights, tokens) in weights.iter().zip(tile) {
            for (token, sums) in tokens.as_chunks::<STEP>().0.iter().zip(&mut *out) {
                for (sum, weights) in sums.iter_mut().zip(weights.as_chunks::<STEP>().0) {
                    let products = weights.iter().zip(token).map(|(&w, &t)| i32::from(w) * i32::from(t));
                    *sum += products.sum::<i32>();
                }
            }
        }
    }
}

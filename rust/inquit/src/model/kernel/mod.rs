//! The innermost loop: eight bits times eight bits, added up in thirty-two.
//!
//! Most time of a model goes here. Sums are exact, so all kernels give the same. `cargo bench --bench model` sets models
//! beside products of the same shapes in a loop that is left to the compiler and in a library for floats.

use super::product::{Sums, TOKENS, Tokens, Weights};

#[cfg(avx512)]
#[allow(unsafe_code, clippy::incompatible_msrv)] // `build.rs` asks the compiler first
mod avx512;
mod portable;
#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code)]
mod x86;

/// Writes `start` plus the products of a panel's weights and each tile over `out`, a row a token.
pub(super) fn product(start: &Sums, weights: &[Weights], tiles: &[Tokens], out: &mut [Sums]) {
    #[cfg(avx512)]
    if avx512::dot(start, weights, tiles, out) {
        return;
    }
    #[cfg(target_arch = "x86_64")]
    if x86::pairs(start, weights, tiles, out) {
        return;
    }
    portable::product(start, weights, tiles, out);
}

/// What each kernel that the processor can run makes of `out`, the portable one first: all must be the same.
#[cfg(any(test, fuzzing))]
pub(super) fn each(start: &Sums, weights: &[Weights], tiles: &[Tokens], out: &[Sums]) -> Vec<Vec<Sums>> {
    let mut first = out.to_vec();
    portable::product(start, weights, tiles, &mut first);
    let mut all = vec![first];
    #[cfg(target_arch = "x86_64")]
    for kernel in [
        #[cfg(avx512)]
        avx512::dot,
        x86::pairs,
    ] {
        let mut next = out.to_vec();
        if kernel(start, weights, tiles, &mut next) {
            all.push(next);
        }
    }
    all
}

/// What is to be compiled anew for each set of instructions that the processor may have.
pub(super) trait Work {
    /// Does it. To be inlined, with all that takes long in it.
    fn run(self);
}

/// Does work with the widest vectors that the processor has. Numbers stay the same: an instruction for a
/// multiplication with an addition, which rounds once, is only used where the code asks for it.
pub(super) fn run(work: impl Work) {
    #[cfg(avx512)]
    return avx512::run(work);
    #[cfg(all(target_arch = "x86_64", not(avx512)))]
    return x86::run(work);
    #[cfg(not(target_arch = "x86_64"))]
    work.run();
}

/// Each tile of tokens, which has as many steps as the weights, and where its sums go.
fn tiles<'t>(
    weights: &[Weights],
    tiles: &'t [Tokens],
    out: &'t mut [Sums],
) -> impl Iterator<Item = (&'t [Tokens], &'t mut [Sums; TOKENS])> {
    tiles.chunks_exact(weights.len().max(1)).zip(out.as_chunks_mut::<TOKENS>().0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::product::{LANES, STEP};

    /// One product after the other.
    fn plain(start: &Sums, weights: &[Weights], all: &[Tokens], out: &mut [Sums]) {
        for (tile, out) in tiles(weights, all, out) {
            for (token, out) in out.iter_mut().enumerate() {
                for (row, out) in out.as_flattened_mut().iter_mut().enumerate() {
                    let steps = weights.iter().zip(tile);
                    let columns = steps.flat_map(|(w, t)| w.as_flattened()[row].iter().zip(&t[token]));
                    let products = columns.map(|(&weight, &token)| i32::from(weight) * i32::from(token));
                    *out = start.as_flattened()[row] + products.sum::<i32>();
                }
            }
        }
    }

    /// Two neighbours that don't add up to more than they may.
    fn small([a, b]: [i8; 2]) -> [i8; 2] {
        if (i16::from(a) + i16::from(b)).abs() > 128 { [a, !b] } else { [a, b] }
    }

    /// Weights and tiles: random, or all at the ends of their ranges.
    fn sides() -> impl Strategy<Value = (Vec<Weights>, Vec<Tokens>)> {
        let weight = prop_oneof![any::<i8>(), Just(i8::MIN), Just(i8::MAX), Just(-64), Just(64)];
        let token = prop_oneof![any::<u8>(), Just(0), Just(u8::MAX)];
        (0..80_usize, 0..3_usize, weight, token, any::<u64>()).prop_map(
            |(steps, tiles, weight, token, seed)| {
                let mut state = seed | 1;
                let mut random = move || {
                    state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
                    (state >> 56) as u8
                };
                let mut mixed = move |own: u8| if seed % 3 == 0 { own } else { random() };
                let mut pair = || small([(); 2].map(|()| mixed(weight as u8) as i8));
                let weights = (0..steps)
                    .map(|_| {
                        [(); 3].map(|()| {
                            [(); LANES].map(|()| {
                                let ([a, b], [c, d]) = (pair(), pair());
                                [a, b, c, d]
                            })
                        })
                    })
                    .collect();
                let tokens = (0..steps * tiles)
                    .map(|_| [(); TOKENS].map(|()| [(); STEP].map(|()| mixed(token))))
                    .collect();
                (weights, tokens)
            },
        )
    }

    proptest! {
        #[test]
        fn all_kernels_give_what_one_product_after_the_other_gives((weights, tokens) in sides(), more in 0..9_usize, first in -1000..1000) {
            let start = std::array::from_fn(|part| std::array::from_fn(|row| first * (20 * part + row) as i32));
            // Sums of tokens that there are none of stay as they are.
            let mut expected = vec![[[7; LANES]; 3]; tokens.len() / weights.len().max(1) * TOKENS + more];
            let untouched = expected.clone();
            plain(&start, &weights, &tokens, &mut expected);
            for out in each(&start, &weights, &tokens, &untouched) {
                prop_assert_eq!(&out, &expected);
            }
        }
    }
}

//! What newer processors do better. Each function first asks the processor; those that make products return whether
//! they have.

use std::arch::x86_64::*;

use super::{Work, tiles};
use crate::model::product::{LANES, Sums, Tokens, Weights};

/// With AVX2: the products of two neighbouring columns are added up in sixteen bits, which weights are small enough
/// for ([`Panel`](crate::model::product::Panel)), then those of four in 32: half the instructions of products that are
/// widened first.
pub(super) fn pairs(start: &Sums, weights: &[Weights], all: &[Tokens], out: &mut [Sums]) -> bool {
    let able = is_x86_feature_detected!("avx2");
    if able {
        // SAFETY: the processor has what the function is compiled for.
        unsafe { pairs_avx2(start, weights, all, out) };
    }
    able
}

#[target_feature(enable = "avx2")]
fn pairs_avx2(start: &Sums, weights: &[Weights], all: &[Tokens], out: &mut [Sums]) {
    for (tile, out) in tiles(weights, all, out) {
        for (rows, start) in start.iter().enumerate() {
            for (four, out) in out.as_chunks_mut::<FOUR>().0.iter_mut().enumerate() {
                pairs_of_four(start, weights, tile, rows, four, out);
            }
        }
    }
}

/// Tokens whose sums, of sixteen rows, the registers have room for.
const FOUR: usize = 4;

/// Writes the sums of sixteen rows and four tokens.
#[target_feature(enable = "avx2")]
fn pairs_of_four(
    start: &[i32; LANES],
    weights: &[Weights],
    tile: &[Tokens],
    rows: usize,
    four: usize,
    out: &mut [Sums; FOUR],
) {
    let ones = _mm256_set1_epi16(1);
    // SAFETY: an `i32` is of four bytes.
    let mut sums = [unsafe { halves(start) }; FOUR];
    for (weights, tokens) in weights.iter().zip(tile) {
        let (weights, tokens) = (weights.get(rows), tokens.as_chunks::<FOUR>().0.get(four));
        let (Some(weights), Some(tokens)) = (weights, tokens) else { return };
        // SAFETY: four `i8` are of four bytes.
        let weights = unsafe { halves(weights) };
        for (sums, token) in sums.iter_mut().zip(tokens) {
            let token = _mm256_set1_epi32(i32::from_ne_bytes(*token));
            for (sum, weights) in sums.iter_mut().zip(weights) {
                *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(_mm256_maddubs_epi16(token, weights), ones));
            }
        }
    }
    for (out, sums) in out.iter_mut().zip(sums) {
        let out = out.get_mut(rows).map_or(&mut [][..], |rows| rows.as_chunks_mut::<8>().0);
        for (out, sum) in out.iter_mut().zip(sums) {
            // SAFETY: the reference is to the 32 bytes that are written; they needn't be aligned.
            unsafe { _mm256_storeu_si256(out.as_mut_ptr().cast(), sum) };
        }
    }
}

/// The 64 bytes of sixteen rows.
///
/// # Safety
///
/// `T` is of four bytes, each of which holds something.
#[target_feature(enable = "avx2")]
unsafe fn halves<T>(rows: &[T; LANES]) -> [__m256i; 2] {
    let first = rows.as_ptr().cast::<__m256i>();
    // SAFETY: the reference is to the 64 bytes that are read; they needn't be aligned.
    unsafe { [_mm256_loadu_si256(first), _mm256_loadu_si256(first.add(1))] }
}

/// Does work with vectors of 256 bits, or of 128.
pub(super) fn run(work: impl Work) {
    if is_x86_feature_detected!("avx2") {
        // SAFETY: the processor has what the function is compiled for.
        unsafe { run_avx2(work) }
    } else {
        work.run();
    }
}

#[target_feature(enable = "avx2")]
fn run_avx2(work: impl Work) {
    work.run();
}

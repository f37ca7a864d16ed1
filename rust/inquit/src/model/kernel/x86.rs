//! What newer processors do better. Each function first asks the processor; those that make products return whether
//! they have.

use std::arch::x86_64::*;

use super::{Work, tiles};
use crate::model::product::{Sums, TOKENS, Tokens, Weights};

/// With the dot products of AVX-512 (VNNI): 16 rows of four columns an instruction.
pub(super) fn dot(start: &Sums, weights: &[Weights], all: &[Tokens], out: &mut [Sums]) -> bool {
    let able = is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512vnni");
    if able {
        // SAFETY: the processor has what the function is compiled for.
        unsafe { dot_avx512(start, weights, all, out) };
    }
    able
}

#[target_feature(enable = "avx512f,avx512vnni")]
fn dot_avx512(start: &Sums, weights: &[Weights], all: &[Tokens], out: &mut [Sums]) {
    // SAFETY: the reference is to the 64 bytes that are read; they needn't be aligned.
    let start = start.each_ref().map(|rows| unsafe { _mm512_loadu_si512(rows.as_ptr().cast()) });
    for (tile, out) in tiles(weights, all, out) {
        let mut sums = [start; TOKENS];
        for (weights, tokens) in weights.iter().zip(tile) {
            // SAFETY: as above.
            let weights = weights.each_ref().map(|rows| unsafe { _mm512_loadu_si512(rows.as_ptr().cast()) });
            for (sums, token) in sums.iter_mut().zip(tokens) {
                let token = _mm512_set1_epi32(i32::from_ne_bytes(*token));
                for (sum, weights) in sums.iter_mut().zip(weights) {
                    *sum = _mm512_dpbusd_epi32(*sum, token, weights);
                }
            }
        }
        for (out, sums) in out.iter_mut().zip(sums) {
            for (out, sum) in out.iter_mut().zip(sums) {
                // SAFETY: the reference is to the 64 bytes that are written; they needn't be aligned.
                unsafe { _mm512_storeu_si512(out.as_mut_ptr().cast(), sum) };
            }
        }
    }
}

/// With AVX2: products of sixteen bits, two columns added up at once.
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
        *out = [*start; TOKENS];
        for rows in 0..3 {
            for (pair, out) in out.as_chunks_mut::<2>().0.iter_mut().enumerate() {
                pairs_of_two(weights, tile, rows, pair, out);
            }
        }
    }
}

/// Adds the products of sixteen rows and two tokens: as many as the registers have room for.
#[target_feature(enable = "avx2")]
fn pairs_of_two(weights: &[Weights], tile: &[Tokens], rows: usize, pair: usize, out: &mut [Sums; 2]) {
    let mut sums = [[_mm256_setzero_si256(); 4]; 2];
    for (weights, tokens) in weights.iter().zip(tile) {
        let (weights, tokens) = (weights.get(rows), tokens.as_chunks::<2>().0.get(pair));
        let (Some(weights), Some(tokens)) = (weights, tokens) else { return };
        for (sums, token) in sums.iter_mut().zip(tokens) {
            let token = _mm256_cvtepu8_epi16(_mm_set1_epi32(i32::from_ne_bytes(*token)));
            for (sum, four) in sums.iter_mut().zip(weights.as_chunks::<4>().0) {
                // SAFETY: the reference is to the 16 bytes that are read; they needn't be aligned.
                let four = unsafe { _mm_loadu_si128(four.as_ptr().cast()) };
                *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(_mm256_cvtepi8_epi16(four), token));
            }
        }
    }
    for (out, sums) in out.iter_mut().zip(sums) {
        let mut halves = [[0_i32; 8]; 4];
        for (half, sum) in halves.iter_mut().zip(sums) {
            // SAFETY: the reference is to the 32 bytes that are written; they needn't be aligned.
            unsafe { _mm256_storeu_si256(half.as_mut_ptr().cast(), sum) };
        }
        let out = out.get_mut(rows).into_iter().flatten();
        out.zip(halves.as_flattened().as_chunks().0).for_each(|(out, [a, b])| *out += a + b);
    }
}

/// Does work with vectors of 512 bits, of 256, or of 128.
pub(super) fn run(work: impl Work) {
    let wide = is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512bw");
    if wide && is_x86_feature_detected!("avx512dq") && is_x86_feature_detected!("avx512vl") {
        // SAFETY: the processor has what the function is compiled for.
        unsafe { run_avx512(work) }
    } else if is_x86_feature_detected!("avx2") {
        // SAFETY: as above.
        unsafe { run_avx2(work) }
    } else {
        work.run();
    }
}

#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl")]
fn run_avx512(work: impl Work) {
    work.run();
}

#[target_feature(enable = "avx2")]
fn run_avx2(work: impl Work) {
    work.run();
}

//! What processors with AVX-512 do better: functions like those of [`x86`](super::x86). Compilers before 1.89 can't be
//! asked for it; what they make is slower on such processors, and finds the same.

use std::arch::x86_64::*;

use super::{Work, tiles, x86};
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

/// Does work with vectors of 512 bits, or of fewer.
pub(super) fn run(work: impl Work) {
    let wide = is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512bw");
    if wide && is_x86_feature_detected!("avx512dq") && is_x86_feature_detected!("avx512vl") {
        // SAFETY: the processor has what the function is compiled for.
        unsafe { run_avx512(work) }
    } else {
        x86::run(work);
    }
}

#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl")]
fn run_avx512(work: impl Work) {
    work.run();
}

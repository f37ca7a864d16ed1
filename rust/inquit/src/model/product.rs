//! Products of a matrix and the vectors of many tokens, all in whole numbers of eight bits.
//!
//! Both sides are laid out for a kernel that takes four columns a step: a panel holds 48 rows of the matrix, a
//! tile the vectors of eight tokens. A number of a vector is written with 128 added, as the dot product of
//! x86-64 takes one side without sign; 128 times the sum of each row is where the sums begin.

use super::arithmetic::{largest, nearest};
use super::bytes::Rows;
use super::kernel;

/// Rows that are worked on side by side.
pub(super) const LANES: usize = 16;
/// Rows of a panel.
const ROWS: usize = 3 * LANES;
/// Tokens of a tile.
pub(super) const TOKENS: usize = 8;
/// Columns of a step.
pub(super) const STEP: usize = 4;

/// What the rows of a panel have: one of each, sixteen by sixteen.
pub(super) type Lanes<T> = [[T; LANES]; 3];
/// What the rows of a panel give for a token.
pub(super) type Sums = Lanes<i32>;
/// Four columns of a panel.
pub(super) type Weights = Lanes<[i8; STEP]>;
/// Four columns of a tile.
pub(super) type Tokens = [[u8; STEP]; TOKENS];

/// 48 rows of a matrix. In each, two neighbouring columns of a step add up to -128 to 128: with numbers of up to 255
/// their products add up to what sixteen bits hold.
#[derive(Clone, Debug)]
pub(super) struct Panel {
    /// Where each row's sum begins.
    start: Sums,
    weights: Vec<Weights>,
}

impl Panel {
    /// A panel of rows and some of their columns; what is missing is zero.
    pub(super) fn new<'r>(rows: impl Iterator<Item = &'r [u8]>, columns: usize) -> Self {
        let mut weights = vec![Weights::default(); columns.div_ceil(STEP)];
        let mut start = Sums::default();
        for ((at, row), start) in rows.enumerate().zip(start.as_flattened_mut()) {
            for (step, four) in weights.iter_mut().zip(row.chunks(STEP)) {
                let slots = step.as_flattened_mut().get_mut(at);
                slots.into_iter().flatten().zip(four).for_each(|(slot, &byte)| *slot = byte as i8);
            }
            *start = -128 * row.iter().map(|&byte| i32::from(byte as i8)).sum::<i32>();
        }
        Self { start, weights }
    }

    /// Writes the sums of every token over `out`, which grows to whole tiles.
    pub(super) fn times(&self, vectors: &Vectors, out: &mut Vec<Sums>) {
        out.resize(vectors.factors.len().next_multiple_of(TOKENS), Sums::default());
        kernel::product(&self.start, &self.weights, &vectors.tiles, out);
    }
}

/// A matrix, and a number that is added to the product of each row.
#[derive(Clone, Debug)]
pub(super) struct Matrix {
    parts: Vec<Part>,
    rows: usize,
}

/// A panel, the factors of its rows and what is added.
#[derive(Clone, Debug)]
struct Part {
    panel: Panel,
    scales: Lanes<f32>,
    bias: Lanes<f32>,
}

impl Matrix {
    pub(super) fn new(rows: &Rows<'_>, bias: &[f32]) -> Self {
        let all: Vec<(f32, &[u8])> = rows.iter().collect();
        let part = |(rows_of, bias): (&[(f32, &[u8])], &[f32])| Part {
            panel: Panel::new(rows_of.iter().map(|(_, row)| *row), rows.columns),
            scales: lanes(rows_of.iter().map(|(scale, _)| *scale)),
            bias: lanes(bias.iter().copied()),
        };
        Self { parts: all.chunks(ROWS).zip(bias.chunks(ROWS)).map(part).collect(), rows: all.len() }
    }

    /// Writes the products of every token over `out`, one token's after the other's. `sums` is scratch.
    #[inline(always)]
    pub(super) fn times(&self, vectors: &Vectors, sums: &mut Vec<Sums>, out: &mut Vec<f32>) {
        out.resize(vectors.factors.len() * self.rows, 0.0);
        for (number, part) in self.parts.iter().enumerate() {
            part.panel.times(vectors, sums);
            let tokens = out.chunks_exact_mut(self.rows).zip(&*sums).zip(&vectors.factors);
            for ((out, sums), &factor) in tokens {
                let out = out.iter_mut().skip(number * ROWS);
                let rows =
                    sums.as_flattened().iter().zip(part.scales.as_flattened()).zip(part.bias.as_flattened());
                for (out, ((&sum, scale), bias)) in out.zip(rows) {
                    *out = sum as f32 * factor * scale + bias;
                }
            }
        }
    }
}

/// The vectors of tokens, each with the factor that makes its numbers real.
#[derive(Clone, Debug, Default)]
pub(super) struct Vectors {
    /// Steps of a tile.
    steps: usize,
    /// The steps of the first tile, then of the next.
    tiles: Vec<Tokens>,
    factors: Vec<f32>,
    /// The token that is being appended.
    whole: Vec<u8>,
}

impl Vectors {
    /// Forgets the tokens; those that come have this many columns.
    pub(super) fn clear(&mut self, columns: usize) {
        self.steps = columns.div_ceil(STEP);
        self.tiles.clear();
        self.factors.clear();
    }

    /// Appends a token: each number divided by a factor, so that the largest becomes 127 or -127, and rounded to the
    /// nearest whole number, halves to the even one.
    #[inline(always)]
    pub(super) fn push(&mut self, numbers: &[f32]) {
        let largest = largest(numbers);
        let inverse = if largest > 0.0 { 127.0 / largest } else { 0.0 };
        self.whole.clear();
        self.whole.extend(numbers.iter().map(|number| nearest(number * inverse) as u8 ^ 0x80));
        self.append(largest / 127.0);
    }

    /// Appends a token as [`Vectors::token`] gives it.
    pub(super) fn push_whole(&mut self, factor: f32, numbers: &[[u8; STEP]]) {
        self.whole.clear();
        self.whole.extend_from_slice(numbers.as_flattened());
        self.append(factor);
    }

    /// Appends what stands in `whole`.
    #[inline(always)]
    fn append(&mut self, factor: f32) {
        let token = self.factors.len() % TOKENS;
        self.factors.push(factor);
        if token == 0 {
            self.tiles.resize(self.tiles.len() + self.steps, Tokens::default());
        }
        self.whole.resize(self.steps * STEP, 0);
        let tile = self.tiles.len().saturating_sub(self.steps);
        let steps = self.tiles.get_mut(tile..).unwrap_or_default().iter_mut();
        for (step, four) in steps.zip(self.whole.as_chunks().0) {
            step.get_mut(token).into_iter().for_each(|slot| *slot = *four);
        }
    }

    /// The factor of each token.
    pub(super) fn factors(&self) -> &[f32] {
        &self.factors
    }

    /// A token's whole numbers, with 128 added, in fours; the last may have some that are no columns.
    #[inline(always)]
    pub(super) fn token(&self, token: usize) -> impl Iterator<Item = [u8; STEP]> {
        let tile = token / TOKENS * self.steps;
        let steps = self.tiles.get(tile..tile + self.steps).unwrap_or_default().iter();
        steps.map(move |step| step.get(token % TOKENS).copied().unwrap_or_default())
    }
}

/// The numbers of a panel's rows; zeros where there are none.
pub(super) fn lanes(mut numbers: impl Iterator<Item = f32>) -> Lanes<f32> {
    std::array::from_fn(|_| std::array::from_fn(|_| numbers.next().unwrap_or(0.0)))
}

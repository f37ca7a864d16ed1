//! What a token is before any other has been looked at: its pieces, its hashes and its features, added up.

use super::bytes::Rows;
use super::inputs::Inputs;
use super::layer::Scratch;
use super::product::Matrix;

/// The vectors of pieces, hashes and features, and the product that brings the first two into the stream.
#[derive(Clone, Debug)]
pub(super) struct Embedding {
    pieces: Table,
    hashes: Table,
    input: Matrix,
    features: Vec<f32>,
    width: usize,
}

/// A vector of whole numbers, and a factor, for each of many things.
#[derive(Clone, Debug)]
struct Table {
    columns: usize,
    scales: Vec<f32>,
    values: Vec<i8>,
}

impl Embedding {
    pub(super) fn new(pieces: Rows<'_>, hashes: Rows<'_>, input: Matrix, features: &Rows<'_>) -> Self {
        let real =
            |(scale, row): (f32, &[u8])| row.iter().map(move |&byte| f32::from(byte as i8) * scale).collect();
        let rows: Vec<Vec<f32>> = features.iter().map(real).collect();
        Self {
            pieces: Table::new(pieces),
            hashes: Table::new(hashes),
            input,
            features: rows.concat(),
            width: features.columns,
        }
    }

    /// Writes the stream of these tokens over `out`.
    #[inline(always)]
    pub(super) fn tokens(
        &self,
        inputs: &Inputs,
        tokens: std::ops::Range<usize>,
        scratch: &mut Scratch,
        out: &mut Vec<f32>,
    ) {
        let Scratch { one, vectors, sums: [sums, ..], .. } = scratch;
        vectors.clear(self.pieces.columns + self.hashes.columns);
        for token in tokens.clone() {
            one.clear();
            one.resize(self.pieces.columns + self.hashes.columns, 0.0);
            let (word, form) = one.split_at_mut(self.pieces.columns);
            let pieces = inputs.pieces_of(token);
            for &piece in pieces {
                self.pieces
                    .add(if (piece as usize) < self.pieces.scales.len() { piece as usize } else { 0 }, word);
            }
            let root = (pieces.len().max(1) as f32).sqrt();
            word.iter_mut().for_each(|number| *number /= root);
            for &hash in inputs.hashes.get(token).into_iter().flatten() {
                self.hashes.add(hash.into(), form);
            }
            vectors.push(one);
        }
        self.input.times(vectors, sums, out);
        for (token, stream) in tokens.zip(out.chunks_exact_mut(self.width)) {
            for &feature in inputs.active_of(token) {
                let start = usize::from(feature) * self.width;
                let feature = self.features.get(start..start + self.width).unwrap_or(&[]);
                stream.iter_mut().zip(feature).for_each(|(number, feature)| *number += feature);
            }
        }
    }
}

impl Table {
    fn new(rows: Rows<'_>) -> Self {
        let values = rows.values.iter().map(|&byte| byte as i8).collect();
        Self { columns: rows.columns, scales: rows.scales, values }
    }

    /// Adds a row to `out`, if there is one of that number.
    #[inline(always)]
    fn add(&self, row: usize, out: &mut [f32]) {
        let start = row * self.columns;
        if let (Some(&scale), Some(row)) =
            (self.scales.get(row), self.values.get(start..start + self.columns))
        {
            out.iter_mut().zip(row).for_each(|(number, &value)| *number += f32::from(value) * scale);
        }
    }
}

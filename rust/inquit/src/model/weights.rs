//! The parts of a model, read from its file.

use crate::error::Error;

use super::bytes::{Bytes, Rows};
use super::chain::Chain;
use super::embedding::Embedding;
use super::layer::Layer;
use super::link::Heads;
use super::norm::Norm;
use super::pieces::Vocabulary;
use super::product::Matrix;
use super::sizes::Sizes;
use super::tag::TAGS;

/// The parts of a model.
#[derive(Clone, Debug)]
pub(super) struct Weights {
    pub(super) width: usize,
    /// The codes of the languages that it is for.
    pub(super) languages: Vec<Box<str>>,
    pub(super) vocabulary: Vocabulary,
    pub(super) embedding: Embedding,
    pub(super) layers: Vec<Layer>,
    pub(super) norm: Norm,
    /// A row for each tag, and one more if the model tells names.
    pub(super) tags: Matrix,
    pub(super) tells_names: bool,
    pub(super) chain: Chain,
    pub(super) heads: Heads,
    /// What tells how likely a quote is right, for a logistic regression; the last stands for itself.
    pub(super) confidence: [f32; SIGNALS + 1],
}

/// How many signals tell how likely a quote is right.
pub(crate) const SIGNALS: usize = 26;

impl Weights {
    /// Reads them from the body of a file.
    pub(super) fn read(body: &[u8]) -> Result<Self, Error> {
        let bytes = &mut Bytes::new(body);
        let sizes = Sizes::read(bytes)?;
        let width = sizes.stream;
        Ok(Self {
            width,
            languages: bytes.strings("languages", sizes.languages)?.into_iter().map(Box::from).collect(),
            vocabulary: Vocabulary::new(sizes.reads, bytes.strings("pieces", sizes.pieces)?),
            embedding: embedding(bytes, &sizes)?,
            layers: layers(bytes, &sizes)?,
            norm: norm(bytes, "norm", width)?,
            tags: matrix(bytes, "tags", TAGS + sizes.names, width)?,
            tells_names: sizes.names > 0,
            chain: Chain::new(&bytes.reals("transitions", TAGS, TAGS)?, &bytes.reals("begin", 1, TAGS)?),
            heads: Heads::read(bytes, &sizes)?,
            confidence: bytes.reals("confidence", 1, SIGNALS + 1)?.try_into().unwrap_or_default(),
        })
        .and_then(|weights| bytes.end().map(|()| weights))
    }
}

fn embedding(bytes: &mut Bytes<'_>, sizes: &Sizes) -> Result<Embedding, Error> {
    let pieces = bytes.rows("pieces", sizes.pieces, sizes.piece)?;
    let hashes = bytes.rows("hashes", sizes.hashes, sizes.hash)?;
    let input = matrix(bytes, "input", sizes.stream, sizes.piece + sizes.hash)?;
    Ok(Embedding::new(pieces, hashes, input, &bytes.rows("features", sizes.features, sizes.stream)?))
}

fn layers(bytes: &mut Bytes<'_>, sizes: &Sizes) -> Result<Vec<Layer>, Error> {
    let width = sizes.stream;
    let layer = |(number, tokens): (usize, &usize)| {
        let name = format!("layers.{number}");
        let norm = norm(bytes, &format!("{name}.norm"), width)?;
        let (rows, bias) = rows(bytes, &name, 3 * width, tokens * width)?;
        Ok(Layer::new(norm, &rows, &bias))
    };
    sizes.widths.iter().enumerate().map(layer).collect()
}

fn norm(bytes: &mut Bytes<'_>, name: &str, width: usize) -> Result<Norm, Error> {
    let gain = bytes.reals(&format!("{name}.gain"), 1, width)?;
    Ok(Norm::new(gain, bytes.reals(&format!("{name}.bias"), 1, width)?))
}

/// A matrix and what is added to its products.
pub(super) fn matrix(
    bytes: &mut Bytes<'_>,
    name: &str,
    rows: usize,
    columns: usize,
) -> Result<Matrix, Error> {
    let (rows, bias) = self::rows(bytes, name, rows, columns)?;
    Ok(Matrix::new(&rows, &bias))
}

fn rows<'b>(
    bytes: &mut Bytes<'b>,
    name: &str,
    rows: usize,
    columns: usize,
) -> Result<(Rows<'b>, Vec<f32>), Error> {
    let weights = bytes.weights(&format!("{name}.weights"), rows, columns)?;
    Ok((weights, bytes.reals(&format!("{name}.bias"), 1, rows)?))
}

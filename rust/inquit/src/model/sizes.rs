//! How large the parts of a model are.

use crate::error::Error;

use super::bytes::Bytes;
use super::file::bad;
use super::pieces::Reads;
use super::product::LANES;

/// How large the parts of a model are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sizes {
    /// Numbers that stand for a token between layers; half of them come from each direction.
    pub(super) stream: usize,
    /// Numbers of a word piece.
    pub(super) piece: usize,
    /// Numbers of a hash.
    pub(super) hash: usize,
    /// Numbers that a link compares.
    pub(super) link: usize,
    pub(super) features: usize,
    pub(super) hashes: usize,
    pub(super) pieces: usize,
    /// For each layer how many neighbouring tokens it reads: one or three.
    pub(super) widths: Vec<usize>,
    pub(super) reads: Reads,
    /// One if the model tells names, else none.
    pub(super) names: usize,
    pub(super) languages: usize,
}

/// A bound on widths: far beyond what a small model has, and so low that no sum of products leaves 32 bits and
/// each can be written as `f32` exactly.
const WIDEST: usize = 1024;
const MOST_LAYERS: usize = 16;
const MOST_LANGUAGES: usize = 256;

impl Sizes {
    /// Reads the sizes and checks that they are some that a model can have.
    pub(super) fn read(bytes: &mut Bytes<'_>) -> Result<Self, Error> {
        let mut next = |what: &'static str, range: std::ops::RangeInclusive<usize>| {
            let size = bytes.size(what)?;
            if range.contains(&size) { Ok(size) } else { Err(bad(format!("{what} can't be {size}"))) }
        };
        let sizes = Self {
            stream: next("width of the stream", 2 * LANES..=WIDEST)?,
            piece: next("width of pieces", 1..=WIDEST / 2)?,
            hash: next("width of hashes", 1..=WIDEST / 2)?,
            link: next("width of links", 1..=WIDEST / 4)?,
            features: next("number of features", 1..=1 << 16)?,
            hashes: next("number of hashes", 1..=1 << 16)?,
            pieces: next("number of pieces", 1..=1 << 20)?,
            widths: {
                let layers = next("number of layers", 1..=MOST_LAYERS)?;
                (0..layers).map(|_| next("width of a layer", 1..=3)).collect::<Result<_, _>>()?
            },
            reads: if next("what it reads", 0..=1)? == 0 { Reads::Findings } else { Reads::Forms },
            names: next("whether it tells names", 0..=1)?,
            languages: next("number of languages", 1..=MOST_LANGUAGES)?,
        };
        if !sizes.stream.is_multiple_of(2 * LANES) {
            return Err(bad(format!(
                "width of the stream isn't a multiple of {}: {}",
                2 * LANES,
                sizes.stream
            )));
        }
        if !sizes.link.is_multiple_of(LANES) {
            return Err(bad(format!("width of links isn't a multiple of {LANES}: {}", sizes.link)));
        }
        if sizes.widths.contains(&2) {
            return Err(bad("width of a layer can't be 2"));
        }
        Ok(sizes)
    }
}

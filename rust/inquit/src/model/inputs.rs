//! What the model reads of a text.

/// What the model reads of a text, token by token. Lists of several entries a token lie one after the other;
/// `…_ends` says where each token's end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Inputs {
    /// The word pieces, as numbers of the model's vocabulary.
    pub(crate) pieces: Vec<u32>,
    pub(crate) piece_ends: Vec<u32>,
    /// The word, its beginnings, its endings and its shape, hashed.
    pub(crate) hashes: Vec<[u16; HASHES]>,
    /// The features that hold.
    pub(crate) active: Vec<u16>,
    pub(crate) active_ends: Vec<u32>,
    /// The tokens that begin a sentence, and a paragraph.
    pub(crate) sentences: Vec<u32>,
    pub(crate) paragraphs: Vec<u32>,
}

/// Hashes a token.
pub(crate) const HASHES: usize = 8;
/// How many different hashes there are.
pub(crate) const BUCKETS: u32 = 8192;

//! What the model reads of a text.

use std::ops::Range;

/// Where a model gets what it reads of a text, some tokens at a time: of a long text all at once would be many times as
/// large as the text.
pub(crate) trait Source {
    /// How many tokens the text has.
    fn count(&self) -> usize;
    /// The tokens that begin a sentence.
    fn sentences(&self) -> &[u32];
    /// The tokens that begin a paragraph.
    fn paragraphs(&self) -> &[u32];
    /// Appends what is read of these tokens.
    fn append(&self, tokens: Range<usize>, out: &mut Inputs);
}

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

impl Inputs {
    /// The pieces of a token.
    pub(super) fn pieces_of(&self, token: usize) -> &[u32] {
        part(&self.pieces, &self.piece_ends, token)
    }

    /// The features that hold of a token.
    pub(super) fn active_of(&self, token: usize) -> &[u16] {
        part(&self.active, &self.active_ends, token)
    }

    /// Forgets the first tokens, and counts from those behind them.
    pub(super) fn forget(&mut self, tokens: usize) {
        self.hashes.drain(..tokens.min(self.hashes.len()));
        forget(&mut self.pieces, &mut self.piece_ends, tokens);
        forget(&mut self.active, &mut self.active_ends, tokens);
    }
}

/// What a list has of a token, if `ends` says where each token's part ends.
fn part<'l, T>(list: &'l [T], ends: &[u32], token: usize) -> &'l [T] {
    let end = |token: usize| ends.get(token).map(|&end| end as usize);
    let start = token.checked_sub(1).map_or(Some(0), end);
    start.zip(end(token)).and_then(|(start, end)| list.get(start..end)).unwrap_or(&[])
}

/// Takes the parts of the first tokens out of a list.
fn forget<T>(list: &mut Vec<T>, ends: &mut Vec<u32>, tokens: usize) {
    let Some(end) = tokens.checked_sub(1).and_then(|last| ends.get(last)).copied() else { return };
    list.drain(..(end as usize).min(list.len()));
    ends.drain(..tokens);
    ends.iter_mut().for_each(|other| *other -= end);
}

/// What was read before.
#[cfg(any(test, feature = "training"))]
impl Source for Inputs {
    fn count(&self) -> usize {
        self.hashes.len()
    }

    fn sentences(&self) -> &[u32] {
        &self.sentences
    }

    fn paragraphs(&self) -> &[u32] {
        &self.paragraphs
    }

    fn append(&self, tokens: Range<usize>, out: &mut Inputs) {
        for token in tokens {
            out.hashes.extend(self.hashes.get(token));
            out.pieces.extend(self.pieces_of(token));
            out.piece_ends.push(out.pieces.len() as u32);
            out.active.extend(self.active_of(token));
            out.active_ends.push(out.active.len() as u32);
        }
    }
}

/// Hashes a token.
pub(crate) const HASHES: usize = 8;
/// How many different hashes there are.
pub(crate) const BUCKETS: u32 = 8192;

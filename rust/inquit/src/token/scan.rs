//! The scan over a text.

use super::{Token, chunk, slow};
use crate::text::{Span, head};

/// An iterator over the tokens of a text; see [`tokens`](super::tokens).
///
/// It reads the tokens of some 60 bytes at a time, and keeps them until they are asked for.
#[derive(Clone)]
pub struct Tokens<'t> {
    text: &'t str,
    /// Where reading goes on.
    at: usize,
    /// Tokens that were read, and how many of them there are and were given.
    ready: Ready,
    count: u8,
    given: u8,
    /// Whether every token is read the slow way.
    #[cfg(test)]
    slow: bool,
}

/// The tokens of a chunk, and of a word of two behind it.
type Ready = [Token; chunk::MOST + 2];

impl<'t> Tokens<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text: head(text, Span::MAX_TEXT_LEN),
            at: 0,
            ready: NONE_READY,
            count: 0,
            given: 0,
            #[cfg(test)]
            slow: false,
        }
    }

    /// As [`Tokens::new`], but every token is read the slow way.
    #[cfg(test)]
    pub(super) fn slow(text: &'t str) -> Self {
        Self { slow: true, ..Self::new(text) }
    }

    /// Reads the next tokens; none at the end of the text.
    fn fill(&mut self) {
        let (mut at, mut count, slow) = (self.at, 0, self.is_slow());
        while count == 0 && at < self.text.len() {
            let ready = &mut self.ready;
            (count, at) = read_some(self.text, at, slow, count, |count, token| {
                if let Some(slot) = ready.get_mut(count) {
                    *slot = token;
                }
                count + 1
            });
        }
        self.at = at;
        self.given = 0;
        self.count = count as u8;
    }

    /// Whether every token is read the slow way, as tests want it.
    #[inline]
    fn is_slow(&self) -> bool {
        #[cfg(test)]
        return self.slow;
        #[cfg(not(test))]
        false
    }

    /// The tokens that were read and not given yet.
    #[inline]
    fn left(&self) -> &[Token] {
        self.ready.get(usize::from(self.given)..usize::from(self.count)).unwrap_or(&[])
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    #[inline]
    fn next(&mut self) -> Option<Token> {
        if self.given == self.count {
            self.fill();
        }
        let token = self.ready.get(usize::from(self.given)).copied().filter(|_| self.given < self.count)?;
        self.given += 1;
        Some(token)
    }

    #[inline]
    fn fold<B, F: FnMut(B, Token) -> B>(self, init: B, mut fold: F) -> B {
        let mut folded = self.left().iter().copied().fold(init, &mut fold);
        let (mut at, slow) = (self.at, self.is_slow());
        while at < self.text.len() {
            (folded, at) = read_some(self.text, at, slow, folded, &mut fold);
        }
        folded
    }
}

const NONE_READY: Ready = [Token::NONE; chunk::MOST + 2];

impl std::iter::FusedIterator for Tokens<'_> {}

impl std::fmt::Debug for Tokens<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tokens").field("at", &self.at).field("ready", &self.left()).finish_non_exhaustive()
    }
}

/// Gives `put` tokens from byte `at` on, as many as a chunk has and perhaps a word of two behind it, and what it has made of
/// them so far; returns that, and where reading goes on. None may be, before the end of the text, if white space alone is there.
///
/// The commonest are read a [chunk](super::chunk) at a time, which is a short cut of [`slow`]; if every token is to be read
/// that way, it is `slow`.
#[inline]
fn read_some<T>(
    text: &str,
    at: usize,
    slow: bool,
    made: T,
    mut put: impl FnMut(T, Token) -> T,
) -> (T, usize) {
    if slow { slow::read(text, at).put(at, made, &mut put) } else { chunk::read(text, at, made, put) }
}

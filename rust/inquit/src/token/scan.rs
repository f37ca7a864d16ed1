//! The scan over a text.

use super::class::{Class, of_byte, of_char};
use super::{Token, TokenKind, chunk, emoticon, mark, tag, word};
use crate::text::{Span, char_at, head};

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

/// A token's end and kind, and where the next one ends if both came from one word: "cannot" is "can" and "not".
pub(super) struct Found {
    pub(super) end: usize,
    pub(super) kind: TokenKind,
    pub(super) next: Option<usize>,
}

impl Found {
    pub(super) fn new(end: usize, kind: TokenKind) -> Self {
        Self { end, kind, next: None }
    }
}

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
/// The commonest are read a [chunk](super::chunk) at a time, which is a short cut of [`read`]; if every token is to be read
/// that way, it is `slow`.
#[inline]
fn read_some<T>(
    text: &str,
    at: usize,
    slow: bool,
    made: T,
    mut put: impl FnMut(T, Token) -> T,
) -> (T, usize) {
    let (mut made, at, odd) =
        if slow { (made, at, true) } else { chunk::read(text.as_bytes(), at, made, &mut put) };
    if !odd {
        return (made, at);
    }
    let (token, second, next) = read_odd(text, at);
    for token in [token, second].into_iter().flatten() {
        made = put(made, token);
    }
    (made, next)
}

/// The token at `at`, and a second one if both come from one word, unless white space is there; and where reading goes on.
#[inline(never)]
fn read_odd(text: &str, at: usize) -> (Option<Token>, Option<Token>, usize) {
    let Some(&first) = text.as_bytes().get(at) else { return (None, None, at) };
    let space = if of_byte(first) == Class::Space { 1 } else { space_beyond(text, at) };
    if space > 0 {
        return (None, None, at + space);
    }
    let found = read(text, at, first);
    let end = clamp(text, at, found.end);
    let second = found.next.filter(|_| end == found.end);
    let token = |start, end, kind| Some(Token::within(start, end, kind, space_after(text, end)));
    let first = token(at, end, found.kind);
    match second {
        Some(last) => (first, token(end, last, TokenKind::Word), last),
        None => (first, None, end),
    }
}

/// The length of the white space beyond ASCII at a byte.
#[inline]
fn space_beyond(text: &str, at: usize) -> usize {
    // The first bytes of all of it.
    let lead = text.as_bytes().get(at).is_some_and(|byte| matches!(byte, 0xC2 | 0xE1..=0xE3));
    let space = || char_at(text, at).filter(|c| c.is_whitespace()).map_or(0, char::len_utf8);
    if lead { space() } else { 0 }
}

/// Whether white space stands at a byte; not so at the end of the text.
#[inline]
fn space_after(text: &str, at: usize) -> bool {
    match text.as_bytes().get(at) {
        Some(&byte) if byte < 128 => of_byte(byte) == Class::Space,
        Some(_) => space_beyond(text, at) > 0,
        None => false,
    }
}

/// The end of a token, brought back to what a token can hold.
#[inline]
fn clamp(text: &str, start: usize, end: usize) -> usize {
    if end - start <= super::LONGEST {
        return end;
    }
    let mut end = start + super::LONGEST;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    end
}

/// The token that starts at `at`, which isn't white space.
fn read(text: &str, at: usize, first: u8) -> Found {
    match of_byte(first) {
        Class::Letter | Class::Digit => word::word(text, at),
        Class::Beyond => {
            let c = char_at(text, at).unwrap_or(' ');
            match of_char(c) {
                Class::Letter | Class::Digit => word::word(text, at),
                Class::Ideograph => Found::new(mark::with_marks(text, at + c.len_utf8()), TokenKind::Word),
                Class::Emoji => mark::emoji(text, at, c),
                _ => mark_or_face(text, at, c),
            }
        }
        _ => {
            let c = char::from(first);
            tag::tag(text, at, c).unwrap_or_else(|| mark_or_face(text, at, c))
        }
    }
}

fn mark_or_face(text: &str, at: usize, c: char) -> Found {
    match emoticon::emoticon(text, at) {
        Some(end) => Found::new(end, TokenKind::Emoji),
        None => mark::mark(text, at, c),
    }
}

//! Tokens one character at a time: what the quick way leaves.

use super::class::{Class, of_byte, of_char};
use super::{Token, TokenKind, emoticon, mark, tag, word};
use crate::text::char_at;

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

/// What is at a place of a text.
pub(super) struct Slow {
    /// Where the token ends that begins at the place; the place itself if white space is there.
    pub(super) end: usize,
    pub(super) kind: TokenKind,
    /// Where reading goes on: behind the white space or the token, or behind a second word that came from one with it.
    pub(super) next: usize,
    /// Whether white space stands there.
    pub(super) space: bool,
}

impl Slow {
    /// Gives `put` the tokens, which begin at `start`, and what it has made of those before; returns that, and where reading
    /// goes on.
    #[inline]
    pub(super) fn put<T>(&self, start: usize, made: T, mut put: impl FnMut(T, Token) -> T) -> (T, usize) {
        if self.end == start {
            return (made, self.next);
        }
        let two = self.next > self.end;
        let mut made = put(made, Token::within(start, self.end, self.kind, self.space && !two));
        if two {
            made = put(made, Token::within(self.end, self.next, TokenKind::Word, self.space));
        }
        (made, self.next)
    }
}

/// What is at `at`, a place before the end of the text.
#[inline(never)]
pub(super) fn read(text: &str, at: usize) -> Slow {
    let first = text.as_bytes().get(at).copied().unwrap_or(b' ');
    let space = if of_byte(first) == Class::Space { 1 } else { space_beyond(text, at) };
    if space > 0 {
        return Slow { end: at, kind: TokenKind::Word, next: at + space, space: false };
    }
    let found = token(text, at, first);
    let end = clamp(text, at, found.end);
    let next = found.next.filter(|_| end == found.end).unwrap_or(end);
    Slow { end, kind: found.kind, next, space: space_after(text, next) }
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
fn token(text: &str, at: usize, first: u8) -> Found {
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

//! The scan over a text.

use super::class::{Class, of_byte, of_char};
use super::{Token, TokenKind, link, mark, word};
use crate::text::Span;

/// An iterator over the tokens of a text; see [`tokens`](super::tokens).
#[derive(Clone, Debug)]
pub struct Tokens<'t> {
    text: &'t str,
    at: usize,
    /// Ends of parts of the word just read: "cannot" is read once and given as "can" and "not".
    pending: Option<(usize, TokenKind)>,
    /// No token starts at or beyond this byte: what spans can point to.
    end: usize,
}

/// A token's end and kind, and where the next one ends if both came from one word.
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
        Self { text, at: 0, pending: None, end: text.len().min(Span::MAX_TEXT_LEN) }
    }

    /// Passes white space.
    #[inline]
    fn skip_space(&mut self) {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            match of_byte(byte) {
                Class::Space => self.at += 1,
                Class::Beyond => match char_at(self.text, self.at) {
                    Some(c) if c.is_whitespace() => self.at += c.len_utf8(),
                    _ => return,
                },
                _ => return,
            }
        }
    }

    /// The token that starts at `at`, which isn't white space.
    #[inline]
    fn read(&self, first: u8) -> Found {
        let (text, at) = (self.text, self.at);
        match of_byte(first) {
            Class::Letter | Class::Digit => word::word(text, at),
            Class::Beyond => {
                let c = char_at(text, at).unwrap_or(' ');
                match of_char(c) {
                    Class::Letter | Class::Digit => word::word(text, at),
                    Class::Ideograph => {
                        Found::new(mark::with_marks(text, at + c.len_utf8()), TokenKind::Word)
                    }
                    Class::Emoji => mark::emoji(text, at, c),
                    _ => mark::mark(text, at, c),
                }
            }
            _ => match link::emoticon(text, at) {
                Some(end) => Found::new(end, TokenKind::Emoji),
                None => mark::mark(text, at, char::from(first)),
            },
        }
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    #[inline]
    fn next(&mut self) -> Option<Token> {
        if self.pending.is_none() {
            self.skip_space();
        }
        let &first = self.text.as_bytes().get(self.at).filter(|_| self.at < self.end)?;
        let start = self.at;
        let (end, kind) = match self.pending.take() {
            Some(part) => part,
            None => {
                let found = self.read(first);
                self.pending = found.next.map(|next| (next, found.kind));
                (found.end, found.kind)
            }
        };
        let end = self.clamp(start, end);
        self.at = end;
        let space_after = self.pending.is_none()
            && match self.text.as_bytes().get(end) {
                Some(&byte) if byte < 128 => of_byte(byte) == Class::Space,
                Some(_) => char_at(self.text, end).is_some_and(char::is_whitespace),
                None => false,
            };
        Some(Token::new(Span::new(start, end), kind, space_after))
    }
}

impl Tokens<'_> {
    /// The end of a token, brought back to what a token and a span can hold.
    #[inline]
    fn clamp(&mut self, start: usize, end: usize) -> usize {
        if end - start <= super::LONGEST && end <= self.end {
            return end;
        }
        self.pending = None;
        let mut end = end.min(start + super::LONGEST).min(self.end);
        while end > start && !self.text.is_char_boundary(end) {
            end -= 1;
        }
        if end == start { self.text.len() } else { end }
    }
}

/// The character at a byte.
#[inline]
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

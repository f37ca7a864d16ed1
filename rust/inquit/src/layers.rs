//! The layers of a text as later stages see them.

use crate::language::{Classes, Language};
use crate::text::{Paragraph, Span};
use crate::token::Token;

/// A text with the layers that every later stage reads.
pub(crate) struct Layers<'a> {
    pub(crate) text: &'a str,
    pub(crate) language: &'a Language,
    pub(crate) paragraphs: &'a [Paragraph],
    pub(crate) sentences: &'a [Span],
    pub(crate) tokens: &'a [Token],
    /// The classes of each token.
    pub(crate) classes: &'a [Classes],
}

impl<'a> Layers<'a> {
    /// The text of token `index`; empty beyond the last.
    pub(crate) fn word(&self, index: usize) -> &'a str {
        self.tokens.get(index).map_or("", |token| token.span().of(self.text))
    }

    /// The classes of token `index`; none beyond the last.
    pub(crate) fn classes(&self, index: usize) -> Classes {
        self.classes.get(index).copied().unwrap_or_default()
    }

    /// The index of the first token that starts at or after byte `offset`.
    pub(crate) fn token_at(&self, offset: usize) -> usize {
        self.tokens.partition_point(|token| token.span().start() < offset)
    }
}

//! Words, numbers, marks and symbols: the tokens of Universal Dependencies.

use crate::text::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum TokenKind {
    /// A word, or the part of a contraction.
    Word,
    /// A number.
    Number,
    /// A punctuation mark.
    Punctuation,
    /// A symbol.
    Symbol,
    /// A web address.
    Url,
    /// An e-mail address.
    Email,
    /// An emoji or emoticon.
    Emoji,
}

/// A token: where it is and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Token {
    span: Span,
    kind: TokenKind,
}

impl Token {
    /// Where it is.
    #[inline]
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// What it is.
    #[inline]
    #[must_use]
    pub fn kind(&self) -> TokenKind {
        self.kind
    }
}

/// The tokens of a text, in order.
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokens { text, at: 0 }
}

/// An iterator over the tokens of a text; see [`tokens`].
#[derive(Clone, Debug)]
pub struct Tokens<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let rest = self.text.get(self.at..)?;
        let lead = rest.len() - rest.trim_start().len();
        let rest = rest.trim_start();
        let first = rest.chars().next()?;
        let start = self.at + lead;
        let (len, kind) = if first.is_alphanumeric() {
            let len = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
            (len, if first.is_numeric() { TokenKind::Number } else { TokenKind::Word })
        } else {
            (first.len_utf8(), TokenKind::Punctuation)
        };
        self.at = start + len;
        Some(Token { span: Span::new(start, self.at), kind })
    }
}

//! Paragraphs, sentences and tokens.

use std::fmt;

use super::Document;
use super::iter::{Sentences, Tokens};
use super::view::compared;
use crate::text::{Paragraph, ParagraphKind, Span};
use crate::token::{Token, TokenKind};

/// A paragraph of a [`Document`]: a [`Paragraph`] with its text.
#[derive(Clone, Copy)]
pub struct ParagraphRef<'d> {
    pub(super) document: &'d Document,
    pub(super) index: usize,
    pub(super) paragraph: Paragraph,
}

/// A sentence of a [`Document`].
#[derive(Clone, Copy)]
pub struct Sentence<'d> {
    pub(super) document: &'d Document,
    pub(super) index: usize,
    pub(super) span: Span,
}

/// A token of a [`Document`]: a [`Token`] with its text.
///
/// ```
/// let document = inquit::analyze("Nobody spoke.");
/// let words: Vec<&str> = document.tokens().map(|token| token.text()).collect();
/// assert_eq!(words, ["Nobody", "spoke", "."]);
/// ```
#[derive(Clone, Copy)]
pub struct TokenRef<'d> {
    pub(super) document: &'d Document,
    pub(super) index: usize,
    pub(super) token: Token,
}

compared!(ParagraphRef, span);
compared!(Sentence, span);
compared!(TokenRef, span);

macro_rules! shown {
    ($view:ident) => {
        impl fmt::Debug for $view<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($view))
                    .field("index", &self.index)
                    .field("span", &self.span())
                    .field("text", &self.text())
                    .finish_non_exhaustive()
            }
        }
    };
}

shown!(ParagraphRef);
shown!(Sentence);
shown!(TokenRef);

impl<'d> ParagraphRef<'d> {
    /// Its place among the document's paragraphs.
    #[must_use]
    pub fn index(&self) -> usize {
        self.index
    }

    /// Where it is.
    #[must_use]
    pub fn span(&self) -> Span {
        self.paragraph.span()
    }

    /// Its text.
    #[must_use]
    pub fn text(&self) -> &'d str {
        self.span().of(&self.document.text)
    }

    /// Whether it is a heading, a caption or body text.
    #[must_use]
    pub fn kind(&self) -> ParagraphKind {
        self.paragraph.kind()
    }

    /// The date line at its head ("Moscow, 23 February 2022 (TDI):"), if there is one.
    #[must_use]
    pub fn dateline(&self) -> Option<Span> {
        self.paragraph.dateline()
    }

    /// Its sentences. None reaches beyond its paragraph.
    pub fn sentences(&self) -> Sentences<'d> {
        let (span, sentences) = (self.span(), &self.document.sentences);
        let from = sentences.partition_point(|s| s.start() < span.start());
        let to = sentences.partition_point(|s| s.start() < span.end());
        Sentences::new(self.document, from..to)
    }

    /// Its tokens.
    pub fn tokens(&self) -> Tokens<'d> {
        self.document.tokens_in(self.span())
    }
}

impl<'d> Sentence<'d> {
    /// Its place among the document's sentences.
    #[must_use]
    pub fn index(&self) -> usize {
        self.index
    }

    /// Where it is.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// Its text.
    #[must_use]
    pub fn text(&self) -> &'d str {
        self.span.of(&self.document.text)
    }

    /// Its tokens.
    pub fn tokens(&self) -> Tokens<'d> {
        self.document.tokens_in(self.span)
    }
}

impl<'d> TokenRef<'d> {
    /// Its place among the document's tokens.
    #[must_use]
    pub fn index(&self) -> usize {
        self.index
    }

    /// Where it is.
    #[must_use]
    pub fn span(&self) -> Span {
        self.token.span()
    }

    /// Its text.
    #[must_use]
    pub fn text(&self) -> &'d str {
        self.span().of(&self.document.text)
    }

    /// What it is.
    #[must_use]
    pub fn kind(&self) -> TokenKind {
        self.token.kind()
    }

    /// Whether white space follows; not so at the end of the text.
    #[must_use]
    pub fn space_after(&self) -> bool {
        self.token.space_after()
    }

    /// The token itself: eight bytes that borrow nothing.
    #[must_use]
    pub fn token(&self) -> Token {
        self.token
    }
}

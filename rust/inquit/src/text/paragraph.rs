//! Paragraphs.

use super::Span;

/// What a single newline means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Newlines {
    /// Told from the text: hard-wrapped lines are joined, others are paragraphs.
    #[default]
    Auto,
    /// Every newline ends a paragraph.
    Break,
    /// A newline is a space; only a blank line ends a paragraph.
    Space,
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum ParagraphKind {
    /// Running text.
    #[default]
    Body,
    /// A title above other paragraphs.
    Heading,
    /// A line under a picture, a credit, or the like.
    Caption,
}

impl ParagraphKind {
    /// Its name in the output: `body`, `heading` or `caption`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Heading => "heading",
            Self::Caption => "caption",
        }
    }
}

/// A stretch of text between paragraph breaks, without the white space around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Paragraph {
    span: Span,
    kind: ParagraphKind,
    /// The date line at its head, if any.
    dateline: Option<Span>,
}

impl Paragraph {
    /// Where it is.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// What it is.
    #[must_use]
    pub fn kind(&self) -> ParagraphKind {
        self.kind
    }

    /// The date line at its head ("Moscow, 23 February 2022 (TDI):"), if there is one.
    #[must_use]
    pub fn dateline(&self) -> Option<Span> {
        self.dateline
    }
}

/// The paragraphs of a text, in order.
#[must_use]
pub fn paragraphs(text: &str, _newlines: Newlines) -> Vec<Paragraph> {
    let mut out = Vec::new();
    let mut at = 0;
    for part in text.split("\n\n") {
        let span = Span::new(at, at + part.len()).trim(text);
        if !span.is_empty() {
            out.push(Paragraph { span, kind: ParagraphKind::Body, dateline: None });
        }
        at += part.len() + 2;
    }
    out
}

//! Paragraphs.

mod kind;
mod layout;
mod lines;
mod newline;
mod running;

use super::Span;
use crate::compact::{converted, tight};

pub(crate) use layout::Layout;
pub(crate) use lines::is_newline;
pub(crate) use newline::{AtNewlines, Wrapping};

/// What a single newline means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Newlines {
    /// Guessed from the text: hard-wrapped lines are joined, lines of one sentence each form a paragraph up to the next blank
    /// line, and elsewhere a newline ends a paragraph.
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
#[cfg_attr(feature = "serde", serde(into = "Plain", try_from = "Plain"))]
pub struct Paragraph {
    span: Span,
    /// Bytes of the date line at its head; 0 if it has none. A text of short lines has a paragraph every few bytes.
    dateline: u16,
    kind: ParagraphKind,
}

/// A paragraph as it is saved.
#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(rename = "Paragraph")]
struct Plain {
    span: Span,
    kind: ParagraphKind,
    dateline: Option<Span>,
}

#[cfg(feature = "serde")]
impl From<Paragraph> for Plain {
    fn from(paragraph: Paragraph) -> Self {
        Self { span: paragraph.span, kind: paragraph.kind, dateline: paragraph.dateline() }
    }
}

#[cfg(feature = "serde")]
impl TryFrom<Plain> for Paragraph {
    type Error = &'static str;

    fn try_from(Plain { span, kind, dateline }: Plain) -> Result<Self, Self::Error> {
        let paragraph = Self { span, kind, dateline: length(dateline) };
        let right = paragraph.dateline() == dateline;
        right.then_some(paragraph).ok_or("a date line isn't at the head of its paragraph")
    }
}

/// The bytes of a date line.
fn length(dateline: Option<Span>) -> u16 {
    dateline.and_then(|line| u16::try_from(line.len()).ok()).unwrap_or(0)
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
        let (start, len) = (self.span.start(), usize::from(self.dateline));
        (len > 0).then(|| Span::new(start, start + len))
    }
}

/// The paragraphs of a text, in order.
///
/// A blank line always ends a paragraph. `newlines` sets what a single newline does. With [`Newlines::Auto`] it is a
/// space if the line before it is about as long as the lines around it, so that the next word wouldn't have fitted,
/// or if the text continues with a lower-case letter; it ends only a sentence if each line of the text is one; otherwise it
/// ends a paragraph. Newlines are `\n`, `\r\n`, `\r`, form feeds and the Unicode line and paragraph separators.
///
/// ```
/// use inquit::{Newlines, ParagraphKind, paragraphs};
/// let found = paragraphs("A Quiet Day\n\nNothing happened in Leeds today, said the mayor.", Newlines::Auto);
/// assert_eq!(found.len(), 2);
/// assert_eq!(found[0].kind(), ParagraphKind::Heading);
/// ```
#[must_use]
pub fn paragraphs(text: &str, newlines: Newlines) -> Vec<Paragraph> {
    laid_out(text, newlines).0
}

/// The paragraphs of a text, and what its lines are.
pub(crate) fn laid_out(text: &str, newlines: Newlines) -> (Vec<Paragraph>, Layout) {
    let spans = tight(newline::spans(text, newlines));
    let (spans, layout) =
        if newlines == Newlines::Auto { layout::join(text, spans) } else { (spans, Layout::Paragraphs) };
    let of =
        |span| Paragraph { span, kind: ParagraphKind::Body, dateline: length(kind::dateline(text, span)) };
    let mut out = converted(spans, |span| Some(of(span)));
    kind::tell_kinds(text, &mut out);
    (out, layout)
}

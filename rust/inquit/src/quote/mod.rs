//! Quotation marks: which open, which close, which stand alone, and what they enclose.

use crate::text::{Paragraph, Span};

/// A stretch of text in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// From the opening mark up to and with the closing one; to the end of its paragraph where it isn't
    /// closed.
    pub(crate) span: Span,
    /// The same without the marks and the white space inside them.
    pub(crate) inner: Span,
    /// How many quotations it lies in.
    pub(crate) depth: u8,
    /// Whether it has a closing mark.
    pub(crate) closed: bool,
    /// The quotation of an earlier paragraph that this one goes on with, by its index.
    pub(crate) continues: Option<u32>,
}

/// The quotations of a text, in order of their starts, nested ones after the one they lie in.
pub(crate) fn quotations(_text: &str, _paragraphs: &[Paragraph]) -> Vec<Quotation> {
    Vec::new()
}

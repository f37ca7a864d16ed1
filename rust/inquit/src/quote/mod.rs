//! Quotation marks: which open, which close, which stand alone, and what they enclose.
//!
//! The stage runs in four steps: [`scan`] finds the characters that may be marks, [`reading`] says what
//! each may be by its neighbours and the text's [`habit`], [`pairing`] takes the readings that cost a
//! paragraph least, and [`speech`] decides which quotations are utterances.

mod build;
mod glyph;
mod habit;
mod pairing;
mod reading;
mod scan;
mod side;
mod speech;
#[cfg(test)]
mod tests;

pub(crate) use build::quotations;

use crate::text::Span;

/// A stretch of text in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Quotation {
    /// From the opening mark up to and with the closing one; where it isn't closed, to the end of its
    /// paragraph, or of the quotation that it lies in.
    pub(crate) span: Span,
    /// The same without the marks and the white space inside them.
    pub(crate) inner: Span,
    /// How many quotations it lies in.
    pub(crate) depth: u8,
    /// Whether it has a closing mark.
    pub(crate) closed: bool,
    /// The quotation of an earlier paragraph that this one goes on with, by its index.
    pub(crate) continues: Option<u32>,
    /// How likely someone says it here, 0..=1: low for titles, nicknames, mottos and single terms.
    pub(crate) speech: f32,
}

impl Quotation {
    /// Whether someone says it here.
    pub(crate) fn is_speech(&self) -> bool {
        self.speech >= 0.5
    }
}

//! Which content belongs to which cue and source.

use crate::layers::Layers;
use crate::mention::Mention;
use crate::quote::Quotation;
use crate::text::Span;

/// Whether the content is in the speaker's own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum QuoteKind {
    /// All content is inside quotation marks.
    Direct,
    /// None is.
    Indirect,
    /// Part is.
    Mixed,
}

/// What is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Act {
    /// Something said.
    Speech,
    /// Something written.
    Writing,
    /// Something thought, known or felt.
    Thought,
    /// Something wanted.
    Wish,
    /// Something expected.
    Expectation,
}

/// The pattern that tied content, cue and source together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Pattern {
    /// The cue is a verb with the content after it: "he said that …".
    VerbBefore,
    /// The cue is a verb with the content before or around it: "…, he said".
    VerbAfter,
    /// "according to".
    AccordingTo,
    /// The cue is a noun: "his claim that …".
    Noun,
    /// A name and a colon.
    Colon,
    /// A name after a dash.
    Dash,
    /// A quotation without a cue.
    Bare,
}

/// A quote before its speaker is known.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Attributed {
    pub(crate) kind: QuoteKind,
    pub(crate) act: Act,
    /// In order; quotation marks included; never empty.
    pub(crate) content: Vec<Span>,
    pub(crate) cue: Vec<Span>,
    pub(crate) source: Vec<Span>,
    pub(crate) pattern: Pattern,
    /// How likely content and source are right, 0..=1.
    pub(crate) confidence: f32,
}

/// The quotes of a text, in order of their content.
pub(crate) fn attribute(
    _layers: &Layers<'_>,
    quotations: &[Quotation],
    _mentions: &[Mention],
) -> Vec<Attributed> {
    let mut out: Vec<Attributed> = Vec::new();
    // The quote that each quotation went into.
    let mut quote_of = vec![None; quotations.len()];
    for (index, quotation) in quotations.iter().enumerate() {
        if quotation.depth > 0 || !quotation.is_speech() {
            continue;
        }
        let resumed = quotation.continues.and_then(|it| quote_of.get(it as usize).copied().flatten());
        let quote = resumed.unwrap_or(out.len());
        if let Some(slot) = quote_of.get_mut(index) {
            *slot = Some(quote);
        }
        match out.get_mut(quote) {
            Some(quote) => quote.content.push(quotation.span),
            None => out.push(bare(quotation)),
        }
    }
    out
}

/// A quotation that nothing says who says.
fn bare(quotation: &Quotation) -> Attributed {
    Attributed {
        kind: QuoteKind::Direct,
        act: Act::Speech,
        content: vec![quotation.span],
        cue: Vec::new(),
        source: Vec::new(),
        pattern: Pattern::Bare,
        confidence: quotation.speech,
    }
}

//! Units: sentences, joined where a quotation runs over their boundary.

use crate::layers::Layers;
use crate::text::Paragraph;

/// A sentence, or several that one quotation holds together, as token indices: in
/// "“We won. We did it,” she said." the cue is in the same unit as all that it reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) first: usize,
    pub(super) end: usize,
    /// The index of its paragraph.
    pub(super) paragraph: usize,
}

/// The units of a text, in order.
pub(super) fn units(layers: &Layers<'_>) -> Vec<Unit> {
    let mut out: Vec<Unit> = Vec::with_capacity(layers.sentences.len());
    let (mut first, mut paragraph) = (0, 0);
    for sentence in layers.sentences {
        let tokens = layers.tokens.get(first..).unwrap_or(&[]);
        let end = first + tokens.iter().take_while(|t| t.span().start() < sentence.end()).count();
        while layers.paragraphs.get(paragraph).is_some_and(|p| p.span().end() <= sentence.start()) {
            paragraph += 1;
        }
        // The date line isn't part of what the sentence says.
        let dateline = layers.paragraphs.get(paragraph).and_then(Paragraph::dateline);
        if let Some(dateline) = dateline.filter(|d| d.overlaps(*sentence)) {
            first = layers.token_at(dateline.end()).clamp(first, end);
        }
        let joined = first.checked_sub(1).is_some_and(|last| {
            layers.quotation(last).is_some() && layers.quotation(last) == layers.quotation(first)
        });
        match out.last_mut() {
            Some(unit) if joined && unit.paragraph == paragraph => unit.end = end,
            _ if end > first => out.push(Unit { first, end, paragraph }),
            _ => {}
        }
        first = end;
    }
    out
}

//! Turns of interviews and transcripts: paragraphs that begin with who speaks and a colon.

use rustc_hash::FxHashMap;

use super::Pattern;
use super::draft::Draft;
use super::source::Source;
use crate::layers::{Layers, Mark};
use crate::text::ParagraphKind;

/// How many words the name before the colon may have.
const LONGEST_LABEL: usize = 6;

/// The turns of a text, in order: a paragraph is one if its label stands before other paragraphs too.
pub(super) fn turns(layers: &Layers<'_>) -> Vec<Draft> {
    let labels: Vec<Draft> =
        (0..layers.paragraphs.len()).filter_map(|paragraph| turn(layers, paragraph)).collect();
    let label = |draft: &Draft| draft.source.map_or("", |s| layers.span(s.first, s.end).of(layers.text));
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for draft in &labels {
        *counts.entry(label(draft)).or_default() += 1;
    }
    let repeated = |draft: &Draft| counts.get(label(draft)).is_some_and(|&count| count > 1);
    if !labels.iter().any(repeated) {
        return Vec::new();
    }
    labels
}

/// A paragraph as a turn, if it begins with a label.
fn turn(layers: &Layers<'_>, paragraph: usize) -> Option<Draft> {
    let place = layers.paragraphs.get(paragraph).filter(|p| p.kind() == ParagraphKind::Body)?.span();
    let first = layers.token_at(place.start());
    let end = layers.token_at(place.end());
    let colon = (first + 1..end.min(first + LONGEST_LABEL)).find(|&i| layers.mark(i) == Mark::Colon)?;
    let named =
        (first..colon).all(|i| layers.quotation(i).is_none() && (layers.is_capital(i) || !layers.is_word(i)));
    if !named || colon + 1 >= end {
        return None;
    }
    Some(Draft {
        content: vec![colon + 1..end],
        cue: colon..colon + 1,
        source: Some(Source { first, end: colon }),
        pattern: Pattern::Turn,
        confidence: 0.85,
    })
}

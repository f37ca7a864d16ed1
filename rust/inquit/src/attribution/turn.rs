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
    // A transcript may be quoted as a whole, with a mark before each paragraph.
    let quoted = layers.quotation(first).is_some() && !layers.is_word(first);
    let label = first + usize::from(quoted);
    let colon = (label + 1..end.min(label + LONGEST_LABEL)).find(|&i| layers.mark(i) == Mark::Colon)?;
    let named = (label..colon)
        .all(|i| (quoted || layers.quotation(i).is_none()) && (layers.is_capital(i) || !layers.is_word(i)));
    let end = end - usize::from(quoted && closes(layers, end - 1));
    if !named || colon + 1 >= end {
        return None;
    }
    Some(Draft {
        content: vec![colon + 1..end],
        cue: colon..colon + 1,
        source: Some(Source { first: label, end: colon }),
        pattern: Pattern::Turn,
        confidence: 0.85,
    })
}

/// Whether a token is the mark that closes its quotation.
fn closes(layers: &Layers<'_>, at: usize) -> bool {
    let quotation = layers.quotation(at).and_then(|q| layers.quotations.get(q));
    quotation.is_some_and(|q| q.closed && q.span.end() == layers.span(at, at + 1).end())
}

//! Quotations that a colon introduces or a dash credits: "Lee: “No.”", "“No.” — Ann Lee".

use std::ops::Range;

use super::Pattern;
use super::by_verb::first_subject;
use super::draft::Draft;
use super::source::{Source, subject_after};
use super::unit::Unit;
use crate::language::Classes;
use crate::layers::{Layers, Mark};

/// How many words may stand before a colon.
const LONGEST: usize = 40;

/// The quote of a quotation that a colon introduces, where no cue has claimed it.
pub(super) fn quote_by_colon(layers: &Layers<'_>, unit: Unit, quotation: &Range<usize>) -> Option<Draft> {
    let colon =
        quotation.start.checked_sub(1).filter(|&c| c > unit.first && layers.mark(c) == Mark::Colon)?;
    let first = unit.first.max(colon.saturating_sub(LONGEST));
    if (first..colon).any(|i| layers.quotation(i).is_some()) {
        return None;
    }
    let (source, cue) = if is_name(layers, first..colon) && first == unit.first {
        (Some(Source { first, end: colon }), colon..colon + 1)
    } else {
        let source = first_subject(layers, first, colon);
        (source, source.map_or(colon, |s| s.end)..colon)
    };
    source?;
    Some(Draft { content: quotation.clone().into(), cue, source, pattern: Pattern::Colon, confidence: 0.7 })
}

/// The quote of a quotation that a dash and a name follow, on the next line perhaps: "“No.” — Ann Lee, mayor".
pub(super) fn quote_by_dash(layers: &Layers<'_>, quotation: &Range<usize>) -> Option<Draft> {
    let dash = quotation.end;
    let signs = layers.mark(dash) == Mark::Dash || layers.word(dash) == "~";
    if !signs || !layers.is_capital(dash + 1) {
        return None;
    }
    let end = signature_end(layers, layers.paragraph_of(dash), dash + 1)?;
    let source = subject_after(layers, dash + 1, end)?;
    let comma = (source.first..source.end).find(|&i| layers.mark(i) == Mark::Comma);
    if !is_name(layers, source.first..comma.unwrap_or(source.end)) {
        return None;
    }
    let rest = (source.end..end).filter(|&i| layers.is_word(i)).count();
    let whole = rest == 0 || layers.mark(source.end) == Mark::Comma && rest < LONGEST / 2;
    whole.then(|| Draft {
        content: quotation.clone().into(),
        cue: Range::default(),
        source: Some(source),
        pattern: Pattern::Dash,
        confidence: 0.8,
    })
}

/// Where what begins at `first` ends: with the paragraph, or with its line if the next one begins like a sentence, as
/// where each line is a quotation with the name of who says it.
fn signature_end(layers: &Layers<'_>, paragraph: usize, first: usize) -> Option<usize> {
    let end = layers.token_at(layers.paragraphs.get(paragraph)?.span().end());
    let ends_line = |&at: &usize| at == end || !layers.is_small(at) && layers.is_first_of_line(at);
    (first + 1..=end.min(first + LONGEST)).find(ends_line)
}

/// Whether a range can be a name with titles: "Minister of the Interior Lee".
fn is_name(layers: &Layers<'_>, mut range: Range<usize>) -> bool {
    let small = Classes::NOUN_PREPOSITION.or(Classes::DETERMINER).or(Classes::NAME_PARTICLE);
    range.all(|i| layers.is_capital(i) || !layers.is_word(i) || layers.is(i, small))
}

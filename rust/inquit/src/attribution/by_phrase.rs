//! Quotes whose cue is a phrase with its source: "according to the mayor", "in her words", "his claim
//! that".

use super::Pattern;
use super::by_verb::Place;
use super::content::{after_quotation, content_end, trim_end};
use super::draft::{Draft, Parts};
use super::source::{Source, noun_phrase_before, subject_after};
use crate::cue::{Form, is_genitive, verb_group};
use crate::language::Classes;
use crate::layers::{Layers, Mark};

/// The quote of "according to" at token `at`.
pub(super) fn quote_by_according(layers: &Layers<'_>, place: Place<'_>, at: usize) -> Option<Draft> {
    let length = layers.language.according.longest(|i| layers.word(at + i))?;
    let cue = at..at + length;
    let mut source = subject_after(layers, cue.end, place.unit.end)?;
    source.end = source_end(layers, source.end, place.unit.end);
    let content = beside(layers, place, cue.start, source.end)?;
    Some(Draft { content, cue, source: Some(source), pattern: Pattern::AccordingTo, confidence: 0.85 })
}

/// Where the source of a phrase ends: at the comma or at the end of its sentence, if no clause begins
/// before ("data collected by the town, …").
fn source_end(layers: &Layers<'_>, end: usize, limit: usize) -> usize {
    const WITHIN: usize = 16;
    let reach = limit.min(end + WITHIN);
    let stop = (end..reach).find(|&i| layers.mark(i) != Mark::None || layers.quotation(i).is_some());
    let Some(stop) = stop.or((reach == limit).then_some(limit)) else { return end };
    let clause = (end..stop).any(|i| layers.is(i, Classes::AUXILIARY.or(Classes::SUBJECT_PRONOUN)));
    let closed = stop == limit || matches!(layers.mark(stop), Mark::Comma | Mark::Stop);
    if closed && !clause { stop } else { end }
}

/// The quote of "in the mayor's words" and "in her view", with the preposition at token `at`.
pub(super) fn quote_by_words(layers: &Layers<'_>, place: Place<'_>, at: usize) -> Option<Draft> {
    const LONGEST: usize = 12;
    if !layers.is(at, Classes::WORDS_PREPOSITION) {
        return None;
    }
    let end = place.unit.end.min(at + LONGEST);
    let noun = (at + 2..end).take_while(|&i| layers.is_word(i)).find(|&i| layers.is(i, Classes::WORDS))?;
    let own = noun.checked_sub(1).filter(|&p| layers.is_word(p))?;
    let (first, last) = if layers.is(at + 1, Classes::POSSESSIVE) && at + 1 == own {
        (at + 1, at + 2)
    } else {
        let genitive = (at + 2..noun).find(|&i| is_genitive(layers, i))?;
        (noun - genitive <= 2).then_some((at + 1, genitive))?
    };
    let content = beside(layers, place, at, noun + 1)?;
    let source = Some(Source { first, end: last });
    Some(Draft { content, cue: at..noun + 1, source, pattern: Pattern::Words, confidence: 0.7 })
}

/// The quote of "as the mayor put it" and "as she said", with "as" at token `at`.
pub(super) fn quote_by_as(layers: &Layers<'_>, place: Place<'_>, at: usize) -> Option<Draft> {
    const LONGEST: usize = 14;
    // "He smiled as she answered, “No.”" tells when, not how it was put.
    let apart = at == place.floor
        || at.checked_sub(1).is_some_and(|p| matches!(layers.mark(p), Mark::Comma | Mark::Dash));
    if !apart {
        return None;
    }
    let end = place.unit.end.min(at + LONGEST);
    let (verb, after) = (at + 2..end).take_while(|&i| layers.quotation(i).is_none()).find_map(|i| {
        let phrase = layers
            .is(i, Classes::PHRASE)
            .then(|| layers.language.postposed.longest(|k| layers.word(i + k)))
            .flatten();
        let reports = layers.is(i, Classes::CUE_CLAUSE)
            && verb_group(layers, i, at + 1).is_some_and(|v| v.form == Form::Finite && !v.passive);
        phrase.or(reports.then_some(1)).map(|length| (i, i + length))
    })?;
    let closes = after >= place.unit.end
        || layers.quotation(after).is_some()
        || matches!(layers.mark(after), Mark::Comma | Mark::Colon | Mark::Stop);
    let source = noun_phrase_before(layers, verb, at + 1).filter(|s| closes && s.first == at + 1)?;
    let content = beside(layers, place, at, after)?;
    Some(Draft { content, cue: at..after, source: Some(source), pattern: Pattern::Words, confidence: 0.75 })
}

/// The content of the sentence that a phrase from token `first` up to `end` stands in: what is before it,
/// what is after it, or both.
fn beside(layers: &Layers<'_>, place: Place<'_>, first: usize, end: usize) -> Option<Parts> {
    let unit = place.unit;
    let mut parts = Parts::default();
    let before = place.floor..trim_end(layers, place.floor, first.max(place.floor));
    let comma = matches!(layers.mark(end), Mark::Comma | Mark::Colon);
    // "The leaders, according to the ministry, did not speak"
    let split =
        comma && before.len() == 2 && layers.is(before.start, Classes::DETERMINER.or(Classes::POSSESSIVE));
    if before.len() >= 3 || split {
        parts.push(before);
    }
    let start = if comma { end + 1 } else { end };
    if let Some(quotation) = layers.quotation(start).filter(|_| start < unit.end) {
        parts.push(start..after_quotation(layers, quotation, start, unit.end));
        return Some(parts);
    }
    let gerund = layers.is(start, Classes::GERUND.or(Classes::RELATIVE));
    if start + 1 < unit.end && (parts.is_empty() && first == unit.first || comma && !gerund) {
        let after = start..content_end(layers, start, unit.end);
        if after.len() >= 2 {
            parts.push(after);
        }
    }
    (!parts.is_empty()).then_some(parts)
}

/// The quote of "his claim that", with the noun at token `noun`.
pub(super) fn quote_by_noun(layers: &Layers<'_>, place: Place<'_>, noun: usize) -> Option<Draft> {
    let start = noun + 1;
    let opens = layers.is(start, Classes::COMPLEMENTISER) && start + 2 < place.unit.end;
    // "the claim that was made" tells of the claim, not what it says.
    if !opens
        || !layers.is_small(noun)
        || layers.is(start + 1, Classes::AUXILIARY.or(Classes::VERB).or(Classes::PAST))
    {
        return None;
    }
    let source = possessor(layers, place.floor, noun);
    Some(Draft {
        content: (start..content_end(layers, start, place.unit.end)).into(),
        cue: noun..noun + 1,
        source,
        pattern: Pattern::Noun,
        confidence: if source.is_some() { 0.45 } else { 0.2 },
    })
}

/// The one whose claim it is: "his", "the mayor's".
fn possessor(layers: &Layers<'_>, floor: usize, noun: usize) -> Option<Source> {
    const WITHIN: usize = 4;
    let lowest = floor.max(noun.saturating_sub(WITHIN));
    for at in (lowest..noun).rev() {
        if layers.is(at, Classes::POSSESSIVE) {
            return Some(Source { first: at, end: at + 1 });
        }
        if is_genitive(layers, at) {
            return noun_phrase_before(layers, at, floor);
        }
        if !layers.is_word(at)
            || layers.is(at, Classes::PREPOSITION.or(Classes::DETERMINER).or(Classes::AUXILIARY))
        {
            return None;
        }
    }
    None
}

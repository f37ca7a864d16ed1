//! Quotes whose cue is a verb.

use std::ops::Range;

use super::Pattern;
use super::content::{Opening, after_quotation, content_end, opening_after, trim_end};
use super::draft::{Draft, Parts};
use super::source::{Source, subject_after, subject_before};
use super::unit::Unit;
use crate::cue::{Form, VerbGroup, verb_group};
use crate::language::Classes;
use crate::layers::{Layers, Mark};

/// What is known when a cue is met.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    pub(super) unit: Unit,
    /// Tokens of the unit before this one belong to quotes already found.
    pub(super) floor: usize,
    /// The quote found before in the same unit, if any.
    pub(super) last: Option<&'p Draft>,
}

/// The quote that the verb at token `head` reports, if it does report.
pub(super) fn quote_by_verb(layers: &Layers<'_>, place: Place<'_>, head: usize) -> Option<Draft> {
    let verb = verb_group(layers, head, place.floor)?;
    let end = place.unit.end;
    let classes = layers.classes(head);
    if verb.passive && layers.is(verb.end, Classes::PREPOSITION) && layers.is(verb.end + 1, Classes::GERUND) {
        return None; // "was quoted as saying": the last verb is the cue's head
    }
    let opening = opening_after(layers, &verb, end);
    let subject = subject(layers, place, &verb, opening);
    if let Some(found) = &subject
        && layers.is(found.first, Classes::FIRST_PERSON)
        && found.end == found.first + 1
        && classes.any(Classes::THOUGHT)
    {
        return None; // "I think" is the narrator's own
    }
    let posed_after = around(layers, place, &verb, subject);
    match opening {
        Some((start, opens)) => {
            // "“…,” he said earlier this week": what follows the verb is no content.
            let sure = matches!(opens, Opening::Complementiser | Opening::Question | Opening::Infinitive);
            // "…, argued the lawyer, Jo Roe": a verb without a subject before it has its subject after it.
            if opens == Opening::Clause && subject.is_none() && verb.form == Form::Finite {
                return posed_after;
            }
            // "intending to land" is what someone does, not what they say.
            if opens == Opening::Infinitive && verb.form == Form::Participle {
                return None;
            }
            let quoted = posed_after
                .as_ref()
                .is_some_and(|d| d.content.first().is_some_and(|c| layers.quotation(c.end - 1).is_some()));
            if quoted && !sure {
                return posed_after;
            }
            after(layers, place, &verb, subject, start, opens).or(posed_after)
        }
        None => posed_after.or_else(|| quote_below(layers, place, &verb, subject)),
    }
}

/// A quote whose content is the next paragraph, a quotation that a colon at the end of this one introduces.
fn quote_below(
    layers: &Layers<'_>,
    place: Place<'_>,
    verb: &VerbGroup,
    subject: Option<Source>,
) -> Option<Draft> {
    let start = place.unit.end;
    let introduced =
        start.checked_sub(1).is_some_and(|last| layers.mark(last) == Mark::Colon && last >= verb.end);
    let quotation =
        layers.quotation(start).filter(|_| introduced && layers.quotation(start - 1).is_none())?;
    let span = layers.quotations.get(quotation)?.span;
    Some(Draft {
        content: (start..layers.token_at(span.end())).into(),
        cue: verb.first..verb.end,
        source: Some(subject?),
        pattern: Pattern::VerbBefore,
        confidence: 0.85,
    })
}

/// The source of a verb: its subject, or what an "as saying" or a participle takes over.
fn subject(
    layers: &Layers<'_>,
    place: Place<'_>,
    verb: &VerbGroup,
    opening: Option<(usize, Opening)>,
) -> Option<Source> {
    if verb.passive {
        return agent(layers, verb, opening.map_or(verb.end, |(start, _)| start));
    }
    match verb.form {
        Form::Participle => participle_subject(layers, place, verb),
        _ => {
            let coordinated = verb
                .first
                .checked_sub(1)
                .is_some_and(|p| p >= place.unit.first && layers.is(p, Classes::CONJUNCTION));
            if coordinated && !layers.is(verb.first, Classes::SUBJECT_PRONOUN) {
                if let Some(last) = place.last {
                    return last.source;
                }
                return first_subject(layers, place.unit.first, verb.first);
            }
            subject_before(layers, verb.first, place.floor)
        }
    }
}

/// The source of a passive: "she was told by the mayor that".
fn agent(layers: &Layers<'_>, verb: &VerbGroup, limit: usize) -> Option<Source> {
    let by = verb.end;
    (by < limit && layers.is(by, Classes::AGENT)).then(|| subject_after(layers, by + 1, limit)).flatten()
}

/// The source of "saying": the source of the quote before it, the noun right before it ("a letter saying
/// that"), or the first subject of the unit.
fn participle_subject(layers: &Layers<'_>, place: Place<'_>, verb: &VerbGroup) -> Option<Source> {
    if let Some(last) = place.last {
        return last.source;
    }
    let before = verb.first.checked_sub(1).filter(|&p| p >= place.unit.first)?;
    if layers.is_word(before)
        && !layers.is(before, Classes::PREPOSITION.or(Classes::CONJUNCTION).or(Classes::SUBORDINATOR))
    {
        return subject_before(layers, verb.first, place.floor);
    }
    first_subject(layers, place.unit.first, verb.first)
}

/// The subject of the first verb of a unit.
pub(super) fn first_subject(layers: &Layers<'_>, first: usize, end: usize) -> Option<Source> {
    const WITHIN: usize = 40;
    let verb = Classes::AUXILIARY.or(Classes::VERB).or(Classes::CUE_VERB);
    (first + 1..end.min(first + WITHIN))
        .filter(|&i| layers.quotation(i).is_none() && layers.is_small(i))
        .filter(|&i| {
            layers.is(i, Classes::AUXILIARY) && !crate::cue::is_genitive(layers, i)
                || layers.is(i, verb) && layers.is(i, Classes::PAST.or(Classes::THIRD))
                || is_past(layers, i)
        })
        .find_map(|i| subject_before(layers, i, first))
}

/// Whether an unknown word looks like a past form.
fn is_past(layers: &Layers<'_>, at: usize) -> bool {
    layers.has_ending(at, layers.language.endings.past)
        && !layers.is(at, Classes::DETERMINER.or(Classes::ADVERB))
}

/// How likely a quote with its content after a verb is right: shares of right ones on held-out news.
fn likelihood(opens: Opening, form: Form, classes: Classes) -> f32 {
    let opening = match (opens, form) {
        (Opening::Quotation, _) => 0.85,
        (Opening::Complementiser, Form::Finite) => 0.78,
        (Opening::Clause, Form::Finite) => 0.76,
        (Opening::Question, Form::Finite) => 0.7,
        _ => 0.6,
    };
    let reported = if classes.any(Classes::WISH) {
        0.7
    } else if classes.any(Classes::THOUGHT.or(Classes::EXPECTATION)) {
        0.8
    } else {
        1.0
    };
    opening * reported
}

/// How many tokens behind an object a quotation is looked for.
const LONGEST_OBJECT: usize = 80;
/// How many tokens words that only set the scene can be.
const LONGEST_ADVERBIAL: usize = 60;

/// A quote with its content after the verb.
fn after(
    layers: &Layers<'_>,
    place: Place<'_>,
    verb: &VerbGroup,
    subject: Option<Source>,
    start: usize,
    opens: Opening,
) -> Option<Draft> {
    let end = place.unit.end;
    let classes = layers.classes(verb.head);
    let content = match opens {
        Opening::Quotation => quoted_content(layers, start, end),
        Opening::Clause | Opening::Object => {
            // Nothing is reported by an object without a quotation near by: look no further for one.
            let near = if opens == Opening::Object { end.min(start + LONGEST_OBJECT) } else { end };
            let clause = start..content_end(layers, start, near);
            utterance_in(layers, &clause).unwrap_or(clause)
        }
        Opening::Infinitive => start..phrase_end(layers, start, content_end(layers, start, end)),
        _ => start..content_end(layers, start, end),
    };
    if content.is_empty() || opens == Opening::Object && !is_mixed(layers, &content) {
        return None;
    }
    let names = !classes.any(Classes::CUE_CLAUSE.or(Classes::CUE_THAT));
    let introduced = start.checked_sub(1).is_some_and(|p| layers.mark(p) != Mark::None);
    if opens == Opening::Quotation && names && !introduced {
        return None; // "whom they call “the Admiral”"
    }
    // Somebody says it, unless it is said that somebody does.
    if subject.is_none() && !verb.passive {
        return None;
    }
    let confidence = likelihood(opens, verb.form, classes) * if subject.is_some() { 1.0 } else { 0.8 };
    Some(Draft {
        content: content.into(),
        cue: verb.first..verb.end,
        source: subject,
        pattern: Pattern::VerbBefore,
        confidence,
    })
}

/// The end of an infinitive: at a comma, behind which another clause begins ("planned to vote on Tuesday,
/// the governor closed the polls").
fn phrase_end(layers: &Layers<'_>, start: usize, end: usize) -> usize {
    (start..end).find(|&i| layers.mark(i) == Mark::Comma && layers.quotation(i).is_none()).unwrap_or(end)
}

/// Whether some of the content is quoted, and not all.
fn is_mixed(layers: &Layers<'_>, content: &Range<usize>) -> bool {
    content.clone().any(|i| layers.quotation(i).is_some())
}

/// Content that opens with a quotation: the quotation alone if it is whole ("said: “A.”"), else up to the
/// end of its clause ("said “A” was B").
fn quoted_content(layers: &Layers<'_>, start: usize, end: usize) -> Range<usize> {
    let Some(quotation) = layers.quotation(start) else { return start..start };
    let after = after_quotation(layers, quotation, start, end);
    let introduced =
        start.checked_sub(1).is_some_and(|p| matches!(layers.mark(p), Mark::Comma | Mark::Colon));
    let closed = layers.mark(after) != Mark::None || after >= end;
    if introduced
        || closed
        || layers.is(after, Classes::PREPOSITION.or(Classes::SUBORDINATOR))
        || ends_sentence(layers, quotation)
    {
        return start..after;
    }
    start..content_end(layers, start, end)
}

/// Whether a quotation ends with a mark that ends a sentence or clause.
pub(super) fn ends_sentence(layers: &Layers<'_>, quotation: usize) -> bool {
    let inner = layers.quotations.get(quotation).map_or("", |q| q.inner.of(layers.text));
    inner.ends_with(['.', '!', '?', ',', '…', '—', '–'])
}

/// Whether a quotation is an utterance of its own: it begins with a capital letter and ends as a sentence
/// or a clause does.
pub(super) fn is_utterance(layers: &Layers<'_>, quotation: usize) -> bool {
    let Some(found) = layers.quotations.get(quotation) else { return false };
    let capital = found.inner.of(layers.text).starts_with(|c: char| !c.is_lowercase());
    capital && found.is_speech() && ends_sentence(layers, quotation)
}

/// The utterance that a comma, a colon or a dash introduces in a clause: what is said is that alone, and
/// the clause before it tells how: "told her, while the others slept, “Go!”"
fn utterance_in(layers: &Layers<'_>, clause: &Range<usize>) -> Option<Range<usize>> {
    let opens = |i: usize| matches!(layers.mark(i), Mark::Comma | Mark::Colon | Mark::Dash);
    let first = (clause.start + 1..clause.end)
        .find(|&i| layers.quotation(i).is_some() && layers.quotation(i - 1).is_none())?;
    let quotation = layers.quotation(first)?;
    (opens(first - 1) && is_utterance(layers, quotation))
        .then(|| first..after_quotation(layers, quotation, first, clause.end))
}

/// A quote with its content before the verb, or around it.
fn around(layers: &Layers<'_>, place: Place<'_>, verb: &VerbGroup, subject: Option<Source>) -> Option<Draft> {
    let classes = layers.classes(verb.head);
    if verb.passive
        || verb.form == Form::Participle
        || !classes.any(Classes::CUE_CLAUSE.or(Classes::CUE_THAT).or(Classes::CUE_QUOTE))
    {
        return None;
    }
    let subject = subject.filter(|s| {
        !layers.is(s.first, Classes::RELATIVE.or(Classes::OBJECT_PRONOUN))
            || layers.is(s.first, Classes::DETERMINER)
    });
    // "…, she said": the subject opens the clause.
    if let Some(found) = subject {
        let split = layers.mark(verb.end) == Mark::Comma;
        // "“No,” (Bo Hill) said"
        let begins = found.first.checked_sub(1).filter(|&at| layers.mark(at) == Mark::OpenBracket);
        if let Some(content) = content_before(layers, place, begins.unwrap_or(found.first), split) {
            return posed_after(layers, place, verb, found, content, verb.end);
        }
        return None;
    }
    // "…, said Ann Lee"
    let content = content_before(layers, place, verb.first, false)?;
    let found = subject_after(layers, verb.end, place.unit.end)?;
    posed_after(layers, place, verb, found, content, found.end)
}

/// The content that ends before the token `end` where a clause of the narrator begins. Where that clause
/// splits it, the first part may be short: "The bridge, the mayor said, will open".
fn content_before(layers: &Layers<'_>, place: Place<'_>, end: usize, split: bool) -> Option<Range<usize>> {
    let unit = place.unit;
    // "as she said"
    let mut end = end;
    if end > place.floor && layers.is(end - 1, Classes::AS) {
        end -= 1;
    }
    if end == unit.first {
        // The sentence before ends with a quotation: "“Never!” Lee said."
        let last = end.checked_sub(1)?;
        let quotation =
            layers.quotation(last).filter(|_| layers.paragraph_of(last) == layers.paragraph_of(end))?;
        let start = layers.token_at(layers.quotations.get(quotation)?.span.start());
        return (place.floor <= start).then_some(start..end);
    }
    if end <= place.floor {
        return None;
    }
    let last = end - 1;
    if let Some(quotation) = layers.quotation(last) {
        let start = layers.token_at(layers.quotations.get(quotation)?.span.start());
        if start < place.floor {
            return None;
        }
        let whole = is_utterance(layers, quotation)
            || ends_sentence(layers, quotation) && start > place.floor && !is_mid_clause(layers, start);
        let start = if whole { start } else { place.floor.min(start) };
        return (start < end).then(|| skip_marks(layers, start, end)..end);
    }
    if layers.mark(last) != Mark::Comma && layers.mark(last) != Mark::Dash {
        return None;
    }
    let start = skip_marks(layers, place.floor, last);
    let content = start..trim_end(layers, start, last);
    let scene = Classes::PREPOSITION.or(Classes::SUBORDINATOR).or(Classes::ADVERB).or(Classes::CALENDAR);
    let subject = split && content.len() <= 4 && !layers.is(content.start, scene.or(Classes::CONJUNCTION));
    (subject || content.len() >= 2 && !is_adverbial(layers, &content)).then_some(content)
}

/// Whether a quotation that starts at `start` goes on with a clause outside it: "The plan is “a mess,”".
fn is_mid_clause(layers: &Layers<'_>, start: usize) -> bool {
    start.checked_sub(1).is_some_and(|p| layers.mark(p) == Mark::None)
}

fn skip_marks(layers: &Layers<'_>, mut start: usize, end: usize) -> usize {
    while start < end
        && layers.quotation(start).is_none()
        && matches!(layers.mark(start), Mark::Comma | Mark::Dash | Mark::Semicolon | Mark::Stop)
    {
        start += 1;
    }
    start
}

/// Whether the words before a comma only set the scene: "On Tuesday, he said".
fn is_adverbial(layers: &Layers<'_>, content: &Range<usize>) -> bool {
    if content.len() > LONGEST_ADVERBIAL {
        return false;
    }
    let opens = Classes::PREPOSITION.or(Classes::SUBORDINATOR).or(Classes::ADVERB).or(Classes::CONJUNCTION);
    let gerund = layers.has_ending(content.start, layers.language.endings.gerund);
    let verbs = Classes::VERB.or(Classes::CUE_VERB);
    let has_verb = content.clone().any(|i| {
        let finite = layers.is(i, verbs) && layers.is(i, Classes::PAST.or(Classes::THIRD));
        (finite || layers.is(i, Classes::AUXILIARY)) && layers.is_small(i)
    });
    if content.len() <= 4 && !has_verb {
        return true;
    }
    // "In a study released on Monday": a participle, no clause.
    let clause = || {
        content.clone().any(|i| {
            layers.mark(i) == Mark::Comma || layers.is(i, Classes::AUXILIARY.or(Classes::SUBJECT_PRONOUN))
        })
    };
    if layers.is(content.start, Classes::PREPOSITION) && !clause() {
        return true;
    }
    (layers.is(content.start, opens) || gerund) && !has_verb
}

/// A quote whose clause comes after, or in the middle of, its content.
fn posed_after(
    layers: &Layers<'_>,
    place: Place<'_>,
    verb: &VerbGroup,
    source: Source,
    content: Range<usize>,
    from: usize,
) -> Option<Draft> {
    let end = place.unit.end;
    let classes = layers.classes(verb.head);
    let quoted = layers.quotation(content.clone().next_back()?).is_some();
    if !quoted && !classes.any(Classes::CUE_CLAUSE) {
        return None;
    }
    let mut parts = Parts::from(content);
    if let Some(rest) = second_half(layers, from, end, quoted) {
        parts.push(rest);
    }
    Some(Draft {
        content: parts,
        cue: verb.first..verb.end,
        source: Some(source),
        pattern: Pattern::VerbAfter,
        confidence: if quoted { 0.95 } else { 0.6 },
    })
}

/// Where a quotation opens again behind a comma and how something was said: "“Well,” said he, in a low voice, “I …”".
/// `start` where none does, or where a cue of its own stands before it.
fn behind_manner(layers: &Layers<'_>, start: usize, end: usize) -> usize {
    const WITHIN: usize = 24;
    let opens = Classes::DETERMINER.or(Classes::POSSESSIVE);
    for at in start..end.min(start + WITHIN) {
        if layers.quotation(at).is_some() {
            let before = at.checked_sub(1).map_or(Mark::None, |before| layers.mark(before));
            return if at > start && before == Mark::Comma { at } else { start };
        }
        let ends = matches!(layers.mark(at), Mark::Stop | Mark::Colon | Mark::Semicolon | Mark::Other);
        // "in a muttering voice"
        let cue = layers.is(at, Classes::CUE_VERB) && !(at > start && layers.is(at - 1, opens));
        if ends || cue {
            break;
        }
    }
    start
}

/// The second part of content that goes on behind its clause: "… , he said at the time, because …".
fn second_half(layers: &Layers<'_>, from: usize, end: usize, quoted: bool) -> Option<Range<usize>> {
    const WITHIN: usize = 24;
    let comma = (from..end.min(from + WITHIN)).find(|&i| {
        layers.quotation(i).is_some()
            || matches!(layers.mark(i), Mark::Comma | Mark::Colon | Mark::Dash | Mark::Stop)
    })?;
    let start = if layers.quotation(comma).is_some() { comma } else { comma + 1 };
    let start =
        if quoted && layers.mark(comma) == Mark::Comma { behind_manner(layers, start, end) } else { start };
    if start >= end {
        return None;
    }
    if let Some(quotation) = layers.quotation(start) {
        return Some(start..after_quotation(layers, quotation, start, end));
    }
    if quoted || layers.mark(comma) != Mark::Comma {
        return None;
    }
    // ", adding that …" and ", who …" are the narrator's.
    let narrator = Classes::GERUND.or(Classes::RELATIVE);
    if layers.is(start, narrator)
        || layers.has_ending(start, layers.language.endings.gerund)
        || verb_group(layers, start, start).is_some()
    {
        return None;
    }
    let content = start..content_end(layers, start, end);
    (content.len() >= 3).then_some(content)
}

//! The content of a quote: where the clause that a cue reports opens, and where it ends.

use crate::cue::{Form, VerbGroup, verb_group};
use crate::language::Classes;
use crate::layers::{Layers, Mark};

/// What content opens with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    /// The complementiser: "that".
    Complementiser,
    /// A question word: "whether".
    Question,
    /// A quotation mark.
    Quotation,
    /// A clause of its own: "the plan had failed".
    Clause,
    /// An infinitive: "to come".
    Infinitive,
    /// A noun phrase: "the plan".
    Object,
}

/// How far behind its verb content may open: "said in an interview with the paper on Sunday that".
const FARTHEST: usize = 24;
/// How far behind its subject the verb of a clause is looked for.
pub(super) const VERB_WITHIN: usize = 30;

/// Where the content after a verb opens, and with what.
pub(super) fn opening_after(layers: &Layers<'_>, verb: &VerbGroup, end: usize) -> Option<(usize, Opening)> {
    let classes = layers.classes(verb.head);
    let start = pass_adverbs(layers, verb.end, end);
    if verb.passive {
        return passive_opening(layers, classes, start, end);
    }
    // "told the court the plan had failed": the court is told, it isn't what the content is about.
    let told = classes.any(Classes::CUE_ADDRESSEE)
        && layers.mark(start) == Mark::None
        && layers.quotation(start).is_none();
    if told
        && !layers.is(start, Classes::COMPLEMENTISER)
        && let Some(found) = opening_after_addressee(layers, classes, start, end)
    {
        return Some(found);
    }
    if let Some(found) = opening_at(layers, classes, start, end) {
        return Some(found);
    }
    opening_after_adjunct(layers, classes, start, end).or_else(|| {
        let object = classes.any(Classes::CUE_OBJECT) && layers.mark(start) == Mark::None && start + 1 < end;
        object.then_some((start, Opening::Object))
    })
}

/// The opening after a passive: "it was reported that", "was quoted as “the best”", "is expected to".
fn passive_opening(
    layers: &Layers<'_>,
    classes: Classes,
    start: usize,
    end: usize,
) -> Option<(usize, Opening)> {
    if !classes.any(Classes::CUE_CLAUSE.or(Classes::CUE_THAT)) {
        return None;
    }
    let agent = (start..end.min(start + FARTHEST))
        .find(|&i| layers.mark(i) != Mark::None || layers.is(i, Classes::COMPLEMENTISER))?;
    if layers.is(start, Classes::INFINITIVE) && classes.any(Classes::EXPECTATION) {
        return Some((start, Opening::Infinitive));
    }
    let direct = agent == start || layers.is(start, Classes::PREPOSITION);
    (direct && layers.is(agent, Classes::COMPLEMENTISER) && agent + 1 < end)
        .then_some((agent, Opening::Complementiser))
}

fn pass_adverbs(layers: &Layers<'_>, mut at: usize, end: usize) -> usize {
    let stop = end.min(at + 4);
    while at < stop {
        let time = layers.is(at, Classes::CALENDAR);
        let adverb = layers.is(at, Classes::ADVERB) && !layers.is(at, Classes::DETERMINER)
            || layers.is_small(at) && layers.has_ending(at, layers.language.endings.adverb);
        if !(time || adverb) || layers.quotation(at).is_some() {
            break;
        }
        at += 1;
    }
    at
}

/// The opening right at a token.
fn opening_at(layers: &Layers<'_>, classes: Classes, at: usize, end: usize) -> Option<(usize, Opening)> {
    if at + 1 >= end {
        return None;
    }
    if layers.quotation(at).is_some() {
        return Some((at, Opening::Quotation));
    }
    let reports = classes.any(Classes::CUE_CLAUSE.or(Classes::CUE_THAT));
    match layers.mark(at) {
        Mark::Comma if layers.quotation(at + 1).is_some() => return Some((at + 1, Opening::Quotation)),
        Mark::Colon if layers.quotation(at + 1).is_some() => return Some((at + 1, Opening::Quotation)),
        Mark::Colon if reports && layers.is_word(at + 1) => return Some((at + 1, Opening::Clause)),
        Mark::None => {}
        _ => return None,
    }
    if reports && layers.is(at, Classes::COMPLEMENTISER) && !layers.is(at + 1, Classes::AUXILIARY) {
        return Some((at, Opening::Complementiser));
    }
    if layers.is(at, Classes::INFINITIVE) {
        return classes.any(Classes::CUE_INFINITIVE).then_some((at, Opening::Infinitive));
    }
    if layers.is(at, Classes::INTERROGATIVE) {
        // "would not say who had written it": right behind its verb the word asks, it tells of no noun.
        let sure = !layers.is(at, Classes::SUBORDINATOR);
        let asks = classes.any(Classes::CUE_THAT);
        return (reports && (sure || asks)).then_some((at, Opening::Question));
    }
    if classes.any(Classes::CUE_CLAUSE) && opens_clause(layers, at, end, classes.any(Classes::CUE_BARE)) {
        return Some((at, Opening::Clause));
    }
    if classes.any(Classes::CUE_THAT)
        && layers.is(at, Classes::SUBJECT_PRONOUN)
        && !layers.is(at, Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::RELATIVE))
        && has_verb(layers, at + 1, end)
    {
        return Some((at, Opening::Clause));
    }
    None
}

/// Whether a clause with its own subject opens at `at`. After verbs that have hardly ever an object, any
/// noun phrase does; after others a verb must follow.
fn opens_clause(layers: &Layers<'_>, at: usize, end: usize, bare: bool) -> bool {
    let closed = Classes::PREPOSITION
        .or(Classes::CONJUNCTION)
        .or(Classes::SUBORDINATOR)
        .or(Classes::AUXILIARY)
        .or(Classes::OBJECT_PRONOUN)
        .or(Classes::REFLEXIVE)
        .or(Classes::NEGATION);
    let subject = Classes::SUBJECT_PRONOUN.or(Classes::DETERMINER).or(Classes::POSSESSIVE);
    // "said about 50 people were", "said over-fishing was"
    let amount = layers.is(at, Classes::PREPOSITION)
        && (layers.word(at + 1).starts_with(|c: char| c.is_ascii_digit()) || layers.word(at + 1) == "-");
    if amount && has_verb(layers, at + 1, end) {
        return true;
    }
    if !layers.is_word(at) || layers.is(at, closed) && !layers.is(at, subject) && !layers.is_capital(at) {
        return false;
    }
    has_verb(layers, at + 1, end) || bare && at + 2 < end && !layers.is(at, Classes::CALENDAR)
}

/// Whether a finite verb stands in the clause that goes on at `from`.
pub(super) fn has_verb(layers: &Layers<'_>, from: usize, end: usize) -> bool {
    for at in from..end.min(from + VERB_WITHIN) {
        if layers.quotation(at).is_some() {
            continue;
        }
        match layers.mark(at) {
            Mark::Comma | Mark::Semicolon | Mark::Colon | Mark::Stop => return false,
            _ => {}
        }
        if layers.is(at, Classes::COMPLEMENTISER.or(Classes::RELATIVE).or(Classes::INFINITIVE)) && at > from {
            return false;
        }
        let helps = layers.is(at, Classes::AUXILIARY) && !crate::cue::is_genitive(layers, at);
        let verb = layers.is(at, Classes::VERB.or(Classes::CUE_VERB))
            && (layers.is(at, Classes::PAST.or(Classes::THIRD))
                || layers.is(at, Classes::BASE) && follows_plural(layers, at))
            && layers.is_small(at)
            && !at.checked_sub(1).is_some_and(|p| {
                // "the rise", "6,606 lives"
                let number = layers.word(p).starts_with(|c: char| c.is_ascii_digit());
                number || layers.is(p, Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::PREPOSITION))
            });
        if helps || verb {
            return true;
        }
    }
    false
}

/// Whether the word before can be the subject of a base form: "they need", "prices rise".
fn follows_plural(layers: &Layers<'_>, at: usize) -> bool {
    let Some(prev) = at.checked_sub(1) else { return false };
    layers.is(prev, Classes::SUBJECT_PRONOUN.or(Classes::PLURAL))
        || layers.has_ending(prev, layers.language.endings.plural)
}

/// The opening after the one who is told: "told reporters that", "reminded him he".
fn opening_after_addressee(
    layers: &Layers<'_>,
    classes: Classes,
    start: usize,
    end: usize,
) -> Option<(usize, Opening)> {
    let mut at = start;
    let pronoun = Classes::OBJECT_PRONOUN.or(Classes::REFLEXIVE);
    if layers.is(at, pronoun) || layers.is(at, Classes::SECOND_PERSON.or(Classes::NEUTER)) {
        at += 1;
    } else {
        if layers.is(at, Classes::DETERMINER.or(Classes::POSSESSIVE)) {
            at += 1;
        }
        let first = at;
        let capital = layers.is_capital(first);
        while at < end.min(first + 8) && layers.is_word(at) && layers.quotation(at).is_none() {
            let closed = Classes::PREPOSITION
                .or(Classes::COMPLEMENTISER)
                .or(Classes::SUBJECT_PRONOUN)
                .or(Classes::DETERMINER)
                .or(Classes::POSSESSIVE)
                .or(Classes::INTERROGATIVE)
                .or(Classes::INFINITIVE)
                .or(Classes::AUXILIARY)
                .or(Classes::CALENDAR);
            if layers.is(at, closed) || at > first && capital && layers.is_small(at) {
                break;
            }
            at += 1;
            if !capital && layers.has_ending(at - 1, layers.language.endings.plural) {
                break; // "told reporters the plan had failed"
            }
        }
    }
    if at == start {
        return None;
    }
    let at = pass_adverbs(layers, at, end);
    opening_at(layers, classes, at, end).or_else(|| opening_after_adjunct(layers, classes, at, end))
}

/// The opening after a phrase of time, place or manner: "said in a statement on Sunday that".
fn opening_after_adjunct(
    layers: &Layers<'_>,
    classes: Classes,
    start: usize,
    end: usize,
) -> Option<(usize, Opening)> {
    let mut at = start;
    let reports = classes.any(Classes::CUE_CLAUSE.or(Classes::CUE_THAT));
    if !layers.is(at, Classes::PREPOSITION.or(Classes::CALENDAR).or(Classes::ADVERB))
        && !classes.any(Classes::CUE_ADDRESSEE)
    {
        return None;
    }
    while at + 1 < end && at < start + FARTHEST {
        if layers.quotation(at).is_some() {
            // A quotation in the middle of a phrase ("said of the “deal”") is a part of it.
            let introduced = at > start && matches!(layers.mark(at - 1), Mark::Comma | Mark::Colon);
            let whole = layers
                .quotation(at)
                .and_then(|q| layers.quotations.get(q))
                .is_some_and(|q| q.inner.len() > 24);
            return (introduced || whole).then_some((at, Opening::Quotation));
        }
        match layers.mark(at) {
            Mark::Comma | Mark::Colon if layers.quotation(at + 1).is_some() => {
                return Some((at + 1, Opening::Quotation));
            }
            Mark::Colon if reports => return Some((at + 1, Opening::Clause)),
            Mark::None | Mark::Other | Mark::OpenBracket | Mark::CloseBracket => {}
            _ => return None,
        }
        if reports && layers.is(at, Classes::COMPLEMENTISER) && at > start {
            let relative = layers.is(at + 1, Classes::AUXILIARY) || layers.is(at + 1, Classes::VERB);
            return (!relative).then_some((at, Opening::Complementiser));
        }
        if at > start
            && layers.is(at, Classes::SUBJECT_PRONOUN)
            && !layers.is(at, Classes::DETERMINER.or(Classes::RELATIVE))
        {
            return (classes.any(Classes::CUE_CLAUSE) && has_verb(layers, at + 1, end))
                .then_some((at, Opening::Clause));
        }
        if layers.is(at, Classes::SUBORDINATOR) && !layers.is(at, Classes::PREPOSITION) {
            return None;
        }
        at += 1;
    }
    None
}

/// Where content that opens at `start` ends: at the end of its unit, or where another clause of the
/// narrator begins.
pub(super) fn content_end(layers: &Layers<'_>, start: usize, end: usize) -> usize {
    // A line of a million words with a cue at each would else be read to its end from each.
    const LONGEST: usize = 1000;
    let end = end.min(start + LONGEST);
    let mut at = start;
    while at < end {
        if let Some(quotation) = layers.quotation(at) {
            at = after_quotation(layers, quotation, at, end);
            continue;
        }
        if at > start + 1 && ends_content(layers, at, end) {
            return at;
        }
        at += 1;
    }
    trim_end(layers, start, end)
}

/// The token after a quotation that holds token `at`.
pub(super) fn after_quotation(layers: &Layers<'_>, quotation: usize, at: usize, end: usize) -> usize {
    let stop = layers.quotations.get(quotation).map_or(0, |q| q.span.end());
    let mut after = at + 1;
    while after < end && layers.tokens.get(after).is_some_and(|t| t.span().start() < stop) {
        after += 1;
    }
    after
}

/// The end without the marks that end a sentence.
pub(super) fn trim_end(layers: &Layers<'_>, start: usize, mut end: usize) -> usize {
    while end > start + 1 && layers.quotation(end - 1).is_none() {
        match layers.mark(end - 1) {
            Mark::Comma | Mark::Semicolon | Mark::Colon | Mark::Dash | Mark::Stop => end -= 1,
            _ => break,
        }
    }
    end
}

/// Whether the narrator's own words go on at `at`: ", adding that", ", according to", "and added that",
/// ", but she said".
fn ends_content(layers: &Layers<'_>, at: usize, end: usize) -> bool {
    let mark = layers.mark(at);
    let joins = layers.is(at, Classes::CONJUNCTION);
    if mark == Mark::Semicolon {
        return true;
    }
    if !(matches!(mark, Mark::Comma | Mark::Dash) || joins) {
        return false;
    }
    let mut next = if joins { at } else { at + 1 };
    if !joins {
        if layers.is(next, Classes::PHRASE)
            && layers.language.according.longest(|i| layers.word(next + i)).is_some()
        {
            return true;
        }
        if let Some(verb) = cue_at(layers, next, at)
            && verb.form == Form::Participle
            && opening_after(layers, &verb, end).is_some()
        {
            return true;
        }
    }
    if !layers.is(next, Classes::CONJUNCTION) {
        return false;
    }
    next += 1;
    while layers.is(next, Classes::ADVERB.or(Classes::HAVE)) && next < at + 4 {
        next += 1;
    }
    // A second verb of the same subject: "and added that".
    if let Some(verb) = cue_at(layers, next, next) {
        return verb.form == Form::Finite
            && opening_after(layers, &verb, end).is_some_and(|(_, o)| o != Opening::Object);
    }
    if joins {
        return false;
    }
    // A second clause that reports: ", but she said".
    let reach = end.min(next + 7);
    (next + 1..reach).take_while(|&i| layers.is_word(i)).find_map(|i| cue_at(layers, i, next)).is_some_and(
        |verb| {
            verb.form == Form::Finite
                && opening_after(layers, &verb, end).is_some_and(|(_, o)| o != Opening::Object)
        },
    )
}

/// The reporting verb at a token outside quotations. A past form needs nothing before it here.
fn cue_at(layers: &Layers<'_>, at: usize, floor: usize) -> Option<VerbGroup> {
    if layers.quotation(at).is_some() || !layers.is(at, Classes::CUE_CLAUSE.or(Classes::CUE_THAT)) {
        return None;
    }
    verb_group(layers, at, floor)
}

//! The source of a quote: the noun phrase before or after its cue.

use super::office::{office_before, with_listed_name, with_name};
use crate::cue::{is_genitive, is_modal_name, verb_group};
use crate::language::Classes;
use crate::layers::{Layers, Mark};

/// A source, as token indices from `first` up to and without `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Source {
    pub(super) first: usize,
    pub(super) end: usize,
}

/// How many tokens a noun phrase may have.
const LONGEST: usize = 24;
/// How many tokens may stand between two commas after a subject: "Ann Lee, who … for years, said".
const LONGEST_ASIDE: usize = 40;

/// The subject that ends before token `end`, not reaching back beyond `floor`.
pub(super) fn subject_before(layers: &Layers<'_>, end: usize, floor: usize) -> Option<Source> {
    let last = end.checked_sub(1).filter(|&last| last >= floor)?;
    if layers.quotation(last).is_some() && !is_name_part(layers, last) {
        return None;
    }
    match layers.mark(last) {
        Mark::Comma | Mark::Dash => aside_before(layers, last, floor),
        Mark::CloseBracket => {
            let open = bracket_before(layers, last, floor)?;
            match open.checked_sub(1).filter(|&before| before >= floor).map(|before| layers.mark(before)) {
                Some(Mark::None) if layers.quotation(open - 1).is_none() => {
                    subject_before(layers, open, floor).map(|source| Source { end, ..source })
                }
                // "“No,” (Bo Hill) said"
                _ => in_brackets(layers, open, last),
            }
        }
        Mark::None => {
            if layers.is(last, Classes::REFLEXIVE) && last > floor {
                return subject_before(layers, last, floor);
            }
            if let Some(end) = before_date(layers, last, floor)
                && !is_called_by_date(layers, last, floor)
            {
                return subject_before(layers, end, floor);
            }
            let source = noun_phrase_before(layers, end, floor)?;
            Some(Source { first: office_before(layers, source.first, floor), ..source })
        }
        _ => None,
    }
}

/// The name that alone stands in brackets.
fn in_brackets(layers: &Layers<'_>, open: usize, close: usize) -> Option<Source> {
    let name = |at: usize| layers.is_capital(at) || layers.is(at, Classes::NAME_PARTICLE);
    (open + 1 < close && (open + 1..close).all(name)).then_some(Source { first: open + 1, end: close })
}

/// The end of what stands before a date: "the mayor" in "the mayor on Tuesday (said)".
fn before_date(layers: &Layers<'_>, last: usize, floor: usize) -> Option<usize> {
    let lowest = floor.max(last.saturating_sub(3));
    let mut at = last;
    while at > lowest
        && (layers.is(at, Classes::CALENDAR) || layers.word(at).starts_with(|c: char| c.is_ascii_digit()))
    {
        at -= 1;
    }
    let dated = at < last && (at + 1..=last).any(|i| layers.is(i, Classes::CALENDAR));
    let end = if layers.is(at, Classes::PREPOSITION) { at } else { at + 1 };
    (dated && end > floor).then_some(end)
}

/// Whether a date is the name of a subject, since no other stands before it: "The dam, Sunday said, was old", "But May
/// said".
fn is_called_by_date(layers: &Layers<'_>, at: usize, floor: usize) -> bool {
    let opens = Classes::CONJUNCTION.or(Classes::COMPLEMENTISER).or(Classes::SUBORDINATOR);
    let begins = at.checked_sub(1).filter(|&before| before >= floor).is_none_or(|before| {
        !layers.is_word(before) || layers.is(before, opens) && !layers.is(before, Classes::PREPOSITION)
    });
    begins && layers.is_capital(at) && !layers.word(at).ends_with('.')
}

/// The subject before an apposition or another aside: "Hugh Hill, a doctor," before "said".
fn aside_before(layers: &Layers<'_>, comma: usize, floor: usize) -> Option<Source> {
    let mut at = comma;
    let lowest = floor.max(comma.saturating_sub(LONGEST_ASIDE));
    let mut opened = 0;
    while at > lowest && opened < 4 {
        at -= 1;
        if let Some(quotation) = layers.quotation(at)
            && !is_name_part(layers, at)
        {
            let start = layers.quotations.get(quotation)?.span.start();
            at = layers.token_at(start).max(lowest);
            continue;
        }
        if layers.mark(at) == Mark::CloseBracket {
            at = bracket_before(layers, at, lowest).unwrap_or(at);
            continue;
        }
        let same = layers.mark(at) == layers.mark(comma);
        if !same {
            if matches!(layers.mark(at), Mark::Semicolon | Mark::Colon | Mark::Stop) {
                return None;
            }
            continue;
        }
        opened += 1;
        if let Some(source) = noun_phrase_before(layers, at, floor)
            && opens_clause(layers, source.first, floor)
            && is_aside(layers, at + 1, comma)
        {
            return Some(Source { first: office_before(layers, source.first, floor), end: comma + 1 });
        }
    }
    None
}

/// Whether a noun phrase that starts at `first` can be the subject of its clause: nothing before it, or a
/// mark or a word that opens a clause.
pub(super) fn opens_clause(layers: &Layers<'_>, first: usize, floor: usize) -> bool {
    let Some(prev) = first.checked_sub(1).filter(|&p| p >= floor) else { return true };
    let joins =
        Classes::CONJUNCTION.or(Classes::SUBORDINATOR).or(Classes::COMPLEMENTISER).or(Classes::ADVERB);
    layers.mark(prev) != Mark::None || layers.is(prev, joins) || layers.quotation(prev).is_some()
}

/// Whether the tokens between two commas add to the noun phrase before them: they start as an apposition,
/// a relative clause or a participle does, and hold no clause of their own.
fn is_aside(layers: &Layers<'_>, first: usize, end: usize) -> bool {
    if first >= end {
        return false;
    }
    if layers.is(first, Classes::RELATIVE) {
        return true;
    }
    if layers.is(first, Classes::SUBJECT_PRONOUN) && !layers.is(first, Classes::DETERMINER) {
        return false;
    }
    let clause =
        (first..end).any(|i| layers.is(i, Classes::MODAL.or(Classes::BE)) && !is_genitive(layers, i));
    let short = end - first <= 3;
    short || !clause
}

/// The opening bracket of the closing one at `close`.
fn bracket_before(layers: &Layers<'_>, close: usize, floor: usize) -> Option<usize> {
    let lowest = floor.max(close.saturating_sub(LONGEST));
    (lowest..close).rev().find(|&i| layers.mark(i) == Mark::OpenBracket)
}

/// Whether a quoted token belongs to a name: "Dwayne “The Rock” Johnson".
fn is_name_part(layers: &Layers<'_>, at: usize) -> bool {
    let quotation = layers.quotation(at).and_then(|q| layers.quotations.get(q));
    quotation.is_some_and(|q| q.closed && q.inner.len() <= 24 && !layers.is_comma_inside(q))
}

/// The noun phrase that ends before token `end`.
pub(super) fn noun_phrase_before(layers: &Layers<'_>, end: usize, floor: usize) -> Option<Source> {
    let last = end.checked_sub(1).filter(|&last| last >= floor)?;
    if !layers.is_word(last) && layers.quotation(last).is_none() {
        return None;
    }
    let alone = Classes::SUBJECT_PRONOUN.or(Classes::RELATIVE);
    if layers.is(last, alone) && !has_determiner_before(layers, last, floor) {
        return Some(Source { first: last, end });
    }
    let no_end = Classes::PREPOSITION
        .or(Classes::CONJUNCTION)
        .or(Classes::SUBORDINATOR)
        .or(Classes::OBJECT_PRONOUN)
        .or(Classes::DETERMINER)
        .or(Classes::INFINITIVE);
    if layers.is(last, no_end) && !layers.is_capital(last) && !layers.is(last, Classes::SUBJECT_PRONOUN) {
        return None;
    }
    if layers.is(last, Classes::AUXILIARY) && !is_modal_name(layers, last) {
        return None;
    }
    let first = phrase_start(layers, last, floor);
    let first = without_adverbial(layers, first, end);
    (first < end).then_some(Source { first, end })
}

fn has_determiner_before(layers: &Layers<'_>, at: usize, floor: usize) -> bool {
    at > floor && layers.is(at - 1, Classes::DETERMINER)
}

/// Where the noun phrase with its last word at `last` starts: walks left until a word or a mark that
/// can't be inside one.
fn phrase_start(layers: &Layers<'_>, last: usize, floor: usize) -> usize {
    let lowest = floor.max(last.saturating_sub(LONGEST));
    let mut first = last;
    while first > lowest {
        let at = first - 1;
        if layers.quotation(at).is_some() {
            if !is_name_part(layers, at) {
                break;
            }
        } else if !continues_phrase(layers, at, first, floor) {
            break;
        }
        first = at;
    }
    first
}

/// Whether the token at `at` can be inside the noun phrase that goes on at `next`.
fn continues_phrase(layers: &Layers<'_>, at: usize, next: usize, floor: usize) -> bool {
    if !layers.is_word(at) {
        return match layers.word(at) {
            "&" | "/" | "'" | "’" | "." => true,
            "-" => layers
                .tokens
                .get(at)
                .zip(layers.tokens.get(next))
                .is_some_and(|(a, b)| a.span().end() == b.span().start()),
            ")" => false,
            "%" | "$" | "£" | "€" => true,
            _ => false,
        };
    }
    if is_genitive(layers, at) {
        return true;
    }
    let classes = layers.classes(at);
    if classes.any(Classes::AUXILIARY.or(Classes::COMPLEMENTISER).or(Classes::NEGATION)) {
        return false;
    }
    if classes.any(Classes::SUBJECT_PRONOUN) && !classes.any(Classes::DETERMINER) {
        return false;
    }
    if classes.any(Classes::CONJUNCTION) {
        return joins_nouns(layers, at, next, floor);
    }
    if classes.any(Classes::INFINITIVE.or(Classes::PREPOSITION)) {
        return at > floor && is_nominal(layers, at - 1);
    }
    if classes.any(Classes::SUBORDINATOR.or(Classes::INTERROGATIVE).or(Classes::OBJECT_PRONOUN))
        && !classes.any(Classes::POSSESSIVE)
    {
        return false;
    }
    !(classes.any(Classes::CUE_CLAUSE) && verb_group(layers, at, floor).is_some())
}

/// Whether a conjunction joins two nouns and not two clauses: no verb stands before it in its clause.
fn joins_nouns(layers: &Layers<'_>, conjunction: usize, next: usize, floor: usize) -> bool {
    if layers.is(next, Classes::SUBJECT_PRONOUN) || conjunction == floor {
        return false;
    }
    if !is_nominal(layers, conjunction - 1) {
        return false;
    }
    let lowest = floor.max(conjunction.saturating_sub(LONGEST));
    for at in (lowest..conjunction).rev() {
        if matches!(layers.mark(at), Mark::Comma | Mark::Semicolon | Mark::Colon | Mark::Dash | Mark::Stop) {
            return layers.is_capital(conjunction - 1) || !layers.is(next, Classes::DETERMINER);
        }
        let verb = Classes::AUXILIARY.or(Classes::SUBJECT_PRONOUN);
        let finite = layers.is(at, Classes::VERB.or(Classes::CUE_VERB))
            && layers.is(at, Classes::PAST.or(Classes::THIRD))
            && layers.is_small(at);
        if (layers.is(at, verb) && !is_genitive(layers, at)) || finite {
            return false;
        }
    }
    true
}

/// Whether a word can be a noun or a name.
fn is_nominal(layers: &Layers<'_>, at: usize) -> bool {
    let closed = Classes::PREPOSITION
        .or(Classes::CONJUNCTION)
        .or(Classes::SUBORDINATOR)
        .or(Classes::AUXILIARY)
        .or(Classes::ADVERB)
        .or(Classes::SUBJECT_PRONOUN)
        .or(Classes::OBJECT_PRONOUN)
        .or(Classes::COMPLEMENTISER);
    layers.is_word(at) && (layers.is_capital(at) || !layers.is(at, closed)) || layers.word(at) == ")"
}

/// The start of the phrase without an adverbial at its head: "in a statement the company" is "the
/// company", "later Lee" is "Lee".
fn without_adverbial(layers: &Layers<'_>, first: usize, end: usize) -> usize {
    let mut at = first;
    while at + 1 < end
        && layers.is(at, Classes::ADVERB.or(Classes::CONJUNCTION))
        && !layers.is(at, Classes::DETERMINER)
    {
        at += 1;
    }
    if at + 1 < end && layers.is(at, Classes::PREPOSITION) {
        let opens = Classes::DETERMINER.or(Classes::POSSESSIVE);
        let inner = (at + 2..end).find(|&i| {
            (layers.is(i, opens) || layers.is_capital(i) && layers.is_small(i - 1))
                && !layers.is(i - 1, Classes::PREPOSITION)
                && layers.is_word(i - 1)
        });
        if let Some(inner) = inner {
            at = inner;
        }
    }
    at
}

/// The noun phrase that starts at token `first`, with an apposition after it: "Hugh Hill, a doctor".
pub(super) fn subject_after(layers: &Layers<'_>, first: usize, end: usize) -> Option<Source> {
    if first >= end || layers.quotation(first).is_some() && !is_name_part(layers, first) {
        return None;
    }
    if layers.mark(first) == Mark::OpenBracket {
        // "said (Bo Hill)"
        let close = (first..end.min(first + LONGEST)).find(|&at| layers.mark(at) == Mark::CloseBracket)?;
        return in_brackets(layers, first, close);
    }
    if layers.is(first, Classes::SUBJECT_PRONOUN) && !layers.is(first, Classes::DETERMINER) {
        return Some(Source { first, end: first + 1 });
    }
    let opens = layers.is_capital(first)
        || layers.is(first, Classes::DETERMINER.or(Classes::POSSESSIVE))
        || layers.is_word(first)
            && !layers.is(
                first,
                Classes::PREPOSITION
                    .or(Classes::CONJUNCTION)
                    .or(Classes::SUBORDINATOR)
                    .or(Classes::ADVERB)
                    .or(Classes::AUXILIARY)
                    .or(Classes::COMPLEMENTISER)
                    .or(Classes::INTERROGATIVE)
                    .or(Classes::OBJECT_PRONOUN)
                    .or(Classes::INFINITIVE)
                    .or(Classes::NEGATION),
            );
    if !opens {
        return None;
    }
    let mut at = first;
    let highest = end.min(first + LONGEST);
    while at < highest && goes_on(layers, at, first) {
        at += 1;
    }
    if at == first {
        return None;
    }
    let named = with_name(layers, first, at, end).or_else(|| with_listed_name(layers, first, at, end));
    Some(Source { first, end: named.unwrap_or_else(|| with_apposition(layers, at, end)) })
}

/// Whether the noun phrase that starts at `first` goes on with the token at `at`.
fn goes_on(layers: &Layers<'_>, at: usize, first: usize) -> bool {
    if layers.quotation(at).is_some() {
        return is_name_part(layers, at);
    }
    if !layers.is_word(at) {
        return matches!(layers.word(at), "&" | "'" | "’" | "." | "-") && at > first;
    }
    if at == first {
        return true;
    }
    let classes = layers.classes(at);
    let stops = Classes::SUBORDINATOR
        .or(Classes::COMPLEMENTISER)
        .or(Classes::RELATIVE)
        .or(Classes::SUBJECT_PRONOUN)
        .or(Classes::OBJECT_PRONOUN)
        .or(Classes::CALENDAR)
        .or(Classes::NEGATION)
        .or(Classes::ADVERB)
        .or(Classes::AUXILIARY);
    if is_genitive(layers, at) {
        return true;
    }
    if classes.any(Classes::PREPOSITION) && !layers.is_capital(at) {
        // "the Committee on Rivers"
        let inside = layers.is(at - 1, Classes::ORGANISATION) && layers.is_capital(at - 1);
        return (classes.any(Classes::NOUN_PREPOSITION) || inside && layers.is_capital(at + 1))
            && !layers.is(at + 1, Classes::CALENDAR.or(Classes::POSSESSIVE));
    }
    if classes.any(Classes::CONJUNCTION) {
        // "for Norland and the Isles"
        let the = usize::from(layers.is(at + 1, Classes::DETERMINER));
        return layers.is_capital(at - 1) && layers.is_capital(at + 1 + the);
    }
    // "said Ann Lee gravely", "said Ann Lee very gravely"
    let noun = Classes::ROLE.or(Classes::GROUP).or(Classes::CUE_NOUN).or(Classes::ORGANISATION);
    let manner = |at: usize| {
        layers.is_small(at) && layers.has_ending(at, layers.language.endings.adverb) && !layers.is(at, noun)
    };
    if layers.is_capital(at - 1) && (manner(at) || layers.is_small(at) && manner(at + 1)) {
        return false;
    }
    // "the old miller", "the then mayor"
    let inside =
        classes.any(Classes::ADVERB) && layers.is(at - 1, Classes::DETERMINER.or(Classes::POSSESSIVE));
    let next = |at: usize| layers.is_word(at) && !layers.is(at, stops) && !manner(at);
    if inside && next(at + 1) && !classes.any(Classes::AUXILIARY.or(Classes::NEGATION)) {
        return true;
    }
    // "Jan Voss"
    let called = classes.any(Classes::FIRST_NAME) && layers.is_capital(at + 1);
    // "78-year-old"
    let compound = layers.word(at - 1) == "-" && classes.any(Classes::ADVERB);
    layers.is_capital(at) && (called || !classes.any(Classes::CALENDAR))
        || compound
        || !classes.any(stops) && !(classes.any(Classes::GERUND) && !classes.any(Classes::BASE))
}

/// The end of a noun phrase with the apposition that a comma opens after it.
fn with_apposition(layers: &Layers<'_>, end: usize, limit: usize) -> usize {
    let starts = Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::ROLE).or(Classes::RELATIVE);
    let number = layers.word(end + 1).starts_with(|c: char| c.is_ascii_digit());
    if layers.mark(end) != Mark::Comma
        || !(layers.is(end + 1, starts) || number)
        || layers.quotation(end + 1).is_some()
    {
        return end;
    }
    let highest = limit.min(end + LONGEST_ASIDE);
    let relative = layers.is(end + 1, Classes::RELATIVE);
    let mut at = end + 1;
    while at < highest && layers.quotation(at).is_none() {
        // "the paper, a spokesman denied it": a clause, no apposition.
        let finite = layers.is(at, Classes::VERB.or(Classes::CUE_VERB))
            && layers.is(at, Classes::PAST.or(Classes::THIRD))
            && layers.is_small(at)
            && !layers.is(at - 1, Classes::DETERMINER.or(Classes::POSSESSIVE));
        if !relative && (finite || layers.is(at, Classes::AUXILIARY) && !is_genitive(layers, at)) {
            return end;
        }
        match layers.mark(at) {
            Mark::Comma if !number || at > end + 2 => return at,
            Mark::Stop | Mark::Semicolon | Mark::Colon | Mark::Dash => return at,
            _ => at += 1,
        }
    }
    if at == limit { at } else { end }
}

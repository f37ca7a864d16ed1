//! Which mention a source is.

use super::holder::described;
use crate::cue::is_genitive;
use crate::language::Classes;
use crate::layers::{Layers, Mark};
use crate::mention::{MentionKind, Mentions, Number, Sort};
use crate::text::Span;

/// The mention that a source is about, by its index: "Ann Lee" in "Ann Lee, a friend of Bob Ray's", none in "a report
/// by Ann Lee" and in "Ann Lee and Bob Ray".
pub(super) fn source_mention(layers: &Layers<'_>, mentions: &Mentions, source: Span) -> Option<usize> {
    let start = layers.token_at(source.start());
    let from = mentions.partition_point(|m| m.span.end() <= source.start());
    let last = mentions.partition_point(|m| m.span.start() < source.end()).checked_sub(1)?;
    if last >= from && is_apposed(layers, mentions, start, last, source.end()) {
        return Some(last);
    }
    if let Some(named) = described(layers, mentions, start, source.end()) {
        return Some(named);
    }
    let mut index = from;
    loop {
        let mention = mentions.get(index).filter(|m| m.span.start() < source.end())?;
        let between = start..mention.first.max(start);
        // Portuguese "a" is an article too.
        let article = |i: usize| !layers.language.has_rules && layers.is(i, Classes::DETERMINER);
        let parts =
            |i: usize| layers.is(i, Classes::PREPOSITION) && !article(i) || layers.mark(i) == Mark::Comma;
        if between.clone().any(parts) {
            return None;
        }
        // "Lee's" alone is Lee, "Lee's lawyers" aren't.
        let owns =
            |at: usize| layers.tokens.get(at + 1).is_some_and(|next| next.span().start() < source.end());
        let genitive = is_genitive(layers, mention.end) && owns(mention.end);
        let owner = layers.is(mention.first, Classes::POSSESSIVE) && mention.kind == MentionKind::Pronoun;
        if genitive
            || owner && mention.span.end() < source.end()
            || leads(layers, mentions, index, source.end())
        {
            index += 1;
            continue;
        }
        if modifies(layers, mentions, index, source.end()) {
            return None;
        }
        if let Some(named) = named_after(layers, mentions, index, source.end()) {
            return Some(named);
        }
        return (!is_joined(layers, mentions, index, source.end())).then_some(index);
    }
}

/// Whether a name ends its source and says who the words before it mean: "her rival, Bob Ray", but not "Leeds, Bob Ray"
/// or "of friends, Bob Ray".
fn is_apposed(layers: &Layers<'_>, mentions: &Mentions, start: usize, index: usize, end: usize) -> bool {
    const LONGEST: usize = 24;
    let Some(mention) = mentions.get(index) else { return false };
    let person = mention.kind == MentionKind::Name
        && !matches!(mention.sort, Sort::Place | Sort::Organisation)
        && mention.span.end() == end;
    let Some(comma) = mention
        .first
        .checked_sub(1)
        .filter(|&at| at > start && at < start + LONGEST && layers.mark(at) == Mark::Comma)
    else {
        return false;
    };
    let several = layers.has_ending(comma - 1, layers.language.endings.plural);
    let joins = Classes::CONJUNCTION.or(Classes::RELATIVE);
    let opens = Classes::DETERMINER.or(Classes::POSSESSIVE);
    person
        && layers.is(start, opens)
        && !several
        && !(start..comma).any(|at| layers.mark(at) == Mark::Comma || layers.is(at, joins))
}

/// Whether "and" joins a mention to the next one of its source.
fn is_joined(layers: &Layers<'_>, mentions: &Mentions, index: usize, end: usize) -> bool {
    let (Some(mention), Some(next)) = (mentions.get(index), mentions.get(index + 1)) else { return false };
    // "Dams and Canals Nora Finch", of which the name alone is a mention.
    let joined = next.first == mention.end + 1 || layers.is_capital(mention.end + 1);
    next.span.start() < end && joined && layers.is(mention.end, Classes::CONJUNCTION)
}

/// Whether a mention only leads to the next one, which says who it is: "Acme co-founder Ann Lee", "Leeds
/// officials", "critic and poet Bob Ray"; but "Acme company" is Acme.
fn leads(layers: &Layers<'_>, mentions: &Mentions, index: usize, end: usize) -> bool {
    let (Some(mention), Some(next)) = (mentions.get(index), mentions.get(index + 1)) else { return false };
    if next.span.start() >= end || next.kind == MentionKind::Pronoun {
        return false;
    }
    let company = next.kind == MentionKind::Noun && next.sort == Sort::Organisation;
    let named = mention.kind == MentionKind::Name || next.kind == MentionKind::Name;
    let beside = next.first == mention.end && named && !company;
    let trades = mention.kind == MentionKind::Noun
        && mention.number == Number::One
        && is_joined(layers, mentions, index, end)
        && mentions.get(index + 2).is_some_and(|m| m.kind == MentionKind::Name && m.first == next.end);
    beside || trades
}

/// The name that ends a source which starts with an office: "Minister of Education Ada Reyes".
fn named_after(layers: &Layers<'_>, mentions: &Mentions, index: usize, end: usize) -> Option<usize> {
    let office = mentions.get(index).filter(|m| m.kind == MentionKind::Noun && m.number == Number::One)?;
    let after = (index + 1..index + 4).take_while(|&i| mentions.get(i).is_some_and(|m| m.span.start() < end));
    let name = after.last()?;
    let named = mentions.get(name).filter(|m| m.kind == MentionKind::Name && m.span.end() == end)?;
    let inside =
        |i: usize| layers.is_capital(i) || matches!(layers.word(i), "of" | "for" | "to" | "the" | "and");
    // "A lawyer for Ann Lee" isn't her: what the office is for stands before its holder's name.
    let told = named.first == office.end
        || named.first.checked_sub(1).is_some_and(|before| layers.is_capital(before));
    (named.sort == Sort::Person && told && (office.end..named.first).all(inside)).then_some(name)
}

/// Whether a name only says which thing the source is: "Acme" in "Acme filings", not in "Acme company" or,
/// by a mistake in where the source ends, in "Lee gravely".
fn modifies(layers: &Layers<'_>, mentions: &Mentions, index: usize, end: usize) -> bool {
    let Some(mention) = mentions.get(index).filter(|m| m.kind == MentionKind::Name && m.span.end() < end)
    else {
        return false;
    };
    let word = layers.word(mention.end);
    let after = mentions.get(index + 1).is_some_and(|next| next.first == mention.end);
    let inside = layers.tokens.get(mention.end).is_some_and(|t| t.span().end() <= end);
    inside
        && !after
        && layers.is_small(mention.end)
        && !layers.is(mention.end, NO_NOUN)
        && !word.ends_with("ly")
}

/// Classes of words that no noun is among.
const NO_NOUN: Classes = Classes::PREPOSITION
    .or(Classes::CONJUNCTION)
    .or(Classes::SUBORDINATOR)
    .or(Classes::COMPLEMENTISER)
    .or(Classes::RELATIVE)
    .or(Classes::ADVERB)
    .or(Classes::REFLEXIVE)
    .or(Classes::DETERMINER)
    .or(Classes::AUXILIARY)
    .or(Classes::GERUND)
    .or(Classes::PAST);

//! The name in a source that says first what someone does: "Brackley University geology professor Tomas Velder",
//! "Secretary of State for Rivers Oona Field", "VP of Sales, Karl Dunmore,", "District 5 Councilwoman Ida Renn".

use crate::cue::is_genitive;
use crate::language::Classes;
use crate::layers::{Layers, Mark};
use crate::mention::{Mention, MentionKind, Mentions, Number, Sort};

/// How many tokens may describe someone before the name.
const LONGEST: usize = 24;

/// Which mention names the one whom a source from token `start` describes, among those that begin before byte `end`.
pub(super) fn described(layers: &Layers<'_>, mentions: &Mentions, start: usize, end: usize) -> Option<usize> {
    let from = mentions.partition_point(|m| m.end <= start);
    let inside = (from..).map_while(|index| Some((index, mentions.get(index)?)));
    for (index, mention) in inside.take_while(|(_, mention)| mention.span.start() < end) {
        let mention = &mention;
        if mention.first > start + LONGEST {
            return None;
        }
        let person = is_person(layers, mention);
        if person && is_told(layers, start, mention) {
            let ends = mention.span.end() >= end || closes(layers, mention.end);
            return (ends && describes(layers, start..mention.first, mention)).then_some(index);
        }
        // "Lee and chairman Bob Ray" are two.
        let opens = mention.first <= start + 1 && mention.kind == MentionKind::Name;
        if opens && mention.sort == Sort::Unknown && layers.is(mention.end, Classes::CONJUNCTION) {
            return None;
        }
        // "Ann Lee, chief of Bob Ray's office": the first name is the one, unless it owns the next or is a thing's, as in
        // "School District 11 superintendent Bob Ray".
        let known = mention.sort == Sort::Person || layers.mark(mention.end) == Mark::Comma;
        // "head of research at Dunmore Labs, Bob Ray"
        let behind = mention.first.checked_sub(1).is_some_and(|at| layers.is(at, Classes::PREPOSITION));
        if person && known && !is_genitive(layers, mention.end) && !(behind && mention.first > start) {
            return None;
        }
    }
    None
}

/// Whether a mention is the name of one person: by what is known of it, or because it has two words or more.
fn is_person(layers: &Layers<'_>, mention: &Mention) -> bool {
    let field = || (mention.head..mention.end).any(|at| layers.is(at, Classes::FIELD));
    mention.kind == MentionKind::Name
        && mention.number == Number::One
        && match mention.sort {
            Sort::Person => true,
            Sort::Unknown => mention.end > mention.head + 1 && !field(),
            Sort::Organisation | Sort::Place => false,
        }
}

/// Whether a description stands right before a name, or apart by a comma, and the name is no part of it: "for Ann Lee",
/// "friends and Ann Lee".
fn is_told(layers: &Layers<'_>, start: usize, mention: &Mention) -> bool {
    let joins = Classes::PREPOSITION
        .or(Classes::CONJUNCTION)
        .or(Classes::DETERMINER)
        .or(Classes::POSSESSIVE)
        .or(Classes::RELATIVE);
    let Some(before) = mention.first.checked_sub(1).filter(|&before| before >= start) else { return false };
    layers.mark(before) == Mark::Comma || layers.is_word(before) && !layers.is(before, joins)
}

/// Whether what stands behind a name ends its phrase: a mark, or "at a meeting".
fn closes(layers: &Layers<'_>, at: usize) -> bool {
    !layers.is_word(at) && !is_genitive(layers, at)
        || layers.is(at, Classes::PREPOSITION.or(Classes::ADVERB).or(Classes::RELATIVE))
}

/// Whether tokens tell what the one does whose name follows: they hold the word for an office or a trade, and no clause;
/// the word is not that of someone else before whom a preposition stands, as in "mother of the actor Bob Ray".
fn describes(layers: &Layers<'_>, range: std::ops::Range<usize>, name: &Mention) -> bool {
    let clause = Classes::AUXILIARY
        .or(Classes::SUBJECT_PRONOUN)
        .or(Classes::OBJECT_PRONOUN)
        .or(Classes::COMPLEMENTISER)
        .or(Classes::SUBORDINATOR);
    if range.clone().any(|at| layers.is(at, clause) && !is_genitive(layers, at) && layers.is_small(at)) {
        return false;
    }
    let role = |at: usize| {
        layers.is(at, Classes::ROLE.or(Classes::TITLE)) && !layers.is(at, Classes::PLURAL.or(Classes::GROUP))
    };
    let apart = range.clone().next_back().is_some_and(|last| layers.mark(last) == Mark::Comma);
    let Some(first) = range.clone().find(|&at| role(at)) else {
        // "District 5 Councilwoman Ida Renn"
        return name.role.is_some() && !apart;
    };
    // "a report by chairman Ann Lee": what is behind the preposition isn't the source, but in "University of Leeds
    // chemist Ann Lee" it belongs to a name.
    let opens = Classes::DETERMINER.or(Classes::POSSESSIVE);
    let behind = |at: usize| {
        layers.is(at, Classes::PREPOSITION)
            && at > range.start
            && (layers.is_small(at - 1) || (at..first).any(|i| layers.is(i, opens)))
    };
    if (range.start..first).any(behind) {
        return false;
    }
    if apart {
        // "Leeds, Bob Ray", "friends of the mayor, Bob Ray": the office is what the phrase is about.
        return !range.clone().take_while(|&at| at < first).any(|at| {
            layers.is(at, Classes::PREPOSITION) || layers.is(at, Classes::PLURAL) && !layers.is_capital(at)
        });
    }
    // The office right before the name is that of the name.
    let own = range.clone().next_back().filter(|&last| role(last));
    let own = own.or_else(|| name.role.filter(|&title| title < name.head && layers.is(title, Classes::ROLE)));
    let Some(own) = own.filter(|&own| own > first) else { return true };
    // "head of the rescue service Colonel Bob Ray": the noun before the office belongs to the first.
    let noun = own - 1;
    if layers.is_small(noun) && layers.is(noun, Classes::ORGANISATION.or(Classes::FIELD)) {
        return true;
    }
    let mut linked = false;
    for at in (first..own).rev() {
        if layers.is(at, Classes::CONJUNCTION) {
            return true;
        }
        linked |= layers.is(at, Classes::PREPOSITION);
    }
    !linked
}

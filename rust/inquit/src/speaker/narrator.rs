//! The narrator: who tells a story as "I", and whom its people call by name though it hardly names him itself.

use super::entity::{Candidates, Entities};
use super::turn::addressee;
use crate::language::Classes;
use crate::layers::Layers;
use crate::mention::{Mention, MentionKind, Mentions, Number, Sort};

/// Who says "I" outside of quotations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Narrator {
    /// No one: the story is told from outside.
    #[default]
    None,
    /// Someone whom no one calls by name.
    Unnamed,
    /// One of the text.
    Named(usize),
}

/// So many tokens of narration have one "I" among them, at most, where one tells the story. Of the novels of PDNC's train
/// and dev parts those told as "I" lie above, all others below.
const TOKENS_APIECE: usize = 125;
/// So few tell nothing.
const FEW: usize = 8;
/// How often someone must be called by name, at least.
const CALLS: usize = 3;
/// And of so many of his names in speech at most one may stand in narration.
const SPOKEN: usize = 4;

/// Who tells a story. Only of a text that is dialogue: in news "I" is its writer, whom no one calls.
pub(super) fn narrator(layers: &Layers<'_>, mentions: &Mentions, entities: &Entities) -> Narrator {
    let narrated = |mention: &Mention| layers.quotation(mention.first).is_none();
    let first = mentions.iter().filter(|m| is_first_person(layers, m) && narrated(m)).count();
    if first < FEW {
        return Narrator::None;
    }
    let narration = (0..layers.tokens.len()).filter(|&at| layers.quotation(at).is_none()).count();
    if first * TOKENS_APIECE < narration {
        return Narrator::None;
    }
    // Of each entity how often it is called, named in speech, and named in narration.
    let mut named = vec![(0usize, 0usize, 0usize); entities.all.len()];
    for (index, mention) in mentions.iter().enumerate().filter(|(_, m)| m.kind == MentionKind::Name) {
        let Some(&Candidates::One(entity)) = entities.of_mention.get(index) else { continue };
        let Some((called, spoken, told)) = named.get_mut(entity) else { continue };
        if narrated(&mention) {
            *told += 1;
        } else {
            *spoken += 1;
            *called += usize::from(addressee(layers, &mention));
        }
    }
    let person = |entity: usize| {
        entities.all.get(entity).is_some_and(|e| !matches!(e.sort, Sort::Place | Sort::Organisation))
    };
    let fits = |&(entity, &(called, spoken, told)): &(usize, &(usize, usize, usize))| {
        called >= CALLS && told * SPOKEN <= spoken && person(entity)
    };
    let called = named.iter().enumerate().filter(fits);
    let most = called.max_by_key(|&(entity, &(called, ..))| (called, std::cmp::Reverse(entity)));
    most.map_or(Narrator::Unnamed, |(entity, _)| Narrator::Named(entity))
}

/// Whether a mention is a pronoun for the one who speaks: "I", "my".
pub(super) fn is_first_person(layers: &Layers<'_>, mention: &Mention) -> bool {
    mention.kind == MentionKind::Pronoun
        && mention.number == Number::One
        && layers.is(mention.first, Classes::FIRST_PERSON)
        && !layers.is(mention.first, Classes::PLURAL)
}

//! Those who have no name but are met again: "the mariner", all through a story.

use rustc_hash::FxHashMap;

use crate::language::Classes;
use crate::layers::Layers;
use crate::mention::{Gender, Mention, MentionKind, Mentions, Number, Sort, key};
use crate::speaker::Resolution;
use crate::speaker::narrator::{Narrator, is_first_person};
use crate::speaker::walk::{Said, Walked};

/// Times that narration must mention someone so.
const TIMES: usize = 2;
/// How sure it is that two who are called the same are one: no more than needed to be a candidate.
const CONFIDENCE: f32 = 0.5;

/// Lets noun phrases mean one entity that narration mentions more than once by the same noun, and that mean no one so far.
pub(in crate::speaker) fn meet_again(layers: &Layers<'_>, mentions: &Mentions, walked: &mut Walked) {
    let open = |index: usize, m: &Mention, walked: &Walked| {
        m.kind == MentionKind::Noun
            && m.number == Number::One
            && m.definite
            && m.gender != Gender::Neuter
            && !matches!(m.sort, Sort::Organisation | Sort::Place)
            && layers.is(m.first, Classes::DETERMINER)
            && walked.meant.get(index).is_some_and(Option::is_none)
    };
    // How often narration mentions each, and by which mention it is called: the shortest of the first.
    let mut met: FxHashMap<u64, (usize, usize)> = FxHashMap::default();
    for (index, m) in mentions.iter().enumerate() {
        if open(index, &m, walked) && layers.quotation(m.first).is_none() {
            let (times, first) = met.entry(key(layers.word(m.head))).or_insert((0, index));
            *times += 1;
            if mentions.get(*first).is_some_and(|f| f.end - f.first > m.end - m.first) {
                *first = index;
            }
        }
    }
    let mut entities: FxHashMap<u64, usize> = FxHashMap::default();
    for (index, m) in mentions.iter().enumerate() {
        if !open(index, &m, walked) {
            continue;
        }
        let key = key(layers.word(m.head));
        let Some(&(_, first)) = met.get(&key).filter(|(times, _)| *times >= TIMES) else { continue };
        let entity = *entities.entry(key).or_insert_with(|| {
            let called = mentions.get(first).unwrap_or(m);
            walked.entities.add_phrase(layers, &called, first, Sort::Person)
        });
        if let Some(slot) = walked.meant.get_mut(index) {
            *slot = Some(Said { entity, resolution: Resolution::Role, confidence: CONFIDENCE });
        }
    }
    if walked.narrator == Narrator::Unnamed {
        nameless(layers, mentions, walked);
    }
}

/// Lets "I" mean one entity, where no one calls the narrator by name.
fn nameless(layers: &Layers<'_>, mentions: &Mentions, walked: &mut Walked) {
    for (index, m) in mentions.iter().enumerate() {
        if !is_first_person(layers, &m) || layers.quotation(m.first).is_some() {
            continue;
        }
        let entity = *walked
            .nameless
            .get_or_insert_with(|| walked.entities.add_phrase(layers, &m, index, Sort::Person));
        if let Some(slot) = walked.meant.get_mut(index).filter(|slot| slot.is_none()) {
            *slot = Some(Said { entity, resolution: Resolution::Pronoun, confidence: CONFIDENCE });
        }
    }
}

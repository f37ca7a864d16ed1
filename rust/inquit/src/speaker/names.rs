//! What speakers are called, and where they are mentioned.

use super::entity::{Called, Entity};
use super::unnamed::Unnamed;
use super::walk::Walked;
use super::{Cast, Resolved, SpeakerData, SpeakerKind};
use crate::attribution::{Attributed, Pattern};
use crate::compact::Numbers;
use crate::language::Classes;
use crate::layers::Layers;
use crate::mention::{Gender, MentionKind, Mentions, Person, Sort};
use crate::text::Span;
use crate::turn::{are_shouted, plain_case};

/// Those who are mentioned or say a quote, in order of first mention, and whom each quote and each mention leads to. Only
/// those who say a quote have a name, and a list of their mentions.
///
/// Entities that are known beforehand but not mentioned are left out. The numbers of those without a name follow on those of
/// the entities.
pub(super) fn speakers(
    layers: &Layers<'_>,
    mentions: &Mentions,
    quotes: &[Attributed],
    people: &[Person],
    walked: Walked,
    unnamed: Unnamed,
    together: &[(u32, usize)],
) -> Cast {
    const NONE: u32 = u32::MAX;
    let named = walked.entities.all.len();
    let all = named + unnamed.all.len();
    let turns = || quotes.iter().filter(|quote| quote.pattern == Pattern::Turn);
    let shouted = are_shouted(turns().filter_map(|quote| Some(quote.source.first()?.of(layers.text))));
    let (mut speaks, mut labelled) = (vec![false; all], vec![false; all]);
    for (quote, said) in quotes.iter().zip(&walked.quotes) {
        let Some(said) = said else { continue };
        speaks.get_mut(said.entity).into_iter().for_each(|slot| *slot = true);
        let turn = shouted && quote.pattern == Pattern::Turn;
        labelled.get_mut(said.entity).into_iter().for_each(|slot| *slot |= turn);
    }
    for &(_, entity) in together {
        speaks.get_mut(entity).into_iter().for_each(|slot| *slot = true);
    }
    let mut described: Vec<Option<SpeakerData>> = unnamed.all.into_iter().map(Some).collect();
    let mut numbers = vec![NONE; all];
    let mut speakers: Vec<SpeakerData> = Vec::new();
    let mut number = |id: usize, speakers: &mut Vec<SpeakerData>| -> u32 {
        let Some(slot) = numbers.get_mut(id) else { return NONE };
        if *slot == NONE {
            *slot = speakers.len() as u32;
            let unnamed = id.checked_sub(named).and_then(|at| described.get_mut(at)?.take());
            let entity = walked.entities.all.get(id).filter(|_| speaks.get(id) == Some(&true));
            speakers.push(unnamed.unwrap_or_else(|| SpeakerData {
                name: entity.map_or_else(String::new, |e| {
                    let name = name(layers, mentions, people, e, walked.dialogue);
                    // A label in capitals is written as names are.
                    if labelled.get(id) == Some(&true) { plain_case(&name) } else { name }
                }),
                mentions: Vec::new(),
                kind: entity.and_then(kind),
                gender: entity.map_or(Gender::Unknown, |e| e.gender),
            }));
        }
        *slot
    };
    let mut meant = Numbers::none(mentions.len());
    for (index, (mention, said)) in mentions.iter().zip(walked.meant).enumerate() {
        let number = said.map(|said| number(said.entity, &mut speakers)).filter(|&number| number != NONE);
        let speaker = said.filter(|said| speaks.get(said.entity) == Some(&true)).and(number);
        if let Some(speaker) = speaker.and_then(|number| speakers.get_mut(number as usize)) {
            speaker.mentions.push(mention.span);
        }
        number.into_iter().for_each(|number| meant.set(index, number as usize));
    }
    let quotes = walked.quotes.into_iter().map(|said| {
        let said = said?;
        let speaker = number(said.entity, &mut speakers);
        Some(Resolved { speaker, resolution: said.resolution, confidence: said.confidence })
    });
    let quotes = quotes.collect();
    let together = together.iter().map(|&(quote, id)| (quote, number(id, &mut speakers))).collect();
    let added = unnamed.added.into_iter().map(|(span, id)| (span, number(id, &mut speakers)));
    let added: Vec<(Span, u32)> = added.collect();
    for &(span, number) in &added {
        if let Some(speaker) = speakers.get_mut(number as usize) {
            speaker.mentions.push(span);
        }
    }
    // In order but for what was added: that is done in one go.
    speakers.iter_mut().for_each(|speaker| speaker.mentions.sort_by_key(|mention| mention.start()));
    Cast { speakers, quotes, together, mentions: meant, added }
}

/// The fullest name, with white space made single. A surname that hardly ever stands without its title keeps it:
/// "Mrs. Lee" says more than "Lee".
fn name(
    layers: &Layers<'_>,
    mentions: &Mentions,
    people: &[Person],
    entity: &Entity,
    dialogue: bool,
) -> String {
    if let Some(person) = entity.person.and_then(|index| people.get(index)) {
        return person.name().to_owned();
    }
    let called = if dialogue { most_called(entity) } else { None };
    let fullest = called.map(|form| form.mention).or(entity.fullest);
    let Some(mention) = fullest.and_then(|index| mentions.get(index)) else { return String::new() };
    let words = called.map_or(entity.words.len(), |form| form.words);
    let rarely_bare = called.map_or(2 * entity.bare < entity.titled, |form| form.titled);
    // "Mrs. Peter Lee" is no Peter.
    let other = match entity.gender {
        Gender::Female => Classes::MASCULINE,
        Gender::Male => Classes::FEMININE,
        _ => Classes::NONE,
    };
    let first_name = layers.is(mention.head, Classes::FIRST_NAME);
    let husband = first_name && layers.is(mention.head, other) || !first_name && entity.married;
    let first = match mention.kind {
        MentionKind::Name if rarely_bare && (words == 1 || husband) => mention.role.unwrap_or(mention.head),
        MentionKind::Name if called.is_some_and(|form| form.article) => mention.first.saturating_sub(1),
        MentionKind::Name => mention.head,
        _ => mention.first,
    };
    plain(layers.span(first, mention.end).of(layers.text))
}

/// Words with white space made single.
pub(super) fn plain(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.push_str(word);
    }
    plain
}

/// What sort of speaker an entity is.
fn kind(entity: &Entity) -> Option<SpeakerKind> {
    match (entity.sort, entity.gender) {
        (Sort::Organisation | Sort::Place, _) | (Sort::Unknown, Gender::Neuter) => {
            Some(SpeakerKind::Organisation)
        }
        (Sort::Person, _) | (Sort::Unknown, Gender::Male | Gender::Female) => Some(SpeakerKind::Person),
        (Sort::Unknown, Gender::Unknown) => None,
    }
}

/// The fullest of the forms that a story uses often: "Mr. Lee", where only its first page says "Bartholomew Lee".
fn most_called(entity: &Entity) -> Option<Called> {
    let all: usize = entity.forms.iter().map(|form| form.count).sum();
    if all < FEW {
        return None;
    }
    let often = entity.forms.iter().filter(|form| form.count * OFTEN >= all);
    often.copied().max_by_key(|form| (form.words, form.titled, form.count, std::cmp::Reverse(form.mention)))
}

/// One in so many mentions has a form that is often used. Of the forms with a quarter at least the fullest is most often a
/// name that PDNC's lists of characters have.
const OFTEN: usize = 4;
/// So few mentions tell nothing of how someone is called.
const FEW: usize = 12;

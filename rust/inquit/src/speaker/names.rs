//! What speakers are called, and where they are mentioned.

use super::entity::Entity;
use super::walk::Walked;
use super::{Cast, Resolved, SpeakerData};
use crate::language::Classes;
use crate::layers::Layers;
use crate::mention::{Gender, Person};
use crate::mention::{MentionKind, Mentions};
use crate::text::Span;

/// Those who are mentioned or say a quote, in order of first mention, and whom each quote and each mention leads to. Only
/// those who say a quote have a name, and a list of their mentions.
///
/// Entities that are known beforehand but not mentioned are left out.
pub(super) fn speakers(layers: &Layers<'_>, mentions: &Mentions, people: &[Person], walked: Walked) -> Cast {
    const NONE: u32 = u32::MAX;
    let mut speaks = vec![false; walked.entities.all.len()];
    for said in walked.quotes.iter().flatten() {
        speaks.get_mut(said.entity).into_iter().for_each(|slot| *slot = true);
    }
    let mut numbers = vec![NONE; walked.entities.all.len()];
    let mut speakers: Vec<SpeakerData> = Vec::new();
    let mut number = |id: usize, speakers: &mut Vec<SpeakerData>| -> u32 {
        let Some(slot) = numbers.get_mut(id) else { return NONE };
        if *slot == NONE {
            let entity = walked.entities.all.get(id).filter(|_| speaks.get(id) == Some(&true));
            let name = entity.map_or_else(String::new, |e| name(layers, mentions, people, e));
            *slot = speakers.len() as u32;
            speakers.push(SpeakerData { name, mentions: Vec::new() });
        }
        *slot
    };
    let mut meant = Vec::with_capacity(mentions.len());
    for (mention, said) in mentions.iter().zip(walked.meant) {
        let number = said.map(|said| number(said.entity, &mut speakers)).filter(|&number| number != NONE);
        let speaker = said.filter(|said| speaks.get(said.entity) == Some(&true)).and(number);
        if let Some(speaker) = speaker.and_then(|number| speakers.get_mut(number as usize)) {
            speaker.mentions.push(mention.span);
        }
        meant.push(number);
    }
    let quotes = walked
        .quotes
        .into_iter()
        .map(|said| {
            let said = said?;
            let speaker = number(said.entity, &mut speakers);
            Some(Resolved { speaker, resolution: said.resolution, confidence: said.confidence })
        })
        .collect();
    Cast { speakers, quotes, mentions: meant }
}

/// The fullest name, with white space made single. A surname that hardly ever stands without its title keeps it:
/// "Mrs. Lee" says more than "Lee".
fn name(layers: &Layers<'_>, mentions: &Mentions, people: &[Person], entity: &Entity) -> String {
    if let Some(person) = entity.person.and_then(|index| people.get(index)) {
        return person.name().to_owned();
    }
    let Some(mention) = entity.fullest.and_then(|index| mentions.get(index)) else { return String::new() };
    let rarely_bare = 2 * entity.bare < entity.titled;
    // "Mrs. Peter Lee" is no Peter.
    let other = match entity.gender {
        Gender::Female => Classes::MASCULINE,
        Gender::Male => Classes::FEMININE,
        _ => Classes::NONE,
    };
    let husband = layers.is(mention.head, other) && layers.is(mention.head, Classes::FIRST_NAME);
    let first = match mention.kind {
        MentionKind::Name if rarely_bare && (entity.words.len() == 1 || husband) => {
            mention.role.unwrap_or(mention.head)
        }
        MentionKind::Name => mention.head,
        _ => mention.first,
    };
    let span: Span = layers.span(first, mention.end);
    let mut name = String::with_capacity(span.len());
    for word in span.of(layers.text).split_whitespace() {
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(word);
    }
    name
}

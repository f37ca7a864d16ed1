//! Interviews: who says "I" where the text names the one whom it interviews, and its answers bear no name.

use super::entity::{Candidates, Entities, Entity};
use crate::language::Classes;
use crate::layers::Layers;
use crate::mention::{MentionKind, Mentions, Sort, key};

/// How many paragraphs at the head of a text may say whom it interviews.
const HEAD: usize = 4;
/// How many tokens of each are looked at.
const LONGEST: usize = 64;

/// The one whom a text says that it interviews: "Interview with Ann Lee", "The Courier interviewed Ann Lee". None if
/// the paragraph that says so names several, or if its writer speaks in it: "I interviewed Ann Lee".
pub(super) fn interviewee(layers: &Layers<'_>, mentions: &Mentions, entities: &Entities) -> Option<usize> {
    layers.paragraphs.iter().take(HEAD).enumerate().find_map(|(number, paragraph)| {
        let first = layers.token_at(paragraph.span().start());
        let end = layers.token_at(paragraph.span().end()).min(first + LONGEST);
        let says = |&at: &usize| layers.language.interviews.longest(|i| layers.word(at + i)).is_some();
        let at = (first..end).find(says)?;
        if (first..end).any(|at| layers.is(at, Classes::FIRST_PERSON)) {
            return None;
        }
        let title = if number == 0 { in_title(layers, first..end, entities) } else { None };
        title.or_else(|| named_at(mentions, at + 1, entities))
    })
}

/// The only person of the text whom a headline names in full. No mention is read in headlines, where every word may
/// have a capital; so names are looked for that stand in the text below.
fn in_title(layers: &Layers<'_>, title: std::ops::Range<usize>, entities: &Entities) -> Option<usize> {
    let words: Vec<u64> = title.map(|at| key(layers.word(at))).collect();
    let named =
        |entity: &Entity| is_person(entity) && words.windows(entity.words.len()).any(|w| w == entity.words);
    let mut people = entities.all.iter().enumerate().filter(|(_, entity)| named(entity));
    let (person, _) = people.next()?;
    people.next().is_none().then_some(person)
}

/// The person whose name begins at a token.
fn named_at(mentions: &Mentions, token: usize, entities: &Entities) -> Option<usize> {
    let index = mentions.partition_point(|m| m.first < token);
    mentions.get(index).filter(|m| m.first == token && m.kind == MentionKind::Name)?;
    let Some(&Candidates::One(entity)) = entities.of_mention.get(index) else { return None };
    entities.all.get(entity).filter(|found| is_person(found)).map(|_| entity)
}

/// Whether someone is a person, as far as is known, with a name of several words.
fn is_person(entity: &Entity) -> bool {
    !matches!(entity.sort, Sort::Place | Sort::Organisation) && entity.words.len() > 1
}

//! Gender from pronouns: "Novak sat down. He was tired" tells what no list of first names can.

use super::entity::{Candidates, Entities};
use crate::layers::Layers;
use crate::mention::Gender;
use crate::mention::{MentionKind, Mentions, Number, Sort};

/// How many tokens may lie between a name and the pronoun that takes it up.
const NEAR: usize = 30;

/// Lets the pronouns that follow names closest tell the gender of those that have none, or, where they
/// agree often, another than their first name has.
pub(super) fn learn_genders(layers: &Layers<'_>, mentions: &Mentions, entities: &mut Entities) {
    let mut votes = vec![(0u32, 0u32); entities.all.len()];
    let mut last: Option<(usize, usize)> = None;
    for (index, mention) in mentions.iter().enumerate() {
        if layers.quotation(mention.first).is_some() {
            continue;
        }
        match mention.kind {
            MentionKind::Name => {
                last = match entities.of_mention.get(index) {
                    Some(Candidates::One(entity)) => Some((*entity, mention.end)),
                    _ => None,
                };
            }
            MentionKind::Noun if mention.number == Number::One && mention.sort == Sort::Person => last = None,
            MentionKind::Pronoun => {
                let Some((entity, end)) = last else { continue };
                let Some((male, female)) = votes.get_mut(entity).filter(|_| mention.first < end + NEAR)
                else {
                    continue;
                };
                match mention.gender {
                    Gender::Male => *male += 1,
                    Gender::Female => *female += 1,
                    _ => continue,
                }
                last = None;
            }
            MentionKind::Noun => {}
        }
    }
    for (entity, (male, female)) in entities.all.iter_mut().zip(votes) {
        if matches!(entity.sort, Sort::Organisation | Sort::Place) || entity.person.is_some() {
            continue;
        }
        let (most, least, gender) =
            if male >= female { (male, female, Gender::Male) } else { (female, male, Gender::Female) };
        let surprise = entity.gender != Gender::Unknown && entity.gender != gender;
        let enough = if surprise { most >= 8 && entity.titled == 0 } else { most >= 2 };
        if enough && most >= 4 * least {
            entity.gender = gender;
        }
    }
}

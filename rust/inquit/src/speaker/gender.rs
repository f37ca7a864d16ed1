//! Gender from pronouns: "Novak sat down. He was tired" tells what no list of first names can.

use super::entity::{Candidates, Entities};
use crate::layers::Layers;
use crate::mention::Gender;
use crate::mention::{MentionKind, Mentions, Number, Sort};

/// How many tokens may lie between a name and the pronoun that takes it up.
const NEAR: usize = 30;

/// How often a name is taken up by "he" and by "she".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Votes {
    pub(super) male: u32,
    pub(super) female: u32,
}

impl Votes {
    /// The gender that they tell where nothing else does, or, where `known`, against a list of first names.
    pub(super) fn gender(self, known: Gender) -> Option<Gender> {
        let Self { male, female } = self;
        let (most, least, gender) =
            if male >= female { (male, female, Gender::Male) } else { (female, male, Gender::Female) };
        let surprise = known != Gender::Unknown && known != gender;
        (most >= if surprise { 4 } else { 2 } && most >= 4 * least).then_some(gender)
    }
}

/// The votes for each of `many`, to which names belong as `of` says.
pub(super) fn votes(
    layers: &Layers<'_>,
    mentions: &Mentions,
    many: usize,
    of: impl Fn(usize) -> Option<usize>,
) -> Vec<Votes> {
    let mut votes = vec![Votes::default(); many];
    let mut last: Option<(usize, usize)> = None;
    for (index, mention) in mentions.iter().enumerate() {
        if layers.quotation(mention.first).is_some() {
            continue;
        }
        match mention.kind {
            MentionKind::Name => last = of(index).map(|one| (one, mention.end)),
            MentionKind::Noun if mention.number == Number::One && mention.sort == Sort::Person => last = None,
            MentionKind::Pronoun => {
                let Some((one, end)) = last else { continue };
                let Some(votes) = votes.get_mut(one).filter(|_| mention.first < end + NEAR) else { continue };
                match mention.gender {
                    Gender::Male => votes.male += 1,
                    Gender::Female => votes.female += 1,
                    _ => continue,
                }
                last = None;
            }
            MentionKind::Noun => {}
        }
    }
    votes
}

/// Lets the pronouns that follow names closest tell the gender of those that have none, or, where they
/// agree often, another than their first name has. A title is never overruled.
pub(super) fn learn_genders(layers: &Layers<'_>, mentions: &Mentions, entities: &mut Entities) {
    let of = |index: usize| match entities.of_mention.get(index) {
        Some(Candidates::One(entity)) => Some(*entity),
        _ => None,
    };
    let votes = votes(layers, mentions, entities.all.len(), of);
    for (entity, votes) in entities.all.iter_mut().zip(votes) {
        if matches!(entity.sort, Sort::Organisation | Sort::Place) || entity.person.is_some() {
            continue;
        }
        entity.votes = votes;
        if let Some(gender) = votes.gender(entity.gender).filter(|_| entity.sure < Sure::Title) {
            entity.gender = gender;
        }
    }
}

/// How sure a gender is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sure {
    /// From a list of first names, or not known.
    #[default]
    List,
    /// From the pronouns that follow.
    Pronouns,
    /// From a title: "Mrs."
    Title,
}

//! Who was mentioned lately, and whom a pronoun takes up.

use super::entity::{Entities, Entity};
use crate::mention::Gender;
use crate::mention::{Number, Sort};

/// One mention of an entity.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    pub(super) entity: usize,
    pub(super) place: Place,
}

/// Where and how someone is mentioned.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) sentence: usize,
    pub(super) paragraph: usize,
    /// Whether it looks like the subject of its clause.
    pub(super) subject: bool,
    /// Whether someone else says it.
    pub(super) quoted: bool,
    /// Whether it stands in what someone is reported to say, with quotation marks or without.
    pub(super) reported: bool,
    /// Whether it is the source of a quote.
    pub(super) speaks: bool,
    /// Whether a preposition stands before it.
    pub(super) behind: bool,
}

/// The last mentions, the newest last.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    seen: Vec<Seen>,
    weights: Weights,
    /// Where several without a name were mentioned last: "the researchers".
    several: Option<Place>,
}

/// A pronoun in its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pronoun {
    pub(super) gender: Gender,
    pub(super) number: Number,
    pub(super) sentence: usize,
    pub(super) paragraph: usize,
    /// Whether it stands in what someone is reported to say, with quotation marks or without.
    pub(super) reported: bool,
    /// Who can't be meant, or hardly: the one spoken to.
    pub(super) not: Option<usize>,
    /// Who is meant rather than others, and by how much: the last speaker.
    pub(super) rather: Option<(usize, f32)>,
}

/// How many mentions are looked back over.
const WINDOW: usize = 24;

/// What the things that tell for or against a mention add to its score.
#[derive(Clone, Copy, Debug)]
struct Weights {
    /// Each sentence between it and the pronoun.
    sentence: f32,
    paragraph: f32,
    subject: f32,
    quoted: f32,
    reported: f32,
    speaks: f32,
    behind: f32,
    /// A gender that is known to be the pronoun's, over one that isn't known.
    gender: f32,
}

/// In stories, and for "they": set by hand, before there was a corpus to fit them on. The chooser has learned from what they give.
const USUAL: Weights = Weights {
    sentence: -0.6,
    paragraph: -0.3,
    subject: 1.5,
    quoted: -3.0,
    reported: 0.0,
    speaks: 0.0,
    behind: 0.0,
    gender: 3.0,
};

/// In news, fitted one after the other, in steps of a half, on the training texts of `training/corpus/eng` (120 of wikinews, 80 of
/// NTREX), so that most sources "he" and "she" lead to the right one: 118 of 138, 107 with the usual ones. Those texts hardly tell
/// what it weighs that a mention is reported (119 at -0.5): it is as much as makes Lee "he" in “Lee said that Mr. Roe should lead.
/// He added”.
const NEWS: Weights = Weights {
    sentence: -0.9,
    paragraph: -0.3,
    subject: 0.5,
    quoted: -3.0,
    reported: -1.5,
    speaks: 0.5,
    behind: -0.5,
    gender: 0.5,
};

impl Default for Weights {
    fn default() -> Self {
        NEWS
    }
}

impl History {
    /// No mentions yet, of a story or of news.
    pub(super) fn new(story: bool) -> Self {
        Self { weights: if story { USUAL } else { NEWS }, ..Self::default() }
    }

    /// Notes a mention.
    pub(super) fn push(&mut self, seen: Seen) {
        if self.seen.len() >= 4 * WINDOW {
            self.seen.drain(..3 * WINDOW);
        }
        self.seen.push(seen);
    }

    /// Notes a mention of several who have no name.
    pub(super) fn push_several(&mut self, place: Place) {
        self.several = Some(place);
    }

    /// The last mentions, the newest first.
    pub(super) fn recent(&self) -> impl Iterator<Item = &Seen> {
        self.seen.iter().rev().take(WINDOW)
    }

    /// Whom a pronoun means, with how likely that is right.
    pub(super) fn antecedent(&self, entities: &Entities, pronoun: Pronoun) -> Option<(usize, f32)> {
        // The best mention of each entity counts.
        let mut scores: [(usize, f32); WINDOW] = [(usize::MAX, f32::MIN); WINDOW];
        let mut found = 0;
        let weights = if pronoun.number == Number::Several { USUAL } else { self.weights };
        for seen in self.recent() {
            let Some(entity) = entities.all.get(seen.entity) else { continue };
            let Some(fit) = fit(weights, entity, pronoun) else { continue };
            let score = fit + score(weights, seen.place, pronoun) + turn(seen.entity, pronoun);
            let slot =
                scores.iter_mut().take(found + 1).find(|(id, _)| *id == seen.entity || *id == usize::MAX);
            if let Some(slot) = slot {
                found += usize::from(slot.0 == usize::MAX);
                *slot = (seen.entity, slot.1.max(score));
            }
        }
        let mut best = (usize::MAX, f32::MIN);
        let mut second = f32::MIN;
        for &(id, score) in scores.iter().take(found) {
            if score > best.1 {
                second = best.1;
                best = (id, score);
            } else {
                second = second.max(score);
            }
        }
        let lowest = match (pronoun.number, self.several) {
            (Number::One, _) => LOWEST,
            // "They" are the researchers rather than the university that was named before them.
            (Number::Several, Some(place)) => LOWEST_OF_SEVERAL.max(SEVERAL + score(weights, place, pronoun)),
            (Number::Several, None) => LOWEST_OF_SEVERAL,
        };
        if found == 0 || best.1 < lowest {
            return None;
        }
        let margin = if found == 1 { 4.0 } else { (best.1 - second).min(4.0) };
        Some((best.0, 0.45 + 0.08 * margin))
    }
}

/// The lowest score of an antecedent: below it none is told.
const LOWEST: f32 = -5.0;

/// And of an organisation for "they": it has acted in the sentence before, or it is its turn to speak.
const LOWEST_OF_SEVERAL: f32 = -0.2;

/// How well several without a name agree with "they": better than an organisation.
const SEVERAL: f32 = -0.5;

/// How well an entity agrees with a pronoun in gender and number; `None` where it doesn't.
fn fit(weights: Weights, entity: &Entity, pronoun: Pronoun) -> Option<f32> {
    let group = matches!(entity.sort, Sort::Organisation | Sort::Place);
    match (pronoun.gender, pronoun.number) {
        (_, Number::Several) => (entity.sort == Sort::Organisation).then_some(-1.0),
        (Gender::Neuter, _) => group.then_some(0.0),
        (Gender::Unknown, _) => (!group).then_some(0.0),
        (wanted, _) if entity.gender == wanted => Some(weights.gender),
        (_, _) if entity.gender == Gender::Unknown && !group => {
            Some(if entity.sort == Sort::Person { 0.0 } else { -1.0 })
        }
        _ => None,
    }
}

/// How near a mention is to a pronoun, and how prominent.
fn score(weights: Weights, place: Place, pronoun: Pronoun) -> f32 {
    let sentences = pronoun.sentence.saturating_sub(place.sentence).min(8) as f32;
    let paragraphs = pronoun.paragraph.saturating_sub(place.paragraph).min(4) as f32;
    let mut score = weights.sentence * sentences + weights.paragraph * paragraphs;
    let told = [
        (place.subject, weights.subject),
        (place.quoted, weights.quoted),
        (place.reported && !pronoun.reported, weights.reported),
        (place.speaks, weights.speaks),
        (place.behind, weights.behind),
    ];
    for (_, weight) in told.into_iter().filter(|&(holds, _)| holds) {
        score += weight;
    }
    score
}

/// Whether it is an entity's turn to speak.
fn turn(entity: usize, pronoun: Pronoun) -> f32 {
    let rather = pronoun.rather.filter(|&(who, _)| who == entity).map_or(0.0, |(_, much)| much);
    let not = if pronoun.not == Some(entity) { 1.5 } else { 0.0 };
    rather - not
}

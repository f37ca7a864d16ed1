//! The learned chooser: who says each quotation of a dialogue.
//!
//! [`scene`] gathers what is known of the text after the walk by rules, [`candidates`] proposes some for each quotation.
//! [`first`] describes each of them in small numbers, of which the trees of a [`forest`] make a probability. A second pass
//! ([`second`]) also reads what the first thinks of the quotations around, and who spoke before: [`beam`] keeps several
//! stories of that. Whom [`nouns`] lets be met again can be a candidate too.

mod around;
mod beam;
mod candidates;
mod file;
mod first;
mod forest;
mod nouns;
mod places;
mod row;
mod scene;
mod second;
#[cfg(test)]
mod tests;
#[cfg(feature = "training")]
mod training;

use self::beam::choices;
use self::forest::Forest;
pub(super) use self::nouns::meet_again;
use self::scene::{NO_ONE, Scene, SourceKind};
#[cfg(feature = "training")]
pub(crate) use self::training::cases;
#[cfg(feature = "training")]
pub use self::training::{Case, Cases};
use super::ByRule;
use super::Resolution;
use super::walk::Said;
use crate::attribution::Attributed;
use crate::error::Error;
use crate::layers::Layers;
use crate::mention::{MentionKind, Mentions};

/// The trees, and what the probabilities that they tell are worth.
#[derive(Debug)]
pub(crate) struct Chooser {
    first: Forest,
    second: Forest,
    /// For each step of a probability, how often it was right, of 255.
    worth: Vec<u8>,
}

/// The lowest probability with which a speaker is told.
const FLOOR: f32 = 0.3;

impl Chooser {
    /// Reads a chooser from the bytes of its file.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        file::read(bytes)
    }

    /// The one that is compiled in, beside the models.
    #[cfg(any(feature = "standard", feature = "fast"))]
    #[allow(clippy::expect_used)]
    pub(crate) fn compiled_in() -> Option<&'static Self> {
        static CHOOSER: std::sync::LazyLock<Chooser> = std::sync::LazyLock::new(|| {
            Chooser::from_bytes(include_bytes!("../../../models/speakers.inqs"))
                .expect("a chooser that is compiled in is whole")
        });
        Some(&CHOOSER)
    }

    /// None is compiled in.
    #[cfg(not(any(feature = "standard", feature = "fast")))]
    pub(crate) fn compiled_in() -> Option<&'static Self> {
        None
    }

    fn worth(&self, step: u8) -> f32 {
        self.worth.get(usize::from(step)).map_or(0.0, |&worth| f32::from(worth) / 255.0)
    }
}

/// Chooses the speakers of the direct quotes, where the text is dialogue.
pub(super) fn choose(
    layers: &Layers<'_>,
    mentions: &Mentions,
    quotes: &[Attributed],
    told: &mut ByRule,
    chooser: &Chooser,
) {
    if !told.walked.dialogue {
        return;
    }
    let walked = &told.walked;
    let named = walked.entities.all.len();
    let scene = Scene::new(layers, mentions, quotes, told);
    let chosen: Vec<(usize, Option<usize>, Option<Said>)> = choices(&scene, chooser)
        .iter()
        .zip(&scene.units)
        .filter(|(_, unit)| !unit.known)
        .map(|(choice, unit)| {
            let confidence = chooser.worth(choice.step);
            let resolution = match unit.kind {
                SourceKind::Name => Resolution::Name,
                SourceKind::Noun if choice.who as usize >= named => Resolution::Unnamed,
                SourceKind::Noun => Resolution::Role,
                SourceKind::None | SourceKind::Words => Resolution::Turn,
                _ => Resolution::Pronoun,
            };
            let said = Said { entity: choice.who as usize, resolution, confidence };
            let nameless = Some(choice.who as usize) == walked.nameless;
            let told = (choice.who != NO_ONE && !nameless && confidence >= FLOOR).then_some(said);
            (unit.quote(), unit.source.map(|mention| mention as usize), told)
        })
        .collect();
    drop(scene);
    let walked = &mut told.walked;
    for (quote, source, said) in chosen {
        if let Some(slot) = walked.quotes.get_mut(quote) {
            *slot = said;
        }
        // What the quote says, its source says too.
        let pronoun = source.filter(|&m| mentions.get(m).is_some_and(|m| m.kind != MentionKind::Name));
        if let (Some(said), Some(slot)) = (said, pronoun.and_then(|m| walked.meant.get_mut(m))) {
            *slot = Some(said);
        }
    }
}

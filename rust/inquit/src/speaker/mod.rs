//! Speakers: which mentions mean the same one, and what they are called.
//!
//! [`entity`] groups names by their parts and titles, [`roles`] ties offices to names, [`history`] finds
//! whom a pronoun means, [`turn`] who speaks where the text doesn't say. [`walk`] goes over the text once,
//! paragraph by paragraph, and lets them work together: who spoke last tells whom "he" means, and the
//! other way round, [`open`] tells the rest where people talk. [`narrator`] finds who tells a story as "I", [`interview`]
//! who answers as "I", [`cluster`] joins what a caller knows to be the same one.

mod author;
mod chooser;
mod cluster;
mod entity;
mod forms;
mod gender;
mod history;
mod holder;
mod interview;
mod names;
mod namesake;
mod narrator;
mod near;
mod open;
mod roles;
mod source;
#[cfg(test)]
mod tests;
mod together;
mod turn;
mod unnamed;
mod walk;

pub(crate) use self::chooser::Chooser;
#[cfg(feature = "training")]
pub(crate) use self::chooser::cases;
#[cfg(feature = "training")]
pub use self::chooser::{Case, Cases};
use self::unnamed::Unnamed;
use self::walk::Walked;
use crate::attribution::Attributed;
use crate::compact::Numbers;
use crate::layers::Layers;
use crate::mention::{Cluster, Gender, Mentions, Person};
use crate::text::Span;

/// One who speaks, or is spoken of.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(crate) struct SpeakerData {
    /// The fullest name; the words of the source for one who has none.
    pub(crate) name: String,
    /// `None` where the text doesn't tell.
    pub(crate) kind: Option<SpeakerKind>,
    pub(crate) gender: Gender,
    /// Where it is mentioned, in order.
    pub(crate) mentions: Vec<Span>,
}

/// What sort of speaker one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum SpeakerKind {
    /// A person with a name, or with an office that stands for one: "the General".
    Person,
    /// An organisation with a name; also a country or town that speaks for its government.
    Organisation,
    /// Several people with a name in common: "the Democrats".
    Group,
    /// Someone whom the text describes but doesn't name: "U.S. officials", "a witness", "a recent poll".
    Unnamed,
}

/// How the source of a quote led to its speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Resolution {
    /// The source is a name.
    Name,
    /// The source is a noun phrase that refers to someone with a name: "the President of Azerbaijan".
    Role,
    /// The source is a pronoun.
    Pronoun,
    /// There is no source; the speaker follows from the quotes around it.
    Turn,
    /// The source names no one: its own words stand for the speaker.
    Unnamed,
}

/// The speaker of one quote.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(crate) struct Resolved {
    /// Index into the speakers.
    pub(crate) speaker: u32,
    pub(crate) resolution: Resolution,
    /// How likely it is right, 0..=1.
    pub(crate) confidence: f32,
}

/// Who is in a text.
pub(crate) struct Cast {
    /// In order of first mention.
    pub(crate) speakers: Vec<SpeakerData>,
    /// The speaker of each quote.
    pub(crate) quotes: Vec<Option<Resolved>>,
    /// Those who speak with that one: quotes, in order, with speakers.
    pub(crate) together: Vec<(u32, u32)>,
    /// The speaker that each mention means, as an index.
    pub(crate) mentions: Numbers,
    /// What else mentions a speaker: descriptions that are sources, in order.
    pub(crate) added: Vec<(Span, u32)>,
}

/// Groups the mentions into speakers and gives each quote its own, or none.
///
/// A source that means no one by name ("officials", "a witness") leads to a speaker who has its words for a name; one that
/// means two ("Ann Lee and Bob Ray") leads to both. An office that a capital makes a name ("the General", all through a story) is a speaker; "the president of Peru" is one
/// only where the text names who that is. Clusters say beforehand which mentions are the same one. With a
/// chooser, it has the last word on who says the direct quotes of a dialogue.
pub(crate) fn resolve(
    layers: &Layers<'_>,
    mentions: &Mentions,
    quotes: &[Attributed],
    people: &[Person],
    clusters: &[Cluster],
    chooser: Option<&Chooser>,
) -> Cast {
    let mut told = by_rule(layers, mentions, quotes, people, clusters, chooser.is_some());
    if let Some(chooser) = chooser {
        chooser::choose(layers, mentions, quotes, &mut told, chooser);
    }
    let ByRule { walked, unnamed, together } = told;
    names::speakers(layers, mentions, quotes, people, walked, unnamed, &together)
}

/// What the rules tell of who speaks.
pub(crate) struct ByRule {
    walked: Walked,
    unnamed: Unnamed,
    /// Who else says a quote, as quotes with entities.
    together: Vec<(u32, usize)>,
}

/// Whom the rules take each mention and each quote to mean. `again` lets those of a dialogue who are
/// met again have mentions too.
pub(crate) fn by_rule(
    layers: &Layers<'_>,
    mentions: &Mentions,
    quotes: &[Attributed],
    people: &[Person],
    clusters: &[Cluster],
    again: bool,
) -> ByRule {
    let mut entities = entity::Entities::new(layers, mentions, people);
    for cluster in clusters {
        cluster::join(layers, mentions, cluster, &mut entities);
    }
    let mut walked = walk::walk(layers, mentions, quotes, entities);
    if again && walked.dialogue {
        chooser::meet_again(layers, mentions, &mut walked);
    }
    let together = together::tell(layers, mentions, quotes, &mut walked);
    let unnamed = unnamed::tell(layers, mentions, quotes, &mut walked);
    ByRule { walked, unnamed, together }
}

impl Resolution {
    /// Its name in the output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Role => "role",
            Self::Pronoun => "pronoun",
            Self::Turn => "turn",
            Self::Unnamed => "unnamed",
        }
    }
}

impl SpeakerKind {
    /// Its name in the output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Group => "group",
            Self::Unnamed => "unnamed",
        }
    }
}

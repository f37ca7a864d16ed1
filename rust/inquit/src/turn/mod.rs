//! Turns of talk: stretches of a text that begin with a label which says who speaks, as in interviews, hearings, plays,
//! chats and subtitles.
//!
//! A label's shape knows no language: [`label`] reads one line for what may be one, [`stamp`] the times that stand beside
//! it, [`name`] what can be a name in it. [`choice`] tells from all of them together which are labels, [`extent`] where
//! each turn ends, and [`who`] which labels mean the same one. Words that are labels and no names ("Note:") come from the
//! language.

mod choice;
mod extent;
mod label;
mod name;
mod stamp;
mod who;

use self::choice::chosen;
use self::extent::extents;
use self::label::labels;
use self::who::cast;
use crate::layers::Layers;
use crate::text::Span;

pub(crate) use self::who::{are_shouted, plain_case};

/// A stretch that someone says, behind a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Turn {
    /// The words of the label that name who speaks.
    pub(crate) name: Span,
    /// What is said, without the directions before it.
    pub(crate) content: Span,
}

/// Those who have a label in common, or are told to be the same one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Talker {
    /// The names of their labels, and where else the text says who they are: "EXAMINATION BY ANN LEE".
    pub(crate) names: Vec<Span>,
    /// What they are called who have no name, but a role or a number: "Speaker 2".
    pub(crate) called: Option<String>,
}

/// The turns of a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Talk {
    /// In order; none overlaps another.
    pub(crate) turns: Vec<Turn>,
    /// In order of their first turns.
    pub(crate) talkers: Vec<Talker>,
}

/// The turns of a text. Most texts have none, and are told by a look at the head of each line.
pub(crate) fn talk(layers: &Layers<'_>) -> Talk {
    let labels = labels(layers.text);
    if labels.len() < choice::FEWEST {
        return Talk::default();
    }
    let chosen = chosen(layers, &labels);
    let turns = extents(layers, &chosen, &labels);
    let talkers = cast(layers, &turns);
    Talk { turns, talkers }
}

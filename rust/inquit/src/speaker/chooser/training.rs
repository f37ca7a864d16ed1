//! What the chooser reads of a text, for its training.

use super::beam::{FirstPass, choices, with_speakers};
use super::candidates::candidates;
use super::row::Row;
use super::scene::{NO_ONE, Scene};
use super::second::Speakers;
use super::{Chooser, first};
use crate::attribution::Attributed;
use crate::layers::Layers;
use crate::mention::{MentionKind, Mentions};
use crate::speaker::ByRule;
use crate::text::Span;

/// A quote with those who may say it.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Case {
    /// What is said, in bytes.
    pub content: Vec<Span>,
    /// The entity that its source means by its own words; -1 for none.
    pub named: i64,
    /// The entities that may say it.
    pub candidates: Vec<u32>,
    /// What the trees read of each, as hexadecimal digits.
    pub rows: Vec<String>,
    /// Whom the chooser takes, and in which step of 256 how likely; -1 for none.
    pub chosen: (i64, u8),
}

/// What the chooser reads of a text.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Cases {
    /// The names and nouns that mean an entity, in bytes, which, and whether it is a name.
    pub mentions: Vec<(Span, u32, bool)>,
    /// The quotes; in the second pass those alone that the first left open.
    pub cases: Vec<Case>,
}

/// The cases of a text, for the first pass; with a chooser, whom it takes; with that and a speaker for each quote, the cases
/// of the second pass where these have spoken before.
pub(crate) fn cases(
    layers: &Layers<'_>,
    mentions: &Mentions,
    quotes: &[Attributed],
    told: &ByRule,
    chooser: Option<&Chooser>,
    spoke: Option<&[i64]>,
) -> Cases {
    let scene = Scene::new(layers, mentions, quotes, told);
    let ByRule { walked, unnamed, .. } = told;
    let case = |index: usize, candidates: Vec<u32>, rows: &[Row], chosen: (i64, u8)| {
        let unit = scene.units.get(index)?;
        Some(Case {
            content: quotes.get(unit.quote())?.content.to_vec(),
            named: id(unit.named),
            candidates,
            rows: rows.iter().map(hexadecimal).collect(),
            chosen,
        })
    };
    let all = 0..scene.units.len();
    let cases = match (chooser, spoke) {
        (None, _) => {
            let (mut who, mut rows) = (Vec::new(), Vec::new());
            let one = |index| {
                candidates(&scene, index, &mut who);
                first::rows(&scene, index, &who, &mut rows);
                case(index, who.clone(), &rows, (-1, 0))
            };
            all.filter_map(one).collect()
        }
        (Some(chooser), None) => {
            let chosen = choices(&scene, chooser).into_iter().enumerate();
            chosen.filter_map(|(i, c)| case(i, Vec::new(), &[], (id(c.who), c.step))).collect()
        }
        (Some(chooser), Some(spoke)) => {
            let mut pass = FirstPass::new(&scene, chooser);
            let mut before = Speakers::NONE;
            let one = |index: usize| {
                let open = pass.next(index);
                let choice = pass.first_choice(index);
                let mut rows = Vec::new();
                with_speakers(&scene, index, &open, &before, &mut rows);
                let speaker = spoke.get(index).and_then(|&who| u32::try_from(who).ok());
                before.push(speaker.unwrap_or(NO_ONE));
                case(index, open.who, &rows, (id(choice.who), choice.step))
            };
            all.filter_map(one).collect()
        }
    };
    let named = mentions.iter().zip(&walked.meant).filter(|(m, _)| m.kind != MentionKind::Pronoun);
    let named = named
        .filter_map(|(m, said)| Some((m.span, said.as_ref()?.entity as u32, m.kind == MentionKind::Name)));
    let mentions = named.chain(unnamed.added.iter().map(|&(span, who)| (span, who as u32, false))).collect();
    Cases { mentions, cases }
}

fn id(who: u32) -> i64 {
    if who == NO_ONE { -1 } else { i64::from(who) }
}

fn hexadecimal(row: &Row) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
    row.values().iter().flat_map(|value| [digit(value >> 4), digit(value & 15)]).collect()
}

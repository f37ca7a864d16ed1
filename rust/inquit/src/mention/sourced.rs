//! Names that only their place as a source shows: "Young said" at the start of a sentence, where a capital is due.

use rustc_hash::FxHashSet;

use super::capital::key;
use super::surname::{LOOSE, NEVER, says};
use super::{Mention, MentionKind, Mentions, Number, Sort};
use crate::language::Classes;
use crate::layers::Layers;
use crate::mention::Gender;
use crate::text::Span;

/// Adds to the mentions the sources of one word with a capital that are none yet, where that word is never written small.
/// What may be an adverb ("Then said Ann Lee") is taken from what a model has read alone: `learned`.
pub(crate) fn add_sources(
    layers: &Layers<'_>,
    mentions: &mut Mentions,
    sources: impl Iterator<Item = Span>,
    learned: bool,
) {
    let mut found: Vec<usize> =
        sources.filter_map(|source| name(layers, mentions, source, learned)).collect();
    if found.is_empty() {
        return;
    }
    let mut capital: FxHashSet<u64> = found.iter().map(|&at| key(layers.word(at))).collect();
    for at in 0..layers.tokens.len() {
        if layers.is_small(at) {
            capital.remove(&key(layers.word(at)));
        }
    }
    found.sort_unstable();
    found.dedup();
    let named = found.into_iter().filter(|&at| capital.contains(&key(layers.word(at))));
    let named = named.map(|at| Mention {
        span: layers.span(at, at + 1),
        first: at,
        end: at + 1,
        kind: MentionKind::Name,
        gender: Gender::Unknown,
        number: Number::One,
        sort: Sort::Unknown,
        head: at,
        role: None,
        country: None,
        definite: true,
    });
    mentions.add(named);
}

/// The token of a source that can be a name and is no mention: one word that says something, no plural, no date.
fn name(layers: &Layers<'_>, mentions: &Mentions, source: Span, learned: bool) -> Option<usize> {
    let at = layers.token_at(source.start());
    let alone = layers.tokens.get(at).is_some_and(|token| token.span() == source);
    let common = NEVER.or(Classes::PLURAL).or(Classes::CUE_NOUN).or(Classes::CALENDAR);
    let common = if learned { common } else { common.or(LOOSE) };
    // "Early reports" is no one who reports.
    let noun = !learned && layers.is(at + 1, Classes::CUE_NOUN);
    let fits = alone && !noun && layers.is_capital(at) && !layers.is(at, common) && says(layers, at + 1);
    let before = mentions.partition_point(|mention| mention.end <= at);
    let free = mentions.get(before).is_none_or(|mention| mention.first > at);
    // "Airlines said", "Reports said"
    let several = layers.has_ending(at, layers.language.endings.plural);
    (fits && free && !several).then_some(at)
}

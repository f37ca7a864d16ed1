//! Several who speak together: "Ann Lee and Bob Ray said".

use super::walk::{Said, Walked};
use crate::attribution::Attributed;
use crate::language::Classes;
use crate::layers::{Layers, Mark};
use crate::mention::Mentions;
use crate::text::Span;

/// How many are looked for in one source.
const MOST: usize = 8;

/// How many tokens may stand between two of them: ", and the".
const APART: usize = 3;

/// Gives quotes whose source names several the first of them for a speaker. Returns the others, as quotes with entities.
pub(super) fn tell(
    layers: &Layers<'_>,
    mentions: &Mentions,
    quotes: &[Attributed],
    walked: &mut Walked,
) -> Vec<(u32, usize)> {
    let mut others = Vec::new();
    for (index, quote) in quotes.iter().enumerate() {
        let (Some(&source), Some(slot)) = (quote.source.first(), walked.quotes.get_mut(index)) else {
            continue;
        };
        if slot.is_some() {
            continue;
        }
        let all = named(layers, mentions, source, &walked.meant);
        let [first, more @ ..] = all.as_slice() else { continue };
        if !more.is_empty() {
            *slot = Some(*first);
            others.extend(more.iter().map(|said| (index as u32, said.entity)));
        }
    }
    others
}

/// Those whom a source lists, each once; none if it says anything else.
fn named(layers: &Layers<'_>, mentions: &Mentions, source: Span, meant: &[Option<Said>]) -> Vec<Said> {
    let joins = |at: usize| {
        layers.mark(at) == Mark::Comma || layers.is(at, Classes::CONJUNCTION.or(Classes::DETERMINER))
    };
    let mut all: Vec<Said> = Vec::new();
    let mut end = layers.token_at(source.start());
    let from = mentions.partition_point(|mention| mention.span.end() <= source.start());
    for index in from..from + MOST {
        let Some(mention) = mentions.get(index).filter(|mention| mention.span.end() <= source.end()) else {
            break;
        };
        let between = end..mention.first;
        let joined = all.is_empty() || between.clone().any(|at| !layers.is(at, Classes::DETERMINER));
        if between.len() > APART || !between.clone().all(joins) || !joined {
            return Vec::new();
        }
        let Some(said) = meant.get(index).copied().flatten() else { return Vec::new() };
        if all.iter().all(|other| other.entity != said.entity) {
            all.push(said);
        }
        end = mention.end;
    }
    let ends = layers.tokens.get(end).is_none_or(|token| token.span().start() >= source.end());
    let listed = (layers.token_at(source.start())..end).any(|at| layers.is(at, Classes::CONJUNCTION));
    if ends && listed { all } else { Vec::new() }
}

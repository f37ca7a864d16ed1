//! Quotations that no cue has claimed: they go on with a quote before them, or stand as quotes of their
//! own.

use std::ops::Range;

use super::Pattern;
use super::by_mark::{quote_by_colon, quote_by_dash};
use super::by_verb::is_utterance;
use super::draft::{Draft, Parts};
use super::source::{noun_phrase_before, subject_after};
use super::unit::Units;
use crate::compact::{Numbers, push};
use crate::cue::{Form, verb_group};
use crate::language::Classes;
use crate::layers::{Layers, Mark};
use crate::quote::Quotation;

/// Gives each quotation outside all others that is in no quote yet to the quote that it goes on with, or
/// makes it one without cue and source, if someone says it here.
pub(super) fn credit_quotations(layers: &Layers<'_>, units: &Units, drafts: &mut Vec<Draft>) {
    let mut owner = owners(layers, drafts);
    let mut previous: Option<usize> = None;
    for (index, quotation) in layers.quotations.iter().enumerate().filter(|(_, q)| q.depth == 0) {
        let range = layers.token_at(quotation.span.start())..layers.token_at(quotation.span.end());
        let owned = owner.get(index);
        if let (Some(draft), Some(before)) = (owned, quotation.continues)
            && let Some(begun) = owner.get(before as usize)
        {
            take_over(drafts, draft, begun);
        }
        let goes_on = || {
            let resumed = quotation.continues.and_then(|q| owner.get(q as usize));
            resumed.or_else(|| {
                previous.filter(|&d| drafts.get(d).is_some_and(|draft| is_joined(layers, draft, &range)))
            })
        };
        let own = if owned.is_none() && is_said(layers, quotation) {
            with_own_cue(layers, units, &range)
        } else {
            None
        };
        let draft = match owned.or_else(|| if own.is_some() { None } else { goes_on() }) {
            Some(draft) => draft,
            None => match own
                .or_else(|| credited(layers, units, &range))
                .or_else(|| is_said(layers, quotation).then(|| bare(range.clone(), quotation.speech)))
            {
                Some(draft) => {
                    push(drafts, draft);
                    drafts.len() - 1
                }
                None => continue,
            },
        };
        owner.set(index, draft);
        if let Some(parts) = drafts.get_mut(draft).map(|d| &mut d.content) {
            add_part(parts, range);
        }
        previous = Some(draft);
    }
    drafts.retain(|draft| !draft.content.is_empty());
}

/// Gives the paragraphs before, in which nothing says who speaks, to the draft that their quotation ends in: "“A.
///
/// “B,” said Ann Lee."
fn take_over(drafts: &mut [Draft], draft: usize, begun: usize) {
    let bare = drafts.get_mut(begun).filter(|d| draft != begun && d.pattern == Pattern::Bare);
    let Some(before) = bare.map(|d| std::mem::take(&mut d.content)) else { return };
    if let Some(parts) = drafts.get_mut(draft).map(|d| &mut d.content) {
        before.iter().for_each(|part| add_part(parts, part.clone()));
    }
}

/// Adds a part to content, in its place, unless it is there.
fn add_part(parts: &mut Parts, part: Range<usize>) {
    let place = parts.partition_point(|p| p.end <= part.start);
    let there = parts.get(place).is_some_and(|p| p.start < part.end);
    if !there {
        parts.insert(place, part);
    }
}

/// The quote of a quotation that a mark ties to its source.
fn credited(layers: &Layers<'_>, units: &Units, range: &Range<usize>) -> Option<Draft> {
    let unit = units.at(range.start)?;
    let colon = quote_by_colon(layers, unit, range);
    colon.or_else(|| quote_by_dash(layers, range))
}

/// The quote of an utterance with a verb of its own behind it that no pattern has told the source of: “No,” said ★. Whoever
/// spoke before isn't meant.
fn with_own_cue(layers: &Layers<'_>, units: &Units, range: &Range<usize>) -> Option<Draft> {
    const FARTHEST: usize = 8;
    let end = range.end;
    let index = layers.quotation(range.start)?;
    let quotation = layers.quotations.get(index).filter(|quotation| quotation.closed)?;
    let unit = units.at(end)?;
    if !is_utterance(layers, index) || layers.paragraph_of(end) != layers.paragraph_of(end.checked_sub(1)?) {
        return None;
    }
    let stops = |at: usize| {
        layers.quotation(at).is_some()
            || matches!(layers.mark(at), Mark::Stop | Mark::Colon | Mark::Semicolon | Mark::Comma)
    };
    let reports = Classes::CUE_CLAUSE.or(Classes::CUE_THAT).or(Classes::CUE_QUOTE);
    let finite = Classes::PAST.or(Classes::THIRD);
    let mut near = (end..unit.end.min(end + FARTHEST)).take_while(|&at| !stops(at));
    let verb = near.find(|&at| layers.is(at, reports) && layers.is(at, finite) && layers.is_small(at))?;
    let group = verb_group(layers, verb, end).filter(|group| group.form == Form::Finite && !group.passive)?;
    let inverted = (end..group.first).all(|at| !layers.is_word(at));
    let source = if inverted {
        subject_after(layers, group.end, unit.end)
    } else {
        // “No.” Lee said, “Yes.” goes on with the other quotation.
        let closes = group.end >= unit.end || layers.mark(group.end) == Mark::Stop;
        let source = noun_phrase_before(layers, group.first, end);
        let whole = source.is_some_and(|source| (end..source.first).all(|at| !layers.is_word(at)));
        let unread = || (end..group.first).all(|at| !layers.is_word(at) || layers.is_capital(at));
        if !closes || !(whole || unread()) {
            return None;
        }
        source
    };
    Some(Draft {
        content: range.clone().into(),
        cue: group.first..group.end,
        source,
        pattern: Pattern::VerbAfter,
        confidence: quotation.speech,
    })
}

/// The draft that has each quotation in its content, by the quotation's index.
fn owners(layers: &Layers<'_>, drafts: &[Draft]) -> Numbers {
    let mut owner = Numbers::none(layers.quotations.len());
    for (index, draft) in drafts.iter().enumerate() {
        for at in draft.content.iter().flat_map(Clone::clone) {
            if let Some(quotation) = layers.quotation(at) {
                owner.set(quotation, index);
            }
        }
    }
    owner
}

/// Whether a quotation is the second half of a quote: "“A,” she said. “B.”"
fn is_joined(layers: &Layers<'_>, draft: &Draft, range: &Range<usize>) -> bool {
    let end = draft.end();
    let posed = draft.pattern == Pattern::VerbAfter || draft.pattern == Pattern::VerbBefore;
    let quoted = draft.content.last().is_some_and(|c| layers.quotation(c.end - 1).is_some());
    posed && quoted && range.start >= end && is_one_sentence(layers, end, range.start)
}

/// How far behind a cue its sentence may end: "he said in an interview with the paper on Sunday."
const FARTHEST: usize = 24;

/// Whether only the rest of one sentence stands between two tokens, and no paragraph ends there.
fn is_one_sentence(layers: &Layers<'_>, from: usize, to: usize) -> bool {
    if to - from > FARTHEST || layers.paragraph_of(from.saturating_sub(1)) != layers.paragraph_of(to) {
        return false;
    }
    let stops = (from..to).filter(|&i| layers.mark(i) == Mark::Stop).count();
    stops == 0 && from == to
        || stops == 1 && layers.mark(to - 1) == Mark::Stop
        || to == from + 1 && !layers.is_word(from)
}

/// Whether someone says a quotation here, though nothing tells who. One that nothing closes is taken for a
/// stray mark in the middle of a sentence, unless a sentence begins with it.
fn is_said(layers: &Layers<'_>, quotation: &Quotation) -> bool {
    let capital = quotation.inner.of(layers.text).starts_with(|c: char| !c.is_lowercase());
    quotation.is_speech() && (quotation.closed || capital)
}

/// A quotation that nothing says who says.
fn bare(range: Range<usize>, speech: f32) -> Draft {
    Draft { content: range.into(), cue: 0..0, source: None, pattern: Pattern::Bare, confidence: speech }
}

//! Quotes as the learned model sees them, beside those that the rules find.
//!
//! The model proposes content, cue and source, and which belong together; [`mend`] makes quotations
//! whole; [`merge`] keeps what only the rules have seen and are sure of.

mod dashes;
mod frame;
mod linked;
mod mend;
mod merge;
mod roles;
mod signals;
mod span;

use std::ops::Range;
use std::sync::atomic::AtomicBool;

use self::linked::{CANDIDATES, choose, linked};
use self::merge::merge;
pub(in crate::attribution) use self::roles::roles;
use self::signals::Signals;
use self::span::Finder;
use super::draft::{Draft, kind};
use super::source::Source;
use super::{Pattern, QuoteKind};
use crate::compact::push;
use crate::language::Classes;
use crate::layers::{Layers, Mark};
#[cfg(feature = "training")]
use crate::model::SIGNALS;
use crate::model::{Model, Reading, Source as Inputs};
#[cfg(feature = "training")]
use crate::text::Span;

/// A quote that the model proposes, with what tells how sure it is.
#[derive(Clone, Debug)]
struct Proposal {
    content: Range<usize>,
    cue: Option<Range<usize>>,
    source: Option<Range<usize>>,
    signals: Signals,
}

/// The quotes of a text: what the model proposes and is sure enough of, merged with what the rules find. If it tells names,
/// `names` says of each token whether it is a word of one.
pub(super) fn attribute_learned(
    layers: &Layers<'_>,
    model: &Model,
    inputs: impl Inputs,
    rules: Vec<Draft>,
    names: &mut Vec<bool>,
    least: f32,
    stop: &AtomicBool,
) -> Vec<Draft> {
    let mut drafts = Vec::new();
    *names = propose(layers, model.read(&inputs, stop), &rules, |proposal| {
        join(layers, model, least, proposal, &mut drafts)
    });
    drop(inputs);
    let mut drafts = merge(layers, drafts, rules);
    dashes::without_formulas(layers, &mut drafts);
    dashes::add(layers, &mut drafts);
    dashes::join(layers, &mut drafts);
    drafts
}

/// A quote that a model proposes, before it is merged with what the rules find.
#[cfg(feature = "training")]
pub(crate) struct Judged {
    pub(crate) content: Span,
    pub(crate) cue: Option<Span>,
    pub(crate) source: Option<Span>,
    /// What tells how likely it is right.
    pub(crate) signals: [f32; SIGNALS],
}

/// What a model proposes, for the training of models.
#[cfg(feature = "training")]
pub(super) fn judged(
    layers: &Layers<'_>,
    model: &Model,
    inputs: &dyn Inputs,
    rules: &[Draft],
) -> Vec<Judged> {
    let span = |range: Range<usize>| layers.span(range.start, range.end);
    let mut judged = Vec::new();
    propose(layers, model.read(inputs, &AtomicBool::new(false)), rules, |proposal| {
        judged.push(Judged {
            content: span(proposal.content),
            cue: proposal.cue.map(span),
            source: proposal.source.map(span),
            signals: proposal.signals.0,
        });
    });
    judged
}

/// Gives `each` what the model proposes, in order of content. Returns whether each token is a word of a name, if it tells.
fn propose(
    layers: &Layers<'_>,
    mut reading: Reading<'_>,
    rules: &[Draft],
    mut each: impl FnMut(Proposal),
) -> Vec<bool> {
    let (mut finder, mut choices) = (Finder::default(), Vec::new());
    let mut more = true;
    while more {
        more = reading.advance();
        finder.read(layers, &mut reading.tags, !more);
        while let Some(content) = finder.next_content(!more) {
            push(&mut choices, choose(layers, &mut reading, &finder.spans, &content));
        }
    }
    let names = std::mem::take(&mut reading.names);
    let (spans, likelihoods) = (finder.spans, reading.into_likelihoods());
    let linked = linked(layers, &spans, choices);
    let by_rule = signals::Contents::new(rules);
    for (content, [cue, source]) in spans.contents.into_iter().zip(linked) {
        let (cue_share, source_share) = (cue.share, source.share);
        let cue = cue.at.and_then(|at| spans.cues.get(at)).cloned();
        let source = source.at.and_then(|at| spans.sources.get(at)).cloned();
        let source = source
            .map(|source| with_name(layers, &names, without_euphonic(layers, source)))
            .map(|source| without_day(layers, source));
        let parts = [(cue.as_ref(), cue_share), (source.as_ref(), source_share)];
        let signals = Signals::new(layers, &likelihoods, &content, parts, &by_rule);
        each(Proposal { content, cue, source, signals });
    }
    names
}

/// A source without the day behind it: "Bürgermeisterin Anna Berg am Montag", "Anna van Dam maandag". Rules of English do that themselves.
fn without_day(layers: &Layers<'_>, source: Range<usize>) -> Range<usize> {
    let mut end = source.end;
    if layers.language.has_rules || source.len() < 2 || !layers.is(end - 1, Classes::CALENDAR) {
        return source;
    }
    end -= 1;
    while end > source.start + 1 && layers.is(end - 1, Classes::PREPOSITION.or(Classes::DETERMINER)) {
        end -= 1;
    }
    source.start..end
}

/// Most words of a name that a source goes on with, and most of a source that are looked at.
const LONGEST_NAME: usize = 6;
const LONGEST_SOURCE: usize = 40;

/// A source that names no one, with the name behind its comma: "la presidente, Ornella Pisani".
fn with_name(layers: &Layers<'_>, names: &[bool], source: Range<usize>) -> Range<usize> {
    let named = |at: usize| names.get(at).copied().unwrap_or(false);
    let last = source.end.saturating_sub(1);
    let comma = if layers.mark(last) == Mark::Comma { last } else { source.end };
    let behind = comma + 1;
    if layers.mark(comma) != Mark::Comma
        || source.clone().take(LONGEST_SOURCE).any(named)
        || !(named(behind) && layers.is_capital(behind))
    {
        return source;
    }
    let goes_on = |&at: &usize| named(at) || layers.word(at) == "-" && named(at + 1);
    source.start..behind + (behind..behind + LONGEST_NAME).take_while(goes_on).count()
}

/// A source without the letter that only makes it sound well: "elle" in "a-t-elle".
fn without_euphonic(layers: &Layers<'_>, source: Range<usize>) -> Range<usize> {
    let pronoun = source.start + 2;
    let letter =
        source.len() <= 3 && layers.word(source.start) == "t" && layers.word(source.start + 1) == "-";
    if letter && layers.is(pronoun, Classes::SUBJECT_PRONOUN) { pronoun..pronoun + 1 } else { source }
}

/// Adds a proposal to the drafts, unless it is doubtful: content with the same cue and source is one quote, as sure as its
/// least sure part.
fn join(layers: &Layers<'_>, model: &Model, least: f32, proposal: Proposal, drafts: &mut Vec<Draft>) {
    let confidence = model.confidence(&proposal.signals.0);
    if confidence < least {
        return;
    }
    let cue = proposal.cue.unwrap_or(0..0);
    let source = proposal.source.map(|source| Source { first: source.start, end: source.end });
    let same = drafts.iter_mut().rev().take(CANDIDATES).find(|draft| {
        !cue.is_empty()
            && draft.cue == cue
            && draft.source.map(|s| s.first) == source.map(|s| s.first)
            && draft.content.last().is_some_and(|last| goes_on(layers, last, &proposal.content))
    });
    if let Some(draft) = same {
        draft.content.push(proposal.content);
        draft.confidence = draft.confidence.min(confidence);
        return;
    }
    drafts.push(Draft {
        pattern: pattern(layers, &proposal.content, &cue),
        content: proposal.content.into(),
        cue,
        source,
        confidence,
    });
}

/// Whether two parts can belong to one quote: only quotations continue over the break between two paragraphs.
fn goes_on(layers: &Layers<'_>, before: &Range<usize>, part: &Range<usize>) -> bool {
    let quoted = |part: &Range<usize>| kind(layers, std::slice::from_ref(part)) == QuoteKind::Direct;
    layers.paragraph_of(before.end.saturating_sub(1)) == layers.paragraph_of(part.start)
        || quoted(before) && quoted(part) && !layers.is_behind_dash(part.start)
}

/// The pattern that content and cue make.
fn pattern(layers: &Layers<'_>, content: &Range<usize>, cue: &Range<usize>) -> Pattern {
    let classes = cue.clone().fold(Classes::NONE, |all, at| all.or(layers.classes(at)));
    if cue.is_empty() {
        Pattern::Bare
    } else if classes.any(Classes::CUE_VERB) {
        if cue.start < content.start { Pattern::VerbBefore } else { Pattern::VerbAfter }
    } else if layers.is(cue.start, Classes::PHRASE) {
        Pattern::AccordingTo
    } else if classes.any(Classes::CUE_NOUN) {
        Pattern::Noun
    } else if cue.start < content.start {
        Pattern::VerbBefore
    } else {
        Pattern::VerbAfter
    }
}

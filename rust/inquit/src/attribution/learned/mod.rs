//! Quotes as the learned model sees them, beside those that the rules find.
//!
//! The model proposes content, cue and source, and which belong together; [`mend`] makes quotations
//! whole; [`merge`] keeps what only the rules have seen and are sure of.

mod frame;
mod linked;
mod mend;
mod merge;
mod roles;
mod signals;
mod span;

use std::ops::Range;

use self::linked::{CANDIDATES, Linked, linked};
use self::merge::merge;
pub(in crate::attribution) use self::roles::roles;
use self::signals::Signals;
use self::span::spans;
use super::draft::{Draft, kind};
use super::source::Source;
use super::{Pattern, QuoteKind};
use crate::language::Classes;
use crate::layers::Layers;
#[cfg(feature = "training")]
use crate::model::SIGNALS;
use crate::model::{Model, Reading};
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

/// The quotes of a text: what the model proposes and is sure enough of, merged with what the rules find.
pub(super) fn attribute_learned(
    layers: &Layers<'_>,
    model: &Model,
    reading: &Reading,
    rules: Vec<Draft>,
    least: f32,
) -> Vec<Draft> {
    let proposals = proposals(layers, reading, &rules);
    let drafts = joined(layers, model, proposals, least);
    merge(layers, drafts, rules)
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
pub(super) fn judged(layers: &Layers<'_>, reading: &Reading, rules: &[Draft]) -> Vec<Judged> {
    let span = |range: Range<usize>| layers.span(range.start, range.end);
    let judged = |proposal: Proposal| Judged {
        content: span(proposal.content),
        cue: proposal.cue.map(span),
        source: proposal.source.map(span),
        signals: proposal.signals.0,
    };
    proposals(layers, reading, rules).into_iter().map(judged).collect()
}

/// What the model proposes, in order of content.
fn proposals(layers: &Layers<'_>, reading: &Reading, rules: &[Draft]) -> Vec<Proposal> {
    let spans = spans(layers, reading.tags.clone());
    let by_rule = signals::Contents::new(rules);
    let linked = linked(layers, reading, &spans);
    let propose = |(content, [cue, source]): (&Range<usize>, [Linked; 2])| {
        let (cue_share, source_share) = (cue.share, source.share);
        let cue = cue.at.and_then(|at| spans.cues.get(at)).cloned();
        let source = source.at.and_then(|at| spans.sources.get(at)).cloned();
        let parts = [(cue.as_ref(), cue_share), (source.as_ref(), source_share)];
        let signals = Signals::new(layers, reading, content, parts, &by_rule);
        Proposal { content: content.clone(), cue, source, signals }
    };
    spans.contents.iter().zip(linked).map(propose).collect()
}

/// Proposals as drafts, but for the doubtful: content with the same cue and source is one quote, as sure as its least sure
/// part.
fn joined(layers: &Layers<'_>, model: &Model, proposals: Vec<Proposal>, least: f32) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::with_capacity(proposals.len());
    for proposal in proposals {
        let confidence = model.confidence(&proposal.signals.0);
        if confidence < least {
            continue;
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
            continue;
        }
        drafts.push(Draft {
            pattern: pattern(layers, &proposal.content, &cue),
            content: vec![proposal.content],
            cue,
            source,
            confidence,
        });
    }
    drafts
}

/// Whether two parts can belong to one quote: only quotations continue over the break between two paragraphs.
fn goes_on(layers: &Layers<'_>, before: &Range<usize>, part: &Range<usize>) -> bool {
    let quoted = |part: &Range<usize>| kind(layers, std::slice::from_ref(part)) == QuoteKind::Direct;
    layers.paragraph_of(before.end.saturating_sub(1)) == layers.paragraph_of(part.start)
        || quoted(before) && quoted(part)
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

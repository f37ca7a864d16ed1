//! Quotes as the learned model sees them, beside those that the rules find.
//!
//! The model proposes content, cue and source, and which belong together; [`mend`] makes quotations
//! whole; [`merge`] keeps what only the rules have seen and are sure of.

mod frame;
mod mend;
mod merge;
mod roles;
mod signals;
mod span;

use std::ops::Range;

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
use crate::model::{Inputs, Link, Model, Reading};
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
    inputs: &Inputs,
    rules: Vec<Draft>,
    least: f32,
) -> Vec<Draft> {
    let proposals = proposals(layers, &model.read(inputs), &rules);
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
pub(super) fn judged(layers: &Layers<'_>, model: &Model, inputs: &Inputs, rules: &[Draft]) -> Vec<Judged> {
    let span = |range: Range<usize>| layers.span(range.start, range.end);
    let judged = |proposal: Proposal| Judged {
        content: span(proposal.content),
        cue: proposal.cue.map(span),
        source: proposal.source.map(span),
        signals: proposal.signals.0,
    };
    proposals(layers, &model.read(inputs), rules).into_iter().map(judged).collect()
}

/// What the model proposes, in order of content.
fn proposals(layers: &Layers<'_>, reading: &Reading, rules: &[Draft]) -> Vec<Proposal> {
    let spans = spans(layers, reading.tags.clone());
    let by_rule = signals::Contents::new(rules);
    let mut links = reading.links();
    let propose = |content: &Range<usize>| {
        let cues = near(layers, &spans.cues, content);
        let (cue, cue_share) = links.odds(&[(Link::ContentToCue, content.clone())], cues).best();
        let cue = cue.and_then(|at| cues.get(at)).cloned();
        let sources = near(layers, &spans.sources, content);
        let mut linked = vec![(Link::ContentToSource, content.clone())];
        linked.extend(cue.clone().map(|cue| (Link::CueToSource, cue)));
        let (source, source_share) = links.odds(&linked, sources).best();
        let source = source.and_then(|at| sources.get(at)).cloned();
        let parts = [(cue.as_ref(), cue_share), (source.as_ref(), source_share)];
        let signals = Signals::new(layers, reading, content, parts, &by_rule);
        Proposal { content: content.clone(), cue, source, signals }
    };
    spans.contents.iter().map(propose).collect()
}

/// How many cues, and how many sources, on each side of content are asked whether they belong to it.
const CANDIDATES: usize = 12;

/// The spans around content, of a sorted list: those of its own paragraphs and, where it has quotation marks, of the one before,
/// which may introduce it, and of the one behind, which its quotation may go on in.
fn near<'s>(layers: &Layers<'_>, spans: &'s [Range<usize>], content: &Range<usize>) -> &'s [Range<usize>] {
    let quoted = kind(layers, std::slice::from_ref(content)) != QuoteKind::Indirect;
    let around = usize::from(quoted);
    let first = layers.paragraph_of(content.start).saturating_sub(around);
    let last = layers.paragraph_of(content.end.saturating_sub(1)) + around;
    let before = |paragraph: usize| {
        let token = layers.token_at(layers.paragraphs.get(paragraph)?.span().start());
        Some(spans.partition_point(|span| span.start < token))
    };
    let from = spans.partition_point(|span| span.end <= content.start).saturating_sub(CANDIDATES);
    let to = spans.partition_point(|span| span.start < content.end) + CANDIDATES;
    let from = from.max(before(first).unwrap_or(0));
    let to = to.min(before(last + 1).unwrap_or(spans.len()));
    spans.get(from..to).unwrap_or(&[])
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
            !cue.is_empty() && draft.cue == cue && draft.source.map(|s| s.first) == source.map(|s| s.first)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::layers::Ground;

    #[test]
    fn what_belongs_to_content_stands_in_its_paragraph_or_next_to_its_quotation() {
        let text = "The mayor spoke:\n\nMarsh, who wept, refused to answer.\n\n“We won,” Ann Lee said.\n\nThe office disagreed.";
        let language = Language::english();
        let ground = Ground::english(text);
        let layers = ground.layers(text, &language);
        let range = |part: &str| {
            let start = text.find(part).unwrap();
            layers.token_at(start)..layers.token_at(start + part.len())
        };
        let sources = ["The mayor", "Marsh", "Ann Lee", "The office"].map(range);
        assert_eq!(near(&layers, &sources, &range("to answer")), &sources[1..2]);
        assert_eq!(near(&layers, &sources, &range("“We won,”")), &sources[1..]);
        assert_eq!(near(&layers, &sources[..1], &range("to answer")), &[]);
    }
}

//! Quotes as the learned model sees them, beside those that the rules find.
//!
//! The model proposes content, cue and source, and which belong together; [`mend`] makes quotations
//! whole; [`merge`] keeps what only the rules have seen and are sure of.

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

/// How sure a model must be of a quote.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Floor {
    /// Where all or none of it is in quotation marks.
    pub(crate) plain: f32,
    /// Where a part is: without it there is still the quotation, which the rules credit.
    pub(crate) mixed: f32,
    /// Of unquoted words in a quote that has a quotation too.
    pub(crate) beside: f32,
}

impl Floor {
    fn of(self, kind: QuoteKind) -> f32 {
        if kind == QuoteKind::Mixed { self.mixed } else { self.plain }
    }
}

/// The quotes of a text: what the model proposes and is sure enough of, merged with what the rules find.
pub(super) fn attribute_learned(
    layers: &Layers<'_>,
    model: &Model,
    inputs: &Inputs,
    rules: Vec<Draft>,
    floor: Floor,
) -> Vec<Draft> {
    let proposals = proposals(layers, &model.read(inputs), &rules);
    let drafts = joined(layers, model, proposals, floor);
    merge(layers, drafts, rules)
}

/// A quote that a model proposes, before it is merged with what the rules find.
#[cfg(feature = "training")]
pub(crate) struct Judged {
    pub(crate) content: Span,
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

/// Proposals as drafts, but for the doubtful: content with the same cue and source is one quote.
fn joined(layers: &Layers<'_>, model: &Model, proposals: Vec<Proposal>, floor: Floor) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::with_capacity(proposals.len());
    // How sure each part of each draft's content is.
    let mut sure: Vec<Vec<f32>> = Vec::with_capacity(proposals.len());
    for proposal in proposals {
        let confidence = model.confidence(&proposal.signals.0);
        if confidence < floor.of(kind(layers, std::slice::from_ref(&proposal.content))) {
            continue;
        }
        let cue = proposal.cue.unwrap_or(0..0);
        let source = proposal.source.map(|source| Source { first: source.start, end: source.end });
        let same = drafts.iter_mut().zip(&mut sure).rev().take(CANDIDATES).find(|(draft, _)| {
            !cue.is_empty() && draft.cue == cue && draft.source.map(|s| s.first) == source.map(|s| s.first)
        });
        if let Some((draft, sure)) = same {
            draft.content.push(proposal.content);
            sure.push(confidence);
            continue;
        }
        drafts.push(Draft {
            pattern: pattern(layers, &proposal.content, &cue),
            content: vec![proposal.content],
            cue,
            source,
            confidence: 1.0,
        });
        sure.push(vec![confidence]);
    }
    drafts.iter_mut().zip(&sure).for_each(|(draft, sure)| keep_sure(layers, draft, sure, floor.beside));
    drafts
}

/// Leaves out unquoted words that belong to a quote less surely than the quotation in it, and makes the quote as sure as its
/// least sure part: in "“Who dug this?” Ann Lee asked about the hole in the yard", the question alone is said.
fn keep_sure(layers: &Layers<'_>, draft: &mut Draft, sure: &[f32], least: f32) {
    let unquoted = |part: &Range<usize>| kind(layers, std::slice::from_ref(part)) == QuoteKind::Indirect;
    let alone = draft.content.len() < 2 || draft.content.iter().all(unquoted);
    let Draft { content, confidence, .. } = draft;
    let mut sure = sure.iter().copied();
    content.retain(|part| {
        let sure = sure.next().unwrap_or_default();
        let stays = alone || sure >= least || !unquoted(part);
        if stays {
            *confidence = confidence.min(sure);
        }
        stays
    });
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

    /// The content of a quote whose parts the model is so sure of, and how sure it is of what is left.
    fn kept<'t>(text: &'t str, parts: &[(&str, f32)]) -> (Vec<&'t str>, f32) {
        let language = Language::english();
        let ground = Ground::english(text);
        let layers = ground.layers(text, &language);
        let range = |&(part, _): &(&str, f32)| {
            let start = text.find(part).unwrap();
            layers.token_at(start)..layers.token_at(start + part.len())
        };
        let content = parts.iter().map(range).collect();
        let mut draft =
            Draft { content, cue: 0..0, source: None, pattern: Pattern::VerbAfter, confidence: 1.0 };
        let sure: Vec<f32> = parts.iter().map(|&(_, sure)| sure).collect();
        keep_sure(&layers, &mut draft, &sure, 0.5);
        let of = |part: &Range<usize>| layers.span(part.start, part.end).of(text);
        (draft.content.iter().map(of).collect(), draft.confidence)
    }

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

    #[test]
    fn unsure_words_beside_a_quotation_are_left_out() {
        let text = "“Who dug this?” Ann Lee asked about the hole in the yard.";
        let question = "“Who dug this?”";
        let (content, confidence) = kept(text, &[(question, 0.9), ("the hole in the yard", 0.3)]);
        assert_eq!((content, confidence), (vec![question], 0.9));
        let (content, confidence) = kept(text, &[(question, 0.9), ("the hole in the yard", 0.6)]);
        assert_eq!((content, confidence), (vec![question, "the hole in the yard"], 0.6));
    }

    #[test]
    fn unsure_parts_stay_where_all_or_none_is_quoted() {
        let text = "The roof, said Ann Lee, leaks.";
        assert_eq!(kept(text, &[("The roof", 0.3), ("leaks", 0.7)]), (vec!["The roof", "leaks"], 0.3));
        let text = "“The roof,” said Ann Lee, “leaks.”";
        let (content, _) = kept(text, &[("“The roof,”", 0.3), ("“leaks.”", 0.7)]);
        assert_eq!(content, ["“The roof,”", "“leaks.”"]);
    }
}

//! Which content belongs to which cue and source.

mod act;
mod by_mark;
mod by_phrase;
mod by_verb;
mod clause;
mod content;
mod dialogue;
mod draft;
mod learned;
mod name;
mod office;
mod quotations;
mod silence;
mod source;
mod turn;
mod unit;

use std::sync::atomic::{AtomicBool, Ordering};

use self::by_phrase::{quote_by_according, quote_by_as, quote_by_noun, quote_by_words};
use self::by_verb::{Place, quote_by_verb};
use self::clause::end_with_clause;
use self::content::after_quotation;
pub(crate) use self::dialogue::is_dialogue;
use self::draft::Draft;
#[cfg(feature = "training")]
pub(crate) use self::learned::Judged;
use self::learned::{attribute_learned, roles};
use self::quotations::credit_quotations;
use self::silence::says_nothing;
use self::unit::{Unit, Units};
use crate::compact::{MaybeSpan, Spans, converted, push, sort_by_start};
pub use crate::language::Act;
use crate::language::Classes;
use crate::layers::Layers;
use crate::mention::Mentions;
use crate::model::{Described, Model, Vocabulary};
use crate::turn::Turn;

/// Whether the content of a quote is in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum QuoteKind {
    /// All content is inside quotation marks.
    Direct,
    /// None is.
    Indirect,
    /// Part is.
    Mixed,
}

/// The pattern by which content, cue and source were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Pattern {
    /// The cue is a verb with the content after it: "he said that …".
    VerbBefore,
    /// The cue is a verb with the content before or around it: "…, he said".
    VerbAfter,
    /// "according to".
    AccordingTo,
    /// "in her words", "as the mayor put it".
    Words,
    /// The cue is a noun: "his claim that …".
    Noun,
    /// A colon before a quotation.
    Colon,
    /// The label of a turn, in an interview, a hearing, a play, a chat.
    Turn,
    /// A name after a dash.
    Dash,
    /// A quotation without a cue.
    Bare,
}

/// A quote before its speaker is known.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(crate) struct Attributed {
    pub(crate) kind: QuoteKind,
    pub(crate) act: Act,
    /// In order; quotation marks included; never empty.
    pub(crate) content: Spans,
    pub(crate) cue: MaybeSpan,
    pub(crate) source: MaybeSpan,
    pub(crate) pattern: Pattern,
    /// How likely content and source are right, 0..=1.
    pub(crate) confidence: f32,
}

/// What is read of a text.
#[derive(Default)]
pub(crate) struct Read {
    /// In order of their content.
    pub(crate) quotes: Vec<Attributed>,
    /// Whether each token is a word of a name, if a model tells.
    pub(crate) names: Vec<bool>,
}

/// The quotes of a text, in order of their content: those that the rules find, or, with a model, those that it sees
/// beside them, if it is at least so sure of them. None once `stop` is true.
pub(crate) fn attribute(
    layers: &Layers<'_>,
    mentions: &Mentions,
    turns: &[Turn],
    model: Option<&Model>,
    least: f32,
    stop: &AtomicBool,
) -> Read {
    let stopped = || stop.load(Ordering::Relaxed);
    if stopped() {
        return Read::default();
    }
    let mut names = Vec::new();
    let rules = drafts_by_rule(layers, turns);
    let mut drafts = match model {
        Some(_) if stopped() => return Read::default(),
        Some(model) => {
            let inputs = inputs(layers, mentions, &rules, model.vocabulary());
            let drafts = attribute_learned(layers, model, inputs, rules, &mut names, least, stop);
            if stopped() {
                return Read::default();
            }
            drafts
        }
        None => rules,
    };
    drafts.retain(|draft| draft.pattern == Pattern::Turn || !says_nothing(layers, draft));
    drafts.iter_mut().for_each(|draft| end_with_clause(layers, draft));
    Read { quotes: finish(layers, drafts), names }
}

/// What a model reads of a text.
#[cfg(feature = "training")]
pub(crate) fn describe(
    layers: &Layers<'_>,
    mentions: &Mentions,
    turns: &[Turn],
    vocabulary: &Vocabulary,
) -> crate::model::Inputs {
    inputs(layers, mentions, &drafts_by_rule(layers, turns), vocabulary).whole()
}

/// What a model proposes, for the training of models.
#[cfg(feature = "training")]
pub(crate) fn judged(layers: &Layers<'_>, mentions: &Mentions, turns: &[Turn], model: &Model) -> Vec<Judged> {
    let rules = drafts_by_rule(layers, turns);
    let inputs = inputs(layers, mentions, &rules, model.vocabulary());
    learned::judged(layers, model, &inputs, &rules)
}

fn inputs<'l>(
    layers: &'l Layers<'l>,
    mentions: &Mentions,
    rules: &[Draft],
    vocabulary: &'l Vocabulary,
) -> Described<'l> {
    Described::new(layers, mentions, roles(layers, rules), vocabulary)
}

/// Drafts as quotes, in order of their content.
fn finish(layers: &Layers<'_>, mut drafts: Vec<Draft>) -> Vec<Attributed> {
    sort_by_start(&mut drafts, Draft::start);
    converted(drafts, |draft| draft.finish(layers))
}

/// What the rules find.
fn drafts_by_rule(layers: &Layers<'_>, turns: &[Turn]) -> Vec<Draft> {
    let mut drafts = turn::drafts(layers, turns);
    let units = Units::new(layers);
    let mut turn = turns.iter().peekable();
    for unit in units.iter() {
        // What is said in a turn reports nothing of its own.
        let span = layers.span(unit.first, unit.end);
        while turn.next_if(|turn| turn.content.end() <= span.start()).is_some() {}
        if turn.peek().is_none_or(|turn| turn.name.start() >= span.end()) {
            quotes_of(layers, unit, &mut drafts);
        }
    }
    credit_quotations(layers, &units, &mut drafts);
    drafts
}

/// The quotes that the cues of a unit report, in the order of the cues.
fn quotes_of(layers: &Layers<'_>, unit: Unit, drafts: &mut Vec<Draft>) {
    let before = drafts.len();
    let mut floor = unit.first;
    let mut at = unit.first;
    while at < unit.end {
        if let Some(quotation) = layers.quotation(at) {
            at = after_quotation(layers, quotation, at, unit.end);
            continue;
        }
        let last = drafts.get(before..).and_then(<[Draft]>::last);
        match quote_at(layers, Place { unit, floor, last }, at) {
            Some(draft) => {
                at = draft.end().max(at + 1);
                floor = at;
                push(drafts, draft);
            }
            None => at += 1,
        }
    }
}

/// The quote whose cue is at a token outside quotations.
fn quote_at(layers: &Layers<'_>, place: Place<'_>, at: usize) -> Option<Draft> {
    let classes = layers.classes(at);
    if classes.any(Classes::PHRASE)
        && let Some(draft) = quote_by_according(layers, place, at)
    {
        return Some(draft);
    }
    if classes.any(Classes::WORDS_PREPOSITION) {
        return quote_by_words(layers, place, at);
    }
    if classes.any(Classes::AS) {
        return quote_by_as(layers, place, at);
    }
    if classes.any(Classes::CUE_VERB)
        && let Some(draft) = quote_by_verb(layers, place, at)
    {
        return Some(draft);
    }
    if classes.any(Classes::CUE_NOUN) {
        return quote_by_noun(layers, place, at);
    }
    None
}

//! Mentions: names with their titles, pronouns, and noun phrases that mean a person or a group.
//!
//! [`capital`] tells from the whole text which capitals can begin a name, [`surname`] which words of other classes are
//! surnames in it, [`name`] reads the runs of them, [`noun`] the phrases around a word for a role or a group; [`known`]
//! is what a caller says of a text beforehand, [`sourced`] adds what only the quotes show.

mod capital;
mod known;
mod name;
mod noun;
mod person;
mod pronoun;
mod sourced;
mod spread;
mod store;
mod surname;
#[cfg(test)]
mod tests;

use self::capital::Capitals;
pub(crate) use self::capital::key;
pub(crate) use self::known::{Cluster, Known, check};
pub use self::known::{EntityKind, KnownMention};
use self::known::{KnownName, Phrase};
use self::name::{NameRun, name_at};
pub(crate) use self::name::{is_address, word_gender};
pub(crate) use self::noun::is_definite;
use self::noun::noun_at;
pub use self::person::{Gender, Person};
use self::pronoun::pronoun_at;
pub(crate) use self::sourced::add_sources;
pub(crate) use self::spread::spread;
pub(crate) use self::store::Mentions;
use crate::layers::Layers;
use crate::text::Span;

/// What a mention is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum MentionKind {
    /// A name, with the titles before it: "President Vladimir Putin".
    Name,
    /// A pronoun: "he".
    Pronoun,
    /// A noun phrase: "the President of Azerbaijan", "two officials".
    Noun,
}

impl MentionKind {
    /// Its name in the output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Pronoun => "pronoun",
            Self::Noun => "noun",
        }
    }
}

/// One or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Number {
    One,
    Several,
}

/// What sort of thing a mention means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    Person,
    Organisation,
    Place,
    Unknown,
}

/// A stretch of text that names a person, a group or a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    pub(crate) span: Span,
    /// Its tokens: from `first` up to and without `end`.
    pub(crate) first: usize,
    pub(crate) end: usize,
    pub(crate) kind: MentionKind,
    pub(crate) gender: Gender,
    pub(crate) number: Number,
    pub(crate) sort: Sort,
    /// Of a name its first token without titles; of other mentions the token that says what they are.
    pub(crate) head: usize,
    /// The title next to the name, or the word for the role.
    pub(crate) role: Option<usize>,
    /// What the title or role belongs to: a country by its number in the language's list, or the key of
    /// another name, "mayor of Leeds".
    pub(crate) country: Option<u64>,
    /// Whether a noun phrase means someone known: "the mayor", "his wife", not "a mayor".
    pub(crate) definite: bool,
}

/// The mentions of a text, in order, those that are known beforehand among them. None overlaps another.
pub(crate) fn mentions(layers: &Layers<'_>, known: &Known) -> Mentions {
    let capitals = Capitals::new(layers);
    let mut names = known.names.as_slice();
    let mut phrases = known.phrases.as_slice();
    let mut out = Mentions::default();
    let (mut at, mut floor) = (0, 0);
    while at < layers.tokens.len() {
        let read = if !layers.is_word(at) || capitals.is_headline(at) {
            None
        } else {
            mention_at(layers, &capitals, at)
        };
        let found =
            named_at(layers, &mut names, at, read).or_else(|| phrase_at(layers, &mut phrases, at, floor));
        let Some(mut mention) = found else {
            at += 1;
            continue;
        };
        // A noun phrase reaches left over words that were passed: "the late king" is found at "king".
        mention.first = mention.first.max(floor);
        mention.span = layers.span(mention.first, mention.end);
        at = mention.end.max(at + 1);
        floor = mention.end;
        out.push(&mention);
    }
    out.shrink();
    out
}

/// What is read at a token, or the known name in its place that it reaches into. Names that are passed are taken off.
fn named_at(
    layers: &Layers<'_>,
    names: &mut &[KnownName],
    at: usize,
    read: Option<Mention>,
) -> Option<Mention> {
    let reach = read.map_or(0, |mention| mention.end).max(at + 1);
    while let Some((name, rest)) = names.split_first().filter(|(name, _)| name.first < reach) {
        let settled = if name.first < at { None } else { name.settle(layers, read) };
        if settled.is_some() {
            return settled;
        }
        *names = rest;
    }
    read
}

/// The noun phrase that is known to have its head at a token. Phrases that are passed are taken off.
fn phrase_at(layers: &Layers<'_>, phrases: &mut &[Phrase], at: usize, floor: usize) -> Option<Mention> {
    while let Some((phrase, rest)) = phrases.split_first().filter(|(phrase, _)| phrase.head <= at) {
        *phrases = rest;
        if phrase.head == at {
            return phrase.mention(layers, floor);
        }
    }
    None
}

/// The mention whose name starts, or whose head stands, at a token.
fn mention_at(layers: &Layers<'_>, capitals: &Capitals<'_>, at: usize) -> Option<Mention> {
    if let Some(mention) = pronoun_at(layers, capitals, at) {
        return Some(mention);
    }
    match name_at(layers, capitals, at) {
        Some(NameRun::Name(mention)) => Some(mention),
        Some(NameRun::Role { head, first }) => noun_at(layers, capitals, head, first),
        Some(NameRun::Nothing { end }) => (at..end).find_map(|i| noun_at(layers, capitals, i, i)),
        None => noun_at(layers, capitals, at, at),
    }
}

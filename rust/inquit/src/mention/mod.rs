//! Mentions: names with their titles, pronouns, and noun phrases that mean a person or a group.

use crate::layers::Layers;
use crate::text::Span;

/// What a mention is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MentionKind {
    /// A name, with the titles before it: "President Vladimir Putin".
    Name,
    /// A pronoun: "he".
    Pronoun,
    /// A noun phrase: "the President of Azerbaijan", "two officials".
    Noun,
}

/// A stretch of text that names a person, a group or a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    pub(crate) span: Span,
    pub(crate) kind: MentionKind,
}

/// The mentions of a text, in order.
pub(crate) fn mentions(_layers: &Layers<'_>) -> Vec<Mention> {
    Vec::new()
}

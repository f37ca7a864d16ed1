//! Speakers and mentions.

use std::fmt;
use std::num::NonZeroU32;

use rustc_hash::FxHashMap;

use super::Document;
use super::iter::SpeakerQuotes;
use super::view::compared;
use crate::mention::{Gender, MentionKind};
use crate::speaker::{SpeakerData, SpeakerKind};
use crate::text::Span;

/// One who speaks in a [`Document`].
#[derive(Clone, Copy)]
pub struct Speaker<'d> {
    pub(super) document: &'d Document,
    pub(super) index: usize,
    pub(super) data: &'d SpeakerData,
}

compared!(Speaker, name);

impl fmt::Debug for Speaker<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Speaker").field("id", &self.index).field("name", &self.name()).finish_non_exhaustive()
    }
}

impl<'d> Speaker<'d> {
    /// Its place among the document's speakers.
    #[must_use]
    pub fn id(&self) -> usize {
        self.index
    }

    /// The fullest name that the document, or the analyzer's known people, has for them; of an
    /// [unnamed](SpeakerKind::Unnamed) speaker the words that describe them first.
    #[must_use]
    pub fn name(&self) -> &'d str {
        &self.data.name
    }

    /// What sort of speaker they are; `None` where the text doesn't tell a person from an organisation.
    ///
    /// ```
    /// use inquit::SpeakerKind;
    /// let document = inquit::analyze("“It rains,” said Ann Lee. Two officials said that it would end.");
    /// let kinds = document.speakers().map(|speaker| (speaker.name(), speaker.kind()));
    /// assert!(kinds.eq([("Ann Lee", Some(SpeakerKind::Person)), ("Two officials", Some(SpeakerKind::Unnamed))]));
    /// ```
    #[must_use]
    pub fn kind(&self) -> Option<SpeakerKind> {
        self.data.kind
    }

    /// Which pronouns the text uses for them, as far as names, titles and nouns tell.
    #[must_use]
    pub fn gender(&self) -> Gender {
        self.data.gender
    }

    /// The names that the document calls them by, as they are written there and with their titles, each with how often it
    /// does; the most frequent first, and of those the first.
    ///
    /// ```
    /// let document = inquit::analyze("Ann Lee came. “It rains,” said Mrs. Lee. Lee left. “No,” Lee said.");
    /// let names = document.speakers().next().unwrap().aliases();
    /// assert_eq!(names, [("Lee", 2), ("Ann Lee", 1), ("Mrs. Lee", 1)]);
    /// ```
    #[must_use]
    pub fn aliases(&self) -> Vec<(&'d str, usize)> {
        let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
        let mut names: Vec<&'d str> = Vec::new();
        for name in self.named() {
            let count = counts.entry(name).or_default();
            if *count == 0 {
                names.push(name);
            }
            *count += 1;
        }
        let mut aliases: Vec<(&str, usize)> =
            names.into_iter().map(|name| (name, counts.get(name).copied().unwrap_or(0))).collect();
        aliases.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        aliases
    }

    /// The texts of those of their mentions that are names.
    fn named(&self) -> impl Iterator<Item = &'d str> + '_ {
        let all = &self.document.mentions;
        let kind = |span: &Span| {
            let at = all.partition_point(|mention| mention.span.start() < span.start());
            all.get(at).filter(|mention| mention.span == *span).map(|mention| mention.kind)
        };
        let named = self.data.mentions.iter().filter(move |span| kind(span) == Some(MentionKind::Name));
        named.map(|span| span.of(&self.document.text))
    }

    /// Where they are mentioned, in order: the [mentions](Document::mentions) that refer to them.
    #[must_use]
    pub fn mentions(&self) -> &'d [Span] {
        &self.data.mentions
    }

    /// The quotes they are the speaker of, alone or with others, in order.
    pub fn quotes(&self) -> SpeakerQuotes<'d> {
        SpeakerQuotes::new(self.document, self.index)
    }
}

/// A mention as a document keeps it: sixteen bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(crate) struct MentionData {
    pub(crate) span: Span,
    /// One more than the number of the entity.
    pub(crate) entity: Option<NonZeroU32>,
    pub(crate) kind: MentionKind,
}

/// A stretch of a [`Document`] that names a person, a group or a thing; see [`Document::mentions`].
#[derive(Clone, Copy)]
pub struct Mention<'d> {
    pub(super) document: &'d Document,
    pub(super) index: usize,
    pub(super) data: &'d MentionData,
}

compared!(Mention, span);

impl fmt::Debug for Mention<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mention")
            .field("index", &self.index)
            .field("kind", &self.kind())
            .field("text", &self.text())
            .field("entity", &self.entity())
            .finish_non_exhaustive()
    }
}

impl<'d> Mention<'d> {
    /// Its place among the document's mentions.
    #[must_use]
    pub fn index(&self) -> usize {
        self.index
    }

    /// Where it is.
    #[must_use]
    pub fn span(&self) -> Span {
        self.data.span
    }

    /// Its text.
    #[must_use]
    pub fn text(&self) -> &'d str {
        self.data.span.of(&self.document.text)
    }

    /// Whether it is a name, a pronoun or a noun phrase.
    #[must_use]
    pub fn kind(&self) -> MentionKind {
        self.data.kind
    }

    /// A number that all mentions of the same person, group or thing share; `None` if it isn't known what the mention
    /// refers to. The numbers of the [speakers](Document::speakers) are their [ids](Speaker::id); those who don't
    /// speak are numbered after them.
    #[must_use]
    pub fn entity(&self) -> Option<usize> {
        self.data.entity.map(|entity| entity.get() as usize - 1)
    }

    /// The speaker that it refers to; `None` if that isn't known, or if they don't speak.
    #[must_use]
    pub fn speaker(&self) -> Option<Speaker<'d>> {
        self.entity().and_then(|entity| self.document.speaker(entity))
    }
}

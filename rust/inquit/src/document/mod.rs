//! A text with all that was found in it, and the views into it.

pub mod iter;
mod quote;
mod speaker;
mod stretch;
#[cfg(test)]
mod tests;
mod view;

use self::iter::{Mentions, Paragraphs, Quotes, Sentences, Speakers, Tokens};
pub use self::quote::{Evidence, Quote};
pub(crate) use self::speaker::MentionData;
pub use self::speaker::{Mention, Speaker};
pub use self::stretch::{ParagraphRef, Sentence, TokenRef};
use crate::attribution::Attributed;
use crate::speaker::{Resolved, SpeakerData};
use crate::text::{Paragraph, Span};
use crate::token::Token;

/// A text with its paragraphs, sentences, tokens, mentions, quotes and speakers.
///
/// It owns the text and its layers; the views ([`Quote`], [`Speaker`], [`TokenRef`], …) borrow from it. With the
/// feature `serde`, `record` is the output for other programs, and `state` saves the complete document to be read
/// back.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    pub(crate) text: String,
    pub(crate) language: Option<String>,
    pub(crate) paragraphs: Vec<Paragraph>,
    pub(crate) sentences: Vec<Span>,
    pub(crate) tokens: Vec<Token>,
    pub(crate) mentions: Vec<MentionData>,
    pub(crate) speakers: Vec<SpeakerData>,
    pub(crate) quotes: Vec<QuoteData>,
    /// Those who speak with the speaker of a quote: quotes, in order, with speakers.
    pub(crate) together: Vec<(u32, u32)>,
}

/// The only floats are confidences, and none is NaN: an analyzer makes none, and a state with one isn't read.
impl Eq for Document {}

/// A quote with its speaker.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(crate) struct QuoteData {
    pub(crate) quote: Attributed,
    pub(crate) speaker: Option<Resolved>,
}

impl Document {
    /// The text, unaltered.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// ISO 639-3 code of the language that it was read in: the one that was given to the analyzer, else what the text is told
    /// to be, else, since the text is too short to tell, English. `None` where there was nothing to read.
    /// [`detect_language`](crate::detect_language) says whether a text's language can be told.
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    /// The paragraphs, in order.
    pub fn paragraphs(&self) -> Paragraphs<'_> {
        Paragraphs::new(self, 0..self.paragraphs.len())
    }

    /// The sentences, in order. With the gaps between them, which hold white space only, they rebuild
    /// the text.
    pub fn sentences(&self) -> Sentences<'_> {
        Sentences::new(self, 0..self.sentences.len())
    }

    /// The tokens, in order.
    pub fn tokens(&self) -> Tokens<'_> {
        Tokens::new(self, 0..self.tokens.len())
    }

    /// The tokens that start inside a span.
    ///
    /// ```
    /// let document = inquit::analyze("“It is late,” said Ann Lee.");
    /// let quote = document.quote(0).unwrap();
    /// let said: Vec<_> = document.tokens_in(quote.extent()).map(|token| token.text()).collect();
    /// assert_eq!(said, ["“", "It", "is", "late", ",", "”"]);
    /// ```
    pub fn tokens_in(&self, span: Span) -> Tokens<'_> {
        let from = self.tokens.partition_point(|t| t.span().start() < span.start());
        let to = self.tokens.partition_point(|t| t.span().start() < span.end());
        Tokens::new(self, from..to)
    }

    /// The mentions, in order: all names, pronouns and noun phrases that were taken to refer to a person, a group or
    /// a thing, including those of people who say nothing. Mentions don't overlap. Not every noun phrase is a
    /// mention: “the ferry” can't refer to anyone who speaks.
    ///
    /// ```
    /// use inquit::MentionKind;
    /// let document = inquit::analyze("Ann Lee met Tom Ray. “Use the bridge,” she said.");
    /// let found: Vec<_> =
    ///     document.mentions().map(|m| (m.text(), m.kind(), m.speaker().map(|s| s.name()))).collect();
    /// assert_eq!(found, [
    ///     ("Ann Lee", MentionKind::Name, Some("Ann Lee")),
    ///     ("Tom Ray", MentionKind::Name, None), // he doesn't speak
    ///     ("she", MentionKind::Pronoun, Some("Ann Lee")),
    /// ]);
    /// ```
    pub fn mentions(&self) -> Mentions<'_> {
        Mentions::new(self, 0..self.mentions.len())
    }

    /// The quotes, in order of their first content.
    pub fn quotes(&self) -> Quotes<'_> {
        Quotes::new(self, 0..self.quotes.len())
    }

    /// Those who speak in it, in order of first mention.
    pub fn speakers(&self) -> Speakers<'_> {
        Speakers::new(self, 0..self.speakers.len())
    }
}

/// What stands at a place.
impl Document {
    /// The paragraph at a place among the [paragraphs](Self::paragraphs).
    #[must_use]
    pub fn paragraph(&self, index: usize) -> Option<ParagraphRef<'_>> {
        self.paragraphs.get(index).map(|&paragraph| ParagraphRef { document: self, index, paragraph })
    }

    /// The sentence at a place among the [sentences](Self::sentences).
    #[must_use]
    pub fn sentence(&self, index: usize) -> Option<Sentence<'_>> {
        self.sentences.get(index).map(|&span| Sentence { document: self, index, span })
    }

    /// The token at a place among the [tokens](Self::tokens).
    #[must_use]
    pub fn token(&self, index: usize) -> Option<TokenRef<'_>> {
        self.tokens.get(index).map(|&token| TokenRef { document: self, index, token })
    }

    /// The mention at a place among the [mentions](Self::mentions).
    #[must_use]
    pub fn mention(&self, index: usize) -> Option<Mention<'_>> {
        self.mentions.get(index).map(|data| Mention { document: self, index, data })
    }

    /// The quote at a place among the [quotes](Self::quotes).
    #[must_use]
    pub fn quote(&self, index: usize) -> Option<Quote<'_>> {
        self.quotes.get(index).map(|data| Quote { document: self, index, data })
    }

    /// The speaker with an [id](Speaker::id).
    #[must_use]
    pub fn speaker(&self, id: usize) -> Option<Speaker<'_>> {
        self.speakers.get(id).map(|data| Speaker { document: self, index: id, data })
    }
}

/// The layers as they lie in memory.
impl Document {
    /// The paragraphs as a slice, without their texts.
    #[must_use]
    pub fn raw_paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// The spans of the sentences, as a slice.
    #[must_use]
    pub fn raw_sentences(&self) -> &[Span] {
        &self.sentences
    }

    /// The tokens as a slice, without their texts: eight bytes each.
    #[must_use]
    pub fn raw_tokens(&self) -> &[Token] {
        &self.tokens
    }
}

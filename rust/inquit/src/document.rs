//! A text with all that was found in it, and the views into it.

use std::borrow::Cow;

use crate::attribution::{Act, Attributed, Pattern, QuoteKind};
use crate::speaker::{Resolution, Resolved, SpeakerData};
use crate::text::{Paragraph, Span};
use crate::token::{Token, TokenKind};

/// A text with its paragraphs, sentences, tokens, quotes and speakers.
///
/// It owns the text and its layers; the views ([`Quote`], [`Speaker`], …) borrow from it. With the
/// feature `serde` it can be written whole and read back.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    pub(crate) text: String,
    pub(crate) language: Option<String>,
    pub(crate) paragraphs: Vec<Paragraph>,
    pub(crate) sentences: Vec<Span>,
    pub(crate) tokens: Vec<Token>,
    pub(crate) speakers: Vec<SpeakerData>,
    pub(crate) quotes: Vec<QuoteData>,
}

/// A quote with its speaker.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(crate) struct QuoteData {
    pub(crate) quote: Attributed,
    pub(crate) speaker: Option<Resolved>,
}

impl QuoteData {
    /// How likely content, source and speaker are right, from 0 to 1.
    pub(crate) fn confidence(&self) -> f32 {
        self.quote.confidence * self.speaker.map_or(1.0, |resolved| resolved.confidence)
    }
}

impl Document {
    /// The text, unaltered.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// ISO 639-3 code of the language, if it could be told or was given.
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    /// The paragraphs, in order.
    #[must_use]
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// The sentences, in order. With the gaps between them, which hold white space only, they rebuild
    /// the text.
    pub fn sentences(&self) -> impl ExactSizeIterator<Item = Sentence<'_>> + DoubleEndedIterator {
        self.sentences.iter().map(|&span| Sentence { document: self, span })
    }

    /// The tokens, in order.
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The tokens that start inside a span.
    #[must_use]
    pub fn tokens_in(&self, span: Span) -> &[Token] {
        let from = self.tokens.partition_point(|t| t.span().start() < span.start());
        let to = self.tokens.partition_point(|t| t.span().start() < span.end());
        self.tokens.get(from..to).unwrap_or(&[])
    }

    /// The quotes, in order of their first content.
    pub fn quotes(&self) -> impl ExactSizeIterator<Item = Quote<'_>> + DoubleEndedIterator {
        self.quotes.iter().enumerate().map(|(index, data)| Quote { document: self, index, data })
    }

    /// The quote at a place among the [quotes](Self::quotes).
    #[must_use]
    pub fn quote(&self, index: usize) -> Option<Quote<'_>> {
        self.quotes.get(index).map(|data| Quote { document: self, index, data })
    }

    /// Those who speak in it, in order of first mention.
    pub fn speakers(&self) -> impl ExactSizeIterator<Item = Speaker<'_>> + DoubleEndedIterator {
        self.speakers.iter().enumerate().map(|(id, data)| Speaker { document: self, id, data })
    }

    /// The speaker with an [id](Speaker::id).
    #[must_use]
    pub fn speaker(&self, id: usize) -> Option<Speaker<'_>> {
        self.speakers.get(id).map(|data| Speaker { document: self, id, data })
    }
}

/// A sentence of a [`Document`].
#[derive(Clone, Copy, Debug)]
pub struct Sentence<'d> {
    document: &'d Document,
    span: Span,
}

impl<'d> Sentence<'d> {
    /// Where it is.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// Its text.
    #[must_use]
    pub fn text(&self) -> &'d str {
        self.span.of(&self.document.text)
    }

    /// Its tokens.
    #[must_use]
    pub fn tokens(&self) -> &'d [Token] {
        self.document.tokens_in(self.span)
    }
}

/// One attribution: content, cue, source and speaker.
#[derive(Clone, Copy, Debug)]
pub struct Quote<'d> {
    document: &'d Document,
    index: usize,
    data: &'d QuoteData,
}

impl<'d> Quote<'d> {
    /// Its place among the document's quotes: `document.quote(quote.index())` is the same quote.
    #[must_use]
    pub fn index(&self) -> usize {
        self.index
    }

    /// Direct, indirect or mixed.
    #[must_use]
    pub fn kind(&self) -> QuoteKind {
        self.data.quote.kind
    }

    /// What is reported: speech, a thought, …
    #[must_use]
    pub fn act(&self) -> Act {
        self.data.quote.act
    }

    /// What is said: one span or more, in order, quotation marks included.
    #[must_use]
    pub fn content(&self) -> &'d [Span] {
        &self.data.quote.content
    }

    /// The words that report it; empty where none do.
    #[must_use]
    pub fn cue(&self) -> &'d [Span] {
        &self.data.quote.cue
    }

    /// The mention that it is credited to; empty where there is none.
    #[must_use]
    pub fn source(&self) -> &'d [Span] {
        &self.data.quote.source
    }

    /// Who says it, if that can be told.
    #[must_use]
    pub fn speaker(&self) -> Option<Speaker<'d>> {
        self.data.speaker.and_then(|resolved| self.document.speaker(resolved.speaker as usize))
    }

    /// How likely content, source and speaker are right, from 0 to 1.
    #[must_use]
    pub fn confidence(&self) -> f32 {
        self.data.confidence()
    }

    /// What the answer rests on.
    #[must_use]
    pub fn evidence(&self) -> Evidence {
        Evidence {
            pattern: self.data.quote.pattern,
            resolution: self.data.speaker.map(|resolved| resolved.resolution),
        }
    }

    /// The words of the content: its parts, joined by [`Document::GAP`].
    ///
    /// ```
    /// let document = inquit::analyze("“It is late,” said Ann Lee. “Use it.”");
    /// let quote = document.quote(0).unwrap();
    /// assert_eq!(quote.text(), "“It is late,” … “Use it.”");
    /// assert_eq!(quote.cue_text(), "said");
    /// assert_eq!(quote.source_text(), "Ann Lee");
    /// ```
    #[must_use]
    pub fn text(&self) -> Cow<'d, str> {
        self.document.join(self.content())
    }

    /// The words of the [cue](Self::cue), joined likewise; empty where there is none.
    #[must_use]
    pub fn cue_text(&self) -> Cow<'d, str> {
        self.document.join(self.cue())
    }

    /// The words of the [source](Self::source), joined likewise; empty where there is none.
    #[must_use]
    pub fn source_text(&self) -> Cow<'d, str> {
        self.document.join(self.source())
    }

    /// From the start of the content's first part to the end of its last. Where “she said” stands between two parts, the
    /// extent holds it too.
    ///
    /// ```
    /// let document = inquit::analyze("“It is late,” said Ann Lee. “Use it.”");
    /// let extent = document.quote(0).unwrap().extent();
    /// assert_eq!(extent.of(document.text()), "“It is late,” said Ann Lee. “Use it.”");
    /// ```
    #[must_use]
    pub fn extent(&self) -> Span {
        match self.content() {
            [first, .., last] => first.cover(*last),
            [only] => *only,
            [] => Span::default(),
        }
    }
}

impl Document {
    /// What stands between two parts of a quote when their texts are [joined](Self::join).
    pub const GAP: &'static str = " … ";

    /// The texts of spans of the document, joined by [`GAP`](Self::GAP): how a content, cue or source of several parts is
    /// written everywhere, in tables too. Empty for no spans. Only several spans need memory.
    ///
    /// ```
    /// use inquit::Span;
    /// let document = inquit::analyze("It rains, and it pours.");
    /// assert_eq!(document.join(&[Span::new(0, 8), Span::new(14, 22)]), "It rains … it pours");
    /// ```
    #[must_use]
    pub fn join(&self, spans: &[Span]) -> Cow<'_, str> {
        match spans {
            [] => Cow::Borrowed(""),
            [only] => Cow::Borrowed(only.of(&self.text)),
            [first, others @ ..] => {
                let room = spans.iter().map(|span| span.len() + Self::GAP.len()).sum();
                let mut text = String::with_capacity(room);
                text.push_str(first.of(&self.text));
                for span in others {
                    text.push_str(Self::GAP);
                    text.push_str(span.of(&self.text));
                }
                Cow::Owned(text)
            }
        }
    }
}

/// What a quote rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Evidence {
    pattern: Pattern,
    resolution: Option<Resolution>,
}

impl Evidence {
    /// The pattern that tied content, cue and source together.
    #[must_use]
    pub fn pattern(&self) -> Pattern {
        self.pattern
    }

    /// How the source led to the speaker; `None` where there is no speaker.
    #[must_use]
    pub fn resolution(&self) -> Option<Resolution> {
        self.resolution
    }
}

/// One who speaks in a [`Document`].
#[derive(Clone, Copy, Debug)]
pub struct Speaker<'d> {
    document: &'d Document,
    id: usize,
    data: &'d SpeakerData,
}

impl<'d> Speaker<'d> {
    /// Its place among the document's speakers.
    #[must_use]
    pub fn id(&self) -> usize {
        self.id
    }

    /// The fullest name that the document, or the analyzer's known people, has for them.
    #[must_use]
    pub fn name(&self) -> &'d str {
        &self.data.name
    }

    /// Where they are mentioned, in order.
    #[must_use]
    pub fn mentions(&self) -> &'d [Span] {
        &self.data.mentions
    }

    /// The quotes they are the speaker of, in order.
    pub fn quotes(&self) -> impl Iterator<Item = Quote<'d>> + use<'d> {
        let id = self.id;
        let document = self.document;
        document.quotes().filter(move |quote| quote.data.speaker.is_some_and(|s| s.speaker as usize == id))
    }
}

/// The kind of a token in words.
impl TokenKind {
    /// Its name in the output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Number => "number",
            Self::Punctuation => "punctuation",
            Self::Symbol => "symbol",
            Self::Url => "url",
            Self::Email => "email",
            Self::Emoji => "emoji",
            Self::Hashtag => "hashtag",
            Self::Handle => "handle",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPLIT: &str = "“Élan wins,” said Ann Lee. “Use it.” It rained.";

    fn by_rule(text: &str) -> Document {
        crate::Analyzer::builder().model(None).build().unwrap().analyze(text)
    }

    #[test]
    fn the_text_of_a_quote_has_its_parts_and_its_extent_all_between_them() {
        let document = by_rule(SPLIT);
        let quote = document.quote(0).unwrap();
        assert_eq!(quote.index(), 0);
        assert_eq!(quote.text(), "“Élan wins,” … “Use it.”");
        assert_eq!(quote.extent().of(document.text()), "“Élan wins,” said Ann Lee. “Use it.”");
        assert_eq!((quote.cue_text().as_ref(), quote.source_text().as_ref()), ("said", "Ann Lee"));
    }

    #[test]
    fn one_part_is_no_copy_and_none_is_no_text() {
        let document = by_rule("“Élan wins,” was all.");
        let quote = document.quote(0).unwrap();
        assert!(matches!(quote.text(), Cow::Borrowed("“Élan wins,”")));
        assert_eq!(quote.extent(), quote.content()[0]);
        assert_eq!((quote.cue_text(), document.join(&[])), (Cow::Borrowed(""), Cow::Borrowed("")));
    }
}

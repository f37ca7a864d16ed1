//! Quotes.

use std::borrow::Cow;
use std::fmt;

use super::view::compared;
use super::{Document, QuoteData, Speaker};
use crate::attribution::{Act, Pattern, QuoteKind};
use crate::speaker::Resolution;
use crate::text::Span;

/// One attribution: content, cue, source and speaker.
#[derive(Clone, Copy)]
pub struct Quote<'d> {
    pub(super) document: &'d Document,
    pub(super) index: usize,
    pub(super) data: &'d QuoteData,
}

compared!(Quote, extent);

impl fmt::Debug for Quote<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let speaker = self.speaker().map(|speaker| speaker.name());
        f.debug_struct("Quote")
            .field("index", &self.index)
            .field("kind", &self.kind())
            .field("text", &self.text())
            .field("speaker", &speaker)
            .finish_non_exhaustive()
    }
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

    /// The words that report it; empty if there are none.
    #[must_use]
    pub fn cue(&self) -> &'d [Span] {
        &self.data.quote.cue
    }

    /// The mention that it is credited to; empty if there is none.
    #[must_use]
    pub fn source(&self) -> &'d [Span] {
        &self.data.quote.source
    }

    /// Who says it, if known; of [several](Self::speakers) the first.
    #[must_use]
    pub fn speaker(&self) -> Option<Speaker<'d>> {
        self.data.speaker.and_then(|resolved| self.document.speaker(resolved.speaker as usize))
    }

    /// Who says it: none, one, or several who speak together, in the order in which the source names them.
    ///
    /// ```
    /// let document = inquit::analyze("Ann Lee and Bob Ray said that it rained.");
    /// let names: Vec<_> = document.quote(0).unwrap().speakers().map(|speaker| speaker.name()).collect();
    /// assert_eq!(names, ["Ann Lee", "Bob Ray"]);
    /// ```
    pub fn speakers(&self) -> impl Iterator<Item = Speaker<'d>> + use<'d> {
        let (document, quote) = (self.document, self.index as u32);
        let from = document.together.partition_point(|&(of, _)| of < quote);
        let others = document.together.iter().skip(from).take_while(move |&&(of, _)| of == quote);
        let others = others.filter_map(move |&(_, speaker)| document.speaker(speaker as usize));
        self.speaker().into_iter().chain(others)
    }

    /// How likely it is that content and source are right, from 0 to 1.
    #[must_use]
    pub fn confidence(&self) -> f32 {
        self.data.quote.confidence
    }

    /// How likely it is that the [speaker](Self::speaker) is right where content and source are, from 0 to 1; `None` where
    /// there is no speaker.
    ///
    /// ```
    /// let document = inquit::analyze("“It is late,” said Ann Lee. “I am off,” she said.");
    /// let sure = |quote: usize| document.quote(quote).and_then(|quote| quote.speaker_confidence());
    /// assert!(sure(0) > sure(1), "a name is surer than a pronoun");
    /// ```
    #[must_use]
    pub fn speaker_confidence(&self) -> Option<f32> {
        self.data.speaker.map(|resolved| resolved.confidence)
    }

    /// How the quote and its speaker were found.
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

    /// From the start of the content's first part to the end of its last. If “she said” stands between two parts, the
    /// extent includes it.
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
    /// The pattern by which content, cue and source were found.
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

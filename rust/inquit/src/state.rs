//! A whole document written and read back: what pickling and caches need.

use std::borrow::Borrow;

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

use crate::document::{Document, MentionData, QuoteData};
use crate::speaker::SpeakerData;
use crate::text::{Paragraph, Span};
use crate::token::Token;

/// The version of the form. A document of another version is refused.
const VERSION: u32 = 4;

/// All layers of a document, borrowed.
#[derive(serde::Serialize)]
struct Written<'d> {
    version: u32,
    text: &'d str,
    language: Option<&'d str>,
    paragraphs: &'d [Paragraph],
    sentences: &'d [Span],
    tokens: &'d [Token],
    mentions: &'d [MentionData],
    speakers: &'d [SpeakerData],
    quotes: &'d [QuoteData],
    together: &'d [(u32, u32)],
}

/// All layers of a document, not yet known to fit together.
#[derive(serde::Deserialize)]
struct Read {
    version: u32,
    text: String,
    language: Option<String>,
    paragraphs: Vec<Paragraph>,
    sentences: Vec<Span>,
    tokens: Vec<Token>,
    mentions: Vec<MentionData>,
    speakers: Vec<SpeakerData>,
    quotes: Vec<QuoteData>,
    together: Vec<(u32, u32)>,
}

/// A complete document with all its layers, to be saved and read back, for instance for a cache or for pickling. It
/// can be serialised with any serde format.
///
/// It isn't meant for other programs; use the [record](Document::record) for that. Offsets are bytes. The layers may
/// change with a version of the library, which then refuses to read older states and says so in the error.
///
/// [`Document::state`] borrows a document. An owned state, `State<Document>`, can be a field of a struct that is
/// serialised.
///
/// ```
/// use inquit::{Document, State};
/// # fn main() -> Result<(), serde_json::Error> {
/// let document = inquit::analyze("“It is late,” said Ann Lee.");
/// let kept: String = serde_json::to_string(&document.state())?;
///
/// let state: State = serde_json::from_str(&kept)?;
/// assert_eq!(Document::from_state(state), document);
/// # Ok(()) }
/// ```
///
/// Reading fails if a span lies outside the text, layers are out of order, or a quote refers to a speaker that
/// doesn't exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State<D = Document>(D);

impl Document {
    /// The complete document, to be saved and read back.
    #[must_use]
    pub fn state(&self) -> State<&Self> {
        State(self)
    }

    /// The document that a state holds.
    #[must_use]
    pub fn from_state(state: State) -> Self {
        state.0
    }
}

impl From<Document> for State {
    fn from(document: Document) -> Self {
        Self(document)
    }
}

impl From<State> for Document {
    fn from(state: State) -> Self {
        state.0
    }
}

impl<D: Borrow<Document>> Serialize for State<D> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let document = self.0.borrow();
        Written {
            version: VERSION,
            text: &document.text,
            language: document.language.as_deref(),
            paragraphs: &document.paragraphs,
            sentences: &document.sentences,
            tokens: &document.tokens,
            mentions: &document.mentions,
            speakers: &document.speakers,
            quotes: &document.quotes,
            together: &document.together,
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for State {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = Read::deserialize(deserializer)?;
        if let Some(problem) = read.problem() {
            return Err(D::Error::custom(problem));
        }
        Ok(Self(Document {
            text: read.text,
            language: read.language,
            paragraphs: read.paragraphs,
            sentences: read.sentences,
            tokens: read.tokens,
            mentions: read.mentions,
            speakers: read.speakers,
            quotes: read.quotes,
            together: read.together,
        }))
    }
}

impl Read {
    /// What is wrong with it, if anything.
    fn problem(&self) -> Option<String> {
        if self.version != VERSION {
            return Some(format!(
                "a document of version {}; this library reads version {VERSION}",
                self.version
            ));
        }
        let layers = [
            ("paragraphs", self.ordered(self.paragraphs.iter().map(Paragraph::span))),
            ("date lines", self.placed(self.paragraphs.iter().filter_map(Paragraph::dateline))),
            ("sentences", self.ordered(self.sentences.iter().copied())),
            ("tokens", self.ordered(self.tokens.iter().map(Token::span))),
            ("mentions", self.ordered(self.mentions.iter().map(|mention| mention.span))),
            ("speakers", self.speakers.iter().all(|s| self.ordered(s.mentions.iter().copied()))),
            ("quotes", self.quotes.iter().all(|quote| self.has_quote(quote))),
            ("speakers of quotes", self.has_together()),
        ];
        let (name, _) = layers.into_iter().find(|&(_, right)| !right)?;
        Some(format!("the {name} of the document don't fit its text"))
    }

    /// Whether a span lies in the text, on character boundaries.
    fn has(&self, span: Span) -> bool {
        self.text.get(span.range()).is_some()
    }

    fn placed(&self, mut spans: impl Iterator<Item = Span>) -> bool {
        spans.all(|span| self.has(span))
    }

    /// Whether spans lie in the text, in order, without a byte in common.
    fn ordered(&self, spans: impl Iterator<Item = Span>) -> bool {
        let mut end = 0;
        let mut spans = spans;
        spans.all(|span| {
            let right = self.has(span) && span.start() >= end;
            end = span.end();
            right
        })
    }

    /// Whether those who speak together are of quotes with a speaker, and in their order.
    fn has_together(&self) -> bool {
        let fits = |&(quote, speaker): &(u32, u32)| {
            let quote = self.quotes.get(quote as usize);
            quote.is_some_and(|quote| quote.speaker.is_some()) && (speaker as usize) < self.speakers.len()
        };
        self.together.iter().all(fits) && self.together.is_sorted_by_key(|&(quote, _)| quote)
    }

    fn has_quote(&self, data: &QuoteData) -> bool {
        let quote = &data.quote;
        let likely = |confidence: f32| (0.0..=1.0).contains(&confidence);
        let speaker =
            data.speaker.is_none_or(|s| (s.speaker as usize) < self.speakers.len() && likely(s.confidence));
        let spans = [&*quote.content, &*quote.cue, &*quote.source];
        let placed = spans.into_iter().all(|spans| self.ordered(spans.iter().copied()));
        !quote.content.is_empty() && placed && speaker && likely(quote.confidence)
    }
}

#[cfg(test)]
mod tests {
    use super::State;
    use crate::{Document, analyze};

    const TEXT: &str =
        "“We won,” said Ann Lee. “It’s over.”\n\nThe mayor said that she was glad. Élan? Tom Ray left.";

    #[test]
    fn a_document_is_read_back_as_it_was() {
        let document = analyze(TEXT);
        let json = serde_json::to_string(&document.state()).unwrap();
        let read = Document::from_state(serde_json::from_str(&json).unwrap());
        assert_eq!(read, document);
        assert!(read.mentions().eq(document.mentions()));
        assert_eq!(serde_json::to_string(&State::from(read)).unwrap(), json);
    }

    #[test]
    fn a_damaged_document_is_an_error() {
        let state = serde_json::to_value(analyze(TEXT).state()).unwrap();
        let damaged = |path: &str, value: serde_json::Value| {
            let mut state = state.clone();
            *state.pointer_mut(path).unwrap() = value;
            serde_json::from_value::<State>(state).is_err()
        };
        assert!(!damaged("/version", super::VERSION.into()));
        assert!(damaged("/version", 1.into()));
        assert!(damaged("/text", "“We won".into()));
        assert!(damaged("/sentences/0", serde_json::json!([1, 5])), "inside a character");
        assert!(damaged("/sentences/0", serde_json::json!([9, 3])));
        assert!(damaged("/mentions/0/span", serde_json::json!([5000, 5003])));
        assert!(damaged("/mentions/1/span", state["mentions"][0]["span"].clone()), "twice the same");
        assert!(damaged("/mentions/0/entity", 0.into()));
        assert!(damaged("/quotes/0/quote/content", serde_json::json!([])));
        assert!(damaged("/paragraphs/0/dateline", serde_json::json!([3, 5])), "not at the head");
        assert!(damaged("/quotes/0/quote/cue", serde_json::json!([[12, 16], [17, 20]])), "two cues");
        assert!(damaged("/quotes/0/quote/confidence", 1.5.into()));
        assert!(damaged(
            "/quotes/0/speaker",
            serde_json::json!({"speaker": 99, "resolution": "name", "confidence": 1.0})
        ));
    }
}

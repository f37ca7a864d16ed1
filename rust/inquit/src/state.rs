//! A whole document written and read back: what pickling and caches need.

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

use crate::document::{Document, QuoteData};
use crate::speaker::SpeakerData;
use crate::text::{Paragraph, Span};
use crate::token::Token;

/// The version of the form. A document of another version is refused.
const VERSION: u32 = 1;

/// All layers of a document, borrowed.
#[derive(serde::Serialize)]
struct StateRef<'d> {
    version: u32,
    text: &'d str,
    language: Option<&'d str>,
    paragraphs: &'d [Paragraph],
    sentences: &'d [Span],
    tokens: &'d [Token],
    speakers: &'d [SpeakerData],
    quotes: &'d [QuoteData],
}

/// All layers of a document, not yet known to fit together.
#[derive(serde::Deserialize)]
struct State {
    version: u32,
    text: String,
    language: Option<String>,
    paragraphs: Vec<Paragraph>,
    sentences: Vec<Span>,
    tokens: Vec<Token>,
    speakers: Vec<SpeakerData>,
    quotes: Vec<QuoteData>,
}

/// The document with all its layers, in bytes; not the [record](Document::record) that users read.
impl Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        StateRef {
            version: VERSION,
            text: &self.text,
            language: self.language.as_deref(),
            paragraphs: &self.paragraphs,
            sentences: &self.sentences,
            tokens: &self.tokens,
            speakers: &self.speakers,
            quotes: &self.quotes,
        }
        .serialize(serializer)
    }
}

/// Reads what was written. A span outside the text, layers out of order, or a speaker that isn't there
/// is an error.
impl<'de> Deserialize<'de> for Document {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let state = State::deserialize(deserializer)?;
        if let Some(problem) = state.problem() {
            return Err(D::Error::custom(problem));
        }
        Ok(Self {
            text: state.text,
            language: state.language,
            paragraphs: state.paragraphs,
            sentences: state.sentences,
            tokens: state.tokens,
            speakers: state.speakers,
            quotes: state.quotes,
        })
    }
}

impl State {
    /// What is wrong with it, if anything.
    fn problem(&self) -> Option<String> {
        if self.version != VERSION {
            return Some(format!("a document of version {}, not {VERSION}", self.version));
        }
        let layers = [
            ("paragraphs", self.ordered(self.paragraphs.iter().map(Paragraph::span))),
            ("date lines", self.placed(self.paragraphs.iter().filter_map(Paragraph::dateline))),
            ("sentences", self.ordered(self.sentences.iter().copied())),
            ("tokens", self.ordered(self.tokens.iter().map(Token::span))),
            ("mentions", self.speakers.iter().all(|s| self.ordered(s.mentions.iter().copied()))),
            ("quotes", self.quotes.iter().all(|quote| self.has_quote(quote))),
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

    fn has_quote(&self, data: &QuoteData) -> bool {
        let quote = &data.quote;
        let likely = |confidence: f32| (0.0..=1.0).contains(&confidence);
        let speaker =
            data.speaker.is_none_or(|s| (s.speaker as usize) < self.speakers.len() && likely(s.confidence));
        let spans = [&quote.content, &quote.cue, &quote.source];
        let placed = spans.into_iter().all(|spans| self.ordered(spans.iter().copied()));
        !quote.content.is_empty() && placed && speaker && likely(quote.confidence)
    }
}

#[cfg(test)]
mod tests {
    use crate::{Document, analyze};

    const TEXT: &str = "“We won,” said Ann Lee. “It’s over.”\n\nThe mayor said that she was glad. Élan?";

    #[test]
    fn a_document_is_read_back_as_it_was() {
        let document = analyze(TEXT);
        let json = serde_json::to_string(&document).unwrap();
        assert_eq!(serde_json::from_str::<Document>(&json).unwrap(), document);
    }

    #[test]
    fn a_damaged_document_is_an_error() {
        let state = serde_json::to_value(analyze(TEXT)).unwrap();
        let damaged = |path: &str, value: serde_json::Value| {
            let mut state = state.clone();
            *state.pointer_mut(path).unwrap() = value;
            serde_json::from_value::<Document>(state).is_err()
        };
        assert!(!damaged("/version", 1.into()));
        assert!(damaged("/version", 2.into()));
        assert!(damaged("/text", "“We won".into()));
        assert!(damaged("/sentences/0", serde_json::json!([1, 5])), "inside a character");
        assert!(damaged("/sentences/0", serde_json::json!([9, 3])));
        assert!(damaged("/quotes/0/quote/content", serde_json::json!([])));
        assert!(damaged("/quotes/0/quote/confidence", 1.5.into()));
        assert!(damaged(
            "/quotes/0/speaker",
            serde_json::json!({"speaker": 99, "resolution": "name", "confidence": 1.0})
        ));
    }
}

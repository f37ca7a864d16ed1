//! The output: one document as one object of JSON (or of whatever serde writes).

use serde::ser::{Serialize, SerializeSeq, SerializeStruct, Serializer};

use crate::document::{Document, Evidence};
use crate::text::{OffsetMap, OffsetUnit, Span};
use crate::{Act, QuoteKind, SpeakerKind};

/// The version of the record. It is increased when a field is removed or changes its meaning; new fields may be added
/// without a new version.
pub const SCHEMA: u32 = 1;

/// A document as the command and the Python package write it; see [`Document::record`].
///
/// A JSON object with `schema`, `offsets`, `id`, `language`, `text`, `sentences` and `tokens` (if asked for),
/// `speakers` and `quotes`.
#[derive(Clone, Debug)]
pub struct Record<'d, I = &'d str> {
    document: &'d Document,
    id: Option<I>,
    unit: OffsetUnit,
    text: bool,
    sentences: bool,
    tokens: bool,
}

impl Document {
    /// The document as a record whose offsets count `unit`, without text, sentences and tokens.
    ///
    /// ```
    /// let document = inquit::Analyzer::default().analyze("Nobody spoke.");
    /// let json = serde_json::to_string(&document.record(inquit::OffsetUnit::Chars)).unwrap();
    /// assert!(json.starts_with(r#"{"schema":1,"offsets":"chars""#));
    /// ```
    #[must_use]
    pub fn record(&self, unit: OffsetUnit) -> Record<'_> {
        Record { document: self, id: None, unit, text: false, sentences: false, tokens: false }
    }
}

impl<'d, I> Record<'d, I> {
    /// Sets the document's id: a string, a number, or any other value.
    #[must_use]
    pub fn id<J: Serialize>(self, id: J) -> Record<'d, J> {
        let Self { document, unit, text, sentences, tokens, .. } = self;
        Record { document, id: Some(id), unit, text, sentences, tokens }
    }

    /// Includes the text, or not.
    ///
    /// ```
    /// let document = inquit::Analyzer::default().analyze("Nobody spoke.");
    /// let json = serde_json::to_string(&document.record(inquit::OffsetUnit::Chars).text(true)).unwrap();
    /// assert!(json.contains(r#""text":"Nobody spoke.""#));
    /// ```
    #[must_use]
    pub fn text(mut self, yes: bool) -> Self {
        self.text = yes;
        self
    }

    /// Includes the sentences, or not.
    #[must_use]
    pub fn sentences(mut self, yes: bool) -> Self {
        self.sentences = yes;
        self
    }

    /// Includes the tokens, or not.
    #[must_use]
    pub fn tokens(mut self, yes: bool) -> Self {
        self.tokens = yes;
        self
    }
}

/// What makes items into a sequence as they are asked for: a list of all would be larger than the text.
struct List<F>(F);

impl<F, T> Serialize for List<F>
where
    F: Fn() -> T,
    T: Iterator<Item: Serialize>,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let items = (self.0)();
        let (least, most) = items.size_hint();
        let mut out = serializer.serialize_seq(most.filter(|&most| most == least))?;
        for item in items {
            out.serialize_element(&item)?;
        }
        out.end()
    }
}

/// Spans in another unit.
struct Pairs<'d>(&'d OffsetMap<&'d str>, &'d [Span]);

/// A span in another unit.
fn pair(map: &OffsetMap<&str>, span: Span) -> (usize, usize) {
    (map.from_bytes(span.start()), map.from_bytes(span.end()))
}

impl Serialize for Pairs<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        List(|| self.1.iter().map(|&span| pair(self.0, span))).serialize(serializer)
    }
}

#[derive(serde::Serialize)]
struct SpeakerRecord<'d> {
    id: usize,
    name: &'d str,
    kind: Option<SpeakerKind>,
    gender: Option<&'static str>,
    mentions: Pairs<'d>,
}

#[derive(serde::Serialize)]
struct SpeakerRef<'d> {
    id: usize,
    name: &'d str,
    kind: Option<SpeakerKind>,
    confidence: f64,
}

/// A confidence with three digits: more would tell nothing.
fn rounded(confidence: f32) -> f64 {
    (f64::from(confidence) * 1000.0).round() / 1000.0
}

#[derive(serde::Serialize)]
struct QuoteRecord<'d> {
    kind: QuoteKind,
    act: Act,
    content: Pairs<'d>,
    cue: Pairs<'d>,
    source: Pairs<'d>,
    speaker: Option<SpeakerRef<'d>>,
    /// Those who speak with that one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    with: Vec<usize>,
    confidence: f64,
    evidence: Evidence,
}

impl<I: Serialize> Serialize for Record<'_, I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let document = self.document;
        let map = OffsetMap::new(document.text(), self.unit);
        let map = &map;

        let more = [self.id.is_some(), self.text, self.sentences, self.tokens];
        let fields = 5 + more.into_iter().filter(|&there| there).count();
        let mut out = serializer.serialize_struct("Document", fields)?;
        out.serialize_field("schema", &SCHEMA)?;
        out.serialize_field("offsets", self.unit.name())?;
        if let Some(id) = &self.id {
            out.serialize_field("id", id)?;
        }
        out.serialize_field("language", &document.language())?;
        if self.text {
            out.serialize_field("text", document.text())?;
        }
        if self.sentences {
            let sentences = List(|| document.raw_sentences().iter().map(|&sentence| pair(map, sentence)));
            out.serialize_field("sentences", &sentences)?;
        }
        if self.tokens {
            let tokens = List(|| document.raw_tokens().iter().map(|token| pair(map, token.span())));
            out.serialize_field("tokens", &tokens)?;
        }
        let pairs = |spans| Pairs(map, spans);
        let speakers = || {
            let speakers = document.speakers();
            speakers.map(|s| SpeakerRecord {
                id: s.id(),
                name: s.name(),
                kind: s.kind(),
                gender: s.gender().name(),
                mentions: pairs(s.mentions()),
            })
        };
        out.serialize_field("speakers", &List(speakers))?;
        let quotes = || {
            document.quotes().map(|quote| QuoteRecord {
                kind: quote.kind(),
                act: quote.act(),
                content: pairs(quote.content()),
                cue: pairs(quote.cue()),
                source: pairs(quote.source()),
                speaker: quote.speaker().map(|s| SpeakerRef {
                    id: s.id(),
                    name: s.name(),
                    kind: s.kind(),
                    confidence: rounded(quote.speaker_confidence().unwrap_or_default()),
                }),
                with: quote.speakers().skip(1).map(|speaker| speaker.id()).collect(),
                confidence: rounded(quote.confidence()),
                evidence: quote.evidence(),
            })
        };
        out.serialize_field("quotes", &List(quotes))?;
        out.end()
    }
}

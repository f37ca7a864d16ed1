//! The output: one document as one object of JSON (or of whatever serde writes).

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::document::{Document, Evidence};
use crate::text::{OffsetMap, OffsetUnit, Span};
use crate::{Act, QuoteKind};

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

/// A span in another unit.
type Pair = (usize, usize);

#[derive(serde::Serialize)]
struct SpeakerRecord<'d> {
    id: usize,
    name: &'d str,
    mentions: Vec<Pair>,
}

#[derive(serde::Serialize)]
struct SpeakerRef<'d> {
    id: usize,
    name: &'d str,
}

#[derive(serde::Serialize)]
struct QuoteRecord<'d> {
    kind: QuoteKind,
    act: Act,
    content: Vec<Pair>,
    cue: Vec<Pair>,
    source: Vec<Pair>,
    speaker: Option<SpeakerRef<'d>>,
    confidence: f64,
    evidence: Evidence,
}

impl<I: Serialize> Serialize for Record<'_, I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let document = self.document;
        let map = OffsetMap::new(document.text(), self.unit);
        let pair = |span: Span| (map.from_bytes(span.start()), map.from_bytes(span.end()));
        let pairs = |spans: &[Span]| spans.iter().map(|&span| pair(span)).collect::<Vec<_>>();

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
            out.serialize_field("sentences", &pairs(document.raw_sentences()))?;
        }
        if self.tokens {
            out.serialize_field(
                "tokens",
                &document.raw_tokens().iter().map(|t| pair(t.span())).collect::<Vec<_>>(),
            )?;
        }
        let speakers: Vec<_> = document
            .speakers()
            .map(|s| SpeakerRecord { id: s.id(), name: s.name(), mentions: pairs(s.mentions()) })
            .collect();
        out.serialize_field("speakers", &speakers)?;
        let quotes: Vec<_> = document
            .quotes()
            .map(|quote| QuoteRecord {
                kind: quote.kind(),
                act: quote.act(),
                content: pairs(quote.content()),
                cue: pairs(quote.cue()),
                source: pairs(quote.source()),
                speaker: quote.speaker().map(|s| SpeakerRef { id: s.id(), name: s.name() }),
                confidence: (f64::from(quote.confidence()) * 1000.0).round() / 1000.0,
                evidence: quote.evidence(),
            })
            .collect();
        out.serialize_field("quotes", &quotes)?;
        out.end()
    }
}

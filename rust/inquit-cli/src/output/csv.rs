//! Comma-separated values: one row a quote.

use std::io;

use inquit::{Document, OffsetMap, OffsetUnit, Span, SpeakerKind};

use crate::input::Id;

/// The names of the columns: those of the table of quotes (`inquit-arrow`).
pub(crate) const HEADER: [&str; 20] = [
    "document_id",
    "quote_id",
    "kind",
    "act",
    "content",
    "cue",
    "source",
    "speaker",
    "speaker_id",
    "speaker_kind",
    "with",
    "confidence",
    "speaker_confidence",
    "start",
    "end",
    "content_spans",
    "cue_spans",
    "source_spans",
    "pattern",
    "resolution",
];

pub(crate) struct Csv {
    unit: OffsetUnit,
}

impl Csv {
    pub(super) fn new(unit: OffsetUnit) -> Self {
        Self { unit }
    }

    pub(super) fn document(&self, id: &Id, document: &Document, out: &mut Vec<u8>) -> io::Result<()> {
        let map = OffsetMap::new(document.text(), self.unit);
        let id = id.to_string();
        let offset = |at: usize| map.from_bytes(at).to_string();
        let offsets = |spans: &[Span]| {
            let parts = spans.iter().map(|span| format!("{}-{}", offset(span.start()), offset(span.end())));
            parts.collect::<Vec<_>>().join(";")
        };
        let mut writer = csv::Writer::from_writer(out);
        for (number, quote) in document.quotes().enumerate() {
            let (speaker, evidence) = (quote.speaker(), quote.evidence());
            writer.write_record([
                id.as_str(),
                &number.to_string(),
                quote.kind().name(),
                quote.act().name(),
                &quote.text(),
                &quote.cue_text(),
                &quote.source_text(),
                speaker.map_or("", |speaker| speaker.name()),
                &speaker.map_or(String::new(), |speaker| speaker.id().to_string()),
                speaker.and_then(|speaker| speaker.kind()).map_or("", SpeakerKind::name),
                &quote.speakers().skip(1).map(|other| other.name()).collect::<Vec<_>>().join("; "),
                &format!("{:.3}", quote.confidence()),
                &quote.speaker_confidence().map_or(String::new(), |confidence| format!("{confidence:.3}")),
                &offset(quote.extent().start()),
                &offset(quote.extent().end()),
                &offsets(quote.content()),
                &offsets(quote.cue()),
                &offsets(quote.source()),
                evidence.pattern().name(),
                evidence.resolution().map_or("", |resolution| resolution.name()),
            ])?;
        }
        writer.flush()
    }
}

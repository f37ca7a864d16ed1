//! Comma-separated values: one row a quote.

use std::io;

use inquit::{Document, OffsetMap, OffsetUnit};

use super::join;
use crate::input::Id;

/// The names of the columns.
pub(crate) const HEADER: [&str; 9] =
    ["id", "kind", "act", "speaker", "source", "cue", "content", "content_offsets", "confidence"];

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
        let mut writer = csv::Writer::from_writer(out);
        for quote in document.quotes() {
            let offset = |at| map.from_bytes(at);
            let offsets: Vec<_> = quote
                .content()
                .iter()
                .map(|span| format!("{}-{}", offset(span.start()), offset(span.end())))
                .collect();
            writer.write_record([
                id.as_str(),
                quote.kind().name(),
                quote.act().name(),
                quote.speaker().map_or("", |speaker| speaker.name()),
                &join(document, quote.source()),
                &join(document, quote.cue()),
                &quote.text(),
                &offsets.join(";"),
                &format!("{:.3}", quote.confidence()),
            ])?;
        }
        writer.flush()
    }
}

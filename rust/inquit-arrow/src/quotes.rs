//! A row a quote.

use std::sync::Arc;

use arrow_array::ArrayRef;
use arrow_array::builder::{Float32Builder, Int64Builder, StringBuilder};
use arrow_schema::{ArrowError, DataType, Field};
use inquit::{Document, Quote, Resolution, SpeakerKind};

use crate::columns::{Columns, Extents, Lists, Map, always, maybe, number, push_joined, spans_size, strings};

pub(crate) fn fields() -> Vec<Field> {
    vec![
        always("document_id", DataType::Utf8),
        always("quote_id", DataType::Int64),
        always("kind", DataType::Utf8),
        always("act", DataType::Utf8),
        always("content", DataType::Utf8),
        maybe("cue", DataType::Utf8),
        maybe("source", DataType::Utf8),
        maybe("speaker", DataType::Utf8),
        maybe("speaker_id", DataType::Int64),
        maybe("speaker_kind", DataType::Utf8),
        maybe("with", DataType::Utf8),
        always("confidence", DataType::Float32),
        maybe("speaker_confidence", DataType::Float32),
        always("start", DataType::Int64),
        always("end", DataType::Int64),
        always("content_spans", Lists::data_type()),
        always("cue_spans", Lists::data_type()),
        always("source_spans", Lists::data_type()),
        always("pattern", DataType::Utf8),
        maybe("resolution", DataType::Utf8),
    ]
}

#[derive(Default)]
pub(crate) struct Quotes {
    kind: StringBuilder,
    act: StringBuilder,
    content: StringBuilder,
    cue: StringBuilder,
    source: StringBuilder,
    speaker: StringBuilder,
    speaker_id: Int64Builder,
    speaker_kind: StringBuilder,
    with: StringBuilder,
    confidence: Float32Builder,
    speaker_confidence: Float32Builder,
    extents: Extents,
    content_spans: Lists,
    cue_spans: Lists,
    source_spans: Lists,
    pattern: StringBuilder,
    resolution: StringBuilder,
}

impl Columns for Quotes {
    type Row<'d> = Quote<'d>;

    fn rows(document: &Document) -> impl Iterator<Item = Quote<'_>> {
        document.quotes()
    }

    fn size(quote: &Quote<'_>) -> usize {
        let parts = [quote.content(), quote.cue(), quote.source()];
        let names: usize = quote.speakers().map(|speaker| speaker.name().len() + 2).sum();
        parts.map(spans_size).iter().sum::<usize>() + names
    }

    fn push(&mut self, quote: Quote<'_>, document: &Document, map: &Map<'_>) {
        let speaker = quote.speaker();
        let evidence = quote.evidence();
        self.kind.append_value(quote.kind().name());
        self.act.append_value(quote.act().name());
        push_joined(&mut self.content, quote.content(), document);
        push_joined(&mut self.cue, quote.cue(), document);
        push_joined(&mut self.source, quote.source(), document);
        self.speaker.append_option(speaker.map(|speaker| speaker.name()));
        self.speaker_id.append_option(speaker.map(|speaker| number(speaker.id())));
        self.speaker_kind.append_option(speaker.and_then(|speaker| speaker.kind()).map(SpeakerKind::name));
        let others: Vec<_> = quote.speakers().skip(1).map(|other| other.name()).collect();
        self.with.append_option((!others.is_empty()).then(|| others.join("; ")));
        self.confidence.append_value(quote.confidence());
        self.speaker_confidence.append_option(quote.speaker_confidence());
        self.extents.push(quote.extent(), map);
        self.content_spans.push(quote.content(), map);
        self.cue_spans.push(quote.cue(), map);
        self.source_spans.push(quote.source(), map);
        self.pattern.append_value(evidence.pattern().name());
        self.resolution.append_option(evidence.resolution().map(Resolution::name));
    }

    fn take(&mut self) -> Result<Vec<ArrayRef>, ArrowError> {
        let [start, end] = self.extents.take();
        Ok(vec![
            strings(&mut self.kind),
            strings(&mut self.act),
            strings(&mut self.content),
            strings(&mut self.cue),
            strings(&mut self.source),
            strings(&mut self.speaker),
            Arc::new(self.speaker_id.finish()),
            strings(&mut self.speaker_kind),
            strings(&mut self.with),
            Arc::new(self.confidence.finish()),
            Arc::new(self.speaker_confidence.finish()),
            start,
            end,
            self.content_spans.take()?,
            self.cue_spans.take()?,
            self.source_spans.take()?,
            strings(&mut self.pattern),
            strings(&mut self.resolution),
        ])
    }
}

//! Quotes and speakers.

use inquit::{Quote, Speaker};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::shared::Shared;
use crate::span::PySpan;

/// One attribution: content, cue, source and speaker.
#[pyclass(frozen, module = "inquit", name = "Quote")]
#[derive(Clone)]
pub(crate) struct PyQuote {
    shared: Shared,
    index: usize,
}

/// One who speaks in a document.
#[pyclass(frozen, module = "inquit", name = "Speaker")]
#[derive(Clone)]
pub(crate) struct PySpeaker {
    shared: Shared,
    id: usize,
}

impl PyQuote {
    /// The quotes of a document.
    pub(crate) fn all(shared: &Shared) -> Vec<Self> {
        let count = shared.document().map_or(0, |document| document.quotes().len());
        (0..count).map(|index| Self { shared: shared.clone(), index }).collect()
    }

    fn with<T: Default>(&self, read: impl FnOnce(Quote<'_>) -> T) -> T {
        self.shared.document().and_then(|document| document.quote(self.index)).map(read).unwrap_or_default()
    }

    fn spans(&self, read: impl FnOnce(Quote<'_>) -> &[inquit::Span]) -> Vec<PySpan> {
        self.with(|quote| PySpan::all(&self.shared, read(quote)))
    }

    fn extent(&self) -> inquit::Span {
        self.with(|quote| match quote.content() {
            [first, .., last] => first.cover(*last),
            [only] => *only,
            [] => inquit::Span::default(),
        })
    }
}

#[pymethods]
impl PyQuote {
    /// Where its content starts, as a `str` index.
    #[getter]
    fn start(&self) -> usize {
        self.shared.index(self.extent().start())
    }

    /// Where its content ends: the `str` index after its last character.
    #[getter]
    fn end(&self) -> usize {
        self.shared.index(self.extent().end())
    }

    /// The text from `start` to `end`. Of a quote that its cue splits this holds the cue too:
    /// `content` has the parts.
    #[getter]
    fn text(&self) -> &str {
        self.shared.slice(self.extent())
    }

    /// "direct", "indirect" or "mixed".
    #[getter]
    fn kind(&self) -> &'static str {
        self.with(|quote| quote.kind().name())
    }

    /// What is reported: "speech", "writing", "thought", "wish" or "expectation".
    #[getter]
    fn act(&self) -> &'static str {
        self.with(|quote| quote.act().name())
    }

    /// What is said: one span or more, in order, quotation marks included.
    #[getter]
    fn content(&self) -> Vec<PySpan> {
        self.spans(|quote| quote.content())
    }

    /// The words that report it; empty where none do.
    #[getter]
    fn cue(&self) -> Vec<PySpan> {
        self.spans(|quote| quote.cue())
    }

    /// The mention that it is credited to; empty where there is none.
    #[getter]
    fn source(&self) -> Vec<PySpan> {
        self.spans(|quote| quote.source())
    }

    /// Who says it; `None` where that can't be told.
    #[getter]
    fn speaker(&self) -> Option<PySpeaker> {
        self.with(|quote| {
            quote.speaker().map(|speaker| PySpeaker { shared: self.shared.clone(), id: speaker.id() })
        })
    }

    /// How likely content, source and speaker are right, from 0 to 1.
    #[getter]
    fn confidence(&self) -> f32 {
        self.with(|quote| quote.confidence())
    }

    /// What the answer rests on: the pattern that tied content, cue and source together, and how the
    /// source led to the speaker.
    #[getter]
    fn evidence<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let (pattern, resolution) = self.with(|quote| {
            let evidence = quote.evidence();
            (evidence.pattern().name(), evidence.resolution().map(inquit::Resolution::name))
        });
        let evidence = PyDict::new(py);
        evidence.set_item("pattern", pattern)?;
        evidence.set_item("resolution", resolution)?;
        Ok(evidence)
    }

    fn __str__(&self) -> &str {
        self.text()
    }

    fn __repr__(&self) -> String {
        let speaker = self.speaker().map_or_else(|| "None".to_owned(), |s| format!("{:?}", s.name()));
        format!(
            "Quote({}, {}, kind={:?}, speaker={speaker}, text={:?})",
            self.start(),
            self.end(),
            self.kind(),
            self.text()
        )
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.index == other.index && self.shared.document() == other.shared.document()
    }

    fn __hash__(&self) -> usize {
        self.index
    }
}

impl PySpeaker {
    /// The speakers of a document.
    pub(crate) fn all(shared: &Shared) -> Vec<Self> {
        let count = shared.document().map_or(0, |document| document.speakers().len());
        (0..count).map(|id| Self { shared: shared.clone(), id }).collect()
    }

    fn with<'s, T: Default>(&'s self, read: impl FnOnce(Speaker<'s>) -> T) -> T {
        self.shared.document().and_then(|document| document.speaker(self.id)).map(read).unwrap_or_default()
    }
}

#[pymethods]
impl PySpeaker {
    /// Its place among the document's speakers.
    #[getter]
    fn id(&self) -> usize {
        self.id
    }

    /// The fullest name that the document, or the analyzer's known people, has for them.
    #[getter]
    fn name(&self) -> &str {
        self.with(|speaker| speaker.name())
    }

    /// Where they are mentioned, in order.
    #[getter]
    fn mentions(&self) -> Vec<PySpan> {
        self.with(|speaker| PySpan::all(&self.shared, speaker.mentions()))
    }

    /// The quotes they are the speaker of, in order.
    #[getter]
    fn quotes(&self) -> Vec<PyQuote> {
        let Some(document) = self.shared.document() else { return Vec::new() };
        let theirs = |(_, quote): &(usize, Quote<'_>)| quote.speaker().is_some_and(|s| s.id() == self.id);
        let quotes = document.quotes().enumerate().filter(theirs);
        quotes.map(|(index, _)| PyQuote { shared: self.shared.clone(), index }).collect()
    }

    fn __str__(&self) -> &str {
        self.name()
    }

    fn __repr__(&self) -> String {
        format!("Speaker({}, {:?})", self.id, self.name())
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.id == other.id && self.shared.document() == other.shared.document()
    }

    fn __hash__(&self) -> usize {
        self.id
    }
}

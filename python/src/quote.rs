//! Quotes and speakers.

use inquit::{Quote, Speaker, SpeakerKind};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use crate::document::PyDocument;
use crate::listed::tuple;
use crate::shared::Shared;
use crate::span::PySpan;
use crate::written::repr;

/// One attribution: content, cue, source and speaker.
///
/// Its `content` is one span or more: of “A,” he said, “B” it is “A,” and “B”. `text` has them joined, without what stands
/// between; `extent`, from `start` to `end`, is all from the first to the last, which is `content[0]` where there is one. Which of
/// them a length would be of is left to you: `len(quote.text)` or `len(quote.extent)`.
///
/// >>> quote = inquit.analyze("“It rains,” Ann Lee said, “and it pours.”").quotes[0]
/// >>> quote.text
/// '“It rains,” … “and it pours.”'
/// >>> quote.extent.text
/// '“It rains,” Ann Lee said, “and it pours.”'
#[pyclass(frozen, module = "inquit", name = "Quote")]
#[derive(Clone)]
pub(crate) struct PyQuote {
    shared: Shared,
    index: usize,
}

/// Where a view is in its document.
type Place<'py> = (Bound<'py, PyAny>, usize);

/// One who speaks in a document.
#[pyclass(frozen, module = "inquit", name = "Speaker")]
#[derive(Clone)]
pub(crate) struct PySpeaker {
    shared: Shared,
    id: usize,
}

impl PyQuote {
    /// The quotes of a document.
    pub(crate) fn all<'py>(py: Python<'py>, shared: &Shared) -> PyResult<Bound<'py, PyTuple>> {
        let count = shared.document().map_or(0, |document| document.quotes().len());
        tuple(py, (0..count).map(|index| Self { shared: shared.clone(), index }))
    }

    fn with<T: Default>(&self, read: impl FnOnce(Quote<'_>) -> T) -> T {
        self.shared.document().and_then(|document| document.quote(self.index)).map(read).unwrap_or_default()
    }

    fn spans<'py>(
        &self,
        py: Python<'py>,
        read: impl FnOnce(Quote<'_>) -> &[inquit::Span],
    ) -> PyResult<Bound<'py, PyTuple>> {
        self.with(|quote| Some(PySpan::all(py, &self.shared, read(quote))))
            .unwrap_or_else(|| Ok(PyTuple::empty(py)))
    }

    fn whole(&self) -> inquit::Span {
        self.with(|quote| quote.extent())
    }
}

#[pymethods]
impl PyQuote {
    /// Its place among the document's quotes.
    #[getter]
    fn index(&self) -> usize {
        self.index
    }

    /// Where its extent starts, as a `str` index.
    #[getter]
    fn start(&self) -> usize {
        self.shared.index(self.whole().start())
    }

    /// Where its extent ends: the `str` index after its last character.
    #[getter]
    fn end(&self) -> usize {
        self.shared.index(self.whole().end())
    }

    /// From the start of its first content to the end of its last: with the cue where that stands between.
    #[getter]
    fn extent(&self) -> PySpan {
        PySpan::new(self.shared.clone(), self.whole())
    }

    /// What is said: the texts of its content, joined by " … ".
    #[getter]
    fn text(&self) -> String {
        self.with(|quote| quote.text().into_owned())
    }

    /// The words that report it, joined likewise; empty where none do.
    #[getter]
    fn cue_text(&self) -> String {
        self.with(|quote| quote.cue_text().into_owned())
    }

    /// The mention that it is credited to, joined likewise; empty where there is none.
    #[getter]
    fn source_text(&self) -> String {
        self.with(|quote| quote.source_text().into_owned())
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
    fn content<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.spans(py, |quote| quote.content())
    }

    /// The words that report it; empty where none do.
    #[getter]
    fn cue<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.spans(py, |quote| quote.cue())
    }

    /// The mention that it is credited to; empty where there is none.
    #[getter]
    fn source<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.spans(py, |quote| quote.source())
    }

    /// Who says it; of several the first; `None` where that can't be told.
    #[getter]
    fn speaker(&self) -> Option<PySpeaker> {
        self.with(|quote| {
            quote.speaker().map(|speaker| PySpeaker { shared: self.shared.clone(), id: speaker.id() })
        })
    }

    /// Who says it: none, one, or several who speak together, in the order in which the source names them.
    ///
    /// >>> quote = inquit.analyze("Ann Lee and Bob Ray said that it rained.").quotes[0]
    /// >>> [speaker.name for speaker in quote.speakers]
    /// ['Ann Lee', 'Bob Ray']
    #[getter]
    fn speakers<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let ids = self.with(|quote| quote.speakers().map(|speaker| speaker.id()).collect::<Vec<_>>());
        tuple(py, ids.into_iter().map(|id| PySpeaker { shared: self.shared.clone(), id }))
    }

    /// How likely content and source are right, from 0 to 1.
    #[getter]
    fn confidence(&self) -> f32 {
        self.with(|quote| quote.confidence())
    }

    /// How likely the speaker is right where content and source are, from 0 to 1; `None` where there is no speaker.
    #[getter]
    fn speaker_confidence(&self) -> Option<f32> {
        self.with(|quote| quote.speaker_confidence())
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

    fn __str__(&self) -> String {
        self.text()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(format!(
            "Quote({}, {}, kind={}, speaker={}, text={})",
            self.start(),
            self.end(),
            repr(py, self.kind())?,
            repr(py, self.with(|quote| quote.speaker().map(|speaker| speaker.name().to_owned())))?,
            repr(py, self.text())?,
        ))
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.index == other.index && self.shared.same_document(&other.shared)
    }

    fn __hash__(&self) -> u64 {
        self.shared.hash_with(self.index)
    }

    fn __copy__(this: Bound<'_, Self>) -> Bound<'_, Self> {
        this
    }

    #[pyo3(signature = (memo, /))]
    fn __deepcopy__<'py>(this: Bound<'py, Self>, memo: &Bound<'py, PyAny>) -> Bound<'py, Self> {
        let _ = memo;
        this
    }

    /// Reads what `__reduce__` wrote. Raises `ValueError` where the document has no such quote.
    #[staticmethod]
    fn _at(document: &Bound<'_, PyDocument>, index: usize) -> PyResult<Self> {
        let shared = Shared::held_by(document)?;
        if document.get().document()?.quote(index).is_none() {
            return Err(PyValueError::new_err(format!("the document has no quote {index}")));
        }
        Ok(Self { shared, index })
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Place<'py>)> {
        Ok((py.get_type::<Self>().getattr("_at")?, (self.shared.holder(py)?, self.index)))
    }
}

impl PySpeaker {
    /// The speakers of a document.
    pub(crate) fn all<'py>(py: Python<'py>, shared: &Shared) -> PyResult<Bound<'py, PyTuple>> {
        let count = shared.document().map_or(0, |document| document.speakers().len());
        tuple(py, (0..count).map(|id| Self { shared: shared.clone(), id }))
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

    /// The fullest name that the document, or the analyzer's known people, has for them; of an unnamed one the words that
    /// describe them first.
    #[getter]
    fn name(&self) -> &str {
        self.with(|speaker| speaker.name())
    }

    /// "person", "organisation", "group" (several with a name in common), or "unnamed": someone whom the text describes but
    /// doesn't name, "U.S. officials". `None` where the text doesn't tell a person from an organisation.
    ///
    /// >>> document = inquit.analyze("“It rains,” said Ann Lee. Two officials said that it would end.")
    /// >>> [(speaker.name, speaker.kind) for speaker in document.speakers]
    /// [('Ann Lee', 'person'), ('Two officials', 'unnamed')]
    #[getter]
    fn kind(&self) -> Option<&'static str> {
        self.with(|speaker| speaker.kind().map(SpeakerKind::name))
    }

    /// Which pronouns the text uses for them, as far as names, titles and nouns tell: "male", "female" or "neuter".
    #[getter]
    fn gender(&self) -> Option<&'static str> {
        self.with(|speaker| speaker.gender().name())
    }

    /// The names that the document calls them by, as they are written there and with their titles, each with how often it
    /// does: a `dict`, the most frequent first.
    #[getter]
    fn aliases<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let aliases = PyDict::new(py);
        for (name, count) in self.with(|speaker| speaker.aliases()) {
            aliases.set_item(name, count)?;
        }
        Ok(aliases)
    }

    /// Where they are mentioned, in order.
    #[getter]
    fn mentions<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PySpan::all(py, &self.shared, self.with(|speaker| speaker.mentions()))
    }

    /// The quotes they are the speaker of, in order.
    #[getter]
    fn quotes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let theirs = self.shared.quotes_of(self.id).iter();
        tuple(py, theirs.map(|&index| PyQuote { shared: self.shared.clone(), index }))
    }

    fn __str__(&self) -> &str {
        self.name()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(format!("Speaker({}, {})", self.id, repr(py, self.name())?))
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.id == other.id && self.shared.same_document(&other.shared)
    }

    fn __hash__(&self) -> u64 {
        self.shared.hash_with(self.id)
    }

    fn __copy__(this: Bound<'_, Self>) -> Bound<'_, Self> {
        this
    }

    #[pyo3(signature = (memo, /))]
    fn __deepcopy__<'py>(this: Bound<'py, Self>, memo: &Bound<'py, PyAny>) -> Bound<'py, Self> {
        let _ = memo;
        this
    }

    /// Reads what `__reduce__` wrote. Raises `ValueError` where the document has no such speaker.
    #[staticmethod]
    fn _at(document: &Bound<'_, PyDocument>, id: usize) -> PyResult<Self> {
        let shared = Shared::held_by(document)?;
        if document.get().document()?.speaker(id).is_none() {
            return Err(PyValueError::new_err(format!("the document has no speaker {id}")));
        }
        Ok(Self { shared, id })
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Place<'py>)> {
        Ok((py.get_type::<Self>().getattr("_at")?, (self.shared.holder(py)?, self.id)))
    }
}

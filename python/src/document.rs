//! Documents.

use inquit::OffsetUnit;
use inquit_formats::Format;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBytes, PyTuple};

use crate::argument::{Argument, number, text_or_none};
use crate::listed::tuple;
use crate::quote::{PyQuote, PySpeaker};
use crate::shared::Shared;
use crate::span::{PyParagraph, PySentence, PySpan, PyToken};
use crate::table::PyTable;
use crate::written::repr;

/// A text with its paragraphs, sentences, tokens, quotes and speakers.
///
/// Offsets are `str` indices. Documents compare by value and can be pickled. Nothing in one can be changed, so that its
/// views are tuples, made once, and a copy is the document itself. A view holds on to its document, and is pickled with it:
/// many views of one document, pickled together, with one document.
#[pyclass(frozen, weakref, module = "inquit", name = "Document")]
pub(crate) struct PyDocument {
    shared: Shared,
    paragraphs: Layer,
    sentences: Layer,
    tokens: Layer,
    quotes: Layer,
    speakers: Layer,
}

/// Views of a kind, once they were asked for. They hold on to what is shared, not to this object: there is no cycle.
struct Layer(PyOnceLock<Py<PyTuple>>);

impl Layer {
    fn get<'py>(
        &self,
        py: Python<'py>,
        views: impl FnOnce() -> PyResult<Bound<'py, PyTuple>>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        if let Some(made) = self.0.get(py) {
            return Ok(made.bind(py).clone());
        }
        // Not under the lock: while objects are made, the garbage collector may run code that asks for the same.
        let views = views()?;
        let _ = self.0.set(py, views.clone().unbind());
        Ok(self.0.get(py).map_or(views, |made| made.bind(py).clone()))
    }
}

impl PyDocument {
    pub(crate) fn new(shared: Shared) -> Self {
        let layer = || Layer(PyOnceLock::new());
        Self {
            shared,
            paragraphs: layer(),
            sentences: layer(),
            tokens: layer(),
            quotes: layer(),
            speakers: layer(),
        }
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.shared
    }

    /// What views share, to make some from: they are pickled with this object.
    fn share(this: &Bound<'_, Self>) -> PyResult<Shared> {
        this.get().shared.hold(this)?;
        Ok(this.get().shared.clone())
    }

    pub(crate) fn document(&self) -> PyResult<&inquit::Document> {
        self.shared.document().ok_or_else(|| PyValueError::new_err("the document is empty"))
    }
}

/// The unit with a name.
pub(crate) fn unit(name: &Argument<'_>) -> PyResult<OffsetUnit> {
    let name = name.word("offsets", "chars")?;
    let units = [OffsetUnit::Chars, OffsetUnit::Bytes, OffsetUnit::Utf16];
    units.into_iter().find(|unit| unit.name() == name).ok_or_else(|| {
        PyValueError::new_err(format!("offsets must be \"chars\", \"bytes\" or \"utf16\", not {name:?}"))
    })
}

#[pymethods]
impl PyDocument {
    /// The text, unaltered.
    #[getter]
    fn text(&self) -> &str {
        self.shared.text()
    }

    /// ISO 639-3 code of the language that it was read in: the analyzer's, else what the text is told to be, else, where it is
    /// too short to tell, English ("eng"). `None` where there was nothing to read.
    #[getter]
    fn language(&self) -> Option<&str> {
        self.shared.document().and_then(inquit::Document::language)
    }

    /// The paragraphs, in order.
    #[getter]
    fn paragraphs<'py>(this: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        this.get().paragraphs.get(this.py(), || {
            let shared = Self::share(this)?;
            let paragraphs = this.get().document()?.raw_paragraphs().iter();
            tuple(this.py(), paragraphs.map(|paragraph| PyParagraph::new(shared.clone(), paragraph)))
        })
    }

    /// The sentences, in order. With the white space between them they rebuild the text.
    #[getter]
    fn sentences<'py>(this: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        this.get().sentences.get(this.py(), || {
            let shared = Self::share(this)?;
            let sentences = this.get().document()?.sentences();
            tuple(this.py(), sentences.map(|sentence| PySentence::new(shared.clone(), sentence.span())))
        })
    }

    /// The tokens, in order.
    #[getter]
    fn tokens<'py>(this: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        this.get().tokens.get(this.py(), || {
            let shared = Self::share(this)?;
            let tokens = this.get().document()?.raw_tokens().iter();
            tuple(this.py(), tokens.map(|&token| PyToken::new(shared.clone(), token)))
        })
    }

    /// The quotes, in order of their first content.
    #[getter]
    fn quotes<'py>(this: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        this.get().quotes.get(this.py(), || PyQuote::all(this.py(), &Self::share(this)?))
    }

    /// Those who speak in it, in order of first mention.
    #[getter]
    fn speakers<'py>(this: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        this.get().speakers.get(this.py(), || PySpeaker::all(this.py(), &Self::share(this)?))
    }

    /// The span from `str` index `start` up to `end`. Raises `ValueError` if they don't lie in the text,
    /// in this order.
    fn span(this: &Bound<'_, Self>, start: &Bound<'_, PyAny>, end: &Bound<'_, PyAny>) -> PyResult<PySpan> {
        let shared = Self::share(this)?;
        let span = shared.span(number(start, "start")?, number(end, "end")?)?;
        Ok(PySpan::new(shared, span))
    }

    /// The record as a JSON string, as the command `inquit` writes it: `schema`, `offsets`, `id`,
    /// `language`, `speakers` and `quotes`; `text`, `sentences` and `tokens` if asked for. `offsets` may be
    /// "chars", "bytes" or "utf16".
    #[pyo3(
        signature = (*, id=None, text=Argument::default(), sentences=Argument::default(), tokens=Argument::default(),
            offsets=Argument::default()),
        text_signature = "($self, *, id=None, text=False, sentences=False, tokens=False, offsets='chars')"
    )]
    fn to_json(
        &self,
        id: Option<&Bound<'_, PyAny>>,
        text: Argument<'_>,
        sentences: Argument<'_>,
        tokens: Argument<'_>,
        offsets: Argument<'_>,
    ) -> PyResult<String> {
        let (id, unit) = (text_or_none(id, "id")?, unit(&offsets)?);
        let mut record = self
            .document()?
            .record(unit)
            .text(text.flag("text")?)
            .sentences(sentences.flag("sentences")?)
            .tokens(tokens.flag("tokens")?);
        if let Some(id) = id {
            record = record.id(id);
        }
        serde_json::to_string(&record).map_err(|error| PyValueError::new_err(error.to_string()))
    }

    /// The record as a `dict`; see `to_json`.
    #[pyo3(
        signature = (*, id=None, text=Argument::default(), sentences=Argument::default(), tokens=Argument::default(),
            offsets=Argument::default()),
        text_signature = "($self, *, id=None, text=False, sentences=False, tokens=False, offsets='chars')"
    )]
    fn to_dict<'py>(
        &self,
        py: Python<'py>,
        id: Option<&Bound<'_, PyAny>>,
        text: Argument<'_>,
        sentences: Argument<'_>,
        tokens: Argument<'_>,
        offsets: Argument<'_>,
    ) -> PyResult<Bound<'py, PyAny>> {
        py.import("json")?.call_method1("loads", (self.to_json(id, text, sentences, tokens, offsets)?,))
    }

    /// The document in a format of others, as a `str`: "tei" (TEI P5), "annotation" (W3C Web Annotation, JSON-LD), "brat"
    /// (the `.ann` that goes beside a file of the text), "conllu" (CoNLL-U) or "citron" (Citron's JSON). `id` is what the
    /// document is called there. `docs/formats.md` shows each, and what it can't hold.
    ///
    /// >>> document = inquit.analyze("“It stands,” Ann Lee said.")
    /// >>> print(document.export("brat").splitlines()[0].replace("\t", " "))
    /// T1 Speaker 13 20 Ann Lee
    #[pyo3(
        signature = (format, *, id=Argument::default()),
        text_signature = "($self, format, *, id='document')"
    )]
    fn export(&self, format: Argument<'_>, id: Argument<'_>) -> PyResult<String> {
        let (format, id) = (format.word("format", "")?, id.text_or("id", "document")?);
        let names = || Format::ALL.iter().map(|format| format.name()).collect::<Vec<_>>().join(", ");
        let format = Format::named(&format).ok_or_else(|| {
            PyValueError::new_err(format!("format must be one of {}, not {format:?}", names()))
        })?;
        Ok(inquit_formats::export(self.document()?, id, format))
    }

    /// The quotes as a `pandas.DataFrame`, a row each: the columns of `quotes_table`. Raises `ImportError` without pandas
    /// and pyarrow.
    #[pyo3(
        signature = (*, id=Argument::default(), offsets=Argument::default()),
        text_signature = "($self, *, id='0', offsets='chars')"
    )]
    fn to_pandas<'py>(
        &self,
        py: Python<'py>,
        id: Argument<'py>,
        offsets: Argument<'py>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let table = PyTable::quotes_of(self.document()?, id.text_or("id", "0")?, unit(&offsets)?)?;
        PyTable::to_pandas(&Bound::new(py, table)?)
    }

    /// The quotes as a `polars.DataFrame`; see `to_pandas`. Raises `ImportError` without polars.
    #[pyo3(
        signature = (*, id=Argument::default(), offsets=Argument::default()),
        text_signature = "($self, *, id='0', offsets='chars')"
    )]
    fn to_polars<'py>(
        &self,
        py: Python<'py>,
        id: Argument<'py>,
        offsets: Argument<'py>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let table = PyTable::quotes_of(self.document()?, id.text_or("id", "0")?, unit(&offsets)?)?;
        PyTable::to_polars(&Bound::new(py, table)?)
    }

    /// The text as HTML, quotes coloured by speaker, beside a panel of these: what a notebook shows. `render` makes a page.
    fn _repr_html_(&self) -> PyResult<String> {
        Ok(inquit_view::embedded(self.document()?))
    }

    /// Reads what `__reduce__` wrote. Raises `ValueError` if it is damaged.
    #[staticmethod]
    fn _from_state(state: &[u8]) -> PyResult<Self> {
        let document = serde_json::from_slice::<inquit::State>(state)
            .map_err(|error| PyValueError::new_err(error.to_string()))?;
        Ok(Self::new(Shared::new(document.into())))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        let state = serde_json::to_vec(&self.document()?.state())
            .map_err(|error| PyValueError::new_err(error.to_string()))?;
        let read = py.get_type::<Self>().getattr("_from_state")?;
        Ok((read, (PyBytes::new(py, &state),)))
    }

    fn __copy__(this: Bound<'_, Self>) -> Bound<'_, Self> {
        this
    }

    #[pyo3(signature = (memo, /))]
    fn __deepcopy__<'py>(this: Bound<'py, Self>, memo: &Bound<'py, PyAny>) -> Bound<'py, Self> {
        let _ = memo;
        this
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let (quotes, speakers) =
            self.shared.document().map_or((0, 0), |d| (d.quotes().len(), d.speakers().len()));
        let head: String = self.text().chars().take(40).collect();
        let more = if head.len() < self.text().len() { "…" } else { "" };
        Ok(format!("Document({}, quotes={quotes}, speakers={speakers})", repr(py, head + more)?))
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.shared.same_document(&other.shared)
    }

    fn __hash__(&self) -> u64 {
        self.shared.hash()
    }
}

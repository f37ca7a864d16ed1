//! A text shared by all views into it, with its offsets in characters.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};

use inquit::{Document, OffsetMap, OffsetUnit, Span};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyWeakrefMethods, PyWeakrefReference};

use crate::argument::type_name;
use crate::document::PyDocument;

/// A document, or a text alone, and the map from its bytes to `str` indices.
#[derive(Clone)]
pub(crate) struct Shared(Arc<Inner>);

struct Inner {
    source: Source,
    chars: OffsetMap<Source>,
    /// Of the text, once it was asked for.
    hash: OnceLock<u64>,
    /// The quotes of each speaker, once they were asked for.
    quotes: OnceLock<Vec<Vec<usize>>>,
    /// The object of Python that has it, while there is one: what the pickles of views share.
    holder: Mutex<Option<Py<PyWeakrefReference>>>,
    /// The document that it was compared with last, and whether they are equal.
    compared: Mutex<(Weak<Self>, bool)>,
}

#[derive(Clone)]
enum Source {
    Document(Arc<Document>),
    Text(Arc<str>),
}

impl AsRef<str> for Source {
    fn as_ref(&self) -> &str {
        match self {
            Self::Document(document) => document.text(),
            Self::Text(text) => text,
        }
    }
}

impl Shared {
    pub(crate) fn new(document: Document) -> Self {
        Self::of(Source::Document(Arc::new(document)))
    }

    pub(crate) fn of_text(text: &str) -> Self {
        Self::of(Source::Text(text.into()))
    }

    fn of(source: Source) -> Self {
        let chars = OffsetMap::new(source.clone(), OffsetUnit::Chars);
        let (hash, quotes, holder, compared) = Default::default();
        Self(Arc::new(Inner { source, chars, hash, quotes, holder, compared }))
    }

    /// The document; `None` where there is a text alone.
    pub(crate) fn document(&self) -> Option<&Document> {
        match &self.0.source {
            Source::Document(document) => Some(document),
            Source::Text(_) => None,
        }
    }

    /// The places of the quotes of a speaker, in order. All are sorted out at once, so that it takes no longer to ask for those
    /// of each speaker.
    pub(crate) fn quotes_of(&self, speaker: usize) -> &[usize] {
        let sort_out = || {
            let Some(document) = self.document() else { return Vec::new() };
            let mut all = vec![Vec::new(); document.speakers().len()];
            for quote in document.quotes() {
                for speaker in quote.speakers() {
                    all.get_mut(speaker.id()).into_iter().for_each(|theirs| theirs.push(quote.index()));
                }
            }
            all
        };
        self.0.quotes.get_or_init(sort_out).get(speaker).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn text(&self) -> &str {
        self.0.source.as_ref()
    }

    /// A byte offset as a `str` index.
    pub(crate) fn index(&self, offset: usize) -> usize {
        self.0.chars.from_bytes(offset)
    }

    /// The span from a `str` index up to another. Raises `ValueError` if they don't lie in the text, in this order.
    pub(crate) fn span(&self, start: usize, end: usize) -> PyResult<Span> {
        let length = self.index(self.text().len());
        if start > end || end > length {
            return Err(PyValueError::new_err(format!(
                "no span from {start} to {end} in a text of {length} characters"
            )));
        }
        Ok(Span::new(self.0.chars.to_bytes(start), self.0.chars.to_bytes(end)))
    }

    pub(crate) fn slice(&self, span: Span) -> &str {
        span.of(self.text())
    }

    /// Whether two views look at the same text, or at equal ones.
    pub(crate) fn same_text(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.text() == other.text()
    }

    /// Whether two views look at the same document, or at equal ones. Two that are compared again, as where the quotes of
    /// one are looked for among those of the other, aren't read again.
    pub(crate) fn same_document(&self, other: &Self) -> bool {
        if Arc::ptr_eq(&self.0, &other.0) {
            return true;
        }
        let last = || self.0.compared.lock().unwrap_or_else(PoisonError::into_inner);
        let (with, equal) = last().clone();
        if std::ptr::eq(with.as_ptr(), Arc::as_ptr(&other.0)) {
            return equal;
        }
        let equal = self.document() == other.document();
        *last() = (Arc::downgrade(&other.0), equal);
        equal
    }

    /// A hash of the text, equal for equal texts.
    pub(crate) fn hash(&self) -> u64 {
        *self.0.hash.get_or_init(|| {
            let mut hasher = DefaultHasher::new();
            self.text().hash(&mut hasher);
            hasher.finish()
        })
    }

    /// A hash of a view into it.
    pub(crate) fn hash_with(&self, view: impl Hash) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.hash(), view).hash(&mut hasher);
        hasher.finish()
    }
}

/// The objects of Python that have it: a view is pickled as its place in one of them, so that many views of a document are
/// written with one document.
impl Shared {
    /// The object that has it: the one that is there already, else a new one.
    pub(crate) fn holder<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        if let Some(holder) = self.held(py) {
            return Ok(holder);
        }
        let holder = match &self.0.source {
            Source::Document(_) => Bound::new(py, PyDocument::new(self.clone()))?.into_any(),
            Source::Text(_) => Bound::new(py, PyText(self.clone()))?.into_any(),
        };
        self.hold(&holder)?;
        Ok(holder)
    }

    /// Notes that an object has it, unless another one does.
    pub(crate) fn hold(&self, holder: &Bound<'_, PyAny>) -> PyResult<()> {
        if self.held(holder.py()).is_none() {
            let reference = PyWeakrefReference::new(holder)?.unbind();
            *self.0.holder.lock().unwrap_or_else(PoisonError::into_inner) = Some(reference);
        }
        Ok(())
    }

    fn held<'py>(&self, py: Python<'py>) -> Option<Bound<'py, PyAny>> {
        let holder = self.0.holder.lock().unwrap_or_else(PoisonError::into_inner);
        holder.as_ref().and_then(|reference| reference.bind(py).upgrade())
    }

    /// What an object has.
    pub(crate) fn held_by(holder: &Bound<'_, PyAny>) -> PyResult<Self> {
        let shared = match (holder.cast::<PyDocument>(), holder.cast::<PyText>()) {
            (Ok(document), _) => document.get().shared(),
            (_, Ok(text)) => &text.get().0,
            _ => return Err(PyTypeError::new_err(format!("not a Document but {}", type_name(holder)))),
        };
        shared.hold(holder)?;
        Ok(shared.clone())
    }
}

/// What has a text alone: nobody meets it but pickles of `sentences` and `tokens`.
#[pyclass(frozen, weakref, module = "inquit._native", name = "_Text")]
pub(crate) struct PyText(Shared);

#[pymethods]
impl PyText {
    #[new]
    fn new(text: &str) -> Self {
        Self(Shared::of_text(text))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> (Bound<'py, PyAny>, (&str,)) {
        (py.get_type::<Self>().into_any(), (self.0.text(),))
    }
}

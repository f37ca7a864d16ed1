//! The texts that a pipe reads from an iterable of Python.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::prelude::*;
use pyo3::types::{PyIterator, PyList, PyTuple};

use crate::argument::{Argument, item_text, iterator, type_name};

/// An item that is no text, in the place of its document: what `Analyzer.pipe(…, errors="collect")` yields for it.
///
/// - `index`: its place among the texts, from 0.
/// - `error`: what is wrong with it: a `TypeError` or a `UnicodeEncodeError`, not raised.
/// - `item`: the item itself.
///
/// >>> [failure] = inquit.Analyzer(model=None).pipe([b"It rains."], errors="collect")
/// >>> failure
/// Failure(index=0, error=TypeError('texts[0] is not a str but bytes'))
#[pyclass(frozen, module = "inquit", name = "Failure")]
pub(crate) struct PyFailure {
    /// Its place among the texts, from 0.
    #[pyo3(get)]
    index: usize,
    /// What is wrong with it.
    #[pyo3(get)]
    error: Py<PyAny>,
    /// The item itself.
    #[pyo3(get)]
    item: Py<PyAny>,
}

#[pymethods]
impl PyFailure {
    #[new]
    fn new(index: usize, error: Py<PyAny>, item: Py<PyAny>) -> Self {
        Self { index, error, item }
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> (Bound<'py, PyAny>, (usize, Py<PyAny>, Py<PyAny>)) {
        let fields = (self.index, self.error.clone_ref(py), self.item.clone_ref(py));
        (py.get_type::<Self>().into_any(), fields)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(format!("Failure(index={}, error={})", self.index, self.error.bind(py).repr()?))
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        visit.call(&self.error)?;
        visit.call(&self.item)
    }
}

/// What to do with an item that is no text.
#[derive(Clone, Copy)]
pub(crate) enum Errors {
    Raise,
    Skip,
    Collect,
}

impl Errors {
    /// What goes by a name.
    pub(crate) fn named(name: &Argument<'_>) -> PyResult<Self> {
        match name.word("errors", "raise")?.as_str() {
            "raise" => Ok(Self::Raise),
            "skip" => Ok(Self::Skip),
            "collect" => Ok(Self::Collect),
            other => Err(PyValueError::new_err(format!(
                "errors must be \"raise\", \"skip\" or \"collect\", not {other:?}"
            ))),
        }
    }
}

/// What an item is.
pub(crate) struct Item {
    pub(crate) text: Result<String, Py<PyFailure>>,
    /// `None` where texts come without.
    pub(crate) context: Option<Py<PyAny>>,
}

/// The items of an iterable, in order, as they are asked for.
pub(crate) struct Source {
    items: Py<PyIterator>,
    /// Whether each comes with its context.
    pairs: bool,
    errors: Errors,
    /// The number of the next item.
    index: usize,
    /// How many were no text.
    failed: Arc<AtomicUsize>,
}

impl Source {
    /// Raises `TypeError` if `texts` can't be iterated over, or is one text: its items would be its characters.
    pub(crate) fn new(texts: &Bound<'_, PyAny>, pairs: bool, errors: Errors) -> PyResult<Self> {
        let items = iterator(texts, "texts", if pairs { "pairs" } else { "str" })?.unbind();
        Ok(Self { items, pairs, errors, index: 0, failed: Arc::default() })
    }

    /// Where it counts the items that are no text.
    pub(crate) fn failed(&self) -> Arc<AtomicUsize> {
        Arc::clone(&self.failed)
    }

    pub(crate) fn visit(&self, visit: &PyVisit<'_>) -> Result<(), PyTraverseError> {
        visit.call(&self.items)
    }

    /// The next item; `None` behind the last. What the iterator raises comes through, and what is wrong with an
    /// item if that is to be raised.
    pub(crate) fn next(&mut self, py: Python<'_>) -> PyResult<Option<Item>> {
        while let Some(item) = self.items.bind(py).clone().next().transpose()? {
            let index = self.index;
            self.index += 1;
            let (text, context) = if self.pairs { pair(&item, index) } else { (Ok(item.clone()), None) };
            let error = match text.and_then(|text| item_text(&text, "texts", index)) {
                Ok(text) => return Ok(Some(Item { text: Ok(text), context })),
                Err(error) => error,
            };
            self.failed.fetch_add(1, Ordering::Relaxed);
            match self.errors {
                Errors::Raise => return Err(error),
                Errors::Skip => {}
                Errors::Collect => {
                    let failure = PyFailure::new(index, error.into_value(py).into_any(), item.unbind());
                    return Ok(Some(Item { text: Err(Py::new(py, failure)?), context }));
                }
            }
        }
        Ok(None)
    }
}

/// A text, or what is in its place, and its context; of what is no pair, the context is `None`.
fn pair<'py>(item: &Bound<'py, PyAny>, index: usize) -> (PyResult<Bound<'py, PyAny>>, Option<Py<PyAny>>) {
    // No other sequence: a `str` of two characters is one too.
    let parts = match (item.cast::<PyTuple>(), item.cast::<PyList>()) {
        (Ok(tuple), _) if tuple.len() == 2 => tuple.get_item(0).and_then(|a| Ok((a, tuple.get_item(1)?))),
        (_, Ok(list)) if list.len() == 2 => list.get_item(0).and_then(|a| Ok((a, list.get_item(1)?))),
        (Ok(tuple), _) => Err(no_pair(index, &format!("a tuple of {}", tuple.len()))),
        (_, Ok(list)) => Err(no_pair(index, &format!("a list of {}", list.len()))),
        _ => Err(no_pair(index, &type_name(item))),
    };
    match parts {
        Ok((text, context)) => (Ok(text), Some(context.unbind())),
        Err(error) => (Err(error), Some(item.py().None())),
    }
}

fn no_pair(index: usize, what: &str) -> PyErr {
    PyTypeError::new_err(format!("texts[{index}] is not a pair of text and context but {what}"))
}

//! The Python binding of `inquit`: the module `inquit._native`.
//!
//! Offsets are `str` indices throughout. A view (a sentence, a quote, …) holds on to its document and
//! reads from it; nothing is copied before it is asked for.

// What `#[pyfunction]` and `#[pymethods]` expand to.
#![allow(unsafe_code)]

mod analyzer;
mod argument;
mod arrow;
mod crew;
mod document;
mod interrupt;
mod known;
mod language;
mod listed;
mod model;
mod page;
mod pipe;
mod quote;
mod shared;
mod source;
mod span;
mod table;
mod tables;
mod written;

use pyo3::prelude::*;
use pyo3::types::PyList;

use crate::analyzer::{PyAnalyzer, PyPerson, analyzed};
use crate::document::PyDocument;
use crate::known::PyKnownMention;
use crate::language::{PyLanguage, PySplitter, detect_language, languages};
use crate::listed::listed;
use crate::page::render;
use crate::pipe::PyPipe;
use crate::quote::{PyQuote, PySpeaker};
use crate::shared::{PyText, Shared};
use crate::source::PyFailure;
use crate::span::{PyParagraph, PySentence, PySpan, PyToken};
use crate::table::PyTable;
use crate::tables::{quotes_table, sentences_table, tokens_table};

/// Who says what in a text, with the default options.
///
/// The GIL is released while the text is analysed. Raises `TypeError` if `text` isn't a `str`, and
/// `UnicodeEncodeError` if it has a lone surrogate.
///
/// >>> document = inquit.analyze("Ann Lee said that the bridge would open in May.")
/// >>> document.quotes[0].speaker.name
/// 'Ann Lee'
#[pyfunction]
fn analyze(py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<PyDocument> {
    let text = argument::text(text, "text")?;
    analyzed(py, text, |text, stop| inquit::Analyzer::default().analyze_unless(stop, text, &[]))
}

/// The sentences of a text as `Span`s, in order. With `language`, a code, tag or English name as `languages` has them, only the
/// abbreviations of that language count, else those of all languages. Raises `ValueError` for a language that isn't known.
///
/// >>> [s.text for s in inquit.sentences("It rains. It pours.")]
/// ['It rains.', 'It pours.']
/// >>> [s.text for s in inquit.sentences("Am 12. Juni. Ja.", language="de")]
/// ['Am 12. Juni.', 'Ja.']
#[pyfunction]
#[pyo3(signature = (text, language=None))]
fn sentences<'py>(
    py: Python<'py>,
    text: &Bound<'py, PyAny>,
    language: Option<&Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, PyList>> {
    let text = argument::text(text, "text")?;
    let splitter = language::splitter(language)?;
    language::split(py, text, &splitter)
}

/// The tokens of a text, in order. They are the same in all languages so far; `language` is a code, tag or English name as
/// `languages` has them. Raises `ValueError` for a language that isn't known.
///
/// >>> [t.text for t in inquit.tokens("Don't go.")]
/// ['Do', "n't", 'go', '.']
#[pyfunction]
#[pyo3(signature = (text, language=None))]
fn tokens<'py>(
    py: Python<'py>,
    text: &Bound<'py, PyAny>,
    language: Option<&Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, PyList>> {
    let text = argument::text(text, "text")?;
    language::given(language)?;
    let (shared, tokens) = py.detach(|| (Shared::of_text(text), inquit::tokens(text).collect::<Vec<_>>()));
    listed(py, tokens.into_iter().map(|token| PyToken::new(shared.clone(), token)))
}

/// The native part of the package `inquit`. Nothing in it needs the GIL: what can change is behind a lock.
#[pymodule(gil_used = false)]
mod _native {
    #[pymodule_export]
    use super::{
        PyAnalyzer, PyDocument, PyFailure, PyKnownMention, PyLanguage, PyParagraph, PyPerson, PyPipe,
        PyQuote, PySentence, PySpan, PySpeaker, PySplitter, PyTable, PyToken, analyze, detect_language,
        languages, quotes_table, render, sentences, sentences_table, tokens, tokens_table,
    };

    use pyo3::prelude::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        // Pickles find it there, and nobody else looks for it.
        module.setattr("_Text", module.py().get_type::<super::PyText>())?;
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}

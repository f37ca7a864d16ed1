//! Languages, and sentences in them.

use inquit::LanguageInfo;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyTuple};

use crate::analyzer::parse_newlines;
use crate::argument::{Argument, text, text_or_none};
use crate::listed::listed;
use crate::shared::Shared;
use crate::span::PySpan;
use crate::written::repr;

/// A language that is known; see `languages`.
#[pyclass(frozen, eq, hash, module = "inquit", name = "Language")]
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct PyLanguage(LanguageInfo);

#[pymethods]
impl PyLanguage {
    /// The language of a code (ISO 639-3 or 639-1), tag (BCP 47) or English name. Raises `ValueError` where none is known.
    ///
    /// >>> inquit.Language("de-AT").code
    /// 'deu'
    #[new]
    #[pyo3(signature = (name))]
    fn new(name: &Bound<'_, PyAny>) -> PyResult<Self> {
        known(text(name, "name")?).map(Self)
    }

    /// Its ISO 639-3 code.
    #[getter]
    fn code(&self) -> &'static str {
        self.0.code()
    }

    /// Its BCP 47 tag: two letters where ISO 639-1 has a code for it.
    #[getter]
    fn tag(&self) -> &'static str {
        self.0.tag()
    }

    /// Its English name.
    #[getter]
    fn name(&self) -> &'static str {
        self.0.name()
    }

    /// Whether there are lists of abbreviations and the like that tell the ends of its sentences. In other languages
    /// sentences are told by their marks, and by the lists of all languages.
    #[getter]
    fn has_sentences(&self) -> bool {
        self.0.has_sentences()
    }

    /// Whether its tokens are words. In languages that are written without spaces each character is a token.
    #[getter]
    fn has_words(&self) -> bool {
        self.0.has_words()
    }

    /// Whether quotes are credited to sources and speakers in it. In other languages quotations are found, and nobody is
    /// credited with them.
    #[getter]
    fn has_quotes(&self) -> bool {
        self.0.has_quotes()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> (Bound<'py, PyAny>, (&'static str,)) {
        (py.get_type::<Self>().into_any(), (self.0.code(),))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(format!("Language({})", repr(py, self.0.name())?))
    }
}

/// The languages that are known, in order of their names.
///
/// >>> [language.code for language in inquit.languages() if language.has_quotes]
/// ['eng']
#[pyfunction]
pub(crate) fn languages(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
    PyTuple::new(py, inquit::languages().map(PyLanguage))
}

/// The ISO 639-3 code of the language a text is most likely in; `None` where it can't be told, as of a text too short.
///
/// >>> text = "Die Bürgermeisterin sagte gestern, dass die Brücke im Mai eröffnet wird und dass alle kommen können."
/// >>> inquit.detect_language(text)
/// 'deu'
#[pyfunction]
#[pyo3(signature = (text))]
pub(crate) fn detect_language(py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<Option<&'static str>> {
    let text = crate::argument::text(text, "text")?;
    Ok(py.detach(|| inquit::detect_language(text)))
}

fn known(name: &str) -> PyResult<LanguageInfo> {
    LanguageInfo::find(name).ok_or_else(|| {
        PyValueError::new_err(format!(
            "no language {name:?} is known: give a code such as deu, de or de-AT, or a name such as German"
        ))
    })
}

/// The language that an argument names, if any.
pub(crate) fn given(language: Option<&Bound<'_, PyAny>>) -> PyResult<Option<LanguageInfo>> {
    if let Some(language) = language.and_then(|language| language.cast::<PyLanguage>().ok()) {
        return Ok(Some(language.get().0));
    }
    text_or_none(language, "language")?.map(known).transpose()
}

/// A splitter with a language, or without.
pub(crate) fn splitter(language: Option<&Bound<'_, PyAny>>) -> PyResult<inquit::Splitter> {
    let splitter = inquit::Splitter::new();
    Ok(match given(language)? {
        Some(language) => splitter.language(language.code()),
        None => splitter,
    })
}

/// The sentences of a text.
pub(crate) fn split<'py>(
    py: Python<'py>,
    text: &str,
    splitter: &inquit::Splitter,
) -> PyResult<Bound<'py, PyList>> {
    let (shared, spans) = py.detach(|| {
        let spans: Vec<inquit::Span> = splitter.split(text).collect();
        (Shared::of_text(text), spans)
    });
    listed(py, spans.into_iter().map(|span| PySpan::new(shared.clone(), span)))
}

/// Splits texts into sentences, with options. Made once, used for many texts, from any number of threads.
///
/// - `language`: the texts' language, a code, tag or English name as `languages` has them: then only its abbreviations count,
///   else those of all languages.
/// - `newlines`: what a single newline means: "auto", "break" (it ends a paragraph) or "space".
/// - `abbreviations`: abbreviations that never end a sentence, with or without their full stop.
///
/// Raises `ValueError` if an option can't be used.
///
/// >>> splitter = inquit.Splitter("German", abbreviations=["Gde."])
/// >>> [sentence.text for sentence in splitter.split("Die Gde. Nord stimmte zu. Es war knapp.")]
/// ['Die Gde. Nord stimmte zu.', 'Es war knapp.']
#[pyclass(frozen, module = "inquit", name = "Splitter")]
pub(crate) struct PySplitter {
    splitter: inquit::Splitter,
    language: Option<LanguageInfo>,
    newlines: String,
    abbreviations: Vec<String>,
}

#[pymethods]
impl PySplitter {
    #[new]
    #[pyo3(
        signature = (language=None, newlines=Argument::default(), abbreviations=Argument::default()),
        text_signature = "(language=None, newlines='auto', abbreviations=())"
    )]
    fn new(
        language: Option<&Bound<'_, PyAny>>,
        newlines: Argument<'_>,
        abbreviations: Argument<'_>,
    ) -> PyResult<Self> {
        let language = given(language)?;
        let newlines = newlines.word("newlines", "auto")?;
        let abbreviations = abbreviations.strings("abbreviations")?;
        let mut splitter = inquit::Splitter::new().newlines(parse_newlines(&newlines)?);
        if let Some(language) = language {
            splitter = splitter.language(language.code());
        }
        splitter = abbreviations.iter().fold(splitter, |splitter, form| splitter.abbreviation(form));
        Ok(Self { splitter, language, newlines, abbreviations })
    }

    /// The sentences of a text as `Span`s, in order. The GIL is released meanwhile.
    #[pyo3(signature = (text))]
    fn split<'py>(&self, py: Python<'py>, text: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyList>> {
        split(py, crate::argument::text(text, "text")?, &self.splitter)
    }

    /// The language of the texts, as its ISO 639-3 code; `None` where the abbreviations of all languages count.
    #[getter]
    fn language(&self) -> Option<&'static str> {
        self.language.map(LanguageInfo::code)
    }

    /// What a single newline means.
    #[getter]
    fn newlines(&self) -> &str {
        &self.newlines
    }

    /// The abbreviations that never end a sentence, beside those it knows.
    #[getter]
    fn abbreviations<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.abbreviations)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> (Bound<'py, PyAny>, Arguments) {
        (
            py.get_type::<Self>().into_any(),
            (self.language(), self.newlines.clone(), self.abbreviations.clone()),
        )
    }

    /// The options that aren't the default.
    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let options = [
            ("language", self.language.is_some(), repr(py, self.language())?),
            ("newlines", self.newlines != "auto", repr(py, &self.newlines)?),
            ("abbreviations", !self.abbreviations.is_empty(), repr(py, &self.abbreviations)?),
        ];
        let given = options.iter().filter(|(_, given, _)| *given);
        let given: Vec<_> = given.map(|(name, _, value)| format!("{name}={value}")).collect();
        Ok(format!("Splitter({})", given.join(", ")))
    }
}

/// What a splitter is pickled as.
type Arguments = (Option<&'static str>, String, Vec<String>);

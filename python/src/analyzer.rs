//! Analyzers and the people they know.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use inquit::{Act, Gender, Newlines};
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::argument::{self, Argument, real_or_none, text, word_or_none};
use crate::document::PyDocument;
use crate::interrupt::unless_interrupted;
use crate::known::known;
use crate::language;
use crate::model::ModelChoice;
use crate::pipe::{Options as PipeOptions, Progress, PyPipe};
use crate::shared::Shared;
use crate::source::{Errors, Source};
use crate::written::repr;

/// Someone known beforehand, so that other mentions lead to their name.
///
/// `gender` says which pronouns can mean them: "male", "female", "neuter" or `None`.
#[pyclass(frozen, eq, hash, module = "inquit", name = "Person", from_py_object)]
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct PyPerson {
    /// The name to report.
    #[pyo3(get)]
    name: String,
    /// The other ways the text may call them.
    aliases: Vec<String>,
    /// Which pronouns can mean them.
    #[pyo3(get)]
    gender: Option<String>,
}

#[pymethods]
impl PyPerson {
    #[new]
    #[pyo3(
        signature = (name, aliases=Argument::default(), gender=None),
        text_signature = "(name, aliases=(), gender=None)"
    )]
    fn new(
        name: &Bound<'_, PyAny>,
        aliases: Argument<'_>,
        gender: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let gender = word_or_none(gender, "gender")?;
        parse_gender(gender.as_deref())?;
        Ok(Self { name: text(name, "name")?.to_owned(), aliases: aliases.strings("aliases")?, gender })
    }

    /// The other ways the text may call them.
    #[getter]
    fn aliases<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.aliases)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(format!(
            "Person({}, aliases={}, gender={})",
            repr(py, &self.name)?,
            repr(py, &self.aliases)?,
            repr(py, &self.gender)?
        ))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> (Bound<'py, PyAny>, (String, Vec<String>, Option<String>)) {
        (py.get_type::<Self>().into_any(), (self.name.clone(), self.aliases.clone(), self.gender.clone()))
    }
}

impl PyPerson {
    fn person(&self) -> PyResult<inquit::Person> {
        let person = inquit::Person::new(&self.name).gender(parse_gender(self.gender.as_deref())?);
        Ok(self.aliases.iter().fold(person, inquit::Person::alias))
    }
}

pub(crate) fn parse_gender(gender: Option<&str>) -> PyResult<Gender> {
    match gender {
        None => Ok(Gender::Unknown),
        Some("male") => Ok(Gender::Male),
        Some("female") => Ok(Gender::Female),
        Some("neuter") => Ok(Gender::Neuter),
        Some(other) => Err(PyValueError::new_err(format!(
            "gender must be \"male\", \"female\", \"neuter\" or None, not {other:?}"
        ))),
    }
}

pub(crate) fn parse_newlines(newlines: &str) -> PyResult<Newlines> {
    match newlines {
        "auto" => Ok(Newlines::Auto),
        "break" => Ok(Newlines::Break),
        "space" => Ok(Newlines::Space),
        other => Err(PyValueError::new_err(format!(
            "newlines must be \"auto\", \"break\" or \"space\", not {other:?}"
        ))),
    }
}

fn parse_act(act: &str) -> PyResult<Act> {
    const ACTS: [Act; 5] = [Act::Speech, Act::Writing, Act::Thought, Act::Wish, Act::Expectation];
    ACTS.into_iter().find(|known| known.name() == act).ok_or_else(|| {
        let names = ACTS.map(|act| format!("{:?}", act.name())).join(", ");
        PyValueError::new_err(format!("acts must be of {names}, not {act:?}"))
    })
}

/// What an analyzer was made from, and made again from when it is unpickled.
#[derive(Clone)]
struct Options {
    language: Option<String>,
    newlines: String,
    cue_verbs: Vec<String>,
    abbreviations: Vec<String>,
    people: Vec<PyPerson>,
    min_confidence: Option<f64>,
    min_speaker_confidence: Option<f64>,
    acts: Option<Vec<String>>,
    model: ModelChoice,
}

impl Options {
    fn analyzer(&self) -> PyResult<inquit::Analyzer> {
        let mut builder = inquit::Analyzer::builder().newlines(parse_newlines(&self.newlines)?);
        if let Some(confidence) = self.min_confidence {
            builder = builder.min_confidence(confidence as f32);
        }
        if let Some(confidence) = self.min_speaker_confidence {
            builder = builder.min_speaker_confidence(confidence as f32);
        }
        if let Some(code) = &self.language {
            builder = builder.language(code);
        }
        builder = self.cue_verbs.iter().fold(builder, |builder, verb| builder.cue_verb(verb));
        builder = self.abbreviations.iter().fold(builder, |builder, form| builder.abbreviation(form));
        for person in &self.people {
            builder = builder.person(person.person()?);
        }
        if let Some(acts) = &self.acts {
            builder = builder.acts(acts.iter().map(|act| parse_act(act)).collect::<PyResult<Vec<_>>>()?);
        }
        builder = builder.model(self.model.model()?);
        builder.build().map_err(|error| PyValueError::new_err(error.to_string()))
    }
}

/// Finds who says what. Made once, used for many texts, from any number of threads.
///
/// - `language`: the texts' language, a code, tag or English name as `languages` has them; without it each text's is told
///   from the text, and one too short to tell is read as English.
/// - `newlines`: what a single newline means: "auto", "break" (it ends a paragraph) or "space".
/// - `cue_verbs`: verbs that report speech, beside those it knows, in any form.
/// - `abbreviations`: abbreviations after which a sentence goes on.
/// - `people`: `Person`s whom the texts may mention.
/// - `min_confidence`: quotes with less, from 0 to 1, are left out; with `None` a model leaves out quotes whose content
///   and source it is less sure of than 0.4.
/// - `min_speaker_confidence`: a quote whose speaker has less, from 0 to 1, is left without one; with `None` all speakers
///   are told.
/// - `acts`: only quotes that report these are kept: "speech", "writing", "thought", "wish" or "expectation".
/// - `model`: the learned model that English is read with: "standard", the most often right; "fast", smaller and faster;
///   `None` or "none", the rules alone, fastest; or the path of a file that you trained. Other languages are read with a model of
///   their own, unless this is `None`. Pickling keeps a file's absolute path, and unpickling reads it again.
///
/// Raises `ValueError` if an option can't be used, and `OSError` if the model's file can't be read.
///
/// >>> analyzer = inquit.Analyzer(people=[inquit.Person("Ann Lee", aliases=["the mayor"])])
/// >>> analyzer.analyze("The mayor said that it was over.").quotes[0].speaker.name
/// 'Ann Lee'
#[pyclass(frozen, module = "inquit", name = "Analyzer")]
pub(crate) struct PyAnalyzer {
    analyzer: Arc<inquit::Analyzer>,
    options: Options,
}

impl PyAnalyzer {
    pub(crate) fn analyzer(&self) -> Arc<inquit::Analyzer> {
        Arc::clone(&self.analyzer)
    }
}

/// The document of a text.
pub(crate) fn analyzed(
    py: Python<'_>,
    text: &str,
    analyze: impl FnOnce(String, &AtomicBool) -> Result<Option<inquit::Document>, inquit::Error> + Send + 'static,
) -> PyResult<PyDocument> {
    let text = text.to_owned();
    let document = unless_interrupted(py, text.len(), move |stop| {
        analyze(text, stop).map(|document| document.map(Shared::new))
    })?;
    let document = document.map_err(|error| PyValueError::new_err(error.to_string()))?;
    // It stops for nothing but an interrupt, which has been raised.
    document.map(PyDocument::new).ok_or_else(|| PyRuntimeError::new_err("analysis was stopped"))
}

#[pymethods]
impl PyAnalyzer {
    #[new]
    #[allow(clippy::too_many_arguments)] // they are keywords in Python
    #[pyo3(
        signature = (language=None, newlines=Argument::default(), cue_verbs=Argument::default(),
            abbreviations=Argument::default(), people=Argument::default(), min_confidence=None,
            min_speaker_confidence=None, acts=None, model=Argument::default()),
        text_signature = "(language=None, newlines='auto', cue_verbs=(), abbreviations=(), people=(), \
            min_confidence=None, min_speaker_confidence=None, acts=None, model='standard')"
    )]
    fn new(
        language: Option<&Bound<'_, PyAny>>,
        newlines: Argument<'_>,
        cue_verbs: Argument<'_>,
        abbreviations: Argument<'_>,
        people: Argument<'_>,
        min_confidence: Option<&Bound<'_, PyAny>>,
        min_speaker_confidence: Option<&Bound<'_, PyAny>>,
        acts: Option<Argument<'_>>,
        model: Argument<'_>,
    ) -> PyResult<Self> {
        let options = Options {
            language: language::given(language)?.map(|language| language.code().to_owned()),
            newlines: newlines.word("newlines", "auto")?,
            cue_verbs: cue_verbs.strings("cue_verbs")?,
            abbreviations: abbreviations.strings("abbreviations")?,
            people: people.objects("people", "Person")?,
            min_confidence: real_or_none(min_confidence, "min_confidence")?,
            min_speaker_confidence: real_or_none(min_speaker_confidence, "min_speaker_confidence")?,
            acts: acts.map(|acts| acts.strings("acts")).transpose()?,
            model: model.0.map_or(Ok(ModelChoice::Standard), |model| model.extract())?,
        };
        Ok(Self { analyzer: Arc::new(options.analyzer()?), options })
    }

    /// The language that all texts are read in, as its ISO 639-3 code; `None` where each text's is told from the text.
    #[getter]
    fn language(&self) -> Option<&str> {
        self.options.language.as_deref()
    }

    /// What a single newline means.
    #[getter]
    fn newlines(&self) -> &str {
        &self.options.newlines
    }

    /// The verbs that report speech, beside those it knows.
    #[getter]
    fn cue_verbs<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.options.cue_verbs)
    }

    /// The abbreviations after which a sentence goes on, beside those it knows.
    #[getter]
    fn abbreviations<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.options.abbreviations)
    }

    /// Whom the texts may mention.
    #[getter]
    fn people<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.options.people.iter().cloned())
    }

    /// The confidence below which quotes are left out; `None` where that is the model's.
    #[getter]
    fn min_confidence(&self) -> Option<f64> {
        self.options.min_confidence
    }

    /// The confidence below which a speaker isn't told; `None` where all are.
    #[getter]
    fn min_speaker_confidence(&self) -> Option<f64> {
        self.options.min_speaker_confidence
    }

    /// The acts whose quotes are kept; `None` for all.
    #[getter]
    fn acts<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyTuple>>> {
        self.options.acts.as_ref().map(|acts| PyTuple::new(py, acts)).transpose()
    }

    /// The model that English is read with: its name, or the absolute path of its file; `None` for the rules alone.
    #[getter]
    fn model(&self) -> ModelChoice {
        self.options.model.clone()
    }

    /// Who says what in a text. `mentions` are what is known of it beforehand: names, and which mentions mean the same
    /// one. The GIL is released meanwhile. Raises `TypeError` if `text` isn't a `str`, `UnicodeEncodeError` if it has a
    /// lone surrogate, and `ValueError` for a known mention that isn't in it.
    #[pyo3(signature = (text, mentions=Argument::default()), text_signature = "($self, text, mentions=())")]
    fn analyze(
        &self,
        py: Python<'_>,
        text: &Bound<'_, PyAny>,
        mentions: Argument<'_>,
    ) -> PyResult<PyDocument> {
        let text = argument::text(text, "text")?;
        let mentions = mentions.objects("mentions", "KnownMention")?;
        let known = py.detach(|| known(text, &mentions))?;
        let analyzer = self.analyzer();
        analyzed(py, text, move |text, stop| analyzer.analyze_unless(stop, text, &known))
    }

    /// The documents of many texts, in order: an iterator that analyses on all cores while it is read.
    ///
    /// - `texts`: any iterable of `str`, read as documents are asked for; it may be endless.
    /// - `as_tuples`: the items are pairs of a text and anything else, and what is yielded are pairs of a document and
    ///   that.
    /// - `threads`: how many threads analyse; without it, one a core. The documents are the same with any number.
    /// - `batch_size`: how many texts a thread takes at a time; long texts in smaller batches.
    /// - `progress`: shows how far it is on stderr, with `tqdm` where that is installed.
    /// - `errors`: what to do with an item that is no text: not a `str`, one with a lone surrogate, with `as_tuples` no
    ///   pair. "raise" raises `TypeError` or `UnicodeEncodeError`, which name its index, after the documents before it;
    ///   "skip" leaves it out; "collect" yields a `Failure` in its place. `Pipe.failed` counts them.
    ///
    /// Up to four batches a thread are read ahead of the document that is asked for, of huge texts one; with
    /// `threads=1` nothing is. What `texts` raises comes through after the documents before it.
    /// Raises `TypeError` if `texts` can't be iterated over or is a `str`, and `ValueError` if an option can't be used.
    ///
    /// >>> analyzer = inquit.Analyzer(model="fast")
    /// >>> rows = [("Ann Lee said it rained.", 17), ("It rained.", 18)]
    /// >>> [(number, len(document.quotes)) for document, number in analyzer.pipe(rows, as_tuples=True)]
    /// [(17, 1), (18, 0)]
    #[allow(clippy::too_many_arguments)] // they are keywords in Python
    #[pyo3(
        signature = (texts, *, as_tuples=Argument::default(), threads=None, batch_size=Argument::default(),
            progress=Argument::default(), errors=Argument::default()),
        text_signature = "($self, texts, *, as_tuples=False, threads=None, batch_size=64, progress=False, \
            errors='raise')"
    )]
    fn pipe(
        &self,
        texts: &Bound<'_, PyAny>,
        as_tuples: Argument<'_>,
        threads: Option<&Bound<'_, PyAny>>,
        batch_size: Argument<'_>,
        progress: Argument<'_>,
        errors: Argument<'_>,
    ) -> PyResult<PyPipe> {
        let progress = progress.flag("progress")?.then(|| Progress::Total(texts.len().ok()));
        let options = PipeOptions::new(threads, batch_size.0.as_ref(), progress)?;
        let source = Source::new(texts, as_tuples.flag("as_tuples")?, Errors::named(&errors)?)?;
        Ok(PyPipe::new(Arc::clone(&self.analyzer), source, options))
    }

    fn __copy__(this: Bound<'_, Self>) -> Bound<'_, Self> {
        this
    }

    #[pyo3(signature = (memo, /))]
    fn __deepcopy__<'py>(this: Bound<'py, Self>, memo: &Bound<'py, PyAny>) -> Bound<'py, Self> {
        let _ = memo;
        this
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> (Bound<'py, PyAny>, Arguments) {
        let Options {
            language,
            newlines,
            cue_verbs,
            abbreviations,
            people,
            min_confidence,
            min_speaker_confidence,
            acts,
            model,
        } = self.options.clone();
        let arguments = (
            language,
            newlines,
            cue_verbs,
            abbreviations,
            people,
            min_confidence,
            min_speaker_confidence,
            acts,
            model,
        );
        (py.get_type::<Self>().into_any(), arguments)
    }

    /// The options that aren't the default.
    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let Options {
            language,
            newlines,
            cue_verbs,
            abbreviations,
            people,
            min_confidence,
            min_speaker_confidence,
            acts,
            model,
        } = &self.options;
        let options = [
            ("language", language.is_some(), repr(py, language)?),
            ("newlines", newlines != "auto", repr(py, newlines)?),
            ("cue_verbs", !cue_verbs.is_empty(), repr(py, cue_verbs)?),
            ("abbreviations", !abbreviations.is_empty(), repr(py, abbreviations)?),
            ("people", !people.is_empty(), repr(py, people.clone())?),
            ("min_confidence", min_confidence.is_some(), repr(py, min_confidence)?),
            ("min_speaker_confidence", min_speaker_confidence.is_some(), repr(py, min_speaker_confidence)?),
            ("acts", acts.is_some(), repr(py, acts)?),
            ("model", !matches!(model, ModelChoice::Standard), repr(py, model.clone())?),
        ];
        let given = options.iter().filter(|(_, given, _)| *given);
        let given: Vec<_> = given.map(|(name, _, value)| format!("{name}={value}")).collect();
        Ok(format!("Analyzer({})", given.join(", ")))
    }
}

/// What an analyzer is pickled as.
type Arguments = (
    Option<String>,
    String,
    Vec<String>,
    Vec<String>,
    Vec<PyPerson>,
    Option<f64>,
    Option<f64>,
    Option<Vec<String>>,
    ModelChoice,
);

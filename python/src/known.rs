//! What is known of a text before it is analysed.

use inquit::{EntityKind, OffsetMap, OffsetUnit, Span};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::analyzer::parse_gender;
use crate::argument::{number, text_or_none, word_or_none};
use crate::written::repr;

/// What is known beforehand of the characters from `start` up to `end` of one text, for `Analyzer.analyze`.
///
/// - `kind`: it is a name, of a "person", an "organisation" or a "place"; without one the words tell what they are.
/// - `cluster`: it means the same one as all others with this number. They are called by the fullest of their names.
/// - `name`: what the one whom it, and its cluster, means is to be called.
/// - `gender`: which pronouns can mean the same one: "male", "female", "neuter" or `None`.
///
/// Of names that overlap the longest counts, else the first; of two names for one cluster the first. A place inside an
/// office ("the mayor of Leeds") or a longer name stays part of that.
///
/// Raises `ValueError` for a kind or gender that there isn't, and for numbers below zero.
///
/// >>> text = "quill hart rowed home. “It is late,” the stranger said."
/// >>> known = [inquit.KnownMention(0, 10, "person", cluster=1), inquit.KnownMention(37, 49, cluster=1)]
/// >>> inquit.Analyzer().analyze(text, known).quotes[0].speaker.name
/// 'quill hart'
#[pyclass(frozen, eq, hash, module = "inquit", name = "KnownMention", from_py_object)]
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct PyKnownMention {
    /// Where it starts, as a `str` index.
    #[pyo3(get)]
    start: usize,
    /// Where it ends: the `str` index after its last character.
    #[pyo3(get)]
    end: usize,
    /// Of what it is a name: "person", "organisation", "place", or `None`.
    #[pyo3(get)]
    kind: Option<String>,
    /// The number of those that mean the same one.
    #[pyo3(get)]
    cluster: Option<u32>,
    /// The name to report for the one whom it means.
    #[pyo3(get)]
    name: Option<String>,
    /// Which pronouns can mean the same one.
    #[pyo3(get)]
    gender: Option<String>,
}

type Fields = (usize, usize, Option<String>, Option<u32>, Option<String>, Option<String>);

#[pymethods]
impl PyKnownMention {
    #[new]
    #[pyo3(signature = (start, end, kind=None, cluster=None, name=None, gender=None))]
    fn new(
        start: &Bound<'_, PyAny>,
        end: &Bound<'_, PyAny>,
        kind: Option<&Bound<'_, PyAny>>,
        cluster: Option<&Bound<'_, PyAny>>,
        name: Option<&Bound<'_, PyAny>>,
        gender: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let (kind, gender) = (word_or_none(kind, "kind")?, word_or_none(gender, "gender")?);
        parse_kind(kind.as_deref())?;
        parse_gender(gender.as_deref())?;
        Ok(Self {
            start: number(start, "start")?,
            end: number(end, "end")?,
            kind,
            cluster: cluster.map(|cluster| number(cluster, "cluster")).transpose()?,
            name: text_or_none(name, "name")?.map(str::to_owned),
            gender,
        })
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(format!(
            "KnownMention({}, {}, kind={}, cluster={}, name={}, gender={})",
            self.start,
            self.end,
            repr(py, &self.kind)?,
            repr(py, self.cluster)?,
            repr(py, &self.name)?,
            repr(py, &self.gender)?,
        ))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> (Bound<'py, PyAny>, Fields) {
        let Self { start, end, kind, cluster, name, gender } = self.clone();
        (py.get_type::<Self>().into_any(), (start, end, kind, cluster, name, gender))
    }
}

fn parse_kind(kind: Option<&str>) -> PyResult<Option<EntityKind>> {
    match kind {
        None => Ok(None),
        Some("person") => Ok(Some(EntityKind::Person)),
        Some("organisation") => Ok(Some(EntityKind::Organisation)),
        Some("place") => Ok(Some(EntityKind::Place)),
        Some(other) => Err(PyValueError::new_err(format!(
            "kind must be \"person\", \"organisation\", \"place\" or None, not {other:?}"
        ))),
    }
}

/// What is known of a text, in its bytes.
pub(crate) fn known(text: &str, mentions: &[PyKnownMention]) -> PyResult<Vec<inquit::KnownMention>> {
    if mentions.is_empty() {
        return Ok(Vec::new());
    }
    let chars = OffsetMap::new(text, OffsetUnit::Chars);
    let length = chars.from_bytes(text.len());
    let known = |(index, mention): (usize, &PyKnownMention)| {
        let (start, end) = (mention.start, mention.end);
        if start >= end || end > length {
            return Err(PyValueError::new_err(format!(
                "known mention {index}: no words from {start} to {end} in a text of {length} characters"
            )));
        }
        let mut known = inquit::KnownMention::new(Span::new(chars.to_bytes(start), chars.to_bytes(end)))
            .gender(parse_gender(mention.gender.as_deref())?);
        if let Some(kind) = parse_kind(mention.kind.as_deref())? {
            known = known.kind(kind);
        }
        if let Some(cluster) = mention.cluster {
            known = known.cluster(cluster);
        }
        if let Some(name) = &mention.name {
            known = known.name(name);
        }
        Ok(known)
    };
    mentions.iter().enumerate().map(known).collect()
}

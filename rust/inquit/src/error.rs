//! Why an analyzer can't be built, a model not be read, or known mentions not be used.

use std::fmt;
use std::sync::Arc;

/// An error in building an analyzer, reading a model or using known mentions. Analysing a text never fails.
///
/// If another error caused it, [`source`](std::error::Error::source) returns that error. Its text is also part of the
/// message:
///
/// ```
/// use std::error::Error;
/// let error = inquit::Model::open("no/such/file").unwrap_err();
/// let behind = error.source().and_then(|source| source.downcast_ref::<std::io::Error>()).unwrap();
/// assert_eq!(behind.kind(), std::io::ErrorKind::NotFound);
/// ```
#[derive(Clone, Debug)]
pub struct Error {
    kind: ErrorKind,
    value: String,
    source: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

/// Equal are errors of the same kind and value.
impl PartialEq for Error {
    fn eq(&self, other: &Self) -> bool {
        (self.kind, &self.value) == (other.kind, &other.value)
    }
}

impl Eq for Error {}

/// What was wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// No language of that name.
    UnknownLanguage,
    /// A cue verb, abbreviation, name or alias with no letter in it, or with white space where there
    /// must be none.
    BadWord,
    /// A confidence outside 0..=1, or not a number.
    BadConfidence,
    /// An empty list of acts to keep.
    NoAct,
    /// A known mention that doesn't lie in the text, or whose name has no letter.
    BadMention,
    /// A model file that can't be read, or that isn't a model.
    BadModel,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, value: impl Into<String>) -> Self {
        Self { kind, value: value.into(), source: None }
    }

    /// With the error behind it.
    pub(crate) fn because(mut self, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        self.source = Some(Arc::new(source));
        self
    }

    /// With the name of what its value is about before that.
    pub(crate) fn about(mut self, name: &dyn fmt::Display) -> Self {
        self.value = format!("{name}: {}", self.value);
        self
    }

    /// What was wrong.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The value that was wrong.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = &self.value;
        match self.kind {
            ErrorKind::UnknownLanguage => {
                write!(
                    f,
                    "no language {value:?} is known: give a code such as deu, de or de-AT, or a name such as German"
                )
            }
            ErrorKind::BadWord => write!(
                f,
                "{value:?} can't be used as a word: it must have a letter and, unless it is a name, no white space"
            ),
            ErrorKind::BadConfidence => write!(f, "confidence {value} isn't a number from 0 to 1"),
            ErrorKind::NoAct => f.write_str("no act is to be kept; leave the list out to keep all"),
            ErrorKind::BadMention => write!(f, "known mention {value}"),
            ErrorKind::BadModel => write!(f, "can't be used as a model: {value}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| &**source as _)
    }
}

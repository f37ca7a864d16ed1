//! Why a document can't be a part of a table.

use std::fmt;

use arrow_schema::ArrowError;

/// A document that can't be added to a table: the text of a single row is larger than the 2 GiB that an Arrow string
/// column can hold.
#[derive(Debug)]
pub struct Error(Reason);

#[derive(Debug)]
enum Reason {
    TooLong { row: usize, bytes: usize },
    Arrow(ArrowError),
}

impl Error {
    pub(crate) fn too_long(row: usize, bytes: usize) -> Self {
        Self(Reason::TooLong { row, bytes })
    }
}

impl From<ArrowError> for Error {
    fn from(error: ArrowError) -> Self {
        Self(Reason::Arrow(error))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Reason::TooLong { row, bytes } => {
                write!(f, "row {row} of the document has {bytes} bytes of text; a table has room for 2 GiB")
            }
            Reason::Arrow(error) => write!(f, "columns that make no table: {error}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0 {
            Reason::TooLong { .. } => None,
            Reason::Arrow(error) => Some(error),
        }
    }
}

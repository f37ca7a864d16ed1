//! What was wrong with an input, and where.

use std::fmt;
use std::io::{self, Write};

use indicatif::HumanCount;

/// Something that couldn't be read or used: `inquit: FILE:LINE: what was wrong`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    file: Option<String>,
    line: Option<u64>,
    what: String,
    /// Whether it is one of a single document.
    document: bool,
}

impl Problem {
    /// One of the command line.
    pub(crate) fn usage(what: impl Into<String>) -> Self {
        Self { file: None, line: None, what: what.into(), document: false }
    }

    /// One of a whole file, or of its rest.
    pub(crate) fn file(file: &str, what: impl Into<String>) -> Self {
        Self { file: Some(file.to_owned()), ..Self::usage(what) }
    }

    /// One of the document that a file is.
    pub(crate) fn text(file: &str, what: impl Into<String>) -> Self {
        Self { document: true, ..Self::file(file, what) }
    }

    /// One of the document in a line, or in a row of a table, counted from 1.
    pub(crate) fn line(file: &str, line: u64, what: impl Into<String>) -> Self {
        Self { line: Some(line), ..Self::text(file, what) }
    }

    /// The same of what is in a line, but of the rest of the file.
    pub(crate) fn of_rest(self) -> Self {
        Self { document: false, ..self }
    }

    /// One of the rest of a file, which couldn't be read on in a line.
    pub(crate) fn stopped(file: &str, line: u64, error: &io::Error) -> Self {
        // Of a file that can't be read at all no line is to be named.
        if line == 1 {
            return Self::file(file, error.to_string());
        }
        Self::line(file, line, format!("{error}: the rest isn't read")).of_rest()
    }

    /// Whether it is one of a single document.
    pub(crate) fn is_of_document(&self) -> bool {
        self.document
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("inquit: ")?;
        if let Some(file) = &self.file {
            write!(f, "{file}:")?;
            if let Some(line) = self.line {
                write!(f, "{line}:")?;
            }
            f.write_str(" ")?;
        }
        f.write_str(&self.what)
    }
}

/// Writes a message to standard error; where that is closed there is nobody to tell.
pub(crate) fn say(message: &str) {
    // A file's name may hold escape sequences; they shall not reach the terminal.
    let clean: String =
        message.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c }).collect();
    let _ = writeln!(std::io::stderr(), "{}", clean.trim_end());
}

/// A number of things in words: `1 file`, `12,000 files`.
pub(crate) fn count(number: u64, thing: &str) -> String {
    format!("{} {thing}{}", HumanCount(number), if number == 1 { "" } else { "s" })
}

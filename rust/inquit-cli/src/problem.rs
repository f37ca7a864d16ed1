//! What was wrong with an input, and where.

use std::fmt;
use std::io::Write;

/// Something that couldn't be read or used: `inquit: FILE:LINE: what was wrong`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    file: Option<String>,
    line: Option<u64>,
    what: String,
}

impl Problem {
    /// One of the command line.
    pub(crate) fn usage(what: impl Into<String>) -> Self {
        Self { file: None, line: None, what: what.into() }
    }

    /// One of a whole file.
    pub(crate) fn file(file: &str, what: impl Into<String>) -> Self {
        Self { file: Some(file.to_owned()), line: None, what: what.into() }
    }

    /// One of a line, counted from 1.
    pub(crate) fn line(file: &str, line: u64, what: impl Into<String>) -> Self {
        Self { file: Some(file.to_owned()), line: Some(line), what: what.into() }
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

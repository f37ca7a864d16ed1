//! The forms of the output.

mod jsonl;

use std::io;

use inquit::Document;

use crate::args::{Args, Format};
use crate::input::Id;
use crate::problem::Problem;
use jsonl::Jsonl;

/// Writes documents in one of the forms.
pub(crate) enum Output {
    Jsonl(Jsonl),
}

impl Output {
    /// The form that was asked for, or that fits where the output goes.
    pub(crate) fn new(args: &Args) -> Result<Self, Problem> {
        match args.format.unwrap_or(Format::Jsonl) {
            Format::Jsonl => Ok(Self::Jsonl(Jsonl::new(args))),
        }
    }

    /// What comes before the first document.
    pub(crate) fn head(&self) -> String {
        String::new()
    }

    /// Adds a document to `out`.
    pub(crate) fn document(&self, id: &Id, document: &Document, out: &mut Vec<u8>) -> io::Result<()> {
        match self {
            Self::Jsonl(jsonl) => jsonl.document(id, document, out),
        }
    }

    /// What comes after the last document.
    pub(crate) fn foot(&self) -> String {
        String::new()
    }
}

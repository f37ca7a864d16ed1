//! The input: files of text and of JSON lines, read in batches.

mod batch;
mod jsonl;
mod lines;

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(crate) use batch::{Batch, Id};
pub(crate) use jsonl::reason;

use crate::args::Form;
use crate::problem::Problem;
use lines::Lines;

/// One file to read.
pub(crate) struct Input {
    /// None for standard input.
    path: Option<PathBuf>,
    /// The path as it is shown; `-` for standard input.
    name: Arc<str>,
    form: Form,
}

impl Input {
    /// The inputs that paths stand for, all in `form` if one is given; standard input where there is no
    /// path.
    pub(crate) fn list(paths: &[PathBuf], form: Option<Form>) -> Vec<Self> {
        let stdin = [PathBuf::from("-")];
        let paths = if paths.is_empty() { &stdin } else { paths };
        paths.iter().map(|path| Self::new(path, form)).collect()
    }

    fn new(path: &Path, form: Option<Form>) -> Self {
        Self {
            path: (path != Path::new("-")).then(|| path.to_owned()),
            name: path.to_string_lossy().into(),
            form: form.unwrap_or_else(|| form_of(path)),
        }
    }

    /// How many bytes it has, if that can be told.
    pub(crate) fn size(&self) -> Option<u64> {
        let metadata = self.path.as_ref()?.metadata().ok()?;
        metadata.is_file().then_some(metadata.len())
    }

    /// Gives `deliver` its batches until that returns false; returns whether it never did.
    pub(crate) fn read(&self, mut deliver: impl FnMut(Batch) -> bool) -> bool {
        let mut open = true;
        let result = self.open().and_then(|reader| match self.form {
            Form::Text => {
                open = deliver(self.whole(reader)?);
                Ok(())
            }
            Form::Jsonl => {
                let mut lines = Lines::new(reader);
                while open && let Some((first, bytes)) = lines.next()? {
                    open = deliver(Batch::lines(Arc::clone(&self.name), first, bytes));
                }
                Ok(())
            }
        });
        match result {
            Ok(()) => open,
            Err(error) => {
                deliver(Batch::unread(Arc::clone(&self.name), Problem::file(&self.name, error.to_string())))
            }
        }
    }

    fn open(&self) -> io::Result<Box<dyn Read>> {
        let Some(path) = &self.path else { return Ok(Box::new(io::stdin().lock())) };
        let metadata = path.metadata()?;
        if metadata.is_dir() {
            return Err(io::Error::other("is a directory; give the files in it"));
        }
        if self.form == Form::Text && metadata.len() > batch::MAX_TEXT {
            return Err(io::Error::other(batch::TOO_LONG));
        }
        Ok(Box::new(File::open(path)?))
    }

    /// A text of a whole file.
    fn whole(&self, reader: Box<dyn Read>) -> io::Result<Batch> {
        let mut bytes = Vec::new();
        // One byte more than can be used, to tell a text that is too long.
        reader.take(batch::MAX_TEXT + 1).read_to_end(&mut bytes)?;
        Ok(Batch::text(Arc::clone(&self.name), bytes))
    }
}

/// The form that a file's name tells.
fn form_of(path: &Path) -> Form {
    let extension = path.extension().map(|extension| extension.to_ascii_lowercase());
    match extension.as_deref().and_then(|extension| extension.to_str()) {
        Some("jsonl" | "ndjson" | "json") => Form::Jsonl,
        _ => Form::Text,
    }
}

//! The input: files of text, HTML, JSON lines, CSV and Parquet, read in batches.

mod batch;
mod csv;
mod delivery;
mod find;
#[cfg_attr(not(feature = "html"), path = "no_html.rs")]
mod html;
mod jsonl;
mod lines;
#[cfg_attr(not(feature = "parquet"), path = "no_parquet.rs")]
mod parquet;

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use flate2::read::MultiGzDecoder;

pub(crate) use batch::{Batch, Id, Source};
pub(crate) use jsonl::reason;

use crate::args::Form;
use crate::problem::Problem;
use batch::Content;
use delivery::Delivery;
use find::Search;
use lines::Lines;

/// What the columns of the input are called, or the fields of its JSON.
#[derive(Clone, Debug)]
pub(crate) struct Columns {
    pub(crate) text: String,
    pub(crate) id: String,
    /// Whether someone has asked for this column of ids: then it must be there.
    pub(crate) id_needed: bool,
}

impl Columns {
    /// The columns of these names; without one, of the usual name.
    pub(crate) fn new(text: Option<&str>, id: Option<&str>) -> Self {
        Self {
            text: text.unwrap_or("text").to_owned(),
            id: id.unwrap_or("id").to_owned(),
            id_needed: id.is_some(),
        }
    }

    /// Says that there is no column of a name.
    fn missing(name: &str, columns: &[impl AsRef<str>]) -> String {
        let columns: Vec<_> = columns.iter().map(|column| format!("`{}`", column.as_ref())).collect();
        let there = if columns.len() == 1 { "is only" } else { "are" };
        format!("no column `{name}`; there {there} {}", columns.join(", "))
    }
}

/// One file to read.
pub(crate) struct Input {
    place: Place,
    /// `None` for what the name tells.
    form: Option<Form>,
}

enum Place {
    Stdin,
    File(PathBuf),
    /// Something that was asked for and can't be found.
    Nowhere(Problem),
}

impl Input {
    /// The inputs that arguments stand for, all in `form` if one is given; standard input where there is no
    /// argument. Folders and globs give no file that is in `never`.
    pub(crate) fn list(paths: &[PathBuf], form: Option<Form>, never: &[PathBuf]) -> Vec<Self> {
        let search = Search { form, never };
        let mut inputs = Vec::new();
        if paths.is_empty() {
            inputs.push(Self::stdin(form));
        }
        for path in paths {
            search.argument(path, &mut inputs);
        }
        inputs
    }

    fn stdin(form: Option<Form>) -> Self {
        Self { place: Place::Stdin, form }
    }

    fn file(path: PathBuf, form: Option<Form>) -> Self {
        Self { place: Place::File(path), form }
    }

    fn missing(problem: Problem) -> Self {
        Self { place: Place::Nowhere(problem), form: None }
    }

    /// The file that it is.
    pub(crate) fn path(&self) -> Option<&Path> {
        match &self.place {
            Place::File(path) => Some(path),
            Place::Stdin | Place::Nowhere(_) => None,
        }
    }

    /// How many bytes it has, if that can be told.
    pub(crate) fn size(&self) -> Option<u64> {
        match &self.place {
            Place::Stdin => None,
            Place::File(path) => match path.metadata() {
                Ok(metadata) => metadata.is_file().then_some(metadata.len()),
                Err(_) => Some(0),
            },
            Place::Nowhere(_) => Some(0),
        }
    }

    /// The path as it is shown; `-` for standard input.
    fn name(&self) -> Arc<str> {
        self.path().map_or("-".into(), |path| path.to_string_lossy().into())
    }

    fn form(&self) -> Form {
        self.form.or_else(|| form_of(self.path()?)).unwrap_or(Form::Text)
    }

    /// The id of the one document that it is, where that is known before it is read.
    pub(crate) fn document_id(&self) -> Option<Id> {
        matches!(self.form(), Form::Text | Form::Html).then_some(self.path()?)?;
        Some(Id::Name((*self.name()).to_owned()))
    }

    /// Gives `deliver` its batches until that returns false; returns whether it never did.
    pub(crate) fn read(&self, columns: &Columns, mut deliver: impl FnMut(Batch) -> bool) -> bool {
        let mut delivery = Delivery::new(self.name(), &mut deliver);
        if let Err(problem) = self.deliver(columns, &mut delivery) {
            delivery.document(Err(problem));
        }
        delivery.flush()
    }

    fn deliver(&self, columns: &Columns, delivery: &mut Delivery<'_>) -> Result<(), Problem> {
        if let Place::Nowhere(problem) = &self.place {
            return Err(problem.clone());
        }
        let unread = |error: io::Error| Problem::file(&self.name(), error.to_string());
        match self.form() {
            Form::Text => delivery.whole(self.open(delivery).map_err(unread)?, Content::Text).map_err(unread),
            Form::Html => delivery.whole(self.open(delivery).map_err(unread)?, Content::Html).map_err(unread),
            Form::Jsonl => {
                let mut lines = Lines::new(self.open(delivery).map_err(unread)?);
                while let Some((first, bytes)) = lines.next().map_err(unread)?
                    && delivery.batch(Content::Lines(first, bytes))
                {}
                Ok(())
            }
            Form::Csv => csv::read(self.open(delivery).map_err(unread)?, b',', columns, delivery),
            Form::Tsv => csv::read(self.open(delivery).map_err(unread)?, b'\t', columns, delivery),
            Form::Parquet => match self.path() {
                Some(path) => parquet::read(path, columns, delivery),
                None => Err(Problem::file("-", "Parquet is read from files only")),
            },
        }
    }

    fn open(&self, delivery: &Delivery<'_>) -> io::Result<Box<dyn Read>> {
        let Some(path) = self.path() else { return Ok(Box::new(delivery.counted(io::stdin().lock()))) };
        let metadata = path.metadata()?;
        let zipped = ending(path).as_deref() == Some("gz");
        if self.form() == Form::Text && !zipped && metadata.len() > batch::MAX_TEXT {
            return Err(io::Error::other(batch::TOO_LONG));
        }
        let file = delivery.counted(File::open(path)?);
        Ok(if zipped { Box::new(MultiGzDecoder::new(BufReader::new(file))) } else { Box::new(file) })
    }
}

/// The form that a file's name tells.
fn form_of(path: &Path) -> Option<Form> {
    match ending(path)?.as_str() {
        "txt" | "text" => Some(Form::Text),
        "html" | "htm" => Some(Form::Html),
        "jsonl" | "ndjson" | "json" => Some(Form::Jsonl),
        "csv" => Some(Form::Csv),
        "tsv" => Some(Form::Tsv),
        "parquet" => Some(Form::Parquet),
        // What it is that is compressed.
        "gz" => form_of(Path::new(path.file_stem()?)).filter(|form| *form != Form::Parquet),
        _ => None,
    }
}

/// What stands behind the last full stop of a file's name, in small letters.
fn ending(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_ascii_lowercase())
}

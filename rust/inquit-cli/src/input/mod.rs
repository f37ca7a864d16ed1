//! The input: files of text, HTML, JSON lines, CSV and Parquet, read in batches.

mod batch;
mod csv;
mod delivery;
mod encoding;
mod find;
mod gzip;
#[cfg_attr(not(feature = "html"), path = "no_html.rs")]
mod html;
mod jsonl;
mod lines;
#[cfg_attr(not(feature = "parquet"), path = "no_parquet.rs")]
mod parquet;
mod places;
mod values;

use std::fs::File;
use std::io::{self, Cursor, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(crate) use batch::{Batch, Id, Source};
pub(crate) use gzip::Gunzip;
pub(crate) use jsonl::{Start, reason};

use crate::args::Form;
use crate::outputs::Outputs;
use crate::problem::{self, Problem};
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
    /// argument. Folders and globs give no file that `inquit` has written before and that this run writes anew.
    ///
    /// # Errors
    ///
    /// If the run would write over something that it reads.
    pub(crate) fn list(
        paths: &[PathBuf],
        form: Option<Form>,
        outputs: &Outputs,
    ) -> Result<Vec<Self>, Problem> {
        let search = Search { form, outputs };
        let mut inputs = Vec::new();
        if paths.is_empty() {
            search.stdin(&mut inputs)?;
        }
        for path in paths {
            search.argument(path, &mut inputs)?;
        }
        Ok(inputs)
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

    /// Whether it is still there when it has been read, as what comes through a pipe isn't.
    pub(crate) fn can_be_read_twice(&self) -> bool {
        self.path().is_some_and(Path::is_file)
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

    /// Whether nothing has told its form.
    fn is_guessed(&self) -> bool {
        self.form.is_none() && self.path().is_none_or(|path| form_of(path).is_none())
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
        let form = self.form();
        if form == Form::Parquet {
            return match self.path() {
                Some(path) => parquet::read(path, columns, delivery),
                None => Err(Problem::file("-", "Parquet is read from files only")),
            };
        }
        let unread = |error: io::Error| Problem::file(&self.name(), self.reason(&error));
        let mut reader = self.open(delivery).map_err(unread)?;
        match form {
            Form::Text => delivery.whole(reader, |bytes| {
                if self.is_guessed() && values::is_json(&bytes) {
                    let what =
                        "looks like JSON, and is read as a text: if it has documents, give `--input jsonl`";
                    problem::say(&Problem::file(&self.name(), what).to_string());
                }
                Content::Text(bytes)
            }),
            Form::Html => delivery.whole(reader, Content::Html),
            Form::Csv => csv::read(reader, b',', columns, delivery),
            Form::Tsv => csv::read(reader, b'\t', columns, delivery),
            Form::Jsonl | Form::Parquet => {
                let head = values::head(&mut reader).map_err(unread)?;
                let in_lines = !values::begin(&head);
                let whole = Cursor::new(head).chain(reader);
                if in_lines { self.lines(whole, delivery) } else { values::read(whole, columns, delivery) }
            }
        }
    }

    /// Hands over what is a document a line.
    fn lines(&self, reader: impl Read, delivery: &mut Delivery<'_>) -> Result<(), Problem> {
        let mut lines = Lines::new(reader);
        loop {
            match lines.next() {
                Ok(Some((first, bytes))) => {
                    if !delivery.batch(Content::Lines(first, bytes)) {
                        return Ok(());
                    }
                }
                Ok(None) => return Ok(()),
                Err(error) => return Err(Problem::stopped(&self.name(), lines.number(), &error)),
            }
        }
    }

    /// Opens it, to be read as UTF-8.
    fn open(&self, delivery: &Delivery<'_>) -> io::Result<Box<dyn Read>> {
        let Some(path) = self.path() else { return encoding::read(delivery.counted(io::stdin().lock())) };
        let zipped = ending(path).as_deref() == Some("gz");
        if self.form() == Form::Text && !zipped && path.metadata()?.len() > batch::MAX_TEXT {
            return Err(io::Error::other(batch::TOO_LONG));
        }
        let file = delivery.counted(File::open(path)?);
        if zipped { encoding::read(Gunzip::new(file)) } else { encoding::read(file) }
    }

    /// Why it couldn't be opened.
    fn reason(&self, error: &io::Error) -> String {
        let link = || self.path().is_some_and(Path::is_symlink);
        if error.kind() == ErrorKind::NotFound && link() { LOST.to_owned() } else { error.to_string() }
    }
}

/// What is wrong with a link that leads to no file.
const LOST: &str = "is a link that leads nowhere";

/// The form that a file's name tells.
fn form_of(path: &Path) -> Option<Form> {
    match ending(path)?.as_str() {
        "txt" | "text" | "md" | "markdown" => Some(Form::Text),
        "html" | "htm" | "xhtml" => Some(Form::Html),
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

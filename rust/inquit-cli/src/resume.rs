//! Going on where another run was stopped.
//!
//! Documents are written in the order of the input, so that what a stopped run has left is complete but for its
//! end. A line of JSON is complete when its newline is there. In CSV nothing tells the last row of a document: the last
//! one is done again, and those without a quote, which have no row, are too.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Seek, SeekFrom};
use std::path::Path;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::args::{Args, Format};
use crate::input::{Batch, Columns, Id, Input};
use crate::output::CSV_HEADER;
use crate::problem::{self, Problem};
use crate::sink::{self, Partial, Sink};

/// How each line of JSON begins.
const JSON_HEAD: &[u8] = b"{\"schema\":";

/// The documents that are done.
#[derive(Debug, Default)]
pub(crate) struct Written {
    /// How many of each id have not come again.
    ids: HashMap<String, u32>,
    /// How many there are of all.
    left: u64,
    /// Whether an id may come once only, since an output doesn't tell how many documents have had it.
    unique: bool,
}

/// Whether an output of this form can be gone on with.
pub(crate) fn can(format: Format) -> bool {
    matches!(format, Format::Jsonl | Format::Csv)
}

/// Opens the output that another run has left, complete or not, to write behind what is complete of it; returns
/// what is done too.
pub(crate) fn open(args: &Args, inputs: &[Input]) -> Result<(Sink, Written), Problem> {
    let (path, format) = (args.output.as_deref().unwrap_or(Path::new("-")), args.format(false));
    let refused =
        |what: &str| Err(Problem::file(&path.to_string_lossy(), format!("can't go on with it: {what}")));
    let [partial, target] = sink::names(path);
    if !can(format) {
        return refused("only JSON lines and CSV can be added to (--format jsonl, csv)");
    }
    if target.exists() && !target.is_file() {
        return refused("it is no file");
    }
    let is_output = |input: &Path| [&partial, &target].iter().any(|output| sink::is(output, input));
    if inputs.iter().filter_map(Input::path).any(is_output) {
        return refused("it is among the input");
    }
    if format == Format::Csv && !partial.exists() && target.exists() {
        return refused("it is complete, and CSV doesn't tell which documents without a quote are done");
    }
    let problem =
        |error: io::Error| Problem::file(&partial.to_string_lossy(), format!("can't go on with it: {error}"));
    let mut file = Partial::left(path).map_err(problem)?;
    let written = Written::read(file.file(), format).map_err(problem)?;
    file.reopen().map_err(problem)?;
    let done = problem::count(written.left, "document");
    problem::say(&format!("inquit: {}: {done} done already", path.to_string_lossy()));
    Ok((Sink::File(file), written))
}

/// Something that this command doesn't write.
fn foreign(what: impl Into<String>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what.into())
}

impl Written {
    /// What is done of an output; cuts off what isn't complete of it.
    fn read(file: &mut File, format: Format) -> io::Result<Self> {
        let reader = BufReader::new(&mut *file);
        let (written, end) = if format == Format::Csv { Self::csv(reader) } else { Self::jsonl(reader) }?;
        file.set_len(end)?;
        file.seek(SeekFrom::Start(end))?;
        Ok(written)
    }

    fn add(&mut self, id: String) {
        *self.ids.entry(id).or_default() += 1;
        self.left += 1;
    }

    /// What JSON lines tell, and where the last complete one ends.
    fn jsonl(mut reader: impl BufRead) -> io::Result<(Self, u64)> {
        #[derive(Deserialize)]
        struct Line<'l> {
            #[serde(borrow)]
            id: &'l RawValue,
        }
        let other = |number: u64| format!("line {number} is no document of JSON lines");
        let (mut written, mut end, mut line) = (Self::default(), 0, Vec::new());
        for number in 1_u64.. {
            line.clear();
            reader.read_until(b'\n', &mut line)?;
            let head = line.len().min(JSON_HEAD.len());
            if line.get(..head) != JSON_HEAD.get(..head) {
                return Err(foreign(other(number)));
            }
            if !line.ends_with(b"\n") {
                break;
            }
            let id = serde_json::from_slice::<Line<'_>>(&line).and_then(|line| match line.id.get() {
                name if name.starts_with('"') => serde_json::from_str(name),
                number => Ok(number.to_owned()),
            });
            written.add(id.map_err(|_| foreign(other(number)))?);
            end += line.len() as u64;
        }
        Ok((written, end))
    }

    /// What CSV tells, and where the last document begins.
    fn csv(reader: impl BufRead) -> io::Result<(Self, u64)> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(reader);
        let mut records = reader.byte_records().peekable();
        let mut written = Self { unique: true, ..Self::default() };
        let (mut document, mut end) = (None, 0);
        while let Some(record) = records.next().transpose()? {
            let start = record.position().map_or(0, csv::Position::byte);
            // It may be broken off anywhere, in its id too.
            let last = records.peek().is_none();
            if start == 0 {
                let names = record.iter().map(String::from_utf8_lossy).collect::<Vec<_>>().join(",");
                let header = CSV_HEADER.join(",");
                if header != names && !(last && header.starts_with(&names)) {
                    return Err(foreign("its first line names other columns"));
                }
            } else if last {
                end = if document.is_none() { start } else { end };
            } else {
                let id = String::from_utf8_lossy(record.get(0).unwrap_or_default()).into_owned();
                if document.as_ref() != Some(&id) {
                    if let Some(done) = document.replace(id) {
                        written.add(done);
                    }
                    end = start;
                }
            }
        }
        Ok((written, end))
    }

    /// Whether a document of this id is done; each counts once.
    fn is_done(&mut self, id: &str) -> Result<bool, String> {
        let Some(left) = self.ids.get_mut(id) else { return Ok(false) };
        if *left > 0 {
            *left -= 1;
            self.left -= 1;
            return Ok(true);
        }
        if self.unique {
            return Err(format!(
                "the id `{id}` comes twice: with it CSV can't be gone on with, JSON lines can"
            ));
        }
        Ok(false)
    }

    /// Whether the document of a file is done.
    pub(crate) fn has(&mut self, id: &Id) -> bool {
        self.left > 0 && self.is_done(&id.to_string()) == Ok(true)
    }

    /// What isn't done of a batch.
    pub(crate) fn rest(&mut self, batch: Batch, columns: &Columns) -> Batch {
        if self.left == 0 && (!self.unique || self.ids.is_empty()) {
            return batch;
        }
        batch.filtered(columns, |id| self.is_done(&id.to_string()).map(|done| !done))
    }
}

//! Going on where another run was stopped.
//!
//! Documents are written in the order of the input, so that what a stopped run has left is complete but for its
//! end. A line of JSON is complete when its newline is there. In CSV nothing tells the last row of a document: the last
//! one is done again, and those without a quote, which have no row, are too.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Seek, SeekFrom};
use std::path::Path;

use crate::args::Format;
use crate::input::{Batch, Columns, Id, Input};
use crate::output::{CSV_HEADER, JSON_HEAD};
use crate::pipeline::Work;
use crate::problem::{self, Problem};
use crate::samples::{Samples, id_of};
use crate::sink::{self, Partial, Sink};

/// The options that an output was made with.
pub(crate) type Shape = BTreeMap<String, String>;

/// The documents that are done.
#[derive(Debug, Default)]
pub(crate) struct Written {
    /// How many of each id have not come again.
    ids: HashMap<String, u32>,
    /// How many there are of all.
    left: u64,
    /// Whether an id may come once only, since an output doesn't tell how many documents have had it.
    unique: bool,
    samples: Samples,
}

/// Whether an output of this form can be gone on with.
pub(crate) fn can(format: Format) -> bool {
    matches!(format, Format::Jsonl | Format::Csv)
}

/// Opens the output that another run has left, complete or not, to write behind what is complete of it; returns
/// what is done too.
pub(crate) fn open(
    path: &Path,
    format: Format,
    shape: &Shape,
    inputs: &[Input],
    work: &Work,
) -> Result<(Sink, Written), Problem> {
    let refused =
        |what: &str| Err(Problem::file(&path.to_string_lossy(), format!("can't go on with it: {what}")));
    let [target, partial, options] = sink::names(path);
    if !can(format) {
        return refused("only JSON lines and CSV can be added to (--format jsonl, csv)");
    }
    if sink::is_zipped(path) {
        return refused(
            "what is compressed can't be added to; leave out .gz, and use gzip once it is complete",
        );
    }
    if target.exists() && !target.is_file() {
        return refused("it is a folder or a device");
    }
    if format == Format::Csv && !partial.exists() && target.exists() {
        return refused("it is complete, and CSV doesn't tell which documents without a quote are done");
    }
    let problem =
        |error: io::Error| Problem::file(&partial.to_string_lossy(), format!("can't go on with it: {error}"));
    let mut file = Partial::left(path).map_err(problem)?;
    let written = Written::read(file.file(), format).map_err(problem)?;
    let before = std::fs::read(options).ok().and_then(|json| serde_json::from_slice::<Shape>(&json).ok());
    match before.filter(|_| !file.is_complete()) {
        Some(before) if before != *shape && written.left > 0 => return refused(&difference(&before, shape)),
        None if written.samples.differ(inputs, work) => return refused(OTHERWISE),
        _ => {}
    }
    file.reopen().map_err(problem)?;
    let done = problem::count(written.left, "document");
    problem::say(&format!("inquit: {}: {done} done already", path.to_string_lossy()));
    Ok((Sink::File(file), written))
}

/// What is wrong with an output that doesn't tell which options it was made with.
const OTHERWISE: &str = "what is in it would come out otherwise now: give the options that it was made with, or leave \
out --resume to begin anew";

/// Says which options aren't those of before.
fn difference(before: &Shape, now: &Shape) -> String {
    let value = |shape: &Shape, option: &String| match shape.get(option).map(String::as_str) {
        None | Some("") => "not given".to_owned(),
        Some(value) => format!("`{value}`"),
    };
    let all: BTreeSet<_> = before.keys().chain(now.keys()).collect();
    let others = all.into_iter().filter(|option| before.get(*option) != now.get(*option));
    let parts =
        others.map(|option| format!("{option} was {} and is {}", value(before, option), value(now, option)));
    let parts = parts.collect::<Vec<_>>().join("; ");
    format!("{parts}. Go on with the same options, or leave out --resume to begin anew")
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
        let other = |number: u64| format!("line {number} is no JSON that inquit has written");
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
            let id = id_of(&line).ok_or_else(|| foreign(other(number)))?;
            written.samples.add(&id, &line);
            written.add(id);
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
                    return Err(foreign("its first line isn't that of a CSV of inquit"));
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
                "the id `{id}` comes twice, so that CSV doesn't tell which is done; JSON lines can be gone on with"
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

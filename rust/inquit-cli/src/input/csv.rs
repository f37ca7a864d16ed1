//! Comma-separated values with a document a record, below a record with the names of the columns.
//!
//! What is unusual is read as other programs read it: quotation marks inside a field without such around it,
//! line ends inside quotation marks, blank lines. But for a record with more or fewer fields than the first one
//! nobody can say which is which, so that it is left out, and said.

use std::io::Read;

use csv::{ByteRecord, ReaderBuilder};

use super::Columns;
use super::batch::{Id, MAX_TEXT, Source, TOO_LONG, not_utf8};
use super::delivery::Delivery;
use super::places::Places;
use crate::problem::{Problem, count};

/// Read behind the end of the file: a quotation mark that nothing closes takes it for a part of the last field,
/// as it did with all the records before.
const END: &[u8] = b"\n\x1einquit\x1e\n";

const UNCLOSED: &str = "a quotation mark is opened and never closed: this and what follows isn't read";
const EMPTY: &str = "is empty: its first line should name the columns";

/// Which fields of a record are read.
struct Fields {
    text: usize,
    id: Option<usize>,
    /// How many there are.
    all: usize,
}

/// Hands over the documents of a file.
///
/// # Errors
///
/// If the file, or the rest of it, can't be read.
pub(super) fn read(
    reader: impl Read,
    delimiter: u8,
    columns: &Columns,
    delivery: &mut Delivery<'_>,
) -> Result<(), Problem> {
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(Places::new(reader.chain(END)));
    let file = delivery.file().to_owned();
    let mut record = ByteRecord::new();
    let mut fields = None;
    loop {
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                return Err(Problem::stopped(&file, reader.get_mut().last_line(), &error.into()));
            }
        }
        let start = record.position().map_or(0, csv::Position::byte);
        let line = reader.get_mut().line(start);
        let last = record.get(record.len().wrapping_sub(1)).unwrap_or_default();
        if last == END.trim_ascii() && record.len() == 1 {
            break;
        }
        if last.ends_with(END) {
            return Err(Problem::line(&file, line, UNCLOSED).of_rest());
        }
        let Some(fields) = &fields else {
            fields = Some(Fields::find(&record, columns).map_err(|what| Problem::file(&file, what))?);
            continue;
        };
        let source = fields.document(&file, line, &record, columns);
        if !delivery.document(source.map_err(|what| Problem::line(&file, line, what))) {
            break;
        }
    }
    if fields.is_none() { Err(Problem::file(&file, EMPTY)) } else { Ok(()) }
}

impl Fields {
    /// The columns that are wanted, among those that there are.
    fn find(names: &ByteRecord, columns: &Columns) -> Result<Self, String> {
        let find = |wanted: &str| names.iter().position(|name| name == wanted.as_bytes());
        let missing = |wanted: &str| {
            let names: Vec<_> = names.iter().map(String::from_utf8_lossy).collect();
            Columns::missing(wanted, &names)
        };
        let id = find(&columns.id);
        if id.is_none() && columns.id_needed {
            return Err(missing(&columns.id));
        }
        Ok(Self { text: find(&columns.text).ok_or_else(|| missing(&columns.text))?, id, all: names.len() })
    }

    fn document(
        &self,
        file: &str,
        line: u64,
        record: &ByteRecord,
        columns: &Columns,
    ) -> Result<Source, String> {
        if record.len() != self.all {
            return Err(format!("has {} instead of {}", count(record.len() as u64, "field"), self.all));
        }
        let field = |index: usize, name: &str| {
            let bytes = record.get(index).unwrap_or_default();
            std::str::from_utf8(bytes).map_err(|error| format!("`{name}` is {}", not_utf8(&error, bytes)))
        };
        let text = field(self.text, &columns.text)?;
        if text.len() as u64 > MAX_TEXT {
            return Err(TOO_LONG.to_owned());
        }
        let id = match self.id.map(|index| field(index, &columns.id)).transpose()? {
            None | Some("") => Id::place(file, line),
            Some(id) => Id::Name(id.to_owned()),
        };
        Ok(Source { id, text: text.to_owned(), extracted: false })
    }
}

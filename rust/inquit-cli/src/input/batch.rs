//! A piece of the input, and the documents in it.

use std::fmt;
use std::io;
use std::str::Utf8Error;
use std::sync::Arc;

use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::{Columns, html, jsonl};
use crate::problem::Problem;

/// The longest text that can be analysed, in bytes.
pub(super) const MAX_TEXT: u64 = inquit::Span::MAX_TEXT_LEN as u64;

pub(super) const TOO_LONG: &str = "the text has 4 GiB or more, which is too long to analyse";

/// A piece of the input as it was read.
pub(crate) struct Batch {
    /// The file it is of.
    file: Arc<str>,
    content: Content,
    /// How many bytes of the file it was.
    size: u64,
}

pub(super) enum Content {
    /// A whole text.
    Text(Vec<u8>),
    /// A whole page.
    Html(Vec<u8>),
    /// Whole lines of JSON, with the number of the first.
    Lines(u64, Vec<u8>),
    /// Documents, and what was wrong in the places of others.
    Documents(Vec<Result<Source, Problem>>),
}

/// A document to analyse.
pub(crate) struct Source {
    pub(crate) id: Id,
    pub(crate) text: String,
    /// Whether the text isn't what the input holds, but was found in it.
    pub(crate) extracted: bool,
}

/// What a document is called.
#[derive(Clone, Debug)]
pub(crate) enum Id {
    /// A string of the input's, or the path.
    Name(String),
    /// A number of the input's, digit by digit as it stood there.
    Number(Box<RawValue>),
    /// The line of standard input, from 1.
    Line(u64),
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => f.write_str(name),
            Self::Number(number) => f.write_str(number.get()),
            Self::Line(line) => line.fmt(f),
        }
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Name(name) => serializer.serialize_str(name),
            Self::Number(number) => number.serialize(serializer),
            Self::Line(line) => serializer.serialize_u64(*line),
        }
    }
}

impl Id {
    /// What a document without an id is called: by the line or row that it stands in.
    pub(super) fn place(file: &str, number: u64) -> Self {
        if file == "-" { Self::Line(number) } else { Self::Name(format!("{file}:{number}")) }
    }
}

impl Batch {
    pub(super) fn new(file: Arc<str>, content: Content, size: u64) -> Self {
        Self { file, content, size }
    }

    /// The batch of a file that needn't be read.
    pub(crate) fn nothing(size: u64) -> Self {
        Self::new("".into(), Content::Documents(Vec::new()), size)
    }

    /// How many bytes of the input it is.
    pub(crate) fn size(&self) -> u64 {
        self.size
    }

    /// The batch with only the documents that `keep` keeps, or with what is wrong with them.
    pub(crate) fn filtered(
        self,
        columns: &Columns,
        mut keep: impl FnMut(&Id) -> Result<bool, String>,
    ) -> Self {
        let mut documents = Vec::new();
        let (file, size) = (Arc::clone(&self.file), self.size);
        let _ = self.documents(columns, |source| {
            let kept = |source: Source| match keep(&source.id) {
                Ok(kept) => Ok((kept, source)),
                Err(what) => Err(Problem::text(&file, what)),
            };
            match source.and_then(kept) {
                Ok((true, source)) => documents.push(Ok(source)),
                Ok((false, _)) => {}
                Err(problem) => documents.push(Err(problem)),
            }
            Ok(())
        });
        Self::new(file, Content::Documents(documents), size)
    }

    /// Gives `each` the documents in order, and what was wrong in their places.
    ///
    /// # Errors
    ///
    /// The first that `each` returns.
    pub(crate) fn documents(
        self,
        columns: &Columns,
        mut each: impl FnMut(Result<Source, Problem>) -> io::Result<()>,
    ) -> io::Result<()> {
        let file = &*self.file;
        match self.content {
            Content::Text(bytes) => each(text(file, bytes))?,
            Content::Html(bytes) => each(html::document(file, &bytes))?,
            Content::Lines(first, bytes) => {
                for (number, line) in (first..).zip(bytes.split(|&byte| byte == b'\n')) {
                    if let Some(source) = jsonl::document(file, number, line, columns) {
                        each(source.map_err(|what| Problem::line(file, number, what)))?;
                    }
                }
            }
            Content::Documents(documents) => documents.into_iter().try_for_each(each)?,
        }
        Ok(())
    }
}

/// The document that a whole file is.
fn text(file: &str, bytes: Vec<u8>) -> Result<Source, Problem> {
    if bytes.len() as u64 > MAX_TEXT {
        return Err(Problem::text(file, TOO_LONG));
    }
    if is_binary(&bytes) {
        return Err(Problem::text(file, "is no text: it has zero bytes, as programs and archives have"));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Source { id: Id::Name(file.to_owned()), text, extracted: false }),
        Err(error) => {
            let (bytes, error) = (error.as_bytes(), error.utf8_error());
            let good = bytes.get(..error.valid_up_to()).unwrap_or(&[]);
            let line = 1 + memchr::memchr_iter(b'\n', good).count() as u64;
            Err(Problem::line(file, line, not_utf8(&error, bytes)))
        }
    }
}

/// Whether there are more zero bytes than a text has by accident.
fn is_binary(bytes: &[u8]) -> bool {
    memchr::memchr_iter(0, bytes).count() * 20 > bytes.len()
}

/// Says where bytes stop being UTF-8, and what to do if the file is of the encoding that is likeliest.
pub(super) fn not_utf8(error: &Utf8Error, bytes: &[u8]) -> String {
    let todo = "if the file is Latin-1, `iconv -f WINDOWS-1252 -t UTF-8 FILE` makes it UTF-8";
    format!("{}; {todo}", no_utf8_at(error, bytes))
}

/// Says where bytes stop being UTF-8.
pub(super) fn no_utf8_at(error: &Utf8Error, bytes: &[u8]) -> String {
    let at = error.valid_up_to();
    let byte = bytes.get(at).copied().unwrap_or_default();
    format!("not UTF-8: byte 0x{byte:02x} at offset {at}")
}

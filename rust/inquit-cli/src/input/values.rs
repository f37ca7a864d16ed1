//! JSON that isn't in lines: a list of documents, or documents that are each written over several lines.
//!
//! The values are cut here, by their brackets, and read one by one as lines are. So memory holds one at a time, and
//! one with an error in it spoils no other.

use std::io::{self, BufRead, BufReader, ErrorKind, Read};

use serde::de::IgnoredAny;

use super::Columns;
use super::delivery::Delivery;
use super::jsonl::{self, Start};
use crate::problem::Problem;

const UNCLOSED: &str = "a list is opened and never closed: is the file whole?";
const BROKEN_OFF: &str = "the file ends within this document: is it whole?";

/// As much of a file's beginning as tells whether it is in lines.
const HEAD: usize = 64 * 1024;

/// Reads the beginning of JSON: its first line, if that isn't very long.
pub(super) fn head(reader: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    loop {
        let seen = head.trim_ascii_start();
        let line = memchr::memchr(b'\n', seen).is_some();
        if !seen.is_empty() && (line || !begins_value(seen)) || head.len() >= HEAD {
            return Ok(head);
        }
        let old = head.len();
        head.resize(HEAD, 0);
        let count = match reader.read(head.get_mut(old..).unwrap_or(&mut [])) {
            Err(error) if error.kind() == ErrorKind::Interrupted => None,
            result => Some(result?),
        };
        head.truncate(old + count.unwrap_or(0));
        if count == Some(0) {
            return Ok(head);
        }
    }
}

/// Whether it may be an object or a list.
fn begins_value(seen: &[u8]) -> bool {
    matches!(seen.first(), Some(b'{' | b'[' | b'\xef'))
}

/// Whether what begins so isn't a document a line: a list of objects, or an object that goes on in the next line.
pub(super) fn begin(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    match head.split_first() {
        Some((b'[', rest)) => matches!(rest.trim_ascii_start().first(), None | Some(b'{' | b']')),
        Some((b'{', _)) => {
            let Some(end) = memchr::memchr(b'\n', head) else { return false };
            let (line, rest) = head.split_at(end);
            // A line that is broken off in an error, with others like it behind it, spoils none of those.
            let goes_on = matches!(rest.trim_ascii_start().first(), None | Some(b'"' | b'}'));
            goes_on && serde_json::from_slice::<IgnoredAny>(line).is_err_and(|error| is_open(&error))
        }
        _ => false,
    }
}

/// Whether a file begins with an object of JSON in a line, or with JSON that isn't in lines.
pub(super) fn is_json(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes).trim_ascii_start();
    let line = head.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let object = |line: &[u8]| line.starts_with(b"{\"") && serde_json::from_slice::<IgnoredAny>(line).is_ok();
    object(line) || head.starts_with(b"[{\"") || head.starts_with(b"{") && begin(head)
}

/// Whether JSON ends too early, but not in a string, where no line can end.
fn is_open(error: &serde_json::Error) -> bool {
    error.is_eof() && !error.to_string().contains("string")
}

/// Hands over the documents of a file.
///
/// # Errors
///
/// If the rest of the file can't be read.
pub(super) fn read(reader: impl Read, columns: &Columns, delivery: &mut Delivery<'_>) -> Result<(), Problem> {
    let file = delivery.file().to_owned();
    let mut values = Values { reader: BufReader::new(reader), line: 1, column: 0, open: 0 };
    for number in 1.. {
        let value = match values.next() {
            Ok(Some(value)) => value,
            Ok(None) if values.open > 0 => return Err(Problem::line(&file, values.line, UNCLOSED).of_rest()),
            Ok(None) => break,
            Err(error) => return Err(Problem::stopped(&file, values.line, &error)),
        };
        let (start, bytes) = match value {
            Value::Whole(start, bytes) => (start, bytes),
            Value::BrokenOff(start) => return Err(Problem::line(&file, start.line, BROKEN_OFF).of_rest()),
        };
        let source = jsonl::value(&file, number, start, &bytes, columns);
        let problem = |what| Problem::line(&file, start.line, format!("document {number}: {what}"));
        if !delivery.document(source.map_err(problem)) {
            break;
        }
    }
    Ok(())
}

/// Cuts the values out of a stream of JSON. Those of lists are taken one by one.
struct Values<R> {
    reader: BufReader<R>,
    /// The line, from 1, and the number of bytes before the next byte in it.
    line: u64,
    column: u64,
    /// How many lists are open.
    open: u64,
}

enum Value {
    Whole(Start, Vec<u8>),
    /// The file ends in it.
    BrokenOff(Start),
}

/// What becomes of a byte that is looked at.
enum Step {
    Take,
    /// Take it, and no more.
    TakeLast,
    Leave,
}

impl<R: Read> Values<R> {
    /// The next value. What isn't JSON is handed over too, for the reader of the value to say so.
    fn next(&mut self) -> io::Result<Option<Value>> {
        self.skip()?;
        let start = Start { line: self.line, column: self.column };
        let Some(&first) = self.reader.fill_buf()?.first() else { return Ok(None) };
        let mut value = Vec::new();
        let whole =
            if matches!(first, b'{' | b'"') { self.nested(&mut value)? } else { self.plain(&mut value)? };
        Ok(Some(if whole { Value::Whole(start, value) } else { Value::BrokenOff(start) }))
    }

    /// Passes over what stands between values: white space, commas, brackets of lists, a byte order mark.
    fn skip(&mut self) -> io::Result<()> {
        let (mut open, mut at) = (self.open, self.column + self.line - 1);
        self.take(None, |byte| {
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' | b',' => {}
                b'[' => open += 1,
                b']' if open > 0 => open -= 1,
                b'\xef' | b'\xbb' | b'\xbf' if at < 3 => {}
                _ => return Step::Leave,
            }
            at += 1;
            Step::Take
        })?;
        self.open = open;
        Ok(())
    }

    /// Takes an object or a string; returns whether it ends.
    fn nested(&mut self, value: &mut Vec<u8>) -> io::Result<bool> {
        let (mut depth, mut quoted, mut escaped) = (0_u64, false, false);
        self.take(Some(value), |byte| {
            match byte {
                _ if std::mem::take(&mut escaped) => {}
                b'\\' if quoted => escaped = true,
                b'"' => quoted = !quoted,
                _ if quoted => {}
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                _ => {}
            }
            if depth == 0 && !quoted { Step::TakeLast } else { Step::Take }
        })
    }

    /// Takes a number or a word; it may end with the file.
    fn plain(&mut self, value: &mut Vec<u8>) -> io::Result<bool> {
        let mut first = true;
        self.take(Some(value), |byte| {
            let ends = matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b',' | b'[' | b']' | b'{' | b'}' | b'"');
            let leave = ends && !first;
            first = false;
            if leave { Step::Leave } else { Step::Take }
        })?;
        Ok(true)
    }

    /// Takes bytes as `step` says, and keeps them in `value`; returns whether that ended before the file did.
    fn take(
        &mut self,
        mut value: Option<&mut Vec<u8>>,
        mut step: impl FnMut(u8) -> Step,
    ) -> io::Result<bool> {
        loop {
            let chunk = self.reader.fill_buf()?;
            if chunk.is_empty() {
                return Ok(false);
            }
            let (mut taken, mut ended) = (0, false);
            for &byte in chunk {
                let step = step(byte);
                ended = !matches!(step, Step::Take);
                if matches!(step, Step::Leave) {
                    break;
                }
                taken += 1;
                self.column += 1;
                if byte == b'\n' {
                    (self.line, self.column) = (self.line + 1, 0);
                }
                if ended {
                    break;
                }
            }
            if let Some(value) = &mut value {
                value.extend_from_slice(chunk.get(..taken).unwrap_or(&[]));
            }
            self.reader.consume(taken);
            if ended {
                return Ok(true);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Start, Value, Values, begin};
    use std::io::BufReader;

    /// Line, column and text of each value; of one that is broken off, `…`.
    fn values(json: &str) -> Vec<String> {
        let reader = BufReader::with_capacity(3, json.as_bytes());
        let mut values = Values { reader, line: 1, column: 0, open: 0 };
        let mut found = Vec::new();
        while let Some(value) = values.next().unwrap() {
            let (Start { line, column }, text) = match value {
                Value::Whole(start, bytes) => (start, String::from_utf8(bytes).unwrap()),
                Value::BrokenOff(start) => (start, "…".to_owned()),
            };
            found.push(format!("{line}:{column} {text}"));
        }
        if values.open > 0 {
            found.push("[".to_owned());
        }
        found
    }

    #[test]
    fn values_are_cut_by_their_brackets() {
        assert_eq!(values("\u{feff}[{\"a\": 1}, {\"b\": [{}]}]"), ["1:4 {\"a\": 1}", "1:14 {\"b\": [{}]}"]);
        assert_eq!(values("{\n \"a\": \"}\\\"{\"\n}\n{}"), ["1:0 {\n \"a\": \"}\\\"{\"\n}", "4:0 {}"]);
        assert_eq!(values("[1, \"a]\", nul]\n]"), ["1:1 1", "1:4 \"a]\"", "1:10 nul", "2:0 ]"]);
        assert_eq!(values("[]"), [""; 0]);
        assert_eq!(values("[{}"), ["1:1 {}", "["]);
        assert_eq!(values("{\"a\": \"}"), ["1:0 …"]);
    }

    #[test]
    fn what_is_not_in_lines_is_told_by_how_it_begins() {
        for json in [
            "[",
            " \n[\n  {",
            "[{\"a\": 1},",
            "[]",
            "{\n",
            "{\n  \"a\": 1",
            "{\"a\": 1,\n \"b\": 2}",
            "{\"a\":\n\"b\"}",
        ] {
            assert!(begin(json.as_bytes()), "{json}");
        }
        for lines in [
            "",
            "{}",
            "{}\n{}",
            "{\"a\": 1",
            "[1, 2]",
            "{\"a\": \"\n\"",
            "{\"a\": 1,\n{\"a\": 2}",
            "text\n",
            "{]\n\"\"",
        ] {
            assert!(!begin(lines.as_bytes()), "{lines}");
        }
    }
}

//! A line of JSON with a document in it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::Columns;
use super::batch::{Id, MAX_TEXT, Source, TOO_LONG, not_utf8};
use crate::output::JSON_HEAD;

/// The fields that are read.
#[derive(Default)]
struct Fields<'l> {
    id: Option<&'l RawValue>,
    text: Option<&'l RawValue>,
}

/// The name of a field, not copied where nothing in it is escaped.
#[derive(Deserialize)]
struct Name<'l>(#[serde(borrow)] Cow<'l, str>);

/// Finds the fields by their names.
struct Names<'c>(&'c Columns);

impl<'l> DeserializeSeed<'l> for Names<'_> {
    type Value = Fields<'l>;

    fn deserialize<D: Deserializer<'l>>(self, deserializer: D) -> Result<Fields<'l>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'l> Visitor<'l> for Names<'_> {
    type Value = Fields<'l>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'l>>(self, mut map: M) -> Result<Fields<'l>, M::Error> {
        let mut fields = Fields::default();
        let (mut text_seen, mut id_seen) = (false, false);
        while let Some(Name(name)) = map.next_key()? {
            let (text, id) = (name == self.0.text, name == self.0.id);
            if !text && !id {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            if text && std::mem::replace(&mut text_seen, true) || id && std::mem::replace(&mut id_seen, true)
            {
                return Err(M::Error::custom(format!("duplicate field `{name}`")));
            }
            // `null` is as good as none.
            let value = Some(map.next_value::<&RawValue>()?).filter(|value| value.get() != "null");
            fields = Fields {
                text: if text { value } else { fields.text },
                id: if id { value } else { fields.id },
            };
        }
        Ok(fields)
    }
}

/// Where a value begins: the line, from 1, and the number of bytes before it there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Start {
    pub(crate) line: u64,
    pub(crate) column: u64,
}

/// The document in a line, or what is wrong with it; `None` for a blank line.
pub(super) fn document(
    file: &str,
    number: u64,
    line: &[u8],
    columns: &Columns,
) -> Option<Result<Source, String>> {
    // A file's first line may begin with a byte order mark.
    let line = if number == 1 { line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line) } else { line };
    match std::str::from_utf8(line) {
        Ok(line) if line.trim_ascii().is_empty() => None,
        Ok(line) => Some(parse(file, number, Start { line: number, column: 0 }, line, columns)),
        Err(error) => Some(Err(not_utf8(&error, line))),
    }
}

/// The document of a value that isn't in a line of its own: the `number`th of the file.
pub(super) fn value(
    file: &str,
    number: u64,
    start: Start,
    bytes: &[u8],
    columns: &Columns,
) -> Result<Source, String> {
    let value = std::str::from_utf8(bytes).map_err(|error| not_utf8(&error, bytes))?;
    parse(file, number, start, value, columns)
}

fn parse(file: &str, number: u64, start: Start, json: &str, columns: &Columns) -> Result<Source, String> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let fields =
        Names(columns).deserialize(&mut deserializer).and_then(|fields| deserializer.end().map(|()| fields));
    let fields = fields.map_err(|error| match serde_json::from_str::<IgnoredAny>(json) {
        Ok(_) if !json.trim_ascii_start().starts_with('{') => "not a JSON object".to_owned(),
        Ok(_) => reason(&error, start),
        Err(error) => format!("not JSON: {}", reason(&error, start)),
    })?;
    let (id, text) = (columns.id.as_str(), columns.text.as_str());
    let text = string(fields.text.ok_or_else(|| missing(json, text))?, text)?;
    if text.len() as u64 > MAX_TEXT {
        return Err(TOO_LONG.to_owned());
    }
    let id = match fields.id {
        Some(number) if number.get().starts_with(['-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']) => {
            Id::Number(number.to_owned())
        }
        Some(value) if value.get().starts_with('"') => Id::Name(string(value, id)?),
        Some(_) => return Err(format!("`{id}` is neither a string nor a number")),
        None => Id::place(file, number),
    };
    Ok(Source { id, text, extracted: false })
}

/// The string that a field holds.
fn string(value: &RawValue, field: &str) -> Result<String, String> {
    // The quotation mark at its head tells a string; what can still be wrong is half of a surrogate pair.
    if !value.get().starts_with('"') {
        return Err(format!("`{field}` is not a string"));
    }
    serde_json::from_str(value.get()).map_err(|error| {
        let message = error.to_string().replace("EOF while parsing", "it ends within");
        let what = message.split(" at line ").next().unwrap_or_default();
        format!("`{field}` is not valid Unicode: {what}")
    })
}

/// Says that a field is missing, and which others there are, if there are any.
fn missing(json: &str, field: &str) -> String {
    /// So many are named.
    const MANY: usize = 8;
    if json.as_bytes().starts_with(JSON_HEAD) {
        return format!("no `{field}`: it is an output of inquit, written without --text");
    }
    let fields: BTreeMap<String, IgnoredAny> = serde_json::from_str(json).unwrap_or_default();
    if fields.contains_key(field) {
        return format!("`{field}` is null");
    }
    let more = if fields.len() > MANY { ", …" } else { "" };
    let names: Vec<_> = fields.keys().take(MANY).map(|name| format!("`{name}`")).collect();
    match names.len() {
        0 => format!("no `{field}`"),
        1 => format!("no `{field}`; there is only {}", names.join("")),
        _ => format!("no `{field}`; there are {}{more}", names.join(", ")),
    }
}

/// What was wrong with JSON that begins at a place of a file, and where in that: the column, and the line if it is
/// another one.
pub(crate) fn reason(error: &serde_json::Error, start: Start) -> String {
    let message = error.to_string().replace("EOF while parsing", "it ends within");
    // `serde_json` counts from the value's beginning.
    let Some((what, _)) = message.rsplit_once(" at line ") else { return message };
    let (line, column) = (error.line() as u64, error.column() as u64);
    if line <= 1 {
        format!("{what} at column {}", start.column + column)
    } else {
        format!("{what} at line {} column {column}", start.line + line - 1)
    }
}

#[cfg(test)]
mod tests {
    use crate::input::Columns;

    fn document(file: &str, number: u64, line: &[u8]) -> Option<Result<super::Source, String>> {
        super::document(file, number, line, &Columns::new(None, None))
    }

    fn what(line: &[u8]) -> String {
        document("a.jsonl", 7, line).unwrap().err().unwrap()
    }

    fn id(file: &str, line: &str) -> String {
        serde_json::to_string(&document(file, 7, line.as_bytes()).unwrap().unwrap().id).unwrap()
    }

    #[test]
    fn the_id_is_the_inputs_or_the_place() {
        assert_eq!(id("a.jsonl", r#"{"id": "é\"", "text": ""}"#), r#""é\"""#);
        assert_eq!(
            id("a.jsonl", r#"{"text": "", "id": 12345678901234567890123}"#),
            "12345678901234567890123"
        );
        assert_eq!(id("a.jsonl", r#"{"id": -1.50, "text": ""}"#), "-1.50");
        assert_eq!(id("a.jsonl", r#"{"id": null, "text": "", "more": [{}]}"#), r#""a.jsonl:7""#);
        assert_eq!(id("-", "{\"text\": \"\"}\r"), "7");
    }

    #[test]
    fn says_what_is_wrong() {
        assert_eq!(what(b"{\"text\": \"x"), "not JSON: it ends within a string at column 11");
        assert_eq!(what(b"hello"), "not JSON: expected value at column 1");
        assert_eq!(what(br#"{"text": "x"} {"text": "y"}"#), "not JSON: trailing characters at column 15");
        assert_eq!(what(br#"["a", "b"]"#), "not a JSON object");
        assert_eq!(what(b"{}"), "no `text`");
        assert_eq!(what(br#"{"id": 1}"#), "no `text`; there is only `id`");
        assert_eq!(what(br#"{"url": 1, "body": "", "u\u0072l": 2}"#), "no `text`; there are `body`, `url`");
        assert_eq!(what(br#"{"text": null}"#), "`text` is null");
        assert_eq!(what(br#"{"text": 5}"#), "`text` is not a string");
        assert_eq!(what(br#"{"text": "", "id": [1]}"#), "`id` is neither a string nor a number");
        assert_eq!(what(br#"{"text": "", "text": ""}"#), "duplicate field `text` at column 19");
        assert_eq!(
            what(br#"{"text": "\ud83d!"}"#),
            "`text` is not valid Unicode: unexpected end of hex escape"
        );
        assert!(what(b"{\"text\": \"\xff\"}").starts_with("not UTF-8: byte 0xff at offset 10; "));
    }

    #[test]
    fn blank_lines_and_a_byte_order_mark_are_passed_over() {
        assert!(document("a", 1, b" \t\r").is_none());
        assert!(document("a", 1, b"").is_none());
        assert!(document("a", 1, b"\xef\xbb\xbf{\"text\": \"\"}").unwrap().is_ok());
        assert!(document("a", 2, b"\xef\xbb\xbf{\"text\": \"\"}").unwrap().is_err());
    }
}

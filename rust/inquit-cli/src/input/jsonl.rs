//! A line of JSON with a document in it.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::Columns;
use super::batch::{Id, MAX_TEXT, Source, TOO_LONG, not_utf8};

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
        Ok(line) => Some(parse(file, number, line, columns)),
        Err(error) => Some(Err(not_utf8(&error, line))),
    }
}

fn parse(file: &str, number: u64, line: &str, columns: &Columns) -> Result<Source, String> {
    let mut deserializer = serde_json::Deserializer::from_str(line);
    let fields =
        Names(columns).deserialize(&mut deserializer).and_then(|fields| deserializer.end().map(|()| fields));
    let fields = fields.map_err(|error| match serde_json::from_str::<IgnoredAny>(line) {
        Ok(_) if !line.trim_ascii_start().starts_with('{') => "not a JSON object".to_owned(),
        Ok(_) => reason(&error),
        Err(error) => format!("not JSON: {}", reason(&error)),
    })?;
    let (id, text) = (columns.id.as_str(), columns.text.as_str());
    let text = string(fields.text.ok_or_else(|| format!("no `{text}`"))?, text)?;
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
        let message = error.to_string();
        let what = message.split(" at line ").next().unwrap_or_default();
        format!("`{field}` is not valid Unicode: {what}")
    })
}

/// What was wrong with a line of JSON, and at which column; `serde_json` counts each as line 1.
pub(crate) fn reason(error: &serde_json::Error) -> String {
    error.to_string().replace(" at line 1 column ", " at column ")
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
        assert_eq!(what(b"{\"text\": \"x"), "not JSON: EOF while parsing a string at column 11");
        assert_eq!(what(b"hello"), "not JSON: expected value at column 1");
        assert_eq!(what(br#"{"text": "x"} {"text": "y"}"#), "not JSON: trailing characters at column 15");
        assert_eq!(what(br#"["a", "b"]"#), "not a JSON object");
        assert_eq!(what(br#"{"id": 1}"#), "no `text`");
        assert_eq!(what(br#"{"text": null}"#), "no `text`");
        assert_eq!(what(br#"{"text": 5}"#), "`text` is not a string");
        assert_eq!(what(br#"{"text": "", "id": [1]}"#), "`id` is neither a string nor a number");
        assert_eq!(what(br#"{"text": "", "text": ""}"#), "duplicate field `text` at column 19");
        assert_eq!(
            what(br#"{"text": "\ud83d!"}"#),
            "`text` is not valid Unicode: unexpected end of hex escape"
        );
        assert_eq!(what(b"{\"text\": \"\xff\"}"), "not UTF-8: byte 0xff at offset 10");
        assert_eq!(what(b"\xff\xfe{\0"), "not UTF-8: byte 0xff at offset 0; it looks like UTF-16");
    }

    #[test]
    fn blank_lines_and_a_byte_order_mark_are_passed_over() {
        assert!(document("a", 1, b" \t\r").is_none());
        assert!(document("a", 1, b"").is_none());
        assert!(document("a", 1, b"\xef\xbb\xbf{\"text\": \"\"}").unwrap().is_ok());
        assert!(document("a", 2, b"\xef\xbb\xbf{\"text\": \"\"}").unwrap().is_err());
    }
}

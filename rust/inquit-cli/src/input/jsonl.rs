//! A line of JSON with a document in it.

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use super::batch::{Id, MAX_TEXT, Source, TOO_LONG, not_utf8};

/// The fields that are read.
#[derive(Deserialize)]
struct Line<'l> {
    #[serde(borrow)]
    id: Option<&'l RawValue>,
    #[serde(borrow)]
    text: Option<&'l RawValue>,
}

/// The document in a line, or what is wrong with it; `None` for a blank line.
pub(super) fn document(file: &str, number: u64, line: &[u8]) -> Option<Result<Source, String>> {
    // A file's first line may begin with a byte order mark.
    let line = if number == 1 { line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line) } else { line };
    match std::str::from_utf8(line) {
        Ok(line) if line.trim_ascii().is_empty() => None,
        Ok(line) => Some(parse(file, number, line)),
        Err(error) => Some(Err(not_utf8(&error, line))),
    }
}

fn parse(file: &str, number: u64, line: &str) -> Result<Source, String> {
    let not_json = |error: &serde_json::Error| format!("not JSON: {}", reason(error));
    // serde would take an array for the fields in order.
    if !line.trim_ascii_start().starts_with('{') {
        return Err(match serde_json::from_str::<IgnoredAny>(line) {
            Ok(_) => "not a JSON object".to_owned(),
            Err(error) => not_json(&error),
        });
    }
    let fields: Line<'_> = serde_json::from_str(line)
        .map_err(|error| if error.is_data() { reason(&error) } else { not_json(&error) })?;
    let text = string(fields.text.ok_or("no `text`")?, "text")?;
    if text.len() as u64 > MAX_TEXT {
        return Err(TOO_LONG.to_owned());
    }
    let id = match fields.id {
        Some(id) if id.get().starts_with(['-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']) => {
            Id::Number(id.to_owned())
        }
        Some(id) if id.get().starts_with('"') => Id::Name(string(id, "id")?),
        Some(_) => return Err("`id` is neither a string nor a number".to_owned()),
        None if file == "-" => Id::Line(number),
        None => Id::Name(format!("{file}:{number}")),
    };
    Ok(Source { id, text })
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
    use super::document;

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

//! Text within HTML.

use std::borrow::Cow;

/// The text for an element or a quoted attribute. Characters that may not stand in HTML, as NUL, become
/// U+FFFD.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| entity(c).is_none()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + text.len() / 8 + 16);
    for c in text.chars() {
        match entity(c) {
            Some(entity) => out += entity,
            None => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// What a character must be written as.
fn entity(c: char) -> Option<&'static str> {
    match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\'' => Some("&#39;"),
        // A bare carriage return would be read as a newline.
        '\r' => Some("&#13;"),
        '\t' | '\n' => None,
        c if c.is_control() => Some("\u{fffd}"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn nothing_can_leave_the_text_or_the_attribute() {
        assert_eq!(escape(r#"<a b="c">'&'"#), "&lt;a b=&quot;c&quot;&gt;&#39;&amp;&#39;");
        assert_eq!(escape("a\r\n\0\u{1b}[31m\u{9b}"), "a&#13;\n\u{fffd}\u{fffd}[31m\u{fffd}");
    }
}

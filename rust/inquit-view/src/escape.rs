//! Text within HTML.
//!
//! Characters that may not stand in HTML, as NUL, become U+FFFD, and so do those that turn the direction of
//! writing where they could make a text look like what it isn't: overrides everywhere, and in labels, which stand
//! beside other text on a line, every control of direction. In a paragraph embeddings and isolates stay, since
//! right-to-left text may need them; a paragraph is a block of its own, beyond which they do nothing.

/// Adds a piece of a document's text.
pub(crate) fn push_text(out: &mut String, text: &str) {
    push(out, text, |c| match c {
        '\u{202d}' | '\u{202e}' => Some("\u{fffd}"),
        _ => entity(c),
    });
}

/// Adds a name, an id or the like: for an element or a quoted attribute.
pub(crate) fn push_label(out: &mut String, text: &str) {
    push(out, text, |c| match c {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some("\u{fffd}"),
        _ => entity(c),
    });
}

/// Adds the head of a label. Every quote repeats it, so a hostile name must not be long.
pub(crate) fn push_short(out: &mut String, text: &str) {
    let end = text.char_indices().nth(SHORT).map_or(text.len(), |(at, _)| at);
    push_label(out, text.get(..end).unwrap_or(""));
    if end < text.len() {
        out.push('…');
    }
}

/// Characters of a cue or a name beside a quote.
const SHORT: usize = 80;

fn push(out: &mut String, text: &str, entity: impl Fn(char) -> Option<&'static str>) {
    let mut from = 0;
    for (at, c) in text.char_indices() {
        if let Some(entity) = entity(c) {
            out.push_str(text.get(from..at).unwrap_or(""));
            out.push_str(entity);
            from = at + c.len_utf8();
        }
    }
    out.push_str(text.get(from..).unwrap_or(""));
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
    use super::*;

    fn written(push: fn(&mut String, &str), text: &str) -> String {
        let mut out = String::new();
        push(&mut out, text);
        out
    }

    #[test]
    fn nothing_can_leave_the_text_or_the_attribute() {
        for push in [push_text, push_label, push_short] {
            let all = "&lt;a b=&quot;c&quot;&gt;&#39;&amp;&#39;";
            assert_eq!(written(push, r#"<a b="c">'&'"#), all);
            let controls = written(push, "a\r\n\0\u{1b}[31m\u{9b}");
            assert_eq!(controls, "a&#13;\n\u{fffd}\u{fffd}[31m\u{fffd}");
        }
    }

    #[test]
    fn what_turns_the_direction_is_seen() {
        assert_eq!(written(push_text, "a\u{202e}b\u{2067}c\u{200f}"), "a\u{fffd}b\u{2067}c\u{200f}");
        assert_eq!(written(push_label, "a\u{202e}b\u{2067}c\u{200f}"), "a\u{fffd}b\u{fffd}c\u{200f}");
    }

    #[test]
    fn a_long_name_is_cut() {
        assert_eq!(written(push_short, &"é".repeat(81)), "é".repeat(80) + "…");
        assert_eq!(written(push_short, &"é".repeat(80)), "é".repeat(80));
    }
}

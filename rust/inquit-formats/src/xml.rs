//! Text in XML.
//!
//! A crate that writes XML would be of little use: none of those looked at keeps carriage returns, or says which
//! characters XML can't hold, so that all text would have to go through here before it.

/// Adds character data, so that a reader gets what it was. What XML 1.0 can't hold, which is most control characters
/// and two noncharacters, becomes U+FFFD: the number of characters stays.
pub(crate) fn push_text(text: &str, out: &mut String) {
    push(text, false, out);
}

/// The same in an attribute's value, between quotation marks of the typewriter.
pub(crate) fn push_value(text: &str, out: &mut String) {
    push(text, true, out);
}

fn push(text: &str, value: bool, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if value => out.push_str("&quot;"),
            // A parser reads these as other white space, unless they are written as numbers.
            '\t' if value => out.push_str("&#9;"),
            '\n' if value => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(c),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}

/// Whether it is white space in XML, so that it may stand between paragraphs.
pub(crate) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

#[cfg(test)]
mod tests {
    use super::{push_text, push_value};

    #[test]
    fn a_reader_gets_what_was_written() {
        let text = "a < b & \"c\" ]]> 'd'\t\r\n\u{85}\u{2028}é👩‍🚀";
        let mut xml = "<a b=\"".to_owned();
        push_value(text, &mut xml);
        xml.push_str("\">");
        push_text(text, &mut xml);
        xml.push_str("</a>");
        let read = roxmltree::Document::parse(&xml).unwrap();
        assert_eq!(read.root_element().text(), Some(text));
        assert_eq!(read.root_element().attribute("b"), Some(text));
    }

    #[test]
    fn what_xml_cannot_hold_is_replaced_character_by_character() {
        let mut xml = String::new();
        push_text("a\0b\u{1b}[\u{ffff}\u{10fffe}", &mut xml);
        assert_eq!(xml, "a\u{fffd}b\u{fffd}[\u{fffd}\u{10fffe}");
    }
}

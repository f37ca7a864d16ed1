//! Lines, and which newlines only wrap them.

use super::newline::AtNewlines;
use crate::text::Scan;

pub(crate) fn is_newline(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The widths at which people wrap lines, in characters.
pub(super) const NARROWEST: usize = 45;
const WIDEST: usize = 110;

/// The width in characters that the lines of the block are wrapped at that begins at byte `start`; `None` if
/// they aren't. A blank line ends the block.
pub(super) fn width(text: &str, start: usize) -> Option<usize> {
    let mut scan = Scan::<AtNewlines>::new(text.as_bytes(), start);
    let (mut line, mut longest) = (start, 0);
    loop {
        let end = scan.next_from(line).unwrap_or(text.len());
        let read = text.get(line..end).unwrap_or("").trim();
        longest = longest.max(length(read));
        // No need to read on: wrapped lines are shorter.
        if longest > WIDEST {
            return None;
        }
        if read.is_empty() || end == text.len() {
            return (longest >= NARROWEST).then_some(longest);
        }
        let newline = if text.get(end..).is_some_and(|rest| rest.starts_with("\r\n")) { 2 } else { 0 };
        line = end + newline.max(text.get(end..).and_then(|r| r.chars().next()).map_or(1, char::len_utf8));
    }
}

/// Characters of a line; of a long one only as many as tell that it isn't wrapped.
fn length(line: &str) -> usize {
    if line.len() <= WIDEST && line.is_ascii() { line.len() } else { line.chars().take(WIDEST + 1).count() }
}

/// Whether the newline between the line `before` and what follows, `after`, only wraps them.
pub(super) fn is_wrapped(before: &str, after: &str, width: impl FnOnce() -> Option<usize>) -> bool {
    if is_item(after) {
        return false;
    }
    let ends =
        before.ends_with(['.', '!', '?', ':', '"', '”', '’', '\'', ')', '…', '-', '_', '*', '=', '|', '>']);
    if after.starts_with(char::is_lowercase) && !before.ends_with(['.', '!', '?', ':']) {
        return true;
    }
    let Some(width) = width() else { return false };
    let word = after.chars().take(WIDEST).take_while(|c| !c.is_whitespace()).count();
    // Lines were often wrapped before a space or a mark was taken out: a few characters may be missing.
    let full = length(before) + 1 + word + width / 10 > width;
    // A line that ends a sentence just short of the width is as likely the last of its paragraph.
    full || !ends && length(before) * 4 > width * 3
}

/// Whether a line begins as the item of a list does: "- ", "• ", "1. ", "(a) ", or is a header or quoted.
pub(super) fn is_item(line: &str) -> bool {
    let mut chars = line.chars();
    match chars.next() {
        Some('-' | '*' | '•' | '⁃' | '·' | '–' | '+') => chars.next().is_none_or(char::is_whitespace),
        Some('>' | '|' | '#') => true,
        Some(c @ ('=' | '_')) => chars.next() == Some(c),
        Some(c) if c.is_ascii_digit() => {
            let digits = line.bytes().take(3).take_while(u8::is_ascii_digit).count();
            let rest = line.get(digits..).unwrap_or("");
            digits <= 2 && (rest.starts_with(". ") || rest.starts_with(") "))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::text::{Newlines, paragraphs};

    fn count(text: &str, newlines: Newlines) -> usize {
        paragraphs(text, newlines).len()
    }

    #[test]
    fn hard_wrapped_lines_are_joined() {
        let text = "It was a long evening in the town, and nobody in the old house by\n\
                    the river thought of going to bed before the clock had struck one.\n\
                    Then the door opened, and in came the mayor with all her papers.\n\nShe sat down.";
        assert_eq!(count(text, Newlines::Auto), 2);
        assert_eq!(count(text, Newlines::Space), 2);
        assert_eq!(count(text, Newlines::Break), 4);
    }

    #[test]
    fn lines_that_are_paragraphs_stay_apart() {
        let long = "The mayor said that the bridge would open in May, after two years of work that had cost the town \
                    far more than anybody had expected when the first stone was laid.";
        assert_eq!(count(&format!("{long}\n{long}\n{long}"), Newlines::Auto), 3);
        assert_eq!(count("Dear Ann,\nI am well.\nYours,\nJo", Newlines::Auto), 4);
        assert_eq!(count("We need:\n- bread\n- milk", Newlines::Auto), 3);
    }

    #[test]
    fn newlines_of_all_kinds_and_blank_lines_with_spaces() {
        assert_eq!(count("One.\r\n\r\nTwo.\n \t\nThree.\u{2029}Four.\r\rFive.", Newlines::Auto), 5);
        assert_eq!(count("\n\n  \n", Newlines::Auto), 0);
    }
}

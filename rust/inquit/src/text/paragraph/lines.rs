//! Lines, and which newlines only wrap them.

use crate::text::Span;

/// The lines of a text, without the white space around them; a blank line is an empty span.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|_| at < text.len())?;
        let (len, newline) = match rest.char_indices().find(|&(_, c)| is_newline(c)) {
            Some((len, c)) => {
                (len, if rest.get(len..).is_some_and(|r| r.starts_with("\r\n")) { 2 } else { c.len_utf8() })
            }
            None => (rest.len(), 0),
        };
        let line = Span::new(at, at + len).trim(text);
        at += len + newline;
        Some(line)
    })
}

fn is_newline(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The widths at which people wrap lines, in characters.
const NARROWEST: usize = 45;
const WIDEST: usize = 110;

/// The width in characters that the lines of a block are wrapped at; `None` if they aren't.
pub(super) fn width(text: &str, block: &[Span]) -> Option<usize> {
    let longest = block.iter().map(|line| length(text, *line)).max().unwrap_or(0);
    (NARROWEST..=WIDEST).contains(&longest).then_some(longest)
}

fn length(text: &str, line: Span) -> usize {
    // Longer lines are no wrapped ones: no need to count them to their end.
    line.of(text).chars().take(WIDEST + 1).count()
}

/// Whether the newline between two lines only wraps them.
pub(super) fn is_wrapped(text: &str, line: Span, next: Span, width: Option<usize>) -> bool {
    let (before, after) = (line.of(text), next.of(text));
    if is_item(after) {
        return false;
    }
    let ends =
        before.ends_with(['.', '!', '?', ':', '"', '”', '’', '\'', ')', '…', '-', '_', '*', '=', '|', '>']);
    if after.starts_with(char::is_lowercase) && !before.ends_with(['.', '!', '?', ':']) {
        return true;
    }
    let Some(width) = width else { return false };
    let word = after.split(char::is_whitespace).next().map_or(0, |word| word.chars().take(WIDEST).count());
    // Lines were often wrapped before a space or a mark was taken out: a few characters may be missing.
    let full = length(text, line) + 1 + word + width / 10 > width;
    // A line that ends a sentence just short of the width is as likely the last of its paragraph.
    full || !ends && length(text, line) * 4 > width * 3
}

/// Whether a line begins as the item of a list does: "- ", "• ", "1. ", "(a) ", or is a header or quoted.
fn is_item(line: &str) -> bool {
    let mut chars = line.chars();
    match chars.next() {
        Some('-' | '*' | '•' | '⁃' | '·' | '–' | '+') => chars.next().is_none_or(char::is_whitespace),
        Some('>' | '|' | '#') => true,
        Some(c @ ('=' | '_')) => chars.next() == Some(c),
        Some(c) if c.is_ascii_digit() => {
            let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
            line.len() - rest.len() <= 2 && (rest.starts_with(". ") || rest.starts_with(") "))
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

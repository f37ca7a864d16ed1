//! What stands beside a quotation mark.

use crate::text::Span;

/// What stands on one side of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// The paragraph's start or end.
    Edge,
    Space,
    Letter,
    Digit,
    /// A character of a script that has no spaces between words.
    Ideograph,
    /// `.` `!` `?` `…`
    Terminal,
    /// Dots before the words: `"...and then"`.
    Ellipsis,
    /// `,` `;`
    Comma,
    Colon,
    /// `(` `[`
    Opening,
    /// `)` `]`
    Closing,
    Dash,
    Other,
}

impl Side {
    /// What stands before `start` and after `end` in a paragraph.
    pub(super) fn around(text: &str, paragraph: Span, start: usize, end: usize) -> (Self, Self) {
        let mut before = Span::new(paragraph.start(), start).of(text).chars().rev();
        let mut after = Span::new(end, paragraph.end()).of(text).chars();
        let mut left = before.next();
        let mut right = after.next();
        // Italics are drawn with `_` or `*` in plain text: `_"Stop!"_`.
        if matches!(left, Some('_' | '*')) {
            left = before.next();
        }
        if matches!(right, Some('_' | '*')) {
            right = after.next();
        }
        // A space that can't break holds the mark to its words: « Oui ».
        if right.is_some_and(holds) && left.is_none_or(char::is_whitespace) && !left.is_some_and(holds) {
            right = after.next();
        } else if left.is_some_and(holds) && right.is_none_or(|c| c.is_whitespace() || is_stop(c)) {
            left = before.next();
        }
        let dots = right == Some('…') || (right == Some('.') && after.next() == Some('.'));
        let right = if dots { Self::Ellipsis } else { Self::of(right) };
        (Self::of(left), right)
    }

    /// The side that a character makes.
    pub(super) fn of(c: Option<char>) -> Self {
        let Some(c) = c else { return Self::Edge };
        match c {
            _ if c.is_whitespace() => Self::Space,
            '0'..='9' => Self::Digit,
            'a'..='z' | 'A'..='Z' => Self::Letter,
            '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।' => Self::Terminal,
            ',' | ';' | '，' | '；' | '、' | '،' | '؛' => Self::Comma,
            ':' | '：' => Self::Colon,
            '(' | '[' | '{' | '（' | '【' | '¿' | '¡' => Self::Opening,
            ')' | ']' | '}' | '）' | '】' => Self::Closing,
            '-' | '‐'..='―' | '−' => Self::Dash,
            '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' => Self::Ideograph,
            _ if c.is_alphabetic() => Self::Letter,
            _ if c.is_numeric() => Self::Digit,
            _ => Self::Other,
        }
    }

    /// Whether a word is there.
    pub(super) fn is_word(self) -> bool {
        matches!(self, Self::Letter | Self::Digit | Self::Ideograph)
    }

    /// Whether nothing is there.
    pub(super) fn is_blank(self) -> bool {
        matches!(self, Self::Edge | Self::Space)
    }

    /// Whether a stop or comma is there.
    pub(super) fn is_stop(self) -> bool {
        matches!(self, Self::Terminal | Self::Ellipsis | Self::Comma | Self::Colon)
    }
}

fn holds(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{200a}' | '\u{2060}')
}

fn is_stop(c: char) -> bool {
    Side::of(Some(c)).is_stop()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(text: &str, mark: &str) -> (Side, Side) {
        let at = text.find(mark).unwrap();
        Side::around(text, Span::new(0, text.len()), at, at + mark.len())
    }

    #[test]
    fn a_space_that_cannot_break_belongs_to_the_words() {
        let text = "dit : «\u{a0}Oui\u{202f}», et";
        assert_eq!(around(text, "«"), (Side::Space, Side::Letter));
        assert_eq!(around(text, "»"), (Side::Letter, Side::Comma));
    }

    #[test]
    fn leading_dots_are_no_full_stop() {
        assert_eq!(around("“...and then", "“"), (Side::Edge, Side::Ellipsis));
        assert_eq!(around("went”. He", "”"), (Side::Letter, Side::Terminal));
    }

    #[test]
    fn the_opening_marks_of_spanish_questions_open() {
        assert_eq!(around("dijo: «¿Qué?»", "«"), (Side::Space, Side::Opening));
    }
}

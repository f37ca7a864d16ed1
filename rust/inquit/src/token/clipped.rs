//! What an apostrophe clips: "’s" behind a quotation mark, "’em", "’90s".

use std::sync::LazyLock;

use crate::language::entries;
use crate::text::char_before;

static CLIPPED: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("../lexicon/eng/words/clipped.txt")).flatten().collect());

/// Longest clipped word in bytes.
const LONGEST: usize = 5;

/// The end of what the apostrophe from `at` to `after`, at the head of a token, clips; `after` if nothing.
pub(super) fn clipped(text: &str, at: usize, after: usize) -> usize {
    let bytes = text.as_bytes();
    if !bytes.get(after).is_some_and(u8::is_ascii_alphanumeric) {
        return after;
    }
    let head = bytes.iter().skip(after).take(LONGEST + 1);
    let length = head.take_while(|b| b.is_ascii_alphanumeric()).count();
    let (tail, end) = (text.get(after..after + length).unwrap_or(""), after + length);
    if char_before(text, at).is_some_and(|c| !c.is_whitespace()) {
        // “Lee”’s
        let suffix = ["s", "m", "re", "ve", "ll", "d"].iter().any(|suffix| tail.eq_ignore_ascii_case(suffix));
        if suffix {
            return end;
        }
    }
    match tail.as_bytes() {
        // ’99, ’90s
        [b'0'..=b'9', b'0'..=b'9'] | [b'0'..=b'9', b'0', b's'] => end,
        // rock ’n’ roll
        b"n" => end + apostrophe(bytes, end),
        _ if CLIPPED.contains(&tail) && apostrophe(bytes, end) == 0 => end,
        _ => after,
    }
}

/// The length of the apostrophe at a byte; 0 if there is none.
fn apostrophe(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at..) {
        Some([b'\'', ..]) => 1,
        Some([0xE2, 0x80, 0x99, ..]) => 3,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use crate::tokens;

    fn words(text: &str) -> Vec<&str> {
        tokens(text).map(|token| token.span().of(text)).collect()
    }

    #[test]
    fn decades_and_years_keep_their_apostrophe() {
        assert_eq!(words("the '90s and ’68"), ["the", "'90s", "and", "’68"]);
    }

    #[test]
    fn clipped_words_keep_their_apostrophe() {
        assert_eq!(words("Tell 'em, 'til then."), ["Tell", "'em", ",", "'til", "then", "."]);
        assert_eq!(words("rock ’n’ roll, rock 'n roll"), ["rock", "’n’", "roll", ",", "rock", "'n", "roll"]);
    }

    #[test]
    fn quotation_marks_are_no_apostrophes() {
        assert_eq!(words("'Round' and 'em'"), ["'", "Round", "'", "and", "'", "em", "'"]);
        assert_eq!(words("“Lee”'s"), ["“", "Lee", "”", "'s"]);
        assert_eq!(words("'s'"), ["'", "s", "'"]);
    }
}

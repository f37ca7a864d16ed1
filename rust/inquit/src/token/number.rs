//! Numbers, with their separators, signs and units.

use std::sync::LazyLock;

use super::TokenKind;
use super::slow::Found;
use crate::language::{Filter, entries};

/// The number that begins at the digit at `at`, if it is one whose end isn't that of the word it is in: a telephone
/// number, a date, or one with a unit written onto it.
pub(super) fn number(text: &str, at: usize) -> Option<Found> {
    let bytes = text.as_bytes();
    if let Some(end) = hyphenated(bytes, at) {
        return Some(Found::new(end, TokenKind::Number));
    }
    let end = figures(bytes, at);
    is_unit(text.get(end..)?).then(|| Found::new(end, TokenKind::Number))
}

/// The end of the digits from `at` on, and of what stands between groups of them: "1,200.50", "10:30", "1/2".
fn figures(bytes: &[u8], at: usize) -> usize {
    let mut end = digits(bytes, at);
    while let Some(&joint) = bytes.get(end) {
        let next = digits(bytes, end + 1);
        let grouped = match joint {
            b',' => next == end + 4,
            b'.' | b':' | b'/' => next > end + 1,
            _ => false,
        };
        if !grouped {
            break;
        }
        end = next;
    }
    end
}

/// The end of the digits from `at` on.
fn digits(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(u8::is_ascii_digit) {
        at += 1;
    }
    at
}

/// Longest unit in bytes.
const LONGEST_UNIT: usize = 8;

static UNITS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("../lexicon/eng/words/units.txt")).flatten().collect());

static UNIT_FILTER: LazyLock<Filter> = LazyLock::new(|| Filter::new(UNITS.iter().copied()));

/// Whether a unit stands at the head of what follows a number, and nothing that would make another word of it.
pub(super) fn is_unit(rest: &str) -> bool {
    let head = rest.bytes().take(LONGEST_UNIT + 1);
    let mut length = head.take_while(|b| b.is_ascii_alphabetic()).count();
    // "a.m." and "p.m."
    if rest.as_bytes().get(1) == Some(&b'.') && rest.as_bytes().get(2).is_some_and(|b| b | 32 == b'm') {
        length = 3;
    }
    let squared = rest.get(length..).is_some_and(|rest| rest.starts_with(['²', '³']));
    let apart = squared
        || rest.as_bytes().get(length).is_none_or(|&b| b < 128 && !b.is_ascii_alphanumeric() && b != b'_');
    let unit = rest.get(..length).unwrap_or("");
    // "10AM", but not "10KG": capitals tell "m" from "M".
    let is = |known: &str| {
        known == unit || known.len() > 1 && known.ends_with('m') && known.eq_ignore_ascii_case(unit)
    };
    (1..=LONGEST_UNIT).contains(&length)
        && apart
        && UNIT_FILTER.has(unit.as_bytes())
        && UNITS.iter().any(|known| is(known))
}

/// The end of the digits and hyphens from `at` on, if they are one: a telephone number ("555-0123"), a date
/// ("2031-05-14"), a number of some register. What is left are ranges, each end a number: "3-4", "1990-95", "400-500".
fn hyphenated(bytes: &[u8], at: usize) -> Option<usize> {
    const MOST: usize = 5;
    let mut end = digits(bytes, at);
    let (first, mut last, mut longest, mut groups) = (end - at, 0, 0, 1);
    while bytes.get(end) == Some(&b'-') && groups < MOST {
        let next = digits(bytes, end + 1);
        last = next - (end + 1);
        if last == 0 {
            break;
        }
        (longest, groups, end) = (longest.max(last), groups + 1, next);
    }
    // "12-20-x", "555-1234th"
    if bytes.get(end).is_some_and(|&b| b.is_ascii_alphanumeric() || b >= 128 && groups == 1) {
        return None;
    }
    let one = match (groups, first, last) {
        (1, ..) => false,
        (2, 3, 4) | (2, 5.., _) => true,
        (2, 4, 4) => !is_year(bytes, at),
        (2, ..) => false,
        _ => longest > 1,
    };
    one.then_some(end)
}

/// Whether the four digits at `at` are likely a year.
fn is_year(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at..at + 2), Some([b'1', _] | b"20"))
}

#[cfg(test)]
mod tests {
    use super::super::TokenKind;
    use crate::tokens;

    /// The tokens of a text, parted by spaces; the numbers in angle brackets.
    fn numbers(text: &str) -> String {
        let shown = tokens(text).map(|token| match token.kind() {
            TokenKind::Number => format!("<{}>", token.span().of(text)),
            _ => token.span().of(text).to_owned(),
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn separators_belong_to_numbers() {
        assert_eq!(numbers("It cost 1,200.50, or 3.5."), "It cost <1,200.50> , or <3.5> .");
        assert_eq!(
            numbers("At 10:30, half (1/2) left on 14/5/2031."),
            "At <10:30> , half ( <1/2> ) left on <14/5/2031> ."
        );
        assert_eq!(numbers("Rooms 1,23 and 12,3456"), "Rooms <1> , <23> and <12> , <3456>");
        assert_eq!(numbers("The 192.168.0.1 of 10.0.0.1:8080"), "The <192.168.0.1> of <10.0.0.1:8080>");
    }

    #[test]
    fn units_are_tokens_of_their_own() {
        assert_eq!(numbers("5kg, 1,200kg and 3.5m."), "<5> kg , <1,200> kg and <3.5> m .");
        assert_eq!(numbers("from 10:30am to 5pm, 7:30PM"), "from <10:30> am to <5> pm , <7:30> PM");
        assert_eq!(numbers("at 10a.m. and 5 p.m. today"), "at <10> a.m. and <5> p.m. today");
        assert_eq!(numbers("€5bn, $3.50, 10% and 20°C"), "€ <5> bn , $ <3.50> , <10> % and <20> ° C");
    }

    #[test]
    fn ordinals_decades_and_names_are_words() {
        assert_eq!(
            numbers("the 5th, 50,000th, 1990s, 4G, 2D, 3rd"),
            "the 5th , 50,000th , 1990s , 4G , 2D , 3rd"
        );
    }

    #[test]
    fn ranges_are_two_numbers_and_telephone_numbers_one() {
        assert_eq!(
            numbers("3-4, 400-500, 1990-1995, 1990–95"),
            "<3> - <4> , <400> - <500> , <1990> - <1995> , <1990> – <95>"
        );
        assert_eq!(numbers("555-0123 or 1-800-555-0123"), "<555-0123> or <1-800-555-0123>");
        assert_eq!(numbers("on 2031-05-14, not 12-20-2030"), "on <2031-05-14> , not <12-20-2030>");
        assert_eq!(numbers("0171-4567 and 94720-1900"), "<0171-4567> and <94720-1900>");
        assert_eq!(numbers("3-2-1"), "<3> - <2> - <1>");
    }

    #[test]
    fn a_sign_or_point_at_the_head_of_a_number_belongs_to_it() {
        assert_eq!(numbers("Dial +44 20, up +3.5% or .5"), "Dial <+44> <20> , up <+3.5> % or <.5>");
        assert_eq!(numbers("2+2=4, C++, end.5"), "<2> + <2> = <4> , C++ , end . <5>");
    }

    #[test]
    fn versions_are_one() {
        assert_eq!(
            numbers("Version 1.2.3 or v1.2.3 of Python3.10."),
            "Version <1.2.3> or v1.2.3 of Python3.10 ."
        );
    }
}

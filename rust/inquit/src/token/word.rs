//! Words and numbers.

use super::abbreviations::{Abbreviation, abbreviation, is_prefix};
use super::class::{Class, of_byte, of_char};
use super::slow::Found;
use super::{TokenKind, link, mark, number};
use crate::text::{char_at, char_before};

/// The word or number that starts at `at`.
pub(super) fn word(text: &str, at: usize) -> Found {
    let bytes = text.as_bytes();
    let mut run = letters(text, at);
    // Only these begin what makes an address of a word.
    if matches!(bytes.get(run.end), Some(b'.' | b'@' | b':' | b'+' | b'-'))
        && let Some(found) = link::link(text, at)
    {
        return found;
    }
    if bytes.get(at).is_some_and(u8::is_ascii_digit) {
        if let Some(found) = number::number(text, at) {
            return found;
        }
        if let Some(end) = mark::keycap(text, at + 1) {
            return Found::new(end, TokenKind::Emoji);
        }
    }
    let mut end = run.end;
    let mut hyphenated = false;
    while let Some(&joint) = bytes.get(end) {
        let after = match joint {
            b'\'' => end + 1,
            0xE2 if text.get(end..).is_some_and(|rest| rest.starts_with('’')) => end + 3,
            b'.' | b',' | b':' | b'/' | b'-' | b'&' => end + 1,
            _ => break,
        };
        if !bytes
            .get(after)
            .is_some_and(|&b| matches!(of_byte(b), Class::Letter | Class::Digit | Class::Beyond))
        {
            break;
        }
        // A hyphen has tied a prefix or a telephone number; an apostrophe adds nothing to it.
        if hyphenated && matches!(joint, b'\'' | 0xE2) {
            break;
        }
        hyphenated |= joint == b'-';
        let next = letters(text, after);
        let (first, second) = (text.get(at..end).unwrap_or(""), text.get(after..next.end).unwrap_or(""));
        if next.end == after || !joins(first, joint, second, run.digits, next.digits) {
            break;
        }
        end = next.end;
        run = Run { end, digits: run.digits && next.digits };
    }
    if let Some(end) = marked(text, at, end) {
        return Found::new(end, TokenKind::Word);
    }
    let digits = run.digits;
    let kind = if digits { TokenKind::Number } else { TokenKind::Word };
    if !digits && let Some(found) = contraction(text, at, end) {
        return found;
    }
    Found::new(with_stop(text, at, end), kind)
}

/// What the mark from `at` to `after` stands before, if it begins a word: neither behind one, nor before white space or
/// another mark.
pub(super) fn behind(text: &str, at: usize, after: usize) -> Option<Found> {
    let free =
        char_before(text, at).is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“' | '\''));
    let word = text.as_bytes().get(after).is_some_and(u8::is_ascii_alphanumeric);
    (free && word).then(|| self::word(text, after))
}

/// A run of letters and digits.
struct Run {
    end: usize,
    /// Whether it has digits only.
    digits: bool,
}

/// The letters and digits from `at` on, with their combining marks.
#[inline]
fn letters(text: &str, at: usize) -> Run {
    let bytes = text.as_bytes();
    let mut end = at;
    let mut digits = true;
    while let Some(&byte) = bytes.get(end) {
        match of_byte(byte) {
            Class::Letter => {
                digits = false;
                end += 1;
            }
            Class::Digit => end += 1,
            Class::Beyond => match char_at(text, end) {
                Some(c) if matches!(of_char(c), Class::Letter | Class::Mark | Class::Digit) => {
                    // No letter below is a numeral too, as "Ⅳ" is.
                    digits = digits && (of_char(c) == Class::Digit || c >= '\u{1600}' && c.is_numeric());
                    end += c.len_utf8();
                }
                _ => break,
            },
            _ => break,
        }
    }
    Run { end, digits: digits && end > at }
}

/// Whether two runs with a mark between them are one token. Either may have digits only.
fn joins(first: &str, joint: u8, second: &str, digits: bool, next_digits: bool) -> bool {
    let head = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
    let single = first.len() == 1 && second.len() == 1;
    match joint {
        // 1,200 and 50,000th, but not "1,23".
        b',' => digits && head(second) == 3,
        // 10:30, but not "1:Lee".
        b':' => digits && (next_digits || head(second) > 0),
        // 3/4, A/C and w/o, but not "and/or", "m/s".
        b'/' => {
            let capitals =
                single && [first, second].iter().all(|part| part.bytes().all(|b| b.is_ascii_uppercase()));
            let short = matches!((first, second), ("s", "he") | ("w", "o" | "out") | ("b", "c"));
            digits && next_digits || capitals || short
        }
        // 3.5, v1.2, U.S, e.g, but not "over.Then".
        b'.' => {
            let initials = second.len() == 1
                && (first.len() == 1 || first.as_bytes().get(first.len().wrapping_sub(2)) == Some(&b'.'));
            let version = next_digits && first.ends_with(|c: char| c.is_ascii_digit());
            digits && (next_digits || head(second) > 0)
                || version
                || initials && !next_digits
                || first == "Ph" && second == "D"
        }
        // R&D and AT&T, but not "Lee&Sons".
        b'&' => {
            single
                || [first, second]
                    .iter()
                    .all(|part| part.len() <= 4 && part.bytes().all(|b| b.is_ascii_uppercase()))
        }
        // non-profit, and 503/555-0123, whose part before the slash is no prefix.
        b'-' => {
            let telephone =
                digits && next_digits && first.len() <= 9 && first.contains('/') && second.len() == 4;
            telephone || is_prefix(first.as_bytes())
        }
        // O'Brien, o'clock, d'Alembert, Ba'ath; what contracts is cut later.
        _ => !digits,
    }
}

/// The end of a word from `at` to `end` with marks that end it: a word broken off ("th- the bridge"), "C++", "F#".
fn marked(text: &str, at: usize, end: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let apart =
        |at: usize| bytes.get(at).is_none_or(|&b| !b.is_ascii_alphanumeric() && !matches!(b, b'+' | b'#'));
    match (bytes.get(at..end)?, bytes.get(end)?) {
        (word @ ([_] | [_, _]), b'-') => {
            // "no-" and "it-" are words, before a dash that lacks its space.
            let vowel = |b: &u8| matches!(b | 32, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
            let broken =
                word.iter().all(u8::is_ascii_alphabetic) && !(word.len() == 2 && word.iter().any(vowel));
            let goes_on = matches!(bytes.get(end + 1), Some(b' ' | b'\n' | b','));
            // The unit of "7m- " isn't.
            let whole = char_before(text, at).is_none_or(|c| !c.is_alphanumeric());
            (broken && goes_on && whole).then_some(end + 1)
        }
        ([b'C' | b'c'], b'+') if bytes.get(end + 1) == Some(&b'+') && apart(end + 2) => Some(end + 2),
        ([b'A'..=b'Z'], b'#') if apart(end + 1) => Some(end + 1),
        _ => None,
    }
}

/// The parts of a contraction: "do" and "n't", "Lee" and "'s", "can" and "not".
fn contraction(text: &str, at: usize, end: usize) -> Option<Found> {
    let word = text.get(at..end)?;
    let cut = |tail: usize| Some(Found { end: end - tail, kind: TokenKind::Word, next: Some(end) });
    let apostrophe = word.char_indices().rev().take(3).find(|&(_, c)| c == '\'' || c == '’');
    if let Some((place, mark)) = apostrophe {
        let tail = word.get(place + mark.len_utf8()..)?;
        let is = |other: &str| tail.eq_ignore_ascii_case(other);
        if is("t") && word.get(..place)?.ends_with(['n', 'N']) {
            return cut(word.len() - place + 1).filter(|_| place > 1);
        }
        if is("s") || is("m") || is("re") || is("ve") || is("ll") || is("d") {
            return cut(word.len() - place);
        }
        return None;
    }
    two_words(word.as_bytes()).and_then(cut)
}

/// The length of the second of the two words that are written as one; `None` for other words.
#[inline(never)]
pub(super) fn two_words(word: &[u8]) -> Option<usize> {
    const TWO: [(&[u8], usize); 7] = [
        (b"cannot", 3),
        (b"gonna", 2),
        (b"wanna", 2),
        (b"gotta", 2),
        (b"gimme", 2),
        (b"lemme", 2),
        (b"dunno", 2),
    ];
    TWO.iter().find(|(whole, _)| word.eq_ignore_ascii_case(whole)).map(|&(_, second)| second)
}

/// The end of a word with its full stop, if it is an abbreviation.
fn with_stop(text: &str, at: usize, end: usize) -> usize {
    let bytes = text.as_bytes();
    let end = mark::with_marks(text, end);
    if bytes.get(end) != Some(&b'.') || bytes.get(end + 1) == Some(&b'.') {
        return end;
    }
    let word = text.get(at..end).unwrap_or("");
    let initials = matches!(word.as_bytes(), [.., b'.', last] if last.is_ascii_alphabetic());
    let initial = word.len() == 1 && word != "I" && !bytes.is_empty() && is_initial(text, at, end + 1);
    let listed = abbreviation(word).is_some_and(|kind| match kind {
        Abbreviation::Before | Abbreviation::Either => true,
        Abbreviation::Number => is_next(text, end + 1, |c| c.is_ascii_digit()),
        Abbreviation::Word => is_next(text, end + 1, char::is_lowercase),
    });
    if initials || initial || listed { end + 1 } else { end }
}

/// Whether a capital letter with its full stop, up to `end`, stands before a name.
fn is_initial(text: &str, at: usize, end: usize) -> bool {
    let capital = text.as_bytes().get(at).is_some_and(u8::is_ascii_uppercase);
    let rest = text.get(end..).unwrap_or("");
    let near = rest.strip_prefix(' ').unwrap_or(rest);
    capital && near.starts_with(|c: char| c.is_uppercase())
}

/// Whether a character of a kind follows a space.
fn is_next(text: &str, end: usize, is: impl Fn(char) -> bool) -> bool {
    text.get(end..).and_then(|rest| rest.strip_prefix(' ')).is_some_and(|rest| rest.starts_with(is))
}

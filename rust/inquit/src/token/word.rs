//! Words and numbers.

use super::abbreviations::{Abbreviation, abbreviation, is_prefix};
use super::class::{Class, of_byte, of_char};
use super::link;
use super::scan::{Found, char_at};
use super::{TokenKind, mark};

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
        if next.end == after || !joins(text, at, end, joint, after, next.end, run.digits, next.digits) {
            break;
        }
        end = next.end;
        run = Run { end, digits: run.digits && next.digits };
    }
    let digits = run.digits;
    let kind = if digits { TokenKind::Number } else { TokenKind::Word };
    if !digits && let Some(found) = contraction(text, at, end) {
        return found;
    }
    Found::new(with_stop(text, at, end), kind)
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
                    digits &= c.is_numeric();
                    end += c.len_utf8();
                }
                _ => break,
            },
            _ => break,
        }
    }
    Run { end, digits: digits && end > at }
}

/// Whether two runs with a mark between them are one token.
#[expect(clippy::too_many_arguments, reason = "the two runs and the mark between them")]
fn joins(
    text: &str,
    start: usize,
    end: usize,
    joint: u8,
    after: usize,
    next: usize,
    digits: bool,
    next_digits: bool,
) -> bool {
    let first = text.get(start..end).unwrap_or("");
    let second = text.get(after..next).unwrap_or("");
    match joint {
        // 1,200 and 10:30 and 3/4, but not "1:Lee" or "and/or".
        b',' => digits && next_digits && second.len() == 3,
        b':' => digits && next_digits,
        b'/' => digits && next_digits || first == "s" && second == "he",
        // 3.5, U.S, e.g, but not "over.Then".
        b'.' => {
            let initials = second.len() == 1
                && (first.len() == 1 || first.as_bytes().get(first.len().wrapping_sub(2)) == Some(&b'.'));
            digits && next_digits || initials && !next_digits || first == "Ph" && second == "D"
        }
        b'&' => first.len() == 1 && second.len() == 1,
        b'-' => {
            let telephone = digits && next_digits && first.len() >= 3 && second.len() >= 2;
            telephone || is_prefix(first)
        }
        // O'Brien, o'clock, d'Alembert, Ba'ath; what contracts is cut later.
        _ => !digits,
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
    let initials = word.len() >= 3 && word.as_bytes().get(word.len() - 2) == Some(&b'.');
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

//! Times beside labels: `[00:01:12]`, `(00:01)`, `00:01:12.500`, `[12.03.24, 10:01:22 AM]`, `12/03/24, 10:01 - `.

/// How long a stamp may be, in bytes.
const LONGEST: usize = 32;

/// A time at the head of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// How many bytes it has, with the white space and the dash behind it.
    pub(super) len: usize,
    /// Whether brackets stand around it, or a date in it: prose has no such thing at the head of a line.
    pub(super) clear: bool,
}

/// The time that a line begins with.
pub(super) fn stamp(line: &str) -> Option<Stamp> {
    let close = match line.as_bytes().first()? {
        b'[' => Some(']'),
        b'(' => Some(')'),
        b'0'..=b'9' => None,
        _ => return None,
    };
    let (len, dated) = match close {
        Some(close) => {
            let end = crate::text::head(line, LONGEST).find(close)?;
            let inside = line.get(1..end)?;
            (time(inside).filter(|&(len, _)| len == inside.len())?.0 + 2, true)
        }
        None => time(line)?,
    };
    let rest = line.get(len..)?;
    let after = rest.trim_start();
    let after = after.strip_prefix(['-', '–', '—', '|']).map_or(after, str::trim_start);
    let skipped = rest.len() - after.len();
    (close.is_some() || rest.starts_with(char::is_whitespace) || after.is_empty())
        .then_some(Stamp { len: len + skipped, clear: dated })
}

/// Whether words in brackets, or at the end of a line, are a time alone.
pub(super) fn is_time(words: &str) -> bool {
    time(words).is_some_and(|(len, _)| len == words.len())
}

/// The time that words begin with, perhaps with a date before it: its length, and whether it has a date.
fn time(words: &str) -> Option<(usize, bool)> {
    let bytes = words.as_bytes();
    let mut end = 0;
    let mut colons = 0;
    let mut dated = false;
    for (at, &byte) in bytes.iter().enumerate().take(LONGEST) {
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let before = at > 0 && digit(at - 1);
        match byte {
            b'0'..=b'9' => end = at + 1,
            b':' if before && digit(at + 1) => colons += 1,
            b'.' | b'/' | b'-' if before && (digit(at + 1) || bytes.get(at + 1) == Some(&b' ')) => {
                dated |= colons == 0;
            }
            b',' | b' ' | b'T' if before && (digit(at + 1) || byte == b',') => {}
            b' ' if bytes.get(at.wrapping_sub(1)).is_some_and(|b| matches!(b, b',' | b'.'))
                && digit(at + 1) => {}
            _ => break,
        }
        if colons > 0 && byte == b' ' {
            break;
        }
    }
    let told = colons > 0 && end > 0;
    let rest = words.get(end..).unwrap_or("");
    let half = ["AM", "PM", "am", "pm", "a.m.", "p.m.", "Z"];
    let spaced = rest.trim_start_matches([' ', '\u{202f}', '\u{a0}']);
    let half = half.iter().find(|half| spaced.starts_with(**half));
    let half = half.map_or(0, |half| rest.len() - spaced.len() + half.len());
    told.then_some((end + half, dated))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_dates_are_stamps() {
        for (line, rest, clear) in [
            ("[00:01:12] Ann: Yes.", "Ann: Yes.", true),
            ("(00:12) Ann: Yes.", "Ann: Yes.", true),
            ("00:01:12 Ann: Yes.", "Ann: Yes.", false),
            ("10:01 AM Ann: Yes.", "Ann: Yes.", false),
            ("[12.03.24, 10:01] Ann: Yes.", "Ann: Yes.", true),
            ("[12.03.24, 10:01:22 AM] Ann: Yes.", "Ann: Yes.", true),
            ("12/03/24, 10:01 - Ann: Yes.", "Ann: Yes.", true),
            ("2024-03-12 10:01:07 Ann: Yes.", "Ann: Yes.", true),
            ("2024-03-12T10:01:07Z Ann: Yes.", "Ann: Yes.", true),
            ("12. 3. 2024 10:01 Ann: Yes.", "Ann: Yes.", true),
        ] {
            let found = stamp(line).map(|stamp| (line.get(stamp.len..).unwrap_or(""), stamp.clear));
            assert_eq!(found, Some((rest, clear)), "{line}");
        }
    }

    #[test]
    fn other_numbers_are_none() {
        for line in [
            "12 Ann: Yes.",
            "[1] Ann: Yes.",
            "3.5 Ann",
            "(Lee) Yes",
            "10:30pm-close",
            "[2024] It rained.",
            "1:",
        ] {
            assert_eq!(stamp(line), None, "{line}");
        }
        assert!(is_time("00:12") && is_time("1:02:03 PM") && !is_time("12") && !is_time("12:00 Lee"));
    }
}

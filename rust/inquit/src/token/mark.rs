//! Marks, symbols and pictures.

use super::TokenKind;
use super::class::{Class, of_char};
use super::scan::{Found, char_at};

/// The mark or symbol `c` at `at`, with the run of the same after it where a run is one token.
pub(super) fn mark(text: &str, at: usize, c: char) -> Found {
    let after = at + c.len_utf8();
    let kind = if matches!(of_char(c), Class::Punctuation) || matches!(c, '`') {
        TokenKind::Punctuation
    } else {
        TokenKind::Symbol
    };
    let end = match c {
        '.' | '-' | '=' | '*' | '_' | '~' | '#' | '+' | '—' | '–' | '…' => run(text, after, |d| d == c),
        '!' | '?' => run(text, after, |d| d == '!' || d == '?'),
        '<' | '>' => run(text, after, |d| d == c),
        // The marks of the typewriter: ``quoted'' text.
        '`' | '\'' | '’' | '‘' if char_at(text, after) == Some(c) => after + c.len_utf8(),
        '[' if text.get(at..).is_some_and(|rest| rest.starts_with("[...]")) => at + 5,
        '\'' | '’' => clipped(text, at, after),
        _ => after,
    };
    Found::new(with_marks(text, end), kind_of(text, at, end, kind))
}

/// A clipped word is a word: "'s", "'90s", "n't" after a mark.
fn kind_of(text: &str, at: usize, end: usize, kind: TokenKind) -> TokenKind {
    let clipped = text.get(at..end).is_some_and(|t| t.ends_with(|c: char| c.is_ascii_alphanumeric()));
    if clipped { TokenKind::Word } else { kind }
}

/// The end of what an apostrophe at the head of a token clips: "'s" after "“Lee”", the year in "'99".
fn clipped(text: &str, at: usize, after: usize) -> usize {
    let bytes = text.as_bytes();
    let letters = bytes.iter().skip(after).take(3).take_while(|b| b.is_ascii_alphanumeric()).count();
    let tail = text.get(after..after + letters).unwrap_or("");
    let glued = at > 0 && !text.get(..at).is_some_and(|head| head.ends_with(char::is_whitespace));
    let suffix = matches!(tail, "s" | "S" | "m" | "re" | "ve" | "ll" | "d");
    let year = letters == 2 && tail.bytes().all(|b| b.is_ascii_digit());
    match () {
        () if glued && suffix => after + letters,
        () if year => after + letters + usize::from(bytes.get(after + letters) == Some(&b's')),
        () => after,
    }
}

/// The end of a run.
fn run(text: &str, mut at: usize, goes_on: impl Fn(char) -> bool) -> usize {
    while let Some(c) = char_at(text, at).filter(|&c| goes_on(c)) {
        at += c.len_utf8();
    }
    at
}

/// The end with the combining marks and joiners that follow.
pub(crate) fn with_marks(text: &str, mut at: usize) -> usize {
    while text.as_bytes().get(at).is_some_and(|&b| b >= 128) {
        match char_at(text, at) {
            Some(c) if of_char(c) == Class::Mark => at += c.len_utf8(),
            _ => break,
        }
    }
    at
}

/// The emoji `c` at `at` with its skin tone, variation and what joiners add; two letters of a flag are
/// one.
pub(super) fn emoji(text: &str, at: usize, c: char) -> Found {
    let flag = |c: char| ('\u{1F1E6}'..='\u{1F1FF}').contains(&c);
    let mut end = at + c.len_utf8();
    if flag(c) {
        if let Some(second) = char_at(text, end).filter(|&c| flag(c)) {
            end += second.len_utf8();
        }
        return Found::new(end, TokenKind::Emoji);
    }
    loop {
        let marked = with_marks(text, end);
        let joined = text.get(end..marked).is_some_and(|marks| marks.ends_with('\u{200D}'));
        end = marked;
        match char_at(text, end) {
            Some(next) if joined && matches!(of_char(next), Class::Emoji | Class::Symbol) => {
                end += next.len_utf8()
            }
            _ => return Found::new(end, TokenKind::Emoji),
        }
    }
}

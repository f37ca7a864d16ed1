//! Marks, symbols and pictures.

use super::class::{Class, of_char};
use super::slow::Found;
use super::{TokenKind, clipped, link, word};
use crate::text::char_at;

/// The mark or symbol `c` at `at`, with the run of the same after it where a run is one token.
pub(super) fn mark(text: &str, at: usize, c: char) -> Found {
    if let Some(found) = headed(text, at, c) {
        return found;
    }
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
        _ => after,
    };
    let marked = with_marks(text, end);
    // ©️ is a picture, © is not.
    let picture = text.get(end..marked).is_some_and(|marks| marks.starts_with('\u{FE0F}'));
    Found::new(marked, if picture && kind == TokenKind::Symbol { TokenKind::Emoji } else { kind })
}

/// What a mark is the head of: a clipped word, a number, the ending of a file name, a character of HTML, a key.
fn headed(text: &str, at: usize, c: char) -> Option<Found> {
    let after = at + c.len_utf8();
    let found = |end: usize, kind: TokenKind| (end > after).then(|| Found::new(end, kind));
    match c {
        '\'' | '’' => found(clipped::clipped(text, at, after), TokenKind::Word),
        '+' | '.' => match word::behind(text, at, after)? {
            Found { end, kind: TokenKind::Number, .. } => found(end, TokenKind::Number),
            Found { end, .. } if c == '.' && link::is_file_ending(text.get(after..end)?) => {
                found(end, TokenKind::Word)
            }
            _ => None,
        },
        '&' => found(entity(text.as_bytes(), after)?, TokenKind::Symbol),
        '#' | '*' => found(keycap(text, after)?, TokenKind::Emoji),
        _ => None,
    }
}

/// The end of the character of HTML whose name begins at `at`, behind its "&": "amp;", "#39;", "#x2019;".
fn entity(bytes: &[u8], at: usize) -> Option<usize> {
    const LONGEST: usize = 8;
    let name = bytes.get(at..bytes.len().min(at + LONGEST + 1))?;
    let end = name.iter().position(|&b| b == b';')?;
    let is = match name.get(..end)? {
        [b'#', b'x' | b'X', code @ ..] => !code.is_empty() && code.iter().all(u8::is_ascii_hexdigit),
        [b'#', code @ ..] => !code.is_empty() && code.iter().all(u8::is_ascii_digit),
        name => name.len() > 1 && name.iter().all(u8::is_ascii_alphanumeric),
    };
    is.then_some(at + end + 1)
}

/// The end of the marks at a byte that make a key of the character before: "1️⃣".
pub(super) fn keycap(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let key = ["\u{FE0F}\u{20E3}", "\u{20E3}"].into_iter().find(|key| rest.starts_with(key))?;
    Some(at + key.len())
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

#[cfg(test)]
mod tests {
    use super::super::TokenKind::{self, *};
    use crate::tokens;

    fn kinds(text: &str) -> Vec<(&str, TokenKind)> {
        tokens(text).map(|token| (token.span().of(text), token.kind())).collect()
    }

    #[test]
    fn runs_of_a_mark_are_one_token() {
        let text = "... .... -- --- ?! !!! *** == …";
        let runs: Vec<&str> = text.split(' ').collect();
        assert_eq!(kinds(text).iter().map(|token| token.0).collect::<Vec<_>>(), runs);
        assert_eq!(kinds(". . .").len(), 3);
        assert_eq!(kinds("“[12]”").len(), 5);
    }

    #[test]
    fn signs_are_symbols() {
        assert_eq!(kinds("5%"), [("5", Number), ("%", Symbol)]);
        for sign in ["$", "€", "%", "&", "#", "@", "/", "+", "°", "→", "×", "©"] {
            assert_eq!(kinds(sign), [(sign, Symbol)]);
        }
        for mark in [",", ".", "(", "]", "\"", "“", "—", "-", "*", "•", "。"] {
            assert_eq!(kinds(mark), [(mark, Punctuation)]);
        }
    }

    #[test]
    fn characters_of_html_are_one_symbol() {
        let text = "Fish &amp; chips&#39; &#x2019;";
        let symbols: Vec<&str> =
            kinds(text).into_iter().filter(|token| token.1 == Symbol).map(|token| token.0).collect();
        assert_eq!(symbols, ["&amp;", "&#39;", "&#x2019;"]);
        assert_eq!(kinds("Lee & Sons; R&D;").len(), 6);
    }

    #[test]
    fn pictures_keep_their_parts() {
        for emoji in ["👩‍👩‍👧", "👍🏽", "🇫🇷", "1️⃣", "#️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "❤️", "🏳️‍🌈", "👩🏽‍❤️‍💋‍👨🏿", "©️"]
        {
            assert_eq!(kinds(emoji), [(emoji, Emoji)]);
        }
        assert_eq!(kinds("🇫🇷🇩🇪👍").len(), 3);
        assert_eq!(kinds("™"), [("™", Symbol)]);
    }

    #[test]
    fn what_is_unseen_goes_with_the_character_before() {
        for word in ["cafe\u{301}", "co\u{AD}operate", "word\u{2060}joined", "abc\u{200F}"] {
            assert_eq!(kinds(word), [(word, Word)]);
        }
        assert_eq!(kinds("\u{FEFF}Ann"), [("\u{FEFF}", Symbol), ("Ann", Word)]);
        assert_eq!(kinds("pre\u{200B}fix").len(), 3);
    }

    #[test]
    fn endings_of_files_keep_their_dot() {
        assert_eq!(
            kinds("as .pdf or .doc.")[1..],
            [(".pdf", Word), ("or", Word), (".doc", Word), (".", Punctuation)]
        );
        assert_eq!(kinds("left.He said")[1], (".", Punctuation));
    }
}

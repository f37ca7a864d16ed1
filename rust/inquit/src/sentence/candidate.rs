//! A place where a sentence may end.

use super::context::is_word;
use super::marks::ends_sentence;
use crate::text::{char_at, char_before};
use crate::token::with_marks;

/// Marks that may end a sentence, with what closes behind them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    /// The first of the marks.
    pub(super) mark: char,
    /// Where they start.
    pub(super) start: usize,
    /// Where they end, without what closes.
    pub(super) stop: usize,
    /// After the closing quotation marks and brackets, a reference and an emoticon.
    pub(super) end: usize,
    /// Whether a quotation mark closes.
    pub(super) quoted: bool,
    /// Whether it ends with an emoticon.
    pub(super) emoticon: bool,
    /// What the dots of an ellipsis with spaces between them do.
    pub(super) dots: Dots,
}

/// Dots with spaces between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dots {
    /// None.
    None,
    /// Three that stand alone: something is left out inside the sentence. "It was . . . odd."
    Inside,
    /// A full stop and then three: something is left out behind the sentence. "It was odd. . . . Then"
    Behind,
    /// Four that stand alone: the end of the sentence is left out. "It was . . . . Then"
    End,
}

/// The candidate whose first mark is at `start`.
pub(super) fn candidate(text: &str, start: usize, mark: char) -> Candidate {
    let mut stop = start + mark.len_utf8();
    let mut dots = Dots::None;
    if mark != ')' {
        while let Some(c) = char_at(text, stop).filter(|&c| ends_sentence(c)) {
            stop += c.len_utf8();
        }
        if mark == '.' && stop == start + 1 {
            (dots, stop) = spaced_dots(text, start);
        }
    }
    let mut emoticon = mark == ')';
    let stop = with_marks(text, stop);
    let (mut end, mut quoted) = (stop, false);
    while let Some(c) = char_at(text, end).filter(|_| dots == Dots::None) {
        match c {
            '"' | '”' | '“' | '’' | '\'' | '»' | '«' | '」' | '』' | '›' | '`' => {
                // A mark with a word right behind it opens: "He left.“Why?”"
                if char_at(text, end + c.len_utf8()).is_some_and(is_word) {
                    break;
                }
                quoted = true;
            }
            ')' | ']' | '}' | '）' | '*' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' => {}
            _ => break,
        }
        end += c.len_utf8();
    }
    if let Some(len) = apart(text, end) {
        quoted = true;
        end += len;
    }
    // References and emoticons belong to the sentence before: "… in 1661. [12] It …", "Thanks! :)"
    while let Some((len, is_emoticon)) = trailer(text, end) {
        emoticon |= is_emoticon;
        end += len;
    }
    Candidate { mark, start, stop, end, quoted, emoticon, dots }
}

/// What dots with spaces between them do, the first at `start`, and where they end.
fn spaced_dots(text: &str, start: usize) -> (Dots, usize) {
    let bytes = text.as_bytes();
    let (mut end, mut count) = (start + 1, 1);
    while bytes.get(end) == Some(&b' ')
        && bytes.get(end + 1) == Some(&b'.')
        && bytes.get(end + 2).is_none_or(|byte| !byte.is_ascii_alphanumeric() && *byte != b'.')
    {
        end += 2;
        count += 1;
    }
    let alone = start == 0 || bytes.get(start - 1).is_some_and(u8::is_ascii_whitespace);
    match count {
        1 => (Dots::None, end),
        4.. if !alone => (Dots::Behind, start + 1),
        ..4 => (Dots::Inside, end),
        _ => (Dots::End, end),
    }
}

/// The length of a quotation mark or bracket that closes with a space before it: "« Oui. » Il part", "no. \" Then". A
/// straight mark that opens has no space behind it.
fn apart(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let space = rest.chars().next().filter(|&c| matches!(c, ' ' | '\u{a0}' | '\u{202f}'))?.len_utf8();
    let mark = rest.get(space..)?.chars().next()?;
    let behind = rest.get(space + mark.len_utf8()..)?.chars().next();
    let free = behind.is_none_or(|c| c.is_whitespace() || matches!(c, '.' | ',' | ';'));
    (free && matches!(mark, ')' | ']' | '»' | '”' | '"')).then_some(space + mark.len_utf8())
}

/// Emoticons that stand behind a sentence.
const SMILES: [&str; 14] =
    [":)", ";)", ":(", ":-)", ";-)", ":-(", "=)", ":D", ":P", ":-D", ":-P", "^_^", "<3", ">:("];

/// Whether a bracket that ends at `end` is the mouth of an emoticon: ":)", ";-)".
pub(super) fn is_smile(text: &str, end: usize) -> bool {
    let bytes = text.as_bytes();
    let before = |back: usize| end.checked_sub(back).and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
    let eyes = if before(2) == b'-' { 3 } else { 2 };
    matches!(before(eyes), b':' | b';' | b'=') && before(eyes + 1) == b' '
}

/// The length of the reference or emoticon at `at`, with the space before it, and whether it is an emoticon.
fn trailer(text: &str, at: usize) -> Option<(usize, bool)> {
    let whole = text.get(at..)?;
    let rest = whole.strip_prefix(' ').unwrap_or(whole);
    let space = whole.len() - rest.len();
    match rest.as_bytes().first()? {
        b'[' => {
            let digits = rest.bytes().skip(1).take(4).take_while(u8::is_ascii_digit).count();
            let closes = rest.as_bytes().get(1 + digits) == Some(&b']') && digits > 0;
            let behind = char_at(rest, 2 + digits);
            let apart = behind.is_none_or(|c| c.is_whitespace() || c == '[');
            (closes && apart).then_some((space + digits + 2, false))
        }
        b':' | b';' | b'=' | b'^' | b'<' | b'>' => {
            let smile = SMILES.iter().find(|smile| rest.starts_with(**smile))?;
            let behind = char_at(rest, smile.len());
            let apart = behind.is_none_or(|c| !c.is_alphanumeric());
            (apart && (space == 1 || char_before(text, at) == Some(' ')))
                .then_some((space + smile.len(), true))
        }
        _ => None,
    }
}

//! The boundaries inside one paragraph.

use super::Abbreviations;
use super::context::{is_adjunct, is_reporter, is_starter, word_after, word_before};
use super::item;
use crate::token::{Abbreviation, abbreviation, with_marks};

/// Byte offsets after which a new sentence begins, in order; the end of the paragraph is none.
pub(super) fn boundaries<'p>(text: &'p str, own: &'p Abbreviations) -> impl Iterator<Item = usize> + 'p {
    let mut at = 0;
    // Where the sentence began whose end is sought.
    let mut start = 0;
    std::iter::from_fn(move || {
        while let Some(candidate) = next_candidate(text, at) {
            at = candidate.end;
            if let Some(item) = item::next_item(text, start, candidate.start) {
                start = item;
                return Some(item);
            }
            if candidate.mark == ')' && !candidate.emoticon {
                continue;
            }
            if is_boundary(text, start, &candidate, own) {
                start = candidate.end;
                return Some(candidate.end);
            }
        }
        None
    })
}

/// Marks that may end a sentence, with what closes behind them.
struct Candidate {
    /// The first of the marks.
    mark: char,
    /// Where they start.
    start: usize,
    /// Where they end, without what closes.
    stop: usize,
    /// After the closing quotation marks and brackets.
    end: usize,
    /// Whether a quotation mark closes.
    quoted: bool,
    /// Whether it is an emoticon, or ends with one.
    emoticon: bool,
}

/// Whether a byte can begin a mark that ends a sentence.
#[expect(clippy::indexing_slicing, reason = "evaluated when it is compiled")]
static BEGINS: [bool; 256] = {
    let mut table = [false; 256];
    table[b'.' as usize] = true;
    table[b'!' as usize] = true;
    table[b'?' as usize] = true;
    table[b')' as usize] = true;
    // The first bytes of …, ‼, 。, ！, ؟, ।, ։, ។, ။, ። and the like.
    table[0xE2] = true;
    table[0xE3] = true;
    table[0xEF] = true;
    table[0xD8] = true;
    table[0xD6] = true;
    table[0xDB] = true;
    table[0xE0] = true;
    table[0xE1] = true;
    table
};

fn ends_sentence(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | '…' | '‼' | '‽' | '⁇'
            ..='⁉'
                | '。'
                | '！'
                | '？'
                | '｡'
                | '．'
                | '؟'
                | '۔'
                | '।'
                | '॥'
                | '։'
                | '።'
                | '፧'
                | '។'
                | '៕'
                | '။'
    )
}

/// Marks of scripts that put no space behind them.
fn needs_no_space(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡' | '．')
}

fn next_candidate(text: &str, from: usize) -> Option<Candidate> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        let ahead = bytes.get(at..)?;
        at += ahead.iter().position(|&b| BEGINS.get(b as usize).copied().unwrap_or(false))?;
        match char_at(text, at) {
            Some(mark) if ends_sentence(mark) || mark == ')' => return Some(candidate(text, at, mark)),
            Some(other) => at += other.len_utf8(),
            None => at += 1,
        }
    }
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The candidate whose first mark is at `start`.
fn candidate(text: &str, start: usize, mark: char) -> Candidate {
    let mut stop = start + mark.len_utf8();
    loop {
        match char_at(text, stop) {
            Some(c) if ends_sentence(c) => stop += c.len_utf8(),
            // ". . ."
            Some(' ')
                if mark == '.'
                    && text.as_bytes().get(stop + 1) == Some(&b'.')
                    && text.as_bytes().get(stop + 2).is_none_or(|b| !b.is_ascii_alphanumeric()) =>
            {
                stop += 2;
            }
            _ => break,
        }
    }
    let mut emoticon = mark == ')' && is_smile(text, stop);
    let stop = with_marks(text, stop);
    let (mut end, mut quoted) = (stop, false);
    while let Some(c) = char_at(text, end) {
        match c {
            '"' | '”' | '“' | '’' | '\'' | '»' | '«' | '」' | '』' | '›' => {
                // A mark with a word right behind it opens: "He left.“Why?”"
                let next = char_at(text, end + c.len_utf8());
                if next.is_some_and(char::is_alphanumeric) {
                    break;
                }
                quoted = true;
            }
            ')' | ']' | '}' | '）' | '*' => {}
            _ => break,
        }
        end += c.len_utf8();
    }
    // References and emoticons belong to the sentence before: "… in 1661. [12] It …", "Thanks! :)"
    while let Some(len) = trailer(text, end) {
        emoticon |= text.as_bytes().get(end + len - 1) != Some(&b']');
        end += len;
    }
    Candidate { mark, start, stop, end, quoted, emoticon }
}

/// Whether a bracket that ends at `end` is the mouth of an emoticon: ":)", ";-)".
fn is_smile(text: &str, end: usize) -> bool {
    let bytes = text.as_bytes();
    let before = |back: usize| end.checked_sub(back).and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
    let eyes = if before(2) == b'-' { 3 } else { 2 };
    matches!(before(eyes), b':' | b';' | b'=') && before(eyes + 1) == b' '
}

/// The length of the reference or emoticon behind a space at `at`, the space included.
fn trailer(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?.strip_prefix(' ')?;
    for smile in [":)", ";)", ":(", ":-)", ";-)", ":-(", "=)", ":D"] {
        let behind = rest.strip_prefix(smile);
        if behind.is_some_and(|b| !b.starts_with(char::is_alphanumeric)) {
            return Some(1 + smile.len());
        }
    }
    let digits = rest.strip_prefix('[')?.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let closes = rest.as_bytes().get(1 + digits) == Some(&b']') && digits > 0;
    let apart = rest.get(2 + digits..).is_none_or(|b| b.is_empty() || b.starts_with(char::is_whitespace));
    (closes && apart).then_some(3 + digits)
}

/// Whether a new sentence begins behind a candidate.
fn is_boundary(text: &str, sentence: usize, candidate: &Candidate, own: &Abbreviations) -> bool {
    let rest = text.get(candidate.end..).unwrap_or("");
    let after = rest.trim_start();
    if after.is_empty() {
        return false; // the end of the paragraph
    }
    let spaced = after.len() < rest.len();
    if !spaced {
        return needs_no_space(candidate.mark) || lacks_space(text, candidate);
    }
    let next = opened(after);
    let Some(first) = next.chars().next() else { return true };
    if first.is_lowercase() {
        return starts_small(text, next, candidate);
    }
    // "“Never!” Lee said": a full stop would have been a comma there.
    let goes_on = after.starts_with('(') || candidate.mark != '.' && is_reported(next);
    if candidate.quoted && goes_on {
        return false;
    }
    if candidate.emoticon {
        return true;
    }
    let single = candidate.mark == '.' && candidate.stop == candidate.start + 1;
    if single { ends_at_stop(text, sentence, candidate, next, own) } else { true }
}

/// What follows without the marks that may open a sentence: "“", "(", "—", "•".
fn opened(after: &str) -> &str {
    const FEW: usize = 6;
    let end = after.char_indices().take(FEW).find(|&(_, c)| c.is_alphanumeric()).map_or(0, |(at, _)| at);
    after.get(end..).unwrap_or("")
}

/// Whether a sentence begins with a small letter: so do names of things ("iPhone") and the sentences of
/// people who write without capitals. An abbreviation unknown here is short, so that the word before a
/// full stop must be long or well known.
fn starts_small(text: &str, next: &str, candidate: &Candidate) -> bool {
    if candidate.end > candidate.stop || candidate.mark == '…' || candidate.mark == ')' {
        return false;
    }
    let word = word_after(next, 0);
    if word.chars().skip(1).any(char::is_uppercase) {
        return true;
    }
    let before = word_before(text, candidate.start);
    let small = !before.is_empty() && before.chars().all(char::is_lowercase);
    let single = candidate.stop == candidate.start + candidate.mark.len_utf8();
    match candidate.mark {
        '?' | '!' => small,
        '.' => single && small && abbreviation(before).is_none() && (before.len() >= 4 || is_starter(before)),
        _ => false,
    }
}

/// Whether what follows a quotation reports it: "Lee said", "the mayor asked".
fn is_reported(next: &str) -> bool {
    let mut at = 0;
    for place in 0..4 {
        let word = word_after(next, at);
        if word.is_empty() {
            return false;
        }
        if place > 0 && is_reporter(word) {
            // "“Never!” Lee said questions remain" begins a sentence of its own.
            let behind = next.get(at + word.len()..).unwrap_or("");
            return !behind.starts_with(' ') || is_adjunct(word_after(behind, 1));
        }
        at += word.len();
        match next.as_bytes().get(at) {
            Some(b' ') => at += 1,
            Some(b'.') if next.as_bytes().get(at + 1) == Some(&b' ') && word.len() <= 4 => at += 2,
            _ => return false,
        }
    }
    false
}

/// Whether a space was forgotten: "It was over.Then he left."
fn lacks_space(text: &str, candidate: &Candidate) -> bool {
    if candidate.end > candidate.start + 1 && candidate.mark == '.' {
        return false;
    }
    let before = word_before(text, candidate.start);
    let after = word_after(text, candidate.end);
    let mut letters = after.chars();
    let opens =
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase);
    let closes = before.len() > 2 && before.chars().all(char::is_lowercase);
    // An address or a file name goes on behind the word: "Jo.Doe@example.com".
    let behind = text.as_bytes().get(candidate.end + after.len());
    opens && closes && behind.is_none_or(|b| matches!(b, b' ' | b',' | b'\'' | b';'))
}

/// Whether a full stop ends a sentence, when a capital letter, a digit or a mark follows it.
fn ends_at_stop(text: &str, sentence: usize, candidate: &Candidate, next: &str, own: &Abbreviations) -> bool {
    let word = word_before(text, candidate.start);
    if word.is_empty() {
        return true;
    }
    if own.has(word) {
        return false;
    }
    let following = word_after(next, 0);
    let starter = is_starter(following);
    let digit = following.starts_with(|c: char| c.is_ascii_digit());
    if is_item(text, sentence, candidate, word) {
        return false;
    }
    // A bracket or a quotation mark behind the stop: the abbreviation is inside, the sentence may go on.
    if let Some(kind) = abbreviation(word) {
        return match kind {
            Abbreviation::Before => false,
            Abbreviation::Number => !digit && !is_roman(following),
            Abbreviation::Either => starter,
            Abbreviation::Word => true,
        };
    }
    if word.contains('.') && is_initials(word) {
        return starter;
    }
    let mut letters = word.chars();
    let initial = letters.next().filter(|c| c.is_uppercase()).is_some() && letters.next().is_none();
    if initial {
        // "you and I." and "Albert I. Jones"
        let before = text.get(..candidate.start - word.len()).unwrap_or("").trim_end();
        let name = word_before(before, before.len()).starts_with(char::is_uppercase);
        return starter && !name || word == "I" && !name;
    }
    true
}

/// Whether the word is the number or letter of a list's item at the head of a sentence: "1. Lee".
fn is_item(text: &str, sentence: usize, candidate: &Candidate, word: &str) -> bool {
    let head = text.get(sentence..candidate.start).unwrap_or("").trim_start();
    let bare = head.trim_start_matches(['(', '•', '-', '*', '⁃', '–', ' ']);
    let number = word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit());
    let letter = word.len() == 1 && word.bytes().all(|b| b.is_ascii_lowercase());
    bare == word && (number || letter)
}

/// Whether a word is letters with full stops between them: "U.S", "e.g".
fn is_initials(word: &str) -> bool {
    word.split('.').all(|part| part.chars().count() <= 2 && part.chars().all(char::is_alphabetic))
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C')) && word != "I"
}

//! What stands around a candidate.

/// How many bytes before or behind a candidate its word is looked for.
const WORD: usize = 32;

/// The word that ends at byte `end`: letters, digits, and full stops and apostrophes between them. Of a longer
/// word its end.
pub(super) fn word_before(text: &str, end: usize) -> &str {
    let head = text.get(..end).unwrap_or("");
    let mut start = end;
    for &byte in head.as_bytes().iter().rev().take(WORD) {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'\'' => start -= 1,
            128.. => return unicode_word_before(head),
            _ => break,
        }
    }
    let word = head.get(start..).unwrap_or("");
    let marks = word.bytes().take_while(|byte| matches!(byte, b'.' | b'\'')).count();
    word.get(marks..).unwrap_or("")
}

fn unicode_word_before(head: &str) -> &str {
    let mut start = head.len();
    for (at, c) in head.char_indices().rev() {
        let inside = is_word(c) || matches!(c, '.' | '\'' | '’' | '°' | 'º');
        if !inside || head.len() - at > WORD {
            break;
        }
        start = at;
    }
    head.get(start..).unwrap_or("").trim_start_matches(['.', '\'', '’'])
}

/// Whether a character is part of words. Scripts of India write vowels as marks that aren't all letters.
#[inline]
pub(super) fn is_word(c: char) -> bool {
    match c {
        '\0'..='\u{7F}' => c.is_ascii_alphanumeric(),
        // The letters of most text beyond ASCII: the standard library's tables are slow.
        '\u{C0}'..='\u{24F}' => !matches!(c, '×' | '÷'),
        '\u{388}'..='\u{3FF}' => !matches!(c, '\u{38B}' | '\u{38D}' | '\u{3A2}' | '\u{3F6}'),
        '\u{400}'..='\u{52F}' => !matches!(c, '\u{482}'..='\u{489}'),
        '\u{2010}'..='\u{206F}' | '\u{3000}'..='\u{3004}' => false,
        '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' => true,
        '\u{300}'..='\u{36F}' | '\u{900}'..='\u{DFF}' => true,
        _ => c.is_alphanumeric(),
    }
}

/// The word that starts at byte `start`; of a longer word its head.
pub(super) fn word_after(text: &str, start: usize) -> &str {
    let rest = text.get(start..).unwrap_or("");
    let plain = rest.bytes().take(WORD).take_while(|b| b.is_ascii_alphanumeric() || *b == b'\'').count();
    if rest.as_bytes().get(plain).is_none_or(|&b| b < 128) {
        return rest.get(..plain).unwrap_or("");
    }
    let mut end = 0;
    for (at, c) in rest.char_indices() {
        if !is_word(c) && c != '\'' && c != '’' || at >= WORD {
            break;
        }
        end = at + c.len_utf8();
    }
    rest.get(..end).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_words_are_letters_digits_and_their_marks() {
        for c in '\0'..=char::MAX {
            let mark = matches!(c, '\u{300}'..='\u{36F}' | '\u{900}'..='\u{DFF}');
            assert_eq!(is_word(c), c.is_alphanumeric() || mark, "{c:?}");
        }
    }
}

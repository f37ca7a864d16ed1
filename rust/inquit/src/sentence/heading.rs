//! Headings that have lost the newline behind them: "Geschiedenis Het dorp ontstond rond een klooster."

use rustc_hash::FxHashSet;

use super::context::{is_word, word_after, word_before};
use super::lists::{Role, role};
use crate::text::lanes::{ask, block, is, within};
use crate::text::{char_at, char_before};

/// Bytes of the longest word that opens a sentence.
const LONGEST_OPENER: usize = 16;

/// Where the text under a heading begins, if the sentence at byte `start` is a heading with it.
///
/// Most languages write a small letter inside a heading, and English doesn't. In those a capital letter belongs to a name,
/// whose next word has another ("Bart De Wever", "O Globo"), or it begins a sentence: one of the `openers`, with a small
/// letter behind and no mark before.
pub(super) fn end(openers: &FxHashSet<Box<str>>, text: &str, start: usize) -> Option<usize> {
    let mut capitals = capitals(text.as_bytes(), start);
    while capitals != 0 {
        let at = start + capitals.trailing_zeros() as usize + 1;
        capitals &= capitals - 1;
        if opener(openers, text, at) && stands_under(text, start, at) {
            return Some(at);
        }
    }
    None
}

/// The spaces with a capital letter behind them among the next 64 bytes, as far as can be told from its first byte, up to
/// the first mark that may end a sentence.
#[inline]
fn capitals(bytes: &[u8], start: usize) -> u64 {
    let mut room = None;
    let (block, _) = block(bytes, start, &mut room);
    let spaces = ask(block, |byte, next, _| is(byte, b' ') & (within(next, b'A', b'Z') | is(next, 0xC3)));
    if spaces == 0 {
        return 0;
    }
    let stops = ask(block, |byte, _, _| {
        let marks = is(byte, b'.') | is(byte, b'!') | is(byte, b'?') | is(byte, b';');
        marks | is(byte, b'\n') | is(byte, b'\r')
    });
    // The bits below the first of them.
    spaces & (stops & stops.wrapping_neg()).wrapping_sub(1)
}

/// Whether the word at byte `at` opens a sentence, and a small letter follows it.
#[inline]
fn opener(openers: &FxHashSet<Box<str>>, text: &str, at: usize) -> bool {
    let rest = text.as_bytes().get(at..).unwrap_or(&[]);
    let Some(len) = rest.iter().take(LONGEST_OPENER + 1).position(|&byte| byte == b' ') else { return false };
    // Most capital letters are those of names, which have more of them.
    rest.get(len + 1).is_some_and(|&byte| byte.is_ascii_lowercase() || byte >= 128)
        && text.get(at..at + len).is_some_and(|word| openers.contains(word))
        && char_at(text, at + len + 1).is_some_and(char::is_lowercase)
}

/// Whether what stands before byte `at`, from byte `start` on, is a heading of what follows.
fn stands_under(text: &str, start: usize, at: usize) -> bool {
    let head = text.get(start..at).unwrap_or("").trim_end();
    let closed =
        char_before(head, head.len()).is_some_and(|c| is_word(c) || matches!(c, ')' | '»' | '”' | '"'));
    // "'t Is laat": an elided word leaves its capital letter to the next.
    let elided = head.starts_with(['\'', '’']);
    // "4) A casa"
    if !closed || elided || !head.contains(char::is_alphabetic) || !is_balanced(head) {
        return false;
    }
    // "O filme A casa é nossa": a title stands behind its article; "in De avonden"
    let last = word_before(head, head.len());
    let inside = Role::STARTER.or(Role::TITLED);
    !role(word_after(head, 0)).has(Role::STARTER) && !role(last).has(inside)
}

/// Whether no quotation mark or bracket is open at the end of a heading.
fn is_balanced(head: &str) -> bool {
    let (mut open, mut straight) = (0_i32, false);
    for c in head.chars() {
        match c {
            '(' | '«' | '“' => open += 1,
            ')' | '»' | '”' => open -= 1,
            '"' => straight = !straight,
            _ => {}
        }
    }
    open == 0 && !straight
}

#[cfg(test)]
mod tests {
    use super::super::tests::check_in as check;
    use crate::Splitter;

    #[test]
    fn a_heading_ends_where_a_capital_opens_a_sentence() {
        check("nld", "Geschiedenis |Het dorp ontstond rond een klooster dat er al eeuwen stond.");
        check(
            "nld",
            "Het regent. | Ligging en klimaat |In de winter valt er sneeuw, en soms ligt die er weken.",
        );
        check(
            "por",
            "Câmara aprova a nova ponte |O presidente da câmara disse ontem que a obra começa em março.",
        );
        check(
            "por",
            "Ponte «velha» vai fechar |A obra começa em março e deve durar dois anos, segundo a câmara.",
        );
        check(
            "fra",
            "Autour du lac (suite) |Il pleut depuis hier sur la ville et sur toute la côte du nord.",
        );
        check("dan", "Ny bro over fjorden |Den skal stå færdig til sommer, siger borgmesteren i Nordby.");
        check(
            "fin",
            "Uusi silta |Se valmistuu kesällä, sanoo kaupunginjohtaja, ja maksaa vähemmän kuin luultiin.",
        );
    }

    #[test]
    fn names_and_titles_are_no_sentences() {
        check(
            "nld",
            "Burgemeester De Wit en wethouder Van der Berg zeiden gisteren dat de brug open blijft.",
        );
        check("nld", "Haar roman De lange winter kreeg een prijs, en in De korte zomer komt zij erop terug.");
        check("nld", "'t Is laat, zei ze, en buiten was het al uren donker en het regende nog steeds.");
        check("nld", "Regisseur Roos maakte de film Het laatste uur en daarna een jaar lang helemaal niets.");
        check("por", "Jornal O Mundo diz que a obra começa em março e que deve durar pelo menos dois anos.");
        check(
            "por",
            "Casos de hepatite A sobem no norte do país, e os médicos pedem mais vacinas ao governo.",
        );
        check("dan", "Ved borgmesteren om De kan komme i morgen, eller om vi skal vente til på onsdag?");
        check(
            "por",
            "Disse «que vê A casa é nossa quando pode» e saiu, sem que ninguém lhe perguntasse nada.",
        );
    }

    #[test]
    fn english_and_unknown_languages_have_capitals_elsewhere() {
        check("eng", "History The village grew around an abbey that had stood there for many hundred years.");
        check("xyz", "Geschiedenis Het dorp ontstond rond een klooster dat er al eeuwen stond.");
    }

    #[test]
    fn short_texts_have_headings_too() {
        check("nld", "Geschiedenis |Het dorp is oud.");
        check("nld", "Wat Ik");
        assert_eq!(Splitter::new().language("nld").split("").count(), 0);
    }
}

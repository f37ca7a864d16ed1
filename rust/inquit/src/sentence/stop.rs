//! Full stops: of a sentence, an abbreviation, an initial, or a number.

use super::Rules;
use super::candidate::Candidate;
use super::context::{word_after, word_before};
use super::lists::{Role, role};
use super::marks::is_armenian;
use crate::text::char_before;
use crate::token::Abbreviation;

/// Whether the full stop of a candidate ends the sentence that began at `sentence`, when what follows, `next`,
/// begins with a capital letter, a digit or a mark.
pub(super) fn ends_at_stop(
    rules: &Rules<'_>,
    text: &str,
    sentence: usize,
    candidate: &Candidate,
    after: &str,
    next: &str,
) -> bool {
    let word = word_before(text, candidate.start);
    let Some(first) = word.chars().next() else { return true };
    if rules.own.has(word) {
        return false;
    }
    // "Thanks, @Jan. We left.": what is behind the mark is a name, whatever else it may abbreviate.
    let before = text.get(..candidate.start - word.len()).unwrap_or("");
    if before.ends_with(['@', '#']) && first.is_alphabetic() {
        return true;
    }
    // Read only where it is asked for: most words need no look at what follows.
    let following = || word_after(next, 0);
    let initial = || {
        let following = following();
        let dotted = next.get(following.len()..).is_some_and(|rest| rest.starts_with('.'));
        following.chars().nth(1).is_none() && dotted
    };
    let starter = || role(following()).has(Role::STARTER) && !initial();
    let digit = next.starts_with(|c: char| c.is_ascii_digit());
    if first.is_ascii_digit() && is_ordinal(text, candidate, word, following())
        || is_item(text, sentence, candidate, word)
        || after.starts_with('№')
    {
        return false;
    }
    let single = word.chars().nth(1).is_none();
    if single && first.is_uppercase() {
        // "P. -- O que pensa da ponte? R. -- A obra atrasou-se.": the letter says who asks, who answers.
        let head = text.get(sentence..candidate.start).unwrap_or("");
        if head == word {
            return false;
        }
        // "you and I." and "Albert I. Jones"
        let before = text.get(..candidate.start - word.len()).unwrap_or("").trim_end();
        let name = word_before(before, before.len()).starts_with(char::is_uppercase);
        return starter() && !name || word == "I" && !name;
    }
    if let Some(kind) = abbreviation(rules, word) {
        return match kind {
            Abbreviation::Before => false,
            Abbreviation::Number => !digit && !is_roman(following()),
            Abbreviation::Either => starter() && !is_fronted(text, sentence, candidate),
            Abbreviation::Word => true,
        };
    }
    if word.contains('.') && is_initials(word) {
        return starter();
    }
    if single && first.is_lowercase() {
        // "s. 26", "z. B."
        return !digit && !initial();
    }
    if is_armenian(first) {
        return false;
    }
    // "a II. Rákóczi Ferenc Gimnázium", but "World War II. The"
    if is_roman(word) && !starter() {
        let before = text.get(..candidate.start - word.len()).unwrap_or("").trim_end();
        return !word_before(before, before.len()).starts_with(char::is_lowercase);
    }
    true
}

/// What a word before a full stop abbreviates, without what is elided before it: "dell'art", "l'Ing".
pub(super) fn abbreviation(rules: &Rules<'_>, word: &str) -> Option<Abbreviation> {
    rules.lists.abbreviation(word).or_else(|| {
        let (_, behind) = word.rsplit_once(['\'', '’'])?;
        rules.lists.abbreviation(behind)
    })
}

/// Whether the number before a full stop is an ordinal: "12. Juni", "am 6. Stock".
fn is_ordinal(text: &str, candidate: &Candidate, word: &str, following: &str) -> bool {
    if word.len() > 2 || !word.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let next = role(following);
    if next.has(Role::MONTH) {
        return true;
    }
    let before = text.get(..candidate.start - word.len()).unwrap_or("");
    let Some(before) = before.strip_suffix(' ') else { return false };
    !next.has(Role::STARTER)
        && following.starts_with(char::is_uppercase)
        && role(word_before(before, before.len())).has(Role::ORDINAL)
}

/// Whether a sentence has been no more than a time or a place so far: "At 5 a.m. Mr. Lee left".
fn is_fronted(text: &str, sentence: usize, candidate: &Candidate) -> bool {
    const LONGEST: usize = 32;
    let head = text.get(sentence..candidate.start).unwrap_or("").trim_start();
    head.len() <= LONGEST && head.bytes().filter(|&b| b == b' ').count() <= 2 && head.contains(' ') && {
        let last = word_before(head, head.len());
        let before = head.get(..head.len() - last.len()).unwrap_or("").trim_end();
        char_before(before, before.len()).is_some_and(|c| c.is_ascii_digit())
    }
}

/// Whether the word is the number or letter of a list's item at the head of a sentence: "1. Lee".
fn is_item(text: &str, sentence: usize, candidate: &Candidate, word: &str) -> bool {
    let number = word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit());
    let letter = word.len() == 1 && word.bytes().all(|b| b.is_ascii_lowercase());
    if !number && !letter {
        return false;
    }
    let head = text.get(sentence..candidate.start).unwrap_or("").trim_start();
    head.len() < 12 && head.trim_start_matches(['(', '•', '-', '*', '⁃', '–', ' ']) == word
}

/// Whether a word is letters with full stops between them: "U.S", "e.g".
fn is_initials(word: &str) -> bool {
    word.split('.').all(|part| part.chars().count() <= 2 && part.chars().all(char::is_alphabetic))
}

pub(super) fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C')) && word != "I"
}

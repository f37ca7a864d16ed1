//! Abbreviations: words that keep their full stop.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::language::{Filter, entries};

/// What an abbreviation tells of the sentence that it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Abbreviation {
    /// Stands before what it belongs to, and never ends a sentence: "Mr.".
    Before,
    /// Stands before a number: "No.", "p.".
    Number,
    /// May end a sentence: "Inc.", "U.S.", "a.m.".
    Either,
    /// Is a word too, so that its full stop counts only where the sentence goes on: "no.", "in.".
    Word,
}

impl Abbreviation {
    /// The kind that comes at a place, from 1 on.
    #[inline]
    fn numbered(place: u64) -> Option<Self> {
        [Self::Before, Self::Number, Self::Either, Self::Word].get((place as usize).wrapping_sub(1)).copied()
    }
}

/// The lists, in order: the first that has a form decides.
static LISTS: [(&str, Abbreviation); 4] = [
    (include_str!("../lexicon/eng/abbreviations/before.txt"), Abbreviation::Before),
    (include_str!("../lexicon/eng/abbreviations/number.txt"), Abbreviation::Number),
    (include_str!("../lexicon/eng/abbreviations/either.txt"), Abbreviation::Either),
    (include_str!("../lexicon/eng/abbreviations/word.txt"), Abbreviation::Word),
];

static FORMS: LazyLock<FxHashMap<&'static [u8], Abbreviation>> = LazyLock::new(|| {
    let mut forms = FxHashMap::default();
    for (list, kind) in LISTS {
        for form in entries(list).flatten() {
            forms.entry(form.as_bytes()).or_insert(kind);
        }
    }
    forms
});

static FILTER: LazyLock<Filter> = LazyLock::new(|| Filter::new(FORMS.keys().copied()));

/// The forms that are letters alone, each in the bytes of a number with its kind in the highest: a hash table with open
/// addressing, since full stops behind words are as common as sentences.
struct Plain([u64; Self::ROOM]);

static PLAIN: LazyLock<Plain> = LazyLock::new(|| {
    let mut plain = Plain([0; Plain::ROOM]);
    for (list, kind) in LISTS {
        for form in entries(list).flatten().filter(|form| form.bytes().all(|b| b.is_ascii_alphabetic())) {
            plain.add(form.as_bytes(), kind);
        }
    }
    plain
});

impl Plain {
    /// Four times as many as there are forms.
    const ROOM: usize = 1024;

    fn add(&mut self, form: &[u8], kind: Abbreviation) {
        let Some(letters) = packed(form, 0, form.len()) else { return };
        let free = Self::places(letters)
            .find(|&at| self.0.get(at).is_none_or(|&known| known == 0 || (known ^ letters) << 8 == 0));
        if let Some(slot) = free.and_then(|at| self.0.get_mut(at)).filter(|slot| **slot == 0) {
            *slot = letters | (kind as u64 + 1) << 56;
        }
    }

    #[inline]
    fn get(&self, letters: u64) -> Option<Abbreviation> {
        for at in Self::places(letters) {
            match self.0.get(at) {
                Some(known) if (known ^ letters) << 8 == 0 => return Abbreviation::numbered(known >> 56),
                Some(0) | None => break,
                Some(_) => {}
            }
        }
        None
    }

    /// Where a form may be, by D. E. Knuth's multiplicative hashing (“The Art of Computer Programming”, 6.4).
    #[inline]
    fn places(letters: u64) -> impl Iterator<Item = usize> {
        let first = (letters.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 54) as usize;
        (0..Self::ROOM).map(move |step| (first + step) % Self::ROOM)
    }
}

/// The one to seven bytes from `start` to `end` in a number, letters of ASCII in small ones; `None` for more or none.
#[inline]
fn packed(bytes: &[u8], start: usize, end: usize) -> Option<u64> {
    const SMALL: u64 = 0x0020_2020_2020_2020;
    let unused = 8 * 8_usize.checked_sub(end - start).filter(|unused| (1..8).contains(unused))?;
    let number = match end.checked_sub(8).and_then(|from| bytes.get(from..end)?.first_chunk()) {
        Some(eight) => u64::from_le_bytes(*eight) >> unused,
        // At the head of the text.
        None => bytes.get(start..end)?.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte)),
    };
    Some(number | SMALL)
}

/// What a word of letters before a full stop abbreviates, from `start` to `end` of a text.
#[inline]
pub(super) fn plain_abbreviation(bytes: &[u8], start: usize, end: usize) -> Option<Abbreviation> {
    packed(bytes, start, end).and_then(|letters| PLAIN.get(letters))
}

static PREFIXES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("../lexicon/eng/words/prefixes.txt")).flatten().collect());

static PREFIX_FILTER: LazyLock<Filter> = LazyLock::new(|| Filter::new(PREFIXES.iter().copied()));

/// Longest listed abbreviation in bytes.
const LONGEST: usize = 16;

/// What a word before a full stop abbreviates; `None` if it is no abbreviation. The word is given
/// without its full stop.
pub(crate) fn abbreviation(word: &str) -> Option<Abbreviation> {
    if FILTER.has(word.as_bytes()) { listed(word.as_bytes()) } else { None }
}

/// As [`abbreviation`], of a word that the filter lets through.
fn listed(word: &[u8]) -> Option<Abbreviation> {
    let mut buffer = [0; LONGEST];
    let lower = buffer.get_mut(..word.len())?;
    lower.copy_from_slice(word);
    lower.make_ascii_lowercase();
    FORMS.get(&*lower).copied()
}

/// Whether a word before a hyphen is a prefix, so that the compound is one token: "non-profit".
#[inline]
pub(super) fn is_prefix(word: &[u8]) -> bool {
    PREFIX_FILTER.has(word) && PREFIXES.iter().any(|prefix| word.eq_ignore_ascii_case(prefix.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_letters_are_found_as_all_others_are() {
        for form in FORMS.keys().filter(|form| form.iter().all(u8::is_ascii_alphabetic)) {
            for before in ["", "x ", "a longer text ", "é", "."] {
                let text = [before.as_bytes(), form.to_ascii_uppercase().as_slice(), b". "].concat();
                let (start, end) = (before.len(), before.len() + form.len());
                assert_eq!(plain_abbreviation(&text, start, end), listed(form), "{}", form.escape_ascii());
                assert_eq!(plain_abbreviation(&text, start, end - 1), listed(&form[..form.len() - 1]));
            }
        }
        for word in ["", "bridge", "approximately", "été", "co_", "12345"] {
            assert_eq!(plain_abbreviation(word.as_bytes(), 0, word.len()), None, "{word}");
        }
    }
}

//! The words that tell sentence ends, language by language.

use std::sync::{LazyLock, OnceLock};

use rustc_hash::FxHashMap;

use crate::language::entries;
use crate::token::Abbreviation;

/// What a word does at a boundary: bits, since it may do several things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Role(u8);

impl Role {
    /// With a capital letter it opens a sentence more often than it stands in a name.
    pub(super) const STARTER: Self = Self(1);
    /// A verb that reports a quotation before it: "“Never!” Lee said."
    pub(super) const REPORTER: Self = Self(2);
    /// Opens a phrase of time, place or manner behind a reporting verb.
    pub(super) const ADJUNCT: Self = Self(4);
    /// A month, which an ordinal number stands before: "12. Juni".
    pub(super) const MONTH: Self = Self(8);
    /// Stands before an ordinal number: "am 6. Stock".
    pub(super) const ORDINAL: Self = Self(16);

    pub(super) fn has(self, role: Self) -> bool {
        self.0 & role.0 != 0
    }
}

/// The lists of a language, or of all of them.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// Abbreviations without their full stop. A form with a capital letter counts in that case only; the others
    /// are in lower case and count in any.
    forms: FxHashMap<&'static str, Abbreviation>,
    /// A bit for the [`key`] of each form: most words are told from abbreviations by it alone.
    filter: Filter,
    roles: FxHashMap<&'static str, Role>,
}

/// Bits that tell, for the keys of words, whether any abbreviation has that key.
#[derive(Debug)]
struct Filter(Box<[u64; Self::WORDS]>);

impl Filter {
    const WORDS: usize = 256;

    fn place(key: u32) -> (usize, u64) {
        (key as usize >> 6 & (Self::WORDS - 1), 1 << (key & 63))
    }

    fn add(&mut self, key: u32) {
        let (word, bit) = Self::place(key);
        if let Some(word) = self.0.get_mut(word) {
            *word |= bit;
        }
    }

    #[inline]
    fn has(&self, key: u32) -> bool {
        let (word, bit) = Self::place(key);
        self.0.get(word).is_none_or(|word| word & bit != 0)
    }
}

impl Default for Filter {
    fn default() -> Self {
        Self(Box::new([0; Self::WORDS]))
    }
}

/// A number for a word of ASCII letters, whatever their case: of its length and its last two letters.
#[inline]
fn key(word: &[u8]) -> u32 {
    let letter = |back: usize| {
        let byte = word.len().checked_sub(back).and_then(|at| word.get(at)).copied().unwrap_or(0);
        u32::from(byte & 31)
    };
    letter(1) | letter(2) << 5 | (word.len().min(15) as u32) << 10
}

/// The files of one language.
struct Files {
    code: &'static str,
    abbreviations: &'static [(&'static str, Abbreviation)],
    roles: &'static [(&'static str, Role)],
}

macro_rules! files {
    ($code:literal: $($abbreviations:ident)*; $($roles:ident)*) => {
        Files {
            code: $code,
            abbreviations: &[$((
                include_str!(concat!("../lexicon/", $code, "/abbreviations/", stringify!($abbreviations), ".txt")),
                files!(@ $abbreviations),
            )),*],
            roles: &[$((
                include_str!(concat!("../lexicon/", $code, "/words/", stringify!($roles), ".txt")),
                files!(@ $roles),
            )),*],
        }
    };
    (@ before) => { Abbreviation::Before };
    (@ number) => { Abbreviation::Number };
    (@ either) => { Abbreviation::Either };
    (@ word) => { Abbreviation::Word };
    (@ starters) => { Role::STARTER };
    (@ reporters) => { Role::REPORTER };
    (@ adjuncts) => { Role::ADJUNCT };
    (@ months) => { Role::MONTH };
    (@ ordinals) => { Role::ORDINAL };
}

/// The languages that have lists, in the order in which they decide what a form is where they differ.
const LANGUAGES: &[Files] = &[
    files!("eng": before number either word; starters reporters adjuncts),
    files!("deu": before number either; starters months ordinals),
    files!("fra": before number either; starters months),
    files!("spa": before number either; starters months),
    files!("ita": before number either; starters months),
    files!("nld": before number either; starters months),
    files!("por": before number either; starters months),
    files!("rus": before number either; starters months),
    files!("ukr": before number either; starters months),
    files!("bul": before number either; starters months),
    files!("kaz": before number either; starters),
    files!("pol": before number either; starters months),
    files!("ces": before number either; starters months),
    files!("slk": before number either; starters months),
    files!("dan": before number either; starters months),
    files!("nob": before number either; starters months),
    files!("swe": before number either; starters months),
    files!("fin": before number either; starters months),
    files!("ell": before number either; starters months),
    files!("hun": before number either; starters months),
    files!("ron": before number either; starters months),
    files!("tur": before number either; starters months),
    files!("mal": before either; ),
];

/// Forms that don't count where the language isn't known.
const AMBIGUOUS: &str = include_str!("../lexicon/mul/words/ambiguous.txt");

impl Lists {
    fn add(&mut self, files: &Files) {
        for &(list, kind) in files.abbreviations {
            for form in entries(list).flatten() {
                self.forms.entry(form).or_insert(kind);
                if form.is_ascii() {
                    self.filter.add(key(form.as_bytes()));
                }
            }
        }
        for &(list, role) in files.roles {
            for word in entries(list).flatten() {
                self.roles.entry(word).or_default().0 |= role.0;
            }
        }
    }

    /// The lists of a language, by its ISO 639-3 code; of all languages where it has none, or none is given.
    pub(super) fn of(code: Option<&str>) -> &'static Self {
        static ALL: LazyLock<Lists> = LazyLock::new(|| {
            let mut lists = Lists::default();
            LANGUAGES.iter().for_each(|files| lists.add(files));
            // What English has counts, whatever it is elsewhere.
            let mut english = Lists::default();
            LANGUAGES.iter().take(1).for_each(|files| english.add(files));
            for form in entries(AMBIGUOUS).flatten().filter(|form| !english.forms.contains_key(form)) {
                lists.forms.remove(form);
            }
            lists
        });
        static EACH: [OnceLock<Lists>; LANGUAGES.len()] = [const { OnceLock::new() }; LANGUAGES.len()];
        let place = code.and_then(|code| LANGUAGES.iter().position(|files| files.code == code));
        let own = place.and_then(|place| Some((EACH.get(place)?, LANGUAGES.get(place)?)));
        own.map_or_else(
            || &*ALL,
            |(lists, files)| {
                lists.get_or_init(|| {
                    let mut lists = Lists::default();
                    lists.add(files);
                    // What begins a sentence in any language: texts have quotations and names of others.
                    lists.roles = ALL.roles.clone();
                    lists
                })
            },
        )
    }

    /// What a word of ASCII letters abbreviates.
    #[inline]
    pub(super) fn plain_abbreviation(&self, word: &[u8]) -> Option<Abbreviation> {
        if self.filter.has(key(word)) { self.abbreviation(std::str::from_utf8(word).ok()?) } else { None }
    }

    /// What a word before a full stop abbreviates; `None` if it is no abbreviation.
    pub(super) fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        if word.len() > LONGEST || word.is_ascii() && !self.filter.has(key(word.as_bytes())) {
            return None;
        }
        if word.starts_with(char::is_uppercase)
            && let Some(&kind) = self.forms.get(word)
        {
            return Some(kind);
        }
        lower(word, |word| self.forms.get(word).copied())
    }

    /// What a word does.
    pub(super) fn role(&self, word: &str) -> Role {
        lower(word, |word| self.roles.get(word).copied()).unwrap_or_default()
    }
}

/// Longest word of a list in bytes.
const LONGEST: usize = 32;

/// Gives a word in lower case; `None` for one that no list is long enough for.
fn lower<T>(word: &str, look_up: impl Fn(&str) -> Option<T>) -> Option<T> {
    let mut buffer = [0; LONGEST];
    let mut len = 0;
    if word.is_ascii() {
        let lower = buffer.get_mut(..word.len())?;
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        len = word.len();
    } else {
        for c in word.chars() {
            let lower = match c {
                'a'..='z' | 'а'..='я' | 'α'..='ώ' => c,
                // What has two letters in lower case is in no list.
                _ => c.to_lowercase().next()?,
            };
            len += lower.encode_utf8(buffer.get_mut(len..)?.get_mut(..lower.len_utf8())?).len();
        }
    }
    look_up(std::str::from_utf8(buffer.get(..len)?).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_found_in_any_case_unless_they_have_a_capital() {
        let lists = Lists::of(Some("eng"));
        assert_eq!(lists.abbreviation("Inc"), Some(Abbreviation::Either));
        assert_eq!(lists.abbreviation("PP"), Some(Abbreviation::Number));
        assert_eq!(lists.abbreviation("house"), None);
        assert_eq!(lists.abbreviation("n°"), Some(Abbreviation::Number));
    }

    #[test]
    fn no_list_repeats_a_form_of_its_language() {
        for files in LANGUAGES {
            let mut seen = FxHashMap::default();
            for (list, kind) in files.abbreviations {
                for form in entries(list).flatten() {
                    assert_eq!(seen.insert(form, kind), None, "{}: {form}", files.code);
                }
            }
        }
    }
}

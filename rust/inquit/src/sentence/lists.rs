//! The words that tell sentence ends, language by language.

use std::sync::{LazyLock, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::language::{Filter, entries};
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
    /// A title, or a letter that is a name, stands right behind it: "de film Het laatste uur", "hepatite A".
    pub(super) const TITLED: Self = Self(32);
    /// Opens a sentence even with no mark before it, where its language writes small letters inside headings.
    const OPENER: Self = Self(64);

    /// Either of two roles, for [`has`](Self::has).
    pub(super) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) fn has(self, role: Self) -> bool {
        self.0 & role.0 != 0
    }
}

/// The abbreviations of a language, or of all of them, without their full stop.
#[derive(Debug)]
pub(super) struct Lists {
    /// A form with a capital letter counts in that case only; the others are in lower case and count in any.
    forms: FxHashMap<&'static [u8], Abbreviation>,
    filter: Filter,
    /// Words that open a sentence behind a heading, with their capital letter.
    openers: FxHashSet<Box<str>>,
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
    (@ openers) => { Role::OPENER };
    (@ titled) => { Role::TITLED };
}

/// The languages that have lists, in the order in which they decide what a form is where they differ.
const LANGUAGES: &[Files] = &[
    files!("eng": before number either word; starters reporters adjuncts),
    files!("deu": before number either; starters months ordinals),
    files!("fra": before number either; starters months openers titled),
    files!("spa": before number either; starters months),
    files!("ita": before number either; starters months),
    files!("nld": before number either; starters months openers titled),
    files!("por": before number either; starters months openers titled),
    files!("rus": before number either; starters months),
    files!("ukr": before number either; starters months),
    files!("bul": before number either; starters months),
    files!("kaz": before number either; starters),
    files!("pol": before number either; starters months),
    files!("ces": before number either; starters months),
    files!("slk": before number either; starters months),
    files!("dan": before number either; starters months openers titled),
    files!("nob": before number either; starters months),
    files!("swe": before number either; starters months),
    files!("fin": before number either; starters months openers titled),
    files!("ell": before number either; starters months),
    files!("hun": before number either; starters months),
    files!("ron": before number either; starters months),
    files!("tur": before number either; starters months),
    files!("mal": before either; ),
];

/// Forms that don't count where the language isn't known.
const AMBIGUOUS: &str = include_str!("../lexicon/mul/words/ambiguous.txt");

/// What words do, in any language: texts have quotations and names of others.
static ROLES: LazyLock<(Filter, FxHashMap<&'static [u8], Role>)> = LazyLock::new(|| {
    let mut roles: FxHashMap<_, Role> = FxHashMap::default();
    for &(list, role) in LANGUAGES.iter().flat_map(|files| files.roles) {
        for word in entries(list).flatten() {
            roles.entry(word.as_bytes()).or_default().0 |= role.0;
        }
    }
    (Filter::new(roles.keys().copied()), roles)
});

impl Lists {
    /// The lists of some languages; where they differ, the first decides what a form is.
    fn new(languages: &[Files]) -> Self {
        let mut forms = FxHashMap::default();
        for &(list, kind) in languages.iter().flat_map(|files| files.abbreviations) {
            for form in entries(list).flatten() {
                forms.entry(form.as_bytes()).or_insert(kind);
            }
        }
        let filter = Filter::new(forms.keys().copied());
        Self { forms, filter, openers: FxHashSet::default() }
    }

    /// The lists of one language.
    fn one(files: &Files) -> Self {
        let openers = files.roles.iter().filter(|(_, role)| *role == Role::OPENER);
        let openers = openers.flat_map(|&(list, _)| entries(list).flatten()).map(capital).collect();
        Self { openers, ..Self::new(std::slice::from_ref(files)) }
    }

    /// The lists of all languages, without what is a word in another; what English has counts, whatever it is elsewhere.
    fn all() -> Self {
        let mut lists = Self::new(LANGUAGES);
        let english = Self::new(LANGUAGES.get(..1).unwrap_or(&[]));
        for form in entries(AMBIGUOUS).flatten().filter(|form| !english.forms.contains_key(form.as_bytes())) {
            lists.forms.remove(form.as_bytes());
        }
        lists.filter = Filter::new(lists.forms.keys().copied());
        lists
    }

    /// Whether a language has lists.
    #[cfg(test)]
    pub(super) fn has(code: &str) -> bool {
        LANGUAGES.iter().any(|files| files.code == code)
    }

    /// The lists of a language, by its ISO 639-3 code; of all languages where it has none, or none is given.
    pub(super) fn of(code: Option<&str>) -> &'static Self {
        static ALL: OnceLock<Lists> = OnceLock::new();
        static EACH: [OnceLock<Lists>; LANGUAGES.len()] = [const { OnceLock::new() }; LANGUAGES.len()];
        let place = code.and_then(|code| LANGUAGES.iter().position(|files| files.code == code));
        match place.and_then(|place| Some((EACH.get(place)?, LANGUAGES.get(place)?))) {
            Some((lists, files)) => lists.get_or_init(|| Self::one(files)),
            None => ALL.get_or_init(Self::all),
        }
    }

    /// Words that open a sentence behind a heading, with their capital letter; none where the language isn't known, or writes
    /// capital letters inside headings.
    pub(super) fn openers(&self) -> &FxHashSet<Box<str>> {
        &self.openers
    }

    /// What a word of ASCII letters abbreviates.
    #[inline]
    pub(super) fn plain_abbreviation(&self, word: &[u8]) -> Option<Abbreviation> {
        if self.filter.has(word) { self.listed(word) } else { None }
    }

    /// Whether a word of small letters may abbreviate another: no if this says no.
    #[inline]
    pub(super) fn may_abbreviate(&self, word: &str) -> bool {
        self.filter.has(word.as_bytes())
    }

    /// What a word before a full stop abbreviates; `None` if it is no abbreviation.
    pub(super) fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        if word.len() > LONGEST || word.is_ascii() && !self.filter.has(word.as_bytes()) {
            return None;
        }
        if word.is_ascii() {
            return self.listed(word.as_bytes());
        }
        let cased = self.forms.get(word.as_bytes()).copied().filter(|_| word.starts_with(char::is_uppercase));
        cased.or_else(|| lower(word, |word| self.forms.get(word).copied()))
    }

    /// What a word of ASCII letters, as some listed form is, abbreviates.
    fn listed(&self, word: &[u8]) -> Option<Abbreviation> {
        let cased = || self.forms.get(word).copied();
        let cased = if word.first().is_some_and(u8::is_ascii_uppercase) { cased() } else { None };
        cased.or_else(|| lower_ascii(word, |word| self.forms.get(word).copied()))
    }
}

/// A word with a capital letter.
fn capital(word: &str) -> Box<str> {
    let mut letters = word.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect::<String>().into()
}

/// What a word does.
pub(super) fn role(word: &str) -> Role {
    let (filter, roles) = &*ROLES;
    if word.is_ascii() && !filter.has(word.as_bytes()) {
        return Role::default();
    }
    lower(word, |word| roles.get(word).copied()).unwrap_or_default()
}

/// Longest word of a list in bytes.
const LONGEST: usize = 32;

/// Gives a word in lower case; `None` for one that no list is long enough for.
fn lower<T>(word: &str, look_up: impl Fn(&[u8]) -> Option<T>) -> Option<T> {
    if word.is_ascii() {
        return lower_ascii(word.as_bytes(), look_up);
    }
    let mut buffer = [0; LONGEST];
    let mut len = 0;
    for c in word.chars() {
        let lower = match c {
            'a'..='z' | 'а'..='я' | 'α'..='ώ' => c,
            // What has two letters in lower case is in no list.
            _ => c.to_lowercase().next()?,
        };
        len += lower.encode_utf8(buffer.get_mut(len..)?.get_mut(..lower.len_utf8())?).len();
    }
    look_up(buffer.get(..len)?)
}

/// As [`lower`], of ASCII.
fn lower_ascii<T>(word: &[u8], look_up: impl Fn(&[u8]) -> Option<T>) -> Option<T> {
    let mut buffer = [0; LONGEST];
    let lower = buffer.get_mut(..word.len())?;
    lower.copy_from_slice(word);
    lower.make_ascii_lowercase();
    look_up(lower)
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

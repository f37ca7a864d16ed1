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

/// Tells most words from abbreviations.
#[inline]
pub(super) fn abbreviation_filter() -> &'static Filter {
    &FILTER
}

static PREFIXES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("../lexicon/eng/words/prefixes.txt")).flatten().collect());

static PREFIX_FILTER: LazyLock<Filter> = LazyLock::new(|| Filter::new(PREFIXES.iter().copied()));

/// Whether a word may be a prefix: no if this says no.
#[inline]
pub(super) fn may_be_prefix(word: &[u8]) -> bool {
    PREFIX_FILTER.has(word)
}

/// Longest listed abbreviation in bytes.
const LONGEST: usize = 16;

/// What a word before a full stop abbreviates; `None` if it is no abbreviation. The word is given
/// without its full stop.
pub(crate) fn abbreviation(word: &str) -> Option<Abbreviation> {
    if FILTER.has(word.as_bytes()) { listed(word.as_bytes()) } else { None }
}

/// As [`abbreviation`], of a word that the filter lets through.
pub(super) fn listed(word: &[u8]) -> Option<Abbreviation> {
    let mut buffer = [0; LONGEST];
    let lower = buffer.get_mut(..word.len())?;
    lower.copy_from_slice(word);
    lower.make_ascii_lowercase();
    FORMS.get(&*lower).copied()
}

/// Whether a word before a hyphen is a prefix, so that the compound is one token: "non-profit".
pub(super) fn is_prefix(word: &str) -> bool {
    may_be_prefix(word.as_bytes()) && PREFIXES.iter().any(|prefix| word.eq_ignore_ascii_case(prefix))
}

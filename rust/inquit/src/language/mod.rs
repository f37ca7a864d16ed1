//! Which language a text is in, and what each language brings: its word lists.

mod acts;
mod classes;
mod countries;
mod eng;
mod filter;
mod given;
mod inflection;
mod labels;
mod lexicon;
mod lists;
mod people;
mod phrases;
mod registry;
mod stems;

use std::sync::{Arc, LazyLock};

use crate::text::head;

pub use acts::Act;
pub(crate) use acts::{Acts, Hint};
pub(crate) use classes::Classes;
pub(crate) use countries::{Countries, LONGEST_COUNTRY};
pub(crate) use filter::Filter;
pub(crate) use given::Given;
pub(crate) use inflection::Inflection;
pub(crate) use labels::Labels;
pub(crate) use lexicon::Lexicon;
pub(crate) use lists::entries;
pub(crate) use phrases::Phrases;
pub use registry::{LanguageInfo, languages};
pub(crate) use stems::Stems;

/// A language that the library has lists for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Language {
    /// ISO 639-3 code.
    pub(crate) code: &'static str,
    /// Whether its lists are enough for rules to find cues, sources and names. In other languages a model finds them, if there
    /// is one.
    pub(crate) has_rules: bool,
    /// Classes of its words.
    pub(crate) lexicon: Lexicon,
    /// Cues of several words: "pointed out".
    pub(crate) verb_phrases: Phrases,
    /// Cues with the source after them: "according to".
    pub(crate) according: Phrases,
    /// Articles: words before a noun that don't change what it means.
    pub(crate) articles: Phrases,
    /// Determiners of what is known: "the", "this".
    pub(crate) definite: Phrases,
    /// What ends "as the mayor put it".
    pub(crate) postposed: Phrases,
    /// What makes a headline that of an interview: "Interview with Ann Lee".
    pub(crate) interviews: Phrases,
    /// What tells who asks in a hearing, and who answers: "Examination by Ann Lee", "Deposition of Bob Ray".
    pub(crate) examiners: Phrases,
    pub(crate) witnesses: Phrases,
    /// What the words of cues tell of what is reported.
    pub(crate) acts: Acts,
    /// What words of a kind end with.
    pub(crate) endings: Endings,
    /// Fond names, and titles of wives and daughters.
    pub(crate) given: Given,
    /// How names are inflected.
    pub(crate) inflection: Inflection,
    /// Countries, with the words for what belongs to them.
    pub(crate) countries: Countries,
}

/// What words of a kind end with, where no list has them; empty where nothing tells.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Endings {
    /// Adverbs: "quietly".
    pub(crate) adverb: &'static str,
    /// Gerunds: "walking".
    pub(crate) gerund: &'static str,
    /// Past forms: "walked".
    pub(crate) past: &'static str,
    /// Plurals: "talks".
    pub(crate) plural: &'static str,
}

static ENGLISH: LazyLock<Arc<Language>> = LazyLock::new(|| Arc::new(eng::language()));
static UNKNOWN: LazyLock<Arc<Language>> =
    LazyLock::new(|| Arc::new(Language { code: "und", ..Language::default() }));

impl Language {
    /// The language with a code, one without lists if there are none for it.
    pub(crate) fn of(code: &str) -> Arc<Self> {
        people::language(code).unwrap_or(&UNKNOWN).clone()
    }

    /// English.
    #[cfg(test)]
    pub(crate) fn english() -> Arc<Self> {
        Arc::clone(&ENGLISH)
    }

    /// The languages in which quotes are credited to sources.
    pub(crate) fn all() -> Vec<Arc<Self>> {
        vec![Arc::clone(&ENGLISH)]
    }
}

/// The ISO 639-3 code of the language a text is most likely in; `None` where it can't be told (a text
/// too short, or with no letters). Looks at the first few thousand bytes only.
///
/// ```
/// let text = "The minister said on Tuesday that the talks would go on through the night, \
///     although nobody in the room believed that they could lead to anything.";
/// assert_eq!(inquit::detect_language(text), Some("eng"));
/// ```
#[must_use]
pub fn detect_language(text: &str) -> Option<&'static str> {
    let info = whatlang::detect(head(text, SAMPLE))?;
    info.is_reliable().then(|| info.lang().code())
}

/// Bytes of a text that its language is told from: more of them change the answer for almost no text,
/// and the trigram count of `whatlang` costs more a byte than everything else here.
const SAMPLE: usize = 2048;

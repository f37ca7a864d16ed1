//! Which language a text is in, and what each language brings: its word lists.

mod classes;
mod eng;
mod lexicon;
mod lists;
mod phrases;

use std::sync::LazyLock;

pub(crate) use classes::Classes;
pub(crate) use lexicon::Lexicon;
pub(crate) use phrases::Phrases;

/// A language that the library has lists for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Language {
    /// ISO 639-3 code.
    pub(crate) code: &'static str,
    /// Classes of its words.
    pub(crate) lexicon: Lexicon,
    /// Cues of several words: "pointed out".
    pub(crate) verb_phrases: Phrases,
    /// Cues with the source after them: "according to".
    pub(crate) according: Phrases,
    /// What ends "as the mayor put it".
    pub(crate) postposed: Phrases,
}

static ENGLISH: LazyLock<Language> = LazyLock::new(eng::language);

/// Codes (ISO 639-3) of the languages that have cue lists, so that quotes are attributed in them.
pub const LANGUAGES: &[&str] = &["eng"];

static UNKNOWN: LazyLock<Language> = LazyLock::new(|| Language { code: "und", ..Language::default() });

impl Language {
    /// English.
    pub(crate) fn english() -> &'static Self {
        &ENGLISH
    }

    /// A language without lists.
    pub(crate) fn unknown() -> &'static Self {
        &UNKNOWN
    }

    /// The language with an ISO 639-3 code, if the library has it.
    pub(crate) fn by_code(code: &str) -> Option<&'static Self> {
        match code {
            "eng" => Some(&ENGLISH),
            _ => None,
        }
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
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let info = whatlang::detect(text.get(..end)?)?;
    info.is_reliable().then(|| info.lang().code())
}

/// Bytes of a text that its language is told from: more of them change the answer for almost no text,
/// and the trigram count of `whatlang` costs more a byte than everything else here.
const SAMPLE: usize = 2048;

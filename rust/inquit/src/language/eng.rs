//! English.

use super::classes::Classes as C;
use super::{Language, Lexicon};

/// The lists of English with the classes of their words.
pub(super) fn language() -> Language {
    Language {
        code: "eng",
        lexicon: Lexicon::new(&[(include_str!("../lexicon/eng/determiners.txt"), C::DETERMINER)]),
    }
}

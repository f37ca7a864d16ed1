//! English.

use super::classes::Classes as C;
use super::{Language, Lexicon};

/// A word list of English.
macro_rules! list {
    ($name:literal) => {
        include_str!(concat!("../lexicon/eng/", $name, ".txt"))
    };
}

/// English with its word lists.
pub(super) fn language() -> Language {
    Language { code: "eng", lexicon: Lexicon::new(WORDS) }
}

/// The word lists, with the classes of their words.
const WORDS: &[(&str, C)] = &[
    (list!("words/determiners"), C::DETERMINER),
    (list!("words/possessives"), C::POSSESSIVE),
    (list!("words/subject_pronouns"), C::SUBJECT_PRONOUN),
    (list!("words/object_pronouns"), C::OBJECT_PRONOUN),
    (list!("words/reflexives"), C::REFLEXIVE),
    (list!("words/first_person"), C::FIRST_PERSON),
    (list!("words/second_person"), C::SECOND_PERSON),
    (list!("words/masculine_pronouns"), C::MASCULINE),
    (list!("words/feminine_pronouns"), C::FEMININE),
    (list!("words/neuter_pronouns"), C::NEUTER),
    (list!("words/plural_pronouns"), C::PLURAL),
    (list!("words/prepositions"), C::PREPOSITION),
    (list!("words/conjunctions"), C::CONJUNCTION),
    (list!("words/subordinators"), C::SUBORDINATOR),
    (list!("words/complementisers"), C::COMPLEMENTISER),
    (list!("words/interrogatives"), C::INTERROGATIVE),
    (list!("words/relatives"), C::RELATIVE),
    (list!("words/negations"), C::NEGATION),
    (list!("words/be"), C::BE),
    (list!("words/have"), C::HAVE),
    (list!("words/do"), C::DO),
    (list!("words/modals"), C::MODAL),
    (list!("words/infinitives"), C::INFINITIVE),
    (list!("words/adverbs"), C::ADVERB),
    (list!("quotation/clipped"), C::CLIPPED),
];

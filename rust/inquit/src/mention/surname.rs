//! Surnames that are words too: "Young", "King", "May", "Banks". What stands around one tells that it is a name, or the
//! full name does that stands elsewhere in the text.

use rustc_hash::FxHashSet;

use super::capital::{CLOSED, Capitals, is_abbreviated, is_acronym, key};
use super::name::is_address;
use crate::cue::is_modal_name;
use crate::language::Classes;
use crate::layers::{Layers, Mark};

/// How many tokens a full name may have behind its first word: "J. van der Berg".
const LONGEST: usize = 6;

/// Words that hold a place in a sentence and are surnames too: "Long", "Young", "Will".
pub(super) const LOOSE: Classes = Classes::ADVERB.or(Classes::MODAL);

/// Those of them that no one has as a surname.
pub(super) const NEVER: Classes = Classes::DETERMINER
    .or(Classes::POSSESSIVE)
    .or(Classes::PREPOSITION)
    .or(Classes::CONJUNCTION)
    .or(Classes::SUBORDINATOR)
    .or(Classes::COMPLEMENTISER)
    .or(Classes::INTERROGATIVE)
    .or(Classes::RELATIVE)
    .or(Classes::NEGATION)
    .or(Classes::BE)
    .or(Classes::HAVE)
    .or(Classes::DO)
    .or(Classes::INFINITIVE)
    .or(Classes::SUBJECT_PRONOUN)
    .or(Classes::OBJECT_PRONOUN)
    .or(Classes::REFLEXIVE);

/// The last words of the full names of a text, as keys: those behind a first name or a title of address.
pub(super) fn surnames(capitals: &Capitals<'_>) -> FxHashSet<u64> {
    let layers = capitals.layers;
    let mut surnames = FxHashSet::default();
    for at in 0..layers.tokens.len() {
        if !layers.is_capital(at) || capitals.is_headline(at) {
            continue;
        }
        if let Some(last) = last_of_full_name(capitals, at) {
            surnames.insert(key(layers.word(last).trim_end_matches('.')));
        }
    }
    surnames
}

/// The last word of the full name that starts at a token: "Young" in "Rosa Young", "Dr. Young".
fn last_of_full_name(capitals: &Capitals<'_>, first: usize) -> Option<usize> {
    let layers = capitals.layers;
    let address = is_address(layers, first);
    let given = layers.is(first, Classes::FIRST_NAME)
        && !(capitals.opens_sentence(first) && layers.is(first, CLOSED.or(Classes::CALENDAR)));
    // "led by Marit Butler": a name that no list has, where the word behind it is no office or institution.
    let office = Classes::TITLE.or(Classes::GROUP).or(Classes::ORGANISATION).or(Classes::PLURAL);
    let introduced = first.checked_sub(1).is_some_and(|before| {
        layers.is_word(before) && !layers.is(before, Classes::DETERMINER.or(Classes::POSSESSIVE))
    });
    let unlisted = introduced
        && !capitals.opens_sentence(first)
        && layers.classes(first).is_none()
        && !layers.is(first + 1, office.or(Classes::CALENDAR).or(Classes::DEMONYM));
    if !(address || given || unlisted) {
        return None;
    }
    let mut last = first;
    let mut at = first + 1;
    while at <= first + LONGEST {
        if layers.word(at) == "." && is_abbreviated(layers, at - 1) {
            at += 1;
            continue;
        }
        let particle = layers.is(at, Classes::NAME_PARTICLE) && layers.is_small(at);
        if !particle {
            if !layers.is_capital(at) || capitals.opens_sentence(at) || layers.is(at, NEVER) {
                break;
            }
            if layers.is(at, Classes::CALENDAR) && !capitals.is_called_by_date(at) {
                break;
            }
            if !layers.is(at, Classes::NAME_SUFFIX) {
                last = at;
            }
        }
        at += 1;
    }
    // "Georgia Police", "Clinton Foundation Trust" are institutions.
    let institution = layers.is(last, Classes::GROUP.or(Classes::ORGANISATION));
    let place = layers.is(first, Classes::COUNTRY.or(Classes::PLACE));
    (last > first && !(institution && (place || unlisted || last > first + 1))).then_some(last)
}

impl Capitals<'_> {
    /// Whether a pronoun in capitals is the acronym of an organisation: "the WHO", whose article no pronoun has, and "WHO" where
    /// the text has "the WHO" elsewhere.
    pub(super) fn is_acronym_so(&self, at: usize) -> bool {
        let layers = self.layers;
        let pronoun = Classes::SUBJECT_PRONOUN.or(Classes::OBJECT_PRONOUN).or(Classes::RELATIVE);
        let word = layers.word(at);
        word.len() > 1 && layers.is(at, pronoun) && is_acronym(word) && self.acronyms.contains(&key(word))
    }

    /// Whether a word that is of another class, or a date, is a name where it stands.
    pub(super) fn is_named_so(&self, at: usize) -> bool {
        let layers = self.layers;
        if self.is_acronym_so(at) {
            return true;
        }
        let word = layers.is(at, LOOSE.or(Classes::CALENDAR)) && !layers.is(at, NEVER);
        if !word || is_acronym(layers.word(at)) {
            return false;
        }
        let first_name = layers.is(at, Classes::FIRST_NAME);
        if self.opens_sentence(at) {
            // "May said", "Young told": no modal or adverb has such a verb behind it. "Later said Ann" begins with one.
            return self.is_surname(at) && self.acts(at)
                || first_name && says(layers, at + 1)
                || is_modal_name(layers, at);
        }
        if self.is_titled(at) {
            return true;
        }
        let called = at.checked_sub(1).is_some_and(|before| layers.is(before, Classes::FIRST_NAME));
        if layers.is(at, Classes::CALENDAR) {
            // "in May" is no one.
            let dated = at.checked_sub(1).is_some_and(|before| layers.is(before, Classes::PREPOSITION));
            let named = called || self.is_surname(at) && !dated;
            return named && self.is_called_by_date(at)
                || (self.is_surname(at) || layers.is(at, Classes::MODAL)) && self.speaks(at);
        }
        called || self.is_surname(at) || self.speaks(at)
    }

    /// Whether a word for a time is a surname behind a first name: "Theresa May", "Ann Friday, who", but not "told Ann
    /// Friday that", "Ann May 3".
    pub(super) fn is_called_by_date(&self, at: usize) -> bool {
        let layers = self.layers;
        if layers.word(at + 1).starts_with(|c: char| c.is_ascii_digit()) {
            return false;
        }
        if layers.is(at, Classes::FIRST_NAME.or(Classes::MODAL)) || self.is_titled(at) || self.acts(at) {
            return true;
        }
        let told = layers.is(at + 2, Classes::DETERMINER)
            && (at + 3..at + 6).any(|i| layers.is(i, Classes::ROLE) && layers.is_small(i));
        layers.mark(at + 1) == Mark::Comma && told
    }

    /// Whether a title stands right before a word: "Mr. Young", "Prime Minister May".
    fn is_titled(&self, at: usize) -> bool {
        let layers = self.layers;
        let Some(mut before) = at.checked_sub(1) else { return false };
        if layers.word(before) == "." && before > 0 {
            before -= 1;
        }
        layers.is(before, Classes::TITLE) && layers.is_capital(before)
    }

    /// Whether the verb of someone who acts follows, or what tells of someone: "Young said", "Young has", "Young, who",
    /// "Young, 53".
    pub(super) fn acts(&self, at: usize) -> bool {
        let layers = self.layers;
        let next = at + 1;
        if layers.mark(next) == Mark::Comma {
            let told = layers.is(next + 1, Classes::RELATIVE) && !layers.is(next + 1, Classes::DETERMINER);
            return told || layers.word(next + 1).starts_with(|c: char| c.is_ascii_digit());
        }
        let finite = layers.is(next, Classes::VERB.or(Classes::CUE_VERB))
            && layers.is(next, Classes::PAST.or(Classes::THIRD));
        let helps = layers.is(next, Classes::AUXILIARY) && !layers.is(next, Classes::MODAL);
        layers.is_small(next) && (finite || helps && !layers.is(next, Classes::BASE))
            || layers.mark(next) == Mark::Colon
            || matches!(layers.word(next), "'s" | "’s")
    }

    /// Whether a word with a capital that no sentence gives it is who says something, by the verb beside it: "“…,” Young
    /// said", "“…,” said Young".
    pub(super) fn speaks(&self, at: usize) -> bool {
        !self.opens_sentence(at) && self.says(at)
    }

    /// Whether the verb behind a word says what someone says.
    pub(super) fn says(&self, at: usize) -> bool {
        says(self.layers, at + 1) || self.is_said_by(at)
    }

    /// Whether what reports stands before a word and has its subject in it: "“…,” said Young.", "according to Young,",
    /// not "said Young people", "he said Friday".
    fn is_said_by(&self, at: usize) -> bool {
        let layers = self.layers;
        let Some(verb) = at.checked_sub(1) else { return false };
        let begins = || {
            verb.checked_sub(1).is_none_or(|before| {
                layers.quotation(before).is_some()
                    || matches!(layers.mark(before), Mark::Comma | Mark::Stop | Mark::Dash)
            })
        };
        let ends = || {
            !layers.is_word(at + 1)
                || layers.is(at + 1, Classes::PREPOSITION.or(Classes::CONJUNCTION).or(Classes::SUBORDINATOR))
        };
        let according = || {
            let first = at.checked_sub(2).filter(|&first| layers.is(first, Classes::PHRASE));
            first
                .is_some_and(|first| layers.language.according.longest(|i| layers.word(first + i)) == Some(2))
        };
        (says(layers, verb) && begins() || according()) && ends()
    }

    /// Whether an unknown word in -s at a sentence's start can be one person's name: "Williams said", not "Airlines
    /// said", "Riders said", "Figures show".
    pub(super) fn is_one_in_s(&self, at: usize) -> bool {
        let layers = self.layers;
        let word = layers.word(at);
        if !says(layers, at + 1) || !layers.is(at + 1, Classes::CUE_CLAUSE) {
            return false;
        }
        let Some(stem) = word.strip_suffix('s').filter(|stem| !stem.is_empty()) else { return false };
        let of = |stem: &str| layers.language.lexicon.classes(stem);
        let common = Classes::ROLE.or(Classes::GROUP).or(Classes::CUE_NOUN).or(Classes::ORGANISATION);
        let noun = of(stem).any(common) || layers.language.acts.of_word(word).document;
        // "Riders", "buyers": who does what the verb says.
        let doer = stem.strip_suffix("er").or_else(|| stem.strip_suffix("or")).is_some_and(|verb| {
            [verb, stem.strip_suffix('r').unwrap_or(verb)]
                .iter()
                .any(|verb| of(verb).any(Classes::VERB.or(Classes::CUE_VERB)))
        });
        let follower = ["ists", "ics", "ians", "ings", "ities", "tors"].iter().any(|end| word.ends_with(end));
        !noun && !doer && !follower && self.is_never_small(word) && self.is_never_small(stem)
    }
}

/// Whether a verb that reports stands at a token, with one as its subject: "said", "says", not "say".
pub(super) fn says(layers: &Layers<'_>, at: usize) -> bool {
    layers.is(at, Classes::CUE_VERB)
        && layers.is(at, Classes::PAST.or(Classes::THIRD))
        && layers.is_small(at)
        && layers.quotation(at).is_none()
}

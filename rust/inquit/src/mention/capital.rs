//! Which capitals can begin a name: a capital at a sentence's start says little by itself, but the rest of
//! the text often knows whether the word is ever written small.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::name::is_own_name;
use super::noun::is_definite;
use super::surname::surnames;
use crate::compact::Bits;
use crate::language::Classes;
use crate::layers::{Layers, Mark};
use crate::text::ParagraphKind;

/// How often a word stands with a capital inside sentences, and how often with a small letter.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    capital: u32,
    small: u32,
}

/// What a text shows about its capitals.
pub(super) struct Capitals<'l> {
    pub(super) layers: &'l Layers<'l>,
    seen: FxHashMap<u64, Seen>,
    /// The last words of the full names in the text.
    surnames: FxHashSet<u64>,
    /// The pronouns that stand in capitals behind an article, or in brackets behind a name: "the WHO".
    pub(super) acronyms: FxHashSet<u64>,
    /// Whether each token is the first word of a sentence, of speech, or after a colon.
    opens: Bits,
    /// Whether each token is in a headline.
    headlines: Bits,
}

/// Words of no name, whatever their capital.
pub(super) const CLOSED: Classes = Classes::DETERMINER
    .or(Classes::POSSESSIVE)
    .or(Classes::PREPOSITION)
    .or(Classes::CONJUNCTION)
    .or(Classes::SUBORDINATOR)
    .or(Classes::COMPLEMENTISER)
    .or(Classes::INTERROGATIVE)
    .or(Classes::RELATIVE)
    .or(Classes::NEGATION)
    .or(Classes::AUXILIARY)
    .or(Classes::INFINITIVE)
    .or(Classes::ADVERB)
    .or(Classes::SUBJECT_PRONOUN)
    .or(Classes::OBJECT_PRONOUN)
    .or(Classes::REFLEXIVE);

impl<'l> Capitals<'l> {
    /// Reads the capitals of a text.
    pub(super) fn new(layers: &'l Layers<'l>) -> Self {
        let (opens, headlines) = openings(layers);
        let mut capitals = Self {
            layers,
            seen: FxHashMap::default(),
            surnames: FxHashSet::default(),
            acronyms: acronyms(layers),
            opens,
            headlines,
        };
        capitals.surnames = surnames(&capitals);
        for at in 0..layers.tokens.len() {
            if !layers.is_word(at) || capitals.is_headline(at) {
                continue;
            }
            let small = layers.is_small(at);
            if !small && (capitals.opens_sentence(at) || !layers.is_capital(at)) {
                continue;
            }
            let seen = capitals.seen.entry(key(layers.word(at))).or_default();
            if small {
                seen.small += 1;
            } else {
                seen.capital += 1;
            }
        }
        capitals
    }

    /// Whether a token is in a headline, where capitals mean nothing and no one speaks.
    pub(super) fn is_headline(&self, at: usize) -> bool {
        self.headlines.has(at)
    }

    /// Whether a capital is due at a token whatever the word is.
    pub(super) fn opens_sentence(&self, at: usize) -> bool {
        self.opens.has(at)
    }

    /// Whether a word with a capital at a sentence's start is never written small inside one.
    pub(super) fn is_never_small(&self, word: &str) -> bool {
        self.seen.get(&key(word)).is_none_or(|seen| seen.small == 0)
    }

    /// Whether a word is the last one of a full name elsewhere in the text: "Young", where there is a "Rosa Young".
    pub(super) fn is_surname(&self, at: usize) -> bool {
        !self.surnames.is_empty() && self.surnames.contains(&key(self.layers.word(at).trim_end_matches('.')))
    }

    /// Whether a token can be a word of a name.
    pub(super) fn is_name_word(&self, at: usize) -> bool {
        let layers = self.layers;
        if !layers.is_capital(at) {
            return false;
        }
        let classes = layers.classes(at);
        if let Some(name) = layers.is_name(at) {
            // Not "Gutachten" of "einem Gutachten", "Montag" of "am Montag", "La" of "La ministra".
            let indefinite = |at: usize| layers.is(at, Classes::DETERMINER) && !is_definite(layers, at);
            let kind = at.checked_sub(1).is_some_and(indefinite);
            let day = classes.any(Classes::CALENDAR) && !classes.any(Classes::FIRST_NAME);
            return name && !kind && !day && !(classes.any(CLOSED) && self.opens_sentence(at));
        }
        let first_name = classes.any(Classes::FIRST_NAME);
        if layers.word(at) == "I" || classes.any(CLOSED) && !(first_name && !self.opens_sentence(at)) {
            // "US" isn't "us".
            return is_acronym(layers.word(at)) && classes.any(Classes::COUNTRY) || self.is_named_so(at);
        }
        if classes.any(Classes::CALENDAR) && !self.is_named_so(at) {
            // "April Lee", "June said", but not "in June", "May 3".
            let next = Classes::NAME_PARTICLE.or(Classes::VERB).or(Classes::CUE_VERB);
            // "Laura Sun-Hwa Dorn"
            let joined = layers.word(at + 1) == "-"
                && layers.is_capital(at + 2)
                && layers.is_capital(at + 3)
                && !layers.is(at + 2, Classes::CALENDAR);
            let named = first_name && (layers.is_capital(at + 1) || layers.is(at + 1, next));
            if !named && !joined {
                return false;
            }
        }
        !self.opens_sentence(at) || self.is_name_at_start(at)
    }

    /// Whether the first word of a sentence is a word of a name.
    fn is_name_at_start(&self, at: usize) -> bool {
        let layers = self.layers;
        let classes = layers.classes(at);
        if self.is_surname(at) && self.acts(at) {
            return true;
        }
        let seen = self.seen.get(&key(layers.word(at))).copied().unwrap_or_default();
        if seen.capital > 0 || seen.small > 0 {
            return seen.capital > seen.small;
        }
        let known = Classes::FIRST_NAME.or(Classes::COUNTRY).or(Classes::PLACE).or(Classes::DEMONYM);
        if classes.any(known) || is_acronym(layers.word(at)) || is_own_name(layers, at) {
            return true;
        }
        let next = layers.classes(at + 1);
        if classes.any(Classes::TITLE) {
            return layers.is_capital(at + 1) || layers.word(at + 1) == ".";
        }
        let common_nouns = Classes::CUE_NOUN.or(Classes::ROLE).or(Classes::GROUP);
        let common = common_nouns.or(Classes::VERB).or(Classes::CUE_VERB);
        if layers.is_capital(at + 1) && !next.any(CLOSED.or(Classes::CALENDAR)) {
            let adverb = layers.word(at).ends_with("ly");
            return !adverb && !classes.any(common) || classes.any(Classes::ROLE.or(Classes::GROUP));
        }
        // "Nils-Erik Haag"
        let joined = layers.word(at + 1) == "-" && layers.is_capital(at + 2) && layers.is_capital(at + 3);
        if joined && layers.is(at + 2, Classes::FIRST_NAME) && !layers.is(at + 3, CLOSED) {
            return !classes.any(common);
        }
        // "Ilse de Vries"
        if next.any(Classes::NAME_PARTICLE) && layers.is_small(at + 1) && layers.is_capital(at + 2) {
            return !classes.any(common);
        }
        // An unknown word before a verb: "Montalvo said", but not "Figures show".
        let verb = Classes::VERB.or(Classes::CUE_VERB).or(Classes::AUXILIARY);
        let plain = ["ing", "ly"].iter().any(|end| layers.word(at).ends_with(end));
        let several = layers.word(at).ends_with('s') && !self.is_one_in_s(at);
        // "Love said": of two verbs side by side the first is none.
        let common = if self.says(at) && !several { common_nouns } else { common };
        !classes.any(common)
            && next.any(verb)
            && !next.any(Classes::CUE_NOUN)
            && layers.is_small(at + 1)
            && !(plain || several)
    }
}

/// Whether a word is written in capitals only: "NATO", "U.N.".
pub(super) fn is_acronym(word: &str) -> bool {
    let mut letters = 0;
    for c in word.chars() {
        if c.is_lowercase() {
            return false;
        }
        letters += usize::from(c.is_uppercase());
    }
    letters >= 2
}

/// The pronouns that a text has for acronyms: they stand in capitals between words that don't, behind an article, "the WHO says",
/// or in brackets, "World Health Organization (WHO)".
fn acronyms(layers: &Layers<'_>) -> FxHashSet<u64> {
    let pronoun = Classes::SUBJECT_PRONOUN.or(Classes::OBJECT_PRONOUN).or(Classes::RELATIVE);
    let stands = |at: &usize| {
        let word = layers.word(*at);
        let Some(before) = at.checked_sub(1) else { return false };
        let bracket = layers.mark(before) == Mark::OpenBracket && layers.mark(at + 1) == Mark::CloseBracket;
        let article = layers.is(before, Classes::DETERMINER) && !is_acronym(layers.word(before));
        word.len() > 1 && layers.is(*at, pronoun) && is_acronym(word) && (bracket || article)
    };
    (0..layers.tokens.len()).filter(stands).map(|at| key(layers.word(at))).collect()
}

/// A word whatever its case.
pub(crate) fn key(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    for c in word.chars().flat_map(char::to_lowercase) {
        c.hash(&mut hasher);
    }
    hasher.finish()
}

/// Where a capital is due, and which tokens are in headlines.
fn openings(layers: &Layers<'_>) -> (Bits, Bits) {
    let (mut opens, mut inside) = (Bits::none(layers.tokens.len()), Bits::none(layers.tokens.len()));
    let headlines = headlines(layers);
    let mut sentences = layers.sentences.iter().peekable();
    let closing = closing_marks(layers);
    let mut opening = true;
    let mut paragraph = 0;
    for (at, token) in layers.tokens.iter().enumerate() {
        while sentences.next_if(|s| s.start() <= token.span().start()).is_some() {
            opening = true;
        }
        while layers.paragraphs.get(paragraph).is_some_and(|p| p.span().end() <= token.span().start()) {
            paragraph += 1;
            opening = true;
        }
        if headlines.get(paragraph).copied().unwrap_or(false) {
            inside.set(at);
        }
        if layers.is_word(at) {
            // "Mr. Lee", "J. Lee": the full stop ends no sentence.
            let abbreviated =
                layers.word(at.wrapping_sub(1)) == "." && at >= 2 && is_abbreviated(layers, at - 2);
            if opening && !abbreviated {
                opens.set(at);
            }
            opening = false;
        } else {
            // A mark that closes opens nothing: “…,” Williams said.
            let other = layers.mark(at) == Mark::Other
                && !matches!(layers.word(at), "'" | "’" | "&" | "/")
                && !closing.has(at);
            opening |=
                other || matches!(layers.mark(at), Mark::Stop | Mark::Colon | Mark::OpenBracket | Mark::Dash);
        }
    }
    (opens, inside)
}

/// Which tokens end where a quotation is closed.
fn closing_marks(layers: &Layers<'_>) -> Bits {
    let mut closing = Bits::none(layers.tokens.len());
    for quotation in layers.quotations.iter().filter(|quotation| quotation.closed) {
        let end = quotation.span.end();
        let last = layers.token_at(end).checked_sub(1);
        let ends = |at: &usize| layers.tokens.get(*at).is_some_and(|token| token.span().end() == end);
        last.filter(ends).into_iter().for_each(|at| closing.set(at));
    }
    closing
}

/// Whether a full stop after a token belongs to it: "Mr", "J".
pub(super) fn is_abbreviated(layers: &Layers<'_>, at: usize) -> bool {
    let word = layers.word(at);
    if !layers.is_capital(at) || word.len() > 6 {
        return false;
    }
    let initial = word.chars().count() == 1 && word != "I";
    initial
        || layers.is(at, Classes::TITLE)
            && layers.language.lexicon.classes(&format!("{word}.")).any(Classes::TITLE)
}

/// Which paragraphs are headlines: said so, or short and without a mark at the end.
fn headlines(layers: &Layers<'_>) -> Vec<bool> {
    const LONGEST: usize = 120;
    let is_headline = |p: &crate::text::Paragraph| {
        if p.kind() != ParagraphKind::Body {
            return true;
        }
        let text = p.span().of(layers.text);
        let ends = text.ends_with(|c: char| !c.is_alphanumeric());
        text.len() <= LONGEST && !ends && !text.contains(['"', '“', ':'])
    };
    let alone = layers.paragraphs.len() == 1;
    layers.paragraphs.iter().map(|p| !alone && is_headline(p)).collect()
}

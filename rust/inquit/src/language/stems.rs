//! Verb forms that no list has, recognised by their stem.

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

use super::classes::Classes;

/// Stems of verbs with their classes (Snowball's stemmers, through `rust-stemmers`).
///
/// Only words that end as a form of a verb does, and begin as a listed verb does, are ever stemmed:
/// stemming costs more than all else that is done with a word.
#[derive(Clone)]
pub(crate) struct Stems {
    algorithm: Algorithm,
    /// What forms end with, and the classes that the ending gives.
    endings: &'static [(&'static str, Classes)],
    classes: FxHashMap<Box<str>, Verb>,
    /// One bit for each first two bytes of a stem, folded to 1,024.
    heads: [u64; 16],
}

/// A verb that has a stem.
#[derive(Clone, Copy)]
struct Verb {
    classes: Classes,
    /// Length of its shortest known form: "refers" has the stem of "reference", and is none of its forms.
    shortest: usize,
}

impl std::fmt::Debug for Stems {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stems").field("verbs", &self.classes.len()).finish_non_exhaustive()
    }
}

impl Stems {
    /// No stems yet.
    pub(crate) fn new(algorithm: Algorithm, endings: &'static [(&'static str, Classes)]) -> Self {
        Self { algorithm, endings, classes: FxHashMap::default(), heads: [0; 16] }
    }

    /// Adds a verb, given in any form in lower case.
    pub(crate) fn add(&mut self, form: &str, classes: Classes) {
        let stem = Stemmer::create(self.algorithm).stem(form).into_owned();
        if let Some(bit) = head(&stem)
            && let Some(heads) = self.heads.get_mut(bit / 64)
        {
            *heads |= 1 << (bit % 64);
        }
        let verb = self.classes.entry(stem.into()).or_insert(Verb { classes, shortest: form.len() });
        verb.classes |= classes;
        verb.shortest = verb.shortest.min(form.len());
    }

    /// The classes of a word in lower case: those of the verb with its stem, and those of its ending.
    pub(crate) fn classes(&self, word: &str) -> Classes {
        let begins =
            |bit: usize| self.heads.get(bit / 64).is_some_and(|heads| heads & (1 << (bit % 64)) != 0);
        if !head(word).is_some_and(begins) {
            return Classes::NONE;
        }
        let Some(&(_, form)) = self.endings.iter().find(|(ending, _)| word.ends_with(ending)) else {
            return Classes::NONE;
        };
        let stem = Stemmer::create(self.algorithm).stem(word);
        let verb = self.classes.get(stem.as_ref()).filter(|verb| word.len() >= verb.shortest);
        verb.map_or(Classes::NONE, |verb| verb.classes | form)
    }
}

/// The bit of a word's first two bytes.
fn head(word: &str) -> Option<usize> {
    let &[a, b, ..] = word.as_bytes() else { return None };
    Some((usize::from(a) * 31 + usize::from(b)) % 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_that_no_list_has_are_known_by_their_stem() {
        let mut stems = Stems::new(Algorithm::English, &[("ed", Classes::PAST), ("", Classes::BASE)]);
        stems.add("livestream", Classes::CUE_CLAUSE);
        assert!(stems.classes("livestreamed").any(Classes::CUE_CLAUSE));
        assert!(stems.classes("livestreamed").any(Classes::PAST));
        assert!(stems.classes("livestreams").any(Classes::BASE), "the last ending fits any word");
        assert!(stems.classes("lived").is_none());
        assert!(stems.classes("é").is_none());
    }
}

//! Countries by name and by the adjective that belongs to them.

use rustc_hash::FxHashMap;

use super::classes::Classes;
use super::lists::entries;

/// Which words mean the same country: in "the President of Azerbaijan" and "the Azerbaijani leader" it is
/// what tells that both may be one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Countries {
    /// A name or an adjective in lower case, its words apart by one space, to the number of the country.
    numbers: FxHashMap<Box<str>, u16>,
    /// The names and adjectives of one word.
    words: Vec<(&'static str, Classes)>,
}

/// How many words the longest name of a country has.
pub(crate) const LONGEST_COUNTRY: usize = 4;

impl Countries {
    /// The countries of a list: each entry the names, `/`, then the adjectives, `_` for a space.
    pub(super) fn new(list: &'static str) -> Self {
        let mut countries = Self::default();
        for (number, entry) in entries(list).enumerate() {
            let mut class = Classes::COUNTRY;
            for form in entry {
                if form == "/" {
                    class = Classes::DEMONYM;
                    continue;
                }
                if !form.contains('_') {
                    countries.words.push((form, class));
                }
                countries.numbers.insert(form.replace('_', " ").into(), number as u16);
            }
        }
        countries
    }

    /// The names and adjectives of one word, with their class.
    pub(super) fn words(&self) -> impl Iterator<Item = (&'static str, Classes)> {
        self.words.iter().copied()
    }

    /// The number of the country with a name or an adjective, in lower case with single spaces.
    pub(crate) fn number(&self, name: &str) -> Option<u16> {
        self.numbers.get(name).copied()
    }
}

#[cfg(test)]
mod tests {
    use crate::language::Language;

    #[test]
    fn a_country_and_its_adjective_are_one() {
        let countries = &Language::english().countries;
        assert_eq!(countries.number("azerbaijan"), countries.number("azerbaijani"));
        assert_eq!(countries.number("united states"), countries.number("u.s."));
        assert_ne!(countries.number("kazakhstan"), countries.number("azerbaijan"));
        assert_eq!(countries.number("atlantis"), None);
    }
}

//! How a language inflects names.

use super::lists::entries;

/// The endings of names in a language, those of the nominative among them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Inflection {
    /// The longest first, each with whether a nominative has it.
    endings: Vec<(&'static str, bool)>,
}

/// Letters that a stem has at least.
const SHORTEST: usize = 3;

impl Inflection {
    /// The endings of a table whose lines are an ending as found, that of the nominative, and a gender; `-` is none.
    pub(crate) fn new(table: &'static str) -> Self {
        let rows = entries(table).flat_map(|row| row.take(2).zip([false, true]));
        let mut endings: Vec<(&str, bool)> = rows.filter(|&(ending, _)| ending != "-").collect();
        endings.sort_unstable_by_key(|&(ending, nominative)| {
            (std::cmp::Reverse(ending.len()), ending, !nominative)
        });
        endings.dedup_by_key(|&mut (ending, _)| ending);
        Self { endings }
    }

    /// Whether names have one form only.
    pub(crate) fn is_none(&self) -> bool {
        self.endings.is_empty()
    }

    /// What the forms of a name have in common: "Громов" of "Громова" and "Громовой".
    pub(crate) fn stem<'w>(&self, word: &'w str) -> &'w str {
        self.split(word).0
    }

    /// Whether a name can be in the nominative: "Громова", not "Громовой".
    pub(crate) fn is_nominative(&self, word: &str) -> bool {
        self.split(word).1
    }

    /// The stem of a word, and whether its ending is that of a nominative.
    fn split<'w>(&self, word: &'w str) -> (&'w str, bool) {
        let stem = |&(ending, nominative): &(&str, bool)| {
            let stem = word.strip_suffix(ending)?;
            stem.chars().nth(SHORTEST - 1).map(|_| (stem, nominative))
        };
        self.endings.iter().find_map(stem).unwrap_or((word, true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_name_have_a_stem_in_common() {
        let russian = Inflection::new("ого ый m\nой а f\nу - m\nом - m\n");
        assert_eq!(["Громова", "Громовой", "Громову"].map(|word| russian.stem(word)), ["Громов"; 3]);
        let nominative = ["Громова", "Громовой", "Громов"].map(|word| russian.is_nominative(word));
        assert_eq!(nominative, [true, false, true]);
        assert_eq!(russian.stem("Дом"), "Дом");
        assert_eq!(Inflection::default().stem("Lees"), "Lees");
    }
}

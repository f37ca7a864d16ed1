//! What first names and titles tell of who is the same one: fond names, titles of wives and daughters, ranks.

use rustc_hash::{FxHashMap, FxHashSet};

use super::entries;

/// First names with their fond forms, and titles that part a woman from her husband and her daughters.
#[derive(Clone, Debug, Default)]
pub(crate) struct Given {
    /// Of each name the numbers of those that it is, or is short for.
    names: FxHashMap<&'static str, Vec<u16>>,
    married: FxHashSet<&'static str>,
    unmarried: FxHashSet<&'static str>,
    letters: FxHashSet<&'static str>,
    ranks: FxHashSet<&'static str>,
}

impl Given {
    /// From a list of names, each with its fond forms in a line.
    pub(crate) fn new(nicknames: &'static str) -> Self {
        let mut names: FxHashMap<&'static str, Vec<u16>> = FxHashMap::default();
        for (number, forms) in entries(nicknames).enumerate() {
            for form in forms {
                names.entry(form).or_default().push(number as u16);
            }
        }
        Self { names, ..Self::default() }
    }

    /// With titles of married women, and of others.
    pub(crate) fn with_titles(self, married: &'static str, unmarried: &'static str) -> Self {
        let set = |list| entries(list).flatten().collect();
        Self { married: set(married), unmarried: set(unmarried), ..self }
    }

    /// With letters that stand behind a name: "MP".
    pub(crate) fn with_letters(self, letters: &'static str) -> Self {
        Self { letters: entries(letters).flatten().collect(), ..self }
    }

    /// With words that make another office of an office: "vice", "former".
    pub(crate) fn with_ranks(self, ranks: &'static str) -> Self {
        Self { ranks: entries(ranks).flatten().collect(), ..self }
    }

    /// Whether a word, as it is written, is letters behind a name.
    pub(crate) fn is_letters(&self, word: &str) -> bool {
        self.letters.contains(word)
    }

    /// Whether a word makes another office of the office behind it.
    pub(crate) fn is_rank(&self, word: &str) -> bool {
        self.ranks.contains(lower(word).as_ref())
    }

    /// The numbers of the names that a word is, or is short for: two words that share one may mean the same one.
    pub(crate) fn names(&self, word: &str) -> &[u16] {
        self.names.get(lower(word).as_ref()).map_or(&[], Vec::as_slice)
    }

    /// Whether a title is that of a married woman.
    pub(crate) fn is_married(&self, title: &str) -> bool {
        self.married.contains(lower(title).as_ref())
    }

    /// Whether a title is that of a woman before she marries.
    pub(crate) fn is_unmarried(&self, title: &str) -> bool {
        self.unmarried.contains(lower(title).as_ref())
    }
}

/// A word in small letters.
fn lower(word: &str) -> std::borrow::Cow<'_, str> {
    if word.chars().any(char::is_uppercase) { word.to_lowercase().into() } else { word.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_share_a_line_may_be_the_same() {
        let given = Given::new("# fond\nann nan annie\nnancy nan").with_titles("mrs", "miss");
        assert_eq!(given.names("Nan"), [0, 1]);
        assert_eq!(given.names("ANNIE"), [0]);
        assert!(given.names("Bob").is_empty());
        assert!(given.is_married("Mrs") && !given.is_married("Miss"));
        assert!(given.is_unmarried("MISS") && !given.is_unmarried("mrs"));
    }
}

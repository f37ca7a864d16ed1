//! Phrases of several words, found by their first.

use rustc_hash::FxHashMap;

use super::lists::entries;

/// A list of phrases in lower case.
#[derive(Clone, Debug, Default)]
pub(crate) struct Phrases {
    /// First word to the words after it, the longest first.
    by_first: FxHashMap<&'static str, Vec<Vec<&'static str>>>,
}

impl Phrases {
    /// The phrases of a list, one an entry.
    pub(crate) fn new(list: &'static str) -> Self {
        let mut phrases = Self::default();
        for mut words in entries(list) {
            if let Some(first) = words.next() {
                phrases.by_first.entry(first).or_default().push(words.collect());
            }
        }
        for rests in phrases.by_first.values_mut() {
            rests.sort_by_key(|rest| std::cmp::Reverse(rest.len()));
        }
        phrases
    }

    /// The words of a list, each a phrase.
    pub(crate) fn of_words(list: &'static str) -> Self {
        let words = entries(list).flatten().map(|word| (word, vec![Vec::new()]));
        Self { by_first: words.collect() }
    }

    /// The first words.
    pub(crate) fn firsts(&self) -> impl Iterator<Item = &'static str> {
        self.by_first.keys().copied()
    }

    /// How many words the longest phrase has that starts at word 0 of `word`; whatever their case.
    pub(crate) fn longest<'t>(&self, word: impl Fn(usize) -> &'t str) -> Option<usize> {
        let first = word(0);
        let rests = match self.by_first.get(first) {
            Some(rests) => rests,
            None if first.bytes().any(|b| b.is_ascii_uppercase()) => {
                self.by_first.get(first.to_ascii_lowercase().as_str())?
            }
            None => return None,
        };
        let fits =
            |rest: &&Vec<&str>| rest.iter().enumerate().all(|(i, w)| word(i + 1).eq_ignore_ascii_case(w));
        rests.iter().find(fits).map(|rest| rest.len() + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::Phrases;

    #[test]
    fn the_longest_phrase_is_found_whatever_its_case() {
        let phrases = Phrases::new("put it\nput it to\nlet on");
        let text = ["Put", "it", "To", "him"];
        assert_eq!(phrases.longest(|i| text.get(i).copied().unwrap_or("")), Some(3));
        assert_eq!(phrases.longest(|i| text.get(i + 1).copied().unwrap_or("")), None);
    }
}

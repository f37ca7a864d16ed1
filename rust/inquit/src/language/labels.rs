//! What the words of a label tell: that it names no one, or who speaks.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::lists::entries;

/// The words of labels. They are known together in all languages, since a label stands apart from the language around it.
#[derive(Debug)]
pub(crate) struct Labels {
    /// Labels that name no one: "note", "phone".
    nothing: FxHashSet<String>,
    /// Labels of those who speak and have no name: "interviewer".
    roles: FxHashSet<String>,
    /// Labels of those who ask, and who answer: "q", "a".
    asks: FxHashSet<String>,
    answers: FxHashSet<String>,
}

/// A word list of labels.
macro_rules! list {
    ($name:literal) => {
        include_str!(concat!("../lexicon/", $name, ".txt"))
    };
}

static LABELS: LazyLock<Labels> = LazyLock::new(|| Labels {
    nothing: set(&[list!("mul/turns/nothing"), list!("eng/turns/nothing")]),
    roles: set(&[list!("mul/turns/roles"), list!("eng/turns/roles")]),
    asks: set(&[list!("mul/turns/asks")]),
    answers: set(&[list!("mul/turns/answers")]),
});

/// The entries of lists.
fn set(lists: &[&'static str]) -> FxHashSet<String> {
    let phrase = |words: std::str::SplitWhitespace<'static>| words.collect::<Vec<_>>().join(" ");
    lists.iter().flat_map(|list| entries(list)).map(phrase).collect()
}

impl Labels {
    /// The words of labels of all languages.
    pub(crate) fn all() -> &'static Self {
        &LABELS
    }

    /// Whether a label in small letters names no one, "step 3" like "step".
    pub(crate) fn names_nothing(&self, label: &str) -> bool {
        let bare = label.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '#' | '.'));
        self.nothing.contains(label) || self.nothing.contains(bare)
    }

    /// Whether a label in small letters is a role: "interviewer", "the court", "speaker 2".
    pub(crate) fn is_role(&self, label: &str) -> bool {
        let bare = label.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '#' | '.'));
        self.roles.contains(label) || self.roles.contains(bare) || self.asks(label) || self.answers(label)
    }

    /// Whether it is the label of whoever asks.
    pub(crate) fn asks(&self, label: &str) -> bool {
        self.asks.contains(label)
    }

    /// Whether it is the label of whoever answers.
    pub(crate) fn answers(&self, label: &str) -> bool {
        self.answers.contains(label)
    }
}

//! Forms: the different ways in which names are written, each with where it occurs.

use rustc_hash::FxHashMap;

use super::entity::{Called, is_name, is_name_part};
use crate::language::Classes;
use crate::layers::Layers;
use crate::mention::Gender;
use crate::mention::{Mention, Mentions, Sort, is_address, key};

/// A name as it is written: "Mr. Lee" and "Lee" are two forms, "President Lee" is the second with a title.
#[derive(Clone, Debug)]
pub(super) struct Form {
    /// The keys of its words, titles left out.
    pub(super) words: Vec<u64>,
    /// The title of address of a name of one word.
    pub(super) address: Option<u64>,
    /// The mentions that have it.
    pub(super) mentions: Vec<u32>,
    /// The first of them.
    pub(super) first: usize,
    pub(super) gender: Gender,
    /// The gender that its titles tell: "Lee" alone may be a first name or a surname, "Mrs. Lee" is a woman.
    pub(super) told: Gender,
    pub(super) sort: Sort,
    pub(super) titles: Vec<u64>,
    /// How often it stands with a title.
    pub(super) titled: usize,
    /// How often it stands behind an article, and the first mention that does.
    articles: usize,
    with_article: Option<usize>,
    /// Whether its first word is a first name.
    pub(super) is_first_name: bool,
    /// The first letter, small.
    pub(super) initial: Option<char>,
    /// Whether the first word is an initial.
    pub(super) is_initial: bool,
}

/// The forms of the names among the mentions, in order of their first mention.
pub(super) fn forms(layers: &Layers<'_>, mentions: &Mentions) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    let mut known: FxHashMap<(Vec<u64>, Option<u64>), usize> = FxHashMap::default();
    for (index, mention) in mentions.iter().enumerate().filter(|(_, m)| is_name(m)) {
        let words: Vec<u64> = (mention.head..mention.end)
            .filter(|&i| is_name_part(layers, i))
            .map(|i| part_key(layers.word(i)))
            .collect();
        // "Mrs. John Lee" isn't John.
        let other = mention.gender == Gender::Female && layers.is(mention.head, Classes::MASCULINE);
        let address =
            mention.role.filter(|&role| (words.len() == 1 || other) && is_title_of_one(layers, role));
        let address = address.map(|role| key(layers.word(role).trim_end_matches('.')));
        let at = *known.entry((words, address)).or_insert_with_key(|(words, address)| {
            forms.push(Form::new(layers, &mention, index, words.clone(), *address));
            forms.len() - 1
        });
        if let Some(form) = forms.get_mut(at) {
            form.add(layers, &mention, index);
        }
    }
    forms
}

/// The key of a word of a name, without the full stop that the end of a sentence may have left at it: "said Penn."
pub(super) fn part_key(word: &str) -> u64 {
    key(word.trim_end_matches('.'))
}

/// Whether a title parts people of one surname: "Mr. Lee" and "Miss Lee", "General Lee" and "Captain Lee".
fn is_title_of_one(layers: &Layers<'_>, role: usize) -> bool {
    is_address(layers, role) || layers.is(role, Classes::MASCULINE.or(Classes::FEMININE))
}

impl Form {
    /// How good a name it is to report: several words before one and before initials, then the most frequent.
    pub(super) fn rank(&self) -> (bool, usize) {
        (self.words.len() > 1 && !self.is_initial, self.mentions.len())
    }

    /// How it names its entity.
    pub(super) fn called(&self) -> Called {
        let article = self.with_article.filter(|_| 2 * self.articles > self.mentions.len());
        Called {
            mention: article.unwrap_or(self.first),
            count: self.mentions.len(),
            words: self.words.len(),
            titled: 3 * (self.mentions.len() - self.titled) < self.mentions.len(),
            article: article.is_some(),
        }
    }

    fn new(
        layers: &Layers<'_>,
        mention: &Mention,
        first: usize,
        words: Vec<u64>,
        address: Option<u64>,
    ) -> Self {
        let word = layers.word(mention.head);
        Self {
            words,
            address,
            mentions: Vec::new(),
            first,
            gender: Gender::Unknown,
            told: Gender::Unknown,
            sort: Sort::Unknown,
            titles: Vec::new(),
            titled: 0,
            articles: 0,
            with_article: None,
            is_first_name: layers.is(mention.head, Classes::FIRST_NAME),
            initial: word.chars().next().and_then(|c| c.to_lowercase().next()),
            is_initial: word.chars().filter(|c| c.is_alphabetic()).count() == 1,
        }
    }

    fn add(&mut self, layers: &Layers<'_>, mention: &Mention, index: usize) {
        self.mentions.push(index as u32);
        if self.gender == Gender::Unknown {
            self.gender = mention.gender;
        }
        if mention.role.is_some() && self.told == Gender::Unknown {
            self.told = mention.gender;
        }
        if self.sort == Sort::Unknown {
            self.sort = mention.sort;
        }
        let before = mention.first.checked_sub(1);
        if mention.role.is_none() && before.is_some_and(|at| layers.is(at, Classes::DETERMINER)) {
            self.articles += 1;
            self.with_article = self.with_article.or(Some(index));
        }
        if let Some(role) = mention.role {
            self.titled += 1;
            let title = key(layers.word(role).trim_end_matches('.'));
            if self.titles.len() < 8 && !self.titles.contains(&title) {
                self.titles.push(title);
            }
        }
    }
}

//! Forms: the different ways in which names are written, each with where it occurs.

use rustc_hash::FxHashMap;

use super::entity::{Called, is_name, is_name_part};
use super::gender::{Sure, Votes, votes};
use crate::language::Classes;
use crate::layers::Layers;
use crate::mention::Gender;
use crate::mention::{Mention, Mentions, Sort, is_address, is_definite, key};

/// A name as it is written: "Mr. Lee" and "Lee" are two forms, "President Lee" is the second with a title.
#[derive(Clone, Debug)]
pub(super) struct Form {
    /// The keys of its words, titles left out.
    pub(super) words: Vec<u64>,
    /// The title of address of a name of one word.
    pub(super) address: Option<u64>,
    /// The mentions that have it.
    pub(super) mentions: Vec<u32>,
    /// The first of them, and the one whose words are those of the nominative: of those that the language inflects the
    /// shortest, more often than not.
    pub(super) first: usize,
    pub(super) nominative: usize,
    /// How many words of that one can't be nominatives, and its bytes.
    oblique: (usize, usize),
    pub(super) gender: Gender,
    /// The gender that its titles tell: "Lee" alone may be a first name or a surname, "Mrs. Lee" is a woman.
    pub(super) told: Gender,
    /// How sure its gender is.
    pub(super) sure: Sure,
    pub(super) sort: Sort,
    /// Whether its title of address is that of a married woman, or of one before she marries.
    pub(super) married: bool,
    pub(super) unmarried: bool,
    /// The names that its first word is, or is short for.
    pub(super) nicknames: Vec<u16>,
    /// How many of its mentions are inside quotations.
    pub(super) spoken: usize,
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
    let mut of = vec![u32::MAX; mentions.len()];
    for (index, mention) in mentions.iter().enumerate().filter(|(_, m)| is_name(m)) {
        let words = words(layers, &mention);
        // "Mrs. John Lee" isn't John.
        let title = mention.role.map_or("", |role| layers.word(role));
        let other = layers.language.given.is_married(title)
            || mention.gender == Gender::Female && layers.is(mention.head, Classes::MASCULINE);
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
        of.get_mut(index).into_iter().for_each(|form| *form = at as u32);
    }
    let votes = votes(layers, mentions, forms.len(), |index| of.get(index).map(|&form| form as usize));
    for (form, votes) in forms.iter_mut().zip(votes) {
        form.learn(votes);
    }
    forms
}

/// The keys of the words of a name. What hyphens join is one, "Barton-Hale" is a surname; but a particle may be left out, as
/// "al-Nouri" is "Nouri".
fn words(layers: &Layers<'_>, mention: &Mention) -> Vec<u64> {
    let mut words: Vec<u64> = Vec::new();
    for at in (mention.head..mention.end).filter(|&at| is_name_part(layers, at)) {
        let word = part_key(layers.language.inflection.stem(layers.word(at)));
        let joined = at > mention.head + 1 && layers.word(at - 1) == "-";
        match words.last_mut().filter(|_| joined) {
            Some(last) if layers.is(at - 2, Classes::NAME_PARTICLE) => *last = word,
            Some(last) => *last = last.rotate_left(7) ^ word,
            None => words.push(word),
        }
    }
    words
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
            mention: article.unwrap_or(self.nominative),
            count: self.mentions.len(),
            words: self.words.len(),
            titled: 3 * (self.mentions.len() - self.titled) < self.mentions.len(),
            article: article.is_some(),
        }
    }

    /// Takes what pronouns tell of its gender.
    fn learn(&mut self, votes: Votes) {
        if self.told != Gender::Unknown {
            self.sure = Sure::Title;
        } else if let Some(gender) = votes.gender(self.gender)
            && !matches!(self.sort, Sort::Organisation | Sort::Place)
        {
            self.gender = gender;
            self.sure = Sure::Pronouns;
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
        let given = &layers.language.given;
        let title = mention.role.filter(|_| address.is_some()).map_or("", |role| layers.word(role));
        Self {
            words,
            address,
            mentions: Vec::new(),
            first,
            nominative: first,
            oblique: (usize::MAX, 0),
            gender: Gender::Unknown,
            told: Gender::Unknown,
            sure: Sure::List,
            sort: Sort::Unknown,
            married: given.is_married(title),
            unmarried: given.is_unmarried(title),
            nicknames: given.names(word).to_vec(),
            spoken: 0,
            titles: Vec::new(),
            titled: 0,
            articles: 0,
            with_article: None,
            is_first_name: layers.is(mention.head, Classes::FIRST_NAME) || !given.names(word).is_empty(),
            initial: word.chars().next().and_then(|c| c.to_lowercase().next()),
            is_initial: word.chars().filter(|c| c.is_alphabetic()).count() == 1,
        }
    }

    fn add(&mut self, layers: &Layers<'_>, mention: &Mention, index: usize) {
        self.mentions.push(index as u32);
        let inflection = &layers.language.inflection;
        if !inflection.is_none() {
            let words = (mention.head..mention.end).map(|at| layers.word(at));
            let oblique = words.clone().filter(|word| !inflection.is_nominative(word)).count();
            let length = words.map(str::len).sum();
            if (oblique, length) < self.oblique {
                (self.nominative, self.oblique) = (index, (oblique, length));
            }
        }
        self.spoken += usize::from(layers.quotation(mention.first).is_some());
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
        if mention.role.is_none() && before.is_some_and(|at| is_definite(layers, at)) {
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

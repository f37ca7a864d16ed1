//! Whether two names stand beside each other, as those of two people do and those of one don't.

use rustc_hash::{FxHashMap, FxHashSet};

use super::forms::Form;
use crate::layers::Layers;
use crate::mention::{Gender, Mentions};

/// The forms of one word without a title, by their word.
pub(super) struct Near<'a> {
    layers: &'a Layers<'a>,
    mentions: &'a Mentions,
    bare: FxHashMap<u64, &'a Form>,
    /// The names of two words.
    pairs: FxHashSet<(u64, u64)>,
    /// The surnames of those who aren't married: "Miss Lee".
    misses: FxHashSet<u64>,
    /// The surnames of men with a title: "Mr. Lee".
    misters: FxHashSet<u64>,
}

/// How two names lie in the narration: how often one follows the other closely, and how often the rarer one is met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Meeting {
    pub(super) close: usize,
    pub(super) least: usize,
}

/// How many tokens lie between two names that are close, at most.
const CLOSE: usize = 32;

impl Meeting {
    /// Whether the two are two people: "Mrs. Lee and Ann went out". Of thirty such pairs in PDNC's train and
    /// dev parts those of parents and children mostly meet in more than an eighth of the rarer, those of one person in less.
    pub(super) fn of_two(self) -> bool {
        self.close >= 4 && self.close * 8 >= self.least
    }

    /// Whether they are one: a chapter says "Mrs. Lee", another "Ann".
    pub(super) fn of_one(self) -> bool {
        self.least >= 12 && self.close * 10 < self.least
    }
}

impl<'a> Near<'a> {
    pub(super) fn new(layers: &'a Layers<'a>, mentions: &'a Mentions, forms: &'a [Form]) -> Self {
        let alone = forms.iter().filter(|form| form.words.len() == 1 && form.address.is_none());
        let bare = alone.filter_map(|form| Some((*form.words.first()?, form))).collect();
        let pair = |form: &Form| <[u64; 2]>::try_from(form.words.as_slice()).ok();
        let pairs = forms.iter().filter_map(pair).map(|[first, last]| (first, last)).collect();
        let last = |form: &Form| form.words.last().copied();
        let misses = forms.iter().filter(|form| form.unmarried).filter_map(last).collect();
        let misters = forms.iter().filter(|form| form.told == Gender::Male).filter_map(last).collect();
        Self { layers, mentions, bare, pairs, misses, misters }
    }

    /// Whether the text has a "Miss Lee": then "Mrs. Lee" is her mother.
    pub(super) fn has_miss(&self, surname: u64) -> bool {
        self.misses.contains(&surname)
    }

    /// Whether the text has a "Mr. Lee": then "Mrs. Arlen Lee" is his wife, unless Arlen is a woman.
    pub(super) fn has_mister(&self, surname: u64) -> bool {
        self.misters.contains(&surname)
    }

    /// Whether someone is called by these two words.
    pub(super) fn has_pair(&self, first: u64, last: u64) -> bool {
        self.pairs.contains(&(first, last))
    }

    /// How often a word stands alone as a name.
    pub(super) fn called(&self, word: u64) -> usize {
        self.bare.get(&word).map_or(0, |form| form.mentions.len())
    }

    /// How a form lies to a name of one word.
    pub(super) fn meeting(&self, form: &Form, word: u64) -> Meeting {
        let Some(other) = self.bare.get(&word) else { return Meeting::default() };
        let told = |mention: u32| {
            let first = self.mentions.get(mention as usize)?.first;
            self.layers.quotation(first).is_none().then_some(first)
        };
        let mut close = 0;
        for &mention in &form.mentions {
            let Some(first) = told(mention) else { continue };
            let after = other.mentions.partition_point(|&m| m < mention);
            let sides = [after.checked_sub(1), Some(after)];
            let beside = sides.into_iter().flatten().filter_map(|at| told(*other.mentions.get(at)?));
            close += beside.filter(|other| other.abs_diff(first) <= CLOSE).count();
        }
        let least = (form.mentions.len() - form.spoken).min(other.mentions.len() - other.spoken);
        Meeting { close, least }
    }
}

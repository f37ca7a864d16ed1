//! Entities: the names of a text, grouped by their parts and titles.

use rustc_hash::FxHashMap;

use super::forms::{Form, forms, part_key};
use super::gender::{Sure, Votes};
use super::namesake::may_be_person;
use super::near::Near;
use crate::language::Classes;
use crate::layers::Layers;
use crate::mention::{Gender, Person};
use crate::mention::{Mention, MentionKind, Mentions, Number, Sort, key};

/// One who is named in the text, or known beforehand.
#[derive(Clone, Debug)]
pub(super) struct Entity {
    /// The keys of the words of its fullest name.
    pub(super) words: Vec<u64>,
    /// The first letter of its name, and whether the first word is no more than that.
    pub(super) initial: Option<char>,
    pub(super) is_initial: bool,
    /// Whether it begins with a first name.
    pub(super) is_called: bool,
    pub(super) gender: Gender,
    /// How sure its gender is, and which pronouns take up its names.
    pub(super) sure: Sure,
    pub(super) votes: Votes,
    pub(super) sort: Sort,
    /// Whether it is seen with the title of a married woman, or of one before she marries.
    pub(super) married: bool,
    pub(super) unmarried: bool,
    /// The titles it is seen with.
    pub(super) titles: Vec<u64>,
    /// The mention with the name to report.
    pub(super) fullest: Option<usize>,
    /// How good that name is: names of several words before others, then the most frequent.
    pub(super) rank: (bool, usize),
    /// The names that its first word is, or is short for.
    pub(super) nicknames: Vec<u16>,
    /// The forms in which its name is written.
    pub(super) forms: Vec<Called>,
    /// How often its name is seen without a title, and with one.
    pub(super) bare: usize,
    pub(super) titled: usize,
    /// Where it is mentioned first.
    pub(super) first: usize,
    /// Among the people known beforehand.
    pub(super) person: Option<usize>,
}

/// A form in which someone's name is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Called {
    /// A mention that has it: the first with an article, if most have one.
    pub(super) mention: usize,
    /// How many have it.
    pub(super) count: usize,
    /// How many words it has, titles left out.
    pub(super) words: usize,
    /// Whether it hardly stands without a title: "Mrs. Lee".
    pub(super) titled: bool,
    /// Whether it mostly has an article: "the Hatter".
    pub(super) article: bool,
}

/// The entities of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Entities {
    pub(super) all: Vec<Entity>,
    /// Of each mention that is a name, the entities it may mean; one, most often. Of the others the one that they are
    /// known to mean beforehand.
    pub(super) of_mention: Meanings,
    /// Names and aliases of people known beforehand.
    aliases: FxHashMap<u64, usize>,
    pub(super) by_last: FxHashMap<u64, Vec<usize>>,
    pub(super) by_first: FxHashMap<u64, Vec<usize>>,
    /// By the last word but one of those who have three or more: the first of two surnames.
    pub(super) by_double: FxHashMap<u64, Vec<usize>>,
    /// Those whose first name a nickname may stand for, by the number of the name.
    pub(super) by_nickname: FxHashMap<u16, Vec<usize>>,
    pub(super) by_initials: FxHashMap<u64, usize>,
    offices: FxHashMap<(u64, Option<u64>), usize>,
}

/// The entities that a name may mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Candidates {
    #[default]
    None,
    One(usize),
    /// Several: the one mentioned last is meant.
    Several(Vec<usize>),
}

/// What each mention may mean. All that have a name in common share an entry.
#[derive(Clone, Debug, Default)]
pub(super) struct Meanings {
    entries: Vec<Candidates>,
    /// The place of each mention's entry; the first is that of mentions that mean no one.
    of: Vec<u32>,
}

impl Meanings {
    /// So many mentions that mean no one.
    fn none(mentions: usize) -> Self {
        Self { entries: vec![Candidates::None], of: vec![0; mentions] }
    }

    /// Says what these mentions may mean.
    pub(super) fn set(&mut self, mentions: &[u32], meaning: Candidates) {
        for &mention in mentions {
            if let Some(slot) = self.of.get_mut(mention as usize) {
                *slot = self.entries.len() as u32;
            }
        }
        self.entries.push(meaning);
    }

    /// What a mention may mean; nothing where there is no such mention.
    pub(super) fn get(&self, mention: usize) -> Option<&Candidates> {
        self.entries.get(*self.of.get(mention)? as usize)
    }
}

/// How many entities with a name in common are looked at: "Lee" in the minutes of a Lee family meeting.
pub(super) const MOST_NAMESAKES: usize = 12;

impl Entities {
    /// Groups the names among the mentions.
    pub(super) fn new(layers: &Layers<'_>, mentions: &Mentions, people: &[Person]) -> Self {
        let mut entities = Self { of_mention: Meanings::none(mentions.len()), ..Self::default() };
        for (index, person) in people.iter().enumerate() {
            entities.add_person(index, person);
        }
        // The longest names first: the shorter ones are told by them. Of one word, first names first, so that "Miss Lee"
        // knows that Ann is no rarity, and surnames last, since "Lee" is Mr. rather than Mrs. Lee; among these the most
        // frequent first: "Aunt Emma" is the Emma of the whole story.
        let rank = |f: &Form| {
            let one = f.words.len() == 1;
            let order = match f.address {
                None if f.is_first_name => 0,
                Some(_) => 1,
                None => 2,
            };
            let often = if one { usize::MAX - f.mentions.len() } else { 0 };
            (std::cmp::Reverse(f.words.len()), if one { order } else { 0 }, often, f.first)
        };
        let mut forms = forms(layers, mentions);
        forms.sort_by_key(rank);
        let near = Near::new(layers, mentions, &forms);
        for form in &forms {
            let candidates = entities.candidates(layers, mentions, form, &near);
            entities.of_mention.set(&form.mentions, candidates);
        }
        entities
    }

    fn add_person(&mut self, index: usize, person: &Person) {
        let id = self.all.len();
        let words: Vec<u64> = person.name().split_whitespace().map(part_key).collect();
        for name in std::iter::once(person.name()).chain(person.aliases()) {
            self.aliases.entry(phrase_key(name.split_whitespace())).or_insert(id);
        }
        self.index(id, &words);
        self.all.push(Entity {
            words,
            initial: None,
            is_initial: false,
            is_called: false,
            gender: person.known_gender(),
            sure: Sure::Title,
            votes: Votes::default(),
            married: false,
            unmarried: false,
            sort: if person.known_gender() == Gender::Neuter { Sort::Organisation } else { Sort::Person },
            titles: Vec::new(),
            fullest: None,
            rank: (true, usize::MAX),
            nicknames: Vec::new(),
            forms: Vec::new(),
            bare: 0,
            titled: 0,
            first: 0,
            person: Some(index),
        });
    }

    /// The only one with a surname.
    pub(super) fn with_surname(&self, word: &str) -> Option<usize> {
        match self.by_last.get(&part_key(word)).map(Vec::as_slice) {
            Some(&[id]) => Some(id),
            _ => None,
        }
    }

    /// The one whom a capital makes the name of an office: "the General", all through a story.
    pub(super) fn office(
        &mut self,
        layers: &Layers<'_>,
        mentions: &Mentions,
        index: usize,
        sort: Sort,
    ) -> Option<usize> {
        let mention = mentions.get(index)?;
        let words = (mention.head..mention.end).filter(|&i| layers.is_word(i)).map(|i| layers.word(i));
        let id = self.all.len();
        let id = *self.offices.entry((phrase_key(words), mention.country)).or_insert(id);
        if id == self.all.len() {
            self.add_phrase(layers, &mention, index, sort);
        }
        let length = |m: Option<Mention>| m.map_or(usize::MAX, |m| m.end - m.first);
        if let Some(entity) = self.all.get_mut(id) {
            let article = mention.first < mention.head;
            let known = entity.forms.iter_mut().find(|form| form.article == article);
            match known {
                Some(form) => {
                    form.count += 1;
                    if length(Some(mention)) < length(mentions.get(form.mention)) {
                        form.mention = index;
                    }
                }
                None => {
                    entity.forms.push(Called { mention: index, count: 1, words: 1, titled: false, article })
                }
            }
            // "The old General" is "the General" most of the time.
            let named = entity.fullest.and_then(|at| mentions.get(at));
            if length(mentions.get(index)) < length(named) {
                entity.fullest = Some(index);
            }
        }
        Some(id)
    }

    /// One who has a noun phrase for a name.
    pub(super) fn add_phrase(
        &mut self,
        layers: &Layers<'_>,
        mention: &Mention,
        index: usize,
        sort: Sort,
    ) -> usize {
        self.all.push(Entity {
            words: vec![key(layers.word(mention.head))],
            initial: None,
            is_initial: false,
            is_called: false,
            gender: mention.gender,
            sure: if mention.gender == Gender::Unknown { Sure::List } else { Sure::Title },
            votes: Votes::default(),
            married: false,
            unmarried: false,
            sort,
            titles: Vec::new(),
            fullest: Some(index),
            rank: (false, 0),
            nicknames: Vec::new(),
            forms: Vec::new(),
            bare: 1,
            titled: 0,
            first: index,
            person: None,
        });
        self.all.len() - 1
    }

    /// The person known beforehand whom these words are an alias of.
    pub(super) fn alias<'t>(&self, words: impl Iterator<Item = &'t str>) -> Option<usize> {
        if self.aliases.is_empty() { None } else { self.aliases.get(&phrase_key(words)).copied() }
    }

    fn index(&mut self, id: usize, words: &[u64]) {
        if let (Some(&first), Some(&last)) = (words.first(), words.last()) {
            self.by_last.entry(last).or_default().push(id);
            if words.len() > 1 {
                self.by_first.entry(first).or_default().push(id);
            }
            if let [_, .., double, _] = *words {
                self.by_double.entry(double).or_default().push(id);
            }
        }
    }

    /// The entities that a form may mean, a new one if it is none of those known.
    fn candidates(
        &mut self,
        layers: &Layers<'_>,
        mentions: &Mentions,
        form: &Form,
        near: &Near<'_>,
    ) -> Candidates {
        let Some(mention) = mentions.get(form.first) else { return Candidates::None };
        let with_title = (mention.first..mention.end).map(|i| layers.word(i));
        let name = (mention.head..mention.end).map(|i| layers.word(i));
        if let Some(id) = self.alias(with_title).or_else(|| self.alias(name)) {
            return Candidates::One(id);
        }
        let found = if form.words.len() == 1 {
            self.for_one_word(form, near)
        } else {
            self.for_full_name(form, near)
        };
        match found {
            Candidates::None => Candidates::One(self.add(form, layers, &mention)),
            Candidates::One(id) => {
                self.learn(id, form);
                Candidates::One(id)
            }
            several => several,
        }
    }

    fn add(&mut self, form: &Form, layers: &Layers<'_>, mention: &Mention) -> usize {
        let id = self.all.len();
        self.index(id, &form.words);
        for &name in &form.nicknames {
            self.by_nickname.entry(name).or_default().push(id);
        }
        if form.words.len() > 1 && !matches!(form.sort, Sort::Person | Sort::Place) {
            let initials: String = (mention.head..mention.end)
                .filter(|&i| layers.is_capital(i))
                .filter_map(|i| layers.word(i).chars().next())
                .collect();
            if initials.len() > 1 {
                self.by_initials.entry(key(&initials)).or_insert(id);
            }
        }
        self.all.push(Entity {
            words: form.words.clone(),
            initial: form.initial,
            is_initial: form.is_initial,
            is_called: form.is_first_name,
            gender: form.gender,
            sure: form.sure,
            votes: Votes::default(),
            married: form.married,
            unmarried: form.unmarried,
            sort: form.sort,
            titles: form.titles.clone(),
            fullest: Some(form.nominative),
            rank: form.rank(),
            nicknames: form.nicknames.clone(),
            forms: vec![form.called()],
            bare: form.mentions.len() - form.titled,
            titled: form.titled,
            first: form.first,
            person: None,
        });
        id
    }

    /// Takes what a form shows for its entity.
    fn learn(&mut self, id: usize, form: &Form) {
        let Some(entity) = self.all.get_mut(id) else { return };
        let surer = form.sure > entity.sure && form.gender != Gender::Unknown;
        if entity.gender == Gender::Unknown || may_be_person(entity, form) || surer {
            entity.gender = form.gender;
            entity.sure = form.sure;
        }
        entity.married |= form.married;
        entity.unmarried |= form.unmarried;
        if entity.sort == Sort::Unknown || may_be_person(entity, form) {
            entity.sort = form.sort;
        }
        entity.bare += form.mentions.len() - form.titled;
        entity.titled += form.titled;
        entity.first = entity.first.min(form.first);
        entity.forms.push(form.called());
        if form.rank() > entity.rank {
            entity.rank = form.rank();
            entity.fullest = Some(form.nominative);
        }
        for title in &form.titles {
            if entity.titles.len() < MOST_NAMESAKES && !entity.titles.contains(title) {
                entity.titles.push(*title);
            }
        }
    }
}

/// The key of a phrase, whatever its case and spaces.
fn phrase_key<'t>(words: impl Iterator<Item = &'t str>) -> u64 {
    words.fold(0, |all, word| all.rotate_left(7) ^ key(word))
}

/// Whether a mention is a name of one.
pub(super) fn is_name(mention: &Mention) -> bool {
    mention.kind == MentionKind::Name && mention.number == Number::One
}

/// Whether a token is a word of a name that tells it from others.
pub(super) fn is_name_part(layers: &Layers<'_>, at: usize) -> bool {
    layers.is_word(at) && !(layers.is(at, Classes::NAME_SUFFIX) && at > 0)
}

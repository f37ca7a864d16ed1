//! Entities: the names of a text, grouped by their parts and titles.

use rustc_hash::FxHashMap;

use super::forms::{Form, forms, part_key};
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
    initial: Option<char>,
    is_initial: bool,
    /// Whether it begins with a first name.
    is_called: bool,
    pub(super) gender: Gender,
    pub(super) sort: Sort,
    /// The titles it is seen with.
    pub(super) titles: Vec<u64>,
    /// The mention with the name to report.
    pub(super) fullest: Option<usize>,
    /// How good that name is: names of several words before others, then the most frequent.
    pub(super) rank: (bool, usize),
    /// The forms in which its name is written.
    pub(super) forms: Vec<Called>,
    /// How often its name is seen without a title, and with one.
    pub(super) bare: usize,
    pub(super) titled: usize,
    /// Where it is mentioned first.
    first: usize,
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
    by_last: FxHashMap<u64, Vec<usize>>,
    by_first: FxHashMap<u64, Vec<usize>>,
    by_initials: FxHashMap<u64, usize>,
    /// How often each first name stands alone.
    first_names: FxHashMap<u64, usize>,
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
const MOST_NAMESAKES: usize = 12;

impl Entities {
    /// Groups the names among the mentions.
    pub(super) fn new(layers: &Layers<'_>, mentions: &Mentions, people: &[Person]) -> Self {
        let mut entities = Self { of_mention: Meanings::none(mentions.len()), ..Self::default() };
        for (index, person) in people.iter().enumerate() {
            entities.add_person(index, person);
        }
        // The longest names first: the shorter ones are told by them. Of one word, the most frequent first:
        // "Aunt Emma" is the Emma of the whole story.
        let rank = |f: &Form| {
            (
                std::cmp::Reverse(f.words.len()),
                if f.words.len() == 1 { usize::MAX - f.mentions.len() } else { 0 },
                f.first,
            )
        };
        let mut forms = forms(layers, mentions);
        let alone = forms.iter().filter(|f| f.words.len() == 1 && f.address.is_none());
        entities.first_names =
            alone.filter_map(|f| f.words.first().map(|&word| (word, f.mentions.len()))).collect();
        forms.sort_by_key(rank);
        for form in forms {
            let candidates = entities.candidates(layers, mentions, &form);
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
            sort: if person.known_gender() == Gender::Neuter { Sort::Organisation } else { Sort::Person },
            titles: Vec::new(),
            fullest: None,
            rank: (true, usize::MAX),
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
            sort,
            titles: Vec::new(),
            fullest: Some(index),
            rank: (false, 0),
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
        }
    }

    /// The entities that a form may mean, a new one if it is none of those known.
    fn candidates(&mut self, layers: &Layers<'_>, mentions: &Mentions, form: &Form) -> Candidates {
        let Some(mention) = mentions.get(form.first) else { return Candidates::None };
        let with_title = (mention.first..mention.end).map(|i| layers.word(i));
        let name = (mention.head..mention.end).map(|i| layers.word(i));
        if let Some(id) = self.alias(with_title).or_else(|| self.alias(name)) {
            return Candidates::One(id);
        }
        let found = if form.words.len() == 1 { self.for_one_word(form) } else { self.for_full_name(form) };
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
            sort: form.sort,
            titles: form.titles.clone(),
            fullest: Some(form.first),
            rank: form.rank(),
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
        if entity.gender == Gender::Unknown || may_be_person(entity, form) {
            entity.gender = form.gender;
        }
        if entity.sort == Sort::Unknown || may_be_person(entity, form) {
            entity.sort = form.sort;
        }
        entity.bare += form.mentions.len() - form.titled;
        entity.titled += form.titled;
        entity.first = entity.first.min(form.first);
        entity.forms.push(form.called());
        if form.rank() > entity.rank {
            entity.rank = form.rank();
            entity.fullest = Some(form.first);
        }
        for title in &form.titles {
            if entity.titles.len() < MOST_NAMESAKES && !entity.titles.contains(title) {
                entity.titles.push(*title);
            }
        }
    }

    /// "Ann Lee" is "Ann Marie Lee", "A. Lee", but not "Bob Lee".
    fn for_full_name(&self, form: &Form) -> Candidates {
        let Some(last) = form.words.last() else { return Candidates::None };
        let namesakes = self.by_last.get(last).into_iter().flatten().take(MOST_NAMESAKES);
        let same = |&&id: &&usize| {
            self.all.get(id).is_some_and(|e| {
                let names = is_part(&form.words, &e.words) || is_initial_of(e, form);
                e.words.len() > 1 && agrees(e, form, form.gender) && names
            })
        };
        one_of(namesakes.filter(same).copied())
    }

    /// Whether the name of a place is the surname of someone named before: "Paris" after "Vera Paris".
    fn is_surname(&self, form: &Form) -> bool {
        let ids = form.words.first().and_then(|word| self.by_last.get(word));
        ids.into_iter().flatten().take(MOST_NAMESAKES).any(|&id| {
            self.all
                .get(id)
                .is_some_and(|e| e.words.len() > 1 && e.sort == Sort::Person && e.first < form.first)
        })
    }

    /// Whether "Mrs. Lee" isn't the "Ann Lee" whom the text mostly calls "Ann".
    fn is_daughter(&self, entity: &Entity, form: &Form) -> bool {
        let called = entity.words.first().and_then(|first| self.first_names.get(first)).copied().unwrap_or(0);
        entity.words.len() > 1
            && form.told == Gender::Female
            && form.address.is_some_and(|address| !entity.titles.contains(&address))
            && called > 2 * (entity.bare + entity.titled)
    }

    fn for_one_word(&self, form: &Form) -> Candidates {
        let Some(word) = form.words.first() else { return Candidates::None };
        if form.sort == Sort::Place && !self.is_surname(form) {
            let place =
                |id: &usize| self.all.get(*id).is_some_and(|e| e.words.len() == 1 && e.sort == Sort::Place);
            return one_of(self.by_last.get(word).into_iter().flatten().copied().filter(place).take(1));
        }
        if let Some(&id) = self.by_initials.get(word).filter(|_| form.address.is_none()) {
            return Candidates::One(id);
        }
        let list = |map: &FxHashMap<u64, Vec<usize>>, gender| -> Vec<usize> {
            let fits = |id: &usize| {
                self.all.get(*id).is_some_and(|e| {
                    agrees(e, form, gender)
                        && e.sort != Sort::Place
                        && is_known(e, form)
                        && !self.is_daughter(e, form)
                })
            };
            map.get(word).into_iter().flatten().copied().take(MOST_NAMESAKES).filter(fits).collect()
        };
        // "Church of Leeds" isn't meant by "Leeds": only people are called by their last name alone.
        // "Rosa Church" may be either, and is a woman where there is a "Church" without an article.
        let people = |id: &usize| {
            self.all
                .get(*id)
                .is_some_and(|e| e.sort != Sort::Organisation || e.words.len() == 1 || may_be_person(e, form))
        };
        let by_last =
            || -> Vec<usize> { list(&self.by_last, form.told).into_iter().filter(people).collect() };
        let by_first = || list(&self.by_first, form.gender);
        // "Anne" is "Anne Lee" rather than "Mary Anne", "Lee" the other way round.
        let first_name = form.is_first_name && form.address.is_none();
        let mut found = if first_name { by_first() } else { by_last() };
        if found.is_empty() {
            found = if first_name { by_last() } else { by_first() };
        } else if first_name {
            found.extend(
                by_last().into_iter().filter(|id| self.all.get(*id).is_some_and(|e| e.words.len() == 1)),
            );
        }
        if found.len() > 1 && !form.titles.is_empty() {
            let titled: Vec<usize> = found
                .iter()
                .copied()
                .filter(|&id| {
                    self.all.get(id).is_some_and(|e| form.titles.iter().any(|t| e.titles.contains(t)))
                })
                .collect();
            // "Mr. Lee" among several Lees that no one calls so is one of his own.
            return if titled.len() == 1 || form.address.is_none() {
                one_of(titled.into_iter())
            } else {
                Candidates::None
            };
        }
        // "Lee" is the man, where "Mrs. Lee" is his wife.
        if found.len() > 1 && form.titles.is_empty() {
            let wife = |id: &usize| {
                self.all
                    .get(*id)
                    .is_some_and(|e| e.words.len() == 1 && e.bare == 0 && e.gender == Gender::Female)
            };
            if !found.iter().all(wife) {
                found.retain(|id| !wife(id));
            }
        }
        one_of(found.into_iter())
    }
}

/// The key of a phrase, whatever its case and spaces.
fn phrase_key<'t>(words: impl Iterator<Item = &'t str>) -> u64 {
    words.fold(0, |all, word| all.rotate_left(7) ^ key(word))
}

fn one_of(ids: impl Iterator<Item = usize>) -> Candidates {
    let mut ids: Vec<usize> = ids.collect();
    match ids.len() {
        0 => Candidates::None,
        1 => Candidates::One(ids.swap_remove(0)),
        _ => Candidates::Several(ids),
    }
}

/// Whether the text has made a full name known well enough that one of its words can stand for it: it comes
/// first, or is no rarity. A "Mrs. Lee" of the whole novel isn't the "Anna Lee" born on its last page.
fn is_known(entity: &Entity, form: &Form) -> bool {
    let often = entity.bare + entity.titled;
    let before = entity.first <= form.first && 100 * often >= form.mentions.len();
    let enough = match form.address {
        Some(_) => 3 * often >= form.mentions.len(),
        None => often > 1 && 40 * often >= form.mentions.len(),
    };
    entity.person.is_some() || entity.words.len() == 1 || before || enough
}

/// Whether gender, sort and title of a form don't speak against its entity.
fn agrees(entity: &Entity, form: &Form, gender: Gender) -> bool {
    let gender = may_be_person(entity, form)
        || entity.gender == gender
        || entity.gender == Gender::Unknown
        || gender == Gender::Unknown;
    let place = form.sort == Sort::Place && form.words.len() == 1 && entity.words.len() > 1;
    let sort = place
        || may_be_person(entity, form)
        || entity.sort == form.sort
        || entity.sort == Sort::Unknown
        || form.sort == Sort::Unknown;
    // "Mrs. Lee" is her mother, where there is a "Miss Lee".
    let married = entity.words.len() > 1
        || form.words.len() > 1
        || form.address.is_none_or(|address| entity.bare > entity.titled || entity.titles.contains(&address));
    gender && sort && married
}

/// Whether what was taken for an institution is someone whom a surname alone stands for: "Rosa Church" is, where there is
/// "Mrs. Church", or "Church" without an article.
fn may_be_person(entity: &Entity, form: &Form) -> bool {
    let surname = form.words.len() == 1 && form.words.last() == entity.words.last();
    entity.is_called
        && entity.words.len() == 2
        && entity.sort == Sort::Organisation
        && surname
        && matches!(form.sort, Sort::Unknown | Sort::Person)
}

/// Whether all words of the one name stand in the other in the same order, the first with the first.
fn is_part(short: &[u64], long: &[u64]) -> bool {
    let mut rest = long.iter();
    short.first() == long.first() && short.iter().all(|word| rest.any(|other| other == word))
}

/// Whether the first names differ by one being an initial: "A. Lee" for "Ann Lee".
fn is_initial_of(entity: &Entity, form: &Form) -> bool {
    (entity.is_initial || form.is_initial) && entity.initial == form.initial && form.words.len() == 2
}

/// Whether a mention is a name of one.
pub(super) fn is_name(mention: &Mention) -> bool {
    mention.kind == MentionKind::Name && mention.number == Number::One
}

/// Whether a token is a word of a name that tells it from others.
pub(super) fn is_name_part(layers: &Layers<'_>, at: usize) -> bool {
    layers.is_word(at) && !(layers.is(at, Classes::NAME_SUFFIX) && at > 0)
}

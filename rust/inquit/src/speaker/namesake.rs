//! Namesakes: which of those named before a shorter name, or the same in other words, may mean.

use rustc_hash::FxHashMap;

use super::entity::{Candidates, Entities, Entity, MOST_NAMESAKES};
use super::forms::Form;
use super::gender::Sure;
use super::near::Near;
use crate::mention::{Gender, Sort};

impl Entities {
    /// "Ann Lee" is "Ann Marie Lee", "A. Lee", but not "Bob Lee".
    pub(super) fn for_full_name(&self, form: &Form, near: &Near<'_>) -> Candidates {
        let Some(last) = form.words.last() else { return Candidates::None };
        let namesakes = self.by_last.get(last).into_iter().flatten().take(MOST_NAMESAKES);
        let wife =
            |e: &Entity| form.married && e.gender != Gender::Female && !e.married && near.has_mister(*last);
        let same = |&&id: &&usize| {
            self.all.get(id).is_some_and(|e| {
                let fond =
                    form.words.len() == 2 && e.words.len() == 2 && share(&form.nicknames, &e.nicknames);
                let names = is_part(&form.words, &e.words) || is_initial_of(e, form) || fond;
                e.words.len() > 1 && agrees(e, form, form.gender) && names && !wife(e)
            })
        };
        let found = one_of(namesakes.filter(same).copied());
        if found != Candidates::None || form.words.len() != 2 {
            return found;
        }
        let namesakes = self.by_double.get(last).into_iter().flatten().take(MOST_NAMESAKES);
        one_of(namesakes.filter(same).copied().filter(|&id| self.is_double(id, near)))
    }

    /// Whether the last word but one of a name is the first of two surnames, by which alone someone is called: "Velloso", where
    /// there is "Ricardo Velloso Arana". One whom the text calls "Ricardo Arana" or "Arana" has it for a second name.
    fn is_double(&self, id: usize, near: &Near<'_>) -> bool {
        let Some(entity) = self.all.get(id) else { return false };
        let [first, .., _, last] = *entity.words else { return false };
        entity.sort == Sort::Person && near.called(last) == 0 && !near.has_pair(first, last)
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

    /// Whether "Mrs. Lee" isn't "Ann Lee" but her mother, nor "Mr. Lee" "Tom Lee" but his father: the two are met side by
    /// side, or the text mostly calls the child by the first name alone. "Miss Lee" is Ann.
    fn is_child(&self, entity: &Entity, form: &Form, near: &Near<'_>) -> bool {
        let (Some(&first), Some(&last)) = (entity.words.first(), entity.words.last()) else { return false };
        let Some(address) = form.address else { return false };
        if entity.words.len() < 2 || form.told == Gender::Unknown || form.unmarried {
            return false;
        }
        let meeting = near.meeting(form, first);
        let full: usize = entity.forms.iter().filter(|f| f.words > 1).map(|f| f.count).sum();
        let called = near.called(first) > 2 * (full + near.called(last));
        let mother = form.married && near.has_miss(last);
        let untold = !entity.titles.contains(&address);
        meeting.of_two() || untold && (mother || called && !meeting.of_one())
    }

    pub(super) fn for_one_word(&self, form: &Form, near: &Near<'_>) -> Candidates {
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
                        && !self.is_child(e, form, near)
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
        // "Anne" all through a story is its Anne Lee, not the Anne Roe whom she meets.
        if first_name {
            self.keep_foremost(&mut found);
        }
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
        if found.is_empty() && !form.is_first_name {
            found =
                list(&self.by_double, form.told).into_iter().filter(|&id| self.is_double(id, near)).collect();
        }
        if found.is_empty() {
            found = self.for_nickname(form);
        }
        one_of(found.into_iter())
    }

    /// Whom a fond name means: "Lizzy", said mostly in speech, the only Elizabeth.
    fn for_nickname(&self, form: &Form) -> Vec<usize> {
        if form.address.is_some() || 2 * form.spoken <= form.mentions.len() {
            return Vec::new();
        }
        let mut found: Vec<usize> = Vec::new();
        for name in &form.nicknames {
            for &id in self.by_nickname.get(name).into_iter().flatten().take(MOST_NAMESAKES) {
                let fits = self.all.get(id).is_some_and(|e| {
                    agrees(e, form, form.gender) && e.sort != Sort::Place && e.bare + e.titled >= KNOWN
                });
                if fits && !found.contains(&id) {
                    found.push(id);
                }
            }
        }
        self.keep_foremost(&mut found);
        if found.len() > 1 { Vec::new() } else { found }
    }

    /// Whom news means by a surname that several have: the one who is named thrice as often as all others together, else the one
    /// named first, since relatives follow and keep their first names: "Dunmore" is Oskar Dunmore, though Lene Dunmore came last.
    pub(super) fn foremost(&self, several: &[usize]) -> Option<usize> {
        let mut found = several.to_vec();
        self.keep_foremost(&mut found);
        found.into_iter().min_by_key(|&id| self.all.get(id).map_or(usize::MAX, |e| e.first))
    }

    /// Leaves of several only the one who is named thrice as often as all others together, if one is.
    fn keep_foremost(&self, found: &mut Vec<usize>) {
        let often = |id: &usize| self.all.get(*id).map_or(0, |e| e.bare + e.titled);
        let all: usize = found.iter().map(often).sum();
        if let Some(&foremost) = found.iter().find(|&id| often(id) * 4 >= all * 3) {
            *found = vec![foremost];
        }
    }
}

/// How often someone is named at least whom a nickname means.
const KNOWN: usize = 5;

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
        None => {
            often > 1 && 40 * often >= form.mentions.len() || often > 2 && 250 * often >= form.mentions.len()
        }
    };
    entity.person.is_some() || entity.words.len() == 1 || before || enough
}

/// Whether gender, sort and title of a form don't speak against its entity.
fn agrees(entity: &Entity, form: &Form, gender: Gender) -> bool {
    let doubtful = match (entity.sure, form.sure) {
        (Sure::List, Sure::Pronouns) => true,
        (Sure::Pronouns, Sure::List) => form.told == Gender::Unknown,
        _ => false,
    };
    let gender = may_be_person(entity, form)
        || doubtful
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
    // "Mrs. Lee" isn't "Miss Lee".
    let wife = form.married && entity.unmarried || form.unmarried && entity.married;
    gender && sort && married && !wife
}

/// Whether what was taken for an institution is someone whom a surname alone stands for: "Rosa Church" is, where there is
/// "Mrs. Church", or "Church" without an article.
pub(super) fn may_be_person(entity: &Entity, form: &Form) -> bool {
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

/// Whether two first names are short for the same one: "Bob Lee" for "Robert Lee".
fn share(one: &[u16], other: &[u16]) -> bool {
    one.iter().any(|name| other.contains(name))
}

/// Whether the first names differ by one being an initial: "A. Lee" for "Ann Lee".
fn is_initial_of(entity: &Entity, form: &Form) -> bool {
    (entity.is_initial || form.is_initial) && entity.initial == form.initial && form.words.len() == 2
}

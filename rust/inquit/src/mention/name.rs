//! Names: runs of capitals, parted into titles and the name itself.

use std::ops::Range;

use super::capital::{Capitals, is_abbreviated, is_acronym, key};
use super::surname::NEVER;
use super::{Mention, MentionKind, Number, Sort};
use crate::language::{Classes, LONGEST_COUNTRY};
use crate::layers::{Layers, Mark};
use crate::mention::Gender;

/// What a run of capitals is.
pub(super) enum NameRun {
    Name(Mention),
    /// Titles only: "Prime Minister"; the last of them says what it is.
    Role {
        head: usize,
        first: usize,
    },
    /// Capitals of no name: "Russian".
    Nothing {
        end: usize,
    },
}

/// How many tokens a name may have with its titles.
const LONGEST: usize = 16;

/// What the run of capitals is that starts at a token, if one does.
pub(super) fn name_at(layers: &Layers<'_>, capitals: &Capitals<'_>, first: usize) -> Option<NameRun> {
    if !capitals.is_name_word(first) {
        return None;
    }
    // "CBE" behind "Joan Teal"
    let behind = first.checked_sub(2).is_some_and(|at| layers.is_capital(at) && layers.is_capital(first - 1));
    if behind && layers.language.given.is_letters(layers.word(first)) {
        return None;
    }
    let end = without_letters(layers, first, run_end(layers, capitals, first));
    let first = behind_office(layers, first, last_word(layers, first, end)).unwrap_or(first);
    let last = last_word(layers, first, end);
    let name = name_start(layers, first, last);
    let surname = name == last && is_surname(layers, capitals, first, last);
    let organisation = organisation(layers, name, end);
    let title = (first..name).rev().find(|&i| layers.is(i, Classes::TITLE.or(Classes::ROLE)));
    let addressed = title.is_some_and(|t| is_address(layers, t));
    let office = layers.is(last, Classes::TITLE.or(Classes::ROLE)) && !organisation && !addressed;
    let called = || (first..last).any(|i| layers.is(i, Classes::FIRST_NAME) && !layers.is(i, Classes::TITLE));
    // "Marit Butler", whom the text calls Butler.
    let trade = Classes::TITLE.or(Classes::GROUP).or(Classes::ORGANISATION);
    let unlisted = || {
        first < last
            && capitals.is_surname(last)
            && !layers.is(last, trade)
            && !(first..last).any(|i| layers.is(i, trade.or(Classes::ROLE)))
    };
    if office && !surname && !called() && !unlisted() {
        return Some(NameRun::Role { head: last, first });
    }
    let several = Classes::GROUP.or(Classes::PLURAL);
    let group = name == last && layers.is(last, several) && !layers.is(last, Classes::COUNTRY);
    if group && !addressed && !surname {
        return Some(NameRun::Nothing { end });
    }
    let demonyms = (name..end).all(|i| layers.is(i, Classes::DEMONYM) && !layers.is(i, Classes::COUNTRY));
    // "French said": the French would have an article.
    let person = surname || end == first + 1 && capitals.says(first);
    if demonyms && !person {
        return Some(NameRun::Nothing { end });
    }
    // "the Oresian parliament"
    let adjective = end == first + 1 && layers.is_small(end) && is_modified(layers, first);
    if adjective && unlisted_place(layers, first).is_some() {
        return Some(NameRun::Nothing { end });
    }
    let sort = match sort(layers, name, end, title, organisation) {
        Sort::Place if demonyms => Sort::Person,
        Sort::Organisation if surname => Sort::Unknown,
        sort => sort,
    };
    Some(NameRun::Name(Mention {
        span: layers.span(first, end),
        first,
        end,
        kind: MentionKind::Name,
        gender: gender(layers, name, last, title, sort),
        number: Number::One,
        sort,
        head: name,
        role: title,
        country: country_in(layers, first, name).map(|(number, _)| number),
        definite: true,
    }))
}

/// Whether the one word of a run, titles left out, is a surname whatever else it may be: "King", where there is a "Rosa
/// King", but not in "the King".
fn is_surname(layers: &Layers<'_>, capitals: &Capitals<'_>, first: usize, last: usize) -> bool {
    let office = || layers.is(last, Classes::TITLE.or(Classes::ROLE)) && first < last;
    // "Dean said"
    let called = first == last && layers.is(first, Classes::FIRST_NAME) && capitals.says(first);
    (called || capitals.is_surname(last)) && !is_modified(layers, first) && !office()
}

/// Where the person's name begins in a run that goes on with what an office is for: "Oona" in "Lakes Oona Field" behind
/// "Secretary of State for Rivers and".
fn behind_office(layers: &Layers<'_>, first: usize, last: usize) -> Option<usize> {
    let person = Classes::FIRST_NAME.or(Classes::TITLE);
    let link = first.checked_sub(1).filter(|_| last > first && !layers.is(first, person))?;
    if !follows_office(layers, link) {
        return None;
    }
    if let Some(name) = (first + 1..last).find(|&at| layers.is(at, person)) {
        return Some(name);
    }
    // "Minister of Transport Mirela Dosk", "Minister of Rural Roads Mirela Dosk"
    let thing =
        Classes::FIELD.or(Classes::ORGANISATION).or(Classes::GROUP).or(Classes::COUNTRY).or(Classes::PLACE);
    let plain = |at: usize| layers.is_capital(at) && !layers.is(at, thing);
    (last > first + 1 && plain(last) && plain(last - 1)).then_some(last - 1)
}

/// Whether a word belongs to what an office is for: an office and a preposition stand before it, and no clause between.
fn follows_office(layers: &Layers<'_>, link: usize) -> bool {
    const FARTHEST: usize = 12;
    let links = Classes::CONJUNCTION.or(Classes::DETERMINER).or(Classes::PREPOSITION);
    let linked = layers.is(link, links) || layers.is_capital(link) || layers.mark(link) == Mark::Comma;
    let clause = Classes::AUXILIARY
        .or(Classes::SUBJECT_PRONOUN)
        .or(Classes::RELATIVE)
        .or(Classes::VERB)
        .or(Classes::CUE_VERB);
    let inside = |at: usize| {
        layers.mark(at) == Mark::Comma
            || layers.is_word(at) && !(layers.is(at, clause) && layers.is_small(at))
            || layers.is(at, Classes::ROLE)
    };
    let mut before = (link.saturating_sub(FARTHEST)..link).rev().take_while(|&at| inside(at));
    linked && before.any(|at| layers.is(at, Classes::ROLE) && layers.is(at + 1, Classes::PREPOSITION))
}

/// The end of a run without the letters behind a name: "MP" in "Mara Quill MP", not in "Labour MP".
fn without_letters(layers: &Layers<'_>, first: usize, end: usize) -> usize {
    let letters = end > first + 2 && layers.language.given.is_letters(layers.word(end - 1));
    let thing =
        Classes::ORGANISATION.or(Classes::GROUP).or(Classes::COUNTRY).or(Classes::DEMONYM).or(Classes::PLACE);
    let names =
        letters && [3, 2].into_iter().all(|back| layers.is_word(end - back) && !layers.is(end - back, thing));
    if names { end - 1 } else { end }
}

/// A name that is known to be one, with the titles before it from token `from` on, if there are any.
pub(super) fn named(
    layers: &Layers<'_>,
    from: usize,
    name: Range<usize>,
    sort: Sort,
    known: Gender,
) -> Mention {
    let last = last_word(layers, name.start, name.end);
    let head = if sort == Sort::Person { name_start(layers, name.start, last) } else { name.start };
    let title = (from..head).rev().find(|&i| layers.is(i, Classes::TITLE.or(Classes::ROLE)));
    let first = if title.is_some_and(|title| title < name.start) { from } else { name.start };
    Mention {
        span: layers.span(first, name.end),
        first,
        end: name.end,
        kind: MentionKind::Name,
        gender: if known == Gender::Unknown { gender(layers, head, last, title, sort) } else { known },
        number: Number::One,
        sort,
        head,
        role: title,
        country: country_in(layers, first, head).map(|(number, _)| number),
        definite: true,
    }
}

/// The end of the run of capitals that starts at `first`.
fn run_end(layers: &Layers<'_>, capitals: &Capitals<'_>, first: usize) -> usize {
    let mut end = first + 1;
    while end < first + LONGEST {
        let next = next_word(layers, capitals, first, end);
        if next == end {
            break;
        }
        end = next;
    }
    end
}

/// The end of the run with the next word of it; `end` where there is none.
fn next_word(layers: &Layers<'_>, capitals: &Capitals<'_>, first: usize, end: usize) -> usize {
    let name = |at: usize| capitals.is_name_word(at) || is_initial(layers, at);
    // "USA Today", "Russell Long": inside a sentence an adverb has no capital of its own. "U.S. Today"
    // may be where two of them meet.
    let word = layers.word(end);
    let adverb = layers.is(end, Classes::ADVERB)
        && layers.is_capital(end)
        && !is_acronym(word)
        && !layers.word(end - 1).ends_with('.');
    if (name(end) || adverb) && !capitals.opens_sentence(end) {
        return end + 1;
    }
    let last = end - 1;
    let glued = |at: usize| {
        let pair = layers.tokens.get(at).zip(layers.tokens.get(at + 1));
        pair.is_some_and(|(a, b)| a.span().end() == b.span().start())
    };
    let is_hyphen = |at: usize| layers.word(at) == "-" && glued(at - 1) && glued(at);
    match word {
        // "Omar al-Amin"
        "al" | "el" | "ul" | "bin" if is_hyphen(end + 1) && layers.is_capital(end + 2) => return end + 3,
        // "Mr. Lee", "Ann J. Lee", where the full stop is a token of its own.
        "." if is_abbreviated(layers, last) && name(end + 1) => return end + 2,
        "-" if is_hyphen(end) && layers.is_word(end + 1) => return end + 2,
        "'" | "’" if glued(last) && glued(end) && layers.is_capital(end + 1) => return end + 2,
        "&" if name(end + 1) => return end + 2,
        // "Lee, Jr."
        "," if layers.is(end + 1, Classes::NAME_SUFFIX) && layers.is_capital(end + 1) => return end + 2,
        "." if layers.is(last, Classes::NAME_SUFFIX) && glued(last) && layers.is_small(end + 1) => {
            return end + 1;
        }
        "of" | "for" if heads_organisation(layers, first, last) => {
            let the = usize::from(layers.word(end + 1) == "the");
            if name(end + 1 + the) && !layers.is(end + 1 + the, Classes::FIRST_NAME) {
                return end + 2 + the;
            }
        }
        // "the Drowned 31 Project"
        _ if layers.word(end).starts_with(|c: char| c.is_ascii_digit())
            && layers.is(end + 1, Classes::ORGANISATION)
            && name(end + 1)
            && is_modified(layers, first) =>
        {
            return end + 2;
        }
        // "High Court of England and Wales"
        "and"
            if layers.is(last, Classes::COUNTRY.or(Classes::PLACE))
                && layers.is(end + 1, Classes::COUNTRY.or(Classes::PLACE))
                && name(end + 1)
                && last > first + 1
                && layers.is(last - 1, Classes::PREPOSITION)
                && heads_organisation(layers, first, last - 2) =>
        {
            return end + 2;
        }
        "and" | "," if is_listed_part(layers, capitals, first, end) => return end + 2,
        _ => {}
    }
    if layers.is(end, Classes::NAME_PARTICLE) && layers.is_small(end) && end > first {
        let more = usize::from(layers.is(end + 1, Classes::NAME_PARTICLE) && layers.is_small(end + 1));
        if name(end + 1 + more) && !layers.is(last, Classes::TITLE.or(Classes::DEMONYM)) {
            return end + 2 + more;
        }
    }
    end
}

/// Whether what stands behind `of` or `for` belongs to the name of an organisation that ends at `last` so far: behind
/// "Ministry", and behind the fields of one, "Society for the Protection".
fn heads_organisation(layers: &Layers<'_>, first: usize, last: usize) -> bool {
    let organisation = |at| layers.is(at, Classes::ORGANISATION) && !layers.is(at, Classes::TITLE);
    organisation(last) || layers.is(last, Classes::FIELD) && (first..last).any(organisation)
}

/// Whether a conjunction or a comma stands between words of one organisation's name: "Department of Health and Human
/// Services", "Food and Drug Administration", "Bill and Melinda Gates Foundation".
fn is_listed_part(layers: &Layers<'_>, capitals: &Capitals<'_>, first: usize, end: usize) -> bool {
    let (before, after) = (end - 1, end + 1);
    let name = |at: usize| capitals.is_name_word(at) && !capitals.opens_sentence(at);
    let field = |at: usize| name(at) && layers.is(at, Classes::FIELD);
    // The organisation's word may come first, or last.
    let organisation = |at: usize| layers.is(at, Classes::ORGANISATION);
    let ends_as_one = || {
        let end = (after..first + LONGEST).find(|&at| !name(at)).unwrap_or(first + LONGEST);
        end > after + 1 && organisation(end - 1)
    };
    if layers.is(before, Classes::FIELD) && field(after) {
        // "Business, Energy and Industrial Strategy"
        let mut at = end;
        while layers.word(at) == "," && field(at + 1) && at < first + LONGEST {
            at += 2;
        }
        let listed = layers.word(at) == "and" && field(at + 1);
        return listed && ((first..before).any(organisation) || at == end && ends_as_one());
    }
    let namesakes = before == first && layers.is(before, Classes::FIRST_NAME);
    layers.word(end) == "and" && namesakes && layers.is(after, Classes::FIRST_NAME) && ends_as_one()
}

/// Whether a token is an initial: "J", "J.", "J.K.".
fn is_initial(layers: &Layers<'_>, at: usize) -> bool {
    let word = layers.word(at);
    layers.is_capital(at)
        && (word.ends_with('.') && word.len() <= 6 || word.chars().count() == 1 && word != "I")
}

/// The last word of a run that isn't a suffix.
fn last_word(layers: &Layers<'_>, first: usize, end: usize) -> usize {
    let words = (first..end).rev().filter(|&i| layers.is_word(i));
    words.clone().find(|&i| !layers.is(i, Classes::NAME_SUFFIX)).unwrap_or(first)
}

/// Where the name itself starts in a run: after the last title that no first name precedes.
fn name_start(layers: &Layers<'_>, first: usize, last: usize) -> usize {
    // "Tonmeisterin Helene Voss": what has a capital before a first name is no name where all nouns have one.
    if !layers.language.has_rules
        && let Some(given) = (first..last).find(|&at| layers.is(at, Classes::FIRST_NAME))
        && (first..given).all(|at| layers.is_word(at) && layers.word(at).chars().count() > 2)
    {
        return given;
    }
    let office = Classes::TITLE.or(Classes::ROLE);
    let mut start = first;
    for at in first..last {
        if layers.is(at, office) && layers.word(at) != "." {
            let after = at + 1 + usize::from(layers.word(at + 1) == "." && is_abbreviated(layers, at));
            if after <= last && !layers.is(after, NEVER) {
                start = after;
            }
        } else if layers.is(at, Classes::FIRST_NAME) && !names_another(layers, at, last) {
            break;
        }
    }
    if start == first && after_office(layers, first) {
        // "Minister of Education Ada Reyes", "Secretary for Trade Mr. Lee".
        let person = Classes::FIRST_NAME.or(Classes::TITLE);
        start = (first + 1..last).find(|&i| layers.is(i, person)).unwrap_or(first);
        if is_address(layers, start) {
            start += 1 + usize::from(layers.word(start + 1) == ".");
        }
    }
    if start == first {
        // "United States Hamdullah Mohib", after "Ambassador to the".
        let name = country_at(layers, first).map(|(_, words)| first + words);
        start = name.filter(|&n| layers.is(n, Classes::FIRST_NAME) && n < last).unwrap_or(first);
    }
    start
}

/// Whether an office in a run stands between two names, and so is that of the second: "Bill Roe House Secretary Ann Lee".
fn names_another(layers: &Layers<'_>, at: usize, last: usize) -> bool {
    let office = Classes::TITLE.or(Classes::ROLE);
    (at + 2..last)
        .any(|i| layers.is(i, office) && layers.is(i + 1, Classes::FIRST_NAME) && layers.is_capital(i + 1))
}

/// Whether a run of capitals stands after an office and its preposition: "Minister of".
fn after_office(layers: &Layers<'_>, first: usize) -> bool {
    let the = usize::from(first > 0 && layers.word(first - 1) == "the");
    first > the + 1
        && matches!(layers.word(first - 1 - the), "of" | "for" | "to")
        && layers.is(first - 2 - the, Classes::ROLE)
}

/// Whether a title is one of address, not of office: a name always follows it.
pub(crate) fn is_address(layers: &Layers<'_>, at: usize) -> bool {
    layers.is(at, Classes::TITLE) && !layers.is(at, Classes::ROLE)
}

/// Whether the name of an organisation is in a run: "Foreign Ministry", "University of Leeds".
fn organisation(layers: &Layers<'_>, name: usize, end: usize) -> bool {
    let linked = |i: usize| matches!(layers.word(i + 1), "of" | "for" | "&");
    (name..end).any(|i| {
        layers.is(i, Classes::ORGANISATION)
            && (i + 1 == end || linked(i))
            && (end - name > 1 || is_own_name(layers, i))
    })
}

/// Whether a word is an organisation's name by itself, not a common noun too: "Reuters", not "Council".
pub(super) fn is_own_name(layers: &Layers<'_>, at: usize) -> bool {
    layers.is(at, Classes::ORGANISATION)
        && !layers.is(at, Classes::GROUP.or(Classes::VERB).or(Classes::CUE_VERB).or(Classes::CUE_NOUN))
}

fn sort(layers: &Layers<'_>, name: usize, end: usize, title: Option<usize>, organisation: bool) -> Sort {
    if title.is_some() {
        Sort::Person
    } else if organisation {
        Sort::Organisation
    } else if country_at(layers, name).is_some_and(|(_, words)| name + words >= end)
        || end == name + 1 && layers.is(name, Classes::PLACE)
    {
        Sort::Place
    } else if layers.is(name, Classes::FIRST_NAME) {
        Sort::Person
    } else if end == name + 1 && is_acronym(layers.word(name)) && layers.mark(end) != Mark::Colon {
        Sort::Organisation
    } else {
        Sort::Unknown
    }
}

fn gender(layers: &Layers<'_>, name: usize, last: usize, title: Option<usize>, sort: Sort) -> Gender {
    if matches!(sort, Sort::Organisation | Sort::Place) {
        return Gender::Neuter;
    }
    let of_title = title.map_or(Gender::Unknown, |t| word_gender(layers, t));
    if of_title != Gender::Unknown {
        return of_title;
    }
    if layers.is(name, Classes::FIRST_NAME)
        && (name < last || title.is_none_or(|t| !is_surname_title(layers, t)))
    {
        return word_gender(layers, name);
    }
    Gender::Unknown
}

/// Whether a surname follows a title when one name does: "Dr. Lewis" says nothing of Lewis's gender.
fn is_surname_title(layers: &Layers<'_>, at: usize) -> bool {
    !layers.is(at, Classes::MASCULINE.or(Classes::FEMININE))
}

/// The gender of a word, if it has one and only one.
pub(crate) fn word_gender(layers: &Layers<'_>, at: usize) -> Gender {
    match (layers.is(at, Classes::MASCULINE), layers.is(at, Classes::FEMININE)) {
        (true, false) => Gender::Male,
        (false, true) => Gender::Female,
        _ => Gender::Unknown,
    }
}

/// The country whose name or adjective starts at a token, with how many tokens that has.
pub(super) fn country_at(layers: &Layers<'_>, at: usize) -> Option<(u64, usize)> {
    if !layers.is_capital(at) {
        return None;
    }
    let mut name = String::new();
    let mut found = None;
    for words in 1..=LONGEST_COUNTRY {
        let word = layers.word(at + words - 1);
        if word.is_empty() || word.len() > 24 {
            break;
        }
        if words > 1 {
            name.push(' ');
        }
        name.extend(word.chars().flat_map(char::to_lowercase));
        if let Some(number) = layers.language.countries.number(&name) {
            found = Some((u64::from(number), words));
        }
    }
    found
}

/// The first country among tokens, with the token after it.
pub(super) fn country_in(layers: &Layers<'_>, first: usize, end: usize) -> Option<(u64, usize)> {
    let listed = (first..end).find_map(|i| country_at(layers, i).map(|(number, words)| (number, i + words)));
    listed.or_else(|| (first..end).find_map(|i| unlisted_place(layers, i).map(|place| (place, i + 1))))
}

/// Whether a word stands behind a determiner, as an adjective does and a name doesn't.
fn is_modified(layers: &Layers<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|p| layers.is(p, Classes::DETERMINER))
}

/// The key of the place that an adjective no list has is made of: "Oresian" is of "Oresia".
fn unlisted_place(layers: &Layers<'_>, at: usize) -> Option<u64> {
    let word = layers.word(at);
    let place = word.strip_suffix('n').filter(|place| place.len() > 4 && place.ends_with(['i', 'e', 'a']))?;
    let adjective = word.ends_with("ian") || word.ends_with("ean");
    (adjective && layers.is_capital(at) && !layers.is(at, Classes::FIRST_NAME)).then(|| key(place))
}

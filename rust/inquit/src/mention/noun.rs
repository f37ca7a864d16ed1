//! Noun phrases for a role or a group: "the President of Azerbaijan", "two officials", "his wife".

use super::capital::{Capitals, key};
use super::name::{country_at, country_in, word_gender};
use super::{Mention, MentionKind, Number, Sort};
use crate::cue::is_genitive;
use crate::language::Classes;
use crate::layers::Layers;
use crate::mention::Gender;

/// How many tokens may stand before the head of a phrase.
const LONGEST: usize = 8;

/// Classes of words that can't stand between a determiner and its noun.
const STOP: Classes = Classes::PREPOSITION
    .or(Classes::CONJUNCTION)
    .or(Classes::SUBORDINATOR)
    .or(Classes::COMPLEMENTISER)
    .or(Classes::RELATIVE)
    .or(Classes::INTERROGATIVE)
    .or(Classes::NEGATION)
    .or(Classes::HAVE)
    .or(Classes::DO)
    .or(Classes::MODAL)
    .or(Classes::INFINITIVE)
    .or(Classes::SUBJECT_PRONOUN)
    .or(Classes::OBJECT_PRONOUN)
    .or(Classes::REFLEXIVE);

/// The noun phrase whose head is at `at`, or at the last noun of a compound that starts there; `first` is
/// where its run of capitals starts.
pub(super) fn noun_at(
    layers: &Layers<'_>,
    capitals: &Capitals<'_>,
    at: usize,
    first: usize,
) -> Option<Mention> {
    let nouns = Classes::ROLE.or(Classes::GROUP);
    if !layers.is(at, nouns) {
        return None;
    }
    let mut head = at;
    while layers.is(head + 1, nouns) && head < at + 3 && !layers.is(head + 1, Classes::PREPOSITION) {
        head += 1;
    }
    let (start, opening) = phrase_start(layers, first.min(at));
    let several = layers.is(head, Classes::PLURAL);
    let capital = layers.is_capital(head)
        && (!capitals.opens_sentence(head) || at == head && is_called_so(layers, capitals, head));
    let definite = match opening {
        Opening::Definite => true,
        Opening::Indefinite => false,
        // Many languages have no article, or one that is an ending: "statsministern".
        Opening::Bare if !layers.language.has_rules => !several && layers.is(head, Classes::ROLE),
        Opening::Bare => capital && !several,
    };
    // "force" in "they force", "guard" in "to guard": a bare noun that may be a verb is taken for one.
    if opening == Opening::Bare && !several && !capital && !layers.is(head, Classes::ROLE) {
        return None;
    }
    let complement = complement(layers, head + 1);
    let country = country_in(layers, start, head).or_else(|| complement.and_then(|c| c.country));
    let organisation = !several && layers.is(head, Classes::GROUP) && !layers.is(head, Classes::ROLE);
    Some(Mention {
        span: layers.span(start, head + 1),
        first: start,
        end: complement.map_or(head + 1, |c| c.end),
        kind: MentionKind::Noun,
        gender: if organisation { Gender::Neuter } else { word_gender(layers, head) },
        number: if several { Number::Several } else { Number::One },
        sort: if organisation { Sort::Organisation } else { Sort::Person },
        head,
        role: Some(head),
        country: country.map(|(number, _)| number),
        definite,
    })
}

/// Whether a role at a sentence's start is someone's name: "King said", for a king has an article.
fn is_called_so(layers: &Layers<'_>, capitals: &Capitals<'_>, at: usize) -> bool {
    layers.is(at, Classes::ROLE)
        && !layers.is(at, Classes::PLURAL)
        && capitals.says(at)
        && capitals.is_never_small(layers.word(at))
}

/// What opens a noun phrase.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opening {
    /// the, his, Azerbaijan's.
    Definite,
    /// a, some, two.
    Indefinite,
    Bare,
}

/// Where the phrase that ends before its head's compound starts, and what opens it.
fn phrase_start(layers: &Layers<'_>, head: usize) -> (usize, Opening) {
    let mut start = head;
    while start > 0 && start + LONGEST > head {
        let at = start - 1;
        let hyphen = layers.word(at) == "-" && at > 0;
        if layers.is(at, Classes::DETERMINER) {
            return (at, if is_definite(layers, at) { Opening::Definite } else { Opening::Indefinite });
        }
        if layers.is(at, Classes::POSSESSIVE) {
            return (at, Opening::Definite);
        }
        if is_genitive(layers, at) {
            return (start, Opening::Definite);
        }
        let stops =
            layers.is(at, STOP) || layers.is(at, Classes::CUE_VERB.or(Classes::VERB)) && layers.is_small(at);
        if !hyphen && (!layers.is_word(at) || stops) {
            break;
        }
        start = at;
    }
    (head, Opening::Bare)
}

/// Whether a determiner says that its noun is known: the, this, that.
pub(crate) fn is_definite(layers: &Layers<'_>, at: usize) -> bool {
    if !layers.language.has_rules {
        return layers.language.definite.longest(|i| layers.word(at + i)).is_some();
    }
    matches!(layers.word(at), "the" | "The" | "this" | "This" | "that" | "That")
}

/// What belongs to a role: "of Azerbaijan", "of the United States".
#[derive(Clone, Copy)]
struct Complement {
    country: Option<(u64, usize)>,
    end: usize,
}

fn complement(layers: &Layers<'_>, at: usize) -> Option<Complement> {
    if !matches!(layers.word(at), "of" | "to" | "for") {
        return None;
    }
    let the = usize::from(layers.word(at + 1) == "the");
    let first = at + 1 + the;
    if let Some((number, words)) = country_at(layers, first) {
        // "the President of Azerbaijan Ilham Aliyev" goes on with the name.
        return Some(Complement { country: Some((number, first + words)), end: first + words });
    }
    let person = Classes::FIRST_NAME.or(Classes::TITLE).or(Classes::CALENDAR);
    let mut end = first;
    while end < first + 4 && layers.is_capital(end) && layers.is_word(end) {
        // "the mother of Ann Lee" is no office; "of Education Ann Lee" goes on with the name.
        if layers.is(end, person) {
            return None;
        }
        end += 1;
        // "of the Refugee Council Enver Ray" goes on with the name too, "of Free Software Foundation" doesn't.
        let institution = Classes::ORGANISATION.or(Classes::FIELD);
        if layers.is(end - 1, Classes::ORGANISATION) && !layers.is(end, Classes::ORGANISATION) {
            break;
        }
        // "of Transport Mirela Dosk"
        let name = layers.is_capital(end) && layers.is_capital(end + 1) && !layers.is(end, institution);
        if layers.is(end - 1, Classes::FIELD) && name {
            break;
        }
    }
    let place = (first..end).fold(0, |all: u64, i| all.rotate_left(9) ^ key(layers.word(i)));
    (end > first).then_some(Complement { country: Some((place, end)), end })
}

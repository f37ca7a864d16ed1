//! Pronouns.

use super::capital::{Capitals, is_acronym};
use super::{Mention, MentionKind, Number, Sort};
use crate::language::Classes;
use crate::layers::Layers;
use crate::mention::Gender;

/// The pronoun at a token.
pub(super) fn pronoun_at(layers: &Layers<'_>, capitals: &Capitals<'_>, at: usize) -> Option<Mention> {
    const PERSONAL: Classes =
        Classes::SUBJECT_PRONOUN.or(Classes::OBJECT_PRONOUN).or(Classes::POSSESSIVE).or(Classes::REFLEXIVE);
    let classes = layers.classes(at);
    if classes.any(Classes::COUNTRY) && is_acronym(layers.word(at)) || capitals.is_acronym_so(at) {
        return None;
    }
    let person = Classes::MASCULINE
        .or(Classes::FEMININE)
        .or(Classes::NEUTER)
        .or(Classes::PLURAL)
        .or(Classes::FIRST_PERSON)
        .or(Classes::SECOND_PERSON)
        .or(Classes::RELATIVE);
    // "others", "many", "these" are pronouns too, but stand for no one who was named.
    let vague = Classes::DETERMINER.or(Classes::CONJUNCTION).or(Classes::COMPLEMENTISER).or(Classes::GROUP);
    // Finnish "hän" is of neither gender.
    let means_someone = classes.any(person) || !layers.language.has_rules;
    if !classes.any(PERSONAL) || !means_someone || classes.any(vague) {
        return None;
    }
    let gender = if classes.any(Classes::MASCULINE) {
        Gender::Male
    } else if classes.any(Classes::FEMININE) {
        Gender::Female
    } else if classes.any(Classes::NEUTER) {
        Gender::Neuter
    } else {
        Gender::Unknown
    };
    let number = if classes.any(Classes::PLURAL) { Number::Several } else { Number::One };
    Some(Mention {
        span: layers.span(at, at + 1),
        first: at,
        end: at + 1,
        kind: MentionKind::Pronoun,
        gender,
        number,
        sort: Sort::Unknown,
        head: at,
        role: None,
        country: None,
        definite: true,
    })
}

//! Verbs that report, with their auxiliaries, told from nouns of the same form.

use crate::language::Classes;
use crate::layers::{Layers, Mark};

/// How the verb of a cue stands in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// With a subject: "she has said".
    Finite,
    /// "saying", without a subject of its own.
    Participle,
    /// "to say", with the subject of another verb.
    Infinitive,
}

/// A reporting verb with its auxiliaries, negation and adverbs, as token indices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct VerbGroup {
    /// The first word: "has" in "has repeatedly said".
    pub(crate) first: usize,
    /// The verb.
    pub(crate) head: usize,
    /// After the last word.
    pub(crate) end: usize,
    pub(crate) form: Form,
    pub(crate) passive: bool,
}

/// How many words a group may have before its verb: "would not have been able to".
const LONGEST: usize = 8;

/// The group of the verb at token `head`, looking no further left than `floor`; `None` where the word is
/// no verb there.
pub(crate) fn verb_group(layers: &Layers<'_>, head: usize, floor: usize) -> Option<VerbGroup> {
    let classes = layers.classes(head);
    if !classes.any(Classes::CUE_VERB) || !layers.is_small(head) {
        return None;
    }
    let prev = before(layers, head, floor);
    let form = classes;
    let noun_before = is_modifier(layers, prev, head);
    let passive = form.any(Classes::PAST) && prev.is_some_and(|p| is_be(layers, p));
    let kind = if form.any(Classes::GERUND) && !form.any(Classes::BASE) {
        match prev {
            Some(p) if is_be(layers, p) => Form::Finite,
            Some(_) if noun_before => return None,
            // "was quoted as saying"
            Some(p) if layers.is(p, Classes::PREPOSITION) => {
                return match passive_before(layers, p, floor) {
                    Some(first) => Some(group(layers, first, head, Form::Finite, false)),
                    None => Some(group(layers, head, head, Form::Participle, false)),
                };
            }
            _ => Form::Participle,
        }
    } else if form.any(Classes::PAST) {
        if noun_before || prev.is_some_and(|p| is_plain_preposition(layers, p)) {
            return None;
        }
        Form::Finite
    } else if form.any(Classes::THIRD) {
        if noun_before || prev.is_none_or(|p| !can_end_singular(layers, p)) {
            return None;
        }
        Form::Finite
    } else {
        match prev {
            Some(p) if layers.is(p, Classes::INFINITIVE) => {
                return infinitive(layers, p, head, floor);
            }
            Some(p) if helps_base(layers, p) => Form::Finite,
            Some(p) if !noun_before && can_end_plural(layers, p) => Form::Finite,
            _ => return None,
        }
    };
    let first = if kind == Form::Finite { first_of(layers, head, floor) } else { head };
    Some(group(layers, first, head, kind, passive))
}

fn group(layers: &Layers<'_>, first: usize, head: usize, form: Form, passive: bool) -> VerbGroup {
    let phrase = layers.is(head, Classes::PHRASE).then(|| {
        layers
            .language
            .verb_phrases
            .longest(|i| if layers.quotation(head + i).is_none() { layers.word(head + i) } else { "" })
    });
    VerbGroup { first, head, end: head + phrase.flatten().unwrap_or(1), form, passive }
}

/// The word before the verb, adverbs and negations passed over.
fn before(layers: &Layers<'_>, head: usize, floor: usize) -> Option<usize> {
    let mut at = head;
    while at > floor && head - at < LONGEST {
        at -= 1;
        let passed = Classes::ADVERB.or(Classes::NEGATION);
        let manner = layers.has_ending(at, layers.language.endings.adverb) && layers.is_small(at);
        if !(layers.is(at, passed) || manner) || layers.is(at, Classes::SUBJECT_PRONOUN) {
            return Some(at);
        }
    }
    None
}

/// The first word of a finite group.
fn first_of(layers: &Layers<'_>, head: usize, floor: usize) -> usize {
    let mut first = head;
    let mut at = head;
    while at > floor && head - at < LONGEST {
        at -= 1;
        let helps =
            layers.is(at, Classes::AUXILIARY) && !is_genitive(layers, at) && !is_modal_name(layers, at);
        let passed = layers.is(at, Classes::ADVERB.or(Classes::NEGATION))
            || layers.has_ending(at, layers.language.endings.adverb);
        if layers.is(at, Classes::SUBJECT_PRONOUN) || !(helps || passed) || !layers.is_small(at) && !helps {
            break;
        }
        first = at;
    }
    first
}

/// Whether the word at `at` is a form of be: "'s" is one after a pronoun only.
fn is_be(layers: &Layers<'_>, at: usize) -> bool {
    layers.is(at, Classes::BE) && !is_genitive(layers, at)
}

/// Whether the token is the "'s" of "the mayor's claim", or the mark of "the ministers’ claim". It is no verb: not that of
/// "he's", and no mark of a quotation.
pub(crate) fn is_genitive(layers: &Layers<'_>, at: usize) -> bool {
    let word = layers.word(at);
    let apart = word == "s" && at.checked_sub(1).is_some_and(|p| matches!(layers.word(p), "'" | "’"));
    // The marks of ‘Never,’ are no genitives.
    let quotes = || {
        let quotation = layers.quotation(at).and_then(|q| layers.quotations.get(q));
        quotation.zip(layers.tokens.get(at)).is_some_and(|(quotation, token)| {
            let (mark, whole) = (token.span(), quotation.span);
            mark.end() == whole.end() || mark.start() == whole.start()
        })
    };
    (apart || matches!(word, "'s" | "’s" | "'" | "’"))
        && !quotes()
        && !at
            .checked_sub(1)
            .is_some_and(|p| layers.is(p, Classes::SUBJECT_PRONOUN.or(Classes::INTERROGATIVE)))
}

/// Whether a modal is a name, since it helps no such form: "May said", "Will says".
pub(crate) fn is_modal_name(layers: &Layers<'_>, at: usize) -> bool {
    layers.is_capital(at)
        && layers.is(at, Classes::MODAL)
        && layers.is(at + 1, Classes::PAST.or(Classes::THIRD))
        && !layers.is(at + 1, Classes::BASE)
}

/// Whether the word before makes the verb's form a noun or an adjective: "the claim", "alleged fraud".
fn is_modifier(layers: &Layers<'_>, prev: Option<usize>, head: usize) -> bool {
    let Some(prev) = prev else { return false };
    if is_genitive(layers, prev) {
        return true;
    }
    // "that said" and "some say" have a pronoun before the verb.
    let pronoun = Classes::SUBJECT_PRONOUN.or(Classes::RELATIVE);
    prev + 1 == head
        && layers.is(prev, Classes::DETERMINER.or(Classes::POSSESSIVE))
        && !layers.is(prev, pronoun)
}

fn is_plain_preposition(layers: &Layers<'_>, at: usize) -> bool {
    layers.is(at, Classes::PREPOSITION)
        && !layers.is(at, Classes::ADVERB.or(Classes::SUBORDINATOR).or(Classes::CUE_VERB))
}

/// Whether a subject of one can end with this word.
fn can_end_singular(layers: &Layers<'_>, at: usize) -> bool {
    if layers.quotation(at).is_some()
        || matches!(layers.mark(at), Mark::Comma | Mark::CloseBracket | Mark::Dash)
    {
        return true;
    }
    if layers.is(at, Classes::CONJUNCTION.or(Classes::RELATIVE)) {
        return true;
    }
    let plain =
        Classes::PREPOSITION.or(Classes::AUXILIARY).or(Classes::INFINITIVE).or(Classes::OBJECT_PRONOUN);
    let others = layers.is(at, Classes::SUBJECT_PRONOUN)
        && !layers.is(at, Classes::MASCULINE.or(Classes::FEMININE).or(Classes::NEUTER).or(Classes::RELATIVE));
    layers.is_word(at)
        && (!layers.is(at, plain) || is_modal_name(layers, at))
        && !(others && layers.is(at, Classes::PLURAL.or(Classes::FIRST_PERSON).or(Classes::SECOND_PERSON)))
}

/// Whether a subject of several can end with this word.
fn can_end_plural(layers: &Layers<'_>, at: usize) -> bool {
    if layers.is(at, Classes::SUBJECT_PRONOUN) {
        return !layers.is(at, Classes::MASCULINE.or(Classes::FEMININE).or(Classes::NEUTER));
    }
    if layers.is(at, Classes::AUXILIARY.or(Classes::PREPOSITION).or(Classes::DETERMINER)) {
        return layers.is(at, Classes::PLURAL);
    }

    layers.is_word(at)
        && (layers.is(at, Classes::PLURAL.or(Classes::GROUP))
            || layers.has_ending(at, layers.language.endings.plural))
}

/// Whether the base form after this word is a verb: "would say", "did not say".
fn helps_base(layers: &Layers<'_>, at: usize) -> bool {
    layers.is(at, Classes::MODAL.or(Classes::DO))
}

/// The group of "to say": finite with the verb that governs it ("went on to say", "declined to say").
fn infinitive(layers: &Layers<'_>, to: usize, head: usize, floor: usize) -> Option<VerbGroup> {
    let mut at = to;
    while at > floor && to - at < 3 {
        at -= 1;
        if layers.is(at, Classes::VERB.or(Classes::CUE_VERB)) && layers.is_small(at) {
            let first = first_of(layers, at, floor);
            return Some(group(layers, first, head, Form::Infinitive, false));
        }
        if !layers.is(at, Classes::PREPOSITION.or(Classes::ADVERB)) {
            break;
        }
    }
    None
}

/// The first word of "was quoted" before the preposition of "was quoted as saying".
fn passive_before(layers: &Layers<'_>, preposition: usize, floor: usize) -> Option<usize> {
    let participle = preposition.checked_sub(1).filter(|&p| p >= floor)?;
    if !layers.is(participle, Classes::PAST) || !layers.is(participle, Classes::CUE_VERB) {
        return None;
    }
    let prev = before(layers, participle, floor)?;
    is_be(layers, prev).then(|| first_of(layers, participle, floor))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::layers::Ground;

    /// The genitives of a text, each with the word before it.
    fn genitives(text: &str) -> Vec<String> {
        let language = Language::english();
        let ground = Ground::english(text);
        let layers = ground.layers(text, &language);
        let genitive = |&at: &usize| at > 0 && is_genitive(&layers, at);
        (0..layers.tokens.len()).filter(genitive).map(|at| layers.word(at - 1).to_owned()).collect()
    }

    #[test]
    fn genitives_are_told_from_verbs_and_from_marks() {
        assert_eq!(genitives("The mayor’s wife met the ministers' sons."), ["mayor", "ministers"]);
        assert_eq!(genitives("He’s late, says the queen, and who’s that? Yes, plus the bus."), [""; 0]);
        assert_eq!(genitives("‘Never,’ said Ann. 'No,' said Bo."), [""; 0]);
    }

    #[test]
    fn a_modal_before_a_past_form_is_a_name() {
        let language = Language::english();
        let is_name = |text: &str| {
            let ground = Ground::english(text);
            is_modal_name(&ground.layers(text, &language), 0)
        };
        assert!(is_name("May said no.") && is_name("Will says no."));
        assert!(!is_name("May I go?") && !is_name("Will put it off.") && !is_name("may said"));
    }
}

//! Reports that are the subject of their sentence: "Her claim that the vote was rigged was rejected."

use super::draft::Draft;
use crate::cue::is_genitive;
use crate::language::Classes;
use crate::layers::{Layers, Mark};

/// How many tokens may stand before the noun in its clause.
const MOST_BEFORE: usize = 24;
/// How many tokens of content are looked through for the verb of the sentence.
const LONGEST: usize = 60;

/// Ends content before the verb of the sentence, if its cue is a noun that is the subject of that verb.
pub(super) fn end_before_verb(layers: &Layers<'_>, draft: &mut Draft) {
    let [part] = draft.content.as_mut_slice() else { return };
    let Some(noun) = draft.cue.end.checked_sub(1).filter(|_| !draft.cue.is_empty()) else { return };
    let that =
        layers.is(noun + 1, Classes::COMPLEMENTISER) && (part.start == noun + 1 || part.start == noun + 2);
    if !that || !layers.is(noun, Classes::CUE_NOUN) || !is_subject(layers, noun) {
        return;
    }
    if let Some(verb) = verb_too_many(layers, part.start, part.end) {
        part.end = verb;
    }
}

/// Whether a noun opens its clause with nothing but what belongs to it before it: "the mayor's claim", "claims".
fn is_subject(layers: &Layers<'_>, noun: usize) -> bool {
    let start = layers.tokens.get(noun).map_or(0, |token| token.span().start());
    let sentence = layers.sentences.partition_point(|s| s.start() <= start).checked_sub(1);
    let first = sentence.and_then(|at| layers.sentences.get(at)).map_or(0, |s| layers.token_at(s.start()));
    if noun == first {
        return true;
    }
    let lowest = first.max(noun.saturating_sub(MOST_BEFORE));
    let opener = Classes::CONJUNCTION.or(Classes::SUBORDINATOR).or(Classes::COMPLEMENTISER);
    let opens = |at: usize| layers.mark(at) != Mark::None || layers.is(at, opener);
    let begins = (lowest..noun).rev().find(|&at| opens(at)).map_or(lowest, |at| at + 1);
    let owned = layers.is(begins, Classes::DETERMINER.or(Classes::POSSESSIVE))
        || (begins..noun).any(|at| is_genitive(layers, at));
    let other =
        Classes::AUXILIARY.or(Classes::INFINITIVE).or(Classes::SUBJECT_PRONOUN).or(Classes::OBJECT_PRONOUN);
    let inside = |at: usize| {
        let verb = layers.is(at, Classes::VERB.or(Classes::CUE_VERB))
            && layers.is(at, Classes::PAST.or(Classes::THIRD))
            && layers.is_small(at);
        let preposition = layers.is(at, Classes::PREPOSITION) && !layers.is(at, Classes::NOUN_PREPOSITION);
        let stays = Classes::DETERMINER.or(Classes::POSSESSIVE);
        is_genitive(layers, at) || layers.is(at, stays) || !(verb || preposition || layers.is(at, other))
    };
    owned && (begins..noun).all(inside)
}

/// The first verb of a content for which no word has opened a clause: the second one of "that the vote was rigged was
/// rejected". Of verbs only those are counted that can't be participles.
fn verb_too_many(layers: &Layers<'_>, first: usize, end: usize) -> Option<usize> {
    let opener = Classes::COMPLEMENTISER
        .or(Classes::RELATIVE)
        .or(Classes::INTERROGATIVE)
        .or(Classes::SUBORDINATOR)
        .or(Classes::CONJUNCTION);
    let (mut clauses, mut verbs) = (1, 0);
    for at in first + 1..end.min(first + LONGEST) {
        if layers.quotation(at).is_some() {
            continue;
        }
        if layers.mark(at) != Mark::None {
            return None;
        } else if layers.is(at, opener) {
            clauses += 1;
        } else if layers.is(at, Classes::SUBJECT_PRONOUN)
            && !layers.is(at, Classes::DETERMINER)
            && !layers.is(at - 1, opener)
        {
            // "the roof he built"
            clauses += 1;
        } else if begins_verb(layers, at) {
            verbs += 1;
            if verbs > clauses {
                return Some(at);
            }
        }
    }
    None
}

/// Whether a verb that has a subject begins at a token: "was", "would" of "would be", "built" of "he built".
fn begins_verb(layers: &Layers<'_>, at: usize) -> bool {
    // "has also been": the second goes on with the first.
    let before = if layers.is(at - 1, Classes::ADVERB.or(Classes::NEGATION)) { at - 2 } else { at - 1 };
    if !layers.is_small(at) || layers.is(before, Classes::AUXILIARY.or(Classes::INFINITIVE)) {
        return false;
    }
    let auxiliary =
        layers.is(at, Classes::AUXILIARY) && !layers.is(at, Classes::GERUND) && !is_genitive(layers, at);
    let verb = layers.is(at, Classes::VERB.or(Classes::CUE_VERB))
        && layers.is(at, Classes::PAST.or(Classes::THIRD))
        && layers.is(at - 1, Classes::SUBJECT_PRONOUN);
    auxiliary || verb
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::layers::Ground;

    /// The content that a noun reports, of which a rule has found all that follows "that".
    fn content(text: &str) -> String {
        let language = Language::english();
        let ground = Ground::english(text);
        let layers = ground.layers(text, &language);
        let mut drafts = super::super::drafts_by_rule(&layers);
        let draft = drafts.iter_mut().find(|draft| draft.pattern == super::super::Pattern::Noun).unwrap();
        end_before_verb(&layers, draft);
        let part = draft.content.first().unwrap();
        layers.span(part.start, part.end).of(text).to_owned()
    }

    #[test]
    fn the_verb_of_the_sentence_is_no_content() {
        assert_eq!(content("His claim that the vote was rigged was rejected."), "that the vote was rigged");
        assert_eq!(
            content("The mayor's claim that half of the crews would be dismissed was rejected by the court."),
            "that half of the crews would be dismissed"
        );
        assert_eq!(content("It rained. Her suggestion that he lied has angered them."), "that he lied");
        assert_eq!(
            content("Its report that he has also been ill was not true."),
            "that he has also been ill"
        );
    }

    #[test]
    fn verbs_of_clauses_inside_content_end_nothing() {
        for content_ in [
            "that the roof he built was sound",
            "that the man who was there is safe",
            "that what he saw was a fox",
            "that the dam was old and was left to rot",
        ] {
            assert_eq!(content(&format!("They heard it. His claim {content_}.")), content_);
        }
    }

    #[test]
    fn the_content_of_an_object_goes_on() {
        let text = "They rejected his claim that the vote was rigged was old.";
        assert_eq!(content(text), "that the vote was rigged was old");
        let text = "Despite his claim that the vote was rigged the court was calm.";
        assert_eq!(content(text), "that the vote was rigged the court was calm");
    }
}

//! Content that runs on, ended where the sentence around it goes on.

use super::content::has_verb;
use super::draft::Draft;
use crate::cue::is_genitive;
use crate::language::Classes;
use crate::layers::{Layers, Mark};

/// How many auxiliaries and adverbs may stand between a relative pronoun and the cue.
const MOST_BETWEEN: usize = 4;
/// How many tokens may stand before a noun in its clause.
const MOST_BEFORE: usize = 24;
/// How many tokens of content are looked through.
const LONGEST: usize = 60;

/// Ends content before the verb of the sentence that its cue is inside: in a relative clause ("Ray, who had said that it
/// would fall, left") or as its subject ("Her claim that the vote was rigged was rejected").
pub(super) fn end_with_clause(layers: &Layers<'_>, draft: &mut Draft) {
    let [part] = &mut *draft.content else { return };
    let Some(last) = draft.cue.clone().next_back() else { return };
    let end = part.end.min(part.start + LONGEST);
    let main = if part.start <= last {
        None
    } else if is_in_aside(layers, draft.cue.start) {
        verb_behind_comma(layers, part.start, end)
    } else if reports_that(layers, last, part.start) && is_subject(layers, last) {
        verb_too_many(layers, part.start, end)
    } else {
        None
    };
    part.end = main.unwrap_or(part.end);
}

/// Whether a cue is the verb of a relative clause that a comma opens: ", who had", ", who".
fn is_in_aside(layers: &Layers<'_>, cue: usize) -> bool {
    let helps = Classes::AUXILIARY.or(Classes::ADVERB).or(Classes::NEGATION);
    let opens = (cue.saturating_sub(MOST_BETWEEN)..cue).rev().find(|&at| !layers.is(at, helps));
    let comma = |at: usize| at.checked_sub(1).is_some_and(|before| layers.mark(before) == Mark::Comma);
    opens.is_some_and(|at| layers.is(at, Classes::RELATIVE) && comma(at))
}

/// The comma in content that the main clause goes on behind with its verb.
fn verb_behind_comma(layers: &Layers<'_>, first: usize, end: usize) -> Option<usize> {
    (first + 2..end.saturating_sub(1)).find(|&at| {
        layers.mark(at) == Mark::Comma
            && layers.quotation(at).is_none()
            && is_finite(layers, if layers.is(at + 1, Classes::ADVERB) { at + 2 } else { at + 1 })
            && has_verb(layers, first, at)
    })
}

/// Whether a finite verb, or what could be one, stands at a token.
fn is_finite(layers: &Layers<'_>, at: usize) -> bool {
    let verb =
        layers.is(at, Classes::VERB.or(Classes::CUE_VERB)) && layers.is(at, Classes::PAST.or(Classes::THIRD));
    layers.is_small(at)
        && layers.quotation(at).is_none()
        && (verb || layers.is(at, Classes::AUXILIARY) && !is_genitive(layers, at))
}

/// Whether a noun reports the content that begins at token `first`: "claim that".
fn reports_that(layers: &Layers<'_>, noun: usize, first: usize) -> bool {
    layers.is(noun, Classes::CUE_NOUN)
        && layers.is(noun + 1, Classes::COMPLEMENTISER)
        && (noun + 1..=noun + 2).contains(&first)
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
    let owns = Classes::DETERMINER.or(Classes::POSSESSIVE);
    let owned = layers.is(begins, owns) || (begins..noun).any(|at| is_genitive(layers, at));
    let other = Classes::INFINITIVE.or(Classes::SUBJECT_PRONOUN).or(Classes::OBJECT_PRONOUN);
    let inside = |at: usize| {
        let preposition = layers.is(at, Classes::PREPOSITION) && !layers.is(at, Classes::NOUN_PREPOSITION);
        let ends = preposition || layers.is(at, other) || is_finite(layers, at);
        is_genitive(layers, at) || layers.is(at, owns) || !ends
    };
    owned && (begins..noun).all(inside)
}

/// The first verb of content for which no word has opened a clause: the second one of "that the vote was rigged was
/// rejected". Of verbs only those are counted that can't be participles.
fn verb_too_many(layers: &Layers<'_>, first: usize, end: usize) -> Option<usize> {
    let opener = Classes::COMPLEMENTISER
        .or(Classes::RELATIVE)
        .or(Classes::INTERROGATIVE)
        .or(Classes::SUBORDINATOR)
        .or(Classes::CONJUNCTION);
    let (mut clauses, mut verbs) = (1, 0);
    for at in (first + 1..end).filter(|&at| layers.quotation(at).is_none()) {
        if layers.mark(at) != Mark::None {
            return None;
        }
        // "the roof he built"
        let subject = layers.is(at, Classes::SUBJECT_PRONOUN) && !layers.is(at, Classes::DETERMINER);
        if layers.is(at, opener) || subject && !layers.is(at - 1, opener) {
            clauses += 1;
        } else if begins_verb(layers, at) {
            verbs += 1;
        }
        if verbs > clauses {
            return Some(at);
        }
    }
    None
}

/// Whether a verb that has a subject begins at a token: "was", "would" of "would be", "built" of "he built".
fn begins_verb(layers: &Layers<'_>, at: usize) -> bool {
    // "has also been": the second goes on with the first.
    let between = layers.is(at - 1, Classes::ADVERB.or(Classes::NEGATION));
    let before = if between { at - 2 } else { at - 1 };
    if !layers.is_small(at) || layers.is(before, Classes::AUXILIARY.or(Classes::INFINITIVE)) {
        return false;
    }
    let auxiliary =
        layers.is(at, Classes::AUXILIARY) && !layers.is(at, Classes::GERUND) && !is_genitive(layers, at);
    auxiliary || layers.is(at - 1, Classes::SUBJECT_PRONOUN) && is_finite(layers, at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::layers::Ground;

    /// The content of the last quote of a text by the rules.
    fn content(text: &str) -> String {
        let language = Language::english();
        let ground = Ground::english(text);
        let layers = ground.layers(text, &language);
        let mut drafts = super::super::drafts_by_rule(&layers, &[]);
        let draft = drafts.last_mut().unwrap();
        end_with_clause(&layers, draft);
        let part = draft.content.first().unwrap();
        layers.span(part.start, part.end).of(text).to_owned()
    }

    #[test]
    fn the_verb_of_the_main_clause_is_no_content() {
        assert_eq!(content("Tom Ray, who had said that it would fall, left the room."), "that it would fall");
        assert_eq!(
            content("Ann Lee, who says the bridge is safe, has crossed it twice."),
            "the bridge is safe"
        );
    }

    #[test]
    fn a_comma_before_the_verb_of_the_content_ends_nothing() {
        let aside = "Tom Ray, who said that the bridge, built in May, would fall.";
        assert_eq!(content(aside), "that the bridge, built in May, would fall");
        let main = "Tom Ray said that the bridge would fall, was old, and had to go.";
        assert_eq!(content(main), "that the bridge would fall, was old, and had to go");
    }

    #[test]
    fn the_verb_of_a_noun_that_reports_is_no_content() {
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
    fn an_adverb_before_a_verb_is_no_verb() {
        let text = "Her claim that he still has a way to win is bold.";
        assert_eq!(content(text), "that he still has a way to win");
    }

    #[test]
    fn verbs_of_clauses_inside_content_end_nothing() {
        for told in [
            "that the roof he built was sound",
            "that the man who was there is safe",
            "that what he saw was a fox",
            "that the dam was old and was left to rot",
        ] {
            assert_eq!(content(&format!("They heard it. His claim {told}.")), told);
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

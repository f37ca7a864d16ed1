//! Reports within a relative clause: "Ray, who had said that it would fall, left."

use super::content::has_verb;
use super::draft::Draft;
use crate::cue::is_genitive;
use crate::language::Classes;
use crate::layers::{Layers, Mark};

/// How many auxiliaries and adverbs may stand between a relative pronoun and the cue.
const MOST_BETWEEN: usize = 4;
/// How many tokens of content are looked through for the comma that closes the clause.
const LONGEST: usize = 60;

/// Ends content with the relative clause that its cue is in, if the main clause goes on with its verb behind it.
pub(super) fn end_with_clause(layers: &Layers<'_>, draft: &mut Draft) {
    let [part] = draft.content.as_mut_slice() else { return };
    if draft.cue.is_empty() || part.start < draft.cue.end || !is_in_aside(layers, draft.cue.start) {
        return;
    }
    let main = (part.start + 2..part.end.min(part.start + LONGEST)).find(|&at| {
        layers.mark(at) == Mark::Comma
            && layers.quotation(at).is_none()
            && is_finite(layers, at + 1)
            && has_verb(layers, part.start, at)
    });
    if let Some(comma) = main.filter(|&comma| comma + 1 < part.end) {
        part.end = comma;
    }
}

/// Whether a cue is the verb of a relative clause that a comma opens: ", who had", ", who".
fn is_in_aside(layers: &Layers<'_>, cue: usize) -> bool {
    let helps = Classes::AUXILIARY.or(Classes::ADVERB).or(Classes::NEGATION);
    let opens = (cue.saturating_sub(MOST_BETWEEN)..cue).rev().find(|&at| !layers.is(at, helps));
    let comma = |at: usize| at.checked_sub(1).is_some_and(|before| layers.mark(before) == Mark::Comma);
    opens.is_some_and(|at| layers.is(at, Classes::RELATIVE) && comma(at))
}

/// Whether a finite verb stands at a token, or behind an adverb there.
fn is_finite(layers: &Layers<'_>, at: usize) -> bool {
    let at = if layers.is(at, Classes::ADVERB) { at + 1 } else { at };
    let verb =
        layers.is(at, Classes::VERB.or(Classes::CUE_VERB)) && layers.is(at, Classes::PAST.or(Classes::THIRD));
    layers.is_small(at)
        && layers.quotation(at).is_none()
        && (verb || layers.is(at, Classes::AUXILIARY) && !is_genitive(layers, at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::layers::Ground;

    /// The content of the first quote of a text by the rules.
    fn content(text: &str) -> String {
        let language = Language::english();
        let ground = Ground::english(text);
        let layers = ground.layers(text, &language);
        let mut drafts = super::super::drafts_by_rule(&layers);
        let draft = drafts.first_mut().unwrap();
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
}

//! What a quote reports, from its cue and what stands around it: see [`Act`] for what decides.

use super::by_verb::is_utterance;
use super::draft::Draft;
use super::{Act, Pattern};
use crate::cue::is_genitive;
use crate::language::{Classes, Hint};
use crate::layers::{Layers, Mark};

/// How many words a phrase such as "in a long letter" may have behind its preposition, up to its noun.
const LONGEST_PHRASE: usize = 4;
/// How many tokens behind a cue such a phrase may begin.
const NEAR: usize = 4;
/// How many tokens before a cue its sentence may begin with such a phrase.
const FAR: usize = 40;

/// What a draft reports.
pub(super) fn act(layers: &Layers<'_>, draft: &Draft) -> Act {
    if draft.pattern == Pattern::Turn {
        return Act::Speech;
    }
    let (told, silent) = by_words(layers, draft);
    if told == Act::Speech && is_to_oneself(layers, draft) {
        return Act::Thought;
    }
    match told {
        Act::Speech | Act::Thought if is_written(layers, draft) => Act::Writing,
        // "“We lost,” she recalled", but not "“Why?” she wondered".
        Act::Thought | Act::Wish | Act::Expectation if !silent && is_uttered(layers, draft) => Act::Speech,
        told => told,
    }
}

/// What the words of the cue tell, and whether they tell that it wasn't said even if it is quoted.
fn by_words(layers: &Layers<'_>, draft: &Draft) -> (Act, bool) {
    let mut faint = None;
    let mut at = draft.cue.start;
    while at < draft.cue.end {
        let (hint, length) = layers.language.acts.longest(|i| inside(layers, draft, at + i));
        if let Some(act) = hint.act.or_else(|| by_class(layers.classes(at), hint)) {
            if !hint.faint {
                return (act, hint.silent);
            }
            faint = faint.or(Some((act, hint.silent)));
        }
        at += length;
    }
    faint.unwrap_or((Act::Speech, false))
}

/// The word at a token of the cue; empty beyond.
fn inside<'a>(layers: &Layers<'a>, draft: &Draft, at: usize) -> &'a str {
    if at < draft.cue.end { layers.word(at) } else { "" }
}

/// What the class of a word tells that no list of acts has.
fn by_class(classes: Classes, hint: Hint) -> Option<Act> {
    const ACTS: [(Classes, Act); 5] = [
        (Classes::EXPECTATION, Act::Expectation),
        (Classes::WISH, Act::Wish),
        (Classes::THOUGHT, Act::Thought),
        (Classes::WRITING, Act::Writing),
        (Classes::CUE_VERB.or(Classes::CUE_NOUN), Act::Speech),
    ];
    if hint.light {
        return None;
    }
    let told = ACTS.into_iter().find(|&(class, _)| classes.any(class)).map(|(_, act)| act);
    told.or((hint.document || hint.platform).then_some(Act::Writing))
}

/// Whether someone tells it themselves: "she told herself", "asked himself whether".
fn is_to_oneself(layers: &Layers<'_>, draft: &Draft) -> bool {
    draft.cue.clone().any(|at| layers.is(at, Classes::CUE_ADDRESSEE) && layers.is(at + 1, Classes::REFLEXIVE))
}

/// Whether all that is quoted is what someone utters.
fn is_uttered(layers: &Layers<'_>, draft: &Draft) -> bool {
    draft.content.iter().all(|part| {
        let quotation = layers.quotation(part.start);
        quotation.is_some_and(|quotation| is_utterance(layers, quotation))
            && part.end.checked_sub(1).is_some_and(|last| layers.quotation(last) == quotation)
    })
}

/// Whether a document says it, or someone in a document.
fn is_written(layers: &Layers<'_>, draft: &Draft) -> bool {
    is_document(layers, draft)
        || draft.cue.clone().any(|at| is_medium(layers, at, draft.cue.end))
        || is_medium_behind(layers, draft)
        || is_medium_before(layers, draft)
}

/// Whether the source is a document: "the report", "a letter signed by the mayor", but not "the report's author".
fn is_document(layers: &Layers<'_>, draft: &Draft) -> bool {
    let Some(source) = draft.source else { return false };
    let closes = Classes::PREPOSITION.or(Classes::RELATIVE).or(Classes::GERUND);
    let within = |at: &usize| *at == source.first || layers.is_word(*at) && !layers.is(*at, closes);
    (source.first..source.end).take_while(within).any(|at| {
        // "The Post" is a newspaper.
        let named = layers.is_capital(at) && at > source.first;
        let ends = at + 1 == source.end || !within(&(at + 1)) || layers.is(at + 1, Classes::PAST);
        ends && !named && layers.language.acts.of_word(layers.word(at)).document
    })
}

/// Whether words behind the cue, and behind a source that follows it, tell of a medium: "said Ann Lee in a letter".
fn is_medium_behind(layers: &Layers<'_>, draft: &Draft) -> bool {
    let source = draft.source.filter(|source| source.first == draft.cue.end);
    let from = source.map_or(draft.cue.end, |source| source.end);
    let content = |at: usize| draft.content.iter().any(|part| part.contains(&at));
    let stops = |&at: &usize| layers.mark(at) != Mark::None || layers.quotation(at).is_some() || content(at);
    let end = (from..from + NEAR + LONGEST_PHRASE).find(stops).unwrap_or(from + NEAR + LONGEST_PHRASE);
    !draft.cue.is_empty() && (from..end.min(from + NEAR)).any(|at| is_medium(layers, at, end))
}

/// Whether the sentence begins with a medium: "In a letter to the board, she said".
fn is_medium_before(layers: &Layers<'_>, draft: &Draft) -> bool {
    let start = layers.tokens.get(draft.cue.start).map_or(0, |token| token.span().start());
    let sentence = layers.sentences.partition_point(|sentence| sentence.start() <= start);
    let sentence = sentence.checked_sub(1).and_then(|index| layers.sentences.get(index));
    let first = sentence.map_or(0, |sentence| layers.token_at(sentence.start()));
    let apart = first + 1 < draft.cue.start && draft.cue.start - first <= FAR;
    let own = draft.content.iter().any(|part| part.contains(&first)) || layers.quotation(first).is_some();
    apart && !own && layers.is_capital(first) && is_medium(layers, first, draft.cue.start)
}

/// Whether a preposition at a token opens a phrase, before token `end`, that tells of a medium: "in a long letter",
/// "on her blog".
fn is_medium(layers: &Layers<'_>, at: usize, end: usize) -> bool {
    let hint = |i: usize| layers.language.acts.of_word(layers.word(i));
    if !layers.is(at, Classes::PREPOSITION) || !hint(at).leads {
        return false;
    }
    let within = layers.is(at, Classes::WORDS_PREPOSITION);
    let plain = |&i: &usize| {
        layers.is_word(i) && layers.quotation(i).is_none() && !layers.is(i, Classes::PREPOSITION)
    };
    let mut phrase = (at + 1..end.min(at + 1 + LONGEST_PHRASE)).take_while(plain);
    phrase.any(|i| {
        // "in a written statement", but not "in a video posted on Monday"
        let written = || layers.is(i, Classes::WRITING) && layers.is(i - 1, Classes::DETERMINER);
        let medium = hint(i).platform || within && (hint(i).document || written());
        medium && !is_genitive(layers, i + 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::source::Source;
    use crate::language::Language;
    use crate::layers::Ground;

    /// What is reported by a cue, a source and content, all given by their text.
    fn reported(text: &str, source: &str, cue: &str, content: &[&str]) -> Act {
        let ground = Ground::english(text);
        let language = Language::english();
        let layers = ground.layers(text, &language);
        let range = |part: &str| {
            let start = text.find(part).unwrap();
            layers.token_at(start)..layers.token_at(start + part.len())
        };
        let draft = Draft {
            content: content.iter().map(|part| range(part)).collect(),
            cue: if cue.is_empty() { 0..0 } else { range(cue) },
            source: (!source.is_empty())
                .then(|| range(source))
                .map(|s| Source { first: s.start, end: s.end }),
            pattern: Pattern::VerbBefore,
            confidence: 1.0,
        };
        act(&layers, &draft)
    }

    /// What a cue reports of "Lee CUE the ferry stops".
    fn of_cue(cue: &str) -> Act {
        let space = if cue.starts_with('’') { "" } else { " " };
        reported(&format!("Lee{space}{cue} the ferry stops"), "Lee", cue, &["the ferry stops"])
    }

    fn all(cues: &[&str], act: Act) {
        for cue in cues {
            assert_eq!(of_cue(cue), act, "{cue}");
        }
    }

    #[test]
    fn cues_of_speech_are_those_that_tell_nothing_else() {
        all(
            &["said", "did not say", "has repeatedly said", "went on to say", "criticized", "called for"],
            Act::Speech,
        );
        all(
            &["so-called", "voted for", "made it clear", "pleaded", "reportedly", "the decree on"],
            Act::Speech,
        );
        all(&["promised", "threatened to", "demanded", "proposed", "claimed", "recalled"], Act::Speech);
        all(&["took aim at", "cast doubt on", "wanted to know whether", "held forth on"], Act::Speech);
    }

    #[test]
    fn cues_of_writing() {
        all(
            &["wrote", "tweeted", "wrote in a letter to the board", "has never written", "retweeted"],
            Act::Writing,
        );
        all(
            &["issued a statement saying", "sent out a letter", "took to Twitter", "posted on her blog"],
            Act::Writing,
        );
        all(
            &[
                "said in a letter to the board",
                "said in an emailed statement",
                "said on Facebook",
                "said by e-mail",
            ],
            Act::Writing,
        );
        all(
            &[
                "said in a statement",
                "said in an interview",
                "commented on the report",
                "told the letter carrier",
            ],
            Act::Speech,
        );
        all(
            &[
                "said in a video posted on Monday",
                "told executives at Facebook",
                "spoke in the letter’s favour",
            ],
            Act::Speech,
        );
    }

    #[test]
    fn cues_of_thought() {
        all(
            &["believes", "did not think", "has long believed", "belief that", "his fears", "is convinced"],
            Act::Thought,
        );
        all(
            &["is believed to", "is seen as", "seems to think", "seemed", "is widely regarded as"],
            Act::Thought,
        );
        all(
            &["has a low opinion of", "’s concerns about", "estimated", "decided", "was angry about"],
            Act::Thought,
        );
    }

    #[test]
    fn cues_of_wishes() {
        all(
            &[
                "wants",
                "does not want",
                "hopes",
                "the plan",
                "would like",
                "’d like",
                "is looking forward to",
            ],
            Act::Wish,
        );
        all(
            &["has long wanted", "seems to want", "supports", "is opposed to", "reluctant", "’s ambition"],
            Act::Wish,
        );
    }

    #[test]
    fn cues_of_expectations() {
        all(
            &["is expected", "are not expected", "expected that", "is widely expected to", "expects"],
            Act::Expectation,
        );
        all(&["predicted", "prediction that", "is counting on", "is likely"], Act::Expectation);
    }

    #[test]
    fn the_first_word_that_tells_decides() {
        all(
            &["expressed the hope", "spoke of his fears", "told of plans", "seemed to say", "voiced concern"],
            Act::Speech,
        );
        assert_eq!(of_cue("hopes to say"), Act::Wish);
        assert_eq!(of_cue("is expected to say"), Act::Expectation);
        assert_eq!(of_cue("refused to believe"), Act::Thought);
        assert_eq!(of_cue("continues to hope"), Act::Wish);
    }

    #[test]
    fn what_a_document_says_is_written() {
        let of_source = |source: &str| {
            reported(&format!("{source} said that it rains"), source, "said", &["that it rains"])
        };
        for source in
            ["The report", "a letter from the bank", "The memo signed by Lee", "Letters", "the bank’s survey"]
        {
            assert_eq!(of_source(source), Act::Writing, "{source}");
        }
        for source in [
            "The report’s author",
            "a poll worker",
            "The Evening Post",
            "the author of the letter",
            "Twitter",
        ] {
            assert_eq!(of_source(source), Act::Speech, "{source}");
        }
        let survey = reported("A survey found that it rains", "A survey", "found", &["that it rains"]);
        assert_eq!(survey, Act::Writing, "a survey doesn't think");
        let forecast = reported("The report expects rain", "The report", "expects", &["rain"]);
        assert_eq!(forecast, Act::Expectation);
        let study = reported("According to a study, it rains", "a study", "According to", &["it rains"]);
        assert_eq!(study, Act::Writing);
    }

    #[test]
    fn what_is_said_in_a_document_is_written() {
        let in_letter = "“It rains,” said Ann Lee in a letter to the board.";
        assert_eq!(reported(in_letter, "Ann Lee", "said", &["“It rains,”"]), Act::Writing);
        let first = "In a long report, the bank said that it rains.";
        assert_eq!(reported(first, "the bank", "said", &["that it rains"]), Act::Writing);
        let about = "In a speech about the report, Lee said that it rains.";
        assert_eq!(reported(about, "Lee", "said", &["that it rains"]), Act::Speech);
        let inside = "Lee said in letters to the board there was a mistake.";
        assert_eq!(
            reported(inside, "Lee", "said", &["in letters to the board there was a mistake"]),
            Act::Speech
        );
        let before = "In a letter she had lied. Lee said that it rains.";
        assert_eq!(reported(before, "Lee", "said", &["that it rains"]), Act::Speech);
    }

    #[test]
    fn utterances_are_said_whatever_they_tell_of() {
        let of_verb =
            |verb: &str| reported(&format!("“It was dark,” she {verb}."), "she", verb, &["“It was dark,”"]);
        for verb in ["remembered", "feared", "hoped", "predicted", "concluded"] {
            assert_eq!(of_verb(verb), Act::Speech, "{verb}");
        }
        for verb in ["thought", "wondered", "told herself", "thought to herself"] {
            assert_eq!(of_verb(verb), Act::Thought, "{verb}");
        }
        let aside = "“It was dark,” she told herself.";
        assert_eq!(reported(aside, "she", "told", &["“It was dark,”"]), Act::Thought);
        let words = "He believes the plan is “a mess”.";
        assert_eq!(reported(words, "He", "believes", &["the plan is “a mess”"]), Act::Thought);
        assert_eq!(reported("He wants “more time”.", "He", "wants", &["“more time”"]), Act::Wish);
    }

    #[test]
    fn phrases_tell_by_their_noun() {
        let of_phrase = |cue: &str| reported(&format!("{cue} Lee, it rains."), "Lee", cue, &["it rains"]);
        assert_eq!(of_phrase("According to"), Act::Speech);
        assert_eq!(of_phrase("In the words of"), Act::Speech);
        assert_eq!(of_phrase("In the view of"), Act::Thought);
        assert_eq!(of_phrase("In the eyes of"), Act::Thought);
        assert_eq!(reported("“It rains.”", "", "", &["“It rains.”"]), Act::Speech);
    }
}

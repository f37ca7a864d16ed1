//! What a quote is made of: the shape of its content, its cue, its source.
//!
//! A model has learnt from political news, where "saw it differently" and "discussed the tolls" are reports. In everyday
//! text they seldom are, and the shape of a quote tells them from reports better than the network does.

use std::ops::Range;

use crate::attribution::content::has_verb;
use crate::language::Classes;
use crate::layers::Layers;

/// How many signals a frame gives.
pub(super) const FRAME: usize = 13;

/// How many tokens of a cue or a source are looked at, so that a source that runs on takes no time.
const LONGEST: usize = 16;

/// What content looks like.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Some of it is in quotation marks.
    Quoted,
    /// "that it rains", "whether it rains".
    Opened,
    /// "to pay".
    Infinitive,
    /// "it rains".
    Clause,
    /// "of rain".
    Phrase,
    /// "the rain": most often the object of a verb that doesn't report.
    Noun,
}

impl Shape {
    fn of(layers: &Layers<'_>, content: &Range<usize>) -> Self {
        let first = content.clone().find(|&at| layers.is_word(at)).unwrap_or(content.start);
        let base = Classes::BASE.or(Classes::AUXILIARY);
        if content.clone().any(|at| layers.quotation(at).is_some()) {
            Self::Quoted
        } else if layers.is(first, Classes::COMPLEMENTISER.or(Classes::INTERROGATIVE)) {
            Self::Opened
        } else if layers.is(first, Classes::INFINITIVE) && layers.is(first + 1, base) {
            Self::Infinitive
        } else if has_verb(layers, first, content.end) {
            Self::Clause
        } else if layers.is(first, Classes::PREPOSITION) {
            Self::Phrase
        } else {
            Self::Noun
        }
    }
}

/// The signals of content with its cue and its source, 0 or 1 each.
pub(super) fn frame(
    layers: &Layers<'_>,
    content: &Range<usize>,
    cue: Option<&Range<usize>>,
    source: Option<&Range<usize>>,
) -> [f32; FRAME] {
    let shape = Shape::of(layers, content);
    let noun = matches!(shape, Shape::Noun | Shape::Phrase);
    let unquoted = shape != Shape::Quoted;
    let words = cue.map_or(0..0, |cue| cue.start..cue.end.min(cue.start + LONGEST));
    let all = words.clone().fold(Classes::NONE, |all, at| all.or(layers.classes(at)));
    let last = words.last().map_or(Classes::NONE, |at| layers.classes(at));
    let leads = last.any(Classes::PREPOSITION.or(Classes::AS)) && !all.any(Classes::PHRASE);
    let named = |source: &Range<usize>| {
        (source.start + 1..source.end.min(source.start + LONGEST)).any(|at| layers.is_capital(at))
    };
    [
        shape == Shape::Opened,
        shape == Shape::Infinitive,
        shape == Shape::Clause,
        shape == Shape::Phrase,
        shape == Shape::Noun,
        // "her claim that"
        all.any(Classes::CUE_NOUN) && !all.any(Classes::CUE_VERB),
        // "spoke of", "is known as", but not "according to"
        leads,
        // "is considered"
        all.any(Classes::BE) && all.any(Classes::PAST),
        // "expects"
        all.any(Classes::EXPECTATION),
        // "explains the delay": a verb that takes a clause has none.
        noun && all.any(Classes::CUE_CLAUSE),
        // "Ann Lee", "the Ministry": a capital that no sentence begins with.
        source.is_some_and(named),
        source.is_none() && cue.is_some() && unquoted,
        cue.is_none() && unquoted,
    ]
    .map(|yes| f32::from(u8::from(yes)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::layers::Ground;

    fn shape(text: &str, content: &str) -> Shape {
        let language = Language::english();
        let ground = Ground::english(text);
        let layers = ground.layers(text, &language);
        let start = text.find(content).unwrap();
        Shape::of(&layers, &(layers.token_at(start)..layers.token_at(start + content.len())))
    }

    #[test]
    fn content_has_a_shape() {
        assert!(shape("She said that it rained.", "that it rained") == Shape::Opened);
        assert!(shape("She asked whether it rained.", "whether it rained") == Shape::Opened);
        assert!(shape("She promised to pay.", "to pay") == Shape::Infinitive);
        assert!(shape("She said the roof had leaked.", "the roof had leaked") == Shape::Clause);
        assert!(shape("She spoke of rain.", "of rain") == Shape::Phrase);
        assert!(shape("She discussed the tolls.", "the tolls") == Shape::Noun);
        assert!(shape("She called it “a ruin”.", "“a ruin”") == Shape::Quoted);
    }
}

//! Which quotations are utterances: someone says them here. Titles, nicknames, mottos, single terms and
//! words held at a distance are quoted too, and nobody says them.
//!
//! The sentence around a quotation and its own shape each say something for or against; what they say
//! is added up. The points are half units of the log odds.

use super::Quotation;
use super::glyph::Glyph;
use super::side::Side;
use crate::language::{Classes, Lexicon};
use crate::text::{Paragraph, Span, head, tail};

/// Decides for all quotations of a text how likely each is an utterance.
pub(super) fn decide(text: &str, paragraphs: &[Paragraph], lexicon: &Lexicon, quotations: &mut [Quotation]) {
    let minor = minor_marks(text, quotations);
    let mut paragraphs = paragraphs.iter().map(Paragraph::span).peekable();
    for index in 0..quotations.len() {
        let Some(&it) = quotations.get(index) else { break };
        while paragraphs.next_if(|paragraph| paragraph.end() <= it.span.start()).is_some() {}
        let paragraph = paragraphs.peek().copied().unwrap_or(it.span);
        let scene = Scene::of(text, paragraph, &it);
        let points = scene.before(lexicon)
            + scene.after(lexicon)
            + scene.end()
            + scene.length()
            + if it.depth == 0 && minor == Some(is_single(text, &it)) { -3 } else { 0 };
        if let Some(it) = quotations.get_mut(index) {
            it.speech = likelihood(points);
        }
        // Nobody spreads a title over paragraphs.
        for part in [it.continues.map(|before| before as usize), it.continues.map(|_| index)] {
            if let Some(part) = part.and_then(|part| quotations.get_mut(part)) {
                part.speech = part.speech.max(RESUMED);
            }
        }
    }
}

/// How likely a quotation over several paragraphs is an utterance.
const RESUMED: f32 = 0.95;

/// The likelihood for points: the logistic function of half their number.
fn likelihood(points: i32) -> f32 {
    /// From 0 points up; a table gives the same on every platform.
    const LIKELIHOOD: [f32; 11] = [0.5, 0.622, 0.731, 0.818, 0.881, 0.924, 0.953, 0.971, 0.982, 0.989, 0.993];
    let at = (points.unsigned_abs() as usize).min(LIKELIHOOD.len() - 1);
    let likelihood = LIKELIHOOD.get(at).copied().unwrap_or(0.5);
    if points < 0 { 1.0 - likelihood } else { likelihood }
}

/// Whether it is single marks that a text uses less, as its first quotation marks: those then hold terms
/// and headlines. `None` where one kind only is used.
fn minor_marks(text: &str, quotations: &[Quotation]) -> Option<bool> {
    let outer = || quotations.iter().filter(|it| it.depth == 0);
    let single = outer().filter(|it| is_single(text, it)).count();
    let double = outer().count() - single;
    (single.min(double) > 0).then_some(single < double)
}

/// Whether a quotation opens with a single mark.
fn is_single(text: &str, it: &Quotation) -> bool {
    let mark = Span::new(it.span.start(), it.inner.start()).of(text).trim_end();
    let mut chars = mark.chars();
    let glyph = chars.next().and_then(Glyph::of);
    chars.next().is_none() && glyph.is_some_and(|glyph| glyph.family() == super::glyph::Family::Single)
}

/// A quotation in its paragraph.
struct Scene<'t> {
    /// The paragraph's text before it and after it.
    before: &'t str,
    after: &'t str,
    inner: &'t str,
    closed: bool,
}

impl<'t> Scene<'t> {
    fn of(text: &'t str, paragraph: Span, it: &Quotation) -> Self {
        Self {
            before: Span::new(paragraph.start(), it.span.start()).of(text).trim_end(),
            after: Span::new(it.span.end(), paragraph.end()).of(text),
            inner: it.inner.of(text),
            closed: it.closed,
        }
    }

    /// What stands before it: an utterance begins a paragraph or follows a stop, a comma or a cue.
    fn before(&self, lexicon: &Lexicon) -> i32 {
        let last = self.before.chars().next_back();
        let side = match Side::of(last) {
            Side::Edge => 3,
            Side::Terminal | Side::Ellipsis => 2,
            Side::Comma if last == Some(';') => 1,
            Side::Colon => i32::from(self.inner.chars().next().is_some_and(char::is_uppercase)),
            Side::Comma => 0,
            Side::Dash => -2,
            // <a title="…">
            _ if last == Some('=') => return -9,
            Side::Letter | Side::Digit => -4 + self.word_before(lexicon),
            _ => 0,
        };
        let mut words = words_before(self.before).take(4);
        side + if words.any(|word| is_cue(lexicon.classes(word))) { 2 } else { 0 }
    }

    /// What the word right before it says: `the "right" one`, `is "out"`, `Dwayne "The Rock" Johnson`.
    fn word_before(&self, lexicon: &Lexicon) -> i32 {
        let Some(word) = words_before(self.before).next() else { return 0 };
        let classes = lexicon.classes(word);
        if is_cue(classes) {
            3
        } else if classes.any(Classes::NAMING) {
            -1
        } else if classes.any(Classes::DETERMINER.or(Classes::POSSESSIVE)) {
            -2
        } else {
            let capital = word.chars().next().is_some_and(char::is_uppercase);
            -i32::from(capital || classes.any(Classes::BE.or(Classes::PREPOSITION)))
        }
    }

    /// What stands after it: `he said`, or nothing more in the paragraph.
    fn after(&self, lexicon: &Lexicon) -> i32 {
        let after = self.after.trim_start();
        let next = after.chars().next();
        let side = match Side::of(next) {
            Side::Edge => 2,
            // A label: "Minister": Yes. "Reporter": Why?
            Side::Colon => -3,
            Side::Terminal | Side::Comma if self.is_logical() => 2,
            Side::Terminal | Side::Comma => -1,
            Side::Letter if next.is_some_and(char::is_lowercase) => -1,
            _ if next.and_then(Glyph::of).is_some() => -1,
            _ => 0,
        };
        let mut words = words_after(after).take(3);
        let cue = words.any(|word| is_cue(lexicon.classes(word)));
        side + if cue { 4 } else { 0 }
    }

    /// Whether its stop may stand after its mark, as in „Wir gehen jetzt“, sagte er. After a word that is
    /// so of single terms too.
    fn is_logical(&self) -> bool {
        let side = Side::of(self.before.chars().next_back());
        (side == Side::Edge || side.is_stop()) && self.inner.split_whitespace().nth(2).is_some()
    }

    /// What it ends in.
    fn end(&self) -> i32 {
        if !self.closed {
            return -3;
        }
        match Side::of(self.inner.trim_end_matches(['_', '*']).chars().next_back()) {
            Side::Terminal if self.inner.ends_with(['.', '。', '…']) => 2,
            Side::Terminal => 3,
            Side::Comma => 3,
            Side::Dash => 2,
            _ => 0,
        }
    }

    /// How much it is, and whether it is written like a title.
    fn length(&self) -> i32 {
        let mut words = 0;
        let mut capitals = 0;
        let mut title = true;
        for word in self.inner.split_whitespace().take(LONG) {
            words += 1;
            let first = word.chars().next();
            if first.is_some_and(char::is_uppercase) {
                capitals += 1;
            } else {
                // Only little words are lower-case in a title, and none is at its head.
                title &=
                    words > 1 && (first.is_none_or(|c| !c.is_lowercase()) || word.chars().nth(4).is_none());
            }
        }
        let digit = self.inner.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_numeric);
        let length = match words {
            1 => -2,
            2 => -1,
            LONG => 1,
            _ => 0,
        };
        length + if title && capitals > 1 { -3 } else { 0 } + if digit { -2 } else { 0 }
    }
}

/// Words enough for a sentence.
const LONG: usize = 10;

/// Whether a word reports a quotation. What is thought stands in marks as often for other reasons, and
/// what is called so for others only.
fn is_cue(classes: Classes) -> bool {
    classes.any(Classes::CUE_CLAUSE.or(Classes::CUE_QUOTE))
        && !classes.any(Classes::THOUGHT.or(Classes::NAMING))
}

/// How far, in bytes, words are looked for around a quotation.
const NEAR: usize = 64;

/// The words before a quotation, nearest first.
fn words_before(text: &str) -> impl Iterator<Item = &str> {
    tail(text, NEAR).rsplit(between_words).filter(|word| !word.is_empty())
}

/// The words after a quotation.
fn words_after(text: &str) -> impl Iterator<Item = &str> {
    head(text, NEAR).split(between_words).filter(|word| !word.is_empty())
}

fn between_words(c: char) -> bool {
    !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-'))
}

#[cfg(test)]
mod tests {
    use crate::language::Language;
    use crate::quote::quotations;
    use crate::text::{Newlines, laid_out};

    /// The utterances among the outer quotations of a text.
    fn said(text: &str) -> Vec<&str> {
        let (paragraphs, layout) = laid_out(text, Newlines::Auto);
        quotations(text, &paragraphs, layout, &Language::english().lexicon)
            .iter()
            .filter(|it| it.depth == 0 && it.is_speech())
            .map(|it| it.inner.of(text))
            .collect()
    }

    #[test]
    fn sentences_by_themselves_are_said() {
        assert_eq!(said("“We have lost everything,” the farmer said."), ["We have lost everything,"]);
        assert_eq!(said("The farmer looked up. “It never rained.”"), ["It never rained."]);
        assert_eq!(said("“Really?”\n\n“Yes.”"), ["Really?", "Yes."]);
        assert_eq!(said("The sign read: “No one may pass after dark.”"), ["No one may pass after dark."]);
    }

    #[test]
    fn a_stop_after_the_mark_counts_where_the_sentence_allows() {
        assert_eq!(said("„Wir gehen jetzt heim“, sagte er."), ["Wir gehen jetzt heim"]);
        assert_eq!(said("Er rief: „Das war mein letztes Rennen“."), ["Das war mein letztes Rennen"]);
    }

    #[test]
    fn titles_are_not_said() {
        assert!(said("She starred in the film “The Long Road” last year.").is_empty());
        assert!(said("They sang “Blue Hills,” a song of her own, and left.").is_empty());
    }

    #[test]
    fn names_are_not_said() {
        assert!(said("It grows on what farmers call “the long meadow.”").is_empty());
        assert!(said("The word “weather” has many meanings.").is_empty());
        assert_eq!(said("The crowd called: “Give us more!”"), ["Give us more!"]);
    }

    #[test]
    fn values_of_attributes_are_not_said() {
        assert!(said("<a title=\"The long meadow.\">here</a>").is_empty());
    }

    #[test]
    fn nicknames_and_terms_are_not_said() {
        assert!(said("Bob “The Hammer” Miller lost his first fight.").is_empty());
        assert!(said("He blamed the so-called “deep state” for the “leak” again.").is_empty());
        assert!(said("The meat was “organic,” or so the label claimed.").is_empty());
    }

    #[test]
    fn labels_of_interview_turns_are_not_said() {
        assert!(said("''Miller'': We have lost everything.").is_empty());
    }

    #[test]
    fn what_runs_over_paragraphs_is_said() {
        let text = "She wrote “dear all\n\n“it is over”";
        assert_eq!(said(text), ["dear all", "it is over"]);
    }

    #[test]
    fn single_marks_hold_terms_where_double_ones_hold_speech() {
        let text = "“We will win this,” she said. 'Green steel' was his plan. “We will not.”";
        assert_eq!(said(text), ["We will win this,", "We will not."]);
        assert_eq!(said("'We will win this,' she said. 'We will.'"), ["We will win this,", "We will."]);
    }
}

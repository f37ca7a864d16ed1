//! Sentence boundaries.
//!
//! A paragraph break ends a sentence. Inside a paragraph the candidates are the marks that can end one
//! (`.`, `!`, `?`, `…` and those of other scripts); a candidate is decided by the words around it: an
//! abbreviation before it, a small letter behind it, the quotation marks and brackets that close with it.
//! An unbalanced bracket or quotation mark decides nothing. The look around a candidate is bounded, so
//! that splitting takes linear time on any text.

mod boundary;
mod context;
mod item;

use rustc_hash::FxHashSet;

use crate::text::{Newlines, Paragraph, Span, paragraphs};

/// The sentences of a text, in order, without the white space around them: with the gaps between them
/// they rebuild the text.
///
/// What a newline means is told from the text (see [`Newlines`]). To add abbreviations of your own, use
/// an [`Analyzer`](crate::Analyzer).
///
/// ```
/// let text = "Dr. Lee left at 5 p.m. The U.S. team stayed. “Why?” he asked.";
/// let sentences: Vec<&str> = inquit::sentences(text).into_iter().map(|span| span.of(text)).collect();
/// assert_eq!(sentences, ["Dr. Lee left at 5 p.m.", "The U.S. team stayed.", "“Why?” he asked."]);
/// ```
#[must_use]
pub fn sentences(text: &str) -> Vec<Span> {
    split(text, &paragraphs(text, Newlines::Auto), &Abbreviations::default())
}

/// Abbreviations that a user adds: they never end a sentence.
#[derive(Clone, Debug, Default)]
pub(crate) struct Abbreviations(FxHashSet<Box<str>>);

impl Abbreviations {
    /// Abbreviations with or without their full stop, in any case.
    pub(crate) fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        Self(words.into_iter().map(|word| word.trim_end_matches('.').to_lowercase().into()).collect())
    }

    /// Whether a word before a full stop is one of them.
    fn has(&self, word: &str) -> bool {
        !self.0.is_empty() && self.0.contains(word.to_lowercase().as_str())
    }
}

/// The sentences of the paragraphs of a text.
pub(crate) fn split(text: &str, paragraphs: &[Paragraph], own: &Abbreviations) -> Vec<Span> {
    let mut out = Vec::new();
    for paragraph in paragraphs {
        let span = paragraph.span();
        let mut start = span.start();
        for end in boundary::boundaries(span.of(text), own) {
            push(&mut out, text, start, span.start() + end);
            start = span.start() + end;
        }
        push(&mut out, text, start, span.end());
    }
    out
}

fn push(out: &mut Vec<Span>, text: &str, start: usize, end: usize) {
    let sentence = Span::new(start, end).trim(text);
    if !sentence.is_empty() {
        out.push(sentence);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Splits at "|" in `marked` and wants the splitter to do the same without it.
    #[track_caller]
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let found: Vec<&str> = sentences(&text).into_iter().map(|span| span.of(&text)).collect();
        let wanted: Vec<&str> = marked.split('|').map(str::trim).collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn abbreviations_end_a_sentence_only_where_a_new_one_begins() {
        check("Dr. Lee met Sen. Ann Roe (D-Me.) on Sept. 4. | She left.");
        check("He works for Pitt, Briggs & Co. in Leeds. | It closed.");
        check("They came at 5 p.m. | The doors were shut.");
        check("The U.S. Army left the U.S. | It was over.");
        check("See Fig. 3 and pp. 4–9. | No. 5 is best. | I said no. | Really.");
        check("J. K. Rowling met Albert I. Jones, you and I. | Did you?");
    }

    #[test]
    fn quotations_belong_to_the_sentence_they_end() {
        check("“We won.” | “It’s over!” he said. | \"Why?\" Lee asked. | Nobody knew.");
        check("She said, “It is over.” | The crowd left.");
        check("He left (as he had said he would.) | Then it rained.");
    }

    #[test]
    fn stray_brackets_and_marks_decide_nothing() {
        check("He said (and left. | She stayed. | “It was over. | They went.");
    }

    #[test]
    fn items_of_a_list_in_one_line_are_sentences() {
        check("1. The first thing | 2. The second thing | 3. The third");
        check("1) One thing | 2) Another thing");
        check("a. One thing | b. Another thing");
        check("They won 3 to 2. | The crowd left.");
    }

    #[test]
    fn references_and_emoticons_belong_to_the_sentence_before() {
        check("He died in 1661. [12] | It rained. [3] [4] | They left.");
        check("Thanks a lot! :) | See you soon :) | Bye.");
    }

    #[test]
    fn sentences_without_capitals() {
        check("they hiss when they play. | if they bite, it is no game? | he will stay.");
        check("It weighs approx. five tons, incl. the wheels.");
    }

    #[test]
    fn ellipses_and_runs_of_marks() {
        check("Well... maybe. | What?! | Yes!! | I never meant that.... | She left.");
        check("It was . . . odd. | Then it stopped.");
    }

    #[test]
    fn addresses_and_numbers_have_no_boundary_inside() {
        check("Ask Jo.Doe@example.com or www.example.com/a.b today. | It costs $3.50 or 1.5 m. | Good.");
    }

    #[test]
    fn other_scripts_end_their_sentences() {
        check("これは本です。|あれはペンです。");
        check("وصل الوزير. | متى يغادر؟ | غدا.");
    }

    #[test]
    fn own_abbreviations_never_end_a_sentence() {
        let text = "The Gde. Lausanne voted. It was close.";
        let own = Abbreviations::new(["gde."]);
        let paragraphs = paragraphs(text, Newlines::Auto);
        assert_eq!(split(text, &paragraphs, &Abbreviations::default()).len(), 3);
        assert_eq!(split(text, &paragraphs, &own).len(), 2);
    }
}

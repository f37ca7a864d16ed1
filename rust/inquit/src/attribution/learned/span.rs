//! The tags of tokens as spans.

use std::ops::Range;

use super::mend::whole_quotation;
use crate::attribution::content::{VERB_WITHIN, has_verb};
use crate::language::Classes;
use crate::layers::{Layers, Mark};
use crate::model::{REACH, Tag};

/// The spans of each role, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Spans {
    pub(super) contents: Vec<Range<usize>>,
    pub(super) cues: Vec<Range<usize>>,
    pub(super) sources: Vec<Range<usize>>,
}

/// Finds the spans that tags make, while those come. Quotations are whole; marks outside them end no span.
#[derive(Debug, Default)]
pub(super) struct Finder {
    pub(super) spans: Spans,
    /// The next content to give.
    next: usize,
    /// The next quotation to make whole, and the next paragraph to part at.
    quotation: usize,
    paragraph: usize,
    /// How far the content was looked through that goes on into that paragraph.
    looked: usize,
    /// The next token to read, and the span before it that may go on, by its first token and the tag inside it.
    at: usize,
    open: Option<(usize, Tag)>,
}

impl Finder {
    /// Reads on in tags, which may be all there are.
    pub(super) fn read(&mut self, layers: &Layers<'_>, tags: &mut [Tag], all: bool) {
        let limit = self.make_whole(layers, tags, all);
        let limit = self.part_at_paragraphs(layers, tags, limit, all);
        while let Some(&tag) = tags.get(self.at).filter(|_| self.at < limit) {
            if self.open.is_none_or(|(_, inside)| tag != inside) {
                self.close(layers);
                let inside = match tag {
                    Tag::Outside => None,
                    Tag::ContentBegins | Tag::Content => Some(Tag::Content),
                    Tag::CueBegins | Tag::Cue => Some(Tag::Cue),
                    Tag::SourceBegins | Tag::Source => Some(Tag::Source),
                };
                self.open = inside.map(|inside| (self.at, inside));
            }
            self.at += 1;
        }
        if all {
            self.close(layers);
        }
    }

    /// The next content, if all is found that it can reach, and that a cue can which it reaches.
    pub(super) fn next_content(&mut self, all: bool) -> Option<Range<usize>> {
        let content = self.spans.contents.get(self.next)?.clone();
        let reach = content.end + REACH;
        if !all && !self.has_found(reach) {
            return None;
        }
        let cues = self.spans.cues.partition_point(|cue| cue.start < reach);
        let last = cues.checked_sub(1).and_then(|last| self.spans.cues.get(last));
        if !all && !self.has_found(last.map_or(0, |cue| cue.end) + REACH) {
            return None;
        }
        self.next += 1;
        Some(content)
    }

    /// Whether all cues and sources are found that begin before a token.
    fn has_found(&self, token: usize) -> bool {
        let comes = self.open.is_some_and(|(first, inside)| first < token && inside != Tag::Content);
        self.at > token && !comes
    }

    /// Makes the quotations whole that all tags are there of and behind; returns how far tags don't change any more.
    fn make_whole(&mut self, layers: &Layers<'_>, tags: &mut [Tag], all: bool) -> usize {
        while let Some(quotation) = layers.quotations.get(self.quotation) {
            if quotation.depth == 0 {
                let range = layers.token_at(quotation.span.start())..layers.token_at(quotation.span.end());
                if !all && range.end >= tags.len() {
                    return range.start.min(tags.len());
                }
                whole_quotation(layers, tags, range);
            }
            self.quotation += 1;
        }
        tags.len()
    }

    /// Lets nothing but a quotation go on into the next paragraph, as a headline's last word can. What is then no clause is
    /// what was left of that: the name that the text under "Poll shows" begins with. Returns how far tags don't change any
    /// more.
    fn part_at_paragraphs(
        &mut self,
        layers: &Layers<'_>,
        tags: &mut [Tag],
        limit: usize,
        all: bool,
    ) -> usize {
        while let Some(paragraph) = layers.paragraphs.get(self.paragraph) {
            let first = layers.token_at(paragraph.span().start());
            let Some(&tag) = tags.get(first).filter(|_| first < limit) else { break };
            match tag {
                Tag::Cue => set(tags, first, Tag::CueBegins),
                Tag::Source => set(tags, first, Tag::SourceBegins),
                Tag::Content if !is_quoted_on(layers, first) => {
                    let settled = tags.get(..limit).unwrap_or(tags);
                    let run = |from: usize| settled.iter().skip(from).take_while(|&&tag| tag == Tag::Content);
                    let near = first + run(first).take(VERB_WITHIN).count();
                    // What comes may make a clause of it, or be left of the headline too.
                    if !all && near == limit && near < first + VERB_WITHIN {
                        return first;
                    }
                    if layers.quotation(first).is_some() || has_verb(layers, first, near) {
                        set(tags, first, Tag::ContentBegins);
                    } else {
                        let from = self.looked.max(first);
                        self.looked = from + run(from).count();
                        if !all && self.looked == limit {
                            return first;
                        }
                        tags.get_mut(first..self.looked)
                            .into_iter()
                            .flatten()
                            .for_each(|tag| *tag = Tag::Outside);
                    }
                }
                _ => {}
            }
            self.paragraph += 1;
        }
        limit
    }

    /// Notes the span that ends before the next token.
    fn close(&mut self, layers: &Layers<'_>) {
        let Some((first, inside)) = self.open.take() else { return };
        let span = without_marks(layers, first..self.at);
        match inside {
            Tag::Cue => self.spans.cues.extend(span),
            Tag::Source => self.spans.sources.extend(span),
            _ => self.spans.contents.extend(span),
        }
    }
}

fn set(tags: &mut [Tag], at: usize, tag: Tag) {
    if let Some(slot) = tags.get_mut(at) {
        *slot = tag;
    }
}

/// Whether a paragraph that begins with a token goes on with the quotation that the one before ends in.
fn is_quoted_on(layers: &Layers<'_>, first: usize) -> bool {
    let quotation = |at: usize| layers.quotation(at);
    let (Some(before), Some(here)) = (first.checked_sub(1).and_then(quotation), quotation(first)) else {
        return false;
    };
    layers.quotations.get(here).is_some_and(|here| here.continues == Some(before as u32))
}

/// A range without marks at its ends, but for those of quotations, and without an “and” that joins nothing in it to what is
/// behind; `None` if it has no word.
fn without_marks(layers: &Layers<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let stays = |at: &usize| layers.is_word(*at) || layers.quotation(*at).is_some();
    let apart = |at: usize| !layers.is_word(at) || layers.quotation(at).is_some();
    let joins = |at: usize| layers.is(at, Classes::CONJUNCTION) && layers.quotation(at).is_none();
    let first = range.clone().find(stays)?;
    // Not that of “it hasn't come yet,” or of “he thinks so.”
    let goes_on = |at: usize| {
        joins(at) && (at.checked_sub(1).is_some_and(apart) || at > first && layers.is_word(at + 1))
    };
    let last = range.clone().rev().find(|&at| stays(&at) && !goes_on(at))?;
    let end = if closes(layers, first..last + 1) { last + 2 } else { last + 1 };
    range.clone().any(|at| layers.is_word(at)).then_some(first..end)
}

/// Whether the token behind a range closes a bracket that the range has left open: "the Democratic Forces (DF)".
fn closes(layers: &Layers<'_>, range: Range<usize>) -> bool {
    let behind = layers.mark(range.end) == Mark::CloseBracket;
    let mut marks = range.rev().take(LONGEST_BRACKET).map(|at| layers.mark(at));
    behind
        && marks.find(|mark| matches!(mark, Mark::OpenBracket | Mark::CloseBracket))
            == Some(Mark::OpenBracket)
}

/// How many tokens back the bracket that is left open may be.
const LONGEST_BRACKET: usize = 40;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::layers::Ground;

    /// The spans of contents, of cues and of sources that tags make, a letter a token: `c` and `C` for content and its
    /// first token, `u` and `U` for cues, `s` and `S` for sources.
    fn found<'t>(text: &'t str, tags: &str) -> [Vec<&'t str>; 3] {
        let language = Language::english();
        let ground = Ground::english(text);
        let layers = ground.layers(text, &language);
        let tag = |letter| match letter {
            'C' => Tag::ContentBegins,
            'c' => Tag::Content,
            'U' => Tag::CueBegins,
            'u' => Tag::Cue,
            'S' => Tag::SourceBegins,
            's' => Tag::Source,
            _ => Tag::Outside,
        };
        assert_eq!(tags.len(), layers.tokens.len());
        let tags: Vec<Tag> = tags.chars().map(tag).collect();
        let whole = spans(&layers, &tags, tags.len());
        for stretch in 1..tags.len() {
            assert_eq!(spans(&layers, &tags, stretch), whole, "{stretch} at a time");
        }
        let Spans { contents, cues, sources } = whole;
        [contents, cues, sources]
            .map(|list| list.into_iter().map(|range| layers.span(range.start, range.end).of(text)).collect())
    }

    /// The spans of tags that come so many at a time.
    fn spans(layers: &Layers<'_>, tags: &[Tag], stretch: usize) -> Spans {
        let (mut finder, mut come) = (Finder::default(), Vec::new());
        for stretch in tags.chunks(stretch) {
            come.extend_from_slice(stretch);
            finder.read(layers, &mut come, false);
        }
        finder.read(layers, &mut come, true);
        finder.spans
    }

    #[test]
    fn spans_end_without_marks() {
        let [contents, cues, sources] = found("Ann Lee said that it rained, again.", "SsUCcccc.");
        assert_eq!((contents, cues, sources), (vec!["that it rained, again"], vec!["said"], vec!["Ann Lee"]));
    }

    #[test]
    fn a_bracket_that_a_span_opens_is_closed_in_it() {
        let [_, _, sources] = found("The Free Press (FP) said no.", "Sssss.UC.");
        assert_eq!(sources, ["The Free Press (FP)"]);
        let [_, _, sources] = found("It (the Free Press) said no.", "..Sss.UC.");
        assert_eq!(sources, ["the Free Press"]);
    }

    #[test]
    fn a_quotation_that_is_mostly_content_is_content_with_its_marks() {
        let [contents, ..] = found("Ann Lee said: “It rains and rains.”", "SsU..Ccc...");
        assert_eq!(contents, ["“It rains and rains.”"]);
    }

    #[test]
    fn a_quotation_that_hardly_is_content_is_none() {
        let [contents, ..] = found("She called it “the long wet year” and left.", "SU....C.....");
        assert!(contents.is_empty());
    }

    #[test]
    fn content_goes_on_through_a_quotation() {
        let [contents, ..] = found("He said it was “a mistake” to go.", "SUCc.cc.cc.");
        assert_eq!(contents, ["it was “a mistake” to go"]);
    }

    #[test]
    fn no_source_goes_on_in_the_next_paragraph() {
        let [_, _, sources] = found("Talks with Ann Lee\n\nAnn Lee said no.", "..SsssUC.");
        assert_eq!(sources, ["Ann Lee", "Ann Lee"]);
    }

    #[test]
    fn what_is_left_of_the_content_of_a_headline_is_none() {
        let [contents, cues, _] = found("Poll shows voters want\n\nAnn Lee said it rained.", "SUCcccUCc.");
        assert_eq!((contents, cues), (vec!["voters want", "it rained"], vec!["shows", "said"]));
        let [contents, ..] = found("Lee says the\n\nBridges will open, she said.", "SUCccccUS.");
        assert_eq!(contents, ["the", "Bridges will open"]);
        let [contents, ..] = found("Lee on “the tunnel”\n\n“No one needs it,” she said.", "S.Ccccccccccc...");
        assert_eq!(contents, ["“the tunnel”", "“No one needs it,”"]);
    }

    #[test]
    fn content_goes_on_in_the_next_paragraph_only_in_a_quotation() {
        let [contents, ..] = found("Readers on Ann Lee\n\n“We like her,” they say.", "SUCccccccc...");
        assert_eq!(contents, ["Ann Lee", "“We like her,”"]);
        let [contents, ..] = found("Ann Lee: “It rains.\n\n“It pours.”", "Ss.Ccccccccc");
        assert_eq!(contents.len(), 1, "{contents:?}");
    }

    #[test]
    fn content_ends_before_a_conjunction_that_nothing_follows() {
        let [contents, ..] = found("He said it was “a mistake” and left.", "SUCcccccc..");
        assert_eq!(contents, ["it was “a mistake”"]);
        let [contents, ..] = found("She plans to leave and hopes to return.", "SUCcc....");
        assert_eq!(contents, ["to leave"]);
        let [contents, ..] = found("He said it had not come yet.", "SUCcccc.");
        assert_eq!(contents, ["it had not come yet"]);
        let [contents, ..] = found("It was “late” and cold.", ".....C..");
        assert!(contents.is_empty());
        let [contents, ..] = found("He thinks so too.", "SUC..");
        assert_eq!(contents, ["so"]);
    }
}

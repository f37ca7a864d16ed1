//! Which cue and which source each content belongs to, and how sure that is.

use std::ops::Range;

use super::span::Spans;
use crate::attribution::QuoteKind;
use crate::attribution::draft::kind;
use crate::layers::Layers;
use crate::model::{Link, Odds, Reading};
use crate::text::ParagraphKind;

/// How many cues, and how many sources, on each side of content are asked whether they belong to it.
pub(super) const CANDIDATES: usize = 12;

/// A cue or a source that content is linked to, by its index among all, with its share among the candidates.
#[derive(Clone, Copy, Debug)]
pub(super) struct Linked {
    pub(super) at: Option<usize>,
    pub(super) share: f32,
}

/// How the candidates for a content do.
#[derive(Debug)]
pub(super) struct Choice {
    /// The index, among all, of the first one that was asked.
    first: usize,
    odds: Odds,
}

impl Choice {
    fn best(&self) -> Option<usize> {
        self.odds.best().map(|at| self.first + at)
    }
}

/// How cues and sources do for a content, of those spans that are found so far: all that the content can reach.
pub(super) fn choose(
    layers: &Layers<'_>,
    reading: &mut Reading<'_>,
    spans: &Spans,
    content: &Range<usize>,
) -> [Choice; 2] {
    let near_cues = near(layers, &spans.cues, content);
    let candidates = spans.cues.get(near_cues.clone()).unwrap_or(&[]);
    let odds = reading.odds(&[(Link::ContentToCue, content.clone())], candidates);
    let cue = Choice { first: near_cues.start, odds };
    let near_sources = near(layers, &spans.sources, content);
    let mut asked = vec![(Link::ContentToSource, content.clone())];
    asked.extend(cue.best().and_then(|at| spans.cues.get(at)).map(|cue| (Link::CueToSource, cue.clone())));
    let candidates = spans.sources.get(near_sources.clone()).unwrap_or(&[]);
    [cue, Choice { first: near_sources.start, odds: reading.odds(&asked, candidates) }]
}

/// The cue and the source of each content, when all are found.
pub(super) fn linked(layers: &Layers<'_>, spans: &Spans, choices: Vec<[Choice; 2]>) -> Vec<[Linked; 2]> {
    let [cues, sources] = [0, 1].map(|role| choices.iter().filter_map(move |choice| choice.get(role)));
    let words = |choice: &Choice| {
        let cue = choice.best().and_then(|at| spans.cues.get(at));
        cue.map(|cue| layers.span(cue.start, cue.end).of(layers.text))
    };
    let words: Vec<Option<&str>> = cues.clone().map(words).collect();
    let contents = Contents { layers, contents: &spans.contents, words: &words };
    let linked = contents.shares(&spans.cues, cues).into_iter().zip(contents.shares(&spans.sources, sources));
    linked.map(|(cue, source)| [cue, source]).collect()
}

/// All contents, each with the words of its cue.
struct Contents<'c> {
    layers: &'c Layers<'c>,
    contents: &'c [Range<usize>],
    words: &'c [Option<&'c str>],
}

impl Contents<'_> {
    /// What is chosen for each content among cues or sources, with its share.
    ///
    /// For words without quotation marks whose own sentence has it, those of other sentences don't count that have content of
    /// their own there, with a cue of the same words: in "Mr. Lee said that it rained. Mr. Roe said that it rained. Mr. Hill
    /// said …" each is as good as the next for a model, which reads the same everywhere, and among two dozen none would have
    /// a share worth the name.
    fn shares<'c>(
        &self,
        spans: &[Range<usize>],
        choices: impl Iterator<Item = &'c Choice> + Clone,
    ) -> Vec<Linked> {
        let of: Vec<usize> = spans.iter().map(|span| self.sentence(span.start)).collect();
        let is_in = |at: usize, content: &Range<usize>| {
            let around = self.sentence(content.start)..=self.sentence(content.end.saturating_sub(1));
            of.get(at).is_some_and(|sentence| around.contains(sentence))
        };
        // The words of the cue of the content that each belongs to in its sentence.
        let mut taken: Vec<Option<&str>> = vec![None; spans.len()];
        for ((content, choice), words) in self.contents.iter().zip(choices.clone()).zip(self.words) {
            let at = choice.best().filter(|&at| is_in(at, content));
            if let Some(taken) = at.and_then(|at| taken.get_mut(at)) {
                *taken = *words;
            }
        }
        let share = |((content, choice), words): ((&Range<usize>, &Choice), &Option<&str>)| {
            let at = choice.best();
            let own = at.is_some_and(|at| is_in(at, content));
            let alone = own && kind(self.layers, std::slice::from_ref(content)) == QuoteKind::Indirect;
            let like = |at: usize| words.is_some() && taken.get(at) == Some(words);
            let counts = |at: usize| {
                let at = choice.first + at;
                !(alone && like(at)) || is_in(at, content)
            };
            Linked { at, share: choice.odds.share(counts) }
        };
        self.contents.iter().zip(choices).zip(self.words).map(share).collect()
    }

    /// The number of a token's sentence.
    fn sentence(&self, at: usize) -> usize {
        let start = self.layers.tokens.get(at).map_or(0, |token| token.span().start());
        self.layers.sentences.partition_point(|sentence| sentence.start() <= start)
    }
}

/// The spans around content, of a sorted list, as their indices: those of its own paragraphs and, where it has quotation
/// marks, of the one before, which may introduce it, and of the one behind, which its quotation may go on in. A headline
/// reports nothing of the text under it.
fn near(layers: &Layers<'_>, spans: &[Range<usize>], content: &Range<usize>) -> Range<usize> {
    let quoted = kind(layers, std::slice::from_ref(content)) != QuoteKind::Indirect;
    let body = |at: usize| {
        layers.paragraphs.get(at).is_some_and(|paragraph| paragraph.kind() == ParagraphKind::Body)
    };
    let first = layers.paragraph_of(content.start);
    let last = layers.paragraph_of(content.end.saturating_sub(1));
    // Each turn behind a dash has its own, unless a colon leads to it.
    let led = |above: usize| {
        let text = layers.paragraphs.get(above).map_or("", |paragraph| paragraph.span().of(layers.text));
        !layers.is_behind_dash(content.start) || text.trim_end().ends_with(':')
    };
    let above = first.checked_sub(1).filter(|&above| quoted && body(above) && body(first) && led(above));
    let quotation = layers.quotation(content.end.saturating_sub(1)).and_then(|at| layers.quotations.get(at));
    let below = quotation.is_some_and(|it| !it.closed) && body(last) && body(last + 1);
    let before = |paragraph: usize| {
        let token = layers.token_at(layers.paragraphs.get(paragraph)?.span().start());
        Some(spans.partition_point(|span| span.start < token))
    };
    let from = spans.partition_point(|span| span.end <= content.start).saturating_sub(CANDIDATES);
    let to = spans.partition_point(|span| span.start < content.end) + CANDIDATES;
    let from = from.max(before(above.unwrap_or(first)).unwrap_or(0));
    let to = to.min(before(last + 1 + usize::from(below)).unwrap_or(spans.len())).min(spans.len());
    from..to.max(from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::layers::Ground;

    /// The places of those parts of a text, in order, that may belong to content.
    fn near_of(text: &str, parts: &[&str], content: &str) -> Range<usize> {
        let language = Language::english();
        let ground = Ground::english(text);
        let layers = ground.layers(text, &language);
        let range = |part: &str| {
            let start = text.find(part).unwrap();
            layers.token_at(start)..layers.token_at(start + part.len())
        };
        let parts: Vec<_> = parts.iter().map(|part| range(part)).collect();
        near(&layers, &parts, &range(content))
    }

    #[test]
    fn what_belongs_to_content_stands_in_its_paragraph_or_next_to_its_quotation() {
        let text = "The mayor spoke:\n\nMarsh, who wept, refused to answer.\n\n“We won,” Ann Lee said.\n\nThe office disagreed.";
        let sources = ["The mayor", "Marsh", "Ann Lee", "The office"];
        assert_eq!(near_of(text, &sources, "to answer"), 1..2);
        assert_eq!(near_of(text, &sources, "“We won,”"), 1..3);
        assert!(near_of(text, &sources[..1], "to answer").is_empty());
        let text = "“We won.\n\n“It was late,” Ann Lee said.";
        assert_eq!(near_of(text, &["Ann Lee"], "“We won."), 0..1, "it goes on");
    }

    #[test]
    fn a_headline_reports_nothing_of_the_text_under_it() {
        let text = "Reed says he will leave\n\n“It is time.” So spoke the mayor of Marlby.\n\nA word that Tom Roe used\n\n“Late.”";
        let sources = ["Reed", "the mayor", "Tom Roe"];
        assert_eq!(near_of(text, &sources, "he will leave"), 0..1);
        assert_eq!(near_of(text, &sources, "“It is time.”"), 1..2);
        assert!(near_of(text, &sources, "“Late.”").is_empty());
    }

    /// The share that the first of two cues has for the first content of a text, which it is likelier for than the second; the
    /// other content, if there is one, has it the other way round.
    fn share_of(text: &str, contents: &[&str], cues: [&str; 2]) -> f32 {
        let language = Language::english();
        let ground = Ground::english(text);
        let layers = ground.layers(text, &language);
        let range = |start: usize, part: &str| layers.token_at(start)..layers.token_at(start + part.len());
        let contents: Vec<_> = contents.iter().map(|part| range(text.find(part).unwrap(), part)).collect();
        let [first, last] = cues;
        let spans = [range(text.find(first).unwrap(), first), range(text.rfind(last).unwrap(), last)];
        let choices = [[OURS, THEIRS], [THEIRS, OURS]].map(|odds| Choice { first: 0, odds: Odds::of(&odds) });
        let words = cues.map(Some);
        let all = Contents { layers: &layers, contents: &contents, words: &words };
        all.shares(&spans, choices.iter()).first().unwrap().share
    }

    const OURS: f32 = 3.0;
    const THEIRS: f32 = 2.5;

    #[test]
    fn like_cues_of_other_sentences_that_report_there_take_no_share() {
        let alone = OURS.exp() / (OURS.exp() + 1.0);
        let contested = OURS.exp() / (OURS.exp() + THEIRS.exp() + 1.0);
        let is = |share: f32, wanted: f32| assert!((share - wanted).abs() < 1e-4, "{share} {wanted}");
        let both = ["it rained", "it snowed"];
        is(share_of("Ann Lee said it rained. Tom Roe said it snowed.", &both, ["said"; 2]), alone);
        is(share_of("Ann Lee said it rained, and Tom Roe said it snowed.", &both, ["said"; 2]), contested);
        is(share_of("Ann Lee said it rained. Tom Roe hopes it snowed.", &both, ["said", "hopes"]), contested);
        is(share_of("Ann Lee said it rained. Tom Roe said no more.", &both[..1], ["said"; 2]), contested);
    }
}

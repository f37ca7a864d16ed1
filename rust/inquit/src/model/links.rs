//! The links of a document: which candidates are the likeliest cue and source of a content.
//!
//! A score is only worth something beside others of the same token, so what is told is odds: how much likelier a
//! candidate is than there being none, as a logarithm.

use std::ops::Range;

use super::arithmetic::{exp, ln};
use super::link::{Head, Heads, KINDS, Link};
use super::product::{Sums, Vectors};
use super::reading::Reading;

/// Links join tokens that are less than this apart.
const REACH: usize = 512;
/// Most tokens of a span that are asked for their links; of a longer one so many, evenly spaced.
const ASKED: usize = 64;
/// A longer span is asked in so many tokens at either end, as what lies further in has no one outside in reach.
const END: usize = REACH / 2;
/// Keys that are kept: those of all that a token can reach.
const KEPT: usize = 2 * REACH;

/// The links of a document. It keeps the keys of the tokens that it was last asked for, so that going through the
/// contents in the order of the text computes each token's about once.
pub(crate) struct Links<'r> {
    reading: &'r Reading,
    heads: &'r Heads,
    kept: [Kept; KINDS],
    scratch: Scratch,
}

/// Keys, each at the place that its token's number gives.
#[derive(Default)]
struct Kept {
    tokens: Vec<Option<usize>>,
    numbers: Vec<f32>,
}

#[derive(Default)]
struct Scratch {
    vectors: Vectors,
    sums: Vec<Sums>,
    missing: Vec<usize>,
    products: Vec<f32>,
}

/// The tokens that are asked, in order, each with its vector and its score of there being no link.
struct Asked<'h> {
    head: &'h Head,
    tokens: Vec<usize>,
    queries: Vec<f32>,
    none: Vec<f32>,
    width: usize,
}

/// Those tokens of some candidates that are within reach.
struct Near {
    /// The first of the candidates.
    first: usize,
    /// Where each one's tokens end.
    ends: Vec<usize>,
    tokens: Vec<usize>,
}

/// How candidates do against there being none.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Odds {
    /// The odds of this candidate and of those that follow it; others are out of reach.
    first: usize,
    odds: Vec<f32>,
}

impl Odds {
    /// The best candidate, and its share of the likelihood of all and of there being none; `None` if that is
    /// likelier than it.
    pub(crate) fn best(&self) -> Option<(usize, f32)> {
        let (mut best, mut most) = (None, 0.0_f32);
        for (at, &odds) in self.odds.iter().enumerate() {
            if odds > most {
                (best, most) = (Some(at), odds);
            }
        }
        let all: f32 = self.odds.iter().map(|odds| exp(odds - most)).sum();
        best.map(|at| (self.first + at, 1.0 / (all + exp(-most))))
    }
}

impl<'r> Links<'r> {
    pub(super) fn new(reading: &'r Reading, heads: &'r Heads) -> Self {
        Self { reading, heads, kept: Default::default(), scratch: Scratch::default() }
    }

    /// How each candidate does as what a span links to: the mean of the odds that the link of each of the span's
    /// tokens leads into it, as far as it is within their reach. Candidates are in the order of the text.
    pub(crate) fn odds(&mut self, link: Link, span: Range<usize>, candidates: &[Range<usize>]) -> Odds {
        let asked = self.ask(link, span);
        let near = Near::new(&asked.tokens, candidates);
        let keys = self.keys(link, &near.tokens);
        let odds = near.each(&keys, self.heads.width).map(|tokens| {
            let each = (0..asked.tokens.len()).filter_map(|at| {
                let odds = tokens.clone().filter_map(|(to, key)| asked.odds(at, to, key));
                log_of_sum(odds)
            });
            mean(each).unwrap_or(f32::NEG_INFINITY)
        });
        Odds { first: near.first, odds: odds.collect() }
    }

    /// How each candidate does as the source of a content that a cue reports: the odds that a link leads into it, if
    /// each of its tokens has the mean odds of the content's tokens and of the cue's together. Candidates are in
    /// the order of the text.
    pub(crate) fn sources(
        &mut self,
        content: Range<usize>,
        cue: Option<Range<usize>>,
        candidates: &[Range<usize>],
    ) -> Odds {
        let mut asked = vec![(Link::ContentToSource, content)];
        asked.extend(cue.map(|cue| (Link::CueToSource, cue)));
        let asked: Vec<_> = asked.into_iter().map(|(link, span)| (link, self.ask(link, span))).collect();
        let mut tokens: Vec<usize> =
            asked.iter().flat_map(|(_, asked)| asked.tokens.iter().copied()).collect();
        tokens.sort_unstable();
        let near = Near::new(&tokens, candidates);
        let mut sums = vec![None; near.tokens.len()];
        for (link, asked) in &asked {
            let keys = self.keys(*link, &near.tokens);
            for ((sum, &to), key) in
                sums.iter_mut().zip(&near.tokens).zip(keys.chunks_exact(self.heads.width))
            {
                let odds = mean((0..asked.tokens.len()).filter_map(|at| asked.odds(at, to, key)));
                *sum = odds.map(|odds| odds + sum.unwrap_or(0.0)).or(*sum);
            }
        }
        let odds = near.ranges().map(|range| {
            let tokens = sums.get(range).unwrap_or(&[]).iter().flatten().copied();
            log_of_sum(tokens).unwrap_or(f32::NEG_INFINITY)
        });
        Odds { first: near.first, odds: odds.collect() }
    }

    /// The tokens of a span that are asked, with their vectors.
    fn ask(&mut self, link: Link, span: Range<usize>) -> Asked<'r> {
        let head = self.heads.head(link);
        let tokens = asked(span.start..span.end.min(self.reading.tags.len()));
        let Scratch { vectors, sums, .. } = &mut self.scratch;
        let mut queries = Vec::new();
        self.reading.vectors(tokens.iter().copied(), vectors);
        head.queries.times(vectors, sums, &mut queries);
        let width = self.heads.width;
        let none = queries.chunks_exact(width).map(|query| head.none(query)).collect();
        Asked { head, tokens, queries, none, width }
    }

    /// The keys of tokens, one after the other.
    fn keys(&mut self, link: Link, tokens: &[usize]) -> Vec<f32> {
        let width = self.heads.width;
        let [cue, source, source_of_cue] = &mut self.kept;
        let kept = match link {
            Link::ContentToCue => cue,
            Link::ContentToSource => source,
            Link::CueToSource => source_of_cue,
        };
        kept.tokens.resize(KEPT, None);
        kept.numbers.resize(KEPT * width, 0.0);
        let Scratch { vectors, sums, missing, products } = &mut self.scratch;
        missing.clear();
        let known = |token: &usize| kept.tokens.get(token % KEPT) == Some(&Some(*token));
        missing.extend(tokens.iter().filter(|token| !known(token)));
        self.reading.vectors(missing.iter().copied(), vectors);
        self.heads.head(link).keys.times(vectors, sums, products);
        let mut computed = missing.iter().zip(products.chunks_exact(width)).peekable();
        let mut keys = Vec::with_capacity(tokens.len() * width);
        for token in tokens {
            let slot = token % KEPT;
            let place = kept.numbers.get_mut(slot * width..(slot + 1) * width);
            let (Some(place), Some(holder)) = (place, kept.tokens.get_mut(slot)) else { continue };
            if let Some((_, key)) = computed.next_if(|(missing, _)| *missing == token) {
                place.copy_from_slice(key);
                *holder = Some(*token);
            }
            keys.extend_from_slice(place);
        }
        keys
    }
}

impl Asked<'_> {
    /// The odds that a token's link leads to another; `None` if that is out of its reach.
    fn odds(&self, at: usize, to: usize, key: &[f32]) -> Option<f32> {
        let from = *self.tokens.get(at)?;
        let query = self.queries.get(at * self.width..(at + 1) * self.width)?;
        (from.abs_diff(to) < REACH)
            .then(|| self.head.score(from, query, to, key) - self.none.get(at).unwrap_or(&0.0))
    }
}

/// Which tokens of a span are asked.
fn asked(span: Range<usize>) -> Vec<usize> {
    let spaced = |span: Range<usize>, most: usize| {
        let count = span.len().min(most);
        let (start, length) = (span.start, span.len());
        (0..count).map(move |at| start + at * length / count)
    };
    if span.len() <= 2 * END {
        spaced(span, ASKED).collect()
    } else {
        let last = span.end - END..span.end;
        spaced(span.start..span.start + END, ASKED / 2).chain(spaced(last, ASKED / 2)).collect()
    }
}

impl Near {
    /// Those tokens of candidates that are within reach of one of the sorted tokens that are asked.
    fn new(asked: &[usize], candidates: &[Range<usize>]) -> Self {
        let (Some(first), Some(last)) = (asked.first(), asked.last()) else {
            return Self { first: 0, ends: Vec::new(), tokens: Vec::new() };
        };
        let (from, to) = ((first + 1).saturating_sub(REACH), last + REACH);
        let first = candidates.partition_point(|candidate| candidate.end <= from);
        let near = candidates.iter().skip(first).take_while(|candidate| candidate.start < to);
        let (mut ends, mut tokens) = (Vec::new(), Vec::new());
        for candidate in near {
            let inside = candidate.start.max(from)..candidate.end.min(to);
            tokens.extend(inside.filter(|token| {
                let behind = asked.partition_point(|asked| asked < token);
                let neighbours = asked.iter().skip(behind.saturating_sub(1)).take(2);
                neighbours.into_iter().any(|asked| asked.abs_diff(*token) < REACH)
            }));
            ends.push(tokens.len());
        }
        Self { first, ends, tokens }
    }

    /// Where each candidate's tokens are.
    fn ranges(&self) -> impl Iterator<Item = Range<usize>> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| start..end)
    }

    /// Each candidate's tokens with their keys.
    fn each<'k>(
        &'k self,
        keys: &'k [f32],
        width: usize,
    ) -> impl Iterator<Item = impl Iterator<Item = (usize, &'k [f32])> + Clone> {
        self.ranges().map(move |range| {
            let tokens = self.tokens.get(range.clone()).unwrap_or(&[]);
            let keys = keys.chunks_exact(width).skip(range.start);
            tokens.iter().copied().zip(keys)
        })
    }
}

/// ln Σ eˣ.
fn log_of_sum(numbers: impl Iterator<Item = f32> + Clone) -> Option<f32> {
    let most = numbers.clone().reduce(f32::max)?;
    Some(most + ln(numbers.map(|number| exp(number - most)).sum()))
}

fn mean(numbers: impl Iterator<Item = f32>) -> Option<f32> {
    let (count, sum) =
        numbers.fold((0_u16, 0.0), |(count, sum), number| (count.saturating_add(1), sum + number));
    (count > 0).then(|| sum / f32::from(count))
}

#[cfg(test)]
impl Odds {
    /// The odds of the only candidate.
    pub(super) fn only(&self) -> f32 {
        assert_eq!(self.odds.len(), 1);
        self.odds[0]
    }
}

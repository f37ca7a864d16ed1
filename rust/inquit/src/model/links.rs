//! The links of a document: which candidates are the likeliest cue and source of a content.
//!
//! A score is only worth something beside others of the same token, so what is told is odds: how much likelier a
//! candidate is than there being none, as a logarithm.

use std::ops::Range;

use super::arithmetic::{exp, ln};
use super::link::{Head, Heads, KINDS, Link, REACH};
use super::product::{Sums, Vectors};
use super::reading::Encodings;

/// Most tokens of a span that are asked for their links; of a longer one so many, evenly spaced.
const ASKED: usize = 64;
/// A longer span is asked in so many tokens at either end, as what lies further in has no one outside in reach.
const END: usize = REACH / 2;
/// Keys that are kept: those of all that a token can reach.
const KEPT: usize = 2 * REACH;

/// The links of a document. It keeps the keys of the tokens that it was last asked for, so that going through the
/// contents in the order of the text computes each token's about once.
pub(super) struct Links<'r> {
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
    /// These odds of all candidates.
    #[cfg(test)]
    pub(crate) fn of(odds: &[f32]) -> Self {
        Self { first: 0, odds: odds.to_vec() }
    }

    /// The best candidate, `None` if there being none is likelier.
    pub(crate) fn best(&self) -> Option<usize> {
        let (mut best, mut most) = (None, 0.0_f32);
        for (at, &odds) in self.odds.iter().enumerate() {
            if odds > most {
                (best, most) = (Some(at), odds);
            }
        }
        best.map(|at| self.first + at)
    }

    /// The share of the best one, or of there being none, of the likelihood of both and of all candidates that count.
    pub(crate) fn share(&self, counts: impl Fn(usize) -> bool) -> f32 {
        let best = self.best();
        let odds = |at: usize| at.checked_sub(self.first).and_then(|at| self.odds.get(at)).copied();
        let most = best.and_then(odds).unwrap_or(0.0);
        let candidates = (self.first..).zip(&self.odds).filter(|&(at, _)| best == Some(at) || counts(at));
        let all: f32 = candidates.map(|(_, odds)| exp(odds - most)).sum();
        1.0 / (all + exp(-most))
    }
}

impl<'r> Links<'r> {
    pub(super) fn new(heads: &'r Heads) -> Self {
        Self { heads, kept: Default::default(), scratch: Scratch::default() }
    }

    /// How each candidate does as what spans link to, each by a kind of link: the odds that a link leads into it, if each
    /// of its tokens has the sum of what it has by each kind, the mean of the odds of the span's tokens that it is within
    /// reach of. Candidates are in the order of the text.
    pub(super) fn odds(
        &mut self,
        encodings: &mut Encodings<'_>,
        spans: &[(Link, Range<usize>)],
        candidates: &[Range<usize>],
    ) -> Odds {
        let ask = |(link, span): &(Link, Range<usize>)| (*link, self.ask(encodings, *link, span.clone()));
        let asked: Vec<_> = spans.iter().map(ask).collect();
        let mut tokens: Vec<usize> =
            asked.iter().flat_map(|(_, asked)| asked.tokens.iter().copied()).collect();
        tokens.sort_unstable();
        let near = Near::new(&tokens, candidates);
        let mut sums = vec![None; near.tokens.len()];
        for (link, asked) in &asked {
            let keys = self.keys(encodings, *link, &near.tokens);
            let mut means = Means::new(asked);
            for ((sum, &to), key) in
                sums.iter_mut().zip(&near.tokens).zip(keys.chunks_exact(self.heads.width))
            {
                let odds = means.of(to, key);
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
    fn ask(&mut self, encodings: &mut Encodings<'_>, link: Link, span: Range<usize>) -> Asked<'r> {
        let head = self.heads.head(link);
        let tokens = asked(span.start..span.end.min(encodings.count()));
        let Scratch { vectors, sums, .. } = &mut self.scratch;
        let mut queries = Vec::new();
        encodings.vectors(tokens.iter().copied(), vectors);
        head.queries.times(vectors, sums, &mut queries);
        let width = self.heads.width;
        let none = queries.chunks_exact(width).map(|query| head.none(query)).collect();
        Asked { head, tokens, queries, none, width }
    }

    /// The keys of tokens, one after the other.
    fn keys(&mut self, encodings: &mut Encodings<'_>, link: Link, tokens: &[usize]) -> Vec<f32> {
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
        let mut keys = vec![0.0; tokens.len() * width];
        for ((at, &token), key) in tokens.iter().enumerate().zip(keys.chunks_exact_mut(width)) {
            match kept.of(token, width) {
                Some(known) => key.copy_from_slice(known),
                None => missing.push(at),
            }
        }
        let tokens = missing.iter().filter_map(|&at| tokens.get(at).copied());
        encodings.vectors(tokens.clone(), vectors);
        self.heads.head(link).keys.times(vectors, sums, products);
        for ((&at, token), computed) in missing.iter().zip(tokens).zip(products.chunks_exact(width)) {
            if let Some(key) = keys.get_mut(at * width..(at + 1) * width) {
                key.copy_from_slice(computed);
            }
            kept.keep(token, computed);
        }
        keys
    }
}

impl Kept {
    /// The key of a token, if it is kept.
    fn of(&self, token: usize, width: usize) -> Option<&[f32]> {
        let slot = token % KEPT;
        let holder = *self.tokens.get(slot)?;
        self.numbers.get(slot * width..(slot + 1) * width).filter(|_| holder == Some(token))
    }

    /// Keeps a key in the place of another.
    fn keep(&mut self, token: usize, key: &[f32]) {
        let slot = token % KEPT;
        let place = self.numbers.get_mut(slot * key.len()..(slot + 1) * key.len());
        if let (Some(place), Some(holder)) = (place, self.tokens.get_mut(slot)) {
            place.copy_from_slice(key);
            *holder = Some(token);
        }
    }
}

/// The mean odds of tokens that are asked. A score is linear in the query, so those of the mean query are the mean.
struct Means<'a, 'h> {
    asked: &'a Asked<'h>,
    /// Those that `query` and `none` are the means of.
    range: Range<usize>,
    query: Vec<f32>,
    none: f32,
}

impl<'a, 'h> Means<'a, 'h> {
    fn new(asked: &'a Asked<'h>) -> Self {
        Self { asked, range: 0..0, query: vec![0.0; asked.width], none: 0.0 }
    }

    /// The mean of the odds that the links of those within reach lead to a token; `None` if there are none.
    fn of(&mut self, to: usize, key: &[f32]) -> Option<f32> {
        let Asked { head, tokens, .. } = self.asked;
        let start = tokens.partition_point(|token| token + REACH <= to);
        let end = tokens.partition_point(|token| *token < to + REACH);
        self.move_to(start..end);
        let within = tokens.get(start..end)?;
        let distance = mean(within.iter().filter_map(|&from| head.distance(from, to)))?;
        Some(head.score(&self.query, key) + distance - self.none)
    }

    /// Takes the means of a range, unless they are at hand.
    fn move_to(&mut self, range: Range<usize>) {
        if self.range == range {
            return;
        }
        let Asked { queries, none, width, .. } = self.asked;
        self.query.fill(0.0);
        for query in queries.chunks_exact(*width).take(range.end).skip(range.start) {
            self.query.iter_mut().zip(query).for_each(|(mean, number)| *mean += number);
        }
        let count = range.len().max(1) as f32;
        self.query.iter_mut().for_each(|mean| *mean /= count);
        self.none = mean(none.iter().take(range.end).skip(range.start).copied()).unwrap_or(0.0);
        self.range = range;
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
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::super::reading::Reading;
    use super::super::tests::{long_inputs, model};
    use super::*;

    impl Odds {
        /// The odds of the only candidate.
        pub(in super::super) fn only(&self) -> f32 {
            assert_eq!(self.odds.len(), 1);
            self.odds[0]
        }
    }

    fn reading() -> Reading<'static> {
        static NEVER: AtomicBool = AtomicBool::new(false);
        let (model, inputs) = (Box::leak(Box::new(model())), Box::leak(Box::new(long_inputs())));
        let mut reading = Reading::new(model, inputs, &NEVER);
        while reading.advance() {}
        reading
    }

    /// The odds of one token's link to another; `None` out of reach.
    fn pair(reading: &mut Reading<'_>, link: Link, from: usize, to: usize) -> Option<f32> {
        let odds = reading.odds(&[(link, from..from + 1)], &[to..to + 1]).odds;
        odds.first().copied()
    }

    fn near(a: f32, b: f32) -> bool {
        (a - b).abs() < 1e-4
    }

    /// The mean odds of a span's tokens for one token.
    fn mean_odds(reading: &mut Reading<'_>, link: Link, span: Range<usize>, to: usize) -> f32 {
        let each = span.clone().filter_map(|from| pair(reading, link, from, to));
        each.sum::<f32>() / span.len() as f32
    }

    #[test]
    fn odds_are_those_of_leading_anywhere_into_the_candidate() {
        let mut reading = reading();
        let candidates = [100..103, 140..141];
        let found = reading.odds(&[(Link::ContentToCue, 120..125)], &candidates);
        assert_eq!(found.first, 0);
        for (candidate, odds) in candidates.into_iter().zip(found.odds) {
            let each = candidate.map(|to| mean_odds(&mut reading, Link::ContentToCue, 120..125, to).exp());
            assert!(near(odds, each.sum::<f32>().ln()));
        }
    }

    #[test]
    fn a_source_is_told_by_content_and_cue_together() {
        let mut reading = reading();
        let candidates = [90..92, 131..134];
        let spans = [(Link::ContentToSource, 120..125), (Link::CueToSource, 126..128)];
        let odds = reading.odds(&spans, &candidates).odds;
        for (candidate, odds) in candidates.into_iter().zip(odds) {
            let mut both = |to| {
                spans.iter().map(|(link, span)| mean_odds(&mut reading, *link, span.clone(), to)).sum::<f32>()
            };
            assert!(near(odds, candidate.map(|to| both(to).exp()).sum::<f32>().ln()));
        }
    }

    #[test]
    fn tokens_of_a_span_that_are_out_of_reach_are_not_asked() {
        let mut reading = reading();
        let found = reading.odds(&[(Link::CueToSource, 100..104)], &[613..615]);
        let within = [102, 103].map(|from| pair(&mut reading, Link::CueToSource, from, 613).unwrap());
        let last = pair(&mut reading, Link::CueToSource, 103, 614).unwrap();
        let mean = (within[0] + within[1]) / 2.0;
        assert!(near(found.odds[0], (mean.exp() + last.exp()).ln()));
    }

    #[test]
    fn what_was_asked_before_changes_nothing() {
        let mut reading = reading();
        let candidates: Vec<_> = (0..1100).step_by(7).map(|start| start..start + 3).collect();
        for start in [1000, 300, 0, 600, 1090, 40] {
            let content = start..start + 300;
            let cues = [(Link::ContentToCue, content.clone())];
            let sources = [(Link::ContentToSource, content), (Link::CueToSource, start..start + 1)];
            for spans in [&cues[..], &sources] {
                let after_others = reading.odds(spans, &candidates);
                reading.forget_links();
                assert_eq!(after_others, reading.odds(spans, &candidates));
            }
        }
    }

    #[test]
    fn candidates_out_of_reach_have_no_odds() {
        let mut reading = reading();
        let candidates = [0..5, 80..90, 700..701, 1113..1114, 1114..1115];
        let found = reading.odds(&[(Link::ContentToCue, 600..603)], &candidates);
        assert_eq!((found.first, found.odds.len()), (1, 3));
        assert_eq!(
            pair(&mut reading, Link::ContentToCue, 600, 89),
            pair(&mut reading, Link::ContentToCue, 600, 89)
        );
        assert_eq!(pair(&mut reading, Link::CueToSource, 600, 88), None);
        assert_eq!(pair(&mut reading, Link::CueToSource, 0, 512), None);
        assert!(pair(&mut reading, Link::CueToSource, 0, 511).is_some());
        let nothing = reading.odds(&[(Link::ContentToCue, 5..5)], &[0..5]);
        assert_eq!((nothing.best(), nothing.share(|_| true)), (None, 1.0));
    }

    #[test]
    fn a_long_span_is_asked_at_its_ends() {
        assert_eq!(asked(3..7), [3, 4, 5, 6]);
        let hundred = asked(0..100);
        assert_eq!((hundred.len(), &hundred[..4], hundred[63]), (64, &[0, 1, 3, 4][..], 98));
        let thousand = asked(0..1000);
        assert_eq!((thousand.len(), thousand[31], thousand[32], thousand[63]), (64, 248, 744, 992));
    }

    #[test]
    fn the_best_candidate_is_likelier_than_none() {
        let best = |odds: &[f32]| {
            let odds = Odds { first: 3, odds: odds.to_vec() };
            (odds.best(), odds.share(|_| true))
        };
        assert_eq!(best(&[]), (None, 1.0));
        let (none, share) = best(&[-0.5, f32::NEG_INFINITY]);
        assert_eq!(none, None);
        assert!(near(share, 1.0 / (1.0 + (-0.5_f32).exp())));
        let (at, share) = best(&[1.0, 2.0, 2.0, f32::NEG_INFINITY]);
        assert_eq!(at, Some(4));
        assert!(near(share, 2_f32.exp() / (1.0 + 1_f32.exp() + 2.0 * 2_f32.exp())));
    }

    #[test]
    fn candidates_that_do_not_count_take_no_share() {
        let odds = Odds { first: 3, odds: vec![1.0, 2.0, 2.0] };
        let all = 1.0 + 1_f32.exp() + 2_f32.exp();
        assert!(near(odds.share(|at| at < 5), 2_f32.exp() / all));
        assert!(near(odds.share(|at| at == 3), 2_f32.exp() / all), "the best one always counts");
    }
}

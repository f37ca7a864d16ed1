//! The tags of a document together: a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001).

use super::arithmetic::exp;
use super::tag::{TAGS, Tag};

/// A score for each tag.
pub(super) type Scores = [f32; TAGS];

/// How well tags follow each other, and begin a document.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    /// To each tag, from each tag.
    to: [Scores; TAGS],
    begin: Scores,
}

impl Chain {
    /// `transitions` has a row for each tag that is left.
    pub(super) fn new(transitions: &[f32], begin: &[f32]) -> Self {
        let at = |list: &[f32], at: usize| list.get(at).copied().unwrap_or(0.0);
        Self {
            to: std::array::from_fn(|to| std::array::from_fn(|from| at(transitions, from * TAGS + to))),
            begin: std::array::from_fn(|tag| at(begin, tag)),
        }
    }

    /// Where a document begins.
    pub(super) fn start(&self) -> Settling<'_> {
        Settling {
            chain: self,
            weights: self.to.map(|to| to.map(weight)),
            sums: [0.0; TAGS],
            state: shares(self.begin.map(weight)),
            begun: false,
            pending: Pending::default(),
            due: LEAST,
        }
    }
}

/// Tokens that are asked at once what they settle, at least: a document of an article's length is settled whole.
const LEAST: usize = 2048;

/// What is settled of a document whose scores come a stretch at a time: the tags that are best together (Viterbi 1967),
/// of equals the first, and how likely each is, given the whole document: forwards and backwards (Rabiner 1989), scaled
/// at each token.
///
/// What comes far behind a token says nothing of it. Its tag is settled where the best ways to all tags of the last
/// token go through it, its likelihood where it is the same, to the bit, whichever tag the last token has. So memory
/// doesn't grow with the document, unless a model's weights let tags depend on those a document's length away.
#[derive(Clone, Debug)]
pub(super) struct Settling<'c> {
    chain: &'c Chain,
    weights: Row<[f64; TAGS]>,
    /// The best sums of ways to each tag of the last token.
    sums: Scores,
    /// How likely each tag of the last token is by what is before it.
    state: [f64; TAGS],
    begun: bool,
    pending: Pending,
    /// How many must be pending to be asked.
    due: usize,
}

/// One of each tag.
type Row<T> = [T; TAGS];

/// Tokens that aren't settled.
#[derive(Clone, Debug, Default)]
struct Pending {
    scores: Vec<Scores>,
    /// From which tag of the token before each was reached: three bits a tag.
    from: Vec<u32>,
    /// How likely each tag is by what is before it.
    forward: Vec<Scores>,
}

impl Pending {
    /// Which tag of the token before leads to a tag of a token.
    fn origin(&self, token: usize, tag: u32) -> u32 {
        self.from.get(token).map_or(0, |origins| (origins >> (3 * tag)) & 7)
    }

    fn forget(&mut self, tokens: usize) {
        self.scores.drain(..tokens);
        self.from.drain(..tokens);
        self.forward.drain(..tokens);
    }
}

impl Settling<'_> {
    /// Adds the scores of a token.
    pub(super) fn push(&mut self, scores: &Scores) {
        let Self { chain, weights, sums, state, begun, pending, .. } = self;
        let mut origins = 0;
        if *begun {
            let mut next = *scores;
            for ((shift, next), to) in (0..).step_by(3).zip(&mut next).zip(&chain.to) {
                let (tag, sum) = greatest(&added(sums, to));
                *next += sum;
                origins |= tag << shift;
            }
            // What matters is how they differ; the sums themselves would grow with the document.
            let (_, most) = greatest(&next);
            *sums = next.map(|sum| sum - most);
            *state = weights.map(|from| dot(&from, state));
        } else {
            *begun = true;
            *sums = added(&chain.begin, scores);
        }
        *state = shares(product(state, &weighed(scores)));
        pending.from.push(origins);
        pending.scores.push(*scores);
        pending.forward.push(state.map(|share| share as f32));
    }

    /// Appends the tags and the likelihoods that are settled, if enough tokens have come for that to be asked.
    pub(super) fn settle(&mut self, tags: &mut Vec<Tag>, likelihoods: &mut Vec<f32>) {
        if self.pending.scores.len() < self.due {
            return;
        }
        if let (Some((at, tag)), Some((told, back))) = (self.meeting(), self.forgetting()) {
            self.write((at, tag), (told, back), tags, likelihoods);
        }
        // Each time twice as many, if they are never settled: that takes linear time.
        self.due = LEAST.max(2 * self.pending.scores.len());
    }

    /// Appends what is left: the document ends here.
    pub(super) fn finish(&mut self, tags: &mut Vec<Tag>, likelihoods: &mut Vec<f32>) {
        if let Some(last) = self.pending.scores.len().checked_sub(1) {
            let (tag, _) = greatest(&self.sums);
            self.write((last, tag), (last, [1.0; TAGS]), tags, likelihoods);
        }
    }

    /// The last pending token that all best ways go through, with its tag.
    fn meeting(&self) -> Option<(usize, u32)> {
        let mut tags: Row<u32> = [0, 1, 2, 3, 4, 5, 6];
        for token in (1..self.pending.scores.len()).rev() {
            tags = tags.map(|tag| self.pending.origin(token, tag));
            if let [first, rest @ ..] = tags
                && rest.iter().all(|tag| *tag == first)
            {
                return Some((token - 1, first));
            }
        }
        None
    }

    /// The last pending token for which the tag of the last one makes no difference, with what is behind it.
    fn forgetting(&self) -> Option<(usize, [f64; TAGS])> {
        let mut backs: Row<[f64; TAGS]> =
            std::array::from_fn(|tag| std::array::from_fn(|at| if at == tag { 1.0 } else { 0.0 }));
        for (token, scores) in self.pending.scores.iter().enumerate().skip(1).rev() {
            let scores = weighed(scores);
            backs = backs.map(|back| self.back(&back, &scores));
            if let [first, rest @ ..] = backs
                && rest.iter().all(|back| *back == first)
            {
                return Some((token - 1, first));
            }
        }
        None
    }

    /// How likely what is behind a token makes its tags, from the same of the token behind it.
    fn back(&self, behind: &[f64; TAGS], scores: &[f64; TAGS]) -> [f64; TAGS] {
        let mut back = [0.0; TAGS];
        for (ahead, to) in product(behind, scores).iter().zip(&self.weights) {
            back.iter_mut().zip(to).for_each(|(back, weight)| *back += ahead * weight);
        }
        shares(back)
    }

    /// Writes what is settled by the tag of one pending token, and by what is behind one; forgets those tokens.
    fn write(
        &mut self,
        (mut at, mut tag): (usize, u32),
        (mut told, mut back): (usize, [f64; TAGS]),
        tags: &mut Vec<Tag>,
        likelihoods: &mut Vec<f32>,
    ) {
        let end = at.min(told) + 1;
        while at >= end {
            tag = self.pending.origin(at, tag);
            at -= 1;
        }
        while told >= end {
            let Some(scores) = self.pending.scores.get(told) else { break };
            back = self.back(&back, &weighed(scores));
            told -= 1;
        }
        let first = tags.len();
        let tokens = self.pending.scores.iter().zip(&self.pending.forward).enumerate().take(end).rev();
        for (token, (scores, forward)) in tokens {
            let both = shares(product(&forward.map(f64::from), &back));
            tags.push(tag_of(tag));
            likelihoods.push(both.get(tag as usize).copied().unwrap_or(0.0) as f32);
            tag = self.pending.origin(token, tag);
            back = self.back(&back, &weighed(scores));
        }
        tags.get_mut(first..).unwrap_or_default().reverse();
        likelihoods.get_mut(first..).unwrap_or_default().reverse();
        self.pending.forget(end);
    }
}

/// The greatest of scores, and its number; of equals the first.
fn greatest(scores: &Scores) -> (u32, f32) {
    (0..).zip(*scores).fold((0, f32::NEG_INFINITY), |best, next| if next.1 > best.1 { next } else { best })
}

fn tag_of(number: u32) -> Tag {
    Tag::ALL.get(number as usize).copied().unwrap_or(Tag::Outside)
}

fn added(a: &Scores, b: &Scores) -> Scores {
    let mut sums = *a;
    sums.iter_mut().zip(b).for_each(|(sum, b)| *sum += b);
    sums
}

/// The weight of a score; none if it stands for what can't be.
fn weight(score: f32) -> f64 {
    if score < -1000.0 { 0.0 } else { exp(score).into() }
}

/// The weights of scores, the best of them 1.
fn weighed(scores: &Scores) -> [f64; TAGS] {
    let (_, most) = greatest(scores);
    scores.map(|score| exp(score - most).into())
}

fn product(a: &[f64; TAGS], b: &[f64; TAGS]) -> [f64; TAGS] {
    let mut products = *a;
    products.iter_mut().zip(b).for_each(|(product, b)| *product *= b);
    products
}

fn dot(a: &[f64; TAGS], b: &[f64; TAGS]) -> f64 {
    product(a, b).iter().sum()
}

/// Weights as shares of their sum; all the same where there is none.
fn shares(weights: [f64; TAGS]) -> [f64; TAGS] {
    let sum: f64 = weights.iter().sum();
    if sum.is_finite() && sum > 0.0 { weights.map(|weight| weight / sum) } else { [1.0 / TAGS as f64; TAGS] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NEVER: f32 = -1e4;

    /// A chain where nothing is inside what hasn't begun.
    fn chain() -> Chain {
        let mut transitions = [[0.0; TAGS]; TAGS];
        for (from, row) in transitions.iter_mut().enumerate() {
            for inside in [2, 4, 6] {
                row[inside] = if from == inside || from + 1 == inside { 0.5 } else { NEVER };
            }
        }
        Chain::new(transitions.as_flattened(), &[0.0, 0.0, NEVER, 0.0, NEVER, 0.0, NEVER])
    }

    /// The tags and likelihoods of a whole document.
    fn read(chain: &Chain, scores: &[Scores]) -> (Vec<Tag>, Vec<f32>) {
        let (mut tags, mut likelihoods) = (Vec::new(), Vec::new());
        let mut settling = chain.start();
        scores.iter().for_each(|scores| settling.push(scores));
        settling.finish(&mut tags, &mut likelihoods);
        (tags, likelihoods)
    }

    /// The same, settled a stretch at a time, and how many tokens were pending at most.
    fn read_in_stretches(chain: &Chain, scores: &[Scores], stretch: usize) -> (Vec<Tag>, Vec<f32>, usize) {
        let (mut tags, mut likelihoods, mut most) = (Vec::new(), Vec::new(), 0);
        let mut settling = chain.start();
        for scores in scores.chunks(stretch) {
            settling.due = 1;
            scores.iter().for_each(|scores| settling.push(scores));
            most = most.max(settling.pending.scores.len());
            settling.settle(&mut tags, &mut likelihoods);
        }
        settling.finish(&mut tags, &mut likelihoods);
        (tags, likelihoods, most)
    }

    /// All ways to tag, with their sums.
    fn ways(chain: &Chain, scores: &[Scores]) -> Vec<(Vec<usize>, f64)> {
        let mut ways: Vec<(Vec<usize>, f64)> = vec![(vec![], 0.0)];
        for scores in scores {
            let longer = |(way, sum): &(Vec<usize>, f64)| {
                let (way, sum) = (way.clone(), *sum);
                (0..TAGS).map(move |tag| {
                    let before = way.last().map_or(chain.begin[tag], |&from| chain.to[tag][from]);
                    ([&*way, &[tag]].concat(), sum + f64::from(before) + f64::from(scores[tag]))
                })
            };
            ways = ways.iter().flat_map(longer).collect();
        }
        ways
    }

    proptest! {
        #[test]
        fn tags_and_likelihoods_are_those_of_all_ways(scores in proptest::collection::vec(proptest::array::uniform7(-6.0_f32..6.0), 1..5)) {
            let chain = chain();
            let (tags, likelihoods) = read(&chain, &scores);
            let ways = ways(&chain, &scores);
            let best = ways.iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
            prop_assert_eq!(&tags.iter().map(|tag| *tag as usize).collect::<Vec<_>>(), &best.0);
            let all: f64 = ways.iter().map(|way| way.1.exp()).sum();
            for (at, likelihood) in likelihoods.into_iter().enumerate() {
                let own = ways.iter().filter(|way| way.0[at] == tags[at] as usize).map(|way| way.1.exp());
                prop_assert!((f64::from(likelihood) - own.sum::<f64>() / all).abs() < 1e-5);
            }
        }

        #[test]
        fn any_scores_have_tags_and_likelihoods(scores in proptest::collection::vec(proptest::array::uniform7(proptest::num::f32::ANY), 0..9)) {
            let (tags, likelihoods) = read(&chain(), &scores);
            prop_assert_eq!((tags.len(), likelihoods.len()), (scores.len(), scores.len()));
            prop_assert!(likelihoods.iter().all(|likelihood| (0.0..=1.0).contains(likelihood)));
        }

        #[test]
        fn stretches_are_settled_as_the_whole(
            scores in proptest::collection::vec(proptest::array::uniform7(-9.0_f32..9.0), 1..900),
            stretch in 1..300_usize,
        ) {
            let chain = chain();
            let (tags, likelihoods, most) = read_in_stretches(&chain, &scores, stretch);
            prop_assert_eq!((tags, likelihoods), read(&chain, &scores));
            prop_assert!(most <= stretch + 200, "{} pending of {}", most, scores.len());
        }
    }

    #[test]
    fn what_is_never_settled_is_settled_at_the_end() {
        // No way leads from one tag to another.
        let apart: [Scores; TAGS] = std::array::from_fn(|from| {
            std::array::from_fn(|to| if from == to { 0.0 } else { f32::NEG_INFINITY })
        });
        let chain = Chain::new(apart.as_flattened(), &[0.0; TAGS]);
        let scores = vec![[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]; 999];
        let (tags, likelihoods, most) = read_in_stretches(&chain, &scores, 100);
        assert_eq!((tags[0], tags.len(), most), (Tag::Source, 999, 999));
        assert_eq!((tags, likelihoods), read(&chain, &scores));
    }

    #[test]
    fn a_long_document_is_tagged_like_a_short_one() {
        let mut scores = vec![[9.0, 3.0, 1.0, 0.0, 0.0, 0.0, 0.0]; 300_000];
        scores.extend([[0.0, 0.3, 0.0, 0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.1, 0.0, 0.0, 0.0, 0.0]]);
        let (tags, _) = read(&chain(), &scores);
        assert_eq!(tags[299_999..], [Tag::Outside, Tag::ContentBegins, Tag::Content]);
    }
}

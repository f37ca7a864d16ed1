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

    /// The tags that are best together (Viterbi 1967); of equals the first.
    pub(super) fn best(&self, scores: &[Scores]) -> Vec<Tag> {
        let Some((first, rest)) = scores.split_first() else { return Vec::new() };
        let mut sums = added(&self.begin, first);
        // From which tag each was reached: three bits a tag.
        let mut from: Vec<u32> = Vec::with_capacity(scores.len());
        for scores in rest {
            let (mut next, mut origins) = (*scores, 0);
            for ((shift, next), to) in (0..).step_by(3).zip(&mut next).zip(&self.to) {
                let (tag, sum) = greatest(&added(&sums, to));
                *next += sum;
                origins |= tag << shift;
            }
            from.push(origins);
            // What matters is how they differ; the sums themselves would grow with the document.
            let (_, most) = greatest(&next);
            sums = next.map(|sum| sum - most);
        }
        let (mut tag, _) = greatest(&sums);
        let mut tags = vec![tag_of(tag)];
        tags.extend(from.iter().rev().map(|origins| {
            tag = (origins >> (3 * tag)) & 7;
            tag_of(tag)
        }));
        tags.reverse();
        tags
    }

    /// How likely each token's tag is, given the whole document: forwards and backwards (Rabiner 1989), scaled at
    /// each token.
    pub(super) fn likelihoods(&self, scores: &[Scores], tags: &[Tag]) -> Vec<f32> {
        let weights: [[f64; TAGS]; TAGS] = self.to.map(|to| to.map(weight));
        let mut forward: Vec<Scores> = Vec::with_capacity(scores.len());
        let mut state = shares(self.begin.map(weight));
        for (at, scores) in scores.iter().enumerate() {
            if at > 0 {
                let reached = weights.map(|from| dot(&from, &state));
                state = reached;
            }
            state = shares(product(&state, &weighed(scores)));
            forward.push(state.map(|share| share as f32));
        }
        let mut back = [1.0; TAGS];
        let mut likelihoods: Vec<f32> = Vec::with_capacity(scores.len());
        for ((scores, forward), tag) in scores.iter().zip(&forward).zip(tags).rev() {
            let both = shares(product(&forward.map(f64::from), &back));
            likelihoods.push(both.get(*tag as usize).copied().unwrap_or(0.0) as f32);
            let ahead = product(&back, &weighed(scores));
            back = [0.0; TAGS];
            for (ahead, to) in ahead.iter().zip(&weights) {
                back.iter_mut().zip(to).for_each(|(back, weight)| *back += ahead * weight);
            }
            back = shares(back);
        }
        likelihoods.reverse();
        likelihoods
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
            let tags = chain.best(&scores);
            let ways = ways(&chain, &scores);
            let best = ways.iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
            prop_assert_eq!(&tags.iter().map(|tag| *tag as usize).collect::<Vec<_>>(), &best.0);
            let all: f64 = ways.iter().map(|way| way.1.exp()).sum();
            for (at, likelihood) in chain.likelihoods(&scores, &tags).into_iter().enumerate() {
                let own = ways.iter().filter(|way| way.0[at] == tags[at] as usize).map(|way| way.1.exp());
                prop_assert!((f64::from(likelihood) - own.sum::<f64>() / all).abs() < 1e-5);
            }
        }

        #[test]
        fn any_scores_have_tags_and_likelihoods(scores in proptest::collection::vec(proptest::array::uniform7(proptest::num::f32::ANY), 0..9)) {
            let tags = chain().best(&scores);
            let likelihoods = chain().likelihoods(&scores, &tags);
            prop_assert_eq!((tags.len(), likelihoods.len()), (scores.len(), scores.len()));
            prop_assert!(likelihoods.iter().all(|likelihood| (0.0..=1.0).contains(likelihood)));
        }
    }

    #[test]
    fn a_long_document_is_tagged_like_a_short_one() {
        let mut scores = vec![[9.0, 3.0, 1.0, 0.0, 0.0, 0.0, 0.0]; 300_000];
        scores.extend([[0.0, 0.3, 0.0, 0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.1, 0.0, 0.0, 0.0, 0.0]]);
        let tags = chain().best(&scores);
        assert_eq!(tags[299_999..], [Tag::Outside, Tag::ContentBegins, Tag::Content]);
    }
}

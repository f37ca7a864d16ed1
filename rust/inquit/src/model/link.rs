//! Which cue reports a content, and which source it is credited to: bilinear scores of pairs of tokens, with one
//! for there being none (after the biaffine attention of Dozat and Manning 2017).

use crate::error::Error;

use super::arithmetic::sum;
use super::bytes::{Bytes, Rows};
use super::product::{LANES, Matrix};
use super::sizes::Sizes;

/// What links what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    ContentToCue,
    ContentToSource,
    CueToSource,
}

/// How many kinds of links there are.
pub(super) const KINDS: usize = 3;

/// The weights of one kind of links.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub(super) queries: Matrix,
    pub(super) keys: Matrix,
    none: Vec<f32>,
    none_bias: f32,
    /// What each distance adds, of the tokens furthest behind first.
    distances: Vec<f32>,
    root: f32,
}

/// The weights of all kinds of links.
#[derive(Clone, Debug)]
pub(super) struct Heads {
    heads: [Head; KINDS],
    pub(super) width: usize,
}

/// Links join tokens that are less than this apart.
pub(crate) const REACH: usize = 512;

/// How far apart tokens are in buckets: up to seven apart each has its own; then two to a doubling.
const BUCKETS: [usize; 18] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 23, 32, 46, 64, 91, 128, 182];

/// The bucket of a distance; those to later tokens come after the others.
fn bucket(from: usize, to: usize) -> usize {
    let near = BUCKETS.partition_point(|&least| least <= from.abs_diff(to)) - 1;
    if to > from { near + BUCKETS.len() } else { near }
}

/// What each distance within reach adds, from what each bucket adds.
fn by_distance(buckets: &[f32]) -> Vec<f32> {
    let all =
        (1..REACH).rev().map(|behind| bucket(behind, 0)).chain((0..REACH).map(|ahead| bucket(0, ahead)));
    all.map(|bucket| buckets.get(bucket).copied().unwrap_or(0.0)).collect()
}

impl Heads {
    pub(super) fn read(bytes: &mut Bytes<'_>, sizes: &Sizes) -> Result<Self, Error> {
        let (width, stream) = (sizes.link, sizes.stream);
        let queries = bytes.weights("queries.weights", KINDS * width, stream)?;
        let query_bias = bytes.reals("queries.bias", 1, KINDS * width)?;
        let keys = bytes.weights("keys.weights", KINDS * width, stream)?;
        let key_bias = bytes.reals("keys.bias", 1, KINDS * width)?;
        let none = bytes.reals("none", KINDS, width)?;
        let none_bias = bytes.reals("none.bias", 1, KINDS)?;
        let distances = bytes.reals("distances", KINDS, 2 * BUCKETS.len())?;
        let part = |list: &[f32], each: usize, kind: usize| {
            list.get(kind * each..(kind + 1) * each).unwrap_or(&[]).to_vec()
        };
        let matrix = |rows: &Rows<'_>, bias: &[f32], kind: usize| {
            Matrix::new(&rows.part(kind * width..(kind + 1) * width), &part(bias, width, kind))
        };
        let head = |kind| Head {
            queries: matrix(&queries, &query_bias, kind),
            keys: matrix(&keys, &key_bias, kind),
            none: part(&none, width, kind),
            none_bias: none_bias.get(kind).copied().unwrap_or(0.0),
            distances: by_distance(&part(&distances, 2 * BUCKETS.len(), kind)),
            root: (width as f32).sqrt(),
        };
        Ok(Self { heads: std::array::from_fn(head), width })
    }

    pub(super) fn head(&self, link: Link) -> &Head {
        let [cue, source, source_of_cue] = &self.heads;
        match link {
            Link::ContentToCue => cue,
            Link::ContentToSource => source,
            Link::CueToSource => source_of_cue,
        }
    }
}

impl Head {
    /// How well a token's link leads to another, but for their distance.
    pub(super) fn score(&self, query: &[f32], key: &[f32]) -> f32 {
        dot(query, key) / self.root
    }

    /// What the distance from a token to another adds; `None` if that is out of its reach.
    pub(super) fn distance(&self, from: usize, to: usize) -> Option<f32> {
        self.distances.get((to + REACH - 1).checked_sub(from)?).copied()
    }

    /// How well it leads nowhere.
    pub(super) fn none(&self, query: &[f32]) -> f32 {
        dot(query, &self.none) / self.root + self.none_bias
    }
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    let products = a.as_chunks::<LANES>().0.iter().zip(b.as_chunks::<LANES>().0).map(|(a, b)| {
        let mut products = *a;
        products.iter_mut().zip(b).for_each(|(product, b)| *product *= b);
        products
    });
    sum(products)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_widen_with_the_distance() {
        for distance in 0..512_usize {
            let apart = distance as f64;
            let near = if distance < 8 {
                distance
            } else {
                17.min((8.0 + 2.0 * (apart / 8.0).log2()).floor() as usize)
            };
            assert_eq!(bucket(1000, 1000 - distance), near, "{distance}");
            assert_eq!(bucket(1000, 1000 + distance), near + if distance > 0 { 18 } else { 0 });
        }
    }
}

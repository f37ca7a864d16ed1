//! Layers in little memory: a long text has hundreds of millions of tokens.

use std::ops::{Deref, Range};

use rustc_hash::FxHashMap;

use crate::language::Classes;
use crate::text::Span;

/// Items as a vector that is never much longer than they need.
pub(crate) fn tight<T>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut out = Vec::new();
    items.for_each(|item| push(&mut out, item));
    out.shrink_to_fit();
    out
}

/// Appends an item; a vector that is full grows by a fourth, where others double.
pub(crate) fn push<T>(list: &mut Vec<T>, item: T) {
    const LEAST: usize = 16;
    if list.len() == list.capacity() {
        list.reserve_exact(list.len() / 4 + LEAST);
    }
    list.push(item);
}

/// Items made of others, in order. The memory of those that are done is given back on the way, so that the two lists
/// together are hardly larger than the larger of them.
pub(crate) fn converted<T, U>(mut from: Vec<T>, mut convert: impl FnMut(T) -> Option<U>) -> Vec<U> {
    from.reverse();
    let mut out = Vec::new();
    while let Some(item) = from.pop() {
        if let Some(item) = convert(item) {
            push(&mut out, item);
        }
        if from.len() < from.capacity() / 8 * 7 {
            from.shrink_to_fit();
        }
    }
    out.shrink_to_fit();
    out
}

/// Spans in order; most often there is one, which takes no memory of its own.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(from = "Vec<Span>", into = "Vec<Span>"))]
pub(crate) enum Spans {
    #[default]
    None,
    One(Span),
    Several(Box<Several>),
}

/// A vector behind a pointer: beside it, one span would take as much as a vector's three words.
#[derive(Clone, Debug)]
pub(crate) struct Several(Vec<Span>);

impl Deref for Spans {
    type Target = [Span];

    fn deref(&self) -> &[Span] {
        match self {
            Self::None => &[],
            Self::One(span) => std::slice::from_ref(span),
            Self::Several(spans) => &spans.0,
        }
    }
}

impl PartialEq for Spans {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl FromIterator<Span> for Spans {
    fn from_iter<I: IntoIterator<Item = Span>>(spans: I) -> Self {
        let mut spans = spans.into_iter();
        match (spans.next(), spans.next()) {
            (None, _) => Self::default(),
            (Some(one), None) => Self::One(one),
            (Some(first), Some(second)) => {
                Self::Several(Box::new(Several(tight([first, second].into_iter().chain(spans)))))
            }
        }
    }
}

impl From<Vec<Span>> for Spans {
    fn from(spans: Vec<Span>) -> Self {
        spans.into_iter().collect()
    }
}

impl From<Spans> for Vec<Span> {
    fn from(spans: Spans) -> Self {
        spans.to_vec()
    }
}

/// One span, or none.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "Vec<Span>", into = "Vec<Span>"))]
pub(crate) struct MaybeSpan(Span);

impl From<Span> for MaybeSpan {
    /// An empty span is none.
    fn from(span: Span) -> Self {
        Self(if span.is_empty() { Span::default() } else { span })
    }
}

impl Deref for MaybeSpan {
    type Target = [Span];

    fn deref(&self) -> &[Span] {
        if self.0.is_empty() { &[] } else { std::slice::from_ref(&self.0) }
    }
}

impl TryFrom<Vec<Span>> for MaybeSpan {
    type Error = &'static str;

    fn try_from(spans: Vec<Span>) -> Result<Self, Self::Error> {
        match *spans.as_slice() {
            [] => Ok(Self::default()),
            [span] if !span.is_empty() => Ok(Self(span)),
            _ => Err("a cue or a source is more than one span, or an empty one"),
        }
    }
}

impl From<MaybeSpan> for Vec<Span> {
    fn from(span: MaybeSpan) -> Self {
        span.to_vec()
    }
}

/// Sorts items by a number, and those of the same number as they were. The standard library's stable sort takes as much
/// memory again as what it sorts; this takes four bytes an item.
pub(crate) fn sort_by_start<T>(items: &mut [T], start: impl Fn(&T) -> usize) {
    if items.is_sorted_by_key(&start) {
        return;
    }
    let mut order: Vec<u32> = (0..items.len() as u32).collect();
    order.sort_unstable_by_key(|&at| (items.get(at as usize).map_or(0, &start), at));
    // Along each cycle, a place takes the item that belongs there.
    for first in 0..items.len() {
        let mut at = first;
        while let Some(from) = order.get_mut(at).map(|from| std::mem::replace(from, at as u32) as usize) {
            if from == first {
                break;
            }
            items.swap(at, from);
            at = from;
        }
    }
}

/// A number for each item, or none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Numbers(Vec<u32>);

impl Numbers {
    const NONE: u32 = u32::MAX;

    /// No number for so many items.
    pub(crate) fn none(items: usize) -> Self {
        Self(vec![Self::NONE; items])
    }

    /// The number of an item; none beyond the last.
    #[inline]
    pub(crate) fn get(&self, item: usize) -> Option<usize> {
        self.0.get(item).filter(|&&number| number != Self::NONE).map(|&number| number as usize)
    }

    pub(crate) fn set(&mut self, item: usize, number: usize) {
        self.0.get_mut(item).into_iter().for_each(|slot| *slot = number as u32);
    }

    /// The number of each item, or none, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Option<usize>> {
        (0..self.0.len()).map(|item| self.get(item))
    }
}

impl FromIterator<Option<usize>> for Numbers {
    fn from_iter<I: IntoIterator<Item = Option<usize>>>(numbers: I) -> Self {
        Self(tight(numbers.into_iter().map(|number| number.map_or(Self::NONE, |number| number as u32))))
    }
}

/// Yes or no for each token.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bits(Vec<u64>);

impl Bits {
    /// No for so many tokens.
    pub(crate) fn none(tokens: usize) -> Self {
        Self(vec![0; tokens.div_ceil(64)])
    }

    pub(crate) fn set(&mut self, token: usize) {
        if let Some(bits) = self.0.get_mut(token / 64) {
            *bits |= 1 << (token % 64);
        }
    }

    /// What was said of a token; no beyond the last.
    #[inline]
    pub(crate) fn has(&self, token: usize) -> bool {
        self.0.get(token / 64).is_some_and(|bits| bits >> (token % 64) & 1 == 1)
    }
}

/// The classes of each token, by their number among all sets of classes that a text has: some hundreds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Classified {
    numbers: Vec<u16>,
    sets: Vec<Classes>,
}

impl Classified {
    pub(crate) fn new(classes: impl Iterator<Item = Classes>) -> Self {
        let mut known: FxHashMap<Classes, u16> = FxHashMap::default();
        let mut sets = vec![Classes::NONE];
        let mut number = |classes: Classes| {
            if classes.is_none() {
                return 0;
            }
            *known.entry(classes).or_insert_with(|| {
                sets.push(classes);
                // Word lists have some thousands of forms, and hence of sets at most.
                u16::try_from(sets.len() - 1).unwrap_or_default()
            })
        };
        let numbers = tight(classes.map(&mut number));
        Self { numbers, sets }
    }

    /// The classes of a token; none beyond the last.
    #[inline]
    pub(crate) fn of(&self, token: usize) -> Classes {
        let set = self.numbers.get(token).and_then(|&number| self.sets.get(usize::from(number)));
        set.copied().unwrap_or_default()
    }
}

/// Stretches of tokens, in order, none of which overlaps another, each with a number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stretches {
    inside: Bits,
    /// First token, and number.
    stretches: Vec<(u32, u32)>,
    /// How many stretches begin before each block of tokens.
    before: Vec<u32>,
}

/// Tokens of a block.
const BLOCK: usize = 256;

impl Stretches {
    /// Stretches of a text of so many tokens.
    pub(crate) fn new(tokens: usize, stretches: impl Iterator<Item = (Range<usize>, usize)>) -> Self {
        let mut inside = Bits::none(tokens);
        let stretches = tight(stretches.filter(|(range, _)| !range.is_empty()).map(|(range, number)| {
            let first = range.start as u32;
            range.for_each(|token| inside.set(token));
            (first, number as u32)
        }));
        let begin_before =
            |token: usize| stretches.partition_point(|&(first, _)| (first as usize) < token) as u32;
        let before = tight((0..tokens.div_ceil(BLOCK)).map(|block| begin_before(block * BLOCK)));
        Self { inside, stretches, before }
    }

    /// The number of the stretch that a token lies in.
    #[inline]
    pub(crate) fn of(&self, token: usize) -> Option<usize> {
        if self.inside.has(token) { self.last(token) } else { None }
    }

    /// The number of the last stretch that begins with a token or before it.
    fn last(&self, token: usize) -> Option<usize> {
        let from = *self.before.get(token / BLOCK)? as usize;
        let to = self.before.get(token / BLOCK + 1).map_or(self.stretches.len(), |&to| to as usize);
        let begun = self.stretches.get(from..to)?.partition_point(|&(first, _)| first as usize <= token);
        let (_, number) = self.stretches.get((from + begun).checked_sub(1)?)?;
        Some(*number as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_token_has_the_stretch_that_it_lies_in(parts in proptest::collection::vec((0..300_usize, 0..300_usize), 0..30)) {
            let (mut slots, mut stretches) = (Vec::new(), Vec::new());
            for (number, &(gap, length)) in parts.iter().enumerate() {
                slots.extend(std::iter::repeat_n(None, gap));
                stretches.push((slots.len()..slots.len() + length, number));
                slots.extend(std::iter::repeat_n(Some(number), length));
            }
            let packed = Stretches::new(slots.len(), stretches.into_iter());
            for (token, slot) in slots.iter().enumerate() {
                prop_assert_eq!(packed.of(token), *slot);
            }
            prop_assert_eq!(packed.of(slots.len()), None);
        }
    }

    #[test]
    fn tokens_keep_their_classes() {
        let all = [Classes::NONE, Classes::BE, Classes::NONE, Classes::BE.or(Classes::PAST), Classes::BE];
        let packed = Classified::new(all.into_iter());
        assert!(all.iter().enumerate().all(|(token, classes)| packed.of(token) == *classes));
        assert_eq!(packed.of(all.len()), Classes::NONE);
    }

    #[test]
    fn items_are_converted_in_order() {
        let found = converted((0..100).collect(), |item| (item % 3 == 0).then_some(item * 2));
        assert_eq!(found, (0..100).step_by(3).map(|item| item * 2).collect::<Vec<_>>());
    }

    proptest! {
        #[test]
        fn items_are_sorted_as_a_stable_sort_does(numbers in proptest::collection::vec(0..20_usize, 0..60)) {
            let mut items: Vec<(usize, usize)> = numbers.into_iter().zip(0..).collect();
            let mut sorted = items.clone();
            sorted.sort_by_key(|&(number, _)| number);
            sort_by_start(&mut items, |&(number, _)| number);
            prop_assert_eq!(items, sorted);
        }
    }

    #[test]
    fn spans_are_given_as_they_were() {
        let all = [Span::new(1, 3), Span::new(5, 8), Span::new(9, 12)];
        for count in 0..=all.len() {
            assert_eq!(Spans::from(all[..count].to_vec()).to_vec(), all[..count]);
        }
        assert_eq!(MaybeSpan::from(all[1]).to_vec(), [all[1]]);
        assert!(MaybeSpan::from(Span::new(4, 4)).is_empty());
        assert_eq!((size_of::<Spans>(), size_of::<MaybeSpan>()), (16, 8));
    }

    #[test]
    fn a_vector_is_as_long_as_it_must_be() {
        let list = tight(0..1000);
        assert_eq!((list.len(), list.capacity()), (1000, 1000));
    }
}

//! Mentions in little memory: a list of names has one every few bytes.

use rustc_hash::FxHashMap;

use super::{Mention, MentionKind, Number, Sort};
use crate::compact::push;
use crate::mention::Gender;
use crate::text::Span;

/// The mentions of a text, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mentions {
    packed: Vec<Packed>,
    /// What their roles belong to, of those few that have that, and mentions that can't be packed, by their place.
    countries: FxHashMap<u32, u64>,
    whole: FxHashMap<u32, Mention>,
}

/// A mention but for its country. Other tokens are counted from its first.
#[derive(Clone, Copy, Debug)]
struct Packed {
    start: u32,
    len: u16,
    tokens: u8,
    head: u8,
    first: u32,
    /// From 1; 0 if it has none.
    role: u8,
    kind: MentionKind,
    gender: Gender,
    /// Number, sort and whether it is definite.
    number: Number,
    sort: Sort,
    definite: bool,
    country: bool,
    /// Whether it is among those that can't be packed.
    whole: bool,
}

impl Packed {
    fn new(mention: &Mention) -> Option<Self> {
        let small =
            |token: usize| token.checked_sub(mention.first).and_then(|count| u8::try_from(count).ok());
        let role = match mention.role {
            Some(role) => small(role)?.checked_add(1)?,
            None => 0,
        };
        Some(Self {
            start: mention.span.start() as u32,
            len: mention.span.len().try_into().ok()?,
            tokens: small(mention.end)?,
            head: small(mention.head)?,
            first: mention.first as u32,
            role,
            kind: mention.kind,
            gender: mention.gender,
            number: mention.number,
            sort: mention.sort,
            definite: mention.definite,
            country: mention.country.is_some(),
            whole: false,
        })
    }

    /// The place of one that is kept whole.
    fn of_whole(mention: &Mention) -> Self {
        Self {
            start: 0,
            len: 0,
            tokens: 0,
            head: 0,
            first: 0,
            role: 0,
            kind: mention.kind,
            gender: mention.gender,
            number: mention.number,
            sort: mention.sort,
            definite: false,
            country: false,
            whole: true,
        }
    }

    fn mention(&self, country: Option<u64>) -> Mention {
        let (start, first) = (self.start as usize, self.first as usize);
        Mention {
            span: Span::new(start, start + usize::from(self.len)),
            first,
            end: first + usize::from(self.tokens),
            kind: self.kind,
            gender: self.gender,
            number: self.number,
            sort: self.sort,
            head: first + usize::from(self.head),
            role: self.role.checked_sub(1).map(|role| first + usize::from(role)),
            country,
            definite: self.definite,
        }
    }
}

impl Mentions {
    /// Appends a mention.
    pub(super) fn push(&mut self, mention: &Mention) {
        let index = self.packed.len() as u32;
        let packed = Packed::new(mention).unwrap_or_else(|| {
            self.whole.insert(index, *mention);
            Packed::of_whole(mention)
        });
        if let Some(country) = mention.country.filter(|_| !packed.whole) {
            self.countries.insert(index, country);
        }
        push(&mut self.packed, packed);
    }

    /// Adds others, which are in order too and overlap none.
    pub(super) fn add(&mut self, others: impl Iterator<Item = Mention>) {
        let mut all = Self::default();
        let mut others = others.peekable();
        for mention in self.iter() {
            while let Some(other) = others.next_if(|other| other.first < mention.first) {
                all.push(&other);
            }
            all.push(&mention);
        }
        others.for_each(|other| all.push(&other));
        all.shrink();
        *self = all;
    }

    /// Lets go of memory that isn't needed.
    pub(super) fn shrink(&mut self) {
        self.packed.shrink_to_fit();
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.packed.len()
    }

    /// The mention at a place.
    pub(crate) fn get(&self, index: usize) -> Option<Mention> {
        let packed = self.packed.get(index)?;
        let key = index as u32;
        if packed.whole {
            return self.whole.get(&key).copied();
        }
        let country = if packed.country { self.countries.get(&key).copied() } else { None };
        Some(packed.mention(country))
    }

    /// All of them, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Mention> {
        (0..self.len()).filter_map(|index| self.get(index))
    }

    /// How many fulfil a condition that those at the head do, and none behind them.
    pub(crate) fn partition_point(&self, holds: impl Fn(&Mention) -> bool) -> usize {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = from.midpoint(to);
            if self.get(middle).is_some_and(|mention| holds(&mention)) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        from
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mentions_are_given_as_they_were() {
        let plain = Mention {
            span: Span::new(100, 120),
            first: 20,
            end: 24,
            kind: MentionKind::Name,
            gender: Gender::Female,
            number: Number::One,
            sort: Sort::Person,
            head: 22,
            role: Some(20),
            country: Some(u64::MAX),
            definite: true,
        };
        let long = Mention { span: Span::new(130, 130_000), ..plain };
        let many = Mention { first: 30, head: 31, role: None, end: 4_000, ..plain };
        let before = Mention { role: Some(3), country: None, ..plain };
        let all =
            [plain, long, many, before, Mention { role: None, country: None, definite: false, ..plain }];
        let mut mentions = Mentions::default();
        all.iter().for_each(|mention| mentions.push(mention));
        assert_eq!(mentions.iter().collect::<Vec<_>>(), all);
        assert_eq!((mentions.len(), mentions.get(all.len())), (5, None));
        assert!(size_of::<Packed>() <= 24);
    }

    #[test]
    fn others_are_added_where_they_belong() {
        let at = |first: usize| Mention {
            span: Span::new(5 * first, 5 * first + 4),
            first,
            end: first + 1,
            kind: MentionKind::Name,
            gender: Gender::Unknown,
            number: Number::One,
            sort: Sort::Unknown,
            head: first,
            role: None,
            country: Some(first as u64),
            definite: true,
        };
        let mut mentions = Mentions::default();
        [2, 4, 9].map(at).iter().for_each(|mention| mentions.push(mention));
        mentions.add([1, 3, 5, 11].map(at).into_iter());
        assert_eq!(mentions.iter().collect::<Vec<_>>(), [1, 2, 3, 4, 5, 9, 11].map(at));
    }
}

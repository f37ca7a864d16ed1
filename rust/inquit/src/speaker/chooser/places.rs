//! Where each of many is met, in one list.

/// Places of each of so many, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    ends: Vec<u32>,
    places: Vec<u32>,
}

impl Places {
    /// Sorts places, which come in order, by whose they are; those of none of the `count` are left out.
    pub(super) fn new(count: usize, all: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let mut ends = vec![0u32; count + 1];
        for (who, _) in all.clone().filter(|&(who, _)| (who as usize) < count) {
            ends.get_mut(who as usize + 1).into_iter().for_each(|n| *n += 1);
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum;
        }
        let mut places = vec![0; sum as usize];
        // While they are filled in, the end of each is that of the one before.
        for (who, place) in all {
            if (who as usize) < count
                && let Some(next) = ends.get_mut(who as usize)
                && let Some(slot) = places.get_mut(*next as usize)
            {
                *slot = place;
                *next += 1;
            }
        }
        Self { ends, places }
    }

    /// The places of one.
    pub(super) fn of(&self, who: u32) -> &[u32] {
        let end = self.ends.get(who as usize).map_or(0, |&end| end as usize);
        let start =
            (who as usize).checked_sub(1).and_then(|i| self.ends.get(i)).map_or(0, |&end| end as usize);
        self.places.get(start..end).unwrap_or(&[])
    }

    /// How far the last place before `at` is, at most `cap`.
    pub(super) fn behind(&self, who: u32, at: usize, cap: usize) -> usize {
        let places = self.of(who);
        let before = places.partition_point(|&p| (p as usize) < at).checked_sub(1);
        before.and_then(|i| places.get(i)).map_or(cap, |&p| (at - p as usize).min(cap))
    }

    /// How far the next place from `at` on is, at most `cap`.
    pub(super) fn ahead(&self, who: u32, at: usize, cap: usize) -> usize {
        let places = self.of(who);
        places
            .get(places.partition_point(|&p| (p as usize) < at))
            .map_or(cap, |&p| (p as usize - at).min(cap))
    }

    /// How many places there are from `from` up to and without `to`.
    pub(super) fn between(&self, who: u32, from: usize, to: usize) -> usize {
        let places = self.of(who);
        let before = |at: usize| places.partition_point(|&p| (p as usize) < at);
        before(to).saturating_sub(before(from))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_its_places_in_order() {
        let all = [(1, 3), (0, 5), (7, 6), (1, 8), (1, 20)];
        let places = Places::new(3, all.into_iter());
        assert_eq!(
            [0, 1, 2, 7].map(|who| places.of(who).to_vec()),
            [vec![5], vec![3, 8, 20], vec![], vec![]]
        );
        assert_eq!((places.behind(1, 8, 99), places.behind(1, 9, 99), places.behind(1, 3, 99)), (5, 1, 99));
        assert_eq!((places.ahead(1, 8, 99), places.ahead(1, 9, 99), places.ahead(1, 21, 99)), (0, 11, 99));
        assert_eq!((places.between(1, 3, 20), places.between(1, 4, 21), places.between(2, 0, 99)), (2, 2, 0));
    }
}

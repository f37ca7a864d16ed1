//! What is known of a candidate once the first pass has seen all quotes, and those before have their speakers: the
//! features of the second pass.

use std::collections::VecDeque;

use super::first::gap;
use super::row::Row;
use super::scene::{Call, NO_ONE, Scene};

/// How many numbers the second pass adds to a row.
pub(super) const FEATURES: usize = 28;

/// Quotes ahead in which the first pass is asked whom it thinks of.
pub(super) const AHEAD: usize = 8;
/// Quotes back in which a speaker is remembered.
const REMEMBERED: usize = 30;

/// What the first pass thinks of a quote.
#[derive(Clone, Debug, Default)]
pub(super) struct Opinion {
    pub(super) who: Vec<u32>,
    /// How likely each is the speaker.
    pub(super) likely: Vec<f32>,
    pub(super) best: f32,
}

impl Opinion {
    fn of(&self, who: u32) -> f32 {
        let at = self.who.iter().position(|&candidate| candidate == who);
        at.and_then(|at| self.likely.get(at)).copied().unwrap_or(0.0)
    }
}

/// What the first pass thinks of the quotes around the one that is asked about; of those long before, nothing is kept.
#[derive(Default)]
pub(super) struct Opinions {
    near: VecDeque<Opinion>,
    /// How many before them are no longer kept.
    gone: usize,
}

/// How many quotes back the second pass looks.
const BEHIND: usize = 2;

impl Opinions {
    pub(super) fn push(&mut self, opinion: Opinion) {
        self.near.push_back(opinion);
    }

    /// How many there were so far.
    pub(super) fn len(&self) -> usize {
        self.gone + self.near.len()
    }

    pub(super) fn get(&self, index: usize) -> Option<&Opinion> {
        self.near.get(index.checked_sub(self.gone)?)
    }

    /// Lets go of what isn't looked at for a quote, nor for those behind it.
    pub(super) fn go_on(&mut self, index: usize) {
        let gone = index.saturating_sub(BEHIND).saturating_sub(self.gone).min(self.near.len());
        self.near.drain(..gone);
        self.gone += gone;
    }
}

/// Those who spoke last, the newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Speakers([u32; REMEMBERED]);

impl Speakers {
    pub(super) const NONE: Self = Self([NO_ONE; REMEMBERED]);

    pub(super) fn push(&mut self, who: u32) {
        self.0.copy_within(..REMEMBERED - 1, 1);
        self.0[0] = who;
    }

    /// The last four: beams that agree in them go on alike.
    pub(super) fn last(&self) -> [u32; 4] {
        let [a, b, c, d, ..] = self.0;
        [a, b, c, d]
    }
}

/// Adds what the first pass thinks of the quotes around to the row of a candidate.
pub(super) fn of_opinions(opinions: &Opinions, index: usize, who: u32, row: &mut Row) {
    let opinion = |at: Option<usize>| at.and_then(|at| opinions.get(at));
    let likely = |at: Option<usize>| opinion(at).map_or(0.0, |o| o.of(who));
    let own = likely(Some(index));
    row.likely(own);
    row.likely(opinion(Some(index)).map_or(0.0, |o| o.best - own));
    for d in 1..5 {
        row.likely(likely(Some(index + d)));
        row.likely(opinion(Some(index + d)).map_or(0.0, |o| o.best));
    }
    row.likely(likely(index.checked_sub(1)));
    row.likely(likely(index.checked_sub(BEHIND)));
    let after: f32 = (1..=AHEAD).map(|d| likely(Some(index + d))).sum();
    row.size((64.0 * after) as usize);
}

/// Adds who spoke before.
pub(super) fn of_speakers(scene: &Scene<'_>, index: usize, who: u32, spoke: &Speakers, row: &mut Row) {
    let [a, b, c, d] = spoke.last();
    for before in [a, b, c, d] {
        row.flag(before == who);
    }
    row.few(spoke.0.iter().position(|&s| s == who).unwrap_or(REMEMBERED), REMEMBERED as u8);
    row.few(spoke.0.iter().take(10).filter(|&&s| s == who).count(), 10);
    let turns = a == c && a != b && a != NO_ONE;
    row.flag(a == b && a != NO_ONE);
    row.flag(turns);
    row.flag(turns && b == d);
    let recent = spoke.0.get(..6).unwrap_or(&[]);
    let distinct = recent.iter().enumerate().filter(|(at, s)| !recent.iter().take(*at).any(|t| t == *s));
    row.few(distinct.count(), 6);
    let unit = scene.units.get(index);
    let calls = unit.is_some_and(|u| u.inside.iter().any(|&(s, call)| s == a && call != Call::No));
    row.flag(calls);
    row.flag(who == b && who != a);
    row.flag(who == b && turns);
    for d in [2, 3] {
        let before = index.checked_sub(d).and_then(|at| scene.units.get(at));
        row.push(unit.map_or(7, |unit| gap(unit, before)));
    }
}

//! Who is met in the narration around a quote.

use super::scene::{NO_ONE, Scene, Seen, Unit};
use crate::mention::{Gender, MentionKind};

/// Mentions that are looked at on each side, and in the paragraphs before and after.
const MOST: usize = 32;
/// Tokens in which what stands beside a piece belongs to it.
pub(super) const BESIDE: u8 = 9;

/// The narration around a quote.
#[derive(Default)]
pub(super) struct Around {
    /// Those met in its paragraph before it, the nearest first, and behind its first piece.
    pub(super) behind: Vec<Seen>,
    pub(super) ahead: Vec<Seen>,
    /// In the paragraph before, the nearest first, and in the next one.
    pub(super) last: Vec<Seen>,
    pub(super) next: Vec<Seen>,
    /// The gender of the nearest "he" or "she": before, behind, in the paragraph before; 1 for a man, -1 for a woman.
    pub(super) before: i32,
    pub(super) after: i32,
    pub(super) paragraph_before: i32,
    /// That of the one right beside a piece, and how far that is.
    pub(super) pronoun: i32,
    pub(super) pronoun_distance: u8,
    /// Those named right beside a piece.
    pub(super) near: Vec<Near>,
    /// Whether the quote opens its paragraph.
    pub(super) opens_paragraph: bool,
}

/// Someone named beside a piece: how many tokens behind it and before it.
#[derive(Clone, Copy)]
pub(super) struct Near {
    pub(super) who: u32,
    pub(super) after: u8,
    pub(super) before: u8,
}

impl Near {
    /// Someone who isn't.
    pub(super) fn far(who: u32) -> Self {
        Self { who, after: BESIDE, before: BESIDE }
    }
}

fn gender(seen: &Seen) -> i32 {
    match seen.gender {
        Gender::Male => 1,
        Gender::Female => -1,
        _ => 0,
    }
}

impl Around {
    pub(super) fn new(scene: &Scene<'_>, index: usize) -> Self {
        let Some(unit) = scene.units.get(index) else { return Self::default() };
        let all = |range: std::ops::Range<usize>| scene.seen.get(range).unwrap_or(&[]);
        let here = scene.in_paragraph(unit.paragraph());
        let at = |token: usize| scene.seen.partition_point(|s| (s.first as usize) < token).max(here.start);
        let (head, tail) = (at(unit.first()).min(here.end), at(unit.pause()).min(here.end));
        let mut around = Self { pronoun_distance: BESIDE, ..Self::default() };
        let told = |s: &&Seen| !s.quoted;
        let some = |s: &&Seen| s.who != NO_ONE;
        let before = || all(here.start..head).iter().rev().take(MOST).filter(told);
        let after = || all(tail..here.end).iter().take(MOST).filter(told);
        around.behind = before().filter(some).copied().collect();
        around.ahead = after().filter(some).copied().collect();
        around.before = before().find(|s| s.nominative).map_or(0, gender);
        around.after = after().find(|s| s.nominative).map_or(0, gender);
        if let Some(paragraph) = unit.paragraph().checked_sub(1) {
            let last = || all(scene.in_paragraph(paragraph)).iter().rev().take(MOST).filter(told);
            around.last = last().filter(some).copied().collect();
            around.paragraph_before = last().find(|s| s.nominative).map_or(0, gender);
        }
        let next = all(scene.in_paragraph(unit.paragraph() + 1)).iter().take(MOST).filter(told);
        around.next = next.filter(some).copied().collect();
        let start = scene.layers.paragraphs.get(unit.paragraph()).map_or(0, |p| p.span().start());
        around.opens_paragraph = scene.layers.token_at(start) + 1 >= unit.first();
        around.beside(unit);
        around
    }

    /// Looks at what stands right beside the first piece.
    fn beside(&mut self, unit: &Unit) {
        let (behind, ahead) = (std::mem::take(&mut self.behind), std::mem::take(&mut self.ahead));
        for seen in &ahead {
            let distance = (seen.first as usize).saturating_sub(unit.pause());
            self.stands(seen, distance, |near| &mut near.after);
        }
        for seen in &behind {
            let distance = unit.first().saturating_sub(seen.end as usize);
            self.stands(seen, distance, |near| &mut near.before);
        }
        (self.behind, self.ahead) = (behind, ahead);
    }

    fn stands(&mut self, seen: &Seen, distance: usize, side: fn(&mut Near) -> &mut u8) {
        let Some(distance) = u8::try_from(distance).ok().filter(|&d| d < BESIDE) else { return };
        if seen.kind != MentionKind::Pronoun {
            let at = self.near.iter().position(|near| near.who == seen.who).unwrap_or(self.near.len());
            if at == self.near.len() {
                self.near.push(Near::far(seen.who));
            }
            if let Some(near) = self.near.get_mut(at).map(side) {
                *near = distance.min(*near);
            }
        } else if seen.nominative && distance < self.pronoun_distance {
            self.pronoun_distance = distance;
            self.pronoun = gender(seen);
        }
    }

    /// The gender that the quote's source or the nearest pronoun says.
    pub(super) fn gender(&self, unit: &Unit) -> i32 {
        [unit.gender, self.pronoun, self.after, self.before].into_iter().find(|&g| g != 0).unwrap_or(0)
    }
}

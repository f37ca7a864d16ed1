//! The second pass: goes over the quotes with several stories of who spoke so far, and keeps the likeliest.

use super::forest::{Forest, PARTS};
use super::row::{Row, likelihood};
use super::scene::{NO_ONE, Scene};
use super::second::{AHEAD, Opinion, Opinions, Speakers, of_opinions, of_speakers};
use super::{Chooser, candidates, first};
use crate::model::{exp, ln};

/// Stories that are kept: one does worse by 1.5 points on PDNC's development part, twenty better by 0.2.
const WIDTH: usize = 5;
/// How many candidates a story goes on with.
const BRANCHES: usize = 3;
/// So likely by the first pass, a speaker is not asked about again.
const SURE: f32 = 0.97;
/// Less likely ones, and more of them, aren't looked at again.
const LEAST: f32 = 0.004;
const MOST: usize = 8;

/// Who says a quote, and in which step of [`likelihood`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) who: u32,
    pub(super) step: u8,
}

/// One story.
#[derive(Clone, Copy)]
struct Story {
    score: f32,
    spoke: Speakers,
    /// Its last event.
    event: u32,
}

/// A choice after another.
#[derive(Clone, Copy)]
struct Event {
    choice: Choice,
    before: u32,
}

/// What the first pass leaves to the second.
#[derive(Clone, Debug, Default)]
pub(super) struct Open {
    pub(super) who: Vec<u32>,
    pub(super) rows: Vec<Row>,
}

/// The first pass, which runs some quotes ahead of the second.
pub(super) struct FirstPass<'s> {
    scene: &'s Scene<'s>,
    forest: &'s Forest,
    opinions: Opinions,
    /// What it leaves open of those that the second pass hasn't seen.
    open: std::collections::VecDeque<Open>,
    rows: Vec<Row>,
    scores: Vec<i32>,
}

impl<'s> FirstPass<'s> {
    pub(super) fn new(scene: &'s Scene<'s>, chooser: &'s Chooser) -> Self {
        Self {
            scene,
            forest: &chooser.first,
            opinions: Opinions::default(),
            open: std::collections::VecDeque::new(),
            rows: Vec::new(),
            scores: Vec::new(),
        }
    }

    /// What is open of the next quote, with the rows of the second pass but for who spoke before.
    pub(super) fn next(&mut self, index: usize) -> Open {
        while self.opinions.len() < self.scene.units.len().min(index + AHEAD + 1) {
            self.read();
        }
        self.opinions.go_on(index);
        let mut open = self.open.pop_front().unwrap_or_default();
        for (&who, row) in open.who.iter().zip(&mut open.rows) {
            of_opinions(&self.opinions, index, who, row);
        }
        open
    }

    fn read(&mut self) {
        let mut opinion = Opinion::default();
        let index = self.opinions.len();
        // What a caller knows stands, and that several speak together.
        if let Some(unit) = self.scene.units.get(index).filter(|unit| unit.known) {
            self.opinions.push(Opinion { who: vec![unit.guess], likely: vec![1.0], best: 1.0 });
            self.open.push_back(Open::default());
            return;
        }
        candidates::candidates(self.scene, index, &mut opinion.who);
        first::rows(self.scene, index, &opinion.who, &mut self.rows);
        self.forest.scores(&self.rows, &mut self.scores);
        softmax(&self.scores, &mut opinion.likely);
        opinion.best = opinion.likely.iter().copied().fold(0.0, f32::max);
        let mut open = Open::default();
        if opinion.best < SURE {
            let mut order: Vec<usize> = (0..opinion.who.len()).collect();
            let likely = |at: usize| opinion.likely.get(at).copied().unwrap_or(0.0);
            order.sort_by(|&a, &b| likely(b).total_cmp(&likely(a)));
            for at in order.into_iter().filter(|&at| likely(at) >= LEAST).take(MOST) {
                if let (Some(&who), Some(&row)) = (opinion.who.get(at), self.rows.get(at)) {
                    open.who.push(who);
                    open.rows.push(row);
                }
            }
        }
        self.open.push_back(open);
        self.opinions.push(opinion);
    }

    /// Whom the first pass thinks of first.
    pub(super) fn first_choice(&self, index: usize) -> Choice {
        let Some(opinion) = self.opinions.get(index) else { return Choice { who: NO_ONE, step: 0 } };
        let best = opinion.likely.iter().position(|&p| p == opinion.best);
        let who = best.and_then(|at| opinion.who.get(at)).copied().unwrap_or(NO_ONE);
        Choice { who, step: likelihood(opinion.best) }
    }
}

/// Adds to the rows of a quote who spoke before.
pub(super) fn with_speakers(
    scene: &Scene<'_>,
    index: usize,
    open: &Open,
    spoke: &Speakers,
    rows: &mut Vec<Row>,
) {
    rows.extend(open.who.iter().zip(&open.rows).map(|(&who, row)| {
        let mut row = *row;
        of_speakers(scene, index, who, spoke, &mut row);
        row
    }));
}

/// The speaker of each unit.
pub(super) fn choices(scene: &Scene<'_>, chooser: &Chooser) -> Vec<Choice> {
    const NONE: u32 = u32::MAX;
    let mut pass = FirstPass::new(scene, chooser);
    let mut events: Vec<Event> = Vec::new();
    let mut stories = vec![Story { score: 0.0, spoke: Speakers::NONE, event: NONE }];
    let (mut rows, mut scores, mut likely) = (Vec::new(), Vec::new(), Vec::new());
    let mut next: Vec<Story> = Vec::new();
    for index in 0..scene.units.len() {
        let open = pass.next(index);
        next.clear();
        if open.who.is_empty() {
            let choice = pass.first_choice(index);
            for mut story in stories.drain(..) {
                go_on(&mut story, choice, 0.0, &mut events);
                next.push(story);
            }
            std::mem::swap(&mut stories, &mut next);
            continue;
        }
        rows.clear();
        stories.iter().for_each(|story| with_speakers(scene, index, &open, &story.spoke, &mut rows));
        chooser.second.scores(&rows, &mut scores);
        let mut branches: Vec<(f32, usize, Choice, f32)> = Vec::new();
        for (number, (story, scores)) in stories.iter().zip(scores.chunks(open.who.len())).enumerate() {
            softmax(scores, &mut likely);
            let mut order: Vec<(f32, u32)> = likely.iter().copied().zip(open.who.iter().copied()).collect();
            order.sort_by(|a, b| b.0.total_cmp(&a.0));
            for (p, who) in order.into_iter().take(BRANCHES) {
                let gain = ln(p.max(1e-6));
                branches.push((story.score + gain, number, Choice { who, step: likelihood(p) }, gain));
            }
        }
        branches.sort_by(|a, b| b.0.total_cmp(&a.0));
        for (_, number, choice, gain) in branches {
            let Some(&(mut story)) = stories.get(number) else { continue };
            let mut spoke = story.spoke;
            spoke.push(choice.who);
            // Of stories that agree in the last speakers the likelier one stays.
            if next.iter().any(|other| other.spoke.last() == spoke.last()) {
                continue;
            }
            go_on(&mut story, choice, gain, &mut events);
            next.push(story);
            if next.len() == WIDTH {
                break;
            }
        }
        std::mem::swap(&mut stories, &mut next);
        // Only differences count.
        let top = stories.first().map_or(0.0, |story| story.score);
        stories.iter_mut().for_each(|story| story.score -= top);
    }
    let mut out = Vec::with_capacity(scene.units.len());
    let mut at = stories.first().map_or(NONE, |story| story.event);
    while let Some(event) = events.get(at as usize) {
        out.push(event.choice);
        at = event.before;
    }
    out.reverse();
    out
}

fn go_on(story: &mut Story, choice: Choice, gain: f32, events: &mut Vec<Event>) {
    events.push(Event { choice, before: story.event });
    story.event = (events.len() - 1) as u32;
    story.spoke.push(choice.who);
    story.score += gain;
}

/// How likely each is, of what the trees say.
fn softmax(scores: &[i32], out: &mut Vec<f32>) {
    out.clear();
    let top = scores.iter().copied().max().unwrap_or(0);
    out.extend(scores.iter().map(|&score| exp((score - top) as f32 / PARTS)));
    let sum: f32 = out.iter().sum();
    out.iter_mut().for_each(|p| *p /= sum);
}

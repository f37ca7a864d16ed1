//! Pairs the marks of a paragraph so that the whole costs least.
//!
//! A beam search over the marks: a state is the quotations that are open, and each mark opens one,
//! closes the innermost one or is left out. A stray mark then costs itself alone: in `He "said. "Yes,"
//! she said. "No."` leaving out the first mark is cheaper than turning all the others round. The beam
//! is narrow and its history short, so that time is linear and memory doesn't grow with the paragraph.

use super::glyph::{Family, Glyph};
use super::reading::{NEVER, Reading, UNCLOSED_WORDS};
use super::scan::Mark;

/// A quotation as the marks that bound it, by their index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) open: usize,
    pub(super) close: Option<usize>,
    pub(super) depth: u8,
    /// The quotation of an earlier line that it goes on with, as an index among the pairs.
    pub(super) resumes: Option<usize>,
    /// Whether the next paragraph goes on with it.
    pub(super) goes_on: bool,
}

/// Deepest nesting.
const DEPTH: usize = 4;
/// States kept after a mark.
const BEAM: usize = 8;
/// A state this much dearer than the best is given up.
const GAP: i32 = 24;
/// Steps of history after which the best state is settled.
const HISTORY: usize = 16384;

/// What an unclosed quotation costs that the next paragraph goes on with, or a line that may begin one.
const GOES_ON: i32 = 2;

/// Over how many lines a quotation runs at most, where nothing parts them into paragraphs.
const LINES: u32 = 24;

/// What a pair with nothing in it costs.
const EMPTY: u32 = 2;

/// A quotation that is open.
#[derive(Clone, Copy)]
struct Open {
    glyph: Glyph,
    mark: u32,
    /// What it costs as long as it isn't closed.
    unclosed: i32,
    line: u32,
}

#[derive(Clone, Copy)]
struct State {
    /// What was done costs, with what the open quotations cost if none is ever closed.
    cost: i32,
    depth: u8,
    open: [Open; DEPTH],
    /// The last step that led here.
    step: u32,
}

impl State {
    fn stack(&self) -> &[Open] {
        self.open.get(..usize::from(self.depth)).unwrap_or(&[])
    }

    fn top(&self) -> Option<Open> {
        self.stack().last().copied()
    }

    /// Whether the same shapes are open in both, so that the dearer can be given up.
    fn agrees(&self, other: &Self) -> bool {
        self.depth == other.depth && self.stack().iter().zip(other.stack()).all(|(a, b)| a.glyph == b.glyph)
    }
}

#[derive(Clone, Copy)]
enum Action {
    Open,
    Close,
    /// Closes a quotation with nothing in it, which is none.
    Discard,
    /// Opens the outermost quotation anew, as the paragraphs of one do.
    Resume,
    Skip,
}

struct Step {
    action: Action,
    mark: u32,
    before: u32,
}

/// No step.
const START: u32 = u32::MAX;

/// Pairs the marks of paragraphs, one after the other.
#[derive(Default)]
pub(super) struct Pairing {
    states: Vec<State>,
    beam: Beam,
    actions: Vec<(Action, usize)>,
    /// Indices, among the pairs, of those still open in the settled part of the paragraph.
    unclosed: Vec<usize>,
}

impl Pairing {
    /// Appends the quotations of a paragraph, in order of their opening marks.
    ///
    /// `reading` reads each of its marks, `blank` says whether nothing but white space is between two
    /// of them, and `resumed` is the shape of the marks at the next paragraph's head, outermost first.
    pub(super) fn pair(
        &mut self,
        marks: &[Mark],
        reading: impl Fn(&Mark) -> Reading,
        blank: impl Fn(&Mark, &Mark) -> bool,
        resumed: &[Glyph],
        pairs: &mut Vec<Pair>,
    ) {
        self.unclosed.clear();
        self.states.clear();
        let none = Open { glyph: Glyph::Straight, mark: 0, unclosed: 0, line: 0 };
        self.states.push(State { cost: 0, depth: 0, open: [none; DEPTH], step: START });
        for (at, mark) in marks.iter().enumerate() {
            let reading = reading(mark);
            for state in &self.states {
                self.beam.skip(state, at, mark.glyph, reading.skip);
                self.beam.open(state, at, mark, reading);
                self.beam.resume(state, at, mark, reading);
                let opener = state.top().and_then(|top| marks.get(top.mark as usize));
                let action = match opener {
                    Some(opener) if blank(opener, mark) => Action::Discard,
                    _ => Action::Close,
                };
                self.beam.close(state, at, mark, reading.close, action);
            }
            self.beam.narrow(&mut self.states);
            if self.beam.steps.len() > HISTORY || (self.states.len() == 1 && self.beam.steps.len() > BEAM) {
                self.settle(pairs);
            }
        }
        for state in &mut self.states {
            let stack = state.stack().iter().zip(resumed);
            let goes_on = stack.take_while(|(open, next)| open.glyph.family() == next.family());
            state.cost -= goes_on.map(|(open, _)| open.unclosed - GOES_ON).sum::<i32>();
        }
        self.states.sort_by_key(|state| state.cost);
        self.settle(pairs);
        let goes_on = |at: usize, next: &Glyph| {
            let mark = pairs.get(at).and_then(|pair| marks.get(pair.open));
            mark.is_some_and(|mark| mark.glyph.family() == next.family())
        };
        let count = self.unclosed.iter().zip(resumed).take_while(|(at, next)| goes_on(**at, next)).count();
        for &at in self.unclosed.iter().take(count) {
            if let Some(pair) = pairs.get_mut(at) {
                pair.goes_on = true;
            }
        }
    }

    /// Writes down what led to the best state, and forgets all others.
    fn settle(&mut self, pairs: &mut Vec<Pair>) {
        self.states.truncate(1);
        let Some(best) = self.states.first_mut() else { return };
        self.actions.clear();
        let mut at = best.step;
        while let Some(step) = self.beam.steps.get(at as usize) {
            self.actions.push((step.action, step.mark as usize));
            at = step.before;
        }
        best.step = START;
        self.beam.steps.clear();
        for &(action, mark) in self.actions.iter().rev() {
            match action {
                Action::Skip => {}
                Action::Open | Action::Resume => {
                    let resumes = self.unclosed.first().copied().filter(|_| matches!(action, Action::Resume));
                    if resumes.is_some() {
                        self.unclosed.clear();
                    }
                    let depth = self.unclosed.len() as u8;
                    self.unclosed.push(pairs.len());
                    pairs.push(Pair { open: mark, close: None, depth, resumes, goes_on: false });
                }
                Action::Discard => {
                    self.unclosed.pop();
                    pairs.pop();
                }
                Action::Close => {
                    if let Some(pair) = self.unclosed.pop().and_then(|open| pairs.get_mut(open)) {
                        pair.close = Some(mark);
                    }
                }
            }
        }
    }
}

/// The states that a mark leads to, and the steps that led to all of them.
#[derive(Default)]
struct Beam {
    states: Vec<State>,
    steps: Vec<Step>,
}

impl Beam {
    /// Leaves the mark out. Inside a quotation in such marks that costs more: of two that open before one
    /// that closes, the first has lost its partner: `"It rains, he said. "Let us go."`
    fn skip(&mut self, state: &State, mark: usize, glyph: Glyph, cost: u32) {
        let like = state.top().is_some_and(|top| top.glyph.family() == glyph.family());
        let inside = i32::from(like && glyph.family() == Family::Double);
        self.push(State { cost: state.cost + cost as i32 + inside, ..*state }, Action::Skip, mark);
    }

    /// Opens a quotation with the mark.
    fn open(&mut self, state: &State, at: usize, mark: &Mark, reading: Reading) {
        let unclosed = reading.unclosed as i32;
        let cost = reading.open as i32 + nesting_cost(state.stack(), mark.glyph) + unclosed;
        let mut state = State { cost: state.cost + cost, ..*state };
        let slot = state.open.get_mut(usize::from(state.depth));
        if let Some(slot) = slot.filter(|_| reading.open < NEVER) {
            *slot = Open { glyph: mark.glyph, mark: at as u32, unclosed, line: mark.line() };
            state.depth += 1;
            self.push(state, Action::Open, at);
        }
    }

    /// Opens the outermost quotation anew with the mark at the head of a line, which may be that of a paragraph. One that was
    /// opened in the middle of a sentence was sooner left open by mistake.
    fn resume(&mut self, state: &State, at: usize, mark: &Mark, reading: Reading) {
        let Some(first) = state.stack().first().copied().filter(|_| mark.heads() && reading.open < NEVER)
        else {
            return;
        };
        let near = mark.line() - first.line <= LINES;
        if near && first.glyph.family() == mark.glyph.family() && first.unclosed != UNCLOSED_WORDS as i32 {
            let unclosed = reading.unclosed as i32;
            let cost = state.cost + reading.open as i32 + GOES_ON - first.unclosed + unclosed;
            let mut state = State { cost, depth: 1, ..*state };
            if let Some(slot) = state.open.first_mut() {
                *slot = Open { glyph: mark.glyph, mark: at as u32, unclosed, line: mark.line() };
            }
            self.push(state, Action::Resume, at);
        }
    }

    /// Closes the innermost quotation with the mark, if it can.
    fn close(&mut self, state: &State, at: usize, mark: &Mark, cost: u32, action: Action) {
        let Some(open) = state.top().filter(|open| may_close(open, mark)) else { return };
        if let Some(mismatch) = open.glyph.mismatch(mark.glyph).filter(|_| cost < NEVER) {
            let empty = if matches!(action, Action::Discard) { EMPTY } else { 0 };
            let cost = (cost + mismatch + empty) as i32 - open.unclosed;
            self.push(State { cost: state.cost + cost, depth: state.depth - 1, ..*state }, action, at);
        }
    }

    /// Adds a state, unless a cheaper one agrees with it.
    fn push(&mut self, mut state: State, action: Action, mark: usize) {
        let step = Step { action, mark: mark as u32, before: state.step };
        state.step = self.steps.len() as u32;
        match self.states.iter_mut().find(|other| other.agrees(&state)) {
            Some(other) if other.cost <= state.cost => return,
            Some(other) => *other = state,
            None => self.states.push(state),
        }
        self.steps.push(step);
    }

    /// Hands over the cheapest states, with costs from 0 up.
    fn narrow(&mut self, states: &mut Vec<State>) {
        self.states.sort_by_key(|state| state.cost);
        let best = self.states.first().map_or(0, |state| state.cost);
        states.clear();
        let cheap = self.states.iter().take_while(|state| state.cost <= best + GAP).take(BEAM);
        states.extend(cheap.map(|state| State { cost: state.cost - best, ..*state }));
        self.states.clear();
    }
}

/// Whether a mark isn't too far from a quotation to close it: in another line one that may be an apostrophe, “the boys'”,
/// does so only behind a stop.
fn may_close(open: &Open, mark: &Mark) -> bool {
    let apart = mark.line() - open.line;
    apart == 0 || apart <= LINES && (mark.glyph.family() != Family::Single || mark.before.is_stop())
}

/// What it costs to open a mark inside these. Quotations alternate between two kinds of marks; a low
/// or curly mark inside its like is rarer, a straight one inside a straight one rarer still.
fn nesting_cost(stack: &[Open], glyph: Glyph) -> i32 {
    let like = stack.iter().filter(|open| open.glyph.family() == glyph.family()).count() as i32;
    let each = match glyph {
        Glyph::Straight | Glyph::StraightSingle | Glyph::Apostrophes => 5,
        _ if glyph.family() == Family::Single => 5,
        _ => 4,
    };
    like * each
}

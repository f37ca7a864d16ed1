//! Turns: who speaks where the text doesn't say.

use std::ops::Range;

use super::Resolution;
use super::walk::Said;
use crate::attribution::{Attributed, Pattern, QuoteKind, is_dialogue};
use crate::compact::push;
use crate::layers::{Layers, Mark};
use crate::mention::{Mention, MentionKind};

/// A paragraph with speech in it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Turn {
    pub(super) paragraph: usize,
    pub(super) speaker: Option<Said>,
    /// Who is called by name in the speech, and so isn't the speaker.
    pub(super) spoken_to: Option<usize>,
    /// The quotes in it.
    pub(super) quotes: Range<usize>,
    /// Whether it has a source that leads to no one: "a man said".
    pub(super) unknown: bool,
}

/// A turn in little memory: terse dialogue has one every few bytes.
#[derive(Clone, Copy, Debug)]
struct Packed {
    paragraph: u32,
    first: u32,
    end: u32,
    /// Or no one, as the others who may be.
    spoken_to: u32,
    speaker: u32,
    confidence: f32,
    resolution: Resolution,
    unknown: bool,
}

const NO_ONE: u32 = u32::MAX;

impl Packed {
    fn new(turn: &Turn) -> Self {
        let mut packed = Self {
            paragraph: turn.paragraph as u32,
            first: turn.quotes.start as u32,
            end: turn.quotes.end as u32,
            spoken_to: turn.spoken_to.map_or(NO_ONE, |entity| entity as u32),
            speaker: NO_ONE,
            confidence: 0.0,
            resolution: Resolution::Turn,
            unknown: turn.unknown,
        };
        turn.speaker.into_iter().for_each(|said| packed.say(said));
        packed
    }

    /// Says who speaks.
    fn say(&mut self, said: Said) {
        (self.speaker, self.confidence) = (said.entity as u32, said.confidence);
        self.resolution = said.resolution;
    }

    fn turn(&self) -> Turn {
        let some = |entity: u32| (entity != NO_ONE).then_some(entity as usize);
        let (resolution, confidence) = (self.resolution, self.confidence);
        Turn {
            paragraph: self.paragraph as usize,
            speaker: some(self.speaker).map(|entity| Said { entity, resolution, confidence }),
            spoken_to: some(self.spoken_to),
            quotes: self.first as usize..self.end as usize,
            unknown: self.unknown,
        }
    }
}

/// The turns of a text so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Turns {
    turns: Vec<Packed>,
    /// Whether paragraphs of speech alternate between speakers, as in novels; in news they go on with one.
    dialogue: bool,
    /// The last one whose speech was reported, and in which paragraph.
    last: Option<(usize, usize)>,
}

/// How many paragraphs may lie between two turns of a conversation, less one.
const NEAR: usize = 2;

impl Turns {
    /// No turns yet; whether the text is dialogue is told from its quotes.
    pub(super) fn new(layers: &Layers<'_>, quotes: &[Attributed]) -> Self {
        // Labels tell who speaks.
        let direct = quotes.iter().filter(|q| q.kind == QuoteKind::Direct && q.pattern != Pattern::Turn);
        let direct = direct.map(|q| (q.content.len(), !q.source.is_empty()));
        Self { dialogue: is_dialogue(layers.tokens.len(), direct), ..Self::default() }
    }

    /// Whether paragraphs of speech alternate between speakers.
    pub(super) fn is_dialogue(&self) -> bool {
        self.dialogue
    }

    /// Notes whose speech a paragraph without direct speech reports.
    pub(super) fn reported(&mut self, paragraph: usize, entity: usize) {
        self.last = Some((paragraph, entity));
    }

    /// Whom a pronoun that is a source in a paragraph means rather than others and by how much, and whom it hardly can.
    pub(super) fn expected(&self, paragraph: usize) -> (Option<(usize, f32)>, Option<usize>) {
        if !self.dialogue {
            // Little enough that whoever acts in the paragraph of the pronoun is meant rather.
            return (self.last.map(|(_, entity)| (entity, 0.5)), None);
        }
        let near = |turn: &Turn| turn.paragraph + NEAR >= paragraph;
        let mut turns = self.latest();
        let last = turns.next().filter(near);
        let before =
            last.as_ref().and_then(|last| turns.next().filter(|t| t.paragraph + NEAR >= last.paragraph));
        let who = |turn: &Option<Turn>| turn.as_ref().and_then(|t| t.speaker).map(|s| s.entity);
        let rather = who(&before).or_else(|| last.as_ref().and_then(|t| t.spoken_to));
        (rather.map(|entity| (entity, 1.0)), who(&last))
    }

    /// Adds a turn; if no one is said to speak, tells who does from the turns before it.
    pub(super) fn push(&mut self, mut turn: Turn) {
        if turn.speaker.is_none() && !turn.unknown {
            turn.speaker = if self.dialogue { self.answers(&turn) } else { self.goes_on(&turn) };
        }
        if let Some(said) = turn.speaker {
            self.last = Some((turn.paragraph, said.entity));
        }
        push(&mut self.turns, Packed::new(&turn));
    }

    /// The turn at a place.
    fn get(&self, index: usize) -> Option<Turn> {
        self.turns.get(index).map(Packed::turn)
    }

    /// The turns so far, the last one first.
    fn latest(&self) -> impl Iterator<Item = Turn> {
        self.turns.iter().rev().map(Packed::turn)
    }

    /// In news a bare quotation is of the one quoted just before.
    fn goes_on(&self, turn: &Turn) -> Option<Said> {
        let (paragraph, entity) = self.last?;
        (paragraph + 1 >= turn.paragraph && turn.spoken_to != Some(entity)).then_some(by_turn(entity, 0.6))
    }

    /// In dialogue the one who spoke before the last speaker answers, or who was spoken to.
    fn answers(&self, turn: &Turn) -> Option<Said> {
        let mut turns = self.latest();
        let last = turns.next().filter(|t| t.paragraph + NEAR >= turn.paragraph)?;
        let fits = |entity: &usize| turn.spoken_to != Some(*entity);
        if let Some(entity) =
            last.spoken_to.filter(|e| fits(e) && last.speaker.is_none_or(|s| s.entity != *e))
        {
            return Some(by_turn(entity, 0.6));
        }
        let before = turns.next().filter(|t| t.paragraph + NEAR >= last.paragraph)?;
        let said = before.speaker.filter(|s| fits(&s.entity))?;
        let differs = last.speaker.is_none_or(|s| s.entity != said.entity);
        differs.then(|| by_turn(said.entity, (said.confidence * 0.95).min(0.7)))
    }

    /// The quotes of each turn, with who speaks those that have no source, as told from later turns too.
    pub(super) fn speakers(&mut self) -> impl Iterator<Item = (Range<usize>, Said)> {
        if self.dialogue {
            self.fill_backwards();
            self.fill_forwards();
        }
        let said = |said: Said| Said { resolution: Resolution::Turn, ..said };
        self.turns.iter().map(Packed::turn).filter_map(move |turn| Some((turn.quotes, said(turn.speaker?))))
    }

    /// Lets what was told backwards go on forwards again, over the turns that are still open.
    fn fill_forwards(&mut self) {
        for index in 2..self.turns.len() {
            let [Some(before), Some(last), Some(turn)] = [2, 1, 0].map(|i| self.get(index - i)) else {
                continue;
            };
            let near = before.paragraph + NEAR >= last.paragraph && last.paragraph + NEAR >= turn.paragraph;
            if turn.speaker.is_some() || turn.unknown || !near {
                continue;
            }
            let Some(said) = before.speaker.filter(|s| turn.spoken_to != Some(s.entity)) else { continue };
            let differs = last.speaker.is_none_or(|s| s.entity != said.entity);
            if let Some(turn) = self.turns.get_mut(index).filter(|_| differs) {
                turn.say(by_turn(said.entity, (said.confidence * 0.9).min(0.6)));
            }
        }
    }

    /// Lets a speaker named late speak the turns before too: "“A.” “B.” “C,” said Ann." begins with Ann.
    fn fill_backwards(&mut self) {
        for index in (0..self.turns.len().saturating_sub(2)).rev() {
            let [Some(turn), Some(next), Some(after)] = [0, 1, 2].map(|i| self.get(index + i)) else {
                continue;
            };
            let near = turn.paragraph + NEAR >= next.paragraph && next.paragraph + NEAR >= after.paragraph;
            let open = turn.speaker.is_none() && !turn.unknown && near;
            let Some(said) = after.speaker.filter(|_| open) else { continue };
            let differs = next.speaker.is_none_or(|s| s.entity != said.entity);
            if !differs || turn.spoken_to == Some(said.entity) {
                continue;
            }
            if let Some(turn) = self.turns.get_mut(index) {
                turn.say(by_turn(said.entity, (said.confidence * 0.9).min(0.6)));
            }
        }
    }
}

fn by_turn(entity: usize, confidence: f32) -> Said {
    Said { entity, resolution: Resolution::Turn, confidence }
}

/// Whether a name inside speech calls the hearer: "No, Ann, …", "Ann! …".
pub(super) fn addressee(layers: &Layers<'_>, mention: &Mention) -> bool {
    if mention.kind != MentionKind::Name {
        return false;
    }
    let before = mention.first.checked_sub(1).map_or(Mark::None, |at| layers.mark(at));
    let after = layers.mark(mention.end);
    let closes = matches!(after, Mark::Comma | Mark::Stop | Mark::Dash | Mark::Other | Mark::Semicolon);
    let opens = matches!(before, Mark::Comma | Mark::Other | Mark::Stop | Mark::Dash);
    closes && opens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_are_given_as_they_were() {
        let said = Said { entity: 7, resolution: Resolution::Name, confidence: 0.9 };
        let told =
            Turn { paragraph: 3, speaker: Some(said), spoken_to: Some(0), quotes: 4..6, unknown: false };
        let open = Turn { speaker: None, spoken_to: None, unknown: true, ..told.clone() };
        for turn in [told, open] {
            assert_eq!(Packed::new(&turn).turn(), turn);
        }
    }
}

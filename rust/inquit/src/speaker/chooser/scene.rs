//! A text as the chooser reads it: who is met where, and the quotes with what belongs to them.

use super::places::Places;
use crate::attribution::{Attributed, Pattern, QuoteKind};
use crate::compact::tight;
use crate::language::Classes;
use crate::layers::{Layers, Mark};
use crate::mention::{Gender, Mention, MentionKind, Mentions, Number, Sort};
use crate::speaker::ByRule;
use crate::speaker::entity::{Candidates, Entities};
use crate::speaker::unnamed::Unnamed;
use crate::speaker::walk::{Walked, is_subject};

/// Stands for no entity.
pub(super) const NO_ONE: u32 = u32::MAX;

/// One mention.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    /// Its tokens.
    pub(super) first: u32,
    pub(super) end: u32,
    pub(super) paragraph: u32,
    /// The entity that it means.
    pub(super) who: u32,
    pub(super) kind: MentionKind,
    pub(super) gender: Gender,
    pub(super) subject: bool,
    pub(super) quoted: bool,
    pub(super) call: Call,
    /// Whether it is a pronoun for one person, as a subject: "he".
    pub(super) nominative: bool,
}

/// Whether a name in speech calls the hearer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Call {
    No,
    /// A mark stands behind it, and nothing before it that governs a noun: "my dear Ann, …".
    Perhaps,
    /// Marks on both sides.
    Yes,
}

/// What kind of source a quote has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SourceKind {
    None,
    Name,
    He,
    She,
    I,
    OtherPronoun,
    Noun,
    /// Words that are no mention.
    Words,
}

impl SourceKind {
    /// The gender that it says: 1 for a man, -1 for a woman.
    pub(super) fn gender(self) -> i32 {
        match self {
            Self::He => 1,
            Self::She => -1,
            _ => 0,
        }
    }
}

/// A direct quote.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    quote: u32,
    first: u32,
    pause: u32,
    end: u32,
    paragraph: u32,
    last_paragraph: u32,
    length: u32,
    pub(super) kind: SourceKind,
    /// The mention that is its source.
    pub(super) source: Option<u32>,
    /// Whom that means; and the same if it is no pronoun but the narrator's.
    pub(super) who: u32,
    pub(super) named: u32,
    /// The gender that the source says.
    pub(super) gender: i32,
    /// Whether that is known beforehand or by the label of a turn, or several speak together: the rules have the last word.
    pub(super) known: bool,
    /// Whom the rules think of, and how sure they are in twentieths.
    pub(super) guess: u32,
    pub(super) confidence: u8,
    pub(super) asks: bool,
    pub(super) small: bool,
    /// Whether it addresses a man (1) or a woman (-1): "yes, sir".
    pub(super) addresses: i32,
    /// The names in it.
    pub(super) inside: Box<[(u32, Call)]>,
}

/// Numbers that are kept in four bytes each: terse dialogue has a quote every few bytes.
impl Unit {
    /// Its index among all quotes.
    pub(super) fn quote(&self) -> usize {
        self.quote as usize
    }

    /// Its first token.
    pub(super) fn first(&self) -> usize {
        self.first as usize
    }

    /// The token behind its first piece.
    pub(super) fn pause(&self) -> usize {
        self.pause as usize
    }

    /// The token behind its last piece.
    pub(super) fn end(&self) -> usize {
        self.end as usize
    }

    pub(super) fn paragraph(&self) -> usize {
        self.paragraph as usize
    }

    pub(super) fn last_paragraph(&self) -> usize {
        self.last_paragraph as usize
    }

    /// How many tokens its pieces have.
    pub(super) fn length(&self) -> usize {
        self.length as usize
    }
}

/// The text.
pub(super) struct Scene<'a> {
    pub(super) layers: &'a Layers<'a>,
    pub(super) entities: &'a Entities,
    pub(super) seen: Vec<Seen>,
    /// The first mention of each paragraph; one more than there are paragraphs.
    by_paragraph: Vec<u32>,
    /// Tokens of each paragraph outside speech.
    pub(super) narration: Vec<u32>,
    pub(super) units: Vec<Unit>,
    /// Of each entity, a man above 0 and a woman below, to 16 where it is sure.
    pub(super) genders: Vec<i32>,
    /// Where each is mentioned outside speech, by token; as a subject; by a name or a noun; by that as a subject.
    pub(super) met: Places,
    pub(super) acts: Places,
    pub(super) named: Places,
    pub(super) named_acts: Places,
    /// How often each is met by a name.
    names: Vec<u32>,
    /// Where each is named in speech, and how often called there.
    pub(super) quoted: Places,
    pub(super) called: Vec<u32>,
    /// Of which units each is the named source.
    pub(super) says: Places,
    /// Those who say most by name.
    pub(super) talkers: Vec<u32>,
    /// "I" outside speech among so many tokens of narration: per mille.
    pub(super) first_person: usize,
}

impl<'a> Scene<'a> {
    pub(super) fn new(
        layers: &'a Layers<'a>,
        mentions: &Mentions,
        quotes: &[Attributed],
        told: &'a ByRule,
    ) -> Self {
        let ByRule { walked, unnamed, together } = told;
        let entities = &walked.entities;
        let count = entities.all.len() + unnamed.all.len();
        let seen: Vec<Seen> =
            mentions.iter().enumerate().map(|(index, m)| seen(layers, &m, walked, index)).collect();
        let mut by_paragraph = vec![0; layers.paragraphs.len() + 1];
        let mut at = 0;
        for (paragraph, slot) in by_paragraph.iter_mut().enumerate() {
            while seen.get(at).is_some_and(|s| (s.paragraph as usize) < paragraph) {
                at += 1;
            }
            *slot = at as u32;
        }
        let narration = narration(layers);
        let tells = seen.iter().enumerate().filter(|(i, s)| {
            !s.quoted
                && s.kind == MentionKind::Pronoun
                && layers.is(s.first as usize, Classes::FIRST_PERSON)
                && mentions.get(*i).is_some_and(|m| m.number == Number::One)
        });
        let tokens: usize = narration.iter().map(|&n| n as usize).sum();
        let first_person = 1000 * tells.count() / tokens.max(1);
        let place = |keep: &dyn Fn(&Seen) -> bool| {
            Places::new(count, seen.iter().filter(|s| keep(s)).map(|s| (s.who, s.first)))
        };
        let told = |s: &Seen| !s.quoted;
        let noun = |s: &Seen| s.kind != MentionKind::Pronoun;
        let mut called = vec![0; count];
        for s in seen.iter().filter(|s| s.call != Call::No) {
            called.get_mut(s.who as usize).into_iter().for_each(|slot| *slot += 1);
        }
        let mut names = vec![0; count];
        for s in seen.iter().filter(|s| s.kind == MentionKind::Name) {
            names.get_mut(s.who as usize).into_iter().for_each(|slot| *slot += 1);
        }
        let mut scene = Self {
            names,
            layers,
            entities,
            met: place(&told),
            acts: place(&|s| told(s) && s.subject),
            named: place(&|s| told(s) && noun(s)),
            named_acts: place(&|s| told(s) && noun(s) && s.subject),
            quoted: place(&|s| s.quoted && s.kind == MentionKind::Name),
            genders: genders(&seen, entities, unnamed),
            seen,
            by_paragraph,
            narration,
            units: Vec::new(),
            called,
            says: Places::default(),
            talkers: Vec::new(),
            first_person,
        };
        scene.units = tight((0..quotes.len()).filter_map(|index| scene.unit(quotes, walked, index)));
        for unit in &mut scene.units {
            unit.known |= together.binary_search_by_key(&unit.quote(), |&(quote, _)| quote as usize).is_ok();
        }
        let named = scene.units.iter().enumerate().map(|(index, unit)| (unit.named, index as u32));
        scene.says = Places::new(count, named);
        let mut talkers: Vec<u32> = (0..count as u32).filter(|&who| !scene.says.of(who).is_empty()).collect();
        talkers.sort_by_key(|&who| std::cmp::Reverse(scene.says.of(who).len()));
        talkers.truncate(4);
        scene.talkers = talkers;
        scene
    }

    fn unit(&self, quotes: &[Attributed], walked: &Walked, index: usize) -> Option<Unit> {
        let quote = quotes.get(index).filter(|q| q.kind == QuoteKind::Direct)?;
        let layers = self.layers;
        let (head, tail) = (quote.content.first()?, quote.content.last()?);
        let first = layers.token_at(head.start());
        let source = walked.sources.get(index);
        let met = source.and_then(|m| self.seen.get(m));
        let kind = match met {
            None if quote.source.is_empty() => SourceKind::None,
            None => SourceKind::Words,
            Some(s) => match s.kind {
                MentionKind::Name => SourceKind::Name,
                MentionKind::Noun => SourceKind::Noun,
                MentionKind::Pronoun => match s.gender {
                    Gender::Male => SourceKind::He,
                    Gender::Female => SourceKind::She,
                    _ if layers.is(s.first as usize, Classes::FIRST_PERSON) => SourceKind::I,
                    _ => SourceKind::OtherPronoun,
                },
            },
        };
        let who = met.map_or(NO_ONE, |s| s.who);
        let surely = matches!(kind, SourceKind::Name | SourceKind::I | SourceKind::Noun);
        let pointed = !matches!(kind, SourceKind::None | SourceKind::Name | SourceKind::Words);
        let guess = walked.quotes.get(index).copied().flatten();
        let mut inside = Vec::new();
        let (mut length, mut addresses) = (0, 0);
        for piece in quote.content.iter() {
            let (from, to) = (layers.token_at(piece.start()), layers.token_at(piece.end()));
            length += to - from;
            let at = self.seen.partition_point(|s| (s.first as usize) < from);
            let names = self.seen.iter().skip(at).take_while(|s| (s.first as usize) < to);
            let names = names.filter(|s| s.kind == MentionKind::Name && s.who != NO_ONE);
            inside.extend(names.take(MOST_INSIDE).map(|s| (s.who, s.call)));
            addresses = (from..to.min(from + LONGEST)).fold(addresses, |so_far, at| match self.address(at) {
                0 => so_far,
                told => told,
            });
        }
        let end = layers.token_at(tail.end());
        let told = match met.map(|s| s.gender) {
            Some(Gender::Male) => 1,
            Some(Gender::Female) => -1,
            _ => 0,
        };
        Some(Unit {
            quote: index as u32,
            first: first as u32,
            pause: layers.token_at(head.end()) as u32,
            end: end as u32,
            paragraph: layers.paragraph_of(first) as u32,
            last_paragraph: layers.paragraph_of(end.saturating_sub(1).max(first)) as u32,
            length: length as u32,
            kind,
            source: source.map(|mention| mention as u32),
            who,
            named: if surely { who } else { NO_ONE },
            gender: if kind == SourceKind::Noun { told } else { kind.gender() },
            guess: guess.map_or(NO_ONE, |said| said.entity as u32),
            confidence: guess.map_or(0, |said| (said.confidence * 20.0) as u8),
            known: quote.pattern == Pattern::Turn || pointed && self.is_known(source),
            asks: (first..end).rev().take(3).any(|at| layers.word(at).starts_with('?')),
            small: (first..end).take(3).find(|&at| layers.is_word(at)).is_some_and(|at| layers.is_small(at)),
            addresses,
            inside: inside.into_boxed_slice(),
        })
    }

    /// Whether a caller has said whom a mention that is no name means.
    fn is_known(&self, mention: Option<usize>) -> bool {
        mention.is_some_and(|m| matches!(self.entities.of_mention.get(m), Some(Candidates::One(_))))
    }

    /// Whether a word of speech addresses a man or a woman by what they are: "yes, sir", "my lady!".
    fn address(&self, at: usize) -> i32 {
        let layers = self.layers;
        let (man, woman) = (layers.is(at, Classes::MASCULINE), layers.is(at, Classes::FEMININE));
        let pronoun = Classes::SUBJECT_PRONOUN.or(Classes::OBJECT_PRONOUN).or(Classes::POSSESSIVE);
        if man == woman || layers.is(at, pronoun.or(Classes::REFLEXIVE)) || layers.mark(at + 1) == Mark::None
        {
            return 0;
        }
        let before = |back: usize| at.checked_sub(back).map_or(Mark::Stop, |at| layers.mark(at));
        let mine = at.checked_sub(1).is_some_and(|at| layers.is(at, Classes::FIRST_PERSON));
        if before(1) == Mark::None && !mine && before(2) == Mark::None {
            return 0;
        }
        if man { 1 } else { -1 }
    }

    /// The mentions of a paragraph, by their index.
    pub(super) fn in_paragraph(&self, paragraph: usize) -> std::ops::Range<usize> {
        let at =
            |paragraph: usize| self.by_paragraph.get(paragraph).map_or(self.seen.len(), |&at| at as usize);
        at(paragraph)..at(paragraph + 1)
    }

    pub(super) fn gender(&self, who: u32) -> i32 {
        self.genders.get(who as usize).copied().unwrap_or(0)
    }

    /// How often someone is met by a name.
    pub(super) fn names(&self, who: u32) -> usize {
        self.names.get(who as usize).map_or(0, |&n| n as usize)
    }

    /// Whether someone has a name (3), is met again by a noun (2), or is the source of a quote alone (1).
    pub(super) fn standing(&self, who: u32) -> u8 {
        match self.entities.all.get(who as usize) {
            _ if who == NO_ONE => 0,
            Some(entity) if entity.person.is_some() || self.names(who) > 0 => 3,
            Some(_) => 2,
            None => 1,
        }
    }

    pub(super) fn calls(&self, who: u32) -> usize {
        self.called.get(who as usize).map_or(0, |&n| n as usize)
    }

    pub(super) fn sort(&self, who: u32) -> Sort {
        self.entities.all.get(who as usize).map_or(Sort::Unknown, |e| e.sort)
    }

    /// Whether a name that is a source may mean an entity among several.
    pub(super) fn may_mean(&self, unit: &Unit, who: u32) -> bool {
        let meanings = unit.source.and_then(|m| self.entities.of_mention.get(m as usize));
        matches!(meanings, Some(Candidates::Several(all)) if all.contains(&(who as usize)))
    }
}

/// Names in a piece of a quote that are looked at.
const MOST_INSIDE: usize = 12;
/// Tokens of a piece that are looked at for whom it addresses.
const LONGEST: usize = 400;

fn seen(layers: &Layers<'_>, m: &Mention, walked: &Walked, index: usize) -> Seen {
    let quotation = layers.quotation(m.first).and_then(|q| layers.quotations.get(q));
    let quoted = quotation.is_some_and(crate::quote::Quotation::is_speech);
    let speaks = Classes::FIRST_PERSON.or(Classes::SECOND_PERSON);
    // "We", "you" and "my" in speech mean no one whom the text tells of.
    let open = m.kind == MentionKind::Pronoun
        && (m.number == Number::Several || layers.is(m.first, speaks) && quoted);
    let who = walked.meant.get(index).copied().flatten().filter(|_| !open);
    let who = who.map_or(NO_ONE, |said| said.entity as u32);
    Seen {
        first: m.first as u32,
        end: m.end as u32,
        paragraph: layers.paragraph_of(m.first) as u32,
        who,
        kind: m.kind,
        gender: m.gender,
        subject: is_subject(layers, m),
        quoted,
        call: if quoted && m.kind == MentionKind::Name { call(layers, m) } else { Call::No },
        nominative: m.kind == MentionKind::Pronoun
            && matches!(m.gender, Gender::Male | Gender::Female)
            && layers.is(m.first, Classes::SUBJECT_PRONOUN),
    }
}

/// Whether a name in speech calls the hearer.
fn call(layers: &Layers<'_>, m: &Mention) -> Call {
    let ends =
        |mark: Mark| matches!(mark, Mark::Comma | Mark::Stop | Mark::Dash | Mark::Other | Mark::Semicolon);
    if !ends(layers.mark(m.end)) {
        return Call::No;
    }
    let Some(before) = m.first.checked_sub(1) else { return Call::Yes };
    if ends(layers.mark(before)) {
        return Call::Yes;
    }
    let governs = Classes::PREPOSITION
        .or(Classes::DETERMINER)
        .or(Classes::VERB)
        .or(Classes::CUE_VERB)
        .or(Classes::AUXILIARY)
        .or(Classes::CONJUNCTION)
        .or(Classes::COMPLEMENTISER)
        .or(Classes::SUBORDINATOR)
        .or(Classes::INTERROGATIVE)
        .or(Classes::AGENT)
        .or(Classes::AS);
    if layers.is(before, governs) { Call::No } else { Call::Perhaps }
}

/// Tokens of each paragraph outside speech.
fn narration(layers: &Layers<'_>) -> Vec<u32> {
    let spans = layers.paragraphs.iter().map(|p| p.span());
    let ends: Vec<(usize, usize)> =
        spans.map(|span| (layers.token_at(span.start()), layers.token_at(span.end()))).collect();
    let mut out: Vec<u32> = ends.iter().map(|(first, end)| (end - first) as u32).collect();
    for quotation in layers.quotations.iter().filter(|q| q.depth == 0 && q.is_speech()) {
        let (from, to) = (layers.token_at(quotation.span.start()), layers.token_at(quotation.span.end()));
        if let Some(slot) = out.get_mut(layers.paragraph_of(from)) {
            *slot = slot.saturating_sub((to - from) as u32);
        }
    }
    out
}

/// Tokens between a name and the pronoun that takes it up.
const NEAR: u32 = 30;

/// The gender of each entity, from -16 to 16: what its names and titles tell, and the pronouns that follow it.
fn genders(seen: &[Seen], entities: &Entities, unnamed: &Unnamed) -> Vec<i32> {
    let mut votes = vec![(0i32, 0i32); entities.all.len() + unnamed.all.len()];
    let mut last: Option<(u32, u32)> = None;
    for s in seen.iter().filter(|s| !s.quoted) {
        if s.kind != MentionKind::Pronoun {
            last = (s.who != NO_ONE).then_some((s.who, s.end));
            continue;
        }
        let Some((who, end)) = last.filter(|&(_, end)| s.first < end + NEAR) else { continue };
        let _ = end;
        let Some((men, women)) = votes.get_mut(who as usize) else { continue };
        match s.gender {
            Gender::Male => *men += 1,
            Gender::Female => *women += 1,
            _ => continue,
        }
        last = None;
    }
    let known = |gender: Gender| match gender {
        Gender::Male => 1,
        Gender::Female => -1,
        _ => 0,
    };
    let named = entities.all.iter().map(|e| {
        let sure = if e.titled > 0 || e.person.is_some() { 16 } else { 5 };
        sure * known(e.gender)
    });
    let told = named.chain(unnamed.all.iter().map(|speaker| 5 * known(speaker.gender)));
    let score = |(told, (men, women)): (i32, (i32, i32))| {
        (16 * (men - women) / (men + women + 3) + told).clamp(-16, 16)
    };
    told.zip(votes).map(score).collect()
}

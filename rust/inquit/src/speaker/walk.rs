//! One walk over the text that resolves mentions and quotes together.

mod dropped;
mod noun;

use rustc_hash::FxHashMap;

use super::Resolution;
use super::entity::{Candidates, Entities};
use super::gender::learn_genders;
use super::history::{History, Place, Pronoun, Seen};
use super::interview::interviewee;
use super::narrator::{Narrator, is_first_person, narrator};
use super::open::Open;
use super::roles::{Roles, named_beside};
use super::source::source_mention;
use super::turn::{Turn, Turns, addressee};
use crate::attribution::{Attributed, QuoteKind};
use crate::compact::{Bits, Numbers};
use crate::language::Classes;
use crate::layers::{Layers, Mark};
use crate::mention::Gender;
use crate::mention::{Mention, MentionKind, Mentions, Number, Sort};

/// Whom a mention or a quote leads to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Said {
    pub(super) entity: usize,
    pub(super) resolution: Resolution,
    pub(super) confidence: f32,
}

/// What the walk found.
pub(super) struct Walked {
    pub(super) entities: Entities,
    /// Whom each mention means.
    pub(super) meant: Vec<Option<Said>>,
    /// The speaker of each quote.
    pub(super) quotes: Vec<Option<Said>>,
    /// The mention that is the source of each quote.
    pub(super) sources: Numbers,
    /// Whether the text is dialogue, as in novels.
    pub(super) dialogue: bool,
    /// Who tells the story, and the entity that stands for a narrator whom no one names.
    pub(super) narrator: Narrator,
    pub(super) nameless: Option<usize>,
}

struct Walk<'a> {
    layers: &'a Layers<'a>,
    mentions: &'a Mentions,
    quotes: &'a [Attributed],
    entities: Entities,
    roles: Roles,
    /// Of each noun phrase, the mention beside it that names who it is.
    beside: FxHashMap<usize, usize>,
    /// Whether each mention is the source of a quote.
    is_source: Bits,
    /// Whether each mention stands in what someone is reported to say.
    reported: Bits,
    /// Of each quote, the mention that is its source.
    sources: Numbers,
    history: History,
    turns: Turns,
    /// Who tells the story.
    narrator: Narrator,
    /// Who is about to speak at the end of a paragraph, and which that is.
    leading: Option<(usize, Said)>,
    /// In dialogue, how often each noun means someone known outside of quotations.
    nouns: FxHashMap<u64, usize>,
    meant: Vec<Option<Said>>,
    said: Vec<Option<Said>>,
}

/// Who tells the story as "I": takes turns like others, but has no name.
const NARRATOR: usize = u32::MAX as usize - 1;

/// The lowest confidence with which a speaker is told.
const FLOOR: f32 = 0.4;

/// Resolves the mentions and the quotes of a text.
pub(super) fn walk(
    layers: &Layers<'_>,
    mentions: &Mentions,
    quotes: &[Attributed],
    entities: Entities,
) -> Walked {
    let mut walk = Walk::new(layers, mentions, quotes, entities);
    walk.learn_roles();
    learn_genders(layers, mentions, &mut walk.entities);
    if walk.turns.is_dialogue() {
        walk.count_nouns();
        walk.narrator = narrator(layers, mentions, &walk.entities);
    }
    let (mut mention, mut quote, mut sentence) = (0, 0, 0);
    for (index, paragraph) in layers.paragraphs.iter().enumerate() {
        let end = paragraph.span().end();
        let first_mention = mention;
        while let Some(m) = mentions.get(mention).filter(|m| m.span.start() < end) {
            while layers.sentences.get(sentence).is_some_and(|s| s.end() <= m.span.start()) {
                sentence += 1;
            }
            walk.read(mention, sentence, index);
            mention += 1;
        }
        let first_quote = quote;
        while quotes.get(quote).is_some_and(|q| q.content.first().is_none_or(|c| c.start() < end)) {
            quote += 1;
        }
        walk.credit(index, first_mention..mention, first_quote..quote);
    }
    walk.finish()
}

impl<'a> Walk<'a> {
    fn new(
        layers: &'a Layers<'a>,
        mentions: &'a Mentions,
        quotes: &'a [Attributed],
        entities: Entities,
    ) -> Self {
        let sources: Numbers =
            quotes.iter().map(|q| source_mention(layers, mentions, *q.source.first()?)).collect();
        let mut is_source = Bits::none(mentions.len());
        sources.iter().flatten().for_each(|source| is_source.set(source));
        let turns = Turns::new(layers, quotes);
        Self {
            layers,
            mentions,
            quotes,
            entities,
            roles: Roles::default(),
            beside: FxHashMap::default(),
            is_source,
            reported: reported(mentions, quotes),
            sources,
            history: History::new(turns.is_dialogue()),
            turns,
            narrator: Narrator::None,
            leading: None,
            nouns: FxHashMap::default(),
            meant: vec![None; mentions.len()],
            said: vec![None; quotes.len()],
        }
    }

    /// Notes who holds which office, from titles and appositions all over the text.
    fn learn_roles(&mut self) {
        for (index, mention) in self.mentions.iter().enumerate() {
            let (named, role) = match mention.kind {
                MentionKind::Name => (Some(index), mention.role),
                MentionKind::Noun => (named_beside(self.layers, self.mentions, index), mention.role),
                MentionKind::Pronoun => (None, None),
            };
            let (Some(named), Some(role)) = (named, role) else { continue };
            let entity = match self.entities.of_mention.get(named) {
                Some(&Candidates::One(entity)) => entity,
                _ => continue,
            };
            if mention.kind == MentionKind::Noun {
                self.beside.insert(index, named);
                if let Some(e) = self.entities.all.get_mut(entity) {
                    e.sort = if e.sort == Sort::Unknown { Sort::Person } else { e.sort };
                    e.gender = if e.gender == Gender::Unknown { mention.gender } else { e.gender };
                }
            }
            // "Ann, the girl from Leeds," doesn't make every girl of a story Ann.
            let anyone = mention.kind == MentionKind::Noun && mention.gender != Gender::Unknown;
            if anyone && self.turns.is_dialogue() {
                continue;
            }
            self.roles.add(self.layers, role, mention.country, index, entity);
        }
    }

    /// Resolves one mention and notes it.
    fn read(&mut self, index: usize, sentence: usize, paragraph: usize) {
        let Some(mention) = self.mentions.get(index) else { return };
        let said = match mention.kind {
            MentionKind::Name => self.name(index),
            MentionKind::Noun => self.known(index, Resolution::Role).or_else(|| self.noun(index, &mention)),
            MentionKind::Pronoun => self
                .known(index, Resolution::Pronoun)
                .or_else(|| self.pronoun(index, &mention, sentence, paragraph)),
        };
        if let Some(slot) = self.meant.get_mut(index) {
            *slot = said;
        }
        let place = Place {
            sentence,
            paragraph,
            subject: is_subject(self.layers, &mention) || self.opens(&mention, sentence),
            quoted: self.is_quoted(&mention),
            reported: self.reported.has(index),
            speaks: self.is_source.has(index),
            behind: mention.first.checked_sub(1).is_some_and(|at| self.layers.is(at, Classes::PREPOSITION)),
        };
        let speaks = Classes::FIRST_PERSON.or(Classes::SECOND_PERSON);
        // "I" is never taken up by "he".
        let said = said.filter(|_| !is_first_person(self.layers, &mention));
        if let Some(said) = said {
            self.history.push(Seen { entity: said.entity, place });
        } else if mention.number == Number::Several && !self.layers.is(mention.first, speaks) {
            self.history.push_several(place);
        }
    }

    /// Whether a mention that opens a sentence is told about before its verb comes: "Cole, 53, has".
    fn opens(&self, mention: &Mention, sentence: usize) -> bool {
        let first = self.layers.sentences.get(sentence).is_some_and(|s| s.start() == mention.span.start());
        first && self.layers.mark(mention.end) == Mark::Comma
    }

    fn is_quoted(&self, mention: &Mention) -> bool {
        let quotation = self.layers.quotation(mention.first).and_then(|q| self.layers.quotations.get(q));
        quotation.is_some_and(crate::quote::Quotation::is_speech)
    }

    fn name(&self, index: usize) -> Option<Said> {
        let said = |entity, confidence| Some(Said { entity, resolution: Resolution::Name, confidence });
        match self.entities.of_mention.get(index)? {
            Candidates::None => None,
            Candidates::One(entity) => said(*entity, 0.95),
            Candidates::Several(all) => {
                // In news a surname alone is that of the one it is about: "Dunmore", where "Lene Dunmore" was named last.
                if !self.turns.is_dialogue()
                    && let Some(entity) = self.entities.foremost(all)
                {
                    return said(entity, 0.75);
                }
                let last = self.history.recent().map(|seen| seen.entity).find(|entity| all.contains(entity));
                match (last, all.first()) {
                    (Some(entity), _) => said(entity, 0.75),
                    (None, Some(&entity)) => said(entity, 0.45),
                    _ => None,
                }
            }
        }
    }

    /// Whom a mention that is no name is known to mean beforehand.
    fn known(&self, index: usize, resolution: Resolution) -> Option<Said> {
        match self.entities.of_mention.get(index)? {
            &Candidates::One(entity) => Some(Said { entity, resolution, confidence: 0.95 }),
            _ => None,
        }
    }

    fn pronoun(&self, index: usize, mention: &Mention, sentence: usize, paragraph: usize) -> Option<Said> {
        let classes = self.layers.classes(mention.first);
        let said = |(entity, confidence)| Said { entity, resolution: Resolution::Pronoun, confidence };
        if classes.any(Classes::RELATIVE) && !classes.any(Classes::POSSESSIVE) {
            let before = self.mentions.get(index.checked_sub(1)?)?;
            let near = mention.first <= before.end + 1;
            let meant = self.meant.get(index - 1).copied().flatten()?;
            return near.then_some(said((meant.entity, 0.8)));
        }
        if classes.any(Classes::FIRST_PERSON.or(Classes::SECOND_PERSON)) {
            return match self.narrator {
                Narrator::Named(entity)
                    if is_first_person(self.layers, mention) && !self.is_quoted(mention) =>
                {
                    Some(said((entity, 0.9)))
                }
                _ => None,
            };
        }
        let source = self.is_source.has(index) && !self.is_quoted(mention);
        let (rather, not) = if source { self.turns.expected(paragraph) } else { (None, None) };
        let pronoun = Pronoun {
            gender: mention.gender,
            number: mention.number,
            sentence,
            paragraph,
            reported: self.reported.has(index),
            not,
            rather,
        };
        self.history.antecedent(&self.entities, pronoun).map(said)
    }

    /// Whom the source "which" stands for: "Acme" in "Acme, which says". It means no person, so that it is no mention.
    fn which(&self, quote: &Attributed) -> Option<Said> {
        let at = self.layers.token_at(quote.source.first()?.start());
        let alone = self.layers.tokens.get(at).map(|token| token.span()) == quote.source.first().copied();
        if !alone || !self.layers.is(at, Classes::RELATIVE) || self.layers.is(at, Classes::COMPLEMENTISER) {
            return None;
        }
        let before = self.mentions.partition_point(|m| m.end <= at).checked_sub(1)?;
        let end = self.mentions.get(before)?.end;
        let beside = end == at || end + 1 == at && self.layers.mark(end) == Mark::Comma;
        let meant = self.meant.get(before).copied().flatten().filter(|_| beside)?;
        let person = self.entities.all.get(meant.entity).is_none_or(|e| e.sort == Sort::Person);
        (!person).then_some(Said { entity: meant.entity, resolution: Resolution::Pronoun, confidence: 0.7 })
    }

    /// Gives the quotes of a paragraph their speakers.
    fn credit(&mut self, paragraph: usize, mentions: std::ops::Range<usize>, quotes: std::ops::Range<usize>) {
        let mut speaker: Option<Said> = None;
        let mut direct = false;
        for index in quotes.clone() {
            let Some(quote) = self.quotes.get(index) else { continue };
            direct |= quote.kind == QuoteKind::Direct;
            let said = match self.sources.get(index) {
                Some(source) => self.meant.get(source).copied().flatten(),
                None => self.which(quote),
            };
            if is_bare(quote) {
                continue;
            }
            if let Some(said) = said.filter(|s| s.confidence >= FLOOR) {
                if let Some(slot) = self.said.get_mut(index) {
                    *slot = Some(said);
                }
                if speaker.is_none() || quote.kind == QuoteKind::Direct {
                    speaker = Some(said);
                }
            }
        }
        if speaker.is_none() && quotes.clone().any(|i| self.is_narrated(i)) {
            speaker = Some(Said { entity: NARRATOR, resolution: Resolution::Turn, confidence: 0.9 });
        }
        let unknown = speaker.is_none()
            && quotes.clone().any(|i| {
                self.quotes.get(i).is_some_and(|q| !is_bare(q) && q.kind == QuoteKind::Direct)
                    && self.said.get(i).is_some_and(Option::is_none)
            });
        self.leading = self.leading.filter(|&(leads, _)| leads + 1 == paragraph);
        if !direct {
            if self.ends_open(paragraph) {
                self.leading = self.last_actor(mentions).map(|said| (paragraph, said));
            }
            if let Some(said) = speaker {
                self.turns.reported(paragraph, said.entity);
            }
            return;
        }
        let spoken_to = mentions
            .clone()
            .filter(|&i| {
                self.mentions.get(i).is_some_and(|m| self.is_quoted(&m) && addressee(self.layers, &m))
            })
            .find_map(|i| self.meant.get(i).copied().flatten())
            .map(|said| said.entity);
        if speaker.is_none() && !unknown {
            speaker = self.beat(mentions, spoken_to).or_else(|| self.lead_in(paragraph));
        }
        self.turns.push(Turn { paragraph, speaker, spoken_to, quotes, unknown });
    }

    /// Whether the teller of the story says a quote: “No,” I said.
    fn is_narrated(&self, quote: usize) -> bool {
        let source = self.sources.get(quote).and_then(|m| self.mentions.get(m));
        source.is_some_and(|m| self.layers.word(m.first) == "I" && !self.is_quoted(&m))
    }

    /// Whether a paragraph leads to the speech in the next: "At last she said:".
    fn ends_open(&self, paragraph: usize) -> bool {
        let text = self.layers.paragraphs.get(paragraph).map_or("", |p| p.span().of(self.layers.text));
        text.ends_with([':', ','])
    }

    /// Who is last to act in a paragraph.
    fn last_actor(&self, mentions: std::ops::Range<usize>) -> Option<Said> {
        mentions
            .rev()
            .filter(|&i| {
                self.mentions.get(i).is_some_and(|m| is_subject(self.layers, &m) && !self.is_quoted(&m))
            })
            .find_map(|i| self.meant.get(i).copied().flatten())
    }

    /// Who is to speak by the end of the paragraph before.
    fn lead_in(&self, paragraph: usize) -> Option<Said> {
        let (_, said) = self.leading.filter(|&(leads, _)| leads + 1 == paragraph)?;
        Some(Said { resolution: Resolution::Turn, confidence: said.confidence * 0.85, ..said })
    }

    /// Who acts in a paragraph beside a quotation without a cue: "Ann sighed. “Not now.”"
    fn beat(&self, mentions: std::ops::Range<usize>, spoken_to: Option<usize>) -> Option<Said> {
        mentions
            .filter_map(|i| Some((self.mentions.get(i)?, self.meant.get(i).copied().flatten()?)))
            .filter(|(m, _)| !self.is_quoted(m) && is_subject(self.layers, m))
            .map(|(_, said)| said)
            .find(|said| Some(said.entity) != spoken_to && self.is_person(said.entity))
            .map(|said| Said { resolution: Resolution::Turn, confidence: said.confidence * 0.7, ..said })
    }

    fn is_person(&self, entity: usize) -> bool {
        self.entities.all.get(entity).is_some_and(|e| !matches!(e.sort, Sort::Place | Sort::Organisation))
    }

    fn finish(mut self) -> Walked {
        self.credit_backwards();
        let mut narrated = Bits::none(self.quotes.len());
        for (quotes, told) in self.turns.speakers() {
            if told.entity == NARRATOR {
                quotes.clone().for_each(|quote| narrated.set(quote));
            }
            let told = (told.confidence >= FLOOR && told.entity != NARRATOR).then_some(told);
            for (quote, said) in self.quotes.iter().zip(&mut self.said).take(quotes.end).skip(quotes.start) {
                if is_bare(quote) && said.is_none() {
                    *said = told;
                }
            }
        }
        self.first_person();
        self.interviewed();
        if !self.layers.language.has_rules {
            dropped::credit(self.layers, self.quotes, &mut self.said);
        }
        if self.turns.is_dialogue() {
            let open = Open {
                layers: self.layers,
                mentions: self.mentions,
                quotes: self.quotes,
                sources: &self.sources,
                entities: &self.entities,
            };
            open.fill(&self.meant, &narrated, &mut self.said);
        }
        Walked {
            entities: self.entities,
            meant: self.meant,
            quotes: self.said,
            sources: self.sources,
            dialogue: self.turns.is_dialogue(),
            narrator: self.narrator,
            nameless: None,
        }
    }

    /// Gives a quote its speaker whose source stands in a later paragraph than it begins in.
    fn credit_backwards(&mut self) {
        for (said, source) in self.said.iter_mut().zip(self.sources.iter()).filter(|(said, _)| said.is_none())
        {
            let meant = source.and_then(|mention| self.meant.get(mention).copied().flatten());
            *said = meant.filter(|said| said.confidence >= FLOOR);
        }
    }

    /// "I" inside a quotation is who says it: “I said no,” Lee recalled.
    fn first_person(&mut self) {
        for index in 0..self.quotes.len() {
            let Some(at) = self.sources.get(index) else { continue };
            let Some(source) = self.mentions.get(at) else { continue };
            let known = self.known(at, Resolution::Pronoun).is_some();
            if known || !self.layers.is(source.first, Classes::FIRST_PERSON) {
                continue;
            }
            let around = (index.saturating_sub(4)..self.quotes.len().min(index + 4))
                .filter(|&i| i != index)
                .find(|&i| {
                    self.quotes.get(i).is_some_and(|q| q.content.iter().any(|c| c.contains(source.span)))
                });
            if let (Some(said), Some(slot)) =
                (around.and_then(|i| self.said.get(i).copied().flatten()), self.said.get_mut(index))
            {
                *slot =
                    Some(Said { resolution: Resolution::Pronoun, confidence: said.confidence * 0.9, ..said });
            }
        }
    }

    /// "I" outside of quotations is the one interviewed, where the text says that it interviews one; but who asks isn't.
    fn interviewed(&mut self) {
        let Some(entity) = interviewee(self.layers, self.mentions, &self.entities) else { return };
        let open = self.said.iter_mut().zip(self.sources.iter()).filter(|(said, _)| said.is_none());
        for (said, source) in open {
            let Some(source) = source.and_then(|mention| self.mentions.get(mention)) else { continue };
            let classes = self.layers.classes(source.first);
            let one = classes.any(Classes::FIRST_PERSON) && !classes.any(Classes::PLURAL);
            let asked = self.layers.paragraph_of(source.first);
            let asked = self.layers.paragraphs.get(asked).map_or("", |p| p.span().of(self.layers.text));
            if one && self.layers.quotation(source.first).is_none() && !asked.ends_with('?') {
                *said = Some(Said { entity, resolution: Resolution::Pronoun, confidence: 0.6 });
            }
        }
    }
}

/// Whether nothing at a quotation says who says it. What has a cue has its own source, even if that can't be told: “No,”
/// said ★.
fn is_bare(quote: &Attributed) -> bool {
    quote.source.is_empty() && quote.cue.is_empty() && quote.kind == QuoteKind::Direct
}

/// Which mentions stand in what someone is reported to say.
fn reported(mentions: &Mentions, quotes: &[Attributed]) -> Bits {
    let mut reported = Bits::none(mentions.len());
    let mut spans: Vec<_> = quotes.iter().flat_map(|quote| quote.content.iter().copied()).collect();
    spans.sort_unstable_by_key(|span| span.start());
    // Content may lie in other content: each mention is looked at once.
    let mut next = 0;
    for span in spans {
        next = next.max(mentions.partition_point(|m| m.span.start() < span.start()));
        while mentions.get(next).is_some_and(|m| m.span.start() < span.end()) {
            reported.set(next);
            next += 1;
        }
    }
    reported
}

/// Whether a mention looks like a subject: a verb follows it.
pub(super) fn is_subject(layers: &Layers<'_>, mention: &Mention) -> bool {
    let verb = Classes::VERB.or(Classes::CUE_VERB).or(Classes::AUXILIARY);
    let mut at = mention.end;
    while at < mention.end + 2 && layers.is(at, Classes::ADVERB) {
        at += 1;
    }
    layers.is(at, verb) && layers.is_small(at) || layers.word(at).ends_with("ed") && layers.is_small(at)
}

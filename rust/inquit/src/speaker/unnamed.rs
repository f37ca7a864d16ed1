//! Speakers whom the text doesn't name: "U.S. officials", "a witness", "a recent poll". Their names are the words of the
//! source.

use rustc_hash::FxHashMap;

use super::author::author;
use super::entity::Entities;
use super::source::source_mention;
use super::walk::{Said, Walked};
use super::{Resolution, SpeakerData, SpeakerKind};
use crate::attribution::Attributed;
use crate::cue::is_genitive;
use crate::language::Classes;
use crate::layers::{Layers, Mark};
use crate::mention::{Gender, Mention, MentionKind, Mentions, Number, Sort, key};
use crate::text::Span;

/// How many tokens a description may have. A longer one ends before what stands behind its head: "residents" of
/// "residents of the villages along the river that the flood reached".
const LONGEST: usize = 8;

/// How many bytes it may have, so that a hostile word isn't copied again and again.
const LONGEST_BYTES: usize = 256;

/// How many mentions are looked at between a source and the pronoun behind it.
const NEAR: usize = 32;

/// How sure it is that a source without a name means no one who is named elsewhere in the text.
const SURE: f32 = 0.9;

/// How sure it is that a phrase which ends as a name does means the one of that name.
const NOUN: f32 = 0.7;

/// How many names that end with the same noun are looked at.
const MOST_NAMESAKES: usize = 8;

/// How sure it is that a pronoun means the one who was the source before it.
const PRONOUN: f32 = 0.7;

/// Speakers who have no name. Their numbers follow on those of the entities.
#[derive(Debug, Default)]
pub(super) struct Unnamed {
    /// Without their mentions.
    pub(super) all: Vec<SpeakerData>,
    /// Stretches that mention them and were no mentions before, in order, none over another, with their numbers.
    pub(super) added: Vec<(Span, usize)>,
}

/// Gives quotes whose source names no one a speaker with the source's own words for a name.
pub(super) fn tell(
    layers: &Layers<'_>,
    mentions: &Mentions,
    quotes: &[Attributed],
    walked: &mut Walked,
) -> Unnamed {
    let mut telling = Telling::new(layers, mentions, &walked.entities);
    for (index, source) in quotes.iter().enumerate().filter_map(|(i, q)| Some((i, *q.source.first()?))) {
        let named = walked.quotes.get(index).copied().flatten();
        let told = match named {
            None => telling.unnamed(source, walked),
            Some(said) if said.resolution == Resolution::Pronoun => {
                telling.pronoun(source, Some(said.entity), walked)
            }
            Some(_) => None,
        };
        if told.is_some() || named.is_some() {
            telling.before = told.filter(|told| told.said.entity >= telling.first).map(|told| (source, told));
        }
        let Some(told) = told else { continue };
        if let Some(slot) = walked.quotes.get_mut(index) {
            *slot = Some(told.said);
        }
        match told.place {
            Place::Nowhere => {}
            Place::Mention(mention) => {
                if let Some(slot) = walked.meant.get_mut(mention) {
                    *slot = Some(told.said);
                }
            }
            Place::New(span) => telling.out.added.push((span, told.said.entity)),
        }
    }
    let mut end = 0;
    telling.out.added.sort_unstable_by_key(|&(span, _)| (span.start(), span.end()));
    telling.out.added.retain(|&(span, _)| {
        let apart = span.start() >= end;
        end = if apart { span.end() } else { end };
        apart
    });
    telling.out
}

/// What of a source mentions its speaker.
#[derive(Clone, Copy)]
enum Place {
    /// A mention, by its index.
    Mention(usize),
    /// Words between mentions.
    New(Span),
    /// Nothing that isn't known to mention them anyway.
    Nowhere,
}

/// A description, as tokens.
#[derive(Clone, Copy)]
pub(super) struct Phrase {
    pub(super) first: usize,
    pub(super) end: usize,
    /// The noun that says what they are.
    pub(super) head: usize,
    /// Whether it means someone known: "the officials", "his wife".
    definite: bool,
    /// Whether it is a name that several have in common.
    named: bool,
    /// Whether it means a person, or several.
    person: bool,
    gender: Gender,
    number: Number,
}

/// Whom a source was told to be.
#[derive(Clone, Copy)]
struct Told {
    phrase: Phrase,
    place: Place,
    said: Said,
}

struct Telling<'a> {
    layers: &'a Layers<'a>,
    mentions: &'a Mentions,
    /// How many entities there are.
    first: usize,
    out: Unnamed,
    /// Who is described by which words, and last by which noun: "the officials" are the "senior officials" of before.
    by_words: FxHashMap<u64, usize>,
    by_head: FxHashMap<u64, usize>,
    /// The organisations and the like whose names end with a noun: "the service" for "the North Fire Service".
    by_noun: FxHashMap<u64, Vec<usize>>,
    /// The source of the quote before, if it is one of them.
    before: Option<(Span, Told)>,
}

impl<'a> Telling<'a> {
    fn new(layers: &'a Layers<'a>, mentions: &'a Mentions, entities: &Entities) -> Self {
        let mut by_noun: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
        for (id, entity) in entities.all.iter().enumerate() {
            let thing = matches!(entity.sort, Sort::Organisation | Sort::Unknown) && entity.words.len() > 1;
            if let Some(&noun) = entity.words.last().filter(|_| thing) {
                by_noun.entry(noun).or_default().push(id);
            }
        }
        Self {
            layers,
            mentions,
            first: entities.all.len(),
            out: Unnamed::default(),
            by_words: FxHashMap::default(),
            by_head: FxHashMap::default(),
            by_noun,
            before: None,
        }
    }

    /// The speaker of a source that was told to be no one: whoever wrote what is the source, else the one whom a short
    /// phrase takes up, else one who is described, else one whom a pronoun takes up.
    fn unnamed(&mut self, source: Span, walked: &Walked) -> Option<Told> {
        let Some(phrase) = self.phrase(source) else { return self.pronoun(source, None, walked) };
        let said = author(self.layers, self.mentions, &phrase, source, walked);
        let said = said.or_else(|| self.called_by_noun(&phrase, &walked.entities));
        match said {
            Some(said) => Some(Told { phrase, place: Place::Nowhere, said }),
            None => self.described(phrase),
        }
    }

    /// The one organisation, named before, whose name a definite phrase takes up by its noun: "the fire service" for "North
    /// Wales Fire Service".
    fn called_by_noun(&self, phrase: &Phrase, entities: &Entities) -> Option<Said> {
        let layers = self.layers;
        let opening = layers.language.definite.longest(|i| layers.word(phrase.first + i))?;
        let words = phrase.first + opening..phrase.end;
        let ids =
            self.by_noun.get(&key(layers.word(phrase.head))).filter(|_| phrase.head + 1 == phrase.end)?;
        let fits = |&&id: &&usize| {
            let Some(entity) = entities.all.get(id) else { return false };
            let before = entity.fullest.and_then(|at| self.mentions.get(at));
            before.is_some_and(|mention| mention.end <= phrase.first)
                && words.clone().all(|at| entity.words.contains(&key(layers.word(at))))
        };
        let mut ids = ids.iter().take(MOST_NAMESAKES).filter(fits);
        let (&entity, other) = (ids.next()?, ids.next());
        other.is_none().then_some(Said { entity, resolution: Resolution::Role, confidence: NOUN })
    }

    /// The speaker whom a source describes.
    fn described(&mut self, phrase: Phrase) -> Option<Told> {
        let layers = self.layers;
        let article = layers.language.articles.longest(|i| layers.word(phrase.first + i)).unwrap_or(0);
        let words = (phrase.first + article..phrase.end).filter(|&at| layers.is_word(at));
        let words = words.fold(0_u64, |all, at| all.rotate_left(7) ^ key(layers.word(at)));
        let head = key(layers.word(phrase.head));
        let bare = phrase.definite && phrase.first + article == phrase.head;
        let known = self.by_words.get(&words).or_else(|| self.by_head.get(&head).filter(|_| bare)).copied();
        let number = known.unwrap_or(self.out.all.len());
        if number == self.out.all.len() {
            self.out.all.push(SpeakerData {
                name: super::names::plain(layers.span(phrase.first, phrase.end).of(layers.text)),
                mentions: Vec::new(),
                kind: Some(if phrase.named { SpeakerKind::Group } else { SpeakerKind::Unnamed }),
                gender: phrase.gender,
            });
        }
        self.by_words.insert(words, number);
        self.by_head.insert(head, number);
        let entity = self.first + number;
        let said = Said { entity, resolution: Resolution::Unnamed, confidence: SURE };
        Some(Told { phrase, place: self.place(&phrase), said })
    }

    /// What of a description mentions the one described: the mention that its head lies in, else the words around the
    /// head that are in no mention, "filings" of "Acme filings".
    fn place(&self, phrase: &Phrase) -> Place {
        let after = self.mentions.partition_point(|mention| mention.end <= phrase.head);
        let next = self.mentions.get(after);
        if next.is_some_and(|mention| mention.first <= phrase.head) {
            return Place::Mention(after);
        }
        let before =
            after.checked_sub(1).and_then(|at| self.mentions.get(at)).map_or(0, |mention| mention.end);
        let end = next.map_or(phrase.end, |mention| mention.first.min(phrase.end));
        let genitive = usize::from(is_genitive(self.layers, before) && before < phrase.head);
        Place::New(self.layers.span(phrase.first.max(before + genitive), end))
    }

    /// The description that a source is. None where it is a pronoun, a name, or several names.
    fn phrase(&self, source: Span) -> Option<Phrase> {
        if source.len() > 4 * LONGEST_BYTES {
            return None;
        }
        let layers = self.layers;
        let first = layers.token_at(source.start());
        let is_inside = |at: usize| layers.tokens.get(at).is_some_and(|t| t.span().end() <= source.end());
        let ends = |at: usize| {
            !is_inside(at)
                || at > first && layers.is(at, Classes::RELATIVE)
                || matches!(layers.mark(at), Mark::Comma | Mark::Dash | Mark::Colon | Mark::OpenBracket)
        };
        let most = (first..).find(|&at| ends(at) || at > first + 4 * LONGEST).filter(|&most| most > first)?;
        let mention = source_mention(layers, self.mentions, source).and_then(|at| self.mentions.get(at));
        let noun = match mention {
            // "Democrats", "the Lees": the name of several.
            Some(mention) if mention.kind == MentionKind::Name && mention.number == Number::One => {
                return None;
            }
            Some(mention) if mention.kind == MentionKind::Pronoun => return None,
            Some(mention) => Some(mention).filter(|m| (first..most).contains(&m.head)),
            None if self.is_named(first, most) => return None,
            None => None,
        };
        // "The government's" of a source that ends too early.
        let most = if is_genitive(layers, most - 1) && most > first + 1 { most - 1 } else { most };
        let behind = Classes::PREPOSITION.or(Classes::GERUND).or(Classes::PAST);
        let head = noun.map_or_else(
            || (first + 1..most).find(|&at| layers.is(at, behind) && layers.is_small(at)).unwrap_or(most) - 1,
            |noun| noun.head,
        );
        let end = if most > first + LONGEST { head + 1 } else { most };
        let says = (first..end).any(|at| self.says(at));
        let fits = end > first && end <= first + LONGEST && layers.span(first, end).len() <= LONGEST_BYTES;
        (says && fits).then(|| {
            self.told(
                Phrase {
                    first,
                    end,
                    head,
                    definite: false,
                    named: false,
                    person: false,
                    gender: Gender::Unknown,
                    number: Number::One,
                },
                noun,
            )
        })
    }

    /// A phrase with what is known of the one it means.
    fn told(&self, phrase: Phrase, noun: Option<Mention>) -> Phrase {
        let plural = self.layers.has_ending(phrase.head, self.layers.language.endings.plural);
        match noun {
            Some(noun) => Phrase {
                definite: noun.definite,
                named: noun.kind == MentionKind::Name,
                person: noun.sort == Sort::Person,
                gender: noun.gender,
                number: noun.number,
                ..phrase
            },
            None if plural => Phrase { person: true, number: Number::Several, ..phrase },
            None => phrase,
        }
    }

    /// Whether all that a phrase says are names: "Ann Lee and Bob Ray".
    fn is_named(&self, first: usize, end: usize) -> bool {
        let from = self.mentions.partition_point(|mention| mention.end <= first);
        let inside = (from..).map_while(|at| self.mentions.get(at).filter(|mention| mention.first < end));
        let mut at = first;
        let mut says_more = false;
        for mention in inside.take(LONGEST) {
            says_more |= mention.kind != MentionKind::Name || (at..mention.first).any(|at| self.says(at));
            at = mention.end;
        }
        at > first && !says_more && !(at..end).any(|at| self.says(at))
    }

    /// Whether a token is a word that says more than how those beside it belong together.
    fn says(&self, at: usize) -> bool {
        let word = || self.layers.word(at).chars().any(char::is_alphabetic);
        self.layers.is_word(at) && !self.layers.is(at, CLOSED) && word()
    }

    /// Whom a pronoun stands for that follows a source of this kind in its paragraph: "A witness heard it. She said …".
    /// `named` is the one with a name whom it was taken for.
    fn pronoun(&self, source: Span, named: Option<usize>, walked: &Walked) -> Option<Told> {
        let (at, before) = self.before?;
        let from = self.mentions.partition_point(|mention| mention.span.end() <= at.start());
        let between = (from..from + NEAR).map_while(|index| Some((index, self.mentions.get(index)?)));
        let mut between = between.skip_while(|(_, mention)| mention.span.start() < at.end());
        let (index, pronoun) = loop {
            let (index, mention) = between.next()?;
            if mention.span.start() >= source.start() {
                break (index, mention);
            }
            let meant = walked.meant.get(index).copied().flatten();
            if meant.is_some_and(|meant| Some(meant.entity) == named) {
                return None;
            }
        };
        let speaks = Classes::FIRST_PERSON.or(Classes::SECOND_PERSON).or(Classes::RELATIVE);
        let phrase = before.phrase;
        let agrees = pronoun.number == phrase.number
            && (pronoun.gender == phrase.gender
                || pronoun.gender == Gender::Unknown
                || phrase.gender == Gender::Unknown && phrase.person && pronoun.gender != Gender::Neuter);
        let layers = self.layers;
        // "Researchers found …" at the end of a paragraph, "They also found …" at the head of the next.
        let farthest = usize::from(named.is_none() && phrase.number == Number::Several);
        let near = layers.paragraph_of(pronoun.first) <= layers.paragraph_of(phrase.first) + farthest;
        let fits = pronoun.kind == MentionKind::Pronoun
            && pronoun.span == source
            && !layers.is(pronoun.first, speaks)
            && (phrase.person || named.is_none());
        if !(fits && near && agrees) {
            return None;
        }
        let said = Said { resolution: Resolution::Pronoun, confidence: PRONOUN, ..before.said };
        Some(Told { said, place: Place::Mention(index), ..before })
    }
}

/// Classes of words that name nothing.
const CLOSED: Classes = Classes::DETERMINER
    .or(Classes::POSSESSIVE)
    .or(Classes::PREPOSITION)
    .or(Classes::CONJUNCTION)
    .or(Classes::RELATIVE)
    .or(Classes::INTERROGATIVE)
    .or(Classes::NEGATION)
    .or(Classes::AUXILIARY)
    .or(Classes::ADVERB)
    .or(Classes::SUBJECT_PRONOUN)
    .or(Classes::OBJECT_PRONOUN)
    .or(Classes::REFLEXIVE);

//! Mentions that are known beforehand, from a pipeline that has found names or coreference.
//!
//! [`KnownMention`] is what a caller says of bytes of a text, [`Known`] the same in tokens. Names go among the mentions
//! that are read ([`super::mentions`]), clusters tell the speakers' room which mentions are the same one.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::capital::CLOSED;
use super::name::named;
use super::{Mention, MentionKind, Number, Sort};
use crate::cue::is_genitive;
use crate::error::{Error, ErrorKind};
use crate::language::Classes;
use crate::layers::{Layers, Mark};
use crate::mention::{Gender, Person};
use crate::text::Span;
use crate::turn::Talker;

/// The kind of entity that a name refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EntityKind {
    /// A person.
    Person,
    /// A company, an authority, a party, …
    Organisation,
    /// A country, a town, a river, …
    Place,
}

/// What you know beforehand about a stretch of one text, for
/// [`Analyzer::analyze_with`](crate::Analyzer::analyze_with).
///
/// With a [kind](Self::kind), it is a name, whatever the word lists say. It begins and ends where you say, except for
/// titles and an article before it and a genitive 's. If names overlap, the longest is used, or else the first. A
/// place or an organisation within an office ("the mayor of Leeds") or a longer name ("University of Leeds") remains
/// part of it.
///
/// Without a kind, its words decide whether it is a name, a pronoun or a noun phrase.
///
/// A [cluster](Self::cluster) or a [name](Self::name) says whom it refers to.
///
/// ```
/// # fn main() -> Result<(), inquit::Error> {
/// use inquit::{EntityKind, KnownMention, Span};
///
/// let text = "quill hart rowed to the island. “It is empty,” the stranger said.";
/// let known = [
///     KnownMention::new(Span::new(0, 10)).kind(EntityKind::Person).cluster(0),
///     KnownMention::new(Span::new(51, 63)).cluster(0), // "the stranger"
/// ];
/// let document = inquit::Analyzer::default().analyze_with(text, &known)?;
/// assert_eq!(document.speakers().next().map(|speaker| speaker.name()), Some("quill hart"));
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct KnownMention {
    span: Span,
    kind: Option<EntityKind>,
    cluster: Option<u32>,
    name: Option<String>,
    gender: Gender,
}

impl KnownMention {
    /// A mention at these bytes of the text. It covers every token that it touches.
    pub fn new(span: Span) -> Self {
        Self { span, kind: None, cluster: None, name: None, gender: Gender::Unknown }
    }

    /// Says that it is a name, and of what kind of entity.
    pub fn kind(mut self, kind: EntityKind) -> Self {
        self.kind = Some(kind);
        self
    }

    /// Says that it refers to the same entity as all other mentions with this number. The entity is called by the
    /// fullest of their names; if there is no name among them, by the longest noun phrase.
    ///
    /// Two clusters are still merged if they share a name. If they are different people of the same name, give each a
    /// [name](Self::name).
    pub fn cluster(mut self, cluster: u32) -> Self {
        self.cluster = Some(cluster);
        self
    }

    /// Sets the name to report for the entity of this mention and of its cluster. If a cluster has two such names,
    /// the first is used. This has the same effect as giving the analyzer a [`Person`] of this name.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets which pronouns can refer to the same entity.
    pub fn gender(mut self, gender: Gender) -> Self {
        self.gender = gender;
        self
    }

    /// What is wrong with it for a text, if anything.
    fn fault(&self, text: &str) -> Option<String> {
        let (start, end) = (self.span.start(), self.span.end());
        if start >= end || end > text.len() {
            return Some(format!("no words from byte {start} to {end} in a text of {} bytes", text.len()));
        }
        if let Some(at) = [start, end].into_iter().find(|&at| !text.is_char_boundary(at)) {
            return Some(format!("byte {at} lies inside a character"));
        }
        let name = self.name.as_ref().filter(|name| !name.contains(char::is_alphabetic))?;
        Some(format!("{name:?} can't be used as a name: it has no letter"))
    }
}

/// Whether mentions can be used with a text.
pub(crate) fn check(text: &str, known: &[KnownMention]) -> Result<(), Error> {
    let faults = known.iter().enumerate().filter_map(|(index, k)| Some((index, k.fault(text)?)));
    match { faults }.next() {
        Some((index, fault)) => Err(Error::new(ErrorKind::BadMention, format!("{index}: {fault}"))),
        None => Ok(()),
    }
}

/// What is known of a text beforehand, in its tokens.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    /// Names, in order; none overlaps another.
    pub(super) names: Vec<KnownName>,
    /// What may be a noun phrase that no list has, in the order of the heads.
    pub(super) phrases: Vec<Phrase>,
    pub(crate) clusters: Vec<Cluster>,
}

/// A name, as token indices from `first` up to and without `end`.
#[derive(Clone, Copy, Debug)]
pub(super) struct KnownName {
    pub(super) first: usize,
    pub(super) end: usize,
    sort: Sort,
    gender: Gender,
}

/// A stretch of tokens with the one that says what it is, if it is a noun phrase.
#[derive(Clone, Copy, Debug)]
pub(super) struct Phrase {
    first: usize,
    pub(super) head: usize,
    gender: Gender,
}

/// Mentions of the same one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cluster {
    pub(crate) spans: Vec<Span>,
    /// The name to report.
    pub(crate) name: Option<String>,
    pub(crate) gender: Gender,
    /// Whether the first mention is the one that names them, however good the names of others are.
    pub(crate) first_names: bool,
}

/// How many tokens of a phrase are looked at, so that time stays linear however many long ones are given.
const LONGEST: usize = 24;

/// What tells mentions of the same one.
#[derive(PartialEq, Eq, Hash)]
enum Key<'k> {
    Cluster(u32),
    Name(&'k str),
}

impl Known {
    pub(crate) fn new(layers: &Layers<'_>, known: &[KnownMention]) -> Self {
        let mut all = Self { clusters: clusters(layers, known), ..Self::default() };
        for mention in known {
            let Range { start: first, end } = tokens(layers, mention.span);
            match mention.kind {
                _ if first >= end => {}
                Some(kind) => all.names.push(name(layers, first, end, kind, mention.gender)),
                None if mention.cluster.is_some() || mention.name.is_some() => {
                    all.phrases.push(Phrase {
                        first,
                        head: head(layers, first, end),
                        gender: mention.gender,
                    });
                }
                None => {}
            }
        }
        all.names = longest(all.names);
        all.phrases.sort_by_key(|phrase| (phrase.head, phrase.first));
        all
    }

    /// Adds the names of those who talk. What a caller knows of the same ones comes later, and so goes first.
    pub(crate) fn with_talk(mut self, layers: &Layers<'_>, talkers: Vec<Talker>) -> Self {
        if talkers.is_empty() {
            return self;
        }
        for &span in talkers.iter().flat_map(|talker| &talker.names) {
            let Range { start: first, end } = tokens(layers, span);
            if first < end {
                self.names.push(KnownName { first, end, sort: Sort::Person, gender: Gender::Unknown });
            }
        }
        self.names = longest(self.names);
        let own = talkers.into_iter().map(|Talker { names, called }| Cluster {
            spans: names,
            name: called,
            gender: Gender::Unknown,
            first_names: true,
        });
        self.clusters.splice(0..0, own);
        self
    }

    /// The people whom the analyzer knows, and those whom names of mentions tell of.
    pub(crate) fn people<'p>(&self, people: &'p [Person]) -> Cow<'p, [Person]> {
        let names = self.clusters.iter().filter_map(|c| Some(Person::new(c.name.as_ref()?).gender(c.gender)));
        let mut people = Cow::Borrowed(people);
        names.for_each(|person| people.to_mut().push(person));
        people
    }
}

/// The tokens that a span touches.
fn tokens(layers: &Layers<'_>, span: Span) -> Range<usize> {
    layers.tokens.partition_point(|token| token.span().end() <= span.start())..layers.token_at(span.end())
}

/// The clusters, in the order of their first mentions.
fn clusters(layers: &Layers<'_>, known: &[KnownMention]) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut numbers = FxHashMap::default();
    for mention in known {
        let key = match (mention.cluster, &mention.name) {
            (Some(cluster), _) => Key::Cluster(cluster),
            (None, Some(name)) => Key::Name(name),
            (None, None) => continue,
        };
        let number = *numbers.entry(key).or_insert(clusters.len());
        if number == clusters.len() {
            clusters.push(Cluster::default());
        }
        let Some(cluster) = clusters.get_mut(number) else { continue };
        let Range { start, end } = tokens(layers, mention.span);
        cluster.spans.push(layers.span(start, end.min(start + LONGEST)));
        if cluster.name.is_none() {
            cluster.name.clone_from(&mention.name);
        }
        if cluster.gender == Gender::Unknown {
            cluster.gender = mention.gender;
        }
    }
    clusters
}

/// A name without the article before it and the 's behind it, which entities often hold.
fn name(layers: &Layers<'_>, first: usize, end: usize, kind: EntityKind, gender: Gender) -> KnownName {
    let (mut first, mut end) = (first, end);
    if first + 1 < end && layers.is(first, Classes::DETERMINER) {
        first += 1;
    }
    if first + 1 < end && is_genitive(layers, end - 1) {
        end -= 1;
    }
    let sort = match kind {
        EntityKind::Person => Sort::Person,
        EntityKind::Organisation => Sort::Organisation,
        EntityKind::Place => Sort::Place,
    };
    KnownName { first, end, sort, gender }
}

/// The last word of a noun phrase before what is added to it: "man" in "the man in the boat".
fn head(layers: &Layers<'_>, first: usize, end: usize) -> usize {
    let adds = Classes::PREPOSITION.or(Classes::RELATIVE);
    let end = end.min(first + LONGEST);
    let added = (first + 1..end).find(|&i| layers.is(i, adds) || layers.mark(i) == Mark::Comma);
    let last = added.unwrap_or(end) - 1;
    if last > first && is_genitive(layers, last) { last - 1 } else { last }
}

/// The names that overlap no longer one, nor an earlier one that is as long, in order.
fn longest(mut names: Vec<KnownName>) -> Vec<KnownName> {
    names.sort_by_key(|name| (std::cmp::Reverse(name.end - name.first), name.first));
    let mut taken: BTreeMap<usize, KnownName> = BTreeMap::new();
    for name in names {
        let before = taken.range(..name.end).next_back();
        if before.is_none_or(|(_, other)| other.end <= name.first) {
            taken.insert(name.first, name);
        }
    }
    taken.into_values().collect()
}

impl KnownName {
    /// What is read at this name, or before it and into it, given that the name is known; `None` where the name is part
    /// of what is read.
    pub(super) fn settle(&self, layers: &Layers<'_>, read: Option<Mention>) -> Option<Mention> {
        let Some(read) = read else { return Some(self.mention(layers, self.first)) };
        let before = self.end <= read.head;
        let inside = match read.kind {
            MentionKind::Name => {
                before && read.role.is_some()
                    || self.sort == Sort::Place && read.sort == Sort::Organisation && self.end <= read.end
            }
            MentionKind::Noun => before || self.first > read.head,
            MentionKind::Pronoun => false,
        };
        if inside && self.sort != Sort::Person {
            return None;
        }
        if read.kind == MentionKind::Noun && self.first > read.head {
            // "the mother of Ann Lee"
            return Some(Mention { end: read.head + 1, country: None, ..read });
        }
        Some(self.mention(layers, read.first))
    }

    /// The name with the titles before it, from token `from` on.
    fn mention(&self, layers: &Layers<'_>, from: usize) -> Mention {
        named(layers, from.min(self.first), self.first..self.end, self.sort, self.gender)
    }
}

impl Phrase {
    /// The noun phrase whose head is at a token where nothing else was read.
    pub(super) fn mention(&self, layers: &Layers<'_>, floor: usize) -> Option<Mention> {
        let floor = floor + usize::from(is_genitive(layers, floor));
        let first = self.first.max(floor).min(self.head);
        let noun = layers.is_word(self.head) && !layers.is(self.head, CLOSED);
        noun.then(|| Mention {
            span: layers.span(first, self.head + 1),
            first,
            end: self.head + 1,
            kind: MentionKind::Noun,
            gender: self.gender,
            number: Number::One,
            sort: Sort::Unknown,
            head: self.head,
            role: None,
            country: None,
            definite: false,
        })
    }
}

//! Quotes of dialogue that nothing tells the speaker of: someone of the conversation says them.

use super::Resolution;
use super::entity::Entities;
use super::walk::Said;
use crate::attribution::{Attributed, QuoteKind};
use crate::compact::{Bits, Numbers};
use crate::layers::Layers;
use crate::mention::{Gender, MentionKind, Mentions, Sort};

/// What is known of the quotes of a text.
pub(super) struct Open<'a> {
    pub(super) layers: &'a Layers<'a>,
    pub(super) mentions: &'a Mentions,
    pub(super) quotes: &'a [Attributed],
    /// Of each quote, the mention that is its source.
    pub(super) sources: &'a Numbers,
    pub(super) entities: &'a Entities,
}

/// How many of those who were named as sources are remembered.
const NAMED: usize = 4;

/// How likely one of them says what nothing else tells of: less than any turn. Not fitted.
const LIKELY: f32 = 0.4;

impl Open<'_> {
    /// Gives each direct quote that has no speaker the one whom its source may mean, however unlikely; where it has no
    /// cue or a pronoun, the one named last as a source who doesn't speak right before it. Whom a noun means ("a
    /// waiter said") and what the nameless narrator says stays open.
    pub(super) fn fill(&self, meant: &[Option<Said>], narrated: &Bits, said: &mut [Option<Said>]) {
        let mut named: Vec<Said> = Vec::new();
        let mut before: Option<(usize, usize)> = None;
        for (index, ((quote, source), slot)) in
            self.quotes.iter().zip(self.sources.iter()).zip(said).enumerate()
        {
            let Some(start) = quote.content.first().filter(|_| quote.kind == QuoteKind::Direct) else {
                continue;
            };
            let paragraph = self.layers.paragraph_of(self.layers.token_at(start.start()));
            let of_source = source.and_then(|mention| meant.get(mention).copied().flatten());
            if slot.is_none() && !narrated.has(index) {
                let source = source.and_then(|mention| self.mentions.get(mention));
                let wanted = source.map_or(Gender::Unknown, |m| m.gender);
                // "said ★", "said a waiter": someone else.
                let noun = match source {
                    Some(mention) => mention.kind == MentionKind::Noun,
                    None => !quote.cue.is_empty(),
                };
                let other = |said: &&Said| before.is_none_or(|(p, who)| p == paragraph || who != said.entity);
                let mut fitting = named.iter().rev().filter(|said| !noun && self.fits(said.entity, wanted));
                let turn = fitting.clone().find(other).or(fitting.next());
                let turn =
                    turn.map(|&said| Said { resolution: Resolution::Turn, confidence: LIKELY, ..said });
                *slot = of_source.or(turn);
            } else if let Some(said) = of_source.filter(|said| said.resolution == Resolution::Name)
                && named.last().is_none_or(|last| last.entity != said.entity)
            {
                if named.len() >= NAMED {
                    named.remove(0);
                }
                named.push(said);
            }
            before = slot.map(|said| (paragraph, said.entity));
        }
    }

    /// Whether a pronoun of a gender may mean someone.
    fn fits(&self, entity: usize, wanted: Gender) -> bool {
        let Some(entity) = self.entities.all.get(entity) else { return false };
        let gender = entity.gender;
        !matches!(entity.sort, Sort::Place | Sort::Organisation)
            && (wanted == Gender::Unknown || gender == Gender::Unknown || gender == wanted)
    }
}

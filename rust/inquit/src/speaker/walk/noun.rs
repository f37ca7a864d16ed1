//! Whom noun phrases mean: "the mayor", "the ministry", "the miller".

use super::{Said, Walk};
use crate::cue::is_genitive;
use crate::language::Classes;
use crate::mention::{Gender, Mention, MentionKind, Number, Sort, is_definite, key, word_gender};
use crate::speaker::Resolution;
use crate::speaker::entity::Candidates;
use crate::speaker::history::Pronoun;

/// How often a story speaks of "the miller", at least, where he is one of its people.
const OFTEN: usize = 3;

/// How much less sure a description is than a pronoun.
const DESCRIBED: f32 = 0.9;

impl Walk<'_> {
    /// Counts how often the narration speaks of "the miller".
    pub(super) fn count_nouns(&mut self) {
        for mention in self.mentions.iter().filter(|m| m.kind == MentionKind::Noun && m.number == Number::One)
        {
            if self.layers.quotation(mention.first).is_none() && is_definite(self.layers, mention.first) {
                *self.nouns.entry(key(self.layers.word(mention.head))).or_default() += 1;
            }
        }
    }

    pub(super) fn noun(&mut self, index: usize, mention: &Mention) -> Option<Said> {
        let said = |entity, confidence| Some(Said { entity, resolution: Resolution::Role, confidence });
        let words = (mention.first..mention.end).map(|i| self.layers.word(i));
        if let Some(entity) = self.entities.alias(words) {
            return said(entity, 0.95);
        }
        if let Some(named) = self.beside.get(&index).copied() {
            return match self.entities.of_mention.get(named) {
                Some(&Candidates::One(entity)) => said(entity, 0.9),
                _ => None,
            };
        }
        if !mention.definite || mention.number == Number::Several || self.is_relation(mention) {
            return None;
        }
        // In a story "her friend" may be anyone, and "her head" no one.
        let small = self.layers.is_small(mention.head);
        if self.turns.is_dialogue() && small && !is_definite(self.layers, mention.first) {
            return None;
        }
        // "King said", "said Parliament": a capital and no article make a name of it.
        let named = mention.country.is_none()
            && mention.head == mention.first
            && self.layers.is_capital(mention.head);
        if mention.sort == Sort::Organisation {
            if let Some(entity) = self.organisation(mention) {
                return said(entity, 0.5);
            }
            return if named { self.office(index, Sort::Organisation) } else { None };
        }
        if !self.layers.language.has_rules
            && !named
            && self.is_source.has(index)
            && self.layers.is(mention.head, Classes::ROLE)
            && !self.layers.is(mention.head, Classes::GROUP)
        {
            let holder = self.roles.holder(self.layers, mention, index).map(|(entity, _)| (entity, 0.8));
            let (entity, confidence) = holder.or_else(|| self.described(mention))?;
            return said(entity, confidence);
        }
        // "the man", "the girl" can be anyone.
        let anyone =
            !named && mention.gender != Gender::Unknown && !self.layers.is(mention.head, Classes::TITLE);
        if anyone {
            return None;
        }
        if let Some((entity, only)) = self.roles.holder(self.layers, mention, index) {
            return said(entity, if only { 0.8 } else { 0.65 });
        }
        if named && let Some(entity) = self.entities.with_surname(self.layers.word(mention.head)) {
            return said(entity, 0.7);
        }
        // "“No,” said the miller", all through a story.
        let noun = key(self.layers.word(mention.head));
        if self.is_source.has(index) && self.nouns.get(&noun).is_some_and(|&times| times >= OFTEN) {
            return self.office(index, Sort::Person);
        }
        let office = mention.country.is_none() && self.layers.is_capital(mention.head);
        let definite = named || self.layers.is(mention.first, Classes::DETERMINER);
        if office && definite { self.office(index, Sort::Person) } else { None }
    }

    /// Whom a role that names no one means, in a language in which texts say "la militante" of someone they have named: as a pronoun
    /// does, of its gender.
    fn described(&self, mention: &Mention) -> Option<(usize, f32)> {
        let place = self.layers.tokens.get(mention.first)?.span().start();
        let sentence = self.layers.sentences.partition_point(|sentence| sentence.end() <= place);
        let paragraph = self.layers.paragraph_of(mention.first);
        let (rather, not) = self.turns.expected(paragraph);
        // "La ministre" is a woman: where articles are pronouns too, they tell.
        let article = || word_gender(self.layers, mention.first);
        let gender = if mention.gender == Gender::Unknown { article() } else { mention.gender };
        let pronoun =
            Pronoun { gender, number: mention.number, sentence, paragraph, reported: false, not, rather };
        self.history
            .antecedent(&self.entities, pronoun)
            .map(|(entity, confidence)| (entity, confidence * DESCRIBED))
    }

    /// The one whom a capital makes the name of an office or an institution.
    fn office(&mut self, index: usize, sort: Sort) -> Option<Said> {
        let entity = self.entities.office(self.layers, self.mentions, index, sort)?;
        Some(Said { entity, resolution: Resolution::Role, confidence: 0.7 })
    }

    /// Whether a noun phrase means someone by kinship: "his wife" is no one's office.
    fn is_relation(&self, mention: &Mention) -> bool {
        let owned = |at: usize| self.layers.is(at, Classes::POSSESSIVE) || is_genitive(self.layers, at);
        mention.gender != Gender::Unknown
            && (owned(mention.first) || mention.first.checked_sub(1).is_some_and(owned))
    }

    /// The organisation last named with the noun of a phrase: "the ministry" for "the Foreign Ministry".
    fn organisation(&self, mention: &Mention) -> Option<usize> {
        let noun = key(self.layers.word(mention.head));
        let of_name = |&entity: &usize| {
            self.entities
                .all
                .get(entity)
                .is_some_and(|e| e.sort == Sort::Organisation && e.words.contains(&noun))
        };
        self.history.recent().map(|seen| seen.entity).find(of_name)
    }
}

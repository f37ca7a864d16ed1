//! Roles: who holds an office in the text, so that "the Azerbaijani leader" leads to a name.

use rustc_hash::FxHashMap;

use crate::cue::is_genitive;
use crate::language::Classes;
use crate::layers::{Layers, Mark};
use crate::mention::{Mention, MentionKind, Mentions, Number, Sort, key};

/// Those who hold a role, each with the mention that first says so.
type Holders = Vec<(usize, usize)>;

/// Who holds which role, and since which mention.
#[derive(Clone, Debug, Default)]
pub(super) struct Roles {
    holders: FxHashMap<(u64, Option<u64>), Holders>,
    /// Those with any office of a country.
    of_country: FxHashMap<u64, Holders>,
}

impl Roles {
    /// Notes that `entity` holds the role at token `role` from mention `index` on.
    pub(super) fn add(
        &mut self,
        layers: &Layers<'_>,
        role: usize,
        country: Option<u64>,
        index: usize,
        entity: usize,
    ) {
        let rank = rank(layers, role);
        let role = key(layers.word(role).trim_end_matches('.')) ^ rank;
        let note = |holders: &mut Holders| {
            if holders.last().is_none_or(|&(_, last)| last != entity) {
                holders.push((index, entity));
            }
        };
        note(self.holders.entry((role, None)).or_default());
        if let Some(country) = country {
            note(self.holders.entry((role, Some(country))).or_default());
            if rank == 0 {
                note(self.of_country.entry(country).or_default());
            }
        }
    }

    /// Who holds the role that a noun phrase names: the one last said to before it, else the first after.
    ///
    /// Returns the entity, and whether it is the only one that ever does.
    pub(super) fn holder(
        &self,
        layers: &Layers<'_>,
        mention: &Mention,
        index: usize,
    ) -> Option<(usize, bool)> {
        let word = layers.word(mention.head);
        let rank = rank(layers, mention.head);
        let exact = self.holders.get(&(key(word) ^ rank, mention.country));
        // "the Azerbaijani leader" is whoever has an office of Azerbaijan, if one alone has.
        let leader = rank == 0 && matches!(word, "leader" | "Leader" | "head" | "official" | "strongman");
        let found =
            exact.or_else(|| mention.country.filter(|_| leader).and_then(|c| self.of_country.get(&c)))?;
        let before = found.partition_point(|&(at, _)| at <= index);
        let holder = found.get(before.saturating_sub(1)).map(|&(_, entity)| entity)?;
        let only = found.iter().all(|&(_, entity)| entity == holder);
        (only || exact.is_some()).then_some((holder, only))
    }
}

/// What makes an office another one, as a key: "vice", "former" right before the word for it; 0 for the office itself.
fn rank(layers: &Layers<'_>, office: usize) -> u64 {
    let hyphen = usize::from(office > 0 && layers.word(office - 1) == "-");
    let before = office.checked_sub(1 + hyphen).map_or("", |before| layers.word(before));
    if layers.language.given.is_rank(before) { key(before).rotate_left(13) } else { 0 }
}

/// The mention next to a noun phrase that says who it is: "the President of Azerbaijan, Ilham Aliyev,",
/// "the spokesman Bob Ray", "Ann Lee, the mayor,", "Ann Lee is the mayor". Returns its index.
pub(super) fn named_beside(layers: &Layers<'_>, mentions: &Mentions, index: usize) -> Option<usize> {
    let noun = mentions.get(index)?;
    if noun.kind != MentionKind::Noun || noun.sort != Sort::Person || noun.number != Number::One {
        return None;
    }
    let is_person =
        |m: &Mention| m.kind == MentionKind::Name && !matches!(m.sort, Sort::Place | Sort::Organisation);
    if let Some(next) = mentions.get(index + 1).filter(is_person) {
        let ends =
            |at: usize| matches!(layers.mark(at), Mark::Comma | Mark::Stop | Mark::Dash | Mark::CloseBracket);
        // "the general, Lee, and his men" is a list.
        let third = mentions
            .get(index + 2)
            .is_some_and(|m| m.first == next.end + 1 && m.kind != MentionKind::Pronoun);
        let list = third || layers.is(next.end + 1, Classes::CONJUNCTION);
        let comma =
            noun.end + 1 == next.first && matches!(layers.mark(noun.end), Mark::Comma | Mark::OpenBracket);
        let apposed = comma && ends(next.end) && !list;
        if next.first == noun.end || apposed {
            return Some(index + 1);
        }
    }
    let before = index.checked_sub(1)?;
    let name = mentions.get(before).filter(is_person)?;
    // "Ann Lee, the mayor, left", "Ann Lee, the mayor of Leeds", but not "As for Ann Lee, the mayor left".
    let goes_on = Classes::PREPOSITION.or(Classes::RELATIVE).or(Classes::CONJUNCTION);
    let closed =
        layers.mark(noun.end) != Mark::None || layers.is(noun.end, goes_on) || noun.end > noun.head + 1;
    let comma = name.end + 1 == noun.first
        && closed
        && matches!(layers.mark(name.end), Mark::Comma | Mark::OpenBracket);
    // "Asked about Oresia, the President of Marenia left" tells of two.
    let behind = name.first.checked_sub(1);
    let comma =
        comma && !behind.is_some_and(|p| layers.is(p, Classes::PREPOSITION) || layers.is(p, Classes::VERB));
    // "Lee is the mayor", but not "Lee's mother".
    let is = name.end + 1 == noun.first
        && layers.is(name.end, Classes::BE)
        && !is_genitive(layers, name.end)
        && noun.definite;
    (comma || is).then_some(before)
}

//! What is known of each candidate of a quote before anything is decided: the features of the first pass.

use super::around::{Around, Near};
use super::row::Row;
use super::scene::{NO_ONE, Scene, SourceKind, Unit};
use crate::layers::Mark;
use crate::mention::{MentionKind, Sort};

/// How many numbers a row of the first pass has.
pub(super) const FEATURES: usize = 118;

/// Distances in tokens are told apart up to this one.
const FAR: usize = 3000;
/// And forwards up to this one.
const AHEAD: usize = 1000;
/// In quotes.
const QUOTES: usize = 40;
/// The rank of one who doesn't fit the pronouns.
const NO_RANK: u8 = 25;

/// How far back a candidate was met, in the four ways that count.
#[derive(Clone, Copy, Default)]
struct Distance {
    met: usize,
    acts: usize,
    named: usize,
    named_acts: usize,
    /// By a name or a noun, and by that as a subject, before a pronoun that is the source.
    source: Option<(usize, usize)>,
    fits: bool,
}

/// Fills in a row for each candidate of a unit.
pub(super) fn rows(scene: &Scene<'_>, index: usize, candidates: &[u32], rows: &mut Vec<Row>) {
    rows.clear();
    let Some(unit) = scene.units.get(index) else { return };
    let around = Around::new(scene, index);
    let mut shared = Row::new();
    of_quote(scene, index, unit, &around, candidates.len(), &mut shared);
    let wanted = around.gender(unit);
    let standing = scene.standing(if unit.who == NO_ONE { unit.guess } else { unit.who });
    let source =
        unit.source.and_then(|m| scene.seen.get(m as usize)).filter(|s| s.kind == MentionKind::Pronoun);
    let source = source.map(|s| s.first as usize);
    let distances: Vec<Distance> = candidates
        .iter()
        .map(|&who| Distance {
            met: scene.met.behind(who, unit.first(), FAR),
            acts: scene.acts.behind(who, unit.first(), FAR),
            named: scene.named.behind(who, unit.first(), FAR),
            named_acts: scene.named_acts.behind(who, unit.first(), FAR),
            source: source
                .map(|at| (scene.named.behind(who, at, FAR), scene.named_acts.behind(who, at, FAR))),
            fits: wanted == 0 || wanted * scene.gender(who) > -5,
        })
        .collect();
    let fitting = distances.iter().filter(|d| d.fits && d.met < 150).count();
    for (&who, distance) in candidates.iter().zip(&distances) {
        let mut row = shared;
        of_source(scene, unit, who, &mut row);
        of_paragraphs(scene, &around, who, &mut row);
        of_distance(scene, unit, who, *distance, &distances, &mut row);
        of_speech(scene, index, unit, who, &mut row);
        of_neighbours(scene, index, who, &mut row);
        of_text(scene, index, unit, who, &mut row);
        of_antecedent(*distance, &distances, &mut row);
        of_guesses(scene, index, who, &mut row);
        row.push(scene.standing(who));
        row.size(scene.names(who));
        row.push(standing);
        let gender = scene.gender(who);
        let near = around.near.iter().find(|near| near.who == who).copied().unwrap_or(Near::far(who));
        row.push(near.after);
        row.push(near.before);
        row.signed(around.pronoun * gender);
        row.few(fitting, NO_RANK);
        row.signed(wanted * gender);
        let address = |at: Option<usize>| at.and_then(|at| scene.units.get(at)).map_or(0, |u| u.addresses);
        row.signed(address(index.checked_sub(1)) * gender);
        row.signed(address(Some(index + 1)) * gender);
        row.signed(unit.addresses * gender);
        rows.push(row);
    }
}

/// What all candidates have in common.
fn of_quote(scene: &Scene<'_>, index: usize, unit: &Unit, around: &Around, candidates: usize, row: &mut Row) {
    let layers = scene.layers;
    let at = |at: Option<usize>| at.and_then(|at| scene.units.get(at));
    let (last, next) = (at(index.checked_sub(1)), at(Some(index + 1)));
    let kind = |unit: Option<&Unit>| unit.map_or(9, |unit| unit.kind as u8);
    row.push(unit.kind as u8);
    row.few(candidates, 30);
    row.size(unit.length());
    row.flag(last.is_none_or(|last| last.paragraph() != unit.paragraph()));
    row.push(gap(unit, last));
    row.push(gap(unit, at(index.checked_sub(2))));
    row.push(next.map_or(7, |next| next.paragraph().saturating_sub(unit.last_paragraph()).min(6) as u8));
    row.flag(unit.asks);
    row.flag(last.is_some_and(|last| last.asks));
    row.push(kind(last));
    row.push(kind(next));
    row.size(scene.first_person);
    let narration = |paragraph: Option<usize>| {
        paragraph.and_then(|p| scene.narration.get(p)).map_or(0, |&tokens| tokens as usize)
    };
    row.size(narration(Some(unit.paragraph())));
    row.size(narration(unit.paragraph().checked_sub(1)));
    let leads = match unit.first().checked_sub(1).map(|before| layers.mark(before)) {
        Some(Mark::Colon) => 2,
        Some(Mark::Comma) => 1,
        _ => 0,
    };
    row.push(if leads > 0 && around.opens_paragraph { leads + 2 } else { leads });
    row.flag(unit.small);
    row.flag(last.is_some_and(|last| last.paragraph() == unit.paragraph()));
    // How many of the quotes before have no source, and are near.
    let bare = (1..7)
        .filter_map(|d| Some((d, scene.units.get(index.checked_sub(d)?)?)))
        .filter(|(d, u)| u.kind == SourceKind::None && u.paragraph() + 2 * d >= unit.paragraph());
    row.few(bare.count(), 9);
    row.push(kind(at(index.checked_sub(2))));
    for gender in [unit.gender, around.before, around.after, around.paragraph_before, around.gender(unit)] {
        row.signed(gender);
    }
    row.flag(!unit.inside.is_empty());
    row.push(around.pronoun_distance);
    row.signed(around.pronoun);
    for addresses in [Some(unit), last, next].map(|unit| unit.map_or(0, |unit| unit.addresses)) {
        row.signed(addresses);
    }
}

/// Paragraphs from one quote to the next.
pub(super) fn gap(unit: &Unit, before: Option<&Unit>) -> u8 {
    before.map_or(7, |before| unit.paragraph().saturating_sub(before.last_paragraph()).min(6) as u8)
}

/// What source and rules say of a candidate.
fn of_source(scene: &Scene<'_>, unit: &Unit, who: u32, row: &mut Row) {
    row.flag(unit.who == who);
    row.flag(scene.may_mean(unit, who));
    row.flag(unit.guess == who);
    row.push(if unit.guess == who { unit.confidence } else { 0 });
    row.signed(unit.gender * scene.gender(who));
    row.signed(scene.gender(who));
}

/// Who acts in the paragraphs around.
fn of_paragraphs(scene: &Scene<'_>, around: &Around, who: u32, row: &mut Row) {
    let is = |found: Option<u32>| found == Some(who);
    for list in [&around.behind, &around.ahead] {
        let subjects = || list.iter().filter(|m| m.subject).map(|m| m.who);
        row.flag(is(subjects().next()));
        row.flag(is(subjects().next_back()));
        row.flag(is(list.first().map(|m| m.who)));
        row.flag(list.iter().any(|m| m.who == who));
        row.flag(list.iter().any(|m| m.who == who && m.kind == MentionKind::Name));
    }
    let last = &around.last;
    let subjects = || last.iter().filter(|m| m.subject).map(|m| m.who);
    row.flag(is(subjects().next()));
    row.flag(is(subjects().next_back()));
    row.flag(is(last.first().map(|m| m.who)));
    row.flag(last.iter().any(|m| m.who == who));
    row.flag(last.iter().any(|m| m.who == who && m.kind == MentionKind::Name));
    row.flag(is(around.next.iter().find(|m| m.subject).map(|m| m.who)));
    row.flag(around.next.iter().any(|m| m.who == who));
    for gender in [around.before, around.after, around.paragraph_before] {
        row.signed(gender * scene.gender(who));
    }
}

/// How far away a candidate is met, and how many others are nearer.
fn of_distance(scene: &Scene<'_>, unit: &Unit, who: u32, own: Distance, all: &[Distance], row: &mut Row) {
    let rank = |of: fn(&Distance) -> usize| all.iter().filter(|d| of(d) < of(&own)).count();
    let fitting = |of: fn(&Distance) -> usize| match own.fits {
        true => all.iter().filter(|d| d.fits && of(d) < of(&own)).count(),
        false => usize::from(NO_RANK),
    };
    row.size(own.met);
    row.few(rank(|d| d.met), NO_RANK);
    row.size(own.acts);
    row.few(rank(|d| d.acts), NO_RANK);
    row.size(scene.met.ahead(who, unit.end(), AHEAD));
    row.size(scene.quoted.behind(who, unit.first(), FAR));
    row.size(scene.quoted.ahead(who, unit.end(), AHEAD));
    row.few(fitting(|d| d.met), NO_RANK);
    row.few(fitting(|d| d.acts), NO_RANK);
    row.size(own.named);
    row.few(fitting(|d| d.named), NO_RANK);
    row.size(own.named_acts);
    row.few(fitting(|d| d.named_acts), NO_RANK);
}

/// Whether the speech itself, or that beside it, names or calls a candidate.
fn of_speech(scene: &Scene<'_>, index: usize, unit: &Unit, who: u32, row: &mut Row) {
    row.few(unit.inside.iter().filter(|(inside, _)| *inside == who).count(), 9);
    for at in [Some(index), index.checked_sub(1), index.checked_sub(2), Some(index + 1), Some(index + 2)] {
        let inside = at.and_then(|at| scene.units.get(at)).map_or(&[][..], |unit| &unit.inside);
        let call = inside.iter().filter(|(inside, _)| *inside == who).map(|(_, call)| *call).max();
        row.push(call.map_or(0, |call| 1 + call as u8));
    }
}

/// Of which quotes around a candidate is the named source.
fn of_neighbours(scene: &Scene<'_>, index: usize, who: u32, row: &mut Row) {
    row.few(scene.says.behind(who, index, QUOTES + 1), 41);
    row.few(scene.says.ahead(who, index + 1, QUOTES), 41);
    let named = |at: Option<usize>| match at.and_then(|at| scene.units.get(at)).map(|unit| unit.named) {
        Some(named) if named == who => 2,
        Some(NO_ONE) | None => 1,
        Some(_) => 0,
    };
    (1..5).for_each(|d| row.push(named(index.checked_sub(d))));
    (1..5).for_each(|d| row.push(named(Some(index + d))));
    let gender = scene.gender(who);
    let pronoun =
        |at: Option<usize>| at.and_then(|at| scene.units.get(at)).map_or(0, |unit| unit.kind.gender());
    for d in 1..3 {
        row.signed(pronoun(index.checked_sub(d)) * gender);
        row.signed(pronoun(Some(index + d)) * gender);
    }
}

/// How near a candidate is met before the source itself: whom a pronoun takes up.
fn of_antecedent(own: Distance, all: &[Distance], row: &mut Row) {
    let ways: [fn(&Distance) -> Option<usize>; 2] = [|d| Some(d.source?.0), |d| Some(d.source?.1)];
    for far in ways {
        let nearer = |own: usize| all.iter().filter(|d| d.fits && far(d).is_some_and(|d| d < own)).count();
        row.size(far(&own).map_or(0, |far| 1 + far));
        row.few(far(&own).map_or(0, |far| 1 + nearer(far)), NO_RANK);
    }
}

/// Of which quotes around a candidate is the guess of the rules.
fn of_guesses(scene: &Scene<'_>, index: usize, who: u32, row: &mut Row) {
    for at in [index.checked_sub(1), index.checked_sub(2), Some(index + 1), Some(index + 2)] {
        let guess = at.and_then(|at| scene.units.get(at)).map_or(NO_ONE, |unit| unit.guess);
        row.flag(guess == who);
    }
}

/// How much a candidate is met and speaks in the text.
fn of_text(scene: &Scene<'_>, index: usize, unit: &Unit, who: u32, row: &mut Row) {
    let says = scene.says.of(who).len();
    let (named, quoted) = (scene.named.of(who).len(), scene.quoted.of(who).len());
    row.size(256 * says / scene.units.len().max(1));
    row.size(4096 * named / scene.seen.len().max(1));
    row.size(named);
    row.size(says);
    row.size(64 * scene.calls(who) / (1 + named + quoted));
    // The narrator is met, but not by name.
    row.size(64 * named / (1 + scene.met.of(who).len()));
    row.push(match scene.sort(who) {
        Sort::Person => 2,
        Sort::Unknown => 1,
        _ => 0,
    });
    row.few(scene.says.between(who, index.saturating_sub(10), index), 10);
    row.few(scene.met.between(who, unit.first().saturating_sub(400), unit.first()), 60);
    row.size(scene.met.between(who, unit.first().saturating_sub(2000), unit.first()));
}

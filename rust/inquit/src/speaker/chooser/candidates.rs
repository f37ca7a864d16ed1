//! Who may say a quote: a bounded set for each.

use super::scene::{Call, NO_ONE, Scene};
use crate::mention::Sort;

/// Candidates of a quote at most.
pub(super) const MOST: usize = 24;
/// Tokens back and ahead in which those met are candidates. Within these bounds 98% of PDNC's development quotes
/// have their speaker among the candidates, of whom there are 13 on average.
const BACK: usize = 1500;
const AHEAD: usize = 200;
/// Mentions that are looked at in each direction.
const LOOKED_AT: usize = 300;

/// Who may say a unit.
pub(super) fn candidates(scene: &Scene<'_>, index: usize, out: &mut Vec<u32>) {
    out.clear();
    let Some(unit) = scene.units.get(index) else { return };
    let mut add = |who: u32, most: usize| {
        let thing = matches!(scene.sort(who), Sort::Place | Sort::Organisation)
            && scene.gender(who).abs() <= 10
            && scene.says.of(who).len() < 2;
        if who != NO_ONE && out.len() < most && !thing && !out.contains(&who) {
            out.push(who);
        }
        out.len() < most
    };
    add(unit.who, MOST);
    add(unit.guess, MOST);
    let named = |at: usize| scene.units.get(at).map_or(NO_ONE, |unit| unit.named);
    (1..9).filter_map(|d| index.checked_sub(d)).for_each(|at| {
        add(named(at), MOST);
    });
    (1..7).for_each(|d| {
        add(named(index + d), MOST);
    });
    let here = scene.seen.partition_point(|s| (s.first as usize) < unit.first());
    let behind = scene.seen.get(..here).unwrap_or(&[]).iter().rev().take(LOOKED_AT);
    for seen in behind.take_while(|s| s.first as usize + BACK > unit.first()) {
        if !seen.quoted && !add(seen.who, MOST - 8) {
            break;
        }
    }
    let ahead = scene.seen.get(here..).unwrap_or(&[]).iter().take(LOOKED_AT);
    for seen in ahead.take_while(|s| (s.first as usize) < unit.end() + AHEAD) {
        if !seen.quoted && !add(seen.who, MOST - 4) {
            break;
        }
    }
    for at in [index.checked_sub(1), index.checked_sub(2), Some(index + 1)].into_iter().flatten() {
        let inside = scene.units.get(at).map_or(&[][..], |unit| &unit.inside);
        inside.iter().filter(|(_, call)| *call != Call::No).for_each(|&(who, _)| {
            add(who, MOST - 2);
        });
    }
    for &who in &scene.talkers {
        add(who, MOST);
    }
}

//! What the model proposes beside what only the rules have seen.

use std::ops::Range;

use crate::attribution::Pattern;
use crate::attribution::draft::Draft;
use crate::attribution::source::Source;
use crate::layers::Layers;

/// A token in no content.
const NONE: u32 = u32::MAX;

/// The drafts of the model with those of the rules that it lacks: turns, whose sources stand apart, and quotations
/// that someone says; and with the sources and second halves that it hasn't seen.
pub(super) fn merge(layers: &Layers<'_>, mut drafts: Vec<Draft>, rules: Vec<Draft>) -> Vec<Draft> {
    let (turns, rules): (Vec<_>, Vec<_>) = rules.into_iter().partition(|d| d.pattern == Pattern::Turn);
    let mut owner = vec![NONE; layers.tokens.len()];
    for (index, draft) in turns.iter().enumerate() {
        claim(&mut owner, draft, index as u32);
    }
    // What is said in a turn reports nothing of its own.
    drafts.retain(|draft| draft.content.iter().all(|part| free(&owner, part)));
    let mut out = turns;
    for draft in drafts {
        claim(&mut owner, &draft, out.len() as u32);
        out.push(draft);
    }
    for rule in rules {
        match owner_of(&owner, &rule).and_then(|index| out.get_mut(index)) {
            Some(draft) => complete(layers, draft, rule, &mut owner),
            None if is_sure(layers, &rule) => {
                claim(&mut owner, &rule, out.len() as u32);
                out.push(rule);
            }
            None => {}
        }
    }
    carry_on(layers, &mut out);
    out
}

/// Gives a quotation that nothing says who says to whoever was quoted right before it in its paragraph: “A,” she said
/// to the paper. She looked up. “B.”
fn carry_on(layers: &Layers<'_>, drafts: &mut [Draft]) {
    drafts.sort_by_key(|draft| draft.content.first().map_or(0, |part| part.start));
    let mut last: Option<(usize, Source)> = None;
    for draft in drafts {
        let Some(part) = draft.content.first().cloned() else { continue };
        let paragraph = layers.paragraph_of(part.start);
        let utterance = is_utterance(layers, &part);
        if utterance && draft.source.is_none() && draft.cue.is_empty() {
            draft.source = last.filter(|&(before, _)| before == paragraph).map(|(_, source)| source);
        }
        last = draft.source.filter(|_| utterance).map(|source| (paragraph, source));
    }
}

/// Notes whose content each token is.
fn claim(owner: &mut [u32], draft: &Draft, index: u32) {
    for part in &draft.content {
        owner.get_mut(part.clone()).into_iter().flatten().for_each(|slot| *slot = index);
    }
}

/// Whether a range is nobody's content.
fn free(owner: &[u32], range: &Range<usize>) -> bool {
    owner.get(range.clone()).is_none_or(|slots| slots.iter().all(|&slot| slot == NONE))
}

/// The draft that has the first claimed token of a rule's content.
fn owner_of(owner: &[u32], rule: &Draft) -> Option<usize> {
    let tokens = rule.content.iter().filter_map(|part| owner.get(part.clone())).flatten();
    tokens.copied().find(|&index| index != NONE).map(|index| index as usize)
}

/// Whether a rule's draft stands without the model: it is all quoted, and someone says it.
fn is_sure(layers: &Layers<'_>, rule: &Draft) -> bool {
    let mut parts = rule.content.iter();
    parts.all(|part| is_utterance(layers, part))
}

/// Whether a range is a quotation that someone says.
fn is_utterance(layers: &Layers<'_>, range: &Range<usize>) -> bool {
    let quotation = layers.quotation(range.start);
    quotation.is_some()
        && quotation == layers.quotation(range.end - 1)
        && quotation.and_then(|q| layers.quotations.get(q)).is_some_and(|q| q.is_speech())
}

/// Gives a draft the source that only a rule has seen, and the quotations that the rule has it go on with.
fn complete(layers: &Layers<'_>, draft: &mut Draft, rule: Draft, owner: &mut [u32]) {
    let quoted = draft.content.iter().any(|part| is_utterance(layers, part));
    if draft.source.is_none() && quoted {
        draft.source = rule.source;
        if draft.cue.is_empty() {
            draft.cue = rule.cue;
            draft.pattern = rule.pattern;
        }
    }
    for part in rule.content {
        if quoted && is_utterance(layers, &part) && free(owner, &part) {
            let place = draft.content.partition_point(|have| have.end <= part.start);
            draft.content.insert(place, part);
        }
    }
}

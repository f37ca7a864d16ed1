//! Speech that the model has seen in part, or not at all, in languages in which it finds quotes alone: behind dashes, and behind the
//! cue in the middle of it.

use std::ops::Range;

use crate::attribution::draft::{Draft, kind};
use crate::attribution::{Pattern, QuoteKind};
use crate::compact::{Bits, sort_by_start};
use crate::layers::{Layers, Mark};

/// In a text in which so many paragraphs behind dashes are known to be speech, those in which nothing is are speech as a whole:
/// "— Et toi ?"
const KNOWN: usize = 2;

/// How sure that is: no text was there to fit it on. It is over the default threshold, and under most of what a model says.
const SURE: f32 = 0.6;

/// Adds the paragraphs behind dashes in which nothing is reported, where those around them are speech.
pub(super) fn add(layers: &Layers<'_>, drafts: &mut Vec<Draft>) {
    if layers.language.has_rules {
        return;
    }
    let mut told = Bits::none(layers.paragraphs.len());
    let mut known = 0;
    for draft in drafts.iter() {
        let direct = kind(layers, &draft.content) == QuoteKind::Direct;
        for part in draft.content.iter() {
            let paragraph = layers.paragraph_of(part.start);
            known += usize::from(direct && layers.is_behind_dash(part.start) && !told.has(paragraph));
            told.set(paragraph);
        }
    }
    if known < KNOWN {
        return;
    }
    for (index, paragraph) in layers.paragraphs.iter().enumerate() {
        if told.has(index) {
            continue;
        }
        let range = layers.token_at(paragraph.span().start())..layers.token_at(paragraph.span().end());
        if let Some(content) = speech(layers, range) {
            drafts.push(Draft {
                pattern: Pattern::Bare,
                content: content.into(),
                cue: 0..0,
                source: None,
                confidence: SURE,
            });
        }
    }
}

/// Takes an inquit formula out of speech that is set off by dashes, the first of which has a space before it alone and the last none:
/// "—Ha cambiado todo —corrigió Inés—. Mira."
pub(super) fn without_formulas(layers: &Layers<'_>, drafts: &mut [Draft]) {
    if layers.language.has_rules {
        return;
    }
    let space = |at: usize| layers.tokens.get(at).is_some_and(|token| token.space_after());
    let opens =
        |at: usize| layers.mark(at) == Mark::Dash && space(at - 1) && !space(at) && layers.is_small(at + 1);
    let closes = |at: usize| layers.mark(at) == Mark::Dash && !space(at - 1);
    for draft in drafts {
        for place in (0..draft.content.len()).rev() {
            let Some(part) =
                draft.content.get(place).cloned().filter(|part| layers.is_behind_dash(part.start))
            else {
                continue;
            };
            let Some(open) = (part.start + 1..part.end).find(|&at| opens(at)) else { continue };
            let rest = (open + 1..part.end).find(|&at| closes(at)).map(|close| close + 1);
            let rest = rest.and_then(|from| (from..part.end).find(|&at| layers.is_word(at)));
            if let Some(slot) = draft.content.get_mut(place) {
                *slot = part.start..open;
            }
            if let Some(rest) = rest {
                draft.content.insert(place + 1, rest..part.end);
            }
        }
    }
}

/// Most tokens between two halves of what someone says.
const BETWEEN: usize = 30;

/// Joins speech that goes on behind its cue in the same paragraph, “A”, sagte sie. “B”: as the rules of English do.
pub(super) fn join(layers: &Layers<'_>, drafts: &mut Vec<Draft>) {
    if layers.language.has_rules {
        return;
    }
    sort_by_start(drafts, Draft::start);
    let mut joined: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts.drain(..) {
        let direct = |part: &Range<usize>| kind(layers, std::slice::from_ref(part)) == QuoteKind::Direct;
        let before = joined.last_mut().filter(|before| {
            let (Some(last), Some(first)) = (before.content.last(), draft.content.first()) else {
                return false;
            };
            let bare = draft.cue.is_empty()
                && draft.source.is_none_or(|source| Some(source.first) == before.source.map(|s| s.first));
            let between = last.end..first.start;
            let goes_on = layers.is_behind_dash(first.start) || between.contains(&before.cue.start);
            bare && direct(last)
                && draft.content.iter().all(direct)
                && goes_on
                && between.len() <= BETWEEN
                && layers.paragraph_of(last.start) == layers.paragraph_of(first.start)
        });
        match before {
            Some(before) => draft.content.iter().for_each(|part| before.content.push(part.clone())),
            None => joined.push(draft),
        }
    }
    *drafts = joined;
}

/// What is said in a paragraph: all of it behind its dash, if it ends as a sentence does.
fn speech(layers: &Layers<'_>, paragraph: Range<usize>) -> Option<Range<usize>> {
    let first = paragraph.start + 1;
    let ends = paragraph.end > first + 1 && layers.mark(paragraph.end - 1) == Mark::Stop;
    let dash = layers.mark(paragraph.start) == Mark::Dash;
    (dash && ends && !layers.is_small(first)).then_some(first..paragraph.end)
}

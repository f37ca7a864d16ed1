//! Which quotations are utterances: someone says them here. Titles, nicknames, mottos, single terms and
//! words held at a distance are quoted too, and nobody says them.

use super::Quotation;
use crate::language::Lexicon;
use crate::text::Span;

/// Decides for each quotation of a paragraph, those from index `first`.
pub(super) fn decide(text: &str, paragraph: Span, _lexicon: &Lexicon, first: usize, out: &mut [Quotation]) {
    for index in first..out.len() {
        let Some(&it) = out.get(index) else { break };
        let resumed = it.continues.and_then(|before| out.get(before as usize)).map(|before| before.speech);
        let speech = resumed.unwrap_or_else(|| likelihood(text, paragraph, &it));
        if let Some(it) = out.get_mut(index) {
            it.speech = speech;
        }
    }
}

fn likelihood(text: &str, paragraph: Span, it: &Quotation) -> f32 {
    let inner = it.inner.of(text);
    let ends = inner.ends_with(['.', ',', '!', '?', '-', ';', ':', '—', '…', '_']);
    let before = Span::new(paragraph.start(), it.span.start()).of(text).trim_end();
    let heads = before.is_empty() || before.ends_with([',', ':', '-', '—']);
    if ends || heads || !it.closed { 1.0 } else { 0.0 }
}

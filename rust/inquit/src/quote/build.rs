//! From the marks of a text to its quotations.

use super::Quotation;
use super::glyph::Glyph;
use super::habit::Habit;
use super::pairing::{Pair, Pairing};
use super::reading::Reading;
use super::scan::{Mark, scan};
use super::speech;
use crate::language::Lexicon;
use crate::text::{Paragraph, Span};

/// The quotations of a text, in order of their starts, nested ones after the one they lie in.
pub(crate) fn quotations(text: &str, paragraphs: &[Paragraph], lexicon: &Lexicon) -> Vec<Quotation> {
    let mut marks = Vec::new();
    let mut of_paragraph = Vec::with_capacity(paragraphs.len());
    for paragraph in paragraphs {
        let first = marks.len();
        scan(text, paragraph.span(), &mut marks);
        of_paragraph.push(first..marks.len());
    }
    let marks_of =
        |index: usize| of_paragraph.get(index).and_then(|range| marks.get(range.clone())).unwrap_or(&[]);
    let habit = Habit::of(&marks);
    let reading = |mark: &Mark| Reading::of(text, mark, &habit, lexicon);
    let blank = |open: &Mark, close: &Mark| is_blank(text, open.span().end(), close.span().start());

    let mut pairing = Pairing::default();
    let mut pairs = Vec::new();
    let mut out: Vec<Quotation> = Vec::new();
    // The quotations that the paragraph before left open.
    let mut open = Vec::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let marks = marks_of(index);
        let next = paragraphs.get(index + 1).map(|next| next.span());
        let resumed: Vec<Glyph> = next.map(|next| heading(marks_of(index + 1), next)).unwrap_or_default();
        pairs.clear();
        pairing.pair(marks, reading, blank, &resumed, &mut pairs);
        let first = out.len();
        append(text, paragraph.span(), marks, &pairs, &mut out);
        resume(&open, first, paragraph.span(), &mut out);
        open.clear();
        open.extend((first..out.len()).filter(|&at| out.get(at).is_some_and(|it| !it.closed)));
    }
    speech::decide(text, paragraphs, lexicon, &mut out);
    out
}

/// White space longer than this, in bytes, isn't looked through for words.
const BLANK: usize = 16;

/// Whether no word is between two marks.
fn is_blank(text: &str, from: usize, to: usize) -> bool {
    let between = Span::new(from, to);
    between.len() < BLANK && between.of(text).chars().all(|c| c.is_whitespace() || matches!(c, '_' | '*'))
}

/// The shapes of the marks at a paragraph's head, outermost first.
fn heading(marks: &[Mark], paragraph: Span) -> Vec<Glyph> {
    let mut out = Vec::new();
    let mut at = paragraph.start();
    for mark in marks {
        if mark.span().start() != at || out.len() == HEADING {
            break;
        }
        at = mark.span().end();
        out.push(mark.glyph);
    }
    out
}

/// Most marks that a paragraph is looked at for at its head.
const HEADING: usize = 4;

/// Appends the quotations that pairs of marks enclose.
fn append(text: &str, paragraph: Span, marks: &[Mark], pairs: &[Pair], out: &mut Vec<Quotation>) {
    let mark = |index: usize| marks.get(index).map(Mark::span).unwrap_or_default();
    // The quotations around the next one, innermost last.
    let mut around: Vec<u32> = Vec::new();
    for pair in pairs {
        around.truncate(usize::from(pair.depth));
        let parent = around.last().copied();
        let limit = parent.and_then(|at| out.get(at as usize)).map_or(paragraph.end(), |it| it.inner.end());
        let start = mark(pair.open);
        let (end, close) = match pair.close {
            Some(close) => (mark(close).end(), mark(close).start()),
            None => (limit, limit),
        };
        around.push(out.len() as u32);
        out.push(Quotation {
            span: Span::new(start.start(), end),
            inner: Span::new(start.end(), close).trim(text),
            depth: pair.depth,
            closed: pair.close.is_some(),
            continues: None,
            speech: 0.0,
        });
    }
}

/// Ties the quotations at a paragraph's head to those that the paragraph before left open.
fn resume(open: &[usize], first: usize, paragraph: Span, out: &mut [Quotation]) {
    let mut at = paragraph.start();
    for (index, &before) in (first..).zip(open) {
        let Some(it) = out.get_mut(index).filter(|it| it.span.start() == at) else { break };
        at = it.inner.start();
        it.continues = Some(before as u32);
    }
}

//! From the marks of a text to its quotations.

use super::Quotation;
use super::glyph::Glyph;
use super::habit::Habit;
use super::pairing::{Pair, Pairing};
use super::reading::Reading;
use super::scan::{Mark, scan, tell_lines};
use super::speech;
use crate::compact::push;
use crate::language::Lexicon;
use crate::text::{AtNewlines, Layout, Paragraph, Scan, Span};

/// The quotations of a text, in order of their starts, nested ones after the one they lie in.
pub(crate) fn quotations(
    text: &str,
    paragraphs: &[Paragraph],
    layout: Layout,
    lexicon: &Lexicon,
) -> Vec<Quotation> {
    let alone = layout == Layout::SentencesAlone;
    let mut marks = Vec::new();
    let mut of_paragraph = Vec::with_capacity(paragraphs.len());
    for paragraph in paragraphs {
        let first = marks.len();
        scan(text, paragraph.span(), &mut marks);
        if alone {
            tell_lines(text, paragraph.span(), marks.get_mut(first..).unwrap_or(&mut []));
        }
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
        append(text, paragraph.span(), marks, &pairs, alone, &mut out);
        resume(&open, first, paragraph.span(), &mut out);
        open.clear();
        // One that ends with its line is over.
        let ends = |it: &Quotation| !it.closed && (!alone || it.span.end() == paragraph.span().end());
        open.extend((first..out.len()).filter(|&at| out.get(at).is_some_and(ends)));
    }
    out.shrink_to_fit();
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

/// Appends the quotations that pairs of marks enclose. Where lines are sentences `alone`, without paragraphs, one that isn't closed
/// ends before the line that goes on with it, or else with its own: a stray mark would swallow the text.
fn append(
    text: &str,
    paragraph: Span,
    marks: &[Mark],
    pairs: &[Pair],
    alone: bool,
    out: &mut Vec<Quotation>,
) {
    let mark = |index: usize| marks.get(index).map(Mark::span).unwrap_or_default();
    let first = out.len();
    let mut resumed: Vec<Option<usize>> = vec![None; if alone { pairs.len() } else { 0 }];
    for (before, pair) in pairs.iter().filter_map(|pair| Some((pair.resumes?, pair))) {
        if let Some(slot) = resumed.get_mut(before) {
            *slot = Some(mark(pair.open).start());
        }
    }
    // The quotations around the next one, innermost last.
    let mut around: Vec<u32> = Vec::new();
    for (index, pair) in pairs.iter().enumerate() {
        let start = mark(pair.open);
        around.truncate(usize::from(pair.depth));
        let end_of = |at: u32| out.get(at as usize).map_or(0, |it| it.inner.end());
        // One that ends with its line holds none of the next.
        while alone && around.last().is_some_and(|&at| end_of(at) <= start.start()) {
            around.pop();
        }
        let limit = around.last().map_or(paragraph.end(), |&at| end_of(at));
        let close = pair.close.map(mark).filter(|close| close.end() <= limit);
        let (end, inner) = match close {
            Some(close) => (close.end(), close.start()),
            None if alone && !pair.goes_on => {
                let next = resumed.get(index).copied().flatten();
                let limit = limit.min(next.unwrap_or_else(|| line_end(text, start.end(), limit)));
                let end = start.end() + text.get(start.end()..limit).unwrap_or("").trim_end().len();
                (end, end)
            }
            None => (limit, limit),
        };
        let depth = around.len() as u8;
        around.push(out.len() as u32);
        let quotation = Quotation {
            span: Span::new(start.start(), end),
            inner: Span::new(start.end(), inner).trim(text),
            depth,
            closed: close.is_some(),
            continues: pair.resumes.map(|before| (first + before) as u32),
            speech: 0.0,
        };
        push(out, quotation);
    }
}

/// Where the line of byte `at` ends, before byte `limit`.
fn line_end(text: &str, at: usize, limit: usize) -> usize {
    let newline = Scan::<AtNewlines>::new(text.as_bytes(), at).next_from(at);
    newline.map_or(limit, |newline| newline.min(limit))
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

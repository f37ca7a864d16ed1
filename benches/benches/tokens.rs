//! Words: ours beside other libraries on the same text.
//!
//! The others give the words of Unicode (UAX #29), which are coarser than tokens (`don't` is one) or finer
//! (`...` is three), and the white space between them; dropping what starts with white space is the nearest to tokens.
#![allow(missing_docs)]

mod compare;

use bstr::ByteSlice;
use criterion::{Criterion, criterion_group, criterion_main};
use icu_segmenter::WordSegmenter;
use unicode_segmentation::UnicodeSegmentation;

use crate::compare::{Library, compare, hostile};

fn inquit(text: &str) -> usize {
    inquit::tokens(text).map(|token| token.span().len()).sum()
}

fn unicode_segmentation(text: &str) -> usize {
    let words = text.split_word_bound_indices();
    words.map(|(start, word)| solid(text, start, start + word.len())).sum()
}

/// Chinese and Japanese by a dictionary.
fn icu_auto(text: &str) -> usize {
    let segmenter = WordSegmenter::new_auto(Default::default());
    between(text, segmenter.segment_str(text))
}

/// Chinese and Japanese a character at a time.
fn icu_simple(text: &str) -> usize {
    let segmenter = WordSegmenter::new_for_non_complex_scripts(Default::default());
    between(text, segmenter.segment_str(text))
}

fn bstr(text: &str) -> usize {
    let words = text.as_bytes().words_with_break_indices();
    words.map(|(start, end, _)| solid(text, start, end)).sum()
}

/// The lengths of what lies between boundaries.
fn between(text: &str, boundaries: impl Iterator<Item = usize>) -> usize {
    let mut start = 0;
    let lengths = boundaries.map(|end| {
        let len = solid(text, start, end);
        start = end;
        len
    });
    lengths.sum()
}

/// The length of a segment; 0 if it starts with white space.
fn solid(text: &str, start: usize, end: usize) -> usize {
    let space = text.as_bytes().get(start).is_none_or(u8::is_ascii_whitespace);
    if space { 0 } else { end - start }
}

const LIBRARIES: [Library; 5] = [
    ("inquit", inquit),
    ("icu_segmenter", icu_auto),
    ("icu_segmenter-simple", icu_simple),
    ("unicode-segmentation", unicode_segmentation),
    ("bstr", bstr),
];

fn tokens(criterion: &mut Criterion) {
    compare(criterion, "tokens", &LIBRARIES);
    hostile(criterion, "tokens", inquit);
}

criterion_group!(benches, tokens);
criterion_main!(benches);

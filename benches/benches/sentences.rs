//! Sentences: ours beside other libraries on the same text.
#![allow(missing_docs)]

mod compare;

use bstr::ByteSlice;
use criterion::{Criterion, criterion_group, criterion_main};
use icu_segmenter::SentenceSegmenter;
use unicode_segmentation::UnicodeSegmentation;

use crate::compare::{Library, compare, hostile};

fn inquit(text: &str) -> usize {
    inquit::sentences(text).map(|span| span.len()).sum()
}

fn icu(text: &str) -> usize {
    let segmenter = SentenceSegmenter::new(Default::default());
    let mut start = 0;
    let lengths = segmenter.segment_str(text).map(|end| end - std::mem::replace(&mut start, end));
    lengths.sum()
}

fn unicode_segmentation(text: &str) -> usize {
    text.split_sentence_bound_indices().map(|(_, sentence)| sentence.len()).sum()
}

fn bstr(text: &str) -> usize {
    text.as_bytes().sentence_indices().map(|(start, end, _)| end - start).sum()
}

/// It knows only how to collect.
fn sentencex(text: &str) -> usize {
    let sentences = sentencex::get_sentence_boundaries("en", text);
    sentences.iter().map(|sentence| sentence.end_index - sentence.start_index).sum()
}

const LIBRARIES: [Library; 5] = [
    ("inquit", inquit),
    ("icu_segmenter", icu),
    ("unicode-segmentation", unicode_segmentation),
    ("bstr", bstr),
    ("sentencex", sentencex),
];

fn sentences(criterion: &mut Criterion) {
    compare(criterion, "sentences", &LIBRARIES);
    hostile(criterion, "sentences", inquit);
}

criterion_group!(benches, sentences);
criterion_main!(benches);

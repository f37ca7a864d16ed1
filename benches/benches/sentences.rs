//! Sentences: ours beside `unicode-segmentation` on the same text.
#![allow(missing_docs)]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use inquit_benches::{ARTICLE, long_article};
use unicode_segmentation::UnicodeSegmentation;

fn sentences(criterion: &mut Criterion) {
    let long = long_article(1 << 20);
    let mut group = criterion.benchmark_group("sentences");
    for (name, text) in [("article", ARTICLE), ("1MB", long.as_str())] {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::new("inquit", name), text, |bencher, text| {
            bencher.iter(|| inquit::sentences(black_box(text)).len());
        });
        group.bench_with_input(BenchmarkId::new("unicode-segmentation", name), text, |bencher, text| {
            bencher.iter(|| black_box(text).split_sentence_bound_indices().count());
        });
    }
    group.finish();
}

criterion_group!(benches, sentences);
criterion_main!(benches);

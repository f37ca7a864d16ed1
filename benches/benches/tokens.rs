//! Words: ours beside `unicode-segmentation` on the same text.
#![allow(missing_docs)]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use inquit_benches::{ARTICLE, long_article};
use unicode_segmentation::UnicodeSegmentation;

fn tokens(criterion: &mut Criterion) {
    let long = long_article(1 << 20);
    let mut group = criterion.benchmark_group("tokens");
    for (name, text) in [("article", ARTICLE), ("1MB", long.as_str())] {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::new("inquit", name), text, |bencher, text| {
            bencher.iter(|| inquit::tokens(black_box(text)).map(|t| t.span().len()).sum::<usize>());
        });
        // Its words with the gaps between, less white space: the nearest to tokens that it has.
        group.bench_with_input(BenchmarkId::new("unicode-segmentation", name), text, |bencher, text| {
            bencher.iter(|| {
                let words = black_box(text).split_word_bound_indices();
                words.filter(|(_, word)| !word.trim_start().is_empty()).map(|(_, w)| w.len()).sum::<usize>()
            });
        });
    }
    group.finish();
}

criterion_group!(benches, tokens);
criterion_main!(benches);

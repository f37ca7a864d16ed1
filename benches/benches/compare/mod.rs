//! Libraries side by side on the same texts.

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput};
use inquit_benches::{ARTICLE, Hostile, mixed, own, prose};

/// A library: its name, and what finds the spans of a text one after the other and returns the sum of their
/// lengths. Nothing is collected but where the library can't do otherwise.
pub(crate) type Library = (&'static str, fn(&str) -> usize);

const MEGABYTE: usize = 1_000_000;

/// Measures libraries on the article, on a megabyte of prose, on one half of which is beyond ASCII, and on the
/// user's own text if there is one.
pub(crate) fn compare(criterion: &mut Criterion, group: &str, libraries: &[Library]) {
    let mut texts =
        vec![("article", ARTICLE.to_owned()), ("prose", prose(MEGABYTE)), ("mixed", mixed(MEGABYTE))];
    texts.extend(own().map(|text| ("own", text)));
    let mut group = criterion.benchmark_group(group);
    group.sample_size(15).nresamples(10_000);
    group.warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_millis(1000));
    for (name, text) in &texts {
        group.throughput(Throughput::Bytes(text.len() as u64));
        for (library, run) in libraries {
            group.bench_with_input(BenchmarkId::new(*library, name), text.as_str(), |bencher, text| {
                bencher.iter(|| run(black_box(text)));
            });
        }
    }
    group.finish();
}

/// Measures one function on each hostile text, of ten megabytes and of five: the time a byte must be the same.
pub(crate) fn hostile(criterion: &mut Criterion, group: &str, run: fn(&str) -> usize) {
    let mut group = criterion.benchmark_group(format!("{group}-hostile"));
    group.sample_size(10).nresamples(10_000).sampling_mode(SamplingMode::Flat);
    group.warm_up_time(Duration::from_millis(100)).measurement_time(Duration::from_millis(500));
    for hostile in Hostile::ALL {
        for (size, bytes) in [("10MB", 10 * MEGABYTE), ("5MB", 5 * MEGABYTE)] {
            let text = hostile.text(bytes);
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_with_input(BenchmarkId::new(hostile.name, size), text.as_str(), |bencher, text| {
                bencher.iter(|| run(black_box(text)));
            });
        }
    }
    group.finish();
}

//! The whole analysis, from text to speakers, on one thread.
#![allow(missing_docs)]

use std::hint::black_box;
use std::time::Duration;

use criterion::{
    BatchSize, BenchmarkId, Criterion, SamplingMode, Throughput, criterion_group, criterion_main,
};
use inquit::Model;
use inquit_benches::{ARTICLE, long_article};

fn analysis(criterion: &mut Criterion) {
    let models = [("rules", None), ("fast", Some(Model::fast())), ("standard", Some(Model::standard()))];
    let long = long_article(1 << 20);
    let mut group = criterion.benchmark_group("analysis");
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    group.warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2));
    for (name, text) in [("article", ARTICLE), ("1MB", long.as_str())] {
        group.throughput(Throughput::Bytes(text.len() as u64));
        for (model, weights) in &models {
            let Ok(analyzer) = inquit::Analyzer::builder().model(weights.clone()).build() else { continue };
            group.bench_with_input(BenchmarkId::new(*model, name), text, |bencher, text| {
                bencher.iter_batched(
                    || text.to_owned(),
                    |text| analyzer.analyze(black_box(text)),
                    BatchSize::LargeInput,
                );
            });
        }
    }
    group.finish();
    // Building an analyzer reads the word lists.
    criterion.bench_function("building/inquit", |bencher| bencher.iter(inquit::Analyzer::default));
}

criterion_group!(benches, analysis);
criterion_main!(benches);

//! Learned models of random weights, of the sizes that are compiled in: how many tokens a second, and how long they
//! take to load.
//!
//! Beside them, products as large as those of their layers: of 8-bit whole numbers in a loop that is left to the
//! compiler, and of 32-bit floats in `matrixmultiply`, which knows the instructions of the processor. Both count
//! multiplications with additions as elements.
#![allow(missing_docs)]

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use inquit::training::{Description, Reader};
use inquit::{Analyzer, Model};
use inquit_benches::prose;

/// The parts of a model.
struct Size {
    name: &'static str,
    stream: u32,
    piece: u32,
    hash: u32,
    pieces: u32,
    widths: &'static [u32],
}

const SIZES: [Size; 2] = [
    Size { name: "standard", stream: 256, piece: 96, hash: 24, pieces: 27_000, widths: &[3, 1, 3, 1] },
    Size { name: "fast", stream: 192, piece: 48, hash: 16, pieces: 18_000, widths: &[3, 1, 1] },
];
const LINK: u32 = 64;

/// Writes a model's file, see `rust/inquit/src/model/file.rs`.
#[derive(Default)]
struct File {
    body: Vec<u8>,
    state: u64,
}

impl File {
    fn sizes(&mut self, sizes: impl IntoIterator<Item = u32>) {
        self.body.extend(sizes.into_iter().flat_map(u32::to_le_bytes));
    }

    /// Of seven bits, so that no two add up to more than weights may.
    fn random(&mut self) -> i8 {
        self.state = self.state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
        (self.state >> 57) as i8 - 64
    }

    fn heading(&mut self, name: &str, kind: u8, rows: u32, columns: u32) {
        self.body.push(name.len() as u8);
        self.body.extend(name.bytes());
        self.body.push(kind);
        self.sizes([rows, columns]);
    }

    fn reals(&mut self, name: &str, rows: u32, columns: u32) {
        self.heading(name, 0, rows, columns);
        for _ in 0..rows * columns {
            let real = f32::from(self.random()) / 128.0;
            self.body.extend(real.to_le_bytes());
        }
    }

    fn rows(&mut self, name: &str, rows: u32, columns: u32) {
        self.heading(name, 1, rows, columns);
        let scale = 1.0 / 64.0 / (columns as f32).sqrt();
        self.body.extend((0..rows).flat_map(|_| scale.to_le_bytes()));
        for _ in 0..rows * columns {
            let whole = self.random();
            self.body.extend(whole.to_le_bytes());
        }
    }

    fn matrix(&mut self, name: &str, rows: u32, columns: u32) {
        self.rows(&format!("{name}.weights"), rows, columns);
        self.reals(&format!("{name}.bias"), 1, rows);
    }

    fn norm(&mut self, name: &str, width: u32) {
        self.reals(&format!("{name}.gain"), 1, width);
        self.reals(&format!("{name}.bias"), 1, width);
    }

    /// The body with what stands before it.
    fn finish(self) -> Vec<u8> {
        let mut sum = u32::MAX;
        for byte in &self.body {
            sum ^= u32::from(*byte);
            for _ in 0..8 {
                sum = (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg());
            }
        }
        let (version, length) = (4_u32.to_le_bytes(), (self.body.len() as u64).to_le_bytes());
        [b"\x89inquit\n", &version[..], &(!sum).to_le_bytes(), &length, &self.body].concat()
    }
}

/// The file of a model of random weights.
fn file(size: &Size, features: u32) -> Vec<u8> {
    let (width, hashes) = (size.stream, 8192);
    let mut file = File::default();
    file.sizes([width, size.piece, size.hash, LINK, features, hashes, size.pieces, size.widths.len() as u32]);
    file.sizes(size.widths.iter().copied());
    // It reads what other stages find, tells no names, and is for one language.
    file.sizes([0, 0, 1]);
    file.body.extend(b"\x03eng");
    let pieces: Vec<String> = (0..size.pieces).map(piece).collect();
    file.body.extend(pieces.iter().map(|piece| piece.len() as u8));
    file.body.extend(pieces.iter().flat_map(|piece| piece.bytes()));
    file.rows("pieces", size.pieces, size.piece);
    file.rows("hashes", hashes, size.hash);
    file.matrix("input", width, size.piece + size.hash);
    file.rows("features", features, width);
    for (number, tokens) in size.widths.iter().enumerate() {
        file.norm(&format!("layers.{number}.norm"), width);
        file.matrix(&format!("layers.{number}"), 3 * width, tokens * width);
    }
    file.norm("norm", width);
    file.matrix("tags", 7, width);
    file.reals("transitions", 7, 7);
    file.reals("begin", 1, 7);
    file.matrix("queries", 3 * LINK, width);
    file.matrix("keys", 3 * LINK, width);
    file.reals("none", 3, LINK);
    file.reals("none.bias", 1, 3);
    file.reals("distances", 3, 36);
    file.reals("confidence", 1, Reader::SIGNALS + 1);
    file.finish()
}

/// Every piece of one to three letters, and of four letters as many as there have to be; every other one goes on
/// with a word.
fn piece(number: u32) -> String {
    let mut rest = number / 2;
    let mut piece = String::from(if number.is_multiple_of(2) { "" } else { "##" });
    loop {
        piece.push(char::from(b'a' + (rest % 26) as u8));
        rest /= 26;
        if rest == 0 {
            return piece;
        }
        rest -= 1;
    }
}

fn described(file: &[u8], size: &Size, text: &str) -> (Model, Description) {
    let pieces: Vec<String> = (0..size.pieces).map(piece).collect();
    let reader = Reader::new(Analyzer::default(), pieces.iter().map(String::as_str));
    let model = Model::from_bytes(file).unwrap_or_else(|error| unreachable!("{error}"));
    (model, reader.read(text))
}

fn models(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("model");
    group.sample_size(10).nresamples(10_000).sampling_mode(SamplingMode::Flat);
    group.warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_millis(2000));
    let text = prose(100_000);
    for size in &SIZES {
        let file = file(size, Reader::FEATURES.into());
        let (model, description) = described(&file, size, &text);
        group.throughput(Throughput::Elements(description.tokens.len() as u64));
        group.bench_with_input(
            BenchmarkId::new("tokens", size.name),
            &description,
            |bencher, description| {
                bencher.iter(|| black_box(description).read_by(&model));
            },
        );
        group.throughput(Throughput::Bytes(file.len() as u64));
        group.bench_with_input(BenchmarkId::new("load", size.name), &file, |bencher, file| {
            bencher.iter(|| Model::from_bytes(black_box(file)));
        });
    }
    group.finish();
}

/// Tokens of a window.
const TOKENS: usize = 512;

fn products(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("product");
    group.sample_size(10).nresamples(10_000).sampling_mode(SamplingMode::Flat);
    group.warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_millis(1000));
    for size in &SIZES {
        let width = size.stream as usize;
        group.throughput(Throughput::Elements((TOKENS * 3 * width * width) as u64));
        let (rows, tokens) = (vec![3_i8; 3 * width * width], vec![-5_i8; TOKENS * width]);
        group.bench_function(BenchmarkId::new("i8-plain", size.name), |bencher| {
            bencher.iter(|| plain(black_box(&rows), black_box(&tokens), width));
        });
        let (rows, tokens) = (vec![0.3_f32; 3 * width * width], vec![-0.5_f32; TOKENS * width]);
        let mut out = vec![0.0; TOKENS * 3 * width];
        group.bench_function(BenchmarkId::new("f32-matrixmultiply", size.name), |bencher| {
            bencher.iter(|| float(black_box(&rows), black_box(&tokens), width, &mut out));
        });
    }
    group.finish();
}

/// Each row's product with each token.
fn plain(rows: &[i8], tokens: &[i8], width: usize) -> Vec<i32> {
    let product = |(row, token): (&[i8], &[i8])| {
        row.iter().zip(token).map(|(&row, &token)| i32::from(row) * i32::from(token)).sum()
    };
    let tokens = tokens.chunks_exact(width);
    tokens.flat_map(|token| rows.chunks_exact(width).map(move |row| product((row, token)))).collect()
}

// The crate takes pointers.
#[allow(unsafe_code)]
fn float(rows: &[f32], tokens: &[f32], width: usize, out: &mut [f32]) {
    assert!(
        rows.len() == 3 * width * width && tokens.len() == TOKENS * width && out.len() == 3 * TOKENS * width
    );
    let (one, width_of_out) = (1, 3 * width as isize);
    let stride = width as isize;
    // SAFETY: the lengths are those that the strides say.
    unsafe {
        matrixmultiply::sgemm(
            TOKENS,
            width,
            3 * width,
            1.0,
            tokens.as_ptr(),
            stride,
            one,
            rows.as_ptr(),
            one,
            stride,
            0.0,
            out.as_mut_ptr(),
            width_of_out,
            one,
        );
    }
}

criterion_group!(benches, models, products);
criterion_main!(benches);

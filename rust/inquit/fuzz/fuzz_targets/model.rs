//! Any file as a model: it is refused, or reads a text. Headings are mended, so that what lies behind the checksum is
//! reached.
#![no_main]

mod invariants;

use inquit::{Analyzer, Model};
use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;

const TINY: &[u8] = include_bytes!("../../testdata/model/tiny.bin");
/// Bytes of a file before its body.
const HEADING: usize = 24;
/// Kinds of quotes, sentences and paragraphs.
const TEXT: &str = "SARNHOLM - The minister, Ann Lee, said that the bridge would open in May. “It is late,” she said. \
    “Use it.”\n\nAccording to Bo Carter, an engineer who isn't “sure”, it won't: “No.” They told reporters so.";

/// A file.
#[derive(Arbitrary, Debug)]
enum File<'a> {
    /// These bytes.
    Raw(&'a [u8]),
    /// A heading and these bytes.
    Body(&'a [u8]),
    /// The model of the tests with changes.
    Changed(Vec<Change<'a>>),
    /// A model of these sizes, and numbers that are made of some bytes.
    Sized { sizes: Sizes, bytes: &'a [u8] },
}

/// A change of a body.
#[derive(Arbitrary, Debug)]
enum Change<'a> {
    Byte { at: u16, to: u8 },
    Bytes { at: u16, to: [u8; 4] },
    Insert { at: u16, bytes: &'a [u8] },
    Remove { at: u16, count: u8 },
}

#[derive(Arbitrary, Debug)]
struct Sizes {
    stream: u8,
    piece: u8,
    hash: u8,
    link: u8,
    features: u8,
    hashes: u8,
    pieces: u8,
    layers: [u8; 3],
    /// Whether real numbers are of the sizes that training gives, or of all.
    plain: bool,
}

impl File<'_> {
    fn bytes(self) -> Vec<u8> {
        match self {
            Self::Raw(bytes) => bytes.to_vec(),
            Self::Body(body) => headed(body),
            Self::Changed(changes) => {
                let body = TINY[HEADING..].to_vec();
                headed(&changes.into_iter().fold(body, |body, change| change.made(body)))
            }
            Self::Sized { sizes, bytes } => headed(&sizes.body(bytes)),
        }
    }
}

/// The file with this body.
fn headed(body: &[u8]) -> Vec<u8> {
    let length = (body.len() as u64).to_le_bytes();
    [&TINY[..12], &crc32fast::hash(body).to_le_bytes(), &length, body].concat()
}

impl Change<'_> {
    fn made(self, mut body: Vec<u8>) -> Vec<u8> {
        let put = |body: &mut Vec<u8>, at: u16, to: &[u8]| {
            body.iter_mut().skip(at.into()).zip(to).for_each(|(byte, to)| *byte = *to);
        };
        match self {
            Self::Byte { at, to } => put(&mut body, at, &[to]),
            Self::Bytes { at, to } => put(&mut body, at, &to),
            Self::Insert { at, bytes } => {
                let at = body.len().min(at.into());
                body.splice(at..at, bytes.iter().copied());
            }
            Self::Remove { at, count } => {
                let at = body.len().min(at.into());
                body.drain(at..body.len().min(at + usize::from(count)));
            }
        }
        body
    }
}

impl Sizes {
    /// A body of these sizes, or of some near them that a model can have.
    fn body(&self, bytes: &[u8]) -> Vec<u8> {
        let size = |byte: u8, most: usize| usize::from(byte) % most + 1;
        let (d, l) = (32 * size(self.stream, 4), 16 * size(self.link, 3));
        let (e, h) = (size(self.piece, 40), size(self.hash, 40));
        let (features, hashes, pieces) =
            (size(self.features, 64), size(self.hashes, 64), size(self.pieces, 64));
        let more = self.layers.iter().filter_map(|layer| [None, Some(1), Some(3)][usize::from(layer % 3)]);
        let widths: Vec<usize> = std::iter::once(3).chain(more).collect();
        let numbers = [d, e, h, l, features, hashes, pieces, widths.len()];
        let from = bytes.iter().chain(&[1]).copied().cycle();
        let mut body = Body { bytes: Vec::new(), plain: self.plain, from };
        for number in numbers.iter().chain(&widths) {
            body.number(*number);
        }
        body.bytes.extend(std::iter::repeat_n(1, pieces));
        body.bytes.extend((b'!'..).cycle().filter(u8::is_ascii).take(pieces));
        body.whole("pieces", pieces, e);
        body.whole("hashes", hashes, h);
        body.matrix("input", d, e + h);
        body.whole("features", features, d);
        for (layer, width) in widths.iter().enumerate() {
            body.real(&format!("layers.{layer}.norm.gain"), 1, d);
            body.real(&format!("layers.{layer}.norm.bias"), 1, d);
            body.matrix(&format!("layers.{layer}"), 3 * d, width * d);
        }
        body.real("norm.gain", 1, d);
        body.real("norm.bias", 1, d);
        body.matrix("tags", 7, d);
        body.real("transitions", 7, 7);
        body.real("begin", 1, 7);
        body.matrix("queries", 3 * l, d);
        body.matrix("keys", 3 * l, d);
        body.real("none", 3, l);
        body.real("none.bias", 1, 3);
        body.real("distances", 3, 36);
        body.real("confidence", 1, 27);
        body.bytes
    }
}

/// A body, and what its numbers are made of.
struct Body<I> {
    bytes: Vec<u8>,
    plain: bool,
    from: I,
}

impl<I: Iterator<Item = u8>> Body<I> {
    fn number(&mut self, number: usize) {
        self.bytes.extend((number as u32).to_le_bytes());
    }

    fn name(&mut self, name: &str, kind: u8, rows: usize, columns: usize) {
        self.bytes.push(name.len() as u8);
        self.bytes.extend(name.bytes().chain([kind]));
        self.number(rows);
        self.number(columns);
    }

    fn reals(&mut self, count: usize) {
        for _ in 0..count {
            let bytes = [(); 4].map(|()| self.from.next().unwrap_or_default());
            let any = f32::from_le_bytes(bytes);
            let plain = f32::from(bytes[0] as i8) / 32.0;
            let real = if !self.plain && any.is_finite() { any } else { plain };
            self.bytes.extend(real.to_le_bytes());
        }
    }

    fn real(&mut self, name: &str, rows: usize, columns: usize) {
        self.name(name, 0, rows, columns);
        self.reals(rows * columns);
    }

    fn whole(&mut self, name: &str, rows: usize, columns: usize) {
        self.name(name, 1, rows, columns);
        self.reals(rows);
        self.bytes.extend(self.from.by_ref().take(rows * columns));
    }

    fn matrix(&mut self, name: &str, rows: usize, columns: usize) {
        self.whole(&format!("{name}.weights"), rows, columns);
        self.real(&format!("{name}.bias"), 1, rows);
    }
}

fuzz_target!(|file: File| {
    let sized = matches!(file, File::Sized { .. });
    let model = Model::from_bytes(&file.bytes());
    assert!(model.is_ok() || !sized, "{:?}", model.err());
    if let Ok(model) = model {
        let builder = Analyzer::builder().language("eng").model(model).min_confidence(0.0);
        invariants::assert_holds(&builder.build().expect("options that are right").analyze(TEXT));
    }
});

//! The engine against a second one, written in Python (`training/model_file.py`), on a small model of random weights.
//! Both use the same operations in the same order, so scores must be the same to the bit.

use std::sync::atomic::{AtomicBool, Ordering};

use proptest::prelude::*;
use serde_json::Value;

use super::encoder::{Encoded, Encoder};
use super::inputs::{HASHES, Inputs};
use super::link::Link;
use super::window::windows;
use super::{Model, chain::Scores};

const MODEL: &[u8] = include_bytes!("../../testdata/model/tiny.bin");
const CASES: &str = include_str!("../../testdata/model/tiny.json");

fn numbers<'v>(list: &'v Value) -> impl Iterator<Item = f64> + 'v {
    list.as_array().unwrap().iter().map(|number| number.as_f64().unwrap())
}

/// Lists one after the other, and where each ends.
fn joined<T>(lists: &Value, number: impl Fn(f64) -> T) -> (Vec<T>, Vec<u32>) {
    let (mut all, mut ends) = (Vec::new(), Vec::new());
    for list in lists.as_array().unwrap() {
        all.extend(numbers(list).map(&number));
        ends.push(all.len() as u32);
    }
    (all, ends)
}

fn inputs(case: &Value) -> Inputs {
    let (pieces, piece_ends) = joined(&case["pieces"], |piece| piece as u32);
    let (active, active_ends) = joined(&case["active"], |feature| feature as u16);
    let (hashes, _) = joined(&case["hashes"], |hash| hash as u16);
    let starts = |name: &str| numbers(&case[name]).map(|start| start as u32).collect();
    let hashes = hashes.as_chunks::<HASHES>().0.to_vec();
    let (sentences, paragraphs) = (starts("sentences"), starts("paragraphs"));
    Inputs { pieces, piece_ends, hashes, active, active_ends, sentences, paragraphs }
}

pub(super) fn model() -> Model {
    Model::from_bytes(MODEL).unwrap()
}

/// A text of several windows.
pub(super) fn long_inputs() -> Inputs {
    let cases: Vec<Value> = serde_json::from_str(CASES).unwrap();
    inputs(&cases[2]["inputs"])
}

/// The scores of each token's tags.
fn scores(model: &Model, inputs: &Inputs) -> Vec<Scores> {
    let mut encoder = Encoder::new(&model.weights);
    let windows = windows(inputs.hashes.len(), &inputs.sentences, &inputs.paragraphs);
    let of = |window| {
        let mut encoded = Encoded::default();
        let scores = encoder.window(&window, inputs, 0, &mut encoded);
        scores.map(|(tags, _)| *tags).collect::<Vec<_>>()
    };
    windows.map(of).collect::<Vec<_>>().concat()
}

#[test]
fn nothing_is_read_once_it_is_stopped() {
    let (model, inputs, stop) = (model(), long_inputs(), AtomicBool::new(false));
    let mut reading = model.read(&inputs, &stop);
    assert!(reading.advance());
    stop.store(true, Ordering::Relaxed);
    assert!(!reading.advance());
    assert!(!reading.tags.is_empty() && reading.tags.len() < inputs.hashes.len());
}

#[test]
fn scores_are_those_of_the_reference() {
    let model = model();
    let cases: Vec<Value> = serde_json::from_str(CASES).unwrap();
    assert_eq!(cases.len(), 3);
    for case in &cases {
        let (inputs, expected) = (inputs(&case["inputs"]), &case["expected"]);
        let all = scores(&model, &inputs);
        let every = expected["every"].as_u64().unwrap() as usize;
        let rows = expected["scores"].as_array().unwrap();
        assert_eq!(all.iter().step_by(every).count(), rows.len());
        for (scores, row) in all.iter().step_by(every).zip(rows) {
            assert_eq!(scores.to_vec(), numbers(row).map(|score| score as f32).collect::<Vec<_>>());
        }
        let stop = AtomicBool::new(false);
        let mut reading = model.read(&inputs, &stop);
        while reading.advance() {}
        let tags: String = reading.tags.iter().map(|tag| (*tag as usize).to_string()).collect();
        assert_eq!(tags, expected["tags"].as_str().unwrap());
        for (likelihood, expected) in
            reading.likelihoods.iter().step_by(every).zip(numbers(&expected["likelihoods"]))
        {
            assert!((f64::from(*likelihood) - expected).abs() < 1e-5, "{likelihood} {expected}");
        }
        for link in expected["links"].as_array().unwrap() {
            let link: Vec<f64> = numbers(link).collect();
            let kind = [Link::ContentToCue, Link::ContentToSource, Link::CueToSource][link[0] as usize];
            let (from, to) = (link[1] as usize, link[2] as usize);
            let odds = reading.odds(&[(kind, from..from + 1)], &[to..to + 1]);
            assert_eq!(odds.only(), link[3] as f32);
        }
    }
}

/// The model, once more.
fn file() -> Vec<u8> {
    MODEL.to_vec()
}

#[test]
fn a_part_of_a_file_is_no_model() {
    for length in 0..MODEL.len() {
        assert!(Model::from_bytes(&MODEL[..length]).is_err(), "{length}");
    }
    let mut longer = file();
    longer.push(0);
    assert!(Model::from_bytes(&longer).is_err());
}

#[test]
fn a_changed_byte_is_noticed() {
    let mut file = file();
    for at in 0..file.len() {
        file[at] ^= 1 << (at % 8);
        assert!(Model::from_bytes(&file).is_err(), "{at}");
        file[at] ^= 1 << (at % 8);
    }
}

/// Gives a changed file the checksum and the length that it must have.
fn sealed(mut file: Vec<u8>) -> Vec<u8> {
    let length = (file.len() - 24) as u64;
    let checksum = super::checksum::crc32(&file[24..]);
    file[12..16].copy_from_slice(&checksum.to_le_bytes());
    file[16..24].copy_from_slice(&length.to_le_bytes());
    file
}

#[test]
fn errors_say_what_is_wrong() {
    let error = |file: &[u8]| Model::from_bytes(file).unwrap_err().to_string();
    assert_eq!(error(b"%PDF-1.7"), "can't be used as a model: it doesn't begin as one");
    let (mut newer, mut damaged, mut wide) = (file(), file(), file());
    newer[8] = 5;
    assert_eq!(error(&newer), "can't be used as a model: it is of version 5; this library reads version 4");
    damaged[1000] ^= 1;
    assert_eq!(error(&damaged), "can't be used as a model: it is damaged: its checksum is another");
    wide[24] = 33;
    assert_eq!(
        error(&sealed(wide)),
        "can't be used as a model: width of the stream isn't a multiple of 32: 33"
    );
    let cut = file()[..9000].to_vec();
    assert_eq!(error(&sealed(cut)), "can't be used as a model: it ends within: layers.0.weights");
    let mut large = file();
    // Behind the name stand the kind, rows and columns, and a factor for each of seven rows.
    let tags = large.windows(12).position(|name| name == b"tags.weights").unwrap() + 12 + 9 + 4 * 7;
    large[tags + 32 + 6..][..2].copy_from_slice(&[100, 29]);
    assert_eq!(
        error(&sealed(large)),
        "can't be used as a model: tensor `tags.weights`: two neighbours in row 1 add up to more than 128"
    );
    let missing = Model::open("no/such/file").unwrap_err();
    assert_eq!(missing.kind(), crate::ErrorKind::BadModel);
    assert!(missing.value().starts_with("no/such/file: "), "{missing}");
}

#[test]
fn a_confidence_that_is_no_number_is_none() {
    let mut file = file();
    let weights = file.len() - 4 * (super::SIGNALS + 1);
    for (four, weight) in file[weights..].as_chunks_mut::<4>().0.iter_mut().zip([f32::MAX, f32::MIN]) {
        *four = weight.to_le_bytes();
    }
    let model = Model::from_bytes(&sealed(file)).unwrap();
    assert_eq!(model.confidence(&[2.0; super::SIGNALS]), 0.0);
}

proptest! {
    /// Someone's own file, right in its checksum alone.
    #[test]
    fn any_model_reads_any_inputs(
        changes in proptest::collection::vec((24..400_usize, any::<u8>()), 0..4),
        more in proptest::collection::vec((24..MODEL.len(), any::<u8>()), 0..40),
        pieces in proptest::collection::vec(any::<u32>(), 0..40),
        piece_ends in proptest::collection::vec(0..50_u32, 0..40),
        hashes in proptest::collection::vec(proptest::array::uniform8(any::<u16>()), 0..40),
        starts in proptest::collection::vec(any::<u32>(), 0..4),
        from in 0..50_usize,
        to in 0..50_usize,
    ) {
        let mut file = file();
        for (at, byte) in changes.into_iter().chain(more) {
            file[at] = byte;
        }
        if let Ok(model) = Model::from_bytes(&sealed(file)) {
            let active = pieces.iter().map(|&piece| piece as u16).collect();
            let inputs = Inputs {
                pieces, active, active_ends: piece_ends.clone(), piece_ends, hashes,
                sentences: starts.clone(), paragraphs: starts,
            };
            let stop = AtomicBool::new(false);
            let mut reading = model.read(&inputs, &stop);
            while reading.advance() {}
            prop_assert_eq!(reading.tags.len(), inputs.hashes.len());
            prop_assert!(reading.likelihoods.iter().all(|likelihood| (0.0..=1.0).contains(likelihood)));
            let candidates = [to..to + 3, from..to, to..from, usize::MAX - 1..usize::MAX];
            reading.odds(&[(Link::ContentToCue, from..to)], &candidates).share(|_| true);
            reading.odds(&[(Link::ContentToSource, from..to), (Link::CueToSource, to..from)], &candidates).share(|_| true);
        }
    }
}

//! The kernels of processors against the one for any machine: all write the same sums, and only where they may.
#![no_main]

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;

/// How much there is of everything, whether it fits together or not, and the bytes that it is made of.
#[derive(Arbitrary, Debug)]
struct Case<'a> {
    steps: u8,
    tokens: u16,
    sums: u8,
    start: [[i32; 16]; 3],
    bytes: &'a [u8],
}

fuzz_target!(|case: Case| {
    let Case { steps, tokens, sums, start, bytes } = case;
    let mut bytes = bytes.iter().chain(&[0x80]).copied().cycle();
    let mut next = || bytes.next().unwrap_or_default();
    let mut pair = || {
        let [a, b] = [next() as i8, next() as i8];
        // Two neighbours of a model's weights never add up to more.
        if (i16::from(a) + i16::from(b)).abs() > 128 { [a, !b] } else { [a, b] }
    };
    let mut four = || {
        let ([a, b], [c, d]) = (pair(), pair());
        [a, b, c, d]
    };
    let weights: Vec<_> = (0..steps).map(|_| [(); 3].map(|()| [(); 16].map(|()| four()))).collect();
    let tiles: Vec<_> = (0..tokens % 1024).map(|_| [(); 8].map(|()| [(); 4].map(|()| next()))).collect();
    // A model's own starts lie far from where sums leave 32 bits.
    let start = start.map(|rows| rows.map(|row| row / 2));
    let out = vec![[[7; 16]; 3]; sums.into()];
    let all = inquit::kernels(&start, &weights, &tiles, &out);
    for sums in &all {
        assert_eq!(Some(sums), all.first());
    }
});

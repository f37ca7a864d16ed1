//! A scan for the few bytes of a text that matter, 64 at a time.

use wide::u8x16;

use super::lanes::{BLOCK, READ, below, bits, block};

/// Which bytes of a block to stop at.
pub(crate) trait Stops {
    /// Those of ASCII.
    fn ascii(bytes: u8x16) -> u8x16;
    /// Those that begin a character beyond ASCII, in a block that has such.
    fn beyond(block: &[u8; READ]) -> u64;
}

/// The places in a text where a kind of [`Stops`] stops, in order.
///
/// It takes a fraction of a nanosecond a byte.
#[derive(Clone, Debug)]
pub(crate) struct Scan<'t, S> {
    bytes: &'t [u8],
    /// Where the block begins whose stops are in `mask`.
    base: usize,
    /// The stops of the block that weren't given yet.
    mask: u64,
    stops: std::marker::PhantomData<S>,
}

impl<'t, S: Stops> Scan<'t, S> {
    /// The stops from byte `from` on.
    pub(crate) fn new(bytes: &'t [u8], from: usize) -> Self {
        Self { bytes, base: from, mask: stops::<S>(bytes, from), stops: std::marker::PhantomData }
    }

    /// The next stop at or behind byte `from`, which never goes back.
    #[inline]
    pub(crate) fn next_from(&mut self, from: usize) -> Option<usize> {
        if from >= self.base + BLOCK {
            *self = Self::new(self.bytes, from);
        } else if from > self.base {
            self.mask &= u64::MAX << (from - self.base);
        }
        while self.mask == 0 {
            self.base += BLOCK;
            if self.base >= self.bytes.len() {
                self.base = self.bytes.len();
                return None;
            }
            self.mask = stops::<S>(self.bytes, self.base);
        }
        Some(self.base + self.mask.trailing_zeros() as usize)
    }
}

/// The stops of the block that begins at `base`.
#[inline]
fn stops<S: Stops>(bytes: &[u8], base: usize) -> u64 {
    match bytes.get(base..).unwrap_or(&[]).first_chunk() {
        Some(block) => stops_of::<S>(block),
        None => last_stops::<S>(bytes, base),
    }
}

/// The stops of a block at the end of a text, which is less than a whole one.
#[cold]
fn last_stops<S: Stops>(bytes: &[u8], base: usize) -> u64 {
    let mut room = None;
    let (block, len) = block(bytes, base, &mut room);
    // Beyond the end nothing stops, whatever a zero does.
    stops_of::<S>(block) & below(len)
}

/// The stops of a block.
#[inline(always)]
fn stops_of<S: Stops>(block: &[u8; READ]) -> u64 {
    let (mut mask, mut all) = (0, u8x16::ZERO);
    for (i, &part) in block.as_chunks().0.iter().enumerate() {
        let bytes = u8x16::new(part);
        mask |= u64::from(bits(S::ascii(bytes))) << (16 * i);
        all |= bytes;
    }
    // Most blocks of most texts have nothing beyond ASCII.
    if bits(all) == 0 { mask } else { mask | S::beyond(block) }
}

#[cfg(test)]
mod tests {
    use super::super::lanes::{ask, is};
    use super::*;

    #[derive(Clone, Debug)]
    struct Dots;
    impl Stops for Dots {
        fn ascii(bytes: u8x16) -> u8x16 {
            is(bytes, b'.')
        }
        fn beyond(block: &[u8; READ]) -> u64 {
            ask(block, |byte, next, after| is(byte, 0xE2) & is(next, 0x80) & is(after, 0xA6))
        }
    }

    #[test]
    fn stops_are_found_wherever_they_fall_in_a_block() {
        for pad in 0..140 {
            let text = format!("{}.é…{}.", "x".repeat(pad), "y".repeat(150 - pad));
            let mut scan = Scan::<Dots>::new(text.as_bytes(), 0);
            let (mut at, mut found) = (0, Vec::new());
            while let Some(stop) = scan.next_from(at) {
                found.push(stop);
                at = stop + 1;
            }
            assert_eq!(found, [pad, pad + 3, text.len() - 1]);
        }
    }

    #[test]
    fn a_scan_can_leap_over_blocks() {
        let text = format!("{}.{}.", ".".repeat(100), "x".repeat(100));
        let mut scan = Scan::<Dots>::new(text.as_bytes(), 0);
        assert_eq!(scan.next_from(70), Some(70));
        assert_eq!(scan.next_from(101), Some(201));
        assert_eq!(scan.next_from(202), None);
        assert_eq!(scan.next_from(202), None);
    }
}

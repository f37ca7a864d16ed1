//! A scan for the few bytes of a text that matter, 64 at a time.

/// Bytes that are looked at together.
pub(crate) const BLOCK: usize = 64;

/// Gathers the highest bits of bytes into a word: bit `i` is that of `bytes[i]`.
#[inline]
fn pack(bytes: &[u8; BLOCK]) -> u64 {
    let (sixteens, _) = bytes.as_chunks::<16>();
    let mut word = 0;
    for (i, sixteen) in sixteens.iter().enumerate() {
        word |= u64::from(wide::u8x16::new(*sixteen).to_bitmask()) << (16 * i);
    }
    word
}

/// Which bytes of a block to stop at, told from each byte and the two behind it.
pub(crate) trait Stops {
    /// Whether to stop at a byte of ASCII.
    fn ascii(byte: u8) -> bool;
    /// Whether to stop at a byte, in a block that isn't all ASCII. `next` and `after` are the two bytes
    /// behind it.
    fn any(byte: u8, next: u8, after: u8) -> bool;
}

/// The places in a text where a kind of [`Stops`] stops, in order.
///
/// Loops without branches over fixed blocks are what compilers turn into vector instructions; the scan
/// takes a fraction of a nanosecond a byte without any unsafe code.
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
        Self { bytes, base: from, mask: block::<S>(bytes, from), stops: std::marker::PhantomData }
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
            self.mask = block::<S>(self.bytes, self.base);
        }
        Some(self.base + self.mask.trailing_zeros() as usize)
    }
}

/// The stops of the block that begins at `base`.
#[inline]
fn block<S: Stops>(bytes: &[u8], base: usize) -> u64 {
    let rest = bytes.get(base..).unwrap_or(&[]);
    match rest.first_chunk::<{ BLOCK + 2 }>() {
        Some(block) => mask::<S>(block),
        None => {
            let mut block = [0; BLOCK + 2];
            let len = rest.len().min(block.len());
            for (to, from) in block.iter_mut().zip(rest) {
                *to = *from;
            }
            // Beyond the end nothing stops, whatever a zero does.
            mask::<S>(&block) & if len < BLOCK { !(u64::MAX << len) } else { u64::MAX }
        }
    }
}

#[inline]
fn mask<S: Stops>(block: &[u8; BLOCK + 2]) -> u64 {
    let mut flags = [0; BLOCK];
    let all = block.iter().take(BLOCK).fold(0, |all, byte| all | byte);
    if all < 128 {
        for (flag, &byte) in flags.iter_mut().zip(block) {
            *flag = if S::ascii(byte) { 255 } else { 0 };
        }
    } else {
        let (next, after) = (block.iter().skip(1), block.iter().skip(2));
        for (((flag, &byte), &next), &after) in flags.iter_mut().zip(block).zip(next).zip(after) {
            *flag = if S::any(byte, next, after) { 255 } else { 0 };
        }
    }
    pack(&flags)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Debug)]
    struct Dots;
    impl Stops for Dots {
        fn ascii(byte: u8) -> bool {
            byte == b'.'
        }
        fn any(byte: u8, next: u8, after: u8) -> bool {
            (byte == b'.') | (byte == 0xE2) & (next == 0x80) & (after == 0xA6)
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

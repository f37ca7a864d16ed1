//! What the trees read of one candidate: small numbers, by their place.

/// So many numbers a row can have; a tree names each with a byte.
pub(super) const WIDTH: usize = 255;

/// The numbers of one candidate.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    values: [u8; WIDTH],
    len: u8,
}

impl Row {
    pub(super) const fn new() -> Self {
        Self { values: [0; WIDTH], len: 0 }
    }

    #[inline]
    pub(super) fn push(&mut self, value: u8) {
        if let Some(slot) = self.values.get_mut(usize::from(self.len)) {
            *slot = value;
            self.len += 1;
        }
    }

    /// A yes or no.
    #[inline]
    pub(super) fn flag(&mut self, value: bool) {
        self.push(u8::from(value));
    }

    /// A number that may be below 0.
    #[inline]
    pub(super) fn signed(&mut self, value: i32) {
        self.push((128 + value.clamp(-127, 127)) as u8);
    }

    /// A small number.
    #[inline]
    pub(super) fn few(&mut self, value: usize, cap: u8) {
        self.push(value.min(usize::from(cap)) as u8);
    }

    /// A number whose size alone counts.
    #[inline]
    pub(super) fn size(&mut self, value: usize) {
        self.push(size(value));
    }

    /// How likely something is.
    #[inline]
    pub(super) fn likely(&mut self, p: f32) {
        self.push(likelihood(p));
    }

    #[inline]
    pub(super) fn get(&self, feature: u8) -> u8 {
        self.values.get(usize::from(feature)).copied().unwrap_or(0)
    }

    /// All of them.
    #[cfg(any(test, feature = "training"))]
    pub(super) fn values(&self) -> &[u8] {
        self.values.get(..usize::from(self.len)).unwrap_or(&[])
    }
}

/// Numbers below 8 as they are, beyond them four steps for each doubling.
pub(super) fn size(value: usize) -> u8 {
    match value {
        0..8 => value as u8,
        _ => {
            let doublings = value.ilog2() as usize;
            (8 + 4 * (doublings - 3) + (value >> (doublings - 2) & 3)).min(255) as u8
        }
    }
}

/// A probability in 256 steps that are fine at both ends.
pub(super) fn likelihood(p: f32) -> u8 {
    const WHOLE: usize = 1 << 16;
    let of = ((p.clamp(0.0, 1.0) * WHOLE as f32) as usize).min(WHOLE);
    if 2 * of <= WHOLE { size(of) } else { 255 - size(WHOLE - of) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn larger_numbers_are_no_smaller() {
        let sizes: Vec<u8> = (0..5000).map(size).collect();
        assert!(sizes.is_sorted() && sizes[7] < sizes[8] && sizes[4096] == 8 + 36);
        let steps: Vec<u8> = (0..=1000).map(|p| likelihood(p as f32 / 1000.0)).collect();
        assert!(steps.is_sorted() && steps[0] == 0 && steps[1000] == 255);
        assert!(size(usize::MAX) < 255);
    }
}

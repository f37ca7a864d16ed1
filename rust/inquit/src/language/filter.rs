//! A quick no to the question whether a word is in a list.

/// Bits that tell most words from those of a list, by their length, their first letter and their last two alone: a Bloom filter
/// of one hash (B. H. Bloom, “Space/time trade-offs in hash coding with allowable errors”, 1970).
#[derive(Clone, Debug)]
pub(crate) struct Filter([u64; Filter::WORDS]);

impl Filter {
    const WORDS: usize = 1024;

    /// The filter of a list.
    pub(crate) fn new<'w>(words: impl IntoIterator<Item = &'w (impl AsRef<[u8]> + ?Sized + 'w)>) -> Self {
        let mut filter = [0; Self::WORDS];
        for word in words {
            let key = key(word.as_ref());
            if let Some(bits) = filter.get_mut(key >> 6) {
                *bits |= 1 << (key & 63);
            }
        }
        Self(filter)
    }

    /// Whether the list may have a word, whatever the case of its ASCII letters: no if this says no.
    #[inline]
    pub(crate) fn has(&self, word: &[u8]) -> bool {
        let key = key(word);
        self.0.get(key >> 6).is_none_or(|bits| bits >> (key & 63) & 1 == 1)
    }
}

/// A number below 65,536 for a word, by D. E. Knuth's multiplicative hashing (“The Art of Computer Programming”, 6.4).
#[inline]
fn key(word: &[u8]) -> usize {
    let letter = |byte: Option<&u8>| u32::from(byte.copied().unwrap_or(0) & 31);
    let last = |back: usize| letter(word.len().checked_sub(back).and_then(|at| word.get(at)));
    let shape = last(1) | last(2) << 5 | letter(word.first()) << 10 | (word.len().min(31) as u32) << 15;
    (shape.wrapping_mul(0x9E37_79B1) >> 16) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_the_list_passes_and_most_else_does_not() {
        let filter = Filter::new(["inc", "approx", "д-р"]);
        for word in ["inc", "INC", "Approx", "д-р"] {
            assert!(filter.has(word.as_bytes()), "{word}");
        }
        for word in ["", "in", "bridge", "appro", "д-к"] {
            assert!(!filter.has(word.as_bytes()), "{word}");
        }
    }
}

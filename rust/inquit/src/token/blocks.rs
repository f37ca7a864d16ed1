//! Which bytes are parts of words, 64 at a time.

use crate::text::{BLOCK, pack};

/// The bytes of a block of text that are parts of words: a bit each.
///
/// Bytes of ASCII letters, digits and "_" are parts of words, and those of the letters of two bytes that most text is
/// written with: Latin, Greek, Cyrillic. The others are looked at one by one.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Block {
    base: usize,
    word: u64,
}

/// A block with the byte before it and the one behind it.
const WIDE: usize = BLOCK + 2;

impl Block {
    /// The block of a text that begins at byte `base`.
    #[cold]
    #[inline(never)]
    pub(super) fn new(bytes: &[u8], base: usize) -> Self {
        match base.checked_sub(1).and_then(|before| bytes.get(before..)?.first_chunk::<WIDE>()) {
            Some(wide) => Self::of(base, wide),
            None => Self::padded(bytes, base),
        }
    }

    /// The first block of a text, or one at its end: there zeros stand for the bytes that it lacks.
    #[cold]
    fn padded(bytes: &[u8], base: usize) -> Self {
        let mut wide = [0; WIDE];
        let before = base.checked_sub(1).and_then(|before| bytes.get(before)).copied().unwrap_or(0);
        let rest = bytes.get(base..).unwrap_or(&[]);
        for (to, from) in wide.iter_mut().zip(std::iter::once(&before).chain(rest)) {
            *to = *from;
        }
        Self::of(base, &wide)
    }

    #[inline]
    fn of(base: usize, wide: &[u8; WIDE]) -> Self {
        let mut word = [0; BLOCK];
        let shifted =
            |by: usize| wide.get(by..).and_then(|wide| wide.first_chunk::<BLOCK>()).unwrap_or(&[0; BLOCK]);
        let (before, bytes, next) = (shifted(0), shifted(1), shifted(2));
        if pack(bytes) == 0 && before.first().is_some_and(|&byte| byte < 128) {
            for (flag, &byte) in word.iter_mut().zip(bytes) {
                *flag = if is_plain(byte) { 255 } else { 0 };
            }
        } else {
            for (((flag, &before), &byte), &next) in word.iter_mut().zip(before).zip(bytes).zip(next) {
                *flag =
                    if is_plain(byte) | is_letter(byte, next) | is_letter(before, byte) { 255 } else { 0 };
            }
        }
        Self { base, word: pack(&word) }
    }

    /// Where the part of a word ends that byte `at` is in; `at` if it is in none.
    #[inline]
    pub(super) fn word_end(&mut self, bytes: &[u8], mut at: usize) -> usize {
        loop {
            if at.wrapping_sub(self.base) >= BLOCK {
                *self = Self::new(bytes, at);
            }
            let from = at - self.base;
            let run = (!(self.word >> from)).trailing_zeros() as usize;
            if from + run < BLOCK {
                return at + run;
            }
            at = self.base + BLOCK;
            if at >= bytes.len() {
                return bytes.len();
            }
        }
    }
}

/// Whether a byte of ASCII is part of words.
#[inline]
fn is_plain(byte: u8) -> bool {
    ((byte | 32).wrapping_sub(b'a') < 26) | (byte.wrapping_sub(b'0') < 10) | (byte == b'_')
}

/// Whether two bytes are one letter of the scripts that most text of two bytes a letter is written in.
#[inline]
fn is_letter(first: u8, second: u8) -> bool {
    // À to ÿ, but for × and ÷
    (first == 0xC3) & (second != 0x97) & (second != 0xB7)
        // Latin, to U+024F
        | (first.wrapping_sub(0xC4) < 6)
        // Greek, from Έ on
        | (first == 0xCE) & (second >= 0x88) & (second != 0x8B) & (second != 0x8D) & (second != 0xA2)
        | (first == 0xCF) & (second != 0xB6)
        // Cyrillic, to U+047F
        | (first.wrapping_sub(0xD0) < 2)
}

#[cfg(test)]
mod tests {
    use super::super::class::{Class, of_char};
    use super::*;

    #[test]
    fn parts_of_words_are_letters_and_digits() {
        for c in '\0'..='\u{7FF}' {
            let mut buffer = [0; 4];
            let bytes = c.encode_utf8(&mut buffer).as_bytes();
            let flagged = match bytes {
                [byte] => is_plain(*byte),
                [first, second] => is_letter(*first, *second),
                _ => false,
            };
            let word = matches!(of_char(c), Class::Letter | Class::Digit);
            assert!(word || !flagged, "{c:?}");
            assert!(flagged || !word || !c.is_ascii(), "{c:?}");
        }
    }

    #[test]
    fn runs_go_on_over_blocks() {
        let text = format!("{} {}ä, {}", "x".repeat(100), "я".repeat(99), "y".repeat(100));
        let bytes = text.as_bytes();
        let mut block = Block::new(bytes, 0);
        assert_eq!(block.word_end(bytes, 0), 100);
        assert_eq!(block.word_end(bytes, 100), 100);
        assert_eq!(block.word_end(bytes, 101), 301);
        assert_eq!(block.word_end(bytes, 303), bytes.len());
    }
}

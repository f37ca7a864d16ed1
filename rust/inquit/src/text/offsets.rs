//! Byte offsets to and from characters and UTF-16 code units.

/// What an offset counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OffsetUnit {
    /// Bytes of UTF-8, as Rust counts.
    Bytes,
    /// Unicode scalar values, as Python's `str` counts.
    #[default]
    Chars,
    /// UTF-16 code units, as JavaScript, Java and C# count.
    Utf16,
}

impl OffsetUnit {
    /// Its name in the output: `bytes`, `chars` or `utf16`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bytes => "bytes",
            Self::Chars => "chars",
            Self::Utf16 => "utf16",
        }
    }
}

/// Converts byte offsets of one text to another unit and back.
///
/// Keeps one number for each block of 64 bytes, so that a lookup scans at most 64 bytes; for ASCII text, it keeps
/// none.
///
/// ```
/// use inquit::{OffsetMap, OffsetUnit};
/// let map = OffsetMap::new("“Oui”, dit-elle", OffsetUnit::Chars);
/// assert_eq!(map.from_bytes(3), 1);
/// assert_eq!(map.to_bytes(1), 3);
/// ```
#[derive(Clone, Debug)]
pub struct OffsetMap<T> {
    text: T,
    unit: OffsetUnit,
    /// Units before each block of `BLOCK` bytes; empty where a byte is a unit.
    before: Vec<u32>,
}

const BLOCK: usize = 64;

impl<T: AsRef<str>> OffsetMap<T> {
    /// Makes a map for `text` in a single pass. The map keeps the text, which can be a `&str` or an owned or shared
    /// string.
    #[must_use]
    pub fn new(text: T, unit: OffsetUnit) -> Self {
        let bytes = text.as_ref().as_bytes();
        let before = if unit == OffsetUnit::Bytes || bytes.is_ascii() {
            Vec::new()
        } else {
            let mut before = Vec::with_capacity(bytes.len() / BLOCK + 1);
            let mut count = 0;
            for block in bytes.chunks(BLOCK) {
                before.push(count);
                count += units(block, unit) as u32;
            }
            before.push(count);
            before
        };
        Self { text, unit, before }
    }

    /// What the map counts.
    #[must_use]
    pub fn unit(&self) -> OffsetUnit {
        self.unit
    }

    /// The offset of byte `offset` in the map's unit. An offset inside a character counts as the
    /// character's end, one beyond the text as the text's end.
    #[must_use]
    pub fn from_bytes(&self, offset: usize) -> usize {
        let text = self.text.as_ref();
        let offset = offset.min(text.len());
        let Some(&count) = self.before.get(offset / BLOCK) else { return offset };
        let from = offset / BLOCK * BLOCK;
        count as usize + text.as_bytes().get(from..offset).map_or(0, |part| units(part, self.unit))
    }

    /// The byte offset of an offset in the map's unit; one beyond the text counts as the text's end,
    /// one inside a character (between two surrogates) as the character's start.
    #[must_use]
    pub fn to_bytes(&self, offset: usize) -> usize {
        let text = self.text.as_ref();
        if self.before.is_empty() {
            return offset.min(text.len());
        }
        let block = self.before.partition_point(|&count| count as usize <= offset).saturating_sub(1);
        let mut at = (block * BLOCK).min(text.len());
        let mut count = self.before.get(block).map_or(0, |&c| c as usize);
        while !text.is_char_boundary(at) {
            at += 1; // the tail of a character that the block before has counted
        }
        for c in text.get(at..).unwrap_or("").chars() {
            count += if self.unit == OffsetUnit::Utf16 { c.len_utf16() } else { 1 };
            if count > offset {
                break;
            }
            at += c.len_utf8();
        }
        at
    }
}

/// Units that begin in a piece of UTF-8: its bytes less the continuation bytes; in UTF-16 the
/// characters of four bytes count twice.
fn units(bytes: &[u8], unit: OffsetUnit) -> usize {
    let chars = bytes.iter().filter(|&&b| (b as i8) >= -0x40).count();
    match unit {
        OffsetUnit::Bytes => bytes.len(),
        OffsetUnit::Chars => chars,
        OffsetUnit::Utf16 => chars + bytes.iter().filter(|&&b| b >= 0xF0).count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_counting(text in "\\PC{0,200}") {
            for unit in [OffsetUnit::Bytes, OffsetUnit::Chars, OffsetUnit::Utf16] {
                let map = OffsetMap::new(&text, unit);
                for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
                    let head = &text[..at];
                    let want = match unit {
                        OffsetUnit::Bytes => at,
                        OffsetUnit::Chars => head.chars().count(),
                        OffsetUnit::Utf16 => head.encode_utf16().count(),
                    };
                    prop_assert_eq!(map.from_bytes(at), want);
                    prop_assert_eq!(map.to_bytes(want), at);
                }
                prop_assert_eq!(map.to_bytes(usize::MAX), text.len());
            }
        }
    }
}

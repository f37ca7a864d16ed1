//! What a character does in a token.

/// What a byte of ASCII, or a character beyond it, does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Space,
    /// Part of words.
    Letter,
    /// Part of numbers and words.
    Digit,
    /// A punctuation mark.
    Punctuation,
    /// A symbol: currency, mathematics, arrows.
    Symbol,
    /// A character that is a word of its own: an ideograph.
    Ideograph,
    /// A picture.
    Emoji,
    /// Goes with the character before: a combining mark, a joiner.
    Mark,
    /// The first byte of a character beyond ASCII: see [`of_char`].
    Beyond,
}

/// The classes of all bytes.
#[expect(clippy::indexing_slicing, reason = "evaluated when it is compiled")]
pub(super) static CLASSES: [Class; 256] = {
    let mut table = [Class::Beyond; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte as usize] = match byte {
            b'\t'..=b'\r' | b' ' => Class::Space,
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'$' | b'+' | b'<' | b'=' | b'>' | b'^' | b'`' | b'|' | b'~' => Class::Symbol,
            0..=0x1F | 0x7F => Class::Symbol,
            _ => Class::Punctuation,
        };
        byte += 1;
    }
    table
};

/// The class of a byte.
#[inline]
pub(super) fn of_byte(byte: u8) -> Class {
    CLASSES.get(byte as usize).copied().unwrap_or(Class::Beyond)
}

/// The class of any character.
pub(super) fn of_char(c: char) -> Class {
    if c.is_ascii() {
        return of_byte(c as u8);
    }
    match c as u32 {
        0x2E80..=0x2FDF
        | 0x3005..=0x3007
        | 0x3021..=0x3029
        | 0x3400..=0x4DBF
        | 0x4E00..=0x9FFF
        | 0xF900..=0xFAFF
        | 0x20000..=0x3FFFF => Class::Ideograph,
        _ if c.is_alphabetic() => Class::Letter,
        _ if c.is_numeric() => Class::Digit,
        _ if c.is_whitespace() => Class::Space,
        0x200C..=0x200D
        | 0xFE00..=0xFE0F
        | 0xFE20..=0xFE2F
        | 0xE0020..=0xE01EF
        | 0x1F3FB..=0x1F3FF
        | 0xAD => Class::Mark,
        0x20AC | 0xA2..=0xA5 | 0x20A0..=0x20CF => Class::Symbol,
        0xD7 | 0xF7 | 0xA6 | 0xA8 | 0xA9 | 0xAC..=0xB4 | 0xB8 => Class::Symbol,
        0xA1..=0xBF | 0x2010..=0x2027 | 0x2030..=0x205E => Class::Punctuation,
        0x200B | 0x200E..=0x200F | 0x2060..=0x206F | 0xFEFF => Class::Symbol,
        0x20D0..=0x20FF => Class::Mark,
        0x231A..=0x231B | 0x23E9..=0x23FA | 0x2600..=0x27BF | 0x2B1B..=0x2B1C | 0x2B50 | 0x2B55 => {
            Class::Emoji
        }
        0x1F000..=0x1FAFF => Class::Emoji,
        0x2100..=0x2BFF => Class::Symbol,
        0x2E00..=0x2E7F | 0x3001..=0x303F | 0xFE10..=0xFE1F | 0xFE30..=0xFE6F | 0xFF01..=0xFF65 => {
            Class::Punctuation
        }
        0x55A..=0x55F
        | 0x589
        | 0x58A
        | 0x5BE
        | 0x5C0
        | 0x5C3
        | 0x5F3
        | 0x5F4
        | 0x60C
        | 0x61B
        | 0x61F
        | 0x66A..=0x66D
        | 0x6D4
        | 0x964
        | 0x965
        | 0x970
        | 0xDF4
        | 0xE4F
        | 0xE5A..=0xE5B
        | 0x104A..=0x104F
        | 0x10FB
        | 0x1361..=0x1368
        | 0x17D4..=0x17D6
        | 0x1801..=0x180A => Class::Punctuation,
        0xE000..=0xF8FF => Class::Symbol,
        // Combining marks of all scripts: nothing else is left that is common in text.
        _ => Class::Mark,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_do_what_readers_expect() {
        let of = |s: &str| s.chars().map(of_char).collect::<Vec<_>>();
        assert_eq!(of("aé7日"), [Class::Letter, Class::Letter, Class::Digit, Class::Ideograph]);
        assert_eq!(of("“—。؟"), [Class::Punctuation; 4]);
        assert_eq!(of("€→"), [Class::Symbol; 2]);
        assert_eq!(of("👩\u{200d}\u{301}"), [Class::Emoji, Class::Mark, Class::Mark]);
        assert_eq!(of("\u{a0}\u{2028}"), [Class::Space; 2]);
    }
}

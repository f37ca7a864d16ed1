//! What a character does in a token.

use super::class_table::{HALVES, PAGES};

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
            b'#' | b'$' | b'%' | b'&' | b'+' | b'/' | b'@' | b'<' | b'=' | b'>' | b'^' | b'`' | b'|'
            | b'~' => Class::Symbol,
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
#[inline]
pub(super) fn of_char(c: char) -> Class {
    let code = c as usize;
    let packed = PAGES.get(code >> 7).and_then(|&page| HALVES.get(usize::from(page))?.get(code >> 1 & 63));
    match packed {
        Some(two) => from_half(two >> (4 * (code & 1)) & 15),
        None => reckon(c),
    }
}

/// The class that four bits of the table stand for.
#[inline]
fn from_half(half: u8) -> Class {
    match half {
        0 => Class::Space,
        1 => Class::Letter,
        2 => Class::Digit,
        3 => Class::Punctuation,
        4 => Class::Symbol,
        5 => Class::Ideograph,
        6 => Class::Emoji,
        _ => Class::Mark,
    }
}

/// The class of any character, from the properties that the standard library has: what the table was made from.
#[cold]
fn reckon(c: char) -> Class {
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
        // A space without width parts words.
        0x200B => Class::Symbol,
        // Marks of direction and joiners do not.
        0x200E..=0x200F | 0x2060..=0x206F | 0xFEFF => Class::Mark,
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
    use std::fmt::Write;

    use super::*;

    const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/token/class_table.rs");

    /// The source of the table.
    fn table() -> String {
        let class = |code| char::from_u32(code).map_or(Class::Symbol, reckon) as u8;
        let mut pages = Vec::new();
        let mut halves: Vec<Vec<u8>> = Vec::new();
        for page in 0..512 {
            let two = |place: u32| class(page * 128 + 2 * place) | class(page * 128 + 2 * place + 1) << 4;
            let page: Vec<u8> = (0..64).map(two).collect();
            pages.push(halves.iter().position(|known| *known == page).unwrap_or(halves.len()) as u8);
            if pages.last() == Some(&(halves.len() as u8)) {
                halves.push(page);
            }
        }
        let mut out = String::from(
            "//! The classes of the characters below U+10000, four bits each.\n//!\n\
             //! Made by `WRITE_TABLE=1 cargo test --package inquit --lib the_table`; don't edit.\n\n\
             /// For each 128 characters, which of `HALVES` they are.\n#[rustfmt::skip]\n\
             pub(super) static PAGES: [u8; 512] = [\n",
        );
        let row = |out: &mut String, row: &[u8]| {
            let numbers: Vec<String> = row.iter().map(u8::to_string).collect();
            let _ = writeln!(out, "    {},", numbers.join(", "));
        };
        pages.chunks(24).for_each(|numbers| row(&mut out, numbers));
        let _ = write!(
            out,
            "];\n\n/// The classes of 128 characters, two a byte, the lower half first.\n#[rustfmt::skip]\n\
             pub(super) static HALVES: [[u8; 64]; {}] = [\n",
            halves.len()
        );
        for page in &halves {
            out.push_str("    [\n");
            page.chunks(22).for_each(|numbers| row(&mut out, numbers));
            out.push_str("    ],\n");
        }
        out + "];\n"
    }

    /// With `WRITE_TABLE` set, the table is made anew before.
    #[test]
    fn the_table_says_what_the_properties_say() {
        if std::env::var_os("WRITE_TABLE").is_some() {
            std::fs::write(FILE, table()).unwrap();
        }
        // Another version of Unicode has more letters.
        if char::UNICODE_VERSION == (17, 0, 0) {
            assert_eq!(std::fs::read_to_string(FILE).unwrap(), table());
        }
        for c in "aé\u{301}日👩\u{10330}\u{e000}".chars() {
            assert_eq!(of_char(c), reckon(c), "{c:?}");
        }
    }

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

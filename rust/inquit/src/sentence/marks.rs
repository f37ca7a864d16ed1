//! The marks that can end a sentence.

use crate::text::{AtNewlines, Stops};

/// Stops at newlines and at bytes that may begin, or be, a mark that ends a sentence.
#[derive(Clone, Debug)]
pub(super) struct AtMarks;

impl Stops for AtMarks {
    #[inline]
    fn ascii(byte: u8) -> bool {
        (byte == b'.')
            | (byte == b'!')
            | (byte == b'?')
            | (byte == b')')
            | (byte == b';')
            | AtNewlines::ascii(byte)
    }

    #[inline]
    fn any(byte: u8, next: u8, after: u8) -> bool {
        // … ‼ ‽, ⁇ ⁈ ⁉ and the separators of lines and paragraphs
        let general = (next == 0x80) & ((after == 0xA6) | (after >> 1 == 0x54) | (after >> 1 == 0x5E))
            | (next == 0x81) & (0x87..=0x89).contains(&after);
        // ！ ．？ ｡
        let wide = (next == 0xBC) & ((after == 0x81) | (after == 0x8E) | (after == 0x9F))
            | (next == 0xBD) & (after == 0xA1);
        // ። ፧, ။, ។ ៕
        let far = (next == 0x8D) & ((after == 0xA2) | (after == 0xA7))
            | (next == 0x81) & (after == 0x8B)
            | (next == 0x9F) & (after >> 1 == 0x4A);
        Self::ascii(byte)
            | (byte == 0xE2) & general
            | (byte == 0xE3) & (next == 0x80) & (after == 0x82)
            | (byte == 0xEF) & wide
            | (byte == 0xE0) & (next == 0xA5) & (after >> 1 == 0x52)
            | (byte == 0xE1) & far
            | (byte == 0xD8) & (next == 0x9F)
            | (byte == 0xDB) & (next == 0x94)
            | (byte == 0xD6) & (next == 0x89)
            | (byte == 0xCD) & (next == 0xBE)
            | (byte == 0xC2) & (next == 0x85)
            // The colon of Armenian and the question mark of Greek, right behind a letter.
            | (byte >= 0x80) & ((next == b':') | (next == b';'))
    }
}

/// Whether a mark ends sentences, whatever the script around it.
pub(super) fn ends_sentence(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | '…' | '‼' | '‽' | '⁇'
            ..='⁉'
            | '。'
            | '！'
            | '？'
            | '｡'
            | '．'
            | '؟'
            | '۔'
            | '।'
            | '॥'
            | '։'
            | '\u{37E}' // the Greek question mark
            | '።'
            | '፧'
            | '။'
            | '។'
            | '៕'
    )
}

/// Marks that end a sentence without a space behind them: those of scripts that write none there.
pub(super) fn needs_no_space(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡' | '．' | '።' | '፧' | '။' | '។' | '៕')
}

/// Whether a script without spaces between sentences is written: ideographs, kana.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether a letter is Armenian, where ":" is the full stop and "." a colon.
pub(super) fn is_armenian(c: char) -> bool {
    matches!(c, '\u{531}'..='\u{556}' | '\u{559}'..='\u{55F}' | '\u{561}'..='\u{587}')
}

/// Whether a letter is Greek, where ";" asks.
pub(super) fn is_greek(c: char) -> bool {
    matches!(c, '\u{386}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}')
}

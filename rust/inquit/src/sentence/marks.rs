//! The marks that can end a sentence.

use wide::u8x16;

use crate::text::lanes::{READ, ask, ask_all, is, within};
use crate::text::{AtNewlines, Stops};

/// Stops at newlines and at bytes that may begin, or be, a mark that ends a sentence.
#[derive(Clone, Debug)]
pub(super) struct AtMarks;

impl Stops for AtMarks {
    #[inline(always)]
    fn ascii(bytes: u8x16) -> u8x16 {
        // "!" and ")", ";" and "?" differ in one bit each.
        let closing = is(bytes | u8x16::splat(b'!' ^ b')'), b')');
        let asking = is(bytes | u8x16::splat(b';' ^ b'?'), b'?');
        is(bytes, b'.') | closing | asking | AtNewlines::ascii(bytes)
    }

    /// Most text has few of these, so that their first bytes are asked for first.
    #[inline(never)]
    fn beyond(block: &[u8; READ]) -> u64 {
        let [high, general] = ask_all(block, |byte, _, _| [byte, is(byte, 0xE2)]);
        let mut stops = 0;
        if general != 0 {
            stops = general_marks(block, general);
            // Dashes and quotation marks alone: English.
            if high == general | general << 1 | general << 2 {
                return stops;
            }
        }
        let [wide, far] = ask_all(block, |byte, _, _| {
            let two =
                is(byte, 0xC2) | is(byte, 0xCD) | within(byte, 0xD4, 0xD6) | is(byte, 0xD8) | is(byte, 0xDB);
            [is(byte, 0xE3) | is(byte, 0xEF), two | within(byte, 0xE0, 0xE1)]
        });
        if wide != 0 {
            stops |= ask(block, |byte, next, after| {
                // 。, ！ ．？ ｡
                let full = is(next, 0xBC) & (is(after, 0x81) | is(after, 0x8E) | is(after, 0x9F));
                is(byte, 0xE3) & is(next, 0x80) & is(after, 0x82)
                    | is(byte, 0xEF) & (full | is(next, 0xBD) & is(after, 0xA1))
            });
        }
        if far != 0 {
            // The colon of Armenian, too, right behind a letter or ».
            let [marks, colon] =
                ask_all(block, |byte, next, after| [far_marks(byte, next, after), byte & is(next, b':')]);
            stops |= marks | colon & far << 1;
        }
        // The same where the letter begins before the block.
        stops | u64::from(matches!(block, [before, b':', ..] if *before >= 128))
    }
}

/// Which of the bytes that begin general punctuation begin a mark, or a newline.
#[inline(always)]
fn general_marks(block: &[u8; READ], general: u64) -> u64 {
    // Dashes and quotation marks lack a bit that the others have, or stand in another row.
    let bit = u8x16::splat(0x20);
    let perhaps = ask(block, |_, next, after| (after & bit).cmp_eq(bit) | is(next, 0x81));
    if general & perhaps == 0 {
        return 0;
    }
    general
        & ask(block, |_, next, after| {
            // … ‼ ‽, ⁇ ⁈ ⁉ and the separators of lines and paragraphs
            let first = is(after, 0xA6) | within(after, 0xA8, 0xA9) | within(after, 0xBC, 0xBD);
            is(next, 0x80) & first | is(next, 0x81) & within(after, 0x87, 0x89)
        })
}

/// Which bytes begin a mark of a script of its own.
#[inline(always)]
fn far_marks(byte: u8x16, next: u8x16, after: u8x16) -> u8x16 {
    // ። ፧, ။, ។ ៕
    let letters = is(next, 0x8D) & (is(after, 0xA2) | is(after, 0xA7))
        | is(next, 0x81) & is(after, 0x8B)
        | is(next, 0x9F) & within(after, 0x94, 0x95);
    is(byte, 0xE1) & letters
        | is(byte, 0xE0) & is(next, 0xA5) & within(after, 0xA4, 0xA5)
        | is(byte, 0xD8) & is(next, 0x9F)
        | is(byte, 0xDB) & is(next, 0x94)
        | is(byte, 0xD6) & is(next, 0x89)
        | is(byte, 0xCD) & is(next, 0xBE)
        | is(byte, 0xC2) & is(next, 0x85)
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

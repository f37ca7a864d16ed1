//! What the bytes of a text are, 64 at a time.

use wide::u8x16;

use crate::text::lanes::{READ, ask, ask_all, is, within};

/// What the bytes of a block are: a bit each.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Masks {
    /// Part of a word: letters of ASCII, digits, "_", and the letters of two bytes that most text is written with: Latin,
    /// Greek, Cyrillic.
    pub(super) word: u64,
    /// White space of ASCII.
    pub(super) space: u64,
    /// A digit.
    pub(super) digit: u64,
    /// A mark that is a token of its own whatever is before and behind it: a comma, `"`, a closing bracket.
    pub(super) alone: u64,
    /// Equal to the byte behind it.
    pub(super) twice: u64,
    /// Beyond ASCII.
    pub(super) high: u64,
    /// Begins « or ».
    pub(super) guillemet: u64,
    /// Begins “ ” ‘ – or —.
    pub(super) general: u64,
    /// Begins the ellipsis, which makes runs.
    pub(super) ellipsis: u64,
    /// Begins an ideograph, or one of the commonest marks between them: 、 。 《 》 「 」 ！ （ ） ， ： ； ？
    pub(super) wide: u64,
    /// Begins an ideograph.
    pub(super) ideograph: u64,
}

impl Masks {
    /// What the bytes of a block are, told from them and the two behind them.
    #[inline]
    pub(super) fn of(block: &[u8; READ]) -> Self {
        let [word, space, digit, alone, twice, high] = ask_all(block, |byte, next, _| {
            let digit = within(byte, b'0', b'9');
            let letter = within(byte | u8x16::splat(32), b'a', b'z');
            let space = within(byte, b'\t', b'\r') | is(byte, b' ');
            let alone = is(byte, b',') | is(byte, b'"') | is(byte, b')');
            [letter | digit | is(byte, b'_'), space, digit, alone, byte.cmp_eq(next), byte]
        });
        let mut masks = Self { word, space, digit, alone, twice, high, ..Self::default() };
        if high != 0 {
            masks.add_beyond(block);
        }
        masks
    }

    /// Adds what is beyond ASCII, as far as there are bytes that begin it.
    #[inline(never)]
    fn add_beyond(&mut self, block: &[u8; READ]) {
        let general = ask(block, |byte, _, _| is(byte, 0xE2));
        if general != 0 {
            let [marks, ellipsis] = ask_all(block, |_, next, after| {
                let mark = is(after & u8x16::splat(!1), 0x9C) | within(after, 0x93, 0x94) | is(after, 0x98);
                [is(next, 0x80) & mark, is(next, 0x80) & is(after, 0xA6)]
            });
            self.general = general & marks;
            self.ellipsis = general & ellipsis;
            // Dashes and quotation marks alone: English.
            if self.high == general | general << 1 | general << 2 {
                return;
            }
        }
        let [two, wide] = ask_all(block, |byte, _, _| [within(byte, 0xC2, 0xD1), within(byte, 0xE3, 0xEF)]);
        if two != 0 {
            let [letter, guillemet] = ask_all(block, |byte, next, _| {
                [is_letter(byte, next), is(byte, 0xC2) & (is(next, 0xAB) | is(next, 0xBB))]
            });
            self.word |= letter | letter << 1;
            self.guillemet = guillemet;
        }
        if wide != 0 {
            let [ideograph, mark] = ask_all(block, |byte, next, after| {
                [is_ideograph(byte, next), is_wide_mark(byte, next, after)]
            });
            self.wide = ideograph | mark;
            self.ideograph = ideograph;
        }
    }
}

/// Whether two bytes are one letter of the scripts that most text of two bytes a letter is written in.
#[inline]
fn is_letter(first: u8x16, second: u8x16) -> u8x16 {
    let but = |flags: u8x16, others: u8x16| flags & !others;
    // À to ÿ, but for × and ÷; Latin, to U+024F
    let latin = but(is(first, 0xC3), is(second & u8x16::splat(!0x20), 0x97)) | within(first, 0xC4, 0xC9);
    // Greek, from Έ on
    let none = is(second, 0x8B) | is(second, 0x8D) | is(second, 0xA2) | within(second, 0x80, 0x87);
    let greek = but(is(first, 0xCE), none) | but(is(first, 0xCF), is(second, 0xB6));
    // Cyrillic, to U+047F
    latin | greek | within(first, 0xD0, 0xD1)
}

/// Whether two bytes begin an ideograph, of which the block U+4000–U+9FFF consists but for the hexagrams.
#[inline]
fn is_ideograph(first: u8x16, second: u8x16) -> u8x16 {
    within(first, 0xE5, 0xE9) | is(first, 0xE4) & !is(second, 0xB7)
}

/// Whether three bytes are one of the marks between ideographs.
#[inline]
fn is_wide_mark(first: u8x16, second: u8x16, third: u8x16) -> u8x16 {
    // 、 。 and from 〈 to 】
    let closed = is(first, 0xE3) & is(second, 0x80) & (within(third, 0x88, 0x91) | within(third, 0x81, 0x82));
    // ！ （ ） ， ： ； ？
    let full = within(third, 0x88, 0x89) | within(third, 0x9A, 0x9B);
    let full = full | is(third, 0x81) | is(third, 0x8C) | is(third, 0x9F);
    closed | is(first, 0xEF) & is(second, 0xBC) & full
}

#[cfg(test)]
mod tests {
    use super::super::class::{Class, of_char};
    use super::*;
    use crate::text::lanes::BLOCK;

    /// The masks of a block that begins with a character.
    fn masks(c: char) -> Masks {
        let mut block = [b' '; READ];
        c.encode_utf8(&mut block);
        Masks::of(&block)
    }

    #[test]
    fn parts_of_words_are_letters_and_digits() {
        for c in '\0'..='\u{FFFF}' {
            let class = of_char(c);
            let flagged = masks(c).word;
            let known = matches!(class, Class::Letter | Class::Digit);
            let whole = (1 << c.len_utf8()) - 1;
            assert!(flagged == 0 || flagged == whole && known, "{c:?}");
            assert!(flagged != 0 || !known || !c.is_ascii(), "{c:?}");
        }
    }

    #[test]
    fn what_is_wide_is_an_ideograph_or_a_mark() {
        for c in '\0'..='\u{FFFF}' {
            let wide = masks(c).wide;
            let class = of_char(c);
            assert!(
                wide == 0 || wide == 1 && matches!(class, Class::Ideograph | Class::Punctuation),
                "{c:?} {class:?}"
            );
            let common = ('\u{4E00}'..='\u{9FFF}').contains(&c) && class == Class::Ideograph;
            assert!(wide == 1 || !common, "{c:?}");
        }
    }

    #[test]
    fn each_place_of_a_block_is_read_alike() {
        for (c, of) in [
            ('x', (|m: &Masks| m.word) as fn(&Masks) -> u64),
            ('\t', |m| m.space),
            ('7', |m| m.digit),
            (',', |m| m.alone),
            ('é', |m| m.word),
            ('—', |m| m.general),
            ('…', |m| m.ellipsis),
            ('»', |m| m.guillemet),
            ('水', |m| m.wide),
            ('。', |m| m.wide),
        ] {
            for at in 0..=BLOCK - c.len_utf8() {
                let mut block = [b'-'; READ];
                c.encode_utf8(block.get_mut(at..).unwrap());
                let first = of(&Masks::of(&block));
                assert_eq!(first.trailing_zeros() as usize, at, "{c} at {at}");
            }
        }
    }
}

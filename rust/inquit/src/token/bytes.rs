//! What single bytes begin and what they do behind a word: all that the quick way of reading asks for most tokens.

/// What a byte does behind a word or a mark: one bit.
pub(super) mod follows {
    /// It is white space.
    pub(in super::super) const SPACE: u8 = 1;
    /// It is a letter of ASCII.
    pub(in super::super) const LETTER: u8 = 2;
    /// It begins another token.
    pub(in super::super) const OTHER: u8 = 4;
    /// So does it, but for "!" and "?", which make runs.
    pub(in super::super) const BANG: u8 = 8;
    /// It can join a word with what is behind it.
    pub(in super::super) const JOINT: u8 = 16;
    /// It begins a character beyond ASCII.
    pub(in super::super) const BEYOND: u8 = 32;
    /// It is a digit.
    pub(in super::super) const DIGIT: u8 = 64;
    /// A word must be looked at before these.
    pub(in super::super) const JOINS: u8 = JOINT | BEYOND;
}

/// What a byte does behind a word or a mark, as one of [`follows`].
#[inline]
pub(super) fn follows(byte: u8) -> u8 {
    #[expect(clippy::indexing_slicing, reason = "evaluated when it is compiled")]
    static FOLLOWS: [u8; 256] = {
        let mut table = [follows::OTHER; 256];
        let mut byte = 0;
        while byte < 256 {
            table[byte] = match byte as u8 {
                b'\t'..=b'\r' | b' ' => follows::SPACE,
                b'a'..=b'z' | b'A'..=b'Z' => follows::LETTER,
                b'0'..=b'9' => follows::DIGIT,
                // "-_-" is a face.
                b'_' => 0,
                b'!' | b'?' => follows::BANG,
                b'.' | b':' | b'\'' | b'/' | b'-' | b'&' | b'@' | b'+' | b'#' => follows::JOINT,
                128.. => follows::BEYOND,
                _ => follows::OTHER,
            };
            byte += 1;
        }
        table
    };
    FOLLOWS.get(usize::from(byte)).copied().unwrap_or(follows::BEYOND)
}

/// What may follow a byte that is then a mark of its own, whatever comes next.
#[inline]
pub(super) fn alone_before(byte: u8) -> u8 {
    #[expect(clippy::indexing_slicing, reason = "evaluated when it is compiled")]
    static ALONE: [u8; 256] = {
        const ANY: u8 = !follows::BEYOND;
        const CALM: u8 = follows::SPACE | follows::LETTER | follows::OTHER | follows::DIGIT;
        let mut table = [0; 256];
        let mut byte = 0;
        while byte < 256 {
            table[byte] = match byte as u8 {
                b',' | b'"' | b')' | b']' | b'{' | b'}' | b'\\' => ANY,
                b'-' | b'!' | b'?' => CALM,
                b'(' => CALM | follows::BANG,
                // ".5" and ".pdf" are one token, ":D" is a face.
                b'.' => follows::SPACE | follows::OTHER,
                b';' | b':' => follows::SPACE,
                _ => 0,
            };
            byte += 1;
        }
        table
    };
    ALONE.get(usize::from(byte)).copied().unwrap_or(0)
}

/// What a byte begins.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd)]
pub(super) enum Begins {
    /// A word, with one of the letters that [`Block`] knows.
    Word,
    /// A word too; "cannot", "gonna" and others of these letters are two tokens.
    Two,
    /// White space.
    Space,
    /// A number.
    Digit,
    /// A mark of one byte.
    Mark,
    /// "$", "%", "/": a symbol, whatever follows.
    Sign,
    /// "&", "@": a symbol too, if no letter or digit follows.
    Joiner,
    /// "'".
    Apostrophe,
    /// "-".
    Dash,
    /// A mark of the block of general punctuation, or something else.
    General,
    /// An ideograph.
    Ideograph,
    /// A mark of the scripts that have ideographs, or something else.
    Wide,
    /// Something that must be looked at.
    Unsure,
}

/// What a byte begins.
#[inline]
pub(super) fn begins(byte: u8) -> Begins {
    #[expect(clippy::indexing_slicing, reason = "evaluated when it is compiled")]
    static BEGINS: [Begins; 256] = {
        let mut table = [Begins::Unsure; 256];
        let mut byte = 0;
        while byte < 256 {
            table[byte] = match byte as u8 {
                b'\t'..=b'\r' | b' ' => Begins::Space,
                b'c' | b'd' | b'g' | b'l' | b'w' | b'C' | b'D' | b'G' | b'L' | b'W' => Begins::Two,
                b'a'..=b'z' | b'A'..=b'Z' | b'_' | 0xC3..=0xC9 | 0xCE..=0xCF | 0xD0..=0xD1 => Begins::Word,
                b'0'..=b'9' => Begins::Digit,
                b',' | b'.' | b'!' | b'?' | b')' | b'(' | b'"' => Begins::Mark,
                b'$' | b'%' | b'/' => Begins::Sign,
                b'&' | b'@' => Begins::Joiner,
                b'\'' => Begins::Apostrophe,
                b'-' => Begins::Dash,
                0xE2 => Begins::General,
                0xE5..=0xE9 => Begins::Ideograph,
                0xE3 | 0xEF => Begins::Wide,
                _ => Begins::Unsure,
            };
            byte += 1;
        }
        table
    };
    BEGINS.get(usize::from(byte)).copied().unwrap_or(Begins::Unsure)
}

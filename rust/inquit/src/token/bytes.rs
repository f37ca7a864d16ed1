//! What single bytes begin and what they do behind a word.

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
                // "[...]" is one.
                b'[' => follows::SPACE | follows::LETTER | follows::DIGIT,
                b'*' | b'+' | b'<' | b'=' | b'>' | b'#' | b'|' | b'~' => follows::SPACE,
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

/// Whether a byte that is a token of its own is a symbol, as far as the quick way knows it.
#[inline]
pub(super) fn is_symbol(byte: u8) -> bool {
    matches!(byte, b'#'..=b'&' | b'+' | b'/' | b'<'..=b'>' | b'@' | b'|' | b'~')
}

/// Whether a byte behind a full stop or a dash may make one token of it and the word before.
#[inline]
pub(super) fn may_go_on(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || may_go_on_address(byte) || byte == b'_'
}

/// Whether a byte behind a word may make an address of it.
#[inline]
pub(super) fn may_go_on_address(byte: u8) -> bool {
    matches!(byte, b'.' | b'-' | b'@' | b':' | b'+' | 128..)
}

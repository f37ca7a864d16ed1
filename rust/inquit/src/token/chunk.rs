//! The commonest tokens, up to 60 bytes at a time.
//!
//! A loop over tokens waits for each one's end before it can look for the next, and guesses wrong at every other mark what
//! comes. So masks of 64 bytes tell at once where words begin and end and which marks stand alone; what needs a look
//! (a full stop, a hyphen, an apostrophe, a number) is looked at next, and moves beginnings and ends; then all
//! tokens are written without a branch, as simdjson writes its indices (G. Langdale and D. Lemire, “Parsing Gigabytes of JSON
//! per Second”, The VLDB Journal, 2019).

use super::abbreviations::{Abbreviation, abbreviation_filter, listed, may_be_prefix};
use super::bytes::{alone_before, first_kind, follows, may_go_on, may_go_on_address};
use super::masks::Masks;
use super::{Token, word};
use crate::text::lanes::{BLOCK, below, block};

/// The most tokens that one chunk has.
pub(super) const MOST: usize = BLOCK;

/// How far tokens of a chunk may reach, so that all that decides about them is in it: a token's end, and a character of three
/// bytes behind it.
const REACH: usize = BLOCK - 4;

/// Gives `put` the tokens from byte `base` on, as many as a chunk shows, and what it has made of them so far. Returns that, where
/// reading goes on, and whether what is there must be read in another way.
#[inline]
pub(super) fn read<T>(
    bytes: &[u8],
    base: usize,
    mut made: T,
    mut put: impl FnMut(T, Token) -> T,
) -> (T, usize, bool) {
    let mut room = None;
    let (block, len) = block(bytes, base, &mut room);
    let masks = Masks::of(block);
    let mut bounds = Bounds::of(&masks, len);
    let reach = if len < BLOCK { len } else { REACH };
    let late = bounds.doubts & !below(reach + 1);
    bounds.doubts &= below(reach + 1);
    let mut stop = None;
    if bounds.doubts != 0 {
        let Masks { word, digit, wide, .. } = masks;
        let general = masks.general | masks.ellipsis;
        let chunk = Chunk { bytes, base, word, digit, general, wide, reach };
        while bounds.doubts != 0 {
            let at = bounds.doubts.trailing_zeros() as usize;
            bounds.doubts &= bounds.doubts - 1;
            if let Err(why) = bounds.look(&chunk, at) {
                stop = Some(why);
                break;
            }
        }
    }
    // Reading goes on with the first token that doesn't end in reach.
    let last = below((bounds.ends & below(reach + 1)).checked_ilog2().map_or(0, |end| end as usize));
    let (next, odd) = match stop {
        Some(Odd(start)) => (start, true),
        Some(Cut(start)) => (start, start == 0),
        None => {
            let next = ((bounds.starts | late) & !last).trailing_zeros() as usize;
            (next, next == 0)
        }
    };
    let (mut starts, mut ends) = (bounds.starts & below(next), bounds.ends);
    while starts != 0 {
        let (start, end) = (starts.trailing_zeros() as usize, (ends | 1 << 63).trailing_zeros() as usize);
        let first = block.get(start).copied().unwrap_or(0);
        let kind = first_kind(first) & ((bounds.words >> start & 1) as u8).wrapping_sub(1);
        made = put(made, Token::packed(base + start, end - start, kind, masks.space >> end & 1));
        starts &= starts - 1;
        ends &= ends.wrapping_sub(1);
    }
    (made, (base + next).min(bytes.len()), odd)
}

/// Where the tokens of a block begin and end, as far as is known.
struct Bounds {
    /// Where tokens begin, and the bytes behind them.
    starts: u64,
    ends: u64,
    /// Where what follows a word or number is known not to belong to it.
    apart: u64,
    /// Beginnings of words that their first byte doesn't show to be such: "'s".
    words: u64,
    /// What must be looked at.
    doubts: u64,
}

/// What is looked at.
struct Chunk<'t> {
    /// The whole text, and where in it the chunk begins: always with a token or white space.
    bytes: &'t [u8],
    base: usize,
    /// Parts of words, digits, marks of general punctuation, ideographs and their marks.
    word: u64,
    digit: u64,
    general: u64,
    wide: u64,
    reach: usize,
}

/// Why a token isn't read here, and where it begins.
enum Stop {
    /// It must be read in another way.
    Odd(usize),
    /// It may go on behind the chunk.
    Cut(usize),
}

use Stop::{Cut, Odd};

impl Bounds {
    #[inline(always)]
    fn of(masks: &Masks, len: usize) -> Self {
        let &Masks { word, space, digit, alone, twice, high, .. } = masks;
        let begin = word & !(word << 1);
        let end = !word & word << 1;
        // "cannot", "gimme" and their like, of five or six letters, have two of a letter in their middle.
        let two = begin & twice >> 2 & (end >> 5 | end >> 6);
        let mut bounds = Self {
            starts: begin | alone,
            ends: end | alone << 1,
            apart: 0,
            words: 0,
            doubts: (!(word | space | alone) | begin & digit | two) & below(len),
        };
        if high != 0 {
            bounds.settle_beyond(masks, end);
        }
        bounds
    }

    /// Takes for tokens the marks and ideographs beyond ASCII behind which no mark can follow that goes with them, and
    /// doubts the words and marks before others.
    #[inline(always)]
    fn settle_beyond(&mut self, masks: &Masks, end: u64) {
        let &Masks { word, alone, high, guillemet, general, ellipsis, wide, .. } = masks;
        // What isn't one of the marks that go with the character before; two dashes are one mark.
        let free = !high | word | guillemet | wide;
        let two = guillemet & free >> 2;
        let three = general & free >> 3 | wide & (free | general) >> 3;
        self.starts |= two | three;
        self.ends |= two << 2 | three << 3;
        self.doubts &= !(two | two << 1 | three | three << 1 | three << 2);
        // A comma, say, before what may combine with it; a word before an apostrophe or a letter that the masks don't know.
        let doubtful = high & !(guillemet | general | ellipsis);
        let mark = alone & (doubtful & !word) >> 1;
        self.starts &= !mark;
        self.ends &= !(mark << 1 & !end);
        self.doubts |= mark | end & doubtful;
    }

    /// Takes what is from `start` to `end` for one token.
    #[inline(always)]
    fn join(&mut self, start: usize, end: usize) {
        let inside = below(end) & !below(start + 1);
        let behind = below(end + 1) & !below(end);
        self.starts = self.starts & !inside | 1 << start;
        self.ends = self.ends & !inside | behind;
        self.doubts &= !inside;
        self.apart |= behind;
    }

    /// Looks at a byte that is in doubt.
    #[inline(always)]
    fn look(&mut self, chunk: &Chunk<'_>, at: usize) -> Result<(), Stop> {
        if chunk.word >> at & 1 == 1 {
            if chunk.digit >> at & 1 == 1 {
                let end = chunk.number(at)?;
                if end > at {
                    self.join(at, end);
                }
            } else if chunk.two_words(at) {
                return Err(Odd(at));
            }
            return Ok(());
        }
        let first = chunk.byte(at);
        let next = chunk.byte(at + 1);
        let after_word = chunk.word << 1 >> at & 1 == 1 && self.apart >> at & 1 == 0;
        if after_word && follows(first) & follows::JOINS != 0 {
            let start = BLOCK - 1 - (self.starts & below(at)).leading_zeros() as usize;
            match chunk.joint(start, at, first, next) {
                Joint::Apart => self.apart |= 1 << at,
                Joint::Stop { end } => {
                    self.join(start, end);
                    return Ok(());
                }
                Joint::Tail { cut, last } => {
                    self.join(start, last);
                    self.starts |= 1 << cut;
                    self.ends |= 1 << cut;
                    self.words |= 1 << cut;
                    return Ok(());
                }
                Joint::Odd => return Err(Odd(start)),
                Joint::Cut => return Err(Cut(start)),
            }
        }
        // An ideograph behind a number, say, which was read before it.
        if self.starts >> at & 1 == 1 {
            return Ok(());
        }
        if alone_before(first) & follows(next) != 0 {
            self.starts |= 1 << at;
            self.ends |= below(at + 2) & !below(at + 1);
        } else {
            let end = chunk.mark(at, first, next);
            if end == at {
                return Err(Odd(at));
            }
            self.join(at, end);
        }
        Ok(())
    }
}

/// What a joint behind a word does.
#[derive(Clone, Copy)]
enum Joint {
    /// It is no part of the word's token.
    Apart,
    /// It is a full stop of an abbreviation.
    Stop {
        /// Where that ends.
        end: usize,
    },
    /// It begins the second part of a contraction, or stands in it.
    Tail {
        /// Where that begins.
        cut: usize,
        /// Where it ends.
        last: usize,
    },
    /// The word must be read in another way.
    Odd,
    /// The word may go on behind the chunk.
    Cut,
}

impl<'t> Chunk<'t> {
    /// The byte at a place of the chunk, or behind it; 0 behind the end of the text.
    #[inline]
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(self.base + at).copied().unwrap_or(0)
    }

    /// The text between two places of the chunk.
    #[inline]
    fn part(&self, start: usize, end: usize) -> &'t [u8] {
        self.bytes.get(self.base + start..self.base + end).unwrap_or(&[])
    }

    /// Where the word ends that the byte at a place is part of; the place itself if it is of none.
    #[inline]
    fn word_end(&self, at: usize) -> usize {
        at + (!(self.word >> (at & 63))).trailing_zeros() as usize
    }

    /// A word of five or six letters with two of a letter in its middle.
    #[inline]
    fn two_words(&self, at: usize) -> bool {
        matches!(self.byte(at) | 32, b'c' | b'd' | b'g' | b'l' | b'w')
            && word::two_words(self.part(at, self.word_end(at))).is_some()
    }

    /// What joins the word from `start` to `at` with what is behind it, or parts the two.
    #[inline(always)]
    fn joint(&self, start: usize, at: usize, joint: u8, next: u8) -> Joint {
        let word = self.part(start, at);
        if joint == b'.' {
            if word.len() < 2 || may_go_on(next) && !self.is_general(at + 1) {
                return self.initial_or_dots(at, word, next);
            }
            return if abbreviation_filter().has(word) {
                abbreviated(word, at, next, self.byte(at + 2))
            } else {
                Joint::Apart
            };
        }
        match joint {
            b'\'' => self.contraction(start, at, at + 1),
            0xE2 if next == 0x80 && self.byte(at + 2) == 0x99 => self.contraction(start, at, at + 3),
            b'-' => self.compound(word, at, next),
            // A colon that is none of an address.
            b':' if next != b'/' && word.len() > 1 => Joint::Apart,
            _ => Joint::Odd,
        }
    }

    /// A letter before a full stop, or a word before one that more follows.
    fn initial_or_dots(&self, at: usize, word: &[u8], next: u8) -> Joint {
        let [letter] = word else {
            // "all... but", but "all...but@example.org"
            let apart = self.are_three_dots(at) && follows(self.byte(at + 3)) == follows::SPACE;
            return if apart { Joint::Apart } else { Joint::Odd };
        };
        let two = next.is_ascii_alphabetic() && self.byte(at + 2) == b'.';
        match () {
            // "J. Lee", but "I." is none.
            () if next == b' ' && *letter != b'I' && letter.is_ascii_uppercase() => {
                if self.byte(at + 2).is_ascii_uppercase() { Joint::Stop { end: at + 1 } } else { Joint::Odd }
            }
            // "p.m.", but "U.S.A."
            () if two
                && at + 3 <= self.reach
                && follows(self.byte(at + 3)) & (follows::SPACE | follows::OTHER) != 0 =>
            {
                Joint::Stop { end: at + 3 }
            }
            () => Joint::Odd,
        }
    }

    /// Whether three full stops are at a place, no more, and then nothing that could be part of a token with them.
    fn are_three_dots(&self, at: usize) -> bool {
        let behind = follows(self.byte(at + 3)) & (follows::SPACE | follows::LETTER) != 0;
        behind && self.byte(at) == b'.' && self.byte(at + 1) == b'.' && self.byte(at + 2) == b'.'
    }

    /// A word before a hyphen or a dash.
    fn compound(&self, word: &[u8], at: usize, next: u8) -> Joint {
        // "th-" may be broken off.
        if word.len() < 2 || word.len() == 2 && !next.is_ascii_alphabetic() {
            return Joint::Odd;
        }
        let behind = at + 1 + usize::from(next == b'-');
        if behind >= BLOCK || self.word_end(behind) >= BLOCK {
            return Joint::Cut;
        }
        // None of an address; the first part is no prefix.
        let goes_on = if self.byte(behind).is_ascii_alphabetic() {
            may_go_on_address(self.byte(self.word_end(behind))) || next != b'-' && may_be_prefix(word)
        } else {
            may_go_on(self.byte(behind))
        };
        if goes_on { Joint::Odd } else { Joint::Apart }
    }

    /// The word from `start` to `at` before an apostrophe and what begins at `tail`, if that is "s", "re" or the like, or
    /// "t" behind an "n".
    fn contraction(&self, start: usize, at: usize, tail: usize) -> Joint {
        let last = self.word_end(tail);
        if tail >= BLOCK || last >= BLOCK {
            return Joint::Cut;
        }
        // An apostrophe, or a quotation mark that closes.
        if last == tail && self.byte(tail) < 128 {
            return Joint::Apart;
        }
        let behind = self.byte(last);
        let ended = behind == b'.' && follows(self.byte(last + 1)) == follows::SPACE;
        if follows(behind) & follows::JOINS != 0 && !ended {
            return Joint::Odd;
        }
        let cut = match (last - tail, self.byte(tail) | 32, self.byte(tail + 1) | 32) {
            (1, b's' | b'm' | b'd', _) | (2, b'r' | b'v', b'e') | (2, b'l', b'l') => at,
            (1, b't', _) if at > start + 1 && self.byte(at - 1) | 32 == b'n' => at - 1,
            _ => return Joint::Odd,
        };
        Joint::Tail { cut, last }
    }

    /// Whether a mark of the block of general punctuation that ends a word begins at a place.
    #[inline]
    fn is_general(&self, at: usize) -> bool {
        at < BLOCK && self.general >> at & 1 == 1
    }

    /// Where the number of a few digits at a place ends, if nothing behind it could belong to it; the place itself if it
    /// goes on beyond the chunk.
    fn number(&self, start: usize) -> Result<usize, Stop> {
        const LONGEST: usize = 8;
        let digits = |from: usize| (!(self.digit >> (from & 63))).trailing_zeros() as usize;
        let end = start + digits(start);
        let (after, next) = (self.byte(end), self.byte(end + 1));
        if end > self.reach {
            return Ok(start);
        }
        if end - start > LONGEST || self.word_end(start) > end {
            return Err(Odd(start));
        }
        let last = match after {
            b'.' | b':' | b',' if next.is_ascii_digit() => {
                // "1,200", "3.5" and "10:30"
                let last = end + 1 + digits(end + 1);
                let behind = self.byte(last);
                let thousands = after != b',' || last == end + 4;
                let free = follows(behind) & (follows::JOINS | follows::LETTER) == 0
                    && !matches!(behind, b',' | b'_');
                let free =
                    free || matches!(behind, b',' | b'.') && follows(self.byte(last + 1)) == follows::SPACE;
                if last > self.reach {
                    return Err(Cut(start));
                }
                if !thousands || !free || last - end > LONGEST + 1 {
                    return Err(Odd(start));
                }
                last
            }
            // "12, " and "12. "
            b',' | b'.' if matches!(next, b' ' | b'\n' | b'"' | b')') => end,
            0xE3..=0xEF if self.wide >> (end & 63) & 1 == 1 => end,
            b',' => return Err(Odd(start)),
            _ if follows(after) & follows::JOINS == 0 => end,
            _ => return Err(Odd(start)),
        };
        Ok(last)
    }

    /// Where a mark ends that isn't one whatever follows; the place itself if it must be read in another way.
    fn mark(&self, at: usize, mark: u8, next: u8) -> usize {
        let behind = self.byte(at + 2);
        let one = match mark {
            // Before another of the block of general punctuation.
            b',' | b'.' | b'!' | b'?' | b')' | b'(' | b'"' => self.is_general(at + 1),
            b'$' | b'%' | b'/' => next < 128,
            b'&' | b'@' => next < 128 && !next.is_ascii_alphanumeric() && !matches!(next, b'_' | b'#'),
            b'\'' => !next.is_ascii_alphanumeric() && next != mark && next < 128,
            _ => false,
        };
        let two = matches!(mark, b'\'' | b'-') && next == mark && behind != mark && behind < 128;
        match () {
            () if mark == b'.' && self.are_three_dots(at) => at + 3,
            () if two => at + 2,
            () if one => at + 1,
            () => at,
        }
    }
}

/// What the full stop at `at` behind a word does that may be an abbreviation, before a byte and the one behind that.
fn abbreviated(word: &[u8], at: usize, next: u8, behind: u8) -> Joint {
    let stop = Joint::Stop { end: at + 1 };
    match listed(word) {
        None => Joint::Apart,
        Some(Abbreviation::Before | Abbreviation::Either) => stop,
        // What isn't ASCII may be a digit or a small letter, too.
        Some(_) if behind >= 128 => Joint::Odd,
        Some(Abbreviation::Number) if next == b' ' && behind.is_ascii_digit() => stop,
        Some(Abbreviation::Word) if next == b' ' && behind.is_ascii_lowercase() => stop,
        Some(_) => Joint::Apart,
    }
}

//! What stands behind a word of a chunk, or for itself: whether it belongs to the word, and where it ends.

use super::abbreviations::{Abbreviation, is_prefix, plain_abbreviation};
use super::bytes::{follows, may_go_on, may_go_on_address};
use super::{number, word};
use crate::text::lanes::BLOCK;

use Stop::{Cut, Odd};

/// What is looked at.
pub(super) struct Chunk<'t> {
    /// The whole text, and where in it the chunk begins: always with a token or white space.
    pub(super) text: &'t str,
    pub(super) base: usize,
    /// Parts of words, digits, marks of general punctuation, ideographs and their marks.
    pub(super) word: u64,
    pub(super) digit: u64,
    pub(super) general: u64,
    pub(super) wide: u64,
    pub(super) reach: usize,
}

/// What begins with digits.
pub(super) struct Number {
    /// Where it ends.
    pub(super) end: usize,
    /// Whether letters make a word of it: "21st".
    pub(super) is_word: bool,
}

/// Why a token isn't read here, and where it begins.
pub(super) enum Stop {
    /// It must be read in another way.
    Odd(usize),
    /// It may go on behind the chunk.
    Cut(usize),
}

/// What a joint behind a word does.
#[derive(Clone, Copy)]
pub(super) enum Joint {
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
    pub(super) fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(self.base + at).copied().unwrap_or(0)
    }

    /// The text between two places of the chunk.
    #[inline]
    fn part(&self, start: usize, end: usize) -> &'t [u8] {
        self.text.as_bytes().get(self.base + start..self.base + end).unwrap_or(&[])
    }

    /// Where the word ends that the byte at a place is part of; the place itself if it is of none.
    #[inline]
    fn word_end(&self, at: usize) -> usize {
        at + (!(self.word >> (at & 63))).trailing_zeros() as usize
    }

    /// A word of five or six letters with two of a letter in its middle.
    #[inline]
    pub(super) fn two_words(&self, at: usize) -> bool {
        matches!(self.byte(at) | 32, b'c' | b'd' | b'g' | b'l' | b'w')
            && word::two_words(self.part(at, self.word_end(at))).is_some()
    }

    /// What joins the word from `start` to `at` with what is behind it, or parts the two.
    #[inline(always)]
    pub(super) fn joint(&self, start: usize, at: usize, joint: u8, next: u8) -> Joint {
        if joint == b'.' {
            return self.stop(start, at, next);
        }
        match joint {
            b'\'' => self.contraction(start, at, at + 1),
            0xE2 if next == 0x80 && self.byte(at + 2) == 0x99 => self.contraction(start, at, at + 3),
            b'-' => self.compound(self.part(start, at), at, next),
            // A colon that is none of an address.
            b':' if next != b'/' && at - start > 1 => Joint::Apart,
            _ => Joint::Odd,
        }
    }

    /// A word before a full stop.
    #[inline(always)]
    fn stop(&self, start: usize, at: usize, next: u8) -> Joint {
        let behind = self.byte(at + 2);
        if may_go_on(next) && !self.is_general(at + 1) {
            // "etc.: this", "U.S.A.", "all... but", but "all...but@example.org"
            let apart = || self.are_three_dots(at) && follows(self.byte(at + 3)) == follows::SPACE;
            match () {
                () if next == b':' && follows(behind) == follows::SPACE => {}
                () if at == start + 1 => return self.initials(at),
                () => return if apart() { Joint::Apart } else { Joint::Odd },
            }
        } else if at == start + 1 {
            let letter = self.byte(start);
            // "J. Lee", but "I." is none.
            if next == b' ' && letter.is_ascii_uppercase() && letter != b'I' {
                match behind {
                    b'A'..=b'Z' => return Joint::Stop { end: at + 1 },
                    128.. => return Joint::Odd,
                    _ => {}
                }
            }
        }
        match plain_abbreviation(self.text.as_bytes(), self.base + start, self.base + at) {
            None => Joint::Apart,
            Some(kind) => abbreviated(kind, at, next, behind),
        }
    }

    /// A letter before a full stop and another letter: "p.m.", "U.S.A."
    fn initials(&self, at: usize) -> Joint {
        let mut end = at + 1;
        while end < self.reach && self.byte(end).is_ascii_alphabetic() && self.byte(end + 1) == b'.' {
            end += 2;
        }
        let ended = follows(self.byte(end)) & (follows::SPACE | follows::OTHER) != 0;
        if end > at + 1 && end <= self.reach && ended { Joint::Stop { end } } else { Joint::Odd }
    }

    /// Whether three full stops are at a place, no more, and then nothing that could be part of a token with them.
    fn are_three_dots(&self, at: usize) -> bool {
        let behind = follows(self.byte(at + 3)) & (follows::SPACE | follows::LETTER) != 0;
        behind && self.byte(at) == b'.' && self.byte(at + 1) == b'.' && self.byte(at + 2) == b'.'
    }

    /// A word before a hyphen or a dash.
    fn compound(&self, word: &[u8], at: usize, next: u8) -> Joint {
        // "th-" may be broken off.
        if word.len() < 3 && !next.is_ascii_alphabetic() {
            return Joint::Odd;
        }
        let behind = at + 1 + usize::from(next == b'-');
        if behind >= BLOCK || self.word_end(behind) >= BLOCK {
            return Joint::Cut;
        }
        if !self.byte(behind).is_ascii_alphabetic() {
            return if may_go_on(self.byte(behind)) { Joint::Odd } else { Joint::Apart };
        }
        if next == b'-' || !is_prefix(word) {
            return if self.may_be_address(behind) { Joint::Odd } else { Joint::Apart };
        }
        // "non-profit"
        let end = self.word_end(behind);
        let ended = end <= self.reach && follows(self.byte(end)) & (follows::SPACE | follows::OTHER) != 0;
        if ended { Joint::Stop { end } } else { Joint::Odd }
    }

    /// Whether the word at a place, with those that hyphens tie to it, may be part of an address.
    fn may_be_address(&self, mut at: usize) -> bool {
        loop {
            let end = self.word_end(at);
            let next = self.byte(end + 1);
            match self.byte(end) {
                // It goes on beyond the chunk.
                _ if end >= BLOCK => return true,
                b'-' if next.is_ascii_alphabetic() && end + 1 < BLOCK => at = end + 1,
                // Of the sentence.
                b'.' if follows(next) & (follows::SPACE | follows::OTHER) != 0 => return false,
                byte => return may_go_on_address(byte),
            }
        }
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
            // "o'clock", but "ass't." is an abbreviation.
            _ => return if ended { Joint::Odd } else { Joint::Stop { end: last } },
        };
        // What is cut off must be read with the word.
        if last > self.reach { Joint::Cut } else { Joint::Tail { cut, last } }
    }

    /// Whether a mark of the block of general punctuation that ends a word begins at a place.
    #[inline]
    fn is_general(&self, at: usize) -> bool {
        at < BLOCK && self.general >> at & 1 == 1
    }

    /// The number of a few digits at a place, if nothing behind it could belong to it but letters; no number if it goes on
    /// beyond the chunk.
    pub(super) fn number(&self, start: usize) -> Result<Number, Stop> {
        const LONGEST: usize = 8;
        let digits = |from: usize| (!(self.digit >> (from & 63))).trailing_zeros() as usize;
        let mut end = start + digits(start);
        if end > self.reach {
            return Ok(Number { end: start, is_word: false });
        }
        if end - start > LONGEST {
            return Err(Odd(start));
        }
        let (after, next) = (self.byte(end), self.byte(end + 1));
        if matches!(after, b'.' | b':' | b',') && next.is_ascii_digit() {
            // "1,200", "3.5" and "10:30"
            let last = end + 1 + digits(end + 1);
            if last > self.reach {
                return Err(Cut(start));
            }
            let thousands = after != b',' || last == end + 4;
            if !thousands || last - end > LONGEST + 1 {
                return Err(Odd(start));
            }
            end = last;
        }
        if self.word >> (end & 63) & 1 == 1 {
            return self.lettered(start, end);
        }
        if self.is_ended(end) { Ok(Number { end, is_word: false }) } else { Err(Odd(start)) }
    }

    /// The number from `start` to `end` before letters: "5kg", "21st".
    fn lettered(&self, start: usize, end: usize) -> Result<Number, Stop> {
        let last = self.word_end(end);
        if last > self.reach {
            return Err(Cut(start));
        }
        let (behind, rest) = (self.byte(last), self.text.get(self.base + end..).unwrap_or(""));
        let ended = match behind {
            b'.' => follows(self.byte(last + 1)) == follows::SPACE,
            _ => follows(behind) & (follows::SPACE | follows::OTHER) != 0,
        };
        match () {
            () if !ended => Err(Odd(start)),
            () if number::is_unit(rest) => Ok(Number { end, is_word: false }),
            () => Ok(Number { end: last, is_word: true }),
        }
    }

    /// Whether what is at a place can't belong to the number before it.
    fn is_ended(&self, end: usize) -> bool {
        let (after, next) = (self.byte(end), self.byte(end + 1));
        match after {
            // "12, " and "12. "
            b',' | b'.' => matches!(next, b' ' | b'\n' | b'"' | b')' | b';') || self.is_general(end + 1),
            0xE2 => self.is_general(end),
            0xE3..=0xEF => self.wide >> (end & 63) & 1 == 1,
            _ => follows(after) & follows::JOINS == 0,
        }
    }

    /// Where a mark ends that isn't one whatever follows; the place itself if it must be read in another way.
    pub(super) fn mark(&self, at: usize, mark: u8, next: u8) -> usize {
        let behind = self.byte(at + 2);
        let one = match mark {
            // Before another of the block of general punctuation.
            b',' | b'.' | b'!' | b'?' | b')' | b'(' | b'"' => self.is_general(at + 1),
            b'$' | b'%' | b'/' => next < 128,
            b'&' | b'@' => next < 128 && !next.is_ascii_alphanumeric() && !matches!(next, b'_' | b'#'),
            b'\'' => !next.is_ascii_alphanumeric() && next != mark && next < 128,
            _ => false,
        };
        let apostrophe = mark == 0xE2 && next == 0x80 && behind == 0x99;
        let two = matches!(mark, b'\'' | b'-') && next == mark && behind != mark && behind < 128;
        match () {
            () if mark == b'.' && self.are_three_dots(at) => at + 3,
            () if apostrophe && self.byte(at + 3) < 128 && !self.byte(at + 3).is_ascii_alphanumeric() => {
                at + 3
            }
            // "?!"
            () if matches!(mark, b'!' | b'?') && matches!(next, b'!' | b'?') => {
                if behind < 128 && !matches!(behind, b'!' | b'?') { at + 2 } else { at }
            }
            () if two => at + 2,
            () if one => at + 1,
            () => at,
        }
    }
}

/// What the full stop at `at` behind a word does that is an abbreviation of a kind, before a byte and the one behind that.
fn abbreviated(kind: Abbreviation, at: usize, next: u8, behind: u8) -> Joint {
    let stop = Joint::Stop { end: at + 1 };
    match kind {
        Abbreviation::Before | Abbreviation::Either => stop,
        // What isn't ASCII may be a digit or a small letter, too.
        _ if behind >= 128 => Joint::Odd,
        Abbreviation::Number if next == b' ' && behind.is_ascii_digit() => stop,
        Abbreviation::Word if next == b' ' && behind.is_ascii_lowercase() => stop,
        _ => Joint::Apart,
    }
}

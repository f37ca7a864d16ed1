//! The commonest tokens, up to 60 bytes at a time.
//!
//! A loop over tokens waits for each one's end before it can look for the next, and guesses wrong at every other mark what
//! comes. So masks of 64 bytes tell at once where words begin and end and which marks stand alone; what needs a look
//! (a full stop, a hyphen, an apostrophe, a number) is looked at next, and moves beginnings and ends; then all
//! tokens are written without a branch, as simdjson writes its indices (G. Langdale and D. Lemire, “Parsing Gigabytes of JSON
//! per Second”, The VLDB Journal, 2019).

use super::bytes::{alone_before, follows, is_symbol};
use super::joint::Stop::{Cut, Odd};
use super::joint::{Chunk, Joint, Number, Stop};
use super::masks::Masks;
use super::slow::{self, Slow};
use super::{Token, TokenKind};
use crate::text::lanes::{BLOCK, below, block};

/// The most tokens that one chunk has.
pub(super) const MOST: usize = BLOCK;

/// How far tokens of a chunk may reach, so that all that decides about them is in it: a token's end, and a character of three
/// bytes behind it.
const REACH: usize = BLOCK - 4;

/// How far they may reach where all is ASCII: as far as the byte behind them is in the chunk.
const REACH_ASCII: usize = BLOCK - 1;

/// Gives `put` the tokens from byte `base` on, as many as a chunk shows, and what it has made of them so far. Returns that, and
/// where reading goes on.
#[inline]
pub(super) fn read<T>(
    text: &str,
    base: usize,
    mut made: T,
    mut put: impl FnMut(T, Token) -> T,
) -> (T, usize) {
    let mut room = None;
    let (block, len) = block(text.as_bytes(), base, &mut room);
    let masks = Masks::of(block);
    let mut bounds = Bounds::of(&masks, len);
    let reach = match () {
        () if len < BLOCK => len,
        () if masks.high == 0 => REACH_ASCII,
        () => REACH,
    };
    let late = bounds.doubts & !below(reach + 1);
    bounds.doubts &= below(reach + 1);
    let stop = if bounds.doubts == 0 { None } else { bounds.settle(&masks, text, base, reach) };
    // Reading goes on with the first token that doesn't end in reach.
    let last = below((bounds.ends & below(reach + 1)).checked_ilog2().map_or(0, |end| end as usize));
    let next = match stop {
        Some((start, _)) => start,
        None => ((bounds.starts | late) & !last).trailing_zeros() as usize,
    };
    let (mut starts, mut ends) = (bounds.starts & below(next), bounds.ends);
    while starts != 0 {
        let (start, end) = (starts.trailing_zeros() as usize, (ends | 1 << 63).trailing_zeros() as usize);
        made = put(made, bounds.token(base, start, end));
        starts &= starts - 1;
        ends &= ends.wrapping_sub(1);
    }
    let place = base + next;
    match stop {
        Some((_, Some(slow))) => slow.put(place, made, put),
        _ if next == 0 => slow::read(text, place).put(place, made, put),
        _ => (made, place.min(text.len())),
    }
}

/// Where the tokens of a block begin and end, as far as is known, and what they are.
struct Bounds {
    /// Where tokens begin, and the bytes behind them.
    starts: u64,
    ends: u64,
    /// Where what follows a word or number is known not to belong to it.
    apart: u64,
    /// The two bits of each token's kind, where it begins: those of [`TokenKind`](super::TokenKind) that words, numbers, marks
    /// and symbols have.
    low: u64,
    high: u64,
    /// White space.
    space: u64,
    /// What must be looked at.
    doubts: u64,
}

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
            low: digit,
            high: !word,
            space,
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
        let &Masks { word, alone, high, guillemet, general, ellipsis, wide, ideograph, .. } = masks;
        // What isn't one of the marks that go with the character before; two dashes are one mark.
        let free = !high | word | guillemet | wide;
        let two = guillemet & free >> 2;
        let three = general & free >> 3 | wide & (free | general) >> 3;
        self.starts |= two | three;
        self.ends |= two << 2 | three << 3;
        self.high &= !ideograph;
        self.doubts &= !(two | two << 1 | three | three << 1 | three << 2);
        // A comma, say, before what may combine with it; a word before an apostrophe or a letter that the masks don't know.
        let doubtful = high & !(guillemet | general | ellipsis);
        let mark = alone & (doubtful & !word) >> 1;
        self.starts &= !mark;
        self.ends &= !(mark << 1 & !end);
        self.doubts |= mark | end & doubtful;
    }

    /// The token of the text that begins and ends at places of the chunk.
    #[inline(always)]
    fn token(&self, base: usize, start: usize, end: usize) -> Token {
        let kind = self.low >> start & 1 | (self.high >> start & 1) << 1;
        Token::packed(base + start, end - start, kind as u8, self.space >> end & 1)
    }

    /// Looks at all that is in doubt. If it can't go on behind some place, it says which, and what is there if it has read that.
    #[inline(always)]
    fn settle(
        &mut self,
        masks: &Masks,
        text: &str,
        base: usize,
        reach: usize,
    ) -> Option<(usize, Option<Slow>)> {
        let &Masks { word, digit, wide, .. } = masks;
        let general = masks.general | masks.ellipsis;
        let chunk = Chunk { text, base, word, digit, general, wide, reach };
        while self.doubts != 0 {
            let at = self.doubts.trailing_zeros() as usize;
            self.doubts &= self.doubts - 1;
            match self.look(&chunk, at) {
                Ok(()) => {}
                Err(Cut(start)) => return Some((start, None)),
                Err(Odd(start)) => {
                    let slow = slow::read(text, base + start);
                    if !self.take(&chunk, start, at, &slow) {
                        return Some((start, Some(slow)));
                    }
                }
            }
        }
        None
    }

    /// Takes what was read at `start` in another way because of what is at `at`, if it ends in reach and is one of the kinds
    /// that are here.
    #[inline]
    fn take(&mut self, chunk: &Chunk<'_>, start: usize, at: usize, slow: &Slow) -> bool {
        let (end, next, kind) = (slow.end - chunk.base, slow.next - chunk.base, slow.kind as u64);
        if next > chunk.reach || kind > TokenKind::Symbol as u64 {
            return false;
        }
        self.join(start, next);
        self.space |= u64::from(slow.space) << next;
        let (here, cut) = (1 << start, below(end + 1) & !below(end) & below(next));
        match end > start {
            true => {
                self.low = self.low & !(here | cut) | (kind & 1) << start;
                self.high = self.high & !(here | cut) | (kind >> 1) << start;
                self.starts |= cut;
                self.ends |= cut;
            }
            false => {
                self.starts &= !here;
                self.ends &= !(1 << next);
            }
        }
        // The unit of a number may be written onto it; what was looked at may belong to the next token.
        let unit = chunk.word & chunk.word << 1 & 1 << next;
        self.starts |= unit;
        self.doubts |= unit | 1 << at & !below(next);
        true
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
                let Number { end, is_word } = chunk.number(at)?;
                if end > at {
                    self.join(at, end);
                    self.low &= !(u64::from(is_word) << at);
                    // The unit that is written onto it.
                    self.starts |= chunk.word & 1 << end;
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
                    self.high &= !(1 << cut);
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
            self.low |= u64::from(is_symbol(first)) << at;
            self.starts |= 1 << at;
            self.ends |= below(at + 2) & !below(at + 1);
        } else {
            let end = chunk.mark(at, first, next);
            if end == at {
                return Err(Odd(at));
            }
            self.low |= u64::from(is_symbol(first)) << at;
            self.join(at, end);
        }
        Ok(())
    }
}

//! The scan over a text.

use super::abbreviations::{Abbreviation, abbreviation_filter, kind_of, may_be_prefix};
use super::blocks::Block;
use super::bytes::{Begins, alone_before, begins, follows};
use super::class::{Class, of_byte, of_char};
use super::{Token, TokenKind, emoticon, mark, tag, word};
use crate::language::Filter;
use crate::text::{Span, char_at, head};

/// An iterator over the tokens of a text; see [`tokens`](super::tokens).
///
/// It reads a few tokens ahead: a loop that keeps its place in registers is faster than one that comes back for each.
#[derive(Clone)]
pub struct Tokens<'t> {
    text: &'t str,
    /// Where reading goes on.
    at: usize,
    /// The letters and white space around `at`.
    block: Block,
    /// Tokens that were read, and how many of them there are and were given.
    ready: [Token; AHEAD],
    count: u8,
    given: u8,
    /// Whether every token is read the slow way.
    #[cfg(test)]
    slow: bool,
}

/// How many tokens are read ahead at most.
const AHEAD: usize = 16;

/// A token's end and kind, and where the next one ends if both came from one word: "cannot" is "can" and "not".
pub(super) struct Found {
    pub(super) end: usize,
    pub(super) kind: TokenKind,
    pub(super) next: Option<usize>,
}

impl Found {
    pub(super) fn new(end: usize, kind: TokenKind) -> Self {
        Self { end, kind, next: None }
    }
}

impl<'t> Tokens<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let text = head(text, Span::MAX_TEXT_LEN);
        Self {
            text,
            at: 0,
            block: Block::new(text.as_bytes(), 0),
            ready: [Token::NONE; AHEAD],
            count: 0,
            given: 0,
            #[cfg(test)]
            slow: false,
        }
    }

    /// As [`Tokens::new`], but every token is read the slow way.
    #[cfg(test)]
    pub(super) fn slow(text: &'t str) -> Self {
        Self { slow: true, ..Self::new(text) }
    }

    /// Reads the next tokens; none at the end of the text.
    fn fill(&mut self) {
        let slow = self.is_slow();
        let ready = &mut self.ready;
        // What is read at once takes at most two places: a word and a mark, or a word of two parts.
        let (at, block, count) = read_tokens(self.text, self.at, self.block, slow, 0, |count, token| {
            if let Some(slot) = ready.get_mut(count) {
                *slot = token;
            }
            (count + 1, count + 2 < AHEAD)
        });
        (self.at, self.block) = (at, block);
        self.given = 0;
        self.count = count as u8;
    }

    /// Whether every token is read the slow way, as tests want it.
    #[inline]
    fn is_slow(&self) -> bool {
        #[cfg(test)]
        return self.slow;
        #[cfg(not(test))]
        false
    }

    /// The tokens that were read and not given yet.
    #[inline]
    fn left(&self) -> &[Token] {
        self.ready.get(usize::from(self.given)..usize::from(self.count)).unwrap_or(&[])
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    #[inline]
    fn next(&mut self) -> Option<Token> {
        if self.given == self.count {
            self.fill();
        }
        let token = self.ready.get(usize::from(self.given)).copied().filter(|_| self.given < self.count)?;
        self.given += 1;
        Some(token)
    }

    #[inline]
    fn fold<B, F: FnMut(B, Token) -> B>(self, init: B, mut fold: F) -> B {
        let folded = self.left().iter().copied().fold(init, &mut fold);
        let slow = self.is_slow();
        read_tokens(self.text, self.at, self.block, slow, folded, |folded, token| (fold(folded, token), true))
            .2
    }
}

impl std::iter::FusedIterator for Tokens<'_> {}

impl std::fmt::Debug for Tokens<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tokens").field("at", &self.at).field("ready", &self.left()).finish_non_exhaustive()
    }
}

/// Reads tokens from byte `at` on until `put` wants no more, or the text ends; gives where reading goes on, and what `put`
/// has made of the tokens, from `made` on.
///
/// The commonest are read in this loop: words of letters with nothing behind them that could belong to them, and
/// single marks. They are a short cut of [`read`], which reads every token; if it is all to be read that way, it is `slow`.
#[inline]
fn read_tokens<T>(
    text: &str,
    mut at: usize,
    mut block: Block,
    slow: bool,
    mut made: T,
    mut put: impl FnMut(T, Token) -> (T, bool),
) -> (usize, Block, T) {
    let bytes = text.as_bytes();
    let filter = abbreviation_filter();
    let mut more = true;
    while more && let Some(&(mut first)) = bytes.get(at) {
        let mut begins = begins(first);
        if begins <= Begins::Two && !slow {
            let end = block.word_end(bytes, at);
            let after = bytes.get(end).copied().unwrap_or(0);
            let follows = follows(after);
            let ends = follows & follows::JOINS == 0 || after == b'.' && is_last(bytes, at, end, filter);
            if ends && !is_odd(bytes, at, end, begins) {
                (made, more) = put(made, Token::within(at, end, TokenKind::Word, follows == follows::SPACE));
                if follows == follows::SPACE {
                    at = end + 1;
                    continue;
                }
                at = end;
                if !more || end == bytes.len() {
                    break;
                }
                (first, begins) = (after, super::bytes::begins(after));
            }
        }
        let next = follows(bytes.get(at + 1).copied().unwrap_or(b'x'));
        if alone_before(first) & next != 0 && !slow {
            (made, more) =
                put(made, Token::within(at, at + 1, TokenKind::Punctuation, next == follows::SPACE));
            at += 1 + usize::from(next == follows::SPACE);
            continue;
        }
        if begins == Begins::Ideograph && !slow && ends_before(bytes, at + 3) {
            let space = follows(bytes.get(at + 3).copied().unwrap_or(0)) == follows::SPACE;
            (made, more) = put(made, Token::within(at, at + 3, TokenKind::Word, space));
            at += 3 + usize::from(space);
            continue;
        }
        let (mut token, mut second) = if slow { NONE } else { plain(&mut block, bytes, at, begins) };
        if !token.is_some() {
            let space = if begins == Begins::Space { 1 } else { space_beyond(text, at) };
            if space > 0 {
                at += space;
                continue;
            }
            (token, second) = read(text, at, first);
        }
        at = token.end();
        (made, more) = put(made, token);
        if second > 0 {
            (made, more) = put(made, Token::within(at, second, TokenKind::Word, space_after(text, second)));
            at = second;
        }
    }
    (at, block, made)
}

/// The length of the white space beyond ASCII at a byte.
#[inline]
fn space_beyond(text: &str, at: usize) -> usize {
    // The first bytes of all of it.
    let lead = text.as_bytes().get(at).is_some_and(|byte| matches!(byte, 0xC2 | 0xE1..=0xE3));
    let space = || char_at(text, at).filter(|c| c.is_whitespace()).map_or(0, char::len_utf8);
    if lead { space() } else { 0 }
}

/// Whether white space stands at a byte; not so at the end of the text.
#[inline]
fn space_after(text: &str, at: usize) -> bool {
    match text.as_bytes().get(at) {
        Some(&byte) if byte < 128 => of_byte(byte) == Class::Space,
        Some(_) => space_beyond(text, at) > 0,
        None => false,
    }
}

/// The end of a token, brought back to what a token can hold.
#[inline]
fn clamp(text: &str, start: usize, end: usize) -> usize {
    if end - start <= super::LONGEST {
        return end;
    }
    let mut end = start + super::LONGEST;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    end
}

/// Whether a full stop at `end` ends a sentence and the word before it, and no abbreviation.
#[inline]
fn is_last(bytes: &[u8], start: usize, end: usize, abbreviations: &Filter) -> bool {
    let next = bytes.get(end + 1).copied().unwrap_or(b' ');
    !may_go_on(next) && end > start + 1 && !bytes.get(start..end).is_some_and(|word| abbreviations.has(word))
}

/// The token at `start`, and where its second part ends (0 without one), if it is one of the less common that need no
/// look at each character: a word before a joint, a short number, a symbol; else [`NONE`]. A token is one number,
/// so that both stay in registers.
#[cold]
fn plain(block: &mut Block, bytes: &[u8], start: usize, begins: Begins) -> (Token, usize) {
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
    if begins <= Begins::Two {
        let end = block.word_end(bytes, start);
        return if follows(byte(end)) & follows::JOINS != 0 {
            joined_word(*block, bytes, start, end)
        } else {
            NONE
        };
    }
    match begins {
        Begins::Digit => plain_number(*block, bytes, start),
        // A mark before another of the block of general punctuation, or a symbol.
        Begins::Mark if is_general_mark(bytes, start + 1) => {
            (Token::within(start, start + 1, TokenKind::Punctuation, false), 0)
        }
        Begins::Apostrophe | Begins::Dash => plain_pair(bytes, start),
        Begins::Sign | Begins::Joiner => {
            let next = byte(start + 1);
            let more =
                begins == Begins::Joiner && (next.is_ascii_alphanumeric() || matches!(next, b'_' | b'#'));
            if next >= 128 || more {
                return NONE;
            }
            let space = follows(next) == follows::SPACE;
            (Token::within(start, start + 1, TokenKind::Symbol, space), 0)
        }
        // “, ”, – and —
        Begins::General
            if byte(start + 1) == 0x80
                && matches!(byte(start + 2), 0x93 | 0x94 | 0x9C | 0x9D)
                && byte(start + 3) < 128 =>
        {
            let space = follows(byte(start + 3)) == follows::SPACE;
            (Token::within(start, start + 3, TokenKind::Punctuation, space), 0)
        }
        Begins::Wide if is_wide_mark(bytes, start) && ends_before(bytes, start + 3) => {
            let space = follows(byte(start + 3)) == follows::SPACE;
            (Token::within(start, start + 3, TokenKind::Punctuation, space), 0)
        }
        _ => NONE,
    }
}

/// An apostrophe that clips nothing, or two of it or of the hyphen.
fn plain_pair(bytes: &[u8], start: usize) -> (Token, usize) {
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
    let (mark, next, behind) = (byte(start), byte(start + 1), byte(start + 2));
    let two = next == mark && behind != mark && behind < 128;
    let one = mark == b'\'' && !next.is_ascii_alphanumeric() && next != mark && next < 128;
    let end = match () {
        () if two => start + 2,
        () if one => start + 1,
        () => return NONE,
    };
    (Token::within(start, end, TokenKind::Punctuation, follows(byte(end)) == follows::SPACE), 0)
}

/// Whether what is at a byte is neither white space beyond ASCII nor a mark that goes with the character before: ASCII, an
/// ideograph, a mark that stands between those.
#[inline]
fn ends_before(bytes: &[u8], at: usize) -> bool {
    match bytes.get(at).copied().unwrap_or(0) {
        0xE4..=0xE9 | ..128 => true,
        0xE3 | 0xEF => is_wide_mark(bytes, at),
        _ => false,
    }
}

/// Whether one of the commonest marks between ideographs is at a byte: 、 。 《 》 「 」 ！ （ ） ， ： ； ？ and their like.
#[inline]
fn is_wide_mark(bytes: &[u8], at: usize) -> bool {
    matches!(
        bytes.get(at..at + 3),
        Some(
            [0xE3, 0x80, 0x81 | 0x82 | 0x88..=0x91]
                | [0xEF, 0xBC, 0x81 | 0x88 | 0x89 | 0x8C | 0x9A | 0x9B | 0x9F]
        )
    )
}

/// Whether a dash, a quotation mark or an ellipsis beyond ASCII is at a byte.
#[inline]
fn is_general_mark(bytes: &[u8], at: usize) -> bool {
    bytes.get(at..at + 3).is_some_and(|mark| matches!(mark, [0xE2, 0x80, 0x93 | 0x94 | 0x9C | 0x9D | 0xA6]))
}

/// Whether a word from `start` to `end` must be looked at: "cannot" and its like, all with two of a letter in their middle,
/// are two words; a letter beyond those of the blocks isn't in the run; a longer word than a token can be is cut.
#[inline]
fn is_odd(bytes: &[u8], start: usize, end: usize, begins: Begins) -> bool {
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
    let length = end - start;
    let two = (begins == Begins::Two) & (length.wrapping_sub(5) < 2) & (byte(start + 2) == byte(start + 3));
    (length.wrapping_sub(1) >= LONG)
        || two && bytes.get(start..end).is_some_and(|w| word::two_words(w).is_some())
}

/// A word of letters before a byte that could join it with what is behind.
fn joined_word(mut block: Block, bytes: &[u8], start: usize, end: usize) -> (Token, usize) {
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
    if is_odd(bytes, start, end, Begins::Two) {
        return NONE;
    }
    let length = end - start;
    let whole = (Token::within(start, end, TokenKind::Word, false), 0);
    let whole_if = |is: bool| if is { whole } else { NONE };
    let next = byte(end + 1);
    match byte(end) {
        b'\'' => contraction(block, bytes, start, end, end + 1),
        0xE2 if next == 0x80 && byte(end + 2) == 0x99 => contraction(block, bytes, start, end, end + 3),
        // "I." may be an initial.
        _ if length < 2 => NONE,
        // "th-" may be broken off.
        b'-' if length == 2 && !next.is_ascii_alphabetic() => NONE,
        // A colon that is none of an address, a full stop that is none of an abbreviation.
        b':' if next != b'/' => whole,
        b'.' if !may_go_on(next) || is_general_mark(bytes, end + 1) => {
            match bytes.get(start..end).and_then(kind_of) {
                None => whole,
                Some(Abbreviation::Before | Abbreviation::Either) => {
                    let space = follows(next) == follows::SPACE;
                    (Token::within(start, end + 1, TokenKind::Word, space), 0)
                }
                Some(_) => NONE,
            }
        }
        // A compound, or a dash, that is none of an address; the first part is no prefix.
        b'-' => {
            let behind = end + 1 + usize::from(next == b'-');
            let letter = byte(behind).is_ascii_alphabetic();
            let prefix = next != b'-' && bytes.get(start..end).is_some_and(may_be_prefix);
            let second = if letter { block.word_end(bytes, behind) } else { behind };
            whole_if(if letter {
                !prefix && !may_go_on_address(byte(second))
            } else {
                !may_go_on(byte(behind))
            })
        }
        0xE2 => whole_if(is_general_mark(bytes, end)),
        _ => NONE,
    }
}

/// Whether a byte behind a full stop or a dash may make one token of it and the word before.
#[inline]
fn may_go_on(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || may_go_on_address(byte) || byte == b'_'
}

/// Whether a byte behind a word may make an address of it.
#[inline]
fn may_go_on_address(byte: u8) -> bool {
    matches!(byte, b'.' | b'-' | b'@' | b':' | b'+' | 128..)
}

/// The word from `start` to `end` before an apostrophe and what begins at `tail`, if that is "s", "re" or the like, or
/// "t" behind an "n".
fn contraction(mut block: Block, bytes: &[u8], start: usize, end: usize, tail: usize) -> (Token, usize) {
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
    let last = block.word_end(bytes, tail);
    // An apostrophe, or a quotation mark that closes.
    if last == tail && byte(tail) < 128 {
        return (Token::within(start, end, TokenKind::Word, false), 0);
    }
    if follows(byte(last)) & follows::JOINS != 0 {
        return NONE;
    }
    let cut = match (last - tail, byte(tail) | 32, byte(tail + 1) | 32) {
        (1, b's' | b'm' | b'd', _) | (2, b'r' | b'v', b'e') | (2, b'l', b'l') => end,
        (1, b't', _) if byte(end - 1) | 32 == b'n' && end - start > 1 => end - 1,
        _ => return NONE,
    };
    (Token::within(start, cut, TokenKind::Word, false), last)
}

/// The number of a few digits at `start`, if nothing behind it could belong to it.
fn plain_number(mut block: Block, bytes: &[u8], start: usize) -> (Token, usize) {
    let end = block.word_end(bytes, start);
    let after = bytes.get(end).copied().unwrap_or(0);
    let follows = follows(after);
    let next = bytes.get(end + 1).copied().unwrap_or(b' ');
    let is_number = |from: usize, to: usize| {
        bytes.get(from..to).is_some_and(|part| part.len() < 9 && part.iter().all(u8::is_ascii_digit))
    };
    if !is_number(start, end) {
        return NONE;
    }
    // "1,200", "3.5" and "10:30", but "12, " and "12. ".
    if matches!(after, b',' | b'.' | b':') && next.is_ascii_digit() {
        let last = block.word_end(bytes, end + 1);
        let behind = bytes.get(last).copied().unwrap_or(0);
        let whole = is_number(end + 1, last) && (after != b',' || last == end + 4);
        let free = super::bytes::follows(behind) & follows::JOINS == 0 && behind != b',';
        let space = super::bytes::follows(behind) == follows::SPACE;
        return if whole && free { (Token::within(start, last, TokenKind::Number, space), 0) } else { NONE };
    }
    let apart = matches!(after, b',' | b'.') && matches!(next, b' ' | b'\n' | b'"' | b')');
    let apart = apart || matches!(after, 0xE4..=0xE9);
    let whole = apart || follows & follows::JOINS == 0 && after != b',';
    if whole { (Token::within(start, end, TokenKind::Number, follows == follows::SPACE), 0) } else { NONE }
}

/// No quick answer.
const NONE: (Token, usize) = (Token::NONE, 0);
/// Letters of the longest word that is read the quick way.
const LONG: usize = 1 << 16;

/// The token that starts at `at`, which isn't white space, and where the next one ends, if both come from one word;
/// else 0.
#[inline(never)]
#[cold]
fn read(text: &str, at: usize, first: u8) -> (Token, usize) {
    let found = read_any(text, at, first);
    let end = clamp(text, at, found.end);
    let second = found.next.filter(|_| end == found.end).unwrap_or(0);
    let space = second == 0 && space_after(text, end);
    (Token::within(at, end, found.kind, space), second)
}

fn read_any(text: &str, at: usize, first: u8) -> Found {
    match of_byte(first) {
        Class::Letter | Class::Digit => word::word(text, at),
        Class::Beyond => {
            let c = char_at(text, at).unwrap_or(' ');
            match of_char(c) {
                Class::Letter | Class::Digit => word::word(text, at),
                Class::Ideograph => Found::new(mark::with_marks(text, at + c.len_utf8()), TokenKind::Word),
                Class::Emoji => mark::emoji(text, at, c),
                _ => mark_or_face(text, at, c),
            }
        }
        _ => {
            let c = char::from(first);
            tag::tag(text, at, c).unwrap_or_else(|| mark_or_face(text, at, c))
        }
    }
}

fn mark_or_face(text: &str, at: usize, c: char) -> Found {
    match emoticon::emoticon(text, at) {
        Some(end) => Found::new(end, TokenKind::Emoji),
        None => mark::mark(text, at, c),
    }
}

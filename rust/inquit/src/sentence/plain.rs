//! What the commonest marks do, told by the bytes around them: a short cut of the long way, which decides everything.

use wide::u8x16;

use super::boundary;
use super::context::word_after;
use super::lists::{Role, role};
use super::splitter::Sentences;
use crate::text::lanes::{bits, within};
use crate::token::Abbreviation;

/// What a mark does.
pub(super) enum Plain {
    /// It ends the sentence at the first byte, and the next begins at the second, with no white space.
    End(usize, usize),
    /// A newline follows at this byte.
    Line(usize),
    /// It doesn't end one; the next mark is sought from this byte on.
    Inside(usize),
    /// The words around it must be asked.
    Unsure,
}

/// What stands before a full stop.
enum Before {
    /// A word that is no abbreviation and not of small letters alone, or no word at all.
    Word,
    /// A word of so many small letters that is no abbreviation.
    Small(usize),
    Abbreviation(Abbreviation),
    /// A capital letter, but for "I".
    Initial,
    /// Letters with full stops between them, or a small letter: "p.m", "U.S", "t".
    Letters,
    /// A number of one or two digits, and whether a space stands before it.
    Count(bool),
    /// The number of an item at the head of a sentence.
    Item,
    /// Something else.
    Unsure,
}

/// Bytes from a mark on, and before it, that are looked at. A power of two: places in them are taken by its rest, so that
/// none is outside.
const AROUND: usize = 16;
/// The last of them.
const LAST: usize = AROUND - 1;
/// Bytes of the longest word that is read.
const LONGEST: usize = 24;
/// Bytes that a sentence has before the number of an item at its head at most, and before a time at its head.
const ITEM: usize = 12;
const FRONT: usize = 32;

/// A mark, with what stands behind it.
struct Behind {
    at: usize,
    /// Where what closes with it ends, the next word, and that without a mark that opens, counted from `at`.
    end: usize,
    next: usize,
    first: usize,
    /// The first two bytes of that word.
    lead: u8,
    second: u8,
}

impl Behind {
    /// It ends a sentence.
    fn ends(&self) -> Plain {
        Plain::End(self.at + self.end, self.at + self.next)
    }

    /// Whether nothing closes with the mark.
    fn is_bare(&self) -> bool {
        self.end == 1
    }

    /// It doesn't end one: told only of a bare mark, since it would be sought behind what closes.
    fn inside(&self) -> Plain {
        if self.is_bare() { Plain::Inside(self.at + 1) } else { Plain::Unsure }
    }
}

impl Sentences<'_> {
    /// What the commonest marks do: a mark, and perhaps one that closes behind it, before a newline or a capital letter,
    /// and if it is a full stop behind a word of letters that is no abbreviation, or one that ends no sentence.
    #[inline]
    pub(super) fn plain(&self, at: usize, mark: u8) -> Plain {
        let mut room = None;
        let near = around(self.text.as_bytes(), at, &mut room);
        let byte = |at: usize| near.get(at % AROUND).copied().unwrap_or(0);
        let stop = mark == b'.';
        let mut end = 1;
        match byte(1) {
            b' ' | b'\n' => {}
            b'a'..=b'z' | b'0'..=b'9' | b',' if stop => return Plain::Inside(at + 1),
            // "U.S.A." has no word there that a space may have been forgotten behind.
            b'A'..=b'Z' if stop && self.byte_before(at, 1).is_ascii_uppercase() => {
                return Plain::Inside(at + 1);
            }
            // "in Sept.: none"
            b':' if stop && byte(2) == b' ' => return Plain::Inside(at + 1),
            b'.' | b'!' | b'?' => return self.plain_run(at, stop, near),
            b'"' | b')' => end = 2,
            // »
            0xC2 if byte(2) == 0xBB => end = 3,
            // ”
            0xE2 if byte(2) == 0x80 && byte(3) == 0x9D => end = 4,
            _ => return Plain::Unsure,
        }
        let mut next = end;
        while byte(next) == b' ' && next < end + 3 {
            next += 1;
        }
        if byte(next) == b'\n' {
            return if next > end && self.is_labelled(at) { Plain::Unsure } else { Plain::Line(at + next) };
        }
        // A mark that opens the next sentence: ", “ or «.
        let opens = match byte(next) {
            b'"' => 1,
            0xC2 if byte(next + 1) == 0xAB => 2,
            0xE2 if byte(next + 1) == 0x80 && byte(next + 2) == 0x9C => 3,
            _ => 0,
        };
        let first = next + opens;
        let behind = Behind { at, end, next, first: at + first, lead: byte(first), second: byte(first + 1) };
        if next == end {
            return Plain::Unsure;
        }
        if behind.lead.is_ascii_lowercase() && opens == 0 {
            return self.before_small(&behind, stop);
        }
        let capital = behind.lead.is_ascii_uppercase() || is_capital(behind.lead, behind.second);
        if !capital && !(stop && behind.lead.is_ascii_digit()) {
            Plain::Unsure
        } else if stop {
            self.before_capital(&behind)
        } else if behind.is_bare() {
            behind.ends()
        } else {
            // A question in quotation marks may be reported: "“Why?” Lee asked".
            Plain::Unsure
        }
    }

    /// What a full stop before a capital letter or a number does.
    #[inline]
    fn before_capital(&self, behind: &Behind) -> Plain {
        match self.before_stop(behind.at) {
            Before::Word | Before::Small(_) | Before::Abbreviation(Abbreviation::Word) => behind.ends(),
            Before::Abbreviation(Abbreviation::Before) | Before::Item => behind.inside(),
            before => self.before_capital_further(behind, &before),
        }
    }

    fn before_capital_further(&self, behind: &Behind, before: &Before) -> Plain {
        let digit = behind.lead.is_ascii_digit();
        // A word, and no letter or Roman number.
        let long = behind.second.is_ascii_lowercase();
        match before {
            // "no. 5", but "He said no. The"
            Before::Abbreviation(Abbreviation::Number) if digit => behind.inside(),
            Before::Abbreviation(Abbreviation::Number) if long => behind.ends(),
            // "J. Lee", but "vitamin C. The"; "Leeds Inc. has", but "Leeds Inc. The"
            Before::Initial | Before::Abbreviation(Abbreviation::Either)
                if !self.is_starter(behind.first) =>
            {
                behind.inside()
            }
            Before::Abbreviation(Abbreviation::Either) if long && behind.at - self.place.start() > FRONT => {
                behind.ends()
            }
            Before::Count(apart) => {
                let next = role(word_after(self.text, behind.first));
                let ordinal = next.has(Role::MONTH) || *apart && !next.has(Role::STARTER);
                if ordinal { Plain::Unsure } else { behind.ends() }
            }
            _ => Plain::Unsure,
        }
    }

    /// What a mark before a small letter does.
    fn before_small(&self, behind: &Behind, stop: bool) -> Plain {
        if !self.is_small(behind.first) {
            return Plain::Unsure;
        }
        // "“Why?” he asked"
        if !behind.is_bare() && !self.is_labelled(behind.at) {
            return Plain::Inside(behind.at + behind.end);
        }
        if !stop {
            return Plain::Unsure;
        }
        match self.before_stop(behind.at) {
            Before::Small(4..) => behind.ends(),
            // "approx. five"
            Before::Word | Before::Abbreviation(_) | Before::Count(_) | Before::Letters | Before::Item => {
                behind.inside()
            }
            _ => Plain::Unsure,
        }
    }

    /// What several marks do.
    #[cold]
    fn plain_run(&self, at: usize, stop: bool, near: &[u8; AROUND]) -> Plain {
        let len = near.iter().take_while(|byte| matches!(byte, b'.' | b'!' | b'?')).count();
        let byte = |at: usize| near.get(at).copied().unwrap_or(0);
        match (byte(len), byte(len + 1)) {
            _ if self.is_labelled(at) => Plain::Unsure,
            (b'\n', _) => Plain::Line(at + len),
            (b' ', b'A'..=b'Z') => Plain::End(at + len, at + len + 1),
            (b' ', b'a'..=b'z') if stop && self.is_small(at + len + 1) => Plain::Inside(at + len),
            _ => Plain::Unsure,
        }
    }

    /// What stands before a full stop.
    #[inline]
    fn before_stop(&self, at: usize) -> Before {
        let head = self.text.as_bytes().get(..at).unwrap_or(&[]);
        let Some(near) = head.last_chunk() else { return Before::Unsure };
        let byte = |back: usize| near.get(LAST.wrapping_sub(back) % AROUND).copied().unwrap_or(0);
        // Not one after the other: where words begin can't be foreseen.
        let small = (!bits(within(u8x16::new(*near), b'a', b'z'))).leading_zeros() as usize;
        let capital = byte(small).is_ascii_uppercase();
        let letters = small + usize::from(capital);
        if small > 0 && matches!(letters, 2..=LAST) && is_apart(byte(letters)) {
            self.word(near.get(AROUND - letters..).unwrap_or(&[]), !capital)
        } else {
            self.before_stop_further(at, near, small)
        }
    }

    /// What a word of ASCII letters and digits before a full stop is.
    #[inline]
    fn word(&self, word: &[u8], small: bool) -> Before {
        if self.rules.has_own() {
            return Before::Unsure;
        }
        match self.rules.lists.plain_abbreviation(word) {
            None if small => Before::Small(word.len()),
            None => Before::Word,
            Some(kind) => Before::Abbreviation(kind),
        }
    }

    /// What stands before a full stop where that is no plain word; it ends in so many small letters.
    fn before_stop_further(&self, at: usize, near: &[u8; AROUND], small: usize) -> Before {
        let byte = |back: usize| near.get(LAST.wrapping_sub(back)).copied().unwrap_or(0);
        match near {
            // "(in May)." and "“bridge”." have no word there.
            [.., b')' | b'"'] | [.., 0xC2, 0xBB] | [.., 0xE2, 0x80, 0x9D] => return Before::Word,
            _ if self.rules.has_own() => return Before::Unsure,
            [.., 128..=255] => return self.before_stop_beyond(at),
            [.., b'0'..=b'9'] => return self.before_stop_number(at, near),
            _ => {}
        }
        let letters = small + usize::from(byte(small).is_ascii_uppercase());
        let word = near.get(AROUND.saturating_sub(letters)..).unwrap_or(&[]);
        match byte(letters) {
            before if letters == 1 && is_apart(before) => match word {
                [b'A'..=b'H' | b'J'..=b'Z'] => Before::Initial,
                [b'a'..=b'z'] if !self.is_labelled(at) => Before::Letters,
                _ => Before::Unsure,
            },
            b'.' if letters > 0 && byte(letters + 1).is_ascii_alphanumeric() => Before::Letters,
            b'0'..=b'9' if small > 1 && small == letters => self.before_stop_measured(near, small),
            b'\'' | 0x99 if letters > 0 => self.before_stop_contracted(at, small),
            _ => Before::Unsure,
        }
    }

    /// What a number before a full stop is.
    fn before_stop_number(&self, at: usize, near: &[u8; AROUND]) -> Before {
        let digits = near.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let Some([.., before]) = near.get(..AROUND - digits) else { return Before::Unsure };
        let number = near.get(AROUND - digits..).unwrap_or(&[]);
        let apart = is_apart(*before) || matches!(before, b':' | b',' | b'#');
        if apart && digits <= 3 && self.place.start() == at - digits {
            return Before::Item;
        }
        if !apart || self.is_labelled(at) || self.rules.lists.plain_abbreviation(number).is_some() {
            return Before::Unsure;
        }
        match digits {
            4.. => Before::Word,
            // The number of an item that has a mark before it.
            _ if at - self.place.start() < ITEM => Before::Unsure,
            3 => Before::Word,
            _ => Before::Count(*before == b' '),
        }
    }

    /// What a number with letters behind it is: "18th", "20km".
    fn before_stop_measured(&self, near: &[u8; AROUND], letters: usize) -> Before {
        let number = near.get(..AROUND - letters).unwrap_or(&[]);
        let digits = number.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        match number.len().checked_sub(digits + 1).and_then(|before| number.get(before)) {
            Some(before) if is_apart(*before) => {
                self.word(near.get(number.len() - digits..).unwrap_or(&[]), false)
            }
            _ => Before::Unsure,
        }
    }

    /// What a word before a full stop is that ends in an apostrophe and some letters: "won't", "Lee’s".
    fn before_stop_contracted(&self, at: usize, letters: usize) -> Before {
        let bytes = self.text.as_bytes();
        let mark = at - letters;
        let stem = match bytes.get(..mark) {
            Some([stem @ .., b'\'']) | Some([stem @ .., 0xE2, 0x80, 0x99]) => stem,
            _ => return Before::Unsure,
        };
        let len = stem.iter().rev().take(LONGEST / 2).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let start = stem.len() - len;
        let apart = start.checked_sub(1).and_then(|before| bytes.get(before)) == Some(&b' ');
        let part = |from: usize| self.text.get(from..at).unwrap_or("");
        let known = |word: &str| self.rules.lists.abbreviation(word).is_some();
        if len > 0 && apart && !known(part(start)) && !known(part(mark)) {
            Before::Word
        } else {
            Before::Unsure
        }
    }

    /// What stands before a full stop behind a character beyond ASCII.
    fn before_stop_beyond(&self, at: usize) -> Before {
        let head = self.text.as_bytes().get(at.saturating_sub(LONGEST)..at).unwrap_or(&[]);
        let part = |byte: &u8| byte.is_ascii_lowercase() || *byte >= 128;
        let len = head.iter().rev().take_while(|byte| part(byte)).count();
        let apart = head.len().checked_sub(len + 1).and_then(|before| head.get(before)) == Some(&b' ');
        let word = self.text.get(at - len..at).unwrap_or("");
        // A letter is an initial, and so may the end be of what has other characters in it.
        let plain = apart && len > 2 && word.chars().all(is_small_letter);
        if plain && !self.rules.lists.may_abbreviate(word) {
            Before::Small(word.chars().count())
        } else {
            Before::Unsure
        }
    }

    /// Whether the word at a byte begins many sentences, and is no initial.
    fn is_starter(&self, at: usize) -> bool {
        let word = word_after(self.text, at);
        let dotted = self.text.as_bytes().get(at + word.len()) == Some(&b'.');
        role(word).has(Role::STARTER) && !(dotted && word.chars().nth(1).is_none())
    }

    /// Whether the word of ASCII letters at a byte has none but small ones.
    fn is_small(&self, at: usize) -> bool {
        let rest = self.text.as_bytes().get(at..).unwrap_or(&[]);
        let len = rest.iter().take(LONGEST).take_while(|byte| byte.is_ascii_lowercase()).count();
        rest.get(len).is_none_or(|&byte| byte < 128 && !byte.is_ascii_alphanumeric() && byte != b'\'')
    }

    /// What a closing bracket or a semicolon does.
    #[inline]
    pub(super) fn plain_pause(&self, at: usize, mark: u8) -> Plain {
        let before = |back: usize| self.byte_before(at, back);
        let unsure = match mark {
            b')' => matches!(before(1), b':' | b';' | b'-' | b'=') || self.is_labelled(at),
            _ => {
                // Behind a Greek letter it asks; what begins with no capital letter, or one of Cyrillic, goes on with the
                // sentence, and so do quotation marks and dashes.
                let greek = before(1) >= 128 && (matches!(before(2), 0xCE | 0xCF) || before(3) == 0xE1);
                let goes_on = match self.text.as_bytes().get(at + 1..) {
                    Some([b' ', b'a'..=b'z' | 0xD0 | 0xD1, ..] | [b' ', 0xE2, 0x80, ..]) => true,
                    Some([b' ', ..]) => false,
                    _ => true,
                };
                greek || !goes_on
            }
        };
        if unsure { Plain::Unsure } else { Plain::Inside(at + 1) }
    }

    /// What the full stop of ideographs does before one, or before a newline.
    #[inline]
    pub(super) fn plain_wide(&self, at: usize) -> Plain {
        let end = at + 3;
        match self.text.as_bytes().get(at..) {
            Some([0xE3, 0x80, 0x82, b'\n', ..]) => Plain::Line(end),
            Some([0xE3, 0x80, 0x82, 0xE4..=0xE9, ..]) if !boundary::is_in_title(self.text, at) => {
                Plain::End(end, end)
            }
            _ => Plain::Unsure,
        }
    }

    /// Whether what stands before a mark may be the label of a list's item behind another: a digit, or one letter, in a sentence
    /// that begins with no capital letter, as an item with its label does.
    #[inline]
    pub(super) fn is_labelled(&self, at: usize) -> bool {
        let labelled = match self.byte_before(at, 1) {
            b'0'..=b'9' => true,
            b'a'..=b'z' => !self.byte_before(at, 2).is_ascii_alphabetic(),
            _ => false,
        };
        labelled && !self.text.as_bytes().get(self.place.start()).is_some_and(u8::is_ascii_uppercase)
    }

    /// The byte so many before another; zero before the text.
    #[inline]
    fn byte_before(&self, at: usize, back: usize) -> u8 {
        self.text.as_bytes().get(at.wrapping_sub(back)).copied().unwrap_or(0)
    }
}

/// The bytes of a text from one on; behind its end zeros stand in `room`.
#[inline]
fn around<'b>(bytes: &'b [u8], at: usize, room: &'b mut Option<[u8; AROUND]>) -> &'b [u8; AROUND] {
    let rest = bytes.get(at..).unwrap_or(&[]);
    match rest.first_chunk() {
        Some(near) => near,
        None => room.insert(padded(rest)),
    }
}

#[cold]
fn padded(rest: &[u8]) -> [u8; AROUND] {
    let mut near = [0; AROUND];
    near.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    near
}

/// Whether the word behind a byte is apart from what stands before it.
#[inline]
fn is_apart(before: u8) -> bool {
    matches!(before, b' ' | b'-' | b'"' | b'\n' | b'(' | b'/')
}

/// Whether two bytes begin a capital letter of Cyrillic, Greek or Latin beyond ASCII.
#[inline]
fn is_capital(first: u8, second: u8) -> bool {
    match first {
        // Ѐ to Я
        0xD0 => second <= 0xAF,
        // Ά, Έ to Ώ and Α to Ϋ, but for ΐ
        0xCE => matches!(second, 0x86 | 0x88..=0x8F | 0x91..=0xA1 | 0xA3..=0xAB),
        // À to Þ, but for ×
        0xC3 => second <= 0x9E && second != 0x97,
        _ => false,
    }
}

/// Whether a letter is a small one of Latin, Cyrillic or Greek.
fn is_small_letter(c: char) -> bool {
    matches!(c, 'a'..='z' | 'ß'..='ö' | 'ø'..='ÿ' | 'а'..='џ' | 'ά'..='ώ')
}

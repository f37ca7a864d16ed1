//! The walk from boundary to boundary.

use rustc_hash::FxHashSet;
use wide::u8x16;

use super::candidate::{candidate, is_smile};
use super::context::word_after;
use super::lists::{Lists, Role, role};
use super::marks::{AtMarks, ends_sentence, is_armenian, is_greek};
use super::{boundary, heading, item, quoted};
use crate::text::lanes::within;
use crate::text::{AtNewlines, Newlines, Scan, Span, Wrapping, char_at, char_before, head};
use crate::token::Abbreviation;

/// Splits texts into sentences, with options.
///
/// ```
/// use inquit::{Newlines, Splitter};
/// let splitter = Splitter::new().language("eng").newlines(Newlines::Space).abbreviation("Gde.");
/// let text = "The Gde. Lausanne\nvoted. It was close.";
/// let sentences: Vec<&str> = splitter.split(text).map(|span| span.of(text)).collect();
/// assert_eq!(sentences, ["The Gde. Lausanne\nvoted.", "It was close."]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Splitter {
    newlines: Newlines,
    language: Option<Box<str>>,
    own: Own,
}

impl Splitter {
    /// A splitter that tells from the text what newlines mean, and knows the abbreviations of all languages.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    pub(super) fn plain() -> &'static Self {
        static PLAIN: std::sync::LazyLock<Splitter> = std::sync::LazyLock::new(Splitter::new);
        &PLAIN
    }

    /// What a newline means.
    #[must_use]
    pub fn newlines(mut self, newlines: Newlines) -> Self {
        self.newlines = newlines;
        self
    }

    /// The language of the texts, by its ISO 639-3 code: only its abbreviations count. Those of all languages
    /// count where the library has no list for it.
    ///
    /// In Danish, Dutch, Finnish, French and Portuguese, headings that have lost their newline end before the sentence
    /// under them; other languages have too many capital letters inside headings and names, or no list yet.
    #[must_use]
    pub fn language(mut self, code: &str) -> Self {
        self.language = Some(code.into());
        self
    }

    /// An abbreviation more, with or without its full stop, in any case: it never ends a sentence.
    #[must_use]
    pub fn abbreviation(mut self, form: &str) -> Self {
        self.own.add(form);
        self
    }

    /// The sentences of a text, in order, found as they are asked for; see [`sentences`](crate::sentences).
    #[must_use]
    pub fn split<'t>(&'t self, text: &'t str) -> Sentences<'t> {
        self.split_in(text, self.language.as_deref())
    }

    /// Where reading begins in a text.
    pub(super) fn place(&self) -> Place {
        Place { start: 0, at: 0, wrapping: Wrapping::new(self.newlines) }
    }

    /// The sentences of a text from a place on that an earlier reading of it came to.
    pub(super) fn resume<'t>(&'t self, text: &'t str, place: Place) -> Sentences<'t> {
        Sentences::new(text, place, self.rules(self.language.as_deref()))
    }

    /// As [`split`](Self::split), in a language told otherwise.
    pub(crate) fn split_in<'t>(&'t self, text: &'t str, language: Option<&str>) -> Sentences<'t> {
        Sentences::new(text, self.place(), self.rules(language))
    }

    fn rules(&self, language: Option<&str>) -> Rules<'_> {
        Rules { lists: Lists::of(language), own: &self.own }
    }
}

/// What decides about a candidate.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rules<'r> {
    pub(super) lists: &'static Lists,
    pub(super) own: &'r Own,
}

/// Abbreviations that a user adds.
#[derive(Clone, Debug, Default)]
pub(super) struct Own(FxHashSet<Box<str>>);

impl Own {
    fn add(&mut self, form: &str) {
        self.0.insert(form.trim_end_matches('.').to_lowercase().into());
    }

    /// Whether a word before a full stop is one of them.
    pub(super) fn has(&self, word: &str) -> bool {
        !self.0.is_empty() && self.0.contains(word.to_lowercase().as_str())
    }
}

/// An iterator over the sentences of a text; see [`sentences`](crate::sentences).
#[derive(Clone, Debug)]
pub struct Sentences<'t> {
    text: &'t str,
    rules: Rules<'t>,
    scan: Scan<'t, AtMarks>,
    place: Place,
    done: bool,
    /// Whether every mark is decided the slow way.
    #[cfg(test)]
    pub(super) slow: bool,
}

impl<'t> Sentences<'t> {
    fn new(text: &'t str, place: Place, rules: Rules<'t>) -> Self {
        let text = head(text, Span::MAX_TEXT_LEN);
        let mut sentences = Self {
            text,
            rules,
            scan: Scan::new(text.as_bytes(), place.at),
            place,
            done: false,
            #[cfg(test)]
            slow: false,
        };
        sentences.begin(place.start);
        sentences
    }

    /// Where reading stands.
    pub(super) fn place(&self) -> Place {
        self.place
    }

    /// Whether every mark is decided the slow way, as tests want it.
    #[inline]
    fn is_slow(&self) -> bool {
        #[cfg(test)]
        return self.slow;
        #[cfg(not(test))]
        false
    }

    /// Whether the text has no further sentence.
    pub(super) fn is_done(&self) -> bool {
        self.done
    }

    /// Begins a sentence at the first byte from `at` on that is no white space, and passes a quotation at its head that it goes
    /// on behind: „Es ist spät. Wir gehen“, sagte sie.
    #[inline]
    fn begin(&mut self, at: usize) {
        let byte = |at: usize| self.text.as_bytes().get(at).copied().unwrap_or(0);
        // White space beyond ASCII begins with other bytes.
        self.place.start = if matches!(byte(at), b'!'..=b'~' | 0xC3..=0xE0 | 0xE4..) {
            at
        } else {
            self.text.len() - self.text.get(at..).unwrap_or("").trim_start().len()
        };
        if byte(self.place.start) == 0xE2 {
            self.place.at = quoted::passed(self.text, self.place.start).unwrap_or(self.place.at);
        }
    }

    /// Whether the byte that the scan has stopped at begins a newline.
    #[inline]
    fn is_newline(&self, at: usize) -> bool {
        AtNewlines::at(self.text.as_bytes(), at)
    }

    /// Ends the sentence at byte `end`; the next begins at byte `next`.
    #[inline]
    fn cut(&mut self, end: usize, next: usize) -> Option<Span> {
        let sentence = Span::new(self.place.start, end);
        let last = end.checked_sub(1).and_then(|last| self.text.as_bytes().get(last));
        // It begins with no white space; that beyond ASCII ends with other bytes, ” and » with these.
        let solid = matches!(last, Some(b'!'..=b'~' | 0x8B..=0x9D | 0xB0..=0xBF));
        let sentence = if solid { sentence } else { sentence.trim(self.text) };
        self.begin(next);
        Some(sentence).filter(|sentence| !sentence.is_empty())
    }

    /// What the commonest marks do: a mark, and perhaps one that closes behind it, before a newline or a capital letter,
    /// and if it is a full stop behind a word of letters that is no abbreviation, or one that ends no sentence. A short cut of
    /// [`mark`](Self::mark), which decides everything.
    #[inline]
    fn plain(&self, at: usize, mark: u8) -> Plain {
        let byte = |at: usize| self.text.as_bytes().get(at).copied().unwrap_or(0);
        let stop = mark == b'.';
        let mut end = at + 1;
        // Behind a question in quotation marks it may be reported: "“Why?” Lee asked".
        let closes = |end: usize| stop || byte(end) == b'\n';
        match byte(end) {
            b' ' | b'\n' => {}
            b'a'..=b'z' | b'0'..=b'9' | b',' if stop => return Plain::Inside,
            b'"' | b')' if closes(end + 1) => end += 1,
            // »
            0xC2 if byte(end + 1) == 0xBB && closes(end + 2) => end += 2,
            // ”
            0xE2 if byte(end + 1) == 0x80 && byte(end + 2) == 0x9D && closes(end + 3) => end += 3,
            _ => return Plain::Unsure,
        }
        let mut next = end;
        while byte(next) == b' ' && next < end + 3 {
            next += 1;
        }
        if byte(next) == b'\n' {
            return if next > end && self.is_labelled(at) { Plain::Unsure } else { Plain::Line(next) };
        }
        // A mark that opens the next sentence: ", “ or «.
        let opens = match byte(next) {
            b'"' => 1,
            0xC2 if byte(next + 1) == 0xAB => 2,
            0xE2 if byte(next + 1) == 0x80 && byte(next + 2) == 0x9C => 3,
            _ => 0,
        };
        let first = next + opens;
        let capital = match byte(first) {
            b'A'..=b'Z' => true,
            b'0'..=b'9' => stop,
            lead => is_capital(lead, byte(first + 1)),
        };
        let small = stop && opens == 0 && end == at + 1 && byte(first).is_ascii_lowercase();
        if next == end || !capital && !small {
            return Plain::Unsure;
        }
        match if stop { self.before_stop(at) } else { Before::Word } {
            Before::Word if capital => Plain::End(end, next),
            Before::Abbreviation(Abbreviation::Before) if capital && end == at + 1 => Plain::Inside,
            // "J. Lee", but "vitamin C. The"
            Before::Initial if capital && opens == 0 && end == at + 1 && !self.is_starter(first) => {
                Plain::Inside
            }
            // "approx. five": but an abbreviation may stand before "iPhones".
            Before::Abbreviation(_) if small && self.is_small(first) => Plain::Inside,
            _ => Plain::Unsure,
        }
    }

    /// What stands before a full stop.
    #[inline]
    fn before_stop(&self, at: usize) -> Before {
        let bytes = self.text.as_bytes();
        let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
        let head = bytes.get(at.saturating_sub(LONGEST_PLAIN)..at).unwrap_or(&[]);
        match head {
            // "(in May)." and "“bridge”." have no word there.
            [.., b')' | b'"'] | [.., 0xC2, 0xBB] | [.., 0xE2, 0x80, 0x9D] => return Before::Word,
            [.., last] if *last >= 128 => return self.before_stop_beyond(at),
            _ => {}
        }
        let Some(near) = head.last_chunk() else { return Before::Unsure };
        // Not one after the other: where words begin can't be foreseen.
        let small = (!(within(u8x16::new(*near), b'a', b'z').to_bitmask() as u16)).leading_zeros() as usize;
        let capital = byte(at.wrapping_sub(small + 1)).is_ascii_uppercase();
        let letters = small + usize::from(capital);
        let word = head.get(head.len().saturating_sub(letters)..).unwrap_or(&[]);
        let before = byte(at.wrapping_sub(letters + 1));
        let apart = matches!(before, b' ' | b'-' | b'"');
        if small == near.len() || !self.rules.own.0.is_empty() {
            return Before::Unsure;
        }
        if small == 0 || letters < 2 || !apart {
            return match word {
                [b'A'..=b'H' | b'J'..=b'Z'] if before == b' ' => Before::Initial,
                [] => self.before_stop_number(at),
                _ if matches!(before, b'\'' | 0x99) => self.before_stop_contracted(at, small),
                _ => Before::Unsure,
            };
        }
        match self.rules.lists.plain_abbreviation(word) {
            None => Before::Word,
            Some(kind) => Before::Abbreviation(kind),
        }
    }

    /// What a number before a full stop is: of four digits or more, no ordinal and no label of an item.
    fn before_stop_number(&self, at: usize) -> Before {
        let head = self.text.as_bytes().get(at.saturating_sub(LONGEST_PLAIN)..at).unwrap_or(&[]);
        let digits = head.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let before = head.len().checked_sub(digits + 1).and_then(|before| head.get(before));
        if digits > 3 && before == Some(&b' ') { Before::Word } else { Before::Unsure }
    }

    /// What a word before a full stop is that ends in an apostrophe and some letters: "won't", "Lee’s".
    fn before_stop_contracted(&self, at: usize, letters: usize) -> Before {
        let bytes = self.text.as_bytes();
        let mark = at - letters;
        let stem = match bytes.get(..mark) {
            Some([stem @ .., b'\'']) | Some([stem @ .., 0xE2, 0x80, 0x99]) => stem,
            _ => return Before::Unsure,
        };
        let len =
            stem.iter().rev().take(LONGEST_PLAIN / 2).take_while(|byte| byte.is_ascii_alphabetic()).count();
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
        let head = self.text.as_bytes().get(at.saturating_sub(LONGEST_PLAIN)..at).unwrap_or(&[]);
        let part = |byte: &u8| byte.is_ascii_lowercase() || *byte >= 128;
        let len = head.iter().rev().take_while(|byte| part(byte)).count();
        let apart = head.len().checked_sub(len + 1).and_then(|before| head.get(before)) == Some(&b' ');
        let word = self.text.get(at - len..at).unwrap_or("");
        // A letter is an initial, and so may the end be of what has other characters in it.
        let plain = apart && len > 2 && word.chars().all(is_small_letter) && self.rules.own.0.is_empty();
        if plain && !self.rules.lists.may_abbreviate(word) { Before::Word } else { Before::Unsure }
    }

    /// Whether the word at a byte begins many sentences; yes for what isn't a word of ASCII.
    fn is_starter(&self, at: usize) -> bool {
        let word = word_after(self.text, at);
        !word.is_ascii() || role(word).has(Role::STARTER)
    }

    /// Whether the word of ASCII letters at a byte has none but small ones.
    fn is_small(&self, at: usize) -> bool {
        let rest = self.text.as_bytes().get(at..).unwrap_or(&[]);
        let len = rest.iter().take(LONGEST_PLAIN).take_while(|byte| byte.is_ascii_lowercase()).count();
        rest.get(len).is_none_or(|&byte| byte < 128 && !byte.is_ascii_alphanumeric() && byte != b'\'')
    }

    /// What a closing bracket or a semicolon does, a short cut as [`plain`](Self::plain) is.
    #[inline]
    fn plain_pause(&self, at: usize, mark: u8) -> Plain {
        let byte = |at: usize| self.text.as_bytes().get(at).copied().unwrap_or(0);
        let before = |back: usize| byte(at.wrapping_sub(back));
        let unsure = match mark {
            b')' => matches!(before(1), b':' | b';' | b'-' | b'=') || self.is_labelled(at),
            _ => {
                // Behind a Greek letter it asks; a small or a Cyrillic one goes on with the sentence.
                let greek = before(1) >= 128 && (matches!(before(2), 0xCE | 0xCF) || before(3) == 0xE1);
                let goes_on = matches!(byte(at + 2), b'a'..=b'z' | 0xD0 | 0xD1);
                greek || byte(at + 1) == b' ' && !goes_on
            }
        };
        if unsure { Plain::Unsure } else { Plain::Inside }
    }

    /// What the full stop of ideographs does before one, or before a newline: a short cut too.
    #[inline]
    fn plain_wide(&self, at: usize) -> Plain {
        let end = at + 3;
        match self.text.as_bytes().get(at..) {
            Some([0xE3, 0x80, 0x82, b'\n', ..]) => Plain::Line(end),
            Some([0xE3, 0x80, 0x82, 0xE4..=0xE9, ..]) if !boundary::is_in_title(self.text, at) => {
                Plain::End(end, end)
            }
            _ => Plain::Unsure,
        }
    }

    /// What the mark at byte `at` does: where the sentence ends, if it does.
    fn mark(&mut self, at: usize) -> Option<usize> {
        let (at, mark) = self.mark_at(at)?;
        if matches!(mark, '.' | ')')
            && self.is_labelled(at)
            && let Some(item) = item::next_item(self.text, self.place.start, at)
        {
            self.place.at = at + 1;
            return Some(item);
        }
        match mark {
            ')' if !is_smile(self.text, at + 1) => {
                self.place.at = at + 1;
                return None;
            }
            ';' if !char_before(self.text, at).is_some_and(is_greek) => {
                self.place.at = at + 1;
                return boundary::ends_at_semicolon(self.text, at + 1).then_some(at + 1);
            }
            _ => {}
        }
        let candidate = candidate(self.text, at, mark);
        self.place.at = candidate.end;
        boundary::is_boundary(&self.rules, self.text, self.place.start, &candidate).then_some(candidate.end)
    }

    /// Whether what stands before a mark may be the label of a list's item: a digit, or one letter.
    #[inline]
    fn is_labelled(&self, at: usize) -> bool {
        let byte = |back: usize| at.checked_sub(back).and_then(|at| self.text.as_bytes().get(at)).copied();
        match byte(1) {
            Some(b'0'..=b'9') => true,
            Some(b'a'..=b'z') => !byte(2).is_some_and(|byte| byte.is_ascii_alphabetic()),
            _ => false,
        }
    }

    /// The mark that the scan has stopped at, and where it is.
    fn mark_at(&mut self, at: usize) -> Option<(usize, char)> {
        let bytes = self.text.as_bytes();
        self.place.at = at + 1;
        if let Some(c) = char_at(self.text, at)
            && (ends_sentence(c) || matches!(c, ')' | ';'))
        {
            return Some((at, c));
        }
        // "Ի՞նչ:", "τουαλέτες;"
        let mark = *bytes.get(at + 1).filter(|mark| matches!(mark, b':' | b';'))?;
        let before = char_before(self.text, at + 1)?;
        let ends = if mark == b':' {
            let letter =
                if before == '»' { char_before(self.text, at + 1 - before.len_utf8())? } else { before };
            is_armenian(letter) && !quoted::is_inside(self.text, at + 1)
        } else {
            is_greek(before)
        };
        ends.then_some((at + 1, char::from(mark)))
    }
}

/// Bytes of the longest word that [`Sentences::plain`] reads.
const LONGEST_PLAIN: usize = 24;

/// What stands before a full stop.
enum Before {
    /// A word that is no abbreviation, or no word at all.
    Word,
    Abbreviation(Abbreviation),
    /// A capital letter, but for "I".
    Initial,
    /// Something else.
    Unsure,
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

/// A place between the sentences of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Where the sentence begins whose end is sought.
    start: usize,
    /// Where the next mark is sought.
    at: usize,
    wrapping: Wrapping,
}

impl Place {
    /// Where the next sentence begins.
    pub(super) fn start(&self) -> usize {
        self.start
    }

    /// The byte from which on the text is still to be read.
    pub(super) fn unread(&self) -> usize {
        self.start.min(self.at)
    }

    /// The same place when the first bytes of the text are gone.
    pub(super) fn shift(&mut self, bytes: usize) {
        self.start = self.start.saturating_sub(bytes);
        self.at = self.at.saturating_sub(bytes);
        self.wrapping.shift(bytes);
    }

    /// Begins a sentence at a byte, whatever ends there.
    pub(super) fn cut(&mut self, at: usize) {
        self.start = at;
        self.at = self.at.max(at);
    }
}

/// What a mark does.
enum Plain {
    /// It ends the sentence at the first byte, and the next begins at the second.
    End(usize, usize),
    /// A newline follows at this byte.
    Line(usize),
    /// It doesn't end one.
    Inside,
    /// The words around it must be asked.
    Unsure,
}

impl Iterator for Sentences<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let openers = self.rules.lists.openers();
        if !openers.is_empty()
            && let Some(under) = heading::end(openers, self.text, self.place.start)
        {
            self.place.at = self.place.at.max(under);
            return self.cut(under, under);
        }
        while !self.done {
            let Some(at) = self.scan.next_from(self.place.at) else {
                self.done = true;
                return self.cut(self.text.len(), self.text.len());
            };
            let plain = match self.text.as_bytes().get(at) {
                Some(b'.' | b'!' | b'?' | b')' | b';') if self.is_slow() => Plain::Unsure,
                Some(&mark @ (b'.' | b'!' | b'?')) => self.plain(at, mark),
                Some(&mark @ (b')' | b';')) => self.plain_pause(at, mark),
                Some(0xE3) if !self.is_slow() => self.plain_wide(at),
                Some(b'\n'..=b'\r' | 0xC2 | 0xE2) if self.is_newline(at) => Plain::Line(at),
                _ => Plain::Unsure,
            };
            let cut = match plain {
                Plain::Inside => {
                    self.place.at = at + 1;
                    None
                }
                Plain::End(end, next) => {
                    self.place.at = next;
                    self.cut(end, next)
                }
                Plain::Line(newline) => {
                    let line = self.place.wrapping.newline(self.text, newline);
                    let end = if line.ends {
                        Some(newline)
                    } else if newline > at {
                        self.mark(at)
                    } else {
                        None
                    };
                    self.place.at = line.next;
                    // An item of a list ends before its mark.
                    end.and_then(|end| self.cut(end, if end < at { end } else { line.next }))
                }
                Plain::Unsure => self.mark(at).and_then(|end| self.cut(end, end)),
            };
            if cut.is_some() {
                return cut;
            }
        }
        None
    }
}

impl std::iter::FusedIterator for Sentences<'_> {}

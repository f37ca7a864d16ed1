//! The walk from boundary to boundary.

use rustc_hash::FxHashSet;

use super::candidate::{candidate, is_smile};
use super::lists::Lists;
use super::marks::{AtMarks, ends_sentence, is_armenian, is_greek};
use super::{boundary, heading, item, quoted};
use crate::text::{AtNewlines, Newlines, Scan, Span, Stops, Wrapping, char_at, char_before, head};
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
        self.place.start = if byte(at).is_ascii_graphic() {
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
        let byte = |at: usize| self.text.as_bytes().get(at).copied().unwrap_or(0);
        AtNewlines::any(byte(at), byte(at + 1), byte(at + 2))
    }

    /// Ends the sentence at byte `end`; the next begins at byte `next`.
    #[inline]
    fn cut(&mut self, end: usize, next: usize) -> Option<Span> {
        let sentence = Span::new(self.place.start, end).trim(self.text);
        self.begin(next);
        Some(sentence).filter(|sentence| !sentence.is_empty())
    }

    /// What the commonest marks do: a mark, and perhaps one that closes behind it, before a newline or a capital letter,
    /// and if it is a full stop behind a word of letters that is no abbreviation, or one that ends no sentence. A short cut of
    /// [`mark`](Self::mark), which decides everything.
    #[inline]
    fn plain(&self, at: usize, mark: u8) -> Plain {
        let bytes = self.text.as_bytes();
        let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
        let stop = mark == b'.';
        let mut end = at + 1;
        match byte(end) {
            b' ' | b'\n' => {}
            b'a'..=b'z' | b'0'..=b'9' | b',' if stop => return Plain::Inside,
            b'"' | b')' if stop => end += 1,
            // ”
            0xE2 if stop && byte(end + 1) == 0x80 && byte(end + 2) == 0x9D => end += 3,
            _ => return Plain::Unsure,
        }
        let mut next = end;
        while byte(next) == b' ' && next < end + 3 {
            next += 1;
        }
        if byte(next) == b'\n' {
            return if next > end && self.is_labelled(at) { Plain::Unsure } else { Plain::Line(next) };
        }
        // A mark that opens the next sentence: " or “.
        let opens = match byte(next) {
            b'"' => 1,
            0xE2 if byte(next + 1) == 0x80 && byte(next + 2) == 0x9C => 3,
            _ => 0,
        };
        let first = byte(next + opens);
        if next == end || !(first.is_ascii_uppercase() || stop && first.is_ascii_digit()) {
            return Plain::Unsure;
        }
        if stop {
            let head = bytes.get(at.saturating_sub(LONGEST_PLAIN)..at).unwrap_or(&[]);
            let small = head.iter().rev().take_while(|byte| byte.is_ascii_lowercase()).count();
            let capital = byte(at.wrapping_sub(small + 1)).is_ascii_uppercase();
            let letters = small + usize::from(capital);
            let word = head.get(head.len().saturating_sub(letters)..).unwrap_or(&[]);
            let apart = matches!(byte(at.wrapping_sub(letters + 1)), b' ' | b'-' | b'"');
            if small == 0 || letters < 2 || !apart || !self.rules.own.0.is_empty() {
                return Plain::Unsure;
            }
            match self.rules.lists.plain_abbreviation(word) {
                None => {}
                Some(Abbreviation::Before) if end == at + 1 => return Plain::Inside,
                Some(_) => return Plain::Unsure,
            }
        }
        Plain::End(end, next)
    }

    /// What a closing bracket or a semicolon does, a short cut as [`plain`](Self::plain) is.
    #[inline]
    fn plain_pause(&self, at: usize, mark: u8) -> Plain {
        let byte = |at: usize| self.text.as_bytes().get(at).copied().unwrap_or(0);
        let before = byte(at.wrapping_sub(1));
        let unsure = match mark {
            b')' => matches!(before, b':' | b';' | b'-' | b'=') || self.is_labelled(at),
            _ => before >= 128 || byte(at + 1) == b' ' && !byte(at + 2).is_ascii_lowercase(),
        };
        if unsure { Plain::Unsure } else { Plain::Inside }
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

/// Letters of the longest word that [`Sentences::plain`] reads.
const LONGEST_PLAIN: usize = 24;

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

//! The walk from boundary to boundary.

use super::candidate::{candidate, is_smile};
use super::lists::Lists;
use super::marks::{AtMarks, ends_sentence, is_armenian, is_greek};
use super::plain::Plain;
use super::{boundary, heading, item, quoted};
use crate::language::LanguageInfo;
use crate::text::{AtNewlines, Newlines, Scan, Span, Wrapping, char_at, char_before, head};
use rustc_hash::FxHashSet;

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
    language: Option<&'static str>,
    own: Own,
}

impl Splitter {
    /// A splitter that guesses the meaning of newlines from the text, and knows the abbreviations of all languages.
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

    /// Sets the language of the texts, so that only its abbreviations count: a code, a BCP 47 tag or a name, as
    /// [`LanguageInfo::find`] takes it. If the library has no list for it, those of all languages count.
    ///
    /// In Danish, Dutch, Finnish, French and Portuguese, a heading that has lost its newline ends before the sentence
    /// below it. Other languages have too many capitals inside headings and names, or the library has no list for
    /// them yet.
    #[must_use]
    pub fn language(mut self, name: &str) -> Self {
        self.language = LanguageInfo::find(name).map(LanguageInfo::code);
        self
    }

    /// Adds an abbreviation that never ends a sentence, with or without its full stop, in upper or lower case.
    #[must_use]
    pub fn abbreviation(mut self, form: &str) -> Self {
        self.own.add(form);
        self
    }

    /// The sentences of a text, in order; see [`sentences`](crate::sentences).
    #[must_use]
    pub fn split<'t>(&'t self, text: &'t str) -> Sentences<'t> {
        self.split_in(text, self.language)
    }

    /// Where reading begins in a text.
    pub(super) fn place(&self) -> Place {
        Place { start: 0, at: 0, wrapping: Wrapping::new(self.newlines) }
    }

    /// The sentences of a text from a place on that an earlier reading of it came to.
    pub(super) fn resume<'t>(&'t self, text: &'t str, place: Place) -> Sentences<'t> {
        Sentences::new(text, place, self.rules(self.language))
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

impl Rules<'_> {
    /// Whether a user has added abbreviations.
    #[inline]
    pub(super) fn has_own(&self) -> bool {
        !self.own.0.is_empty()
    }
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
    pub(super) text: &'t str,
    pub(super) rules: Rules<'t>,
    scan: Scan<'t, AtMarks>,
    pub(super) place: Place,
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
        // „
        if byte(self.place.start) == 0xE2 && byte(self.place.start + 2) == 0x9E {
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

    /// As [`cut`](Self::cut), where neither the end nor what follows is white space or a quotation that is passed.
    #[inline]
    fn cut_plainly(&mut self, end: usize, next: usize) -> Span {
        let sentence = Span::within(self.place.start as u32, end as u32);
        self.place.start = next;
        self.place.at = next;
        sentence
    }

    /// What the byte that the scan has stopped at does, as far as can be told at once.
    #[inline]
    fn plain_at(&self, at: usize) -> Plain {
        match self.text.as_bytes().get(at) {
            Some(b'.' | b'!' | b'?' | b')' | b';') if self.is_slow() => Plain::Unsure,
            Some(&mark @ (b'.' | b'!' | b'?')) => self.plain(at, mark),
            Some(&mark @ (b')' | b';')) => self.plain_pause(at, mark),
            Some(0xE3) if !self.is_slow() => self.plain_wide(at),
            Some(b'\n'..=b'\r' | 0xC2 | 0xE2) if self.is_newline(at) => Plain::Line(at),
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
    /// Where the sentence begins whose end is sought.
    #[inline]
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
            let cut = match self.plain_at(at) {
                Plain::Inside(next) => {
                    self.place.at = next;
                    None
                }
                Plain::End(end, next) => return Some(self.cut_plainly(end, next)),
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

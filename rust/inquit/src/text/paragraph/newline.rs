//! Which newlines end a paragraph, told one after the other.

use wide::u8x16;

use super::{Newlines, lines};
use crate::text::lanes::{READ, ask, is, within};
use crate::text::{Scan, Span, Stops};

/// Stops at newlines: `\n`, `\v`, `\f`, `\r`, U+0085, U+2028, U+2029.
#[derive(Clone, Debug)]
pub(crate) struct AtNewlines;

impl AtNewlines {
    /// Whether a newline begins at a byte.
    #[inline]
    pub(crate) fn at(bytes: &[u8], at: usize) -> bool {
        matches!(
            bytes.get(at..).unwrap_or(&[]),
            [b'\n'..=b'\r', ..] | [0xC2, 0x85, ..] | [0xE2, 0x80, 0xA8 | 0xA9, ..]
        )
    }
}

impl Stops for AtNewlines {
    #[inline(always)]
    fn ascii(bytes: u8x16) -> u8x16 {
        within(bytes, b'\n', b'\r')
    }

    #[inline(always)]
    fn beyond(block: &[u8; READ]) -> u64 {
        ask(block, |byte, next, after| {
            is(byte, 0xC2) & is(next, 0x85) | is(byte, 0xE2) & is(next, 0x80) & within(after, 0xA8, 0xA9)
        })
    }
}

/// Reads the newlines of a text in order and tells which end a paragraph.
///
/// The width that a block of lines is wrapped at takes a look ahead over the block; it is taken at
/// most once a block, so that a text is read at most twice.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wrapping {
    newlines: Newlines,
    /// Where the line begins that the next newline ends.
    line: usize,
    /// Where the block of lines begins that is being read, from its first newline on.
    block: Option<usize>,
    /// The width of the block, once it has been asked for.
    width: Option<Option<usize>>,
}

/// A newline, with the white space around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Newline {
    /// Where the next line that isn't blank begins, without its white space; the end of the text if none does.
    pub(crate) next: usize,
    /// Whether it ends a paragraph.
    pub(crate) ends: bool,
}

impl Wrapping {
    pub(crate) fn new(newlines: Newlines) -> Self {
        Self { newlines, line: 0, block: None, width: None }
    }

    /// The same when the first bytes of the text are gone: of a line that began among them, its end is still longer than
    /// lines that are wrapped.
    pub(crate) fn shift(&mut self, bytes: usize) {
        self.line = self.line.saturating_sub(bytes);
        self.block = self.block.map(|block| block.saturating_sub(bytes));
    }

    /// The newline at byte `at`, which is behind those that were asked for before.
    #[inline]
    pub(crate) fn newline(&mut self, text: &str, at: usize) -> Newline {
        match text.as_bytes().get(at..) {
            Some([b'\n', b'\n', b'!'..=b'~', ..]) => self.paragraph(at + 2),
            _ => self.any_newline(text, at),
        }
    }

    /// A blank line, and a paragraph that begins at a byte.
    #[inline]
    fn paragraph(&mut self, next: usize) -> Newline {
        *self = Self { line: next, block: None, width: None, ..*self };
        Newline { next, ends: true }
    }

    fn any_newline(&mut self, text: &str, at: usize) -> Newline {
        // Most newlines of wrapped prose stand between small letters.
        let byte = |at: usize| text.as_bytes().get(at).copied().unwrap_or(b'.');
        let small = byte(at + 1).is_ascii_lowercase() && byte(at.wrapping_sub(1)).is_ascii_lowercase();
        if small && byte(at) == b'\n' && self.newlines == Newlines::Auto {
            self.block.get_or_insert(self.line);
            self.line = at + 1;
            return Newline { next: at + 1, ends: false };
        }
        let (next, blank) = match text.as_bytes().get(at..) {
            Some([b'\n', b'!'..=b'~', ..]) => (at + 1, false),
            _ => skip(text, at),
        };
        if blank {
            return self.paragraph(next);
        }
        let line = text.get(self.line..at).unwrap_or("").trim();
        let ends = match self.newlines {
            _ if next == text.len() || line.is_empty() => true,
            Newlines::Space => false,
            Newlines::Break => true,
            Newlines::Auto => {
                let block = *self.block.get_or_insert(self.line);
                let width = || *self.width.get_or_insert_with(|| lines::width(text, block));
                !lines::is_wrapped(line, text.get(next..).unwrap_or(""), width)
            }
        };
        self.line = next;
        Newline { next, ends }
    }
}

/// Passes the newline at byte `at` and all white space behind it; tells whether a blank line is among it.
pub(super) fn skip(text: &str, at: usize) -> (usize, bool) {
    let rest = text.get(at..).unwrap_or("");
    let (mut newlines, mut before) = (0, ' ');
    for (i, c) in rest.char_indices() {
        if !c.is_whitespace() {
            return (at + i, newlines > 1);
        }
        newlines += usize::from(lines::is_newline(c) && !(c == '\n' && before == '\r'));
        before = c;
    }
    (text.len(), newlines > 1)
}

/// The paragraphs of a text, without the white space around them.
pub(super) fn spans(text: &str, newlines: Newlines) -> impl Iterator<Item = Span> + '_ {
    let mut scan = Scan::<AtNewlines>::new(text.as_bytes(), 0);
    let mut wrapping = Wrapping::new(newlines);
    let (mut start, mut at, mut done) = (0, 0, false);
    std::iter::from_fn(move || {
        while !done {
            let (end, next) = match scan.next_from(at) {
                Some(stop) => {
                    let newline = wrapping.newline(text, stop);
                    at = newline.next;
                    if !newline.ends {
                        continue;
                    }
                    (stop, newline.next)
                }
                None => {
                    done = true;
                    (text.len(), text.len())
                }
            };
            let span = Span::new(start, end).trim(text);
            start = next;
            if !span.is_empty() {
                return Some(span);
            }
        }
        None
    })
}

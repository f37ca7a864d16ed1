//! Finds the characters that may be quotation marks, with what stands on either side of them.

use super::glyph::Glyph;
use super::side::Side;
use crate::compact::push;
use crate::text::{AtNewlines, Scan, Span};

/// A character, or pair of them, that may be a quotation mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    start: u32,
    len: u8,
    pub(super) glyph: Glyph,
    /// What stands before it, and before the marks right before it.
    pub(super) before: Side,
    /// What stands after it, and after the marks right after it.
    pub(super) after: Side,
    /// Twice its line, where lines are sentences that nothing parts into paragraphs; else 0. One more if the line begins
    /// with it. A text of marks alone has one every few bytes.
    line: u32,
}

impl Mark {
    /// Its line, where lines are sentences.
    pub(super) fn line(&self) -> u32 {
        self.line >> 1
    }

    /// Whether that line begins with it.
    pub(super) fn heads(&self) -> bool {
        self.line & 1 == 1
    }

    /// Where it is.
    pub(super) fn span(&self) -> Span {
        Span::new(self.start as usize, self.start as usize + usize::from(self.len))
    }
}

/// Marks of one shape side by side that are a line or a column's ditto, not quotation marks.
const LINE: usize = 4;

/// Appends the marks of a paragraph to `marks`, in order.
pub(super) fn scan(text: &str, paragraph: Span, marks: &mut Vec<Mark>) {
    let bytes = text.as_bytes();
    let mut at = paragraph.start();
    let mut run = Run { first: marks.len(), ..Run::default() };
    while let Some(found) = next_candidate(bytes, at, paragraph.end()) {
        let Some((glyph, len)) = glyph_at(text, found, paragraph) else {
            at = found + char_len(text, found);
            continue;
        };
        if run.last.is_some_and(|last| !adjoins(bytes, &last, found)) {
            finish_run(text, paragraph, marks, run.first);
            run = Run { first: marks.len(), ..Run::default() };
        }
        let (before, after) = (Side::Edge, Side::Edge);
        let start = found as u32;
        let mark = Mark { start, len: len as u8, glyph, before, after, line: 0 };
        if run.goes_on(marks, mark) {
            at = found + len;
        } else {
            at = marks.get(run.first).map_or(found, |first| first.span().start());
            marks.truncate(run.first);
            run = Run { first: run.first, whole: true, ..Run::default() };
        }
    }
    finish_run(text, paragraph, marks, run.first);
}

/// A run of marks that is being read.
#[derive(Default)]
struct Run {
    /// Its first mark, by its place.
    first: usize,
    last: Option<Mark>,
    /// Whether marks of a line were left out, and whether none may be.
    cut: bool,
    whole: bool,
}

impl Run {
    /// Appends a mark to the run; of a long line no more than show that it is one. Returns whether that was right: where
    /// the line ends in another mark, it is none, and all its marks are wanted.
    fn goes_on(&mut self, marks: &mut Vec<Mark>, mark: Mark) -> bool {
        let alike = self.last.is_some_and(|last| last.glyph == mark.glyph);
        if self.cut && !alike {
            return false;
        }
        let of_run = marks.get(self.first..).unwrap_or(&[]);
        let line = || of_run.len() == LINE && of_run.iter().all(|other| other.glyph == mark.glyph);
        self.last = Some(mark);
        if self.cut || !self.whole && line() {
            self.cut = true;
        } else {
            push(marks, mark);
        }
        true
    }
}

/// Tells the marks of a paragraph their lines.
pub(super) fn tell_lines(text: &str, paragraph: Span, marks: &mut [Mark]) {
    let mut newlines = Scan::<AtNewlines>::new(text.as_bytes(), paragraph.start());
    let mut newline = newlines.next_from(paragraph.start());
    let (mut line, mut read) = (0, paragraph.start());
    for mark in marks {
        let start = mark.span().start();
        let begun = line;
        while let Some(at) = newline.filter(|&at| at < start) {
            (line, read) = (line + 1, at);
            newline = newlines.next_from(at + 1);
        }
        let heads = line > begun && text.get(read..start).is_some_and(|gap| gap.trim().is_empty());
        mark.line = line << 1 | u32::from(heads);
    }
}

/// Whether only markup for italics, if anything, stands between a mark and the offset of the next:
/// `"_'Stop!'_"`.
fn adjoins(bytes: &[u8], last: &Mark, next: usize) -> bool {
    let end = last.span().end();
    end == next || (end + 1 == next && matches!(bytes.get(end), Some(b'_' | b'*')))
}

/// Gives the marks of a run their sides, or takes the run away where it is no quotation.
fn finish_run(text: &str, paragraph: Span, marks: &mut Vec<Mark>, run: usize) {
    let Some(of_run) = marks.get_mut(run..) else { return };
    let (Some(first), Some(last)) = (of_run.first(), of_run.last()) else { return };
    let glyph = first.glyph;
    if of_run.len() >= LINE && of_run.iter().all(|mark| mark.glyph == glyph) {
        marks.truncate(run);
        return;
    }
    let (before, after) = Side::around(text, paragraph, first.span().start(), last.span().end());
    for mark in of_run {
        mark.before = before;
        mark.after = after;
    }
}

/// The first byte from `at` that may begin a mark: `"`, `'`, `` ` ``, `,` (of `,,`), or the first byte of
/// the others in UTF-8.
fn next_candidate(bytes: &[u8], at: usize, end: usize) -> Option<usize> {
    let begins = |&byte: &u8| matches!(byte, b'"' | b'\'' | b'`' | b',' | 0xC2 | 0xD7 | 0xE2 | 0xE3 | 0xEF);
    bytes.get(at..end)?.iter().position(begins).map(|found| at + found)
}

fn char_len(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
}

/// The mark at byte `at` with its length in bytes.
fn glyph_at(text: &str, at: usize, paragraph: Span) -> Option<(Glyph, usize)> {
    let rest = text.get(at..paragraph.end())?;
    let c = rest.chars().next()?;
    let doubled = || rest.chars().nth(1) == Some(c);
    let double = match c {
        ',' => {
            // `,,Tak''`, not `1,,2`.
            let after = rest.get(2..).and_then(|rest| rest.chars().next());
            let before = text.get(paragraph.start()..at)?.chars().next_back();
            let opens = doubled()
                && before.is_none_or(|c| c.is_whitespace() || c == '(')
                && after.is_some_and(char::is_alphanumeric);
            return opens.then_some((Glyph::LowDouble, 2));
        }
        '`' | '‘' => Some(Glyph::Backticks),
        '\'' | '’' => Some(Glyph::Apostrophes),
        _ => None,
    };
    match double {
        Some(glyph) if doubled() && !single_first(text, rest, c, at, paragraph) => {
            Some((glyph, 2 * c.len_utf8()))
        }
        _ => Some((Glyph::of(c)?, c.len_utf8())),
    }
}

/// Whether of three apostrophes the first stands alone: `''He said 'go'''` ends in a single mark and a
/// double one.
fn single_first(text: &str, rest: &str, c: char, at: usize, paragraph: Span) -> bool {
    let three = rest.chars().take_while(|&d| d == c).take(4).count() == 3;
    let before = text.get(paragraph.start()..at).and_then(|before| before.chars().next_back());
    three && before.is_some_and(|before| !before.is_whitespace() && before != c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyphs(text: &str) -> Vec<(Glyph, &str)> {
        let mut marks = Vec::new();
        scan(text, Span::new(0, text.len()), &mut marks);
        marks.iter().map(|mark| (mark.glyph, mark.span().of(text))).collect()
    }

    #[test]
    fn pairs_of_characters_that_are_one_mark() {
        use Glyph as G;
        assert_eq!(glyphs("``No,'' he said"), [(G::Backticks, "``"), (G::Apostrophes, "''")]);
        assert_eq!(glyphs("‘‘No’’"), [(G::Backticks, "‘‘"), (G::Apostrophes, "’’")]);
        assert_eq!(glyphs(",,Nee'' en 1,,2"), [(G::LowDouble, ",,"), (G::Apostrophes, "''")]);
        assert_eq!(
            glyphs("''He said 'go'''"),
            [
                (G::Apostrophes, "''"),
                (G::StraightSingle, "'"),
                (G::StraightSingle, "'"),
                (G::Apostrophes, "''")
            ]
        );
    }

    #[test]
    fn a_line_of_marks_is_none() {
        assert!(glyphs("Chapter 1\n\"\"\"\"\"\"\"\"").is_empty());
    }

    #[test]
    fn a_line_that_ends_in_another_mark_is_none() {
        assert_eq!(glyphs("\"\"\"\"\"\"”").len(), 7);
        assert_eq!(glyphs("”\"\"\"\"\"\"").len(), 7);
        assert_eq!(glyphs("\"\"\"\"\"\"” and \"\"\"\"\"”").len(), 13);
    }

    #[test]
    fn sides_are_those_of_the_whole_run_of_marks() {
        let text = "he said, “‘_Stop!_’”";
        let mut marks = Vec::new();
        scan(text, Span::new(0, text.len()), &mut marks);
        assert_eq!(marks.len(), 4);
        assert!(marks[..2].iter().all(|mark| (mark.before, mark.after) == (Side::Space, Side::Letter)));
        assert!(marks[2..].iter().all(|mark| (mark.before, mark.after) == (Side::Terminal, Side::Edge)));
    }
}

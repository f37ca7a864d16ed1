//! Texts with a sentence a line, as corpora and programs that gather news write them: there a newline ends a sentence,
//! and a blank line a paragraph.

use super::running::Running;
use super::{AtNewlines, kind, lines, newline};
use crate::text::{Scan, Span};

/// What the lines of a text are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Layout {
    /// Paragraphs, or parts of those that the text was wrapped in.
    #[default]
    Paragraphs,
    /// Sentences, with a blank line between paragraphs.
    Sentences,
    /// Sentences, and nothing tells where a paragraph ends.
    SentencesAlone,
}

/// Of so many lines at most one holds several sentences. With a paragraph a line it is every third one, on average.
const SEVERAL_AMONG: usize = 10;
/// So many of as many newlines inside blocks stand behind the end of a sentence: hard-wrapped lines end anywhere.
const ENDED: [usize; 2] = [4, 5];
/// So many lines a block has, on average, that is taken for a paragraph though no quotation tells it.
const LONGEST_BLOCK: usize = 6;
/// To so many blocks at least one newline stands inside a block.
const SHORTEST_BLOCK: usize = 4;

/// Makes one paragraph of the lines between two blank ones, where the text has a sentence a line.
///
/// It has where hardly a line holds several sentences, and either quotations run on from line to line, which writers of
/// paragraphs would open anew, or single newlines and blank lines alternate.
pub(super) fn join(text: &str, paragraphs: Vec<Span>) -> (Vec<Span>, Layout) {
    let adjoins = |paragraph: &Span| !next_line(text, paragraph.end()).1;
    let (_, others) = paragraphs.split_last().unwrap_or((&Span::default(), &[]));
    if !others.iter().any(adjoins) || !are_sentences(text) {
        return (paragraphs, Layout::Paragraphs);
    }
    let layout = Evidence::of(text).layout();
    if layout == Layout::Paragraphs {
        return (paragraphs, layout);
    }
    let mut out: Vec<Span> = Vec::with_capacity(paragraphs.len());
    for paragraph in paragraphs {
        match out.last_mut() {
            Some(last) if adjoins(last) && goes_on(text, *last, paragraph) => {
                *last = Span::new(last.start(), paragraph.end());
            }
            _ => out.push(paragraph),
        }
    }
    (out, layout)
}

/// Whether the lines that others follow at once end as sentences do, but for titles, signatures and the like, which are short.
fn are_sentences(text: &str) -> bool {
    let mut before = "";
    let (mut joints, mut ended, mut short) = (0, 0, 0);
    for line in Lines::of(text) {
        if !line.apart {
            joints += 1;
            if ends_sentence(before) {
                ended += 1;
            } else if before.len() < lines::NARROWEST {
                short += 1;
            }
        }
        before = line.text;
    }
    let [most, of] = ENDED;
    2 * ended >= joints.max(1) && ended * of >= (joints - short) * most
}

/// Whether a line goes on with the paragraph that ends right above it: no title stands there, and no item of a list, turn or
/// date line here.
fn goes_on(text: &str, above: Span, line: Span) -> bool {
    let head = line.of(text);
    (ends_sentence(above.of(text)) || above.of(text).ends_with([',', ';', ':']))
        && !lines::is_item(head)
        && !is_label(head)
        && kind::dateline(text, line).is_none()
}

/// Whether a line begins with a name and a colon, as a turn does.
fn is_label(line: &str) -> bool {
    const WORDS: usize = 6;
    const BYTES: usize = 60;
    let Some(label) = crate::text::head(line, BYTES).split_once(':').map(|(label, _)| label) else {
        return false;
    };
    label.split(' ').count() <= WORDS && label.split(' ').all(|word| !word.starts_with(char::is_lowercase))
}

/// Whether a line ends with a mark that ends sentences, and what closes with it.
fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(closes).ends_with(is_stop)
}

pub(super) fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '۔' | '।')
}

/// Whether a character can stand behind the stop of a sentence that it belongs to.
fn closes(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '“' | '‘' | '»' | '«' | '」' | '』' | ')' | ']' | '_' | '*' | ' ')
}

/// What tells whether each line of a text is a sentence.
#[derive(Default)]
struct Evidence {
    lines: usize,
    blocks: usize,
    /// Lines of several sentences.
    several: usize,
    /// Lines that a quotation runs on in.
    on: usize,
    /// Lines that open a quotation anew that the line before has left open.
    anew: usize,
}

impl Evidence {
    fn of(text: &str) -> Self {
        let mut evidence = Self::default();
        let mut running = Running::default();
        for line in Lines::of(text) {
            if line.apart {
                running = Running::default();
                evidence.blocks += 1;
            }
            evidence.lines += 1;
            let found = running.read(line.text);
            evidence.several += usize::from(found.several);
            evidence.on += found.on;
            evidence.anew += usize::from(found.anew);
        }
        evidence
    }

    fn layout(&self) -> Layout {
        let Self { lines, blocks, several, on, anew } = *self;
        let joints = lines.saturating_sub(blocks);
        let alternate = blocks > 1 && blocks * LONGEST_BLOCK >= lines && joints * SHORTEST_BLOCK >= blocks;
        let run_on = on > 0 && 2 * on >= anew;
        match (several * SEVERAL_AMONG <= lines, alternate) {
            (true, true) if run_on || anew == 0 => Layout::Sentences,
            (true, false) if run_on => Layout::SentencesAlone,
            _ => Layout::Paragraphs,
        }
    }
}

/// The lines of a text that aren't blank, without the white space around them.
struct Lines<'t> {
    text: &'t str,
    scan: Scan<'t, AtNewlines>,
    /// Where the next one begins.
    at: usize,
    apart: bool,
}

/// Where the next line begins behind a newline at byte `at`, and whether it is apart: behind a blank line, or a mark that
/// ends paragraphs or pages.
fn next_line(text: &str, at: usize) -> (usize, bool) {
    let (next, blank) = newline::skip(text, at);
    let gap = text.get(at..next).unwrap_or("");
    (next, blank || gap.contains(['\u{2029}', '\u{c}']))
}

/// A line that isn't blank.
struct Line<'t> {
    text: &'t str,
    /// Whether it is the first of its block.
    apart: bool,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Self {
        let at = text.len() - text.trim_start().len();
        Self { text, scan: Scan::new(text.as_bytes(), at), at, apart: true }
    }
}

impl<'t> Iterator for Lines<'t> {
    type Item = Line<'t>;

    fn next(&mut self) -> Option<Line<'t>> {
        if self.at >= self.text.len() {
            return None;
        }
        let end = self.scan.next_from(self.at).unwrap_or(self.text.len());
        let line = Line { text: self.text.get(self.at..end).unwrap_or("").trim(), apart: self.apart };
        (self.at, self.apart) = next_line(self.text, end);
        Some(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Newlines, laid_out};

    /// What the lines of a text are, and its paragraphs.
    fn read(text: &str) -> (Layout, Vec<&str>) {
        let (paragraphs, layout) = laid_out(text, Newlines::Auto);
        (layout, paragraphs.iter().map(|paragraph| paragraph.span().of(text)).collect())
    }

    #[test]
    fn a_quotation_over_lines_makes_them_sentences_of_a_paragraph() {
        let text = "\"The ban stays.\nIt was a hard choice,\" Reed told Radio Marlby.\n\"But we stand by it.\nThat is all.\"";
        assert_eq!(read(text), (Layout::SentencesAlone, vec![text]));
        let text = "「行こう。\n今すぐに」と彼は言った。\n彼女は黙った。";
        assert_eq!(read(text), (Layout::SentencesAlone, vec![text]));
    }

    #[test]
    fn blank_lines_between_lines_of_a_sentence_part_paragraphs() {
        let text = "It rained.\nThe mayor stayed at home.\n\nNobody came.\r\nThe hall was cold.";
        let parts = vec!["It rained.\nThe mayor stayed at home.", "Nobody came.\r\nThe hall was cold."];
        assert_eq!(read(text), (Layout::Sentences, parts));
    }

    #[test]
    fn lines_of_several_sentences_are_paragraphs() {
        let text = "“We stay. It was a hard choice.\nIt rained. “No,” she said. They left.\nWe won,” Reed said. “That is all.”";
        assert_eq!(read(text).0, Layout::Paragraphs);
        let text =
            "It rained. Nobody came.\nThe hall was cold.\n\nThe mayor stayed. She was ill.\nIt snowed.";
        assert_eq!(read(text).1.len(), 4);
    }

    #[test]
    fn quotations_that_every_line_opens_anew_run_over_paragraphs() {
        let text = "“The ban stays.\n“It was a hard choice.\n“We stand by it,” Reed told Radio Marlby.\nThe line went dead.";
        assert_eq!(read(text), (Layout::Paragraphs, text.lines().collect()));
    }

    #[test]
    fn wrapped_lines_and_verse_are_no_sentences() {
        let wrapped = "“The ban on lights in the harbour stays, and nobody will\nchange that before the winter,” Reed told Radio Marlby on\n                       Monday. “It was a hard choice.” The mayor, who was ill, did\nnot come to the hall, where it was cold.";
        assert_eq!(read(wrapped), (Layout::Paragraphs, vec![wrapped]));
        let verse = "“Who goes there\nin the night\nand the rain?” she cried.\nNobody\nanswered.";
        assert_eq!(read(verse).0, Layout::Paragraphs);
    }

    #[test]
    fn titles_items_turns_and_date_lines_stay_apart() {
        let text = "A ban in Marlby\nMarlby, 3 May 2031 (CNA): The ban stays.\n“It was hard.\nWe stand by it,” Reed said.\n                    Reed: Yes.\n- no lights\nWhat comes next\n“We wait.\nThat is all.”";
        let (layout, parts) = read(text);
        assert_eq!(layout, Layout::SentencesAlone);
        let heads: Vec<_> = parts.iter().map(|part| part.get(..6).unwrap()).collect();
        assert_eq!(heads, ["A ban ", "Marlby", "Reed: ", "- no l", "What c", "“We "]);
        assert_eq!(parts.get(1).unwrap().lines().count(), 3);
    }

    #[test]
    fn marks_that_end_paragraphs_do_so_among_sentences() {
        let text = "“It was hard.\nWe stand by it,” Reed said.\u{2029}It rained.\u{c}Nobody came.";
        assert_eq!(read(text).1.len(), 3);
    }

    #[test]
    fn a_newline_that_is_told_is_what_is_told() {
        let text = "“It was hard.\nWe stand by it,” Reed said.";
        assert_eq!(laid_out(text, Newlines::Break).0.len(), 2);
        assert_eq!(laid_out(text, Newlines::Space).1, Layout::Paragraphs);
    }
}

//! Where what is said in a turn begins and ends.

use super::Turn;
use super::label::{Form, Label, line_at, next_line};
use super::name::is_all_capitals;
use super::stamp::stamp;
use crate::layers::Layers;
use crate::text::{ParagraphKind, Span, head};

/// How long a direction in brackets before what is said may be, in bytes.
const LONGEST_DIRECTION: usize = 200;
/// In so many bytes of a paragraph the name of whoever speaks shows that someone else tells it.
const NARRATED: usize = 300;

/// The turns of labels, `all` of them those that lines may begin with: whoever they name or don't, what stands behind one
/// isn't said by whoever spoke before. A label without words behind it makes no turn.
pub(super) fn extents(layers: &Layers<'_>, labels: &[Label], all: &[Label]) -> Vec<Turn> {
    let name = |label: &Label| label.name.of(layers.text);
    let first = labels.first().map_or("", name);
    let alone = labels.iter().all(|label| name(label).eq_ignore_ascii_case(first));
    let mut turns = Vec::with_capacity(labels.len());
    for (at, label) in labels.iter().enumerate() {
        let next = labels.get(at + 1).map(|next| next.line.start());
        let extent = Extent {
            layers,
            label,
            limit: next.unwrap_or(layers.text.len()),
            others: all
                .get(all.partition_point(|other| other.line.start() <= label.line.start())..)
                .unwrap_or(&[]),
            open: next.is_some() && !alone,
        };
        if let Some(content) = extent.content() {
            turns.push(Turn { name: label.name, content });
        }
    }
    turns
}

struct Extent<'a> {
    layers: &'a Layers<'a>,
    label: &'a Label,
    /// Where the next label stands.
    limit: usize,
    /// All labels of lines behind this one.
    others: &'a [Label],
    /// Whether a turn goes on over paragraphs: others speak behind it, and all have labels.
    open: bool,
}

impl Extent<'_> {
    fn content(&self) -> Option<Span> {
        let text = self.layers.text;
        let start = self.begin()?;
        let mut end = start;
        let mut line_start = start;
        let mut blank = false;
        while line_start < self.limit {
            let line = line_at(text, line_start);
            if line.is_empty() {
                blank = true;
            } else {
                if end > start && self.ends_before(line, blank) {
                    break;
                }
                end = line.end().min(self.limit);
                blank = false;
            }
            let newline = line_end(text, line_start.max(line.end()));
            if newline >= text.len() {
                break;
            }
            line_start = next_line(text, newline);
        }
        let said = Span::new(start, end).trim(text);
        let words = said.of(text);
        let kept = words.strip_suffix("</v>").unwrap_or(words);
        let kept =
            if self.label.quoted { kept.trim_end_matches(['”', '"', '“', '»', '’']) } else { kept };
        let said = Span::new(said.start(), said.start() + kept.len()).trim(text);
        said.of(text).contains(char::is_alphanumeric).then_some(said)
    }

    /// Where the words begin behind the directions.
    fn begin(&self) -> Option<usize> {
        let text = self.layers.text;
        let mut at = self.label.content;
        // The label stands alone on its line.
        let mut left = 3;
        loop {
            let rest = text.get(at..self.limit)?;
            let words = rest.trim_start();
            let gap = rest.get(..rest.len() - words.len())?;
            let blank = gap.matches('\n').count() > 1;
            if words.is_empty() || blank && at > self.label.content {
                return None;
            }
            at += gap.len();
            let close = match words.chars().next()? {
                '(' => ')',
                '[' => ']',
                '（' => '）',
                _ => return Some(at),
            };
            let direction = head(words, LONGEST_DIRECTION);
            let end = direction.find(close).filter(|_| left > 0).map(|end| at + end + close.len_utf8());
            let Some(end) = end else { return Some(at) };
            at = end;
            // "(softly). Yes", "(softly): Yes"
            if text.get(at..)?.starts_with(['.', ':']) {
                at += 1;
            }
            left -= 1;
        }
    }

    /// Whether a turn ends before a line that isn't blank, behind a blank one perhaps.
    fn ends_before(&self, line: Span, blank: bool) -> bool {
        let text = self.layers.text;
        let words = line.of(text);
        let enclosed = words.starts_with(['(', '[']) && words.ends_with([')', ']']);
        let bare = !words.contains(char::is_alphabetic) || words.contains("-->");
        if enclosed || bare || words.starts_with('#') || stamp(words).is_some_and(|stamp| stamp.clear) {
            return true;
        }
        let at = self.others.partition_point(|other| other.line.start() < line.start());
        let other = self.others.get(at).filter(|other| other.line.start() == line.start());
        if other.is_some_and(|other| matches!(other.form, Form::Colon | Form::Letter | Form::Stamped)) {
            return true;
        }
        let paragraph = self.paragraph(line.start());
        if !blank {
            return !self.open && self.label.form != Form::Alone && paragraph.is_some();
        }
        if !self.open || matches!(self.label.form, Form::Alone | Form::Tagged) {
            return true;
        }
        let heading = paragraph.is_some_and(|kind| kind != ParagraphKind::Body);
        heading || is_all_capitals(words) || self.is_narrated(words)
    }

    /// The kind of the paragraph that begins at a byte.
    fn paragraph(&self, start: usize) -> Option<ParagraphKind> {
        let paragraphs = self.layers.paragraphs;
        let at = paragraphs.partition_point(|paragraph| paragraph.span().start() < start);
        paragraphs
            .get(at)
            .filter(|paragraph| paragraph.span().start() == start)
            .map(|paragraph| paragraph.kind())
    }

    /// Whether a paragraph speaks of whoever has the turn: "Lee laughs."
    fn is_narrated(&self, words: &str) -> bool {
        let name = self.label.name.of(self.layers.text).trim_end_matches('.');
        let Some(last) = name.split_whitespace().next_back().filter(|last| last.chars().nth(1).is_some())
        else {
            return false;
        };
        let plain = super::who::plain_case(last);
        head(words, NARRATED).split(|c: char| !c.is_alphanumeric()).any(|word| word == last || word == plain)
    }
}

/// Where the line ends that a byte lies in.
fn line_end(text: &str, at: usize) -> usize {
    use crate::text::{AtNewlines, Scan};
    Scan::<AtNewlines>::new(text.as_bytes(), at.min(text.len())).next_from(at).unwrap_or(text.len())
}

//! Headings, captions and date lines.

use super::{Paragraph, ParagraphKind};
use crate::text::{Span, head};

/// Longest heading, and longest line under a picture, in bytes.
const LONGEST: usize = 160;
/// Longest date line in bytes.
const LONGEST_DATELINE: usize = 90;

/// Tells headings and captions from running text.
pub(super) fn tell_kinds(text: &str, paragraphs: &mut [Paragraph]) {
    let titles: Vec<bool> = paragraphs.iter().map(|p| is_title(p.span.of(text))).collect();
    let title = |i: usize| titles.get(i).copied().unwrap_or(false);
    let gaps: Vec<bool> =
        paragraphs.iter().zip(paragraphs.iter().skip(1)).map(|(a, b)| is_near(text, a, b)).collect();
    let near = |i: usize| gaps.get(i).copied().unwrap_or(false);
    let count = paragraphs.len();
    for (i, paragraph) in paragraphs.iter_mut().enumerate() {
        let line = paragraph.span.of(text);
        // Lines right under each other: a picture's title and what it shows.
        let above = i > 0 && near(i - 1) && title(i - 1);
        let below = near(i) && title(i + 1);
        paragraph.kind = if is_credit(line) || title(i) && (above || below) && count > 2 {
            ParagraphKind::Caption
        } else if title(i) && i + 1 < count && paragraph.dateline().is_none() {
            ParagraphKind::Heading
        } else {
            ParagraphKind::Body
        };
    }
}

/// Whether no blank line stands between two paragraphs.
fn is_near(text: &str, a: &Paragraph, b: &Paragraph) -> bool {
    let gap = text.get(a.span.end()..b.span.start()).unwrap_or("");
    gap.len() <= 8 && gap.matches(['\n', '\r', '\u{2028}']).count() <= 1
}

/// Whether a paragraph looks like a title: short, begun with a capital letter or a digit, and not ended
/// as a sentence, a greeting or a list's head is.
fn is_title(line: &str) -> bool {
    let ends = line.ends_with(['.', '!', '?', ':', ';', ',', '…', '"', '”', '’', '\'', '»', '-', '—', ')']);
    let begins = line.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let quoted = line.contains(['"', '“', '”', '«', '»']);
    line.len() <= LONGEST
        && begins
        && !ends
        && !quoted
        && !line.contains('\n')
        && line.split(' ').count() <= 20
}

/// Whether a paragraph credits a picture: "Image: Jo Roe".
fn is_credit(line: &str) -> bool {
    const HEADS: [&str; 8] =
        ["Image", "Photo", "Picture", "File photo", "Photograph", "Credit", "Caption", "Map"];
    line.len() <= LONGEST
        && HEADS.iter().any(|head| {
            line.strip_prefix(head).is_some_and(|rest| {
                rest.starts_with([':', '/']) || rest.starts_with(" by ") || rest.starts_with(" credit")
            })
        })
}

/// The date line at the head of a paragraph: the place and date that a report begins with, or a paragraph
/// that is a date alone.
pub(super) fn dateline(text: &str, paragraph: Span) -> Option<Span> {
    let line = paragraph.of(text);
    let head = head(line, LONGEST_DATELINE);
    let len = placed(head)
        .or_else(|| dated(head))
        .or_else(|| (line.len() == head.len() && is_date(line)).then_some(line.len()))?;
    Some(Span::new(paragraph.start(), paragraph.start() + len))
}

/// "LEEDS, England (AP) — ": a place in capitals, and a dash.
fn placed(head: &str) -> Option<usize> {
    let (at, dash) = head.char_indices().find(|&(_, c)| matches!(c, '—' | '–' | '-'))?;
    let place = head.get(..at)?;
    let spaced = place.ends_with(' ') || dash == '—';
    let word = place.split([' ', ',']).next()?;
    let capitals = word.len() > 1 && word.chars().all(|c| c.is_uppercase() || c == '.');
    let named = place.split(' ').all(|word| !word.starts_with(char::is_lowercase));
    let dashes = head.get(at..)?.chars().take_while(|&c| c == dash).map(char::len_utf8).sum::<usize>();
    (spaced && capitals && named && !place.contains(['“', '"'])).then_some(at + dashes)
}

/// "Leeds, 23 February 2022 (TDI):" and "LEEDS (Reuters):": a place, a date or an agency, and a colon.
fn dated(head: &str) -> Option<usize> {
    let at = head.find(':')?;
    let place = head.get(..at)?;
    let agency = place.ends_with(')') && place.contains('(');
    let date = is_date(place.split_once('(').map_or(place, |(before, _)| before));
    let named = place.starts_with(char::is_uppercase) && !place.contains(['.', '“', '"']);
    (named && (date || agency && place.split(' ').count() <= 4)).then_some(at + 1)
}

/// Whether a line is a place and a date and nothing else: a year, a month or a weekday, and no word that
/// begins with a small letter.
fn is_date(line: &str) -> bool {
    let mut words = line.split([' ', ',', '\u{a0}']).filter(|word| !word.is_empty());
    let is_year = |word: &str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let year = line.split([' ', ',', '\u{a0}']).any(is_year);
    let month = line.split([' ', ',', '\u{a0}']).any(|word| MONTHS.contains(&word.trim_end_matches('.')));
    year && month
        && words.all(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
        && line.len() <= 60
}

const MONTHS: [&str; 23] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Sept",
    "Oct",
    "Nov",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Newlines, paragraphs};

    fn kinds(text: &str) -> Vec<ParagraphKind> {
        paragraphs(text, Newlines::Auto).iter().map(Paragraph::kind).collect()
    }

    #[test]
    fn headings_and_captions_are_told_from_running_text() {
        let text = "A Bridge for Leeds\n\nThe bridge opened on Monday.\n\nLeeds Bridge\nThe mayor of Leeds cuts the ribbon\n\n\
                    Image: Jo Roe.\n\nWhat Comes Next: A Road\n\nNobody knows.";
        use ParagraphKind::{Body, Caption, Heading};
        assert_eq!(kinds(text), [Heading, Body, Caption, Caption, Caption, Heading, Body]);
    }

    #[test]
    fn the_last_line_and_what_is_said_are_no_headings() {
        assert_eq!(kinds("She left.\n\nAnn Lee"), [ParagraphKind::Body; 2]);
        assert_eq!(kinds("“Never”\n\nShe left."), [ParagraphKind::Body; 2]);
    }

    #[test]
    fn date_lines() {
        let head = |text: &str| {
            paragraphs(text, Newlines::Auto)
                .first()
                .and_then(Paragraph::dateline)
                .map(|d| d.of(text).to_owned())
        };
        assert_eq!(head("Leeds, 3 May 2022 (TDI): It rained.").as_deref(), Some("Leeds, 3 May 2022 (TDI):"));
        assert_eq!(head("LEEDS, England (AP) — It rained.").as_deref(), Some("LEEDS, England (AP) —"));
        assert_eq!(head("NEW YORK - It rained.").as_deref(), Some("NEW YORK -"));
        assert_eq!(head("Friday, May 4, 2019\n\nIt rained.").as_deref(), Some("Friday, May 4, 2019"));
        assert_eq!(head("Lee: It rained.").as_deref(), None);
        assert_eq!(head("In May 2019 it rained: a lot.").as_deref(), None);
        assert_eq!(head("A man - a plan.").as_deref(), None);
    }
}

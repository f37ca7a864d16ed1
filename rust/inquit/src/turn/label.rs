//! Lines that may begin with a label.

use super::name::{Name, is_all_capitals, is_name, name};
use super::stamp::{is_time, stamp};
use crate::text::{AtNewlines, Scan, Span, head};

/// In so many bytes a label ends.
const LONGEST: usize = 120;
/// How long a line with a name alone is at most, in bytes.
const LONGEST_ALONE: usize = 64;

/// How a label stands before what is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// Beside a time: "[10:01] Ann: …", "Ann (00:12): …".
    Stamped,
    /// `<v Ann>`, `<ann>`, "@ann: …".
    Tagged,
    /// "Ann: …"
    Colon,
    /// A name in capitals alone on its line.
    Alone,
    /// "HAMLET. …", "HARPAGON. — …"
    Stop,
    /// "Q. …", "Q …"
    Letter,
}

/// What may be a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) form: Form,
    /// Where its line begins and ends.
    pub(super) line: Span,
    pub(super) name: Span,
    /// Where what is said begins: behind the label, perhaps on the next line.
    pub(super) content: usize,
    /// Whether the label tells more of the one it names, or is marked up.
    pub(super) told: bool,
    /// Whether a quotation mark stands before it.
    pub(super) quoted: bool,
    /// Whether a time stands beside it that hardly stands elsewhere, in brackets or with a date.
    pub(super) clear: bool,
}

/// The lines of a text that may begin with a label.
pub(super) fn labels(text: &str) -> Vec<Label> {
    let mut found = Vec::new();
    let mut scan = Scan::<AtNewlines>::new(text.as_bytes(), 0);
    let mut start = 0;
    let mut apart = true;
    while start < text.len() {
        let end = scan.next_from(start).unwrap_or(text.len());
        let line = Span::new(start, end).trim(text);
        if !line.is_empty()
            && let Some(label) = label(text, line, apart)
        {
            found.push(label);
        }
        apart = line.is_empty();
        start = next_line(text, end);
    }
    found
}

/// Where the line begins behind the newline at a byte.
pub(super) fn next_line(text: &str, newline: usize) -> usize {
    let rest = text.get(newline..).unwrap_or("");
    let newline_len =
        if rest.starts_with("\r\n") { 2 } else { rest.chars().next().map_or(1, char::len_utf8) };
    newline + newline_len
}

/// The line that begins at a byte, without the white space around it.
pub(super) fn line_at(text: &str, start: usize) -> Span {
    let end = Scan::<AtNewlines>::new(text.as_bytes(), start.min(text.len())).next_from(start);
    Span::new(start.min(text.len()), end.unwrap_or(text.len())).trim(text)
}

/// What may be the label of a line. `apart` tells whether the line before is blank.
fn label(text: &str, line: Span, apart: bool) -> Option<Label> {
    let words = line.of(text);
    let top = head(words, LONGEST);
    let mut bytes = top.bytes();
    let capitals = {
        let mut first = words.trim_start_matches(|c: char| c.is_ascii_digit() || c.is_whitespace()).chars();
        let upper = |c: Option<char>| c.is_some_and(char::is_uppercase);
        upper(first.next()) && first.next().is_some_and(|c| c.is_uppercase() || !c.is_alphanumeric())
    };
    // The full-width colon begins with this byte.
    if !capitals && !bytes.any(|byte| matches!(byte, b':' | 0xEF)) && !top.starts_with('<') {
        return None;
    }
    let mut at = numbered(words);
    let stamp = stamp(words.get(at..)?);
    at += stamp.map_or(0, |stamp| stamp.len);
    let clear = stamp.is_some_and(|stamp| stamp.clear);
    let rest = words.get(at..)?;
    let inside = Inside { text, line, at, stamped: stamp.is_some(), clear };
    tagged(&inside, rest)
        .or_else(|| colon(&inside, rest))
        .or_else(|| if stamp.is_none() { alone(&inside, rest, apart) } else { None })
        .or_else(|| if stamp.is_none() { stop(&inside, rest) } else { None })
        .or_else(|| letter(&inside, rest))
}

/// How many bytes the number of a line has, with the white space behind it, as transcripts of courts have them.
fn numbered(line: &str) -> usize {
    let digits = line.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let rest = line.get(digits..).unwrap_or("");
    let after = rest.trim_start_matches([' ', '\t']);
    let gap = rest.len() - after.len();
    let letter = after.as_bytes().get(1).is_some_and(|byte| matches!(byte, b'.' | b':'));
    let sure = gap > 1 || rest.starts_with('\t') || gap == 1 && letter;
    if (1..=2).contains(&digits) && sure { digits + gap } else { 0 }
}

/// A line in which a label is looked for.
struct Inside<'t> {
    text: &'t str,
    line: Span,
    /// How much of it was passed.
    at: usize,
    /// Whether a time was, and a clear one.
    stamped: bool,
    clear: bool,
}

impl Inside<'_> {
    /// A label whose name and content stand at these bytes of what is left of the line.
    fn label(&self, form: Form, name: std::ops::Range<usize>, content: usize, told: bool) -> Option<Label> {
        let start = self.line.start() + self.at;
        Some(Label {
            form,
            line: self.line,
            name: Span::new(start + name.start, start + name.end),
            content: start + content,
            told,
            quoted: false,
            clear: self.clear,
        })
    }
}

/// `<v Ann Lee>Yes.`, `<ann> yes`
fn tagged(inside: &Inside<'_>, rest: &str) -> Option<Label> {
    let tag = head(rest.strip_prefix('<')?, LONGEST);
    let close = tag.find('>')?;
    let words = tag.get(..close)?;
    let after = rest.get(close + 2..)?;
    let voice = words.strip_prefix('v').and_then(|v| Some((v.len(), v.split_once(' ')?.1)));
    if let Some((_, name)) = voice.filter(|_| words.starts_with("v ") || words.starts_with("v.")) {
        let start = 1 + words.len() - name.len();
        let content = close + 2 + (after.len() - after.trim_start().len());
        let name = name.trim_end();
        return if is_name(name) {
            inside.label(Form::Tagged, start..start + name.len(), content, true)
        } else {
            None
        };
    }
    // A nickname, not the element of a page.
    let sign = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '|' | '`' | '^' | '@' | '+' | '.');
    let first = usize::from(words.starts_with(['@', '+']));
    let nick =
        words.len() > first + 1 && words.chars().all(sign) && after.starts_with(' ') && !rest.contains("</");
    let content = close + 2 + (after.len() - after.trim_start().len());
    if nick { inside.label(Form::Tagged, 1 + first..1 + words.len(), content, false) } else { None }
}

/// "Ann Lee: …", with a time before or behind the name; in Markdown "**Ann Lee:** …".
fn colon(inside: &Inside<'_>, rest: &str) -> Option<Label> {
    let marks = |c: char| matches!(c, '*' | '_');
    // Subtitles begin the words of each with a dash, and so do items of lists.
    let undashed = rest.strip_prefix("- ").or_else(|| rest.strip_prefix("– ")).unwrap_or(rest);
    let dashed = undashed.len() < rest.len();
    let unmarked = undashed.trim_start_matches(marks);
    let marked = unmarked.len() < undashed.len();
    let opened = unmarked.trim_start_matches(['“', '"', '„', '«', '‘']);
    let quoted = opened.len() < unmarked.len();
    let start = rest.len() - opened.len();
    let (colon, behind) = colon_of(head(opened, LONGEST))?;
    let label = opened.get(..colon)?.trim_end().trim_end_matches(marks).trim_end();
    let number = inside.clear && is_telephone(label);
    let Name { len, told, timed } =
        if number { Name { len: label.len(), told: false, timed: false } } else { name(label)? };
    let mut said = opened.get(behind..)?;
    if marked {
        said = said.trim_start_matches(marks);
    }
    let content = rest.len() - said.trim_start().len();
    let form = match label.starts_with('@') {
        true => Form::Tagged,
        false if inside.stamped || timed => Form::Stamped,
        false => Form::Colon,
    };
    if dashed && !is_all_capitals(label.get(..len)?) {
        return None;
    }
    let found = inside.label(form, start..start + len, content, told || marked)?;
    Some(Label { quoted, clear: inside.clear || timed, ..found })
}

/// Whether a label is the number of a telephone, as chats have it of those whose name isn't known.
fn is_telephone(label: &str) -> bool {
    let digits = label.bytes().filter(u8::is_ascii_digit).count();
    (7..=15).contains(&digits)
        && label
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | '(' | ')' | ' ' | '\u{a0}' | '‑'))
}

/// Where the colon of a label stands in the head of a line, and what is behind it begins.
fn colon_of(line: &str) -> Option<(usize, usize)> {
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        let next = line.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
        match c {
            '：' => return Some((at, at + c.len_utf8())),
            ':' => {
                let time = before.is_ascii_digit() && next.is_some_and(|c| c.is_ascii_digit());
                let ends = next.is_none_or(|c| {
                    !c.is_ascii() || c.is_whitespace() || matches!(c, '"' | '\'' | '*' | '_' | '<')
                });
                if ends {
                    return Some((at, at + 1));
                }
                if !time {
                    return None;
                }
            }
            '.' if next == Some(' ')
                && before.is_lowercase()
                && line.get(..at).is_some_and(|l| l.len() > 30) =>
            {
                return None;
            }
            '!' | '?' | ';' | '…' | '。' | '！' | '？' => return None,
            _ => {}
        }
        before = c;
    }
    None
}

/// "Q. …", "A. …", in hearings without the full stop too.
fn letter(inside: &Inside<'_>, rest: &str) -> Option<Label> {
    let mut chars = rest.chars();
    let first = chars.next().filter(|c| c.is_uppercase())?;
    let after = chars.as_str().strip_prefix('.').unwrap_or(chars.as_str());
    let said = after.trim_start();
    let name = rest.len() - after.len();
    let begins =
        said.starts_with(|c: char| c.is_uppercase()) && said.len() < after.len() && first.is_alphabetic();
    if begins { inside.label(Form::Letter, 0..name, rest.len() - said.len(), false) } else { None }
}

/// A name in capitals alone on its line, or one with a time behind it, with what is said on the next.
fn alone(inside: &Inside<'_>, rest: &str, apart: bool) -> Option<Label> {
    if rest.len() > LONGEST_ALONE || rest.ends_with([':', '.', '!', '?', ',', ';']) && !rest.ends_with("R.") {
        return None;
    }
    let name = rest.find(['(', '[']).map_or(rest, |at| rest.get(..at).unwrap_or("")).trim_end();
    let aside = rest.get(name.len()..)?.trim();
    let inner = aside.trim_start_matches(['(', '[']).trim_end_matches([')', ']']).trim();
    let spaced =
        name.rsplit_once([' ', '\t']).filter(|(_, time)| is_time(time)).map(|(name, _)| name.trim_end());
    let timed = is_time(inner) || spaced.is_some() && aside.is_empty();
    let name = spaced.unwrap_or(name);
    let closed = aside.is_empty() || aside.ends_with([')', ']']);
    if !closed || !is_name(name) || !timed && !(is_all_capitals(name) && apart) {
        return None;
    }
    let next = line_at(inside.text, next_line(inside.text, inside.line.end()));
    let begins = next.of(inside.text).starts_with(['(', '[']);
    let said = begins || head(next.of(inside.text), LONGEST).contains(|c: char| c.is_lowercase());
    let form = if timed { Form::Stamped } else { Form::Alone };
    let content = next.start().saturating_sub(inside.line.start() + inside.at);
    let found = inside.label(form, 0..name.len(), content, !aside.is_empty())?;
    if said && !next.is_empty() { Some(Label { clear: timed, ..found }) } else { None }
}

/// "HAMLET. To be", "MR. HALE. Yes", "HARPAGON, à part. — Oui", "DER GRAF (leise). Nein".
fn stop(inside: &Inside<'_>, rest: &str) -> Option<Label> {
    let top = head(rest, LONGEST);
    let stops = || top.match_indices([',', '.', '—', '–', '(']);
    let is_label = |&(at, _): &(usize, &str)| {
        let name = top.get(..at).unwrap_or("").trim_end();
        is_all_capitals(name) && is_name(name)
    };
    let (mut at, mut mark) = stops().find(is_label)?;
    if let Some((next, last)) = stops().skip_while(|stop| stop.0 <= at).take_while(is_label).last() {
        (at, mark) = (next, last);
    }
    let name = top.get(..at)?.trim_end();
    let behind = top.get(at + mark.len()..)?;
    let dash = |c: char| matches!(c, '.' | ' ' | '—' | '–' | '-' | '\u{a0}');
    let said = match mark {
        "," => behind.get(behind.find(['.', '—', '–'])?..)?,
        "(" => behind.get(behind.find(')')? + 1..)?.strip_prefix(['.', ' '])?,
        _ if behind.starts_with(dash) || name.len() < at => behind,
        _ => return None,
    };
    let said = said.trim_start_matches(dash);
    let begins = said.starts_with(|c: char| !c.is_lowercase()) && said.contains(|c: char| c.is_lowercase());
    if begins { inside.label(Form::Stop, 0..name.len(), top.len() - said.len(), false) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The form, the name and what follows of each label of a text.
    fn read(text: &str) -> Vec<(Form, &str, &str)> {
        let line = |content: usize| line_at(text, content).of(text);
        labels(text).into_iter().map(|l| (l.form, l.name.of(text), line(l.content))).collect()
    }

    #[test]
    fn labels_of_every_form_are_read() {
        use Form::{Alone, Colon, Letter, Stamped, Stop, Tagged};
        for (text, expected) in [
            ("Ann Lee: Yes.", (Colon, "Ann Lee", "Yes.")),
            ("THE COURT: Yes.", (Colon, "THE COURT", "Yes.")),
            ("记者：是的。", (Colon, "记者", "是的。")),
            ("**Ann Lee:** Yes.", (Colon, "Ann Lee", "Yes.")),
            ("**Ann Lee**: Yes.", (Colon, "Ann Lee", "Yes.")),
            ("Ann Lee (Greens): “Yes.”", (Colon, "Ann Lee", "“Yes.”")),
            ("Ann Lee, 34, baker: “Yes.”", (Colon, "Ann Lee", "“Yes.”")),
            ("[00:01:12] Ann Lee: Yes.", (Stamped, "Ann Lee", "Yes.")),
            ("Ann Lee (00:01): Yes.", (Stamped, "Ann Lee", "Yes.")),
            ("12/03/24, 10:01 - Ann Lee: yes", (Stamped, "Ann Lee", "yes")),
            ("00:01:12 Ann Lee: Yes.", (Stamped, "Ann Lee", "Yes.")),
            ("@ann: yes", (Tagged, "@ann", "yes")),
            ("- ANN: Yes.", (Colon, "ANN", "Yes.")),
            ("Q Why?", (Letter, "Q", "Why?")),
            ("Ann Lee  00:12\nYes.", (Stamped, "Ann Lee", "Yes.")),
            ("<v Ann Lee>Yes.", (Tagged, "Ann Lee", "Yes.")),
            ("<ann> yes", (Tagged, "ann", "yes")),
            ("Q. Why?", (Letter, "Q.", "Why?")),
            (" 12  A. No.", (Letter, "A.", "No.")),
            ("7 Q. Why?", (Letter, "Q.", "Why?")),
            ("MOTHER\n(softly)\nYes.", (Alone, "MOTHER", "(softly)")),
            ("DOCTOR HALE (O.S.)\nYes.", (Alone, "DOCTOR HALE", "Yes.")),
            ("HAMLET. To be.", (Stop, "HAMLET", "To be.")),
            ("MR. HALE. To be.", (Stop, "MR. HALE", "To be.")),
            ("HARPAGON, à part. — Oui.", (Stop, "HARPAGON", "Oui.")),
            ("HARPAGON — Oui.", (Stop, "HARPAGON", "Oui.")),
            ("DER GRAF (leise). Nein.", (Stop, "DER GRAF", "Nein.")),
            ("[12.03.24, 10:01] +34 600 123 456: sí", (Stamped, "+34 600 123 456", "sí")),
        ] {
            assert_eq!(read(text), [expected], "{text}");
        }
    }

    #[test]
    fn other_lines_have_none() {
        for text in [
            "It rained in Leeds.",
            "She said: “No.”",
            "At 10:30 we left: it rained.",
            "http://leeds.example: a page",
            "Smith, J.: A Book.",
            "<p>Yes.</p>",
            "FADE OUT.",
            "EXT. FERRY – DUSK",
            "MOTHER",
            "Key=Value: 3",
            "Nobody knows what it is. So they say: wait.",
            "1. Leeds: 3",
            "A.M. or P.M.",
            "- Note: wait.",
            "A boat came.",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}

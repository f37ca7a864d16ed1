//! A table to be read: for each document a heading and one row a quote.

use console::{Color, Style, Term};
use inquit::{Document, Quote, SpeakerKind};
use textwrap::Options;
use textwrap::core::display_width;

use crate::input::Id;

/// Columns where the width of the output isn't known.
const WIDTH: usize = 100;

/// The least columns that the content has, however narrow the terminal.
const MIN_CONTENT: usize = 20;

/// Speakers take these in turn.
const COLOURS: [Color; 6] =
    [Color::Cyan, Color::Yellow, Color::Green, Color::Magenta, Color::Blue, Color::Red];

/// What stands above the columns.
const HEADER: [&str; 4] = ["speaker", "kind", "cue", "content"];

pub(crate) struct Table {
    /// Of the columns.
    widths: [usize; 4],
    colours: bool,
}

impl Table {
    pub(super) fn new(on_terminal: bool) -> Self {
        let size = Term::stdout().size_checked().filter(|_| on_terminal);
        let width = size.map_or(WIDTH, |(_, columns)| usize::from(columns));
        Self { widths: widths(width), colours: on_terminal && wants_colours() }
    }

    pub(super) fn document(&self, id: &Id, document: &Document, out: &mut Vec<u8>) {
        let quotes = document.quotes().len();
        let count = match quotes {
            0 => "no quotes".to_owned(),
            1 => "1 quote".to_owned(),
            _ => format!("{quotes} quotes"),
        };
        let bold = Style::new().bold();
        let heading = format!("{}: {count}", self.styled(&bold, &clean(&id.to_string())));
        out.extend_from_slice(heading.as_bytes());
        out.push(b'\n');
        if quotes > 0 {
            let dim = Style::new().dim();
            self.row(HEADER.map(str::to_owned), [&dim; 4], out);
        }
        for quote in document.quotes() {
            self.quote(quote, out);
        }
        out.push(b'\n');
    }

    fn quote(&self, quote: Quote<'_>, out: &mut Vec<u8>) {
        let (plain, dim) = (Style::new(), Style::new().dim());
        let (who, style) = match quote.speaker() {
            Some(speaker) if speaker.kind() != Some(SpeakerKind::Unnamed) => {
                let colour = COLOURS.get(speaker.id() % COLOURS.len()).copied().unwrap_or(Color::Cyan);
                let names: Vec<_> = quote.speakers().map(|speaker| speaker.name()).collect();
                (names.join(", "), Style::new().fg(colour))
            }
            // In brackets, because nobody knows who that is.
            Some(speaker) => (format!("({})", speaker.name()), dim.clone()),
            None if !quote.source().is_empty() => (format!("({})", quote.source_text()), dim.clone()),
            None => ("–".to_owned(), dim.clone()),
        };
        let (cue, content) = (quote.cue_text(), quote.text());
        let cells = [who.as_str(), quote.kind().name(), &cue, &content];
        self.row(cells.map(clean), [&style, &dim, &plain, &plain], out);
    }

    /// Writes a row of as many lines as its tallest cell.
    fn row(&self, cells: [String; 4], styles: [&Style; 4], out: &mut Vec<u8>) {
        let wrapped: Vec<_> = cells
            .iter()
            .zip(self.widths)
            .map(|(cell, width)| textwrap::wrap(cell, Options::new(width)))
            .collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        for line in 0..height {
            let mut padding = 0;
            for ((cell, width), style) in wrapped.iter().zip(self.widths).zip(styles) {
                let part = cell.get(line).map_or("", |part| part);
                if !part.is_empty() {
                    out.resize(out.len() + padding, b' ');
                    out.extend_from_slice(self.styled(style, part).as_bytes());
                    padding = 0;
                }
                padding += width.saturating_sub(display_width(part)) + 2;
            }
            out.push(b'\n');
        }
    }

    fn styled(&self, style: &Style, text: &str) -> String {
        style.clone().force_styling(self.colours).apply_to(text).to_string()
    }
}

/// The widths of the columns of a table, two spaces between them.
fn widths(width: usize) -> [usize; 4] {
    let (speaker, kind, cue) = (if width < 80 { 14 } else { 22 }, 8, if width < 80 { 10 } else { 14 });
    [speaker, kind, cue, width.saturating_sub(speaker + kind + cue + 6).max(MIN_CONTENT)]
}

/// Whether the user wants colours: see no-color.org.
fn wants_colours() -> bool {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    set("NO_COLOR").is_none() && set("TERM").is_none_or(|term| term != "dumb")
}

/// Text that does nothing to a terminal: white space is one space, control characters are shown as
/// U+FFFD, and those that turn the direction of writing are left out.
fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Table, clean, widths};
    use console::Style;

    #[test]
    fn text_does_nothing_to_the_terminal() {
        assert_eq!(clean("a\r\n\t b\u{1b}[2J\u{9b}\u{202e}c"), "a b\u{fffd}[2J\u{fffd}c");
    }

    #[test]
    fn cells_wrap_and_wide_characters_count_twice() {
        let table = Table { widths: [8, 4, 4, 10], colours: false };
        let mut out = Vec::new();
        let style = Style::new();
        let cells = ["安倍晋三", "a", "say", "one two three four"].map(str::to_owned);
        table.row(cells, [&style; 4], &mut out);
        let want = "安倍晋三  a     say   one two\n                      three four\n";
        assert_eq!(String::from_utf8(out).unwrap(), want);
    }

    #[test]
    fn the_columns_fill_the_width() {
        assert_eq!(widths(100).iter().sum::<usize>() + 6, 100);
        assert_eq!(widths(60).iter().sum::<usize>() + 6, 60);
        assert_eq!(widths(5)[3], 20);
    }
}

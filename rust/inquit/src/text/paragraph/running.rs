//! Quotations that run on from line to line, as far as can be told before any marks are paired.

use super::layout::is_stop;

/// In so many lines without a mark of its kind a quotation is given up: someone forgot to close it.
const LONGEST: usize = 12;
/// So many small letters a word has that isn't an abbreviation.
const WORD: usize = 4;

/// Marks that can close each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Double,
    Single,
    Guillemet,
    Corner,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Opens,
    Closes,
}

/// The quotation that is open behind the lines that were read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Running {
    open: Option<Kind>,
    /// The lines since its last mark.
    lines: usize,
}

/// What a line tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Told {
    /// Whether it holds several sentences, those inside quotations not counted.
    pub(super) several: bool,
    /// In how many lines, up to it, a quotation ran on.
    pub(super) on: usize,
    /// Whether it opens a quotation anew that the line before has left open.
    pub(super) anew: bool,
}

impl Running {
    /// Reads the next line of a block.
    pub(super) fn read(&mut self, line: &str) -> Told {
        let mut told = Told::default();
        let mut begun = self.open;
        let mut boundary = Boundary::default();
        let mut before = None;
        for (at, c) in line.char_indices() {
            let rest = line.get(at + c.len_utf8()..).unwrap_or("");
            let mark = mark(c, before, rest, self.open)
                .filter(|(kind, _)| self.open.is_none_or(|open| open == *kind));
            if let Some((kind, way)) = mark {
                if begun.take().is_some() {
                    match way {
                        Way::Closes => told.on = self.lines + 1,
                        Way::Opens if at == 0 => (told.on, told.anew) = (self.lines, self.lines == 0),
                        Way::Opens => {}
                    }
                }
                self.open = (way == Way::Opens).then_some(kind);
                self.lines = 0;
            }
            told.several |= boundary.passed(c, mark.map(|(_, way)| way), self.open.is_some());
            before = Some(c);
        }
        if begun.is_some() {
            self.lines += 1;
        }
        if self.lines > LONGEST {
            *self = Self::default();
        }
        told
    }
}

/// The kind of a quotation mark and which way it looks, if that is clear. Apostrophes aren't.
fn mark(c: char, before: Option<char>, rest: &str, open: Option<Kind>) -> Option<(Kind, Way)> {
    let mut after = rest.chars();
    let mut next = after.next();
    let doubled = next == Some(c) && before != Some(c);
    let (kind, shape) = match c {
        '「' | '『' => return Some((Kind::Corner, Way::Opens)),
        '」' | '』' => return Some((Kind::Corner, Way::Closes)),
        '«' => (Kind::Guillemet, Some(Way::Opens)),
        '»' => (Kind::Guillemet, Some(Way::Closes)),
        '“' | '„' => (Kind::Double, Some(Way::Opens)),
        '”' => (Kind::Double, Some(Way::Closes)),
        '"' | '＂' => (Kind::Double, None),
        '`' | '\'' if doubled => {
            next = after.next();
            (Kind::Double, Some(if c == '`' { Way::Opens } else { Way::Closes }))
        }
        '\'' | '‘' | '’' => (Kind::Single, None),
        _ => return None,
    };
    let left = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–'));
    let right = next.is_none_or(|c| {
        c.is_whitespace() || is_stop(c) || matches!(c, ',' | ';' | ':' | ')' | ']' | '-' | '—' | '–')
    });
    let way = match (left, right) {
        (true, false) => Way::Opens,
        (false, true) => Way::Closes,
        (false, false) => return None,
        // Tokenised text has a space on both sides: "`` We won , '' she said ."
        (true, true) => {
            let opens = open.is_none() || before.is_none();
            shape.unwrap_or(if opens { Way::Opens } else { Way::Closes })
        }
    };
    let clear = match way {
        Way::Opens => next.is_some_and(char::is_uppercase),
        Way::Closes => before.is_some_and(|c| is_stop(c) || c == ','),
    };
    (kind != Kind::Single || clear).then_some((kind, way))
}

/// Where reading stands in a line to the boundary of two sentences.
#[derive(Clone, Copy, Debug, Default)]
enum Boundary {
    /// Behind so many small letters and digits.
    #[default]
    None,
    Word(usize),
    /// Behind the stop of a sentence outside quotations.
    Stop,
    /// Behind the space behind it.
    Space,
}

impl Boundary {
    /// Passes a character, the mark of a quotation perhaps; tells whether a sentence begins with it behind another.
    fn passed(&mut self, c: char, mark: Option<Way>, quoted: bool) -> bool {
        let begins = matches!(self, Self::Space) && c.is_alphabetic() && !c.is_lowercase();
        *self = match *self {
            // "“Why?” Lee asked"
            _ if mark == Some(Way::Closes) => Self::None,
            Self::Word(WORD..) if is_stop(c) && !quoted => Self::Stop,
            Self::Word(_) if matches!(c, '!' | '?') && !quoted => Self::Stop,
            // No space stands behind these.
            _ if matches!(c, '。' | '！' | '？') && !quoted => Self::Space,
            Self::Stop if c.is_whitespace() => Self::Space,
            Self::Stop if is_stop(c) || c == ')' => Self::Stop,
            Self::Space if !c.is_alphanumeric() => Self::Space,
            Self::Word(letters) if c.is_lowercase() || c.is_numeric() => Self::Word(letters + 1),
            _ if c.is_alphanumeric() => Self::Word(usize::from(c.is_lowercase() || c.is_numeric())),
            _ => Self::None,
        };
        begins
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the lines of a text tell together: how many hold several sentences, in how many a quotation ran on, and how
    /// many open one anew.
    fn told(text: &str) -> [usize; 3] {
        let mut running = Running::default();
        let told = text.lines().map(|line| running.read(line));
        told.fold([0; 3], |sum, told| {
            [sum[0] + usize::from(told.several), sum[1] + told.on, sum[2] + usize::from(told.anew)]
        })
    }

    #[test]
    fn quotations_run_on_or_are_opened_anew() {
        assert_eq!(told("\"We stay.\nWe won,\" she said.\n\"It was late.\""), [0, 1, 0]);
        assert_eq!(told("“We stay.\nIt rains.\nWe won,” she said."), [0, 2, 0]);
        assert_eq!(told("“We stay.\n“We won,” she said."), [0, 0, 1]);
        assert_eq!(told("“We stay.\nIt rains.\n“We won,” she said."), [0, 1, 0]);
        assert_eq!(told("`` We stay .\nWe won , '' she said ."), [0, 1, 0]);
        assert_eq!(told("‘We stay.\nWe won,’ she said."), [0, 1, 0]);
        assert_eq!(told("„Wir bleiben.\nEs regnet“, sagte sie."), [0, 1, 0]);
    }

    #[test]
    fn stray_marks_and_apostrophes_run_nowhere() {
        assert_eq!(told("He “said hello.\nThe others' dogs barked.\nThey said: “Hello.”"), [0, 0, 0]);
        assert_eq!(told("'Twas late.\nThe boys' toys lay there."), [0, 0, 0]);
        let lines = "It rained.\n".repeat(LONGEST + 1);
        assert_eq!(told(&format!("“We stay.\n{lines}We won,” she said.")), [0, 0, 0]);
    }

    #[test]
    fn lines_of_several_sentences_are_told() {
        assert_eq!(told("It rained. She stayed.\nIt was late!").first(), Some(&1));
        assert_eq!(told("“It rains,” she said. “We stay.”")[0], 1);
        assert_eq!(told("天気がいい。行こう。")[0], 1);
        assert_eq!(told("Mr. Lee met Gov. Roe of the U.S. Navy on Sept. 4.")[0], 0);
        assert_eq!(told("“It rains. We stay. Why?” Lee asked.")[0], 0);
    }
}

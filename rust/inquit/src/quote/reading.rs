//! How a mark can be read: as one that opens, one that closes, or no quotation mark at all. Each
//! reading has a cost, and the pairing takes the readings that cost a paragraph least.

use super::glyph::{Family, Glyph};
use super::habit::Habit;
use super::scan::Mark;
use super::side::Side;
use crate::language::{Classes, Lexicon};

/// What each reading of a mark costs; 0 for what its neighbours call for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) open: u32,
    pub(super) close: u32,
    pub(super) skip: u32,
    /// What it costs besides that a quotation opened here is never closed.
    pub(super) unclosed: u32,
}

/// The cost of a reading that can't be.
pub(super) const NEVER: u32 = 1000;

/// What leaving out a double mark costs.
const STRAY: u32 = 6;
/// The same for one whose neighbours fit neither reading: a ditto mark, an inch.
const VAGUE: u32 = 3;

/// What an unclosed quotation costs: less than a stray mark where it may begin a sentence, more in the
/// middle of one. Who lost the mark of `a "very` long paragraph won't want all of it in quotes.
const UNCLOSED: u32 = 5;
pub(super) const UNCLOSED_WORDS: u32 = 7;
/// The same for a single mark, which is sooner an apostrophe.
const UNCLOSED_SINGLE: u32 = 9;

impl Reading {
    /// The reading of an apostrophe.
    const APOSTROPHE: Self = Self { open: NEVER, close: NEVER, skip: 0, unclosed: 0 };

    /// How a mark can be read.
    pub(super) fn of(text: &str, mark: &Mark, habit: &Habit, lexicon: &Lexicon) -> Self {
        match mark.glyph.family() {
            Family::Single => Self::of_single(text, mark, habit, lexicon),
            Family::Corner | Family::WhiteCorner => {
                Self::by_neighbours(mark, habit).only_by_shape(mark.glyph)
            }
            _ if is_in_hebrew_word(text, mark) => Self::APOSTROPHE,
            _ => {
                let unclosed = if is_inside_sentence(text, mark) { UNCLOSED_WORDS } else { UNCLOSED };
                Self { unclosed, ..Self::by_neighbours(mark, habit).or_measure(text, mark) }
            }
        }
    }

    /// The reading that the neighbours and the text's habit call for.
    fn by_neighbours(mark: &Mark, habit: &Habit) -> Self {
        let open = before_opening(mark.before) + after_opening(mark.after);
        let close = before_closing(mark.before) + after_closing(mark.after);
        // Where neither fits (a tokenised text has a space on both sides) the state must tell.
        let least = open.min(close);
        let [habit_open, habit_close] = habit.costs(mark.glyph);
        let skip = if least == 0 { STRAY } else { VAGUE };
        let unclosed = if mark.glyph.family() == Family::Single { UNCLOSED_SINGLE } else { UNCLOSED };
        Self { open: open - least + habit_open, close: close - least + habit_close, skip, unclosed }
    }

    /// Corner brackets look the same way whatever stands beside them.
    fn only_by_shape(self, glyph: Glyph) -> Self {
        let opens = matches!(glyph, Glyph::LeftCorner | Glyph::LeftWhiteCorner);
        Self { open: if opens { 0 } else { NEVER }, close: if opens { NEVER } else { 0 }, ..self }
    }

    /// Inches and seconds: `a 5" pipe`, `he is 6'2"`.
    fn or_measure(self, text: &str, mark: &Mark) -> Self {
        if mark.before != Side::Digit || !matches!(mark.glyph, Glyph::Straight | Glyph::RightDouble) {
            return self;
        }
        let before = text.get(..mark.span().start()).unwrap_or("");
        let mut number = before.chars().rev().take(MEASURE + 1).enumerate();
        let stop = number.find(|(_, c)| !(c.is_ascii_digit() || matches!(c, '.' | '/')));
        match stop {
            // 6'2": nothing else looks like it.
            Some((_, '\'' | '’' | '′')) => Self { skip: 0, close: self.close + 5, open: NEVER, ..self },
            // "in the class of '09"
            Some((digits, _)) if digits <= MEASURE && mark.glyph == Glyph::Straight => {
                Self { skip: 2, ..self }
            }
            _ => self,
        }
    }

    /// A single mark may also be an apostrophe.
    fn of_single(text: &str, mark: &Mark, habit: &Habit, lexicon: &Lexicon) -> Self {
        let inside_word = |side| matches!(side, Side::Letter | Side::Digit);
        // The Yahoo!'s of this world.
        let ending = || {
            let after = text.get(mark.span().end()..).unwrap_or("");
            !mark.before.is_blank() && mark.before != Side::Opening && first_word(after) == "s"
        };
        if inside_word(mark.after) && (inside_word(mark.before) || ending()) {
            return Self::APOSTROPHE;
        }
        let reading = Self::by_neighbours(mark, habit);
        let blank = mark.before.is_blank() && mark.after.is_blank();
        let clear = !blank
            && before_opening(mark.before) + after_opening(mark.after)
                != before_closing(mark.before) + after_closing(mark.after);
        if !clear {
            // rock ' n ' roll. Only curly marks say enough by themselves.
            let curly = reading.open != reading.close;
            return Self { skip: if curly { 3 } else { 0 }, ..reading };
        }
        if before_opening(mark.before) + after_opening(mark.after) == 0 {
            return reading.or_clipped(text, mark, lexicon);
        }
        let last = text.get(..mark.span().start()).and_then(|before| before.chars().next_back());
        let skip = match (mark.before, last) {
            // the boys' toys, goin' home
            (Side::Letter, Some('s' | 'n' | 'S' | 'N')) => 1,
            (Side::Letter, _) => 2,
            (Side::Digit, _) => 1,
            _ => 4,
        };
        Self { skip, ..reading }
    }

    /// A word may have lost its beginning: 'tis, 'em, the '90s.
    fn or_clipped(self, text: &str, mark: &Mark, lexicon: &Lexicon) -> Self {
        let rest = text.get(mark.span().end()..).unwrap_or("");
        let word = first_word(rest);
        let clipped = if mark.after == Side::Digit {
            let digits = word.bytes().take_while(u8::is_ascii_digit).count();
            digits == 2 && matches!(word.get(2..), Some("" | "s" | "er" | "ers"))
        } else {
            is_consonant(word) || lexicon.classes(word).any(Classes::CLIPPED)
        };
        match (clipped, mark.glyph) {
            // Programs that curl the marks turn the apostrophe of ‘em round.
            (true, Glyph::LeftSingle) => Self { open: self.open + 2, skip: 1, ..self },
            (true, _) => Self { open: self.open + 3, skip: 0, ..self },
            (false, _) => Self { skip: 3, ..self },
        }
    }
}

/// Whether a word is one small consonant: Dutch 't, 's, 'k, English 'n'. None is a word of its own.
fn is_consonant(word: &str) -> bool {
    matches!(word.as_bytes(), [b'b'..=b'z']) && !matches!(word, "e" | "i" | "o" | "u" | "y")
}

/// Whether a mark stands between a word and a small letter: `a "very long` one.
fn is_inside_sentence(text: &str, mark: &Mark) -> bool {
    let span = mark.span();
    let mut before = text.get(..span.start()).unwrap_or("").chars().rev();
    before.next().is_some_and(char::is_whitespace)
        && before.next().is_some_and(char::is_alphanumeric)
        && text.get(span.end()..).is_some_and(|after| after.starts_with(char::is_lowercase))
}

/// Whether a double mark stands inside a Hebrew word, as it does in abbreviations: צה"ל.
fn is_in_hebrew_word(text: &str, mark: &Mark) -> bool {
    let is_hebrew = |c: char| matches!(c, '\u{5d0}'..='\u{5ea}');
    let span = mark.span();
    mark.before == Side::Letter
        && mark.after == Side::Letter
        && text.get(..span.start()).is_some_and(|before| before.ends_with(is_hebrew))
        && text.get(span.end()..).is_some_and(|after| after.starts_with(is_hebrew))
}

/// Longest number, in bytes, that is read as a measure.
const MEASURE: usize = 3;

/// Longest word, in bytes, that is looked up.
const WORD: usize = 24;

/// The word at the head of a text.
fn first_word(text: &str) -> &str {
    let end = text
        .char_indices()
        .take(WORD)
        .find(|&(_, c)| !c.is_alphanumeric())
        .map_or(text.len().min(WORD), |(at, _)| at);
    text.get(..end).unwrap_or("")
}

/// What speaks against an opening mark after `side`.
fn before_opening(side: Side) -> u32 {
    match side {
        Side::Edge | Side::Space | Side::Opening => 0,
        Side::Dash | Side::Colon => 1,
        Side::Other => 2,
        Side::Comma | Side::Closing => 3,
        Side::Letter | Side::Digit | Side::Ideograph | Side::Terminal | Side::Ellipsis => 4,
    }
}

/// What speaks against an opening mark before `side`.
fn after_opening(side: Side) -> u32 {
    match side {
        Side::Letter | Side::Digit | Side::Ideograph | Side::Opening | Side::Ellipsis => 0,
        Side::Dash | Side::Other => 1,
        Side::Terminal => 3,
        Side::Space => 4,
        Side::Comma | Side::Colon | Side::Closing => 5,
        Side::Edge => 8,
    }
}

/// What speaks against a closing mark after `side`.
fn before_closing(side: Side) -> u32 {
    match side {
        Side::Space => 4,
        Side::Opening => 5,
        Side::Edge => 8,
        _ => 0,
    }
}

/// What speaks against a closing mark before `side`.
fn after_closing(side: Side) -> u32 {
    match side {
        Side::Edge
        | Side::Space
        | Side::Terminal
        | Side::Comma
        | Side::Colon
        | Side::Closing
        | Side::Dash => 0,
        Side::Ellipsis => 1,
        Side::Opening | Side::Other => 2,
        Side::Letter | Side::Digit | Side::Ideograph => 4,
    }
}

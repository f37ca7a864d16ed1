//! What a text's own marks do: `“` opens in English and closes in German, `”` opens too in Swedish.

use super::glyph::Glyph;
use super::scan::Mark;
use super::side::Side;

/// How often each shape opens and closes in a text where its neighbours leave no doubt.
#[derive(Debug)]
pub(super) struct Habit {
    counts: [[u32; 2]; Glyph::COUNT],
}

impl Habit {
    /// The habit of a text whose marks these are.
    pub(super) fn of(marks: &[Mark]) -> Self {
        let mut counts = [[0; 2]; Glyph::COUNT];
        for mark in marks {
            if let (Some(count), Some(side)) =
                (counts.get_mut(mark.glyph as usize), clear(mark.before, mark.after))
            {
                let [opens, closes] = count;
                *(if side == Direction::Opens { opens } else { closes }) += 1;
            }
        }
        Self { counts }
    }

    /// What it costs to take a shape for an opening mark and for a closing one.
    pub(super) fn costs(&self, glyph: Glyph) -> [u32; 2] {
        let [seen_open, seen_close] = self.counts.get(glyph as usize).copied().unwrap_or_default();
        let [open, close] = glyph.habit();
        let (opens, closes) = (open.saturating_add(seen_open), close.saturating_add(seen_close));
        let against = |it: u32, other: u32| match (it, other) {
            (0, 0) => 0,
            _ if u64::from(it) * 10 < u64::from(other) => 4,
            _ if u64::from(it) * 2 < u64::from(other) => 2,
            _ => 0,
        };
        [against(opens, closes), against(closes, opens)]
    }
}

#[derive(PartialEq, Eq)]
enum Direction {
    Opens,
    Closes,
}

/// The direction of a mark whose neighbours leave no doubt.
fn clear(before: Side, after: Side) -> Option<Direction> {
    let opens = (before.is_blank() || before == Side::Opening) && after.is_word();
    let closes = (before.is_word() || before.is_stop())
        && (after.is_blank() || after.is_stop() || after == Side::Closing);
    match (opens, closes) {
        (true, false) => Some(Direction::Opens),
        (false, true) => Some(Direction::Closes),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::scan::scan;
    use super::*;
    use crate::text::Span;

    fn costs(text: &str, glyph: Glyph) -> [u32; 2] {
        let mut marks = Vec::new();
        scan(text, Span::new(0, text.len()), &mut marks);
        Habit::of(&marks).costs(glyph)
    }

    #[test]
    fn without_a_sign_marks_do_as_in_english() {
        assert_eq!(costs("", Glyph::LeftDouble), [0, 4]);
        assert_eq!(costs("", Glyph::RightDouble), [4, 0]);
        assert_eq!(costs("", Glyph::Straight), [0, 0]);
    }

    #[test]
    fn a_text_shows_what_its_marks_do() {
        let german = "Er sagte: „Ja.“ Sie: „Nein.“ „Doch“, rief er, „komm“, und „geh“. „Wie“? „So“. „Da“.";
        assert_eq!(costs(german, Glyph::LeftDouble), [2, 0]);
        let swedish = "”Ja”, sade hon. ”Nej”, sade han. ”Jo”, sade hon.";
        assert_eq!(costs(swedish, Glyph::RightDouble), [0, 0]);
        let danish = "»Ja«, sagde hun. »Nej«, sagde han. »Jo«, sagde hun. »Ja.« »Nu?« »Nu.« »Nå.«";
        assert_eq!(costs(danish, Glyph::RightGuillemet), [0, 2]);
    }
}

//! The shapes of quotation marks, and which can close which.

/// A quotation mark as it is drawn; not what it does: one shape opens in one language and closes in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Glyph {
    /// `"`, `＂`, `″`, Hebrew `״`
    Straight,
    /// `“`, `‟`
    LeftDouble,
    /// `”`
    RightDouble,
    /// `„`, `,,`
    LowDouble,
    /// ` `` `, `‘‘`
    Backticks,
    /// `''`, `’’`: closes ` `` `, and in much web text stands on both sides.
    Apostrophes,
    /// `'`, `′`, Hebrew `׳`
    StraightSingle,
    /// `‘`, `‛`
    LeftSingle,
    /// `’`
    RightSingle,
    /// `‚`
    LowSingle,
    /// `` ` ``
    Backtick,
    /// `´`
    Acute,
    /// `«`
    LeftGuillemet,
    /// `»`
    RightGuillemet,
    /// `‹`
    LeftAngle,
    /// `›`
    RightAngle,
    /// `「`
    LeftCorner,
    /// `」`
    RightCorner,
    /// `『`
    LeftWhiteCorner,
    /// `』`
    RightWhiteCorner,
}

/// Shapes that can close one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Double,
    Single,
    Guillemet,
    Angle,
    Corner,
    WhiteCorner,
}

impl Glyph {
    /// How many there are.
    pub(super) const COUNT: usize = Self::RightWhiteCorner as usize + 1;

    /// The mark that is one character; `''` and the like are put together by the scanner.
    pub(super) fn of(c: char) -> Option<Self> {
        Some(match c {
            '"' | '＂' | '″' | '״' => Self::Straight,
            '“' | '‟' | '〝' => Self::LeftDouble,
            '”' | '〞' => Self::RightDouble,
            '„' | '〟' => Self::LowDouble,
            '\'' | '′' | '׳' => Self::StraightSingle,
            '‘' | '‛' => Self::LeftSingle,
            '’' => Self::RightSingle,
            '‚' => Self::LowSingle,
            '`' => Self::Backtick,
            '´' => Self::Acute,
            '«' => Self::LeftGuillemet,
            '»' => Self::RightGuillemet,
            '‹' => Self::LeftAngle,
            '›' => Self::RightAngle,
            '「' | '｢' | '﹁' => Self::LeftCorner,
            '」' | '｣' | '﹂' => Self::RightCorner,
            '『' | '﹃' => Self::LeftWhiteCorner,
            '』' | '﹄' => Self::RightWhiteCorner,
            _ => return None,
        })
    }

    /// Its family.
    pub(super) fn family(self) -> Family {
        match self {
            Self::Straight
            | Self::LeftDouble
            | Self::RightDouble
            | Self::LowDouble
            | Self::Backticks
            | Self::Apostrophes => Family::Double,
            Self::StraightSingle
            | Self::LeftSingle
            | Self::RightSingle
            | Self::LowSingle
            | Self::Backtick
            | Self::Acute => Family::Single,
            Self::LeftGuillemet | Self::RightGuillemet => Family::Guillemet,
            Self::LeftAngle | Self::RightAngle => Family::Angle,
            Self::LeftCorner | Self::RightCorner => Family::Corner,
            Self::LeftWhiteCorner | Self::RightWhiteCorner => Family::WhiteCorner,
        }
    }

    /// How often it opens and closes before a text has shown its habit, as counts.
    pub(super) fn habit(self) -> [u32; 2] {
        match self {
            Self::Straight | Self::StraightSingle | Self::Apostrophes => [0, 0],
            Self::LeftDouble | Self::LeftSingle => [3, 0],
            Self::RightDouble => [0, 3],
            // Mostly an apostrophe, which looks like a closing mark.
            Self::RightSingle => [0, 4],
            Self::LeftGuillemet | Self::LeftAngle => [2, 0],
            Self::RightGuillemet | Self::RightAngle => [0, 2],
            // These look one way in every language.
            Self::LowDouble
            | Self::LowSingle
            | Self::Backticks
            | Self::Backtick
            | Self::LeftCorner
            | Self::LeftWhiteCorner => [1 << 24, 0],
            Self::Acute | Self::RightCorner | Self::RightWhiteCorner => [0, 1 << 24],
        }
    }

    /// What it costs that `close` ends what this opened; `None` if it can't.
    pub(super) fn mismatch(self, close: Self) -> Option<u32> {
        use Glyph as G;
        if self.family() != close.family() {
            return None;
        }
        Some(match (self, close) {
            (G::LeftDouble | G::LowDouble | G::RightDouble, G::RightDouble)
            | (G::LowDouble, G::LeftDouble)
            | (G::Backticks, G::Apostrophes)
            | (G::LowSingle, G::LeftSingle | G::RightSingle)
            | (G::LeftSingle | G::RightSingle, G::RightSingle)
            | (G::Backtick, G::StraightSingle)
            | (G::LeftGuillemet, G::RightGuillemet)
            | (G::RightGuillemet, G::LeftGuillemet)
            | (G::LeftAngle, G::RightAngle)
            | (G::RightAngle, G::LeftAngle) => 0,
            (open, close) if open == close => match open {
                G::LeftGuillemet | G::LeftAngle => 3,
                G::LowDouble | G::LowSingle | G::Backtick | G::LeftDouble | G::LeftSingle => 2,
                _ => 0,
            },
            (G::LowDouble, G::Straight | G::Apostrophes)
            | (G::Backticks, G::Straight | G::RightDouble)
            | (G::Backtick, G::RightSingle | G::Acute)
            | (G::LowSingle, G::StraightSingle) => 1,
            (G::Apostrophes, _) | (_, G::Apostrophes) => 4,
            (G::LeftCorner, G::RightCorner) | (G::LeftWhiteCorner, G::RightWhiteCorner) => 0,
            _ => 2,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Glyph as G;

    #[test]
    fn a_low_mark_is_closed_by_either_high_one() {
        assert_eq!(G::LowDouble.mismatch(G::LeftDouble), Some(0), "„Ja“ in German");
        assert_eq!(G::LowDouble.mismatch(G::RightDouble), Some(0), "„Tak” in Polish");
    }

    #[test]
    fn marks_of_two_families_never_pair() {
        assert_eq!(G::LeftDouble.mismatch(G::RightSingle), None);
        assert_eq!(G::LeftGuillemet.mismatch(G::RightAngle), None);
    }

    #[test]
    fn marks_of_two_styles_pair_at_a_cost() {
        let cost = G::LeftDouble.mismatch(G::Straight);
        assert!(cost > G::LeftDouble.mismatch(G::RightDouble) && cost.is_some());
    }
}

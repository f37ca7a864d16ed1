//! The names of kinds, acts and patterns in the output.

use super::{Act, Pattern, QuoteKind};

impl QuoteKind {
    /// Its name in the output: `direct`, `indirect` or `mixed`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
        }
    }
}

impl Act {
    /// Its name in the output: `speech`, `writing`, `thought`, `wish` or `expectation`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Speech => "speech",
            Self::Writing => "writing",
            Self::Thought => "thought",
            Self::Wish => "wish",
            Self::Expectation => "expectation",
        }
    }
}

impl Pattern {
    /// Its name in the output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::VerbBefore => "verb-before",
            Self::VerbAfter => "verb-after",
            Self::AccordingTo => "according-to",
            Self::Words => "words",
            Self::Noun => "noun",
            Self::Colon => "colon",
            Self::Turn => "turn",
            Self::Dash => "dash",
            Self::Bare => "bare",
        }
    }
}

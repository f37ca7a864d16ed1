//! The names of kinds and acts in the output.

use super::{Act, QuoteKind};

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

//! What a token can be in a quote.

/// What a token can be in a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Tag {
    Outside,
    /// The first token of content, and one that follows it; likewise of cues and sources.
    ContentBegins,
    Content,
    CueBegins,
    Cue,
    SourceBegins,
    Source,
}

/// How many tags there are.
pub(super) const TAGS: usize = 7;

impl Tag {
    /// All of them, in the order of their scores.
    pub(super) const ALL: [Self; TAGS] = [
        Self::Outside,
        Self::ContentBegins,
        Self::Content,
        Self::CueBegins,
        Self::Cue,
        Self::SourceBegins,
        Self::Source,
    ];
}

//! A long document is read in windows that overlap: the answer is a function of the document, memory and time
//! have a bound.

use std::ops::Range;

/// Most tokens of a document that is read at once.
const WHOLE: usize = 1024;
/// Most tokens of a core.
const CORE: usize = 928;
/// Tokens that are read before and after a core.
const AROUND: usize = 48;

/// A stretch of tokens that is read at once, and the core of it that this is done for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) core: Range<usize>,
    pub(super) all: Range<usize>,
}

/// The windows of a document of so many tokens. A core ends where a paragraph begins, the last in its second half,
/// else where a sentence does, else where it is full.
pub(super) fn windows<'s>(
    tokens: usize,
    sentences: &'s [u32],
    paragraphs: &'s [u32],
) -> impl Iterator<Item = Window> + use<'s> {
    let mut start = 0;
    std::iter::from_fn(move || {
        if start >= tokens {
            return None;
        }
        let end = if tokens <= WHOLE || tokens - start <= CORE {
            tokens
        } else {
            let second_half = start + CORE / 2..=start + CORE;
            [paragraphs, sentences]
                .iter()
                .find_map(|starts| last(starts, &second_half))
                .unwrap_or(start + CORE)
        };
        let core = start..end;
        start = end;
        Some(Window::around(core, tokens))
    })
}

impl Window {
    /// The window of a core of a document of so many tokens.
    pub(super) fn around(core: Range<usize>, tokens: usize) -> Self {
        Self { all: core.start.saturating_sub(AROUND)..(core.end + AROUND).min(tokens), core }
    }
}

/// The last of the sorted `starts` that lies in a range.
fn last(starts: &[u32], range: &std::ops::RangeInclusive<usize>) -> Option<usize> {
    let behind = starts.partition_point(|&start| start as usize <= *range.end());
    let last = *starts.get(behind.checked_sub(1)?)? as usize;
    range.contains(&last).then_some(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cores(tokens: usize, sentences: &[u32], paragraphs: &[u32]) -> Vec<Range<usize>> {
        windows(tokens, sentences, paragraphs).map(|window| window.core).collect()
    }

    #[test]
    fn a_short_document_is_one_window() {
        assert_eq!(windows(0, &[], &[]).count(), 0);
        let whole = Window { core: 0..1024, all: 0..1024 };
        assert_eq!(windows(1024, &[0, 300], &[0]).collect::<Vec<_>>(), [whole]);
    }

    #[test]
    fn a_core_ends_before_a_paragraph_or_else_a_sentence() {
        assert_eq!(cores(1200, &[0, 350, 600, 920, 1000], &[0, 350, 600, 1000]), [0..600, 600..1200]);
        assert_eq!(cores(1200, &[0, 350, 920, 1000], &[0, 200, 1000]), [0..920, 920..1200]);
        assert_eq!(cores(1200, &[0, 100], &[0]), [0..928, 928..1200]);
        assert_eq!(cores(2000, &[0, 464, 1392], &[0]), [0..464, 464..1392, 1392..2000]);
    }

    #[test]
    fn windows_reach_beyond_their_cores_as_far_as_there_are_tokens() {
        let all: Vec<_> = windows(1900, &[0], &[0]).map(|window| window.all).collect();
        assert_eq!(all, [0..976, 880..1900, 1808..1900]);
    }

    #[test]
    fn disorder_in_the_starts_leaves_no_token_out() {
        for starts in [&[1900, 5, 800, 2, 450][..], &[u32::MAX; 3], &[600; 9]] {
            let cores = cores(3000, starts, &[1500, 0]);
            assert!(cores.windows(2).all(|pair| pair[0].end == pair[1].start));
            assert_eq!((cores[0].start, cores[cores.len() - 1].end), (0, 3000));
            assert!(cores.iter().all(|core| !core.is_empty() && core.len() <= CORE));
        }
    }
}

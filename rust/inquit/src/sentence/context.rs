//! What stands around a candidate.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::language::entries;

/// How many bytes before a candidate its word is looked for.
const WORD: usize = 24;

/// The word that ends at byte `end`: letters, digits, and full stops and apostrophes between them.
pub(super) fn word_before(text: &str, end: usize) -> &str {
    let head = text.get(..end).unwrap_or("");
    let mut start = end;
    for (at, c) in head.char_indices().rev() {
        if !(c.is_alphanumeric() || matches!(c, '.' | '\'' | '’' | '°' | 'º')) || end - at > WORD {
            break;
        }
        start = at;
    }
    head.get(start..).unwrap_or("").trim_start_matches(['.', '\'', '’'])
}

/// The word that starts at byte `start`.
pub(super) fn word_after(text: &str, start: usize) -> &str {
    let rest = text.get(start..).unwrap_or("");
    let end = rest.char_indices().take(WORD).find(|&(_, c)| !c.is_alphanumeric() && c != '\'' && c != '’');
    rest.get(
        ..end.map_or_else(|| rest.char_indices().nth(WORD).map_or(rest.len(), |(at, _)| at), |(at, _)| at),
    )
    .unwrap_or("")
}

macro_rules! words {
    ($name:ident, $list:literal) => {
        static $name: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
            entries(include_str!(concat!("../lexicon/eng/words/", $list, ".txt"))).flatten().collect()
        });
    };
}
words!(STARTERS, "starters");
words!(REPORTERS, "reporters");
words!(ADJUNCTS, "adjuncts");

/// Whether a word with a capital letter is one that opens sentences.
pub(super) fn is_starter(word: &str) -> bool {
    is_in(&STARTERS, word)
}

/// Whether a word is a verb that reports a quotation before it.
pub(super) fn is_reporter(word: &str) -> bool {
    is_in(&REPORTERS, word)
}

/// Whether a word opens a phrase of time, place or manner behind a reporting verb.
pub(super) fn is_adjunct(word: &str) -> bool {
    is_in(&ADJUNCTS, word)
}

fn is_in(words: &FxHashSet<&'static str>, word: &str) -> bool {
    let mut buffer = [0; WORD];
    let Some(lower) = buffer.get_mut(..word.len()) else { return false };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).is_ok_and(|lower| words.contains(lower))
}

//! Sentences that begin with a small letter.

use super::Rules;
use super::candidate::Candidate;
use super::context::{word_after, word_before};
use super::lists::{Role, role};
use super::marks::is_armenian;

/// Whether a sentence begins with a small letter: so do names of things ("iPhone") and the sentences of
/// people who write without capitals. An abbreviation that no list has is short, so that the word before a
/// full stop must be long or well known.
///
/// `after` is what follows, `next` the same from its first letter on.
pub(super) fn starts_small(
    rules: &Rules<'_>,
    text: &str,
    after: &str,
    next: &str,
    candidate: &Candidate,
) -> bool {
    // "It was over. ...and yet"
    let ellipsis = after.starts_with("...") || after.starts_with('…');
    if ellipsis && candidate.mark == '.' && candidate.end == candidate.start + 1 {
        return true;
    }
    // "“Why?” — he asked"
    let dash = after.starts_with(['–', '—', '-']);
    if candidate.end > candidate.stop || matches!(candidate.mark, '…' | ')' | ':' | ';') || dash {
        return false;
    }
    let word = word_after(next, 0);
    if word.chars().skip(1).any(char::is_uppercase) {
        return true;
    }
    let before = word_before(text, candidate.start);
    let small = before.chars().nth(1).is_some() && before.chars().all(char::is_lowercase);
    let single = candidate.stop == candidate.start + candidate.mark.len_utf8();
    // The full stop of Armenian is another mark.
    if before.ends_with(is_armenian) {
        return false;
    }
    match candidate.mark {
        // "who? what?" asks once.
        '?' | '!' => small && !next.get(word.len()..).is_some_and(|rest| rest.starts_with('?')),
        '.' => {
            single
                && small
                && rules.lists.abbreviation(before).is_none()
                && (before.chars().count() >= 4 || role(before).has(Role::STARTER))
        }
        _ => false,
    }
}

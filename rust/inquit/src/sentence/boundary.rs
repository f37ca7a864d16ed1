//! Whether a candidate is a boundary.

use super::Rules;
use super::candidate::{Candidate, Dots};
use super::context::{is_word, word_after, word_before};
use super::lists::{Role, role};
use super::marks::{is_armenian, is_unspaced, needs_no_space};
use super::{small, stop};
use crate::text::{char_at, char_before};

/// Whether a new sentence begins behind a candidate of the sentence that began at byte `sentence`.
pub(super) fn is_boundary(rules: &Rules<'_>, text: &str, sentence: usize, candidate: &Candidate) -> bool {
    let rest = text.get(candidate.end..).unwrap_or("");
    let after = rest.trim_start();
    if after.is_empty() {
        return false; // the end of the text
    }
    if after.len() == rest.len() {
        return ends_unspaced(text, candidate, rest) || lacks_space(rules, text, candidate);
    }
    match candidate.dots {
        Dots::None => {}
        Dots::Inside => return false,
        Dots::Behind => return goes_on_behind_dots(after),
        Dots::End => return !after.starts_with(char::is_lowercase),
    }
    let next = opened(after);
    let Some(first) = next.chars().next() else { return true };
    if first.is_lowercase() {
        return small::starts_small(rules, text, after, next, candidate);
    }
    // "“Never!” Lee said": a full stop would have been a comma there.
    let goes_on = after.starts_with('(') || candidate.mark != '.' && is_reported(next);
    if candidate.quoted && goes_on {
        return false;
    }
    if candidate.emoticon {
        return true;
    }
    if is_resumed(text, sentence, candidate, after) {
        return false;
    }
    let single = candidate.mark == '.' && candidate.stop == candidate.start + 1;
    !single || stop::ends_at_stop(rules, text, sentence, candidate, after, next)
}

/// Whether more follows the dots that begin `after` than what closes with them.
fn goes_on_behind_dots(after: &str) -> bool {
    const FEW: usize = 24;
    let closes = |c: &char| !matches!(c, '.' | ' ' | '"' | '”' | '’' | '\'' | '»' | ')');
    after.chars().take(FEW).find(closes).is_some_and(|c| c != '\n')
}

/// What follows without the marks that may open a sentence: "“", "(", "—", "•".
fn opened(after: &str) -> &str {
    const FEW: usize = 6;
    let end = after.char_indices().take(FEW).find(|&(_, c)| is_word(c)).map_or(0, |(at, _)| at);
    after.get(end..).unwrap_or("")
}

/// Whether what follows a quotation reports it: "Lee said", "the mayor asked".
fn is_reported(next: &str) -> bool {
    let mut at = 0;
    for place in 0..4 {
        let word = word_after(next, at);
        if word.is_empty() {
            return false;
        }
        if place > 0 && role(word).has(Role::REPORTER) {
            // "“Never!” Lee said questions remain" begins a sentence of its own.
            let behind = next.get(at + word.len()..).unwrap_or("");
            return !behind.starts_with(' ') || role(word_after(behind, 1)).has(Role::ADJUNCT);
        }
        at += word.len();
        match next.as_bytes().get(at) {
            Some(b' ') => at += 1,
            Some(b'.') if next.as_bytes().get(at + 1) == Some(&b' ') && word.len() <= 4 => at += 2,
            _ => return false,
        }
    }
    false
}

/// Whether a dash takes up the speech that the words before it have reported: "— Зачем? — спросила мама. — Завтра
/// выходной."
fn is_resumed(text: &str, sentence: usize, candidate: &Candidate, after: &str) -> bool {
    const NEAR: usize = 120;
    if candidate.mark != '.' || !after.starts_with(['–', '—']) {
        return false;
    }
    let head = text.get(sentence..candidate.start).unwrap_or("");
    let mut from = head.len().saturating_sub(NEAR);
    while !head.is_char_boundary(from) {
        from += 1;
    }
    let near = head.get(from..).unwrap_or("");
    near.rfind(['–', '—']).is_some_and(|dash| {
        let spoken = near.get(dash..).unwrap_or("").trim_start_matches(['–', '—', ' ']);
        spoken.starts_with(char::is_lowercase)
            && near.get(..dash).is_some_and(|before| before.trim_end().ends_with(['?', '!', '…', ',', '.']))
    })
}

/// Whether a mark ends a sentence with no space behind it, in a script that writes none.
fn ends_unspaced(text: &str, candidate: &Candidate, rest: &str) -> bool {
    let next = rest.chars().next().unwrap_or(' ');
    let before = char_before(text, candidate.start).unwrap_or(' ');
    match candidate.mark {
        // "３．２％"
        '．' => !next.is_numeric(),
        mark if needs_no_space(mark) => {
            // 《去吧！爸爸》: a mark inside a title; “来吧。”她说: one inside a quotation.
            !matches!(next, '、' | '，' | '）' | '」' | '』' | '》' | '”' | '’')
                && !is_in_title(text, candidate.start)
        }
        '!' | '?' => is_unspaced(before) && is_unspaced(next),
        _ => false,
    }
}

/// Whether a byte is inside the marks of a title, opened a few characters before.
pub(super) fn is_in_title(text: &str, at: usize) -> bool {
    const NEAR: usize = 24;
    let head = text.get(..at).unwrap_or("");
    head.chars().rev().take(NEAR).find(|c| matches!(c, '《' | '》' | '。')).is_some_and(|c| c == '《')
}

/// Whether a semicolon just before byte `end` ends a sentence: languages that write a capital letter behind it think so.
pub(super) fn ends_at_semicolon(text: &str, end: usize) -> bool {
    let rest = text.get(end..).unwrap_or("");
    let next = rest.trim_start_matches(' ');
    if next.len() == rest.len() {
        return false;
    }
    let word = word_after(next, 0);
    let cyrillic = next.starts_with(|c| matches!(c, '\u{400}'..='\u{52F}'));
    next.starts_with(char::is_uppercase) && !cyrillic && word != "I" && role(word).has(Role::STARTER)
}

/// Whether a space was forgotten: "It was over.Then he left."
fn lacks_space(rules: &Rules<'_>, text: &str, candidate: &Candidate) -> bool {
    let more = candidate.stop > candidate.start + 1;
    if candidate.end > candidate.stop && candidate.mark == '.'
        || !matches!(candidate.mark, '.' | '!' | '?' | '…')
    {
        return false;
    }
    let before = word_before(text, candidate.start);
    let closes = before.chars().nth(2).is_some() && before.chars().skip(1).all(char::is_lowercase);
    if !closes || before.starts_with(is_armenian) || !more && rules.lists.abbreviation(before).is_some() {
        return false;
    }
    let after = word_after(text, candidate.end);
    let mut letters = after.chars();
    let opens = match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if first.is_uppercase() => second.is_lowercase() || stop::is_roman(after),
        (Some(first), None) => first.is_uppercase() && role(after).has(Role::STARTER),
        // "has it?how is it"
        (Some(first), Some(_)) => candidate.mark == '?' && first.is_lowercase(),
        _ => false,
    };
    // "They went to Leeds.It was late", but "Node.Js", "Oresia.Com"
    let named = before.starts_with(char::is_uppercase);
    let opens = opens
        && (!named || before.chars().nth(3).is_some() && role(after).has(Role::STARTER) && after != "Com");
    // An address or a file name goes on behind the word: "Jo.Doe@example.com".
    let behind = char_at(text, candidate.end + after.len());
    opens && behind.is_none_or(|c| matches!(c, ' ' | ',' | '\'' | '’' | ';'))
}

//! Which labels mean the same one, and what those are called who have no name.

use rustc_hash::FxHashMap;

use super::choice::folded;
use super::name::is_all_capitals;
use super::{Talker, Turn};
use crate::language::{Classes, Labels, Phrases};
use crate::layers::{Layers, Mark};
use crate::text::Span;

/// How many words the name has of whoever is said to ask.
const LONGEST: usize = 6;

/// Those who talk, in order of their first turns.
pub(super) fn cast(layers: &Layers<'_>, turns: &[Turn]) -> Vec<Talker> {
    let words = Labels::all();
    let mut talkers: Vec<Talker> = Vec::new();
    let mut numbers: FxHashMap<(String, usize), usize> = FxHashMap::default();
    let mut initials: FxHashMap<String, Option<usize>> = FxHashMap::default();
    let examined = turns.iter().any(|turn| words.asks(&folded(turn.name.of(layers.text))));
    let told = |phrases: &Phrases| if examined { told(layers, turns, phrases) } else { Vec::new() };
    let shouted = are_shouted(turns.iter().map(|turn| turn.name.of(layers.text)));
    let (asking, answering) = (told(&layers.language.examiners), told(&layers.language.witnesses));
    for turn in turns {
        let written = turn.name.of(layers.text);
        let name = folded(written);
        let told = match (words.asks(&name), words.answers(&name)) {
            (true, _) => asking.as_slice(),
            (_, true) => answering.as_slice(),
            _ => &[],
        };
        let before = told.partition_point(|span| span.start() < turn.name.start());
        let known = before.checked_sub(1).and_then(|at| told.get(at)).copied();
        let same =
            if is_initials(written) { initials.get(&initials_of(written)).copied().flatten() } else { None };
        let called = called(layers, words, &name, turn.name).filter(|_| known.is_none());
        let called = called.map(|name| if shouted { plain_case(&name) } else { name });
        let number = same.unwrap_or_else(|| *numbers.entry((name, before)).or_insert(talkers.len()));
        if number == talkers.len() {
            talkers.push(Talker { names: known.into_iter().collect(), called });
            if written.contains([' ', '-']) && !is_initials(written) {
                // Two of the same initials can't be told apart by them.
                initials
                    .entry(initials_of(written))
                    .and_modify(|number| *number = None)
                    .or_insert(Some(number));
            }
        }
        if let Some(talker) = talkers.get_mut(number) {
            talker.names.push(turn.name);
        }
    }
    talkers
}

/// The names that a text says behind a phrase, outside of turns: "EXAMINATION BY ANN LEE".
fn told(layers: &Layers<'_>, turns: &[Turn], phrases: &Phrases) -> Vec<Span> {
    let mut names = Vec::new();
    let mut turns = turns
        .iter()
        .map(|turn| layers.token_at(turn.content.start())..layers.token_at(turn.content.end()))
        .peekable();
    let mut at = 0;
    while at < layers.tokens.len() {
        while turns.next_if(|turn| turn.end <= at).is_some() {}
        if let Some(turn) = turns.peek().filter(|turn| turn.contains(&at)) {
            at = turn.end.max(at + 1);
            continue;
        }
        if let Some(length) = phrases.longest(|i| layers.word(at + i)) {
            let first = at + length;
            let part = |&i: &usize| {
                (layers.is_capital(i) || layers.word(i) == ".") && (i == first || !layers.is_first_of_line(i))
            };
            let end = (first..first + LONGEST).take_while(part).last().map_or(first, |last| last + 1);
            let end = if layers.mark(end.saturating_sub(1)) == Mark::Stop { end - 1 } else { end };
            if end > first {
                names.push(layers.span(first, end));
            }
        }
        at += 1;
    }
    names
}

/// What one is called whose label is no name, but a role, a letter or a number.
fn called(layers: &Layers<'_>, words: &Labels, folded: &str, name: Span) -> Option<String> {
    let written = name.of(layers.text).trim_end_matches('.');
    let first = layers.token_at(name.start());
    let numbered = written.ends_with(|c: char| c.is_ascii_digit());
    let letter = written.chars().nth(1).is_none();
    let phrase = layers.is(first, Classes::DETERMINER) && folded.contains(' ');
    let nick = written.starts_with(char::is_lowercase);
    let named = !(words.is_role(folded) || numbered || letter || phrase || nick || is_initials(written));
    if named { None } else { Some(written.split_whitespace().collect::<Vec<_>>().join(" ")) }
}

/// Whether a name is made of initials: "H.G.-R.", "JH".
pub(super) fn is_initials(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let parts = name.split(['.', '-', ' ']).filter(|part| !part.is_empty());
    let dotted = name.contains('.') && { parts }.all(|part| part.chars().nth(1).is_none());
    let capitals = name.chars().all(char::is_uppercase);
    // "ADA" is as likely a name.
    (2..=4).contains(&letters) && (dotted || capitals && letters == 2)
}

/// The initials of a name, or those that it is made of.
pub(super) fn initials_of(name: &str) -> String {
    if is_initials(name) {
        return name.chars().filter(|c| c.is_alphabetic()).collect();
    }
    let words = name.split([' ', '-']).filter_map(|word| word.chars().next());
    words.filter(|c| c.is_uppercase()).collect()
}

/// Whether all labels of a text are in capitals, as transcripts write them: beside "Lee", "BBC" is as it should be.
pub(crate) fn are_shouted<'t>(mut labels: impl Iterator<Item = &'t str>) -> bool {
    labels.all(|label| !label.contains(char::is_lowercase))
}

/// A name in capitals as it is written elsewhere: "THE WOMAN" as "The Woman", "O'HARA" as "O'Hara", "H.G." as it is. What
/// ends a label is no part of it: "HARPIN. — Yes".
pub(crate) fn plain_case(name: &str) -> String {
    let bare = name.trim_end_matches('.');
    let whole = bare.rsplit([' ', '.']).next().is_some_and(|last| last.chars().nth(2).is_some());
    let name = if whole { bare } else { name };
    if !is_all_capitals(name) || is_initials(name) {
        return name.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let mut plain = String::with_capacity(name.len());
    let mut begins = true;
    for word in name.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        for c in word.chars() {
            if begins || !c.is_alphabetic() {
                plain.push(c);
            } else {
                plain.extend(c.to_lowercase());
            }
            begins = !c.is_alphanumeric();
        }
        begins = true;
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_written_as_elsewhere() {
        for (name, plain) in [
            ("THE WOMAN", "The Woman"),
            ("O’HARA", "O’Hara"),
            ("ANNE-MARIE LEE", "Anne-Marie Lee"),
            ("Ann  Lee", "Ann Lee"),
            ("H.G.-R.", "H.G.-R."),
            ("JH", "JH"),
            ("HARPIN.", "Harpin"),
            ("A. LEE JR.", "A. Lee Jr."),
            ("ВЕДУЩИЙ", "Ведущий"),
        ] {
            assert_eq!(plain_case(name), plain);
        }
    }

    #[test]
    fn initials_are_those_of_a_name() {
        assert!(is_initials("H.G.-R.") && is_initials("JH") && is_initials("T.H."));
        assert!(!is_initials("Lee") && !is_initials("HALE") && !is_initials("Mr. T."));
        assert_eq!(initials_of("Halina Gąsienica-Rój"), initials_of("H.G.-R."));
        assert_eq!(initials_of("Jo Hall"), initials_of("JH"));
    }
}

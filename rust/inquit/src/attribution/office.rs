//! Sources that say what someone does and, behind a comma, who that is: "its spokeswoman, Mira Dahl,", "VP of Sales, Karl
//! Dunmore,", "Minister for Ports, Sport and Culture, Mirela Dosk,".

use super::source::{noun_phrase_before, opens_clause};
use crate::language::Classes;
use crate::layers::{Layers, Mark};

/// Where a source starts whose office has a list behind it, of which `first` begins the last part: "Minister for Ports,
/// Sport and Culture Mirela Dosk". `first` itself where there is no such office.
pub(super) fn office_before(layers: &Layers<'_>, first: usize, floor: usize) -> usize {
    const LONGEST_LIST: usize = 4;
    let mut start = first;
    for _ in 0..LONGEST_LIST {
        let comma = start.checked_sub(1).filter(|&at| at > floor && layers.mark(at) == Mark::Comma);
        let Some(comma) = comma.filter(|_| layers.is_capital(start)) else { break };
        let Some(part) = noun_phrase_before(layers, comma, floor) else { break };
        let office = (part.first..comma).find(|&at| {
            layers.is(at, Classes::ROLE.or(Classes::TITLE)) && layers.is(at + 1, Classes::NOUN_PREPOSITION)
        });
        // "He met the minister for ports in Leeds, Hill said"
        let links = Classes::PREPOSITION.or(Classes::CONJUNCTION).or(Classes::DETERMINER);
        if let Some(office) = office {
            let listed = (office + 1..comma).all(|at| layers.is_capital(at) || layers.is(at, links));
            return if listed && opens_clause(layers, part.first, floor) { part.first } else { first };
        }
        start = part.first;
    }
    first
}

/// The end of a description with the name that commas set off behind it: "its spokeswoman, Mira Dahl,".
pub(super) fn with_name(layers: &Layers<'_>, first: usize, end: usize, limit: usize) -> Option<usize> {
    const LONGEST_NAME: usize = 5;
    let described = layers.is(first, Classes::DETERMINER.or(Classes::POSSESSIVE)) && layers.is_small(end - 1);
    if !described || layers.mark(end) != Mark::Comma || !layers.is_capital(end + 1) {
        return None;
    }
    let highest = limit.min(end + 1 + LONGEST_NAME);
    let mut at = end + 1;
    while at < highest && layers.is_capital(at) && layers.quotation(at).is_none() {
        at += 1;
    }
    let closed =
        at >= limit || layers.quotation(at).is_some() || matches!(layers.mark(at), Mark::Comma | Mark::Stop);
    closed.then_some(at)
}

/// The end of a phrase for an office with the name that a comma sets off behind it, and what else it is for before that:
/// "VP of Sales, Karl Dunmore,", "Minister for Ports, Sport and Culture, Mirela Dosk,".
pub(super) fn with_listed_name(layers: &Layers<'_>, first: usize, end: usize, limit: usize) -> Option<usize> {
    const LONGEST_LIST: usize = 4;
    const LONGEST_PART: usize = 8;
    let role = |at: usize| {
        layers.is(at, Classes::ROLE.or(Classes::TITLE)) && !layers.is(at, Classes::PLURAL.or(Classes::GROUP))
    };
    let office = (first..end).find(|&at| role(at))?;
    let links = Classes::NOUN_PREPOSITION.or(Classes::CONJUNCTION);
    let called = |at: usize| layers.is_capital(at) && layers.is(at, Classes::FIRST_NAME);
    if !layers.is(office + 1, links) || (first..end).any(called) {
        return None;
    }
    let mut at = end;
    for _ in 0..LONGEST_LIST {
        let start = at + 1;
        if layers.mark(at) != Mark::Comma || start >= limit || !layers.is_capital(start) {
            return None;
        }
        let inside = Classes::CONJUNCTION.or(Classes::NAME_PARTICLE);
        let part = |i: usize| {
            layers.quotation(i).is_none()
                && (layers.is_capital(i) || layers.is(i, inside) && layers.is_word(i))
        };
        at = (start..limit.min(start + LONGEST_PART)).find(|&i| !part(i)).unwrap_or(limit);
        let joined = (start..at).any(|i| layers.is(i, Classes::CONJUNCTION));
        let field = || (start..at).any(|i| layers.is(i, Classes::FIELD));
        let named = (start..at).any(called) || !joined && !field() && at > start + 1;
        if named && !layers.is(start, Classes::CALENDAR) {
            let goes_on = layers.is_word(at) && layers.quotation(at).is_none();
            return (at >= limit || !goes_on || layers.is(at, Classes::PREPOSITION)).then_some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::attribution::source::{Source, subject_after, subject_before};
    use crate::language::Language;
    use crate::layers::{Ground, Layers};

    /// What a function finds of a text, given its layers and the token of "said".
    fn found(text: &str, find: impl Fn(&Layers<'_>, usize) -> Option<Source>) -> &str {
        let language = Language::english();
        let ground = Ground::english(text);
        let layers = ground.layers(text, &language);
        let said = layers.token_at(text.find("said").unwrap());
        find(&layers, said).map_or("", |source| layers.span(source.first, source.end).of(text))
    }

    fn behind(text: &str) -> &str {
        found(text, |layers, said| subject_after(layers, said + 1, layers.tokens.len()))
    }

    fn before(text: &str) -> &str {
        found(text, |layers, said| subject_before(layers, said, 0))
    }

    #[test]
    fn an_office_goes_on_with_what_it_is_for_and_the_name() {
        assert_eq!(behind("“No,” said VP of Sales, Karl Dunmore, on Monday."), "VP of Sales, Karl Dunmore");
        let minister = "Minister for Ports, Sport and Culture, Mirela Dosk";
        assert_eq!(behind("“No,” said Minister for Ports, Sport and Culture, Mirela Dosk."), minister);
        assert_eq!(
            before("Minister for Ports, Sport and Culture, Mirela Dosk, said no."),
            format!("{minister},")
        );
        let list = "the Committee on Rivers, Dams and Canals Nora Finch";
        assert_eq!(
            before("the chairwoman of the Committee on Rivers, Dams and Canals Nora Finch said no."),
            format!("the chairwoman of {list}")
        );
        assert_eq!(
            behind("“No,” said the head of the board, Jan Voss, at noon."),
            "the head of the board, Jan Voss"
        );
    }

    #[test]
    fn a_list_of_people_is_no_office() {
        assert_eq!(behind("“No,” said Ann Lee, Bob Ray and Jo Roe."), "Ann Lee");
        assert_eq!(before("He met the minister for ports in Leeds, Hill said."), "Hill");
        assert_eq!(behind("“No,” said the head of the board, Monday morning."), "the head of the board");
    }

    #[test]
    fn a_date_is_a_subject_only_where_there_is_no_other() {
        assert_eq!(before("The dam, Sunday said, was old."), "Sunday");
        assert_eq!(before("But May said no."), "May");
        assert_eq!(before("The mayor on Sunday said no."), "The mayor");
    }

    #[test]
    fn a_name_in_brackets_is_a_subject() {
        assert_eq!(behind("“No,” said (Bo Hill)."), "Bo Hill");
        assert_eq!(before("“No,” (Bo Hill) said."), "Bo Hill");
        assert_eq!(behind("“No,” said (he is ill)."), "");
    }
}

//! Views, and what they give.

use std::borrow::Cow;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::*;

const SPLIT: &str = "“Élan wins,” said Ann Lee. “Use it.” It rained.";

fn by_rule(text: &str) -> Document {
    crate::Analyzer::builder().model(None).build().unwrap().analyze(text)
}

#[test]
fn the_text_of_a_quote_has_its_parts_and_its_extent_all_between_them() {
    let document = by_rule(SPLIT);
    let quote = document.quote(0).unwrap();
    assert_eq!(quote.index(), 0);
    assert_eq!(quote.text(), "“Élan wins,” … “Use it.”");
    assert_eq!(quote.extent().of(document.text()), "“Élan wins,” said Ann Lee. “Use it.”");
    assert_eq!((quote.cue_text().as_ref(), quote.source_text().as_ref()), ("said", "Ann Lee"));
}

#[test]
fn one_part_is_no_copy_and_none_is_no_text() {
    let document = by_rule("“Élan wins,” was all.");
    let quote = document.quote(0).unwrap();
    assert!(matches!(quote.text(), Cow::Borrowed("“Élan wins,”")));
    assert_eq!(quote.extent(), quote.content()[0]);
    assert_eq!((quote.cue_text(), document.join(&[])), (Cow::Borrowed(""), Cow::Borrowed("")));
}

const MENTIONS: &str = "Ann Lee met Tom Ray. He left, and nobody saw him. “It is late,” she said.";

#[test]
fn mentions_are_of_all_and_tell_who_is_the_same() {
    let document = by_rule(MENTIONS);
    let entity = |text: &str| document.mentions().find(|m| m.text() == text).unwrap().entity();
    let lee = document.speakers().next().unwrap();
    assert_eq!(document.speakers().len(), 1);
    assert_eq!((lee.id(), entity("Ann Lee"), entity("she")), (0, Some(0), Some(0)));
    assert_eq!(entity("Tom Ray"), Some(1), "those who say nothing are numbered behind the speakers");
    assert_eq!(entity("Tom Ray"), entity("He"));
    let hers: Vec<Span> =
        document.mentions().filter(|m| m.speaker() == Some(lee)).map(|mention| mention.span()).collect();
    assert_eq!(hers, lee.mentions());
}

#[test]
fn those_whose_quotes_are_left_out_stay_as_mentions() {
    let analyzer = crate::Analyzer::builder().model(None).acts([crate::Act::Wish]).build().unwrap();
    let document = analyzer.analyze(MENTIONS);
    assert_eq!(document.speakers().len(), 0);
    assert_eq!(document.mentions().map(|m| m.span()).collect::<Vec<_>>(), {
        let whole = by_rule(MENTIONS);
        whole.mentions().map(|m| m.span()).collect::<Vec<_>>()
    });
    assert!(document.mentions().all(|mention| mention.speaker().is_none()));
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[test]
fn views_are_equal_in_equal_documents_and_hash_alike() {
    let (one, other) = (by_rule(SPLIT), by_rule(SPLIT));
    let longer = by_rule(&format!("{SPLIT} It poured."));
    assert_eq!(one.quote(0), other.quote(0));
    assert_eq!(hash(one.quote(0)), hash(other.quote(0)));
    assert_ne!(one.quote(0), longer.quote(0), "of another text");
    assert_eq!(hash(one.speaker(0)), hash(other.speaker(0)));
    assert_ne!(one.token(0), one.token(1));
    let both: HashSet<TokenRef<'_>> = one.tokens().chain(other.tokens()).collect();
    assert_eq!(both.len(), one.tokens().len());
}

#[test]
fn iterators_go_both_ways_and_know_how_many_are_left() {
    let document = by_rule(SPLIT);
    let mut tokens = document.tokens();
    let (first, last) = (tokens.next().unwrap(), tokens.next_back().unwrap());
    assert_eq!((first.text(), last.text()), ("“", "."));
    assert_eq!(tokens.len(), document.raw_tokens().len() - 2);
    let rest: Vec<_> = tokens.clone().rev().map(|token| token.index()).collect();
    assert_eq!(rest, (1..=tokens.len()).rev().collect::<Vec<_>>());
    assert_eq!((tokens.nth(1), tokens.nth_back(0)), (document.token(2), document.token(rest[0])));
    assert_eq!(tokens.nth(1000), None);
    assert_eq!((tokens.len(), tokens.next()), (0, None));
    let speaker = document.speaker(0).unwrap();
    assert!(speaker.quotes().eq(speaker.quotes().rev()), "there is one");
    assert_eq!(speaker.quotes().next(), document.quote(0));
}

#[test]
fn a_view_is_shown_without_its_document() {
    let document = by_rule(SPLIT);
    let shown = format!("{:?}", document.quotes());
    assert!(shown.starts_with("[Quote { index: 0, kind: Direct, text: "), "{shown}");
    assert!(!shown.contains("It rained"), "{shown}");
    let token = "TokenRef { index: 0, span: 0..3, text: \"“\", .. }";
    assert_eq!(format!("{:?}", document.token(0).unwrap()), token);
}

#[test]
fn a_paragraph_has_its_sentences_and_tokens() {
    let document = by_rule("It rains. It pours.\n\nIt is over.");
    let counts = document.paragraphs().map(|p| (p.text(), p.sentences().len(), p.tokens().len()));
    let wanted = [("It rains. It pours.", 2, 6), ("It is over.", 1, 4)];
    assert_eq!(counts.collect::<Vec<_>>(), wanted);
    let sentences = document.paragraphs().flat_map(|paragraph| paragraph.sentences());
    assert!(sentences.eq(document.sentences()));
}

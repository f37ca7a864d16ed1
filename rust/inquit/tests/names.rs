//! Who speaks, where the name is a word too ("Young", "King", "Banks") or stands behind what its bearer does ("Unit 3
//! supervisor Paul Okafor"): the names of `testdata/surnames.txt` and `testdata/described.txt` in sentences of many forms.
#![allow(missing_docs, clippy::unwrap_used)]

use inquit::{Analyzer, Model};

/// Sentences in which `{}` says something.
const SAYS: &[&str] = &[
    "“We were surprised,” {} said.",
    "“We were surprised,” said {}.",
    "“Was it old?” {} asked. “I had no idea.”",
    "“It was old,” says {}, who saw it.",
    "According to {}, the dam was old.",
    "{} said that the dam was old.",
    "{} told reporters: “It was old.”",
    "The dam, {} said, was old.",
    "The dam was old, {} said.",
    "The dam was old, said {}.",
    "When it was over, {} told reporters that the dam was old.",
    "But {} said the dam was old.",
];

/// Sentences in which one with a title of address does.
const TITLED: &[&str] = &[
    "Mr. {} said that the dam was old.",
    "“We were surprised,” Mr. {} said.",
    "“We were surprised,” said Mr. {} at noon.",
    "According to Mr. {}, the dam was old.",
];

fn analyzer(model: Option<Model>) -> Analyzer {
    Analyzer::builder().language("eng").model(model).build().unwrap()
}

fn surnames() -> Vec<&'static str> {
    let list = include_str!("../testdata/surnames.txt").lines();
    list.filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
}

/// Whether someone says something in a text, and all that is said there is said by `name`.
fn is_speaker(analyzer: &Analyzer, text: &str, name: &str) -> bool {
    let document = analyzer.analyze(text);
    let mut quotes = document.quotes();
    quotes.len() > 0 && quotes.all(|quote| quote.speaker().is_some_and(|speaker| speaker.name() == name))
}

/// The surnames that speak in no such text: `text` and `name` with `{}` for the surname.
fn silent<'n>(analyzer: &Analyzer, names: &[&'n str], text: &str, name: &str) -> Vec<&'n str> {
    let speaks =
        |surname: &&str| is_speaker(analyzer, &text.replace("{}", surname), &name.replace("{}", surname));
    names.iter().copied().filter(|surname| !speaks(surname)).collect()
}

#[test]
fn every_surname_speaks_behind_the_full_name() {
    let analyzer = analyzer(None);
    let names = surnames();
    let full = [
        ("Dr. Rosa {} led the study.", "Rosa {}"),
        ("The study took a year. It was led by Tomas {}, a geologist at the school.", "Tomas {}"),
    ];
    for (begins, name) in full {
        for says in SAYS.iter().chain(&TITLED[..if name.starts_with("Tomas") { 4 } else { 0 }]) {
            let found = silent(&analyzer, &names, &format!("{begins} {says}"), name);
            assert!(found.is_empty(), "{begins} {says}: {found:?}");
        }
    }
}

/// Of so many surnames one may be silent where nothing else in the text tells that it is one: "Banks said".
const RARE: usize = 26;

#[test]
fn nearly_every_surname_speaks_without_a_full_name() {
    let analyzer = analyzer(None);
    let names = surnames();
    for says in SAYS {
        let found = silent(&analyzer, &names, &format!("The study took a year. {says}"), "{}");
        assert!(found.len() * RARE <= names.len(), "{says}: {found:?}");
    }
    for says in TITLED {
        let found = silent(&analyzer, &names, &format!("The study took a year. {says}"), "Mr. {}");
        assert!(found.is_empty(), "{says}: {found:?}");
    }
}

#[cfg(feature = "standard")]
#[test]
fn surnames_speak_with_a_model() {
    let analyzer = analyzer(Some(Model::standard()));
    let names = surnames();
    // Each surname in one of the sentences.
    let places = SAYS.len();
    for (place, says) in SAYS.iter().enumerate() {
        let names: Vec<_> = names.iter().copied().skip(place).step_by(places).collect();
        let full = format!("Dr. Rosa {{}} led the study. {says}");
        let found = silent(&analyzer, &names, &full, "Rosa {}");
        assert!(found.is_empty(), "{full}: {found:?}");
    }
    let alone: Vec<_> = (names.iter().zip(SAYS.iter().cycle().skip(1)))
        .flat_map(|(name, says)| silent(&analyzer, &[name], &format!("The study took a year. {says}"), "{}"))
        .collect();
    assert!(alone.len() * RARE <= names.len(), "{alone:?}");
}

/// Sentences in which one whom `{}` describes says something.
const DESCRIBED: &[&str] = &[
    "The report came on Monday. “The dam was old,” said {}.",
    "The report came on Monday. “The dam was old,” said {} at a meeting in Leeds.",
    "The report came on Monday. “The dam was old,” {} said.",
    "The report came on Monday. The dam was old, {} said.",
    "The report came on Monday. {} said that the dam was old.",
    "According to {}, the dam was old.",
];

/// What someone is with the name, and the name.
fn described() -> impl Iterator<Item = (&'static str, &'static str)> {
    let list = include_str!("../testdata/described.txt").lines();
    list.filter(|line| !line.starts_with('#')).map(|line| line.split_once(" | ").unwrap())
}

/// The texts in which someone described isn't who speaks.
fn unnamed(analyzer: &Analyzer) -> Vec<String> {
    let texts = described().flat_map(|(words, name)| {
        DESCRIBED.iter().map(move |says| {
            let capital = words[..1].to_uppercase() + &words[1..];
            let words = if says.contains("Monday. {}") { &capital } else { words };
            // The comma behind the name is that of the sentence, if it has one there.
            let words = if says.contains("{}.") || says.contains("{},") {
                words.trim_end_matches(',')
            } else {
                words
            };
            (says.replace("{}", words), name)
        })
    });
    texts.filter(|(text, name)| !is_speaker(analyzer, text, name)).map(|(text, _)| text).collect()
}

#[test]
fn a_name_is_found_behind_what_its_bearer_does() {
    assert!(described().count() >= 40);
    assert_eq!(unnamed(&analyzer(None)), [""; 0]);
}

#[cfg(feature = "standard")]
#[test]
fn a_name_is_found_behind_what_its_bearer_does_with_a_model() {
    let found = unnamed(&analyzer(Some(Model::standard())));
    // A model may read a part of such a source, or more than it.
    assert!(found.len() * 50 <= described().count() * DESCRIBED.len(), "{found:?}");
}

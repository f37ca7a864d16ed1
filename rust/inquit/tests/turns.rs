//! Turns of talk in many languages and forms, and labels that are of none.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use inquit::{Analyzer, Document, Pattern, Quote};

const TALK: &str = include_str!("../testdata/talk.txt");
const LABELS: &str = include_str!("../testdata/labels.txt");

/// The texts of a file, with their names.
fn texts(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    file.split("\n=== ").skip(1).map(|part| part.split_once('\n').unwrap())
}

fn analyzer() -> Analyzer {
    Analyzer::builder().model(None).build().unwrap()
}

fn turns(document: &Document) -> impl Iterator<Item = Quote<'_>> {
    document.quotes().filter(|quote| quote.evidence().pattern() == Pattern::Turn)
}

#[test]
fn turns_are_found_in_any_language() {
    let analyzer = analyzer();
    let (mut faults, mut found, mut wanted) = (Vec::new(), 0, 0);
    for (name, part) in texts(TALK) {
        let (text, expected) = part.split_once("\n> ").unwrap();
        let expected: Vec<(&str, &str)> =
            expected.trim().split("\n> ").map(|line| line.split_once(" | ").unwrap()).collect();
        let document = analyzer.analyze(text);
        let told: Vec<_> = turns(&document)
            .map(|quote| {
                (quote.speaker().map_or("", |speaker| speaker.name()).to_owned(), quote.text().into_owned())
            })
            .collect();
        for (speaker, begins) in &expected {
            let right = told.iter().any(|(name, said)| name == speaker && said.starts_with(begins));
            found += usize::from(right);
            wanted += 1;
            if !right {
                faults.push(format!("{name}: {speaker} | {begins}, of {told:?}"));
            }
        }
        if told.len() > expected.len() {
            faults.push(format!("{name}: too many of {told:?}"));
        }
    }
    assert!(wanted > 100, "{wanted} turns");
    assert!(faults.is_empty(), "{found} of {wanted}\n{}", faults.join("\n"));
}

#[test]
fn labels_that_name_no_one_make_no_turns() {
    let analyzer = analyzer();
    let mut faults = Vec::new();
    for (name, text) in texts(LABELS) {
        let document = analyzer.analyze(text);
        faults.extend(turns(&document).map(|quote| format!("{name}: {:?}", quote.text())));
    }
    assert!(texts(LABELS).count() >= 30);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

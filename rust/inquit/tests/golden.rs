//! The golden cases of `testdata/`, whose README.md defines their form.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use std::collections::HashSet;
use std::fmt::Debug;
use std::path::Path;

use inquit::{Analyzer, Document, Model, Quote, Span, SpeakerKind};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    language: String,
    #[serde(default = "rules_alone")]
    models: Vec<String>,
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    /// Instead of the file's.
    language: Option<String>,
    text: String,
    paragraphs: Option<Vec<String>>,
    sentences: Option<Vec<String>>,
    tokens: Option<Vec<String>>,
    quotes: Option<Vec<Expected>>,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
struct Expected {
    content: Vec<String>,
    kind: Option<String>,
    act: Option<String>,
    cue: Option<String>,
    source: Option<String>,
    speaker: Option<String>,
}

/// What finds the quotes where a file doesn't say.
fn rules_alone() -> Vec<String> {
    vec!["none".to_owned()]
}

/// The model of a name.
fn model(name: &str) -> Option<Model> {
    match name {
        "none" => None,
        "fast" => Some(Model::fast()),
        "standard" => Some(Model::standard()),
        _ => panic!("no model {name:?}"),
    }
}

/// What is wrong with a case, a line each.
#[derive(Default)]
struct Faults(Vec<String>);

impl Faults {
    fn compare<T: PartialEq + Debug + ?Sized>(&mut self, what: &str, found: &T, expected: &T) {
        if found != expected {
            self.0.push(format!("{what}\n      expected {expected:?}\n      found    {found:?}"));
        }
    }
}

#[test]
fn the_golden_cases_hold() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "toml"));
    paths.sort();
    assert!(!paths.is_empty(), "no golden cases");

    let mut report = Vec::new();
    for path in paths {
        let file: File = toml::from_str(&std::fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let stem = path.file_stem().unwrap().to_string_lossy();
        for name in &file.models {
            let builder =
                |language: &str| Analyzer::builder().language(language).model(model(name)).build().unwrap();
            let analyzer = builder(&file.language);
            let mut names = HashSet::new();
            for case in &file.case {
                assert!(names.insert(&case.name), "{}: two cases {:?}", path.display(), case.name);
                let mut faults = Faults::default();
                let other = case.language.as_deref().map(builder);
                check(&other.as_ref().unwrap_or(&analyzer).analyze(case.text.as_str()), case, &mut faults);
                report.extend(faults.0.iter().map(|fault| format!("{stem}, {name}: {}: {fault}", case.name)));
            }
        }
    }
    assert!(report.is_empty(), "{} differences\n\n{}", report.len(), report.join("\n"));
}

/// Holds a document against what a case expects.
fn check(document: &Document, case: &Case, faults: &mut Faults) {
    if let Some(expected) = &case.paragraphs {
        let found: Vec<_> = document.raw_paragraphs().iter().map(|p| p.kind().name().to_owned()).collect();
        faults.compare("paragraphs", &found, expected);
    }
    if let Some(expected) = &case.sentences {
        let found: Vec<_> = document.sentences().map(|s| s.text().to_owned()).collect();
        faults.compare("sentences", &found, expected);
    }
    if let Some(expected) = &case.tokens {
        let found: Vec<_> =
            document.raw_tokens().iter().map(|t| t.span().of(&case.text).to_owned()).collect();
        faults.compare("tokens", &found, expected);
    }
    if let Some(expected) = &case.quotes {
        let found: Vec<_> = document.quotes().map(|q| texts(document, q.content())).collect();
        let contents: Vec<_> = expected.iter().map(|quote| quote.content.clone()).collect();
        faults.compare("content", &found, &contents);
        if found == contents {
            document
                .quotes()
                .zip(expected)
                .for_each(|(quote, expected)| check_quote(document, quote, expected, faults));
        }
    }
}

/// Holds a quote with the right content against what a case expects of it.
fn check_quote(document: &Document, quote: Quote<'_>, expected: &Expected, faults: &mut Faults) {
    let named = quote.speaker().filter(|speaker| speaker.kind() != Some(SpeakerKind::Unnamed));
    let joined = |spans: &[Span]| texts(document, spans).join(" … ");
    let found = [
        ("kind", format!("{:?}", quote.kind()).to_lowercase(), &expected.kind),
        ("act", format!("{:?}", quote.act()).to_lowercase(), &expected.act),
        ("cue", joined(quote.cue()), &expected.cue),
        ("source", joined(quote.source()), &expected.source),
        ("speaker", named.map_or("", |s| s.name()).to_owned(), &expected.speaker),
    ];
    for (what, found, expected_value) in found {
        if let Some(value) = expected_value {
            faults.compare(&format!("{what} of {:?}", expected.content), &found, value);
        }
    }
}

/// The texts of spans.
fn texts(document: &Document, spans: &[Span]) -> Vec<String> {
    spans.iter().map(|span| span.of(document.text()).to_owned()).collect()
}

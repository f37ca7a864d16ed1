//! The examples of `docs/formats.md` are what comes out.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use inquit_formats::{Format, export};
use serde_json::Value;

const TEXT: &str = "Ann Lee came. “It is late,” she said. “Use it.”";

/// The first fenced block below a heading.
fn example(heading: &str) -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/formats.md");
    let docs = std::fs::read_to_string(path).unwrap();
    let (_, section) =
        docs.split_once(&format!("\n### {heading}\n")).unwrap_or_else(|| panic!("no {heading}"));
    let (_, fenced) = section.split_once("```").unwrap();
    let (_, fenced) = fenced.split_once('\n').unwrap();
    fenced.split_once("```").unwrap().0.to_owned()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn examples_are_what_comes_out() {
    let document = inquit::analyze(TEXT);
    let written = |format| export(&document, "a1", format);
    let record = serde_json::to_string(&document.record(inquit::OffsetUnit::Chars).id("a1")).unwrap();
    assert_eq!(json(&example("JSON lines")), json(&record));
    let tei = written(Format::Tei);
    let from = tei.find("<text").unwrap();
    assert_eq!(example("TEI").trim_end(), tei[from..].trim_end().trim_end_matches("</TEI>").trim_end());
    assert_eq!(json(&example("Web Annotation")), json(&written(Format::Annotation))["first"]["items"][0]);
    assert_eq!(example("brat standoff"), written(Format::Brat));
    assert_eq!(example("CoNLL-U").trim_end(), written(Format::Conllu).trim_end());
    assert_eq!(json(&example("Citron")), json(&written(Format::Citron)));
}

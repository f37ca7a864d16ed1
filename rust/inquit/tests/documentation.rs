//! The pages give the numbers that the library has.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use std::path::Path;

use inquit::Analyzer;

/// Where users are told the default threshold.
const PAGES: [&str; 8] = [
    "CHANGELOG.md",
    "docs/command.md",
    "docs/how-to/thresholds.md",
    "python/src/analyzer.rs",
    "rust/inquit-cli/src/args.rs",
    "rust/inquit-web/npm/index.d.ts",
    "rust/inquit/models/CARD.md",
    "rust/inquit/src/analyzer.rs",
];

/// A page in one line, without the marks of comments.
fn page(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let text = std::fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    text.split_whitespace().filter(|&word| word != "///").collect::<Vec<_>>().join(" ")
}

/// The number at the head of a text.
fn number(text: &str) -> Option<f32> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    text[..end].trim_end_matches('.').parse().ok()
}

/// The numbers of “less sure (of) than 0.4” in a text.
fn thresholds(text: &str) -> Vec<f32> {
    let behind = text.split("less sure ").skip(1);
    let number = |behind: &str| number(behind.strip_prefix("of ").unwrap_or(behind).strip_prefix("than ")?);
    behind.filter_map(number).collect()
}

#[test]
fn the_default_threshold_is_that_of_the_library() {
    for path in PAGES {
        let found = thresholds(&page(path));
        assert!(!found.is_empty(), "{path} tells none");
        for told in found {
            let default = Analyzer::DEFAULT_MIN_CONFIDENCE;
            assert!(told == default, "{path} tells {told}; the library has {default}");
        }
    }
}

/// The share of quotes that were right in a row of the card's table, as it stands there.
#[test]
fn the_share_of_right_quotes_is_that_of_the_card() {
    let card = page("rust/inquit/models/CARD.md");
    let row = card.split("| 0.8–0.9 | ").nth(1).unwrap();
    let share = row.split([',', '|']).nth(1).unwrap().trim();
    let thresholds = page("docs/how-to/thresholds.md");
    assert!(thresholds.contains(&format!("0.8 to 0.9, {share} (`standard`)")), "the card has {share}");
}

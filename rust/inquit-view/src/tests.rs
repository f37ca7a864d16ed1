//! Documents of any shape, and what is written of them.

use base64::Engine;
use inquit::Document;
use proptest::prelude::*;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{PAGE_SCRIPT, PAGE_SCRIPT_HASH, SCRIPT, STYLE, embedded, fragment, page};

/// A quote of some spans, all of them content; by a speaker or none.
fn quote(content: &[(usize, usize)], speaker: Option<usize>) -> Value {
    let speaker = speaker.map(|id| json!({"speaker": id, "resolution": "name", "confidence": 1.0}));
    json!({
        "quote": {
            "kind": "indirect", "act": "speech", "content": content, "cue": [], "source": [],
            "pattern": "bare", "confidence": 0.5
        },
        "speaker": speaker,
    })
}

/// A document with these quotes and speakers.
fn document(text: &str, quotes: Vec<Value>, names: &[&str]) -> Document {
    let mut state = serde_json::to_value(inquit::Analyzer::default().analyze(text).state()).unwrap();
    let speaker = |name| json!({"name": name, "mentions": [], "kind": "person", "gender": "unknown"});
    let speakers: Vec<_> = names.iter().map(speaker).collect();
    state["quotes"] = quotes.into();
    state["speakers"] = speakers.into();
    Document::from_state(serde_json::from_value(state).unwrap())
}

/// The part of a fragment that is the text.
fn text_part(html: &str) -> &str {
    let from = html.find("<div class=\"iq-text\"").unwrap();
    html[from..].trim_end().strip_suffix("</div></div>").unwrap()
}

/// The text of a piece of HTML, but for what stands in buttons; fails where elements don't nest.
fn text_of(html: &str) -> String {
    let mut open = Vec::new();
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        if !open.contains(&"button") {
            text += before;
        }
        let (tag, after) = tag.split_once('>').unwrap();
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "{html}"),
            None if tag.ends_with('/') => {}
            None => open.push(tag.split(' ').next().unwrap()),
        }
        rest = after;
    }
    assert!(open.is_empty(), "{html}");
    text += rest;
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    entities.iter().fold(text, |text, (entity, c)| text.replace(entity, c))
}

fn without_space(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn crossing_marks_are_closed_and_opened_again() {
    let document = document("abcdef", vec![quote(&[(0, 4)], None), quote(&[(2, 6)], None)], &[]);
    let html = fragment(&document);
    let text = text_part(&html);
    assert_eq!(text.matches("<mark").count(), 3);
    assert_eq!(text.matches("<button").count(), 2, "a number a quote, however many pieces it is in");
    assert_eq!(text_of(text).trim(), "abcdef");
}

#[test]
fn a_quote_over_paragraphs_is_marked_in_each() {
    let text = "One two.\n\nThree four.\n\nFive.";
    let html = fragment(&document(text, vec![quote(&[(4, 28)], Some(0))], &["Ann Lee"]));
    let text = text_part(&html);
    for piece in ["One <mark", ">two.</mark></p>", ">Three four.</mark></p>", "</button></span></mark></p>"] {
        assert!(text.contains(piece), "{piece}: {text}");
    }
    assert_eq!(text.matches("<mark").count(), 3);
    assert_eq!(text.matches("<button").count(), 1);
}

#[test]
fn names_are_escaped_in_text_and_attributes() {
    let name = "A \"B\" <C>\u{202e}";
    let mut one = quote(&[(0, 3)], Some(0));
    one["quote"]["cue"] = json!([[4, 7]]);
    let html = fragment(&document("abc <>\"", vec![one], &[name]));
    assert!(html.contains("<bdi>A &quot;B&quot; &lt;C&gt;\u{fffd}</bdi>"), "{html}");
    assert!(html.contains("data-cue=\"&lt;&gt;&quot;\""), "{html}");
}

#[test]
fn hostile_text_is_text() {
    let text =
        "“</p><script>alert(1)</script><img src=x onerror=alert(1)>,” said Ann Lee.\u{202e}\0\n\n<style>*{}";
    let html = fragment(&inquit::Analyzer::default().analyze(text));
    for tag in ["<script", "<img", "<style", "\u{202e}", "\0"] {
        assert!(!html.contains(tag), "{html}");
    }
    let plain = text.replace(['\u{202e}', '\0'], "\u{fffd}");
    assert_eq!(without_space(&text_of(text_part(&html))), without_space(&plain));
}

#[test]
fn a_hundred_thousand_quotes_in_each_other_cost_little() {
    let text = "x".repeat(200_000);
    let quotes = (0..100_000).map(|at| quote(&[(at, 200_000 - at)], None)).collect();
    let html = fragment(&document(&text, quotes, &[]));
    assert!(html.len() < 100 * text.len(), "{}", html.len());
    assert!(html.contains("99992 quotes lie too deep in others to be marked."));
    assert!(html.contains("100000 quotes, 100 % of the text"));
}

#[test]
fn the_panel_says_how_often_how_much_and_where() {
    let text = "abcdefghij".repeat(20);
    let quotes =
        vec![quote(&[(0, 50)], Some(1)), quote(&[(100, 101)], Some(0)), quote(&[(150, 200)], Some(1))];
    let html = fragment(&document(&text, quotes, &["Bo Hill", "Ann Lee"]));
    let row = |number| html.split("<li class=\"iq-row").nth(number).unwrap();
    assert!(
        row(1).contains("<bdi>Ann Lee</bdi></button> <span class=\"iq-count\">2 quotes, 50 % of the text")
    );
    assert!(row(1).contains("d=\"M0 0h250v10h-250zM750 0h250v10h-250z\""), "{}", row(1));
    assert!(
        row(2).contains("<bdi>Bo Hill</bdi></button> <span class=\"iq-count\">1 quote, 1 % of the text"),
        "{}",
        row(2)
    );
    assert!(fragment(&document("Nobody spoke.", vec![], &[])).contains("No quotes."));
}

#[test]
fn a_page_lists_documents_and_joins_speakers_by_name() {
    let one = document(
        "abc def",
        vec![quote(&[(0, 3)], Some(0)), quote(&[(4, 7)], Some(1))],
        &["Ann Lee", "Bo Hill"],
    );
    let two = document("abc", vec![quote(&[(0, 3)], Some(0))], &["Ann Lee"]);
    let html = page([("<a>", &one), ("", &two)]);
    assert!(html.contains("<article class=\"iq-doc\" id=\"d1\">\n<h2 dir=\"auto\">&lt;a&gt;</h2>"));
    assert!(html.contains("<h2 dir=\"auto\">Document 2</h2>"));
    assert!(html.contains(
        "data-in=\"1:1 2:1\"><bdi>Ann Lee</bdi></button> <span class=\"iq-count\">2 quotes in 2 documents<"
    ));
    assert!(html.contains(
        "data-in=\"1:2\"><bdi>Bo Hill</bdi></button> <span class=\"iq-count\">1 quote in 1 document<"
    ));
    assert!(!page([("a", &one)]).contains("<nav"), "one document needs no list");
    assert_eq!(html, page([("<a>", &one), ("", &two)]), "the same bytes each time");
}

#[test]
fn a_page_needs_nothing_else() {
    let html = page([("a", &inquit::Analyzer::default().analyze("“We won,” said Ann Lee."))]);
    for link in ["http:", "https:", "url(", "@import", "src="] {
        assert!(!html.contains(link), "{link}");
    }
    assert!(html.contains("lang=\"en\""));
}

#[test]
fn style_and_script_stay_in_their_elements() {
    assert!(!STYLE.contains("</") && !PAGE_SCRIPT.contains("</") && !PAGE_SCRIPT.contains("<!--"));
    let html = embedded(&inquit::Analyzer::default().analyze("Nobody spoke."));
    assert_eq!((html.matches("<style>").count(), html.matches("<script>").count()), (1, 1));
    // Every rule names the class that it is limited to.
    let css = STYLE.split("/*").map(|part| part.split_once("*/").map_or(part, |p| p.1)).collect::<String>();
    let rules = css
        .split(['{', '}'])
        .map(str::trim)
        .filter(|part| part.starts_with(['.', ':', '[']) || part.starts_with("body"));
    let selectors: Vec<_> = rules.filter(|part| !part.contains(';')).collect();
    assert!(
        selectors.len() > 50 && selectors.iter().all(|selector| selector.contains(".inquit")),
        "{selectors:#?}"
    );
}

#[test]
fn the_policy_of_the_page_names_its_script() {
    let hash = base64::prelude::BASE64_STANDARD.encode(Sha256::digest(PAGE_SCRIPT));
    assert_eq!(PAGE_SCRIPT_HASH, hash, "a script changed: put the new hash into src/script.sha256");
}

#[test]
fn the_script_has_words_for_all_that_a_quote_may_rest_on() {
    use inquit::{Pattern, Resolution};
    let patterns = [
        Pattern::VerbBefore,
        Pattern::VerbAfter,
        Pattern::AccordingTo,
        Pattern::Words,
        Pattern::Noun,
        Pattern::Colon,
        Pattern::Turn,
        Pattern::Dash,
        Pattern::Bare,
    ];
    let resolutions =
        [Resolution::Name, Resolution::Role, Resolution::Pronoun, Resolution::Turn, Resolution::Unnamed];
    let names = patterns.map(Pattern::name).into_iter().chain(resolutions.map(Resolution::name));
    for name in names {
        assert!(SCRIPT.contains(&format!("\"{name}\": \"")), "{name}");
    }
}

proptest! {
    #[test]
    fn elements_nest_and_the_text_stays(
        text in "[a-c<>&\"' \n]{1,30}",
        spans in proptest::collection::vec((0usize..30, 0usize..30), 0..12),
    ) {
        let clip = |at: usize| at.min(text.len());
        let quotes = spans.iter().enumerate().map(|(place, &(a, b))| {
            let span = (clip(a.min(b)), clip(a.max(b)));
            quote(&[span], (place % 2 == 0).then_some(0))
        });
        let html = fragment(&document(&text, quotes.collect(), &["A <b>"]));
        text_of(&html);
        prop_assert_eq!(without_space(&text_of(text_part(&html))), without_space(&text));
    }
}

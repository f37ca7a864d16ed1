//! What holds of every document in every format, whatever the text.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use inquit::{Analyzer, Document};
use inquit_formats::{brat, citron, conllu, tei};
use proptest::prelude::*;

/// Pieces of text that give quotes, and others that formats trip over.
const PIECES: &[&str] = &[
    "said",
    "told",
    "added that",
    "according to",
    "As she put it,",
    "was quoted as saying",
    "who",
    "that",
    "the two",
    "President Irena Valko",
    "the ministry",
    "he",
    "she",
    "They",
    "Ann Lee",
    "Bo Carter",
    "Lind’s",
    "Dr.",
    "bridge",
    "will open",
    "in May",
    "don't",
    "can’t",
    "Courier:",
    "Photo: E. Brandt",
    "“",
    "”",
    "‘",
    "’",
    "\"",
    "'",
    "«",
    "»",
    ".",
    ",",
    ":",
    "?",
    "—",
    "(",
    ")",
    "<",
    "&",
    "]]>",
    "|",
    "\\",
    "_",
    "#",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "\u{85}",
    "\u{2028}",
    "\u{2029}",
    "\u{b}",
    "\u{1c}",
    "\u{a0}",
    "\u{3000}",
    "\u{200b}",
    "\u{feff}",
    "\u{202e}",
    "\u{fffe}",
    "\0",
    "\u{1b}",
    "👩‍🚀",
    "e\u{301}",
    "彼は言った。",
    "「はい」と",
    "قال",
    "𝔘",
];

fn text() -> impl Strategy<Value = String> {
    let separator = prop_oneof![6 => Just(" "), 2 => Just(""), 1 => Just("\n")];
    let piece = prop_oneof![20 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec((piece, separator), 0..60)
        .prop_map(|parts| parts.into_iter().map(|(piece, separator)| piece + separator).collect())
}

fn analyzed(text: String) -> Document {
    let analyzer = Analyzer::builder().language("eng").model(None).build().unwrap();
    analyzer.analyze(text)
}

/// A text as XML can hold it.
fn in_xml(text: &str) -> String {
    let lost = |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    text.chars().map(|c| if lost(c) { '\u{fffd}' } else { c }).collect()
}

/// The text in a node, in order.
fn text_of(node: roxmltree::Node<'_, '_>) -> String {
    node.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()).collect()
}

fn assert_tei(document: &Document, xml: &str) {
    let read = roxmltree::Document::parse(xml).unwrap_or_else(|error| panic!("{error}: {xml}"));
    let bodies: Vec<_> = read.descendants().filter(|node| node.has_tag_name((NAMESPACE, "body"))).collect();
    for body in &bodies {
        assert_eq!(text_of(*body), in_xml(document.text()));
        let between = body.children().filter(|node| node.is_text()).filter_map(|node| node.text());
        assert!(between.collect::<String>().bytes().all(|byte| b" \t\r\n".contains(&byte)), "{xml}");
        assert!(body.children().any(|node| node.is_element()), "a body has a paragraph");
    }
    let id = ("http://www.w3.org/XML/1998/namespace", "id");
    let mut ids: Vec<_> = read.descendants().filter_map(|node| node.attribute(id)).collect();
    ids.sort_unstable();
    assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "{ids:?}");
    for name in ["who", "ref", "corresp", "ana", "next", "prev"] {
        let pointers = read.descendants().filter_map(|node| node.attribute(name));
        for pointer in pointers.flat_map(|value| value.split(' ')) {
            assert!(
                ids.binary_search(&pointer.trim_start_matches('#')).is_ok(),
                "{pointer} leads nowhere: {xml}"
            );
        }
    }
}

const NAMESPACE: &str = "http://www.tei-c.org/ns/1.0";

fn unescaped(value: &str) -> String {
    let mut out = String::new();
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        out.push(match c {
            '\\' => match chars.next().unwrap() {
                's' => ' ',
                't' => '\t',
                'r' => '\r',
                'n' => '\n',
                'p' => '|',
                '\\' => '\\',
                c => panic!("\\{c}"),
            },
            c => c,
        });
    }
    out
}

/// The text that sentences of CoNLL-U stand for.
fn rebuilt(sentences: &str) -> String {
    let mut out = String::new();
    let mut covered = 0;
    for line in sentences.split('\n') {
        if line.is_empty() {
            covered = 0;
        }
        if line.is_empty() || line.starts_with("# ") {
            continue;
        }
        let columns: Vec<_> = line.split('\t').collect();
        assert_eq!(columns.len(), 10, "{line:?}");
        if let Some((_, last)) = columns[0].split_once('-') {
            covered = last.parse().unwrap();
        } else if columns[0].parse::<usize>().unwrap() <= covered {
            continue;
        }
        let value = |key| {
            let mut fields = columns[9].split('|').filter_map(|field| field.split_once('='));
            fields.find(|(name, _)| *name == key).map(|(_, value)| unescaped(value))
        };
        out += &value("SpacesBefore").unwrap_or_default();
        out += &value("SpacesInToken").unwrap_or_else(|| columns[1].to_owned());
        out += &match value("SpaceAfter") {
            Some(_) => String::new(),
            None => value("SpacesAfter").unwrap_or_else(|| " ".to_owned()),
        };
    }
    out
}

/// Annotations of brat mark what they say, and no line is more than one.
fn assert_brat(document: &Document, ann: &str) {
    let chars: Vec<_> = document.text().chars().collect();
    let mut quotes = 0;
    for line in ann.split_terminator('\n') {
        let [id, what, text] = line.split('\t').collect::<Vec<_>>()[..] else {
            assert!(line.starts_with(['R', 'A', '*']), "{line:?}");
            continue;
        };
        let Some((kind, places)) = what.split_once(' ').filter(|_| id.starts_with('T')) else {
            assert!(id.starts_with('#'), "{line:?}");
            continue;
        };
        let fragments = places.split(';').map(|place| {
            let (start, end) = place.split_once(' ').unwrap();
            chars[start.parse().unwrap()..end.parse().unwrap()].iter().collect::<String>()
        });
        assert_eq!(fragments.collect::<Vec<_>>().join(" "), text);
        quotes += usize::from(kind == "Quote");
    }
    assert_eq!(quotes, document.quotes().len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn formats_hold_the_text_and_what_is_marked(text in text(), id in any::<String>()) {
        let document = analyzed(text);
        assert_tei(&document, &tei::file(&document, &id));
        let corpus = tei::head() + &tei::member(&document, &id, 0) + &tei::member(&document, &id, 1) + tei::FOOT;
        assert_tei(&document, &corpus);
        let sentences = conllu::document(&document, &id);
        if document.raw_tokens().is_empty() {
            prop_assert_eq!(sentences, "");
        } else {
            prop_assert_eq!(rebuilt(&sentences), document.text());
            prop_assert_eq!(sentences.matches("\n# sent_id = ").count(), document.sentences().len());
        }
        assert_brat(&document, &brat::annotations(&document));
        let read: serde_json::Value = serde_json::from_str(&citron::document(&document, &id)).unwrap();
        prop_assert_eq!(&read["text"], document.text());
    }
}

/// A text with as many quotes in each other as the library finds.
#[test]
fn what_lies_in_each_other_takes_time_in_line() {
    let nested = "Ann Lee said that ".repeat(2000) + "it rained.";
    let long = "“It rains,” she said. ".repeat(5000);
    for text in [nested, long] {
        let document = analyzed(text);
        assert_tei(&document, &tei::file(&document, "a"));
        assert_brat(&document, &brat::annotations(&document));
        assert_eq!(rebuilt(&conllu::document(&document, "a")), document.text());
    }
}

//! The [Web Annotation Data Model](https://www.w3.org/TR/annotation-model/) of the W3C: a document's quotes as one
//! `AnnotationCollection`, a JSON-LD document by itself, so that a file of many has one a line.
//!
//! A quote is an annotation of its content, with one target a span. Its bodies say who (`identifying`: the speaker's
//! name), what kind and act it is (`tagging`), how sure that is (`assessing`) and what it rests on (`describing`). The
//! cue and the source are annotations of their own, tagged so, that link to the quote's; what identifies a speaker is
//! one more, of all the speaker's mentions.
//!
//! A target is selected twice: by position, which counts code points as the model wants it, and by its text with 32
//! characters around it. The model resolves positions in the source, so [`Anchor::Text`] leaves them out where the
//! text was extracted from that.
//!
//! Identifiers are IRIs: an id that is one (`http:`, `https:`, `urn:`, `file:`) names the source as it is; any other is
//! taken for the path of it, relative to wherever the annotations are, with what an IRI can't hold as `%20` and the
//! like. `label` has the id unchanged.

use inquit::{Document, OffsetMap, OffsetUnit, Quote, Span, Speaker};
use serde::Serialize;

use crate::{confidence, json};

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// How many characters around a text go with it.
const AROUND: usize = 32;

/// How targets are selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// By position and by text.
    Position,
    /// By text alone, for a document whose offsets don't refer to its source.
    Text,
}

#[derive(Serialize)]
struct Collection<'d> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    label: &'d str,
    total: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    first: Option<Page<'d>>,
}

#[derive(Serialize)]
struct Page<'d> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(rename = "startIndex")]
    start: usize,
    items: Vec<Annotation<'d>>,
}

#[derive(Serialize)]
struct Annotation<'d> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: &'static str,
    body: Vec<Body<'d>>,
    target: Vec<Target<'d>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Body<'d> {
    Text {
        #[serde(skip_serializing_if = "Option::is_none")]
        id: Option<String>,
        #[serde(rename = "type")]
        kind: &'static str,
        purpose: &'static str,
        value: std::borrow::Cow<'d, str>,
    },
    Link {
        #[serde(rename = "type")]
        kind: &'static str,
        purpose: &'static str,
        source: String,
    },
}

#[derive(Serialize)]
struct Target<'d> {
    #[serde(rename = "type")]
    kind: &'static str,
    source: String,
    selector: Vec<Selector<'d>>,
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Selector<'d> {
    #[serde(rename = "TextPositionSelector")]
    Position { start: usize, end: usize },
    #[serde(rename = "TextQuoteSelector")]
    Quote { exact: &'d str, prefix: &'d str, suffix: &'d str },
}

/// A document's quotes and speakers as one line of JSON-LD, without a line end: an `AnnotationCollection` with all of
/// them on its first page. `id` should identify the document's text, such as its URL or path.
///
/// ```
/// use inquit_formats::annotation::{Anchor, collection};
///
/// let document = inquit::analyze("“It stands,” Ann Lee said.");
/// let json = collection(&document, "https://example.org/bridge", Anchor::Position);
/// assert!(json.contains(r#"{"type":"TextPositionSelector","start":0,"end":12}"#));
/// assert!(json.contains(r#""purpose":"identifying","value":"Ann Lee"}"#));
/// ```
#[must_use]
pub fn collection(document: &Document, id: &str, anchor: Anchor) -> String {
    let names = Names::new(id);
    let writer = Writer { document, names, map: OffsetMap::new(document.text(), OffsetUnit::Chars), anchor };
    let mut items = Vec::new();
    for (number, quote) in document.quotes().enumerate() {
        items.push(writer.quote(number, quote));
        items.extend(writer.part(number, "cue", quote.cue()));
        items.extend(writer.part(number, "source", quote.source()));
    }
    items.extend(document.speakers().filter_map(|speaker| writer.speaker(speaker)));
    let total = items.len();
    let page = Page { id: writer.names.part("page-0"), kind: "AnnotationPage", start: 0, items };
    json::line(&Collection {
        context: CONTEXT,
        id: writer.names.part("quotes"),
        kind: "AnnotationCollection",
        label: id,
        total,
        // The model has no page without annotations.
        first: (total > 0).then_some(page),
    })
}

struct Writer<'d> {
    document: &'d Document,
    names: Names,
    map: OffsetMap<&'d str>,
    anchor: Anchor,
}

impl<'d> Writer<'d> {
    fn quote(&self, number: usize, quote: Quote<'d>) -> Annotation<'d> {
        let mut body: Vec<_> = quote.speakers().map(|speaker| self.name(speaker)).collect();
        body.push(text("tagging", quote.kind().name()));
        body.push(text("tagging", quote.act().name()));
        body.push(text("assessing", confidence(quote)));
        let evidence = quote.evidence();
        let mut basis = format!("pattern: {}", evidence.pattern().name());
        if let Some(resolution) = evidence.resolution() {
            basis += &format!(", resolution: {}", resolution.name());
        }
        body.push(text("describing", basis));
        Annotation {
            id: self.names.quote(number),
            kind: "Annotation",
            motivation: if quote.speaker().is_some() { "identifying" } else { "tagging" },
            body,
            target: self.targets(quote.content()),
        }
    }

    /// The cue or the source of a quote, if it has one.
    fn part(&self, number: usize, role: &'static str, spans: &[Span]) -> Option<Annotation<'d>> {
        let quote = self.names.quote(number);
        (!spans.is_empty()).then(|| Annotation {
            id: format!("{quote}-{role}"),
            kind: "Annotation",
            motivation: "linking",
            body: vec![
                text("tagging", role),
                Body::Link { kind: "SpecificResource", purpose: "linking", source: quote },
            ],
            target: self.targets(spans),
        })
    }

    fn speaker(&self, speaker: Speaker<'d>) -> Option<Annotation<'d>> {
        (!speaker.mentions().is_empty()).then(|| Annotation {
            id: self.names.part(&format!("mentions-{}", speaker.id())),
            kind: "Annotation",
            motivation: "identifying",
            body: vec![self.name(speaker)],
            target: self.targets(speaker.mentions()),
        })
    }

    /// What identifies a speaker.
    fn name(&self, speaker: Speaker<'d>) -> Body<'d> {
        Body::Text {
            id: Some(self.names.part(&format!("speaker-{}", speaker.id()))),
            kind: "TextualBody",
            purpose: "identifying",
            value: speaker.name().into(),
        }
    }

    fn targets(&self, spans: &[Span]) -> Vec<Target<'d>> {
        spans.iter().map(|&span| self.target(span)).collect()
    }

    fn target(&self, span: Span) -> Target<'d> {
        let text = self.document.text();
        let mut selector = Vec::new();
        if self.anchor == Anchor::Position {
            let [start, end] = [span.start(), span.end()].map(|offset| self.map.from_bytes(offset));
            selector.push(Selector::Position { start, end });
        }
        let before = text.get(..span.start()).unwrap_or_default();
        let after = text.get(span.end()..).unwrap_or_default();
        let from = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
        let to = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
        selector.push(Selector::Quote {
            exact: span.of(text),
            prefix: before.get(from..).unwrap_or_default(),
            suffix: after.get(..to).unwrap_or_default(),
        });
        Target { kind: "SpecificResource", source: self.names.source.clone(), selector }
    }
}

/// A body that is a text.
fn text<'d>(purpose: &'static str, value: impl Into<std::borrow::Cow<'d, str>>) -> Body<'d> {
    Body::Text { id: None, kind: "TextualBody", purpose, value: value.into() }
}

/// The IRIs of a document and its annotations.
struct Names {
    source: String,
    /// What comes before the name of a part.
    base: String,
}

impl Names {
    fn new(id: &str) -> Self {
        let absolute = ["http://", "https://", "urn:", "file:"]
            .iter()
            .any(|scheme| id.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme)));
        let kept: &[u8] = if absolute { b"-._~/!$&'()*+,;=@:?#[]%" } else { b"-._~/!$&'()*+,;=@" };
        let mut source = String::new();
        for &byte in id.as_bytes() {
            if byte.is_ascii_alphanumeric() || kept.contains(&byte) {
                source.push(byte.into());
            } else {
                source += &format!("%{byte:02X}");
            }
        }
        if source.is_empty() {
            // An empty reference would be the annotations' own.
            source.push_str("document");
        }
        let base = format!("{source}{}", if source.contains('#') { '/' } else { '#' });
        Self { source, base }
    }

    fn part(&self, name: &str) -> String {
        format!("{}{name}", self.base)
    }

    fn quote(&self, number: usize) -> String {
        self.part(&format!("quote-{number}"))
    }
}

#[cfg(test)]
mod tests {
    use super::{Anchor, Names, collection};
    use serde_json::Value;

    fn written(text: &str, anchor: Anchor) -> Value {
        let analyzer = inquit::Analyzer::builder().model(None).build().unwrap();
        serde_json::from_str(&collection(&analyzer.analyze(text), "a b/1", anchor)).unwrap()
    }

    #[test]
    fn a_quote_is_an_annotation_of_its_parts() {
        let value = written("👩‍🚀 “It is late,” Ann Lee said. “Use it.”", Anchor::Position);
        assert_eq!(value["label"], "a b/1");
        let items = value["first"]["items"].as_array().unwrap();
        assert_eq!(value["total"], items.len());
        let quote = &items[0];
        assert_eq!(quote["id"], "a%20b/1#quote-0");
        assert_eq!(quote["body"][0]["value"], "Ann Lee");
        assert_eq!(quote["target"].as_array().unwrap().len(), 2);
        assert_eq!(quote["target"][0]["source"], "a%20b/1");
        assert_eq!(quote["target"][0]["selector"][0]["start"], 4, "code points");
        assert_eq!(quote["target"][1]["selector"][1]["exact"], "“Use it.”");
        assert_eq!(quote["target"][1]["selector"][1]["prefix"], "👩‍🚀 “It is late,” Ann Lee said. ");
        assert_eq!(quote["target"][1]["selector"][1]["suffix"], "");
        assert_eq!(items[1]["body"][0]["value"], "cue");
        assert_eq!(items[1]["body"][1]["source"], quote["id"]);
        let last = items.last().unwrap();
        assert_eq!((&last["id"], &last["body"][0]), (&"a%20b/1#mentions-0".into(), &quote["body"][0]));
    }

    #[test]
    fn an_extracted_text_has_no_positions_in_its_source() {
        let value = written("“It is late,” Ann Lee said.", Anchor::Text);
        assert!(!value.to_string().contains("TextPositionSelector"));
        assert!(value.to_string().contains("TextQuoteSelector"));
    }

    #[test]
    fn no_quotes_are_a_collection_without_a_page() {
        let value = written("Nobody spoke.", Anchor::Position);
        assert_eq!((&value["total"], value.get("first")), (&0.into(), None));
    }

    #[test]
    fn names_are_references() {
        let source = |id| Names::new(id).source;
        assert_eq!(source("https://example.org/a?b=c%20d e#f"), "https://example.org/a?b=c%20d%20e#f");
        assert_eq!(Names::new("https://example.org/#f").part("x"), "https://example.org/#f/x");
        assert_eq!(source("a.csv:7"), "a.csv%3A7", "no scheme `a.csv`");
        assert_eq!(source("50%\n#é"), "50%25%0A%23%C3%A9");
        assert_eq!(source(""), "document");
    }
}

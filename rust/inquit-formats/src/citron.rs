//! The JSON of [Citron](https://github.com/bbc/citron), the quote extraction of the BBC: one object a document, as its
//! annotation format is described (`docs/data_format.md` there) and its training and evaluation read it.
//!
//! `text`, `quotes` and `coreference_groups` are Citron's; offsets count characters. `sources` is where the text
//! credits the quote, `coreferences` the mention that names the speaker best where that is another one, and a group of
//! coreference is a speaker's mentions. Citron has one span a cue, and no quote without one. So of a cue of several
//! spans `cue` is the first and `cues` has all, and quotes without a cue stand in `quotes_without_cue`; `id` is the
//! document's. Citron passes these three over.

use inquit::{Document, OffsetMap, OffsetUnit, Quote, Span, Speaker};
use serde::Serialize;

use crate::json;

#[derive(Serialize)]
struct File<'d> {
    id: &'d str,
    text: &'d str,
    quotes: Vec<Entry<'d>>,
    coreference_groups: Vec<Vec<Place<'d>>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    quotes_without_cue: Vec<Entry<'d>>,
}

#[derive(Serialize)]
struct Entry<'d> {
    id: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    cue: Option<Place<'d>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cues: Vec<Place<'d>>,
    sources: Vec<Place<'d>>,
    contents: Vec<Place<'d>>,
    coreferences: Vec<Place<'d>>,
    /// A string with four digits behind the point, as Citron writes it.
    confidence: String,
}

#[derive(Serialize)]
struct Place<'d> {
    start: usize,
    end: usize,
    text: &'d str,
}

/// A document as one line of JSON, without a line end. Citron expects each document in a file of its own.
///
/// ```
/// let document = inquit::analyze("“It stands,” Ann Lee said.");
/// let json = inquit_formats::citron::document(&document, "a");
/// assert!(json.contains(r#""cue":{"start":21,"end":25,"text":"said"}"#));
/// ```
#[must_use]
pub fn document(document: &Document, id: &str) -> String {
    let places = Places { text: document.text(), map: OffsetMap::new(document.text(), OffsetUnit::Chars) };
    let entries = document.quotes().enumerate().map(|(number, quote)| places.entry(number, quote));
    let (quotes, quotes_without_cue): (Vec<_>, Vec<_>) = entries.partition(|entry| entry.cue.is_some());
    let groups = document.speakers().map(|speaker| places.all(speaker.mentions()));
    json::line(&File {
        id,
        text: document.text(),
        quotes,
        coreference_groups: groups.filter(|group| !group.is_empty()).collect(),
        quotes_without_cue,
    })
}

/// Finds the places of spans.
struct Places<'d> {
    text: &'d str,
    map: OffsetMap<&'d str>,
}

impl<'d> Places<'d> {
    fn one(&self, span: Span) -> Place<'d> {
        let [start, end] = [span.start(), span.end()].map(|offset| self.map.from_bytes(offset));
        Place { start, end, text: span.of(self.text) }
    }

    fn all(&self, spans: &[Span]) -> Vec<Place<'d>> {
        spans.iter().map(|&span| self.one(span)).collect()
    }

    fn entry(&self, id: usize, quote: Quote<'_>) -> Entry<'d> {
        let best = quote.speakers().filter_map(|speaker| self.best(speaker));
        let others = best.filter(|span| !quote.source().contains(span));
        Entry {
            id,
            cue: quote.cue().first().map(|&span| self.one(span)),
            cues: if quote.cue().len() > 1 { self.all(quote.cue()) } else { Vec::new() },
            sources: self.all(quote.source()),
            contents: self.all(quote.content()),
            coreferences: others.map(|span| self.one(span)).collect(),
            confidence: format!("{:.4}", quote.confidence()),
        }
    }

    /// The mention that is most of a name: the speaker's whole name, else the longest.
    fn best(&self, speaker: Speaker<'_>) -> Option<Span> {
        let mentions = speaker.mentions();
        let whole = mentions.iter().find(|span| span.of(self.text) == speaker.name());
        // The first of the longest.
        whole.or_else(|| mentions.iter().rev().max_by_key(|span| span.len())).copied()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    fn written(text: &str) -> Value {
        let analyzer = inquit::Analyzer::builder().model(None).build().unwrap();
        serde_json::from_str(&super::document(&analyzer.analyze(text), "a/b")).unwrap()
    }

    #[test]
    fn a_pronoun_has_its_name_as_coreference() {
        let text = "Prime Minister Ann Lee opened the bridge. “It is late,” she said. “Use it.”";
        let value = written(text);
        let quote = &value["quotes"][0];
        assert_eq!(value["id"], "a/b");
        assert_eq!(quote["cue"]["text"], "said");
        assert_eq!(quote["sources"][0]["text"], "she");
        assert!(quote["coreferences"][0]["text"].as_str().unwrap().ends_with("Ann Lee"), "{value}");
        assert_eq!(quote["contents"].as_array().unwrap().len(), 2);
        let chars: Vec<_> = text.chars().collect();
        let content = &quote["contents"][1];
        let [start, end] = ["start", "end"].map(|key| content[key].as_u64().unwrap() as usize);
        assert_eq!(chars[start..end].iter().collect::<String>(), "“Use it.”");
        assert_eq!(content["text"], "“Use it.”");
    }

    #[test]
    fn a_quote_without_cue_stands_apart() {
        let value = written("“We will rebuild it by the spring, whatever it costs us.”");
        assert_eq!(value["quotes"].as_array().unwrap().len(), 0);
        assert_eq!(value["quotes_without_cue"][0]["contents"].as_array().unwrap().len(), 1);
        assert!(value["quotes_without_cue"][0].get("cue").is_none());
    }
}

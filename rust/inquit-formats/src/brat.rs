//! [brat standoff](https://brat.nlplab.org/standoff.html): the annotations of a text in an `.ann` beside it, offsets in
//! code points.
//!
//! A quote, a cue and a source are text-bound annotations, of several fragments where they have several spans. No
//! fragment may hold a line end, so what does is cut there, and the white space around the cut left out. Relations tie
//! cue, source and speaker to the quote; a speaker's mentions are equivalent, and the first is the one that relations
//! lead to. Kind and act are attributes. The rest has no place in brat but a note: the speaker's name, which the text
//! may not have, the confidence, and what it rests on.
//!
//! The text goes into a file of the same name that ends with `.txt`, just as [`Document::text`] has it; brat shows
//! both if an `annotation.conf` ([`CONFIGURATION`]) lies in the folder.

use std::fmt::Write;

use inquit::{Document, OffsetMap, OffsetUnit, Quote, Span};

use crate::confidence;

/// An `annotation.conf`: the types that [`annotations`] uses.
pub const CONFIGURATION: &str = "\
[entities]
Quote
Cue
Source
Speaker

[relations]
Cue\tArg1:Quote, Arg2:Cue
Source\tArg1:Quote, Arg2:Source
Speaker\tArg1:Quote, Arg2:Speaker
<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>
Equiv\tArg1:Speaker, Arg2:Speaker, <REL-TYPE>:symmetric-transitive

[events]

[attributes]
Kind\tArg:Quote, Value:direct|indirect|mixed
Act\tArg:Quote, Value:speech|writing|thought|wish|expectation
";

/// The annotations of a document, one per line: the contents of an `.ann` file.
///
/// ```
/// let document = inquit::analyze("“It stands,” Ann Lee said.");
/// let ann = inquit_formats::brat::annotations(&document);
/// assert!(ann.contains("T2\tQuote 0 12\t“It stands,”\n"));
/// assert!(ann.contains("A1\tKind T2 direct\n"));
/// ```
#[must_use]
pub fn annotations(document: &Document) -> String {
    let map = OffsetMap::new(document.text(), OffsetUnit::Chars);
    let mut file =
        File { text: document.text(), map, out: String::new(), bound: 0, relations: 0, attributes: 0 };
    let speakers: Vec<_> = document
        .speakers()
        .map(|speaker| {
            let mentions = speaker.mentions().iter();
            let ids: Vec<_> = mentions.filter_map(|&mention| file.bound("Speaker", &[mention])).collect();
            if let [_, _, ..] = ids.as_slice() {
                let ids: Vec<_> = ids.iter().map(|id| format!("T{id}")).collect();
                file.line(format_args!("*\tEquiv {}", ids.join(" ")));
            }
            ids.first().copied()
        })
        .collect();
    for (number, quote) in document.quotes().enumerate() {
        let Some(id) = file.bound("Quote", quote.content()) else { continue };
        for (role, spans) in [("Cue", quote.cue()), ("Source", quote.source())] {
            if let Some(part) = file.bound(role, spans) {
                file.relation(role, id, part);
            }
        }
        let mentions = quote.speakers().filter_map(|speaker| speakers.get(speaker.id()).copied().flatten());
        mentions.for_each(|mention| file.relation("Speaker", id, mention));
        file.attribute("Kind", id, quote.kind().name());
        file.attribute("Act", id, quote.act().name());
        file.line(format_args!("#{}\tAnnotatorNotes T{id}\t{}", number + 1, note(quote)));
    }
    file.out
}

struct File<'d> {
    text: &'d str,
    map: OffsetMap<&'d str>,
    out: String,
    /// How many there are of each.
    bound: usize,
    relations: usize,
    attributes: usize,
}

impl File<'_> {
    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        // Writing to a string can't fail.
        let _ = self.out.write_fmt(line);
        self.out.push('\n');
    }

    /// An annotation of spans; returns its number, or `None` where there is nothing to mark.
    fn bound(&mut self, kind: &str, spans: &[Span]) -> Option<usize> {
        let fragments: Vec<_> = spans.iter().flat_map(|&span| fragments(self.text, span)).collect();
        if fragments.is_empty() {
            return None;
        }
        self.bound += 1;
        let id = self.bound;
        let place = |span: &Span| {
            format!("{} {}", self.map.from_bytes(span.start()), self.map.from_bytes(span.end()))
        };
        let places: Vec<_> = fragments.iter().map(place).collect();
        let texts: Vec<_> = fragments.iter().map(|span| span.of(self.text)).collect();
        self.line(format_args!("T{id}\t{kind} {}\t{}", places.join(";"), texts.join(" ")));
        Some(id)
    }

    fn relation(&mut self, kind: &str, quote: usize, other: usize) {
        self.relations += 1;
        let id = self.relations;
        self.line(format_args!("R{id}\t{kind} Arg1:T{quote} Arg2:T{other}"));
    }

    fn attribute(&mut self, kind: &str, quote: usize, value: &str) {
        self.attributes += 1;
        let id = self.attributes;
        self.line(format_args!("A{id}\t{kind} T{quote} {value}"));
    }
}

/// A span cut where no line of a file may hold it, without the white space around the cuts.
fn fragments(text: &str, span: Span) -> impl Iterator<Item = Span> {
    let mut at = span.start();
    span.of(text).split_inclusive(ends_line).filter_map(move |part| {
        let fragment = Span::new(at, at + part.trim_end_matches(ends_line).len()).trim(text);
        at += part.len();
        (!fragment.is_empty()).then_some(fragment)
    })
}

/// Whether a reader may take it for the end of a line or of a field.
fn ends_line(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\t' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// What has no other place.
fn note(quote: Quote<'_>) -> String {
    let mut note = String::new();
    for speaker in quote.speakers() {
        let kind = speaker.kind().map_or(String::new(), |kind| format!(" ({})", kind.name()));
        note += &format!("speaker: {}{kind}; ", speaker.name().replace(ends_line, " "));
    }
    note += &format!("confidence: {}; pattern: {}", confidence(quote), quote.evidence().pattern().name());
    if let Some(resolution) = quote.evidence().resolution() {
        note += &format!("; resolution: {}", resolution.name());
    }
    note
}

#[cfg(test)]
mod tests {
    use super::{annotations, fragments};
    use inquit::Span;

    fn written(text: &str) -> String {
        let analyzer = inquit::Analyzer::builder().model(None).build().unwrap();
        annotations(&analyzer.analyze(text))
    }

    #[test]
    fn a_quote_of_two_spans_is_one_annotation() {
        let ann = written("Ann Lee came. “It is late,” she said. “Use it.”");
        assert!(ann.contains("\tQuote 14 27;38 47\t“It is late,” “Use it.”\n"), "{ann}");
        assert!(ann.contains("\tSource 28 31\tshe\n"), "{ann}");
        assert!(ann.contains("Equiv T1 T2\n"), "{ann}");
        assert!(ann.contains("R3\tSpeaker Arg1:T3 Arg2:T1\n"), "{ann}");
        assert!(ann.contains("AnnotatorNotes T3\tspeaker: Ann Lee (person); confidence: "), "{ann}");
        assert!(ann.lines().all(|line| !line.is_empty()));
    }

    #[test]
    fn no_fragment_holds_a_line_end() {
        let cut = |text: &str| -> Vec<String> {
            let spans = fragments(text, Span::new(0, text.len()));
            spans.map(|span| span.of(text).to_owned()).collect()
        };
        assert_eq!(cut("“one \r\n  two\n\n\tthree” "), ["“one", "two", "three”"]);
        assert_eq!(cut(" \n"), [""; 0]);
        assert_eq!(cut("a\u{2028}b\u{85}c"), ["a", "b", "c"]);
    }
}

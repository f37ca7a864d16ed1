//! [TEI P5](https://tei-c.org/guidelines/): the text with its quotes marked in it.
//!
//! The text of `<body>` is the document's, character by character, but for what XML can't hold, which becomes U+FFFD.
//! A paragraph is a `<p>`; headings and captions are `<ab type="heading">` and `<ab type="caption">`.
//!
//! - A quote is `<said>` with `who` (the speaker, a `<person>` of the header), `direct` (`false` for mixed ones too),
//!   `aloud` (`true` for speech, `false` for thoughts, else `unknown`; not there for writing), `cert` (the confidence)
//!   and `ana`, which points to the categories of the header that tell kind, act, pattern and resolution.
//! - A cue is `<seg type="cue">`, a source `<rs type="source">` with `ref` to the speaker; `corresp` leads to the quote.
//!   A speaker's mentions are `<rs type="mention">`.
//! - Elements can't cross each other or a paragraph, so what would is cut into several. The parts of a quote, be it
//!   split in the text or cut here, are a chain of `next` and `prev`, and `n` numbers the spans: parts with the same
//!   `n` are one stretch of text.

mod events;
mod header;

use inquit::{Act, Document, ParagraphKind, Quote, QuoteKind, Span};

use self::events::{Event, Mark, Role, blocks, marks};
use crate::confidence;
use crate::xml::{push_text, push_value};

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// The end of a corpus.
pub const FOOT: &str = "</teiCorpus>\n";

/// A document as a file of its own.
///
/// ```
/// let document = inquit::analyze("“It stands,” Ann Lee said.");
/// let tei = inquit_formats::tei::file(&document, "bridge.txt");
/// assert!(tei.contains("<title>bridge.txt</title>"));
/// assert!(tei.contains(r##"<seg type="cue" corresp="#q0">said</seg>"##));
/// ```
#[must_use]
pub fn file(document: &Document, id: &str) -> String {
    let mut out = format!("{DECLARATION}<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n");
    write(document, id, "", true, &mut out);
    out + "</TEI>\n"
}

/// The beginning of a corpus: a file with any number of [`member`]s, followed by [`FOOT`].
///
/// ```
/// use inquit_formats::tei;
///
/// let mut corpus = tei::head();
/// for (number, text) in ["“We won,” Ann Lee said.", "Nobody else spoke."].iter().enumerate() {
///     corpus += &tei::member(&inquit::analyze(*text), &format!("text {number}"), number);
/// }
/// corpus += tei::FOOT;
/// assert!(corpus.contains(r##"who="#d0.s0""##));
/// ```
#[must_use]
pub fn head() -> String {
    let mut out = format!("{DECLARATION}<teiCorpus xmlns=\"http://www.tei-c.org/ns/1.0\">\n");
    header::corpus(&mut out);
    out
}

/// A document of a corpus. `number` is its number in the corpus, which keeps the ids of its elements unique.
#[must_use]
pub fn member(document: &Document, id: &str, number: usize) -> String {
    let mut out = "<TEI>\n".to_owned();
    write(document, id, &format!("d{number}."), false, &mut out);
    out + "</TEI>\n"
}

fn write(document: &Document, id: &str, prefix: &str, alone: bool, out: &mut String) {
    header::document(document, id, prefix, alone, out);
    out.push_str("<text");
    if let Some(language) = document.language() {
        attribute("xml:lang", crate::tag(language), out);
    }
    out.push_str(">\n<body xml:space=\"preserve\">");
    Body::new(document, prefix).write(out);
    out.push_str("</body>\n</text>\n");
}

fn attribute(name: &str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    push_value(value, out);
    out.push('"');
}

/// The text and the marks in it.
struct Body<'d> {
    document: &'d Document,
    prefix: &'d str,
    marks: Vec<Mark>,
    blocks: Vec<Block>,
    /// In how many elements each quote's content is.
    parts: Vec<usize>,
    /// In how many elements each mark is.
    pieces: Vec<usize>,
}

/// A piece of the body.
struct Block {
    /// `None` for white space between paragraphs.
    kind: Option<ParagraphKind>,
    span: Span,
    events: Vec<Event>,
}

impl<'d> Body<'d> {
    fn new(document: &'d Document, prefix: &'d str) -> Self {
        let marks = marks(document);
        let mut pending = marks.iter().enumerate().map(|(index, mark)| (index, mark.span)).peekable();
        let mut open: Vec<(usize, Span)> = Vec::new();
        let (mut parts, mut pieces) = (vec![0; document.quotes().len()], vec![0; marks.len()]);
        let mut out = Vec::new();
        for (kind, span) in blocks(document) {
            open.retain(|(_, mark)| mark.end() > span.start());
            while let Some(mark) = pending.next_if(|(_, mark)| mark.start() < span.end()) {
                open.push(mark);
            }
            let events = if kind.is_some() { events::events(&marks, &open, span) } else { Vec::new() };
            for event in &events {
                if let Event::Open { mark } = event {
                    count(&mut pieces, *mark);
                    if let Some(Mark { role: Role::Content, of, .. }) = marks.get(*mark) {
                        count(&mut parts, *of);
                    }
                }
            }
            out.push(Block { kind, span, events });
        }
        Self { document, prefix, marks, blocks: out, parts, pieces }
    }

    fn write(&self, out: &mut String) {
        let text = self.document.text();
        let mut written = vec![0; self.parts.len()];
        for block in &self.blocks {
            let Some(kind) = block.kind else {
                push_text(block.span.of(text), out);
                continue;
            };
            let (tag, open) = match kind {
                ParagraphKind::Heading => ("ab", "<ab type=\"heading\">"),
                ParagraphKind::Caption => ("ab", "<ab type=\"caption\">"),
                _ => ("p", "<p>"),
            };
            out.push_str(open);
            for event in &block.events {
                match *event {
                    Event::Text(span) => push_text(span.of(text), out),
                    Event::Open { mark } => {
                        if let Some(found) = self.marks.get(mark) {
                            self.open(found, self.pieces.get(mark).copied().unwrap_or(1), &mut written, out);
                        }
                    }
                    Event::Close { mark } => {
                        let role = self.marks.get(mark).map_or(Role::Content, |mark| mark.role);
                        out.push_str("</");
                        out.push_str(role.element());
                        out.push('>');
                    }
                }
            }
            out.push_str("</");
            out.push_str(tag);
            out.push('>');
        }
    }

    /// Writes the tag that opens a mark, or a part of one that is cut into several pieces.
    fn open(&self, mark: &Mark, pieces: usize, written: &mut [usize], out: &mut String) {
        out.push('<');
        out.push_str(mark.role.element());
        match mark.role {
            Role::Content => {
                let all = self.parts.get(mark.of).copied().unwrap_or(1);
                let part = count(written, mark.of);
                attribute("xml:id", &self.quote(mark.of, part, all), out);
                if all > 1 {
                    attribute("n", &mark.place.to_string(), out);
                }
                if part > 1 {
                    self.point("prev", &self.quote(mark.of, part - 1, all), out);
                }
                if part < all {
                    self.point("next", &self.quote(mark.of, part + 1, all), out);
                }
                if let Some(quote) = self.document.quote(mark.of) {
                    self.said(quote, out);
                }
            }
            Role::Cue | Role::Source => {
                attribute("type", mark.role.name(), out);
                if !mark.alone || pieces > 1 {
                    attribute("n", &mark.place.to_string(), out);
                }
                let quote = self.document.quote(mark.of);
                let speaker = quote.and_then(|quote| quote.speaker()).filter(|_| mark.role == Role::Source);
                if let Some(speaker) = speaker {
                    self.point("ref", &format!("{}s{}", self.prefix, speaker.id()), out);
                }
                let all = self.parts.get(mark.of).copied().unwrap_or(1);
                self.point("corresp", &self.quote(mark.of, 1, all), out);
            }
            Role::Mention => {
                attribute("type", mark.role.name(), out);
                if pieces > 1 {
                    attribute("n", &mark.place.to_string(), out);
                }
                self.point("ref", &format!("{}s{}", self.prefix, mark.of), out);
            }
        }
        out.push('>');
    }

    /// What is said of a quote.
    fn said(&self, quote: Quote<'_>, out: &mut String) {
        let who: Vec<_> =
            quote.speakers().map(|speaker| format!("#{}s{}", self.prefix, speaker.id())).collect();
        if !who.is_empty() {
            attribute("who", &who.join(" "), out);
        }
        attribute("direct", if quote.kind() == QuoteKind::Direct { "true" } else { "false" }, out);
        match quote.act() {
            Act::Speech => attribute("aloud", "true", out),
            Act::Thought => attribute("aloud", "false", out),
            Act::Writing => {}
            _ => attribute("aloud", "unknown", out),
        }
        attribute("cert", &confidence(quote), out);
        let evidence = quote.evidence();
        let mut categories = format!(
            "#kind.{} #act.{} #pattern.{}",
            quote.kind().name(),
            quote.act().name(),
            evidence.pattern().name()
        );
        if let Some(resolution) = evidence.resolution() {
            categories += &format!(" #resolution.{}", resolution.name());
        }
        attribute("ana", &categories, out);
    }

    fn point(&self, name: &str, id: &str, out: &mut String) {
        attribute(name, &format!("#{id}"), out);
    }

    /// The name of a part of a quote, from 1.
    fn quote(&self, number: usize, part: usize, all: usize) -> String {
        let prefix = self.prefix;
        if all > 1 { format!("{prefix}q{number}.{part}") } else { format!("{prefix}q{number}") }
    }
}

/// One more at a place; returns how many there are.
fn count(counts: &mut [usize], place: usize) -> usize {
    counts.get_mut(place).map_or(1, |count| {
        *count += 1;
        *count
    })
}

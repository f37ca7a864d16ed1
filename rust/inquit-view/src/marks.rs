//! The text with marks around contents, cues and sources.
//!
//! Spans may nest (a quote within another's content), may cross, and may go over paragraphs. Elements can only nest, so
//! where a mark ends before one that was opened inside it, or a block ends before a mark does, the inner one is closed too
//! and opened again behind.

use std::fmt::Write;

use inquit::{Document, Quote, Span};

use crate::blocks::{Block, blocks};
use crate::cast::{Cast, hue};
use crate::escape::{push_short, push_text};

/// How many marks may be open at a place. Deeper ones are left out: nobody could tell them apart, and
/// with any number of crossing marks the closing and opening again would cost their square.
const MAX_DEPTH: usize = 8;

/// Bytes of text in a part: what a browser may leave aside until it is looked at.
const PART: usize = 16 << 10;

/// What a mark says about its span. In the order of opening where spans are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    Content,
    /// The last span of a content, which shows the number of the speaker.
    LastContent,
    Source,
    Cue,
}

/// A span that is marked.
#[derive(Clone, Copy)]
struct Mark<'d> {
    span: Span,
    role: Role,
    quote: Quote<'d>,
    /// The number of the quote.
    index: usize,
}

/// The marks of a document, in the order of opening.
fn marks(document: &Document) -> Vec<Mark<'_>> {
    let mut marks = Vec::new();
    for (index, quote) in document.quotes().enumerate() {
        let mut add = |span: Span, role| {
            if !span.is_empty() {
                marks.push(Mark { span, role, quote, index });
            }
        };
        let last = quote.content().iter().rposition(|span| !span.is_empty());
        for (place, &span) in quote.content().iter().enumerate() {
            add(span, if last == Some(place) { Role::LastContent } else { Role::Content });
        }
        quote.source().iter().for_each(|&span| add(span, Role::Source));
        quote.cue().iter().for_each(|&span| add(span, Role::Cue));
    }
    // The longer of two that start together is the outer one. The sort is stable, so that the output
    // is the same each time.
    marks.sort_by_key(|mark| (mark.span.start(), std::cmp::Reverse(mark.span.end()), mark.role));
    marks
}

/// Writes the whole text; returns how many quotes aren't marked, since they lie too deep in others.
pub(crate) fn write(document: &Document, cast: &Cast<'_>, out: &mut String) -> usize {
    let mut writer = Writer { document, cast, open: Vec::new(), at: 0, end: 0, part: None, shown: 0, out };
    let mut blocks = blocks(document).into_iter().peekable();
    let mut marks = marks(document).into_iter().peekable();
    while let Some(block) = blocks.next() {
        writer.begin(block);
        while let Some(mark) = marks.next_if(|mark| mark.span.start() < block.span.end()) {
            writer.close_until(mark.span.start());
            writer.text_until(mark.span.start());
            writer.start(mark);
        }
        // What ends in the white space behind the block ends with it.
        writer.close_until(blocks.peek().map_or(usize::MAX, |next| next.span.start()));
        writer.text_until(block.span.end());
        writer.finish(block);
    }
    if writer.part.is_some() {
        writer.out.push_str("</div>\n");
    }
    document.quotes().len() - writer.shown
}

/// The state of writing: how far the text is written, and which marks are open.
struct Writer<'w, 'd> {
    document: &'d Document,
    cast: &'w Cast<'d>,
    open: Vec<Mark<'d>>,
    at: usize,
    /// Where the block ends.
    end: usize,
    /// Where the part begins, if one is open.
    part: Option<usize>,
    /// How many quotes have their button.
    shown: usize,
    out: &'w mut String,
}

impl<'d> Writer<'_, 'd> {
    /// Opens a block, and the marks that go on in it.
    fn begin(&mut self, block: Block) {
        if self.part.is_some_and(|start| block.span.end() - start > PART) {
            self.out.push_str("</div>\n");
            self.part = None;
        }
        if self.part.is_none() {
            self.out.push_str("<div class=\"iq-part\">\n");
            self.part = Some(block.span.start());
        }
        self.out.push_str(match (block.heading, block.goes_on) {
            (true, _) => "<h3 dir=\"auto\">",
            (false, false) => "<p dir=\"auto\">",
            (false, true) => "<p class=\"iq-goes-on\" dir=\"auto\">",
        });
        (self.at, self.end) = (block.span.start(), block.span.end());
        for place in 0..self.open.len() {
            if let Some(&mark) = self.open.get(place) {
                self.opening(mark);
            }
        }
    }

    /// Closes a block.
    fn finish(&mut self, block: Block) {
        self.open.iter().rev().for_each(|mark| self.out.push_str(mark.role.closing()));
        self.out.push_str(if block.heading { "</h3>\n" } else { "</p>\n" });
    }

    /// Writes the text of the block up to an offset.
    fn text_until(&mut self, offset: usize) {
        let offset = offset.min(self.end);
        if offset > self.at {
            push_text(self.out, Span::new(self.at, offset).of(self.document.text()));
            self.at = offset;
        }
    }

    /// Closes the marks that end at or before `offset`, in the order of their ends.
    fn close_until(&mut self, offset: usize) {
        while let Some(end) = self.open.iter().map(|mark| mark.span.end()).min().filter(|&end| end <= offset)
        {
            self.text_until(end);
            let Some(outermost) = self.open.iter().position(|mark| mark.span.end() == end) else { return };
            let inner = self.open.split_off(outermost);
            for &mark in inner.iter().rev() {
                if mark.span.end() == end && mark.role == Role::LastContent {
                    self.button(mark);
                }
                self.out.push_str(mark.role.closing());
            }
            for mark in inner.into_iter().filter(|mark| mark.span.end() > end) {
                self.start(mark);
            }
        }
    }

    fn start(&mut self, mark: Mark<'d>) {
        if self.open.len() < MAX_DEPTH && mark.span.end() > self.at {
            self.opening(mark);
            self.open.push(mark);
        }
    }

    /// The first tag of a mark.
    fn opening(&mut self, mark: Mark<'d>) {
        let number = self.cast.number(mark.quote.speaker());
        // Writing to a string can't fail.
        let _ = match mark.role {
            Role::Content | Role::LastContent => {
                write!(self.out, "<mark class=\"iq-q iq-{}", mark.quote.kind().name())
            }
            Role::Source => write!(self.out, "<span class=\"iq-source"),
            Role::Cue => write!(self.out, "<span class=\"iq-cue"),
        };
        let _ = write!(self.out, "{} data-q=\"{}\" data-s=\"{number}\">", Coloured(number), mark.index);
    }

    /// What shows the number of the speaker, and whatever else there is to say of the quote.
    fn button(&mut self, mark: Mark<'d>) {
        let (quote, text) = (mark.quote, self.document.text());
        let number = self.cast.number(quote.speaker());
        let start = quote.content().first().map_or(0, |span| span.start());
        let first = |spans: &[Span]| spans.first().map_or("", |span| span.of(text));
        // The first can be reached with the tab key, from there the arrows lead on.
        let tab = if self.shown == 0 { "0" } else { "-1" };
        self.shown += 1;
        let evidence = quote.evidence();
        let out = &mut *self.out;
        let _ = write!(
            out,
            "<span class=\"iq-tie\"><button type=\"button\" class=\"iq-who\" tabindex=\"{tab}\" data-q=\"{}\" data-s=\"{number}\" data-at=\"{}\" \
             data-kind=\"{}\" data-act=\"{}\" data-pattern=\"{}\" data-resolution=\"{}\" data-sure=\"{:.0}\" data-speaker=\"{}\" data-cue=\"",
            mark.index,
            self.cast.place(start),
            quote.kind().name(),
            quote.act().name(),
            evidence.pattern().name(),
            evidence.resolution().map_or("", |resolution| resolution.name()),
            quote.confidence() * 100.0,
            quote.speaker_confidence().map_or(String::new(), |sure| format!("{:.0}", sure * 100.0)),
        );
        push_short(out, first(quote.cue()));
        out.push_str("\" data-source=\"");
        push_short(out, first(quote.source()));
        let _ = write!(out, "\"><span class=\"iq-n\">{}</span><bdi class=\"iq-by\">", Numbered(number));
        match (quote.speaker(), first(quote.source())) {
            (Some(_), _) => {
                let names: Vec<_> = quote.speakers().map(|speaker| speaker.name()).collect();
                push_short(out, &names.join(", "));
            }
            (None, "") => out.push_str("no speaker"),
            (None, source) => push_short(out, source),
        }
        let _ = write!(out, "</bdi><span class=\"iq-kind\">, {}</span></button></span>", quote.kind().name());
    }
}

impl Role {
    fn closing(self) -> &'static str {
        match self {
            Self::Content | Self::LastContent => "</mark>",
            Self::Source | Self::Cue => "</span>",
        }
    }
}

/// The end of a list of classes, with the colour of the speaker with a number.
pub(crate) struct Coloured(pub(crate) usize);

impl std::fmt::Display for Coloured {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            0 => f.write_str(" iq-none\""),
            number => write!(f, "\" style=\"--h:{}\"", hue(number)),
        }
    }
}

/// The number of a speaker as it is shown.
pub(crate) struct Numbered(pub(crate) usize);

impl std::fmt::Display for Numbered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            0 => f.write_str("?"),
            number => write!(f, "{number}"),
        }
    }
}

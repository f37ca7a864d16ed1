//! The text with marks around contents, cues and sources.
//!
//! Spans may nest (a quote within another's content) and may cross. Elements can only nest, so where a
//! mark ends before one that was opened inside it, the inner one is closed too and opened again behind.

use std::fmt::{self, Display, Write};

use super::escape::escape;
use super::legend::{Legend, hue};
use crate::document::{Document, Quote};
use crate::text::Span;

/// How many marks may be open at a place. Deeper ones are left out: nobody could tell them apart, and
/// with any number of crossing marks the closing and opening again would cost their square.
const MAX_DEPTH: usize = 8;

/// Characters of a cue or a name in a tooltip.
const MAX_TOOLTIP: usize = 80;

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
}

/// The marks of a document.
pub(super) struct Marks<'d> {
    text: &'d str,
    legend: &'d Legend<'d>,
    marks: Vec<Mark<'d>>,
}

impl<'d> Marks<'d> {
    pub(super) fn new(document: &'d Document, legend: &'d Legend<'d>) -> Self {
        let mut marks = Vec::new();
        for quote in document.quotes() {
            let mut add = |spans: &[Span], role| {
                marks.extend(spans.iter().map(|&span| Mark { span, role, quote }));
            };
            if let Some((last, others)) = quote.content().split_last() {
                add(others, Role::Content);
                add(std::slice::from_ref(last), Role::LastContent);
            }
            add(quote.source(), Role::Source);
            add(quote.cue(), Role::Cue);
        }
        marks.retain(|mark| !mark.span.is_empty());
        // The longer of two that start together is the outer one. The sort is stable, so that the output
        // is the same each time.
        marks.sort_by_key(|mark| (mark.span.start(), std::cmp::Reverse(mark.span.end()), mark.role));
        Self { text: document.text(), legend, marks }
    }

    /// Writes the whole text.
    pub(super) fn write(&self, out: &mut String) {
        let mut writer = Writer { marks: self, open: Vec::new(), at: 0, out };
        for &mark in &self.marks {
            writer.close_until(mark.span.start());
            writer.text_until(mark.span.start());
            if writer.open.len() < MAX_DEPTH {
                writer.start(mark);
            }
        }
        writer.close_until(self.text.len());
        writer.text_until(self.text.len());
    }
}

/// The state of writing: how far the text is written, and which marks are open.
struct Writer<'w, 'd> {
    marks: &'w Marks<'d>,
    open: Vec<Mark<'d>>,
    at: usize,
    out: &'w mut String,
}

impl<'d> Writer<'_, 'd> {
    fn text_until(&mut self, offset: usize) {
        if offset > self.at {
            self.out.push_str(&escape(Span::new(self.at, offset).of(self.marks.text)));
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
            for mark in inner.iter().rev() {
                self.out.push_str(mark.role.closing());
            }
            for mark in inner.into_iter().filter(|mark| mark.span.end() > end) {
                self.start(mark);
            }
        }
    }

    fn start(&mut self, mark: Mark<'d>) {
        let speaker = mark.quote.speaker();
        let number = speaker.and_then(|speaker| self.marks.legend.number(speaker));
        let tooltip = Tooltip { text: self.marks.text, quote: mark.quote };
        let unknown = if number.is_none() { " unknown" } else { "" };
        // Writing to a string can't fail.
        let _ = match mark.role {
            Role::Content | Role::LastContent => {
                write!(self.out, "<mark class=\"{}{unknown}\" title=\"{tooltip}\"", mark.quote.kind().name())
            }
            Role::Source => write!(self.out, "<span class=\"source\" title=\"source of: {tooltip}\""),
            Role::Cue => write!(self.out, "<span class=\"cue\" title=\"cue of: {tooltip}\""),
        };
        if let Some(number) = number {
            let _ = write!(self.out, " style=\"--hue:{}\"", hue(number));
            if mark.role == Role::LastContent {
                let _ = write!(self.out, " data-speaker=\"{number}\"");
            }
        }
        self.out.push('>');
        self.open.push(mark);
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

/// What is said of a quote on pointing at it: "Ann Lee · direct · speech · “said” · 93 %".
struct Tooltip<'d> {
    text: &'d str,
    quote: Quote<'d>,
}

impl Display for Tooltip<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quote = self.quote;
        let name = quote.speaker().map_or("no speaker", |speaker| speaker.name());
        write!(f, "{} · {} · {}", short(name), quote.kind().name(), quote.act().name())?;
        if let Some(cue) = quote.cue().first() {
            write!(f, " · “{}”", short(cue.of(self.text)))?;
        }
        write!(f, " · {:.0} %", quote.confidence() * 100.0)
    }
}

/// The head of a text, escaped. Every quote repeats it, so a hostile name must not be long.
fn short(text: &str) -> String {
    let end = text.char_indices().nth(MAX_TOOLTIP).map_or(text.len(), |(at, _)| at);
    let more = if end < text.len() { "…" } else { "" };
    escape(text.get(..end).unwrap_or("")).into_owned() + more
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::{Act, Attributed, Pattern, QuoteKind};
    use crate::document::QuoteData;
    use crate::speaker::{Resolution, Resolved, SpeakerData};
    use proptest::prelude::*;

    /// A document with a quote a span, by one speaker if it has an even place.
    fn document(text: &str, spans: &[(usize, usize)]) -> Document {
        let quote = |(place, &(start, end)): (usize, &(usize, usize))| QuoteData {
            quote: Attributed {
                kind: QuoteKind::Indirect,
                act: Act::Speech,
                content: vec![Span::new(start, end)],
                cue: vec![Span::new(end.saturating_sub(1), end)],
                source: Vec::new(),
                pattern: Pattern::Bare,
                confidence: 0.5,
            },
            speaker: (place % 2 == 0).then_some(Resolved {
                speaker: 0,
                resolution: Resolution::Name,
                confidence: 1.0,
            }),
        };
        let mut document = crate::analyze(text);
        document.speakers = vec![SpeakerData { name: "A \"B\" <C>".into(), mentions: Vec::new() }];
        document.quotes = spans.iter().enumerate().map(quote).collect();
        document
    }

    fn html(document: &Document) -> String {
        let mut out = String::new();
        Marks::new(document, &Legend::new(document)).write(&mut out);
        out
    }

    /// The text of a piece of HTML; fails where elements don't nest.
    fn text_of(html: &str) -> String {
        let mut open = Vec::new();
        let mut text = String::new();
        let mut rest = html;
        while let Some((before, tag)) = rest.split_once('<') {
            text += before;
            let (tag, after) = tag.split_once('>').unwrap();
            match tag.strip_prefix('/') {
                Some(name) => assert_eq!(open.pop(), Some(name), "{html}"),
                None => open.push(tag.split(' ').next().unwrap()),
            }
            rest = after;
        }
        assert!(open.is_empty(), "{html}");
        text += rest;
        let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
        entities.iter().fold(text, |text, (entity, c)| text.replace(entity, c))
    }

    #[test]
    fn crossing_marks_are_closed_and_opened_again() {
        let html = html(&document("abcdef", &[(0, 4), (2, 6)]));
        let shape: String =
            html.split('<').map(|piece| piece.split_once('>').map_or(piece, |p| p.1)).collect();
        assert_eq!(shape, "abcdef");
        assert_eq!(html.matches("<mark").count(), 3);
        assert_eq!(text_of(&html), "abcdef");
    }

    #[test]
    fn names_are_escaped_in_attributes() {
        let html = html(&document("abc", &[(0, 3)]));
        assert!(
            html.contains("title=\"A &quot;B&quot; &lt;C&gt; · indirect · speech · “c” · 50 %\""),
            "{html}"
        );
    }

    #[test]
    fn a_hundred_thousand_marks_in_each_other_cost_little() {
        let text = "x".repeat(200_000);
        let spans: Vec<_> = (0..100_000).map(|at| (at, 200_000 - at)).collect();
        let html = html(&document(&text, &spans));
        assert!(html.len() < 100 * text.len(), "{}", html.len());
    }

    proptest! {
        #[test]
        fn elements_nest_and_the_text_stays(
            text in "[a-c<>&\"' ]{1,30}",
            spans in proptest::collection::vec((0usize..30, 0usize..30), 0..12),
        ) {
            let clip = |at: usize| at.min(text.len());
            let spans: Vec<_> =
                spans.into_iter().map(|(a, b)| (clip(a.min(b)), clip(a.max(b)))).collect();
            prop_assert_eq!(text_of(&html(&document(&text, &spans))), text);
        }
    }
}

//! What is marked, cut so that elements neither cross each other nor a paragraph.

use inquit::{Document, ParagraphKind, Span};

use crate::xml::is_space;

/// A span that is an element, or several.
#[derive(Debug)]
pub(super) struct Mark {
    pub(super) span: Span,
    pub(super) role: Role,
    /// The number of the quote, or of the speaker who is mentioned.
    pub(super) of: usize,
    /// Which span of it it is, and whether it is the only one.
    pub(super) place: usize,
    pub(super) alone: bool,
}

/// In the order in which they lie around each other where they have the same span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    Content,
    Source,
    Cue,
    Mention,
}

impl Role {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::Source => "source",
            Self::Cue => "cue",
            Self::Mention => "mention",
        }
    }

    pub(super) fn element(self) -> &'static str {
        match self {
            Self::Content => "said",
            Self::Source | Self::Mention => "rs",
            Self::Cue => "seg",
        }
    }
}

/// What comes one behind the other in a paragraph.
#[derive(Debug)]
pub(super) enum Event {
    Text(Span),
    Open {
        /// By its place among the marks.
        mark: usize,
    },
    Close {
        mark: usize,
    },
}

/// All that is marked, in the order of where it starts.
pub(super) fn marks(document: &Document) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut add = |role, of, spans: &[Span]| {
        let alone = spans.len() == 1;
        let spans = spans.iter().enumerate().filter(|(_, span)| !span.is_empty());
        marks.extend(spans.map(|(place, &span)| Mark { span, role, of, place, alone }));
    };
    for (number, quote) in document.quotes().enumerate() {
        add(Role::Content, number, quote.content());
        add(Role::Source, number, quote.source());
        add(Role::Cue, number, quote.cue());
    }
    for speaker in document.speakers() {
        add(Role::Mention, speaker.id(), speaker.mentions());
    }
    marks.sort_by_key(|mark| (mark.span.start(), std::cmp::Reverse(mark.span.end()), mark.role, mark.of));
    marks
}

/// The text cut into paragraphs and the white space between them. Only what is white space to XML can stand there:
/// where there is other white space, it goes with the paragraph before it, or, at the head of the text, behind it.
pub(super) fn blocks(document: &Document) -> Vec<(Option<ParagraphKind>, Span)> {
    let text = document.text();
    let mut blocks = Vec::new();
    let mut at = 0;
    let mut paragraphs = document.raw_paragraphs().iter().peekable();
    while let Some(paragraph) = paragraphs.next() {
        let before = Span::new(at, paragraph.span().start());
        let start = if is_blank(before.of(text)) {
            if !before.is_empty() {
                blocks.push((None, before));
            }
            before.end()
        } else {
            at
        };
        let next = paragraphs.peek().map_or(text.len(), |next| next.span().start());
        let behind = Span::new(paragraph.span().end(), next);
        at = if is_blank(behind.of(text)) { behind.start() } else { next };
        blocks.push((Some(paragraph.kind()), Span::new(start, at)));
    }
    if at < text.len() || blocks.is_empty() {
        let rest = Span::new(at, text.len());
        // A body has a paragraph, if it is an empty one.
        let kind = (blocks.is_empty() || !is_blank(rest.of(text))).then_some(ParagraphKind::Body);
        blocks.push((kind, rest));
    }
    blocks
}

fn is_blank(text: &str) -> bool {
    text.chars().all(is_space)
}

/// A paragraph with the marks that reach into it, in their order.
pub(super) fn events(marks: &[Mark], reaching: &[(usize, Span)], block: Span) -> Vec<Event> {
    let clip = |span: Span| Span::new(span.start().max(block.start()), span.end().min(block.end()));
    let clipped = reaching.iter().map(|&(mark, span)| (mark, clip(span)));
    let mut coming: Vec<(usize, Span)> = clipped.filter(|(_, span)| !span.is_empty()).collect();
    // Those from before the paragraph start with it now, the longest around the others.
    coming.sort_by_key(|&(mark, span)| (span.start(), std::cmp::Reverse(span.end()), order(marks, mark)));
    let mut coming = coming.into_iter().peekable();
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut events = Vec::new();
    let mut at = block.start();
    loop {
        let opens = coming.peek().map(|(_, span)| span.start());
        let closes = open.iter().map(|&(_, end)| end).min();
        let Some(next) = opens.into_iter().chain(closes).min() else { break };
        if next > at {
            events.push(Event::Text(Span::new(at, next)));
            at = next;
        }
        // What lies around an element that ends doesn't end with it; what lies in it and goes on is cut.
        let keep = open.iter().position(|&(_, end)| end == at).unwrap_or(open.len());
        let mut again = open.split_off(keep);
        events.extend(again.iter().rev().map(|&(mark, _)| Event::Close { mark }));
        again.retain(|&(_, end)| end > at);
        while let Some((mark, span)) = coming.next_if(|(_, span)| span.start() == at) {
            again.push((mark, span.end()));
        }
        again.sort_by_key(|&(mark, end)| (std::cmp::Reverse(end), order(marks, mark)));
        events.extend(again.iter().map(|&(mark, _)| Event::Open { mark }));
        open.extend(again);
    }
    if at < block.end() {
        events.push(Event::Text(Span::new(at, block.end())));
    }
    events
}

/// Which of two with the same span lies around the other.
fn order(marks: &[Mark], mark: usize) -> (Role, usize) {
    marks.get(mark).map_or((Role::Mention, mark), |found| (found.role, mark))
}

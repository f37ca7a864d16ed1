//! What holds of every document, in linear time; `tests/properties.rs` holds more of it.

use inquit::{Document, Span};

/// Whether spans hold something, lie on the characters of the text, are in order and share nothing.
fn are_in_order(spans: &[Span], text: &str) -> bool {
    spans.iter().all(|span| !span.is_empty() && text.get(span.range()).is_some())
        && spans.windows(2).all(|pair| pair[0].end() <= pair[1].start())
}

/// Whether each of the spans lies in one of others, both in order.
fn are_inside(inner: &[Span], outer: &[Span]) -> bool {
    let mut outer = outer.iter().peekable();
    inner.iter().all(|span| {
        while outer.next_if(|around| around.end() <= span.start()).is_some() {}
        outer.peek().is_some_and(|around| around.contains(*span))
    })
}

/// Panics where something doesn't hold of a document.
pub fn assert_holds(document: &Document) {
    let text = document.text();
    let paragraphs: Vec<_> = document.raw_paragraphs().iter().map(|paragraph| paragraph.span()).collect();
    let sentences: Vec<_> = document.sentences().map(|sentence| sentence.span()).collect();
    let tokens: Vec<_> = document.raw_tokens().iter().map(|token| token.span()).collect();
    for layer in [&paragraphs, &sentences, &tokens] {
        assert!(are_in_order(layer, text), "{layer:?}");
    }
    assert!(are_inside(&sentences, &paragraphs), "sentences {sentences:?}, paragraphs {paragraphs:?}");
    assert!(are_inside(&tokens, &sentences), "tokens {tokens:?}, sentences {sentences:?}");
    let ends = sentences.iter().map(|sentence| sentence.end());
    let starts = sentences.iter().map(|sentence| sentence.start()).chain([text.len()]);
    for (end, start) in std::iter::once(0).chain(ends).zip(starts) {
        assert!(text[end..start].trim().is_empty(), "bytes {end}..{start} are in no sentence");
    }
    let mut last = 0;
    for quote in document.quotes() {
        for spans in [quote.content(), quote.cue(), quote.source()] {
            assert!(are_in_order(spans, text), "{quote:?}");
        }
        let start = quote.content()[0].start();
        assert!(last <= start, "out of order: {quote:?}");
        last = start;
        assert!((0.0..=1.0).contains(&quote.confidence()), "{quote:?}");
    }
    for speaker in document.speakers() {
        assert!(!speaker.name().trim().is_empty(), "{speaker:?}");
        let (mentions, mut last) = (speaker.mentions(), 0);
        for mention in mentions {
            assert!(text.get(mention.range()).is_some() && last <= mention.start(), "{speaker:?}");
            last = mention.start();
        }
    }
}

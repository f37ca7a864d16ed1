//! The text in blocks: what is one element of the page.
//!
//! A block is a paragraph. A browser lays out a block as a whole, and slowly if it is a megabyte long or if there are a
//! million of them: so a very long paragraph is cut, and the paragraphs of a text that has very many are joined.

use inquit::{Document, ParagraphKind, Span};

/// The longest block, in bytes.
const LONGEST: usize = 16 << 10;
/// How far before that to look for a space to cut at.
const SLACK: usize = 1 << 10;
/// A text with more paragraphs has them joined …
const MANY: usize = 20_000;
/// … into blocks of about so many bytes.
const JOINED: usize = 2 << 10;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) span: Span,
    pub(crate) heading: bool,
    /// Whether the paragraph began in the block before.
    pub(crate) goes_on: bool,
}

/// The blocks of a document, in order: all of its text, but for white space between them.
pub(crate) fn blocks(document: &Document) -> Vec<Block> {
    let text = document.text();
    let mut pieces = Vec::with_capacity(document.paragraphs().len());
    let mut at = 0;
    for paragraph in document.paragraphs() {
        let span = paragraph.span();
        pieces.push((Span::new(at, span.start()), false));
        pieces.push((span, paragraph.kind() == ParagraphKind::Heading));
        at = span.end();
    }
    pieces.push((Span::new(at, text.len()), false));
    // What isn't only white space there is beyond what can be analysed.
    pieces.retain(|(span, _)| !span.of(text).trim().is_empty());
    if pieces.len() > MANY {
        pieces.dedup_by(|(next, _), (before, heading)| {
            let near = before.cover(*next).len() < JOINED;
            if near {
                (*before, *heading) = (before.cover(*next), false);
            }
            near
        });
    }
    let mut blocks = Vec::with_capacity(pieces.len());
    pieces.into_iter().for_each(|(span, heading)| cut(text, span, heading, &mut blocks));
    blocks
}

/// Adds a stretch of text, in as many blocks as it takes.
fn cut(text: &str, span: Span, heading: bool, blocks: &mut Vec<Block>) {
    // The start of the character that a byte is of.
    let boundary = |at: usize| (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let (mut from, mut goes_on) = (span.start(), false);
    while span.end() - from > LONGEST {
        let limit = boundary(from + LONGEST);
        let near = boundary(limit - SLACK);
        let mut tail = text.get(near..limit).unwrap_or("").char_indices();
        // The space, of whatever width, stays before the cut.
        let space = tail.rfind(|(_, c)| c.is_whitespace());
        let end = space.map_or(limit, |(at, space)| near + at + space.len_utf8());
        blocks.push(Block { span: Span::new(from, end), heading, goes_on });
        (from, goes_on) = (end, true);
    }
    blocks.push(Block { span: Span::new(from, span.end()), heading, goes_on });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> (Document, Vec<Block>) {
        let document = inquit::Analyzer::default().analyze(text);
        let blocks = blocks(&document);
        (document, blocks)
    }

    /// In order, with nothing but white space between them.
    fn hold_all(text: &str, blocks: &[Block]) {
        let mut at = 0;
        for block in blocks {
            assert_eq!(text[at..block.span.start()].trim(), "");
            assert!(!block.span.is_empty());
            at = block.span.end();
        }
        assert_eq!(text[at..].trim(), "");
    }

    #[test]
    fn a_block_is_a_paragraph() {
        let text = "A Quiet Day\n\nNothing happened.\n\nNobody spoke.";
        let (_, blocks) = of(text);
        let shape: Vec<_> = blocks.iter().map(|b| (b.span.of(text), b.heading)).collect();
        assert_eq!(shape, [("A Quiet Day", true), ("Nothing happened.", false), ("Nobody spoke.", false)]);
        assert!(of(" \n\n ").1.is_empty());
    }

    #[test]
    fn a_long_paragraph_is_cut_at_spaces() {
        let text = "It rains in Leeds. ".repeat(3000);
        let (_, blocks) = of(&text);
        hold_all(&text, &blocks);
        assert!(blocks.len() > 2 && blocks.iter().all(|b| b.span.len() <= LONGEST));
        assert!(blocks.iter().skip(1).all(|b| b.goes_on && !b.span.of(&text).starts_with(' ')));
        let unbroken = "é\u{3000}é".repeat(10) + &"é".repeat(40_000);
        hold_all(&unbroken, &of(&unbroken).1);
    }

    #[test]
    fn very_many_paragraphs_are_joined() {
        let text = "a\n\n".repeat(MANY + 1);
        let (document, blocks) = of(&text);
        assert_eq!(document.paragraphs().len(), MANY + 1);
        hold_all(&text, &blocks);
        assert!(blocks.len() < 100, "{}", blocks.len());
    }
}

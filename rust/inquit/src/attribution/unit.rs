//! Units: sentences, joined where a quotation runs over their boundary.

use crate::compact::push;
use crate::layers::Layers;
use crate::text::Paragraph;

/// A sentence, or several that one quotation holds together, as token indices: in
/// "“We won. We did it,” she said." the cue is in the same unit as all that it reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) first: usize,
    pub(super) end: usize,
    /// The index of its paragraph.
    pub(super) paragraph: usize,
}

/// The units of a text, in order: their first tokens, their ends and their paragraphs.
pub(super) struct Units(Vec<[u32; 3]>);

impl Units {
    pub(super) fn new(layers: &Layers<'_>) -> Self {
        let mut out = Vec::new();
        read(layers, |unit| {
            push(&mut out, [unit.first, unit.end, unit.paragraph].map(|number| number as u32))
        });
        Self(out)
    }

    /// All of them, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = Unit> {
        self.0.iter().map(|unit| unpacked(*unit))
    }

    /// The first that ends behind a token.
    pub(super) fn at(&self, token: usize) -> Option<Unit> {
        self.0.get(self.0.partition_point(|&[_, end, _]| end as usize <= token)).map(|unit| unpacked(*unit))
    }
}

fn unpacked(unit: [u32; 3]) -> Unit {
    let [first, end, paragraph] = unit.map(|number| number as usize);
    Unit { first, end, paragraph }
}

/// Gives `each` the units, in order.
fn read(layers: &Layers<'_>, mut each: impl FnMut(Unit)) {
    let mut last: Option<Unit> = None;
    let (mut first, mut paragraph) = (0, 0);
    for sentence in layers.sentences {
        let tokens = layers.tokens.get(first..).unwrap_or(&[]);
        let end = first + tokens.iter().take_while(|t| t.span().start() < sentence.end()).count();
        while layers.paragraphs.get(paragraph).is_some_and(|p| p.span().end() <= sentence.start()) {
            paragraph += 1;
        }
        // The date line isn't part of what the sentence says.
        let dateline = layers.paragraphs.get(paragraph).and_then(Paragraph::dateline);
        if let Some(dateline) = dateline.filter(|d| d.overlaps(*sentence)) {
            first = layers.token_at(dateline.end()).clamp(first, end);
        }
        let joined = first.checked_sub(1).is_some_and(|last| {
            layers.quotation(last).is_some() && layers.quotation(last) == layers.quotation(first)
        });
        match &mut last {
            Some(unit) if joined && unit.paragraph == paragraph => unit.end = end,
            _ if end > first => {
                last.replace(Unit { first, end, paragraph }).into_iter().for_each(&mut each);
            }
            _ => {}
        }
        first = end;
    }
    last.into_iter().for_each(each);
}

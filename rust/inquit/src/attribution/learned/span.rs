//! The tags of tokens as spans.

use std::ops::Range;

use super::mend::whole_quotations;
use crate::layers::Layers;
use crate::model::Tag;

/// The spans of each role, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Spans {
    pub(super) contents: Vec<Range<usize>>,
    pub(super) cues: Vec<Range<usize>>,
    pub(super) sources: Vec<Range<usize>>,
}

/// The spans that tags make. Quotations are whole; marks outside them end no span.
pub(super) fn spans(layers: &Layers<'_>, mut tags: Vec<Tag>) -> Spans {
    whole_quotations(layers, &mut tags);
    let mut spans = Spans::default();
    let mut tags = tags.iter().enumerate().peekable();
    while let Some((first, &tag)) = tags.next() {
        let (list, inside) = match tag {
            Tag::Outside => continue,
            Tag::ContentBegins | Tag::Content => (&mut spans.contents, Tag::Content),
            Tag::CueBegins | Tag::Cue => (&mut spans.cues, Tag::Cue),
            Tag::SourceBegins | Tag::Source => (&mut spans.sources, Tag::Source),
        };
        let mut end = first + 1;
        while tags.next_if(|&(_, &tag)| tag == inside).is_some() {
            end += 1;
        }
        list.extend(without_marks(layers, first..end));
    }
    spans
}

/// A range without marks at its ends, but for those of quotations; `None` if it has no word.
fn without_marks(layers: &Layers<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let stays = |at: &usize| layers.is_word(*at) || layers.quotation(*at).is_some();
    let first = range.clone().find(stays)?;
    let last = range.clone().rev().find(stays)?;
    range.clone().any(|at| layers.is_word(at)).then_some(first..last + 1)
}

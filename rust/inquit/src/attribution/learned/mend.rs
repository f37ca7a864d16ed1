//! Whole quotations: whoever quotes, quotes to the closing mark.

use std::ops::Range;

use crate::layers::Layers;
use crate::model::Tag;

/// Makes a quotation that lies half or more in content lie there wholly, marks included, and any other not at all.
/// Annotators hardly ever do otherwise: "He called it “a mistake”" holds all of “a mistake” or nothing.
pub(super) fn whole_quotation(layers: &Layers<'_>, tags: &mut [Tag], range: Range<usize>) {
    let words = || range.clone().filter(|&at| layers.is_word(at));
    let inside = words().filter(|&at| is_content(tags.get(at).copied())).count();
    if inside == 0 {
        return;
    }
    if 2 * inside >= words().count() {
        fill(tags, range);
    } else {
        clear(tags, range);
    }
}

fn is_content(tag: Option<Tag>) -> bool {
    matches!(tag, Some(Tag::ContentBegins | Tag::Content))
}

/// Makes a range content: that of the tokens before it, if they go on in it, else one that begins here.
fn fill(tags: &mut [Tag], range: Range<usize>) {
    let before = range.start.checked_sub(1).and_then(|at| tags.get(at)).copied();
    let Some(inside) = tags.get_mut(range) else { return };
    let first = inside.iter().copied().find(|&tag| is_content(Some(tag)));
    inside.fill(Tag::Content);
    if let Some(slot) = inside.first_mut()
        && !(is_content(before) && first == Some(Tag::Content))
    {
        *slot = Tag::ContentBegins;
    }
}

/// Takes the content out of a range, and lets what goes on behind it begin there.
fn clear(tags: &mut [Tag], range: Range<usize>) {
    let end = range.end;
    for tag in tags.get_mut(range).into_iter().flatten().filter(|tag| is_content(Some(**tag))) {
        *tag = Tag::Outside;
    }
    if let Some(tag) = tags.get_mut(end).filter(|tag| **tag == Tag::Content) {
        *tag = Tag::ContentBegins;
    }
}

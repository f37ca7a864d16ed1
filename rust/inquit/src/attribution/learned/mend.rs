//! Whole quotations: whoever quotes, quotes to the closing mark.

use std::ops::Range;

use crate::layers::{Layers, Mark};
use crate::model::Tag;

/// Makes a quotation that lies half or more in content lie there wholly, marks included, and any other not at all.
/// Annotators hardly ever do otherwise: "He called it “a mistake”" holds all of “a mistake” or nothing.
pub(super) fn whole_quotation(layers: &Layers<'_>, tags: &mut [Tag], range: Range<usize>) {
    let words = || range.clone().filter(|&at| layers.is_word(at));
    let inside = words().filter(|&at| is_content(tags.get(at).copied())).count();
    if inside == 0 {
        return;
    }
    if let Some(formula) = formula(layers, tags, range.clone()) {
        fill(tags, range.start..formula.start);
        fill(tags, formula.end..range.end);
    } else if 2 * inside >= words().count() {
        fill(tags, range);
    } else {
        clear(tags, range);
    }
}

/// Most tokens of an inquit formula inside a quotation.
const LONGEST: usize = 24;

/// The inquit formula inside a quotation, with the marks around it: « Oui, dit Marie, je viens. », «Sì – rispose lei – certo». In
/// English the marks close before it, and what is inside is said.
fn formula(layers: &Layers<'_>, tags: &[Tag], range: Range<usize>) -> Option<Range<usize>> {
    let of_formula =
        |at: usize| matches!(tags.get(at), Some(Tag::CueBegins | Tag::Cue | Tag::SourceBegins | Tag::Source));
    if layers.language.has_rules {
        return None;
    }
    let first = range.clone().find(|&at| of_formula(at))?;
    let last = (first..range.end.min(first + LONGEST)).rev().find(|&at| of_formula(at))?;
    let cue = (first..last + 1).any(|at| matches!(tags.get(at), Some(Tag::CueBegins | Tag::Cue)));
    let mark = |at: usize| matches!(layers.mark(at), Mark::Comma | Mark::Dash);
    let parted = first > range.start + 1 && (mark(first - 1) || layers.mark(first - 1) == Mark::Stop);
    // What is told of its source belongs to the formula: "dit Marie, sa voisine,"
    let end =
        (last + 1..range.end.min(last + LONGEST)).find(|&at| mark(at) || layers.mark(at) == Mark::Stop)?;
    (cue && parted).then(|| first - usize::from(mark(first - 1))..end + usize::from(mark(end)))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::layers::Ground;
    use crate::sentence::Splitter;
    use crate::text::Newlines;

    /// The content of a quotation, `_` elsewhere, where these words are a cue with its source.
    fn content(language: &str, text: &str, formula: &str) -> String {
        let language = Language::of(language);
        let ground = Ground::read(text, &language, &Splitter::new(), Newlines::Auto, None);
        let layers = ground.layers(text, &language);
        let at = text.find(formula).unwrap();
        let (first, end) = (layers.token_at(at), layers.token_at(at + formula.len()));
        let mut tags: Vec<Tag> = (0..layers.tokens.len())
            .map(|at| if (first..end).contains(&at) { Tag::Cue } else { Tag::Content })
            .collect();
        let range = 0..tags.len();
        whole_quotation(&layers, &mut tags, range);
        let word = |at: usize| if is_content(tags.get(at).copied()) { layers.word(at) } else { "_" };
        (0..tags.len()).map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_formula_inside_the_marks_is_no_content_but_in_english() {
        let text = "« Oui, dit Marie, je viens. »";
        assert_eq!(content("fra", text, "dit Marie"), "« Oui , _ _ , je viens . »");
        assert_eq!(content("fra", "« Il dit tout, je viens. »", "dit"), "« Il dit tout , je viens . »");
        let text = "“Yes, said Ann, I come.”";
        let (language, ground) = (Language::english(), Ground::english(text));
        let layers = ground.layers(text, &language);
        let mut tags = vec![Tag::Content; layers.tokens.len()];
        tags[3] = Tag::CueBegins;
        let range = 0..tags.len();
        whole_quotation(&layers, &mut tags, range);
        assert!(tags.iter().all(|&tag| is_content(Some(tag))));
    }
}

//! Which quotation covers a place in the text.

use super::Quotation;

/// The index of the innermost quotation that byte `offset` lies in, marks included. Takes the logarithm
/// of their number: the last that starts before it or one around that is the one.
pub(crate) fn innermost_at(quotations: &[Quotation], offset: usize) -> Option<usize> {
    let mut at = quotations.partition_point(|it| it.span.start() <= offset).checked_sub(1)?;
    loop {
        let it = quotations.get(at)?;
        if it.span.contains_offset(offset) {
            return Some(at);
        }
        at = it.parent? as usize;
    }
}

/// The index of the outermost quotation that byte `offset` lies in, marks included.
pub(crate) fn outermost_at(quotations: &[Quotation], offset: usize) -> Option<usize> {
    let mut at = innermost_at(quotations, offset)?;
    while let Some(parent) = quotations.get(at)?.parent {
        at = parent as usize;
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::quote::quotations;
    use crate::text::{Newlines, paragraphs};

    #[test]
    fn tells_the_quotation_of_a_place() {
        let text = "“He said, ‘No,’ and left,” she said. “So did I.”";
        let all = quotations(text, &paragraphs(text, Newlines::Auto), &Language::english().lexicon);
        let at = |word| {
            let offset = text.find(word).unwrap();
            (innermost_at(&all, offset), outermost_at(&all, offset))
        };
        assert_eq!(at("“He"), (Some(0), Some(0)));
        assert_eq!(at("No"), (Some(1), Some(0)));
        assert_eq!(at("left"), (Some(0), Some(0)));
        assert_eq!(at(" she"), (None, None));
        assert_eq!(at("I.”"), (Some(2), Some(2)));
    }
}

//! Which mention a source is.

use crate::attribution::Attributed;
use crate::language::Classes;
use crate::layers::{Layers, Mark};
use crate::mention::{Mention, MentionKind};

/// The mention that the source of a quote is about, by its index: "Ann Lee" in "Ann Lee, a friend of Bob Ray's",
/// none in "a report by Ann Lee" and in "Ann Lee and Bob Ray".
pub(super) fn source_mention(layers: &Layers<'_>, mentions: &[Mention], quote: &Attributed) -> Option<usize> {
    let source = quote.source.first()?;
    let start = layers.token_at(source.start());
    let from = mentions.partition_point(|m| m.span.end() <= source.start());
    let mut index = from;
    loop {
        let mention = mentions.get(index).filter(|m| m.span.start() < source.end())?;
        let between = start..mention.first.max(start);
        if between.clone().any(|i| layers.is(i, Classes::PREPOSITION) || layers.mark(i) == Mark::Comma) {
            return None;
        }
        let genitive =
            matches!(layers.word(mention.end), "'s" | "’s" | "'" | "’") && mention.span.end() < source.end();
        let owner = layers.is(mention.first, Classes::POSSESSIVE) && mention.kind == MentionKind::Pronoun;
        if genitive || owner && mention.span.end() < source.end() {
            index += 1;
            continue;
        }
        return (!is_joined(layers, mentions, index, source.end())).then_some(index);
    }
}

/// Whether "and" joins a mention to the next one of its source.
fn is_joined(layers: &Layers<'_>, mentions: &[Mention], index: usize, end: usize) -> bool {
    let (Some(mention), Some(next)) = (mentions.get(index), mentions.get(index + 1)) else { return false };
    next.span.start() < end && next.first == mention.end + 1 && layers.is(mention.end, Classes::CONJUNCTION)
}

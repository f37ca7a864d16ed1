//! Names that a model has told once, wherever they are sources.

use rustc_hash::FxHashSet;

use super::capital::key;
use crate::language::Classes;
use crate::layers::Layers;
use crate::text::Span;

/// Lets the words of sources be names that a model has taken for words of names elsewhere in the text, "Berger" where a sentence
/// begins, behind an "Anna Berger"; and a first name with the capital behind it, "Hanna Ruhl".
pub(crate) fn spread(layers: &Layers<'_>, sources: impl Iterator<Item = Span>, names: &mut [bool]) {
    if names.is_empty() {
        return;
    }
    for at in 0..layers.tokens.len() {
        let called = layers.is(at, Classes::FIRST_NAME) && layers.is_capital(at) && layers.is_capital(at + 1);
        if called
            && !layers.is(at + 1, Classes::CALENDAR)
            && let Some(both) = names.get_mut(at..at + 2)
        {
            both.fill(true);
        }
    }
    let stem = |at: usize| key(layers.language.inflection.stem(layers.word(at)));
    let told: FxHashSet<u64> = names
        .iter()
        .enumerate()
        .filter(|(at, name)| **name && layers.is_capital(*at))
        .map(|(at, _)| stem(at))
        .collect();
    for source in sources {
        let first = layers.token_at(source.start());
        for at in first..layers.token_at(source.end()) {
            if layers.is_capital(at)
                && told.contains(&stem(at))
                && let Some(name) = names.get_mut(at)
            {
                *name = true;
            }
        }
    }
}

//! What the rules have found, as the model reads it.

use crate::attribution::Pattern;
use crate::attribution::draft::Draft;
use crate::compact::sort_by_start;
use crate::layers::Layers;
use crate::model::fill;

/// What each token is in the quotes that the rules find: outside, or the first of, or inside, content, content that
/// no one is given for, a cue, a source.
pub(in crate::attribution) fn roles(layers: &Layers<'_>, rules: &[Draft]) -> Vec<u8> {
    let mut order: Vec<&Draft> = rules.iter().collect();
    sort_by_start(&mut order, |draft| draft.start());
    let mut roles = vec![0; layers.tokens.len()];
    for quote in order.into_iter().filter_map(|draft| draft.clone().finish(layers)) {
        let content = if quote.pattern == Pattern::Bare { 3 } else { 1 };
        for (spans, role) in [(&*quote.content, content), (&*quote.cue, 5), (&*quote.source, 7)] {
            for &span in spans {
                fill(&mut roles, layers, span, role);
            }
        }
    }
    roles
}

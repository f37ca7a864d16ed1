//! Subjects that the language drops: "Añadió que …" goes on with whoever spoke before.

use super::Said;
use crate::attribution::Attributed;
use crate::layers::Layers;
use crate::speaker::Resolution;

/// How many paragraphs back the speaker may be who goes on.
const NEAR: usize = 1;

/// How sure that is, where it is sure who spoke before: of 113 such quotes in texts of our own in fourteen languages 59 go on with
/// that speaker.
const SURE: f32 = 0.52;

/// Gives quotes that have a cue and no source to whoever spoke last, nearby.
pub(super) fn credit(layers: &Layers<'_>, quotes: &[Attributed], said: &mut [Option<Said>]) {
    let mut last: Option<(usize, Said)> = None;
    for (quote, said) in quotes.iter().zip(said) {
        let Some(start) = quote.content.first().map(|content| content.start()) else { continue };
        let paragraph = layers.paragraph_of(layers.token_at(start));
        if said.is_none() && quote.source.is_empty() && !quote.cue.is_empty() {
            let before = last.filter(|&(before, _)| before + NEAR >= paragraph);
            *said = before.map(|(_, said)| Said {
                resolution: Resolution::Turn,
                confidence: said.confidence * SURE,
                ..said
            });
        }
        if let Some(said) = *said {
            last = Some((paragraph, said));
        }
    }
}

//! Whether a text is dialogue, as in novels: there turns tell who speaks, in news each quotation has someone who says it.

/// Of how many quotations at least one must have no source.
const BARE_AMONG: usize = 5;
/// So many without a source are enough however far apart they are.
const MANY: usize = 5;
/// So many are enough where so few are among all others: a novel may say of nearly each quote whose it is. No article of
/// PolNeAR's train part has as many unless every fifth is bare.
const VERY_MANY: usize = 20;
const BARE_AMONG_MANY: usize = 20;
/// So few tell nothing.
const FEW: usize = 3;
/// In so many tokens there is a quotation, on average, where people talk. Of excerpts from novels with direct speech
/// two thirds have as many, of news articles and their parts one in a hundred.
const TOKENS_APIECE: usize = 45;

/// Whether a text of so many tokens is dialogue, by its direct speech: of each quote in how many pieces it is, and
/// whether it has a source.
pub(crate) fn is_dialogue(tokens: usize, direct: impl Iterator<Item = (usize, bool)>) -> bool {
    let (mut quotes, mut bare, mut pieces) = (0, 0, 0);
    for (parts, sourced) in direct {
        quotes += 1;
        bare += usize::from(!sourced);
        pieces += parts;
    }
    let dense = pieces >= FEW && pieces * TOKENS_APIECE >= tokens;
    let among = if bare >= VERY_MANY { BARE_AMONG_MANY } else { BARE_AMONG };
    bare > 0 && bare * among >= quotes && (bare >= MANY || dense)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So many quotes of one piece with a source, and without.
    fn told(tokens: usize, sourced: usize, bare: usize) -> bool {
        let quotes = std::iter::repeat_n((1, true), sourced).chain(std::iter::repeat_n((1, false), bare));
        is_dialogue(tokens, quotes)
    }

    #[test]
    fn quotations_close_together_or_many_without_a_source_are_dialogue() {
        assert!(told(135, 2, 1), "one in 45 tokens");
        assert!(!told(136, 2, 1), "a report");
        assert!(told(2000, 20, 5), "many without a source");
        assert!(!told(2000, 21, 5), "many of very many");
        assert!(told(20_000, 380, 20), "a novel");
        assert!(!told(20_000, 381, 20) && !told(20_000, 380, 19), "many articles");
        assert!(!told(60, 3, 0), "someone says each");
        assert!(!told(30, 1, 1), "too few to tell");
        assert!(!told(0, 0, 0), "none");
    }

    #[test]
    fn a_quote_in_pieces_is_as_many_quotations() {
        assert!(is_dialogue(135, [(2, true), (1, false)].into_iter()));
        assert!(!is_dialogue(135, [(1, true), (1, false)].into_iter()));
    }
}

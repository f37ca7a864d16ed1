//! What looks like a report, and reports nothing: "said farewell", "declined to comment".

use super::draft::Draft;
use crate::language::Classes;
use crate::layers::Layers;

/// Whether a draft's words tell that nothing is reported.
pub(super) fn says_nothing(layers: &Layers<'_>, draft: &Draft) -> bool {
    let [content] = &*draft.content else { return false };
    let hint = |at: usize| layers.language.acts.of_word(layers.word(at));
    let open = |at: &usize| layers.quotation(*at).is_none() && content.contains(at);
    if !open(&content.start) {
        return false;
    }
    if layers.is(content.start, Classes::INFINITIVE) {
        let verb = content.start + 1;
        return open(&verb) && hint(verb).reply && draft.cue.clone().any(|at| hint(at).refusal);
    }
    // "said a prayer", "said nothing of it", but not "said nothing was left".
    let determined = layers.is(content.start, Classes::DETERMINER) && !hint(content.start).formula;
    let noun = content.start + usize::from(determined);
    let goes_on = open(&(noun + 1))
        && !layers.is(noun + 1, Classes::CONJUNCTION.or(Classes::PREPOSITION).or(Classes::ADVERB));
    open(&noun)
        && hint(noun).formula
        && draft.cue.end == content.start
        && layers.is(draft.cue.end.saturating_sub(1), Classes::CUE_CLAUSE)
        && !goes_on
}

#[cfg(test)]
mod tests {
    use crate::Analyzer;

    fn contents(text: &str) -> Vec<String> {
        let document = Analyzer::builder().language("eng").model(None).build().unwrap().analyze(text);
        document.quotes().map(|quote| quote.text().into_owned()).collect()
    }

    #[test]
    fn what_is_said_as_a_formula_is_no_report() {
        for text in [
            "Ann Lee said farewell and left.",
            "Tom Roe said a prayer and left.",
            "She said goodbye and went home.",
        ] {
            assert_eq!(contents(text), [""; 0], "{text}");
        }
        assert_eq!(contents("Ann Lee said nothing was left."), ["nothing was left"]);
        assert_eq!(contents("Ann Lee said farewell parties were dear."), ["farewell parties were dear"]);
    }

    #[test]
    fn who_declines_to_comment_says_nothing() {
        assert_eq!(contents("The company declined to comment on the sale."), [""; 0]);
        assert_eq!(contents("Ann Lee refused to answer."), [""; 0]);
        assert_eq!(contents("Ann Lee refused to sign the treaty."), ["to sign the treaty"]);
    }
}

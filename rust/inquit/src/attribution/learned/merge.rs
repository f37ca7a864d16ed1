//! What the model proposes beside what only the rules have seen.

use std::ops::Range;

use crate::attribution::Pattern;
use crate::attribution::dialogue::is_dialogue;
use crate::attribution::draft::Draft;
use crate::attribution::source::Source;
use crate::compact::sort_by_start;
use crate::language::Classes;
use crate::layers::Layers;

/// A token in no content.
const NONE: u32 = u32::MAX;

/// The drafts of the model with those of the rules that it lacks: turns and signed quotations, whose sources stand
/// apart, and quotations that someone says; and with the sources and second halves that it hasn't seen.
pub(super) fn merge(layers: &Layers<'_>, mut drafts: Vec<Draft>, rules: Vec<Draft>) -> Vec<Draft> {
    // Models have read news, and seek a source for each quotation.
    let direct = rules.iter().filter(|rule| rule.pattern != Pattern::Turn && is_sure(layers, rule));
    let direct = direct.map(|rule| (rule.content.len(), rule.source.is_some()));
    let dialogue = layers.language.has_rules && is_dialogue(layers.tokens.len(), direct);
    let apart = |rule: &Draft| matches!(rule.pattern, Pattern::Turn | Pattern::Dash);
    let kept = |rule: &Draft| apart(rule) || dialogue && is_sure(layers, rule);
    let (mut out, rules): (Vec<_>, Vec<_>) = rules.into_iter().partition(kept);
    let mut owner = vec![NONE; layers.tokens.len()];
    for (index, draft) in out.iter().enumerate() {
        claim(&mut owner, draft, index as u32);
    }
    // What is said in a turn reports nothing of its own.
    drafts.iter_mut().for_each(|draft| draft.content.retain(|part| free(&owner, part)));
    for draft in drafts.into_iter().filter(|draft| !draft.content.is_empty()) {
        claim(&mut owner, &draft, out.len() as u32);
        out.push(draft);
    }
    for rule in rules {
        if let Some(draft) = owner_of(&owner, &rule).and_then(|index| out.get_mut(index)) {
            let Some(place) = place_of_own_formula(layers, draft, &rule) else {
                complete(layers, draft, rule, &owner);
                continue;
            };
            draft.content.remove(place);
        } else if !is_sure(layers, &rule) {
            continue;
        }
        claim(&mut owner, &rule, out.len() as u32);
        out.push(rule);
    }
    if !dialogue {
        carry_on(layers, &mut out);
    }
    out
}

/// Gives a quotation that nothing says who says to whoever was quoted right before it in its paragraph: “A,” she said
/// to the paper. She looked up. “B.”
fn carry_on(layers: &Layers<'_>, drafts: &mut [Draft]) {
    sort_by_start(drafts, Draft::start);
    let mut last: Option<(usize, Source)> = None;
    for draft in drafts {
        let Some(part) = draft.content.first().cloned() else { continue };
        let paragraph = layers.paragraph_of(part.start);
        let utterance = is_utterance(layers, &part);
        if utterance && draft.source.is_none() && draft.cue.is_empty() {
            draft.source = last.filter(|&(before, _)| before == paragraph).map(|(_, source)| source);
        }
        last = draft.source.filter(|_| utterance).map(|source| (paragraph, source));
    }
}

/// Notes whose content each token is.
fn claim(owner: &mut [u32], draft: &Draft, index: u32) {
    for part in draft.content.iter() {
        owner.get_mut(part.clone()).into_iter().flatten().for_each(|slot| *slot = index);
    }
}

/// Whether a range is nobody's content.
fn free(owner: &[u32], range: &Range<usize>) -> bool {
    owner.get(range.clone()).is_none_or(|slots| slots.iter().all(|&slot| slot == NONE))
}

/// The draft that has the first claimed token of a rule's content.
fn owner_of(owner: &[u32], rule: &Draft) -> Option<usize> {
    let tokens = rule.content.iter().filter_map(|part| owner.get(part.clone())).flatten();
    tokens.copied().find(|&index| index != NONE).map(|index| index as usize)
}

/// Whether a rule's draft stands without the model: it is all quoted, and someone says it.
fn is_sure(layers: &Layers<'_>, rule: &Draft) -> bool {
    let mut parts = rule.content.iter();
    parts.all(|part| is_utterance(layers, part))
}

/// Whether a range is a quotation that someone says.
fn is_utterance(layers: &Layers<'_>, range: &Range<usize>) -> bool {
    let quotation = layers.quotation(range.start);
    quotation.is_some()
        && range.clone().next_back().is_some_and(|last| layers.quotation(last) == quotation)
        && quotation.and_then(|q| layers.quotations.get(q)).is_some_and(|q| q.is_speech())
}

/// The place among a draft's content of a quotation that the draft credits to what stands before it, though it has a cue
/// and a source of its own right behind it: “Yes,” said Ann Lee. “No,” said Bob Ray.
fn place_of_own_formula(layers: &Layers<'_>, draft: &Draft, rule: &Draft) -> Option<usize> {
    let [part] = &*rule.content else { return None };
    let source = rule.source?;
    let behind = !rule.cue.is_empty() && rule.cue.start.min(source.first) == part.end;
    let before = draft.source.is_some_and(|other| other.end <= part.start);
    let place = draft.content.partition_point(|have| have.end <= part.start);
    let whole = draft.content.get(place) == Some(part);
    (behind && before && whole && is_utterance(layers, part)).then_some(place)
}

/// Gives a draft the source that only a rule has seen, and the quotations that the rule has it go on with. What is said
/// to be known in general, of what someone says, gives way to that: “It should be noted that Ann Lee said that …”
fn complete(layers: &Layers<'_>, draft: &mut Draft, rule: Draft, owner: &[u32]) {
    let inside =
        |range: &Range<usize>| draft.content.iter().any(|c| c.start <= range.start && range.end <= c.end);
    if draft.source.is_none() && rule.source.is_some() && !rule.cue.is_empty() && inside(&rule.cue) {
        *draft = rule;
        return;
    }
    if let ([part], [whole]) = (&mut *draft.content, &*rule.content)
        && part.start == whole.start
        && part.clone().all(|at| layers.is(at, Classes::COMPLEMENTISER))
    {
        // The model has seen no more than “that”.
        *part = whole.clone();
    }
    if rule.pattern == Pattern::AccordingTo
        && let (Some(first), Some(told)) = (draft.content.first(), rule.source)
        && first.start < told.end
        && (told.first..first.start + 1).any(|at| layers.is(at, Classes::RELATIVE))
    {
        // Content can't begin in a clause that tells of its source: "According to two officials, who asked not to be named,
        // the talks failed"
        let source = draft.source.or(rule.source);
        *draft = Draft { confidence: draft.confidence, source, ..rule };
        return;
    }
    let quoted = draft.content.iter().any(|part| is_utterance(layers, part));
    if draft.source.is_none() && quoted {
        draft.source = rule.source;
        if draft.cue.is_empty() {
            draft.cue = rule.cue;
            draft.pattern = rule.pattern;
        }
    }
    for part in rule.content.iter() {
        if quoted && is_utterance(layers, part) && free(owner, part) {
            let place = draft.content.partition_point(|have| have.end <= part.start);
            draft.content.insert(place, part.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::layers::Ground;

    /// The tokens of a part of a text.
    fn range(layers: &Layers<'_>, part: &str) -> Range<usize> {
        let start = layers.text.find(part).unwrap();
        layers.token_at(start)..layers.token_at(start + part.len())
    }

    fn draft(layers: &Layers<'_>, content: &[&str], cue: &str, source: Option<&str>) -> Draft {
        let source = source.map(|part| range(layers, part));
        Draft {
            content: content.iter().map(|part| range(layers, part)).collect(),
            cue: if cue.is_empty() { 0..0 } else { range(layers, cue) },
            source: source.map(|range| Source { first: range.start, end: range.end }),
            pattern: if cue.is_empty() { Pattern::Bare } else { Pattern::VerbAfter },
            confidence: 0.8,
        }
    }

    /// The content and the source of each merged draft.
    fn merged<'t>(
        text: &'t str,
        drafts: impl Fn(&Layers<'t>) -> (Vec<Draft>, Vec<Draft>),
    ) -> Vec<(Vec<&'t str>, &'t str)> {
        let language = Language::english();
        let ground = Ground::english(text);
        let ground: &'t Ground = Box::leak(Box::new(ground));
        let language: &'t Language = Box::leak(Box::new((*language).clone()));
        let layers = ground.layers(text, language);
        let (model, rules) = drafts(&layers);
        let of = |range: &Range<usize>| layers.span(range.start, range.end).of(text);
        let found = merge(&layers, model, rules).into_iter();
        found
            .map(|d| (d.content.iter().map(of).collect(), d.source.map_or("", |s| of(&(s.first..s.end)))))
            .collect()
    }

    #[test]
    fn an_utterance_that_only_a_rule_has_seen_stays() {
        let text = "“The roof leaks,” said Ann Lee. Tom Roe hopes for rain.";
        let found = merged(text, |layers| {
            let rules = vec![
                draft(layers, &["“The roof leaks,”"], "said", Some("Ann Lee")),
                draft(layers, &["for rain"], "hopes", Some("Tom Roe")),
            ];
            (Vec::new(), rules)
        });
        assert_eq!(found, [(vec!["“The roof leaks,”"], "Ann Lee")]);
    }

    #[test]
    fn a_rule_completes_what_the_model_has_half_seen() {
        let text = "“The roof leaks,” said Ann Lee. “It always has.”";
        let found = merged(text, |layers| {
            let rule = draft(layers, &["“The roof leaks,”", "“It always has.”"], "said", Some("Ann Lee"));
            (vec![draft(layers, &["“The roof leaks,”"], "", None)], vec![rule])
        });
        assert_eq!(found, [(vec!["“The roof leaks,”", "“It always has.”"], "Ann Lee")]);
    }

    #[test]
    fn what_is_known_in_general_gives_way_to_what_someone_says() {
        let text = "It should be noted that Ann Lee said that the roof leaks.";
        let found = merged(text, |layers| {
            let model = draft(layers, &["that Ann Lee said that the roof leaks"], "noted", None);
            (vec![model], vec![draft(layers, &["that the roof leaks"], "said", Some("Ann Lee"))])
        });
        assert_eq!(found, [(vec!["that the roof leaks"], "Ann Lee")]);
    }

    #[test]
    fn in_dialogue_the_rules_keep_the_direct_speech() {
        let text = "“One.”\n\n“Two.”\n\n“Three.”\n\n“Four.”\n\n“Five,” said Ann Lee.\n\n“Six.”";
        let found = merged(text, |layers| {
            let quotations = ["“One.”", "“Two.”", "“Three.”", "“Four.”", "“Six.”"];
            let rules = quotations.iter().map(|part| draft(layers, &[part], "", None)).collect();
            (vec![draft(layers, &["“Four.”", "“Six.”"], "said", Some("Ann Lee"))], rules)
        });
        assert!(found.iter().all(|(parts, source)| parts.len() == 1 && source.is_empty()), "{found:?}");
        assert_eq!(found.len(), 5);
    }

    #[test]
    fn content_is_more_than_the_word_that_opens_it() {
        let text = "Ann Lee said that the roof leaks.";
        let found = merged(text, |layers| {
            let rule = draft(layers, &["that the roof leaks"], "said", Some("Ann Lee"));
            (vec![draft(layers, &["that"], "said", Some("Ann Lee"))], vec![rule])
        });
        assert_eq!(found, [(vec!["that the roof leaks"], "Ann Lee")]);
    }

    #[test]
    fn a_speaker_carries_on_in_a_paragraph() {
        let text =
            "“The roof leaks,” said Ann Lee to the paper. She looked up. “It always has.”\n\n“Not always.”";
        let found = merged(text, |layers| {
            let model = vec![
                draft(layers, &["“The roof leaks,”"], "said", Some("Ann Lee")),
                draft(layers, &["“It always has.”"], "", None),
                draft(layers, &["“Not always.”"], "", None),
            ];
            (model, Vec::new())
        });
        let sources: Vec<_> = found.iter().map(|(_, source)| *source).collect();
        assert_eq!(sources, ["Ann Lee", "Ann Lee", ""]);
    }

    /// The content of what the model and a rule have seen of “According to …”.
    fn told_according<'t>(
        text: &'t str,
        model: &str,
        source: &str,
        rule: &str,
    ) -> Vec<(Vec<&'t str>, &'t str)> {
        merged(text, |layers| {
            let according = |content: &str, source: &str| Draft {
                pattern: Pattern::AccordingTo,
                ..draft(layers, &[content], "According to", Some(source))
            };
            (vec![according(model, "two clerks")], vec![according(rule, source)])
        })
    }

    #[test]
    fn content_begins_behind_what_is_told_of_its_source() {
        let text = "According to two clerks, who asked not to be named, the roof leaks.";
        let model = "not to be named, the roof leaks";
        let found = told_according(text, model, "two clerks, who asked not to be named", "the roof leaks");
        assert_eq!(found, [(vec!["the roof leaks"], "two clerks")]);
        let text = "According to two clerks, the owner, Acme, paid.";
        let found = told_according(text, "the owner, Acme, paid", "two clerks, the owner", "Acme, paid");
        assert_eq!(found, [(vec!["the owner, Acme, paid"], "two clerks")]);
    }
}

use super::*;
use crate::language::Language;
use crate::layers::Ground;

/// The mentions of a text that aren't pronouns.
fn found(text: &str) -> Vec<(&str, Mention)> {
    let language = Language::english();
    let ground = Ground::english(text);
    let layers = ground.layers(text, &language);
    let mentions = mentions(&layers).into_iter();
    mentions.filter(|m| m.kind != MentionKind::Pronoun).map(|m| (m.span.of(text), m)).collect()
}

fn texts(text: &str) -> Vec<&str> {
    found(text).into_iter().map(|(text, _)| text).collect()
}

#[test]
fn names_keep_titles_particles_and_suffixes() {
    let text = "Yesterday Peruvian President Rosa Quispe met Jan van der Berg and Martin Lee Jr. in Lima.";
    assert_eq!(texts(text)[..3], ["Peruvian President Rosa Quispe", "Jan van der Berg", "Martin Lee Jr."]);
    let quispe = found(text)[0].1;
    assert_eq!((quispe.gender, quispe.sort), (Gender::Female, Sort::Person));
    assert!(quispe.country.is_some());
}

#[test]
fn a_genitive_is_no_part_of_a_name() {
    assert_eq!(texts("We met Ann Lee's brother."), ["Ann Lee", "brother"]);
}

#[test]
fn a_capital_at_the_start_of_a_sentence_is_told_by_the_rest() {
    let text = "Otters swim here. We saw two otters. Novak saw them too, and told Novak's friend.";
    let names: Vec<_> =
        found(text).into_iter().filter(|(_, m)| m.kind == MentionKind::Name).map(|(t, _)| t).collect();
    assert_eq!(names, ["Novak", "Novak"]);
}

#[test]
fn headlines_hold_no_mentions() {
    assert_eq!(texts("Ann Lee Opens New Bridge\n\nIt was raining, said Bob Ray."), ["Bob Ray"]);
}

#[test]
fn a_country_in_capitals_is_no_pronoun() {
    assert_eq!(texts("They told us that the US would pay."), ["US"]);
}

#[test]
fn organisations_and_roles() {
    let all = found(
        "The Foreign Ministry and the University of Leeds wrote to the Peruvian leader and two officials.",
    );
    let sorts: Vec<_> = all.iter().map(|(t, m)| (*t, m.sort, m.number)).collect();
    assert_eq!(
        sorts,
        [
            ("Foreign Ministry", Sort::Organisation, Number::One),
            ("University of Leeds", Sort::Organisation, Number::One),
            ("the Peruvian leader", Sort::Person, Number::One),
            ("two officials", Sort::Person, Number::Several),
        ]
    );
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in "(?s)(Ann|Mr\\.|the|van|of|and|J\\.|-|'|said|[“”\"]|\n\n|, |\\PC){0,40}") {
        let mut last = 0;
        for (_, mention) in found(&text) {
            assert!(mention.span.start() >= last);
            last = mention.span.end();
        }
    }
}

use super::*;
use crate::language::Language;
use crate::layers::Ground;

/// The mentions of a text that aren't pronouns.
fn found(text: &str) -> Vec<(&str, Mention)> {
    found_with(text, &[])
}

/// The same, where some are known beforehand.
fn found_with<'t>(text: &'t str, known: &[KnownMention]) -> Vec<(&'t str, Mention)> {
    let language = Language::english();
    let ground = Ground::english(text);
    let layers = ground.layers(text, &language);
    let mentions = mentions(&layers, &Known::new(&layers, known));
    mentions.iter().filter(|m| m.kind != MentionKind::Pronoun).map(|m| (m.span.of(text), m)).collect()
}

/// The names that are known of a text.
fn known(text: &str, names: &[(&str, EntityKind)]) -> Vec<KnownMention> {
    let name = |&(name, kind): &(&str, EntityKind)| {
        let start = text.find(name).unwrap();
        KnownMention::new(Span::new(start, start + name.len())).kind(kind)
    };
    names.iter().map(name).collect()
}

/// The mentions of a text with known names, each with its sort.
fn with_names<'t>(text: &'t str, names: &[(&str, EntityKind)]) -> Vec<(&'t str, Sort)> {
    found_with(text, &known(text, names)).into_iter().map(|(text, mention)| (text, mention.sort)).collect()
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
fn a_particle_and_its_name_are_one_word() {
    let text = "On Monday Omar al-Amin met Nabil Hasan el-Sayed of Aden, and Bob Ray el- or al-like forms.";
    assert_eq!(texts(text), ["Omar al-Amin", "Nabil Hasan el-Sayed", "Aden", "Bob Ray"]);
}

#[test]
fn a_capital_keeps_an_adverb_in_a_name() {
    let text = "On Monday USA Today and Gardening Now wrote that Ann Lee now says so, but LEE ALSO said it. Bob Ray. Now he left.";
    assert_eq!(texts(text), ["USA Today", "Gardening Now", "Ann Lee", "LEE", "Bob Ray"]);
    assert_eq!(texts("The mayor met Russell Long on Monday."), ["The mayor", "Russell Long"]);
    // Where a sentence may have ended.
    assert_eq!(texts("He flew to the U.S. Today he left."), ["U.S."]);
}

#[test]
fn an_organisation_keeps_what_it_is_for() {
    for name in [
        "Department of Health and Human Services",
        "Department for Business, Energy and Industrial Strategy",
        "Centers for Disease Control and Prevention",
        "Food and Drug Administration",
        "Royal Society for the Protection of Birds",
        "Bill and Melinda Gates Foundation",
        "Oresian Chamber of Commerce and Industry",
        "Institute of Allergy and Infectious Diseases",
    ] {
        let text = format!("On Monday the {name} said so.");
        assert!(texts(&text).contains(&name), "{name}: {:?}", texts(&text));
    }
}

#[test]
fn a_conjunction_between_organisations_or_people_joins_none() {
    for (text, names) in [
        ("We saw the Ministry of Health and Ann Lee.", ["Ministry of Health", "Ann Lee"]),
        ("We saw the Ministry of Trade and Barrow Bank.", ["Ministry of Trade", "Barrow Bank"]),
        ("We saw the University of Leeds and the Health Council.", ["University of Leeds", "Health Council"]),
        ("We saw Bill and Melinda Gates.", ["Bill", "Melinda Gates"]),
        ("We saw the Ministry of Health, Trade Minister Lee.", ["Ministry of Health", "Trade Minister Lee"]),
    ] {
        assert_eq!(texts(text), names, "{text}");
    }
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

#[test]
fn a_known_name_is_one_whatever_the_lists_hold() {
    use EntityKind::{Organisation, Person};
    let names = [("quill hart", Person), ("Dolphin", Organisation)];
    let text = "Then quill hart left Dolphin.";
    assert_eq!(texts(text), ["Dolphin"]);
    assert_eq!(with_names(text, &names), [("quill hart", Sort::Person), ("Dolphin", Sort::Organisation)]);
    // Its end is known too.
    let text = "We met Ann Lee Bo Hill was late.";
    assert_eq!(texts(text), ["Ann Lee Bo Hill"]);
    let both = [("Ann Lee", Sort::Person), ("Bo Hill", Sort::Unknown)];
    assert_eq!(with_names(text, &[("Ann Lee", Person)]), both);
}

#[test]
fn a_known_name_keeps_its_titles_and_leaves_articles_and_genitives() {
    use EntityKind::{Organisation, Person};
    let text = "Peruvian President Quispe’s brother met the Tidal Board.";
    let found = found_with(text, &known(text, &[("Quispe’s", Person), ("the Tidal Board", Organisation)]));
    let texts: Vec<_> = found.iter().map(|(text, _)| *text).collect();
    assert_eq!(texts, ["Peruvian President Quispe", "brother", "Tidal Board"]);
    let quispe = found[0].1;
    assert_eq!(quispe.span.of(text), "Peruvian President Quispe");
    assert!(quispe.country.is_some() && quispe.role.is_some());
    // A title may be inside the name that is known, or behind words of no title.
    let text = "Later Dr. Quill slept.";
    let found = found_with(text, &known(text, &[("Dr. Quill", Person)]));
    assert_eq!((found[0].0, found[0].1.role.is_some()), ("Dr. Quill", true));
}

#[test]
fn a_place_inside_an_office_or_a_longer_name_is_part_of_it() {
    use EntityKind::{Organisation, Person, Place};
    let text = "The President of Acme met Leeds President Ann Lee at the University of Leeds.";
    let names = [("Acme", Organisation), ("Leeds", Place), ("Ann Lee", Person)];
    let found = with_names(text, &names);
    let office = ("The President of Acme", Sort::Person);
    let university = ("University of Leeds", Sort::Organisation);
    assert_eq!(found, [office, ("Leeds President Ann Lee", Sort::Person), university]);
    let at = text.rfind("Leeds").unwrap();
    let place = KnownMention::new(Span::new(at, at + 5)).kind(Place);
    assert_eq!(found_with(text, &[place])[2].0, "University of Leeds");
    // "the mother of Ann Lee" is no office.
    let text = "The mother of Zorblax left.";
    assert_eq!(texts(text), ["The mother of Zorblax"]);
    let both = [("The mother", Sort::Person), ("Zorblax", Sort::Person)];
    assert_eq!(with_names(text, &[("Zorblax", Person)]), both);
}

#[test]
fn of_known_names_that_overlap_the_longest_counts() {
    use EntityKind::{Organisation, Person};
    let text = "The Ann Lee Fund paid.";
    let fund = [("Ann Lee Fund", Sort::Organisation)];
    assert_eq!(with_names(text, &[("Ann Lee", Person), ("Ann Lee Fund", Organisation)]), fund);
    assert_eq!(with_names(text, &[("Ann Lee Fund", Organisation), ("Fund", Person)]), fund);
}

proptest::proptest! {
    #[test]
    fn known_mentions_leave_the_others_in_order(
        text in "(?s)(Ann|Mr\\.|the|President|of|Peru|and|-|'|said|[“”\"]|\n\n|, | |\\PC){0,40}",
        ends in proptest::collection::vec((0usize..90, 0usize..20, 0u32..4, 0u32..3), 0..12),
    ) {
        let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap();
        let known: Vec<_> = ends.iter().map(|&(start, length, kind, cluster)| {
            let mention = KnownMention::new(Span::new(boundary(start), boundary(start + length))).cluster(cluster);
            match kind {
                0 => mention.kind(EntityKind::Person),
                1 => mention.kind(EntityKind::Organisation),
                2 => mention.kind(EntityKind::Place),
                _ => mention,
            }
        }).collect();
        let mut last = 0;
        for (_, mention) in found_with(&text, &known) {
            assert!(mention.span.start() >= last);
            last = mention.span.end();
            assert!(mention.first < mention.end && (mention.first..mention.end).contains(&mention.head));
        }
    }

    #[test]
    fn any_text_is_read_without_panic(text in "(?s)(Ann|Mr\\.|the|van|of|and|J\\.|-|'|said|[“”\"]|\n\n|, |\\PC){0,40}") {
        let mut last = 0;
        for (_, mention) in found(&text) {
            assert!(mention.span.start() >= last);
            last = mention.span.end();
        }
    }
}

/// The names among the mentions of a text.
fn names(text: &str) -> Vec<&str> {
    found(text).into_iter().filter(|(_, m)| m.kind == MentionKind::Name).map(|(text, _)| text).collect()
}

#[test]
fn a_word_that_ends_a_full_name_is_a_surname_elsewhere() {
    let text = "Later Rosa Young left. The mayor met Young. Young said no. Young people came. In Young’s house it rained.";
    assert_eq!(names(text), ["Rosa Young", "Young", "Young", "Young"]);
    let text = "Led by Tomas May, it grew. “No,” May said. It rained in May and on May 3.";
    assert_eq!(names(text), ["Tomas May", "May"]);
    let text = "Ann Banks came with Dr. King. “No,” said Banks. The king and the banks slept.";
    assert_eq!(names(text), ["Ann Banks", "Dr. King", "Banks"]);
}

#[test]
fn a_capital_beside_a_verb_that_reports_is_a_name_without_a_full_one() {
    let text = "It rained. “No,” Young said. “Yes,” said Long. “So,” said Young people. LATER said no more.";
    assert_eq!(names(text), ["Young", "Long"]);
    let text = "It rained. According to French, it was late. According to French officials, it was not.";
    assert_eq!(names(text), ["French"]);
    assert_eq!(names("It rained. Then said nothing. Riders said no. Carriers said yes."), [""; 0]);
}

#[test]
fn the_name_begins_behind_what_the_office_is_for() {
    let text = "The Secretary of State for Rivers and Lakes Oona Field met a professor of geology at Brackley University Tomas \
                Velder.";
    let names = names(text);
    assert!(["Oona Field", "Tomas Velder"].iter().all(|name| names.contains(name)), "{names:?}");
}

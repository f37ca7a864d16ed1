use crate::{Analyzer, Gender, Person};

/// The speaker of each quote of a text, "-" for none.
fn speakers(text: &str) -> Vec<String> {
    speakers_by(&Analyzer::default(), text)
}

fn speakers_by(analyzer: &Analyzer, text: &str) -> Vec<String> {
    let document = analyzer.analyze(text);
    document.quotes().map(|q| q.speaker().map_or("-", |s| s.name()).to_owned()).collect()
}

#[test]
fn a_title_a_surname_and_the_full_name_are_one() {
    let text = "Mayor Ann Lee opened the bridge on Monday.\n\nLee said that it was safe. \
                Mayor Lee added that the old one would go. Ms Lee said that no one would miss it.";
    assert_eq!(speakers(text), ["Ann Lee"; 3]);
}

#[test]
fn an_office_leads_to_its_holder_by_country() {
    let text = "The President of Norland met the President of Peru, Rosa Quispe, in Lima. \
                Brazilian President Paulo Souza joined them.\n\nThe President of Peru said that the talks went well. \
                The Brazilian leader said that he was happy. The President of Chile said that he was not.";
    let found = speakers(text);
    assert_eq!(found, ["Rosa Quispe", "Paulo Souza", "-"]);
}

#[test]
fn one_surname_may_be_of_two() {
    let text = "Bill Doyle and his sister Mary Doyle run the inn. Mary Doyle said that it was full. \
                Bill Doyle said that it was not. Mr Doyle said that two rooms were free.";
    assert_eq!(speakers(text), ["Mary Doyle", "Bill Doyle", "Bill Doyle"]);
}

#[test]
fn a_pronoun_takes_up_the_last_subject_of_its_gender() {
    let text = "Ann Lee met Bob Ray at the station. She said that the train was late. \
                He said that it always was.";
    assert_eq!(speakers(text), ["Ann Lee", "Bob Ray"]);
}

#[test]
fn unnamed_sources_have_no_speaker() {
    let text = "Ann Lee was there. Officials said that the road was closed. A witness said that a tree fell. \
                Ann Lee and Bob Ray said that they were fine.";
    assert_eq!(speakers(text), ["-", "-", "-"]);
}

#[test]
fn known_people_override() {
    let analyzer = Analyzer::builder()
        .person(Person::new("Ilse Brandt").alias("the mayor").gender(Gender::Female))
        .build()
        .unwrap();
    let text = "The mayor said that the fair would open. Brandt said that it would not rain.";
    assert_eq!(speakers_by(&analyzer, text), ["Ilse Brandt", "Ilse Brandt"]);
}

#[test]
fn a_bare_quotation_goes_on_with_the_last_speaker() {
    let text = "“The dam will hold,” said Ann Lee.\n\n“We checked it twice. There is no danger.”";
    assert_eq!(speakers(text), ["Ann Lee", "Ann Lee"]);
}

#[test]
fn speakers_alternate_in_dialogue() {
    let text = "“Is it far?” asked Ann.\n\n“A mile,” said Bob.\n\n“So near?”\n\n“A short mile.”\n\n“Let us go.”\n\n\
                “Now?”\n\n“At once.”\n\n“I am tired.”";
    assert_eq!(speakers(text), ["Ann", "Bob", "Ann", "Bob", "Ann", "Bob", "Ann", "Bob"]);
}

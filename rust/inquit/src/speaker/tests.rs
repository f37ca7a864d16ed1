use crate::{Analyzer, EntityKind, Gender, KnownMention, Person, Span, SpeakerKind};

/// The speaker of each quote of a text who has a name, "-" for none.
fn speakers(text: &str) -> Vec<String> {
    speakers_by(&Analyzer::builder().model(None).build().unwrap(), text)
}

fn speakers_by(analyzer: &Analyzer, text: &str) -> Vec<String> {
    let document = analyzer.analyze(text);
    names(&document)
}

/// The speaker of each quote who has a name, "-" for none.
fn names(document: &crate::Document) -> Vec<String> {
    let named = |quote: crate::Quote<'_>| {
        let speaker = quote.speaker().filter(|speaker| speaker.kind() != Some(SpeakerKind::Unnamed));
        speaker.map_or("-", |speaker| speaker.name()).to_owned()
    };
    document.quotes().map(named).collect()
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
fn unnamed_sources_have_no_name() {
    let text = "Ann Lee was there. Officials said that the road was closed. A witness said that a tree fell.";
    assert_eq!(speakers(text), ["-", "-"]);
}

#[test]
fn known_people_override() {
    let analyzer = Analyzer::builder()
        .model(None)
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

#[test]
fn a_title_parts_namesakes() {
    let text = "Bill Doyle came first. Mrs. Doyle said that he was late. Mr. Doyle said that he was not.";
    assert_eq!(speakers(text), ["Mrs. Doyle", "Bill Doyle"]);
}

#[test]
fn what_owns_or_modifies_a_source_is_not_the_source() {
    let text = "Ann Lee runs the shop. Acme co-founder Ann Lee said that it would stay. \
                Lee’s lawyers said that it would not. Acme filings said that it was sold.";
    assert_eq!(speakers(text), ["Ann Lee", "-", "-"]);
}

#[test]
fn an_apposition_names_the_office_but_a_list_does_not() {
    let text = "The mayor of Leeds, Ann Lee, was late. The mayor said that the trains were full.";
    assert_eq!(speakers(text), ["Ann Lee"]);
    let text = "We met a doctor, Bob Ray, and his dog. We saw Bob Ray. As for Bob Ray, the vicar liked him. \
                The vicar said that it was late.";
    assert_eq!(speakers(text), ["-"]);
}

#[test]
fn a_pronoun_means_who_acts_in_its_paragraph_rather_than_the_last_speaker() {
    let text = "Ann Lee said that the dam was old.\n\nMary Roe opened a new one. She said that it would hold.\n\n\
                Bob Ray said that it leaked.\n\nJohn Cole came with a pump, and he said that it was enough.";
    assert_eq!(speakers(text), ["Ann Lee", "Mary Roe", "Bob Ray", "John Cole"]);
    let text = "Ann Lee said that the dam was old.\n\nMary Roe, 53, of Leeds, never liked it. She said that it leaked.";
    assert_eq!(speakers(text), ["Ann Lee", "Mary Roe"]);
}

#[test]
fn which_means_the_institution_right_before_it() {
    let text = "The plan came from Acme, which said that it was cheap. It was shown by the University of Leeds, which \
                added that it was safe. A letter went to Ann Lee, which said that the roof leaked. Acme sent a report, \
                which said that it did not.";
    assert_eq!(speakers(text), ["Acme", "University of Leeds", "-", "-"]);
}

#[test]
fn they_are_those_without_a_name_who_were_mentioned_last() {
    let text = "Engineers of Norland University opened the dam on Monday. The engineers told visitors that it was old. \
                They said that it would hold.";
    assert_eq!(speakers(text), ["-", "-"]);
    let text = "Norland University opened the dam. Visitors came by bus. Norland University said that it was old. \
                They said that it would hold.";
    assert_eq!(speakers(text), ["Norland University"; 2]);
    let text = "The dam was built with help from Norland University. They say that it will hold.";
    assert_eq!(speakers(text), ["-"]);
}

#[test]
fn pronouns_teach_the_gender_of_a_name() {
    let text = "Novak sat down. She was tired. Bob Ray stood by Novak as she slept. \
                She said that it had been a long day. He said that he knew.";
    assert_eq!(speakers(text), ["Novak", "Bob Ray"]);
}

#[test]
fn an_acronym_is_its_organisation() {
    let text = "Human Rights Watch wrote a report on Monday. HRW said that the camps were full.";
    assert_eq!(speakers(text), ["Human Rights Watch"]);
}

#[test]
fn who_is_called_in_a_quote_does_not_say_it() {
    let text = "Ann met Bob on the stairs. “No, Bob, you can't go in.”";
    assert_eq!(speakers(text).iter().filter(|&name| name == "Bob").count(), 0);
}

#[test]
fn headings_do_not_speak() {
    let text = "Bob Ray and the Flood\n\nAnn Lee was on the bridge. She said that the river was high.";
    assert_eq!(speakers(text), ["Ann Lee"]);
}

/// A story that someone tells as "I", with the words in which he is called, so often as `times`.
fn told_as_i(times: usize) -> String {
    let scene = "“Is it far, Barlow?” asked Irene Dale.\n\n“A mile,” I said. I looked at my map, and I was tired.\n\n\
                 “Good, Barlow,” said Irene Dale.\n\n“I hope so.”\n\n“Then let us go!”\n\n";
    scene.repeat(times)
}

#[test]
fn a_narrator_is_the_one_who_is_called_but_hardly_named_in_narration() {
    let names = speakers(&told_as_i(4));
    assert_eq!(names[..3], ["Irene Dale", "Barlow", "Irene Dale"]);
    // Too few calls to tell.
    assert_eq!(speakers(&told_as_i(1))[1], "-");
    // Who is named in narration as often tells no story.
    let named = told_as_i(4).replace("I was tired", "Barlow was tired");
    assert_eq!(speakers(&named)[1], "-");
    // Nor is there a narrator where hardly anyone says "I" between much else.
    let long = told_as_i(4) + &"Irene Dale went down to the river with the others. ".repeat(400);
    assert_eq!(speakers(&long)[1], "-");
}

#[test]
fn in_dialogue_someone_of_the_conversation_says_what_is_open() {
    let text = "“Is it far?” asked Ann Lee.\n\n“A mile,” said Bob Ray.\n\nThey went on for an hour.\n\nIt rained.\n\n\
                It was late.\n\n“So near?”\n\nIt was cold.\n\nNo one came.\n\nIt was dark.\n\n“Go on!” said a waiter.";
    assert_eq!(speakers(text), ["Ann Lee", "Bob Ray", "Ann Lee", "-"]);
}

#[test]
fn a_story_calls_its_people_as_it_mostly_does() {
    let scene =
        "“Is it far?” asked the Gander.\n\n“A mile,” said Mr. Orme.\n\n“So near?”\n\n“Go on!” said Dale.\n\n";
    let text = format!("Bartholomew Orme met Irene Dale.\n\n{}", scene.repeat(12));
    assert_eq!(speakers(&text)[..2], ["the Gander", "Mr. Orme"]);
    // What is said in full once keeps its place where names are few, and in a report.
    let text = format!("Bartholomew Orme met Irene Dale.\n\n{}", scene.repeat(2));
    assert_eq!(speakers(&text)[..2], ["Gander", "Bartholomew Orme"]);
    let report = "Bartholomew Orme was late. ".to_owned() + &"Orme said that it rained. ".repeat(20);
    assert_eq!(speakers(&report)[0], "Bartholomew Orme");
}

/// The names of those who speak in a story of so many scenes.
fn cast(scene: &str, times: usize) -> Vec<String> {
    let mut names: Vec<String> =
        speakers(&scene.repeat(times)).into_iter().filter(|name| name != "-").collect();
    names.sort();
    names.dedup();
    names
}

#[test]
fn miss_and_fond_names_are_the_daughter_and_mrs_is_not() {
    let scene = "Nora Selby came in. “Is it late?” asked Nora.\n\nMiss Selby was late. “Yes, Nolly,” said Mrs. Selby.\n\n\
                 “It is,” said Miss Selby.\n\n“Eleanor Tarn is here, Nell,” said Mrs. Selby.\n\n";
    assert_eq!(cast(scene, 6), ["Mrs. Selby", "Nora Selby"]);
    let scene = "Elizabeth Selby came in. “Is it late?” asked Elizabeth.\n\n“Yes, Lizzy,” said Tom Orme.\n\n\
                 “No,” whispered Elizabeth.\n\n“Lizzy is right!” cried Tom Orme.\n\n“I am,” said Elizabeth.\n\n";
    let text = scene.repeat(6) + "“It is late,” said Lizzy.";
    assert_eq!(speakers(&text).last().map(String::as_str), Some("Elizabeth Selby"));
    // Of two Elizabeths neither is Lizzy for sure.
    let other =
        scene.replace("Tom Orme", "Elizabeth Orme").replace("asked Elizabeth", "asked Elizabeth Selby");
    let text = other.repeat(6) + "“It is late,” said Lizzy.";
    assert_eq!(speakers(&text).last().map(String::as_str), Some("Lizzy"));
}

#[test]
fn a_father_is_met_beside_his_son_and_a_wife_is_never_beside_herself() {
    let beside = "“Is it late?” asked Mr. Orme. Tom Orme and his father sat down. Tom looked at Mr. Orme. “Yes,” said Tom.\n\n";
    assert_eq!(cast(beside, 8), ["Mr. Orme", "Tom Orme"]);
    let at = |name: &str| format!("“Is it late?” asked {name}.\n\n“It is,” said Bob Ray.\n\n").repeat(14);
    let text = format!("Irene Tarn was at home. Irene Tarn was tired.\n\n{}{}", at("Mrs. Tarn"), at("Irene"));
    assert_eq!(cast(&text, 1).len(), 2);
}

#[test]
fn a_wife_with_her_husbands_name_is_not_he() {
    let text = "Arlen Selby came with Mrs. Arlen Selby. Mrs. Selby said that it rained. Mr. Selby said that it did not.";
    assert_eq!(speakers(text), ["Mrs. Arlen Selby", "Arlen Selby"]);
    let text = "Mr. Tarn slept. Mrs. Tarn slept. Mrs. Tarn ate. Mr. Tarn ate. Mr. Tarn left. Tarn said that it rained.";
    assert_eq!(speakers(text), ["Mr. Tarn"]);
}

#[test]
fn pronouns_teach_another_gender_than_a_first_name_has() {
    let scene = "Brett sat down, and she was tired. Bob Ray stood up, and he was not. ";
    assert_eq!(speakers(&(scene.repeat(4) + "She said that it rained. "))[0], "Brett");
    // A title is never overruled.
    let scene = "Mr. Brett sat down, and she was tired. Ann Ray stood up, and she was not. ";
    assert_eq!(
        speakers(&(scene.repeat(4) + "Ann Ray left. Mr. Brett left. She said that it rained. "))[0],
        "Ann Ray"
    );
}

#[test]
fn what_hyphens_join_is_a_surname() {
    let text = "Anna Barton-Hale said that it rained. Barton-Hale added that it poured. Ms Barton-Hale said that it froze.";
    assert_eq!(speakers(text), ["Anna Barton-Hale"; 3]);
    let text =
        "Tom Orme-Reyes and Eva Reyes came. Reyes said that it rained. Orme-Reyes said that it did not.";
    assert_eq!(speakers(text), ["Eva Reyes", "Tom Orme-Reyes"]);
    let text = "Samir al-Nouri came. Nouri said that it rained. Al-Nouri added that it poured.";
    assert_eq!(speakers(text), ["Samir al-Nouri"; 2]);
}

#[test]
fn letters_behind_a_name_are_no_part_of_it() {
    let text = "Mara Quill MP said that it rained. Ms Quill added that it poured.";
    assert_eq!(speakers(text), ["Mara Quill"; 2]);
    let text = "Joan Teal CBE said that it rained. Ms Teal added that it poured. Teal said that it froze.";
    assert_eq!(speakers(text), ["Joan Teal"; 3]);
    let text =
        "Ines Pardo PhD said that it rained. Pardo said that it froze. A Labour MP said that it did not.";
    assert_eq!(speakers(text), ["Ines Pardo", "Ines Pardo", "-"]);
}

#[test]
fn an_office_goes_to_whoever_holds_that_very_one() {
    let text = "President Anna Bern left. The president said that it rained. The vice president said that it did not. \
                The former president said that it froze.";
    assert_eq!(speakers(text), ["Anna Bern", "-", "-"]);
    let text = "Vice President Tom Orme met former chairman Bob Ray. The vice president said that it rained. \
                The former chairman said that it did not. The president said that it froze.";
    assert_eq!(speakers(text), ["Tom Orme", "Bob Ray", "-"]);
    let text = "Deputy mayor Eva Tarn met mayor Ina Selby. The deputy mayor said that it rained. The mayor said that it poured.";
    assert_eq!(speakers(text), ["Eva Tarn", "Ina Selby"]);
}

#[test]
fn a_noun_that_a_story_says_often_is_one_of_its_people() {
    let scene =
        "The baker came in. “Is it late?” asked the baker.\n\n“It is,” said Tom Orme.\n\n“So late?”\n\n";
    assert_eq!(cast(scene, 6), ["Tom Orme", "the baker"]);
    let text = scene.repeat(6) + "“Go!” said the carpenter.";
    assert_eq!(speakers(&text).last().map(String::as_str), Some("-"));
    let report = "The baker said that it rained. Tom Orme said that it did not. ".repeat(6);
    assert_eq!(speakers(&report)[0], "-");
}

/// The speaker of each quote of a text, given clusters of words of it: `(cluster, words, which of them)`.
fn speakers_with(text: &str, known: &[(u32, &str, usize)]) -> Vec<String> {
    let analyzer = Analyzer::builder().model(None).build().unwrap();
    let mention = |&(cluster, words, nth): &(u32, &str, usize)| {
        let start = text.match_indices(words).nth(nth).unwrap().0;
        KnownMention::new(Span::new(start, start + words.len())).cluster(cluster)
    };
    let known: Vec<_> = known.iter().map(mention).collect();
    let document = analyzer.analyze_with(text, &known).unwrap();
    names(&document)
}

#[test]
fn a_cluster_says_whom_pronouns_and_noun_phrases_mean() {
    let text = "Ann Lee met Eva Ray. She said that it rained. The tall stranger said that it would end. \
                Her horse said that it would not.";
    assert_eq!(speakers(text)[1..], ["-", "-"]);
    let known = [(1, "Eva Ray", 0), (1, "She", 0), (2, "Ann Lee", 0), (2, "The tall stranger", 0)];
    assert_eq!(speakers_with(text, &known), ["Eva Ray", "Ann Lee", "-"]);
    let known = [(1, "Ann Lee", 0), (1, "She", 0), (2, "Eva Ray", 0), (2, "Her horse", 0)];
    assert_eq!(speakers_with(text, &known), ["Ann Lee", "-", "Eva Ray"]);
}

#[test]
fn the_fullest_name_of_a_cluster_is_reported() {
    let text = "Nan said that it rained. Later the Admiral said that it poured. Marian Holt-Reyes slept.";
    let known = [(1, "Nan", 0), (1, "the Admiral", 0), (1, "Marian Holt-Reyes", 0)];
    assert_eq!(speakers_with(text, &known), ["Marian Holt-Reyes", "Marian Holt-Reyes"]);
    let text = "A tall stranger came in. “No,” he said. The stranger added that it rained.";
    let known = [(1, "A tall stranger", 0), (1, "he", 0), (1, "The stranger", 0)];
    assert_eq!(speakers_with(text, &known), ["A tall stranger", "A tall stranger"]);
    assert_eq!(speakers_with(text, &[(1, "he", 0)]), ["-", "-"]);
}

#[test]
fn what_is_beside_or_inside_a_mention_has_no_part_in_its_cluster() {
    let text = "The President of Peru said that it rained. Peru’s neighbours slept. It said that it poured.";
    let known = [(1, "Peru", 0), (1, "Peru’s", 0), (1, "It", 0)];
    assert_eq!(speakers_with(text, &known), ["-", "Peru"]);
}

#[test]
fn a_name_given_parts_namesakes() {
    let text = "Lee came first. Lee said that he was late. Then Lee said that he was not.";
    let lee = |nth: usize| {
        let start = text.match_indices("Lee").nth(nth).unwrap().0;
        KnownMention::new(Span::new(start, start + 3)).kind(EntityKind::Person)
    };
    let known = [lee(1).name("Bob Lee"), lee(2).name("Tom Lee"), lee(0).name("Tom Lee")];
    let document = Analyzer::builder().model(None).build().unwrap().analyze_with(text, &known).unwrap();
    let names: Vec<_> = document.quotes().map(|q| q.speaker().map(|s| s.name())).collect();
    assert_eq!(names, [Some("Bob Lee"), Some("Tom Lee")]);
}

#[test]
fn mentions_that_are_not_of_the_text_are_errors() {
    let error = |mention: KnownMention| {
        let known = [KnownMention::new(Span::new(0, 1)), mention];
        Analyzer::default().analyze_with("né à Oresia", &known).unwrap_err().to_string()
    };
    let at = |start, end| KnownMention::new(Span::new(start, end));
    assert_eq!(error(at(4, 20)), "known mention 1: no words from byte 4 to 20 in a text of 13 bytes");
    assert_eq!(error(at(4, 4)), "known mention 1: no words from byte 4 to 4 in a text of 13 bytes");
    assert_eq!(error(at(2, 4)), "known mention 1: byte 2 lies inside a character");
    assert_eq!(error(at(0, 3).name("1")), "known mention 1: \"1\" can't be used as a name: it has no letter");
}

proptest::proptest! {
    #[test]
    fn any_text_is_resolved_without_panic_and_alike_twice(
        text in "(?s)(Ann|Lee|Mrs\\.|the mayor|of|France|, |\\. |he|I|said|that|“|”|\"|\n\n|:| |\\PC){0,60}"
    ) {
        assert_eq!(speakers(&text), speakers(&text));
    }

    #[test]
    fn any_clusters_are_joined_without_panic(
        text in "(?s)(Ann|Lee|Mrs\\.|the mayor|his|of|France|, |\\. |he|I|said|that|“|”|\"|\n\n|:| |\\PC){0,60}",
        ends in proptest::collection::vec((0usize..150, 0usize..60, 0u32..4, 0u32..4), 0..20),
    ) {
        let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap();
        let known: Vec<_> = ends.iter().filter_map(|&(start, length, kind, cluster)| {
            let span = Span::new(boundary(start), boundary(start + length));
            let mention = KnownMention::new(span).cluster(cluster);
            let mention = match kind {
                0 => mention.kind(EntityKind::Person),
                1 => mention.kind(EntityKind::Place).gender(Gender::Female),
                2 => mention.name("Ann Lee"),
                _ => mention,
            };
            (!span.is_empty()).then_some(mention)
        }).collect();
        let analyzer = Analyzer::builder().model(None).build().unwrap();
        let document = analyzer.analyze_with(text.as_str(), &known).unwrap();
        assert_eq!(document.clone(), analyzer.analyze_with(text.as_str(), &known).unwrap());
        for speaker in document.speakers() {
            assert!(!speaker.name().is_empty() && speaker.quotes().count() > 0);
        }
    }
}

/// The speaker of each quote, and what sort they are.
fn kinds(text: &str) -> Vec<(String, Option<SpeakerKind>)> {
    let document = crate::Analyzer::builder().model(None).build().unwrap().analyze(text);
    let speaker = |quote: crate::Quote<'_>| quote.speaker().map(|s| (s.name().to_owned(), s.kind()));
    document.quotes().map(|quote| speaker(quote).unwrap_or_default()).collect()
}

#[test]
fn who_has_no_name_is_told_by_the_words_of_the_source() {
    let unnamed = |text: &str| {
        let found = kinds(text);
        assert!(found.iter().all(|(_, kind)| *kind == Some(SpeakerKind::Unnamed)), "{text}: {found:?}");
        found.into_iter().map(|(name, _)| name).collect::<Vec<_>>()
    };
    assert_eq!(
        unnamed(
            "Two U.S. officials said that talks had failed. The officials added that nothing was agreed."
        ),
        ["Two U.S. officials", "Two U.S. officials"]
    );
    assert_eq!(
        unnamed("A witness said that the roof fell. She said it was dark. The witness said that she ran."),
        ["A witness", "A witness", "A witness"]
    );
    assert_eq!(
        unnamed(
            "Officials said that it was late. Police said that it was early. Officials said that it was over."
        ),
        ["Officials", "Police", "Officials"]
    );
    assert_eq!(unnamed("According to a recent poll, the mayor is tired."), ["a recent poll"]);
    assert_eq!(
        unnamed("A spokesman for the ministry, who came late, denied that it was over."),
        ["A spokesman for the ministry"]
    );
    assert_eq!(
        unnamed("Residents of the four small villages along the lower river said that it would rise."),
        ["Residents"]
    );
}

#[test]
fn whoever_has_written_a_text_says_what_it_says() {
    let says = |text: &str, name: &str| {
        let found = kinds(text);
        assert_eq!(found.first().map(|(found, _)| found.as_str()), Some(name), "{text}");
    };
    says("Ann Lee came late. Lee's statement said that it rained.", "Ann Lee");
    says("Ann Lee came late. Her statement said that it rained.", "Ann Lee");
    says("A report by the Harbour Board said that it rained.", "Harbour Board");
    says("Lee's mother said that it rained.", "Lee's mother");
    says(
        "A report by Oresia's Institute of Rivers said that it rained.",
        "A report by Oresia's Institute of Rivers",
    );
    says("A report on the Harbour Board said that it rained.", "A report on the Harbour Board");
}

#[test]
fn several_who_speak_together_are_all_speakers() {
    let analyzer = Analyzer::builder().model(None).build().unwrap();
    let together = |text: &str| -> Vec<Vec<String>> {
        let document = analyzer.analyze(text);
        let names = |quote: crate::Quote<'_>| quote.speakers().map(|s| s.name().to_owned()).collect();
        let found = document.quotes().map(names).collect();
        for (quote, speaker) in document.quotes().flat_map(|q| q.speakers().map(move |s| (q, s))) {
            assert!(speaker.quotes().any(|theirs| theirs == quote), "{text}");
        }
        found
    };
    assert_eq!(together("Ann Lee and Bob Ray said that it rained."), [["Ann Lee", "Bob Ray"]]);
    let text = "Ann Lee spoke. Bob Ray and Lee said that it rained. Bob Ray said that it snowed.";
    assert_eq!(together(text), [vec!["Bob Ray", "Ann Lee"], vec!["Bob Ray"]]);
    assert_eq!(together("Ann Lee, the mayor of Leeds, said that it rained."), [["Ann Lee"]]);
    assert_eq!(together("The friends of Ann Lee and Bob Ray said that it rained.").concat().len(), 1);
}

#[test]
fn who_belongs_to_someone_is_no_one_of_that_name() {
    for source in [
        "A lawyer for Ann Lee",
        "A spokeswoman for President Ann Lee",
        "An aide to Ann Lee",
        "The wife of Bob Ray",
        "The father of Tom",
        "A resident of Lee Street",
        "A friend of Ann Lee",
    ] {
        let found = kinds(&format!("{source} said that it was late."));
        assert_eq!(found, [(source.to_owned(), Some(SpeakerKind::Unnamed))]);
    }
    let found = kinds("Minister of Education Ada Reyes said that it was late.");
    assert_eq!(found, [("Ada Reyes".to_owned(), Some(SpeakerKind::Person))]);
}

#[test]
fn a_phrase_takes_up_the_organisation_that_is_called_so() {
    let text = "The North Wales Fire Service came. The fire service said that it rained.";
    assert_eq!(kinds(text)[0].0, "North Wales Fire Service");
    let text = "The Marlby Fire Service met the Leeds Fire Service. The fire service said that it rained.";
    assert_eq!(kinds(text)[0].0, "The fire service", "either of them");
    let text = "The North Wales Fire Service came. A fire service said that it rained.";
    assert_eq!(kinds(text)[0].0, "A fire service");
}

#[test]
fn who_has_a_name_keeps_it() {
    let text = "Ann Lee spoke. A witness said that it was late. She said that it was true.";
    assert_eq!(
        kinds(text)[1],
        ("A witness".to_owned(), Some(SpeakerKind::Unnamed)),
        "the last who was a source"
    );
    let text = "A clerk said that he was late. Ann Lee came. She said that it was true.";
    assert_eq!(kinds(text)[1], ("Ann Lee".to_owned(), Some(SpeakerKind::Person)));
    assert_eq!(kinds("The Dunmore Bank said that it was true.")[0].1, Some(SpeakerKind::Organisation));
    assert_eq!(kinds("They said that it was true."), [(String::new(), None)]);
}

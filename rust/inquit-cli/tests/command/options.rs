//! Options reach the analyzer and the record.

use crate::{ARTICLE, Room};

#[test]
fn offsets_count_what_they_are_asked_to() {
    let room = Room::new();
    let text = "😀 “Ça va,” said Ann Lee.";
    let token = |unit: &str| {
        let ran = room.feed(&["--tokens", "--offsets", unit], text);
        let document = &ran.json()[0];
        assert_eq!(document["offsets"], unit);
        document["tokens"].as_array().unwrap().last().unwrap().clone()
    };
    assert_eq!(token("chars"), serde_json::json!([23, 24]));
    assert_eq!(token("utf16"), serde_json::json!([24, 25]));
    assert_eq!(token("bytes"), serde_json::json!([31, 32]));
}

#[test]
fn tokens_and_sentences_come_when_asked_for() {
    let room = Room::new();
    let fields = |options: &[&str]| {
        let document = room.feed(options, "Good. Bad.").json().remove(0);
        (document.get("tokens").is_some(), document.get("sentences").is_some())
    };
    assert_eq!(fields(&[]), (false, false));
    assert_eq!(fields(&["--tokens"]), (true, false));
    assert_eq!(fields(&["--sentences"]), (false, true));
}

/// The content, by `content`, of each quote of `text`.
fn contents(options: &[&str], text: &str) -> Vec<String> {
    let ran = Room::new().feed(&[&["--format", "csv"], options].concat(), text);
    assert_eq!((ran.code, ran.errors.as_str()), (Some(0), ""));
    let mut reader = csv::Reader::from_reader(ran.out.as_bytes());
    reader.records().map(|row| row.unwrap()[4].to_owned()).collect()
}

#[test]
fn a_verb_of_ones_own_reports() {
    let text = "The bridge was closed. Ann Lee livestreamed that the road would be open by May.";
    // A model may know the verb.
    let rules = ["--language", "eng", "--model", "none"];
    assert_eq!(contents(&rules, text), [""; 0]);
    let options = ["--language", "eng", "--model", "none", "--cue-verb", "livestream"];
    assert_eq!(contents(&options, text), ["that the road would be open by May"]);
}

#[test]
fn a_low_confidence_can_be_left_out() {
    assert!(!contents(&[], ARTICLE).is_empty());
    assert!(contents(&["--min-confidence", "1"], ARTICLE).len() < contents(&[], ARTICLE).len());
}

#[test]
fn only_some_acts_can_be_kept() {
    let text =
        "Ann Lee said that it rained. Tom Ray wrote that it would end. Bo Hill believes that it will not.";
    let kept = |options: &[&str]| contents(&[&["--model", "none"], options].concat(), text);
    assert_eq!(kept(&[]).len(), 3);
    assert_eq!(kept(&["--act", "speech,writing"]), ["that it rained", "that it would end"]);
    assert_eq!(kept(&["--act", "thought", "--act", "speech"]), ["that it rained", "that it will not"]);
    assert_eq!(kept(&["--act", "wish"]), [""; 0]);
}

#[test]
#[cfg(feature = "fast")]
fn a_model_is_named_or_a_file() {
    let models = concat!(env!("CARGO_MANIFEST_DIR"), "/../inquit/models/");
    let run = |model: &str| {
        let ran = Room::new().feed(&["--model", model], ARTICLE);
        assert_eq!((ran.code, ran.errors.as_str()), (Some(0), ""), "{model}");
        ran.out
    };
    assert_eq!(run("fast"), run(&format!("{models}fast.inqm")));
    assert_ne!(run("fast"), run("none"), "what rules and model are sure of differs");
    assert!(contents(&["--model", "none"], ARTICLE).len() == 3);
}

#[test]
#[cfg(feature = "standard")]
fn the_standard_model_is_the_default() {
    let run = |options: &[&str]| Room::new().feed(options, ARTICLE).out;
    assert_eq!(run(&[]), run(&["--model", "standard"]));
}

#[test]
fn languages_are_listed_with_what_there_is_for_each() {
    let ran = Room::new().run(&["--languages"]);
    assert_eq!(ran.code, Some(0), "{}", ran.errors);
    assert!(ran.out.starts_with("code  tag  name "), "{}", ran.out);
    assert!(ran.out.contains("\neng   en   English      lists      yes    yes\n"), "{}", ran.out);
    assert!(ran.out.contains("\ndeu   de   German       lists      yes    yes\n"), "{}", ran.out);
    assert!(ran.out.contains("\njpn   ja   Japanese     marks\n"), "{}", ran.out);
    assert_eq!(ran.out.lines().count(), 1 + inquit::languages().len());
}

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
    reader.records().map(|row| row.unwrap()[6].to_owned()).collect()
}

#[test]
fn a_verb_of_ones_own_reports() {
    let text = "The bridge was closed. Ann Lee livestreamed that the road would be open by May.";
    assert_eq!(contents(&["--language", "eng"], text), [""; 0]);
    let options = ["--language", "eng", "--cue-verb", "livestream"];
    assert_eq!(contents(&options, text), ["that the road would be open by May"]);
}

#[test]
fn a_low_confidence_can_be_left_out() {
    assert!(!contents(&[], ARTICLE).is_empty());
    assert!(contents(&["--min-confidence", "1"], ARTICLE).len() < contents(&[], ARTICLE).len());
}

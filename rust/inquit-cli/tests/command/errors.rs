//! What is wrong is said with its place; the rest is done.

use crate::{ARTICLE, Room, line};

/// Runs on two good lines with `bad` between them; returns what was said about it.
fn about(bad: &[u8]) -> String {
    let lines = [line(1, "One.").as_bytes(), bad, b"\n", line(3, "Three.").as_bytes()].concat();
    let room = Room::new().with("a.jsonl", lines);
    let ran = room.run(&["a.jsonl"]);
    assert_eq!(ran.code, Some(1));
    assert_eq!(ran.ids(), "1 3", "the lines around it are done");
    let said = ran.errors.strip_prefix("inquit: a.jsonl:2: ").expect(&ran.errors);
    let (said, summary) = said.split_once('\n').unwrap();
    assert_eq!(summary, "inquit: 1 of 3 documents couldn't be read\n");
    said.to_owned()
}

#[test]
fn a_line_that_is_no_document() {
    assert_eq!(about(b"{\"id\": 2, \"text\": \"Two."), "not JSON: it ends within a string at column 23");
    assert_eq!(about(b"Two."), "not JSON: expected value at column 1");
    assert_eq!(about(b"[2, \"Two.\"]"), "not a JSON object");
    assert_eq!(about(b"{\"id\": 2}"), "no `text`; there is only `id`");
    assert_eq!(about(b"{\"text\": [\"Two.\"]}"), "`text` is not a string");
    assert_eq!(about(b"{\"id\": {}, \"text\": \"Two.\"}"), "`id` is neither a string nor a number");
    assert!(about(b"{\"text\": \"Tw\xf6.\"}").starts_with("not UTF-8: byte 0xf6 at offset 12; "));
    assert!(about(b"\xff").starts_with("not UTF-8: byte 0xff at offset 0; "));
    assert_eq!(
        about(br#"{"text": "\udc00"}"#),
        "`text` is not valid Unicode: lone leading surrogate in hex escape"
    );
}

#[test]
fn files_that_cannot_be_read() {
    let room = Room::new().with("a.txt", ARTICLE).with("latin.txt", b"Caf\xe9.").with("b.txt", "Good.");
    std::fs::create_dir(room.path("articles")).unwrap();
    let ran = room.run(&["a.txt", "missing.txt", "latin.txt", "articles", "missing.jsonl", "b.txt"]);
    assert_eq!(ran.code, Some(1));
    assert_eq!(ran.ids(), r#""a.txt" "b.txt""#);
    let said: Vec<_> = ran.errors.lines().collect();
    assert_eq!(said.len(), 5, "{said:?}");
    assert!(said[0].starts_with("inquit: missing.txt: No such file"), "{}", said[0]);
    assert!(said[1].starts_with("inquit: latin.txt:1: not UTF-8: byte 0xe9 at offset 3; "), "{}", said[1]);
    assert!(said[2].starts_with("inquit: articles: has no file that can be read"), "{}", said[2]);
    assert!(said[3].starts_with("inquit: missing.jsonl: No such file"), "{}", said[3]);
    assert_eq!(said[4], "inquit: 1 of 3 documents and 3 of 6 files couldn't be read");
}

#[test]
fn a_file_name_does_nothing_to_the_terminal() {
    let ran = Room::new().run(&["a\u{1b}[2Jb.txt"]);
    assert!(ran.errors.starts_with("inquit: a\u{fffd}[2Jb.txt: "), "{:?}", ran.errors);
}

#[test]
fn wrong_usage_is_2() {
    let room = Room::new()
        .with("a.txt", ARTICLE)
        .with("people.jsonl", "{\"name\": \"Ann Lee\"}\n{\"name\": \"Tom\", \"age\": 3}\n");
    let code = |arguments: &[&str]| {
        let ran = room.run(arguments);
        assert_eq!(ran.out, "", "{arguments:?}");
        assert!(!ran.errors.is_empty(), "{arguments:?}");
        ran.code
    };
    assert_eq!(code(&["--no-such-option"]), Some(2));
    assert_eq!(code(&["--format", "xml", "a.txt"]), Some(2));
    assert_eq!(code(&["--threads", "0", "a.txt"]), Some(2));
    assert_eq!(code(&["--language", "tlh", "a.txt"]), Some(2));
    assert_eq!(code(&["--cue-verb", "two words", "a.txt"]), Some(2));
    assert_eq!(code(&["--min-confidence", "1.5", "a.txt"]), Some(2));
    assert_eq!(code(&["--act", "song", "a.txt"]), Some(2));
    assert_eq!(code(&["--act", "", "a.txt"]), Some(2));
    assert_eq!(code(&["--person", "=the mayor", "a.txt"]), Some(2));
    assert_eq!(code(&["--people", "missing.jsonl", "a.txt"]), Some(2));
    assert_eq!(code(&["--format", "csv", "--tokens", "a.txt"]), Some(2));
    let ran = room.run(&["--people", "people.jsonl", "a.txt"]);
    assert!(ran.errors.starts_with("inquit: people.jsonl:2: unknown field `age`"), "{}", ran.errors);
    assert_eq!(ran.code, Some(2));
}

#[test]
fn a_model_that_cannot_be_used() {
    let mut damaged =
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../inquit/models/fast.inqm")).unwrap();
    let last = damaged.len() - 1;
    damaged[last] ^= 1;
    let room = Room::new().with("a.txt", ARTICLE).with("damaged.inqm", damaged).with("empty.inqm", "");
    let said = |model: &str| {
        let ran = room.run(&["--model", model, "a.txt"]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{model}");
        ran.errors
    };
    for model in ["a.txt", "empty.inqm", "damaged.inqm"] {
        let start = format!("inquit: {model}: can't be used as a model: ");
        assert!(said(model).starts_with(&start), "{}", said(model));
    }
    assert!(said("damaged.inqm").contains("damaged: its checksum"));
    let start = "inquit: best: is no model (standard, fast, none), and as a file of one: No such file";
    assert!(said("best").starts_with(start), "{}", said("best"));
}

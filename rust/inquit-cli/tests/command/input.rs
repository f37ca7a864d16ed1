//! What is read, and as what.

use crate::{ARTICLE, Room, line};

#[test]
fn standard_input_is_text_unless_it_is_said_to_be_json_lines() {
    let room = Room::new();
    let by_dash = room.feed(&["-"], ARTICLE);
    assert_eq!(by_dash.ids(), "\"-\"");
    assert_eq!(room.feed(&[], ARTICLE).out, by_dash.out);
    assert_eq!(room.feed(&["--input", "jsonl"], line("a", ARTICLE)).ids(), "\"a\"");
    assert_eq!(
        room.feed(&["--input", "jsonl", "-"], "{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n").ids(),
        "1 2"
    );
}

#[test]
fn json_that_is_taken_for_a_text_is_said() {
    let room = Room::new().with("a", line("a", ARTICLE)).with("b.txt", line("b", ARTICLE));
    let said = "looks like JSON, and is read as a text: if it has documents, give `--input jsonl`\n";
    for json in [
        line("a", ARTICLE),
        line("a", ARTICLE).repeat(2),
        format!("[{}]", line("a", ARTICLE)),
        "{\n \"a\": 1\n}".into(),
    ] {
        let ran = room.feed(&[], &json);
        assert_eq!((ran.code, ran.errors), (Some(0), format!("inquit: -: {said}")), "{json}");
    }
    assert_eq!(room.run(&["a"]).errors, format!("inquit: a: {said}"));
    for arguments in [&["b.txt"][..], &["--input", "text", "a"]] {
        assert_eq!(room.run(arguments).errors, "", "it was asked for");
    }
    assert_eq!(room.feed(&[], "[Laughter] “Yes,” said Ann Lee.").errors, "");
    assert_eq!(room.feed(&[], "{unclear} “Yes,” said Ann Lee.").errors, "");
}

#[test]
fn the_name_tells_the_form() {
    let json = line("x", "One.");
    let room = Room::new()
        .with("a.jsonl", &json)
        .with("b.NDJSON", &json)
        .with("c.json", &json)
        .with("d.txt", &json)
        .with("e", &json);
    let files = ["a.jsonl", "b.NDJSON", "c.json", "d.txt", "e"];
    assert_eq!(room.run(&files).ids(), r#""x" "x" "x" "d.txt" "e""#);
    assert_eq!(room.run(&["--input", "jsonl", "d.txt", "a.jsonl"]).ids(), r#""x" "x""#);
    assert_eq!(room.run(&["--input", "text", "d.txt", "a.jsonl"]).ids(), r#""d.txt" "a.jsonl""#);
}

#[test]
fn ids_are_the_inputs_or_the_place() {
    let lines = "{\"id\": \"é\", \"text\": \"\", \"source\": {\"id\": 3}}\n\n{\"id\": 18446744073709551616, \"text\": \"\"}\n\
                 {\"id\": 1.50, \"text\": \"\"}\n{\"text\": \"\"}\n{\"id\": null, \"text\": \"\"}";
    let ran = Room::new().with("a.jsonl", lines).run(&["a.jsonl"]);
    assert_eq!((ran.code, ran.errors.as_str()), (Some(0), ""));
    let ids: Vec<_> = ran.out.lines().map(|line| line.split(",\"id\":").nth(1).unwrap()).collect();
    let ids: Vec<_> = ids.iter().map(|rest| rest.split(",\"language\"").next().unwrap()).collect();
    assert_eq!(ids, ["\"é\"", "18446744073709551616", "1.50", "\"a.jsonl:5\"", "\"a.jsonl:6\""]);
}

#[test]
fn windows_line_ends_blank_lines_and_a_byte_order_mark_are_no_matter() {
    let plain = [line(1, "One “day”."), line(2, "Two.")].concat();
    let room = Room::new();
    let want = room.feed(&["--input", "jsonl"], &plain).out;
    let dressed = format!("\u{feff}{}", plain.replace('\n', "\r\n \t\r\n\n"));
    let ran = room.feed(&["--input", "jsonl"], dressed);
    assert_eq!((ran.out, ran.errors.as_str()), (want.clone(), ""));
    assert_eq!(room.feed(&["--input", "jsonl"], plain.trim_end()).out, want, "the last newline may lack");
}

#[test]
fn a_byte_order_mark_of_a_text_counts() {
    let ran = Room::new().feed(&["--sentences"], "\u{feff}Good. Bad.");
    let end = ran.json()[0]["sentences"][1][1].clone();
    assert_eq!((ran.code, end), (Some(0), 11.into()));
}

#[test]
fn no_input_is_no_output() {
    let room = Room::new().with("empty.jsonl", "").with("empty.txt", "");
    let ran = room.run(&["empty.jsonl"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.errors.as_str()), (Some(0), "", ""));
    assert_eq!(room.run(&["empty.txt"]).ids(), r#""empty.txt""#, "an empty text is a document");
}

//! Nothing that is read is written over.

use std::fs;

use crate::{ARTICLE, Ran, Room, line};

const WRITTEN_OVER: &str =
    "is an input, and the output would be written over it: give the output another name\n";

fn room() -> Room {
    let room = Room::new();
    fs::create_dir(room.path("news")).unwrap();
    room.with("a.jsonl", line("a", ARTICLE)).with("news/b.jsonl", line("b", ARTICLE))
}

fn run(room: &Room, arguments: &[&str]) -> Ran {
    room.run(&[&["--model", "none"], arguments].concat())
}

/// Runs it, and sees that it refuses because of `input`, and leaves all as it is.
fn refused(room: &Room, input: &str, arguments: &[&str]) {
    let ran = run(room, arguments);
    let said = format!("inquit: {input}: {WRITTEN_OVER}");
    assert_eq!(
        (ran.code, ran.out.as_str(), ran.errors.as_str()),
        (Some(2), "", said.as_str()),
        "{arguments:?}"
    );
    assert_eq!(room.read("a.jsonl"), line("a", ARTICLE));
    assert_eq!(room.read("news/b.jsonl"), line("b", ARTICLE));
    assert!(!room.path("a.jsonl.partial").exists() && !room.path("news/b.jsonl.partial").exists());
}

#[test]
fn an_input_is_no_output() {
    let room = room();
    refused(&room, "a.jsonl", &["-o", "a.jsonl", "a.jsonl"]);
    refused(&room, "./a.jsonl", &["-o", "news/../a.jsonl", "news", "./a.jsonl"]);
    refused(&room, "a.jsonl", &["-o", "a.jsonl", "a.jsonl", "--resume"]);
    refused(&room, "a.jsonl", &["-o", "a.jsonl", "--format", "csv", "a.jsonl"]);
    refused(&room, "news/b.jsonl", &["-o", "news/b.jsonl", "news"]);
    refused(&room, "news/b.jsonl", &["-o", "news/b.jsonl", "news/*"]);
    refused(&room, "./a.jsonl", &["-o", "a.jsonl", "."]);
}

#[test]
#[cfg(target_os = "linux")]
fn links_hide_no_input() {
    let room = room();
    std::os::unix::fs::symlink("a.jsonl", room.path("soft.jsonl")).unwrap();
    fs::hard_link(room.path("a.jsonl"), room.path("hard.jsonl")).unwrap();
    for (output, input) in [
        ("soft.jsonl", "a.jsonl"),
        ("hard.jsonl", "a.jsonl"),
        ("a.jsonl", "soft.jsonl"),
        ("a.jsonl", "hard.jsonl"),
        ("soft.jsonl", "hard.jsonl"),
    ] {
        refused(&room, input, &["-o", output, input]);
    }
    refused(&room, "./a.jsonl", &["-o", "hard.jsonl", "./*.jsonl"]);
}

#[test]
#[cfg(target_os = "linux")]
fn standard_input_and_output_are_files_too() {
    let room = room();
    let open = |append| {
        fs::File::options().read(true).write(true).append(append).open(room.path("a.jsonl")).unwrap()
    };
    let output = |arguments: &[&str], stdin: std::process::Stdio, stdout: std::process::Stdio| {
        let arguments = [&["--model", "none", "--input", "jsonl"], arguments].concat();
        let ran = room.command(&arguments).stdin(stdin).stdout(stdout).output().unwrap();
        assert_eq!(room.read("a.jsonl"), line("a", ARTICLE));
        (ran.status.code(), String::from_utf8(ran.stderr).unwrap())
    };
    let null = std::process::Stdio::null;
    let said = |input: &str| (Some(2), format!("inquit: {input}: {WRITTEN_OVER}"));
    assert_eq!(output(&["-o", "a.jsonl"], open(false).into(), null()), said("standard input"));
    assert_eq!(output(&["-"], open(false).into(), open(true).into()), said("standard input"));
    assert_eq!(output(&["a.jsonl"], null(), open(true).into()), said("a.jsonl"));
    assert_eq!(output(&["."], null(), open(true).into()), said("./a.jsonl"));
    assert_eq!(output(&["news"], null(), null()).0, Some(0));
    // A shell has made it before the command looks for its input.
    let redirected = fs::File::create(room.path("out.jsonl")).unwrap();
    assert_eq!(output(&["."], null(), redirected.into()), (Some(0), String::new()));
    assert_eq!(room.read("out.jsonl").lines().count(), 2);
}

#[test]
fn files_that_options_name_are_read_too() {
    let room = room().with("people.jsonl", "{\"name\": \"Ann Lee\"}\n");
    refused(&room, "people.jsonl", &["--people", "people.jsonl", "-o", "people.jsonl", "a.jsonl"]);
    assert_eq!(room.read("people.jsonl"), "{\"name\": \"Ann Lee\"}\n");
}

#[test]
fn what_the_output_is_called_before_is_no_input_either() {
    let room = room().with("out.jsonl.partial", line("c", ARTICLE));
    let ran = run(&room, &["-o", "out.jsonl", "--input", "jsonl", "out.jsonl.partial"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.errors.starts_with("inquit: out.jsonl.partial: is an input, and the output is called so"));
    assert_eq!(room.read("out.jsonl.partial"), line("c", ARTICLE));
}

/// A second run over a folder reads what the first one read.
#[test]
fn an_output_in_the_folder_is_not_read() {
    let room = room();
    let names = ["out.jsonl", "out.jsonl.gz", "out.csv", "out.html", "out.xml"];
    let names = names.iter().copied().chain(cfg!(feature = "parquet").then_some("out.parquet"));
    for name in names {
        let output = format!("news/{name}");
        for again in 0..2 {
            let ran = run(&room, &["news", "--format", &format(name), "-o", &output]);
            assert_eq!((ran.code, ran.errors.as_str()), (Some(0), ""), "{output} {again}");
        }
        let ran = run(&room, &["news"]);
        assert_eq!((ran.code, ran.ids().as_str()), (Some(0), "\"b\""), "{output}");
        let known = name != "out.xml";
        let said =
            format!("inquit: news: left out 1 output of inquit, such as {output}; to read one, name it\n");
        assert_eq!(ran.errors == said, known, "{}", ran.errors);
        fs::remove_file(room.path(&output)).unwrap();
    }
    assert_eq!(run(&room, &["news", "--format", "brat", "-o", "news/brat"]).code, Some(0));
    let ran = run(&room, &["news"]);
    assert_eq!(ran.ids(), "\"b\"");
    assert!(ran.errors.contains("left out 1 output of inquit, such as news/brat"), "{}", ran.errors);
}

fn format(name: &str) -> String {
    let ending = name.trim_end_matches(".gz").rsplit('.').next().unwrap();
    if ending == "xml" { "tei".to_owned() } else { ending.to_owned() }
}

#[test]
fn an_output_that_is_named_is_read() {
    let room = room();
    assert_eq!(run(&room, &["a.jsonl", "-o", "with.jsonl", "--text"]).code, Some(0));
    assert_eq!(run(&room, &["with.jsonl"]).ids(), "\"a\"");
    assert_eq!(run(&room, &["a.jsonl", "-o", "without.jsonl"]).code, Some(0));
    let ran = run(&room, &["without.jsonl"]);
    let said = "inquit: without.jsonl:1: no `text`: it is an output of inquit, written without --text\n";
    assert_eq!((ran.code, ran.errors.as_str()), (Some(1), said));
}

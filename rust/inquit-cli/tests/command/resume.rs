//! Going on where another run was stopped.

use std::fs;
use std::io::Write;
use std::process::{Child, Stdio};
use std::time::Duration;

use crate::{ARTICLE, Ran, Room, line};

/// Documents with and without quotes, one of them with a line end in its id and one bad line.
fn documents() -> Vec<u8> {
    let mut lines = Vec::new();
    for number in 0..60 {
        let text = match number % 4 {
            0 => "Nobody spoke.",
            1 => "“Yes,” he said, “\n\"no\"”.",
            _ => ARTICLE,
        };
        lines.extend_from_slice(line(format!("a\n\"{number}\""), text).as_bytes());
        if number == 30 {
            lines.extend_from_slice(b"[]\n");
        }
    }
    lines
}

fn run(room: &Room, files: &[&str], more: &[&str]) -> Ran {
    room.run(&[files, &["--language", "eng", "--model", "none"], more].concat())
}

#[test]
fn an_output_cut_anywhere_becomes_what_it_would_have_been() {
    for (form, step) in [("jsonl", 997), ("csv", 331)] {
        let room = Room::new().with("a.jsonl", documents()).with("b.txt", ARTICLE);
        let (whole, out) = (format!("whole.{form}"), format!("out.{form}"));
        assert_eq!(run(&room, &["a.jsonl", "b.txt"], &["-o", &whole]).code, Some(1));
        let whole = fs::read(room.path(&whole)).unwrap();
        for end in (0..whole.len()).step_by(step).chain(whole.len() - 3..=whole.len()) {
            fs::write(room.path(&format!("{out}.partial")), &whole[..end]).unwrap();
            let ran = run(&room, &["a.jsonl", "b.txt"], &["-o", &out, "--resume"]);
            assert_eq!(ran.code, Some(1), "{}", ran.errors);
            assert!(ran.errors.contains("a.jsonl:32: not a JSON object"), "it is said again: {}", ran.errors);
            assert!(fs::read(room.path(&out)).unwrap() == whole, "cut after {end} bytes of {form}");
            assert!(!room.path(&format!("{out}.partial")).exists());
        }
    }
}

/// Starts the command on the first `lines` lines, waits until something is written, and kills it.
fn killed(room: &Room, options: &[&str], lines: usize) {
    let mut command = room.command(&[options, &["--input", "jsonl", "-"]].concat());
    let mut child: Child = command.stdin(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let stdin = child.stdin.as_mut().unwrap();
    let before = fs::metadata(room.path("out.partial")).map_or(0, |metadata| metadata.len());
    for line in documents().split_inclusive(|&byte| byte == b'\n').take(lines) {
        stdin.write_all(line).unwrap();
    }
    for _ in 0..2000 {
        let written = fs::metadata(room.path("out.partial")).map_or(0, |metadata| metadata.len());
        if written > before.max(100) {
            break;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill().unwrap();
    assert!(!child.wait().unwrap().success(), "it was still at work");
    assert!(!room.path("out").exists(), "the name is that of what is complete");
}

#[test]
fn killed_runs_are_gone_on_with() {
    for form in ["jsonl", "csv"] {
        let room = Room::new();
        let options = ["--language", "eng", "--model", "none", "--format", form, "-o", "out"];
        killed(&room, &options, 9);
        let resumed = [&options[..], &["--resume"]].concat();
        killed(&room, &resumed, 20);
        killed(&room, &resumed, 47);
        let ran = room.feed(&[&resumed[..], &["--input", "jsonl"]].concat(), documents());
        assert_eq!(ran.code, Some(1));
        let whole = [&options[..6], &["--input", "jsonl"]].concat();
        assert_eq!(room.read("out"), room.feed(&whole, documents()).out);
    }
}

#[test]
fn documents_can_be_added_to_json_lines_that_are_complete() {
    let room = Room::new().with("b.txt", ARTICLE).with("c.jsonl", line(7, "Good.") + &line("7", ARTICLE));
    let resume = ["-o", "out.jsonl", "--resume"];
    let ran = run(&room, &["c.jsonl"], &resume);
    assert_eq!((ran.code, ran.errors.as_str()), (Some(0), "inquit: out.jsonl: 0 documents done already\n"));
    let ran = run(&room, &["b.txt", "c.jsonl"], &resume);
    assert_eq!((ran.code, ran.errors.as_str()), (Some(0), "inquit: out.jsonl: 2 documents done already\n"));
    assert_eq!(room.read("out.jsonl"), run(&room, &["c.jsonl", "b.txt"], &[]).out);
    let ran = run(&room, &["b.txt", "c.jsonl"], &resume);
    assert_eq!((ran.code, ran.errors.as_str()), (Some(0), "inquit: out.jsonl: 3 documents done already\n"));
    assert_eq!(room.read("out.jsonl").lines().count(), 3);
}

#[test]
fn documents_of_one_id_are_each_done_once() {
    let lines =
        [line(1, ARTICLE), line(2, "Good."), line(1, "Bad."), line(1, ARTICLE), line(3, "Good.")].concat();
    let room = Room::new().with("a.jsonl", lines);
    let whole = run(&room, &["a.jsonl"], &[]).out;
    for done in 0..=5 {
        let part: String = whole.split_inclusive('\n').take(done).collect();
        fs::write(room.path("out.jsonl.partial"), part).unwrap();
        run(&room, &["a.jsonl"], &["-o", "out.jsonl", "--resume"]);
        assert_eq!(room.read("out.jsonl"), whole, "after {done}");
    }
    // Rows don't tell where one document ends and the next one of its id begins.
    let lines = [line(1, ARTICLE), line(1, ARTICLE), line(2, ARTICLE), line(3, ARTICLE)].concat();
    let room = room.with("b.jsonl", lines);
    let whole = run(&room, &["b.jsonl"], &["--format", "csv"]).out;
    fs::write(room.path("out.csv.partial"), &whole).unwrap();
    let ran = run(&room, &["b.jsonl"], &["-o", "out.csv", "--resume"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.errors.contains("b.jsonl: the id `1` comes twice"), "{}", ran.errors);
}

#[test]
fn what_cannot_be_gone_on_with_stays_as_it_is() {
    let room = Room::new()
        .with("a.jsonl", line(1, ARTICLE))
        .with("notes.jsonl", "Some notes.")
        .with("list.jsonl", "[1]\n")
        .with("table.csv.partial", "name,age\nAnn,3\n")
        .with("done.csv", "");
    let refused = |output: &str, more: &[&str]| {
        let ran = run(&room, &["a.jsonl"], &[&["-o", output, "--resume"], more].concat());
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{output}");
        ran.errors
    };
    assert!(refused("notes.jsonl", &[]).contains("line 1 is no JSON that inquit has written"));
    assert_eq!(room.read("notes.jsonl"), "Some notes.");
    assert!(refused("list.jsonl", &[]).contains("line 1 is no JSON that inquit has written"));
    assert_eq!(room.read("list.jsonl"), "[1]\n");
    assert!(refused("table.csv", &[]).contains("its first line isn't that of a CSV of inquit"));
    assert_eq!(room.read("table.csv.partial"), "name,age\nAnn,3\n");
    assert!(refused("done.csv", &[]).contains("it is complete"));
    assert!(refused("a.jsonl", &[]).contains("is an input"));
    assert!(refused("out.html", &[]).contains("only JSON lines and CSV can be added to"));
    assert!(refused("out.jsonl", &["--format", "table"]).contains("only JSON lines and CSV"));
    assert!(!room.path("out.jsonl.partial").exists());
    let ran = run(&room, &["a.jsonl"], &["--resume"]);
    assert_eq!(ran.code, Some(2), "without --output there is nothing to go on with");
}

#[test]
fn two_runs_do_not_write_one_file() {
    let room = Room::new().with("a.jsonl", line(1, ARTICLE));
    let other = fs::File::create(room.path("out.jsonl.partial")).unwrap();
    other.lock().unwrap();
    for more in [&["-o", "out.jsonl"][..], &["-o", "out.jsonl", "--resume"]] {
        let ran = run(&room, &["a.jsonl"], more);
        assert_ne!(ran.code, Some(0));
        assert!(ran.errors.contains("another run is writing it"), "{}", ran.errors);
    }
    // Not by closing it: a process that another test starts may have it open until it runs.
    other.unlock().unwrap();
    assert_eq!(run(&room, &["a.jsonl"], &["-o", "out.jsonl"]).code, Some(0));
}

#[test]
fn other_options_are_refused() {
    let room = Room::new().with("a.jsonl", documents());
    let run = |more: &[&str]| run(&room, &["a.jsonl"], &[&["-o", "out.jsonl"], more].concat());
    assert_eq!(run(&[]).code, Some(1));
    let whole = room.read("out.jsonl");
    // Complete, it has nothing beside it: some of it is analysed again.
    for others in [&["--offsets", "bytes"][..], &["--act", "wish"], &["--text"]] {
        let ran = run(&[&["--resume"], others].concat());
        assert_eq!(ran.code, Some(2), "{others:?}");
        assert!(ran.errors.contains("would come out otherwise now"), "{}", ran.errors);
        assert_eq!(room.read("out.jsonl"), whole);
        assert!(!room.path("out.jsonl.partial").exists());
    }
    assert_eq!(run(&["--resume"]).code, Some(1));
    assert_eq!(room.read("out.jsonl"), whole);
}

#[test]
#[cfg(target_os = "linux")]
fn a_stopped_run_says_how_to_go_on_and_keeps_its_options() {
    for signal in ["INT", "TERM"] {
        let room = Room::new();
        let options = ["--language", "eng", "--model", "none", "--format", "jsonl", "-o", "out"];
        let errors = stopped(&room, &options, signal);
        let said =
            "inquit: stopped; out.partial has what is done, and the same command with --resume goes on\n";
        assert_eq!(errors, said);
        let resumed = |more: &[&str]| {
            let options = [&options[..], &["--resume", "--input", "jsonl"], more].concat();
            room.feed(&options, documents())
        };
        let before = room.read("out.partial");
        for (more, said) in [
            (&["--offsets", "bytes"][..], "--offsets was `chars` and is `bytes`. "),
            (&["--act", "wish"], "--act was not given and is `wish`. "),
            (&["--cue-verb", "skeet"], "--cue-verb was not given and is `skeet`. "),
            (&["--tokens", "--text-column", "body"], "--text-column was `text` and is `body`; --tokens was "),
        ] {
            let ran = resumed(more);
            assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{more:?}");
            assert!(ran.errors.starts_with("inquit: out: can't go on with it: "), "{}", ran.errors);
            assert!(ran.errors.contains(said), "{}", ran.errors);
            assert_eq!(room.read("out.partial"), before);
        }
        assert_eq!(resumed(&[]).code, Some(1), "a line of the input is bad");
        let whole = [&options[..6], &["--input", "jsonl"]].concat();
        assert_eq!(room.read("out"), room.feed(&whole, documents()).out);
        assert_eq!(fs::read_dir(room.directory.path()).unwrap().count(), 1, "the options are gone");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_stopped_run_leaves_nothing_that_nobody_can_use() {
    let room = Room::new();
    let errors = stopped(&room, &["--model", "none", "-o", "out.html"], "INT");
    assert_eq!(errors, "inquit: stopped before the output was complete; nothing is left of it\n");
    assert_eq!(fs::read_dir(room.directory.path()).unwrap().count(), 0);
}

/// Starts the command on some lines, waits until something is written, and stops it by a signal; returns what it said.
#[cfg(target_os = "linux")]
fn stopped(room: &Room, options: &[&str], signal: &str) -> String {
    use std::os::unix::process::ExitStatusExt;
    let mut command = room.command(&[options, &["--input", "jsonl", "-"]].concat());
    let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    for line in documents().split_inclusive(|&byte| byte == b'\n').take(9) {
        stdin.write_all(line).unwrap();
    }
    let written = || {
        let entries = fs::read_dir(room.directory.path()).unwrap();
        entries.map(|entry| entry.unwrap()).any(|entry| {
            entry.file_name().to_string_lossy().ends_with(".partial") && entry.metadata().unwrap().len() > 0
        })
    };
    for _ in 0..2000 {
        if written() {
            break;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let kill = std::process::Command::new("kill").args(["-s", signal, &child.id().to_string()]).status();
    assert!(kill.unwrap().success());
    let output = child.wait_with_output().unwrap();
    drop(stdin);
    assert_eq!(
        output.status.signal(),
        Some(if signal == "INT" { 2 } else { 15 }),
        "it ends as it would have"
    );
    String::from_utf8(output.stderr).unwrap()
}

//! Closed pipes, full disks, endless and huge inputs.
#![cfg(target_os = "linux")]

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::Stdio;

use crate::{ARTICLE, Room, line};

#[test]
fn a_closed_pipe_ends_it_quietly() {
    let room = Room::new();
    let mut command = room.command(&["--input", "jsonl", "--threads", "3"]);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // The input never ends by itself: the thread stops when the command has ended.
    let feeder = std::thread::spawn(move || while stdin.write_all(line(1, ARTICLE).as_bytes()).is_ok() {});
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap();
    assert!(first.ends_with("}\n"));
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn lines_are_answered_as_they_come() {
    let room = Room::new();
    let mut child =
        room.command(&["--input", "jsonl"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for number in 0..3 {
        stdin.write_all(line(number, "Good.").as_bytes()).unwrap();
        let mut answer = String::new();
        stdout.read_line(&mut answer).unwrap();
        assert!(answer.contains(&format!("\"id\":{number},")), "{answer}");
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_full_disk_is_said() {
    let room = Room::new().with("a.txt", ARTICLE);
    let full = || File::options().write(true).open("/dev/full").unwrap();
    let output = room.command(&["a.txt"]).stdout(full()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("inquit: standard output: can't write: No space left"), "{said}");
    let ran = room.run(&["a.txt", "-o", "/dev/full"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.errors.starts_with("inquit: /dev/full: can't write: No space left"), "{}", ran.errors);
}

#[test]
fn a_text_beyond_4_gib_is_refused() {
    let room = Room::new().with("a.txt", "Good.");
    let huge = File::create(room.path("huge.txt")).unwrap();
    // It takes no room on the disk.
    huge.set_len(1 << 32).unwrap();
    let ran = room.run(&["huge.txt", "a.txt"]);
    let said = "inquit: huge.txt: the text has 4 GiB or more, which is too long to analyse\n";
    assert_eq!(ran.errors.lines().next(), Some(said.trim_end()));
    assert_eq!((ran.code, ran.ids().as_str()), (Some(1), "\"a.txt\""));
}

/// The most memory that a run of the command on `input` had, in bytes.
fn peak(arguments: &[&str], mut input: impl Read + Send + 'static) -> u64 {
    let room = Room::new();
    let mut child = room.command(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    let feeder = std::thread::spawn(move || {
        std::io::copy(&mut input, &mut stdin).unwrap();
        stdin
    });
    let reader = std::thread::spawn(move || std::io::copy(&mut stdout, &mut std::io::sink()).unwrap());
    // Standard input stays open, so the command waits for more and its memory can be looked at.
    let stdin = feeder.join().unwrap();
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    drop(stdin);
    reader.join().unwrap();
    assert!(child.wait().unwrap().success());
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    peak.trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1024
}

#[test]
fn memory_does_not_grow_with_the_input() {
    // Most of it is a field that nobody reads: that is quick, also in a test without optimisation.
    let document = serde_json::json!({ "text": ARTICLE, "more": "x".repeat(100_000) }).to_string() + "\n";
    let run = |times| peak(&["--input", "jsonl", "--threads", "2"], Repeated::new(document.clone(), times));
    let (small, large) = (run(20), run(1000));
    let size = document.len() as u64 * 1000;
    assert!(large < small + size / 10, "{small} bytes for a fiftieth of {size} bytes, {large} for all");
}

/// A text that comes a number of times.
struct Repeated {
    text: Vec<u8>,
    at: usize,
    times: u64,
}

impl Repeated {
    fn new(text: String, times: u64) -> Self {
        Self { text: text.into_bytes(), at: 0, times }
    }
}

impl Read for Repeated {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.at == self.text.len() {
            self.at = 0;
            self.times -= 1;
        }
        if self.times == 0 {
            return Ok(0);
        }
        let count = (&self.text[self.at..]).read(buffer)?;
        self.at += count;
        Ok(count)
    }
}

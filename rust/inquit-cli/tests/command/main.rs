//! The command, run as a process.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a failed test says where

mod errors;
mod folders;
mod formats;
mod input;
mod kinds;
mod limits;
mod options;
mod output;
mod overwrite;
#[cfg(feature = "parquet")]
mod parquet;
mod resume;
mod tables;
mod threads;

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// What a run of the command left.
struct Ran {
    out: String,
    errors: String,
    code: Option<i32>,
}

impl Ran {
    /// The output as one JSON value a line.
    fn json(&self) -> Vec<serde_json::Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// The ids in the output, as JSON.
    fn ids(&self) -> String {
        self.json().iter().map(|document| document["id"].to_string()).collect::<Vec<_>>().join(" ")
    }
}

/// A place with files of its own, where the command is run.
struct Room {
    directory: TempDir,
}

impl Room {
    fn new() -> Self {
        Self { directory: TempDir::new().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    fn with(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        fs::write(self.path(name), content).unwrap();
        self
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_inquit"));
        command.args(arguments).current_dir(self.directory.path());
        command
    }

    /// Runs the command in this place with nothing on standard input.
    fn run(&self, arguments: &[&str]) -> Ran {
        self.feed(arguments, "")
    }

    /// Runs it with standard input.
    fn feed(&self, arguments: &[&str], input: impl AsRef<[u8]>) -> Ran {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.as_ref().to_vec();
        // A run that ends early doesn't read all of it.
        let feeder = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().unwrap();
        feeder.join().unwrap();
        Ran {
            out: String::from_utf8(output.stdout).unwrap(),
            errors: String::from_utf8(output.stderr).unwrap(),
            code: output.status.code(),
        }
    }
}

/// A text with a direct, a mixed and an indirect quote.
const ARTICLE: &str = "“We will rebuild the bridge,” Ann Lee said on Monday. “It won’t take a year.”\n\n\
The mayor, Tom Ray, said that the “old piers” would stay.\n\n\
Ann Lee said that the work would cost two million.\n";

/// One line of JSON for a document.
fn line(id: impl serde::Serialize, text: &str) -> String {
    serde_json::json!({ "id": id, "text": text }).to_string() + "\n"
}

//! A corpus of news-sized texts, and how fast Rust reads it, for `python/pipe.py` to hold Python against.
//!
//! `corpus write COUNT` writes JSON lines of our own prose. `corpus read MODEL FILE FROM COUNT` analyses so many of
//! them on one thread, and prints the seconds, without start-up and the reading of the file, and the quotes found.
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::process::ExitCode;
use std::time::Instant;

use inquit::{Analyzer, Model};
use inquit_benches::prose;
use serde_json::{Value, json};

/// A text ends with the paragraph that makes it so long, in bytes.
const SIZE: usize = 4500;

/// More than the longest paragraph.
const SLACK: usize = 2000;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args.as_slice() {
        ["write", count] => write(count),
        ["read", model, file, from, count] => read(model, file, from, count),
        _ => Err("usage: corpus write COUNT | corpus read none|fast|standard FILE FROM COUNT".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("corpus: {error}");
            ExitCode::FAILURE
        }
    }
}

type Result = std::result::Result<(), Box<dyn std::error::Error>>;

fn write(count: &str) -> Result {
    let count = count.parse()?;
    let prose = prose(count * (SIZE + SLACK));
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut rest = prose.as_str();
    for id in 0..count {
        let least = rest.len().min(SIZE);
        let end = rest.as_bytes().windows(2).skip(least).position(|two| two == b"\n\n");
        let (text, behind) = rest.split_at(end.map_or(rest.len(), |end| least + end + 2));
        rest = behind;
        writeln!(out, "{}", json!({"id": id, "text": text.trim_end()}))?;
    }
    Ok(out.flush()?)
}

fn read(model: &str, file: &str, from: &str, count: &str) -> Result {
    let model = match model {
        "none" => None,
        name => Some(Model::named(name).ok_or("there is no such model")?),
    };
    let analyzer = Analyzer::builder().model(model).build()?;
    let lines = BufReader::new(std::fs::File::open(file)?).lines();
    let texts: Vec<String> = lines
        .skip(from.parse()?)
        .take(count.parse()?)
        .map(|line| Ok(text(serde_json::from_str(&line?)?)))
        .collect::<std::io::Result<_>>()?;
    // What is made once a process, as Python has it made when it starts to count.
    std::hint::black_box(analyzer.analyze("“It rains,” said Ann Lee."));
    let mut quotes = 0;
    let start = Instant::now();
    for text in texts {
        quotes += analyzer.analyze(text).quotes().len();
    }
    let seconds = start.elapsed().as_secs_f64();
    Ok(writeln!(std::io::stdout(), "{seconds} {quotes}")?)
}

/// The text of a line.
fn text(mut line: Value) -> String {
    match line.get_mut("text").map(Value::take) {
        Some(Value::String(text)) => text,
        _ => String::new(),
    }
}

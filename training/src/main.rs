//! What a model reads of texts, or what it proposes: JSON lines of `id` and `text` in, JSON lines of
//! [`Description`](inquit::training::Description) or of `proposals`, with `id`, out, in order.
//!
//! ```text
//! describe PIECES < texts.jsonl > described.jsonl
//! describe --model MODEL < texts.jsonl > proposed.jsonl
//! ```
//!
//! PIECES holds a word piece a line; the first stands for the unknown.

use std::error::Error;
use std::io::{BufRead, BufWriter, Write, stdin, stdout};

use inquit::training::{Proposal, Reader, proposals};
use inquit::{Analyzer, Model};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Text {
    id: String,
    text: String,
}

#[derive(Serialize)]
struct With<'t, T> {
    id: &'t str,
    #[serde(flatten)]
    rest: T,
}

#[derive(Serialize)]
struct Proposed {
    proposals: Vec<Proposal>,
}

/// What is told of a text.
enum Task {
    Describe(Reader),
    Propose(Analyzer, Model),
}

impl Task {
    fn new(arguments: &[String]) -> Result<Self, Box<dyn Error>> {
        let analyzer = Analyzer::builder().language("eng").model(None).build()?;
        match arguments {
            [option, path] if option == "--model" => Ok(Self::Propose(analyzer, Model::open(path)?)),
            [path] => {
                let pieces = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
                Ok(Self::Describe(Reader::new(analyzer, pieces.lines())))
            }
            _ => Err("describe PIECES, or describe --model MODEL".into()),
        }
    }

    /// One text's line.
    fn line(&self, line: &str) -> Result<String, serde_json::Error> {
        let Text { id, text } = serde_json::from_str(line)?;
        match self {
            Self::Describe(reader) => serde_json::to_string(&With { id: &id, rest: reader.read(&text) }),
            Self::Propose(analyzer, model) => {
                let proposals = proposals(analyzer, model, &text);
                serde_json::to_string(&With { id: &id, rest: Proposed { proposals } })
            }
        }
    }
}

/// Texts that are read at once.
const BATCH: usize = 64;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let task = Task::new(&arguments)?;
    let mut lines = stdin().lock().lines();
    let mut out = BufWriter::new(stdout().lock());
    loop {
        let batch = lines.by_ref().take(BATCH).collect::<Result<Vec<_>, _>>()?;
        if batch.is_empty() {
            return Ok(out.flush()?);
        }
        let done: Vec<Result<String, serde_json::Error>> =
            batch.par_iter().map(|line| task.line(line)).collect();
        for line in done {
            writeln!(out, "{}", line?)?;
        }
    }
}

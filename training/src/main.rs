//! What a model reads of texts: JSON lines of `id` and `text` in, JSON lines of [`Description`] with `id` out, in
//! order.
//!
//! ```text
//! describe PIECES < texts.jsonl > described.jsonl
//! ```
//!
//! PIECES holds a word piece a line; the first stands for the unknown.

use std::error::Error;
use std::io::{BufRead, BufWriter, Write, stdin, stdout};

use inquit::Analyzer;
use inquit::training::{Description, Reader};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Text {
    id: String,
    text: String,
}

#[derive(Serialize)]
struct Described<'t> {
    id: &'t str,
    #[serde(flatten)]
    description: Description,
}

/// Texts that are read at once.
const BATCH: usize = 64;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("describe PIECES < texts.jsonl > described.jsonl")?;
    let pieces = std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
    let analyzer = Analyzer::builder().language("eng").build()?;
    let reader = Reader::new(analyzer, pieces.lines());
    let mut lines = stdin().lock().lines();
    let mut out = BufWriter::new(stdout().lock());
    loop {
        let batch = lines.by_ref().take(BATCH).collect::<Result<Vec<_>, _>>()?;
        if batch.is_empty() {
            return Ok(out.flush()?);
        }
        let described: Vec<Result<String, serde_json::Error>> =
            batch.par_iter().map(|line| describe(&reader, line)).collect();
        for line in described {
            writeln!(out, "{}", line?)?;
        }
    }
}

/// One text's line.
fn describe(reader: &Reader, line: &str) -> Result<String, serde_json::Error> {
    let Text { id, text } = serde_json::from_str(line)?;
    serde_json::to_string(&Described { id: &id, description: reader.read(&text) })
}

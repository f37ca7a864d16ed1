//! The sentences that `unicode-segmentation` finds, for `accuracy/eval.py` to hold ours against.
//!
//! Reads JSON lines with `id` and `text`, writes `id` and `sentences`, offsets in characters, as the command does.
use std::io::{BufRead, Write};

use serde_json::{Value, json};
use unicode_segmentation::UnicodeSegmentation;

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let document: Value = serde_json::from_str(&line?)?;
        let mut start = 0;
        let sentences = document["text"].as_str().unwrap_or("").split_sentence_bounds().map(|sentence| {
            let end = start + sentence.chars().count();
            json!([std::mem::replace(&mut start, end), end])
        });
        let sentences: Vec<_> = sentences.collect();
        writeln!(out, "{}", json!({"id": document["id"], "sentences": sentences}))?;
    }
    Ok(())
}

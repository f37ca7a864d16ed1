//! The command `inquit`: who said what, from plain text.

use std::io::{BufRead, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let analyzer = inquit::Analyzer::default();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let value: serde_json::Value = serde_json::from_str(&line?)?;
        let document = analyzer.analyze(value["text"].as_str().unwrap_or(""));
        let record = document.record(inquit::OffsetUnit::Chars).sentences(true).tokens(true);
        serde_json::to_writer(&mut out, &record.id(value["id"].as_str().unwrap_or("")))?;
        writeln!(out)?;
    }
    Ok(())
}

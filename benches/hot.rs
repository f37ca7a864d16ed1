//! Runs one path of the library over one text, for its instructions to be counted; `instructions.py` calls it.
//!
//! `hot PATH TEXT [BYTES]` prints the bytes of the text. The path `nothing` only makes the text, `building`
//! only an analyzer: what the others need first, and what is taken off their count. `hot text TEXT BYTES`
//! writes the text itself, for measuring from elsewhere.
use std::hint::black_box;
use std::io::Write;
use std::process::ExitCode;

use inquit::Model;
use inquit_benches::{ARTICLE, mixed, prose};

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [path, text, bytes @ ..] = args.as_slice() else {
        return fail("usage: hot PATH TEXT [BYTES]");
    };
    let bytes = bytes.first().and_then(|bytes| bytes.parse().ok()).unwrap_or(200_000);
    let text = match text.as_str() {
        "article" => ARTICLE.to_owned(),
        "prose" => prose(bytes),
        "mixed" => mixed(bytes),
        _ => return fail("TEXT is one of: article, prose, mixed"),
    };
    warm();
    let mut out = std::io::stdout().lock();
    let written = if path == "text" {
        out.write_all(text.as_bytes())
    } else if run(path, black_box(&text)).is_some() {
        writeln!(out, "{}", text.len())
    } else {
        return fail("PATH is one of: text, nothing, building, tokens, sentences, analysis, fast, standard");
    };
    if written.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Runs a path; `None` if there is none of that name.
fn run(path: &str, text: &str) -> Option<usize> {
    let result = match path {
        "nothing" => 0,
        "tokens" => inquit::tokens(text).map(|token| token.span().len()).sum(),
        "sentences" => inquit::sentences(text).map(|span| span.len()).sum(),
        "building" => building(),
        "analysis" => analysis(None, text),
        "fast" => analysis(Some(Model::fast()), text),
        "standard" => analysis(Some(Model::standard()), text),
        _ => return None,
    };
    Some(black_box(result))
}

/// Makes the tables that are made once a process, whatever the path, so that no path has them on its count.
fn warm() {
    for model in [None, Some(Model::fast()), Some(Model::standard())] {
        black_box(analysis(model, ARTICLE));
    }
    black_box(inquit::sentences("Mr. Lee left. “No!” he said.").count());
}

/// What analysis starts with; the analyzer is used, so that its making isn't optimised away.
fn building() -> usize {
    analysis(None, "")
}

/// The quotes of a text, with a model or by the rules alone.
fn analysis(model: Option<Model>, text: &str) -> usize {
    let analyzer = inquit::Analyzer::builder().model(model).build();
    analyzer.map_or(0, |analyzer| analyzer.analyze(text).quotes().count())
}

fn fail(message: &str) -> ExitCode {
    eprintln!("hot: {message}");
    ExitCode::FAILURE
}

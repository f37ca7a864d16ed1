//! The languages that are known, as `--languages` lists them.

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use inquit::LanguageInfo;

use crate::problem;

/// Lists the languages on standard output, one a line.
pub(crate) fn list() -> ExitCode {
    let lines = || -> io::Result<()> {
        let mut out = io::stdout().lock();
        writeln!(out, "code  tag  name         sentences  words  quotes")?;
        for language in inquit::languages() {
            writeln!(out, "{}", line(language).trim_end())?;
        }
        out.flush()
    };
    match lines() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            problem::say(&format!("standard output: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn line(language: LanguageInfo) -> String {
    let yes = |has: bool| if has { "yes" } else { "" };
    let sentences = if language.has_sentences() { "lists" } else { "marks" };
    format!(
        "{:5} {:4} {:12} {sentences:10} {:6} {}",
        language.code(),
        language.tag(),
        language.name(),
        yes(language.has_words()),
        yes(language.has_quotes())
    )
}

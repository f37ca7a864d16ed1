//! The command `inquit`: who said what, from plain text.
//!
//! A thread reads and cuts the input into batches ([`input`]), others analyse them and format what was
//! found ([`pipeline`], [`output`]), and the main thread writes it in the order of the input ([`sink`]).
#![forbid(unsafe_code)]

mod args;
mod input;
mod model;
mod output;
mod people;
mod pipeline;
mod problem;
mod progress;
mod resume;
mod sink;

use std::io::{self, ErrorKind, IsTerminal};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{CommandFactory, Parser};

use args::{Args, Format};
use input::Input;
use output::Output;
use problem::Problem;
use progress::Progress;
use resume::Written;
use sink::Sink;

fn main() -> ExitCode {
    let args = Args::parse();
    if args.files.is_empty() && io::stdin().is_terminal() {
        let help = Args::command().render_help();
        problem::say(&help.to_string());
        return ExitCode::from(2);
    }
    let analyzer = match args.analyzer() {
        Ok(analyzer) => analyzer,
        Err(problem) => return misused(&problem),
    };
    let outputs = args.output.as_deref().map(sink::names);
    let inputs = Input::list(&args.files, args.input, outputs.as_ref().map_or(&[], |names| names));
    let name = args.output.as_ref().map_or("standard output".into(), |path| path.to_string_lossy());
    let opened = if args.resume {
        resume::open(&args, &inputs)
    } else {
        let sink = match (args.output.as_deref(), args.format) {
            (Some(path), Some(Format::Brat)) => Sink::open_folder(path),
            (None, Some(Format::Brat)) => {
                return misused(&Problem::usage("brat wants a folder; give --output"));
            }
            (path, _) => Sink::open(path),
        };
        match sink {
            Ok(sink) => Ok((sink, Written::default())),
            Err(error) => return unwritten(&name, &error),
        }
    };
    let (mut sink, written) = match opened {
        Ok(opened) => opened,
        Err(problem) => return misused(&problem),
    };
    let output = match Output::new(&args, sink.is_terminal()) {
        Ok(output) => output,
        Err(problem) => return misused(&problem),
    };
    if resume::can(args.format(sink.is_terminal())) {
        sink.keep();
    }
    let progress = Progress::new(&inputs, sink.is_terminal());
    let work = Arc::new(pipeline::Work { analyzer, columns: args.columns(), output });
    let done = pipeline::run(inputs, written, &work, args.threads(), &mut sink, &progress);
    drop(progress);
    match done.and_then(|tally| sink.finish().map(|()| tally)) {
        Ok(tally) => {
            if let Some(summary) = tally.summary() {
                problem::say(&summary);
            }
            if tally.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        // Whoever read the output has seen enough, as with `inquit … | head`.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => unwritten(&name, &error),
    }
}

/// Says what is wrong with the command line.
fn misused(problem: &Problem) -> ExitCode {
    problem::say(&problem.to_string());
    ExitCode::from(2)
}

/// Says that the output couldn't be written.
fn unwritten(name: &str, error: &io::Error) -> ExitCode {
    problem::say(&Problem::file(name, format!("can't write: {error}")).to_string());
    ExitCode::FAILURE
}

//! The command `inquit`: who said what, from plain text.
//!
//! A thread reads and cuts the input into batches ([`input`]), others analyse them and format what was
//! found ([`pipeline`], [`output`]), and the main thread writes it in the order of the input ([`sink`]).
#![forbid(unsafe_code)]

mod args;
mod input;
mod interrupt;
mod languages;
mod model;
mod output;
mod outputs;
mod people;
mod pipeline;
mod problem;
mod progress;
mod resume;
mod samples;
mod sink;

use std::io::{self, ErrorKind, IsTerminal};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{CommandFactory, Parser};

use args::{Args, Format};
use input::Input;
use output::Output;
use outputs::Outputs;
use pipeline::{Tally, Work};
use problem::Problem;
use progress::Progress;
use resume::Written;
use sink::Sink;

fn main() -> ExitCode {
    let args = Args::parse();
    if args.languages {
        return languages::list();
    }
    if args.files.is_empty() && io::stdin().is_terminal() {
        let help = Args::command().render_help();
        problem::say(&help.to_string());
        return ExitCode::from(2);
    }
    let name = args.output().map_or("standard output".into(), |path| path.to_string_lossy());
    match prepare(&args) {
        Ok(run) => match run.run() {
            Ok(tally) => {
                if let Some(summary) = tally.summary() {
                    problem::say(&summary);
                }
                if tally.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
            }
            // Whoever read the output has seen enough, as with `inquit … | head`.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
            Err(error) => unwritten(&name, &error),
        },
        Err(Unready::Misused(problem)) => misused(&problem),
        Err(Unready::Unwritten(error)) => unwritten(&name, &error),
    }
}

/// A run that is ready to begin.
struct Run {
    inputs: Vec<Input>,
    written: Written,
    work: Arc<Work>,
    threads: usize,
    sink: Sink,
}

/// Why a run can't begin.
enum Unready {
    Misused(Problem),
    Unwritten(io::Error),
}

impl From<Problem> for Unready {
    fn from(problem: Problem) -> Self {
        Self::Misused(problem)
    }
}

impl From<io::Error> for Unready {
    fn from(error: io::Error) -> Self {
        Self::Unwritten(error)
    }
}

/// Reads what the options name, finds the input and opens the output. Whatever is wrong with the command line is
/// said before anything is written.
fn prepare(args: &Args) -> Result<Run, Unready> {
    let wanted = args.wanted_format()?;
    let analyzer = args.analyzer()?;
    let outputs = Outputs::of(args.output());
    args.option_files().try_for_each(|path| outputs.allow(path))?;
    let inputs = Input::list(&args.files, args.input, &outputs)?;
    // What can be said of the form alone, before something is opened.
    let mut work = Work {
        analyzer,
        columns: args.columns(),
        output: Output::new(args, wanted.unwrap_or(Format::Jsonl), false)?,
    };
    let (mut sink, written) = match (args.output(), wanted) {
        (None, _) if args.resume => {
            return Err(Problem::usage("--resume wants a file to go on with; give --output one").into());
        }
        (Some(path), wanted) if args.resume => {
            let format = wanted.unwrap_or(Format::Jsonl);
            resume::open(path, format, &args.shape(format)?, &inputs, &work)?
        }
        (None, Some(Format::Brat)) => {
            return Err(Problem::usage("brat wants a folder; give --output one").into());
        }
        (Some(path), Some(Format::Brat)) => (Sink::open_folder(path)?, Written::default()),
        (path, _) => (Sink::open(path)?, Written::default()),
    };
    let on_terminal = sink.is_terminal();
    let format = wanted.unwrap_or(if on_terminal { Format::Table } else { Format::Jsonl });
    work.output = Output::new(args, format, on_terminal)?;
    if resume::can(format) {
        sink.keep(&args.shape(format)?)?;
    }
    Ok(Run { inputs, written, work: Arc::new(work), threads: args.threads(), sink })
}

impl Run {
    fn run(mut self) -> io::Result<Tally> {
        let progress = Arc::new(Progress::new(&self.inputs, self.sink.is_terminal()));
        interrupt::tell(self.sink.rest(), &progress);
        let tally =
            pipeline::run(self.inputs, self.written, &self.work, self.threads, &mut self.sink, &progress);
        drop(progress);
        let tally = tally?;
        self.sink.finish()?;
        Ok(tally)
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

//! The command line.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use inquit::{Analyzer, Newlines, OffsetUnit, Person};

use crate::input::Columns;
use crate::model;
use crate::people;
use crate::problem::Problem;

/// Who said what, from plain text.
///
/// Reads plain text and HTML articles, one document a file, or tables with a document a row: JSON lines (an object a
/// line), CSV and Parquet with a column `text` and, if you like, `id`. Writes a table to a terminal and JSON lines
/// elsewhere. What can't be read is said with its file and line (row in Parquet), and the rest is done.
#[derive(Debug, Parser)]
#[command(name = "inquit", version, after_help = EXAMPLES)]
pub(crate) struct Args {
    /// What to read: files, folders and globs in quotes ('news/**/*.txt'). `-` is standard input, and so is
    /// no file at all. In folders, and in the folders in them, files are read by name whose ending tells
    /// their form; names that begin with `.` or `_` are passed over.
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// The form of the input. Without it, the ending tells: .html and .htm, .jsonl, .ndjson and .json, .csv, .tsv,
    /// .parquet, and the same with .gz behind it but for Parquet; all else that is named is text.
    #[arg(long, value_enum, value_name = "FORM")]
    pub(crate) input: Option<Form>,

    /// The column that holds the texts, or the field of JSON lines.
    #[arg(long, value_name = "NAME", default_value = "text")]
    text_column: String,

    /// The column that holds the documents' ids: strings or numbers. Without it, `id` if there is one; where
    /// there is none, a document is called by its file and line, such as `a.csv:7`.
    #[arg(long, value_name = "NAME")]
    id_column: Option<String>,

    /// The form of the output. Without it, what the ending of --output tells, else a table on a terminal and
    /// JSON lines elsewhere.
    #[arg(short, long, value_enum)]
    pub(crate) format: Option<Format>,

    /// Write to this file instead of standard output. Until it is complete it is called FILE.partial; what a
    /// stopped run has left under that name is written over, unless --resume is given.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Go on with the output of a run that was stopped: add to FILE.partial, or to FILE, what isn't in it
    /// yet, told by the ids (JSON lines and CSV only). Give the same options as before.
    #[arg(long, requires = "output")]
    pub(crate) resume: bool,

    /// Write the text too (JSON lines only). That of an HTML page is always written, since offsets count in it.
    #[arg(long)]
    pub(crate) text: bool,

    /// Write the tokens too (JSON lines only).
    #[arg(long)]
    pub(crate) tokens: bool,

    /// Write the sentences too (JSON lines only).
    #[arg(long)]
    pub(crate) sentences: bool,

    /// What offsets count in JSON lines, CSV and Parquet. In other forms they count characters.
    #[arg(long, value_enum, value_name = "UNIT", default_value_t = Offsets::Chars)]
    pub(crate) offsets: Offsets,

    /// How many threads analyse. Without it, one a core. The output is the same with any number.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,

    /// The language of the texts, as an ISO 639-3 code. Without it, told from each text.
    #[arg(long, value_name = "CODE")]
    language: Option<String>,

    /// What a single newline in a text means: the end of a paragraph, a space, or whichever the text
    /// looks like.
    #[arg(long, value_enum, value_name = "MEANING", default_value_t = Newline::Auto)]
    newlines: Newline,

    /// Another verb that reports speech, in any of its forms. May be given more than once.
    #[arg(long, value_name = "VERB")]
    cue_verb: Vec<String>,

    /// Another abbreviation, after which a sentence goes on. May be given more than once.
    #[arg(long, value_name = "ABBREVIATION")]
    abbreviation: Vec<String>,

    /// Someone whom the texts may mention, with other names for them: "Ann Lee=the mayor;Annie". May be
    /// given more than once.
    #[arg(long, value_name = "NAME[=ALIAS;…]", value_parser = people::parse)]
    person: Vec<Person>,

    /// A file with a person a line: {"name": "Ann Lee", "aliases": ["the mayor"], "gender": "female"};
    /// aliases and gender (male, female or neuter) may be left out.
    #[arg(long, value_name = "FILE")]
    people: Option<PathBuf>,

    /// Leave out quotes with a lower confidence than this, from 0 (none) to 1. Without it, a model leaves out
    /// quotes whose content and source it is less sure of than 0.4.
    #[arg(long, value_name = "X")]
    min_confidence: Option<f32>,

    /// Keep only the quotes that report these, apart by commas. Without it, all.
    #[arg(long, value_enum, value_name = "ACT", value_delimiter = ',')]
    act: Vec<Act>,

    /// The learned model that English is read with: `standard`, the most often right; `fast`, smaller and
    /// faster; `none`, the rules alone, fastest; or a file that you trained. Without it, the best one that
    /// this build has.
    #[arg(long, value_name = "standard|fast|none|FILE")]
    model: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  inquit article.txt
  inquit --act speech,writing article.txt
  inquit -o quotes.html articles/*.txt
  inquit -o quotes.jsonl --resume articles 'more/**/*.jsonl.gz'
  inquit --text-column body --id-column url -o quotes.csv articles.csv";

/// The form of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// One document a file
    Text,
    /// One page a file, of which the article is read: its title and text, as a browser's reader view finds them
    Html,
    /// One document a line, an object
    Jsonl,
    /// One document a record, below the names of the columns
    Csv,
    /// The same with tabs instead of commas
    Tsv,
    /// One document a row
    Parquet,
}

/// The form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A quote a row, to be read
    Table,
    /// One document a line of JSON, with everything that was found
    Jsonl,
    /// A quote a row for other programs. Text is left as it is, so a spreadsheet may take a cell that
    /// begins with `=` for a formula
    Csv,
    /// One page for all documents, with the quotes marked in the text
    Html,
    /// A quote a row, with the columns of CSV
    Parquet,
    /// TEI P5: one corpus, with quotes as `<said>` in the text
    Tei,
    /// W3C Web Annotation: one collection of annotations a line, as JSON-LD
    Annotation,
    /// brat standoff: a folder with an .ann and a .txt a document
    Brat,
    /// CoNLL-U: one word a line, with quotes in the last column
    Conllu,
    /// The JSON of Citron, one document a line
    Citron,
}

/// What offsets count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Offsets {
    /// Unicode characters, as Python counts
    Chars,
    /// Bytes of UTF-8, as Rust and Go count
    Bytes,
    /// UTF-16 code units, as JavaScript, Java and C# count
    Utf16,
}

impl From<Offsets> for OffsetUnit {
    fn from(offsets: Offsets) -> Self {
        match offsets {
            Offsets::Chars => Self::Chars,
            Offsets::Bytes => Self::Bytes,
            Offsets::Utf16 => Self::Utf16,
        }
    }
}

/// What a quote reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Act {
    /// Said, or in a way that the text leaves open
    Speech,
    /// Written: a letter, a tweet, what a report shows
    Writing,
    /// Thought, judged, decided, known or felt
    Thought,
    /// Wanted, hoped for, planned, supported or opposed
    Wish,
    /// Expected or forecast
    Expectation,
}

impl From<Act> for inquit::Act {
    fn from(act: Act) -> Self {
        match act {
            Act::Speech => Self::Speech,
            Act::Writing => Self::Writing,
            Act::Thought => Self::Thought,
            Act::Wish => Self::Wish,
            Act::Expectation => Self::Expectation,
        }
    }
}

/// What a single newline means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Newline {
    Auto,
    Break,
    Space,
}

impl Args {
    /// How many threads analyse.
    pub(crate) fn threads(&self) -> usize {
        let cores = || std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        self.threads.map_or_else(cores, usize::from)
    }

    /// The columns that are read.
    pub(crate) fn columns(&self) -> Columns {
        Columns::new(Some(&self.text_column), self.id_column.as_deref())
    }

    /// The form of the output that was asked for, or that fits where it goes.
    pub(crate) fn format(&self, on_terminal: bool) -> Format {
        let ending = || self.output.as_ref()?.extension()?.to_str().map(str::to_ascii_lowercase);
        self.format.unwrap_or_else(|| match ending().as_deref() {
            Some("csv") => Format::Csv,
            Some("html" | "htm") => Format::Html,
            Some("parquet") => Format::Parquet,
            Some("xml" | "tei") => Format::Tei,
            Some("jsonld") => Format::Annotation,
            Some("conllu") => Format::Conllu,
            _ if on_terminal => Format::Table,
            _ => Format::Jsonl,
        })
    }

    /// The analyzer that was asked for.
    pub(crate) fn analyzer(&self) -> Result<Analyzer, Problem> {
        let newlines = match self.newlines {
            Newline::Auto => Newlines::Auto,
            Newline::Break => Newlines::Break,
            Newline::Space => Newlines::Space,
        };
        let mut builder = Analyzer::builder().newlines(newlines);
        if let Some(confidence) = self.min_confidence {
            builder = builder.min_confidence(confidence);
        }
        if let Some(code) = &self.language {
            builder = builder.language(code);
        }
        builder = self.cue_verb.iter().fold(builder, |builder, verb| builder.cue_verb(verb));
        builder = self.abbreviation.iter().fold(builder, |builder, word| builder.abbreviation(word));
        builder = self.person.iter().cloned().fold(builder, |builder, person| builder.person(person));
        if let Some(path) = &self.people {
            builder = people::read(path)?.into_iter().fold(builder, |builder, person| builder.person(person));
        }
        if !self.act.is_empty() {
            builder = builder.acts(self.act.iter().copied().map(inquit::Act::from));
        }
        if let Some(name) = &self.model {
            builder = builder.model(model::named(name)?);
        }
        builder.build().map_err(|error| Problem::usage(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_options_do_not_contradict_each_other() {
        super::Args::command().debug_assert();
    }
}

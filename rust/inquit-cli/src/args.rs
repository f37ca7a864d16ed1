//! The command line.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::{Parser, ValueEnum};
use inquit::{Analyzer, Newlines, OffsetUnit, Person};

use crate::input::Columns;
use crate::model;
use crate::people;
use crate::problem::Problem;
use crate::sink;

/// Who said what, from plain text.
///
/// Reads plain text and HTML articles, one document a file, or tables with a document a row: JSON lines (an object a
/// line), CSV and Parquet with a column `text` and, if you like, `id`. Writes a table to a terminal and JSON lines
/// elsewhere. What can't be read is said with its file and line (row in Parquet), the rest is done, and the command ends
/// with 1; with 2 if it was given something wrong.
#[derive(Debug, Parser)]
#[command(name = "inquit", version, after_help = EXAMPLES)]
pub(crate) struct Args {
    /// What to read: files, folders and globs in quotes ('news/**/*.txt'). `-` is standard input, and so is
    /// no file at all. In folders, and in the folders in them, files are read by name whose ending tells
    /// their form; names that begin with `.` or `_` are passed over, and so is what `inquit` has written.
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// The form of the input. Without it, the ending tells: .txt, .text, .md and .markdown, .html, .htm and .xhtml,
    /// .jsonl, .ndjson and .json, .csv, .tsv, .parquet, and the same with .gz behind it but for Parquet; all else that
    /// is named is text.
    #[arg(long, value_enum, value_name = "FORM")]
    pub(crate) input: Option<Form>,

    /// The column that holds the texts, or the field of JSON lines.
    #[arg(long, value_name = "NAME", default_value = "text")]
    text_column: String,

    /// The column that holds the documents' ids: strings or numbers. Without it, `id` if there is one; where
    /// there is none, a document is called by its file and line, such as `a.csv:7`; in Parquet by its row, in JSON
    /// that isn't in lines by its number.
    #[arg(long, value_name = "NAME")]
    id_column: Option<String>,

    /// The form of the output. Without it, what the ending of --output tells, else a table on a terminal and
    /// JSON lines elsewhere.
    #[arg(short, long, value_enum)]
    format: Option<Format>,

    /// Write to this file instead of standard output (`-`). Its ending tells the form: .jsonl, .csv, .html, .parquet,
    /// .xml, .jsonld, .conllu; with .gz behind it, it is compressed. Until it is complete it is called
    /// FILE.partial; what a stopped run has left under that name is written over, unless --resume is given.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Go on with the output of a run that was stopped: add to FILE.partial, or to FILE, what isn't in it
    /// yet, told by the ids (JSON lines and CSV only, not compressed). Give the same options as before.
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

    /// The language of the texts: a code (deu, de, de-AT) or an English name. Without it, told from each text.
    #[arg(long, value_name = "LANGUAGE")]
    language: Option<String>,

    /// Say which languages are known, and what there is for each, and do nothing else.
    #[arg(long)]
    pub(crate) languages: bool,

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

    /// Leave a quote without a speaker where the speaker is less sure than this, from 0 to 1. Without it, all
    /// speakers are told.
    #[arg(long, value_name = "X")]
    min_speaker_confidence: Option<f32>,

    /// Keep only the quotes that report these, apart by commas. Without it, all.
    #[arg(long, value_enum, value_name = "ACT", value_delimiter = ',')]
    act: Vec<Act>,

    /// The learned model that English is read with: `standard`, the most often right; `fast`, smaller and
    /// faster; `none`, the rules alone, fastest; or a file that you trained. Without it, the best one that
    /// this build has. Other languages are read with a model of their own, unless this is `none`.
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
    /// One document a line, an object; or a list of such objects, or objects over several lines
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

/// The endings that tell the form of the output; each may have .gz behind it, but for Parquet.
const ENDINGS: [(&str, Format); 11] = [
    ("jsonl", Format::Jsonl),
    ("ndjson", Format::Jsonl),
    ("json", Format::Jsonl),
    ("csv", Format::Csv),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("parquet", Format::Parquet),
    ("xml", Format::Tei),
    ("tei", Format::Tei),
    ("jsonld", Format::Annotation),
    ("conllu", Format::Conllu),
];

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

    /// The file or folder to write to; `None` is standard output.
    pub(crate) fn output(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| *path != Path::new("-"))
    }

    /// The form of the output that was asked for, by its name or by the ending of the file.
    pub(crate) fn wanted_format(&self) -> Result<Option<Format>, Problem> {
        let Some(path) = self.output() else { return Ok(self.format) };
        let refused = |what: String| Err(Problem::file(&path.to_string_lossy(), what));
        let zipped = sink::is_zipped(path);
        let name = Path::new(if zipped { path.file_stem() } else { path.file_name() }.unwrap_or_default());
        let format = match (self.format, name.extension()) {
            (Some(format), _) => Some(format),
            (None, None) => None,
            (None, Some(ending)) => {
                let known = ENDINGS.iter().find(|(known, _)| ending.eq_ignore_ascii_case(known));
                let Some((_, format)) = known else {
                    let endings: Vec<_> = ENDINGS.iter().map(|(known, _)| format!(".{known}")).collect();
                    let ending = ending.to_string_lossy();
                    return refused(format!(
                        "no form of output has the ending .{ending}: take {}, or give --format",
                        endings.join(", ")
                    ));
                };
                Some(*format)
            }
        };
        match format {
            Some(Format::Parquet) if zipped => {
                refused("Parquet is compressed in itself: leave out .gz".into())
            }
            Some(Format::Brat) if zipped => {
                refused("brat is a folder, which isn't compressed: leave out .gz".into())
            }
            format => Ok(format),
        }
    }

    /// The files that options name, to be read before anything is written.
    pub(crate) fn option_files(&self) -> impl Iterator<Item = &Path> {
        self.people.as_deref().into_iter().chain(self.model.as_deref().filter(|name| model::is_file(name)))
    }

    /// All that makes the output what it is, but for the input: each option with its value.
    pub(crate) fn shape(&self, format: Format) -> Result<BTreeMap<String, String>, Problem> {
        let list = |values: &mut dyn Iterator<Item = String>| {
            let mut values: Vec<_> = values.collect();
            values.sort();
            values.join(", ")
        };
        let person = |person: &Person| {
            [person.name()].into_iter().chain(person.aliases()).collect::<Vec<_>>().join(";")
        };
        let given = |value: &Option<String>| value.clone().unwrap_or_default();
        let shape = [
            ("the version", env!("CARGO_PKG_VERSION").to_owned()),
            ("--format", name(format)),
            ("--text-column", self.text_column.clone()),
            ("--id-column", given(&self.id_column)),
            ("--text", self.text.to_string()),
            ("--tokens", self.tokens.to_string()),
            ("--sentences", self.sentences.to_string()),
            ("--offsets", name(self.offsets)),
            ("--language", given(&self.language)),
            ("--newlines", name(self.newlines)),
            ("--cue-verb", list(&mut self.cue_verb.iter().cloned())),
            ("--abbreviation", list(&mut self.abbreviation.iter().cloned())),
            ("--person", list(&mut self.person.iter().map(person))),
            ("--people", self.people.as_deref().map(checksum).transpose()?.unwrap_or_default()),
            ("--min-confidence", self.min_confidence.map(|value| value.to_string()).unwrap_or_default()),
            (
                "--min-speaker-confidence",
                self.min_speaker_confidence.map(|value| value.to_string()).unwrap_or_default(),
            ),
            ("--act", list(&mut self.act.iter().copied().map(name))),
            (
                "--model",
                match self.model.as_deref() {
                    Some(path) if model::is_file(path) => checksum(path)?,
                    Some(name) => name.to_string_lossy().into_owned(),
                    None => model::DEFAULT.to_owned(),
                },
            ),
        ];
        Ok(shape.map(|(option, value)| (option.to_owned(), value)).into_iter().collect())
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
        if let Some(confidence) = self.min_speaker_confidence {
            builder = builder.min_speaker_confidence(confidence);
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

/// What a value is called on the command line.
fn name(value: impl ValueEnum) -> String {
    value.to_possible_value().map_or(String::new(), |value| value.get_name().to_owned())
}

/// What tells a file from others that may have its name.
fn checksum(path: &Path) -> Result<String, Problem> {
    let bytes =
        std::fs::read(path).map_err(|error| Problem::file(&path.to_string_lossy(), error.to_string()))?;
    let mut sum = flate2::Crc::new();
    sum.update(&bytes);
    Ok(format!("{} ({:08x})", path.to_string_lossy(), sum.sum()))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_options_do_not_contradict_each_other() {
        super::Args::command().debug_assert();
    }
}

//! What a model reads of texts, or what it proposes: JSON lines of `id` and `text` in, JSON lines of
//! [`Description`](inquit::training::Description) or of `proposals`, with `id`, out, in order.
//!
//! ```text
//! describe PIECES < texts.jsonl > described.jsonl
//! describe --forms PIECES < texts.jsonl > described.jsonl
//! describe --model MODEL < texts.jsonl > proposed.jsonl
//! describe --speakers MODEL [CHOOSER] < texts.jsonl > cases.jsonl
//! ```
//!
//! PIECES holds a word piece a line; the first stands for the unknown. With `--forms`, texts are read as a model of many
//! languages reads them; each has the code of its `language`. With `--speakers`, what comes out are the
//! [`Cases`](inquit::training::Cases) of the chooser of speakers; a text may have `people`, of `name`, `aliases` and `gender`, who are
//! known beforehand, and `speakers`, an entity for each quote, for the second pass of a CHOOSER.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{BufRead, BufWriter, Write, stdin, stdout};

use inquit::training::{Proposal, Reader, SpeakerReader, proposals};
use inquit::{Analyzer, Gender, LanguageInfo, Model, Person, languages};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Text {
    id: String,
    text: String,
    #[serde(default = "english")]
    language: String,
    #[serde(default)]
    people: Vec<Known>,
    speakers: Option<Vec<i64>>,
}

#[derive(Deserialize)]
struct Known {
    name: String,
    aliases: Vec<String>,
    gender: Option<String>,
}

impl Known {
    fn person(&self) -> Person {
        let gender = match self.gender.as_deref() {
            Some("male") => Gender::Male,
            Some("female") => Gender::Female,
            _ => Gender::Unknown,
        };
        self.aliases.iter().fold(Person::new(&self.name).gender(gender), |person, alias| person.alias(alias))
    }
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

fn english() -> String {
    "eng".to_owned()
}

/// An analyzer for each language.
fn analyzers() -> Result<BTreeMap<&'static str, Analyzer>, inquit::Error> {
    let of = |info: LanguageInfo| {
        Ok((info.code(), Analyzer::builder().language(info.code()).model(None).build()?))
    };
    languages().map(of).collect()
}

/// What there is for a text's language.
fn of<'m, T>(all: &'m BTreeMap<&'static str, T>, id: &str, language: &str) -> Result<&'m T, String> {
    let code = LanguageInfo::find(language).map(LanguageInfo::code);
    code.and_then(|code| all.get(code)).ok_or_else(|| format!("{id}: no language {language:?}"))
}

/// What is told of a text.
enum Task {
    Describe(Box<Reader>),
    DescribeForms(BTreeMap<&'static str, Reader>),
    Propose(BTreeMap<&'static str, Analyzer>, Model),
    Speak(Model, SpeakerReader),
}

impl Task {
    fn new(arguments: &[String]) -> Result<Self, Box<dyn Error>> {
        let analyzer = || Analyzer::builder().language("eng").model(None).build();
        match arguments {
            [option, path] if option == "--model" => Ok(Self::Propose(analyzers()?, Model::open(path)?)),
            [option, model, chooser @ ..] if option == "--speakers" => {
                let chooser = chooser.first().map(std::fs::read).transpose()?;
                Ok(Self::Speak(Model::open(model)?, SpeakerReader::new(chooser.as_deref())?))
            }
            [option, path] if option == "--forms" => {
                let pieces = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
                let reader = Reader::of_forms(analyzer()?, pieces.lines());
                let readers = analyzers()?.into_iter();
                Ok(Self::DescribeForms(readers.map(|(code, it)| (code, reader.with_analyzer(it))).collect()))
            }
            [path] => {
                let pieces = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
                Ok(Self::Describe(Box::new(Reader::new(analyzer()?, pieces.lines()))))
            }
            _ => Err(
                "describe [--forms] PIECES, describe --model MODEL, or describe --speakers MODEL [CHOOSER]"
                    .into(),
            ),
        }
    }

    /// One text's line.
    fn line(&self, line: &str) -> Result<String, Box<dyn Error + Send + Sync>> {
        let Text { id, text, language, people, speakers } = serde_json::from_str(line)?;
        match self {
            Self::Describe(reader) => Ok(serde_json::to_string(&With { id: &id, rest: reader.read(&text) })?),
            Self::DescribeForms(readers) => {
                Ok(serde_json::to_string(&With { id: &id, rest: of(readers, &id, &language)?.read(&text) })?)
            }
            Self::Propose(analyzers, model) => {
                let proposals = proposals(of(analyzers, &id, &language)?, model, &text);
                Ok(serde_json::to_string(&With { id: &id, rest: Proposed { proposals } })?)
            }
            Self::Speak(model, reader) => {
                let builder = Analyzer::builder().language("eng").model(Some(model.clone()));
                let analyzer =
                    people.iter().fold(builder, |builder, known| builder.person(known.person())).build()?;
                let rest = reader.read(&analyzer, &text, speakers.as_deref());
                Ok(serde_json::to_string(&With { id: &id, rest })?)
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
        let done: Vec<Result<String, Box<dyn Error + Send + Sync>>> =
            batch.par_iter().map(|line| task.line(line)).collect();
        for line in done {
            writeln!(out, "{}", line.map_err(|error| error.to_string())?)?;
        }
    }
}

//! What the training of models needs of the library, so that a model is trained on what it will read.

use std::sync::atomic::AtomicBool;

use crate::analyzer::Analyzer;
use crate::attribution::Judged;
use crate::error::Error;
use crate::model::{FEATURES, Inputs, Model, Reads, SIGNALS, Vocabulary};
use crate::speaker::Chooser;
pub use crate::speaker::{Case, Cases};
use crate::text::Span;

/// Reads texts as a model will.
#[derive(Clone, Debug)]
pub struct Reader {
    analyzer: Analyzer,
    vocabulary: Vocabulary,
}

/// What a model reads of a text.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Description {
    /// The tokens, in bytes.
    pub tokens: Vec<Span>,
    /// Pieces of each token, by their number.
    pub pieces: Vec<Vec<u32>>,
    /// Hashes of each token.
    pub hashes: Vec<[u16; 8]>,
    /// Features of each token.
    pub active: Vec<Vec<u16>>,
    /// Tokens that begin a sentence.
    pub sentences: Vec<u32>,
    /// Tokens that begin a paragraph.
    pub paragraphs: Vec<u32>,
}

/// A quote that a model proposes, before it is merged with what the rules find.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Proposal {
    /// Its content, in bytes.
    pub content: Span,
    /// Its cue, in bytes.
    pub cue: Option<Span>,
    /// Its source, in bytes.
    pub source: Option<Span>,
    /// What tells how likely it is right.
    pub signals: Vec<f32>,
}

/// Reads texts as the chooser of speakers will.
#[derive(Debug)]
pub struct SpeakerReader(Option<Chooser>);

impl SpeakerReader {
    /// A reader for the first pass, or, with the file of a chooser, for the second.
    ///
    /// # Errors
    ///
    /// If the file isn't that of a chooser.
    pub fn new(chooser: Option<&[u8]>) -> Result<Self, Error> {
        Ok(Self(chooser.map(Chooser::from_bytes).transpose()?))
    }

    /// The cases of a text. With a chooser and no speakers, whom it takes; with the speaker of each quote, those of the second
    /// pass.
    #[must_use]
    pub fn read(&self, analyzer: &Analyzer, text: &str, speakers: Option<&[i64]>) -> Cases {
        analyzer.cases(text, self.0.as_ref(), speakers)
    }
}

/// What a model proposes for a text.
#[must_use]
pub fn proposals(analyzer: &Analyzer, model: &Model, text: &str) -> Vec<Proposal> {
    let found = analyzer.judged(text, model).into_iter();
    found
        .map(|Judged { content, cue, source, signals }| Proposal {
            content,
            cue,
            source,
            signals: signals.to_vec(),
        })
        .collect()
}

impl Reader {
    /// How many features there are.
    pub const FEATURES: u16 = FEATURES;
    /// How many signals tell how likely a quote is right.
    pub const SIGNALS: u32 = SIGNALS as u32;

    /// A reader that knows these word pieces.
    pub fn new<'p>(analyzer: Analyzer, pieces: impl IntoIterator<Item = &'p str>) -> Self {
        Self { analyzer, vocabulary: Vocabulary::new(Reads::Findings, pieces) }
    }

    /// A reader of texts in many languages, which knows these word pieces.
    pub fn of_forms<'p>(analyzer: Analyzer, pieces: impl IntoIterator<Item = &'p str>) -> Self {
        Self { analyzer, vocabulary: Vocabulary::new(Reads::Forms, pieces) }
    }

    /// The same, for texts in the analyzer's language.
    #[must_use]
    pub fn with_analyzer(&self, analyzer: Analyzer) -> Self {
        Self { analyzer, ..self.clone() }
    }

    /// What a model reads of a text.
    #[must_use]
    pub fn read(&self, text: &str) -> Description {
        let (tokens, inputs) = self.analyzer.describe(text, &self.vocabulary);
        let Inputs { pieces, piece_ends, hashes, active, active_ends, sentences, paragraphs } = inputs;
        let pieces = parts(&pieces, &piece_ends);
        Description { tokens, pieces, hashes, active: parts(&active, &active_ends), sentences, paragraphs }
    }
}

impl Description {
    /// What a model reads in the text: each token's tag, as a number, and how likely that is.
    #[must_use]
    pub fn read_by(&self, model: &Model) -> Vec<(u8, f32)> {
        let (pieces, piece_ends) = joined(&self.pieces);
        let (active, active_ends) = joined(&self.active);
        let (hashes, sentences, paragraphs) =
            (self.hashes.clone(), self.sentences.clone(), self.paragraphs.clone());
        let inputs = Inputs { pieces, piece_ends, hashes, active, active_ends, sentences, paragraphs };
        let stop = AtomicBool::new(false);
        let mut reading = model.read(&inputs, &stop);
        while reading.advance() {}
        reading.tags.iter().map(|tag| *tag as u8).zip(reading.likelihoods.iter().copied()).collect()
    }
}

/// Lists one after the other, and where each ends.
fn joined<T: Copy>(lists: &[Vec<T>]) -> (Vec<T>, Vec<u32>) {
    let ends = lists.iter().scan(0, |end, list| {
        *end += list.len() as u32;
        Some(*end)
    });
    (lists.concat(), ends.collect())
}

/// A list cut at these ends.
fn parts<T: Clone>(list: &[T], ends: &[u32]) -> Vec<Vec<T>> {
    let starts = std::iter::once(0).chain(ends.iter().copied());
    let part = |(start, &end): (u32, &u32)| list.get(start as usize..end as usize).unwrap_or(&[]).to_vec();
    starts.zip(ends).map(part).collect()
}

//! Who said what, from plain text.
//!
//! `inquit` splits a text into sentences and words, finds its quotations (direct, indirect and mixed), and credits each to
//! its speaker, with the cue that reports it.
//!
//! ```
//! let text = "Prime Minister Ann Lee opened the bridge. “It is late,” she said. “Use it.”";
//! let document = inquit::analyze(text);
//! let quote = document.quote(0).unwrap();
//! assert_eq!(quote.text(), "“It is late,” … “Use it.”");
//! assert_eq!(quote.kind(), inquit::QuoteKind::Direct);
//! assert_eq!(quote.speaker().unwrap().name(), "Ann Lee");
//! ```
//!
//! Whatever the text, analysis never fails, never panics, doesn't alter the text, and takes time linear in its length. What
//! isn't known is `None`, and each quote has a [confidence](Quote::confidence) and the [evidence](Quote::evidence) for it. All
//! offsets are bytes; [`OffsetMap`] converts them.
//!
//! # Many texts, options
//!
//! Make an [`Analyzer`] once and use it from any number of threads. Its [builder](Analyzer::builder) has options for the
//! language, people whom you know, additional cue verbs and abbreviations, the acts to keep, and more.
//!
//! ```
//! # fn main() -> Result<(), inquit::Error> {
//! let analyzer = inquit::Analyzer::builder()
//!     .language("eng")
//!     .person(inquit::Person::new("Ewa Lind").alias("the Admiral"))
//!     .build()?;
//! let document = analyzer.analyze("The Admiral said that the ferry was late.");
//! assert_eq!(document.speakers().next().map(|s| s.name()), Some("Ewa Lind"));
//! # Ok(()) }
//! ```
//!
//! # Names and coreference from another tool
//!
//! If another tool has found names or coreference in a text, pass them to [`Analyzer::analyze_with`] as [`KnownMention`]s.
//!
//! # Sentences and words alone
//!
//! [`sentences`], [`tokens`] and [`paragraphs`] work without an analyzer.
//!
//! ```
//! let text = "Dr. Lind didn't wait. The ferry left.";
//! let sentences: Vec<_> = inquit::sentences(text).map(|s| s.of(text)).collect();
//! assert_eq!(sentences, ["Dr. Lind didn't wait.", "The ferry left."]);
//! assert_eq!(inquit::tokens("didn't").count(), 2);
//! ```
//!
//! # Features
//!
//! - `standard`, `fast` (default): the [models](Model) that are compiled in.
//! - `serde`: `Document::record`, the form that the command and the Python package write, and `Document::state`, which saves
//!   a complete document to be read back.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![deny(unsafe_code)]
#![warn(clippy::indexing_slicing)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod analyzer;
mod attribution;
mod compact;
mod cue;
mod document;
mod error;
mod language;
mod layers;
mod markup;
mod mention;
mod model;
mod quote;
#[cfg(feature = "serde")]
mod record;
mod sentence;
mod speaker;
#[cfg(feature = "serde")]
mod state;
mod text;
mod token;
#[cfg(feature = "training")]
#[doc(hidden)]
pub mod training;
mod turn;

pub use analyzer::{Analyzer, AnalyzerBuilder};
pub use attribution::{Act, Pattern, QuoteKind};
pub use document::{Document, Evidence, Mention, ParagraphRef, Quote, Sentence, Speaker, TokenRef, iter};
pub use error::{Error, ErrorKind};
pub use language::{LanguageInfo, detect_language, languages};
pub use mention::{EntityKind, Gender, KnownMention, MentionKind, Person};
pub use model::Model;
#[cfg(fuzzing)]
#[doc(hidden)]
pub use model::kernels;
#[cfg(feature = "serde")]
pub use record::{Record, SCHEMA};
pub use sentence::{SentenceReader, Sentences, Splitter, StreamSentence, sentences, sentences_into};
pub use speaker::{Resolution, SpeakerKind};
#[cfg(feature = "serde")]
pub use state::State;
pub use text::{Newlines, OffsetMap, OffsetUnit, Paragraph, ParagraphKind, Span, paragraphs};
pub use token::{Token, TokenKind, Tokens, tokenize_into, tokens};

/// Finds who says what in `text`, with the default options. To analyse many texts, or to set options, make an [`Analyzer`].
#[must_use]
pub fn analyze(text: impl Into<String>) -> Document {
    Analyzer::default().analyze(text)
}

//! Who said what, from plain text.
//!
//! `inquit` splits text into sentences and words, finds quotations (direct, indirect and mixed), and
//! credits each to its speaker, with the cue that reports it.
//!
//! ```
//! let document = inquit::analyze("The mayor, Ann Lee, said that the bridge would open in May.");
//! for quote in document.quotes() {
//!     println!("{:?}: {}", quote.speaker().map(|s| s.name()), quote.text());
//! }
//! ```
#![forbid(unsafe_code)]
#![warn(clippy::indexing_slicing)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod analyzer;
mod attribution;
mod cue;
mod document;
mod error;
pub mod html;
mod language;
mod layers;
mod mention;
mod quote;
#[cfg(feature = "serde")]
mod record;
mod sentence;
mod speaker;
#[cfg(feature = "serde")]
mod state;
mod text;
mod token;

pub use analyzer::{Analyzer, Builder, Gender, Person};
pub use attribution::{Act, Pattern, QuoteKind};
pub use document::{Document, Evidence, Quote, Sentence, Speaker};
pub use error::{Error, ErrorKind};
pub use language::{LANGUAGES, detect_language};
#[cfg(feature = "serde")]
pub use record::{Record, SCHEMA};
pub use sentence::sentences;
pub use speaker::Resolution;
pub use text::{Newlines, OffsetMap, OffsetUnit, Paragraph, ParagraphKind, Span, paragraphs};
pub use token::{Token, TokenKind, Tokens, tokenize_into, tokens};

/// Who says what in `text`, with the default options. To analyse many texts, or with other options,
/// make an [`Analyzer`].
#[must_use]
pub fn analyze(text: impl Into<String>) -> Document {
    Analyzer::default().analyze(text)
}

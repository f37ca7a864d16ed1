//! Documents of `inquit` in the formats of others, one a module.
//!
//! | | |
//! |---|---|
//! | [`tei`] | TEI P5: the text with its quotes as `<said>` |
//! | [`annotation`] | W3C Web Annotation: a collection of annotations as JSON-LD |
//! | [`brat`] | brat standoff: an `.ann` beside the text |
//! | [`conllu`] | CoNLL-U: sentences and words, quotes in the last column |
//! | [`citron`] | the JSON that Citron is trained on and tested with |
//!
//! [`export`] writes a document alone. What writes many into one file uses the modules, which say how.
//! `docs/formats.md` shows each format and what it can't hold.
//!
//! ```
//! use inquit_formats::{Format, export};
//!
//! let document = inquit::analyze("“It stands,” Ann Lee said.");
//! let tei = export(&document, "bridge.txt", Format::Tei);
//! assert!(tei.contains("<persName>Ann Lee</persName>"));
//! assert!(tei.contains(">“It stands,”</said>"));
//! ```
#![deny(unsafe_code)]
#![warn(clippy::indexing_slicing)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod annotation;
pub mod brat;
pub mod citron;
pub mod conllu;
mod json;
pub mod tei;
mod xml;

use inquit::Document;

/// A format that other programs read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// TEI P5; see [`tei`].
    Tei,
    /// W3C Web Annotation; see [`annotation`].
    Annotation,
    /// The `.ann` of brat standoff; see [`brat`].
    Brat,
    /// CoNLL-U; see [`conllu`].
    Conllu,
    /// Citron's JSON; see [`citron`].
    Citron,
}

impl Format {
    /// All of them.
    pub const ALL: &[Self] = &[Self::Tei, Self::Annotation, Self::Brat, Self::Conllu, Self::Citron];

    /// What the command and the Python package call it: `tei`, `annotation`, `brat`, `conllu` or `citron`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tei => "tei",
            Self::Annotation => "annotation",
            Self::Brat => "brat",
            Self::Conllu => "conllu",
            Self::Citron => "citron",
        }
    }

    /// The format with this name.
    ///
    /// ```
    /// use inquit_formats::Format;
    /// assert_eq!(Format::named("conllu"), Some(Format::Conllu));
    /// assert_eq!(Format::named("docx"), None);
    /// ```
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.name() == name)
    }
}

/// A document in a format, as the complete contents of a file. `id` is the document's id in the file; an `.ann` file
/// of brat has no place for one.
#[must_use]
pub fn export(document: &Document, id: &str, format: Format) -> String {
    match format {
        Format::Tei => tei::file(document, id),
        Format::Annotation => annotation::collection(document, id, annotation::Anchor::Position),
        Format::Brat => brat::annotations(document),
        Format::Conllu => conllu::document(document, id),
        Format::Citron => citron::document(document, id),
    }
}

/// The tag (BCP 47) of a language with an ISO 639-3 code; a code that isn't known stays.
fn tag(code: &str) -> &str {
    inquit::LanguageInfo::find(code).map_or(code, |language| language.tag())
}

/// A confidence as it is written: three digits behind the point, as in the JSON record.
fn confidence(quote: inquit::Quote<'_>) -> String {
    let rounded = (f64::from(quote.confidence()) * 1000.0).round() / 1000.0;
    rounded.to_string()
}

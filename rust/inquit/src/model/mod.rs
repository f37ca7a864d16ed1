//! The learned model of English attribution: what it reads of a text, and how.

use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::error::{Error, ErrorKind};

mod arithmetic;
mod bytes;
mod chain;
mod checksum;
mod compiled;
mod embedding;
mod encoder;
mod feature;
mod file;
mod inputs;
mod kernel;
mod layer;
mod link;
mod links;
mod norm;
mod pieces;
mod product;
mod reading;
mod sizes;
mod tag;
#[cfg(test)]
mod tests;
mod weights;
mod window;

pub(crate) use arithmetic::{exp, ln};
pub(crate) use bytes::Bytes;
pub(crate) use checksum::crc32;
#[cfg(feature = "training")]
pub(crate) use feature::FEATURES;
pub(crate) use feature::{Described, fill};
pub(crate) use file::bad;
#[cfg(feature = "training")]
pub(crate) use inputs::Inputs;
pub(crate) use inputs::Source;
pub(crate) use link::{Link, REACH};
pub(crate) use links::Odds;
#[cfg(feature = "training")]
pub(crate) use pieces::Reads;
pub(crate) use pieces::Vocabulary;
pub(crate) use reading::Reading;
pub(crate) use tag::Tag;
pub(crate) use weights::SIGNALS;

/// A trained model. A clone shares its weights.
#[derive(Clone)]
pub struct Model {
    weights: Arc<weights::Weights>,
}

impl Model {
    /// Reads a model from the bytes of its file.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::BadModel`] if the bytes aren't a model, are damaged, or are of another version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        Ok(Self { weights: Arc::new(file::read(bytes)?) })
    }

    /// Reads a model from its file.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::BadModel`] as [`Model::from_bytes`], or if the file can't be read; the error names the file, and its source is then the
    /// [`std::io::Error`].
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let named =
            |what: &dyn fmt::Display| Error::new(ErrorKind::BadModel, format!("{}: {what}", path.display()));
        let bytes = std::fs::read(path).map_err(|error| named(&error).because(error))?;
        Self::from_bytes(&bytes).map_err(|error| error.about(&path.display()))
    }

    /// Whether it is for a language, by its ISO 639-3 code.
    pub(crate) fn is_for(&self, language: &str) -> bool {
        self.weights.languages.iter().any(|code| **code == *language)
    }

    /// The ISO 639-3 codes of the languages that it is for.
    pub fn languages(&self) -> impl ExactSizeIterator<Item = &str> {
        self.weights.languages.iter().map(|code| &**code)
    }

    /// Whether it tells names itself, and so in languages without lists of them.
    pub(crate) fn tells_names(&self) -> bool {
        self.weights.tells_names
    }

    /// The word pieces that it knows.
    pub(crate) fn vocabulary(&self) -> &Vocabulary {
        &self.weights.vocabulary
    }

    /// How likely a quote is right that has these signals.
    pub(crate) fn confidence(&self, signals: &[f32; SIGNALS]) -> f32 {
        let [weights @ .., bias] = &self.weights.confidence;
        let sum = signals.iter().zip(weights).fold(*bias, |sum, (signal, weight)| sum + signal * weight);
        // Weights of someone's own file may be so large that their products leave the numbers.
        if sum.is_nan() { 0.0 } else { arithmetic::sigmoid(sum) }
    }

    /// Starts to read a document, which ends where `stop` becomes true.
    pub(crate) fn read<'r>(&'r self, source: &'r dyn Source, stop: &'r AtomicBool) -> Reading<'r> {
        Reading::new(self, source, stop)
    }
}

/// What each kernel that the processor can run writes over `out`: where sums start, weights by steps, and tokens by
/// tiles of as many steps. The target `kernel` of the fuzzer holds them to each other.
#[cfg(fuzzing)]
#[doc(hidden)]
#[must_use]
pub fn kernels(
    start: &[[i32; 16]; 3],
    weights: &[[[[i8; 4]; 16]; 3]],
    tiles: &[[[u8; 4]; 8]],
    out: &[[[i32; 16]; 3]],
) -> Vec<Vec<[[i32; 16]; 3]>> {
    kernel::each(start, weights, tiles, out)
}

impl fmt::Debug for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Model").finish_non_exhaustive()
    }
}

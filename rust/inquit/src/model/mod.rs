//! The learned model of English attribution: what it reads of a text, and how.

mod feature;
mod inputs;
mod pieces;

pub(crate) use feature::{FEATURES, describe};
pub(crate) use inputs::Inputs;
pub(crate) use pieces::Vocabulary;

//! Writing JSON.

use serde::Serialize;

/// A value as one line of JSON.
pub(crate) fn line(value: &impl Serialize) -> String {
    // What is written here are structs of strings and numbers, which can't fail.
    serde_json::to_string(value).unwrap_or_default()
}

//! Whether an output comes out now as it did.
//!
//! An output that is complete has nothing beside it that tells which options it was made with. So some documents of it
//! are analysed again: where none comes out as it stands there, something else is asked for now than was then.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::input::Input;
use crate::pipeline::Work;

/// So many documents are looked at: enough that a text that has changed since isn't taken for other options.
const MANY: usize = 8;

/// Longer lines aren't kept.
const LONGEST: usize = 1 << 20;

/// So many bytes of the input are read for them. Most often they are the first of it.
const FAR: u64 = 16 << 20;

/// Some lines of an output, by their ids.
#[derive(Debug, Default)]
pub(crate) struct Samples {
    lines: HashMap<String, Vec<u8>>,
    full: bool,
}

impl Samples {
    /// Keeps a line with quotes, unless there are enough: without quotes it is the same with most options.
    pub(crate) fn add(&mut self, id: &str, line: &[u8]) {
        if !self.full && line.len() <= LONGEST && memchr::memmem::find(line, b"\"quotes\":[{").is_some() {
            self.lines.insert(id.to_owned(), line.to_owned());
            self.full = self.lines.len() == MANY;
        }
    }

    /// Whether none of those that the input has comes out as it did.
    pub(crate) fn differ(&self, inputs: &[Input], work: &Work) -> bool {
        if self.lines.is_empty() {
            return false;
        }
        let (mut far, mut found, mut same) = (0, false, false);
        for input in inputs.iter().filter(|input| input.can_be_read_twice()) {
            let more = input.read(&work.columns, |batch| {
                far += batch.size();
                let kept = batch.filtered(&work.columns, |id| Ok(self.lines.contains_key(&id.to_string())));
                let lines = work.lines(kept).unwrap_or_default();
                for line in lines.split_inclusive(|&byte| byte == b'\n') {
                    found = true;
                    // Several may have one id.
                    same |= self.lines.values().any(|before| before == line);
                }
                !same && far < FAR
            });
            if !more {
                break;
            }
        }
        found && !same
    }
}

/// The id of a line, as it is shown.
pub(crate) fn id_of(line: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Line<'l> {
        #[serde(borrow)]
        id: &'l RawValue,
    }
    match serde_json::from_slice::<Line<'_>>(line).ok()?.id.get() {
        name if name.starts_with('"') => serde_json::from_str(name).ok(),
        number => Some(number.to_owned()),
    }
}

//! What JavaScript calls.
//!
//! Texts pass through two buffers. For one that goes in, JavaScript asks for room ([`inquit_input`]), writes UTF-8 there
//! and calls a function that reads it; what comes out it reads at [`inquit_output`]. Nobody but JavaScript writes to
//! the room while a function isn't running, so that nothing here is unsafe but to export a name.

#![allow(unsafe_code)] // `no_mangle` counts as such

use std::cell::RefCell;

use inquit::{Document, Model};
use serde::Serialize;

use crate::analyzers::Analyzers;
use crate::answer;
use crate::options::BadOption;

/// What stays between calls.
#[derive(Default)]
struct Desk {
    input: Vec<u8>,
    output: Vec<u8>,
    analyzers: Analyzers,
    /// The text that was read last, until it is to be forgotten.
    document: Option<Document>,
}

thread_local! {
    /// A module of WebAssembly has one thread.
    static DESK: RefCell<Desk> = RefCell::default();
}

fn desk<T>(work: impl FnOnce(&mut Desk) -> T) -> T {
    DESK.with_borrow_mut(work)
}

impl Desk {
    /// The input as text; whatever isn't UTF-8 in it becomes U+FFFD.
    fn text(&mut self) -> String {
        let bytes = std::mem::take(&mut self.input);
        String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
    }

    fn write(&mut self, text: &str) {
        self.output.clear();
        self.output.extend_from_slice(text.as_bytes());
    }

    fn write_json(&mut self, value: &impl Serialize) {
        self.output.clear();
        // To write into memory doesn't fail, and what is written has no keys but strings.
        let _ = serde_json::to_writer(&mut self.output, value);
    }

    /// Whether it went well; if not, the output says why.
    fn done(&mut self, result: Result<(), BadOption>) -> bool {
        if let Err(error) = &result {
            self.write(&error.to_string());
        }
        result.is_ok()
    }
}

/// Makes room for as many bytes of input; where they are to be written.
#[unsafe(no_mangle)]
extern "C" fn inquit_input(length: usize) -> *mut u8 {
    desk(|desk| {
        desk.input.clear();
        desk.input.resize(length, 0);
        desk.input.as_mut_ptr()
    })
}

/// Where the output is.
#[unsafe(no_mangle)]
extern "C" fn inquit_output() -> *const u8 {
    desk(|desk| desk.output.as_ptr())
}

/// How many bytes the output has.
#[unsafe(no_mangle)]
extern "C" fn inquit_output_length() -> usize {
    desk(|desk| desk.output.len())
}

/// Takes the input, JSON, for the options of the texts that follow. False, with the reason as output, if they can't be
/// used; the ones before then stay.
#[unsafe(no_mangle)]
extern "C" fn inquit_configure() -> bool {
    desk(|desk| {
        let options = desk.text();
        let result = desk.analyzers.choose(&options);
        desk.done(result)
    })
}

/// Takes the input for the file of a model, which options then call by its number: 0 for the first. False, with the
/// reason as output, if it is none.
#[unsafe(no_mangle)]
extern "C" fn inquit_load_model() -> bool {
    desk(|desk| {
        let bytes = std::mem::take(&mut desk.input);
        match Model::from_bytes(&bytes) {
            Ok(model) => desk.analyzers.add(model),
            Err(error) => {
                desk.write(&error.to_string());
                return false;
            }
        }
        true
    })
}

/// Reads the input, a text; the output is what was found, as [`answer::document`].
#[unsafe(no_mangle)]
extern "C" fn inquit_analyze() {
    desk(|desk| {
        let text = desk.text();
        let document = desk.analyzers.chosen().analyze(text);
        desk.write_json(&answer::document(&document));
        desk.document = Some(document);
    });
}

/// Writes the markup of the text that was read last, as `inquit_view::fragment`.
#[unsafe(no_mangle)]
extern "C" fn inquit_fragment() {
    desk(|desk| {
        let markup = desk.document.as_ref().map(inquit_view::fragment).unwrap_or_default();
        desk.write(&markup);
    });
}

/// Writes the text that was read last as a page of its own, as `inquit_view::page`; the input is its name.
#[unsafe(no_mangle)]
extern "C" fn inquit_page() {
    desk(|desk| {
        let name = desk.text();
        let page = inquit_view::page(desk.document.iter().map(|document| (name.as_str(), document)));
        desk.write(&page);
    });
}

/// Forgets the text that was read last, and the buffers.
#[unsafe(no_mangle)]
extern "C" fn inquit_forget() {
    desk(|desk| {
        desk.document = None;
        desk.input = Vec::new();
        desk.output = Vec::new();
    });
}

/// Splits the input into sentences; the output is their spans.
#[unsafe(no_mangle)]
extern "C" fn inquit_sentences() {
    desk(|desk| {
        let text = desk.text();
        desk.write_json(&answer::sentences(&text));
    });
}

/// Splits the input into sentences by the options that were configured last; the output is their spans.
#[unsafe(no_mangle)]
extern "C" fn inquit_split() {
    desk(|desk| {
        let text = desk.text();
        let spans = answer::split(&text, &desk.analyzers.chosen());
        desk.write_json(&spans);
    });
}

/// Splits the input into tokens; the output is [`answer::tokens`].
#[unsafe(no_mangle)]
extern "C" fn inquit_tokens() {
    desk(|desk| {
        let text = desk.text();
        desk.write_json(&answer::tokens(&text));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(bytes: &[u8]) {
        inquit_input(bytes.len());
        // What JavaScript does to the memory.
        desk(|desk| desk.input.copy_from_slice(bytes));
    }

    fn output() -> String {
        desk(|desk| String::from_utf8(desk.output.clone()).unwrap())
    }

    #[test]
    fn a_text_is_read_with_the_options_before_it() {
        input(br#"{"model": "none", "cueVerbs": ["livestream"]}"#);
        assert!(inquit_configure());
        input("Ann Lee livestreamed that 👩‍🚀 won.".as_bytes());
        inquit_analyze();
        let found: serde_json::Value = serde_json::from_str(&output()).unwrap();
        assert_eq!(found["record"]["offsets"], "utf16");
        assert_eq!(found["record"]["quotes"][0]["content"], serde_json::json!([[21, 35]]));
        assert_eq!(
            found["record"]["tokens"].as_array().unwrap().len(),
            found["kinds"].as_array().unwrap().len()
        );
        inquit_fragment();
        assert!(output().contains("livestreamed"), "{}", output());
        input(b"a note");
        inquit_page();
        assert!(output().contains("<html") && output().contains("a note"));
        inquit_forget();
        inquit_fragment();
        assert_eq!(output(), "");
    }

    #[test]
    fn what_is_wrong_with_options_and_models_is_told() {
        input(br#"{"model": "none", "minConfidence": 2}"#);
        assert!(!inquit_configure());
        assert_eq!(output(), "option minConfidence: confidence 2 isn't a number from 0 to 1");
        input(b"no model");
        assert!(!inquit_load_model());
        assert_eq!(output(), "can't be used as a model: it doesn't begin as one");
    }

    #[test]
    fn bytes_that_are_no_text_are_read_all_the_same() {
        input(b"\xffIt rains. \0It pours.");
        inquit_sentences();
        assert_eq!(output(), "[[0,10],[11,21]]");
        input(br#"{"model": "none", "language": "German"}"#);
        assert!(inquit_configure());
        input("Am 12. Juni. Ja.".as_bytes());
        inquit_split();
        assert_eq!(output(), "[[0,12],[13,16]]");
        input(b"");
        inquit_tokens();
        assert_eq!(output(), r#"{"spans":[],"kinds":[]}"#);
    }
}

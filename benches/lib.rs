//! Texts for the benchmarks, all of our own making.
//!
//! A short text over and over is a poor one to measure on: after a few rounds a processor's branch
//! predictors know it by heart, and a splitter that decides much by branches looks faster than it is on text
//! it hasn't seen. So the long texts here are made from some 40 kB in `texts/` by shuffling: paragraphs change
//! places, sentences change places within them, and half of the words in small letters are drawn anew from
//! the words of the same language, so that the shape of prose stays (lengths of words, marks, numbers,
//! abbreviations, contractions, layout) but no stretch of it comes back. The generator is seeded: the
//! text is the same on every machine and run.
//!
//! `INQUIT_BENCH_TEXT=FILE` adds a text of your own to each group, under the name `own`.
//!
//! The files have a sentence (or what must stay together) on a line and a blank line between paragraphs;
//! lines that begin with a tab are lines of their own in the text too (headers of e-mails, items of lists).

mod prose;

pub use prose::{mixed, prose};

/// The article once: about 5 kB, what a news site hands over at a time.
pub const ARTICLE: &str = include_str!("../examples/article.txt");

/// The article over and over, a blank line between, of at least `bytes` bytes.
///
/// For the whole analysis: the speakers are the same in each copy, so that chains of mentions grow as long as
/// the text.
#[must_use]
pub fn long_article(bytes: usize) -> String {
    let copy = format!("{}\n\n", ARTICLE.trim_end());
    copy.repeat(bytes.div_ceil(copy.len()))
}

/// The text that `INQUIT_BENCH_TEXT` names; `None` where it isn't set, or can't be read, which is said.
#[must_use]
pub fn own() -> Option<String> {
    let path = std::env::var_os("INQUIT_BENCH_TEXT")?;
    let text = std::fs::read_to_string(&path);
    text.inspect_err(|error| eprintln!("{}: {error}", path.display())).ok()
}

/// A text made to be slow: its name, and what it repeats.
#[derive(Clone, Copy, Debug)]
pub struct Hostile {
    /// What it is called in the results.
    pub name: &'static str,
    unit: &'static str,
}

impl Hostile {
    /// Every one of them.
    pub const ALL: [Self; 6] = [
        Self { name: "quotes", unit: "\"" },
        Self { name: "brackets", unit: "(" },
        Self { name: "stops", unit: "." },
        Self { name: "newlines", unit: "\n" },
        Self { name: "letters", unit: "a" },
        Self { name: "combining-marks", unit: "\u{301}" },
    ];

    /// The text, of `bytes` bytes or a little more.
    #[must_use]
    pub fn text(self, bytes: usize) -> String {
        self.unit.repeat(bytes.div_ceil(self.unit.len()))
    }
}

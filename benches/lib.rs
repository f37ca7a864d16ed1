//! Text for the benchmarks, all made from our own example article.

/// The article once: about 5 kB, what a news site hands over at a time.
pub const ARTICLE: &str = include_str!("../examples/article.txt");

/// The article over and over, a blank line between, of at least `bytes` bytes.
///
/// Long enough that what a call sets up no longer counts; the speakers are the same in each copy, so
/// that chains of mentions grow as long as the text.
#[must_use]
pub fn long_article(bytes: usize) -> String {
    let copy = format!("{}\n\n", ARTICLE.trim_end());
    copy.repeat(bytes.div_ceil(copy.len()))
}

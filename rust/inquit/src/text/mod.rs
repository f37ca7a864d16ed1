//! Where things are in a text: spans, paragraphs, and offsets in other units.

mod chars;
pub(crate) mod lanes;
mod offsets;
mod paragraph;
mod scan;
mod span;

pub(crate) use chars::{char_at, char_before, head, tail};
pub use offsets::{OffsetMap, OffsetUnit};
pub(crate) use paragraph::{AtNewlines, Layout, Wrapping, is_newline, laid_out};
pub use paragraph::{Newlines, Paragraph, ParagraphKind, paragraphs};
pub(crate) use scan::{Scan, Stops};
pub use span::Span;

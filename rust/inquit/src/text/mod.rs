//! Where things are in a text: spans, paragraphs, and offsets in other units.

mod offsets;
mod paragraph;
mod scan;
mod span;

pub use offsets::{OffsetMap, OffsetUnit};
pub(crate) use paragraph::{AtNewlines, Wrapping};
pub use paragraph::{Newlines, Paragraph, ParagraphKind, paragraphs};
pub(crate) use scan::{BLOCK, Scan, Stops, pack};
pub use span::Span;

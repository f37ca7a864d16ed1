//! Where things are in a text: spans, paragraphs, and offsets in other units.

mod offsets;
mod paragraph;
mod span;

pub use offsets::{OffsetMap, OffsetUnit};
pub use paragraph::{Newlines, Paragraph, ParagraphKind, paragraphs};
pub use span::Span;

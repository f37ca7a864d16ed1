//! A text shared by all views into it, with its offsets in characters.

use std::sync::Arc;

use inquit::{Document, OffsetMap, OffsetUnit, Span};

/// A document, or a text alone, and the map from its bytes to `str` indices.
#[derive(Clone)]
pub(crate) struct Shared(Arc<Inner>);

struct Inner {
    source: Source,
    chars: OffsetMap<Source>,
}

#[derive(Clone)]
enum Source {
    Document(Arc<Document>),
    Text(Arc<str>),
}

impl AsRef<str> for Source {
    fn as_ref(&self) -> &str {
        match self {
            Self::Document(document) => document.text(),
            Self::Text(text) => text,
        }
    }
}

impl Shared {
    pub(crate) fn new(document: Document) -> Self {
        Self::of(Source::Document(Arc::new(document)))
    }

    pub(crate) fn of_text(text: &str) -> Self {
        Self::of(Source::Text(text.into()))
    }

    fn of(source: Source) -> Self {
        let chars = OffsetMap::new(source.clone(), OffsetUnit::Chars);
        Self(Arc::new(Inner { source, chars }))
    }

    /// The document; `None` where there is a text alone.
    pub(crate) fn document(&self) -> Option<&Document> {
        match &self.0.source {
            Source::Document(document) => Some(document),
            Source::Text(_) => None,
        }
    }

    pub(crate) fn text(&self) -> &str {
        self.0.source.as_ref()
    }

    /// A byte offset as a `str` index.
    pub(crate) fn index(&self, offset: usize) -> usize {
        self.0.chars.from_bytes(offset)
    }

    /// A `str` index as a byte offset.
    pub(crate) fn offset(&self, index: usize) -> usize {
        self.0.chars.to_bytes(index)
    }

    pub(crate) fn slice(&self, span: Span) -> &str {
        span.of(self.text())
    }

    /// Whether two views look at the same text, or at equal ones.
    pub(crate) fn same_text(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.text() == other.text()
    }
}

//! Stretches of text: spans, sentences, tokens, paragraphs.

use std::hash::{DefaultHasher, Hash, Hasher};

use inquit::{ParagraphKind, Span};
use pyo3::prelude::*;

use crate::shared::Shared;

/// What a view marks. A view keeps only that and its text, 32 bytes with Python's part: a list of tokens is
/// mostly the memory that it touches.
trait Marked {
    fn span(&self) -> Span;

    /// What it is; empty where there are no kinds.
    fn kind_name(&self) -> &'static str {
        ""
    }
}

impl Marked for Span {
    fn span(&self) -> Span {
        *self
    }
}

impl Marked for inquit::Token {
    fn span(&self) -> Span {
        inquit::Token::span(self)
    }

    fn kind_name(&self) -> &'static str {
        self.kind().name()
    }
}

impl Marked for (Span, ParagraphKind) {
    fn span(&self) -> Span {
        self.0
    }

    fn kind_name(&self) -> &'static str {
        self.1.name()
    }
}

/// A view with `start`, `end` and `text`, compared and hashed by what it marks.
macro_rules! span_class {
    ($(#[$doc:meta])* $class:ident, $name:literal, $marked:ty, { $($extra:tt)* }) => {
        $(#[$doc])*
        #[pyclass(frozen, module = "inquit", name = $name)]
        #[derive(Clone)]
        pub(crate) struct $class {
            shared: Shared,
            marked: $marked,
        }

        impl $class {
            fn span(&self) -> Span {
                Marked::span(&self.marked)
            }
        }

        #[pymethods]
        impl $class {
            /// Where it starts, as a `str` index.
            #[getter]
            fn start(&self) -> usize {
                self.shared.index(self.span().start())
            }

            /// Where it ends: the `str` index after its last character.
            #[getter]
            fn end(&self) -> usize {
                self.shared.index(self.span().end())
            }

            /// Its text.
            #[getter]
            fn text(&self) -> &str {
                self.shared.slice(self.span())
            }

            fn __str__(&self) -> &str {
                self.text()
            }

            fn __len__(&self) -> usize {
                self.end() - self.start()
            }

            fn __repr__(&self) -> String {
                format!("{}({}, {}, {:?})", $name, self.start(), self.end(), self.text())
            }

            fn __eq__(&self, other: &Self) -> bool {
                let kinds = (self.marked.kind_name(), other.marked.kind_name());
                self.span() == other.span() && kinds.0 == kinds.1 && self.shared.same_text(&other.shared)
            }

            fn __hash__(&self) -> u64 {
                let mut hasher = DefaultHasher::new();
                (self.span(), self.text()).hash(&mut hasher);
                hasher.finish()
            }

            $($extra)*
        }
    };
}

span_class!(
    /// A stretch of text: `text[span.start:span.end] == span.text`.
    PySpan, "Span", Span, {}
);

span_class!(
    /// A sentence of a document.
    PySentence, "Sentence", Span, {
        /// Its tokens, in order.
        #[getter]
        fn tokens(&self) -> Vec<PyToken> {
            let Some(document) = self.shared.document() else { return Vec::new() };
            let inside = document.tokens_in(self.span());
            inside.map(|token| PyToken::new(self.shared.clone(), token.token())).collect()
        }
    }
);

span_class!(
    /// A word, number, mark or symbol.
    PyToken, "Token", inquit::Token, {
        /// What it is: "word", "number", "punctuation", "symbol", "url", "email", "emoji", "hashtag", "handle", ….
        #[getter]
        fn kind(&self) -> &'static str {
            self.marked.kind_name()
        }
    }
);

span_class!(
    /// A paragraph of a document.
    PyParagraph, "Paragraph", (Span, ParagraphKind), {
        /// What it is: "body", "heading" or "caption".
        #[getter]
        fn kind(&self) -> &'static str {
            self.marked.kind_name()
        }
    }
);

impl PySpan {
    pub(crate) fn new(shared: Shared, span: Span) -> Self {
        Self { shared, marked: span }
    }

    /// All of some spans.
    pub(crate) fn all(shared: &Shared, spans: &[Span]) -> Vec<Self> {
        spans.iter().map(|&span| Self::new(shared.clone(), span)).collect()
    }
}

impl PySentence {
    pub(crate) fn new(shared: Shared, span: Span) -> Self {
        Self { shared, marked: span }
    }
}

impl PyToken {
    pub(crate) fn new(shared: Shared, token: inquit::Token) -> Self {
        Self { shared, marked: token }
    }
}

impl PyParagraph {
    pub(crate) fn new(shared: Shared, paragraph: &inquit::Paragraph) -> Self {
        Self { shared, marked: (paragraph.span(), paragraph.kind()) }
    }
}

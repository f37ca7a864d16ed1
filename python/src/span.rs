//! Stretches of text: spans, sentences, tokens, paragraphs.

use inquit::{ParagraphKind, Span};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::listed::tuple;
use crate::shared::Shared;
use crate::written::repr;

/// What a view marks. A view keeps only that and its text, 32 bytes with Python's part: a list of tokens is
/// mostly the memory that it touches.
trait Marked: Sized {
    fn span(&self) -> Span;

    /// What it is; empty where there are no kinds.
    fn kind_name(&self) -> &'static str {
        ""
    }

    /// What has this span and a kind of this name; `None` if there is no such kind.
    fn at(span: Span, kind: &str) -> Option<Self>;
}

impl Marked for Span {
    fn span(&self) -> Span {
        *self
    }

    fn at(span: Span, kind: &str) -> Option<Self> {
        kind.is_empty().then_some(span)
    }
}

impl Marked for inquit::Token {
    fn span(&self) -> Span {
        inquit::Token::span(self)
    }

    fn kind_name(&self) -> &'static str {
        self.kind().name()
    }

    fn at(span: Span, kind: &str) -> Option<Self> {
        // Whether white space follows isn't told in Python.
        Some(Self::new(span, serde_json::from_value(kind.into()).ok()?, false))
    }
}

impl Marked for (Span, ParagraphKind) {
    fn span(&self) -> Span {
        self.0
    }

    fn kind_name(&self) -> &'static str {
        self.1.name()
    }

    fn at(span: Span, kind: &str) -> Option<Self> {
        Some((span, serde_json::from_value(kind.into()).ok()?))
    }
}

/// Where a view is in what has its text, and what it is.
type Place<'py> = (Bound<'py, PyAny>, usize, usize, &'static str);

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

            fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
                Ok(format!("{}({}, {}, {})", $name, self.start(), self.end(), repr(py, self.text())?))
            }

            fn __eq__(&self, other: &Self) -> bool {
                let kinds = (self.marked.kind_name(), other.marked.kind_name());
                self.span() == other.span() && kinds.0 == kinds.1 && self.shared.same_text(&other.shared)
            }

            fn __hash__(&self) -> u64 {
                self.shared.hash_with(self.span())
            }

            fn __copy__(this: Bound<'_, Self>) -> Bound<'_, Self> {
                this
            }

            #[pyo3(signature = (memo, /))]
            fn __deepcopy__<'py>(this: Bound<'py, Self>, memo: &Bound<'py, PyAny>) -> Bound<'py, Self> {
                let _ = memo;
                this
            }

            /// Reads what `__reduce__` wrote. Raises `ValueError` for what isn't in the text.
            #[staticmethod]
            fn _at(holder: &Bound<'_, PyAny>, start: usize, end: usize, kind: &str) -> PyResult<Self> {
                let shared = Shared::held_by(holder)?;
                let marked = Marked::at(shared.span(start, end)?, kind);
                let marked = marked.ok_or_else(|| PyValueError::new_err(format!("no kind {kind:?}")))?;
                Ok(Self { shared, marked })
            }

            fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Place<'py>)> {
                let place = (self.shared.holder(py)?, self.start(), self.end(), self.marked.kind_name());
                Ok((py.get_type::<Self>().getattr("_at")?, place))
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
        fn tokens<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
            let inside = self.shared.document().map(|document| document.tokens_in(self.span()));
            let inside: Vec<_> = inside.into_iter().flatten().map(|token| token.token()).collect();
            tuple(py, inside.into_iter().map(|token| PyToken::new(self.shared.clone(), token)))
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
    pub(crate) fn all<'py>(
        py: Python<'py>,
        shared: &Shared,
        spans: &[Span],
    ) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, spans.iter().map(|&span| Self::new(shared.clone(), span)))
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

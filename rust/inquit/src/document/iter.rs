//! The iterators over what a [`Document`] holds, by their names, so that they can be fields of a struct.
//!
//! ```
//! /// The quotes of a document, a few at a time.
//! struct Pages<'d> {
//!     quotes: inquit::iter::Quotes<'d>,
//! }
//!
//! impl<'d> Iterator for Pages<'d> {
//!     type Item = Vec<inquit::Quote<'d>>;
//!
//!     fn next(&mut self) -> Option<Self::Item> {
//!         let page: Vec<_> = self.quotes.by_ref().take(20).collect();
//!         (!page.is_empty()).then_some(page)
//!     }
//! }
//!
//! let document = inquit::analyze("“It is late,” said Ann Lee.");
//! assert_eq!(Pages { quotes: document.quotes() }.count(), 1);
//! ```

use std::fmt;
use std::iter::FusedIterator;
use std::ops::Range;

use super::{Document, Mention, ParagraphRef, Quote, Sentence, Speaker, TokenRef};

macro_rules! list {
    ($(#[$doc:meta])* $name:ident, $view:ident, $get:ident) => {
        $(#[$doc])*
        #[derive(Clone)]
        #[must_use = "iterators are lazy and do nothing unless consumed"]
        pub struct $name<'d> {
            document: &'d Document,
            places: Range<usize>,
        }

        impl<'d> $name<'d> {
            /// Those at some places, which are places of the document.
            pub(super) fn new(document: &'d Document, places: Range<usize>) -> Self {
                Self { document, places }
            }
        }

        impl<'d> Iterator for $name<'d> {
            type Item = $view<'d>;

            fn next(&mut self) -> Option<$view<'d>> {
                self.places.next().and_then(|place| self.document.$get(place))
            }

            fn nth(&mut self, n: usize) -> Option<$view<'d>> {
                self.places.nth(n).and_then(|place| self.document.$get(place))
            }

            fn size_hint(&self) -> (usize, Option<usize>) {
                self.places.size_hint()
            }
        }

        impl DoubleEndedIterator for $name<'_> {
            fn next_back(&mut self) -> Option<Self::Item> {
                self.places.next_back().and_then(|place| self.document.$get(place))
            }

            fn nth_back(&mut self, n: usize) -> Option<Self::Item> {
                self.places.nth_back(n).and_then(|place| self.document.$get(place))
            }
        }

        impl ExactSizeIterator for $name<'_> {}

        impl FusedIterator for $name<'_> {}

        impl fmt::Debug for $name<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_list().entries(self.clone()).finish()
            }
        }
    };
}

list! {
    /// [`Document::paragraphs`].
    Paragraphs, ParagraphRef, paragraph
}
list! {
    /// [`Document::sentences`], [`ParagraphRef::sentences`].
    Sentences, Sentence, sentence
}
list! {
    /// [`Document::tokens`], [`Document::tokens_in`], [`Sentence::tokens`], [`ParagraphRef::tokens`].
    Tokens, TokenRef, token
}
list! {
    /// [`Document::mentions`].
    Mentions, Mention, mention
}
list! {
    /// [`Document::quotes`].
    Quotes, Quote, quote
}
list! {
    /// [`Document::speakers`].
    Speakers, Speaker, speaker
}

/// [`Speaker::quotes`].
#[derive(Clone)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct SpeakerQuotes<'d> {
    quotes: Quotes<'d>,
    speaker: usize,
}

impl<'d> SpeakerQuotes<'d> {
    pub(super) fn new(document: &'d Document, speaker: usize) -> Self {
        Self { quotes: document.quotes(), speaker }
    }
}

/// Whether a quote is of the speaker with an id.
fn is_of(quote: &Quote<'_>, speaker: usize) -> bool {
    quote.speakers().any(|of| of.id() == speaker)
}

impl<'d> Iterator for SpeakerQuotes<'d> {
    type Item = Quote<'d>;

    fn next(&mut self) -> Option<Quote<'d>> {
        self.quotes.by_ref().find(|quote| is_of(quote, self.speaker))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.quotes.len()))
    }
}

impl DoubleEndedIterator for SpeakerQuotes<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.quotes.by_ref().rfind(|quote| is_of(quote, self.speaker))
    }
}

impl FusedIterator for SpeakerQuotes<'_> {}

impl fmt::Debug for SpeakerQuotes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

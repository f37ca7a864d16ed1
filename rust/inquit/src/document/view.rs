//! What every view has: a document, a place in it, and equality by these.

use std::hash::{Hash, Hasher};

use super::Document;

/// Whether two views look at the same document, or at equal ones.
pub(super) fn same(one: &Document, other: &Document) -> bool {
    std::ptr::eq(one, other) || one == other
}

/// What is hashed of a view: equal ones have the same.
pub(super) fn hash_place<H: Hasher>(document: &Document, index: usize, mark: impl Hash, state: &mut H) {
    (document.text.len(), index, mark).hash(state);
}

/// Compares and hashes a view by its document and its place there. `$mark` is a part of it that is quickly hashed.
macro_rules! compared {
    ($view:ident, $mark:ident) => {
        /// Two views are equal if they are at the same position in the same document, or in equal ones. Comparing
        /// views of two documents may take as long as comparing the documents.
        impl PartialEq for $view<'_> {
            fn eq(&self, other: &Self) -> bool {
                self.index == other.index && $crate::document::view::same(self.document, other.document)
            }
        }

        impl Eq for $view<'_> {}

        impl std::hash::Hash for $view<'_> {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                $crate::document::view::hash_place(self.document, self.index, self.$mark(), state);
            }
        }
    };
}

pub(super) use compared;

//! On the way from a reader to those who analyse.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;
use std::sync::Arc;

use super::batch::{Batch, Content, MAX_TEXT, Source};
use crate::problem::Problem;

/// Bytes of text in a batch of documents: as many as a batch of lines has.
const ENOUGH: usize = 128 * 1024;

/// Hands over, in batches, what is read of a file.
pub(super) struct Delivery<'d> {
    file: Arc<str>,
    /// Documents that wait for a batch to fill, and the bytes of their texts.
    waiting: Vec<Result<Source, Problem>>,
    weight: usize,
    /// Bytes of the file that no batch has counted.
    read: Rc<Cell<u64>>,
    deliver: &'d mut dyn FnMut(Batch) -> bool,
    open: bool,
}

impl<'d> Delivery<'d> {
    pub(super) fn new(file: Arc<str>, deliver: &'d mut dyn FnMut(Batch) -> bool) -> Self {
        Self { file, waiting: Vec::new(), weight: 0, read: Rc::default(), deliver, open: true }
    }

    /// The file as it is shown.
    pub(super) fn file(&self) -> &str {
        &self.file
    }

    /// A reader of the file, whose bytes count as read.
    pub(super) fn counted<R: Read>(&self, reader: R) -> Counted<R> {
        Counted { reader, read: Rc::clone(&self.read) }
    }

    /// So many more bytes of the file are read, otherwise than through [`Delivery::counted`].
    #[cfg(feature = "parquet")]
    pub(super) fn count(&self, bytes: u64) {
        self.read.set(self.read.get() + bytes);
    }

    /// Hands over a batch; returns whether more is wanted.
    pub(super) fn batch(&mut self, content: Content) -> bool {
        self.open =
            self.open && (self.deliver)(Batch::new(Arc::clone(&self.file), content, self.read.take()));
        self.open
    }

    /// Hands over a document, or what was wrong with it, once there are enough for a batch; returns whether
    /// more is wanted.
    pub(super) fn document(&mut self, source: Result<Source, Problem>) -> bool {
        // A problem is about as long.
        self.weight += source.as_ref().map_or(0, |source| source.text.len()) + 100;
        self.waiting.push(source);
        if self.weight < ENOUGH { self.open } else { self.flush() }
    }

    /// Hands over the documents that wait; returns whether more is wanted.
    pub(super) fn flush(&mut self) -> bool {
        self.weight = 0;
        let waiting = std::mem::take(&mut self.waiting);
        if waiting.is_empty() { self.open } else { self.batch(Content::Documents(waiting)) }
    }

    /// Hands over a file that is one document.
    ///
    /// # Errors
    ///
    /// If the file can't be read to its end.
    pub(super) fn whole(
        &mut self,
        reader: impl Read,
        content: impl FnOnce(Vec<u8>) -> Content,
    ) -> Result<(), Problem> {
        let mut bytes = Vec::new();
        // One byte more than can be used, to tell a text that is too long.
        if let Err(error) = reader.take(MAX_TEXT + 1).read_to_end(&mut bytes) {
            let line = 1 + memchr::memchr_iter(b'\n', &bytes).count() as u64;
            return Err(Problem::stopped(&self.file, line, &error));
        }
        self.batch(content(bytes));
        Ok(())
    }
}

/// Counts what is read.
pub(super) struct Counted<R> {
    reader: R,
    read: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        self.read.set(self.read.get() + count as u64);
        Ok(count)
    }
}

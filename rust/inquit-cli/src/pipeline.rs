//! Reading, analysing and writing at the same time.
//!
//! The queues between the threads are short, so that memory holds a few batches however long the input
//! is. The reader hands each batch to whichever thread is free, and the place where its result will
//! appear to the writer; the writer takes these places in order and so writes in the order of the input.

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel, sync_channel};
use std::sync::{Arc, Mutex};

use indicatif::HumanCount;
use inquit::Analyzer;

use crate::input::{Batch, Columns, Input, Source};
use crate::output::{Output, Page, Writer};
use crate::problem::{Problem, count};
use crate::progress::Progress;
use crate::resume::Written;
use crate::sink::Sink;

/// What is done to each batch.
pub(crate) struct Work {
    pub(crate) analyzer: Analyzer,
    pub(crate) columns: Columns,
    pub(crate) output: Output,
}

/// A batch with the place for its result.
type Job = (Batch, Sender<io::Result<Done>>);

/// What became of a batch.
struct Done {
    /// What to write.
    page: Page,
    problems: Vec<Problem>,
    /// How many documents were analysed.
    documents: u64,
    /// How many bytes of the input it was.
    size: u64,
}

impl Work {
    /// Analyses the documents of a batch.
    fn run(&self, batch: Batch) -> io::Result<Done> {
        let mut done =
            Done { page: self.output.page(), problems: Vec::new(), documents: 0, size: batch.size() };
        batch.documents(&self.columns, |source| {
            match source {
                Ok(Source { id, text, extracted }) => {
                    let document = self.analyzer.analyze(text);
                    self.output.document(&id, extracted, document, &mut done.page)?;
                    done.documents += 1;
                }
                Err(problem) => done.problems.push(problem),
            }
            Ok(())
        })?;
        Ok(done)
    }

    /// The lines that the documents of a batch become, where the output has one a document.
    pub(crate) fn lines(&self, batch: Batch) -> io::Result<Vec<u8>> {
        self.output.lines(self.run(batch)?.page)
    }
}

/// Analyses what of the inputs isn't in `written`; returns how much could be read.
///
/// # Errors
///
/// If the output can't be written.
pub(crate) fn run(
    inputs: Vec<Input>,
    written: Written,
    work: &Arc<Work>,
    threads: usize,
    sink: &mut Sink,
    progress: &Progress,
) -> io::Result<Tally> {
    let (jobs, queue) = sync_channel::<Job>(1);
    let (places, results) = sync_channel::<Receiver<io::Result<Done>>>(2 * threads);
    let queue = Arc::new(Mutex::new(queue));
    for _ in 0..threads {
        let (queue, work) = (Arc::clone(&queue), Arc::clone(work));
        std::thread::Builder::new().name("analyse".into()).spawn(move || {
            while let Some((batch, place)) = next(&queue) {
                // The writer may have stopped, on an error; the reader will notice.
                let _ = place.send(work.run(batch));
            }
        })?;
    }
    let mut tally = Tally { files: inputs.len() as u64, ..Tally::default() };
    // No thread is waited for before it has said its last: where the output is closed, the reader may hang on an input
    // that never says another word.
    let reading = Arc::clone(work);
    let reader = std::thread::Builder::new().name("read".into()).spawn(move || {
        read(inputs, written, &reading.columns, |batch| {
            let (place, result) = channel();
            places.send(result).is_ok() && jobs.send((batch, place)).is_ok()
        });
    })?;
    drop(queue);
    let mut writer = Writer::new(&work.output, sink)?;
    for result in results {
        // Analysis doesn't panic. Should it yet, that must not pass for a shorter input.
        let done =
            result.recv().map_err(|_| io::Error::other("analysis failed; this is a bug in inquit"))??;
        for problem in &done.problems {
            progress.say(&problem.to_string());
        }
        tally.add(&done);
        writer.page(done.page)?;
        progress.advance(done.size, done.documents);
    }
    if reader.join().is_err() {
        return Err(io::Error::other("reading failed; this is a bug in inquit"));
    }
    writer.finish()?;
    Ok(tally)
}

/// Gives `deliver` what isn't written of the inputs, in batches, until that returns false.
fn read(inputs: Vec<Input>, mut written: Written, columns: &Columns, mut deliver: impl FnMut(Batch) -> bool) {
    for input in inputs {
        let open = match input.document_id() {
            Some(id) if written.has(&id) => deliver(Batch::nothing(input.size().unwrap_or(0))),
            _ => input.read(columns, |batch| deliver(written.rest(batch, columns))),
        };
        if !open {
            break;
        }
    }
}

/// The next job, if there will be one.
fn next(queue: &Mutex<Receiver<Job>>) -> Option<Job> {
    queue.lock().ok()?.recv().ok()
}

/// How much could be read.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    files: u64,
    bad_files: u64,
    documents: u64,
    bad_documents: u64,
}

impl Tally {
    fn add(&mut self, done: &Done) {
        let bad = done.problems.iter().filter(|problem| problem.is_of_document()).count() as u64;
        self.bad_documents += bad;
        self.bad_files += done.problems.len() as u64 - bad;
        self.documents += done.documents + bad;
    }

    /// Whether all could be.
    pub(crate) fn is_clean(&self) -> bool {
        self.bad_files + self.bad_documents == 0
    }

    /// What couldn't be, where that says more than the one problem there was.
    pub(crate) fn summary(&self) -> Option<String> {
        if self.is_clean() || self.documents + self.bad_files == 1 {
            return None;
        }
        let part = |bad, all, thing| format!("{} of {}", HumanCount(bad), count(all, thing));
        let parts = [
            (self.bad_documents > 0).then(|| part(self.bad_documents, self.documents, "document")),
            (self.bad_files > 0).then(|| part(self.bad_files, self.files, "file")),
        ];
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        Some(format!("inquit: {} couldn't be read", parts.join(" and ")))
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn the_summary_says_what_failed() {
        let summary = |files, bad_files, documents, bad_documents| {
            Tally { files, bad_files, documents, bad_documents }.summary()
        };
        assert_eq!(summary(3, 0, 5, 0), None);
        assert_eq!(summary(1, 1, 0, 0), None, "there is a line about it already");
        assert_eq!(summary(1, 0, 1, 1), None);
        let said = |words: &str| Some(format!("inquit: {words} couldn't be read"));
        assert_eq!(summary(1, 0, 10_000, 3), said("3 of 10,000 documents"));
        assert_eq!(summary(12, 1, 20, 0), said("1 of 12 files"));
        assert_eq!(summary(12, 2, 20, 1), said("1 of 20 documents and 2 of 12 files"));
    }
}

//! Reading, analysing and writing at the same time.
//!
//! The queues between the threads are short, so that memory holds a few batches however long the input
//! is. The reader hands each batch to whichever thread is free, and the place where its result will
//! appear to the writer; the writer takes these places in order and so writes in the order of the input.

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel, sync_channel};
use std::sync::{Arc, Mutex};

use inquit::Analyzer;

use crate::input::{Batch, Input};
use crate::output::Output;
use crate::problem::Problem;
use crate::progress::Progress;
use crate::sink::Sink;

/// What is done to each batch.
pub(crate) struct Work {
    pub(crate) analyzer: Analyzer,
    pub(crate) output: Output,
}

/// A batch with the place for its result.
type Job = (Batch, Sender<io::Result<Done>>);

/// What became of a batch.
struct Done {
    /// What to write.
    output: Vec<u8>,
    problems: Vec<Problem>,
    /// How many bytes of the input it was.
    size: u64,
}

impl Work {
    /// Analyses the documents of a batch.
    fn run(&self, batch: Batch) -> io::Result<Done> {
        let mut done = Done { output: Vec::new(), problems: Vec::new(), size: batch.size() };
        batch.documents(|source| {
            match source {
                Ok(source) => {
                    let document = self.analyzer.analyze(source.text);
                    self.output.document(&source.id, &document, &mut done.output)?;
                }
                Err(problem) => done.problems.push(problem),
            }
            Ok(())
        })?;
        Ok(done)
    }
}

/// Analyses all inputs; returns how many problems there were.
///
/// # Errors
///
/// If the output can't be written.
pub(crate) fn run(
    inputs: Vec<Input>,
    work: &Arc<Work>,
    threads: usize,
    mut sink: Sink,
    progress: &Progress,
) -> io::Result<usize> {
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
    // None of the threads is waited for: where the output is closed, the reader may hang on an input
    // that never says another word.
    std::thread::Builder::new().name("read".into()).spawn(move || {
        for input in inputs {
            let open = input.read(|batch| {
                let (place, result) = channel();
                places.send(result).is_ok() && jobs.send((batch, place)).is_ok()
            });
            if !open {
                break;
            }
        }
    })?;
    drop(queue);
    sink.write(work.output.head().as_bytes())?;
    let mut problems = 0;
    for result in results {
        // Analysis doesn't panic. Should it yet, that must not pass for a shorter input.
        let done =
            result.recv().map_err(|_| io::Error::other("analysis failed; this is a bug in inquit"))??;
        for problem in &done.problems {
            progress.say(&problem.to_string());
        }
        problems += done.problems.len();
        sink.write(&done.output)?;
        progress.advance(done.size);
    }
    sink.write(work.output.foot().as_bytes())?;
    sink.finish()?;
    Ok(problems)
}

/// The next job, if there will be one.
fn next(queue: &Mutex<Receiver<Job>>) -> Option<Job> {
    queue.lock().ok()?.recv().ok()
}

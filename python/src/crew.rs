//! Threads that analyse texts, a batch at a time, without Python.
//!
//! Threads of our own rather than a pool of the process: a forked child has none of its parent's threads, and a pool
//! that it inherits would wait for them for ever.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{Builder, JoinHandle};

/// A batch with so many bytes gets no further text.
pub(crate) const BATCH_BYTES: usize = 16 << 10;

/// So many batches a thread are handed over before the first of them is asked for…
const AHEAD: usize = 4;

/// … but for huge texts: with so many bytes a thread under way, each thread has one batch and none waits.
const AHEAD_BYTES: usize = 1 << 20;

/// The texts of a batch, and where to put the documents.
type Job<T> = (Vec<String>, Sender<Vec<T>>);

/// Threads that make a `T` of each text. Dropped, it tells them to stop, and leaves them to end by themselves.
pub(crate) struct Crew<T> {
    work: Arc<Work<T>>,
    /// `None` once there will be no more.
    jobs: Option<Sender<Job<T>>>,
    threads: Vec<JoinHandle<()>>,
    most: usize,
}

/// What is made of a text; nothing if it is told to stop.
type Analyze<T> = dyn Fn(String, &AtomicBool) -> Option<T> + Send + Sync;

/// What the threads share.
struct Work<T> {
    analyze: Box<Analyze<T>>,
    queue: Mutex<Receiver<Job<T>>>,
    dismissed: AtomicBool,
}

impl<T: Send + 'static> Crew<T> {
    /// A crew of up to `most` threads; they start as batches come.
    pub(crate) fn new(
        analyze: impl Fn(String, &AtomicBool) -> Option<T> + Send + Sync + 'static,
        most: usize,
    ) -> Self {
        let (jobs, queue) = channel();
        let queue = Mutex::new(queue);
        let work = Work { analyze: Box::new(analyze), queue, dismissed: AtomicBool::new(false) };
        Self { work: Arc::new(work), jobs: Some(jobs), threads: Vec::new(), most }
    }

    /// Whether it should have another batch beside those under way, which have so many bytes together.
    pub(crate) fn wants_more(&self, batches: usize, bytes: usize) -> bool {
        batches < if bytes < AHEAD_BYTES * self.most { AHEAD * self.most } else { self.most }
    }

    /// Hands texts over. Their documents appear, in order, in what is returned; should analysis panic, that closes
    /// with nothing in it.
    ///
    /// # Errors
    ///
    /// If a thread can't be started.
    pub(crate) fn hand(&mut self, texts: Vec<String>) -> io::Result<Receiver<Vec<T>>> {
        if self.threads.len() < self.most {
            let work = Arc::clone(&self.work);
            self.threads.push(Builder::new().name("inquit".into()).spawn(move || work.run())?);
        }
        let (place, documents) = channel();
        if let Some(jobs) = &self.jobs {
            // The queue is open as long as there is a crew.
            let _ = jobs.send((texts, place));
        }
        Ok(documents)
    }

    /// Ends the threads, and waits until they have ended.
    pub(crate) fn dismiss(mut self) {
        self.work.dismissed.store(true, Ordering::Relaxed);
        self.jobs = None;
        for thread in std::mem::take(&mut self.threads) {
            // One that panicked has been reported by its batch.
            let _ = thread.join();
        }
    }
}

impl<T> Drop for Crew<T> {
    fn drop(&mut self) {
        self.work.dismissed.store(true, Ordering::Relaxed);
    }
}

impl<T> Work<T> {
    fn run(&self) {
        while let Some((texts, place)) = self.next() {
            let texts = texts.into_iter().take_while(|_| !self.dismissed.load(Ordering::Relaxed));
            let documents = texts.map_while(|text| (self.analyze)(text, &self.dismissed)).collect();
            // Nobody waits for it once the crew is dismissed.
            let _ = place.send(documents);
        }
    }

    /// The next batch, if there will be one.
    fn next(&self) -> Option<Job<T>> {
        self.queue.lock().ok()?.recv().ok()
    }
}

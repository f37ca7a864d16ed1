//! Threads that analyse texts, a batch at a time, without Python.
//!
//! Threads of our own rather than a pool of the process: a forked child has none of its parent's threads, and a pool
//! that it inherits would wait for them for ever.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{Builder, JoinHandle};

use inquit::Analyzer;

use crate::shared::Shared;

/// The texts of a batch, and where to put the documents.
type Job = (Vec<String>, Sender<Vec<Shared>>);

/// Threads that analyse. Dropped, it leaves them to end by themselves, after the text that each is at.
pub(crate) struct Crew {
    work: Arc<Work>,
    /// `None` once there will be no more.
    jobs: Option<Sender<Job>>,
    threads: Vec<JoinHandle<()>>,
    most: usize,
}

/// What the threads share.
struct Work {
    analyzer: Arc<Analyzer>,
    queue: Mutex<Receiver<Job>>,
    dismissed: AtomicBool,
}

impl Crew {
    /// A crew of up to `most` threads; they start as batches come.
    pub(crate) fn new(analyzer: Arc<Analyzer>, most: usize) -> Self {
        let (jobs, queue) = channel();
        let work = Work { analyzer, queue: Mutex::new(queue), dismissed: AtomicBool::new(false) };
        Self { work: Arc::new(work), jobs: Some(jobs), threads: Vec::new(), most }
    }

    pub(crate) fn most(&self) -> usize {
        self.most
    }

    /// Hands texts over. Their documents appear, in order, in what is returned; should analysis panic, that closes
    /// with nothing in it.
    ///
    /// # Errors
    ///
    /// If a thread can't be started.
    pub(crate) fn hand(&mut self, texts: Vec<String>) -> io::Result<Receiver<Vec<Shared>>> {
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

impl Drop for Crew {
    fn drop(&mut self) {
        self.work.dismissed.store(true, Ordering::Relaxed);
    }
}

impl Work {
    fn run(&self) {
        while let Some((texts, place)) = self.next() {
            let texts = texts.into_iter().take_while(|_| !self.dismissed.load(Ordering::Relaxed));
            let documents = texts.map(|text| Shared::new(self.analyzer.analyze(text))).collect();
            // Nobody waits for it once the crew is dismissed.
            let _ = place.send(documents);
        }
    }

    /// The next batch, if there will be one.
    fn next(&self) -> Option<Job> {
        self.queue.lock().ok()?.recv().ok()
    }
}

//! Documents of many texts, in order, analysed on many threads.
//!
//! The thread that asks for documents reads the texts, cuts them into batches and hands these to a crew, some
//! batches ahead of what it is asked for; memory holds no more than that. Only it ever touches Python.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, MutexGuard, TryLockError};

use inquit::Analyzer;
use pyo3::exceptions::{PyException, PyRuntimeError, PyValueError};
use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::prelude::*;
use pyo3::types::PyType;

use crate::argument::number;
use crate::crew::{BATCH_BYTES, Crew};
use crate::document::PyDocument;
use crate::interrupt::{LONG, wait};
use crate::shared::Shared;
use crate::source::{Item, PyFailure, Source};

/// How many texts a batch has at most, unless another number is asked for.
const BATCH_SIZE: usize = 64;

/// What `Analyzer.pipe` returns: an iterator over documents, in the order of their texts.
///
/// It belongs to one thread at a time, and to the process that made it. Threads end when there is no more to read,
/// or nobody holds on to it.
#[pyclass(frozen, module = "inquit", name = "Pipe")]
pub(crate) struct PyPipe {
    state: Mutex<State>,
    failed: Arc<AtomicUsize>,
    process: u32,
}

/// How a pipe is to work.
pub(crate) struct Options {
    pub(crate) threads: usize,
    pub(crate) batch_size: usize,
    /// What it is to be told, if it is to be told.
    pub(crate) progress: Option<Progress>,
}

/// A progress bar, made when the first document is asked for.
pub(crate) enum Progress {
    /// How many texts there will be, if that is known.
    Total(Option<usize>),
    Bar(Py<PyAny>),
}

#[derive(Default)]
struct State {
    /// `None` once there is nothing more to read.
    source: Option<Source>,
    worker: Option<Worker>,
    batch_size: usize,
    /// What was read and isn't done yet, the first first.
    batches: VecDeque<Batch>,
    /// What is done and wasn't asked for yet.
    done: VecDeque<Done>,
    /// What ended the reading too early, to be raised after the documents before it.
    error: Option<PyErr>,
    progress: Option<Progress>,
}

/// Who analyses.
enum Worker {
    /// The thread that asks, one text at a time; of long ones a crew of one, so that the thread that asks can look for
    /// signals. A text that is under way when one comes is the next to be waited for.
    Own(Arc<Analyzer>, Crew<Shared>),
    Crew(Crew<Shared>),
}

/// The document of a text, unless it is told to stop.
fn document(analyzer: &Analyzer, text: String, stop: &AtomicBool) -> Option<Shared> {
    analyzer.analyze_unless(stop, text, &[]).ok().flatten().map(Shared::new)
}

/// Texts that a crew has.
struct Batch {
    slots: Vec<Slot>,
    bytes: usize,
    documents: Receiver<Vec<Shared>>,
}

/// What there is of an item beside its text.
struct Slot {
    failure: Option<Py<PyFailure>>,
    context: Option<Py<PyAny>>,
}

/// What is to be yielded.
struct Done {
    outcome: Outcome,
    context: Option<Py<PyAny>>,
}

enum Outcome {
    Document(Shared),
    Failure(Py<PyFailure>),
}

impl PyPipe {
    pub(crate) fn new(analyzer: Arc<Analyzer>, source: Source, options: Options) -> Self {
        let its = Arc::clone(&analyzer);
        let crew = Crew::new(move |text, stop: &_| document(&its, text, stop), options.threads);
        let worker = match options.threads {
            1 => Worker::Own(analyzer, crew),
            _ => Worker::Crew(crew),
        };
        let failed = source.failed();
        let state = State {
            source: Some(source),
            worker: Some(worker),
            batch_size: options.batch_size,
            progress: options.progress,
            ..State::default()
        };
        Self { state: Mutex::new(state), failed, process: std::process::id() }
    }

    /// What it is at, unless it is at work: to wait for that would be for ever where its own texts ask for it.
    fn state(&self) -> PyResult<MutexGuard<'_, State>> {
        if self.inherited() {
            return Err(PyRuntimeError::new_err(
                "a pipe can't be read in a forked process: its threads are in the one that made it; make it anew",
            ));
        }
        match self.state.try_lock() {
            Ok(state) => Ok(state),
            Err(TryLockError::Poisoned(state)) => Ok(state.into_inner()),
            Err(TryLockError::WouldBlock) => Err(PyValueError::new_err("the pipe is being read already")),
        }
    }

    /// Whether this is a copy in a forked child. Its locks may be held by threads that aren't there, so that it must
    /// not even be freed.
    fn inherited(&self) -> bool {
        self.process != std::process::id()
    }

    /// Gives everything up; returns what was to be freed.
    fn clear(&self) -> State {
        match self.state.try_lock() {
            Ok(mut state) => std::mem::take(&mut *state),
            Err(_) => State::default(),
        }
    }
}

#[pymethods]
impl PyPipe {
    fn __iter__(this: Bound<'_, Self>) -> Bound<'_, Self> {
        this
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Py<PyAny>>> {
        // Before anything is taken, so that nothing is lost with it.
        py.check_signals()?;
        let mut state = self.state()?;
        if state.done.is_empty() {
            state.work(py)?;
        }
        match state.done.pop_front() {
            Some(done) => done.object(py).map(Some),
            None => state.end(py).map(|()| None),
        }
    }

    /// How many items read so far were no text, whatever `errors` says of them.
    #[getter]
    fn failed(&self) -> usize {
        self.failed.load(Ordering::Relaxed)
    }

    /// Ends it, as `close` of a generator does: nothing more is read or yielded, and its threads end, which is waited
    /// for. It does no harm twice.
    fn close(&self, py: Python<'_>) -> PyResult<()> {
        let mut state = self.state()?;
        state.source = None;
        state.error = None;
        state.batches.clear();
        state.done.clear();
        state.end(py)
    }

    /// `Pipe[Document]`, for annotations that are evaluated.
    #[classmethod]
    fn __class_getitem__<'py>(
        class: &Bound<'py, PyType>,
        item: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        class.py().import("types")?.getattr("GenericAlias")?.call1((class, item))
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        let Ok(state) = self.state.try_lock() else { return Ok(()) };
        if let Some(source) = &state.source {
            source.visit(&visit)?;
        }
        if let Some(Progress::Bar(bar)) = &state.progress {
            visit.call(bar)?;
        }
        for slot in state.batches.iter().flat_map(|batch| &batch.slots) {
            visit.call(&slot.failure)?;
            visit.call(&slot.context)?;
        }
        for done in &state.done {
            if let Outcome::Failure(failure) = &done.outcome {
                visit.call(failure)?;
            }
            visit.call(&done.context)?;
        }
        Ok(())
    }

    fn __clear__(&self) {
        if !self.inherited() {
            drop(self.clear());
        }
    }
}

impl Drop for PyPipe {
    fn drop(&mut self) {
        if self.inherited() {
            std::mem::forget(self.clear());
        }
    }
}

impl State {
    /// Gets the next document done, and the rest of its batch; none if there is none.
    fn work(&mut self, py: Python<'_>) -> PyResult<()> {
        self.show(py)?;
        match &self.worker {
            Some(Worker::Own(..)) if !self.batches.is_empty() => self.take(py)?,
            Some(Worker::Own(analyzer, _)) => {
                let analyzer = Arc::clone(analyzer);
                match self.read(py)? {
                    Some(Item { text: Ok(text), context }) if text.len() >= LONG => {
                        let (bytes, slot) = (text.len(), Slot { failure: None, context });
                        self.hand(vec![text], vec![slot], bytes)?;
                        self.take(py)?;
                    }
                    Some(Item { text: Ok(text), context }) => {
                        let outcome = Outcome::Document(py.detach(|| Shared::new(analyzer.analyze(text))));
                        self.done.push_back(Done { outcome, context });
                    }
                    Some(Item { text: Err(failure), context }) => {
                        self.done.push_back(Done { outcome: Outcome::Failure(failure), context });
                    }
                    None => {}
                }
            }
            Some(Worker::Crew(_)) => {
                self.read_ahead(py)?;
                self.take(py)?;
            }
            None => {}
        }
        self.tell(py, self.done.len())
    }

    /// The next item. What the source raises waits until the documents before it are yielded, but for what isn't an
    /// `Exception`: `KeyboardInterrupt` means now.
    fn read(&mut self, py: Python<'_>) -> PyResult<Option<Item>> {
        let Some(source) = &mut self.source else { return Ok(None) };
        match source.next(py) {
            Ok(Some(item)) => return Ok(Some(item)),
            Ok(None) => self.source = None,
            Err(error) => {
                self.source = None;
                if !error.is_instance_of::<PyException>(py) {
                    return Err(error);
                }
                self.error = Some(error);
            }
        }
        Ok(None)
    }

    /// Keeps the crew in work.
    fn read_ahead(&mut self, py: Python<'_>) -> PyResult<()> {
        while self.hungry() {
            self.read_batch(py)?;
        }
        Ok(())
    }

    /// Whether the crew should have more, and there may be more.
    fn hungry(&self) -> bool {
        let Some(Worker::Crew(crew)) = &self.worker else { return false };
        let bytes = self.batches.iter().map(|batch| batch.bytes).sum();
        self.source.is_some() && crew.wants_more(self.batches.len(), bytes)
    }

    /// Reads a batch and hands it over.
    fn read_batch(&mut self, py: Python<'_>) -> PyResult<()> {
        let (mut texts, mut slots, mut bytes) = (Vec::new(), Vec::new(), 0);
        let mut interrupt = Ok(());
        while slots.len() < self.batch_size && bytes < BATCH_BYTES {
            let (failure, context) = match self.read(py) {
                Ok(Some(Item { text: Ok(text), context })) => {
                    bytes += text.len();
                    texts.push(text);
                    (None, context)
                }
                Ok(Some(Item { text: Err(failure), context })) => (Some(failure), context),
                Ok(None) => break,
                // What was read already isn't lost with it.
                Err(error) => {
                    interrupt = Err(error);
                    break;
                }
            };
            slots.push(Slot { failure, context });
        }
        if !slots.is_empty() {
            self.hand(texts, slots, bytes)?;
        }
        interrupt
    }

    /// Hands texts to the crew.
    fn hand(&mut self, texts: Vec<String>, slots: Vec<Slot>, bytes: usize) -> PyResult<()> {
        if let Some(Worker::Crew(crew) | Worker::Own(_, crew)) = &mut self.worker {
            let documents = crew.hand(texts)?;
            self.batches.push_back(Batch { slots, bytes, documents });
        }
        Ok(())
    }

    /// Waits for the first batch.
    fn take(&mut self, py: Python<'_>) -> PyResult<()> {
        let Some(batch) = self.batches.front_mut() else { return Ok(()) };
        let mut documents = wait(py, &mut batch.documents)?.into_iter();
        let Some(batch) = self.batches.pop_front() else { return Ok(()) };
        for Slot { failure, context } in batch.slots {
            let outcome = failure.map(Outcome::Failure).or_else(|| documents.next().map(Outcome::Document));
            self.done.extend(outcome.map(|outcome| Done { outcome, context }));
        }
        Ok(())
    }

    /// Shows the progress bar, if there is to be one.
    fn show(&mut self, py: Python<'_>) -> PyResult<()> {
        if let Some(Progress::Total(total)) = self.progress {
            let bar = py.import("inquit._progress")?.call_method1("bar", (total,))?;
            self.progress = Some(Progress::Bar(bar.unbind()));
        }
        Ok(())
    }

    /// Tells the progress bar of texts that are done.
    fn tell(&self, py: Python<'_>, count: usize) -> PyResult<()> {
        match &self.progress {
            Some(Progress::Bar(bar)) => bar.call_method1(py, "update", (count,)).map(|_| ()),
            _ => Ok(()),
        }
    }

    /// Frees what is needed no more, and raises what ended the reading too early.
    fn end(&mut self, py: Python<'_>) -> PyResult<()> {
        if let Some(Worker::Crew(crew) | Worker::Own(_, crew)) = self.worker.take() {
            py.detach(|| crew.dismiss());
        }
        let error = self.error.take();
        if let Some(Progress::Bar(bar)) = self.progress.take() {
            bar.call_method0(py, "close")?;
        }
        error.map_or(Ok(()), Err)
    }
}

impl Done {
    fn object(self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = match self.outcome {
            Outcome::Document(document) => Py::new(py, PyDocument::new(document))?.into_any(),
            Outcome::Failure(failure) => failure.into_any(),
        };
        match self.context {
            Some(context) => Ok((object, context).into_pyobject(py)?.into_any().unbind()),
            None => Ok(object),
        }
    }
}

impl Options {
    /// The options of `Analyzer.pipe`.
    pub(crate) fn new(
        threads: Option<&Bound<'_, PyAny>>,
        batch_size: Option<&Bound<'_, PyAny>>,
        progress: Option<Progress>,
    ) -> PyResult<Self> {
        let threads = threads_or_cores(threads)?;
        let batch_size = batch_size.map_or(Ok(BATCH_SIZE), |number| at_least_one("batch_size", number))?;
        Ok(Self { threads, batch_size, progress })
    }
}

/// How many threads: as many as are asked for, else one a core.
pub(crate) fn threads_or_cores(threads: Option<&Bound<'_, PyAny>>) -> PyResult<usize> {
    let cores = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    threads.map_or_else(|| Ok(cores()), |threads| at_least_one("threads", threads))
}

fn at_least_one(name: &str, object: &Bound<'_, PyAny>) -> PyResult<usize> {
    let number: i64 = number(object, name)?;
    let positive = usize::try_from(number).ok().filter(|&number| number > 0);
    positive.ok_or_else(|| PyValueError::new_err(format!("{name} must be at least 1, not {number}")))
}

//! Long work that Ctrl-C ends.
//!
//! Python notes a signal when it comes, and tells of it only where it is asked, on its main thread. So long work is done on
//! another thread, without Python, while the one that waits for it asks.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::Builder;
use std::time::Duration;

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;

/// A text with so many bytes is long: the slower model reads it in a tenth of a second or so, a thousand times what it takes
/// to start a thread.
pub(crate) const LONG: usize = 64 << 10;

/// How often a signal is looked for while there is nothing to do but to wait.
const PATIENCE: Duration = Duration::from_millis(50);

/// What some work on so many bytes of text makes. The GIL is released meanwhile, and signals are looked for if there is
/// much to do. Where one of them raises, the work is told to stop; until it has, it goes on by itself, and what it makes is
/// dropped.
pub(crate) fn unless_interrupted<T: Send + 'static>(
    py: Python<'_>,
    bytes: usize,
    work: impl FnOnce(&AtomicBool) -> T + Send + 'static,
) -> PyResult<T> {
    let stop = Arc::new(AtomicBool::new(false));
    if bytes < LONG {
        return Ok(py.detach(|| work(&stop)));
    }
    let work = Arc::new(Mutex::new(Some(work)));
    let take = move || work.lock().unwrap_or_else(PoisonError::into_inner).take();
    let (place, mut made) = channel();
    let on_thread = {
        let (take, stop) = (take.clone(), Arc::clone(&stop));
        move || take().map(|work| place.send(work(&stop)))
    };
    if Builder::new().name("inquit".into()).spawn(on_thread).is_err()
        // There are no more threads to be had: better without signals than not at all.
        && let Some(work) = take()
    {
        return Ok(py.detach(|| work(&stop)));
    }
    let made = wait(py, &mut made);
    stop.store(made.is_err(), Ordering::Relaxed);
    made
}

/// What another thread sends. The GIL is released meanwhile, and signals are looked for.
pub(crate) fn wait<T: Send>(py: Python<'_>, sent: &mut Receiver<T>) -> PyResult<T> {
    loop {
        let sent = &mut *sent;
        match py.detach(move || sent.recv_timeout(PATIENCE)) {
            Ok(sent) => return Ok(sent),
            Err(RecvTimeoutError::Timeout) => py.check_signals()?,
            Err(RecvTimeoutError::Disconnected) => {
                return Err(PyRuntimeError::new_err("analysis failed; this is a bug in inquit"));
            }
        }
    }
}

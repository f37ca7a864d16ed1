//! How far it has come, on a terminal.

use std::fmt::Write;
use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use crate::input::Input;
use crate::problem;

/// A bar on standard error; nothing where that is no terminal.
pub(crate) struct Progress {
    bar: ProgressBar,
    documents: Arc<AtomicU64>,
}

impl Progress {
    /// A bar for reading `inputs`. There is none where the output itself goes to the terminal.
    pub(crate) fn new(inputs: &[Input], output_on_terminal: bool) -> Self {
        let documents = Arc::new(AtomicU64::new(0));
        if !std::io::stderr().is_terminal() || output_on_terminal {
            return Self { bar: ProgressBar::hidden(), documents };
        }
        let length: Option<u64> = inputs.iter().map(Input::size).sum();
        let bar = ProgressBar::with_draw_target(length, ProgressDrawTarget::stderr());
        let template = match length {
            Some(_) => "{wide_bar} {bytes} of {total_bytes}, {bytes_per_sec}, {documents}, {eta} left",
            None => "{spinner} {bytes}, {bytes_per_sec}, {documents}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.with_key("documents", rate(Arc::clone(&documents))));
        }
        Self { bar, documents }
    }

    /// So many more bytes of the input are done, with so many documents.
    pub(crate) fn advance(&self, bytes: u64, documents: u64) {
        self.documents.fetch_add(documents, Ordering::Relaxed);
        self.bar.inc(bytes);
    }

    /// Writes a message without tearing the bar.
    pub(crate) fn say(&self, message: &str) {
        self.bar.suspend(|| problem::say(message));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// Writes how many documents a second there have been.
fn rate(documents: Arc<AtomicU64>) -> impl Fn(&ProgressState, &mut dyn Write) + Clone + Send + Sync {
    move |state, out| {
        let seconds = state.elapsed().as_secs_f64().max(0.001);
        let rate = documents.load(Ordering::Relaxed) as f64 / seconds;
        let _ = write!(out, "{} documents/s", HumanCount(rate as u64));
    }
}

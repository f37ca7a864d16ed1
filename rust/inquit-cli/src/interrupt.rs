//! What is said when a run is stopped by a signal, such as Ctrl-C. The run ends by that signal, as it would without this.

#[cfg(unix)]
pub(crate) use unix::tell;

/// Elsewhere nothing is said; what is done is left all the same.
#[cfg(not(unix))]
pub(crate) fn tell(_: Option<crate::sink::Rest>, _: &std::sync::Arc<crate::progress::Progress>) {}

#[cfg(unix)]
mod unix {
    use std::fs;
    use std::os::raw::c_int;
    use std::sync::{Arc, Weak};

    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    use crate::problem;
    use crate::progress::Progress;
    use crate::sink::Rest;

    /// Says from now on, when the run is stopped, what it leaves; a file that nobody can use it removes.
    pub(crate) fn tell(rest: Option<Rest>, progress: &Arc<Progress>) {
        let Some(rest) = rest else { return };
        let ignored = ignored();
        let wanted = [SIGINT, SIGTERM].into_iter().filter(|signal| ignored & (1 << (signal - 1)) == 0);
        let Ok(mut signals) = Signals::new(wanted) else { return };
        // The bar ends with the run, not with this thread.
        let progress = Arc::downgrade(progress);
        let wait = move || {
            if let Some(signal) = signals.forever().next() {
                stopped(&rest, &progress, signal);
            }
        };
        // Should there be no room for a thread, the run doesn't begin: it starts more of them.
        let _ = std::thread::Builder::new().name("signals".into()).spawn(wait);
    }

    fn stopped(rest: &Rest, progress: &Weak<Progress>, signal: c_int) {
        if rest.path.exists() {
            let path = rest.path.to_string_lossy();
            let message = if rest.resumable {
                format!(
                    "inquit: stopped; {path} has what is done, and the same command with --resume goes on"
                )
            } else if rest.stays {
                format!("inquit: stopped; {path} isn't complete: remove it before the next run")
            } else {
                let _ = fs::remove_file(&rest.path);
                "inquit: stopped before the output was complete; nothing is left of it".to_owned()
            };
            match progress.upgrade() {
                Some(progress) => progress.say(&message),
                None => problem::say(&message),
            }
        }
        let _ = emulate_default_handler(signal);
    }

    /// The signals that whoever started the run wants it not to hear, such as Ctrl-C in a script's background; told
    /// where there is `/proc`.
    fn ignored() -> u64 {
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
        mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0)
    }
}

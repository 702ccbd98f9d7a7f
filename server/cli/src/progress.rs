//! Progress: a bar on a terminal, for what takes long enough to wonder.

use std::cell::OnceCell;
use std::io;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long a run may take before it shows a bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// How far a run over some files is.
pub(crate) struct Progress {
    started: Instant,
    files: usize,
    done: std::cell::Cell<u64>,
    /// Drawn on standard error, by the library only where that is a terminal.
    bar: OnceCell<ProgressBar>,
}

impl Progress {
    /// Nothing done of so many files.
    pub(crate) fn new(files: usize) -> Progress {
        Progress { started: Instant::now(), files, done: std::cell::Cell::new(0), bar: OnceCell::new() }
    }

    /// One more file is done; what `write` writes does not mix with the bar.
    pub(crate) fn step(&self, write: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
        self.done.set(self.done.get() + 1);
        if self.started.elapsed() < PATIENCE || self.files < 2 {
            return write();
        }
        let bar = self.bar.get_or_init(|| {
            let bar = ProgressBar::with_draw_target(Some(self.files as u64), ProgressDrawTarget::stderr());
            bar.set_style(
                ProgressStyle::with_template("{bar:40} {pos}/{len} files, {eta} left")
                    .unwrap_or_else(|_| ProgressStyle::default_bar()),
            );
            bar
        });
        bar.set_position(self.done.get());
        bar.suspend(write)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

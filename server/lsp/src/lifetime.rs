//! The lifetime of the process: it must not outlive the editor that started it.
//!
//! Most editors close the pipe when they go; one that is killed while a child of it still holds the pipe does not. So
//! the editor's process is looked after as well, if it was alive at the start.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;

/// How often the editor's process is looked after.
const INTERVAL: Duration = if cfg!(windows) { Duration::from_secs(5) } else { Duration::from_secs(1) };

/// Ends the session when the editor's process dies.
#[derive(Clone)]
pub(crate) struct Lifetime(Arc<Notify>);

/// Resolves when the session has to end.
pub(crate) struct Ended(Arc<Notify>);

impl Lifetime {
    pub(crate) fn new() -> (Lifetime, Ended) {
        let notify = Arc::new(Notify::new());
        (Lifetime(notify.clone()), Ended(notify))
    }

    /// Looks after a process from now on; one that cannot be seen is not looked after.
    pub(crate) fn follow(&self, process: u32) {
        let ended = self.0.clone();
        tokio::spawn(async move {
            if !is_alive(process).await {
                return;
            }
            while is_alive(process).await {
                tokio::time::sleep(INTERVAL).await;
            }
            tracing::info!("the editor's process has ended");
            ended.notify_one();
        });
    }
}

impl Ended {
    pub(crate) async fn wait(&self) {
        self.0.notified().await;
    }
}

#[cfg(unix)]
async fn is_alive(process: u32) -> bool {
    use rustix::process::{Pid, test_kill_process};
    let Some(process) = i32::try_from(process).ok().and_then(Pid::from_raw) else { return false };
    // A process of another user may not be signalled, but is there.
    matches!(test_kill_process(process), Ok(()) | Err(rustix::io::Errno::PERM))
}

#[cfg(windows)]
async fn is_alive(process: u32) -> bool {
    let list = move || {
        let filter = format!("PID eq {process}");
        std::process::Command::new("tasklist").args(["/NH", "/FO", "CSV", "/FI", &filter]).output()
    };
    match tokio::task::spawn_blocking(list).await {
        Ok(Ok(output)) => String::from_utf8_lossy(&output.stdout).contains(&format!("\"{process}\"")),
        // Where processes cannot be listed, the end of input has to do.
        _ => true,
    }
}

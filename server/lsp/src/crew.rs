//! The crew: threads that analyse what is open and look into it, and may take their time.
//!
//! They are as few as will do. What a thread has once used stays in memory for it alone, from the room that texts took
//! to what searches have learned; so one thread does the work as long as it comes one after the other, and others are
//! added, up to a limit, only for work that would have to wait.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::sleep;
use tower_lsp::jsonrpc::{Error, Result};

/// More threads do not make anybody's answer come sooner, and each keeps what it has once used.
const THREADS: usize = 4;

/// So many do what nobody waits for yet: one is always left for those who ask.
const RUNNERS: usize = THREADS - 1;

/// So long work may wait for a thread that is about to be done: most of what comes belongs to what was just finished.
/// Nobody notices the wait, and another thread would take two megabytes.
const GRACE: Duration = Duration::from_millis(20);

/// A thread that has waited for so long ends, unless it is the last.
const IDLE: Duration = Duration::from_secs(10);

type Work = Box<dyn FnOnce() + Send>;

/// A handle to the crew; clones share it.
#[derive(Clone)]
pub(crate) struct Crew(Arc<Inner>);

struct Inner {
    grace: Duration,
    state: Mutex<State>,
    comes: Condvar,
}

#[derive(Default)]
struct State {
    /// What somebody waits for.
    asked: VecDeque<Work>,
    /// What may take long, and how much of it is being done.
    long: VecDeque<Work>,
    running: usize,
    /// How much work came, and how much of it was begun.
    came: u64,
    begun: u64,
    threads: usize,
    /// Threads that have nothing to do, or will have in a moment.
    free: usize,
}

impl State {
    /// How much work waits for a thread.
    fn waiting(&self) -> usize {
        self.asked.len() + self.long.len().min(RUNNERS.saturating_sub(self.running))
    }

    /// What is to be done next, and whether it may take long.
    fn next(&mut self) -> Option<(Work, bool)> {
        if let Some(work) = self.asked.pop_front() {
            return Some((work, false));
        }
        let work = if self.running < RUNNERS { self.long.pop_front() } else { None };
        work.map(|work| (work, true))
    }
}

impl Crew {
    pub(crate) fn new() -> Crew {
        Crew::with_grace(GRACE)
    }

    fn with_grace(grace: Duration) -> Crew {
        Crew(Arc::new(Inner { grace, state: Mutex::default(), comes: Condvar::new() }))
    }

    /// Gets ready, before there is work. What comes meanwhile waits for this, since it needs what is prepared.
    pub(crate) fn prepare(&self, preparation: impl FnOnce() + Send + 'static) {
        self.add(&mut self.lock(), preparation);
    }

    /// Has work done and waits for its result, which is an error where the work fails.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Cancelled) -> T + Send + 'static,
    ) -> Result<T> {
        let cancelled = Cancelled::default();
        let _guard = CancelOnDrop(cancelled.clone());
        let (sender, result) = oneshot::channel();
        let work = move || {
            // Nobody waits for an answer that was cancelled before it was begun.
            if !cancelled.is_set() {
                let _ = sender.send(work(&cancelled));
            }
        };
        self.put(|state| state.asked.push_back(Box::new(work)));
        result.await.map_err(|_| failed())
    }

    /// Has work done that may take long, after or beside the work that came before. To be called where tasks can be
    /// spawned.
    pub(crate) fn start(&self, work: impl FnOnce() + Send + 'static) {
        self.put(|state| state.long.push_back(Box::new(work)));
    }

    fn put(&self, add: impl FnOnce(&mut State)) {
        let mut state = self.lock();
        add(&mut state);
        state.came += 1;
        if state.waiting() <= state.free {
            self.0.comes.notify_one();
        } else if state.threads == 0 {
            self.add(&mut state, || {});
        } else if state.threads < THREADS {
            let (crew, number) = (self.clone(), state.came);
            tokio::spawn(async move {
                sleep(crew.0.grace).await;
                let mut state = crew.lock();
                // What waits now may have come just now.
                if state.begun < number && state.waiting() > state.free && state.threads < THREADS {
                    crew.add(&mut state, || {});
                }
            });
        }
    }

    fn add(&self, state: &mut State, first: impl FnOnce() + Send + 'static) {
        let crew = self.clone();
        let run = move || {
            attempt(first);
            crew.work();
        };
        match thread::Builder::new().name("analysis".to_owned()).spawn(run) {
            Ok(_) => {
                state.threads += 1;
                state.free += 1;
            }
            Err(error) => tracing::error!("cannot start a thread: {error}"),
        }
    }

    /// Does what comes, until nothing has come for a while.
    fn work(&self) {
        let mut state = self.lock();
        loop {
            if let Some((work, is_long)) = state.next() {
                state.free -= 1;
                state.begun += 1;
                state.running += usize::from(is_long);
                drop(state);
                attempt(work);
                state = self.lock();
                state.free += 1;
                state.running -= usize::from(is_long);
                continue;
            }
            let (woken, waited) = self.0.comes.wait_timeout(state, IDLE).unwrap_or_else(PoisonError::into_inner);
            state = woken;
            if waited.timed_out() && state.waiting() == 0 && state.threads > 1 {
                state.threads -= 1;
                state.free -= 1;
                return;
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Work that fails takes nothing down: the panic hook has written where it happened.
fn attempt(work: impl FnOnce()) {
    let _ = catch_unwind(AssertUnwindSafe(work));
}

fn failed() -> Error {
    Error { message: "tieout failed to answer; its log says where".into(), ..Error::internal_error() }
}

/// Tells work that nobody waits for it any more.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cancelled(Arc<AtomicBool>);

impl Cancelled {
    /// Whether the work may stop.
    pub(crate) fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Sets the flag when the handler that waited is dropped.
struct CancelOnDrop(Cancelled);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.0.store(true, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    /// Runs a test on one thread with timers, as the server runs.
    fn with_tasks(test: impl Future<Output = ()>) {
        tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime").block_on(test);
    }

    #[test]
    fn one_after_the_other_is_done_by_one_thread() {
        with_tasks(async {
            let crew = Crew::with_grace(Duration::from_secs(600));
            let (sender, prepared) = channel();
            crew.prepare(move || sender.send(thread::current().id()).expect("awaited"));
            let mut threads = Vec::new();
            for _ in 0..20 {
                threads.push(crew.run(|_| thread::current().id()).await.expect("done"));
            }
            let first = prepared.recv().expect("prepared");
            assert!(threads.iter().all(|thread| *thread == first));
        });
    }

    #[test]
    fn work_that_comes_again_and_again_is_done_by_one_thread() {
        with_tasks(async {
            let crew = Crew::with_grace(Duration::from_millis(200));
            crew.prepare(|| {});
            // Something waits most of the time, and never for long.
            let (sender, done) = channel();
            for _ in 0..100 {
                for _ in 0..3 {
                    let sender = sender.clone();
                    crew.start(move || {
                        thread::sleep(Duration::from_millis(1));
                        sender.send(()).expect("awaited");
                    });
                }
                sleep(Duration::from_millis(4)).await;
            }
            assert_eq!(done.iter().take(300).count(), 300);
            assert_eq!(crew.lock().threads, 1);
        });
    }

    #[test]
    fn nobody_waits_for_long_work_and_failures_end_nothing() {
        with_tasks(async {
            let crew = Crew::new();
            let (go_on, wait) = channel::<()>();
            crew.start(move || assert!(wait.recv().is_err(), "nothing is sent"));
            for _ in 0..2 * THREADS {
                crew.start(|| panic!("on purpose"));
            }
            assert_eq!(crew.run(|_| 7).await, Ok(7), "done beside the first");
            assert!(crew.lock().threads <= THREADS);
            drop(go_on);
        });
    }

    #[test]
    fn those_who_ask_are_answered_beside_whatever_takes_long() {
        with_tasks(async {
            let crew = Crew::new();
            let (go_on, wait) = channel::<()>();
            let wait = Arc::new(Mutex::new(wait));
            let (sender, done) = channel();
            for _ in 0..2 * THREADS {
                let (wait, sender) = (Arc::clone(&wait), sender.clone());
                crew.start(move || {
                    assert!(wait.lock().expect("not poisoned").recv().is_err(), "nothing is sent");
                    sender.send(()).expect("awaited");
                });
            }
            // Until a thread is free, others come.
            sleep(3 * GRACE).await;
            for number in 0..100 {
                assert_eq!(crew.run(move |_| number).await, Ok(number));
            }
            drop(go_on);
            assert_eq!(done.iter().take(2 * THREADS).count(), 2 * THREADS, "and all of it is done");
        });
    }

    #[test]
    fn work_that_fails_is_answered_with_an_error() {
        with_tasks(async {
            let crew = Crew::new();
            assert_eq!(crew.run(|_| -> u8 { panic!("on purpose") }).await, Err(failed()));
        });
    }
}

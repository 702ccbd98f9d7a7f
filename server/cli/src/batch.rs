//! Batches: many files at once, told in their order.

use std::collections::BTreeMap;
use std::io;
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, Mutex, PoisonError, mpsc};
use std::thread;

/// How many results may wait for one before them, for each thread: bounds the memory that a slow file costs.
const WAITING: usize = 64;

/// Works on items on several threads and delivers the results on this one, in the order of the items. A result is none
/// where the work panicked. Stops early where `deliver` fails.
pub(crate) fn in_order<T: Sync, R: Send>(
    items: &[T],
    jobs: NonZero<usize>,
    work: impl Fn(&T) -> R + Sync,
    mut deliver: impl FnMut(&T, Option<R>) -> io::Result<()>,
) -> io::Result<()> {
    let jobs = jobs.get().min(items.len().max(1));
    let queue = Queue::new(items.len(), jobs * WAITING);
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        for _ in 0..jobs {
            let sender = sender.clone();
            let (queue, work) = (&queue, &work);
            scope.spawn(move || {
                while let Some(index) = queue.take() {
                    let result = catch_unwind(AssertUnwindSafe(|| work(&items[index]))).ok();
                    if sender.send((index, result)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        let mut early = BTreeMap::new();
        let mut items = items.iter().enumerate().peekable();
        for (index, result) in receiver {
            early.insert(index, result);
            while let Some((next, item)) = items.peek().copied() {
                let Some(result) = early.remove(&next) else { break };
                items.next();
                if let Err(error) = deliver(item, result) {
                    queue.close();
                    return Err(error);
                }
                queue.delivered();
            }
        }
        Ok(())
    })
}

/// Hands out indices, never further ahead of what was delivered than the window.
struct Queue {
    state: Mutex<Progress>,
    moved: Condvar,
    length: usize,
    window: usize,
}

#[derive(Default)]
struct Progress {
    taken: usize,
    delivered: usize,
    closed: bool,
}

impl Queue {
    fn new(length: usize, window: usize) -> Queue {
        Queue { state: Mutex::default(), moved: Condvar::new(), length, window }
    }

    fn take(&self) -> Option<usize> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let waits = |state: &mut Progress| !state.closed && state.taken >= state.delivered + self.window;
        let mut state = self.moved.wait_while(state, waits).unwrap_or_else(PoisonError::into_inner);
        if state.closed || state.taken == self.length {
            return None;
        }
        state.taken += 1;
        Some(state.taken - 1)
    }

    fn delivered(&self) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).delivered += 1;
        self.moved.notify_all();
    }

    fn close(&self) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).closed = true;
        self.moved.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jobs(count: usize) -> NonZero<usize> {
        NonZero::new(count).unwrap()
    }

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<u64> = (0..1000).collect();
        let mut told = Vec::new();
        let slow_first = |item: &u64| {
            if *item == 0 {
                thread::sleep(std::time::Duration::from_millis(20));
            }
            item * 2
        };
        in_order(&items, jobs(4), slow_first, |_, result| {
            told.push(result.unwrap());
            Ok(())
        })
        .unwrap();
        assert_eq!(told, items.iter().map(|item| item * 2).collect::<Vec<u64>>());
    }

    #[test]
    fn one_panic_costs_one_result() {
        let mut told = Vec::new();
        let fails_at_two = |item: &i32| if *item == 2 { panic!("two") } else { *item };
        in_order(&[1, 2, 3], jobs(2), fails_at_two, |_, result| {
            told.push(result);
            Ok(())
        })
        .unwrap();
        assert_eq!(told, [Some(1), None, Some(3)]);
    }

    #[test]
    fn a_reader_that_went_away_ends_the_work() {
        let items: Vec<u32> = (0..100_000).collect();
        let mut told = 0;
        let result = in_order(
            &items,
            jobs(2),
            |item| *item,
            |_, _| {
                told += 1;
                if told == 3 { Err(io::ErrorKind::BrokenPipe.into()) } else { Ok(()) }
            },
        );
        assert_eq!((told, result.unwrap_err().kind()), (3, io::ErrorKind::BrokenPipe));
    }
}

//! Work on several threads, with results in the order of the work, so that threads never show in the output.

use crate::failure::Stop;
use crate::interrupt;
use std::collections::BTreeMap;
use std::process;
use std::sync::Mutex;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// Results that may wait for each thread before it pauses: bounds the memory of a run whose output is slow.
const WAITING: usize = 8;

/// What the taker of results is told.
pub enum Told<R> {
    /// The next result.
    Result(R),
    /// The run was interrupted: what is due now is to flush and to say so; the program ends then.
    Interrupted,
}

/// Does `work` on every job and hands the results to `take`, in the order of the jobs.
///
/// An interrupted run ends here and at once: a thread may hang in a read that never returns.
///
/// # Errors
/// What `take` says; results after that are dropped.
pub fn in_order<J: Send, R: Send>(
    jobs: impl Iterator<Item = J> + Send,
    threads: usize,
    work: impl Fn(J) -> R + Sync,
    mut take: impl FnMut(Told<R>) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let jobs = Mutex::new(jobs.enumerate());
    let next = || jobs.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).next();
    thread::scope(|scope| {
        let (sender, results) = mpsc::sync_channel(threads * WAITING);
        for _ in 0..threads {
            let (sender, next, work) = (sender.clone(), &next, &work);
            scope.spawn(move || {
                while !interrupt::asked() {
                    let Some((index, job)) = next() else { break };
                    // A closed channel means that nobody waits for results any more.
                    if sender.send((index, work(job))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let mut early = BTreeMap::new();
        let mut due = 0;
        loop {
            if interrupt::asked() {
                take(Told::Interrupted)?;
                process::exit(interrupt::EXIT_CODE);
            }
            match results.recv_timeout(Duration::from_millis(50)) {
                Ok((index, result)) => early.insert(index, result),
                Err(RecvTimeoutError::Timeout) => continue,
                Err(RecvTimeoutError::Disconnected) if interrupt::asked() => continue,
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            };
            while let Some(result) = early.remove(&due) {
                take(Told::Result(result))?;
                due += 1;
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_work_on_any_number_of_threads() {
        for threads in [1, 2, 7] {
            let mut seen = Vec::new();
            let slow_first = |job: u64| {
                thread::sleep(Duration::from_millis(if job == 0 { 30 } else { 0 }));
                job * 2
            };
            let done = in_order(0..100, threads, slow_first, |told| {
                if let Told::Result(result) = told {
                    seen.push(result);
                }
                Ok(())
            });
            assert!(done.is_ok());
            assert_eq!(seen, (0..100).map(|job| job * 2).collect::<Vec<_>>(), "{threads} threads");
        }
    }
}

//! Several things at once, side by side on the machine's cores.

use std::collections::VecDeque;
use std::iter;
use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;

use newsroom::Error;

use crate::Failure;

/// Does `work` on things, so many at once, and hands what comes of them to `take`, in the order of
/// the things. Things are asked for as they are needed: no more than twice `jobs` are under way.
///
/// # Errors
/// What `take` answers, or that the system has no room for a thread.
pub(crate) fn by_side<T: Send, D: Send>(
    jobs: usize,
    mut things: impl Iterator<Item = T>,
    work: impl Fn(T) -> D + Sync,
    take: impl FnOnce(&mut dyn Iterator<Item = D>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    if jobs <= 1 {
        return take(&mut things.map(work));
    }
    let (orders, queue) = mpsc::channel::<(T, SyncSender<D>)>();
    let queue = Mutex::new(queue);
    thread::scope(|scope| {
        // Owned here, so that it ends with this block: the threads end when no order can come.
        let orders = orders;
        for _ in 0..jobs {
            let hands = || {
                while let Some((thing, answer)) = next(&queue) {
                    // Nobody waits for it once `take` has had enough.
                    let _ = answer.send(work(thing));
                }
            };
            let started = thread::Builder::new().spawn_scoped(scope, hands);
            started.map_err(|error| {
                Error::Refused(format!("{jobs} pages cannot be cut at once: {error}"))
            })?;
        }
        let mut open = VecDeque::new();
        let mut done = iter::from_fn(|| {
            while open.len() < jobs * 2
                && let Some(thing) = things.next()
            {
                let (answer, heard) = mpsc::sync_channel(1);
                orders.send((thing, answer)).ok()?;
                open.push_back(heard);
            }
            open.pop_front()?.recv().ok()
        });
        take(&mut done)
    })
}

fn next<O>(queue: &Mutex<Receiver<O>>) -> Option<O> {
    queue.lock().ok()?.recv().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Zero, after a while.
    fn busy(thing: u64) -> u64 {
        (0..500).fold(thing, |left, _| left / 2)
    }

    #[test]
    fn what_comes_of_things_keeps_their_order() {
        for jobs in [1, 2, 7] {
            let mut asked = 0;
            let mut answers = Vec::new();
            let things = (0..200_u64).inspect(|_| asked += 1);
            // The earlier, the longer it takes.
            let work =
                |thing: u64| thing * 3 + std::hint::black_box((thing..200).map(busy).sum::<u64>());
            let end = by_side(jobs, things, work, |done| {
                answers.extend(done);
                Ok(())
            });
            assert!(end.is_ok());
            assert_eq!(answers, (0..200).map(|thing| thing * 3).collect::<Vec<_>>());
            assert_eq!(asked, 200);
        }
    }

    #[test]
    fn who_has_had_enough_is_asked_no_more() {
        for jobs in [1, 3] {
            let mut asked = 0;
            let endless = iter::repeat_with(|| asked += 1);
            let end = by_side(
                jobs,
                endless,
                |()| (),
                |done| {
                    assert!(done.take(5).count() == 5);
                    Err(Failure::Unheard)
                },
            );
            assert!(matches!(end, Err(Failure::Unheard)));
            assert!(asked <= 5 + 2 * jobs, "{asked} were asked for");
        }
    }
}

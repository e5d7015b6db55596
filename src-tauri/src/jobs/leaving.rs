//! The jobs of a library that is about to be closed: they come to an end, and write to no other one.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use newsroom::job::JobId;

use super::{stop, tell};
use crate::desk::Desk;

/// A library that is being left: no job begins as long as this lasts.
pub(crate) struct Leaving<'d> {
    desk: &'d Desk,
    /// The last job that was over before.
    before: JobId,
    gone: bool,
}

/// Ends all jobs. What is being fetched is cancelled, with its link kept and with `why`; what is being cut or
/// filed is waited for, though not forever: what ends later writes nothing.
pub(crate) fn leave<'d>(desk: &'d Arc<Desk>, why: &str) -> Leaving<'d> {
    const PATIENCE: Duration = Duration::from_secs(10);
    const LOOK: Duration = Duration::from_millis(20);
    let (jobs, before) = {
        let mut board = desk.jobs.board();
        board.closed = true;
        let jobs: Vec<JobId> = board.running.keys().copied().collect();
        (jobs, board.over)
    };
    for job in jobs {
        // A link whose story cannot say why it was not fetched is kept all the same.
        let _ = stop(desk, job, &format!("fetching it was cancelled, for {why}"));
    }
    for _ in 0..PATIENCE.as_millis() / LOOK.as_millis() {
        if desk.jobs.board().running.is_empty() {
            break;
        }
        thread::sleep(LOOK);
    }
    let mut board = desk.jobs.board();
    board.over = JobId(board.last);
    drop(board);
    Leaving {
        desk,
        before,
        gone: false,
    }
}

impl Leaving<'_> {
    /// The library is left: its cards go with it.
    pub(crate) fn gone(mut self) {
        let mut board = self.desk.jobs.board();
        let over = board.over;
        board.cards.retain(|job, _| *job > over);
        board.held.retain(|job, _| *job > over);
        drop(board);
        self.gone = true;
    }
}

impl Drop for Leaving<'_> {
    fn drop(&mut self) {
        let mut board = self.desk.jobs.board();
        board.closed = false;
        // The library was not left: what waits for a person's yes can still be kept in it.
        if !self.gone && board.running.is_empty() {
            board.over = self.before;
        }
        drop(board);
        tell(self.desk);
    }
}

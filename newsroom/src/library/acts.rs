//! What was done, in words, and the way back.
//!
//! While an act runs, triggers write down each row that it changes, before and after. To undo an
//! act is to put the columns that it changed back, last row first; to redo it is the same the other
//! way round. Both go through the tables like any other write, so whatever watches a table sees it.

mod record;
mod turn;

use std::cell::Cell;
use std::ops::Deref;

use parking_lot::ReentrantMutexGuard;
use rusqlite::{Connection, OptionalExtension};

use super::{Library, moment};
use crate::Result;
use crate::story::{Deed, StoryId};

pub(super) use record::{
    ARRIVED, RECORDED, act, close_act, go_on, note_arrival, open_act, record, record_changes,
    record_into,
};

/// What was done, and the way back.
#[derive(Debug, Clone, Copy)]
pub struct Acts<'l> {
    pub(super) library: &'l Library,
}

impl Acts<'_> {
    /// Takes back the latest act, and says in words which it was; `None` if nothing is left.
    ///
    /// # Errors
    /// If the library cannot be written.
    pub fn undo(&self) -> Result<Option<String>> {
        turn::turn(self.library, LATEST_DONE, turn::Direction::Back)
    }

    /// Does again what was undone last; `None` if nothing was, or something else was done since.
    ///
    /// # Errors
    /// If the library cannot be written.
    pub fn redo(&self) -> Result<Option<String>> {
        turn::turn(self.library, NEXT_UNDONE, turn::Direction::Forth)
    }

    /// What [`Acts::undo`] and [`Acts::redo`] would turn, in words.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn next(&self) -> Result<(Option<String>, Option<String>)> {
        let look = self.library.look()?;
        let words = |sql| -> Result<Option<String>> {
            let mut statement = look.prepare_cached(sql)?;
            Ok(statement.query_row([], |row| row.get(1)).optional()?)
        };
        Ok((words(LATEST_DONE)?, words(NEXT_UNDONE)?))
    }

    /// What was done to a story, the latest first, at most so many; what was taken back is left out.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn history(&self, story: StoryId, most: u32) -> Result<Vec<Deed>> {
        let look = self.library.look()?;
        let mut statement = look.prepare_cached(
            "SELECT at, words FROM acts WHERE state = 'done'
               AND id IN (SELECT act FROM act_rows WHERE story = ?1) ORDER BY id DESC LIMIT ?2",
        )?;
        let deeds = statement.query_map((story.0, most), |row| {
            Ok(Deed {
                at: moment(0, row)?,
                words: row.get(1)?,
            })
        })?;
        Ok(deeds.collect::<rusqlite::Result<_>>()?)
    }

    /// Does several acts that a person meant as one: one undo takes all of them back. Nobody else writes
    /// meanwhile.
    ///
    /// # Errors
    /// Whatever the work answers. What was done until then stays done, and is undone as one under the
    /// words of its first act.
    pub fn together<T>(
        &self,
        work: impl FnOnce() -> Result<T>,
        words: impl FnOnce(&T) -> Result<String>,
    ) -> Result<T> {
        let writer = self.library.writer.lock();
        writer.joint.set(Joint::Open);
        // However the work ends, later acts stand for themselves.
        let end = End(&writer.joint);
        let done = work()?;
        let act = writer.joint.get();
        drop(end);
        if let Joint::Act(act) = act {
            let words = words(&done)?;
            let sql = "UPDATE acts SET words = ?2 WHERE id = ?1";
            writer.conn.execute(sql, (act, words))?;
        }
        Ok(done)
    }
}

const LATEST_DONE: &str =
    "SELECT id, words FROM acts WHERE state = 'done' ORDER BY id DESC LIMIT 1";
const NEXT_UNDONE: &str = "SELECT id, words FROM acts WHERE state = 'undone' ORDER BY id LIMIT 1";

/// The one connection that writes.
#[derive(Debug)]
pub(super) struct Writer {
    conn: Connection,
    joint: Cell<Joint>,
}

impl Writer {
    pub(super) fn new(conn: Connection) -> Writer {
        Writer {
            conn,
            joint: Cell::default(),
        }
    }

    pub(super) fn conn(&self) -> &Connection {
        &self.conn
    }
}

/// Whether acts are being done that a person means as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Joint {
    /// No: each stands for itself.
    #[default]
    None,
    /// Yes, and none has changed anything yet.
    Open,
    /// Yes, and this is the one.
    Act(i64),
}

/// Ends what is meant as one when it goes, also in a panic.
struct End<'l>(&'l Cell<Joint>);

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.0.set(Joint::None);
    }
}

/// A write under way: all of it or nothing.
pub(super) struct Write<'l> {
    writer: ReentrantMutexGuard<'l, Writer>,
    joint: Joint,
    open: bool,
}

/// Starts a write. `IMMEDIATE`, so that two processes wait for each other instead of failing midway.
///
/// # Errors
/// If the library is not where it was opened, or cannot be written.
pub(super) fn begin(library: &Library) -> Result<Write<'_>> {
    let writer = library.writer.lock();
    library.ground.holds()?;
    writer.conn.execute_batch("BEGIN IMMEDIATE")?;
    Ok(Write {
        joint: writer.joint.get(),
        writer,
        open: true,
    })
}

impl Write<'_> {
    /// Ends the write: when this answers, it is on the disk.
    pub(super) fn commit(mut self) -> Result<()> {
        self.writer.conn.execute_batch("COMMIT")?;
        self.open = false;
        Ok(())
    }
}

impl Deref for Write<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.writer.conn
    }
}

impl Drop for Write<'_> {
    fn drop(&mut self) {
        if self.open {
            // What was not ended did not happen, nor did an act that began in it.
            self.writer.joint.set(self.joint);
            let undone = self.writer.conn.execute_batch("ROLLBACK");
            // SQLite may have rolled back by itself, as when the disk is full.
            debug_assert!(undone.is_ok() || self.writer.conn.is_autocommit());
        }
    }
}

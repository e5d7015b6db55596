//! Sets of stories, held in memory: what has a tag, what is unread, what an outlet published.
//!
//! SQLite answers one question by one index at once; several at the same time (a tag, unread, a rare
//! outlet) cost it 20 ms among 100,000 stories. As compressed bitmaps the same takes microseconds
//! (`docs/benchmarks.md`). The sets are read from the library once, in the background, and follow it by
//! its journal; they are never the truth, and what they answer is what SQL answers (a test compares them).

mod columns;
mod held;
mod order;

use parking_lot::{RwLock, RwLockReadGuard};
use rusqlite::Connection;

use super::Library;
use crate::Result;

pub(super) use held::{Held, tag_words};

/// What the journal and the counts call the kinds of sets; `migrations/04-a-million.sql` and
/// `05-judgement.sql` list them.
pub(super) mod kind {
    pub(in crate::library) const READ: i64 = 2;
    pub(in crate::library) const STARRED: i64 = 3;
    pub(in crate::library) const DONE: i64 = 4;
    pub(in crate::library) const SPIKED: i64 = 5;
    pub(in crate::library) const UNFETCHED: i64 = 6;
    pub(in crate::library) const HERE: i64 = 7;
    pub(in crate::library) const TAG: i64 = 10;
    pub(in crate::library) const TOPIC: i64 = 11;
    pub(in crate::library) const SECTION: i64 = 12;
    pub(in crate::library) const OUTLET: i64 = 13;
    pub(in crate::library) const AGENCY: i64 = 14;
    pub(in crate::library) const WRITER: i64 = 15;
    pub(in crate::library) const LANGUAGE: i64 = 16;
    pub(in crate::library) const NOTE: i64 = 20;
    pub(in crate::library) const HIGHLIGHT: i64 = 21;
    pub(in crate::library) const QUOTE: i64 = 22;
    pub(in crate::library) const COPIES: i64 = 23;
    pub(in crate::library) const CLAIM: i64 = 24;
    pub(in crate::library) const PUBLISHED: i64 = 30;
    pub(in crate::library) const TAG_NAME: i64 = 40;
}

/// The sets of an open library, once they are there.
#[derive(Debug, Default)]
pub(super) struct Sets {
    held: RwLock<Option<Held>>,
}

impl Sets {
    /// The sets as the library stands for `look`, or a little later; `None` while they are not there.
    pub(super) fn at(&self, look: &Connection) -> Result<Option<SetsNow<'_>>> {
        let number = held::last_number(look)?;
        {
            let held = self.held.read();
            match &*held {
                None => return Ok(None),
                Some(known) if known.number() >= number => return Ok(Some(SetsNow(held))),
                Some(_) => {}
            }
        }
        let mut held = self.held.write();
        if let Some(known) = &mut *held
            && !known.catch_up(look)?
        {
            // The journal does not go back so far.
            *known = Held::read(look)?;
        }
        drop(held);
        Ok(Some(SetsNow(self.held.read())))
    }
}

/// Forgets what the journal says of changes long past. Sets that are further behind are read anew.
pub(super) fn trim(tx: &Connection) -> Result<()> {
    /// More changes than a desk misses while it waits for a lock, and a few megabytes.
    const KEPT: i64 = 100_000;
    tx.execute(
        "DELETE FROM journal WHERE number < (SELECT max(number) FROM journal) - ?1",
        [KEPT],
    )?;
    Ok(())
}

/// The sets, while nobody changes them.
pub(super) struct SetsNow<'s>(RwLockReadGuard<'s, Option<Held>>);

impl SetsNow<'_> {
    /// What is held.
    pub(super) fn held(&self) -> Option<&Held> {
        self.0.as_ref()
    }
}

impl Library {
    /// Reads ahead what makes filters, sorts, facets and searches fast. A desk does this in the background
    /// when it opens; until then lists come from SQL, and are the same.
    ///
    /// # Errors
    /// If the library or its search index cannot be read.
    pub fn warm(&self) -> Result<()> {
        let look = self.look()?;
        self.read_sets(&look)?;
        self.index(&look)?.warm()
    }

    /// Reads the sets if they are not there yet.
    pub(super) fn read_sets(&self, look: &Connection) -> Result<()> {
        if self.sets.held.read().is_none() {
            let held = Held::read(look)?;
            held.columns();
            *self.sets.held.write() = Some(held);
        }
        Ok(())
    }
}

//! What the library pane shows, from the counts that are kept as stories change.

use chrono::{DateTime, Utc};

use super::stories::Stories;
use super::{stamp, tags, topics};
use crate::Result;
use crate::shelf::Shelves;

impl Stories<'_> {
    /// What the library pane shows; `since` is the beginning of the editor's day.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn shelves(&self, since: DateTime<Utc>) -> Result<Shelves> {
        let (undo, redo) = self.library.acts().next()?;
        let look = self.library.look()?;
        let mut states = [0; 6];
        let mut statement =
            look.prepare_cached("SELECT key, stories FROM counts WHERE kind = 1")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if let Some(count) = states.get_mut(row.get::<_, usize>(0)?) {
                *count = row.get(1)?;
            }
        }
        let [_, all, inbox, starred, unfetched, spiked] = states;
        let today = look
            .prepare_cached(
                "SELECT count(*) FROM stories JOIN marks ON marks.story = stories.id
                 WHERE added_at >= ?1 AND spiked_at IS NULL",
            )?
            .query_row([stamp(since)], |row| row.get(0))?;
        Ok(Shelves {
            inbox,
            today,
            starred,
            all,
            unfetched,
            spiked,
            topics: topics::all(&look)?,
            tags: tags::all(&look)?,
            undo,
            redo,
        })
    }
}

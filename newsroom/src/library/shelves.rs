//! What the library pane shows, from the counts that are kept as stories change.

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::sets::{SetsNow, kind};
use super::stories::Stories;
use super::{stamp, tags, topics};
use crate::Result;
use crate::shelf::{Facet, Shelves};

impl Stories<'_> {
    /// What the library pane shows; `since` is the beginning of the editor's day.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn shelves(&self, since: DateTime<Utc>) -> Result<Shelves> {
        let (undo, redo) = self.library.acts().next()?;
        let searches = self.library.searches().all()?;
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
        let highlights = self.highlighted(&look)?;
        Ok(Shelves {
            inbox,
            today,
            starred,
            all,
            unfetched,
            highlights,
            spiked,
            searches,
            topics: topics::all(&look)?,
            tags: tags::all(&look)?,
            undo,
            redo,
        })
    }

    /// How many stories have a highlight.
    fn highlighted(&self, look: &Connection) -> Result<u64> {
        let now = self.library.sets.at(look)?;
        if let Some(held) = now.as_ref().and_then(SetsNow::held) {
            let marked = held.set(kind::HIGHLIGHT, 0);
            let spiked = held.set(kind::SPIKED, 0);
            return Ok(marked.map_or(0, |marked| {
                marked.len() - spiked.map_or(0, |spiked| spiked.intersection_len(marked))
            }));
        }
        let sql = "SELECT count(*) FROM marks WHERE spiked_at IS NULL
                   AND story IN (SELECT story FROM highlights)";
        Ok(look.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }

    /// The outlets of the library with how many stories each has, the most frequent first, at most so
    /// many; spiked stories are not counted.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn outlets(&self, most: u32) -> Result<Vec<Facet>> {
        let look = self.library.look()?;
        let mut statement = look.prepare_cached(
            "SELECT outlets.name, counts.stories FROM counts JOIN outlets ON outlets.id = counts.key
             WHERE counts.kind = 13 AND counts.stories > 0
             ORDER BY counts.stories DESC, outlets.name LIMIT ?1",
        )?;
        let outlets = statement.query_map([most], |row| {
            Ok(Facet {
                name: row.get(0)?,
                stories: row.get(1)?,
            })
        })?;
        Ok(outlets.collect::<rusqlite::Result<_>>()?)
    }
}

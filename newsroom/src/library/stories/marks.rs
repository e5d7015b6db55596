//! What the editor says about a story as a whole.

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::{Stories, check, counted};
use crate::Result;
use crate::library::{acts, stamp};
use crate::story::{Mark, StoryId};

impl Stories<'_> {
    /// Marks stories, and says so in words; `None` if all had the marks already.
    ///
    /// # Errors
    /// If one of them does not exist; then none is marked.
    pub fn mark(
        &self,
        stories: &[StoryId],
        marks: &[Mark],
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            for mark in marks {
                for story in stories {
                    set_mark(tx, *story, *mark, now)?;
                }
            }
            let names: Vec<_> = marks.iter().map(|mark| mark.words()).collect();
            Ok(format!(
                "Marked {} as {}",
                counted(tx, stories)?,
                names.join(" and ")
            ))
        })
    }

    /// Notes that a story has been opened: it is read from now on. This is no act to be undone: an
    /// editor who undoes after turning the page means what they did, not that they looked.
    ///
    /// # Errors
    /// If there is no such story.
    pub fn opened(&self, story: StoryId, now: DateTime<Utc>) -> Result<()> {
        let tx = acts::begin(self.library)?;
        set_mark(&tx, story, Mark::Read, now)?;
        tx.commit()
    }

    /// Puts stories into the bin.
    ///
    /// # Errors
    /// If one of them does not exist; then none is spiked.
    pub fn spike(&self, stories: &[StoryId], now: DateTime<Utc>) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            for story in stories {
                check(tx, story.0)?;
                let sql = "UPDATE marks SET spiked_at = ?2 WHERE story = ?1 AND spiked_at IS NULL";
                tx.prepare_cached(sql)?.execute((story.0, stamp(now)))?;
            }
            Ok(format!("Spiked {}", counted(tx, stories)?))
        })
    }

    /// Brings stories back from the bin.
    ///
    /// # Errors
    /// If one of them does not exist; then none is brought back.
    pub fn bring_back(&self, stories: &[StoryId], now: DateTime<Utc>) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            for story in stories {
                check(tx, story.0)?;
                let sql =
                    "UPDATE marks SET spiked_at = NULL WHERE story = ?1 AND spiked_at IS NOT NULL";
                tx.prepare_cached(sql)?.execute([story.0])?;
            }
            Ok(format!("Brought back {}", counted(tx, stories)?))
        })
    }
}

/// Changes one mark of a story.
pub(in crate::library) fn set_mark(
    tx: &Connection,
    story: StoryId,
    mark: Mark,
    now: DateTime<Utc>,
) -> Result<()> {
    check(tx, story.0)?;
    let (column, sets) = match mark {
        Mark::Read => ("read_at", true),
        Mark::Unread => ("read_at", false),
        Mark::Starred => ("starred_at", true),
        Mark::Unstarred => ("starred_at", false),
        Mark::Done => ("done_at", true),
        Mark::Undone => ("done_at", false),
    };
    // Only where it changes something: a mark keeps the moment it was first made.
    let sql = match sets {
        true => format!("UPDATE marks SET {column} = ?2 WHERE story = ?1 AND {column} IS NULL"),
        false => format!(
            "UPDATE marks SET {column} = NULL WHERE story = ?1 AND {column} IS NOT NULL AND ?2 IS NOT NULL"
        ),
    };
    tx.prepare_cached(&sql)?.execute((story.0, stamp(now)))?;
    Ok(())
}

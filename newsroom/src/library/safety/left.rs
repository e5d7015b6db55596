//! What a broken library still holds, brought into a new one.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use rusqlite::Connection;
use serde::Serialize;

use super::refuse_unless_empty;
use crate::library::{Library, rescue, schema};
use crate::{Error, Result};

/// What was left of a library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Left {
    /// Stories in the new library.
    pub stories: u64,
    /// Pages of evidence in the new library.
    pub evidence: u64,
    /// Pages of the database files that were damaged, of all.
    pub damaged: (u64, u64),
    /// Rows that were found and could not be kept, because what they belong to is lost.
    pub lost: u64,
}

/// What is worked out anew.
const DERIVED: [&str; 6] = [
    "counts",
    "journal",
    "unindexed",
    "written",
    "copies",
    "library",
];

impl Library {
    /// Brings what the broken library in a folder still holds into a new one. The broken one is only
    /// read. `look` hears the rows kept so far.
    ///
    /// # Errors
    /// If the new folder holds something or cannot be written, or nothing can be read of the old one.
    pub fn rescue(
        broken: &Path,
        new: &Path,
        mut look: impl FnMut(u64) -> ControlFlow<()>,
    ) -> Result<Left> {
        refuse_unless_empty(new)?;
        let mut damaged = (0, 0);
        let mut lost = 0;
        for (file, layout, derived) in [
            ("library.db", schema::LIBRARY, &DERIVED[..]),
            ("snapshots.db", schema::SNAPSHOTS, &[][..]),
        ] {
            let from = broken.join(file);
            if !from.exists() && file == "snapshots.db" {
                continue;
            }
            // One that no longer says its layout is taken for the present one.
            let found =
                rescue::layout_of(&from)?.filter(|found| (1..=layout.latest()).contains(found));
            let conn = Connection::open(new.join(file))?;
            let mut conn = schema::prepare_to(conn, layout, found.unwrap_or(layout.latest()))
                .map_err(|fault| fault.in_folder(new))?;
            let rescued = rescue::rescue(&from, &mut conn, derived, adopt, &mut look)?;
            if file == "library.db" && found.is_none_or(|found| found == layout.latest()) {
                conn.execute_batch(
                    "INSERT OR REPLACE INTO library (key, value) VALUES ('stale', 'yes');
                     INSERT INTO marks (story) SELECT id FROM stories
                       WHERE NOT EXISTS (SELECT 1 FROM marks WHERE story = stories.id);
                     UPDATE sources SET section = NULL WHERE section NOT IN
                       (SELECT id FROM collected WHERE kind = 1);",
                )?;
                // A story's place in a collection says nothing without the story, and a source whose section
                // is lost would bring all of its topic.
                for sql in [
                    "DELETE FROM collected WHERE kind = 2 AND story IS NULL",
                    "DELETE FROM sources WHERE topic_section IS NOT NULL
                       AND topic_section NOT IN (SELECT id FROM sections)",
                ] {
                    lost += conn.execute(sql, [])? as u64;
                }
            }
            conn.close().map_err(|(_, error)| error)?;
            damaged.0 += rescued.tally.pages_damaged;
            damaged.1 += rescued.tally.pages;
            lost += rescued.refused + rescued.forlorn + rescued.tally.rows_unplaced;
        }
        copy_pictures(&broken.join("pictures"), &new.join("pictures")).map_err(|error| {
            Error::File {
                path: new.join("pictures"),
                why: format!("could not be written: {error}; the stories are in the new library"),
            }
        })?;
        let library = Library::open(new)?;
        let look = library.look()?;
        let stories = look.query_row("SELECT count(*) FROM stories", [], |row| row.get(0))?;
        let snapshots = library.snapshots.lock();
        let evidence =
            snapshots.query_row("SELECT count(*) FROM snapshots", [], |row| row.get(0))?;
        Ok(Left {
            stories,
            evidence,
            damaged,
            lost,
        })
    }
}

/// Makes a story for what was found and whose story was not: a text, marks, a tag.
fn adopt(conn: &Connection) -> Result<()> {
    let has = |table: &str| -> Result<bool> {
        let sql = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1";
        Ok(conn.prepare_cached(sql)?.exists([table])?)
    };
    if !has("clippings")? || !has("texts")? {
        return Ok(());
    }
    conn.execute_batch(
        "INSERT INTO stories (id, address, typed, added_at, headline)
           SELECT story, NULL, 0, min(clipped_at), '' FROM clippings
           WHERE story NOT IN (SELECT id FROM stories) GROUP BY story;
         UPDATE stories SET clipping = (SELECT max(clippings.id) FROM clippings
             JOIN texts ON texts.clipping = clippings.id WHERE clippings.story = stories.id)
           WHERE clipping IS NULL OR clipping NOT IN (SELECT clipping FROM texts);",
    )?;
    Ok(())
}

/// Pictures are known by their content: those that are damaged are found when they are read.
fn copy_pictures(from: &Path, to: &Path) -> std::io::Result<()> {
    if !from.is_dir() {
        return Ok(());
    }
    for shelf in fs::read_dir(from)?.flatten() {
        if !shelf.path().is_dir() {
            continue;
        }
        let place = to.join(shelf.file_name());
        fs::create_dir_all(&place)?;
        for file in fs::read_dir(shelf.path())?.flatten() {
            fs::copy(file.path(), place.join(file.file_name()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collection::Content;
    use crate::library::samples;
    use crate::story::StoryId;

    #[test]
    fn a_collection_can_be_opened_when_a_story_of_it_is_lost() {
        let folder = tempfile::tempdir().unwrap();
        let (broken, new) = (folder.path().join("broken"), folder.path().join("new"));
        let now = "2026-11-22T12:00:00Z".parse().unwrap();
        let library = Library::open(&broken).unwrap();
        samples::keep(&library, now).unwrap();
        let (collections, topics) = (library.collections(), library.topics());
        let id = collections.make("Letter", "dossier", now).unwrap();
        let name = "Talks".to_owned();
        let part = collections.add(id, &Content::Section { name }, None, now);
        let part = part.unwrap();
        let stories = [StoryId(1), StoryId(2)];
        collections
            .add_stories(id, &stories, Some(part), None, now)
            .unwrap();
        let topic = topics.make("Budapest", now).unwrap();
        let day = topics.make_section(topic, "Day one", now).unwrap();
        for section in [None, Some(day)] {
            collections
                .feed(id, (topic, section), Some(part), now)
                .unwrap();
        }
        library
            .writer
            .lock()
            .conn()
            .execute_batch(
                "PRAGMA foreign_keys = OFF;
                 DELETE FROM texts WHERE clipping IN (SELECT id FROM clippings WHERE story = 2);
                 DELETE FROM clippings WHERE story = 2;
                 DELETE FROM stories WHERE id = 2;
                 DELETE FROM sections;
                 DELETE FROM collected WHERE kind = 1;",
            )
            .unwrap();
        drop(library);
        Library::rescue(&broken, &new, |_| ControlFlow::Continue(())).unwrap();
        let library = Library::open(&new).unwrap();
        let open = library.collections().get(id).unwrap();
        assert_eq!(open.items.len(), 1, "{open:?}");
        assert_eq!(open.sources.len(), 1, "{open:?}");
        assert_eq!(open.sources[0].section, None);
    }
}

//! Tags: short labels on stories.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};

use super::{Library, acts, folded, stories};
use crate::Result;
use crate::story::StoryId;
use crate::topic::{Tag, tidy_name};

/// The tags.
#[derive(Debug, Clone, Copy)]
pub struct Tags<'l> {
    pub(super) library: &'l Library,
}

impl Tags<'_> {
    /// Adds tags to stories and takes others away, and says so in words; `None` if nothing changed.
    /// A tag that is new is made.
    ///
    /// # Errors
    /// If a name is empty or too long, or a story does not exist; then nothing is changed.
    pub fn tag(
        &self,
        stories: &[StoryId],
        add: &[String],
        remove: &[String],
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        let add = add
            .iter()
            .map(|name| tidy_name(name, "tag"))
            .collect::<Result<Vec<_>>>()?;
        acts::act(self.library, now, |tx| {
            for story in stories {
                stories::check(tx, story.0)?;
            }
            for name in &add {
                let tag = tag_named(tx, name)?;
                for story in stories {
                    let sql =
                        "INSERT INTO tagged (tag, story) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
                    tx.prepare_cached(sql)?.execute((tag, story.0))?;
                }
            }
            for name in remove {
                for story in stories {
                    tx.prepare_cached(
                        "DELETE FROM tagged WHERE story = ?1 AND tag = (SELECT id FROM tags WHERE folded = ?2)",
                    )?
                    .execute((story.0, folded(name)))?;
                }
            }
            words(tx, stories, &add, remove)
        })
    }

    /// The tags of a story, in alphabetical order.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn of(&self, story: StoryId) -> Result<Vec<String>> {
        let sql = "SELECT name FROM tagged JOIN tags ON tags.id = tagged.tag
                   WHERE story = ?1 ORDER BY folded";
        let mut statement = self.library.conn.prepare_cached(sql)?;
        let names = statement.query_map([story.0], |row| row.get(0))?;
        Ok(names.collect::<rusqlite::Result<_>>()?)
    }

    /// All tags that a story wears, in alphabetical order.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn all(&self) -> Result<Vec<Tag>> {
        let sql = "SELECT name, count(*) FROM tags JOIN tagged ON tagged.tag = tags.id
                   JOIN marks ON marks.story = tagged.story AND spiked_at IS NULL
                   GROUP BY tags.id ORDER BY folded";
        let mut statement = self.library.conn.prepare_cached(sql)?;
        let tags = statement.query_map([], |row| {
            Ok(Tag {
                name: row.get(0)?,
                stories: row.get(1)?,
            })
        })?;
        Ok(tags.collect::<rusqlite::Result<_>>()?)
    }
}

fn tag_named(tx: &Connection, name: &str) -> Result<i64> {
    let sql = "SELECT id FROM tags WHERE folded = ?1";
    let known = tx
        .prepare_cached(sql)?
        .query_row([folded(name)], |row| row.get(0))
        .optional()?;
    if let Some(tag) = known {
        return Ok(tag);
    }
    tx.execute(
        "INSERT INTO tags (name, folded) VALUES (?1, ?2)",
        (name, folded(name)),
    )?;
    Ok(tx.last_insert_rowid())
}

fn words(
    tx: &Connection,
    stories: &[StoryId],
    add: &[String],
    remove: &[String],
) -> Result<String> {
    let quoted = |names: &[String]| {
        let names: Vec<_> = names.iter().map(|name| format!("“{name}”")).collect();
        names.join(", ")
    };
    let which = stories::counted(tx, stories)?;
    Ok(match (add, remove) {
        (add, []) => format!("Tagged {which} {}", quoted(add)),
        ([], remove) => format!("Took {} off {which}", quoted(remove)),
        (add, remove) => format!(
            "Tagged {which} {} and took off {}",
            quoted(add),
            quoted(remove)
        ),
    })
}

//! Tags: short labels on stories.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};

use super::{Library, acts, folded, stories};
use crate::story::StoryId;
use crate::topic::{Tag, tidy_name};
use crate::{Error, Result};

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
                    put_on(tx, tag, story.0)?;
                }
            }
            for name in remove {
                let Some(tag) = find(tx, name)? else { continue };
                for story in stories {
                    tx.prepare_cached("DELETE FROM tagged WHERE tag = ?1 AND story = ?2")?
                        .execute((tag, story.0))?;
                }
            }
            words(tx, stories, &add, remove)
        })
    }

    /// Renames a tag. A name that another tag has is refused: that would be a merger.
    ///
    /// # Errors
    /// If there is no such tag, or the new name is taken, empty or too long.
    pub fn rename(&self, name: &str, to: &str, now: DateTime<Utc>) -> Result<Option<String>> {
        let to = tidy_name(to, "tag")?;
        acts::act(self.library, now, |tx| {
            let tag = found(tx, name)?;
            if find(tx, &to)?.is_some_and(|other| other != tag) {
                return Err(Error::Refused(format!(
                    "there is a tag “{to}” already; merge “{name}” into it, or choose another name"
                )));
            }
            let sql = "UPDATE tags SET name = ?2, folded = ?3 WHERE id = ?1 AND name <> ?2";
            tx.execute(sql, (tag, &to, folded(&to)))?;
            Ok(format!("Renamed the tag “{name}” to “{to}”"))
        })
    }

    /// Makes one tag of two: every story that wears `name` wears `into` instead.
    ///
    /// # Errors
    /// If one of them does not exist, or they are the same.
    pub fn merge(&self, name: &str, into: &str, now: DateTime<Utc>) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            let (tag, target) = (found(tx, name)?, found(tx, into)?);
            if tag == target {
                return Err(Error::Refused(format!(
                    "“{name}” and “{into}” are one tag already"
                )));
            }
            let stories = stories_of(tx, tag)?;
            for story in &stories {
                put_on(tx, target, *story)?;
            }
            take_off_all(tx, tag)?;
            Ok(format!(
                "Merged the tag “{name}” into “{into}” ({} stories)",
                stories.len()
            ))
        })
    }

    /// Removes a tag from all its stories.
    ///
    /// # Errors
    /// If there is no such tag.
    pub fn remove(&self, name: &str, now: DateTime<Utc>) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            let tag = found(tx, name)?;
            let stories = stories_of(tx, tag)?.len();
            take_off_all(tx, tag)?;
            Ok(format!("Removed the tag “{name}” from {stories} stories"))
        })
    }

    /// The tags of a story, in alphabetical order.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn of(&self, story: StoryId) -> Result<Vec<String>> {
        of(&*self.library.look()?, story)
    }

    /// All tags that a story wears, in alphabetical order.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn all(&self) -> Result<Vec<Tag>> {
        all(&*self.library.look()?)
    }
}

pub(super) fn of(conn: &Connection, story: StoryId) -> Result<Vec<String>> {
    let sql = "SELECT name FROM tagged JOIN tags ON tags.id = tagged.tag
               WHERE story = ?1 ORDER BY folded";
    let mut statement = conn.prepare_cached(sql)?;
    let names = statement.query_map([story.0], |row| row.get(0))?;
    Ok(names.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn all(conn: &Connection) -> Result<Vec<Tag>> {
    let sql =
        "SELECT name, stories FROM tags JOIN counts ON counts.kind = 10 AND counts.key = tags.id
               WHERE stories > 0 ORDER BY folded";
    let mut statement = conn.prepare_cached(sql)?;
    let tags = statement.query_map([], |row| {
        Ok(Tag {
            name: row.get(0)?,
            stories: row.get(1)?,
        })
    })?;
    Ok(tags.collect::<rusqlite::Result<_>>()?)
}

/// The number of a tag, which is made if it is new.
pub(super) fn tag_named(tx: &Connection, name: &str) -> Result<i64> {
    if let Some(tag) = find(tx, name)? {
        return Ok(tag);
    }
    tx.prepare_cached("INSERT INTO tags (name, folded) VALUES (?1, ?2)")?
        .execute((name, folded(name)))?;
    Ok(tx.last_insert_rowid())
}

pub(super) fn put_on(tx: &Connection, tag: i64, story: i64) -> Result<()> {
    let sql = "INSERT INTO tagged (tag, story) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    tx.prepare_cached(sql)?.execute((tag, story))?;
    Ok(())
}

fn find(conn: &Connection, name: &str) -> Result<Option<i64>> {
    let mut statement = conn.prepare_cached("SELECT id FROM tags WHERE folded = ?1")?;
    let tag = statement.query_row([folded(name)], |row| row.get(0));
    Ok(tag.optional()?)
}

fn found(conn: &Connection, name: &str) -> Result<i64> {
    find(conn, name)?.ok_or_else(|| Error::Missing(format!("there is no tag “{name}”")))
}

fn stories_of(conn: &Connection, tag: i64) -> Result<Vec<i64>> {
    let mut statement = conn.prepare_cached("SELECT story FROM tagged WHERE tag = ?1")?;
    let stories = statement.query_map([tag], |row| row.get(0))?;
    Ok(stories.collect::<rusqlite::Result<_>>()?)
}

fn take_off_all(tx: &Connection, tag: i64) -> Result<()> {
    tx.execute("DELETE FROM tagged WHERE tag = ?1", [tag])?;
    tx.execute("DELETE FROM tags WHERE id = ?1", [tag])?;
    Ok(())
}

fn words(
    tx: &Connection,
    stories: &[StoryId],
    add: &[String],
    remove: &[String],
) -> Result<String> {
    let quoted = |names: &[String]| {
        /// More names than this make no sentence.
        const MOST: usize = 5;
        let named = names
            .iter()
            .take(MOST)
            .map(|name| format!("“{name}”"))
            .collect::<Vec<_>>()
            .join(", ");
        match names.len().checked_sub(MOST) {
            None | Some(0) => named,
            Some(more) => format!("{named} and {more} more"),
        }
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

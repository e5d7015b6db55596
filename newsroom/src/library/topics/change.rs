//! Topics and sections renamed, merged, moved and removed; stories moved within a topic.

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::{Topics, name_of, put_under, section_name, section_named, topic_named};
use crate::library::order::Order;
use crate::library::{acts, collections, folded, stories};
use crate::story::StoryId;
use crate::topic::{Place, SectionId, TopicId, tidy_name};
use crate::{Error, Result};

impl Topics<'_> {
    /// Renames a topic.
    ///
    /// # Errors
    /// If there is no such topic, or the name is taken, empty or too long.
    pub fn rename(&self, topic: TopicId, to: &str, now: DateTime<Utc>) -> Result<Option<String>> {
        let to = tidy_name(to, "topic")?;
        acts::act(self.library, now, |tx| {
            let name = name_of(tx, topic)?;
            if topic_named(tx, &to)?.is_some_and(|other| other != topic) {
                return Err(taken("topic", &to));
            }
            let sql = "UPDATE topics SET name = ?2, folded = ?3 WHERE id = ?1 AND name <> ?2";
            tx.execute(sql, (topic.0, &to, folded(&to)))?;
            Ok(format!("Renamed the topic “{name}” to “{to}”"))
        })
    }

    /// Writes what belongs into a topic, in the editor's words.
    ///
    /// # Errors
    /// If there is no such topic.
    pub fn set_brief(
        &self,
        topic: TopicId,
        brief: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            let name = name_of(tx, topic)?;
            let sql = "UPDATE topics SET brief = ?2 WHERE id = ?1 AND brief <> ?2";
            tx.execute(sql, (topic.0, brief.trim()))?;
            Ok(format!("Wrote the brief of “{name}”"))
        })
    }

    /// Moves a topic in the editor's order.
    ///
    /// # Errors
    /// If one of the topics does not exist.
    pub fn place(
        &self,
        topic: TopicId,
        place: Place<TopicId>,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            let name = name_of(tx, topic)?;
            let at = Order {
                table: "topics",
                key: "id",
                within: "TRUE",
            };
            let position = at.position(tx, topic.0, place.map(|topic| topic.0), 0)?;
            let sql = "UPDATE topics SET position = ?2 WHERE id = ?1";
            tx.execute(sql, (topic.0, position))?;
            Ok(format!("Moved the topic “{name}”"))
        })
    }

    /// Moves a story within a topic. Only its own place changes.
    ///
    /// # Errors
    /// If one of the stories does not stand in the topic.
    pub fn place_story(
        &self,
        topic: TopicId,
        story: StoryId,
        place: Place<StoryId>,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            let name = name_of(tx, topic)?;
            let at = Order {
                table: "gathered",
                key: "story",
                within: "topic = ?1",
            };
            let position = at.position(tx, story.0, place.map(|story| story.0), topic.0)?;
            let sql = "UPDATE gathered SET position = ?3 WHERE topic = ?1 AND story = ?2";
            tx.execute(sql, (topic.0, story.0, position))?;
            let which = stories::counted(tx, &[story])?;
            Ok(format!("Moved {which} in “{name}”"))
        })
    }

    /// Makes one topic of two: what `topic` gathers goes to the end of `into`, in its order; sections of
    /// the same name become one, others come along.
    ///
    /// # Errors
    /// If one of them does not exist, or they are the same.
    pub fn merge(
        &self,
        topic: TopicId,
        into: TopicId,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            let (name, target) = (name_of(tx, topic)?, name_of(tx, into)?);
            if topic == into {
                return Err(Error::Refused(format!("“{name}” is one topic already")));
            }
            let gathered = "SELECT gathered.story, sections.name FROM gathered
                            LEFT JOIN sections ON sections.id = gathered.section
                            WHERE gathered.topic = ?1 ORDER BY gathered.position, gathered.story";
            let gathered: Vec<(i64, Option<String>)> = tx
                .prepare(gathered)?
                .query_map([topic.0], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<rusqlite::Result<_>>()?;
            let sections: Vec<String> = tx
                .prepare("SELECT name FROM sections WHERE topic = ?1 ORDER BY position, id")?
                .query_map([topic.0], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            for section in &sections {
                super::section_made(tx, into, section)?;
            }
            let known = "SELECT 1 FROM gathered WHERE topic = ?1 AND story = ?2";
            for (story, section) in &gathered {
                if tx.prepare_cached(known)?.exists((into.0, story))? {
                    continue;
                }
                let section = section
                    .as_ref()
                    .map(|name| super::section_made(tx, into, name))
                    .transpose()?;
                put_under(tx, into, section, *story)?;
            }
            collections::topic_goes(tx, topic, Some(into))?;
            remove(tx, topic)?;
            Ok(format!(
                "Merged the topic “{name}” into “{target}” ({} stories)",
                gathered.len()
            ))
        })
    }

    /// Removes a topic. Its stories stay in the library.
    ///
    /// # Errors
    /// If there is no such topic.
    pub fn remove(&self, topic: TopicId, now: DateTime<Utc>) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            let name = name_of(tx, topic)?;
            remove(tx, topic)?;
            Ok(format!("Removed the topic “{name}”"))
        })
    }

    /// Renames a section.
    ///
    /// # Errors
    /// If there is no such section, or the name is taken, empty or too long.
    pub fn rename_section(
        &self,
        topic: TopicId,
        section: SectionId,
        to: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        let to = tidy_name(to, "section")?;
        acts::act(self.library, now, |tx| {
            let name = section_name(tx, topic, section)?;
            if section_named(tx, topic, &to)?.is_some_and(|other| other != section) {
                return Err(taken("section", &to));
            }
            let sql = "UPDATE sections SET name = ?2, folded = ?3 WHERE id = ?1 AND name <> ?2";
            tx.execute(sql, (section.0, &to, folded(&to)))?;
            Ok(format!("Renamed the section “{name}” to “{to}”"))
        })
    }

    /// Moves a section within its topic.
    ///
    /// # Errors
    /// If one of the sections is not in the topic.
    pub fn place_section(
        &self,
        topic: TopicId,
        section: SectionId,
        place: Place<SectionId>,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            let name = section_name(tx, topic, section)?;
            let at = Order {
                table: "sections",
                key: "id",
                within: "topic = ?1",
            };
            let position = at.position(tx, section.0, place.map(|section| section.0), topic.0)?;
            let sql = "UPDATE sections SET position = ?2 WHERE id = ?1";
            tx.execute(sql, (section.0, position))?;
            Ok(format!("Moved the section “{name}”"))
        })
    }

    /// Removes a section. Its stories stay in the topic, in no section.
    ///
    /// # Errors
    /// If there is no such section.
    pub fn remove_section(
        &self,
        topic: TopicId,
        section: SectionId,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            let name = section_name(tx, topic, section)?;
            let sql = "UPDATE gathered SET section = NULL WHERE section = ?1";
            tx.execute(sql, [section.0])?;
            tx.execute("DELETE FROM sources WHERE topic_section = ?1", [section.0])?;
            tx.execute("DELETE FROM sections WHERE id = ?1", [section.0])?;
            Ok(format!("Removed the section “{name}”"))
        })
    }
}

pub(super) fn taken(what: &str, name: &str) -> Error {
    Error::Refused(format!(
        "there is a {what} “{name}” already; merge the two, or choose another name"
    ))
}

pub(super) fn remove(tx: &Connection, topic: TopicId) -> Result<()> {
    collections::topic_goes(tx, topic, None)?;
    tx.execute("DELETE FROM gathered WHERE topic = ?1", [topic.0])?;
    tx.execute("DELETE FROM sections WHERE topic = ?1", [topic.0])?;
    tx.execute("DELETE FROM topics WHERE id = ?1", [topic.0])?;
    Ok(())
}

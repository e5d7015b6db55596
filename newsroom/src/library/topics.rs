//! Topics: running files, their sections, and the order of what they gather.

mod change;
mod nest;
mod set;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, params};

use super::{Library, acts, folded, order, stories};
use crate::story::StoryId;
use crate::topic::{
    Contents, ContentsPart, ContentsStory, Placing, Section, SectionId, Topic, TopicColour,
    TopicId, tidy_name,
};
use crate::{Error, Result};

/// The topics.
#[derive(Debug, Clone, Copy)]
pub struct Topics<'l> {
    pub(super) library: &'l Library,
}

impl Topics<'_> {
    /// Makes a topic, after the others. A name that is taken answers the topic that has it.
    ///
    /// # Errors
    /// If the name is empty or too long.
    pub fn make(&self, name: &str, now: DateTime<Utc>) -> Result<TopicId> {
        let name = tidy_name(name, "topic")?;
        let mut topic = None;
        acts::act(self.library, now, |tx| {
            // The look and the write are one transaction: somebody else may be making the same.
            topic = Some(topic_made(tx, &name)?);
            Ok(format!("Made the topic “{name}”"))
        })?;
        topic.ok_or_else(|| no_topic(&name))
    }

    /// Makes a section in a topic, after the others. A name that is taken answers its section.
    ///
    /// # Errors
    /// If the name is empty or too long, or there is no such topic.
    pub fn make_section(
        &self,
        topic: TopicId,
        name: &str,
        now: DateTime<Utc>,
    ) -> Result<SectionId> {
        let name = tidy_name(name, "section")?;
        let mut section = None;
        acts::act(self.library, now, |tx| {
            let of = name_of(tx, topic)?;
            section = Some(section_made(tx, topic, &name)?);
            Ok(format!("Made the section “{name}” in “{of}”"))
        })?;
        section.ok_or_else(|| no_topic(&name))
    }

    /// The topic with a name, whatever its case, or a number.
    ///
    /// # Errors
    /// If there is none.
    pub fn find(&self, name: &str) -> Result<TopicId> {
        let look = self.library.look()?;
        if let Some(topic) = topic_named(&look, name)? {
            return Ok(topic);
        }
        let number = name.parse().map(TopicId).map_err(|_| no_topic(name))?;
        name_of(&look, number).map(|_| number)
    }

    /// The section of a topic with a name, whatever its case.
    ///
    /// # Errors
    /// If there is none.
    pub fn find_section(&self, topic: TopicId, name: &str) -> Result<SectionId> {
        let look = self.library.look()?;
        let of = name_of(&look, topic)?;
        let found = section_named(&look, topic, name)?;
        found.ok_or_else(|| Error::Missing(format!("there is no section “{name}” in “{of}”")))
    }

    /// Files stories under a topic, at its end, in a section if one is given, and says so in words.
    /// Stories that are there already keep their place and only change their section.
    ///
    /// # Errors
    /// If the topic, the section or a story does not exist; then nothing is filed.
    pub fn gather(
        &self,
        stories: &[StoryId],
        topic: TopicId,
        section: Option<SectionId>,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            let name = name_of(tx, topic)?;
            let place = match section {
                Some(section) => format!("{name}, {}", section_name(tx, topic, section)?),
                None => name,
            };
            for story in stories {
                stories::check(tx, story.0)?;
                put_under(tx, topic, section, story.0)?;
            }
            Ok(format!(
                "Filed {} under “{place}”",
                stories::counted(tx, stories)?
            ))
        })
    }

    /// Takes stories out of a topic.
    ///
    /// # Errors
    /// If there is no such topic.
    pub fn release(
        &self,
        stories: &[StoryId],
        topic: TopicId,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            let name = name_of(tx, topic)?;
            for story in stories {
                let sql = "DELETE FROM gathered WHERE topic = ?1 AND story = ?2";
                tx.prepare_cached(sql)?.execute((topic.0, story.0))?;
            }
            Ok(format!(
                "Took {} out of “{name}”",
                stories::counted(tx, stories)?
            ))
        })
    }

    /// All topics, in the editor's order.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn all(&self) -> Result<Vec<Topic>> {
        all(&*self.library.look()?)
    }

    /// A topic's stories in its order, section by section, those that stand in none first.
    ///
    /// # Errors
    /// If there is no such topic.
    pub fn contents(&self, topic: TopicId) -> Result<Contents> {
        let look = self.library.look()?;
        let conn: &Connection = &look;
        let name = name_of(conn, topic)?;
        let mut parts = vec![ContentsPart {
            section: None,
            stories: Vec::new(),
        }];
        let mut place = HashMap::from([(None, 0)]);
        for section in sections(conn)?.remove(&topic).unwrap_or_default() {
            place.insert(Some(section.id), parts.len());
            parts.push(ContentsPart {
                section: Some(section.name),
                stories: Vec::new(),
            });
        }
        let mut statement = conn.prepare_cached(
            "SELECT gathered.story, gathered.section, stories.headline FROM gathered
             JOIN stories ON stories.id = gathered.story
             JOIN marks ON marks.story = gathered.story AND spiked_at IS NULL
             WHERE topic = ?1 ORDER BY position, gathered.story",
        )?;
        let mut rows = statement.query([topic.0])?;
        while let Some(row) = rows.next()? {
            let section = row.get::<_, Option<i64>>(1)?.map(SectionId);
            let story = ContentsStory {
                id: StoryId(row.get(0)?),
                headline: row.get(2)?,
            };
            let part = place.get(&section).and_then(|at| parts.get_mut(*at));
            part.into_iter()
                .for_each(|part| part.stories.push(story.clone()));
        }
        parts.retain(|part| !part.stories.is_empty());
        Ok(Contents { name, parts })
    }

    /// A topic's name.
    ///
    /// # Errors
    /// If there is no such topic.
    pub fn name(&self, topic: TopicId) -> Result<String> {
        name_of(&*self.library.look()?, topic)
    }
}

fn name_of(conn: &Connection, topic: TopicId) -> Result<String> {
    let mut statement = conn.prepare_cached("SELECT name FROM topics WHERE id = ?1")?;
    let found = statement
        .query_row([topic.0], |row| row.get(0))
        .optional()?;
    found.ok_or_else(|| no_topic(&topic.0.to_string()))
}

fn section_name(conn: &Connection, topic: TopicId, section: SectionId) -> Result<String> {
    let sql = "SELECT name FROM sections WHERE id = ?1 AND topic = ?2";
    let mut statement = conn.prepare_cached(sql)?;
    let found = statement
        .query_row((section.0, topic.0), |row| row.get(0))
        .optional()?;
    found
        .ok_or_else(|| Error::Missing(format!("section {} is not in topic {}", section.0, topic.0)))
}

/// The topic with a name, which is made after the others if it is new.
pub(super) fn topic_made(tx: &Connection, name: &str) -> Result<TopicId> {
    if let Some(known) = topic_named(tx, name)? {
        return Ok(known);
    }
    let last: Option<String> =
        tx.query_row("SELECT max(position) FROM topics", [], |row| row.get(0))?;
    tx.execute(
        "INSERT INTO topics (name, folded, position) VALUES (?1, ?2, ?3)",
        (name, folded(name), order::middle(last.as_deref(), None)),
    )?;
    Ok(TopicId(tx.last_insert_rowid()))
}

/// The section with a name, which is made after the others if it is new.
pub(super) fn section_made(tx: &Connection, topic: TopicId, name: &str) -> Result<SectionId> {
    if let Some(known) = section_named(tx, topic, name)? {
        return Ok(known);
    }
    let last = "SELECT max(position) FROM sections WHERE topic = ?1";
    let last: Option<String> = tx.query_row(last, [topic.0], |row| row.get(0))?;
    tx.execute(
        "INSERT INTO sections (topic, name, folded, position) VALUES (?1, ?2, ?3, ?4)",
        params![
            topic.0,
            name,
            folded(name),
            order::middle(last.as_deref(), None)
        ],
    )?;
    Ok(SectionId(tx.last_insert_rowid()))
}

/// Puts a story at the end of a topic. One that is there already keeps its place and only changes its
/// section, if one is given.
pub(super) fn put_under(
    tx: &Connection,
    topic: TopicId,
    section: Option<SectionId>,
    story: i64,
) -> Result<()> {
    let section = section.map(|section| section.0);
    let sql = "UPDATE gathered SET section = ?3 WHERE topic = ?1 AND story = ?2
               AND ?3 IS NOT NULL AND section IS NOT ?3";
    tx.prepare_cached(sql)?
        .execute(params![topic.0, story, section])?;
    let here = "SELECT 1 FROM gathered WHERE topic = ?1 AND story = ?2";
    if tx.prepare_cached(here)?.exists((topic.0, story))? {
        return Ok(());
    }
    let last: Option<String> = tx
        .prepare_cached("SELECT max(position) FROM gathered WHERE topic = ?1")?
        .query_row([topic.0], |row| row.get(0))?;
    tx.prepare_cached(
        "INSERT INTO gathered (topic, story, section, position) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![
        topic.0,
        story,
        section,
        order::middle(last.as_deref(), None)
    ])?;
    Ok(())
}

/// All topics, in the editor's order.
pub(super) fn all(conn: &Connection) -> Result<Vec<Topic>> {
    let mut sections = sections(conn)?;
    let mut statement = conn.prepare_cached(
        "SELECT id, name, brief, coalesce(counts.stories, 0), coalesce(counts.unread, 0), colour
         FROM topics LEFT JOIN counts ON counts.kind = 11 AND counts.key = topics.id
         ORDER BY topics.position, topics.id",
    )?;
    let topics = statement.query_map([], |row| {
        let id = TopicId(row.get(0)?);
        Ok(Topic {
            id,
            name: row.get(1)?,
            brief: row.get(2)?,
            stories: row.get(3)?,
            unread: row.get(4)?,
            colour: (row.get::<_, Option<String>>(5)?)
                .and_then(|colour| TopicColour::named(&colour)),
            sections: sections.remove(&id).unwrap_or_default(),
        })
    })?;
    Ok(topics.collect::<rusqlite::Result<_>>()?)
}

fn topic_named(conn: &Connection, name: &str) -> Result<Option<TopicId>> {
    let mut statement = conn.prepare_cached("SELECT id FROM topics WHERE folded = ?1")?;
    Ok(statement
        .query_row([folded(name)], |row| row.get(0).map(TopicId))
        .optional()?)
}

fn section_named(conn: &Connection, topic: TopicId, name: &str) -> Result<Option<SectionId>> {
    let mut statement =
        conn.prepare_cached("SELECT id FROM sections WHERE topic = ?1 AND folded = ?2")?;
    let found = statement.query_row((topic.0, folded(name)), |row| row.get(0).map(SectionId));
    Ok(found.optional()?)
}

/// The sections of all topics, in order.
fn sections(conn: &Connection) -> Result<HashMap<TopicId, Vec<Section>>> {
    let mut statement = conn.prepare_cached(
        "SELECT sections.topic, sections.id, sections.name, coalesce(counts.stories, 0),
           coalesce(sections.brief, '')
         FROM sections LEFT JOIN counts ON counts.kind = 12 AND counts.key = sections.id
         ORDER BY sections.topic, sections.position, sections.id",
    )?;
    let mut rows = statement.query([])?;
    let mut sections: HashMap<TopicId, Vec<Section>> = HashMap::new();
    while let Some(row) = rows.next()? {
        let section = Section {
            id: SectionId(row.get(1)?),
            name: row.get(2)?,
            stories: row.get(3)?,
            brief: row.get(4)?,
        };
        sections
            .entry(TopicId(row.get(0)?))
            .or_default()
            .push(section);
    }
    Ok(sections)
}

/// Where a story stands, topic by topic.
pub(super) fn placings(conn: &Connection, story: StoryId) -> Result<Vec<Placing>> {
    let mut statement = conn.prepare_cached(
        "SELECT topics.id, topics.name, sections.id, sections.name
         FROM gathered JOIN topics ON topics.id = gathered.topic
         LEFT JOIN sections ON sections.id = gathered.section
         WHERE gathered.story = ?1 ORDER BY topics.position, topics.id",
    )?;
    let placings = statement.query_map([story.0], |row| {
        Ok(Placing {
            topic: TopicId(row.get(0)?),
            name: row.get(1)?,
            section: row.get::<_, Option<i64>>(2)?.map(SectionId),
            section_name: row.get(3)?,
        })
    })?;
    Ok(placings.collect::<rusqlite::Result<_>>()?)
}

fn no_topic(name: &str) -> Error {
    Error::Missing(format!("there is no topic “{name}”"))
}

//! Topics within topics, what belongs into a section, colours, and stories moved about a board.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use super::change::{remove, taken};
use super::{Topics, name_of, put_under, section_made, section_name, topic_made, topic_named};
use crate::library::order::Order;
use crate::library::{acts, stories};
use crate::story::StoryId;
use crate::topic::{Place, SectionId, TopicColour, TopicId};
use crate::{Error, Result};

impl Topics<'_> {
    /// Gives a topic a colour, or the one of its place.
    ///
    /// # Errors
    /// If there is no such topic.
    pub fn recolour(
        &self,
        topic: TopicId,
        colour: Option<TopicColour>,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            let name = name_of(tx, topic)?;
            let sql = "UPDATE topics SET colour = ?2 WHERE id = ?1 AND colour IS NOT ?2";
            tx.execute(sql, (topic.0, colour.map(TopicColour::as_str)))?;
            Ok(format!("Changed the colour of “{name}”"))
        })
    }

    /// Writes what belongs into a section, in the editor's words.
    ///
    /// # Errors
    /// If there is no such section.
    pub fn set_section_brief(
        &self,
        topic: TopicId,
        section: SectionId,
        brief: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            let name = section_name(tx, topic, section)?;
            let sql = "UPDATE sections SET brief = ?2 WHERE id = ?1 AND coalesce(brief, '') <> ?2";
            tx.execute(sql, (section.0, brief.trim()))?;
            Ok(format!("Wrote the brief of “{name}”"))
        })
    }

    /// Makes a topic a section of another: its stories stand there from now on, and its own sections
    /// become sections beside it. A section that has the name already takes them in.
    ///
    /// # Errors
    /// If one of the topics does not exist, or they are the same.
    pub fn nest(
        &self,
        topic: TopicId,
        into: TopicId,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            let (name, target) = (name_of(tx, topic)?, name_of(tx, into)?);
            if topic == into {
                return Err(Error::Refused(format!(
                    "“{name}” cannot be a section of itself; nothing was changed"
                )));
            }
            let own = section_made(tx, into, &name)?;
            tx.execute(
                "UPDATE sections SET brief = (SELECT brief FROM topics WHERE id = ?1)
                 WHERE id = ?2 AND coalesce(brief, '') = ''",
                (topic.0, own.0),
            )?;
            let sections = sections_of(tx, topic)?;
            for (_, section, brief) in &sections {
                let made = section_made(tx, into, section)?;
                let sql =
                    "UPDATE sections SET brief = ?2 WHERE id = ?1 AND coalesce(brief, '') = ''";
                tx.execute(sql, (made.0, brief))?;
            }
            for (story, section) in gathered(tx, topic)? {
                let named = section.and_then(|at| sections.iter().find(|(id, ..)| *id == at));
                let place = match named {
                    Some((_, section, _)) => section_made(tx, into, section)?,
                    None => own,
                };
                stand_in(tx, into, place, story)?;
            }
            // Collections that looked there look at the same stories, where they are now.
            for (id, section, _) in &sections {
                let made = section_made(tx, into, section)?;
                let sql =
                    "UPDATE sources SET topic = ?2, topic_section = ?3 WHERE topic_section = ?1";
                tx.execute(sql, (id, into.0, made.0))?;
                // One that looked at all of the topic looks at each of its parts.
                tx.execute(
                    "INSERT INTO sources (collection, topic, topic_section, section)
                     SELECT collection, ?2, ?3, section FROM sources
                     WHERE topic = ?1 AND topic_section IS NULL",
                    (topic.0, into.0, made.0),
                )?;
            }
            let sql = "UPDATE sources SET topic = ?2, topic_section = ?3 WHERE topic = ?1";
            tx.execute(sql, (topic.0, into.0, own.0))?;
            remove(tx, topic)?;
            Ok(format!("Made “{name}” a section of “{target}”"))
        })
    }

    /// Makes a section a topic of its own, after the others. Its stories leave the topic that it was in.
    ///
    /// # Errors
    /// If there is no such section, or a topic has its name.
    pub fn lift(
        &self,
        topic: TopicId,
        section: SectionId,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            let of = name_of(tx, topic)?;
            let name = section_name(tx, topic, section)?;
            if topic_named(tx, &name)?.is_some() {
                return Err(taken("topic", &name));
            }
            let lifted = topic_made(tx, &name)?;
            tx.execute(
                "UPDATE topics SET brief = coalesce((SELECT brief FROM sections WHERE id = ?2), '')
                 WHERE id = ?1",
                (lifted.0, section.0),
            )?;
            for (story, at) in gathered(tx, topic)? {
                if at == Some(section.0) {
                    let sql = "DELETE FROM gathered WHERE topic = ?1 AND story = ?2";
                    tx.prepare_cached(sql)?.execute((topic.0, story))?;
                    put_under(tx, lifted, None, story)?;
                }
            }
            let sql =
                "UPDATE sources SET topic = ?2, topic_section = NULL WHERE topic_section = ?1";
            tx.execute(sql, (section.0, lifted.0))?;
            tx.execute("DELETE FROM sections WHERE id = ?1", [section.0])?;
            Ok(format!("Made “{name}” of “{of}” a topic of its own"))
        })
    }

    /// Puts stories into a section of a topic, or into none, one after the other at a place in its order.
    /// Stories that are not in the topic are filed there.
    ///
    /// # Errors
    /// If the topic, the section or a story does not exist; then nothing is moved.
    pub fn place_stories(
        &self,
        stories: &[StoryId],
        topic: TopicId,
        section: Option<SectionId>,
        place: Place<StoryId>,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            let name = name_of(tx, topic)?;
            let to = match section {
                Some(section) => section_name(tx, topic, section)?,
                None => name.clone(),
            };
            let mut place = place;
            for story in stories {
                stories::check(tx, story.0)?;
                put_under(tx, topic, section, story.0)?;
                let at = Order {
                    table: "gathered",
                    key: "story",
                    within: "topic = ?1",
                };
                let position = at.position(tx, story.0, place.map(|story| story.0), topic.0)?;
                tx.prepare_cached(
                    "UPDATE gathered SET position = ?3, section = ?4 WHERE topic = ?1 AND story = ?2",
                )?
                .execute(params![
                    topic.0,
                    story.0,
                    position,
                    section.map(|section| section.0)
                ])?;
                place = Place::After(*story);
            }
            let which = stories::counted(tx, stories)?;
            Ok(match section {
                Some(_) => format!("Moved {which} to “{to}” in “{name}”"),
                None => format!("Moved {which} in “{name}”, not yet placed"),
            })
        })
    }
}

/// The sections of a topic, in order: number, name, brief.
fn sections_of(tx: &Connection, topic: TopicId) -> Result<Vec<(i64, String, String)>> {
    let sql = "SELECT id, name, coalesce(brief, '') FROM sections WHERE topic = ?1
               ORDER BY position, id";
    let mut statement = tx.prepare_cached(sql)?;
    let sections =
        statement.query_map([topic.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(sections.collect::<rusqlite::Result<_>>()?)
}

/// What a topic gathers, in its order: stories and their sections.
fn gathered(tx: &Connection, topic: TopicId) -> Result<Vec<(i64, Option<i64>)>> {
    let sql = "SELECT story, section FROM gathered WHERE topic = ?1 ORDER BY position, story";
    let mut statement = tx.prepare_cached(sql)?;
    let gathered = statement.query_map([topic.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(gathered.collect::<rusqlite::Result<_>>()?)
}

/// Puts a story into a section of a topic; one that stands in a section there already stays.
fn stand_in(tx: &Connection, topic: TopicId, section: SectionId, story: i64) -> Result<()> {
    let sql = "SELECT 1 FROM gathered WHERE topic = ?1 AND story = ?2 AND section IS NOT NULL";
    if tx.prepare_cached(sql)?.exists((topic.0, story))? {
        return Ok(());
    }
    put_under(tx, topic, Some(section), story)
}

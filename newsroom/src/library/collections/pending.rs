//! New stories: what topics gathered since, waiting for the editor to load it.

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::{Collections, name_of, no_source};
use crate::collection::{CollectionId, ItemId, Pending, Source, SourceId};
use crate::library::{acts, stories};
use crate::story::StoryId;
use crate::topic::{SectionId, TopicId};
use crate::{Error, Result};

/// The stories that wait, each by the first source that has it, those of a section before those of a whole topic.
/// New is what stands neither in the draft nor in an edition of the collection, and was not waved on.
const WAITING: &str = "
    FROM sources
    JOIN gathered ON gathered.topic = sources.topic
      AND (sources.topic_section IS NULL OR sources.topic_section = gathered.section)
    JOIN marks ON marks.story = gathered.story AND marks.spiked_at IS NULL
    WHERE sources.collection = ?1
      AND NOT EXISTS (SELECT 1 FROM collected WHERE collection = ?1 AND story = gathered.story)
      AND NOT EXISTS (SELECT 1 FROM passed_over WHERE collection = ?1 AND story = gathered.story)
      AND NOT EXISTS (SELECT 1 FROM edition_stories JOIN editions ON editions.id = edition
                      WHERE editions.collection = ?1 AND edition_stories.story = gathered.story)";

impl Collections<'_> {
    /// Lets a collection look for new stories in a topic, or in a section of it; they go to a section of the
    /// collection, or to its end. Nothing enters by itself.
    ///
    /// # Errors
    /// If one of them does not exist.
    pub fn feed(
        &self,
        collection: CollectionId,
        (topic, topic_section): (TopicId, Option<SectionId>),
        section: Option<ItemId>,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            let name = name_of(tx, collection)?;
            let sql = "SELECT name FROM topics WHERE id = ?1";
            let of = tx.query_row(sql, [topic.0], |row| row.get::<_, String>(0));
            let of = of.map_err(|_| Error::Missing(format!("there is no topic {}", topic.0)))?;
            if let Some(section) = section {
                // Refuses a section of another collection.
                super::items::end_of(tx, collection, Some(section))?;
            }
            let known = "SELECT 1 FROM sources WHERE collection = ?1 AND topic = ?2 AND topic_section IS ?3";
            let topic_section = topic_section.map(|section| section.0);
            let fed = (collection.0, topic.0, topic_section);
            if tx.prepare(known)?.exists(fed)? {
                let sql = "UPDATE sources SET section = ?4 WHERE collection = ?1 AND topic = ?2
                             AND topic_section IS ?3 AND section IS NOT ?4";
                tx.execute(sql, (fed.0, fed.1, fed.2, section.map(|section| section.0)))?;
            } else {
                let sql = "INSERT INTO sources (collection, topic, topic_section, section)
                           VALUES (?1, ?2, ?3, ?4)";
                tx.execute(sql, (fed.0, fed.1, fed.2, section.map(|section| section.0)))?;
            }
            Ok(format!("“{name}” looks for stories in “{of}”"))
        })
    }

    /// Lets a collection look there no longer. What came from there stays.
    ///
    /// # Errors
    /// If there is no such source.
    pub fn unfeed(&self, source: SourceId, now: DateTime<Utc>) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            let gone = tx.execute("DELETE FROM sources WHERE id = ?1", [source.0])?;
            match gone {
                0 => Err(no_source(source)),
                _ => Ok("Took a source away".to_owned()),
            }
        })
    }

    /// Puts new stories into the draft, each where its source says; all that wait if none is named.
    ///
    /// # Errors
    /// If there is no such collection, or one of them does not wait.
    pub fn load(
        &self,
        collection: CollectionId,
        stories: &[StoryId],
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        let waiting = all(&*self.library.look()?, collection)?;
        let wanted: Vec<_> = waiting
            .iter()
            .filter(|one| stories.is_empty() || stories.contains(&one.0.story))
            .collect();
        if let Some(missing) = stories
            .iter()
            .find(|story| wanted.iter().all(|one| one.0.story != **story))
        {
            return Err(Error::Missing(format!(
                "story {} does not wait for this collection; nothing was changed",
                missing.0
            )));
        }
        let count = wanted.len();
        self.library.acts().together(
            || {
                for (pending, section) in &wanted {
                    self.add_stories(collection, &[pending.story], *section, None, now)?;
                }
                name_of(&*self.library.look()?, collection)
            },
            |name| Ok(format!("Loaded {} into “{name}”", new_stories(count))),
        )?;
        Ok((count > 0).then(|| format!("Loaded {}", new_stories(count))))
    }

    /// Waves new stories on: they do not wait any longer.
    ///
    /// # Errors
    /// If there is no such collection or story.
    pub fn pass(
        &self,
        collection: CollectionId,
        stories: &[StoryId],
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            let name = name_of(tx, collection)?;
            for story in stories {
                stories::check(tx, story.0)?;
                let sql = "INSERT OR IGNORE INTO passed_over (collection, story) VALUES (?1, ?2)";
                tx.prepare_cached(sql)?.execute((collection.0, story.0))?;
            }
            let which = stories::counted(tx, stories)?;
            Ok(format!("Passed over {which} for “{name}”"))
        })
    }
}

fn new_stories(count: usize) -> String {
    match count {
        1 => "a new story".to_owned(),
        many => format!("{many} new stories"),
    }
}

/// How many stories wait.
pub(super) fn count(conn: &Connection, collection: CollectionId) -> Result<u64> {
    let sql = format!("SELECT count(DISTINCT gathered.story) {WAITING}");
    Ok(conn
        .prepare_cached(&sql)?
        .query_row([collection.0], |row| row.get(0))?)
}

/// The stories that wait, each with the section that it goes to.
pub(super) fn all(
    conn: &Connection,
    collection: CollectionId,
) -> Result<Vec<(Pending, Option<ItemId>)>> {
    let sql = format!(
        "SELECT story, stories.headline, outlets.name, source, section FROM (
           SELECT gathered.story AS story, sources.id AS source, sources.section AS section,
             row_number() OVER (PARTITION BY gathered.story
               ORDER BY sources.topic_section IS NULL, sources.id) AS turn,
             sources.id AS from_source, gathered.position AS place {WAITING})
         JOIN stories ON stories.id = story LEFT JOIN outlets ON outlets.id = stories.outlet
         WHERE turn = 1 ORDER BY from_source, place, story"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let waiting = statement.query_map([collection.0], |row| {
        let pending = Pending {
            story: StoryId(row.get(0)?),
            headline: row.get(1)?,
            outlet: row.get(2)?,
            source: SourceId(row.get(3)?),
        };
        Ok((pending, row.get::<_, Option<i64>>(4)?.map(ItemId)))
    })?;
    Ok(waiting.collect::<rusqlite::Result<_>>()?)
}

/// Where a collection looks for new stories.
pub(super) fn sources(conn: &Connection, collection: CollectionId) -> Result<Vec<Source>> {
    let mut statement = conn.prepare_cached(
        "SELECT sources.id, sources.topic, topics.name, sources.topic_section, sections.name, sources.section
         FROM sources JOIN topics ON topics.id = sources.topic
         LEFT JOIN sections ON sections.id = sources.topic_section
         WHERE collection = ?1 ORDER BY sources.id",
    )?;
    let sources = statement.query_map([collection.0], |row| {
        let (topic, section): (String, Option<String>) = (row.get(2)?, row.get(4)?);
        Ok(Source {
            id: SourceId(row.get(0)?),
            topic: TopicId(row.get(1)?),
            name: section.map_or(topic.clone(), |section| format!("{topic}, {section}")),
            topic_section: row.get::<_, Option<i64>>(3)?.map(SectionId),
            section: row.get::<_, Option<i64>>(5)?.map(ItemId),
        })
    })?;
    Ok(sources.collect::<rusqlite::Result<_>>()?)
}

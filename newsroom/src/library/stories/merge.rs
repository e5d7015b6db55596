//! Two stories that turn out to be one.

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::{Stories, check, headline};
use crate::library::{acts, shown, stamp, topics};
use crate::story::StoryId;
use crate::topic::{SectionId, TopicId};
use crate::{Error, Result};

impl Stories<'_> {
    /// Makes one story of two. What the editor made of `story` goes over to `into`: tags, topics, notes,
    /// highlights, quotes, translations, its places in collections, and what `into` has none of: the star, the
    /// status of its claim, terms, corrections; so do its addresses, so that its page, clipped again, is
    /// `into`. A collection that passed `story` over, or has an edition with it, is not offered `into` as new.
    /// The rest of it goes to the bin.
    ///
    /// # Errors
    /// If one of them does not exist, or they are the same.
    pub fn merge(
        &self,
        story: StoryId,
        into: StoryId,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            check(tx, story.0)?;
            check(tx, into.0)?;
            if story == into {
                return Err(Error::Refused(format!(
                    "story {} is one story already",
                    story.0
                )));
            }
            hand_over(tx, story.0, into.0)?;
            let sql = "UPDATE marks SET spiked_at = ?2 WHERE story = ?1 AND spiked_at IS NULL";
            tx.execute(sql, (story.0, stamp(now)))?;
            shown::refresh(tx, story.0)?;
            shown::refresh(tx, into.0)?;
            Ok(format!(
                "Merged “{}” into “{}”",
                headline(tx, story.0)?,
                headline(tx, into.0)?
            ))
        })
    }
}

fn hand_over(tx: &Connection, story: i64, into: i64) -> Result<()> {
    for sql in [
        "UPDATE keys SET story = ?2 WHERE story = ?1",
        "UPDATE notes SET story = ?2 WHERE story = ?1",
        "UPDATE highlights SET story = ?2 WHERE story = ?1",
        "UPDATE quotes SET story = ?2 WHERE story = ?1",
        "UPDATE translations SET story = ?2 WHERE story = ?1",
        "INSERT OR IGNORE INTO claims (story, status, by, according_to, made_at)
         SELECT ?2, status, by, according_to, made_at FROM claims WHERE story = ?1",
        "UPDATE collected SET story = ?2 WHERE story = ?1 AND collection NOT IN
           (SELECT collection FROM collected WHERE story = ?2)",
        "INSERT OR IGNORE INTO passed_over (collection, story)
         SELECT collection, ?2 FROM passed_over WHERE story = ?1
         UNION SELECT editions.collection, ?2 FROM edition_stories
           JOIN editions ON editions.id = edition_stories.edition
           JOIN collections ON collections.id = editions.collection
           WHERE edition_stories.story = ?1",
        "INSERT OR IGNORE INTO story_rights (story, reuse, licence, credit, quote_limit, embargo)
         SELECT ?2, reuse, licence, credit, quote_limit, embargo FROM story_rights WHERE story = ?1",
        "INSERT OR IGNORE INTO tagged (tag, story) SELECT tag, ?2 FROM tagged WHERE story = ?1",
        "INSERT OR IGNORE INTO corrections (story, part, value, made_at)
         SELECT ?2, part, value, made_at FROM corrections WHERE story = ?1",
        "UPDATE marks SET starred_at = (SELECT starred_at FROM marks WHERE story = ?1)
         WHERE story = ?2 AND starred_at IS NULL",
    ] {
        tx.execute(sql, (story, into))?;
    }
    let placed: Vec<(i64, Option<i64>)> = tx
        .prepare("SELECT topic, section FROM gathered WHERE story = ?1")?
        .query_map([story], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let here = "SELECT 1 FROM gathered WHERE topic = ?1 AND story = ?2";
    for (topic, section) in placed {
        if !tx.prepare_cached(here)?.exists((topic, into))? {
            topics::put_under(tx, TopicId(topic), section.map(SectionId), into)?;
        }
    }
    Ok(())
}

//! Tags, topics, sections and searches: found by their names, and made where they are new.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension};

use crate::Result;
use crate::library::export::check::Checked;
use crate::library::export::lines::{PlacingLine, TopicLine};
use crate::library::{folded, order, tags};

/// What names were found to be. Places come after those that are taken, in their own order: a place is a
/// fraction, so that one written behind another follows it at once, and comes before all that are after.
#[derive(Default)]
pub(super) struct Shelves {
    tags: HashMap<String, i64>,
    /// By topic, and by topic and section.
    topics: HashMap<String, i64>,
    sections: HashMap<(i64, String), i64>,
    /// After which place the stories of a topic come; empty for a topic that is new.
    after: HashMap<String, String>,
}

impl Shelves {
    /// Between two writes somebody else may have taken away what was found. Where a topic's stories go is
    /// not forgotten, so that they stay in their order.
    pub(super) fn forget(&mut self) {
        self.tags.clear();
        self.topics.clear();
        self.sections.clear();
    }

    /// Makes the topics and the searches that are not here. Those that are keep their words; a topic
    /// without a brief gets one.
    pub(super) fn topics_and_searches(&mut self, tx: &Connection, checked: &Checked) -> Result<()> {
        let mut made_after = None;
        for line in &checked.topics {
            self.topic(tx, line, &mut made_after)?;
        }
        let after = last(tx, "SELECT max(position) FROM searches", &[])?;
        for search in &checked.searches {
            let known = "SELECT 1 FROM searches WHERE folded = ?1";
            if tx.prepare_cached(known)?.exists([folded(&search.name)])? {
                continue;
            }
            tx.prepare_cached(
                "INSERT INTO searches (name, folded, words, position) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute((
                &search.name,
                folded(&search.name),
                &search.words,
                format!("{after}{}", search.position),
            ))?;
        }
        Ok(())
    }

    fn topic(
        &mut self,
        tx: &Connection,
        line: &TopicLine,
        made_after: &mut Option<String>,
    ) -> Result<i64> {
        let name = folded(&line.name);
        let known: Option<i64> = tx
            .prepare_cached("SELECT id FROM topics WHERE folded = ?1")?
            .query_row([&name], |row| row.get(0))
            .optional()?;
        let topic = match known {
            Some(topic) => {
                let sql = "UPDATE topics SET brief = ?2 WHERE id = ?1 AND brief = '' AND ?2 <> ''";
                tx.prepare_cached(sql)?.execute((topic, &line.brief))?;
                topic
            }
            None => {
                let after = match made_after {
                    Some(after) => after,
                    None => made_after.insert(last(tx, "SELECT max(position) FROM topics", &[])?),
                };
                let place = format!("{after}{}", line.position);
                tx.prepare_cached(
                    "INSERT INTO topics (name, folded, brief, position, colour) VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute((&line.name, &name, &line.brief, place, &line.colour))?;
                tx.last_insert_rowid()
            }
        };
        self.topics.insert(name, topic);
        let after = last(
            tx,
            "SELECT max(position) FROM sections WHERE topic = ?1",
            &[&topic],
        )?;
        for section in &line.sections {
            let name = folded(&section.name);
            let known: Option<i64> = tx
                .prepare_cached("SELECT id FROM sections WHERE topic = ?1 AND folded = ?2")?
                .query_row((topic, &name), |row| row.get(0))
                .optional()?;
            let id = match known {
                Some(id) => id,
                None => {
                    tx.prepare_cached(
                        "INSERT INTO sections (topic, name, folded, position, brief) VALUES (?1, ?2, ?3, ?4, ?5)",
                    )?
                    .execute((
                        topic,
                        &section.name,
                        &name,
                        format!("{after}{}", section.position),
                        &section.brief,
                    ))?;
                    tx.last_insert_rowid()
                }
            };
            self.sections.insert((topic, name), id);
        }
        Ok(topic)
    }

    /// Puts a tag on a story. Answers whether it lacked it.
    pub(super) fn tag(&mut self, tx: &Connection, name: &str, story: i64) -> Result<bool> {
        let tag = match self.tags.get(name) {
            Some(tag) => *tag,
            None => {
                let tag = tags::tag_named(tx, name)?;
                self.tags.insert(name.to_owned(), tag);
                tag
            }
        };
        let sql = "INSERT INTO tagged (tag, story) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
        Ok(tx.prepare_cached(sql)?.execute((tag, story))? > 0)
    }

    /// Files a story under a topic, unless it stands there. Answers whether it did not.
    pub(super) fn gather(
        &mut self,
        tx: &Connection,
        checked: &Checked,
        placing: &PlacingLine,
        story: i64,
    ) -> Result<bool> {
        let name = folded(&placing.topic);
        let topic = match self.topics.get(&name) {
            Some(topic) => *topic,
            None => match checked
                .topics
                .iter()
                .find(|line| line.name == placing.topic)
            {
                Some(line) => self.topic(tx, line, &mut None)?,
                None => return Ok(false),
            },
        };
        let here = "SELECT 1 FROM gathered WHERE topic = ?1 AND story = ?2";
        if tx.prepare_cached(here)?.exists((topic, story))? {
            return Ok(false);
        }
        let after = match self.after.get(&name) {
            Some(after) => after,
            None => {
                let after = last(
                    tx,
                    "SELECT max(position) FROM gathered WHERE topic = ?1",
                    &[&topic],
                )?;
                self.after.entry(name).or_insert(after)
            }
        };
        let section = placing
            .section
            .as_ref()
            .map(|section| (topic, folded(section)));
        let section = section.and_then(|section| self.sections.get(&section));
        tx.prepare_cached(
            "INSERT INTO gathered (topic, story, section, position) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute((
            topic,
            story,
            section,
            format!("{after}{}", placing.position),
        ))?;
        Ok(true)
    }
}

/// What the places that are to come are written behind: nothing where none is taken.
pub(super) fn last(tx: &Connection, sql: &str, of: &[&dyn rusqlite::ToSql]) -> Result<String> {
    let last: Option<String> = tx.prepare_cached(sql)?.query_row(of, |row| row.get(0))?;
    Ok(last.map_or_else(String::new, |last| order::after(&last)))
}

//! Collections: what is gathered for readers, and the editions that were set of it.

mod contents;
mod draft;
mod editions;
mod items;
mod pending;
mod row;
mod sending;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};

use super::order::{self, Order};
use super::stories::is_language;
use super::{Library, acts, folded, stamp, templates};
use crate::collection::{CollectionCard, CollectionId, Described, SourceId};
use crate::post;
use crate::topic::{Place, TopicId, tidy_name};
use crate::{Error, Result};

pub(super) use editions::{PICTURES_KEPT, is_document, packed, pictures_kept, unpacked};
pub(super) use row::is_whole;
pub use sending::{Refusal, Sent, Taking};

/// The collections.
#[derive(Debug, Clone, Copy)]
pub struct Collections<'l> {
    pub(super) library: &'l Library,
}

impl Collections<'_> {
    /// Makes a collection, after the others. A name that is taken answers the collection that has it.
    ///
    /// # Errors
    /// If the name is empty or too long, or there is no such template.
    pub fn make(&self, name: &str, template: &str, now: DateTime<Utc>) -> Result<CollectionId> {
        let name = tidy_name(name, "collection")?;
        let mut id = 0;
        acts::act(self.library, now, |tx| {
            templates::read(tx, template)?;
            if let Some(known) = named(tx, &name)? {
                id = known.0;
                return Ok(String::new());
            }
            let sql = "SELECT max(position) FROM collections";
            let last: Option<String> = tx.query_row(sql, [], |row| row.get(0))?;
            tx.execute(
                "INSERT INTO collections (name, folded, position, brief, language, template, next_number, made_at)
                 VALUES (?1, ?2, ?3, '', 'en', ?4, 1, ?5)",
                (
                    &name,
                    folded(&name),
                    order::middle(last.as_deref(), None),
                    template,
                    stamp(now),
                ),
            )?;
            id = tx.last_insert_rowid();
            Ok(format!("Made the collection “{name}”"))
        })?;
        Ok(CollectionId(id))
    }

    /// The collection with a name, whatever its case, or a number.
    ///
    /// # Errors
    /// If there is none.
    pub fn find(&self, name: &str) -> Result<CollectionId> {
        let look = self.library.look()?;
        if let Some(found) = named(&look, name)? {
            return Ok(found);
        }
        let number = name
            .parse()
            .map(CollectionId)
            .map_err(|_| no_collection(name))?;
        name_of(&look, number).map(|_| number)
    }

    /// All collections, in the editor's order.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn all(&self) -> Result<Vec<CollectionCard>> {
        let look = self.library.look()?;
        let mut statement = look.prepare_cached(
            "SELECT id, name, (SELECT count(*) FROM collected WHERE collection = collections.id AND story IS NOT NULL)
             FROM collections ORDER BY position, id",
        )?;
        let cards = statement.query_map([], |row| {
            Ok((CollectionId(row.get(0)?), row.get(1)?, row.get(2)?))
        })?;
        let cards: Vec<(CollectionId, String, u64)> = cards.collect::<rusqlite::Result<_>>()?;
        let card = |(id, name, stories)| {
            Ok(CollectionCard {
                id,
                name,
                stories,
                pending: pending::count(&look, id)?,
                last: editions::all_of(&look, id)?.into_iter().next(),
            })
        };
        cards.into_iter().map(card).collect()
    }

    /// Changes what is said of a collection as a whole.
    ///
    /// # Errors
    /// If there is no such collection or template, or the name is taken, empty or too long.
    pub fn describe(
        &self,
        collection: CollectionId,
        to: &Described,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        let name = to
            .name
            .as_deref()
            .map(|name| tidy_name(name, "collection"))
            .transpose()?;
        let language = to.language.as_deref().map(str::trim);
        if let Some(wrong) = language.filter(|language| !is_language(language)) {
            return Err(Error::Refused(format!(
                "“{wrong}” is no language; write its tag, such as en, uk or pt-BR"
            )));
        }
        let editor = to.editor.as_deref().map(one_line);
        let recipients = to.recipients.as_deref().map(post::recipients).transpose()?;
        let recipients = recipients.map(|all| {
            let all: Vec<_> = all.iter().map(post::Recipient::to_string).collect();
            all.join("\n")
        });
        acts::go_on(self.library, now, ("collections", collection.0), |tx| {
            let was = name_of(tx, collection)?;
            if let Some(name) = &name {
                if named(tx, name)?.is_some_and(|other| other != collection) {
                    return Err(Error::Refused(format!(
                        "there is a collection “{name}” already; choose another name"
                    )));
                }
                let sql =
                    "UPDATE collections SET name = ?2, folded = ?3 WHERE id = ?1 AND name <> ?2";
                tx.execute(sql, (collection.0, name, folded(name)))?;
            }
            if let Some(template) = &to.template {
                templates::read(tx, template)?;
            }
            tx.execute(
                "UPDATE collections SET brief = coalesce(?2, brief), language = coalesce(?3, language),
                   template = coalesce(?4, template), next_number = coalesce(?5, next_number),
                   editor = CASE WHEN ?6 IS NULL THEN editor ELSE nullif(?6, '') END,
                   recipients = coalesce(?7, recipients)
                 WHERE id = ?1",
                (
                    collection.0,
                    to.brief.as_deref().map(str::trim),
                    language,
                    &to.template,
                    to.next_number,
                    editor,
                    recipients,
                ),
            )?;
            Ok(match &name {
                Some(name) if *name != was => format!("Renamed the collection “{was}” to “{name}”"),
                _ => format!("Changed the collection “{was}”"),
            })
        })
    }

    /// Moves a collection in the editor's order.
    ///
    /// # Errors
    /// If one of the collections does not exist.
    pub fn place(
        &self,
        collection: CollectionId,
        place: Place<CollectionId>,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            let name = name_of(tx, collection)?;
            let at = Order {
                table: "collections",
                key: "id",
                within: "TRUE",
            };
            let position = at.position(tx, collection.0, place.map(|other| other.0), 0)?;
            let sql = "UPDATE collections SET position = ?2 WHERE id = ?1";
            tx.execute(sql, (collection.0, position))?;
            Ok(format!("Moved the collection “{name}”"))
        })
    }

    /// Removes a collection and its draft. Its stories and the editions that were set of it stay.
    ///
    /// # Errors
    /// If there is no such collection.
    pub fn remove(&self, collection: CollectionId, now: DateTime<Utc>) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            let name = name_of(tx, collection)?;
            for sql in [
                "DELETE FROM collected WHERE collection = ?1",
                "DELETE FROM sources WHERE collection = ?1",
                "DELETE FROM passed_over WHERE collection = ?1",
                "DELETE FROM collections WHERE id = ?1",
            ] {
                tx.execute(sql, [collection.0])?;
            }
            Ok(format!("Removed the collection “{name}”"))
        })
    }
}

/// Takes a topic that is being removed out of all sources, or lets another stand in its place.
pub(super) fn topic_goes(tx: &Connection, topic: TopicId, into: Option<TopicId>) -> Result<()> {
    match into {
        Some(into) => tx.execute(
            "UPDATE sources SET topic = ?2, topic_section = NULL WHERE topic = ?1",
            (topic.0, into.0),
        )?,
        None => tx.execute("DELETE FROM sources WHERE topic = ?1", [topic.0])?,
    };
    Ok(())
}

fn named(conn: &Connection, name: &str) -> Result<Option<CollectionId>> {
    let sql = "SELECT id FROM collections WHERE folded = ?1";
    let mut statement = conn.prepare_cached(sql)?;
    let found = statement.query_row([folded(name)], |row| row.get(0));
    Ok(found.optional()?.map(CollectionId))
}

fn name_of(conn: &Connection, collection: CollectionId) -> Result<String> {
    let mut statement = conn.prepare_cached("SELECT name FROM collections WHERE id = ?1")?;
    let found = statement
        .query_row([collection.0], |row| row.get(0))
        .optional()?;
    found.ok_or_else(|| no_collection(&collection.0.to_string()))
}

fn no_collection(name: &str) -> Error {
    Error::Missing(format!("there is no collection “{name}”"))
}

fn no_source(source: SourceId) -> Error {
    Error::Missing(format!("source {} is not in this collection", source.0))
}

fn one_line(text: &str) -> String {
    let seen: String = text.chars().filter(|c| !c.is_control()).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

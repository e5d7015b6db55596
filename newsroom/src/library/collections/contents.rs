//! A collection as it is opened.

use std::collections::HashMap;

use rusqlite::Connection;

use super::row::{Chosen, form_numbered};
use super::{Collections, editions, no_collection, pending};
use crate::collection::{Collected, CollectedStory, Collection, CollectionId, Content, ItemId};
use crate::story::StoryId;
use crate::{Error, Result};

impl Collections<'_> {
    /// A collection with everything in it.
    ///
    /// # Errors
    /// If there is no such collection.
    pub fn get(&self, collection: CollectionId) -> Result<Collection> {
        let look = self.library.look()?;
        let sql = "SELECT name, brief, language, editor, template, next_number, recipients FROM collections WHERE id = ?1";
        let mut found = look
            .prepare_cached(sql)?
            .query_row([collection.0], |row| {
                Ok(Collection {
                    id: collection,
                    name: row.get(0)?,
                    brief: row.get(1)?,
                    language: row.get(2)?,
                    editor: row.get(3)?,
                    template: row.get(4)?,
                    next_number: row.get(5)?,
                    recipients: lines(&row.get::<_, String>(6)?),
                    items: Vec::new(),
                    sources: Vec::new(),
                    pending: Vec::new(),
                    editions: Vec::new(),
                })
            })
            .map_err(|error| match error {
                rusqlite::Error::QueryReturnedNoRows => no_collection(&collection.0.to_string()),
                other => other.into(),
            })?;
        found.items = items(&look, collection)?;
        found.sources = pending::sources(&look, collection)?;
        let waiting = pending::all(&look, collection)?;
        found.pending = waiting.into_iter().map(|(pending, _)| pending).collect();
        found.editions = editions::all_of(&look, collection)?;
        Ok(found)
    }
}

impl Collections<'_> {
    /// What an item is, and its collection.
    ///
    /// # Errors
    /// If there is no such item.
    pub fn item(&self, item: ItemId) -> Result<(CollectionId, Content)> {
        let look = self.library.look()?;
        let (_, collection) = super::row::of_item(&look, item)?;
        let found = items(&look, collection)?
            .into_iter()
            .find(|other| other.id == item);
        let found = found.ok_or_else(|| super::row::no_item(item))?;
        Ok((collection, found.content))
    }
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

/// What stands in a collection, in order.
pub(super) fn items(conn: &Connection, collection: CollectionId) -> Result<Vec<Collected>> {
    let used = used_before(conn, collection)?;
    let mut statement = conn.prepare_cached(
        "SELECT collected.id, collected.kind, stays, words, collected.story, form, chosen,
           stories.headline, outlets.name, stories.published, marks.spiked_at IS NOT NULL
         FROM collected LEFT JOIN stories ON stories.id = collected.story
         LEFT JOIN outlets ON outlets.id = stories.outlet
         LEFT JOIN marks ON marks.story = collected.story
         WHERE collection = ?1 ORDER BY collected.position, collected.id",
    )?;
    let mut rows = statement.query([collection.0])?;
    let mut items = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, words): (i64, String) = (row.get(0)?, row.get(3)?);
        let chosen: String = row.get(6)?;
        let chosen: Chosen = serde_json::from_str(&chosen).map_err(|_| damaged(id))?;
        let story = row.get::<_, Option<i64>>(4)?.map(StoryId);
        let content = match (row.get(1)?, story, chosen.picture) {
            (1, ..) => Content::Section { name: words },
            (2, Some(story), _) => Content::Story {
                story,
                form: form_numbered(row.get(5)?),
                comment: words,
                quotes: chosen.quotes,
                highlights: chosen.highlights,
            },
            (3, ..) => Content::Note { text: words },
            (4, ..) => Content::Heading { text: words },
            (5, ..) => Content::Divider,
            (6, _, Some(chosen)) => Content::Picture {
                picture: chosen.picture,
                alt: chosen.alt,
                caption: words,
                credit: chosen.credit,
            },
            _ => return Err(damaged(id)),
        };
        let shown = |story: StoryId| -> rusqlite::Result<CollectedStory> {
            let published: Option<String> = row.get(9)?;
            Ok(CollectedStory {
                headline: row.get(7)?,
                outlet: row.get(8)?,
                published: published.map(|moment| moment.chars().take(10).collect()),
                spiked: row.get(10)?,
                used_in: used.get(&story).cloned().unwrap_or_default(),
            })
        };
        items.push(Collected {
            id: ItemId(id),
            stays: row.get(2)?,
            content,
            story: story.map(shown).transpose()?,
        });
    }
    Ok(items)
}

/// The editions in which the stories of a collection were used before, in words.
fn used_before(
    conn: &Connection,
    collection: CollectionId,
) -> Result<HashMap<StoryId, Vec<String>>> {
    let mut statement = conn.prepare_cached(
        "SELECT edition_stories.story, editions.name, issue, correction FROM edition_stories
         JOIN editions ON editions.id = edition_stories.edition AND withdrawn_at IS NULL
         WHERE edition_stories.story IN (SELECT story FROM collected WHERE collection = ?1)
         ORDER BY editions.set_at DESC, editions.id DESC",
    )?;
    let mut used: HashMap<StoryId, Vec<String>> = HashMap::new();
    let mut rows = statement.query([collection.0])?;
    while let Some(row) = rows.next()? {
        let name: String = row.get(1)?;
        let number = editions::number(row.get(2)?, row.get(3)?);
        let said = format!("{name}, No. {number}");
        used.entry(StoryId(row.get(0)?)).or_default().push(said);
    }
    Ok(used)
}

fn damaged(item: i64) -> Error {
    Error::Library(format!(
        "item {item} of a collection is damaged; take it out, or bring back a backup with `desk restore`"
    ))
}

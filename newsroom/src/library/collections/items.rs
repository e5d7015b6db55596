//! What stands in a collection: put in, moved, changed, taken out.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};

use super::row::{Row, form_number, insert, no_item, of_item};
use super::{Collections, name_of};
use crate::collection::{CollectionId, Content, ItemId};
use crate::edition::Form;
use crate::library::order::{self, Order};
use crate::library::{acts, stories, templates};
use crate::picture::{self, Picture};
use crate::story::StoryId;
use crate::topic::Place;
use crate::{Error, Result};

/// The order of what stands in a collection.
const ORDER: Order = Order {
    table: "collected",
    key: "id",
    within: "collection = ?1",
};

impl Collections<'_> {
    /// Puts stories into a collection, at the end of a section if one is given, else at its end. A story
    /// that is there already stays where it is. `form` is that of the template unless one is given.
    ///
    /// # Errors
    /// If the collection, the section or a story does not exist; then nothing is put in.
    pub fn add_stories(
        &self,
        collection: CollectionId,
        stories: &[StoryId],
        section: Option<ItemId>,
        form: Option<Form>,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            let name = name_of(tx, collection)?;
            let form = match form {
                Some(form) => form,
                None => templates::of_collection(tx, collection)?.shape.form,
            };
            for story in stories {
                stories::check(tx, story.0)?;
                let here = "SELECT 1 FROM collected WHERE collection = ?1 AND story = ?2";
                if tx.prepare_cached(here)?.exists((collection.0, story.0))? {
                    continue;
                }
                let content = Content::Story {
                    story: *story,
                    form,
                    comment: String::new(),
                    quotes: Vec::new(),
                    highlights: Vec::new(),
                };
                let position = end_of(tx, collection, section)?;
                insert(tx, collection, &position, &content)?;
            }
            let which = stories::counted(tx, stories)?;
            Ok(format!("Put {which} into “{name}”"))
        })
    }

    /// Puts something else into a collection, after what is given, else at its end; answers its number.
    ///
    /// # Errors
    /// If the collection, what it is to stand after, or the picture does not exist, or a name is empty.
    pub fn add(
        &self,
        collection: CollectionId,
        content: &Content,
        after: Option<ItemId>,
        now: DateTime<Utc>,
    ) -> Result<ItemId> {
        let mut id = 0;
        acts::act(self.library, now, |tx| {
            let name = name_of(tx, collection)?;
            let position = end_of(tx, collection, None)?;
            id = insert(tx, collection, &position, content)?;
            if let Some(after) = after {
                let position = ORDER.position(tx, id, Place::After(after.0), collection.0)?;
                let sql = "UPDATE collected SET position = ?2 WHERE id = ?1";
                tx.execute(sql, (id, position))?;
            }
            Ok(format!("Put {} into “{name}”", called(tx, content)?))
        })?;
        Ok(ItemId(id))
    }

    /// Keeps a picture of the editor's own, to be put into a collection.
    ///
    /// # Errors
    /// If the bytes are no picture that can be printed safely, or cannot be kept.
    pub fn keep_picture(&self, bytes: &[u8]) -> Result<Picture> {
        let look = picture::look(bytes).map_err(|why| {
            Error::Refused(format!(
                "this picture cannot be used: {why}; nothing was changed"
            ))
        })?;
        let sha256 = self.library.pictures.keep(bytes, look.media)?;
        Ok(Picture {
            sha256,
            media: look.media,
            width: look.width,
            height: look.height,
            bytes: bytes.len() as u64,
        })
    }

    /// Changes what an item says. Its kind stays.
    ///
    /// # Errors
    /// If there is no such item, or it is of another kind.
    pub fn change(&self, item: ItemId, to: &Content, now: DateTime<Utc>) -> Result<Option<String>> {
        acts::go_on(self.library, now, ("collected", item.0), |tx| {
            let (kind, collection) = of_item(tx, item)?;
            let row = Row::of(to)?;
            if kind != row.kind {
                return Err(Error::Refused(
                    "an item keeps its kind; take it out and put another in".to_owned(),
                ));
            }
            tx.prepare_cached(
                "UPDATE collected SET words = ?2, form = ?3, chosen = ?4, picture = ?5 WHERE id = ?1
                   AND (words <> ?2 OR form IS NOT ?3 OR chosen <> ?4 OR picture IS NOT ?5)",
            )?
            .execute((item.0, &row.words, row.form, &row.chosen, &row.picture))?;
            Ok(format!(
                "Changed {} in “{}”",
                called(tx, to)?,
                name_of(tx, collection)?
            ))
        })
    }

    /// Says in which form stories are printed.
    ///
    /// # Errors
    /// If one of them is no story in a collection.
    pub fn set_form(
        &self,
        items: &[ItemId],
        form: Form,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            for item in items {
                of_item(tx, *item)?;
                let sql =
                    "UPDATE collected SET form = ?2 WHERE id = ?1 AND kind = 2 AND form <> ?2";
                tx.prepare_cached(sql)?
                    .execute((item.0, form_number(form)))?;
            }
            Ok(format!("Set {} as {}", counted(items.len()), form.as_str()))
        })
    }

    /// Says whether items are there again in the next edition.
    ///
    /// # Errors
    /// If one of them does not exist.
    pub fn set_stays(
        &self,
        items: &[ItemId],
        stays: bool,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            for item in items {
                of_item(tx, *item)?;
                let sql = "UPDATE collected SET stays = ?2 WHERE id = ?1 AND stays <> ?2";
                tx.prepare_cached(sql)?.execute((item.0, stays))?;
            }
            let again = if stays {
                "is kept for the next edition"
            } else {
                "is for this edition only"
            };
            Ok(format!("{} {again}", capital(&counted(items.len()))))
        })
    }

    /// Moves items within their collection, in the order given.
    ///
    /// # Errors
    /// If one of them does not exist, or not in the same collection.
    pub fn move_items(
        &self,
        items: &[ItemId],
        place: Place<ItemId>,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            let mut place = place.map(|item| item.0);
            for item in items {
                let (_, collection) = of_item(tx, *item)?;
                let position = ORDER.position(tx, item.0, place, collection.0)?;
                tx.prepare_cached("UPDATE collected SET position = ?2 WHERE id = ?1")?
                    .execute((item.0, position))?;
                place = Place::After(item.0);
            }
            Ok(format!("Moved {}", counted(items.len())))
        })
    }

    /// Takes items out of their collection. No story is touched.
    ///
    /// # Errors
    /// If one of them does not exist.
    pub fn take_out(&self, items: &[ItemId], now: DateTime<Utc>) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            let mut names = Vec::new();
            for item in items {
                let (_, collection) = of_item(tx, *item)?;
                names.push(name_of(tx, collection)?);
                tx.prepare_cached("UPDATE sources SET section = NULL WHERE section = ?1")?
                    .execute([item.0])?;
                tx.prepare_cached("DELETE FROM collected WHERE id = ?1")?
                    .execute([item.0])?;
            }
            names.dedup();
            Ok(format!(
                "Took {} out of “{}”",
                counted(items.len()),
                names.join("”, “")
            ))
        })
    }
}

fn counted(items: usize) -> String {
    match items {
        1 => "one item".to_owned(),
        many => format!("{many} items"),
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string());
    format!("{}{}", first.unwrap_or_default(), chars.as_str())
}

/// What an item is called in words.
fn called(tx: &Connection, content: &Content) -> Result<String> {
    Ok(match content {
        Content::Section { name } => format!("the section “{}”", name.trim()),
        Content::Story { story, .. } => stories::counted(tx, &[*story])?,
        Content::Note { .. } => "a note".to_owned(),
        Content::Heading { .. } => "a heading".to_owned(),
        Content::Divider => "a divider".to_owned(),
        Content::Picture { .. } => "a picture".to_owned(),
    })
}

/// The position at the end of a section, or of the collection.
pub(super) fn end_of(
    tx: &Connection,
    collection: CollectionId,
    section: Option<ItemId>,
) -> Result<String> {
    let Some(section) = section else {
        let sql = "SELECT max(position) FROM collected WHERE collection = ?1";
        let last: Option<String> = tx.query_row(sql, [collection.0], |row| row.get(0))?;
        return Ok(order::middle(last.as_deref(), None));
    };
    let sql = "SELECT position FROM collected WHERE id = ?1 AND collection = ?2 AND kind = 1";
    let begin: Option<String> =
        (tx.query_row(sql, (section.0, collection.0), |row| row.get(0))).optional()?;
    let begin = begin.ok_or_else(|| no_item(section))?;
    let sql =
        "SELECT min(position) FROM collected WHERE collection = ?1 AND kind = 1 AND position > ?2";
    let next: Option<String> = tx.query_row(sql, (collection.0, &begin), |row| row.get(0))?;
    let sql = "SELECT max(position) FROM collected WHERE collection = ?1 AND position < coalesce(?2, '~')";
    let last: Option<String> = tx.query_row(sql, (collection.0, &next), |row| row.get(0))?;
    Ok(order::middle(last.as_deref(), next.as_deref()))
}

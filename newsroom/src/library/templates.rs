//! Templates of the editor's own, beside those that come along.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};

use super::{Library, acts, folded};
use crate::collection::CollectionId;
use crate::edition::{Template, TemplateCard};
use crate::topic::tidy_name;
use crate::{Error, Result};

/// The templates.
#[derive(Debug, Clone, Copy)]
pub struct Templates<'l> {
    pub(super) library: &'l Library,
}

impl Templates<'_> {
    /// All templates: those that come along, then the editor's own by name.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn all(&self) -> Result<Vec<TemplateCard>> {
        let mut cards = Vec::new();
        for name in Template::names() {
            let template = Template::named(name)?;
            cards.push(TemplateCard {
                name: name.to_owned(),
                title: template.name,
                about: template.about,
                own: false,
            });
        }
        let look = self.library.look()?;
        let mut statement =
            look.prepare_cached("SELECT name, text FROM templates ORDER BY folded")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (name, text): (String, String) = (row.get(0)?, row.get(1)?);
            let about =
                Template::read(&text).map_or_else(|error| error.to_string(), |read| read.about);
            cards.push(TemplateCard {
                title: name.clone(),
                name,
                about,
                own: true,
            });
        }
        Ok(cards)
    }

    /// The text of a template, to be read, copied and changed.
    ///
    /// # Errors
    /// If there is none of that name.
    pub fn text(&self, name: &str) -> Result<String> {
        text_of(&*self.library.look()?, name)
    }

    /// Keeps a template of the editor's own under a name, in place of one that has it already.
    ///
    /// # Errors
    /// If it cannot be followed (the line is named), the name is empty or too long, or belongs to one that
    /// comes along; then nothing is changed.
    pub fn keep(&self, name: &str, text: &str, now: DateTime<Utc>) -> Result<Option<String>> {
        let name = tidy_name(name, "template")?;
        Template::read(text)?;
        if Template::text_of(&folded(&name)).is_some() {
            return Err(Error::Refused(format!(
                "“{name}” comes along and stays as it is; keep your own under another name"
            )));
        }
        acts::act(self.library, now, |tx| {
            tx.execute(
                "INSERT INTO templates (name, folded, text) VALUES (?1, ?2, ?3)
                 ON CONFLICT (folded) DO UPDATE SET text = excluded.text WHERE text <> excluded.text",
                (&name, folded(&name), text),
            )?;
            Ok(format!("Kept the template “{name}”"))
        })
    }

    /// Forgets a template of the editor's own. Editions that were set with it have theirs.
    ///
    /// # Errors
    /// If there is none of that name, or a collection is printed with it.
    pub fn remove(&self, name: &str, now: DateTime<Utc>) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            let used = "SELECT name FROM collections WHERE template = ?1";
            let used: Option<String> = tx.query_row(used, [name], |row| row.get(0)).optional()?;
            if let Some(used) = used {
                return Err(Error::Refused(format!(
                    "“{used}” is printed with “{name}”; give it another template first; nothing was changed"
                )));
            }
            let sql = "DELETE FROM templates WHERE folded = ?1";
            match tx.execute(sql, [folded(name)])? {
                0 => Err(none_of(name)),
                _ => Ok(format!("Removed the template “{name}”")),
            }
        })
    }
}

/// A template by its name.
pub(super) fn read(conn: &Connection, name: &str) -> Result<Template> {
    Template::read(&text_of(conn, name)?)
}

/// The template of a collection.
pub(super) fn of_collection(conn: &Connection, collection: CollectionId) -> Result<Template> {
    let sql = "SELECT template FROM collections WHERE id = ?1";
    let name: Option<String> = conn
        .query_row(sql, [collection.0], |row| row.get(0))
        .optional()?;
    let missing = || Error::Missing(format!("there is no collection {}", collection.0));
    read(conn, &name.ok_or_else(missing)?)
}

fn text_of(conn: &Connection, name: &str) -> Result<String> {
    if let Some(text) = Template::text_of(name) {
        return Ok(text.to_owned());
    }
    let sql = "SELECT text FROM templates WHERE folded = ?1";
    let found = conn
        .query_row(sql, [folded(name)], |row| row.get(0))
        .optional()?;
    found.ok_or_else(|| none_of(name))
}

fn none_of(name: &str) -> Error {
    let known: Vec<_> = Template::names().collect();
    Error::Missing(format!(
        "there is no template “{name}”; those that come along are {}",
        known.join(", ")
    ))
}

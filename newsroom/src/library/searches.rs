//! Searches that were kept under a name.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};

use super::order::{self, Order};
use super::{Library, acts, folded};
use crate::shelf::{Query, SavedSearch, SearchId, Shelf, Sort};
use crate::topic::{Place, tidy_name};
use crate::{Error, Result};

/// The saved searches.
#[derive(Debug, Clone, Copy)]
pub struct Searches<'l> {
    pub(super) library: &'l Library,
}

impl Searches<'_> {
    /// Keeps a search under a name, after the others; a name that is taken gets the new words.
    ///
    /// # Errors
    /// If the name is empty or too long, or the words are no search.
    pub fn keep(&self, name: &str, words: &str, now: DateTime<Utc>) -> Result<SearchId> {
        let name = tidy_name(name, "search")?;
        crate::search::read(words, &chrono::Local)?;
        let mut id = 0;
        acts::act(self.library, now, |tx| {
            let last: Option<String> =
                tx.query_row("SELECT max(position) FROM searches", [], |row| row.get(0))?;
            tx.execute(
                "INSERT INTO searches (name, folded, words, position) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (folded) DO UPDATE SET words = excluded.words
                   WHERE words <> excluded.words",
                (
                    &name,
                    folded(&name),
                    words.trim(),
                    order::middle(last.as_deref(), None),
                ),
            )?;
            let sql = "SELECT id FROM searches WHERE folded = ?1";
            id = tx.query_row(sql, [folded(&name)], |row| row.get(0))?;
            Ok(format!("Kept the search “{name}”"))
        })?;
        Ok(SearchId(id))
    }

    /// Gives a search another name.
    ///
    /// # Errors
    /// If there is no such search, or the name is taken, empty or too long.
    pub fn rename(&self, name: &str, to: &str, now: DateTime<Utc>) -> Result<Option<String>> {
        let to = tidy_name(to, "search")?;
        acts::act(self.library, now, |tx| {
            let id = found(tx, name)?;
            if find(tx, &to)?.is_some_and(|other| other != id) {
                return Err(Error::Refused(format!(
                    "there is a search “{to}” already; choose another name"
                )));
            }
            let sql = "UPDATE searches SET name = ?2, folded = ?3 WHERE id = ?1 AND name <> ?2";
            tx.execute(sql, (id, &to, folded(&to)))?;
            Ok(format!("Renamed the search “{name}” to “{to}”"))
        })
    }

    /// Moves a search in the editor's order.
    ///
    /// # Errors
    /// If one of the searches does not exist.
    pub fn place(
        &self,
        name: &str,
        place: Place<SearchId>,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            let at = Order {
                table: "searches",
                key: "id",
                within: "TRUE",
            };
            let id = found(tx, name)?;
            let position = at.position(tx, id, place.map(|search| search.0), 0)?;
            let sql = "UPDATE searches SET position = ?2 WHERE id = ?1";
            tx.execute(sql, (id, position))?;
            Ok(format!("Moved the search “{name}”"))
        })
    }

    /// The search with a name, whatever its case.
    ///
    /// # Errors
    /// If there is none.
    pub fn find(&self, name: &str) -> Result<SearchId> {
        found(&*self.library.look()?, name).map(SearchId)
    }

    /// Forgets a search. No story is touched.
    ///
    /// # Errors
    /// If there is no such search.
    pub fn remove(&self, name: &str, now: DateTime<Utc>) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            tx.execute("DELETE FROM searches WHERE id = ?1", [found(tx, name)?])?;
            Ok(format!("Removed the search “{name}”"))
        })
    }

    /// All searches, in the editor's order, each with how many stories it finds now.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn all(&self) -> Result<Vec<SavedSearch>> {
        let kept: Vec<(i64, String, String)> = {
            let look = self.library.look()?;
            let sql = "SELECT id, name, words FROM searches ORDER BY position, id";
            let mut statement = look.prepare_cached(sql)?;
            let kept =
                statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            kept.collect::<rusqlite::Result<_>>()?
        };
        let counted = kept.into_iter().map(|(id, name, words)| {
            let query = Query {
                words: Some(words.clone()),
                ..Query::of(Shelf::All, Sort::Clipped)
            };
            Ok(SavedSearch {
                id: SearchId(id),
                name,
                stories: self.library.stories().tally(&query)?.total,
                words,
            })
        });
        counted.collect()
    }
}

fn find(conn: &Connection, name: &str) -> Result<Option<i64>> {
    let sql = "SELECT id FROM searches WHERE folded = ?1";
    let found = conn.query_row(sql, [folded(name)], |row| row.get(0));
    Ok(found.optional()?)
}

fn found(conn: &Connection, name: &str) -> Result<i64> {
    find(conn, name)?.ok_or_else(|| Error::Missing(format!("there is no search “{name}”")))
}

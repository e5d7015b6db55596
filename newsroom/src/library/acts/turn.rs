//! Acts turned back, and forth again.

use std::collections::{BTreeSet, HashMap};

use rusqlite::{Connection, OptionalExtension};
use serde_json::{Map, Value};

use super::begin;
use super::record::{ARRIVED, RECORDED, columns_of};
use crate::library::{Library, shown};
use crate::{Error, Result};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Back,
    Forth,
}

impl Direction {
    /// The state of an act that was turned this way.
    fn leads_to(self) -> &'static str {
        match self {
            Direction::Back => "undone",
            Direction::Forth => "done",
        }
    }

    /// What becomes of a story that an act brought. It went into the bin as long ago as it came.
    fn arrival(self) -> &'static str {
        match self {
            Direction::Back => {
                "UPDATE marks SET spiked_at = (SELECT added_at FROM stories WHERE id = story)
                 WHERE story = ?1 AND spiked_at IS NULL"
            }
            Direction::Forth => "UPDATE marks SET spiked_at = NULL WHERE story = ?1",
        }
    }

    /// The rows of an act in the order in which they are turned: the table, what is there, what shall be.
    fn rows(self) -> &'static str {
        match self {
            Direction::Back => {
                "SELECT changed, after, before, story FROM act_rows WHERE act = ?1 ORDER BY id DESC"
            }
            Direction::Forth => {
                "SELECT changed, before, after, story FROM act_rows WHERE act = ?1 ORDER BY id"
            }
        }
    }
}

/// Turns the act that `which` finds, and says in words which it was.
pub(super) fn turn(library: &Library, which: &str, direction: Direction) -> Result<Option<String>> {
    let tx = begin(library)?;
    let found: Option<(i64, String)> = tx
        .query_row(which, [], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((act, words)) = found else {
        return Ok(None);
    };
    // Rows refer to each other, and come back one by one.
    tx.pragma_update(None, "defer_foreign_keys", true)?;
    let mut touched = Touched::default();
    let mut columns = HashMap::new();
    let mut statement = tx.prepare_cached(direction.rows())?;
    let mut rows = statement.query([act])?;
    while let Some(row) = rows.next()? {
        let name: String = row.get(0)?;
        if name == ARRIVED {
            tx.prepare_cached(direction.arrival())?
                .execute([row.get::<_, i64>(3)?])?;
            continue;
        }
        // The name comes from the file, and becomes part of a statement: only ours will do.
        let known = RECORDED.iter().find(|(table, _)| *table == name);
        let (table, key) = known.ok_or_else(|| unreadable(act))?;
        if !columns.contains_key(table) {
            columns.insert(*table, columns_of(&tx, table)?);
        }
        let change = Change {
            table,
            key,
            columns: columns.get(table).map_or(&[], Vec::as_slice),
            from: side(act, row.get(1)?)?,
            to: side(act, row.get(2)?)?,
        };
        touched.note(&change);
        change.apply(&tx)?;
    }
    drop(rows);
    drop(statement);
    tx.execute(
        "UPDATE acts SET state = ?1 WHERE id = ?2",
        (direction.leads_to(), act),
    )?;
    for story in touched.corrected {
        shown::refresh(&tx, story)?;
    }
    for story in touched.noted {
        shown::index_again(&tx, story)?;
    }
    tx.commit()?;
    Ok(Some(words))
}

/// Stories whose rows came or went in a way that shows elsewhere.
#[derive(Default)]
struct Touched {
    corrected: BTreeSet<i64>,
    noted: BTreeSet<i64>,
}

impl Touched {
    fn note(&mut self, change: &Change<'_>) {
        // Both sides: a merger moves rows from one story to another.
        for story in [&change.from, &change.to].into_iter().filter_map(story_of) {
            match change.table {
                "corrections" | "keys" => self.corrected.insert(story),
                "notes" | "highlights" | "quotes" | "translations" => self.noted.insert(story),
                _ => false,
            };
        }
    }
}

/// The story whose row this is, if it is one's.
fn story_of(side: &Option<Map<String, Value>>) -> Option<i64> {
    side.as_ref()?.get("story")?.as_i64()
}

fn side(act: i64, text: Option<String>) -> Result<Option<Map<String, Value>>> {
    text.map(|text| serde_json::from_str(&text).map_err(|_| unreadable(act)))
        .transpose()
}

fn unreadable(act: i64) -> Error {
    Error::Library(format!(
        "the record of act {act} is damaged; nothing was changed"
    ))
}

/// One row, from what it is to what it shall be.
struct Change<'a> {
    table: &'static str,
    key: &'static [&'static str],
    columns: &'a [String],
    from: Option<Map<String, Value>>,
    to: Option<Map<String, Value>>,
}

impl Change<'_> {
    fn apply(&self, conn: &Connection) -> Result<()> {
        let key: Vec<_> = self
            .key
            .iter()
            .map(|name| format!("{name} = json_extract(?1, '$.{name}')"))
            .collect();
        let (table, key) = (self.table, key.join(" AND "));
        let columns = self.columns;
        match (&self.from, &self.to) {
            (None, Some(to)) => {
                let values: Vec<_> = columns
                    .iter()
                    .map(|name| format!("json_extract(?1, '$.{name}')"))
                    .collect();
                let sql = format!(
                    "INSERT INTO {table} ({}) VALUES ({}) ON CONFLICT DO NOTHING",
                    columns.join(", "),
                    values.join(", ")
                );
                conn.prepare_cached(&sql)?.execute([json(to)])?;
            }
            (Some(from), None) => {
                let sql = format!("DELETE FROM {table} WHERE {key}");
                conn.prepare_cached(&sql)?.execute([json(from)])?;
            }
            (Some(from), Some(to)) => {
                // Only what the act changed: a row may have been marked read since, without an act.
                let changed: Vec<_> = columns
                    .iter()
                    .filter(|name| from.get(*name) != to.get(*name))
                    .map(|name| format!("{name} = json_extract(?2, '$.{name}')"))
                    .collect();
                if !changed.is_empty() {
                    let sql = format!("UPDATE {table} SET {} WHERE {key}", changed.join(", "));
                    conn.prepare_cached(&sql)?.execute((json(from), json(to)))?;
                }
            }
            (None, None) => {}
        }
        Ok(())
    }
}

fn json(row: &Map<String, Value>) -> String {
    Value::Object(row.clone()).to_string()
}

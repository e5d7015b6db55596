//! What was done, in words, and the way back.
//!
//! While an act runs, triggers write down each row that it changes, before and after. To undo an
//! act is to put the columns that it changed back, last row first; to redo it is the same the other
//! way round. Both go through the tables like any other write, so whatever watches a table sees it.

use std::cell::Cell;
use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use serde_json::{Map, Value};

use super::{Library, shown, stamp};
use crate::{Error, Result};

/// The tables whose changes can be undone, each with its primary key.
const RECORDED: &[(&str, &[&str])] = &[
    ("corrections", &["story", "part"]),
    ("marks", &["story"]),
    ("tags", &["id"]),
    ("tagged", &["tag", "story"]),
    ("topics", &["id"]),
    ("sections", &["id"]),
    ("gathered", &["topic", "story"]),
    ("leads", &["id"]),
];

/// What was done, and the way back.
#[derive(Debug, Clone, Copy)]
pub struct Acts<'l> {
    pub(super) library: &'l Library,
}

impl Acts<'_> {
    /// Takes back the latest act, and says in words which it was; `None` if nothing is left.
    ///
    /// # Errors
    /// If the library cannot be written.
    pub fn undo(&self) -> Result<Option<String>> {
        self.turn(LATEST_DONE, Direction::Back)
    }

    /// Does again what was undone last; `None` if nothing was, or something else was done since.
    ///
    /// # Errors
    /// If the library cannot be written.
    pub fn redo(&self) -> Result<Option<String>> {
        self.turn(NEXT_UNDONE, Direction::Forth)
    }

    /// What [`Acts::undo`] and [`Acts::redo`] would turn, in words.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn next(&self) -> Result<(Option<String>, Option<String>)> {
        let words = |sql| -> Result<Option<String>> {
            let mut statement = self.library.conn.prepare_cached(sql)?;
            Ok(statement.query_row([], |row| row.get(1)).optional()?)
        };
        Ok((words(LATEST_DONE)?, words(NEXT_UNDONE)?))
    }

    /// Does several acts that a person meant as one: one undo takes all of them back.
    ///
    /// # Errors
    /// Whatever the work answers. What was done until then stays done, and is undone as one under the
    /// words of its first act.
    pub fn together<T>(
        &self,
        work: impl FnOnce() -> Result<T>,
        words: impl FnOnce(&T) -> Result<String>,
    ) -> Result<T> {
        let joint = &self.library.joint;
        joint.set(Joint::Open);
        // However the work ends, later acts stand for themselves.
        let end = End(joint);
        let done = work()?;
        let act = joint.get();
        drop(end);
        if let Joint::Act(act) = act {
            let words = words(&done)?;
            let sql = "UPDATE acts SET words = ?2 WHERE id = ?1";
            self.library.conn.execute(sql, (act, words))?;
        }
        Ok(done)
    }

    fn turn(&self, which: &str, direction: Direction) -> Result<Option<String>> {
        let tx = begin(&self.library.conn)?;
        let found: Option<(i64, String)> = tx
            .query_row(which, [], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((act, words)) = found else {
            return Ok(None);
        };
        // Rows refer to each other, and come back one by one.
        tx.pragma_update(None, "defer_foreign_keys", true)?;
        let mut touched = BTreeSet::new();
        for change in changes_of(&tx, act, direction)? {
            touched.extend(change.story());
            change.apply(&tx)?;
        }
        tx.execute(
            "UPDATE acts SET state = ?1 WHERE id = ?2",
            (direction.leads_to(), act),
        )?;
        for story in touched {
            shown::refresh(&tx, story)?;
        }
        tx.commit()?;
        Ok(Some(words))
    }
}

const LATEST_DONE: &str =
    "SELECT id, words FROM acts WHERE state = 'done' ORDER BY id DESC LIMIT 1";
const NEXT_UNDONE: &str = "SELECT id, words FROM acts WHERE state = 'undone' ORDER BY id LIMIT 1";

/// Starts a write. `IMMEDIATE`, so that two processes wait for each other instead of failing midway.
pub(super) fn begin(conn: &Connection) -> Result<Transaction<'_>> {
    Ok(Transaction::new_unchecked(
        conn,
        TransactionBehavior::Immediate,
    )?)
}

/// Does one act: everything in one transaction, recorded under the words that the work answers.
///
/// If it changed nothing, nothing is recorded and the answer is `None`.
pub(super) fn act(
    library: &Library,
    now: DateTime<Utc>,
    work: impl FnOnce(&Connection) -> Result<String>,
) -> Result<Option<String>> {
    let tx = begin(&library.conn)?;
    let words = record(library, &tx, now, work)?;
    tx.commit()?;
    Ok(words)
}

/// Does an act inside a transaction that also does what cannot be undone.
pub(super) fn record(
    library: &Library,
    tx: &Connection,
    now: DateTime<Utc>,
    work: impl FnOnce(&Connection) -> Result<String>,
) -> Result<Option<String>> {
    let joint = library.joint.get();
    let id = match joint {
        Joint::Act(id) => id,
        Joint::None | Joint::Open => {
            tx.execute("INSERT INTO acts (at, words) VALUES (?1, '')", [stamp(now)])?;
            tx.last_insert_rowid()
        }
    };
    let rows = |tx: &Connection| -> Result<i64> {
        let sql = "SELECT count(*) FROM act_rows WHERE act = ?1";
        Ok(tx.prepare_cached(sql)?.query_row([id], |row| row.get(0))?)
    };
    let before = rows(tx)?;
    tx.execute("UPDATE temp.recording SET act = ?1", [id])?;
    let words = work(tx)?;
    tx.execute("UPDATE temp.recording SET act = NULL", [])?;
    let after = rows(tx)?;
    if after > before {
        // What was undone before stays undone for good: this act may stand on its absence.
        tx.execute("UPDATE acts SET state = 'left' WHERE state = 'undone'", [])?;
    }
    if after == 0 {
        tx.execute("DELETE FROM acts WHERE id = ?1", [id])?;
    } else if !matches!(joint, Joint::Act(_)) {
        tx.execute("UPDATE acts SET words = ?1 WHERE id = ?2", (&words, id))?;
    }
    if joint == Joint::Open && after > 0 {
        library.joint.set(Joint::Act(id));
    }
    Ok((after > before).then_some(words))
}

/// Whether acts are being done that a person means as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Joint {
    /// No: each stands for itself.
    #[default]
    None,
    /// Yes, and none has changed anything yet.
    Open,
    /// Yes, and this is the one.
    Act(i64),
}

/// Ends what is meant as one when it goes, also in a panic.
struct End<'l>(&'l Cell<Joint>);

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.0.set(Joint::None);
    }
}

/// Sets up the triggers that write acts down. They are temporary: they belong to the program, not
/// to the file, and nothing that writes through this connection can go round them.
pub(super) fn record_changes(conn: &Connection) -> rusqlite::Result<()> {
    let mut sql = "CREATE TEMP TABLE recording (act INTEGER); INSERT INTO recording VALUES (NULL);"
        .to_owned();
    for (table, _) in RECORDED {
        let columns = columns_of(conn, table)?;
        let row = |side: &str| {
            let fields: Vec<_> = columns
                .iter()
                .map(|name| format!("'{name}', {side}.{name}"))
                .collect();
            format!("json_object({})", fields.join(", "))
        };
        for (event, before, after) in [
            ("INSERT", "NULL".to_owned(), row("new")),
            ("UPDATE", row("old"), row("new")),
            ("DELETE", row("old"), "NULL".to_owned()),
        ] {
            sql.push_str(&format!(
                "CREATE TEMP TRIGGER record_{table}_{event} AFTER {event} ON main.{table}
                 WHEN (SELECT act FROM temp.recording) IS NOT NULL BEGIN
                   INSERT INTO act_rows (act, changed, before, after)
                   VALUES ((SELECT act FROM temp.recording), '{table}', {before}, {after});
                 END;"
            ));
        }
    }
    conn.execute_batch(&sql)
}

fn columns_of(conn: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    let mut names = conn.prepare("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?;
    names.query_map([table], |row| row.get(0))?.collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
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
}

/// One row, from what it is to what it shall be.
struct Change {
    table: &'static str,
    key: &'static [&'static str],
    from: Option<Map<String, Value>>,
    to: Option<Map<String, Value>>,
}

fn changes_of(conn: &Connection, act: i64, direction: Direction) -> Result<Vec<Change>> {
    let sql = match direction {
        Direction::Back => {
            "SELECT changed, after, before FROM act_rows WHERE act = ?1 ORDER BY id DESC"
        }
        Direction::Forth => {
            "SELECT changed, before, after FROM act_rows WHERE act = ?1 ORDER BY id"
        }
    };
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([act])?;
    let mut changes = Vec::new();
    while let Some(row) = rows.next()? {
        let name: String = row.get(0)?;
        // The name comes from the file, and becomes part of a statement: only ours will do.
        let known = RECORDED.iter().find(|(table, _)| *table == name);
        let (table, key) = known.ok_or_else(|| unreadable(act))?;
        let side = |text: Option<String>| -> Result<Option<Map<String, Value>>> {
            text.map(|text| serde_json::from_str(&text).map_err(|_| unreadable(act)))
                .transpose()
        };
        changes.push(Change {
            table,
            key,
            from: side(row.get(1)?)?,
            to: side(row.get(2)?)?,
        });
    }
    Ok(changes)
}

fn unreadable(act: i64) -> Error {
    Error::Library(format!(
        "the record of act {act} is damaged; nothing was changed"
    ))
}

impl Change {
    /// The story whose row this is, if it is one's.
    fn story(&self) -> Option<i64> {
        self.from
            .as_ref()
            .or(self.to.as_ref())?
            .get("story")?
            .as_i64()
    }

    fn apply(&self, conn: &Connection) -> Result<()> {
        let columns = columns_of(conn, self.table)?;
        let key: Vec<_> = self
            .key
            .iter()
            .map(|name| format!("{name} = json_extract(?1, '$.{name}')"))
            .collect();
        let (table, key) = (self.table, key.join(" AND "));
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
                conn.execute(&sql, [json(to)])?;
            }
            (Some(from), None) => {
                conn.execute(&format!("DELETE FROM {table} WHERE {key}"), [json(from)])?;
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
                    conn.execute(&sql, params![json(from), json(to)])?;
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

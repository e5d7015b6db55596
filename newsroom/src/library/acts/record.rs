//! Acts as they are done: which rows they change is written down by triggers.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};

use super::{Joint, Write, begin};
use crate::Result;
use crate::library::{Library, stamp};

/// The tables whose changes can be undone, each with its primary key.
pub(in crate::library) const RECORDED: &[(&str, &[&str])] = &[
    ("corrections", &["story", "part"]),
    ("marks", &["story"]),
    ("tags", &["id"]),
    ("tagged", &["tag", "story"]),
    ("topics", &["id"]),
    ("sections", &["id"]),
    ("gathered", &["topic", "story"]),
    ("leads", &["id"]),
    ("notes", &["id"]),
    ("highlights", &["id"]),
    ("quotes", &["id"]),
    ("claims", &["story"]),
    ("translations", &["id"]),
    ("searches", &["id"]),
    ("keys", &["key"]),
    ("collections", &["id"]),
    ("collected", &["id"]),
    ("sources", &["id"]),
    ("passed_over", &["collection", "story"]),
    ("outlet_rights", &["folded"]),
    ("story_rights", &["story"]),
    ("templates", &["id"]),
];

/// Tables whose rows come and go with their story, which is no change of theirs: only what is changed in
/// them is written down.
const COME_WITH_STORIES: [&str; 2] = ["marks", "keys"];

/// What stands in the place of a table where an act brought a new story.
pub(in crate::library) const ARRIVED: &str = "arrived";

/// Notes in the act under way that a story is new. Its rows are not written down: to undo an arrival is
/// to put the story into the bin.
pub(in crate::library) fn note_arrival(tx: &Connection, story: i64) -> Result<()> {
    let sql = "INSERT INTO act_rows (act, changed, story)
               VALUES ((SELECT act FROM temp.recording), ?1, ?2)";
    tx.prepare_cached(sql)?.execute((ARRIVED, story))?;
    Ok(())
}

/// Does one act: everything in one transaction, recorded under the words that the work answers.
///
/// If it changed nothing, nothing is recorded and the answer is `None`.
pub(in crate::library) fn act(
    library: &Library,
    now: DateTime<Utc>,
    work: impl FnOnce(&Connection) -> Result<String>,
) -> Result<Option<String>> {
    let tx = begin(library)?;
    let words = record(&tx, now, work)?;
    tx.commit()?;
    Ok(words)
}

/// Goes on with the last act if it made or changed this one thing and nothing else, a moment ago; else does
/// an act of its own. What is written with pauses, as a note that saves itself, is one act to its writer.
pub(in crate::library) fn go_on(
    library: &Library,
    now: DateTime<Utc>,
    (table, id): (&str, i64),
    work: impl FnOnce(&Connection) -> Result<String>,
) -> Result<Option<String>> {
    /// Longer than a pause for thought, in milliseconds.
    const A_MOMENT: i64 = 15 * 60 * 1_000;
    let tx = begin(library)?;
    let last =
        "SELECT id FROM acts WHERE id = (SELECT max(id) FROM acts) AND state = 'done' AND at > ?1
                  AND EXISTS (SELECT 1 FROM act_rows WHERE act = acts.id)
                  AND NOT EXISTS (SELECT 1 FROM act_rows WHERE act = acts.id AND (changed <> ?2
                    OR coalesce(after ->> '$.id', 0) <> ?3))";
    let last: Option<i64> = tx
        .prepare_cached(last)?
        .query_row((stamp(now) - A_MOMENT, table, id), |row| row.get(0))
        .optional()?;
    let words = match last {
        Some(act) if tx.joint == Joint::None => {
            let before = tx.total_changes();
            let words = record_into(&tx, act, work)?;
            (tx.total_changes() > before).then_some(words)
        }
        _ => record(&tx, now, work)?,
    };
    tx.commit()?;
    Ok(words)
}

/// Does an act inside a write that also does what cannot be undone.
pub(in crate::library) fn record(
    tx: &Write<'_>,
    now: DateTime<Utc>,
    work: impl FnOnce(&Connection) -> Result<String>,
) -> Result<Option<String>> {
    let joint = tx.writer.joint.get();
    let id = match joint {
        Joint::Act(id) => id,
        Joint::None | Joint::Open => {
            tx.prepare_cached("INSERT INTO acts (at, words) VALUES (?1, '')")?
                .execute([stamp(now)])?;
            tx.last_insert_rowid()
        }
    };
    let last = |tx: &Connection| -> Result<Option<i64>> {
        let sql = "SELECT max(id) FROM act_rows WHERE act = ?1";
        Ok(tx.prepare_cached(sql)?.query_row([id], |row| row.get(0))?)
    };
    let before = last(tx)?;
    let words = record_into(tx, id, work)?;
    let after = last(tx)?;
    if after > before {
        // What was undone before stays undone for good: this act may stand on its absence.
        tx.prepare_cached("UPDATE acts SET state = 'left' WHERE state = 'undone'")?
            .execute([])?;
    }
    if after.is_none() {
        tx.prepare_cached("DELETE FROM acts WHERE id = ?1")?
            .execute([id])?;
    } else if !matches!(joint, Joint::Act(_)) {
        tx.prepare_cached("UPDATE acts SET words = ?1 WHERE id = ?2")?
            .execute((&words, id))?;
    }
    if joint == Joint::Open && after.is_some() {
        tx.writer.joint.set(Joint::Act(id));
    }
    Ok((after > before).then_some(words))
}

/// Begins an act that takes many writes, as an import does; others may write in between. It can be
/// undone once its state is `done`, which its last write sees to.
pub(in crate::library) fn open_act(
    tx: &Connection,
    words: &str,
    now: DateTime<Utc>,
) -> Result<i64> {
    // One that was broken off by a crash is as done as it will be.
    tx.execute("UPDATE acts SET state = 'done' WHERE state = 'open'", [])?;
    let sql = "INSERT INTO acts (at, words, state) VALUES (?1, ?2, 'open')";
    tx.execute(sql, (stamp(now), words))?;
    Ok(tx.last_insert_rowid())
}

/// Ends an act that took many writes. One that changed nothing is forgotten.
pub(in crate::library) fn close_act(tx: &Connection, act: i64, words: &str) -> Result<()> {
    let sql = "SELECT 1 FROM act_rows WHERE act = ?1";
    if !tx.prepare(sql)?.exists([act])? {
        tx.execute("DELETE FROM acts WHERE id = ?1", [act])?;
        return Ok(());
    }
    tx.execute("UPDATE acts SET state = 'left' WHERE state = 'undone'", [])?;
    let sql = "UPDATE acts SET state = 'done', words = ?2 WHERE id = ?1";
    tx.execute(sql, (act, words))?;
    Ok(())
}

/// Does some of an act that takes many writes.
pub(in crate::library) fn record_into<T>(
    tx: &Connection,
    act: i64,
    work: impl FnOnce(&Connection) -> Result<T>,
) -> Result<T> {
    let recording = |act: Option<i64>| -> Result<()> {
        tx.prepare_cached("UPDATE temp.recording SET act = ?1")?
            .execute([act])?;
        Ok(())
    };
    recording(Some(act))?;
    let done = work(tx);
    // Also after a refusal: the connection goes on to other writes.
    recording(None)?;
    done
}

/// Sets up the triggers that write acts down. They are temporary: they belong to the program, not
/// to the file, and nothing that writes through this connection can go round them.
pub(in crate::library) fn record_changes(conn: &Connection) -> rusqlite::Result<()> {
    let mut sql = "CREATE TEMP TABLE recording (act INTEGER); INSERT INTO recording VALUES (NULL);"
        .to_owned();
    for (table, _) in RECORDED {
        let columns = columns_of(conn, table)?;
        let has_story = columns.iter().any(|name| name == "story");
        let row = |side: &str| {
            let fields: Vec<_> = columns
                .iter()
                .map(|name| format!("'{name}', {side}.{name}"))
                .collect();
            format!("json_object({})", fields.join(", "))
        };
        let events = [
            ("INSERT", "new", "NULL".to_owned(), row("new")),
            ("UPDATE", "new", row("old"), row("new")),
            ("DELETE", "old", row("old"), "NULL".to_owned()),
        ];
        let watched = |event: &str| !COME_WITH_STORIES.contains(table) || event == "UPDATE";
        for (event, side, before, after) in events.into_iter().filter(|event| watched(event.0)) {
            let story = match has_story {
                true => format!("{side}.story"),
                false => "NULL".to_owned(),
            };
            sql.push_str(&format!(
                "CREATE TEMP TRIGGER record_{table}_{event} AFTER {event} ON main.{table}
                 WHEN (SELECT act FROM temp.recording) IS NOT NULL BEGIN
                   INSERT INTO act_rows (act, changed, story, before, after)
                   VALUES ((SELECT act FROM temp.recording), '{table}', {story}, {before}, {after});
                 END;"
            ));
        }
    }
    conn.execute_batch(&sql)
}

pub(super) fn columns_of(conn: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    let mut names = conn.prepare("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?;
    names.query_map([table], |row| row.get(0))?.collect()
}

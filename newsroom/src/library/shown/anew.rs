//! What is derived, written anew for a whole library: after a migration or a rescue.

use rusqlite::{Connection, OptionalExtension};

use super::{folded, refresh};
use crate::Result;

/// Stories in one write. More make the log large; a power cut in between is gone on from.
const AT_ONCE: u32 = 1_000;

/// Writes everything that is derived anew, if the library says that it is stale.
pub(in crate::library) fn renew_if_stale(conn: &Connection) -> Result<()> {
    let stale = "SELECT value FROM library WHERE key = 'stale'";
    let stale: Option<String> = conn.query_row(stale, [], |row| row.get(0)).optional()?;
    let Some(stale) = stale else { return Ok(()) };
    // Where it broke off the last time, if it did: the value is the last story that was done.
    let mut done: i64 = stale.parse().unwrap_or(0);
    if done == 0 {
        fold_names(conn)?;
    }
    loop {
        conn.execute_batch("BEGIN IMMEDIATE")?;
        let batch = renew_some(conn, done);
        conn.execute_batch(if batch.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
        match batch? {
            Some(last) => done = last,
            None => return Ok(()),
        }
    }
}

fn renew_some(conn: &Connection, done: i64) -> Result<Option<i64>> {
    let stories: Vec<i64> = conn
        .prepare_cached("SELECT id FROM stories WHERE id > ?1 ORDER BY id LIMIT ?2")?
        .query_map((done, AT_ONCE), |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for story in &stories {
        // A text that cannot be read is found by `desk verify`; it keeps nobody from the others.
        if refresh(conn, *story).is_err() {
            continue;
        }
    }
    let Some(last) = stories.last() else {
        recount(conn)?;
        conn.execute_batch(
            "DELETE FROM counts;
             INSERT INTO counts SELECT * FROM temp.fresh_counts;
             -- The last stays: numbers go on from it, and whoever is behind it reads everything anew.
             DELETE FROM journal WHERE number < (SELECT max(number) FROM journal);
             UPDATE unindexed SET pressing = 0 WHERE (SELECT count(*) FROM unindexed) > 1000;
             DELETE FROM library WHERE key = 'stale';",
        )?;
        return Ok(None);
    };
    let sql = "UPDATE library SET value = ?1 WHERE key = 'stale'";
    conn.prepare_cached(sql)?.execute([last.to_string()])?;
    Ok(Some(*last))
}

/// Counts everything from the beginning, into the table `temp.fresh_counts`.
pub(in crate::library) fn recount(conn: &Connection) -> rusqlite::Result<()> {
    conn.execute_batch(
        "CREATE TEMP TABLE IF NOT EXISTS fresh_counts (kind, key, stories, unread, PRIMARY KEY (kind, key));",
    )?;
    conn.execute_batch(include_str!("../recount.sql"))
}

/// Gives the names that an older layout kept the form in which they are compared.
fn fold_names(conn: &Connection) -> Result<()> {
    for table in ["outlets", "agencies", "writers", "languages"] {
        let names: Vec<(i64, String)> = conn
            .prepare(&format!("SELECT id, name FROM {table} WHERE folded = ''"))?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        for (id, name) in names {
            let sql = format!("UPDATE {table} SET folded = ?2 WHERE id = ?1");
            conn.prepare_cached(&sql)?.execute((id, folded(&name)))?;
        }
    }
    Ok(())
}

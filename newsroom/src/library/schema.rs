//! The layouts of a library's files, and how one becomes the next.

use std::path::Path;
use std::thread;
use std::time::Duration;

use rusqlite::{Connection, TransactionBehavior};

use super::{connection, texts, trouble};
use crate::Error;

/// One of the library's two files.
#[derive(Clone, Copy)]
pub(super) struct Layout {
    /// SQLite's `application_id`, so that another program's file is not taken for ours.
    pub(super) application: i32,
    /// SQLite's `cache_size`: kibibytes, negative.
    cache: i32,
    /// In order, and only ever added to: `user_version` counts how many a file has had.
    migrations: &'static [Migration],
}

/// From one layout to the next, in one transaction.
#[derive(Clone, Copy)]
struct Migration {
    sql: &'static str,
    /// What SQL cannot say. It knows this layout and no later one.
    then: Option<fn(&Connection) -> rusqlite::Result<()>>,
}

const fn sql(sql: &'static str) -> Migration {
    Migration { sql, then: None }
}

/// `library.db`. The number spells "Clip".
pub(super) const LIBRARY: Layout = Layout {
    application: 0x436c_6970,
    cache: -32_768,
    migrations: &[
        sql(include_str!("migrations/01-stories.sql")),
        sql(include_str!("migrations/02-kinds.sql")),
        sql(include_str!("migrations/03-pictures.sql")),
        Migration {
            sql: concat!(
                include_str!("migrations/04-a-million.sql"),
                include_str!("migrations/04-counts.sql")
            ),
            then: Some(texts::take_over),
        },
        sql(include_str!("migrations/05-judgement.sql")),
        sql(include_str!("migrations/06-collections.sql")),
    ],
};

/// `snapshots.db`. The number spells "Clis".
pub(super) const SNAPSHOTS: Layout = Layout {
    application: 0x436c_6973,
    // Evidence is written once and seldom read.
    cache: -8_192,
    migrations: &[sql(include_str!("migrations/snapshots-01.sql"))],
};

/// Why a file was not opened.
pub(super) enum Fault {
    Sqlite(rusqlite::Error),
    Newer {
        found: u32,
        known: u32,
    },
    Earlier {
        found: u32,
        known: u32,
    },
    Foreign,
    /// What an older layout holds could not be copied before it is changed.
    NotBackedUp(Error),
}

impl Fault {
    pub(super) fn in_folder(self, folder: &Path) -> Error {
        let place = folder.display();
        match self {
            Fault::Sqlite(error) => trouble::in_folder(folder, error),
            Fault::Newer { found, known } => Error::Library(format!(
                "the library in {place} was last opened by a newer Clipdesk (layout {found}; this one \
                 knows {known}); nothing was changed; open it with that version, or read it as it is with --read-only"
            )),
            Fault::Earlier { found, known } => Error::Library(format!(
                "the library in {place} is of an earlier layout ({found}; this Clipdesk knows {known}), and \
                 is read only after it was opened to be written once; nothing was changed"
            )),
            Fault::NotBackedUp(error) => Error::Library(format!(
                "the library in {place} is of an earlier layout, and was not changed, for it could not be \
                 backed up first: {error}"
            )),
            Fault::Foreign => Error::Library(format!(
                "the library in {place} holds a database of another program; nothing was changed; \
                 choose another folder"
            )),
        }
    }
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Fault {
        Fault::Sqlite(error)
    }
}

/// How often a file is looked at before it is taken for one of another program.
const LOOKS: u32 = 20;

impl Layout {
    /// How many layouts there have been.
    pub(super) fn latest(self) -> u32 {
        u32::try_from(self.migrations.len()).unwrap_or(u32::MAX)
    }

    /// Which layout a file has; 0 for one that is empty.
    pub(super) fn found(self, conn: &Connection) -> Result<u32, Fault> {
        // Another process may be making the file this very moment, and what is read first be older than
        // what is read last: one that is of another program still is so a moment later.
        let mut found = connection::patiently(|| self.found_in(conn))?;
        for _ in 0..LOOKS {
            if found.is_some() {
                break;
            }
            thread::sleep(Duration::from_millis(1));
            found = connection::patiently(|| self.found_in(conn))?;
        }
        found.ok_or(Fault::Foreign)
    }

    /// The same at this moment; `None` for a file of another program.
    fn found_in(self, conn: &Connection) -> rusqlite::Result<Option<u32>> {
        let application: i32 = conn.pragma_query_value(None, "application_id", |row| row.get(0))?;
        let found = version(conn)?;
        let tables: u32 =
            conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        let is_ours = application == self.application || (found, tables) == (0, 0);
        Ok(is_ours.then_some(found))
    }
}

fn version(conn: &Connection) -> rusqlite::Result<u32> {
    conn.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Brings a file to the layout that this version knows. `before` is called once, before the first step
/// away from an older layout: the place for a backup.
pub(super) fn prepare(
    mut conn: Connection,
    layout: Layout,
    before: impl FnOnce(&Connection) -> crate::Result<()>,
) -> Result<Connection, Fault> {
    connection::settle(&mut conn)?;
    let found = layout.found(&conn)?;
    let known = layout.latest();
    if found > known {
        return Err(Fault::Newer { found, known });
    }
    if (1..known).contains(&found) {
        before(&conn).map_err(Fault::NotBackedUp)?;
    }
    migrate(conn, layout, known)
}

/// Refuses a file that this version cannot read as it is. A newer one says from which layout on a
/// Clipdesk can read it.
pub(super) fn refuse_unreadable(conn: &Connection, layout: Layout) -> Result<(), Fault> {
    let found = layout.found(conn)?;
    let known = layout.latest();
    if found < known {
        return Err(Fault::Earlier { found, known });
    }
    if found > known {
        let sql = "SELECT value FROM library WHERE key = 'readable'";
        let readable: rusqlite::Result<String> = conn.query_row(sql, [], |row| row.get(0));
        let readable = readable.ok().and_then(|layout| layout.parse::<u32>().ok());
        if readable.is_none_or(|readable| readable > known) {
            return Err(Fault::Newer { found, known });
        }
    }
    Ok(())
}

/// Brings a new file to an earlier layout: for what is left of a library of that layout.
pub(super) fn prepare_to(
    mut conn: Connection,
    layout: Layout,
    latest: u32,
) -> Result<Connection, Fault> {
    connection::settle(&mut conn)?;
    migrate(conn, layout, latest)
}

fn migrate(mut conn: Connection, layout: Layout, latest: u32) -> Result<Connection, Fault> {
    let found = version(&conn)?;
    conn.pragma_update(None, "page_size", 8_192)?;
    connection::patiently(|| conn.pragma_update(None, "journal_mode", "WAL"))?;
    // FULL is what survives a power cut; it costs 0.3 ms a write.
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "cache_size", layout.cache)?;
    // A large import leaves a large log; it need not stay.
    conn.pragma_update(None, "journal_size_limit", 64 << 20)?;
    // A step may put a new table in the place of an old one; that is no reason to drop what refers to it.
    conn.pragma_update(None, "foreign_keys", false)?;
    if found < latest {
        // All steps or none: a disk that is full midway leaves no library of an earlier layout behind.
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another process may have been here between the look and the lock.
        let found = version(&tx)?;
        let steps = (1..=latest).zip(layout.migrations);
        for (_, migration) in steps.filter(|(number, _)| *number > found) {
            tx.execute_batch(migration.sql)?;
            if let Some(then) = migration.then {
                then(&tx)?;
            }
        }
        tx.pragma_update(None, "application_id", layout.application)?;
        tx.pragma_update(None, "user_version", latest.max(found))?;
        tx.commit()?;
    }
    conn.pragma_update(None, "foreign_keys", true)?;
    Ok(conn)
}

#[cfg(test)]
mod tests;

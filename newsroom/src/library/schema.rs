//! The layouts of a library's files, and how one becomes the next.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, TransactionBehavior};

use super::trouble;
use crate::Error;

/// One of the library's two files.
#[derive(Clone, Copy)]
pub(super) struct Layout {
    /// SQLite's `application_id`, so that another program's file is not taken for ours.
    application: i32,
    /// In order, and only ever added to: `user_version` counts how many a file has had.
    migrations: &'static [&'static str],
}

/// `library.db`. The number spells "Clip".
pub(super) const LIBRARY: Layout = Layout {
    application: 0x436c_6970,
    migrations: &[
        include_str!("migrations/01-stories.sql"),
        include_str!("migrations/02-kinds.sql"),
        include_str!("migrations/03-pictures.sql"),
    ],
};

/// `snapshots.db`. The number spells "Clis".
pub(super) const SNAPSHOTS: Layout = Layout {
    application: 0x436c_6973,
    migrations: &[include_str!("migrations/snapshots-01.sql")],
};

/// Why a file was not opened.
pub(super) enum Fault {
    Sqlite(rusqlite::Error),
    Newer { found: u32, known: u32 },
    Foreign,
}

impl Fault {
    pub(super) fn in_folder(self, folder: &Path) -> Error {
        let place = folder.display();
        match self {
            Fault::Sqlite(error) => trouble::in_folder(folder, error),
            Fault::Newer { found, known } => Error::Library(format!(
                "the library in {place} was last opened by a newer Clipdesk (layout {found}; this one \
                 knows {known}); nothing was changed; open it with that version"
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

/// Brings a file to the layout that this version knows.
pub(super) fn prepare(mut conn: Connection, layout: Layout) -> Result<Connection, Fault> {
    // Another process may be in the middle of a write; five seconds are longer than any of ours.
    conn.busy_timeout(std::time::Duration::from_secs(5))?;
    // A crafted file must not run anything of its own.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    let version =
        |conn: &Connection| conn.pragma_query_value(None, "user_version", |row| row.get(0));
    let application: i32 = conn.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let found: u32 = version(&conn)?;
    let tables: u32 = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if application != layout.application && (found, tables) != (0, 0) {
        return Err(Fault::Foreign);
    }
    let known = u32::try_from(layout.migrations.len()).unwrap_or(u32::MAX);
    if found > known {
        return Err(Fault::Newer { found, known });
    }
    conn.pragma_update(None, "page_size", 8_192)?;
    conn.pragma_update(None, "journal_mode", "WAL")?;
    // FULL is what survives a power cut; it costs 0.3 ms a write.
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "cell_size_check", true)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "cache_size", -65_536)?;
    for (number, migration) in (1..).zip(layout.migrations).skip(found as usize) {
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another process may have been here between the look and the lock.
        let done: u32 = version(&tx)?;
        if done < number {
            tx.execute_batch(migration)?;
            tx.pragma_update(None, "application_id", layout.application)?;
            tx.pragma_update(None, "user_version", number)?;
        }
        tx.commit()?;
    }
    Ok(conn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_library_of_any_earlier_layout_opens_with_what_it_holds() {
        let folder = tempfile::tempdir().unwrap();
        for layouts in 1..LIBRARY.migrations.len() {
            let file = folder.path().join(format!("{layouts}.db"));
            let earlier = Layout {
                migrations: &LIBRARY.migrations[..layouts],
                ..LIBRARY
            };
            let open = |layout| {
                let conn = Connection::open(&file).unwrap();
                prepare(conn, layout).map_err(|fault| fault.in_folder(folder.path()))
            };
            let old = open(earlier).unwrap();
            let story = "INSERT INTO stories (typed, added_at, headline) VALUES (1, '', 'Ferry')";
            old.execute(story, []).unwrap();
            drop(old);
            let new = open(LIBRARY).unwrap();
            let held = "SELECT headline, (SELECT count(*) FROM pictures) FROM stories";
            let held: (String, u32) = new
                .query_row(held, [], |row| Ok((row.get(0)?, row.get(1)?)))
                .unwrap();
            assert_eq!(held, ("Ferry".to_owned(), 0));
            drop(new);
            let refusal = open(earlier).unwrap_err().to_string();
            assert!(refusal.contains("newer Clipdesk"), "{refusal}");
        }
    }
}

//! The connections of an open library: one that writes, and as many that read as are asked for at once.

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use url::Url;

/// How often a writer looks whether another process has finished. SQLite's own patience looks every tenth
/// of a second, and would miss the moment between two writes of an import again and again.
const LOOK_EVERY: Duration = Duration::from_millis(1);

/// After so many looks, twenty seconds, somebody holds the library who does not let go.
const LOOKS: i32 = 20_000;

fn wait_for_the_other(looks: i32) -> bool {
    thread::sleep(LOOK_EVERY);
    looks < LOOKS
}

/// More readers than this are closed when they are done; a desk rarely asks for more at once.
const KEPT: usize = 4;

/// Statements that a connection keeps prepared. Lists alone have dozens, one for each kind of question.
const STATEMENTS: usize = 128;

/// Does what SQLite does not wait for by itself (a new file made a library by two processes at once, the
/// last of two that closes it), as long as another process keeps it from being done.
pub(super) fn patiently<T>(mut work: impl FnMut() -> rusqlite::Result<T>) -> rusqlite::Result<T> {
    let mut looks = 0;
    loop {
        let done = work();
        let is_busy = done.as_ref().is_err_and(|error| {
            error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy)
        });
        if !is_busy || !wait_for_the_other(looks) {
            return done;
        }
        looks += 1;
    }
}

/// What every connection of ours has in common.
pub(super) fn settle(conn: &mut Connection) -> rusqlite::Result<()> {
    conn.busy_handler(Some(wait_for_the_other))?;
    // A crafted file must not run anything of its own.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    conn.pragma_update(None, "cell_size_check", true)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(())
}

/// Connections that read, beside the one that writes. Each look is one transaction: what it sees is the
/// library at one moment.
#[derive(Debug)]
pub(super) struct Readers {
    file: PathBuf,
    flags: OpenFlags,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    /// Readers of a file that somebody may be writing.
    pub(super) fn of(file: &Path) -> Readers {
        Readers {
            file: file.to_owned(),
            flags: OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
            idle: Mutex::default(),
        }
    }

    /// Readers of a file on a disk that may be read-only, where no log can be made beside it.
    pub(super) fn of_what_nobody_writes(file: &Path) -> rusqlite::Result<Readers> {
        let readers = Readers::of(file);
        if readers.look().is_ok_and(|look| reads(&look)) {
            return Ok(readers);
        }
        // Without a log the file alone is the library; SQLite reads it so if it is told to.
        let url =
            Url::from_file_path(std::path::absolute(file).unwrap_or_else(|_| file.to_owned()));
        let url = url.map_err(|()| rusqlite::Error::InvalidPath(file.to_owned()))?;
        let readers = Readers {
            file: PathBuf::from(format!("{url}?immutable=1")),
            flags: readers.flags | OpenFlags::SQLITE_OPEN_URI,
            idle: Mutex::default(),
        };
        readers.look()?;
        Ok(readers)
    }

    /// A look at the library as it is now.
    pub(super) fn look(&self) -> rusqlite::Result<Look<'_>> {
        let idle = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        let conn = match idle {
            Some(conn) => conn,
            None => self.open()?,
        };
        conn.execute_batch("BEGIN")?;
        Ok(Look {
            conn: Some(conn),
            readers: self,
        })
    }

    /// A connection more.
    pub(super) fn open(&self) -> rusqlite::Result<Connection> {
        let mut conn = Connection::open_with_flags(&self.file, self.flags)?;
        settle(&mut conn)?;
        // Enough for the inner pages of every index at a million stories; the system keeps the rest.
        conn.pragma_update(None, "cache_size", -16_384)?;
        Ok(conn)
    }
}

fn reads(conn: &Connection) -> bool {
    conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
        .is_ok()
}

/// A look at the library at one moment. It goes back to the others when it is dropped.
pub(super) struct Look<'r> {
    conn: Option<Connection>,
    readers: &'r Readers,
}

impl Deref for Look<'_> {
    type Target = Connection;

    #[expect(clippy::expect_used, reason = "it is there until it is dropped")]
    fn deref(&self) -> &Connection {
        self.conn.as_ref().expect("a look has its connection")
    }
}

impl Drop for Look<'_> {
    fn drop(&mut self) {
        let Some(conn) = self.conn.take() else { return };
        // One that cannot end its look is closed, and another is opened when it is wanted.
        if conn.execute_batch("COMMIT").is_err() {
            return;
        }
        let mut idle = self
            .readers
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if idle.len() < KEPT {
            idle.push(conn);
        }
    }
}

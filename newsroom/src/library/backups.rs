//! Backups of the library, made by themselves, thinned out, and brought back.
//!
//! They lie in `backups` inside the library's folder, each a whole database. A backup holds what
//! `library.db` holds; snapshots and pictures never change once they are written, and are not in it.

mod files;
mod restoring;
mod thinning;

use std::cmp::Reverse;
use std::fs::{self, File};
use std::io::Read;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use rusqlite::backup::{Backup as Copying, StepResult};
use rusqlite::{Connection, ErrorCode};

use super::trouble;
use crate::{Error, Result};

use files::Turn;
pub(super) use restoring::{Before, restore};
pub(super) use thinning::due;
use thinning::thin;

/// How many pages are copied before anybody is asked whether to go on: 8 MB, some 20 ms.
const SLICE: i32 = 1_024;

/// A backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Backup {
    /// Where it lies.
    pub(super) path: PathBuf,
    /// When it was made, to the second. It is known by this.
    pub(super) moment: DateTime<Utc>,
    /// How long it is, in bytes.
    pub(super) bytes: u64,
    /// Of which layout it is; none if its head cannot be read.
    pub(super) layout: Option<u32>,
}

/// Which databases are ours.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    /// SQLite's `application_id`.
    pub(super) application: i32,
    /// How many migrations this version knows.
    pub(super) layouts: u32,
}

/// Why there is no copy of a database.
enum Fault {
    /// It is damaged: what SQLite says of it.
    Damaged(String),
    Other(Error),
}

impl Fault {
    fn of(library: &Path, error: rusqlite::Error) -> Fault {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Fault::Damaged(error.to_string())
            }
            _ => Fault::Other(trouble::in_folder(library, error)),
        }
    }

    fn sentence(self, folder: &Path) -> Error {
        match self {
            Fault::Damaged(why) => Error::Library(format!(
                "the library in {} is damaged ({why}), and no backup was made of it; the earlier ones \
                 were kept; restore one of them, or rescue what is left",
                folder.display()
            )),
            Fault::Other(error) => error,
        }
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Fault {
        Fault::Other(error)
    }
}

/// The backups of a library, the newest first.
///
/// # Errors
/// If their folder cannot be read.
pub(super) fn list(folder: &Path) -> Result<Vec<Backup>> {
    let backups = place(folder);
    let entries = match fs::read_dir(&backups) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(|error| files::unread(&backups, &error))?,
    };
    let found = entries.flatten().filter_map(|entry| {
        let moment = files::moment(&entry.file_name().to_string_lossy())?;
        Some(Backup {
            path: entry.path(),
            moment,
            bytes: entry.metadata().ok()?.len(),
            layout: layout(&entry.path()),
        })
    });
    let mut found: Vec<Backup> = found.collect();
    found.sort_by_key(|backup| Reverse(backup.moment));
    Ok(found)
}

/// Makes a backup of a library, beside whoever reads or writes it.
///
/// It is of one moment, and no writer waits for it; but `conn` does nothing else meanwhile, so it is best
/// a connection of its own. `look` is told the pages done and to do, and may stop it.
///
/// # Errors
/// If there is too little room, the library is damaged, its folder cannot be written, another backup is
/// being made, or `look` stops it. What was there before is then there still.
pub(super) fn make(
    conn: &Connection,
    folder: &Path,
    now: DateTime<Utc>,
    look: impl FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Backup> {
    let _turn = Turn::take(&place(folder))?;
    copy(conn, folder, now, look).map_err(|fault| fault.sentence(folder))
}

/// Takes away the backups that are not worth their room any more, and answers them.
///
/// # Errors
/// If the folder cannot be read or written, or a backup is being made.
pub(super) fn thin_out(folder: &Path, now: DateTime<Utc>) -> Result<Vec<Backup>> {
    let _turn = Turn::take(&place(folder))?;
    let mut backups = list(folder)?;
    let moments: Vec<_> = backups.iter().map(|backup| backup.moment).collect();
    let dropped = thin(&moments, now).dropped;
    backups.retain(|backup| dropped.contains(&backup.moment));
    for backup in &backups {
        files::clear(&backup.path)?;
    }
    Ok(backups)
}

fn place(folder: &Path) -> PathBuf {
    folder.join("backups")
}

/// What the head of a database says: how many migrations it has had.
fn layout(path: &Path) -> Option<u32> {
    let mut head = [0; 64];
    File::open(path).ok()?.read_exact(&mut head).ok()?;
    let [.., a, b, c, d] = head;
    head.starts_with(b"SQLite format 3\0")
        .then_some(u32::from_be_bytes([a, b, c, d]))
}

/// Makes a backup while it is our turn.
fn copy(
    conn: &Connection,
    folder: &Path,
    now: DateTime<Utc>,
    mut look: impl FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Backup, Fault> {
    let faulty = |error| Fault::of(folder, error);
    // A second in which there is one already is passed over: a backup is known by its second.
    let mut moment = now.trunc_subsecs(0);
    while place(folder).join(files::name(moment)).exists() {
        moment += TimeDelta::seconds(1);
    }
    let path = place(folder).join(files::name(moment));
    let coming = files::coming(&path);
    // As long as this reads, it sees the library of one moment, whatever others write.
    let reading = conn.unchecked_transaction().map_err(faulty)?;
    let sql = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
    let bytes: u64 = reading
        .query_row(sql, [], |row| row.get(0))
        .map_err(faulty)?;
    files::refuse_without_room(&place(folder), bytes)?;
    let own = stamps(&reading).map_err(faulty)?;
    let copied = slices(&reading, &coming, folder, &mut look)
        .and_then(|()| alone(&coming, folder))
        .and_then(|copied| match copied == own {
            true => Ok(()),
            false => Err(Fault::Damaged("the copy says it is another".to_owned())),
        });
    if let Err(fault) = copied {
        // What keeps it from being taken away keeps the next turn from nothing: it tries again.
        let _cleared = files::clear(&coming);
        return Err(fault);
    }
    files::sync(&coming)?;
    files::rename(&coming, &path)?;
    Ok(Backup {
        bytes: path.metadata().map_or(bytes, |file| file.len()),
        layout: layout(&path),
        path,
        moment,
    })
}

/// Copies a database page by page.
fn slices(
    from: &Connection,
    coming: &Path,
    folder: &Path,
    look: &mut impl FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<(), Fault> {
    let faulty = |error| Fault::of(folder, error);
    let mut to = Connection::open(coming).map_err(faulty)?;
    // Nobody sees the copy before it is whole and written down.
    to.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
        .map_err(faulty)?;
    let copying = Copying::new(from, &mut to).map_err(faulty)?;
    loop {
        let step = copying.step(SLICE).map_err(faulty)?;
        let progress = copying.progress();
        let count = |pages: i32| u64::try_from(pages).unwrap_or(0);
        let (all, left) = (count(progress.pagecount), count(progress.remaining));
        match step {
            StepResult::Done => return Ok(()),
            StepResult::More if look(all - left.min(all), all).is_continue() => {}
            StepResult::More => return Err(files::stopped().into()),
            _ => {
                let busy = "the library is being written by another program; no backup was made; \
                            try again in a moment";
                return Err(Error::Library(busy.to_owned()).into());
            }
        }
    }
}

/// Makes a database that stands by itself, without a log, and checks that it is sound.
fn alone(path: &Path, folder: &Path) -> Result<(i32, u32), Fault> {
    let faulty = |error| Fault::of(folder, error);
    let conn = Connection::open(path).map_err(faulty)?;
    let mode: String = conn
        .query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0))
        .map_err(faulty)?;
    let said: String = conn
        .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))
        .map_err(faulty)?;
    match (mode.as_str(), said.as_str()) {
        ("delete", "ok") => stamps(&conn).map_err(faulty),
        ("delete", _) => Err(Fault::Damaged(said)),
        _ => Err(Fault::Damaged("its log cannot be closed".to_owned())),
    }
}

/// Whose a database is, and of which layout.
fn stamps(conn: &Connection) -> rusqlite::Result<(i32, u32)> {
    let sql = "SELECT application_id, user_version FROM pragma_application_id, pragma_user_version";
    conn.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
}

#[cfg(test)]
mod tests;

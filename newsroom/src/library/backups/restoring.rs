//! A backup brought back. At every moment either the old library opens or the new one.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::files::{self, Turn};
use super::{Backup, Fault, Known, alone, copy, list, place, stamps};
use crate::library::rescue::beside;
use crate::{Error, Result};

/// What became of the library that was there before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::library) enum Before {
    /// There was none.
    Nothing,
    /// It is a backup now.
    BackedUp(Backup),
    /// It was damaged, and lies beside the new one under this name.
    PutAside(PathBuf),
}

/// Puts a backup in the place of the library, and answers what became of that one.
///
/// The library must be closed, and the desk's lock held. `finish` may change the backup's copy before it
/// takes its place. `look` is told how much is done, in bytes or pages, and may stop it.
///
/// # Errors
/// If there is no such backup, it is damaged, of another program or of a newer version, there is too
/// little room, the library is in use, or its folder cannot be written. The library is then as it was.
pub(in crate::library) fn restore(
    folder: &Path,
    moment: DateTime<Utc>,
    known: Known,
    now: DateTime<Utc>,
    finish: impl FnOnce(&Connection) -> Result<()>,
    mut look: impl FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Before> {
    let _turn = Turn::take(&place(folder))?;
    let backup = list(folder)?
        .into_iter()
        .find(|backup| backup.moment == moment);
    let backup = backup.ok_or_else(|| {
        Error::Missing(format!(
            "there is no backup of {} in {}",
            moment.format("%Y-%m-%d %H:%M:%S UTC"),
            folder.display()
        ))
    })?;
    let library = folder.join("library.db");
    let coming = files::coming(&library);
    files::clear(&coming)?;
    files::refuse_without_room(folder, backup.bytes)?;
    let made = ready(&backup, &coming, known, finish, &mut look)
        .and_then(|()| make_way(folder, &library, known, now, &mut look));
    match made {
        Ok(before) => {
            files::rename(&coming, &library)?;
            Ok(before)
        }
        Err(error) => {
            // Half a copy under a name of its own harms nobody; the next restoring takes it away.
            let _cleared = files::clear(&coming);
            Err(error)
        }
    }
}

/// Copies a backup to where it can take the library's place in one step.
fn ready(
    backup: &Backup,
    coming: &Path,
    known: Known,
    finish: impl FnOnce(&Connection) -> Result<()>,
    look: &mut impl FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<()> {
    files::copy(&backup.path, coming, look)?;
    let unfit = |why: &str| {
        Error::Library(format!(
            "the backup {} {why}; nothing was changed; choose another",
            backup.path.display()
        ))
    };
    match alone(coming, &backup.path) {
        Ok((application, _)) if application != known.application => {
            return Err(unfit("is a database of another program"));
        }
        Ok((_, layout)) if layout > known.layouts => {
            return Err(unfit(
                "was made by a newer Clipdesk, and only that opens it",
            ));
        }
        Ok(_) => {}
        Err(Fault::Damaged(why)) => return Err(unfit(&format!("is damaged ({why})"))),
        Err(Fault::Other(error)) => return Err(error),
    }
    let conn = Connection::open(coming)?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    finish(&conn)?;
    conn.close().map_err(|(_, error)| error)?;
    files::sync(coming)
}

/// Keeps what is there, and leaves it so that another file can take its name: without a log, which would
/// be taken for the new one's.
fn make_way(
    folder: &Path,
    library: &Path,
    known: Known,
    now: DateTime<Utc>,
    look: &mut impl FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Before> {
    let there = library.metadata().is_ok_and(|file| file.len() > 0);
    if !there && !beside(library, "-wal").exists() {
        return Ok(Before::Nothing);
    }
    let kept = keep(folder, library, known, now, look);
    match kept {
        Ok(backup) => Ok(Before::BackedUp(backup)),
        Err(Fault::Damaged(_)) => Ok(Before::PutAside(put_aside(library, now)?)),
        Err(Fault::Other(error)) => Err(error),
    }
}

fn keep(
    folder: &Path,
    library: &Path,
    known: Known,
    now: DateTime<Utc>,
    look: &mut impl FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Backup, Fault> {
    let faulty = |error| Fault::of(folder, error);
    // SQLite would throw the log of an empty file away.
    if library.metadata().map_or(0, |file| file.len()) == 0 {
        return Err(Fault::Damaged("only its log is there".to_owned()));
    }
    let conn = Connection::open(library).map_err(faulty)?;
    conn.busy_timeout(std::time::Duration::from_secs(5))
        .map_err(faulty)?;
    // Until it is known to be sound, not even closing it may bring its log into it.
    let keep_log = DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE;
    conn.set_db_config(keep_log, true).map_err(faulty)?;
    let (application, _) = stamps(&conn).map_err(faulty)?;
    if application != known.application {
        return Err(Fault::Other(Error::Library(format!(
            "{} is a database of another program; nothing was changed; choose another folder",
            library.display()
        ))));
    }
    let backup = copy(&conn, folder, now, look)?;
    conn.set_db_config(keep_log, false).map_err(faulty)?;
    // Brings the log into the file and takes it away; refused while anybody else has the library open.
    let sql = "PRAGMA journal_mode = DELETE";
    conn.query_row(sql, [], |row| row.get::<_, String>(0))
        .map_err(faulty)?;
    conn.close().map_err(|(_, error)| faulty(error))?;
    let in_use = files::BESIDE
        .iter()
        .any(|end| beside(library, end).exists());
    match in_use {
        false => Ok(backup),
        true => Err(Fault::Other(Error::Library(format!(
            "the library in {} is open in another program; nothing was changed; close that and try again",
            folder.display()
        )))),
    }
}

/// Gives a damaged database and its log a second name, and only then takes the log away.
fn put_aside(library: &Path, now: DateTime<Utc>) -> Result<PathBuf> {
    let name = |nth: u32| {
        let again = if nth == 1 {
            String::new()
        } else {
            format!("-{nth}")
        };
        let moment = now.format("%Y-%m-%dT%H-%M-%SZ");
        library.with_file_name(format!("library-damaged-{moment}{again}.db"))
    };
    let taken = |path: &PathBuf| !path.exists() && !beside(path, "-wal").exists();
    let aside = (1..=u32::MAX)
        .map(name)
        .find(taken)
        .unwrap_or_else(|| name(0));
    for end in ["", "-wal", "-journal"] {
        let (from, to) = (beside(library, end), beside(&aside, end));
        if from.exists() {
            second_name(&from, &to)?;
        }
    }
    files::sync_folder(library)?;
    for end in files::BESIDE {
        match fs::remove_file(beside(library, end)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(files::unwritten(library, &error));
            }
            _ => {}
        }
    }
    files::sync_folder(library)?;
    Ok(aside)
}

/// A second name for a file; a second file where the disk knows no second names.
fn second_name(from: &Path, to: &Path) -> Result<()> {
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    let bytes = from.metadata().map_or(0, |file| file.len());
    files::refuse_without_room(from.parent().unwrap_or(from), bytes)?;
    match files::copy(from, to, &mut |_, _| ControlFlow::Continue(())) {
        Ok(()) => Ok(()),
        // What cannot even be copied is moved: it did not open before either.
        Err(_) => fs::rename(from, to).map_err(|error| files::unwritten(to, &error)),
    }
}

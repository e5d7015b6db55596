//! The files of backups: written down for good, or not there.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime, Utc};

use crate::library::rescue::beside;
use crate::{Error, Result};

/// How the files are named: by the second in which they were made, in UTC.
const NAME: &str = "library-%Y-%m-%dT%H-%M-%SZ.db";

/// What SQLite may keep beside a database.
pub(super) const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// The name of a backup.
pub(super) fn name(moment: DateTime<Utc>) -> String {
    moment.format(NAME).to_string()
}

/// When a backup was made, by the name of its file; none for other files.
pub(super) fn moment(name: &str) -> Option<DateTime<Utc>> {
    let moment = NaiveDateTime::parse_from_str(name, NAME).ok()?;
    Some(moment.and_utc())
}

/// Held while a backup is made, thinned or restored: one at a time.
pub(super) struct Turn {
    _file: File,
}

impl Turn {
    /// Takes the turn in a library's folder, and clears away what a crash left half done.
    pub(super) fn take(backups: &Path) -> Result<Turn> {
        let failed = |error| unwritten(backups, &error);
        fs::create_dir_all(backups).map_err(failed)?;
        let mut options = File::options();
        options.create(true).truncate(false).write(true);
        let file = options.open(backups.join("backup.lock")).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(Error::Refused(format!(
                    "another backup is being made or restored in {}; wait until it is done",
                    backups.display()
                )));
            }
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
        for entry in fs::read_dir(backups).map_err(failed)?.flatten() {
            if entry.file_name().to_string_lossy().starts_with(COMING) {
                fs::remove_file(entry.path()).map_err(failed)?;
            }
        }
        Ok(Turn { _file: file })
    }
}

/// How the name of a file begins that is not whole yet.
const COMING: &str = ".coming-";

/// Where a file is written before it gets its name.
pub(super) fn coming(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{COMING}{name}"))
}

/// Takes a database away, and what SQLite keeps beside it.
pub(super) fn clear(path: &Path) -> Result<()> {
    let all = BESIDE
        .iter()
        .map(|end| beside(path, end))
        .chain([path.to_owned()]);
    for file in all {
        match fs::remove_file(&file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(unwritten(&file, &error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Copies a file piece by piece, as long as `look` lets it.
pub(super) fn copy(
    from: &Path,
    to: &Path,
    look: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<()> {
    let mut source = File::open(from).map_err(|error| unread(from, &error))?;
    let whole = source
        .metadata()
        .map_err(|error| unread(from, &error))?
        .len();
    let mut target = File::create(to).map_err(|error| unwritten(to, &error))?;
    let mut piece = vec![0; 1 << 20];
    let mut done = 0;
    loop {
        let length = source
            .read(&mut piece)
            .map_err(|error| unread(from, &error))?;
        let Some(read) = piece.get(..length).filter(|read| !read.is_empty()) else {
            break;
        };
        target
            .write_all(read)
            .map_err(|error| unwritten(to, &error))?;
        done += length as u64;
        if look(done, whole).is_break() {
            return Err(stopped());
        }
    }
    target.sync_all().map_err(|error| unwritten(to, &error))
}

/// Waits until a file is on the disk.
pub(super) fn sync(path: &Path) -> Result<()> {
    // Windows writes down only what was opened to be written.
    let file = File::options().write(true).open(path);
    file.and_then(|file| file.sync_all())
        .map_err(|error| unwritten(path, &error))
}

/// Gives a file its name, in place of another, and waits until the name is on the disk.
pub(super) fn rename(from: &Path, to: &Path) -> Result<()> {
    fs::rename(from, to).map_err(|error| unwritten(to, &error))?;
    sync_folder(to)
}

/// Waits until the names in a file's folder are on the disk. Windows opens no folder as a file, and
/// writes names down by itself.
pub(super) fn sync_folder(of: &Path) -> Result<()> {
    match of.parent().map(File::open) {
        Some(Ok(folder)) => folder.sync_all().map_err(|error| unwritten(of, &error)),
        _ => Ok(()),
    }
}

/// Refuses what would fill the disk: a fifth more than the bytes to write must be free.
pub(super) fn refuse_without_room(folder: &Path, bytes: u64) -> Result<()> {
    let free = fs4::available_space(folder).map_err(|error| unwritten(folder, &error))?;
    enough(folder, bytes, free)
}

fn enough(folder: &Path, bytes: u64, free: u64) -> Result<()> {
    let needed = bytes.saturating_add(bytes / 5);
    if free >= needed {
        return Ok(());
    }
    Err(Error::Refused(format!(
        "the disk of {} has {} MB free, and this needs {} MB; nothing was changed; make room and try again",
        folder.display(),
        free >> 20,
        needed.div_ceil(1 << 20)
    )))
}

pub(super) fn stopped() -> Error {
    Error::Refused("the backup was stopped; the library is as it was".to_owned())
}

pub(super) fn unread(path: &Path, error: &io::Error) -> Error {
    Error::File {
        path: path.to_owned(),
        why: format!("could not be read, and nothing was changed: {error}"),
    }
}

pub(super) fn unwritten(path: &Path, error: &io::Error) -> Error {
    let why = match error.kind() {
        io::ErrorKind::StorageFull => {
            "the disk is full; the library is as it was; make room and try again".to_owned()
        }
        _ => format!("could not be written; the library is as it was: {error}"),
    };
    Error::File {
        path: path.to_owned(),
        why,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_is_named_by_its_moment() {
        let made: DateTime<Utc> = "2026-11-26T04:52:00Z".parse().unwrap();
        assert_eq!(name(made), "library-2026-11-26T04-52-00Z.db");
        assert_eq!(moment(&name(made)), Some(made));
        for other in [
            "library.db",
            "library-2026-11-26T04-52-00Z.db-wal",
            ".coming-library-2026-11-26T04-52-00Z.db",
            "library-2026-13-26T04-52-00Z.db",
            "",
        ] {
            assert_eq!(moment(other), None, "{other}");
        }
    }

    #[test]
    fn a_disk_that_is_nearly_full_is_refused_with_what_is_missing() {
        let folder = Path::new("news");
        for (bytes, free, refused) in [
            (100 << 20, 120 << 20, false),
            (100 << 20, 119 << 20, true),
            (u64::MAX, 1 << 40, true),
            (0, 0, false),
        ] {
            assert_eq!(
                enough(folder, bytes, free).is_err(),
                refused,
                "{bytes} {free}"
            );
        }
        let refusal = enough(folder, 100 << 20, 1 << 20).unwrap_err().to_string();
        assert!(
            refusal.contains("1 MB free, and this needs 120 MB"),
            "{refusal}"
        );
    }
}

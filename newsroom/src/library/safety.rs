//! What keeps a library whole: backups and the way back to one, a look at all of it, what is left of a
//! broken one, and a copy elsewhere.

mod left;
mod verify;

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use chrono::{DateTime, SubsecRound, Utc};
use rusqlite::Connection;
use rusqlite::backup::{Backup as Copying, StepResult};
use serde::Serialize;

use super::collections::PICTURES_KEPT;
use super::connection::Readers;
use super::{Library, backups, folders, place, schema, trouble};
use crate::{Error, Result};

pub use left::Left;
pub use verify::{Finding, Verified};

/// How far something is, that goes through a whole library: done, of how many.
pub type Progress = (u64, u64);

/// A backup of a library, on its own disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Backup {
    /// When it was made, to the second; by this it is known.
    pub made_at: DateTime<Utc>,
    /// The file.
    pub file: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
}

/// What became of the library that a backup took the place of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Replaced {
    /// There was none.
    Nothing,
    /// It is a backup of its own now.
    BackedUp(Backup),
    /// It was damaged, and lies beside the other under this name.
    PutAside(PathBuf),
}

fn told(backup: backups::Backup) -> Backup {
    Backup {
        made_at: backup.moment,
        file: backup.path,
        bytes: backup.bytes,
    }
}

impl Library {
    /// Makes a backup of `library.db` in the library's own folder, beside whoever reads and writes. The
    /// evidence is not in it: it is never changed, and is looked after by [`Library::copy_to`].
    ///
    /// # Errors
    /// If there is too little room, the library is damaged, or `told` ends it; earlier backups stay.
    pub fn back_up(
        &self,
        now: DateTime<Utc>,
        mut look: impl FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Backup> {
        let conn = read_only(&self.folder.join("library.db"))?;
        let made = backups::make(&conn, &self.folder, now, |done, all| look((done, all)))?;
        Ok(told(made))
    }

    /// Makes a backup if the last is a day old, and takes those away that are not worth their room: of
    /// the last days each, then one a week, then one a month. Answers the new one, if one was due.
    ///
    /// # Errors
    /// As [`Library::back_up`].
    pub fn back_up_if_due(
        &self,
        now: DateTime<Utc>,
        look: impl FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Option<Backup>> {
        let made: Vec<_> = backups::list(&self.folder)?
            .iter()
            .map(|backup| backup.moment)
            .collect();
        if !backups::due(&made, now) {
            return Ok(None);
        }
        let backup = self.back_up(now, look)?;
        backups::thin_out(&self.folder, now)?;
        Ok(Some(backup))
    }

    /// The backups in a library's folder, the newest first.
    ///
    /// # Errors
    /// If the folder cannot be read.
    pub fn backups(folder: &Path) -> Result<Vec<Backup>> {
        Ok(backups::list(folder)?.into_iter().map(told).collect())
    }

    /// Puts a backup in the place of a library. What was there is backed up first, or put aside if it is
    /// damaged: nothing is thrown away. The library must be closed, here and in other programs.
    ///
    /// # Errors
    /// If there is no such backup, it is damaged, or the library is in use; then it is as it was.
    pub fn restore(
        folder: &Path,
        made_at: DateTime<Utc>,
        now: DateTime<Utc>,
        mut look: impl FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Replaced> {
        let known = backups::Known {
            application: schema::LIBRARY.application,
            layouts: schema::LIBRARY.latest(),
        };
        // The search index reflects what came after: it is not this library's any more.
        let renamed = |conn: &Connection| -> Result<()> {
            let has = "SELECT 1 FROM sqlite_schema WHERE name = 'library'";
            if conn.prepare(has)?.exists([])? {
                conn.execute_batch(
                    "UPDATE library SET value = lower(hex(randomblob(16))) WHERE key = 'identity';
                     UPDATE library SET value = '0' WHERE key = 'indexed';
                     INSERT OR IGNORE INTO unindexed (story, pressing) SELECT id, 0 FROM stories ORDER BY id DESC;",
                )?;
            }
            Ok(())
        };
        let before = backups::restore(folder, made_at, known, now, renamed, |done, all| {
            look((done, all))
        })?;
        Ok(match before {
            backups::Before::Nothing => Replaced::Nothing,
            backups::Before::BackedUp(backup) => Replaced::BackedUp(told(backup)),
            backups::Before::PutAside(path) => Replaced::PutAside(path),
        })
    }

    /// Copies the whole library, evidence and pictures included, into a new or empty folder, where it
    /// opens as a library of its own. It is of one moment, and nobody waits for it.
    ///
    /// # Errors
    /// If the folder holds something, cannot be written, or `look` ends it: what was copied is then
    /// taken away.
    pub fn copy_to(
        &self,
        folder: &Path,
        mut look: impl FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<()> {
        refuse_unless_empty(folder)?;
        let copied = self.copy_files(folder, &mut look);
        if copied.is_err() {
            // It was empty: all that is in it is ours.
            let _cleared = fs::remove_dir_all(folder);
        }
        copied
    }

    fn copy_files(
        &self,
        folder: &Path,
        look: &mut impl FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<()> {
        // The stories first: evidence that comes in meanwhile may lie in the copy without a story,
        // never the other way round.
        for file in ["library.db", "snapshots.db"] {
            let from = read_only(&self.folder.join(file))?;
            let mut to = Connection::open(folder.join(file))?;
            copy_database(&from, &mut to, look)?;
            to.close().map_err(|(_, error)| error)?;
        }
        let conn = read_only(&folder.join("library.db"))?;
        let mut statement = conn.prepare(&format!(
            "SELECT sha256 || '.' || media FROM pictures WHERE sha256 IS NOT NULL AND media IS NOT NULL
             UNION {PICTURES_KEPT}"
        ))?;
        let mut rows = statement.query([])?;
        let copy = super::PictureFolder::within(folder);
        while let Some(row) = rows.next()? {
            // One that is gone or damaged is found by `verify`, and keeps nobody from the others.
            if let Ok((media, bytes)) = self.pictures.read(&row.get::<_, String>(0)?) {
                copy.keep(&bytes, media)?;
            }
        }
        Ok(())
    }

    /// What speaks against the place where a library lies, each a sentence: another computer's disk, a
    /// folder that a program keeps in sync, one that cannot be written.
    pub fn dangers(folder: &Path) -> Vec<String> {
        let dangers = place::dangers(folder);
        dangers
            .iter()
            .map(|danger| danger.sentence(folder))
            .collect()
    }

    /// Looks through the database itself for damage; the texts and the evidence are for
    /// [`Library::verify`]. A desk does this after an unclean end.
    ///
    /// # Errors
    /// Says what is damaged, and what to do.
    pub fn check(&self) -> Result<()> {
        let conn = read_only(&self.folder.join("library.db"))?;
        match verify::whole(&conn)?.first() {
            None => Ok(()),
            Some(found) => Err(Error::Library(format!(
                "the library in {} is damaged ({found}); what can be read is shown; `desk restore` brings \
                 back a backup, and `desk rescue` what the file still holds",
                self.folder.display()
            ))),
        }
    }
}

/// A connection that only reads, also on a disk that cannot be written.
fn read_only(file: &Path) -> Result<Connection> {
    Readers::of_what_nobody_writes(file)
        .and_then(|readers| readers.open())
        .map_err(|error| trouble::in_folder(file, error))
}

fn refuse_unless_empty(folder: &Path) -> Result<()> {
    folders::make(folder).map_err(|error| trouble::no_folder(folder, &error))?;
    let mut entries = fs::read_dir(folder).map_err(|error| trouble::no_folder(folder, &error))?;
    match entries.next() {
        None => Ok(()),
        Some(_) => Err(Error::File {
            path: folder.to_owned(),
            why: "holds something already; nothing was changed; choose a new or an empty folder"
                .to_owned(),
        }),
    }
}

fn copy_database(
    from: &Connection,
    to: &mut Connection,
    look: &mut impl FnMut(Progress) -> ControlFlow<()>,
) -> Result<()> {
    /// Pages between two looks: a few megabytes.
    const PAGES: i32 = 1_024;
    // As long as this reads, it sees one moment, whatever others write.
    let reading = from.unchecked_transaction()?;
    reading.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    let copying = Copying::new(&reading, to)?;
    loop {
        let step = copying.step(PAGES)?;
        let left = copying.progress();
        let pages = |pages: i32| u64::try_from(pages).unwrap_or_default();
        let all = pages(left.pagecount);
        if look((all - pages(left.remaining).min(all), all)).is_break() {
            return Err(Error::Refused(
                "copying was stopped; nothing was kept of it".to_owned(),
            ));
        }
        match step {
            StepResult::Done => return Ok(()),
            _ => std::thread::yield_now(),
        }
    }
}

/// When a file was last written; the beginning of time where nobody knows.
pub(super) fn written_at(file: &Path) -> DateTime<Utc> {
    let modified = file.metadata().and_then(|file| file.modified());
    let moment = modified.map_or(DateTime::UNIX_EPOCH, DateTime::<Utc>::from);
    moment.trunc_subsecs(0)
}

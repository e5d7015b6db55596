//! What can go wrong with a library, in sentences that say what was kept and what to do.

use std::io;
use std::path::Path;

use rusqlite::ErrorCode;

use crate::{Error, Result};

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Error {
        Error::Library(sentence("the library", &error))
    }
}

/// A fault met while opening, which can name the folder.
pub(super) fn in_folder(folder: &Path, error: rusqlite::Error) -> Error {
    Error::Library(sentence(
        &format!("the library in {}", folder.display()),
        &error,
    ))
}

/// A folder that could not be made.
pub(super) fn no_folder(folder: &Path, error: &io::Error) -> Error {
    let why = match error.kind() {
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
            "is a file, and a library is a folder; choose another place".to_owned()
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "cannot be written; choose another place, or ask for the right to write there"
                .to_owned()
        }
        io::ErrorKind::StorageFull => "lies on a full disk; make room and try again".to_owned(),
        _ => format!("cannot be made: {error}"),
    };
    Error::File {
        path: folder.to_owned(),
        why,
    }
}

/// Refuses a folder that holds evidence and no library: a new one would hide that the old one is gone.
pub(super) fn refuse_half(folder: &Path) -> Result<()> {
    let size = |name: &str| folder.join(name).metadata().map_or(0, |file| file.len());
    match (size("library.db"), size("snapshots.db")) {
        (0, 1..) => Err(Error::Library(format!(
            "the library in {} has lost its library.db, and only its snapshots are there; nothing was \
             changed; put the file back from a backup, or choose another folder",
            folder.display()
        ))),
        _ => Ok(()),
    }
}

/// What stands in a library's folder.
const OURS: [&str; 7] = [
    "library.db",
    "snapshots.db",
    "pictures",
    "search",
    "backups",
    "desk.lock",
    "links",
];

/// Refuses a folder that holds something else and no library: nobody wants one among their documents.
pub(super) fn refuse_other(folder: &Path) -> Result<()> {
    if folder.join("library.db").exists() {
        return Ok(());
    }
    let entries = std::fs::read_dir(folder).map_err(|error| no_folder(folder, &error))?;
    let is_ours =
        |name: &str| name.starts_with('.') || OURS.iter().any(|ours| name.starts_with(ours));
    let mut others = entries.flatten().map(|entry| entry.file_name());
    let other = others.find(|name| !is_ours(&name.to_string_lossy()));
    other.map_or(Ok(()), |name| {
        Err(Error::Library(format!(
            "{} is no library: it holds “{}”; nothing was changed; choose the folder of a library, or a \
             new or empty one",
            folder.display(),
            name.to_string_lossy()
        )))
    })
}

/// SQLite's `SQLITE_IOERR_SHMSIZE` and `SQLITE_IOERR_WRITE`: there was no room for what stands beside the
/// file, or a write came short.
const NO_ROOM: [i32; 2] = [4874, 778];

fn sentence(library: &str, error: &rusqlite::Error) -> String {
    let extended = error.sqlite_error().map(|error| error.extended_code);
    match error.sqlite_error_code() {
        Some(ErrorCode::SystemIoFailure)
            if extended.is_some_and(|code| NO_ROOM.contains(&code)) =>
        {
            format!(
                "the disk of {library} is full, or cannot be written; nothing was changed; make room and \
                 try again"
            )
        }
        Some(ErrorCode::DiskFull) => {
            format!("the disk of {library} is full; nothing was changed; make room and try again")
        }
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => format!(
            "{library} cannot be written; nothing was changed; check that the folder and its disk \
             are not read-only"
        ),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => format!(
            "{library} is being written by another program; nothing was changed; try again in a moment"
        ),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => format!(
            "{library} is damaged; nothing was changed; keep the folder as it is and open a copy of \
             it from a backup"
        ),
        Some(ErrorCode::SystemIoFailure) => {
            format!("the disk of {library} reported a fault ({error}); nothing was changed")
        }
        Some(ErrorCode::TooBig) => format!(
            "what was given is larger than {library} can hold in one piece (a thousand million bytes); \
             nothing was changed"
        ),
        _ => format!("{library} could not be read or written ({error}); nothing was changed"),
    }
}

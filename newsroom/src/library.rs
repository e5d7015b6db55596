//! The editor's whole holding: one folder on disk, and the only module that knows SQL.
//!
//! `library.db` is the truth, `snapshots.db` the evidence, `pictures` what stories show. Each noun has
//! a handle: [`Library::stories`], [`Library::topics`], [`Library::tags`], [`Library::leads`],
//! [`Library::pictures`], [`Library::acts`]. Every write is one transaction, and what an editor did can be undone.

mod acts;
mod facts;
#[cfg_attr(
    not(test),
    expect(dead_code, reason = "the library is made to search with it next")
)]
mod index;
mod leads;
mod lists;
mod lock;
mod pictures;
pub mod samples;
mod schema;
mod shown;
mod snapshots;
mod stories;
mod tags;
mod topics;
mod trouble;

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::shelf::Holding;
use crate::{Error, Result};

pub use acts::Acts;
pub use leads::Leads;
pub use lock::DeskLock;
pub use pictures::{PictureFolder, Pictures};
pub use stories::{Correction, Filed, Stories};
pub use tags::Tags;
pub use topics::Topics;

/// An open library.
#[derive(Debug)]
pub struct Library {
    conn: Connection,
    snapshots: Connection,
    folder: PathBuf,
    pictures: PictureFolder,
    /// Where the pictures of a library in memory lie.
    _passing: Option<TempDir>,
    joint: Cell<acts::Joint>,
}

impl Library {
    /// Opens the library in a folder, and makes one there if the folder is new or empty.
    ///
    /// # Errors
    /// Names the folder that cannot be written, whose library is damaged, or whose library was made
    /// by a newer version. A library that is refused is left exactly as it was.
    pub fn open(folder: &Path) -> Result<Library> {
        let in_folder = |error| trouble::in_folder(folder, error);
        fs::create_dir_all(folder).map_err(|error| trouble::no_folder(folder, &error))?;
        trouble::refuse_half(folder)?;
        let conn = Connection::open(folder.join("library.db")).map_err(in_folder)?;
        let conn =
            schema::prepare(conn, schema::LIBRARY).map_err(|fault| fault.in_folder(folder))?;
        acts::record_changes(&conn).map_err(in_folder)?;
        let snapshots = Connection::open(folder.join("snapshots.db")).map_err(in_folder)?;
        let snapshots = schema::prepare(snapshots, schema::SNAPSHOTS)
            .map_err(|fault| fault.in_folder(folder))?;
        Ok(Library {
            conn,
            snapshots,
            folder: folder.to_owned(),
            pictures: PictureFolder::within(folder),
            _passing: None,
            joint: Cell::default(),
        })
    }

    /// A library that lives only as long as the value: for tests.
    ///
    /// # Errors
    /// If there is no memory for it.
    pub fn in_memory() -> Result<Library> {
        let unnamed = |fault: schema::Fault| fault.in_folder(Path::new("memory"));
        let conn =
            schema::prepare(Connection::open_in_memory()?, schema::LIBRARY).map_err(unnamed)?;
        acts::record_changes(&conn)?;
        let snapshots =
            schema::prepare(Connection::open_in_memory()?, schema::SNAPSHOTS).map_err(unnamed)?;
        let passing = pictures::in_passing()?;
        Ok(Library {
            conn,
            snapshots,
            folder: PathBuf::from("memory"),
            pictures: PictureFolder::within(passing.path()),
            _passing: Some(passing),
            joint: Cell::default(),
        })
    }

    /// Where a library lies unless a person says otherwise, by the conventions of the system:
    /// `~/.local/share/clipdesk/library`, `~/Library/Application Support/…`, `%APPDATA%\…`.
    ///
    /// # Errors
    /// If the system names no home folder.
    pub fn default_folder() -> Result<PathBuf> {
        let homeless = || {
            Error::Library(
                "this system names no home folder; say where the library is with --library DIR \
                 or CLIPDESK_LIBRARY"
                    .to_owned(),
            )
        };
        let project = directories::ProjectDirs::from("", "", "clipdesk").ok_or_else(homeless)?;
        Ok(project.data_dir().join("library"))
    }

    /// The library's name and place.
    pub fn holding(&self) -> Holding {
        let name = self.folder.file_name().unwrap_or(self.folder.as_os_str());
        Holding {
            name: name.to_string_lossy().into_owned(),
            folder: self.folder.display().to_string(),
        }
    }

    /// The stories: file, get, list, correct, mark, spike.
    pub fn stories(&self) -> Stories<'_> {
        Stories { library: self }
    }

    /// The topics: make, gather, order, set as an edition.
    pub fn topics(&self) -> Topics<'_> {
        Topics { library: self }
    }

    /// The tags.
    pub fn tags(&self) -> Tags<'_> {
        Tags { library: self }
    }

    /// The leads: stories that others point to.
    pub fn leads(&self) -> Leads<'_> {
        Leads { library: self }
    }

    /// The pictures that stories show.
    pub fn pictures(&self) -> Pictures<'_> {
        Pictures { library: self }
    }

    /// Where the pictures lie, to be read without waiting for the library.
    pub fn picture_folder(&self) -> PictureFolder {
        self.pictures.clone()
    }

    /// What was done, and the way back.
    pub fn acts(&self) -> Acts<'_> {
        Acts { library: self }
    }

    /// A number that changes when another process has written to the library.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn changes_by_others(&self) -> Result<i64> {
        Ok(self
            .conn
            .pragma_query_value(None, "data_version", |row| row.get(0))?)
    }
}

/// A moment as it is stored: RFC 3339, in UTC, to the millisecond, so that text sorts as time does.
fn stamp(moment: DateTime<Utc>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// A moment as it was stored.
fn moment(column: usize, row: &rusqlite::Row<'_>) -> rusqlite::Result<DateTime<Utc>> {
    let text: String = row.get(column)?;
    DateTime::parse_from_rfc3339(&text)
        .map(|moment| moment.to_utc())
        .map_err(|error| {
            rusqlite::Error::FromSqlConversionFailure(
                column,
                rusqlite::types::Type::Text,
                error.into(),
            )
        })
}

/// A name as it is compared: without regard to case or outer spaces, inner spaces single.
fn folded(name: &str) -> String {
    name.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

//! The editor's whole holding: one folder on disk, and the only module that knows SQL.
//!
//! `library.db` is the truth, `snapshots.db` the evidence, `pictures` what stories show. Each noun has
//! a handle: [`Library::stories`], [`Library::topics`], [`Library::tags`], [`Library::leads`],
//! [`Library::pictures`], [`Library::acts`]. Every write is one transaction, and what an editor did can be undone.

mod acts;
mod arrivals;
mod asked;
mod backups;
mod bin;
mod claims;
mod collections;
mod connection;
mod export;
mod facets;
mod facts;
mod finding;
mod folders;
mod ground;
mod index;
mod leads;
mod lists;
mod lock;
mod margins;
mod moving;
mod order;
mod pictures;
mod place;
mod rescue;
mod rights;
mod rows;
mod safety;
pub mod samples;
mod schema;
mod searches;
mod sentences;
mod sets;
mod shelves;
mod shown;
mod snapshots;
mod stories;
mod tags;
mod templates;
mod texts;
mod topics;
mod trouble;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use parking_lot::{Mutex, ReentrantMutex};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::shelf::Holding;
use crate::{Error, Result};
use connection::{Look, Readers};
use ground::Ground;

pub use acts::Acts;
pub use arrivals::{Arrival, Arrived};
pub use bin::{Bin, Purged};
pub use claims::Claims;
pub use collections::{Collections, Refusal, Sent, Taking};
pub use export::{Exported, HowFar, Step, TakenIn};
pub use leads::Leads;
pub use lock::DeskLock;
pub use margins::Margins;
pub use pictures::{PictureFolder, Pictures};
pub use rights::RightsBook;
pub use safety::{Backup, Finding, Left, Progress, Replaced, Verified};
pub use searches::Searches;
pub use stories::{Correction, Filed, Stories};
pub use tags::Tags;
pub use templates::Templates;
pub use topics::Topics;

/// Lets the calling thread, and those that it starts, stand back behind threads that a person waits for:
/// what feeds the search index or imports would else take every processor. There is no way back, so that it
/// is for threads of their own. Where the system has no such turn for a single thread, nothing happens.
pub fn stand_back() {
    /// A tenth of the time that others get who want it, too.
    #[cfg(target_os = "linux")]
    const TURN: i32 = 10;
    // Refused, it is as it was.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::nice(TURN);
}

/// The version of the database, and the layout of libraries that is written: for reports of faults.
pub fn versions() -> (&'static str, u32) {
    (rusqlite::version(), schema::LIBRARY.latest())
}

/// An open library. It may be shared by threads: one writes at a time, and those that read wait for nobody.
#[derive(Debug)]
pub struct Library {
    folder: PathBuf,
    ground: Ground,
    // Before the writer, for fields are dropped in their order: the last connection to be closed empties
    // SQLite's log into the file, and one that only reads cannot.
    readers: Readers,
    writer: ReentrantMutex<acts::Writer>,
    snapshots: Mutex<Connection>,
    pictures: PictureFolder,
    sets: sets::Sets,
    finding: finding::Finding,
    /// Where a library for tests lies.
    _passing: Option<TempDir>,
}

impl Library {
    /// Opens the library in a folder, and makes one there if the folder is new or empty.
    ///
    /// # Errors
    /// Names the folder that cannot be written, whose library is damaged, or whose library was made
    /// by a newer version. A library that is refused is left exactly as it was.
    pub fn open(folder: &Path) -> Result<Library> {
        let in_folder = |error| trouble::in_folder(folder, error);
        folders::make(folder).map_err(|error| trouble::no_folder(folder, &error))?;
        trouble::refuse_half(folder)?;
        trouble::refuse_other(folder)?;
        let file = folder.join("library.db");
        let conn = Connection::open(&file).map_err(in_folder)?;
        // An earlier layout is backed up as it is, under the moment when it was last written.
        let back_up = |conn: &Connection| {
            let written = safety::written_at(&file);
            backups::make(conn, folder, written, |_, _| ControlFlow::Continue(())).map(drop)
        };
        let conn = schema::prepare(conn, schema::LIBRARY, back_up)
            .map_err(|fault| fault.in_folder(folder))?;
        shown::renew_if_stale(&conn)?;
        acts::record_changes(&conn).map_err(in_folder)?;
        let snapshots = Connection::open(folder.join("snapshots.db")).map_err(in_folder)?;
        let snapshots = schema::prepare(snapshots, schema::SNAPSHOTS, |_| Ok(()))
            .map_err(|fault| fault.in_folder(folder))?;
        // The files may be new, and their names only in memory.
        folders::write_down(folder).map_err(|error| trouble::no_folder(folder, &error))?;
        Ok(Library {
            folder: folder.to_owned(),
            ground: Ground::of(&file),
            writer: ReentrantMutex::new(acts::Writer::new(conn)),
            readers: Readers::of(&file),
            snapshots: Mutex::new(snapshots),
            pictures: PictureFolder::within(folder),
            sets: sets::Sets::default(),
            finding: finding::Finding::default(),
            _passing: None,
        })
    }

    /// Opens a library only to read it: on a disk that cannot be written, or one of a newer Clipdesk that
    /// says that this one can still read it. Whatever would write is refused.
    ///
    /// # Errors
    /// If there is no library, it is of an earlier layout, or too new to be read.
    pub fn read_only(folder: &Path) -> Result<Library> {
        let in_folder = |error| trouble::in_folder(folder, error);
        let file = folder.join("library.db");
        if !file.is_file() {
            return Err(Error::Missing(format!(
                "there is no library in {}",
                folder.display()
            )));
        }
        let readers = Readers::of_what_nobody_writes(&file).map_err(in_folder)?;
        schema::refuse_unreadable(&*readers.look().map_err(in_folder)?, schema::LIBRARY)
            .map_err(|fault| fault.in_folder(folder))?;
        Ok(Library {
            folder: folder.to_owned(),
            ground: Ground::of(&file),
            writer: ReentrantMutex::new(acts::Writer::new(readers.open().map_err(in_folder)?)),
            snapshots: Mutex::new(
                Readers::of_what_nobody_writes(&folder.join("snapshots.db"))
                    .and_then(|readers| readers.open())
                    .map_err(in_folder)?,
            ),
            readers,
            pictures: PictureFolder::within(folder),
            sets: sets::Sets::default(),
            finding: finding::Finding::default(),
            _passing: None,
        })
    }

    /// A library that lives only as long as the value, and is not written through to the disk: for tests.
    ///
    /// # Errors
    /// If the system has no room for it.
    pub fn passing() -> Result<Library> {
        let folder = pictures::in_passing()?;
        let library = Library::open(folder.path())?;
        let hasty = |conn: &Connection| conn.pragma_update(None, "synchronous", "OFF");
        hasty(library.writer.lock().conn())?;
        hasty(&library.snapshots.lock())?;
        Ok(Library {
            _passing: Some(folder),
            ..library
        })
    }

    /// A look at what is in the library now.
    fn look(&self) -> Result<Look<'_>> {
        Ok(self.readers.look()?)
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
        Holding::of(&self.folder)
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

    /// Notes, highlights and quotes.
    pub fn margins(&self) -> Margins<'_> {
        Margins { library: self }
    }

    /// Whether what stories say holds.
    pub fn claims(&self) -> Claims<'_> {
        Claims { library: self }
    }

    /// The collections, and the editions that were set of them.
    pub fn collections(&self) -> Collections<'_> {
        Collections { library: self }
    }

    /// Under which terms stories may be passed on.
    pub fn rights(&self) -> RightsBook<'_> {
        RightsBook { library: self }
    }

    /// The templates of editions.
    pub fn templates(&self) -> Templates<'_> {
        Templates { library: self }
    }

    /// The saved searches.
    pub fn searches(&self) -> Searches<'_> {
        Searches { library: self }
    }

    /// The bin.
    pub fn bin(&self) -> Bin<'_> {
        Bin { library: self }
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
            .writer
            .lock()
            .conn()
            .pragma_query_value(None, "data_version", |row| row.get(0))?)
    }
}

/// A moment as it is stored: milliseconds since 1970, in UTC.
fn stamp(moment: DateTime<Utc>) -> i64 {
    moment.timestamp_millis()
}

/// A moment as it was stored.
fn moment(column: usize, row: &rusqlite::Row<'_>) -> rusqlite::Result<DateTime<Utc>> {
    let stored: i64 = row.get(column)?;
    DateTime::from_timestamp_millis(stored)
        .ok_or(rusqlite::Error::IntegralValueOutOfRange(column, stored))
}

/// A name as it is compared: without regard to case or outer spaces, inner spaces single.
fn folded(name: &str) -> String {
    name.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

//! What the window's commands share: the library, the clock, the jobs, and the bell.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread;
use std::time::Duration;

use chrono::{DateTime, Utc};
use newsroom::error::Complaint;
use newsroom::library::DeskLock;
use newsroom::shelf::Holding;
use newsroom::{Library, Result};
use tauri::{AppHandle, Emitter};

use crate::jobs::Jobs;

/// What a command answers.
pub(crate) type Answer<T> = Result<T, Complaint>;

/// The desk.
pub(crate) struct Desk {
    folder: Answer<PathBuf>,
    /// None until somebody asks: opening may have to wait for another program, and the window should not.
    /// Held while it is opened, for everybody waits for that; never while somebody works with it.
    open: Mutex<Option<Answer<Arc<Open>>>>,
    pub(crate) jobs: Jobs,
    app: AppHandle,
}

/// A library with its place at the desk. All threads share it, and those that read do not wait for the
/// one that writes.
struct Open {
    library: Library,
    _lock: DeskLock,
}

impl Desk {
    /// A desk on the library in a folder. Where that cannot be opened the desk still is, and says why in
    /// its window.
    pub(crate) fn on(folder: Result<PathBuf>, app: AppHandle) -> Arc<Desk> {
        Arc::new(Desk {
            folder: folder.map_err(Complaint::from),
            open: Mutex::default(),
            jobs: Jobs::default(),
            app,
        })
    }

    /// Tries once more to open the library, if it is not open.
    pub(crate) fn reopen(&self) -> Answer<Holding> {
        self.lock().take_if(|open| open.is_err());
        self.with(|library| Ok(library.holding()))
    }

    /// Works with the library, beside whoever else does.
    pub(crate) fn with<T>(&self, work: impl FnOnce(&Library) -> Result<T>) -> Answer<T> {
        let open = self.opened()?;
        work(&open.library).map_err(Complaint::from)
    }

    /// Writes to the library, and tells the window.
    pub(crate) fn change<T>(&self, work: impl FnOnce(&Library) -> Result<T>) -> Answer<T> {
        let done = self.with(work);
        self.ring("library-changed", ());
        done
    }

    /// Tells the window that something has changed.
    pub(crate) fn ring<T: serde::Serialize + Clone>(&self, bell: &str, with: T) {
        // A window that is gone has nothing to hear.
        let _ = self.app.emit(bell, with);
    }

    /// What time it is: the shell is where the clock is read.
    #[expect(
        clippy::disallowed_methods,
        reason = "the newsroom takes the time from here"
    )]
    pub(crate) fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    fn opened(&self) -> Answer<Arc<Open>> {
        let mut open = self.lock();
        let open = open.get_or_insert_with(|| open_library(&self.folder));
        open.clone()
    }

    fn lock(&self) -> MutexGuard<'_, Option<Answer<Arc<Open>>>> {
        // A panic while it was being opened left it as closed as it was.
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn open_library(folder: &Answer<PathBuf>) -> Answer<Arc<Open>> {
    let folder = folder.as_ref().map_err(Complaint::clone)?;
    // The place first: a library that another desk has open is not touched.
    let lock = DeskLock::take(folder)?;
    let open = Arc::new(Open {
        library: Library::open(folder)?,
        _lock: lock,
    });
    let warmed = Arc::clone(&open);
    // What cannot be read ahead is read when it is asked for, and whoever asks hears why it cannot.
    thread::spawn(move || warmed.library.warm());
    Ok(open)
}

/// Watches for what the command line writes beside the desk, and tells the window.
pub(crate) fn hear_others(desk: &Arc<Desk>) {
    /// Soon enough for a person, and one number read from memory.
    const EVERY: Duration = Duration::from_secs(1);
    let desk: Weak<Desk> = Arc::downgrade(desk);
    thread::spawn(move || {
        let mut last = None;
        while let Some(desk) = desk.upgrade() {
            let seen = desk.with(|library| library.changes_by_others()).ok();
            if last.is_some() && seen != last {
                desk.ring("library-changed", ());
            }
            last = seen;
            drop(desk);
            thread::sleep(EVERY);
        }
    });
}

//! What the window's commands share: the library, the clock, the jobs, and the bell.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread;
use std::time::Duration;

use chrono::{DateTime, Utc};
use newsroom::error::Complaint;
use newsroom::library::{self, DeskLock};
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
    /// What the window has not been told yet: what speaks against the library's place, and what was found
    /// when it was looked through.
    warnings: Mutex<Vec<String>>,
    app: AppHandle,
}

/// A library with its place at the desk. All threads share it, and those that read do not wait for the
/// one that writes.
struct Open {
    library: Library,
    lock: DeskLock,
}

impl Desk {
    /// A desk on the library in a folder. Where that cannot be opened the desk still is, and says why in
    /// its window.
    pub(crate) fn on(folder: Result<PathBuf>, app: AppHandle) -> Arc<Desk> {
        Arc::new(Desk {
            folder: folder.map_err(Complaint::from),
            open: Mutex::default(),
            jobs: Jobs::default(),
            warnings: Mutex::default(),
            app,
        })
    }

    /// Tries once more to open the library, if it is not open.
    pub(crate) fn reopen(&self) -> Answer<Holding> {
        self.lock().take_if(|open| open.is_err());
        self.with(|library| Ok(library.holding()))
    }

    /// Closes in order. A program that ends drops nothing that its threads still hold.
    pub(crate) fn close(&self) {
        if let Ok(open) = self.open.try_lock()
            && let Some(Ok(open)) = &*open
        {
            open.lock.close();
        }
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

    /// What speaks against the library as it is; each is told once.
    pub(crate) fn warnings(&self) -> Vec<String> {
        let mut warnings = self.warnings.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *warnings)
    }

    fn warn(&self, warnings: Vec<String>) {
        if warnings.is_empty() {
            return;
        }
        let mut told = self.warnings.lock().unwrap_or_else(PoisonError::into_inner);
        told.extend(warnings);
        drop(told);
        self.ring("library-warned", ());
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
    Ok(Arc::new(Open {
        library: Library::open(folder)?,
        lock,
    }))
}

/// Looks after the library as long as the desk is there, in the background: what makes lists fast is read,
/// a library that was not closed in order is looked through, a backup is made when one is due, what was
/// clipped goes into the search index, and what the command line writes is told to the window.
pub(crate) fn look_after(desk: &Arc<Desk>) {
    /// So many stories are searched beside the index without anybody noticing.
    const FEW: u64 = 50;
    /// Rounds after which those few go into the index as well.
    const SELDOM: u64 = 60;
    each_second(desk, {
        let mut last = None;
        move |desk, _| {
            let seen = desk.with(|library| library.changes_by_others()).ok();
            if last.is_some() && seen != last {
                desk.ring("library-changed", ());
            }
            last = seen;
        }
    });
    // On a thread of its own: after an import it takes minutes, and changes are to be heard meanwhile.
    each_second(desk, {
        let mut settled = false;
        move |desk, round| {
            if !settled {
                settled = true;
                library::stand_back();
                settle(desk);
            }
            let most = if round % SELDOM == 0 { 0 } else { FEW };
            let is_time = |library: &Library| -> Result<bool> {
                Ok(library.searches_are_behind()? || library.waiting_for_index()? > most)
            };
            // What cannot be fed now is searched beside the index, and tried again.
            let _ = desk.with(|library| match is_time(library)? {
                true => library
                    .feed_index(|_| ControlFlow::Continue(()))
                    .and_then(|_| library.leave_index()),
                false => Ok(()),
            });
        }
    });
}

/// Does something each second in the background, as long as the desk is there.
fn each_second(desk: &Arc<Desk>, mut work: impl FnMut(&Arc<Desk>, u64) + Send + 'static) {
    /// Soon enough for a person.
    const EVERY: Duration = Duration::from_secs(1);
    let desk: Weak<Desk> = Arc::downgrade(desk);
    thread::spawn(move || {
        for round in 0_u64.. {
            let Some(desk) = desk.upgrade() else { break };
            work(&desk, round);
            drop(desk);
            thread::sleep(EVERY);
        }
    });
}

/// What is done once, when the library has been opened.
fn settle(desk: &Desk) {
    let Ok(open) = desk.opened() else { return };
    let library = &open.library;
    let mut warnings = Library::dangers(Path::new(&library.holding().folder));
    // What cannot be read ahead is read when it is asked for, and whoever asks hears why it cannot.
    let _ = library.warm();
    if open.lock.ended_badly() {
        warnings.extend(library.check().err().map(|error| error.to_string()));
    }
    // What is clipped one by one is packed better, too, once there is enough of it to learn from.
    let learned = library.learn_to_pack();
    warnings.extend(learned.err().map(|error| error.to_string()));
    let backup = library.back_up_if_due(desk.now(), |_| ControlFlow::Continue(()));
    warnings.extend(backup.err().map(|error| error.to_string()));
    desk.warn(warnings);
}

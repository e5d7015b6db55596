//! What the window's commands share: the library, the clock, the jobs, and the bell.

mod care;

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, Weak};
use std::thread;
use std::time::Duration;

use chrono::{DateTime, Utc};
use newsroom::error::{Complaint, Kind};
use newsroom::library::DeskLock;
use newsroom::settings::{self, Kept, Network};
use newsroom::shelf::Holding;
use newsroom::{Library, Result};
use tauri::{AppHandle, Emitter};

use crate::chores::Chores;
use crate::jobs::Jobs;
use crate::libraries::Place;
use crate::links::Links;
use crate::window;

pub(crate) use care::look_after;

/// What a command answers.
pub(crate) type Answer<T> = Result<T, Complaint>;

/// The desk.
pub(crate) struct Desk {
    /// Which library is to be open.
    place: Mutex<Answer<Place>>,
    /// Where the settings lie; a system without a home keeps none.
    settings: Answer<PathBuf>,
    /// None until somebody asks: opening may have to wait for another program, and the window should not.
    /// Held while it is opened, for everybody waits for that; never while somebody works with it.
    open: Mutex<Option<Answer<Arc<Open>>>>,
    pub(crate) jobs: Jobs,
    pub(crate) chores: Chores,
    pub(crate) links: Links,
    /// Libraries that were open, as long as somebody still works with them.
    left: Mutex<Vec<Weak<Open>>>,
    /// Whether nothing may be written: what is being moved would not have it. Whoever writes holds it.
    still: RwLock<bool>,
    /// What the window has not been told yet: what speaks against the library's place, and what was found
    /// when it was looked through.
    warnings: Mutex<Vec<String>>,
    app: AppHandle,
}

/// A library with its place at the desk. All threads share it, and those that read do not wait for the
/// one that writes.
pub(crate) struct Open {
    pub(crate) library: Library,
    lock: DeskLock,
    /// Whether somebody waits for this library to be closed.
    left: AtomicBool,
    settled: AtomicBool,
}

impl Open {
    /// Opens the library in a folder, which no other desk may have open.
    pub(crate) fn at(folder: &Path) -> Answer<Arc<Open>> {
        // The place first: a library that another desk has open is not touched.
        let file = folder.join("desk.lock");
        let new = !file.exists();
        let open = DeskLock::take(folder)
            .map_err(Complaint::from)
            .and_then(|lock| Open::with(lock, folder));
        if open.is_err() && new {
            // What is no library of ours is left as it was found.
            let _ = fs::remove_file(file);
        }
        open
    }

    fn with(lock: DeskLock, folder: &Path) -> Answer<Arc<Open>> {
        Ok(Arc::new(Open {
            library: Library::open(folder)?,
            lock,
            left: AtomicBool::new(false),
            settled: AtomicBool::new(false),
        }))
    }

    /// Whether what works in the background may go on.
    fn go_on(&self) -> ControlFlow<()> {
        match self.left.load(Ordering::Relaxed) {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    }
}

impl Desk {
    /// A desk on the library in a folder. Where that cannot be opened the desk still is, and says why in
    /// its window.
    pub(crate) fn on(place: Answer<Place>, settings: Answer<PathBuf>, app: AppHandle) -> Arc<Desk> {
        Arc::new(Desk {
            place: Mutex::new(place),
            settings,
            open: Mutex::default(),
            jobs: Jobs::default(),
            chores: Chores::default(),
            links: Links::default(),
            left: Mutex::default(),
            still: RwLock::default(),
            warnings: Mutex::default(),
            app,
        })
    }

    /// Tries once more to open the library, if it is not open.
    pub(crate) fn reopen(&self) -> Answer<Holding> {
        if self.lock().as_ref().is_some_and(Result::is_err) {
            // What is closed for a chore opens again by itself.
            let _alone = self.chores.alone()?;
            self.lock().take_if(|open| open.is_err());
        }
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
        let still = self.still.read().unwrap_or_else(PoisonError::into_inner);
        if *still {
            return Err(refused(
                "the library is being moved, and nothing can be changed until that is done; it can be read",
            ));
        }
        let done = self.with(work);
        drop(still);
        self.ring("library-changed", ());
        done
    }

    /// Tells the window that something has changed.
    pub(crate) fn ring<T: serde::Serialize + Clone>(&self, bell: &str, with: T) {
        // A window that is gone has nothing to hear.
        let _ = self.app.emit(bell, with);
    }

    /// Brings the window before the others.
    pub(crate) fn come_forward(&self) {
        window::come_forward(&self.app);
    }

    /// What speaks against the library as it is; each is told once.
    pub(crate) fn warnings(&self) -> Vec<String> {
        let mut warnings = self.warnings.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *warnings)
    }

    pub(crate) fn warn(&self, warnings: Vec<String>) {
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

    /// How the web is reached, as the settings say now.
    pub(crate) fn network(&self) -> Network {
        self.kept().network
    }

    /// The settings as they are now.
    pub(crate) fn kept(&self) -> Kept {
        let Ok(folder) = &self.settings else {
            return Kept::default();
        };
        let (kept, said) = settings::read(folder);
        self.warn(said.into_iter().collect());
        kept
    }

    /// Changes the settings.
    pub(crate) fn keep(&self, change: impl FnOnce(&mut Kept)) -> Answer<Kept> {
        let folder = self.settings.as_ref().map_err(Complaint::clone)?;
        // What is damaged is said before it is written over.
        self.kept();
        Ok(settings::change(folder, change)?)
    }

    /// The library that is open, which is opened if it is not.
    pub(crate) fn opened(&self) -> Answer<Arc<Open>> {
        let mut open = self.lock();
        let open = open.get_or_insert_with(|| {
            let place = self.place().clone();
            let open = place.and_then(|place| place.open());
            if let Ok(open) = &open {
                self.remember(open);
            }
            open
        });
        open.clone()
    }

    /// Puts another library in the place of this one. Whoever works with this one still, ends on this one.
    pub(crate) fn seat(&self, next: Arc<Open>) -> Holding {
        let holding = next.library.holding();
        *self.place() = Ok(Place::known(&holding.folder));
        self.remember(&next);
        let before = self.lock().replace(Ok(next));
        if let Some(Ok(before)) = before {
            before.left.store(true, Ordering::Relaxed);
            let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
            left.retain(|open| open.strong_count() > 0);
            left.push(Arc::downgrade(&before));
        }
        self.ring("library-changed", ());
        holding
    }

    /// Works on the files of the library while it is closed, and opens it again whatever became of that: also of
    /// one that could not be opened. Who asks for it meanwhile is told `why` it is not there. Nobody else takes
    /// the desk.
    pub(crate) fn closed<T>(&self, why: &str, work: impl FnOnce(&Path) -> Result<T>) -> Answer<T> {
        let folder = self.folder()?;
        // It is opened, if it can be, so that there is something to close.
        let _ = self.opened();
        let before = self.lock().replace(Err(refused(why)));
        let lock = match before {
            Some(Ok(open)) => match alone(open) {
                Ok(Open { lock, library, .. }) => {
                    drop(library);
                    Ok(lock)
                }
                Err(busy) => {
                    busy.left.store(false, Ordering::Relaxed);
                    *self.lock() = Some(Ok(busy));
                    return Err(refused(
                        "the library is still being worked with, and was not closed; nothing was changed; \
                         try again in a moment",
                    ));
                }
            },
            closed => DeskLock::take(&folder).map_err(|error| (closed, error)),
        };
        let lock = lock.map_err(|(closed, error)| {
            *self.lock() = closed;
            Complaint::from(error)
        })?;
        let done = work(&folder).map_err(Complaint::from);
        *self.lock() = Some(Open::with(lock, &folder));
        self.ring("library-changed", ());
        done
    }

    /// Waits until libraries that were left are closed, though not for long: one of them may be wanted again.
    pub(crate) fn wait_for_left(&self) {
        const LOOKS: usize = 100;
        for _ in 0..LOOKS {
            let left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
            if left.iter().all(|open| open.strong_count() == 0) {
                return;
            }
            drop(left);
            thread::sleep(LOOK);
        }
    }

    /// Whether nothing may be written now.
    pub(crate) fn is_still(&self) -> bool {
        // Held, somebody is about to say so.
        self.still.try_read().map_or(true, |still| *still)
    }

    /// Lets nobody write until the answer goes, once those are done who are writing.
    pub(crate) fn keep_still(&self) -> impl Drop + '_ {
        struct Still<'d>(&'d RwLock<bool>);
        impl Drop for Still<'_> {
            fn drop(&mut self) {
                *self.0.write().unwrap_or_else(PoisonError::into_inner) = false;
            }
        }
        *self.still.write().unwrap_or_else(PoisonError::into_inner) = true;
        Still(&self.still)
    }

    fn remember(&self, open: &Open) {
        let folder = open.library.holding().folder;
        let kept = self.keep(|kept| kept.opened(Path::new(&folder)));
        if self.settings.is_ok() {
            self.warn(kept.err().map(|error| error.message).into_iter().collect());
        }
    }

    /// The folder of the library, whether it can be opened or not.
    pub(crate) fn folder(&self) -> Answer<PathBuf> {
        self.place()
            .as_ref()
            .map_err(Complaint::clone)
            .map(|place| place.folder().to_owned())
    }

    fn place(&self) -> MutexGuard<'_, Answer<Place>> {
        self.place.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lock(&self) -> MutexGuard<'_, Option<Answer<Arc<Open>>>> {
        // A panic while it was being opened left it as closed as it was.
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How often it is looked whether somebody is done.
const LOOK: Duration = Duration::from_millis(20);

/// Waits until nobody else works with a library; gives it back if that takes too long.
fn alone(mut open: Arc<Open>) -> std::result::Result<Open, Arc<Open>> {
    const PATIENCE: Duration = Duration::from_secs(30);
    open.left.store(true, Ordering::Relaxed);
    for _ in 0..PATIENCE.as_millis() / LOOK.as_millis() {
        match Arc::try_unwrap(open) {
            Ok(open) => return Ok(open),
            Err(busy) => open = busy,
        }
        thread::sleep(LOOK);
    }
    Err(open)
}

/// What is said of what broke off in the middle.
pub(crate) fn fell() -> Complaint {
    Complaint {
        kind: Kind::Broken,
        message: "it broke off, which is a fault of ours; the library is as it was".to_owned(),
    }
}

/// Something that is not done, and why.
pub(crate) fn refused(why: &str) -> Complaint {
    Complaint {
        kind: Kind::Refused,
        message: why.to_owned(),
    }
}

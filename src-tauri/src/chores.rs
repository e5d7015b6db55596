//! Chores: what takes long and concerns the whole library. One is done at a time, each on a thread of its own;
//! the window hears how far it is, and may stop it.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use chrono::DateTime;
use newsroom::Library;
use newsroom::chore::{BackupCard, Chore, ChoreName};
use newsroom::edition::{self, Edition, Format};
use newsroom::library::{self, HowFar, Progress};
use tokio::sync::oneshot;

use crate::desk::{Answer, Desk, fell, refused};
use crate::jobs;

/// Ten times a second is as often as an eye can follow.
const NEWS_EVERY: Duration = Duration::from_millis(100);

/// The chore that is under way, if one is.
#[derive(Default)]
pub(crate) struct Chores {
    now: Mutex<Option<UnderWay>>,
}

struct UnderWay {
    /// None while a library is being opened, which nobody can stop.
    name: Option<ChoreName>,
    stop: Arc<AtomicBool>,
}

impl Chores {
    /// Holds chores off until the answer goes.
    ///
    /// # Errors
    /// If one is under way.
    pub(crate) fn alone(&self) -> Answer<Turn<'_>> {
        self.begin(None)
    }

    /// Stops the chore that is under way, at the next point where it can be.
    pub(crate) fn stop(&self) {
        if let Some(under_way) = &*self.now() {
            under_way.stop.store(true, Ordering::Relaxed);
        }
    }

    fn begin(&self, name: Option<ChoreName>) -> Answer<Turn<'_>> {
        let mut now = self.now();
        if let Some(under_way) = &*now {
            let being = under_way.name.map_or("being opened", ChoreName::being);
            return Err(refused(&format!(
                "the library is {being}; nothing else was begun; wait until that is done, or stop it"
            )));
        }
        let stop = Arc::new(AtomicBool::new(false));
        *now = Some(UnderWay {
            name,
            stop: Arc::clone(&stop),
        });
        Ok(Turn { chores: self, stop })
    }

    fn now(&self) -> MutexGuard<'_, Option<UnderWay>> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The turn of one chore. It ends with this value.
pub(crate) struct Turn<'c> {
    chores: &'c Chores,
    stop: Arc<AtomicBool>,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        *self.chores.now() = None;
    }
}

/// Where a chore says how far it is.
pub(crate) struct Told<'a> {
    name: ChoreName,
    stop: &'a AtomicBool,
    ring: &'a dyn Fn(Chore),
    last: Mutex<Option<Instant>>,
}

impl Told<'_> {
    /// Hears how far it is, and says whether to go on.
    pub(crate) fn hear(&self, (done, of): Progress) -> ControlFlow<()> {
        let now = Instant::now();
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if last.is_none_or(|last| now.duration_since(last) >= NEWS_EVERY) {
            *last = Some(now);
            (self.ring)(Chore {
                chore: self.name,
                done,
                of: (of > 0).then_some(of),
            });
        }
        match self.stop.load(Ordering::Relaxed) {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    }

    fn step(&self, how_far: HowFar) -> ControlFlow<()> {
        self.hear((how_far.done, how_far.of))
    }
}

/// Does a chore on a thread of its own, and answers when it is done.
pub(crate) async fn run<T: Send + 'static>(
    desk: &Arc<Desk>,
    name: ChoreName,
    work: impl FnOnce(&Arc<Desk>, &Told<'_>) -> Answer<T> + Send + 'static,
) -> Answer<T> {
    let (done, answer) = oneshot::channel();
    let worker = Arc::clone(desk);
    thread::spawn(move || {
        // Nobody listens any more once the window is gone.
        let _ = done.send(turn(&worker, name, work));
    });
    answer.await.unwrap_or_else(|_| Err(fell()))
}

fn turn<T>(
    desk: &Arc<Desk>,
    name: ChoreName,
    work: impl FnOnce(&Arc<Desk>, &Told<'_>) -> Answer<T>,
) -> Answer<T> {
    let turn = desk.chores.begin(Some(name))?;
    let told = Told {
        name,
        stop: &turn.stop,
        ring: &|chore| desk.ring("chore-moved", Some(chore)),
        last: Mutex::default(),
    };
    // It is under way from the first moment, however long it takes to count what there is to do.
    let _ = told.hear((0, 0));
    let done = catch_unwind(AssertUnwindSafe(|| work(desk, &told)));
    drop(turn);
    desk.ring("chore-moved", None::<Chore>);
    done.unwrap_or_else(|_| Err(fell()))
}

/// The backups of the library, the latest first. They can be listed where the library cannot be opened.
pub(crate) fn backups(desk: &Desk) -> Answer<Vec<BackupCard>> {
    let backups = Library::backups(&desk.folder()?)?;
    Ok(backups.into_iter().map(BackupCard::from).collect())
}

/// Makes a backup.
pub(crate) fn back_up(desk: &Arc<Desk>, told: &Told<'_>) -> Answer<String> {
    let now = desk.now();
    desk.with(|library| {
        let backup = library.back_up(now, |how_far| told.hear(how_far))?;
        Ok(backup.words())
    })
}

/// Puts a backup in the library's place, which is closed meanwhile.
pub(crate) fn restore(desk: &Arc<Desk>, name: &str, told: &Told<'_>) -> Answer<String> {
    let made_at = DateTime::parse_from_rfc3339(name)
        .map(|moment| moment.to_utc())
        .map_err(|_| refused("that names no backup; nothing was changed"))?;
    if !backups(desk)?
        .iter()
        .any(|backup| backup.made_at == made_at)
    {
        return Err(refused(
            "there is no such backup any more; nothing was changed",
        ));
    }
    let leaving = jobs::leave(desk, "a backup was restored");
    let why = "the library is being restored from a backup, and opens again when that is done";
    let words = desk.closed(why, |folder| {
        let replaced = Library::restore(folder, made_at, desk.now(), |how_far| told.hear(how_far))?;
        Ok(replaced.words(made_at))
    })?;
    leaving.gone();
    Ok(words)
}

/// Looks through the whole library.
pub(crate) fn verify(desk: &Arc<Desk>, told: &Told<'_>) -> Answer<Vec<String>> {
    let verified = desk.with(|library| library.verify(|how_far| told.hear(how_far)))?;
    let findings = verified.findings.iter();
    Ok(findings
        .map(|found| format!("{}: {}", found.place, found.what))
        .collect())
}

/// Exports the whole library.
pub(crate) fn export(desk: &Arc<Desk>, to: &Path, told: &Told<'_>) -> Answer<String> {
    let to = from_root(to)?;
    let now = desk.now();
    desk.with(|library| {
        let done = library.export(&to, now, &|how_far| told.step(how_far))?;
        Ok(done.words())
    })
}

/// Takes an export in, behind whatever a person does meanwhile.
pub(crate) fn import(desk: &Arc<Desk>, from: &Path, told: &Told<'_>) -> Answer<String> {
    let from = from_root(from)?;
    library::stand_back();
    let now = desk.now();
    desk.change(|library| {
        let taken = library.take_in_export(&from, now, &|how_far| told.step(how_far))?;
        Ok(taken.sentence())
    })
}

/// Where a print goes: what it is named after, the file or folder, and whether what stands there gives way.
pub(crate) struct Shelf<'a> {
    pub(crate) title: &'a str,
    pub(crate) path: &'a Path,
    pub(crate) replace: bool,
}

/// Prints an edition into a file. Answers where it is.
pub(crate) fn print(
    edition: &Edition,
    format: Format,
    shelf: &Shelf<'_>,
    told: &Told<'_>,
) -> Answer<PathBuf> {
    let mut watch = |done, of| told.hear((done, of));
    let print = press_pdf::print(edition, format, &mut watch)?;
    let write = match shelf.replace {
        true => edition::write_over,
        false => edition::write_new,
    };
    Ok(write(&print, shelf.title, format, shelf.path)?)
}

/// A folder that the window names. The window knows no folder to begin at.
fn from_root(folder: &Path) -> Answer<PathBuf> {
    match folder.is_absolute() {
        true => Ok(folder.to_owned()),
        false => Err(refused(
            "the folder is named from the root of its disk; nothing was done",
        )),
    }
}

#[cfg(test)]
mod tests {
    use newsroom::error::Kind;

    use super::*;

    #[test]
    fn one_chore_is_done_at_a_time() {
        let chores = Chores::default();
        let turn = chores.begin(Some(ChoreName::Verify)).unwrap();
        for name in [Some(ChoreName::Export), Some(ChoreName::Verify), None] {
            let Err(complaint) = chores.begin(name) else {
                panic!("a second chore was begun");
            };
            assert_eq!(complaint.kind, Kind::Refused);
            assert!(
                complaint.message.contains("is being verified"),
                "{complaint:?}"
            );
        }
        assert!(!turn.stop.load(Ordering::Relaxed));
        chores.stop();
        assert!(turn.stop.load(Ordering::Relaxed));
        drop(turn);
        // What was asked of the last one is not asked of the next.
        let next = chores.alone().unwrap();
        assert!(!next.stop.load(Ordering::Relaxed));
        drop(next);
        chores.stop();
    }

    #[test]
    fn news_of_a_chore_comes_at_most_ten_times_a_second() {
        let heard = Mutex::new(Vec::new());
        let stop = AtomicBool::new(false);
        let told = Told {
            name: ChoreName::Export,
            stop: &stop,
            ring: &|chore| heard.lock().unwrap().push(chore),
            last: Mutex::default(),
        };
        let begun = Instant::now();
        for done in 0..10_000 {
            assert!(told.hear((done, 10_000)).is_continue());
        }
        let most = begun.elapsed().as_millis() / NEWS_EVERY.as_millis() + 1;
        let news = heard.lock().unwrap().len() as u128;
        assert!((1..=most).contains(&news), "{news} times");
        let first = heard.lock().unwrap()[0];
        assert_eq!((first.done, first.of), (0, Some(10_000)));
        stop.store(true, Ordering::Relaxed);
        assert!(told.hear((1, 2)).is_break());
    }
}

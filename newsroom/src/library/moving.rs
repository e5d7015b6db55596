//! A library that goes to another folder: copied, looked through, and only then left.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use super::{Library, Progress, trouble};
use crate::{Error, Result};

impl Library {
    /// Copies the whole library with its backups into a new or empty folder, looks through the copy, and hands
    /// over to `then`, which opens it in this one's place. Until then, nobody writes to this one. It stays
    /// where it is, and as it is.
    ///
    /// # Errors
    /// If the folder holds something, lies in the library's own or cannot be written, the copy is not what the
    /// library holds, another program wrote to the library meanwhile, `then` fails, or `look` ends it. The
    /// copy is then taken away, and nothing has changed.
    pub fn move_to<T>(
        &self,
        folder: &Path,
        mut look: impl FnMut(Progress) -> ControlFlow<()>,
        then: impl FnOnce() -> Result<T>,
    ) -> Result<T> {
        self.refuse_within(folder)?;
        let before = self.changes_by_others()?;
        self.copy_to(folder, &mut look)?;
        let moved = self
            .copy_backups(folder, &mut look)
            .and_then(|()| self.compare_with(folder, &mut look))
            .and_then(|()| self.hand_over(before, then));
        if moved.is_err() {
            // It was empty: all that is in it is ours.
            let _cleared = fs::remove_dir_all(folder);
        }
        moved
    }

    /// Whoever throws the old folder away later would throw the new one away with it.
    fn refuse_within(&self, folder: &Path) -> Result<()> {
        let own = self.folder.canonicalize();
        let own = own.map_err(|error| trouble::no_folder(&self.folder, &error))?;
        let there = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        let mut above = there.ancestors().filter_map(|at| at.canonicalize().ok());
        match above.next().is_some_and(|real| real.starts_with(&own)) {
            true => Err(Error::File {
                path: folder.to_owned(),
                why: "lies in the library's own folder; nothing was changed; choose one elsewhere"
                    .to_owned(),
            }),
            false => Ok(()),
        }
    }

    fn copy_backups(
        &self,
        folder: &Path,
        look: &mut impl FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<()> {
        let backups = Library::backups(&self.folder)?;
        let all = backups.len() as u64;
        let to = folder.join("backups");
        for (done, backup) in backups.iter().enumerate() {
            go_on(look((done as u64, all)))?;
            fs::create_dir_all(&to).map_err(|error| trouble::no_folder(&to, &error))?;
            let name = backup.file.file_name().unwrap_or_default();
            let copied = fs::copy(&backup.file, to.join(name));
            let copied = copied.map_err(|error| trouble::no_folder(&to, &error))?;
            if copied != backup.bytes {
                return Err(not_the_same("a backup came out shorter than it is"));
            }
        }
        Ok(())
    }

    /// Refuses a copy with something wrong that is not wrong with the library itself.
    fn compare_with(
        &self,
        folder: &Path,
        look: &mut impl FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<()> {
        let copy = Library::read_only(folder)?.verify(&mut *look)?;
        if copy.findings.is_empty() {
            return Ok(());
        }
        let own = self.verify(look)?;
        match copy
            .findings
            .iter()
            .find(|found| !own.findings.contains(found))
        {
            None => Ok(()),
            Some(found) => Err(not_the_same(&format!("{}: {}", found.place, found.what))),
        }
    }

    /// While this one is held, the other takes its place.
    fn hand_over<T>(&self, before: i64, then: impl FnOnce() -> Result<T>) -> Result<T> {
        let writer = self.writer.lock();
        writer.conn().execute_batch("BEGIN IMMEDIATE")?;
        let done = match self.changes_by_others() {
            Ok(now) if now == before => then(),
            Ok(_) => Err(Error::Library(
                "another program wrote to the library while it was copied; nothing was moved; try again \
                 when it is done"
                    .to_owned(),
            )),
            Err(error) => Err(error),
        };
        // It wrote nothing; whatever becomes of this, the file is as it was.
        let _ended = writer.conn().execute_batch("ROLLBACK");
        done
    }
}

fn go_on(heard: ControlFlow<()>) -> Result<()> {
    match heard {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Error::Refused(
            "copying was stopped; nothing was kept of it".to_owned(),
        )),
    }
}

fn not_the_same(what: &str) -> Error {
    Error::Library(format!(
        "the copy is not what the library holds ({what}); nothing was moved, and the copy was taken away"
    ))
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use chrono::{DateTime, Utc};
    use tempfile::TempDir;

    use super::*;
    use crate::library::samples;

    const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;

    fn on(_: Progress) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }

    fn library() -> (TempDir, PathBuf, Library) {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("news");
        let library = Library::open(&folder).unwrap();
        samples::keep(&library, NOW).unwrap();
        library.back_up(NOW, on).unwrap();
        (place, folder, library)
    }

    #[test]
    fn a_library_goes_with_all_it_has_and_the_old_one_stays() {
        let (place, folder, library) = library();
        let there = place.path().join("other disk/news");
        let stories = library.move_to(&there, on, || {
            let moved = Library::open(&there)?;
            moved.acts().undo()?;
            moved.acts().redo()?;
            moved.verify(on)
        });
        let verified = stories.unwrap();
        assert!(verified.findings.is_empty(), "{:?}", verified.findings);
        assert_eq!(verified.texts, library.verify(on).unwrap().texts);
        assert!(verified.texts > 0 && verified.pages > 0);
        assert_eq!(Library::backups(&there).unwrap().len(), 1);
        assert_eq!(Library::backups(&folder).unwrap().len(), 1);
        samples::keep(&library, NOW).unwrap();
    }

    #[test]
    fn a_move_that_fails_changes_nothing() {
        let (place, folder, library) = library();
        let never = || -> Result<()> { panic!("the library was handed over") };
        let held = place.path().join("held");
        fs::create_dir(&held).unwrap();
        fs::write(held.join("letter.txt"), "Dear reader").unwrap();
        let file = place.path().join("file");
        fs::write(&file, "").unwrap();
        for (there, wanted) in [
            (held.clone(), "holds something already"),
            (file.clone(), "is a file"),
            (folder.clone(), "lies in the library's own folder"),
            (folder.join("inside"), "lies in the library's own folder"),
            (
                folder.join("pictures/../inside"),
                "lies in the library's own folder",
            ),
        ] {
            let error = library.move_to(&there, on, never).unwrap_err().to_string();
            assert!(error.contains(wanted), "{error}");
        }
        assert!(held.join("letter.txt").is_file() && file.is_file());
        assert!(!folder.join("inside").exists());

        let there = place.path().join("there");
        let stop = |_| ControlFlow::Break(());
        library.move_to(&there, stop, never).unwrap_err();
        assert!(!there.exists(), "half a copy was left");

        let refused = || Err::<(), _>(Error::Library("no".to_owned()));
        library.move_to(&there, on, refused).unwrap_err();
        assert!(!there.exists(), "a copy that nobody opened was left");

        let other = Library::open(&folder).unwrap();
        let meanwhile = |_| {
            other
                .topics()
                .make(&format!("Trams {}", rand()), NOW)
                .unwrap();
            ControlFlow::Continue(())
        };
        let error = library.move_to(&there, meanwhile, never).unwrap_err();
        assert!(
            error.to_string().contains("another program wrote"),
            "{error}"
        );
        assert!(!there.exists());
        assert!(library.verify(on).unwrap().findings.is_empty());
    }

    /// A name that was not there.
    fn rand() -> usize {
        use std::sync::atomic::{AtomicUsize, Ordering};
        static LAST: AtomicUsize = AtomicUsize::new(0);
        LAST.fetch_add(1, Ordering::Relaxed)
    }
}

//! Which library is open: the one that a person names, else the one that was open last; another one in its
//! place; the same one in another folder.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use newsroom::chore::ChoreName;
use newsroom::error::Complaint;
use newsroom::settings;
use newsroom::shelf::Holding;
use newsroom::{Error, Library};

use crate::chores::{self, Told};
use crate::desk::{Answer, Desk, Open, refused};
use crate::jobs;

/// Where a library is to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    folder: PathBuf,
    /// Whether one was there before. Where its disk is missing, a new one would hide that it is.
    known: bool,
}

impl Place {
    /// A folder that a person names. A new one becomes a library.
    fn named(folder: &Path) -> Answer<Place> {
        Ok(Place {
            folder: whole_path(folder)?,
            known: false,
        })
    }

    /// The folder of a library that was open.
    pub(crate) fn known(folder: impl Into<PathBuf>) -> Place {
        Place {
            folder: folder.into(),
            known: true,
        }
    }

    /// Where the desk begins: where a person says, else where it was last, else where the system keeps such
    /// things.
    pub(crate) fn to_begin(named: Option<&Path>, settings: &Answer<PathBuf>) -> Answer<Place> {
        if let Some(folder) = named {
            return Place::named(folder);
        }
        let usual = Library::default_folder();
        let last = settings.as_ref().ok().and_then(|settings| {
            // A damaged file is put aside later, when there is a window to say so.
            let kept = settings::peek(settings)?;
            kept.libraries.into_iter().next()
        });
        match (last, usual) {
            (Some(last), usual) if usual.as_ref().ok() != Some(&last) => Ok(Place::known(last)),
            (_, usual) => Place::named(&usual?),
        }
    }

    /// The folder.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Opens the library there.
    pub(crate) fn open(&self) -> Answer<Arc<Open>> {
        if self.known && !self.folder.join("library.db").is_file() {
            return Err(Error::Missing(format!(
                "the library that was open here is not in {}: it was moved, or its disk is not there; \
                 nothing was changed; connect the disk and try again, or open another library",
                self.folder.display()
            ))
            .into());
        }
        Open::at(&self.folder)
    }
}

fn whole_path(folder: &Path) -> Answer<PathBuf> {
    if folder.as_os_str().is_empty() {
        return Err(refused("no folder was named; nothing was changed"));
    }
    std::path::absolute(folder).map_err(|error| {
        refused(&format!(
            "{} is no folder: {error}; nothing was changed",
            folder.display()
        ))
    })
}

/// A folder that the window names. The window knows no folder to begin at.
fn from_window(folder: &Path) -> Answer<PathBuf> {
    match folder.is_absolute() {
        true => whole_path(folder),
        false => Err(refused(
            "a library's folder is named from the root of its disk; nothing was changed",
        )),
    }
}

/// Opens another library in the place of this one. It is opened first: refused, nothing has happened to this
/// one. What is being clipped is cancelled then, and its links stay here.
pub(crate) fn open(desk: &Arc<Desk>, folder: &Path) -> Answer<Holding> {
    let folder = from_window(folder)?;
    if let Ok(open) = desk.opened() {
        let holding = open.library.holding();
        if same(Path::new(&holding.folder), &folder) {
            return Ok(holding);
        }
    }
    let _alone = desk.chores.alone()?;
    desk.wait_for_left();
    let place = Place {
        known: desk.kept().libraries.contains(&folder),
        folder,
    };
    let next = place.open()?;
    let leaving = jobs::leave(desk, "another library was opened");
    let holding = desk.seat(next);
    leaving.gone();
    Ok(holding)
}

fn same(one: &Path, other: &Path) -> bool {
    one == other
        || matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// Moves the open library into another folder. The old one is kept.
pub(crate) async fn r#move(desk: &Arc<Desk>, to: &Path) -> Answer<Holding> {
    let to = from_window(to)?;
    chores::run(desk, ChoreName::Move, move |desk, told| {
        moved(desk, &to, told)
    })
    .await
}

fn moved(desk: &Arc<Desk>, to: &Path, told: &Told<'_>) -> Answer<Holding> {
    let before = desk.opened()?;
    let leaving = jobs::leave(desk, "the library was moved");
    let still = desk.keep_still();
    let mut next = None;
    let moved = before.library.move_to(
        to,
        |how_far| told.hear(how_far),
        || {
            // The new one is in place before anybody can write to the old one again.
            let open = Open::at(to).map_err(again)?;
            next = Some(desk.seat(open));
            Ok(())
        },
    );
    drop(still);
    match (moved, next) {
        (Ok(()), Some(holding)) => {
            leaving.gone();
            desk.warn(vec![format!(
                "the library is in {} now; the old folder {} is kept as it was, and can be thrown away",
                holding.folder,
                before.library.holding().folder
            )]);
            Ok(holding)
        }
        (Err(error), _) => Err(Complaint::from(error)),
        (Ok(()), None) => Err(refused("the library was not moved")),
    }
}

/// A complaint as the engine's own error.
fn again(complaint: Complaint) -> Error {
    Error::Library(complaint.message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_desk_begins_where_it_was_last() {
        let place = tempfile::tempdir().unwrap();
        let settings: Answer<PathBuf> = Ok(place.path().join("settings"));
        let named = place.path().join("named");
        let usual = Place::to_begin(None, &settings).unwrap();
        assert!(!usual.known);

        let last = place.path().join("last");
        settings::change(settings.as_ref().unwrap(), |kept| kept.opened(&last)).unwrap();
        assert_eq!(Place::to_begin(None, &settings), Ok(Place::known(&last)));
        let asked = Place::to_begin(Some(&named), &settings).unwrap();
        assert_eq!((asked.folder(), asked.known), (named.as_path(), false));
        // Where the usual one was last, a new one may be made as ever.
        settings::change(settings.as_ref().unwrap(), |kept| {
            kept.opened(usual.folder())
        })
        .unwrap();
        assert_eq!(Place::to_begin(None, &settings), Ok(usual));
    }

    #[test]
    fn a_library_whose_disk_is_missing_is_not_made_anew() {
        let place = tempfile::tempdir().unwrap();
        for folder in [place.path().to_owned(), place.path().join("gone/news")] {
            let Err(complaint) = Place::known(&folder).open() else {
                panic!("{} was opened", folder.display());
            };
            assert!(
                complaint.message.contains("open here is not in"),
                "{complaint:?}"
            );
        }
        assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 0);
    }

    #[test]
    fn the_window_names_whole_paths() {
        for wrong in ["", "news", "../news", "./news", "~/news"] {
            assert!(from_window(Path::new(wrong)).is_err(), "{wrong}");
        }
        assert!(from_window(&std::env::temp_dir()).is_ok());
    }
}

//! A whole library as a folder of plain files that any program can read, and such a folder taken in.
//!
//! Nothing is lost on the way: into an empty library an export comes back with its numbers, moments and
//! history; into one that holds stories it is merged. The format is `docs/formats/library-export.md`.

mod check;
mod collected;
mod evidence;
mod folder;
mod lines;
mod manifest;
mod merge;
mod put;
mod taken;
#[cfg(test)]
mod tests;
mod told;
mod whole;
mod written;

use std::fs;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{Library, trouble};
use crate::{Error, Result};

pub use taken::TakenIn;

/// How far an export or an import is. `of` is what is known of the whole; a library that is written
/// meanwhile may have a little more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HowFar {
    /// What is being done.
    pub step: Step,
    /// How many of them are done.
    pub done: u64,
    /// How many there are.
    pub of: u64,
}

/// What an export or an import is doing, in the order in which it does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Comparing the files of an export with its manifest, and reading them once.
    Checking,
    /// The pages as they were received.
    Snapshots,
    /// The pictures.
    Pictures,
    /// The stories.
    Stories,
    /// The editions that were set.
    Editions,
    /// What was done, row by row.
    History,
}

/// Says how far it is, now and then, and asks whether to go on.
type Heard<'a> = &'a dyn Fn(HowFar) -> ControlFlow<()>;

/// Often enough for an eye, and seldom enough to cost nothing.
const EVERY: u64 = 256;

/// What an export wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Exported {
    /// Where it lies.
    pub folder: PathBuf,
    /// Stories, those in the bin included.
    pub stories: u64,
    /// What pages said, all versions of them.
    pub clippings: u64,
    /// Pages as they were received.
    pub snapshots: u64,
    /// Pictures.
    pub pictures: u64,
    /// Collections.
    pub collections: u64,
    /// Editions that were set.
    pub editions: u64,
    /// Acts of the history.
    pub acts: u64,
    /// All files together, in bytes.
    pub bytes: u64,
    /// What could not be exported because it is damaged, a sentence each; at most 10,000.
    pub damaged: Vec<String>,
    /// How many things are damaged in all.
    pub damaged_count: u64,
}

impl Library {
    /// Writes the whole library into a folder, new or empty, as it is at this moment. The manifest is
    /// written last: a folder without one is unfinished. Damaged texts and evidence are named in the
    /// answer, and the others are written.
    ///
    /// # Errors
    /// If the folder holds something or cannot be written, or `heard` answers [`ControlFlow::Break`];
    /// then what was written is removed again, and the library is as it was.
    pub fn export(&self, to: &Path, now: DateTime<Utc>, heard: Heard<'_>) -> Result<Exported> {
        fs::create_dir_all(to).map_err(|error| trouble::no_folder(to, &error))?;
        let unread = |error: io::Error| failed(to, &error);
        if fs::read_dir(to).map_err(unread)?.next().is_some() {
            return Err(Error::Refused(format!(
                "the folder {} is not empty, and nothing was written; choose a new one (what an export \
                 that broke off left behind can be deleted: it has no manifest.json)",
                to.display()
            )));
        }
        let done = told::all(self, to, now, heard);
        if done.is_err() {
            // It was empty before, and nobody is to take half of it for an export.
            told::sweep(to);
        }
        done
    }
}

/// A file of an export that could not be written.
fn failed(path: &Path, error: &io::Error) -> Error {
    let why = match error.kind() {
        io::ErrorKind::StorageFull => {
            "the disk is full; nothing was exported; make room, or choose another disk".to_owned()
        }
        _ => format!("could not be written, and nothing was exported: {error}"),
    };
    Error::File {
        path: path.to_owned(),
        why,
    }
}

/// Says how far it is, and stops if nobody wants the rest.
fn tell(heard: Heard<'_>, step: Step, done: u64, of: u64, stopped: &str) -> Result<()> {
    if !done.is_multiple_of(EVERY) && done != of {
        return Ok(());
    }
    match heard(HowFar { step, done, of }) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Error::Refused(stopped.to_owned())),
    }
}

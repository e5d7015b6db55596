//! The folder of one bench: what it is set up for, both sides' files, and the questions.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::desk;
use crate::fill::Filled;
use crate::peer;
use crate::plan::Questions;

/// The folder.
#[derive(Debug)]
pub(crate) struct Folder(PathBuf);

/// What a bench is set up for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Setup {
    pub(crate) seed: u64,
    pub(crate) stories: u64,
    pub(crate) peer_stories: u64,
    /// The number of the next story that neither side holds.
    pub(crate) next: u64,
    /// How the filling went, once it is done.
    pub(crate) desk: Option<Filled>,
    pub(crate) peer: Option<Filled>,
}

/// Who is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Desk,
    Peer,
}

impl Side {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Side::Desk => "desk",
            Side::Peer => "peer",
        }
    }

    pub(crate) fn named(name: &str) -> Result<Side> {
        match name {
            "desk" => Ok(Side::Desk),
            "peer" => Ok(Side::Peer),
            _ => bail!("`{name}` is neither desk nor peer"),
        }
    }
}

impl Setup {
    /// How many stories a side is filled with.
    pub(crate) fn stories_of(&self, side: Side) -> u64 {
        match side {
            Side::Desk => self.stories,
            Side::Peer => self.peer_stories,
        }
    }

    /// How its filling went.
    pub(crate) fn filled(&mut self, side: Side) -> &mut Option<Filled> {
        match side {
            Side::Desk => &mut self.desk,
            Side::Peer => &mut self.peer,
        }
    }
}

/// A side's bytes on disk.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Disk {
    /// What is searched and listed.
    pub(crate) stories: u64,
    /// The evidence, and pictures.
    pub(crate) evidence: u64,
}

impl Folder {
    pub(crate) fn at(path: &Path) -> Folder {
        Folder(path.to_owned())
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Takes the folder for a bench, or takes up the one that it was left with.
    ///
    /// # Errors
    /// If it holds another bench, or something else.
    pub(crate) fn prepare(&self, wanted: &Setup) -> Result<Setup> {
        fs::create_dir_all(&self.0)?;
        let place = self.0.display();
        if !self.0.join(SETUP).exists() {
            if fs::read_dir(&self.0)?.next().is_some() {
                bail!("{place} holds something that is no bench; name a new or an empty folder");
            }
            self.keep_setup(wanted)?;
        }
        let found = self.setup()?;
        if (found.seed, found.stories) != (wanted.seed, wanted.stories) {
            bail!(
                "{place} holds a bench of {} stories from seed {}; name another folder, or ask for these",
                found.stories,
                found.seed
            );
        }
        Ok(found)
    }

    pub(crate) fn setup(&self) -> Result<Setup> {
        self.read(SETUP)
    }

    pub(crate) fn keep_setup(&self, setup: &Setup) -> Result<()> {
        self.write(SETUP, setup)
    }

    pub(crate) fn questions(&self) -> Result<Questions> {
        self.read(QUESTIONS)
    }

    pub(crate) fn keep_questions(&self, questions: &Questions) -> Result<()> {
        self.write(QUESTIONS, questions)
    }

    /// Takes away what an earlier filling left that did not come to its end.
    pub(crate) fn clear(&self, side: Side) -> Result<()> {
        match side {
            Side::Desk => {
                let library = self.0.join(desk::FOLDER);
                if library.exists() {
                    fs::remove_dir_all(library)?;
                }
            }
            Side::Peer => {
                for file in fs::read_dir(&self.0)?.flatten() {
                    if file.file_name().to_string_lossy().starts_with(peer::FILE) {
                        fs::remove_file(file.path())?;
                    }
                }
            }
        }
        Ok(())
    }

    /// What a side takes on disk now.
    pub(crate) fn disk(&self, side: Side) -> Result<Disk> {
        Ok(match side {
            Side::Desk => {
                let library = self.0.join(desk::FOLDER);
                let stories = bytes(&library, &|path| {
                    path.starts_with(library.join("search")) || named(path, "library.db")
                })?;
                let evidence = bytes(&library, &|path| {
                    path.starts_with(library.join("pictures")) || named(path, "snapshots.db")
                })?;
                Disk { stories, evidence }
            }
            Side::Peer => Disk {
                stories: bytes(&self.0, &|path| named(path, peer::FILE))?,
                evidence: 0,
            },
        })
    }

    fn read<T: DeserializeOwned>(&self, name: &str) -> Result<T> {
        let path = self.0.join(name);
        let text = fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        Ok(serde_json::from_slice(&text)?)
    }

    fn write(&self, name: &str, value: &impl Serialize) -> Result<()> {
        let path = self.0.join(name);
        let text = serde_json::to_vec(value)?;
        fs::write(&path, text).with_context(|| format!("{} cannot be written", path.display()))
    }
}

const SETUP: &str = "bench.json";
const QUESTIONS: &str = "questions.json";

fn named(path: &Path, start: &str) -> bool {
    path.file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with(start))
}

/// The bytes of all files in a folder, however deep, that count.
fn bytes(folder: &Path, counts: &impl Fn(&Path) -> bool) -> Result<u64> {
    let mut sum = 0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let about = fs::symlink_metadata(&path)?;
        if about.is_dir() {
            sum += bytes(&path, counts)?;
        } else if counts(&path) {
            sum += about.len();
        }
    }
    Ok(sum)
}

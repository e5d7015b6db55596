//! The folder of an export as it is read: nothing outside it is opened, and nothing larger than it may be
//! is held.

use std::cell::RefCell;
use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::marker::PhantomData;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::manifest::Listed;
use crate::{Error, Result};

/// The longest line that is written and read, in bytes: a story with ten texts of the largest page.
pub(super) const LONGEST_LINE: u64 = 1 << 30;
/// The largest manifest. Ten thousand damaged things are named in one megabyte.
const LARGEST_MANIFEST: u64 = 16 << 20;

/// The folder of an export.
pub(super) struct Folder {
    path: PathBuf,
    /// The folders within that are known to be folders, and no way out.
    known: RefCell<HashSet<PathBuf>>,
}

impl Folder {
    pub(super) fn at(path: &Path) -> Folder {
        Folder {
            path: path.to_owned(),
            known: RefCell::default(),
        }
    }

    /// The whole folder is not to be had.
    pub(super) fn refused(&self, why: &str) -> Error {
        Error::File {
            path: self.path.clone(),
            why: why.to_owned(),
        }
    }

    /// Something is wrong with one of its files.
    pub(super) fn wrong(&self, name: &str, why: &str) -> Error {
        Error::File {
            path: self.path.join(name),
            why: why.to_owned(),
        }
    }

    /// Opens a file by a name that is ours; `None` if there is none. What leads elsewhere is refused.
    fn open(&self, name: &str) -> Result<Option<File>> {
        let mut path = self.path.clone();
        let mut parts = name.split('/').peekable();
        while let Some(part) = parts.next() {
            path.push(part);
            let folder = parts.peek().is_some();
            if folder && self.known.borrow().contains(&path) {
                continue;
            }
            let found = match fs::symlink_metadata(&path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
                found => found
                    .map_err(|error| self.unread(name, &error))?
                    .file_type(),
            };
            if found.is_symlink() {
                return Err(self.wrong(
                    name,
                    "it is a link to somewhere else, and was not followed; nothing was changed",
                ));
            }
            match folder {
                true if found.is_dir() => drop(self.known.borrow_mut().insert(path.clone())),
                false if found.is_file() => {}
                _ => return Err(self.wrong(name, "it is no file; nothing was changed")),
            }
        }
        File::open(&path)
            .map(Some)
            .map_err(|error| self.unread(name, &error))
    }

    fn unread(&self, name: &str, error: &io::Error) -> Error {
        self.wrong(name, &format!("it cannot be read: {error}"))
    }

    fn gone(&self, name: &str) -> Error {
        self.wrong(
            name,
            "it is missing from the export; nothing was changed; copy the export once more",
        )
    }

    /// A file that is small by nature; `None` if there is none.
    pub(super) fn small(&self, name: &str) -> Result<Option<Vec<u8>>> {
        let Some(file) = self.open(name)? else {
            return Ok(None);
        };
        self.most(name, file, LARGEST_MANIFEST).map(Some)
    }

    /// A file of at most so many bytes.
    pub(super) fn bytes(&self, name: &str, most: u64) -> Result<Vec<u8>> {
        let file = self.open(name)?.ok_or_else(|| self.gone(name))?;
        self.most(name, file, most)
    }

    fn most(&self, name: &str, file: File, most: u64) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let read = file.take(most + 1).read_to_end(&mut bytes);
        read.map_err(|error| self.unread(name, &error))?;
        match bytes.len() as u64 > most {
            true => Err(self.wrong(
                name,
                &format!("it is larger than {most} bytes; nothing was changed"),
            )),
            false => Ok(bytes),
        }
    }

    /// Compares a file with what the manifest says of it.
    pub(super) fn check(&self, name: &str, listed: &Listed) -> Result<()> {
        let mut file = self.open(name)?.ok_or_else(|| self.gone(name))?;
        let mut hash = Sha256::new();
        let mut buffer = vec![0; 1 << 16];
        let mut size = 0_u64;
        loop {
            let read = file
                .read(&mut buffer)
                .map_err(|error| self.unread(name, &error))?;
            let Some(part) = buffer.get(..read).filter(|part| !part.is_empty()) else {
                break;
            };
            hash.update(part);
            size += read as u64;
            if size > listed.bytes {
                break;
            }
        }
        let hash: String = hash
            .finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        match size == listed.bytes && hash == listed.sha256 {
            true => Ok(()),
            false => Err(self.wrong(
                name,
                "it is not what the manifest says it is (its hash or size differs); nothing was changed; \
                 copy the export once more",
            )),
        }
    }

    /// The lines of a file, from the first.
    pub(super) fn lines<T>(&self, name: &'static str) -> Result<Lines<'_, T>> {
        let file = self.open(name)?.ok_or_else(|| self.gone(name))?;
        Ok(Lines {
            folder: self,
            name,
            input: BufReader::with_capacity(1 << 16, file),
            buffer: Vec::new(),
            number: 0,
            of: PhantomData,
        })
    }
}

/// The lines of one file, read as they are asked for.
pub(super) struct Lines<'f, T> {
    folder: &'f Folder,
    name: &'static str,
    input: BufReader<File>,
    buffer: Vec<u8>,
    number: u64,
    of: PhantomData<T>,
}

impl<T: DeserializeOwned> Lines<'_, T> {
    /// The next line; `None` after the last.
    pub(super) fn next(&mut self) -> Result<Option<T>> {
        self.buffer.clear();
        // What one long line took is not kept for all the others.
        self.buffer.shrink_to(1 << 20);
        let line = (&mut self.input).take(LONGEST_LINE + 1);
        let read = { line }.read_until(b'\n', &mut self.buffer);
        if read.map_err(|error| self.folder.unread(self.name, &error))? == 0 {
            return Ok(None);
        }
        self.number += 1;
        if self.buffer.len() as u64 > LONGEST_LINE {
            return Err(self.wrong(&format!("is longer than {LONGEST_LINE} bytes")));
        }
        let line = serde_json::from_slice(&self.buffer);
        line.map(Some)
            .map_err(|error| self.wrong(&format!("cannot be read ({error})")))
    }

    /// How many bytes the line that was read last has.
    pub(super) fn size(&self) -> usize {
        self.buffer.len()
    }

    /// How many lines were read.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// Something is wrong with the line that was read last.
    pub(super) fn wrong(&self, why: &str) -> Error {
        let why = format!("line {} {why}; nothing of it was taken in", self.number);
        self.folder.wrong(self.name, &why)
    }
}

//! Files of an export as they are written: lines that are counted and hashed on their way.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::failed;
use super::folder::LONGEST_LINE;
use super::manifest::{Listed, MOST_NAMED};
use crate::{Error, Result};

/// A file of lines under way.
pub(super) struct Written {
    path: PathBuf,
    out: BufWriter<File>,
    hash: Sha256,
    line: Vec<u8>,
    listed: Listed,
}

impl Written {
    pub(super) fn new(folder: &Path, name: &str) -> Result<Written> {
        let path = folder.join(name);
        let file = File::create_new(&path).map_err(|error| failed(&path, &error))?;
        Ok(Written {
            path,
            out: BufWriter::with_capacity(1 << 18, file),
            hash: Sha256::new(),
            line: Vec::new(),
            listed: Listed {
                lines: 0,
                bytes: 0,
                sha256: String::new(),
            },
        })
    }

    /// Writes one line. Answers `false` for one that is longer than is ever read; it is not written.
    pub(super) fn line(&mut self, value: &impl Serialize) -> Result<bool> {
        self.line.clear();
        self.line.shrink_to(1 << 20);
        serde_json::to_writer(&mut self.line, value).map_err(|error| {
            Error::Library(format!(
                "a line of the export could not be written: {error}"
            ))
        })?;
        self.line.push(b'\n');
        if self.line.len() as u64 > LONGEST_LINE {
            return Ok(false);
        }
        self.hash.update(&self.line);
        let done = self.out.write_all(&self.line);
        done.map_err(|error| failed(&self.path, &error))?;
        self.listed.lines += 1;
        self.listed.bytes += self.line.len() as u64;
        Ok(true)
    }

    /// How many lines were written.
    pub(super) fn lines(&self) -> u64 {
        self.listed.lines
    }

    /// Ends the file: when this answers, it is on the disk.
    pub(super) fn end(mut self) -> Result<Listed> {
        let done = self
            .out
            .flush()
            .and_then(|()| self.out.get_ref().sync_all());
        done.map_err(|error| failed(&self.path, &error))?;
        let hash = self.hash.finalize();
        self.listed.sha256 = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(self.listed)
    }
}

/// What is damaged: the first of it by name, all of it by number.
#[derive(Default)]
pub(super) struct Damaged {
    pub(super) named: Vec<String>,
    pub(super) count: u64,
}

impl Damaged {
    pub(super) fn note(&mut self, what: String) {
        self.count += 1;
        if self.named.len() < MOST_NAMED {
            self.named.push(what);
        }
    }
}

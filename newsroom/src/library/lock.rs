//! One desk at a time on one library.

use std::fs::{File, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

use super::{folders, trouble};
use crate::{Error, Result};

/// What stands in the file while a desk is open. It is taken out when the desk is closed in order.
const OPEN: &[u8] = b"open";

/// Held by a desk as long as it is open. The command line may work beside it.
///
/// The lock is the system's own on a file, so that it ends with the process however that ends.
#[derive(Debug)]
pub struct DeskLock {
    file: File,
    ended_badly: bool,
}

impl DeskLock {
    /// Takes the place at the desk of a library's folder.
    ///
    /// # Errors
    /// Refuses, naming the folder, while another desk has it open, or if it cannot be written.
    pub fn take(folder: &Path) -> Result<DeskLock> {
        let failed = |error| trouble::no_folder(folder, &error);
        folders::make(folder).map_err(failed)?;
        let path = folder.join("desk.lock");
        let mut file = File::options()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(path)
            .map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(Error::Refused(format!(
                    "the library in {} is open on another desk; close that one, or choose another folder",
                    folder.display()
                )));
            }
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
        let mut left = Vec::new();
        file.read_to_end(&mut left).map_err(failed)?;
        let lock = DeskLock {
            file,
            ended_badly: left == OPEN,
        };
        lock.write(OPEN).map_err(failed)?;
        Ok(lock)
    }

    /// Whether a desk has the library in a folder open. A moment later that may not be so.
    pub fn is_taken(folder: &Path) -> bool {
        let file = File::open(folder.join("desk.lock"));
        // The lock that is tried goes with the file.
        file.is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)))
    }

    /// Whether the desk that was here last did not close in order: the library is to be looked through
    /// (see [`crate::Library::check`]).
    pub fn ended_badly(&self) -> bool {
        self.ended_badly
    }

    /// Notes that the desk is closed in order. The place is kept until the process ends or this is dropped.
    /// Where it cannot be noted the next desk looks through the library, which harms nobody.
    pub fn close(&self) {
        let _ = self.write(b"");
    }

    fn write(&self, words: &[u8]) -> std::io::Result<()> {
        let mut file = &self.file;
        file.set_len(0)?;
        file.rewind()?;
        file.write_all(words)?;
        file.sync_data()
    }
}

impl Drop for DeskLock {
    fn drop(&mut self) {
        self.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whether_a_desk_is_open_is_seen_without_a_trace() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!DeskLock::is_taken(folder.path()));
        assert!(!folder.path().join("desk.lock").exists());
        let lock = DeskLock::take(folder.path()).unwrap();
        assert!(DeskLock::is_taken(folder.path()));
        let words = std::fs::read(folder.path().join("desk.lock")).unwrap();
        assert_eq!(words, OPEN);
        drop(lock);
        assert!(!DeskLock::is_taken(folder.path()));
    }
}

//! One desk at a time on one library.

use std::fs::{File, TryLockError};
use std::path::Path;

use super::trouble;
use crate::{Error, Result};

/// Held by a desk as long as it is open. The command line may work beside it.
///
/// The lock is the system's own on a file, so that it ends with the process however that ends.
#[derive(Debug)]
pub struct DeskLock {
    _file: File,
}

impl DeskLock {
    /// Takes the place at the desk of a library's folder.
    ///
    /// # Errors
    /// Refuses, naming the folder, while another desk has it open, or if it cannot be written.
    pub fn take(folder: &Path) -> Result<DeskLock> {
        let failed = |error| trouble::no_folder(folder, &error);
        std::fs::create_dir_all(folder).map_err(failed)?;
        let path = folder.join("desk.lock");
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(path)
            .map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(DeskLock { _file: file }),
            Err(TryLockError::WouldBlock) => Err(Error::Refused(format!(
                "the library in {} is open on another desk; close that one, or choose another folder",
                folder.display()
            ))),
            Err(TryLockError::Error(error)) => Err(failed(error)),
        }
    }
}

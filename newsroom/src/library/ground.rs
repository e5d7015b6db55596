//! Whether an open library is still where it was opened.
//!
//! A folder can be moved, thrown away, unmounted or replaced while a library in it is open. The system then
//! lets the files be written as before, though nobody will ever find what was written into them.

use std::path::{Path, PathBuf};

use crate::{Error, Result};

/// The file of an open library, and which one it was when it was opened.
#[derive(Debug)]
pub(super) struct Ground {
    file: PathBuf,
    opened: Option<Identity>,
}

/// What tells a file from another one at the same place: its device and number.
type Identity = (u64, u64);

impl Ground {
    /// The file as it is now.
    pub(super) fn of(file: &Path) -> Ground {
        Ground {
            file: file.to_owned(),
            opened: identity(file),
        }
    }

    /// Refuses to write to a library that is not there any more.
    ///
    /// # Errors
    /// If the file is gone, or is another one.
    pub(super) fn holds(&self) -> Result<()> {
        if self.opened.is_none() || identity(&self.file) == self.opened {
            return Ok(());
        }
        let folder = self.file.parent().unwrap_or(&self.file).display();
        Err(Error::Library(format!(
            "the library is no longer in {folder}: since it was opened, it was moved, thrown away or \
             replaced, or its disk was taken out; nothing more was written; put it back, or open it where \
             it is now"
        )))
    }
}

/// None where the system tells no files apart; one that is open cannot be moved or thrown away there.
fn identity(file: &Path) -> Option<Identity> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let known = file.metadata().ok()?;
        Some((known.dev(), known.ino()))
    }
    #[cfg(not(unix))]
    {
        let _ = file;
        None
    }
}

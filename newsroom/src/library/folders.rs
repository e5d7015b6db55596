//! Folders that are there after a power cut: a name is on the disk when the folder that holds it is.

use std::fs::{self, File};
use std::io;
use std::path::Path;

/// Makes a folder and those above it, each written down before anything is put into it.
pub(super) fn make(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    if let Some(above) = folder
        .parent()
        .filter(|above| !above.as_os_str().is_empty())
    {
        make(above)?;
    }
    match fs::create_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        Err(error) => Err(error),
        Ok(()) => folder.parent().map_or(Ok(()), write_down),
    }
}

/// Writes the names in a folder down. Windows opens no folder as a file, and writes names down by itself.
pub(super) fn write_down(folder: &Path) -> io::Result<()> {
    let here = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    File::open(here).map_or(Ok(()), |folder| folder.sync_all())
}

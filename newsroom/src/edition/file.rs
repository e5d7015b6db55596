//! Writing what was printed: whole or not at all, and never over something by accident.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::{Format, Print};
use crate::{Error, Result};

/// Writes a print to a path that is still free. A folder gets a file named after the title.
/// Answers the file that was written.
///
/// # Errors
/// Refuses a path where something is already; names a folder that is missing or cannot be written.
pub fn write_new(print: &Print, title: &str, format: Format, path: &Path) -> Result<PathBuf> {
    let path = file_at(path, title, format);
    let taken = || {
        Error::Refused(format!(
            "{} is already there, and was not changed",
            path.display()
        ))
    };
    if path.symlink_metadata().is_ok() {
        return Err(taken());
    }
    // What lies there under the name of something beside it may have been worked on since.
    for (name, bytes) in &print.beside {
        let place = path.with_file_name(name);
        let other = fs::read(&place).is_ok_and(|there| there != *bytes);
        if other || place.is_dir() {
            return Err(Error::Refused(format!(
                "{} is already there, and was not changed",
                place.display()
            )));
        }
    }
    let made = write_beside(print, &path)?;
    let file = unnamed(&print.bytes, &path)?;
    match file.persist_noclobber(&path) {
        Ok(_) => {
            made.keep();
            Ok(path)
        }
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(taken()),
        Err(error) => Err(unwritten(&path, &error.error)),
    }
}

/// Writes a print over the file at a path, if there is one.
///
/// # Errors
/// Names a folder that is missing or cannot be written; the old file is then as it was.
pub fn write_over(print: &Print, title: &str, format: Format, path: &Path) -> Result<PathBuf> {
    let path = file_at(path, title, format);
    // A link stays a link: what it leads to is replaced.
    let place = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
    let old = fs::metadata(&place).ok();
    if old.as_ref().is_some_and(|old| !old.is_file()) {
        return Err(Error::Refused(format!(
            "{} is no plain file, and was not replaced",
            path.display()
        )));
    }
    let made = write_beside(print, &place)?;
    let file = unnamed(&print.bytes, &place)?;
    // Whoever may read the old file may read the new one, and nobody else.
    if let Some(old) = old {
        fs::set_permissions(file.path(), old.permissions())
            .map_err(|error| unwritten(&path, &error))?;
    }
    file.persist(&place)
        .map_err(|error| unwritten(&path, &error.error))?;
    made.keep();
    Ok(path)
}

/// A file's name for a title: letters, digits and hyphens, safe on every system.
///
/// `Ukraine diplomacy` as Markdown is `ukraine-diplomacy.md`.
pub fn file_name(title: &str, format: Format) -> String {
    /// Names may have 255 bytes on every common file system; a letter may take four.
    const LONGEST: usize = 60;
    let lower = title.to_lowercase();
    let words: Vec<_> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let name: String = words.join("-").chars().take(LONGEST).collect();
    let name = name.trim_end_matches('-');
    let name = match name {
        "" => "untitled".to_owned(),
        _ if is_device(name) => format!("{name}-topic"),
        _ => name.to_owned(),
    };
    format!("{name}.{}", format.extension())
}

/// Whether Windows keeps a name, in small letters, for a device, whatever the extension.
pub(super) fn is_device(name: &str) -> bool {
    const DEVICES: &[&str] = &["con", "prn", "aux", "nul"];
    let numbered = ["com", "lpt"].iter().any(|device| {
        name.strip_prefix(device)
            .is_some_and(|n| n.len() == 1 && n != "0" && n.parse::<u8>().is_ok())
    });
    numbered || DEVICES.contains(&name)
}

/// Where a print may go unless a person says otherwise: among their documents.
pub fn suggested_path(title: &str, format: Format) -> PathBuf {
    let user = directories::UserDirs::new();
    let documents = user
        .as_ref()
        .map(|user| user.document_dir().unwrap_or(user.home_dir()));
    documents
        .unwrap_or(Path::new("."))
        .join(file_name(title, format))
}

fn file_at(path: &Path, title: &str, format: Format) -> PathBuf {
    // `new/` was meant as a folder; that it is missing is then said of it.
    let meant_as_folder = path.to_string_lossy().ends_with(std::path::is_separator);
    match path.is_dir() || meant_as_folder {
        true => path.join(file_name(title, format)),
        false => path.to_owned(),
    }
}

/// Writes the files that belong to a print, before the print itself: what is there already and says the same
/// stays as it is. Answers what was made.
fn write_beside(print: &Print, path: &Path) -> Result<Made> {
    let mut made = Made::default();
    let base = path.with_file_name("");
    for (name, bytes) in &print.beside {
        let place = path.with_file_name(name);
        if fs::read(&place).is_ok_and(|there| there == *bytes) {
            continue;
        }
        // Only folders of the files are made: that of the print has to be there.
        let folders: Vec<_> = Path::new(name).ancestors().skip(1).collect();
        for folder in folders.into_iter().rev().skip(1) {
            match fs::create_dir(base.join(folder)) {
                Ok(()) => made.folders.push(base.join(folder)),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(unwritten(path, &error)),
            }
        }
        let is_new = place.symlink_metadata().is_err();
        let file = unnamed(bytes, &place)?;
        file.persist(&place)
            .map_err(|error| unwritten(&place, &error.error))?;
        if is_new {
            made.files.push(place);
        }
    }
    Ok(made)
}

/// What was made for a print that is not whole yet. It goes again unless the print is kept.
#[derive(Default)]
struct Made {
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
}

impl Made {
    fn keep(mut self) {
        self.files.clear();
        self.folders.clear();
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        // What cannot be taken away again stays; the error says why the print is not there.
        for file in &self.files {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Bytes in a temporary file beside their place, so that renaming it is one step.
fn unnamed(bytes: &[u8], path: &Path) -> Result<NamedTempFile> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let write = || -> io::Result<NamedTempFile> {
        let mut file = tempfile::Builder::new()
            .prefix(".clipdesk-")
            .tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        // A temporary file is for its owner alone; a print is like any other document.
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let _ = fs::set_permissions(file.path(), fs::Permissions::from_mode(0o644));
        }
        Ok(file)
    };
    write().map_err(|error| unwritten(path, &error))
}

fn unwritten(path: &Path, error: &io::Error) -> Error {
    let why = match error.kind() {
        io::ErrorKind::NotFound => "its folder does not exist; nothing was written".to_owned(),
        io::ErrorKind::NotADirectory => "its folder is a file; nothing was written".to_owned(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "cannot be written there; nothing was changed; choose another place".to_owned()
        }
        io::ErrorKind::StorageFull => {
            "the disk is full; nothing was changed; make room and try again".to_owned()
        }
        _ => format!("could not be written: {error}; nothing was changed"),
    };
    Error::File {
        path: path.to_owned(),
        why,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn print(text: &str) -> Print {
        text.to_owned().into()
    }

    #[test]
    fn a_title_gives_a_name_that_is_safe_everywhere() {
        for (title, name) in [
            ("Ukraine diplomacy", "ukraine-diplomacy.md"),
            ("../../etc/passwd", "etc-passwd.md"),
            ("C:\\a:b*?", "c-a-b.md"),
            ("Дипломатія", "дипломатія.md"),
            ("CON", "con-topic.md"),
            ("com1", "com1-topic.md"),
            ("...", "untitled.md"),
            ("a\0b", "a-b.md"),
        ] {
            assert_eq!(file_name(title, Format::Md), name, "{title:?}");
        }
        assert!(file_name(&"long ".repeat(200), Format::Html).len() < 100);
    }

    #[test]
    fn a_file_that_is_there_is_replaced_only_when_asked() {
        let folder = tempfile::tempdir().unwrap();
        let path = write_new(&print("one"), "Talks", Format::Md, folder.path()).unwrap();
        assert_eq!(path, folder.path().join("talks.md"));
        let refusal = write_new(&print("two"), "Talks", Format::Md, folder.path())
            .unwrap_err()
            .to_string();
        assert!(refusal.contains("is already there"), "{refusal}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        write_over(&print("two"), "Talks", Format::Md, &path).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            1,
            "a temporary file was left behind"
        );
    }

    #[cfg(unix)]
    #[test]
    fn only_a_plain_file_is_replaced_and_keeps_what_it_was() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("a.md"), folder.path().join("link.md"));
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
        symlink(&file, &link).unwrap();
        write_over(&print("new"), "Talks", Format::Md, &link).unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        assert!(link.symlink_metadata().unwrap().is_symlink());
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        let socket = folder.path().join("socket.md");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        let refusal = write_over(&print("new"), "Talks", Format::Md, &socket).unwrap_err();
        assert!(
            refusal.to_string().contains("is no plain file"),
            "{refusal}"
        );
    }

    #[test]
    fn a_place_that_cannot_be_written_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("none/talks.md");
        let refusal = write_new(&print("one"), "Talks", Format::Md, &missing)
            .unwrap_err()
            .to_string();
        assert!(
            refusal.contains("none/talks.md") && refusal.contains("does not exist"),
            "{refusal}"
        );
    }
}

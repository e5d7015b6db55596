//! What a process did to the files of a folder, in order.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A file, whatever it is called: names come and go.
pub(crate) type Inode = usize;

/// One thing that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    /// A name was given, taken or changed in a folder.
    Name(Naming),
    /// Bytes were written at a place.
    Write(Inode, u64, Vec<u8>),
    /// A file was made shorter or longer.
    Length(Inode, u64),
    /// All that was written to a file is on the disk.
    Sync(Inode),
    /// All names of a folder are on the disk.
    SyncFolder(PathBuf),
    /// The process printed a line.
    Said(String),
}

/// A change of names. Paths are within the folder that was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Naming {
    /// A folder was made.
    Folder(PathBuf),
    /// A file has this name from now on.
    File(PathBuf, Inode),
    /// A name is gone.
    Gone(PathBuf),
    /// A file or a folder with all in it has another name; the file it was.
    Moved(PathBuf, PathBuf, Option<Inode>),
}

impl Naming {
    /// The folders in which it changes names.
    pub(crate) fn folders(&self) -> Vec<&Path> {
        let paths = match self {
            Naming::Folder(path) | Naming::File(path, _) | Naming::Gone(path) => vec![path],
            Naming::Moved(from, to, _) => vec![from, to],
        };
        paths.into_iter().filter_map(|path| path.parent()).collect()
    }
}

/// The names in a folder: files, and folders (none).
#[derive(Debug, Clone, Default)]
pub(crate) struct Names(pub(crate) BTreeMap<PathBuf, Option<Inode>>);

impl Names {
    /// Changes them. What stands on a name that is not there is left out.
    pub(crate) fn change(&mut self, naming: &Naming) {
        match naming {
            Naming::Folder(path) => {
                self.0.insert(path.clone(), None);
            }
            Naming::File(path, inode) => {
                self.0.insert(path.clone(), Some(*inode));
            }
            Naming::Gone(path) => {
                self.0.remove(path);
            }
            Naming::Moved(from, to, Some(inode)) => {
                self.0.remove(from);
                self.0.insert(to.clone(), Some(*inode));
            }
            Naming::Moved(from, to, None) => {
                let within = |path: &&PathBuf| path.starts_with(from);
                let moved: Vec<_> = self.0.keys().filter(within).cloned().collect();
                for path in moved {
                    let Some(entry) = self.0.remove(&path) else {
                        continue;
                    };
                    if let Ok(rest) = path.strip_prefix(from) {
                        let name = if rest.as_os_str().is_empty() {
                            to.clone()
                        } else {
                            to.join(rest)
                        };
                        self.0.insert(name, entry);
                    }
                }
            }
        }
    }

    /// The files, and where they are, as far as their folders are there as well.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&PathBuf, Inode)> {
        let reached = |path: &Path| {
            path.ancestors()
                .skip(1)
                .filter(|above| !above.as_os_str().is_empty())
                .all(|above| self.0.get(above) == Some(&None))
        };
        let files = self
            .0
            .iter()
            .filter_map(|(path, entry)| Some((path, (*entry)?)));
        files.filter(move |(path, _)| reached(path))
    }
}

/// Writes bytes into a file's content.
pub(crate) fn write(content: &mut Vec<u8>, at: u64, bytes: &[u8]) {
    let at = usize::try_from(at).unwrap_or(usize::MAX);
    let end = at.saturating_add(bytes.len());
    if content.len() < end {
        content.resize(end, 0);
    }
    if let Some(place) = content.get_mut(at..end) {
        place.copy_from_slice(bytes);
    }
}

//! An index on a disk that cannot be written. The search engine makes a file for its lock even to read,
//! so that nobody throws away meanwhile what is being opened; nobody can there.

use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::Arc;

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    DirectoryLock, FileHandle, Lock, META_LOCK, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
};
use tantivy::{Directory, Index};

/// Opens the index in a folder, also where nothing can be written.
pub(super) fn open(folder: &Path) -> tantivy::Result<Index> {
    let mapped = MmapDirectory::open(folder)?;
    let refused = match mapped.acquire_lock(&META_LOCK) {
        Err(LockError::IoError(error)) => matches!(
            error.kind(),
            ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied
        ),
        _ => false,
    };
    match refused {
        true => Index::open(Unwritten(mapped)),
        false => Index::open(mapped),
    }
}

/// A folder that is read and never written.
#[derive(Debug, Clone)]
struct Unwritten(MmapDirectory);

impl Directory for Unwritten {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.0.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.0.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.0.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.0.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.0.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.0.atomic_write(path, data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.0.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        match lock.filepath == META_LOCK.filepath {
            true => Ok(DirectoryLock::from(Box::new(()))),
            // To write is refused as it is where another desk writes.
            false => Err(LockError::LockBusy),
        }
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.0.watch(callback)
    }
}

#[cfg(test)]
mod tests {
    use tantivy::directory::MmapDirectory;
    use tantivy::{Index, TantivyDocument};

    use super::Unwritten;
    use crate::library::index::layout;

    #[test]
    fn an_index_is_read_without_leaving_a_trace() {
        let folder = tempfile::tempdir().expect("a folder");
        let (schema, fields) = layout::schema();
        let index = Index::create_in_dir(folder.path(), schema).expect("an index");
        let mut writer = index.writer_with_num_threads(1, 15_000_000).expect("one");
        let mut document = TantivyDocument::default();
        document.add_text(fields.text, "harbour");
        writer.add_document(document).expect("it is taken");
        writer.commit().expect("it is written");
        drop((writer, index));
        let names = || {
            let entries = std::fs::read_dir(folder.path()).expect("a folder");
            let mut names: Vec<_> = entries
                .map(|entry| entry.expect("an entry").file_name())
                .collect();
            names.sort();
            names
        };
        for lock in [".tantivy-meta.lock", ".tantivy-writer.lock"] {
            let _ = std::fs::remove_file(folder.path().join(lock));
        }
        let before = names();
        let mapped = MmapDirectory::open(folder.path()).expect("a folder");
        let index = Index::open(Unwritten(mapped)).expect("it is read");
        let searcher = index.reader().expect("it is read").searcher();
        assert_eq!(searcher.num_docs(), 1);
        assert!(
            index
                .writer_with_num_threads::<TantivyDocument>(1, 15_000_000)
                .is_err()
        );
        assert_eq!(names(), before);
    }
}

//! What goes wrong with the index, as sentences. The index is no truth: it is made anew.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use crate::{Error, Result};

/// Does something with the index that may find bytes there which nobody wrote. Most of them are an
/// error, some a panic inside the search engine; both are one sentence.
pub(super) fn guarded<T>(act: impl FnOnce() -> tantivy::Result<T>) -> Result<T> {
    match catch_unwind(AssertUnwindSafe(act)) {
        Ok(result) => result.map_err(|error| trouble(&error)),
        Err(_) => Err(unreadable("it holds what nobody wrote there")),
    }
}

/// An error of the search engine.
pub(super) fn trouble(error: &tantivy::TantivyError) -> Error {
    unreadable(&error.to_string())
}

fn unreadable(why: &str) -> Error {
    Error::Library(format!(
        "the search index cannot be used ({why}); no story is lost, and the index can be made anew \
         from the library"
    ))
}

/// A folder or file of the index that cannot be read or written.
pub(super) fn no_folder(folder: &Path, error: &std::io::Error) -> Error {
    Error::File {
        path: folder.to_owned(),
        why: format!("the search index cannot be kept here: {error}; no story is lost"),
    }
}

//! The folder that the index lies in: whether it can be trusted, and how it is begun anew.

use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tantivy::directory::{INDEX_WRITER_LOCK, MmapDirectory};
use tantivy::schema::Schema;
use tantivy::{Directory, TantivyDocument};

use crate::library::index::layout::{VERSION, settings};
use crate::library::index::trouble::{guarded, no_folder, trouble};
use crate::library::index::unwritten;
use crate::{Error, Result};

/// The file that says what the folder held when it was known to be whole.
const SEAL: &str = "seal.json";
/// The file that names the segments.
const META: &str = "meta.json";

/// What a writer takes at least while it works.
const LEAST_HEAP: usize = 15_000_000;

/// What is written into the index with each commit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Payload {
    /// [`VERSION`].
    version: u32,
    /// Which library it is of.
    library: String,
    /// Which number of the library it reflects.
    pub(super) number: i64,
}

impl Payload {
    pub(super) fn new(library: &str, number: i64) -> Payload {
        Payload {
            version: VERSION,
            library: library.to_owned(),
            number,
        }
    }

    pub(super) fn written(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// What an index was last committed with; none if it never was, or not by us.
pub(super) fn payload(index: &tantivy::Index) -> tantivy::Result<Option<Payload>> {
    let payload = index.load_metas()?.payload;
    Ok(payload.and_then(|payload| serde_json::from_str(&payload).ok()))
}

/// Opens the index in a folder. One of another library or version, and one that is damaged, is
/// thrown away, and an empty one begun.
pub(super) fn open(folder: &Path, library: &str, schema: &Schema) -> Result<tantivy::Index> {
    fs::create_dir_all(folder).map_err(|error| no_folder(folder, &error))?;
    if let Ok(index) = guarded(|| usable(folder, library, schema)) {
        return Ok(index);
    }
    begin_anew(folder, schema)?;
    guarded(|| {
        let index = tantivy::Index::open_in_dir(folder)?;
        // What is written first says whose the index is; another desk may have said so already.
        let writer = index.writer_with_num_threads::<TantivyDocument>(1, LEAST_HEAP);
        if let Ok(mut writer) = writer {
            let mut commit = writer.prepare_commit()?;
            commit.set_payload(&Payload::new(library, 0).written());
            commit.commit()?;
        }
        usable(folder, library, schema)
    })
}

/// Throws away what lies in the folder, and makes an empty index there. Only the one who may write
/// may do that: another desk may be at work there.
fn begin_anew(folder: &Path, schema: &Schema) -> Result<()> {
    let mapped = MmapDirectory::open(folder).map_err(|error| trouble(&error.into()))?;
    let Ok(_lock) = mapped.acquire_lock(&INDEX_WRITER_LOCK) else {
        return Err(Error::Library(format!(
            "the search index in {} is being written by another desk and cannot be read yet; search \
             again in a moment",
            folder.display()
        )));
    };
    empty(folder).map_err(|error| no_folder(folder, &error))?;
    guarded(|| {
        (tantivy::Index::builder().schema(schema.clone()))
            .settings(settings())
            .create_in_dir(folder)
    })?;
    Ok(())
}

/// The index in a folder, if it can be used as it is.
fn usable(folder: &Path, library: &str, schema: &Schema) -> tantivy::Result<tantivy::Index> {
    let unfit = |why: &str| tantivy::TantivyError::InvalidArgument(why.to_owned());
    let index = unwritten::open(folder)?;
    let known = payload(&index)?.ok_or_else(|| unfit("nobody says whose it is"))?;
    if index.schema() != *schema || known != Payload::new(library, known.number) {
        return Err(unfit("it is another library's, or of another version"));
    }
    if !is_sealed(folder) {
        if !index.validate_checksum()?.is_empty() {
            return Err(unfit("its files are damaged"));
        }
        seal(folder);
    }
    Ok(index)
}

/// Throws away what the folder holds, but for locks that may be held.
fn empty(folder: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_lock = path
            .extension()
            .is_some_and(|extension| extension == "lock");
        if path.is_dir() {
            fs::remove_dir_all(&path)?;
        } else if !is_lock {
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}

/// What the folder holds: the list of segments by its content, the files by length and time. Files of
/// segments are written once and never changed.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Seal {
    meta: String,
    files: Vec<(String, u64, u128)>,
}

impl Seal {
    fn of(folder: &Path) -> std::io::Result<Seal> {
        let digest = Sha256::digest(fs::read(folder.join(META))?);
        let meta = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        let mut files = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            // Only files of segments: the others are read as a whole, and cannot be half right.
            if name.starts_with('.') || name.ends_with(".json") {
                continue;
            }
            let about = entry.metadata()?;
            let changed = about.modified()?.duration_since(UNIX_EPOCH);
            files.push((
                name,
                about.len(),
                changed.map_or(0, |since| since.as_nanos()),
            ));
        }
        files.sort();
        Ok(Seal { meta, files })
    }
}

/// Says that the folder is whole as it is now. Where that cannot be written it is looked through when
/// it is opened the next time.
pub(super) fn seal(folder: &Path) {
    if let Ok(seal) = Seal::of(folder)
        && let Ok(written) = serde_json::to_vec(&seal)
    {
        let _ = fs::write(folder.join(SEAL), written);
    }
}

/// Has the folder looked through when it is opened the next time.
pub(super) fn unseal(folder: &Path) {
    let _ = fs::remove_file(folder.join(SEAL));
}

fn is_sealed(folder: &Path) -> bool {
    let written = fs::read(folder.join(SEAL)).ok();
    let sealed: Option<Seal> = written.and_then(|seal| serde_json::from_slice(&seal).ok());
    sealed.is_some() && sealed == Seal::of(folder).ok()
}

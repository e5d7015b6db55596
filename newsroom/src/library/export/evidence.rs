//! Pages as they were received, and pictures: files of an export named after what is in them.

use std::fs;
use std::io::Read;

use rusqlite::Connection;
use zstd::stream::read::Decoder;

use super::folder::Folder;
use super::lines::{PictureLine, SnapshotLine};
use super::told::{Telling, write_file};
use super::{Step, failed};
use crate::Result;
use crate::library::Library;
use crate::library::collections::PICTURES_KEPT;
use crate::page::sha256;
use crate::picture::Media;

/// The largest page or picture that is taken in. A library keeps pages of 20 MiB at most.
pub(super) const LARGEST: u64 = 256 << 20;

/// How the forms of pages end the names of files.
const ENDINGS: [(&str, &str); 6] = [
    ("html", "html"),
    ("text", "txt"),
    ("markdown", "md"),
    ("pdf", "pdf"),
    ("mail", "eml"),
    ("archive", "mhtml"),
];

/// Whether a text is a SHA-256 as we write it; nothing else becomes the name of a file.
pub(super) fn is_hash(text: &str) -> bool {
    let ours = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    text.len() == 64 && text.bytes().all(ours)
}

/// The name of a page's file within an export; `None` if the line is none of ours.
pub(super) fn name_of_page(sha: &str, form: &str) -> Option<String> {
    let (_, ending) = ENDINGS.iter().find(|(known, _)| *known == form)?;
    is_hash(sha).then_some(())?;
    Some(format!("snapshots/{}/{sha}.{ending}.zst", sha.get(..2)?))
}

/// The name of a picture's file within an export.
pub(super) fn name_of_picture(sha: &str, media: &str) -> Option<String> {
    Media::named(media)?;
    is_hash(sha).then_some(())?;
    Some(format!("pictures/{}/{sha}.{media}", sha.get(..2)?))
}

/// Whether packed bytes are those of a page. They are unpacked piece by piece: however much comes out of
/// them, no more is held.
pub(super) fn is_page(packed: &[u8], sha: &str, size: u64) -> bool {
    use sha2::{Digest, Sha256};
    let Ok(unpacked) = Decoder::with_buffer(packed) else {
        return false;
    };
    let mut unpacked = unpacked.take(size + 1);
    let (mut hash, mut seen) = (Sha256::new(), 0);
    let mut buffer = vec![0; 1 << 16];
    loop {
        match unpacked.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => {
                hash.update(buffer.get(..read).unwrap_or_default());
                seen += read as u64;
            }
            Err(_) => return false,
        }
    }
    let hash: String = hash
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    seen == size && hash == sha
}

/// The packed bytes of a page in an export, compared with its hash.
///
/// # Errors
/// Names the file that is missing, or is not the page.
pub(super) fn page(folder: &Folder, line: &SnapshotLine, name: &str) -> Result<Vec<u8>> {
    // Packed, a page is hardly ever larger; zstd adds a few bytes to what it cannot make smaller.
    let packed = folder.bytes(name, LARGEST + (1 << 20))?;
    match line.bytes <= LARGEST && is_page(&packed, &line.sha256, line.bytes) {
        true => Ok(packed),
        false => Err(folder.wrong(
            name,
            &format!(
                "it is not the page of {} bytes that snapshots.jsonl says it is; nothing of it was taken in; \
                 copy the export once more",
                line.bytes
            ),
        )),
    }
}

/// The bytes of a picture in an export, compared with its hash.
///
/// # Errors
/// Names the file that is missing, or is not the picture.
pub(super) fn picture(folder: &Folder, line: &PictureLine, name: &str) -> Result<Vec<u8>> {
    let bytes = folder.bytes(name, line.bytes.min(LARGEST))?;
    let is = bytes.len() as u64 == line.bytes
        && sha256(&bytes) == line.sha256
        && Media::of(&bytes).map(Media::as_str) == Some(&line.media);
    match is {
        true => Ok(bytes),
        false => Err(folder.wrong(
            name,
            "it is not the picture that pictures.jsonl says it is; nothing of it was taken in; copy the \
             export once more",
        )),
    }
}

/// Writes all pages as they were received, compressed as they lie in the library.
pub(super) fn tell_snapshots(telling: &mut Telling<'_>, snapshots: &Connection) -> Result<()> {
    let all = snapshots.query_row("SELECT count(*) FROM snapshots", [], |row| row.get(0))?;
    let mut file = telling.begin("snapshots.jsonl")?;
    let mut statement = snapshots.prepare(
        "SELECT sha256, seen_at, form, charset, bytes, zstd FROM snapshots ORDER BY rowid",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let line = SnapshotLine {
            sha256: row.get(0)?,
            seen_at: row.get(1)?,
            form: row.get(2)?,
            charset: row.get(3)?,
            bytes: row.get(4)?,
        };
        let packed = row.get_ref(5)?.as_blob().unwrap_or_default();
        let name = name_of_page(&line.sha256, &line.form);
        match name.filter(|_| is_page(packed, &line.sha256, line.bytes)) {
            Some(name) => {
                put(telling, &name, packed)?;
                file.line(&line)?;
            }
            None => telling.damaged.note(format!(
                "the page {} is damaged, and was left out",
                line.sha256
            )),
        }
        telling.tell(Step::Snapshots, file.lines(), all)?;
    }
    telling.end("snapshots.jsonl", file)
}

/// Writes all pictures that stories show, and collections and editions hold, each once.
pub(super) fn tell_pictures(
    telling: &mut Telling<'_>,
    library: &Library,
    look: &Connection,
) -> Result<()> {
    let mut file = telling.begin("pictures.jsonl")?;
    let all = format!(
        "SELECT sha256 || '.' || media FROM pictures WHERE sha256 IS NOT NULL AND media IS NOT NULL
         UNION {PICTURES_KEPT} ORDER BY 1"
    );
    let count = format!("SELECT count(*) FROM ({all})");
    let count = look.query_row(&count, [], |row| row.get(0))?;
    let mut statement = look.prepare(&all)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let kept: String = row.get(0)?;
        let (sha256, media) = kept.split_once('.').unwrap_or((&kept, ""));
        match (name_of_picture(sha256, media), library.pictures.read(&kept)) {
            (Some(name), Ok((_, bytes))) => {
                put(telling, &name, &bytes)?;
                let bytes = bytes.len() as u64;
                file.line(&PictureLine {
                    sha256: sha256.to_owned(),
                    media: media.to_owned(),
                    bytes,
                })?;
            }
            _ => telling.damaged.note(format!(
                "the picture {sha256} is gone or damaged, and was left out"
            )),
        }
        telling.tell(Step::Pictures, file.lines(), count)?;
    }
    telling.end("pictures.jsonl", file)
}

/// Writes one of the many files. They are not each forced to the disk, which would take hours on a slow
/// one; what a power cut takes, the hashes tell.
fn put(telling: &mut Telling<'_>, name: &str, bytes: &[u8]) -> Result<()> {
    let path = telling.folder.join(name);
    if let Some(shelf) = path.parent() {
        fs::create_dir_all(shelf).map_err(|error| failed(shelf, &error))?;
    }
    telling.bytes += bytes.len() as u64;
    write_file(&path, bytes)
}

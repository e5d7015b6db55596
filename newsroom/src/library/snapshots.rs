//! The evidence: what was received, byte for byte.

use chrono::SecondsFormat;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

use super::{Library, texts};
use crate::page::{Form, sha256};
use crate::{Error, Page, Result};

/// Keeps a page's bytes, once, and answers their SHA-256.
///
/// They lie in a file of their own and are written before the story: a crash in between leaves
/// evidence without a story, never a story without its evidence.
pub(super) fn keep(library: &Library, page: &Page) -> Result<String> {
    keep_in(&library.snapshots.lock(), page)
}

/// Keeps the bytes of several pages in one write, and answers their SHA-256s in the same order.
pub(super) fn keep_all<'p>(
    library: &Library,
    pages: impl Iterator<Item = &'p Page>,
) -> Result<Vec<String>> {
    let mut snapshots = library.snapshots.lock();
    let tx = snapshots.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let hashes = pages
        .map(|page| keep_in(&tx, page))
        .collect::<Result<_>>()?;
    tx.commit()?;
    Ok(hashes)
}

fn keep_in(snapshots: &Connection, page: &Page) -> Result<String> {
    let sha = page.sha256();
    let known = "SELECT 1 FROM snapshots WHERE sha256 = ?1";
    if snapshots.prepare_cached(known)?.exists([&sha])? {
        return Ok(sha);
    }
    let packed = texts::packed(&page.bytes)
        .map_err(|error| Error::Library(format!("the snapshot could not be packed: {error}")))?;
    snapshots
        .prepare_cached(
            "INSERT INTO snapshots (sha256, seen_at, form, charset, bytes, zstd)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
        )?
        .execute((
            &sha,
            page.seen_at.to_rfc3339_opts(SecondsFormat::Millis, true),
            form(page.form),
            &page.charset,
            page.bytes.len(),
            packed,
        ))?;
    Ok(sha)
}

/// What the forms are stored as.
const FORMS: [(Form, &str); 6] = [
    (Form::Html, "html"),
    (Form::Text, "text"),
    (Form::Markdown, "markdown"),
    (Form::Pdf, "pdf"),
    (Form::Mail, "mail"),
    (Form::Archive, "archive"),
];

fn form(form: Form) -> &'static str {
    let stored = FORMS.iter().find(|(known, _)| *known == form);
    stored.map_or("html", |(_, stored)| stored)
}

/// How the bytes of a snapshot are to be read: their form, and the charset that the server named.
pub(super) fn read_as(library: &Library, sha: &str) -> Result<(Form, Option<String>)> {
    let sql = "SELECT form, charset FROM snapshots WHERE sha256 = ?1";
    let snapshots = library.snapshots.lock();
    let mut statement = snapshots.prepare_cached(sql)?;
    let found = statement.query_row([sha], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)));
    let (stored, charset) = found.optional()?.ok_or_else(|| not_here(sha))?;
    let form = FORMS.iter().find(|(_, known)| *known == stored);
    Ok((form.map_or(Form::Html, |(form, _)| *form), charset))
}

fn not_here(sha: &str) -> Error {
    Error::Missing(format!("snapshot {sha} is not in this library"))
}

impl Library {
    /// Keeps the pages after the first of a story that stands on several; its clipping names them.
    /// They are kept before it is filed, so that it never names what is not here.
    ///
    /// # Errors
    /// If the library cannot be written.
    pub fn keep_further(&self, pages: &[Page]) -> Result<()> {
        pages.iter().try_for_each(|page| keep(self, page).map(drop))
    }

    /// How the bytes of a snapshot are to be read: their form, and the charset that the server named.
    ///
    /// # Errors
    /// If there is no such snapshot.
    pub fn snapshot_form(&self, sha: &str) -> Result<(Form, Option<String>)> {
        read_as(self, sha)
    }

    /// The bytes of a snapshot, by their SHA-256 in hexadecimal, compared with it once more.
    ///
    /// # Errors
    /// If there is no such snapshot, or its bytes are no longer what was received.
    pub fn snapshot(&self, sha: &str) -> Result<Vec<u8>> {
        let sql = "SELECT zstd, bytes FROM snapshots WHERE sha256 = ?1";
        let snapshots = self.snapshots.lock();
        let mut statement = snapshots.prepare_cached(sql)?;
        let mut rows = statement.query([sha])?;
        let Some(row) = rows.next()? else {
            return Err(not_here(sha));
        };
        let (packed, size): (Vec<u8>, usize) = (row.get(0)?, row.get(1)?);
        let damaged = || {
            Error::Library(format!(
                "snapshot {sha} is damaged: it is not what was received"
            ))
        };
        let bytes = zstd::bulk::decompress(&packed, size).map_err(|_| damaged())?;
        if sha256(&bytes) != sha {
            return Err(damaged());
        }
        Ok(bytes)
    }
}

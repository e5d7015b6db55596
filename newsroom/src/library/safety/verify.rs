//! A look at everything that a library keeps: is it still what was kept?

use std::ops::ControlFlow;

use rusqlite::Connection;
use serde::Serialize;

use super::{Progress, read_only};
use crate::clipping::Clipping;
use crate::edition::Number;
use crate::library::collections::{is_document, unpacked};
use crate::library::{Library, shown, texts};
use crate::page::sha256;
use crate::{Error, Result};

/// More findings than these tell nothing new.
const MOST: usize = 1_000;

/// What a look at everything found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Verified {
    /// Clippings whose text was unpacked and read.
    pub texts: u64,
    /// Pages whose bytes were compared with their SHA-256.
    pub pages: u64,
    /// Pictures whose bytes were compared with theirs.
    pub pictures: u64,
    /// Editions whose document was unpacked, compared with its SHA-256 and read.
    pub editions: u64,
    /// What is not as it should be, at most a thousand.
    pub findings: Vec<Finding>,
}

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Where: `story 12`, `snapshot 3f…`, `library.db`.
    pub place: String,
    /// What is wrong with it.
    pub what: String,
}

impl Verified {
    fn find(&mut self, place: impl Into<String>, what: impl Into<String>) {
        if self.findings.len() < MOST {
            self.findings.push(Finding {
                place: place.into(),
                what: what.into(),
            });
        }
    }
}

impl Library {
    /// Looks at everything that the library keeps: the databases, every text, every page and picture
    /// with their hashes, the counts. `told` hears how many texts, pages and pictures are done, of all.
    ///
    /// # Errors
    /// If a file cannot be opened at all, or `told` ends it. What is damaged is no error: it is found.
    pub fn verify(&self, mut told: impl FnMut(Progress) -> ControlFlow<()>) -> Result<Verified> {
        let library = read_only(&self.folder.join("library.db"))?;
        let snapshots = read_only(&self.folder.join("snapshots.db"))?;
        let mut verified = Verified::default();
        for (file, conn) in [("library.db", &library), ("snapshots.db", &snapshots)] {
            for found in whole(conn).unwrap_or_else(|error| vec![error.to_string()]) {
                verified.find(file, found);
            }
        }
        let count = |conn: &Connection, table: &str| -> u64 {
            let sql = format!("SELECT count(*) FROM {table}");
            conn.query_row(&sql, [], |row| row.get(0)).unwrap_or(0)
        };
        let all = count(&library, "clippings")
            + count(&snapshots, "snapshots")
            + count(&library, "pictures")
            + count(&library, "editions");
        let mut done = 0;
        let mut step = || {
            done += 1;
            // Each is quick; a window need not hear of all of them.
            match done % 256 == 0 && told((done, all)).is_break() {
                true => Err(Error::Refused("the look was ended".to_owned())),
                false => Ok(()),
            }
        };
        self.texts_and_their_evidence(&library, &snapshots, &mut verified, &mut step)?;
        pages(&snapshots, &mut verified, &mut step)?;
        self.pictures_kept(&library, &mut verified, &mut step)?;
        self.editions_kept(&library, &mut verified, &mut step)?;
        counts(&library, &mut verified);
        Ok(verified)
    }

    fn texts_and_their_evidence(
        &self,
        library: &Connection,
        snapshots: &Connection,
        verified: &mut Verified,
        step: &mut dyn FnMut() -> Result<()>,
    ) -> Result<()> {
        let mut numbers =
            collected::<i64>(library, "SELECT id FROM clippings ORDER BY id", verified);
        numbers.dedup();
        for number in numbers {
            step()?;
            verified.texts += 1;
            let sql = "SELECT clippings.story, clippings.sha256, texts.packed, texts.dictionary
                       FROM clippings LEFT JOIN texts ON texts.clipping = clippings.id
                       WHERE clippings.id = ?1";
            type Kept = (i64, String, Option<Vec<u8>>, Option<i64>);
            let found: rusqlite::Result<Kept> =
                library.prepare_cached(sql)?.query_row([number], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
                });
            let Ok((story, sha, packed, dictionary)) = found else {
                verified.find(format!("clipping {number}"), "cannot be read");
                continue;
            };
            let json = packed.and_then(|packed| texts::unpacked(library, &packed, dictionary));
            let read = json.and_then(|json| serde_json::from_slice::<Clipping>(&json).ok());
            if read.is_none() {
                verified.find(format!("story {story}"), "its text is damaged");
            }
            let kept = "SELECT 1 FROM snapshots WHERE sha256 = ?1";
            if !snapshots.prepare_cached(kept)?.exists([&sha])? {
                verified.find(format!("story {story}"), "the page it was cut from is gone");
            }
        }
        let corrections = "SELECT story, value FROM corrections WHERE NOT json_valid(value)";
        for story in collected::<i64>(library, corrections, verified) {
            verified.find(format!("story {story}"), "a correction is damaged");
        }
        let sheets = collected::<String>(library, "SELECT sha256 FROM sheets", verified);
        for sha in sheets {
            let kept = "SELECT 1 FROM snapshots WHERE sha256 = ?1";
            if !snapshots.prepare_cached(kept)?.exists([&sha])? {
                verified.find(
                    format!("snapshot {sha}"),
                    "a further page of a story is gone",
                );
            }
        }
        Ok(())
    }

    fn pictures_kept(
        &self,
        library: &Connection,
        verified: &mut Verified,
        step: &mut dyn FnMut() -> Result<()>,
    ) -> Result<()> {
        let sql = "SELECT DISTINCT sha256 || '.' || media FROM pictures WHERE sha256 IS NOT NULL";
        for file in collected::<String>(library, sql, verified) {
            step()?;
            verified.pictures += 1;
            if let Err(error) = self.pictures.read(&file) {
                verified.find(format!("picture {file}"), error.to_string());
            }
        }
        Ok(())
    }
}

impl Library {
    /// What was set for others to read, and the pictures that are printed with it; those of drafts as well.
    fn editions_kept(
        &self,
        library: &Connection,
        verified: &mut Verified,
        step: &mut dyn FnMut() -> Result<()>,
    ) -> Result<()> {
        for id in collected::<i64>(library, "SELECT id FROM editions ORDER BY id", verified) {
            step()?;
            verified.editions += 1;
            let sql = "SELECT name, issue, correction, uuid, document, sha256 FROM editions WHERE id = ?1";
            type Kept = (String, Number, String, Vec<u8>, String);
            let found: rusqlite::Result<Kept> =
                library.prepare_cached(sql)?.query_row([id], |row| {
                    let number = Number {
                        issue: row.get(1)?,
                        correction: row.get(2)?,
                    };
                    Ok((row.get(0)?, number, row.get(3)?, row.get(4)?, row.get(5)?))
                });
            let Ok((name, number, uuid, document, sha)) = found else {
                verified.find(format!("edition {id}"), "cannot be read");
                continue;
            };
            let place = format!("“{name}”, No. {number}");
            let json = unpacked(&document, &sha);
            if !json.is_some_and(|json| is_document(&json, &uuid, number)) {
                verified.find(&*place, "is not what was set: its document is damaged");
            }
            let files =
                format!("SELECT file FROM edition_pictures WHERE edition = {id} ORDER BY file");
            self.pictures_of(library, &place, &files, verified);
        }
        for id in collected::<i64>(library, "SELECT id FROM collections ORDER BY id", verified) {
            let sql = "SELECT name FROM collections WHERE id = ?1";
            let name = library.query_row(sql, [id], |row| row.get::<_, String>(0));
            let place = format!("collection “{}”", name.unwrap_or_else(|_| id.to_string()));
            let files = format!(
                "SELECT DISTINCT picture FROM collected WHERE collection = {id} AND picture IS NOT NULL"
            );
            self.pictures_of(library, &place, &files, verified);
        }
        Ok(())
    }

    fn pictures_of(&self, library: &Connection, place: &str, files: &str, verified: &mut Verified) {
        for file in collected::<String>(library, files, verified) {
            if let Err(error) = self.pictures.read(&file) {
                verified.find(place, error.to_string());
            }
        }
    }
}

/// What SQLite finds wrong with one of its files: pages, indexes, references.
pub(super) fn whole(conn: &Connection) -> Result<Vec<String>> {
    let mut statement = conn.prepare("PRAGMA integrity_check(100)")?;
    let found = statement.query_map([], |row| row.get::<_, String>(0))?;
    let mut found = found.collect::<rusqlite::Result<Vec<_>>>()?;
    found.retain(|line| line != "ok");
    let mut statement = conn.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (table, to): (String, String) = (row.get(0)?, row.get(2)?);
        found.push(format!(
            "a row of {table} points to one of {to} that is gone"
        ));
        if found.len() > 100 {
            break;
        }
    }
    Ok(found)
}

/// What a statement answers, as far as it can be read.
fn collected<T: rusqlite::types::FromSql>(
    conn: &Connection,
    sql: &str,
    verified: &mut Verified,
) -> Vec<T> {
    let mut all = Vec::new();
    let mut read = || -> rusqlite::Result<()> {
        let mut statement = conn.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            all.push(row.get(0)?);
        }
        Ok(())
    };
    if let Err(error) = read() {
        verified.find("library.db", error.to_string());
    }
    all
}

fn pages(
    snapshots: &Connection,
    verified: &mut Verified,
    step: &mut dyn FnMut() -> Result<()>,
) -> Result<()> {
    let hashes = collected::<String>(snapshots, "SELECT sha256 FROM snapshots", verified);
    for sha in hashes {
        step()?;
        verified.pages += 1;
        let sql = "SELECT zstd, bytes FROM snapshots WHERE sha256 = ?1";
        let found: rusqlite::Result<(Vec<u8>, usize)> = snapshots
            .prepare_cached(sql)?
            .query_row([&sha], |row| Ok((row.get(0)?, row.get(1)?)));
        let bytes = found
            .ok()
            .and_then(|(packed, size)| zstd::bulk::decompress(&packed, size).ok());
        if bytes.is_none_or(|bytes| sha256(&bytes) != sha) {
            verified.find(format!("snapshot {sha}"), "is not what was received");
        }
    }
    Ok(())
}

fn counts(library: &Connection, verified: &mut Verified) {
    let compared = || -> rusqlite::Result<u64> {
        shown::recount(library)?;
        library.query_row(
            "SELECT count(*) FROM (
               SELECT * FROM (SELECT kind, key, stories, unread FROM counts
                 EXCEPT SELECT kind, key, stories, unread FROM temp.fresh_counts) WHERE stories <> 0 OR unread <> 0
               UNION ALL
               SELECT * FROM (SELECT kind, key, stories, unread FROM temp.fresh_counts
                 EXCEPT SELECT kind, key, stories, unread FROM counts) WHERE stories <> 0 OR unread <> 0)",
            [],
            |row| row.get(0),
        )
    };
    match compared() {
        Ok(0) => {}
        Ok(wrong) => verified.find("library.db", format!("{wrong} counts are wrong")),
        Err(error) => verified.find("library.db", error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collection::Content;
    use crate::library::samples;

    const GIF: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;";

    #[test]
    fn an_edition_that_is_not_what_was_set_is_found() {
        let now = "2026-11-22T12:00:00Z".parse().unwrap();
        let library = Library::passing().unwrap();
        samples::keep(&library, now).unwrap();
        let collections = library.collections();
        let id = collections.make("Letter", "dossier", now).unwrap();
        let picture = collections.keep_picture(GIF).unwrap();
        let own = Content::Picture {
            picture: picture.clone(),
            alt: "A quay".to_owned(),
            caption: String::new(),
            credit: String::new(),
        };
        collections.add(id, &own, None, now).unwrap();
        let stories = [crate::story::StoryId(1)];
        collections
            .add_stories(id, &stories, None, None, now)
            .unwrap();
        collections.set(id, None, now).unwrap();
        collections.set(id, Some("A name."), now).unwrap();
        let look = |library: &Library| {
            let verified = library.verify(|_| ControlFlow::Continue(())).unwrap();
            assert_eq!(verified.editions, 2);
            let told = verified.findings.iter();
            told.map(|found| format!("{}: {}", found.place, found.what))
                .collect::<Vec<_>>()
        };
        assert_eq!(look(&library), [] as [String; 0]);
        let spoil = "UPDATE editions SET sha256 = replace(sha256, substr(sha256, 1, 4), 'dead')
                     WHERE correction = 1";
        library.writer.lock().conn().execute(spoil, []).unwrap();
        assert!(library.pictures.forget(&picture.file()));
        let gone = format!("picture {} is not in this library", picture.file());
        assert_eq!(
            look(&library),
            [
                format!("“Letter”, No. 1: {gone}"),
                "“Letter”, No. 1.1: is not what was set: its document is damaged".to_owned(),
                format!("“Letter”, No. 1.1: {gone}"),
                format!("collection “Letter”: {gone}"),
            ]
        );
    }
}

//! A library written down: file after file, each from the same moment.

mod collected;
mod stories;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row};
use serde::Serialize;
use serde_json::value::RawValue;

use super::lines::{ActLine, At, ChangeLine, Json, SearchLine, SectionLine, TagLine, TopicLine};
use super::manifest::{FILES, FORMAT, Listed, MANIFEST, Manifest, NUMBERED, VERSION};
use super::written::{Damaged, Written};
use super::{Exported, Heard, Step, evidence, failed};
use crate::library::Library;
use crate::library::connection::Readers;
use crate::{Error, Result};

/// What explains an export to whoever finds it.
const README: &str = include_str!("about.md");

/// Said when somebody stops an export.
pub(super) const STOPPED: &str = "the export was stopped, and nothing of it was kept";

/// An export under way.
pub(super) struct Telling<'a> {
    pub(super) folder: &'a Path,
    pub(super) heard: Heard<'a>,
    pub(super) files: BTreeMap<String, Listed>,
    pub(super) damaged: Damaged,
    /// Of all that is no file of lines.
    pub(super) bytes: u64,
}

impl Telling<'_> {
    pub(super) fn tell(&self, step: Step, done: u64, of: u64) -> Result<()> {
        super::tell(self.heard, step, done, of, STOPPED)
    }

    /// Starts one of the files of lines.
    pub(super) fn begin(&self, name: &str) -> Result<Written> {
        Written::new(self.folder, name)
    }

    pub(super) fn end(&mut self, name: &str, file: Written) -> Result<()> {
        self.files.insert(name.to_owned(), file.end()?);
        Ok(())
    }

    /// Writes a file whose lines are the rows of one question.
    fn file<T: Serialize>(
        &mut self,
        name: &str,
        look: &Connection,
        sql: &str,
        mut line: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<()> {
        let mut file = self.begin(name)?;
        let mut statement = look.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            file.line(&line(row)?)?;
        }
        self.end(name, file)
    }

    fn bytes(&self) -> u64 {
        self.bytes + self.files.values().map(|listed| listed.bytes).sum::<u64>()
    }
}

/// Writes everything, the manifest last.
pub(super) fn all(
    library: &Library,
    to: &Path,
    now: DateTime<Utc>,
    heard: Heard<'_>,
) -> Result<Exported> {
    let look = library.look()?;
    // The first question is the moment that is looked at. What is evidence of it was written before.
    let layout = look.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let snapshots = Readers::of_what_nobody_writes(&library.folder.join("snapshots.db"))?;
    let snapshots = snapshots.look()?;
    let mut telling = Telling {
        folder: to,
        heard,
        files: BTreeMap::new(),
        damaged: Damaged::default(),
        bytes: 0,
    };
    write_file(&to.join("README.md"), README.as_bytes())?;
    names(&mut telling, &look)?;
    evidence::tell_snapshots(&mut telling, &snapshots)?;
    evidence::tell_pictures(&mut telling, library, &look)?;
    let clippings = stories::tell_all(&mut telling, &look, &snapshots)?;
    collected::tell_all(&mut telling, &look)?;
    history(&mut telling, &look)?;
    let manifest = Manifest {
        format: FORMAT.to_owned(),
        version: VERSION,
        when: At(now),
        layout,
        sequences: sequences(&look)?,
        files: std::mem::take(&mut telling.files),
        damaged: std::mem::take(&mut telling.damaged.named),
        damaged_count: telling.damaged.count,
    };
    let mut text = serde_json::to_vec_pretty(&manifest)
        .map_err(|error| Error::Library(format!("the manifest could not be written: {error}")))?;
    text.push(b'\n');
    write_manifest(to, &text)?;
    telling.files = manifest.files.clone();
    Ok(Exported {
        folder: to.to_owned(),
        stories: manifest.lines("stories.jsonl"),
        clippings,
        snapshots: manifest.lines("snapshots.jsonl"),
        pictures: manifest.lines("pictures.jsonl"),
        collections: manifest.lines("collections.jsonl"),
        editions: manifest.lines("editions.jsonl"),
        acts: manifest.lines("acts.jsonl"),
        bytes: telling.bytes(),
        damaged: manifest.damaged,
        damaged_count: manifest.damaged_count,
    })
}

/// Tags, topics and searches: what stories go by.
fn names(telling: &mut Telling<'_>, look: &Connection) -> Result<()> {
    telling.file(
        "tags.jsonl",
        look,
        "SELECT id, name FROM tags ORDER BY id",
        |row| {
            Ok(TagLine {
                id: row.get(0)?,
                name: row.get(1)?,
            })
        },
    )?;
    let mut sections = look.prepare(
        "SELECT id, name, position, nullif(brief, '') FROM sections WHERE topic = ?1 ORDER BY position, id",
    )?;
    let sql = "SELECT id, name, brief, position, colour FROM topics ORDER BY position, id";
    telling.file("topics.jsonl", look, sql, |row| {
        let id = row.get(0)?;
        let section = |row: &Row<'_>| {
            Ok(SectionLine {
                id: row.get(0)?,
                name: row.get(1)?,
                position: row.get(2)?,
                brief: row.get(3)?,
            })
        };
        let sections = sections.query_map([id], section)?;
        Ok(TopicLine {
            id,
            name: row.get(1)?,
            brief: row.get(2)?,
            position: row.get(3)?,
            colour: row.get(4)?,
            sections: sections.collect::<rusqlite::Result<_>>()?,
        })
    })?;
    let sql = "SELECT id, name, words, position FROM searches ORDER BY position, id";
    telling.file("searches.jsonl", look, sql, |row| {
        Ok(SearchLine {
            id: row.get(0)?,
            name: row.get(1)?,
            words: row.get(2)?,
            position: row.get(3)?,
        })
    })
}

fn history(telling: &mut Telling<'_>, look: &Connection) -> Result<()> {
    telling.file(
        "acts.jsonl",
        look,
        "SELECT id, at, words, state FROM acts ORDER BY id",
        |row| {
            Ok(ActLine {
                id: row.get(0)?,
                at: row.get(1)?,
                words: row.get(2)?,
                state: row.get(3)?,
            })
        },
    )?;
    let all = look.query_row("SELECT count(*) FROM act_rows", [], |row| row.get(0))?;
    let mut file = telling.begin("changes.jsonl")?;
    let mut statement =
        look.prepare("SELECT id, act, changed, story, before, after FROM act_rows ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (id, act): (i64, i64) = (row.get(0)?, row.get(1)?);
        let (before, after): (Option<String>, Option<String>) = (row.get(4)?, row.get(5)?);
        let sides = (before.map(raw), after.map(raw));
        if matches!(sides, (Some(None), _) | (_, Some(None))) {
            telling.damaged.note(format!(
                "the record {id} of act {act} is damaged, and was left out"
            ));
            continue;
        }
        let (before, after) = (sides.0.flatten(), sides.1.flatten());
        file.line(&ChangeLine {
            id,
            act,
            table: row.get(2)?,
            story: row.get(3)?,
            before,
            after,
        })?;
        telling.tell(Step::History, file.lines(), all)?;
    }
    telling.end("changes.jsonl", file)
}

/// JSON as it was stored; `None` if it is none any more. A line of ours is one line.
pub(super) fn raw(text: String) -> Option<Json> {
    let raw = RawValue::from_string(text).ok()?;
    if !raw.get().contains(['\n', '\r']) {
        return Some(raw);
    }
    // Between its parts JSON may have line breaks, which mean nothing.
    let value: serde_json::Value = serde_json::from_str(raw.get()).ok()?;
    RawValue::from_string(value.to_string()).ok()
}

fn sequences(look: &Connection) -> Result<BTreeMap<String, i64>> {
    let mut statement = look.prepare("SELECT seq FROM sqlite_sequence WHERE name = ?1")?;
    let mut found = BTreeMap::new();
    for table in NUMBERED {
        let seq: Option<i64> = statement.query_row([table], |row| row.get(0)).optional()?;
        found.extend(seq.map(|seq| (table.to_owned(), seq)));
    }
    Ok(found)
}

/// Writes a small file.
pub(super) fn write_file(path: &Path, bytes: &[u8]) -> Result<()> {
    let write = || File::create_new(path)?.write_all(bytes);
    write().map_err(|error| failed(path, &error))
}

/// The manifest is there whole, or not at all.
fn write_manifest(to: &Path, text: &[u8]) -> Result<()> {
    let path = to.join(MANIFEST);
    let write = || {
        let mut file = tempfile::Builder::new()
            .prefix(".manifest-")
            .tempfile_in(to)?;
        file.write_all(text)?;
        file.as_file().sync_all()?;
        // An export may be read by whoever may read the folder that it lies in.
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(file.path(), fs::Permissions::from_mode(0o644))?;
        }
        file.persist_noclobber(&path).map_err(|error| error.error)?;
        // Windows opens no folder as a file, and writes names down by itself.
        if let Ok(folder) = File::open(to) {
            folder.sync_all()?;
        }
        Ok(())
    };
    write().map_err(|error| failed(&path, &error))
}

/// Takes away what an export that broke off wrote into a folder that was empty.
pub(super) fn sweep(to: &Path) {
    for name in FILES.into_iter().chain(["README.md", MANIFEST]) {
        // Whatever cannot be removed stays, without a manifest.
        drop(fs::remove_file(to.join(name)));
    }
    for name in ["snapshots", "pictures"] {
        drop(fs::remove_dir_all(to.join(name)));
    }
}

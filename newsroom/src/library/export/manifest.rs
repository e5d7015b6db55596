//! What an export holds, in numbers and hashes: written last, read first.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::folder::Folder;
use super::lines::At;
use crate::Result;
use crate::library::schema::LIBRARY;

/// What every manifest of ours calls its format.
pub(super) const FORMAT: &str = "clipdesk library export";
/// The version of the format that this Clipdesk writes, and the newest that it reads.
pub(super) const VERSION: u32 = 3;
/// The name of the manifest.
pub(super) const MANIFEST: &str = "manifest.json";
/// Damaged things that are named; more than a person reads. The others are counted.
pub(super) const MOST_NAMED: usize = 10_000;

/// The files that a manifest names, each with one JSON object a line; those that came with version 3 last.
pub(super) const FILES: [&str; 12] = [
    "tags.jsonl",
    "topics.jsonl",
    "searches.jsonl",
    "snapshots.jsonl",
    "pictures.jsonl",
    "stories.jsonl",
    "acts.jsonl",
    "changes.jsonl",
    "templates.jsonl",
    "terms.jsonl",
    "collections.jsonl",
    "editions.jsonl",
];
/// How many of them a version has.
fn files_of(version: u32) -> &'static [&'static str] {
    let count = if version < 3 { 8 } else { FILES.len() };
    FILES.get(..count).unwrap_or(&FILES)
}

/// The tables whose numbers are never given again.
pub(super) const NUMBERED: [&str; 19] = [
    "stories",
    "clippings",
    "tags",
    "topics",
    "sections",
    "leads",
    "acts",
    "act_rows",
    "notes",
    "highlights",
    "quotes",
    "translations",
    "searches",
    "collections",
    "collected",
    "sources",
    "editions",
    "deliveries",
    "templates",
];

/// Numbers above this are not exact in every program that reads JSON, and none that we gave.
pub(super) const HIGHEST: i64 = 1 << 53;

/// `manifest.json`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    pub(super) format: String,
    pub(super) version: u32,
    pub(super) when: At,
    pub(super) layout: u32,
    pub(super) sequences: BTreeMap<String, i64>,
    pub(super) files: BTreeMap<String, Listed>,
    pub(super) damaged: Vec<String>,
    pub(super) damaged_count: u64,
}

/// A file, as the manifest lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Listed {
    pub(super) lines: u64,
    pub(super) bytes: u64,
    pub(super) sha256: String,
}

impl Manifest {
    /// The lines of one of our files.
    pub(super) fn lines(&self, name: &str) -> u64 {
        self.files.get(name).map_or(0, |listed| listed.lines)
    }
}

/// Only as much of a manifest as every version will have.
#[derive(Deserialize)]
struct Head {
    format: String,
    version: u32,
}

/// Reads the manifest of an export, and answers its hash as well.
pub(super) fn read(folder: &Folder) -> Result<(Manifest, String)> {
    let Some(text) = folder.small(MANIFEST)? else {
        return Err(folder.refused(
            "there is no manifest.json in it: it is no export of a library, or one that was not finished; \
             nothing was changed",
        ));
    };
    let foreign = |what: String| folder.wrong(MANIFEST, &format!("{what}; nothing was changed"));
    let head: Head = serde_json::from_slice(&text).map_err(|error| {
        foreign(format!(
            "this is no manifest of a library's export ({error})"
        ))
    })?;
    if head.format != FORMAT {
        return Err(foreign(format!(
            "this is a “{}”, not a “{FORMAT}”",
            head.format
        )));
    }
    if head.version > VERSION {
        return Err(foreign(format!(
            "the export is of version {}, and this Clipdesk reads version {VERSION}; take it in with a newer one",
            head.version
        )));
    }
    let manifest: Manifest = serde_json::from_slice(&text)
        .map_err(|error| foreign(format!("the manifest cannot be read ({error})")))?;
    if manifest.layout > LIBRARY.latest() {
        return Err(foreign(format!(
            "the export was made by a newer Clipdesk (layout {}; this one knows {}); take it in with that one",
            manifest.layout,
            LIBRARY.latest()
        )));
    }
    if let Some(name) = manifest
        .files
        .keys()
        .find(|name| !files_of(head.version).contains(&name.as_str()))
    {
        return Err(foreign(format!(
            "it names “{name}”, which is no file of an export; it was not read"
        )));
    }
    if let Some(name) = files_of(head.version)
        .iter()
        .find(|name| !manifest.files.contains_key(**name))
    {
        return Err(foreign(format!("it does not name {name}")));
    }
    let ours = |(table, number): (&String, &i64)| {
        NUMBERED.contains(&table.as_str()) && (0..=HIGHEST).contains(number)
    };
    if !manifest.sequences.iter().all(ours) {
        return Err(foreign("its sequences are none of a library's".to_owned()));
    }
    Ok((manifest, crate::page::sha256(&text)))
}

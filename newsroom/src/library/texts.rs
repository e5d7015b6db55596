//! The texts: clippings as JSON, packed.
//!
//! Each carries zstd's checksum, so that a bit that rotted is noticed and never read as somebody's words.
//! A dictionary that is learned from a library's own texts makes them smaller still; what it saves is in
//! `docs/benchmarks.md`.

use std::cell::RefCell;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use rusqlite::{Connection, OptionalExtension};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use zstd::bulk::{Compressor, Decompressor};
use zstd::zstd_safe::{CParameter, get_frame_content_size};

use super::acts;
use crate::clipping::Block;
use crate::page::sha256;
use crate::{Clipping, Error, Library, Result};

/// zstd's own default: above it, texts of this size hardly get smaller; and it made 31 kB of a page of
/// 151 kB in our measurements.
const LEVEL: i32 = 3;

/// Larger than any clipping of a page of the largest size that is read; more is damage.
const LARGEST: u64 = 1 << 30;

/// How many texts a dictionary is learned from, and how large it is: about a hundred times its size of
/// samples, as zstd's manual advises.
const SAMPLES: u32 = 1_500;
const DICTIONARY: usize = 64 << 10;

thread_local! {
    /// What packs and unpacks, by dictionary; making one anew costs more than using it.
    static PACKERS: RefCell<Packers> = RefCell::default();
}

/// A dictionary's number is made of its content, so that the same number is the same dictionary in every
/// library; 0 is none.
#[derive(Default)]
struct Packers {
    pack: HashMap<i64, Compressor<'static>>,
    unpack: HashMap<i64, Decompressor<'static>>,
}

/// Writes a clipping down.
pub(super) fn keep(conn: &Connection, clipping: i64, json: &str) -> Result<()> {
    let latest = "SELECT id FROM dictionaries LIMIT 1";
    let dictionary: Option<i64> = conn
        .prepare_cached(latest)?
        .query_row([], |row| row.get(0))
        .optional()?;
    let packed = PACKERS.with_borrow_mut(|packers| -> Result<Vec<u8>> {
        let number = dictionary.unwrap_or(0);
        let packer = match packers.pack.entry(number) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                new.insert(compressor(&bytes_of(conn, number)?).map_err(unpackable)?)
            }
        };
        packer.compress(json.as_bytes()).map_err(unpackable)
    })?;
    conn.prepare_cached("INSERT INTO texts (clipping, dictionary, packed) VALUES (?1, ?2, ?3)")?
        .execute((clipping, dictionary, packed))?;
    Ok(())
}

/// Packs bytes that are not like the texts, so that no dictionary helps.
pub(super) fn packed(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    PACKERS.with_borrow_mut(|packers| {
        let packer = match packers.pack.entry(0) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(compressor(&[])?),
        };
        packer.compress(bytes)
    })
}

/// Reads the latest clipping of a story; `None` before there is one.
pub(super) fn latest(conn: &Connection, story: i64) -> Result<Option<Clipping>> {
    read_latest(conn, story)
}

/// Reads a clipping; `None` where it is damaged.
pub(super) fn of_clipping(conn: &Connection, clipping: i64) -> Result<Option<Clipping>> {
    let sql = "SELECT packed, dictionary FROM texts WHERE clipping = ?1";
    let found: Option<(Vec<u8>, Option<i64>)> = conn
        .prepare_cached(sql)?
        .query_row([clipping], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let json = found.and_then(|(packed, dictionary)| unpacked(conn, &packed, dictionary));
    Ok(json.and_then(|json| serde_json::from_slice(&json).ok()))
}

/// Reads the text of a story's latest clipping, and nothing else of it.
pub(super) fn latest_body(conn: &Connection, story: i64) -> Result<Vec<Block>> {
    let text: Option<Text> = read_latest(conn, story)?;
    Ok(text.unwrap_or_default().body)
}

/// The text of a clipping that was packed; `None` where it is no longer what was written.
pub(super) fn body_in(
    conn: &Connection,
    packed: &[u8],
    dictionary: Option<i64>,
) -> Option<Vec<Block>> {
    let json = unpacked(conn, packed, dictionary)?;
    let text: Text = serde_json::from_slice(&json).ok()?;
    Some(text.body)
}

/// A clipping, as far as it is text.
#[derive(Default, Deserialize)]
struct Text {
    #[serde(default)]
    body: Vec<Block>,
}

fn read_latest<T: DeserializeOwned>(conn: &Connection, story: i64) -> Result<Option<T>> {
    let sql = "SELECT texts.packed, texts.dictionary FROM stories
               LEFT JOIN texts ON texts.clipping = stories.clipping
               WHERE stories.id = ?1 AND stories.clipping IS NOT NULL";
    let found: Option<(Option<Vec<u8>>, Option<i64>)> = conn
        .prepare_cached(sql)?
        .query_row([story], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((packed, dictionary)) = found else {
        return Ok(None);
    };
    let json = packed.and_then(|packed| unpacked(conn, &packed, dictionary));
    let clipping = json.and_then(|json| serde_json::from_slice(&json).ok());
    clipping.map(Some).ok_or_else(|| damaged(story))
}

/// What was packed; `None` where it is no longer what was written.
pub(super) fn unpacked(
    conn: &Connection,
    packed: &[u8],
    dictionary: Option<i64>,
) -> Option<Vec<u8>> {
    let size = get_frame_content_size(packed).ok().flatten()?;
    if size > LARGEST {
        return None;
    }
    PACKERS.with_borrow_mut(|packers| {
        let number = dictionary.unwrap_or(0);
        let unpacker = match packers.unpack.entry(number) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let dictionary = bytes_of(conn, number).ok()?;
                new.insert(Decompressor::with_dictionary(&dictionary).ok()?)
            }
        };
        unpacker
            .decompress(packed, usize::try_from(size).ok()?)
            .ok()
    })
}

pub(super) fn damaged(story: i64) -> Error {
    Error::Library(format!(
        "the text of story {story} is damaged; the others can still be read; its page may be whole: \
         `desk verify` says so, and `desk restore` brings back a backup"
    ))
}

fn compressor(dictionary: &[u8]) -> std::io::Result<Compressor<'static>> {
    let mut compressor = Compressor::with_dictionary(LEVEL, dictionary)?;
    compressor.set_parameter(CParameter::ChecksumFlag(true))?;
    Ok(compressor)
}

fn bytes_of(conn: &Connection, dictionary: i64) -> Result<Vec<u8>> {
    if dictionary == 0 {
        return Ok(Vec::new());
    }
    let sql = "SELECT bytes FROM dictionaries WHERE id = ?1";
    let bytes: Vec<u8> = conn.query_row(sql, [dictionary], |row| row.get(0))?;
    match number_of(&bytes) == dictionary {
        true => Ok(bytes),
        false => Err(Error::Library(
            "the dictionary of the library's texts is damaged; `desk restore` brings back a backup"
                .to_owned(),
        )),
    }
}

/// The first eight bytes of its hash.
fn number_of(dictionary: &[u8]) -> i64 {
    let hash = sha256(dictionary);
    let first = hash.get(..15).unwrap_or_default();
    i64::from_str_radix(first, 16).unwrap_or(1)
}

fn unpackable(error: std::io::Error) -> Error {
    Error::Library(format!(
        "the text could not be packed: {error}; nothing was changed"
    ))
}

impl Library {
    /// Learns how this library's texts are best packed, once it holds enough of them; texts that come
    /// later take less room. Answers whether it did.
    ///
    /// # Errors
    /// If the library cannot be read or written.
    pub fn learn_to_pack(&self) -> Result<bool> {
        let enough = "SELECT NOT EXISTS (SELECT 1 FROM dictionaries)
                      AND (SELECT count(*) FROM (SELECT 1 FROM texts LIMIT ?1)) = ?1";
        let samples = {
            let look = self.look()?;
            if !look.query_row(enough, [SAMPLES], |row| row.get(0))? {
                return Ok(false);
            }
            // The latest: they are what the next will be like.
            let sql = "SELECT packed FROM texts ORDER BY clipping DESC LIMIT ?1";
            let mut statement = look.prepare(sql)?;
            let packed = statement.query_map([SAMPLES], |row| row.get::<_, Vec<u8>>(0))?;
            let packed = packed.collect::<rusqlite::Result<Vec<_>>>()?;
            let texts = packed
                .iter()
                .filter_map(|packed| unpacked(&look, packed, None));
            texts.collect::<Vec<_>>()
        };
        let Ok(bytes) = zstd::dict::from_samples(&samples, DICTIONARY) else {
            // Too much alike to learn from: they are small enough as they are.
            return Ok(false);
        };
        let tx = acts::begin(self)?;
        let sql = "INSERT INTO dictionaries (id, bytes) SELECT ?1, ?2
                   WHERE NOT EXISTS (SELECT 1 FROM dictionaries)";
        let new = tx.execute(sql, (number_of(&bytes), bytes))?;
        tx.commit()?;
        Ok(new > 0)
    }
}

/// The step to layout 4: what stood as JSON in `old_clippings` goes into `texts`, and names get the form
/// in which they are compared.
pub(super) fn take_over(tx: &Connection) -> rusqlite::Result<()> {
    let failed = |error: std::io::Error| rusqlite::Error::ToSqlConversionFailure(error.into());
    let mut packer = compressor(&[]).map_err(failed)?;
    let mut old = tx.prepare("SELECT id, clipping FROM old_clippings")?;
    let mut rows = old.query([])?;
    while let Some(row) = rows.next()? {
        let (id, json): (i64, String) = (row.get(0)?, row.get(1)?);
        let packed = packer.compress(json.as_bytes()).map_err(failed)?;
        tx.prepare_cached("INSERT INTO texts (clipping, packed) VALUES (?1, ?2)")?
            .execute((id, packed))?;
        tx.prepare_cached(
            "INSERT OR IGNORE INTO sheets (clipping, sha256)
             SELECT ?1, value ->> '$.sha256' FROM json_each(?2, '$.further')
             WHERE value ->> '$.sha256' IS NOT NULL",
        )?
        .execute((id, json))?;
    }
    drop(rows);
    drop(old);
    tx.execute_batch("DROP TABLE old_clippings")
}

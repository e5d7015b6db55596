//! Editions that were set: numbered, dated and kept as they were.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{Collections, name_of};
use crate::collection::{CollectionId, Delivery, DeliveryState, EditionCard};
use crate::edition::{self, Edition, Item, Number};
use crate::library::{acts, moment, stamp};
use crate::page::sha256;
use crate::{Error, Result};

/// More than the document of any edition: 256 MiB.
const LARGEST: usize = 256 << 20;

/// How hard documents are packed, as zstd counts.
const LEVEL: i32 = 9;

impl Collections<'_> {
    /// Sets the draft: it is numbered, dated, and kept as it is with its template and its pictures, whatever
    /// becomes of its stories. With `changes` it is a correction of the last edition, and says what it changed.
    /// The draft stays.
    ///
    /// # Errors
    /// If something blocks it ([`edition::check`]), there is nothing in it, or nothing to correct.
    pub fn set(
        &self,
        collection: CollectionId,
        changes: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<EditionCard> {
        let mut edition = self.draft(collection, now)?;
        edition.cleared(now)?;
        edition.changes = changes.map(|changes| changes.trim().to_owned());
        // Whether it can be laid out is known before it has a number.
        edition.sheet()?;
        let tx = acts::begin(self.library)?;
        let number = next_number(&tx, collection, edition.changes.is_some())?;
        edition.number = Some(number);
        edition.id = edition::id_of(&[
            "edition",
            &edition.title,
            &number.to_string(),
            &now.to_rfc3339(),
            &edition.id,
        ]);
        let json = serde_json::to_vec(&edition).map_err(|error| unkept(&error.to_string()))?;
        let packed = packed(&json)?;
        tx.execute(
            "INSERT INTO editions (collection, name, issue, correction, uuid, title, changes, set_at, document, sha256)
             VALUES (?1, ?2, ?3, ?4, ?5, ?2, ?6, ?7, ?8, ?9)",
            params![
                collection.0,
                edition.title,
                number.issue,
                number.correction,
                edition.id,
                edition.changes,
                stamp(now),
                packed,
                sha256(&json)
            ],
        )?;
        let id = tx.last_insert_rowid();
        for piece in edition.pieces() {
            tx.prepare_cached(
                "INSERT OR IGNORE INTO edition_stories (edition, story) VALUES (?1, ?2)",
            )?
            .execute((id, piece.story.0))?;
        }
        for (picture, _) in edition.pictures() {
            tx.prepare_cached(
                "INSERT OR IGNORE INTO edition_pictures (edition, file) VALUES (?1, ?2)",
            )?
            .execute((id, picture.file()))?;
        }
        if number.correction == 0 {
            let sql = "UPDATE collections SET next_number = ?2 WHERE id = ?1";
            tx.execute(sql, (collection.0, number.issue.saturating_add(1)))?;
        }
        tx.commit()?;
        let cards = all_of(&*self.library.look()?, collection)?;
        cards
            .into_iter()
            .find(|card| card.number == number)
            .ok_or_else(|| no_edition(&edition.title, number))
    }

    /// Begins the next edition: what stays in the draft is its sections and what was marked to stay.
    ///
    /// # Errors
    /// If there is no such collection.
    pub fn begin_next(
        &self,
        collection: CollectionId,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            let name = name_of(tx, collection)?;
            for sql in [
                "UPDATE sources SET section = NULL WHERE section IN
                   (SELECT id FROM collected WHERE collection = ?1 AND stays = 0)",
                "DELETE FROM collected WHERE collection = ?1 AND stays = 0",
            ] {
                tx.execute(sql, [collection.0])?;
            }
            Ok(format!("Began the next edition of “{name}”"))
        })
    }

    /// An edition as it was set, with its pictures. `None` for the latest that was not withdrawn.
    ///
    /// # Errors
    /// If there is none, or what was kept of it is damaged.
    pub fn edition(&self, collection: CollectionId, number: Option<Number>) -> Result<Edition> {
        let look = self.library.look()?;
        let name = name_of(&look, collection)?;
        let (document, hash) = match number {
            Some(number) => {
                let sql = "SELECT document, sha256 FROM editions
                           WHERE collection = ?1 AND issue = ?2 AND correction = ?3";
                look.query_row(sql, (collection.0, number.issue, number.correction), pair)
                    .optional()?
                    .ok_or_else(|| no_edition(&name, number))?
            }
            None => {
                let sql = "SELECT document, sha256 FROM editions WHERE collection = ?1 AND withdrawn_at IS NULL
                           ORDER BY issue DESC, correction DESC LIMIT 1";
                look.query_row(sql, [collection.0], pair)
                    .optional()?
                    .ok_or_else(|| Error::Missing(format!("no edition of “{name}” was set yet")))?
            }
        };
        drop(look);
        let json = unpacked(&document, &hash);
        let edition = json.and_then(|json| serde_json::from_slice::<Edition>(&json).ok());
        let mut edition = edition.ok_or_else(|| {
            Error::Library(format!(
                "what was kept of this edition of “{name}” is damaged; `desk restore` brings back a backup"
            ))
        })?;
        let read = |file: &str| self.library.pictures.read(file).map(|(_, bytes)| bytes);
        for item in edition.parts.iter_mut().flat_map(|part| &mut part.items) {
            match item {
                Item::Piece(piece) => {
                    for kept in &mut piece.pictures {
                        kept.bytes = read(&kept.picture.file())?;
                    }
                }
                Item::Picture(own) => own.bytes = read(&own.picture.file())?,
                Item::Note { .. } | Item::Heading { .. } | Item::Divider => {}
            }
        }
        Ok(edition)
    }

    /// Withdraws an edition: it stays, and says that it was withdrawn and why.
    ///
    /// # Errors
    /// If there is none, or it was withdrawn before.
    pub fn withdraw(
        &self,
        collection: CollectionId,
        number: Number,
        why: &str,
        now: DateTime<Utc>,
    ) -> Result<()> {
        let tx = acts::begin(self.library)?;
        let name = name_of(&tx, collection)?;
        let id = id_of(&tx, collection, number)?.ok_or_else(|| no_edition(&name, number))?;
        let sql = "UPDATE editions SET withdrawn_at = ?2, why = nullif(?3, '')
                   WHERE id = ?1 AND withdrawn_at IS NULL";
        if tx.execute(sql, (id, stamp(now), why.trim()))? == 0 {
            return Err(Error::Refused(format!(
                "No. {number} of “{name}” was withdrawn before; nothing was changed"
            )));
        }
        tx.commit()
    }

    /// Notes what becomes of a delivery of an edition to a taker: a file, or an address. The same delivery is
    /// noted once, with what became of it last.
    ///
    /// # Errors
    /// If there is no such edition, or the library cannot be written.
    pub fn note_delivery(&self, collection: CollectionId, delivery: &Delivery) -> Result<()> {
        let tx = acts::begin(self.library)?;
        let name = name_of(&tx, collection)?;
        let id = id_of(&tx, collection, delivery.number)?;
        let id = id.ok_or_else(|| no_edition(&name, delivery.number))?;
        tx.prepare_cached(
            "INSERT INTO deliveries (edition, at, format, taker, state, said) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (edition, taker, format) DO UPDATE SET at = excluded.at, state = excluded.state,
               said = excluded.said",
        )?
        .execute((
            id,
            stamp(delivery.at),
            &delivery.format,
            &delivery.taker,
            state_number(delivery.state),
            &delivery.said,
        ))?;
        tx.commit()
    }

    /// What left the desk of a collection, the latest first.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn deliveries(&self, collection: CollectionId) -> Result<Vec<Delivery>> {
        let look = self.library.look()?;
        let mut statement = look.prepare_cached(
            "SELECT at, issue, correction, format, taker, state, said FROM deliveries
             JOIN editions ON editions.id = deliveries.edition WHERE collection = ?1
             ORDER BY at DESC, deliveries.id DESC",
        )?;
        let deliveries = statement.query_map([collection.0], |row| {
            Ok(Delivery {
                at: moment(0, row)?,
                number: number(row.get(1)?, row.get(2)?),
                format: row.get(3)?,
                taker: row.get(4)?,
                state: state_numbered(row.get(5)?),
                said: row.get(6)?,
            })
        })?;
        Ok(deliveries.collect::<rusqlite::Result<_>>()?)
    }
}

/// The editions of a collection, the latest first.
pub(super) fn all_of(conn: &Connection, collection: CollectionId) -> Result<Vec<EditionCard>> {
    let mut statement = conn.prepare_cached(
        "SELECT name, issue, correction, title, set_at, changes, withdrawn_at, why,
           (SELECT count(*) FROM edition_stories WHERE edition = editions.id)
         FROM editions WHERE collection = ?1 ORDER BY issue DESC, correction DESC",
    )?;
    let cards = statement.query_map([collection.0], |row| {
        let withdrawn_at = match row.get_ref(6)? {
            ValueRef::Null => None,
            _ => Some(moment(6, row)?),
        };
        Ok(EditionCard {
            collection: row.get(0)?,
            number: number(row.get(1)?, row.get(2)?),
            title: row.get(3)?,
            set_at: moment(4, row)?,
            changes: row.get(5)?,
            withdrawn_at,
            why: row.get(7)?,
            stories: row.get(8)?,
        })
    })?;
    Ok(cards.collect::<rusqlite::Result<_>>()?)
}

/// Packs the document of an edition.
pub(in crate::library) fn packed(json: &[u8]) -> Result<Vec<u8>> {
    zstd::bulk::compress(json, LEVEL).map_err(|error| unkept(&error.to_string()))
}

/// The document of an edition, if it is what was kept.
pub(in crate::library) fn unpacked(document: &[u8], hash: &str) -> Option<Vec<u8>> {
    let json = zstd::bulk::decompress(document, LARGEST).ok();
    json.filter(|json| sha256(json) == hash)
}

/// Whether JSON is the document of this edition, and can be printed.
pub(in crate::library) fn is_document(json: &[u8], uuid: &str, number: Number) -> bool {
    let edition = serde_json::from_slice::<Edition>(json).ok();
    edition.is_some_and(|edition| {
        json.len() <= LARGEST && edition.id == uuid && edition.number == Some(number)
    })
}

/// The files of pictures that drafts and editions hold, and those that drafts held: what was taken out may
/// be put back.
pub(in crate::library) const PICTURES_KEPT: &str = "
    SELECT file FROM edition_pictures
    UNION SELECT picture FROM collected WHERE picture IS NOT NULL
    UNION SELECT held.file FROM (
      SELECT CASE WHEN json_valid(before) THEN before ->> '$.picture' END AS file
        FROM act_rows WHERE changed = 'collected'
      UNION SELECT CASE WHEN json_valid(after) THEN after ->> '$.picture' END
        FROM act_rows WHERE changed = 'collected') AS held WHERE held.file IS NOT NULL";

/// The same, as they are.
pub(in crate::library) fn pictures_kept(conn: &Connection) -> Result<HashSet<String>> {
    let mut statement = conn.prepare_cached(PICTURES_KEPT)?;
    let files = statement.query_map([], |row| row.get(0))?;
    Ok(files.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn number(issue: u32, correction: u32) -> Number {
    Number { issue, correction }
}

fn next_number(tx: &Connection, collection: CollectionId, corrects: bool) -> Result<Number> {
    let sql = "SELECT issue, max(correction) FROM editions WHERE collection = ?1
               GROUP BY issue ORDER BY issue DESC LIMIT 1";
    let last: Option<(u32, u32)> = tx
        .query_row(sql, [collection.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if corrects {
        let (issue, correction) = last.ok_or_else(|| {
            Error::Refused(
                "no edition was set yet, and so there is none to correct; nothing was changed"
                    .to_owned(),
            )
        })?;
        return Ok(number(issue, correction + 1));
    }
    let sql = "SELECT next_number FROM collections WHERE id = ?1";
    let next: u32 = tx.query_row(sql, [collection.0], |row| row.get(0))?;
    // Whatever an undone act says, no number is given twice.
    let free = last.map_or(0, |(issue, _)| issue + 1);
    Ok(number(next.max(free), 0))
}

fn id_of(conn: &Connection, collection: CollectionId, number: Number) -> Result<Option<i64>> {
    let sql = "SELECT id FROM editions WHERE collection = ?1 AND issue = ?2 AND correction = ?3";
    let found = conn.query_row(
        sql,
        (collection.0, number.issue, number.correction),
        |row| row.get(0),
    );
    Ok(found.optional()?)
}

fn pair(row: &Row<'_>) -> rusqlite::Result<(Vec<u8>, String)> {
    Ok((row.get(0)?, row.get(1)?))
}

fn state_number(state: DeliveryState) -> i64 {
    match state {
        DeliveryState::OnItsWay => 1,
        DeliveryState::Delivered => 2,
        DeliveryState::Refused => 3,
    }
}

fn state_numbered(number: i64) -> DeliveryState {
    match number {
        2 => DeliveryState::Delivered,
        3 => DeliveryState::Refused,
        _ => DeliveryState::OnItsWay,
    }
}

fn no_edition(name: &str, number: Number) -> Error {
    Error::Missing(format!("there is no edition {number} of “{name}”"))
}

fn unkept(why: &str) -> Error {
    Error::Library(format!(
        "the edition could not be kept: {why}; nothing was set"
    ))
}

//! The pictures that stories show: which are wanted, which are kept, and why one is not.

mod folder;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, params};

use super::{Library, acts, facts, moment, stamp};
use crate::edition::ItemPicture;
use crate::picture::{self, Media, Picture, StoryPicture};
use crate::story::{Story, StoryId};
use crate::{Address, Page, Result};

pub use folder::PictureFolder;
pub(super) use folder::in_passing;

/// Said of a picture that nobody has asked for yet.
const NOT_YET: &str = "it has not been fetched yet";

/// The pictures.
#[derive(Debug, Clone, Copy)]
pub struct Pictures<'l> {
    pub(super) library: &'l Library,
}

impl Pictures<'_> {
    /// Notes the pictures that a story shows, before anything is fetched, and keeps those that its page
    /// holds itself. Answers those that are still to be fetched: what failed before is wanted again, and
    /// so is one whose file has gone or gone bad.
    ///
    /// # Errors
    /// If there is no such story, or the library cannot be written.
    pub fn expect(&self, story: StoryId, page: &Page, now: DateTime<Utc>) -> Result<Vec<Address>> {
        let shown = self.library.stories().get(story)?.pictures;
        let tx = acts::begin(self.library)?;
        tx.prepare_cached("UPDATE pictures SET position = NULL WHERE story = ?1")?
            .execute([story.0])?;
        for (position, picture) in shown.iter().enumerate() {
            tx.prepare_cached(
                "INSERT INTO pictures (story, address, position, unkept) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (story, address) DO UPDATE SET position = excluded.position",
            )?
            .execute((story.0, picture.address.as_str(), position, NOT_YET))?;
        }
        tx.commit()?;
        let here = |kept: &Picture| self.library.pictures.read(&kept.file()).is_ok();
        let wanted = shown
            .into_iter()
            .filter(|picture| !picture.kept.as_ref().is_some_and(here));
        let mut wanted: Vec<_> = wanted.map(|picture| picture.address).collect();
        for (address, bytes) in picture::held(page, &wanted) {
            self.receive(story, &address, Ok(&bytes), now)?;
            wanted.retain(|other| *other != address);
        }
        Ok(wanted)
    }

    /// Keeps a picture that was expected, or notes why it is not kept. What is no picture, or one
    /// that cannot be drawn safely, is noted like one that did not come. Answers whether it is kept.
    ///
    /// # Errors
    /// If the library cannot be written.
    pub fn receive(
        &self,
        story: StoryId,
        address: &Address,
        came: std::result::Result<&[u8], &str>,
        now: DateTime<Utc>,
    ) -> Result<bool> {
        let judged = came.map_err(str::to_owned);
        let judged = judged.and_then(|bytes| Ok((picture::look(bytes)?, bytes)));
        let (look, bytes) = match judged {
            Ok(kept) => kept,
            Err(why) => {
                let tx = acts::begin(self.library)?;
                tx.prepare_cached(
                    "UPDATE pictures SET unkept = ?3, tried_at = ?4
                         WHERE story = ?1 AND address = ?2 AND sha256 IS NULL",
                )?
                .execute((story.0, address.as_str(), why, stamp(now)))?;
                tx.commit()?;
                return Ok(false);
            }
        };
        // The file first: a crash in between leaves a file without a row, never a row without its file.
        let sha256 = self.library.pictures.keep(bytes, look.media)?;
        let tx = acts::begin(self.library)?;
        tx.prepare_cached(
            "UPDATE pictures SET unkept = NULL, tried_at = ?3, sha256 = ?4, media = ?5,
                   width = ?6, height = ?7, bytes = ?8 WHERE story = ?1 AND address = ?2",
        )?
        .execute(params![
            story.0,
            address.as_str(),
            stamp(now),
            sha256,
            look.media.as_str(),
            look.width,
            look.height,
            bytes.len(),
        ])?;
        tx.commit()?;
        Ok(true)
    }

    /// Notes that fetching was stopped, for the pictures of a story that have not come.
    ///
    /// # Errors
    /// If the library cannot be written.
    pub fn stopped(&self, story: StoryId) -> Result<()> {
        let sql = "UPDATE pictures SET unkept = 'fetching it was cancelled'
                   WHERE story = ?1 AND unkept = ?2";
        let tx = acts::begin(self.library)?;
        tx.execute(sql, (story.0, NOT_YET))?;
        tx.commit()
    }
}

/// The pictures that a story shows, as it stands and in its original words, each with what became of it.
pub(super) fn of(
    conn: &Connection,
    story: StoryId,
    facts: &facts::Facts,
) -> Result<Vec<StoryPicture>> {
    let lead = facts.clipping.lead_image.as_ref().map(|lead| &lead.value);
    let texts = [&facts.body.value].into_iter().chain(&facts.body.original);
    let mut known: HashMap<String, StoryPicture> = HashMap::new();
    let mut statement = conn.prepare_cached(
        "SELECT sha256, media, width, height, bytes, address, unkept, tried_at FROM pictures
         WHERE story = ?1",
    )?;
    let mut rows = statement.query([story.0])?;
    while let Some(row) = rows.next()? {
        let address: String = row.get(5)?;
        if let Ok(read) = Address::read(&address) {
            let picture = StoryPicture {
                address: read,
                kept: picture_of(row)?,
                unkept: row.get(6)?,
                tried_at: match row.get_ref(7)? {
                    ValueRef::Null => None,
                    _ => Some(moment(7, row)?),
                },
            };
            known.insert(address, picture);
        }
    }
    let shown = picture::shown(lead, texts).into_iter();
    let told = shown.map(|image| {
        let unasked = || StoryPicture {
            address: image.address.clone(),
            kept: None,
            unkept: Some(NOT_YET.to_owned()),
            tried_at: None,
        };
        known.remove(image.address.as_str()).unwrap_or_else(unasked)
    });
    Ok(told.collect())
}

/// Most bytes of pictures in one edition: 64 MiB, which an HTML file that holds them makes 85 MiB.
pub(super) const MOST_PRINTED: u64 = 64 << 20;

/// The kept pictures of a story with their bytes, as long as there is room for them in its edition.
/// One whose file is gone or damaged is left out, as one that is not kept.
pub(super) fn printed(library: &Library, story: &Story, room: &mut u64) -> Vec<ItemPicture> {
    let kept = story.pictures.iter();
    let kept = kept.filter_map(|shown| Some((&shown.address, shown.kept.as_ref()?)));
    let read = |(address, picture): (&Address, &Picture)| {
        let left = room.checked_sub(picture.bytes)?;
        let (_, bytes) = library.pictures.read(&picture.file()).ok()?;
        *room = left;
        Some(ItemPicture {
            address: address.clone(),
            picture: picture.clone(),
            bytes,
        })
    };
    kept.filter_map(read).collect()
}

/// The first picture of each of these stories (a JSON array of numbers) that a list can draw small
/// without unpacking more than a few megabytes for it.
pub(super) fn firsts(conn: &Connection, stories: &str) -> Result<Vec<(i64, Picture)>> {
    let mut statement = conn.prepare_cached(
        "SELECT sha256, media, width, height, bytes, story, min(position) FROM pictures
         WHERE story IN (SELECT value FROM json_each(?1)) AND position IS NOT NULL
           AND sha256 IS NOT NULL AND width * height BETWEEN 4096 AND 4000000
         GROUP BY story",
    )?;
    let rows = statement.query_map([stories], |row| Ok((row.get(5)?, picture_of(row)?)))?;
    let found: Vec<(i64, Option<Picture>)> = rows.collect::<rusqlite::Result<_>>()?;
    let found = found.into_iter();
    Ok(found
        .filter_map(|(story, picture)| Some((story, picture?)))
        .collect())
}

/// A picture that is kept, from the first five columns of a row: its hash, what it is, width, height, bytes.
fn picture_of(row: &Row<'_>) -> rusqlite::Result<Option<Picture>> {
    let media: Option<String> = row.get(1)?;
    let Some(media) = media.as_deref().and_then(Media::named) else {
        return Ok(None);
    };
    Ok(Some(Picture {
        sha256: row.get(0)?,
        media,
        width: row.get(2)?,
        height: row.get(3)?,
        bytes: row.get(4)?,
    }))
}

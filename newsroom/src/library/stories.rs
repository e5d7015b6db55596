//! Stories: kept, corrected, marked, spiked.

use rusqlite::{Connection, OptionalExtension};

use super::{Library, acts, claims, facts, leads, margins, moment, pictures, tags, topics};
use crate::clipping::markdown::markdown_of;
use crate::page::{Errand, How};
use crate::story::{Marks, Snapshot, Story, StoryId};
use crate::{Address, Error, Result};

mod correct;
mod entries;
pub(super) mod filing;
mod keys;
pub(super) mod marks;
mod merge;
mod versions;

pub use correct::Correction;
pub(super) use correct::is_language;
pub use filing::Filed;

/// The stories.
#[derive(Debug, Clone, Copy)]
pub struct Stories<'l> {
    pub(super) library: &'l Library,
}

impl Stories<'_> {
    /// Notes why a story's page could not be fetched. A story that was clipped before stays as it is.
    ///
    /// # Errors
    /// If the library cannot be written.
    pub fn not_fetched(&self, story: StoryId, why: &str) -> Result<()> {
        let sql = "UPDATE stories SET unfetched = ?2 WHERE id = ?1 AND clipping IS NULL";
        let tx = acts::begin(self.library)?;
        tx.execute(sql, (story.0, why))?;
        tx.commit()
    }

    /// Where a story's page is to be fetched again.
    ///
    /// # Errors
    /// If there is no such story, or it has no address.
    pub fn errand(&self, story: StoryId) -> Result<Errand> {
        let sql = "SELECT address, typed FROM stories WHERE id = ?1";
        let found: Option<(Option<String>, bool)> = self
            .library
            .look()?
            .query_row(sql, [story.0], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let (address, typed) = found.ok_or_else(|| missing(story))?;
        let address = address.ok_or_else(|| {
            Error::Refused(format!("story {} has no address to fetch it from", story.0))
        })?;
        let address = Address::read(&address)?;
        Ok(if typed {
            Errand::Typed(address)
        } else {
            Errand::Pointed(address)
        })
    }

    /// The links whose page is still to be fetched, spiked ones left out.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn waiting(&self) -> Result<Vec<StoryId>> {
        let sql = "SELECT id FROM stories JOIN marks ON marks.story = id
                   WHERE unfetched IS NOT NULL AND spiked_at IS NULL ORDER BY id";
        let look = self.library.look()?;
        let mut statement = look.prepare_cached(sql)?;
        let found = statement.query_map([], |row| row.get(0).map(StoryId))?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// The story with a number that a person gave.
    ///
    /// # Errors
    /// If there is none.
    pub fn find(&self, number: i64) -> Result<StoryId> {
        check(&*self.library.look()?, number)?;
        Ok(StoryId(number))
    }

    /// A story, whole.
    ///
    /// # Errors
    /// If there is no such story.
    pub fn get(&self, story: StoryId) -> Result<Story> {
        let look = self.library.look()?;
        let conn: &Connection = &look;
        let sql =
            "SELECT address, unfetched, added_at, read_at IS NOT NULL, starred_at IS NOT NULL,
                     done_at IS NOT NULL, spiked_at IS NOT NULL,
                     (SELECT count(*) FROM clippings WHERE clippings.story = stories.id)
                   FROM stories JOIN marks ON marks.story = stories.id WHERE stories.id = ?1";
        let found = conn.prepare_cached(sql)?.query_row([story.0], |row| {
            let marks = Marks {
                read: row.get(3)?,
                starred: row.get(4)?,
                done: row.get(5)?,
                spiked: row.get(6)?,
            };
            let address: Option<String> = row.get(0)?;
            let unfetched: Option<String> = row.get(1)?;
            let versions: u32 = row.get(7)?;
            Ok((address, unfetched, moment(2, row)?, marks, versions))
        });
        let (address, unfetched, added_at, marks, versions) =
            found.optional()?.ok_or_else(|| missing(story))?;
        let address = address.map(|address| Address::read(&address)).transpose()?;
        let facts = facts::of(conn, story.0, address.as_ref())?;
        let entries = entries::of(conn, &facts.clipping)?;
        let pictures = pictures::of(conn, story, &facts)?;
        Ok(Story {
            id: story,
            address,
            unfetched,
            kind: facts.clipping.kind,
            kind_evidence: facts.clipping.kind_evidence,
            entries,
            pictures,
            body_markdown: markdown_of(&facts.body.value),
            headline: facts.headline,
            standfirst: facts.standfirst,
            byline: facts.byline,
            outlet: facts.outlet,
            agency: facts.agency,
            author_note: facts.author_note,
            published: facts.published,
            day_hints: facts.clipping.day_hints,
            language: facts.language,
            kicker: facts.kicker,
            dateline: facts.dateline,
            credited: facts.clipping.credited,
            modified: facts.clipping.modified,
            rights: facts.clipping.rights,
            keywords: facts.clipping.keywords,
            paywalled: facts.clipping.paywalled,
            lead_image: facts.clipping.lead_image,
            body: facts.body,
            leads: leads::of(conn, story)?,
            pages: facts.clipping.pages,
            omissions: facts.clipping.omissions,
            marks,
            tags: tags::of(conn, story)?,
            placings: topics::placings(conn, story)?,
            claim: claims::of(conn, story)?,
            notes: margins::notes(conn, story.0)?,
            highlights: margins::highlights(conn, story.0)?,
            quotes: margins::quotes(conn, story.0)?,
            translations: margins::translations::of(conn, story.0)?,
            copies: versions::copies(conn, story)?,
            added_at,
            snapshot: snapshot_of(conn, story)?,
            versions,
        })
    }
}

fn snapshot_of(conn: &Connection, story: StoryId) -> Result<Option<Snapshot>> {
    let sql = "SELECT sha256, bytes, how, clipped_at FROM stories
               JOIN clippings ON clippings.id = stories.clipping WHERE stories.id = ?1";
    let found = conn.prepare_cached(sql)?.query_row([story.0], |row| {
        let how: String = row.get(2)?;
        Ok(Snapshot {
            sha256: row.get(0)?,
            bytes: row.get(1)?,
            how: how_of(&how),
            seen_at: moment(3, row)?,
        })
    });
    Ok(found.optional()?)
}

fn how_of(words: &str) -> How {
    match words {
        "fetched" => How::Fetched,
        "pasted" => How::Pasted,
        "sample" => How::Sample,
        _ => How::File,
    }
}

/// Stories in words: “the headline”, or “3 stories”.
pub(super) fn counted(conn: &Connection, stories: &[StoryId]) -> Result<String> {
    match stories {
        [story] => Ok(format!("“{}”", headline(conn, story.0)?)),
        _ => Ok(format!("{} stories", stories.len())),
    }
}

fn headline(conn: &Connection, story: i64) -> Result<String> {
    let sql = "SELECT headline FROM stories WHERE id = ?1";
    Ok(conn
        .prepare_cached(sql)?
        .query_row([story], |row| row.get(0))?)
}

/// Refuses a story that is not here.
pub(super) fn check(conn: &Connection, story: i64) -> Result<()> {
    match conn
        .prepare_cached("SELECT 1 FROM stories WHERE id = ?1")?
        .exists([story])?
    {
        true => Ok(()),
        false => Err(missing(StoryId(story))),
    }
}

fn missing(story: StoryId) -> Error {
    Error::Missing(format!("story {} is not in this library", story.0))
}

//! The entries of a live blog that is here, each to be clipped as a story of its own.

use rusqlite::Connection;

use super::keys::{key_of_entry, story_of_key};
use super::{Stories, missing, snapshot_of};
use crate::library::{snapshots, texts};
use crate::page::{Reach, Whole};
use crate::story::{StoryEntry, StoryId};
use crate::{Clipping, Error, Page, Result};

impl Stories<'_> {
    /// One entry of a live blog that is here, by its place in the story's entries: cut, to be filed as a
    /// story of its own, with the blog's page, which is its evidence.
    ///
    /// # Errors
    /// If there is no such story, or no such entry, or the library cannot be read.
    pub fn entry(&self, blog: StoryId, place: usize) -> Result<(Whole, Clipping)> {
        let look = self.library.look()?;
        let conn: &Connection = &look;
        let clipping = texts::latest(conn, blog.0)?.ok_or_else(|| missing(blog))?;
        let entry = clipping.entry(place).ok_or_else(|| {
            Error::Missing(format!(
                "story {} has {} entries, and no entry {}",
                blog.0,
                clipping.entries.len(),
                place + 1
            ))
        })?;
        let snapshot = snapshot_of(conn, blog)?.ok_or_else(|| missing(blog))?;
        let (form, charset) = snapshots::read_as(self.library, &snapshot.sha256)?;
        let page = Page {
            address: clipping.address,
            bytes: self.library.snapshot(&snapshot.sha256)?,
            form,
            charset,
            seen_at: snapshot.seen_at,
            how: snapshot.how,
        };
        // What a person typed may be private, and so may what it shows.
        let reach = self
            .errand(blog)
            .map_or(Reach::Public, |errand| errand.reach());
        let whole = Whole {
            reach,
            ..Whole::of(page)
        };
        Ok((whole, entry))
    }
}

/// The entries of a live blog, each with the story it became.
pub(super) fn of(conn: &Connection, blog: &Clipping) -> Result<Vec<StoryEntry>> {
    let entries = blog.entries.iter().map(|entry| {
        let key = blog
            .address
            .as_ref()
            .map(|address| key_of_entry(address, &entry.fragment()));
        let clipped = key
            .map(|key| story_of_key(conn, &key))
            .transpose()?
            .flatten();
        Ok(StoryEntry {
            headline: entry.headline(),
            published: entry.published,
            clipped: clipped.map(StoryId),
        })
    });
    entries.collect()
}

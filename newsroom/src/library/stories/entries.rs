//! The entries of a live blog that is here, each to be clipped as a story of its own.

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::filing::{key_of_entry, story_of_key};
use super::{Filed, Stories, facts, missing, snapshot_of};
use crate::job::Fate;
use crate::page::Form;
use crate::story::{StoryEntry, StoryId};
use crate::{Clipping, Error, Page, Result};

impl Stories<'_> {
    /// Files one entry of a live blog that is here, by its place in the story's entries, as a story of
    /// its own with the entry's time and headline. Its evidence is the blog's snapshot.
    ///
    /// # Errors
    /// If there is no such story, or no such entry, or the library cannot be written.
    pub fn file_entry(&self, blog: StoryId, place: usize, now: DateTime<Utc>) -> Result<Filed> {
        let conn = &self.library.conn;
        let clipping = facts::latest_clipping(conn, blog.0)?.ok_or_else(|| missing(blog))?;
        let entry = clipping.entry(place).ok_or_else(|| {
            Error::Missing(format!(
                "story {} has {} entries, and no entry {}",
                blog.0,
                clipping.entries.len(),
                place + 1
            ))
        })?;
        let snapshot = snapshot_of(conn, blog)?.ok_or_else(|| missing(blog))?;
        let page = Page {
            address: clipping.address,
            bytes: self.library.snapshot(&snapshot.sha256)?,
            form: Form::Html,
            charset: None,
            seen_at: snapshot.seen_at,
            how: snapshot.how,
        };
        self.file(&page, &entry, now)
    }

    /// The same, answered with the sentence that says what was done; none if it was here already.
    ///
    /// # Errors
    /// As [`Stories::file_entry`].
    pub fn clip_entry(
        &self,
        blog: StoryId,
        place: usize,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        let filed = self.file_entry(blog, place, now)?;
        if filed.fate != Fate::New {
            return Ok(None);
        }
        let headline = self.get(filed.story)?.headline.value;
        Ok(Some(format!("Clipped “{headline}”")))
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

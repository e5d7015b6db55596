//! Every clipping of a story's page that is kept, and stories with the same text.

use rusqlite::Connection;

use super::{Stories, check, how_of};
use crate::clipping::Published;
use crate::clipping::markdown::word_count;
use crate::library::{moment, texts};
use crate::story::{Copy, StoryId, Version, VersionText};
use crate::{Error, Result};

/// More versions than anybody reads through; a page that is clipped each hour for a month has as many.
const MOST: u32 = 1_000;

impl Stories<'_> {
    /// The versions of a story's page, the latest first, at most a thousand. One whose text is damaged is
    /// there without its words.
    ///
    /// # Errors
    /// If there is no such story.
    pub fn versions(&self, story: StoryId) -> Result<Vec<Version>> {
        let look = self.library.look()?;
        check(&look, story.0)?;
        let mut statement = look.prepare_cached(
            "SELECT id, clipped_at, how, sha256, bytes FROM clippings WHERE story = ?1
             ORDER BY id DESC LIMIT ?2",
        )?;
        let versions = statement.query_map((story.0, MOST), |row| {
            let how: String = row.get(2)?;
            Ok(Version {
                id: row.get(0)?,
                seen_at: moment(1, row)?,
                how: how_of(&how),
                sha256: row.get(3)?,
                bytes: row.get(4)?,
                headline: None,
                words: 0,
            })
        })?;
        let mut versions: Vec<Version> = versions.collect::<rusqlite::Result<_>>()?;
        for version in &mut versions {
            if let Some(clipping) = texts::of_clipping(&look, version.id)? {
                version.headline = clipping.headline.map(|part| part.value);
                version.words = u32::try_from(word_count(&clipping.body)).unwrap_or(u32::MAX);
            }
        }
        Ok(versions)
    }

    /// What a version of a story's page says.
    ///
    /// # Errors
    /// If the story has no such version, or its text is damaged.
    pub fn version(&self, story: StoryId, version: i64) -> Result<VersionText> {
        let look = self.library.look()?;
        let sql = "SELECT 1 FROM clippings WHERE id = ?1 AND story = ?2";
        if !look.prepare_cached(sql)?.exists((version, story.0))? {
            return Err(Error::Missing(format!(
                "story {} has no version {version}",
                story.0
            )));
        }
        let clipping = texts::of_clipping(&look, version)?.ok_or_else(|| {
            Error::Library(format!(
                "the text of version {version} of story {} is damaged; its page is kept, and can be \
                 looked at as a snapshot",
                story.0
            ))
        })?;
        Ok(VersionText {
            headline: clipping.headline.map(|part| part.value),
            standfirst: clipping.standfirst.map(|part| part.value),
            body: clipping.body,
        })
    }
}

/// Other stories with the same text, oldest first; those in the bin are left out.
pub(super) fn copies(conn: &Connection, story: StoryId) -> Result<Vec<Copy>> {
    /// More outlets than anybody reads the names of.
    const MOST: u32 = 50;
    let mut statement = conn.prepare_cached(
        "SELECT other.id, other.headline, outlets.name, other.published, other.added_at
         FROM stories JOIN stories AS other ON other.wire = stories.wire AND other.id <> stories.id
         JOIN marks ON marks.story = other.id AND spiked_at IS NULL
         LEFT JOIN outlets ON outlets.id = other.outlet
         WHERE stories.id = ?1 AND EXISTS (SELECT 1 FROM copies WHERE copies.story = stories.id)
         ORDER BY other.id LIMIT ?2",
    )?;
    let copies = statement.query_map((story.0, MOST), |row| {
        let published: Option<String> = row.get(3)?;
        Ok(Copy {
            story: StoryId(row.get(0)?),
            headline: row.get(1)?,
            outlet: row.get(2)?,
            published: published.and_then(|published| Published::read(&published).ok()),
            added_at: moment(4, row)?,
        })
    })?;
    Ok(copies.collect::<rusqlite::Result<_>>()?)
}

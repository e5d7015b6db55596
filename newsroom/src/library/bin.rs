//! The bin: what was spiked stays in it until somebody empties it.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, params};
use serde::Serialize;

use super::{Library, acts, stamp};
use crate::Result;

/// How long a story stays in the bin at least, unless a person says that all of it shall go.
const REST: TimeDelta = TimeDelta::days(30);

/// Stories in one write.
const AT_ONCE: u32 = 200;

/// Evidence that no story speaks of is younger than this while its story is being written.
const SETTLED: TimeDelta = TimeDelta::days(1);

/// The bin.
#[derive(Debug, Clone, Copy)]
pub struct Bin<'l> {
    pub(super) library: &'l Library,
}

/// What was purged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Purged {
    /// How many stories.
    pub stories: u64,
    /// How many pages and pictures that no other story shows.
    pub evidence: u64,
}

impl Bin<'_> {
    /// Purges the stories that have been in the bin for thirty days. This cannot be undone.
    ///
    /// # Errors
    /// If the library cannot be written. What was purged until then is gone.
    pub fn empty(&self, now: DateTime<Utc>) -> Result<Purged> {
        self.purge(stamp(now - REST), now)
    }

    /// Purges everything in the bin. This cannot be undone.
    ///
    /// # Errors
    /// As [`Bin::empty`].
    pub fn empty_all(&self, now: DateTime<Utc>) -> Result<Purged> {
        // A clock that ran backwards must not keep anything in.
        self.purge(i64::MAX, now)
    }

    /// How many stories [`Bin::empty`] and [`Bin::empty_all`] would purge.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn holds(&self, now: DateTime<Utc>) -> Result<(u64, u64)> {
        let sql = "SELECT count(*) FILTER (WHERE spiked_at <= ?1), count(*) FROM marks
                   WHERE spiked_at IS NOT NULL";
        let look = self.library.look()?;
        Ok(look.query_row(sql, [stamp(now - REST)], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?)
    }

    fn purge(&self, until: i64, now: DateTime<Utc>) -> Result<Purged> {
        let mut purged = Purged::default();
        let mut pictures = HashSet::new();
        loop {
            let tx = acts::begin(self.library)?;
            let stories: Vec<i64> = tx
                .prepare(
                    "SELECT story FROM marks WHERE spiked_at IS NOT NULL AND spiked_at <= ?1
                     ORDER BY story LIMIT ?2",
                )?
                .query_map((until, AT_ONCE), |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            if stories.is_empty() {
                break;
            }
            for story in &stories {
                pictures.extend(shown_by(&tx, *story)?);
                purge(&tx, *story)?;
            }
            // Acts of which nothing is left are no way back to anything.
            tx.execute(
                "DELETE FROM acts WHERE state <> 'open'
                   AND NOT EXISTS (SELECT 1 FROM act_rows WHERE act = acts.id)",
                [],
            )?;
            tx.commit()?;
            purged.stories += stories.len() as u64;
        }
        if purged.stories > 0 {
            purged.evidence = self.collect(pictures, now)?;
        }
        Ok(purged)
    }

    /// Takes away the pages that no story speaks of, and those of some pictures that none shows.
    fn collect(&self, mut unshown: HashSet<String>, now: DateTime<Utc>) -> Result<u64> {
        let look = self.library.look()?;
        let hashes = |sql: &str| -> Result<HashSet<String>> {
            let mut statement = look.prepare(sql)?;
            let found = statement.query_map([], |row| row.get(0))?;
            Ok(found.collect::<rusqlite::Result<_>>()?)
        };
        // Pages that an import has brought are waiting for their stories.
        let coming = "SELECT 1 FROM library WHERE key IN ('importing', 'merging')";
        if look.prepare(coming)?.exists([])? {
            return Ok(0);
        }
        let pages = hashes("SELECT sha256 FROM clippings UNION SELECT sha256 FROM sheets")?;
        for shown in hashes(&format!(
            "SELECT {FILE} FROM pictures WHERE sha256 IS NOT NULL"
        ))? {
            unshown.remove(&shown);
        }
        for printed in super::collections::pictures_kept(&look)? {
            unshown.remove(&printed);
        }
        drop(look);
        let mut gone = 0;
        let snapshots = self.library.snapshots.lock();
        let settled = (now - SETTLED).to_rfc3339_opts(chrono::SecondsFormat::Millis, true);
        let orphans: Vec<String> = {
            let mut all = snapshots.prepare("SELECT sha256 FROM snapshots WHERE seen_at < ?1")?;
            let all = all.query_map([settled], |row| row.get::<_, String>(0))?;
            let orphans = all.filter(|sha| sha.as_ref().map_or(true, |sha| !pages.contains(sha)));
            orphans.collect::<rusqlite::Result<_>>()?
        };
        for some in orphans.chunks(AT_ONCE as usize) {
            let tx = snapshots.unchecked_transaction()?;
            for sha in some {
                gone += tx.execute("DELETE FROM snapshots WHERE sha256 = ?1", [sha])? as u64;
            }
            tx.commit()?;
        }
        drop(snapshots);
        let unshown = unshown.iter();
        let taken = unshown.filter(|file| self.library.pictures.forget(file));
        Ok(gone + taken.count() as u64)
    }
}

/// The name of a picture's file, in SQL.
const FILE: &str = "sha256 || '.' || media";

fn shown_by(tx: &Connection, story: i64) -> Result<Vec<String>> {
    let sql = format!("SELECT {FILE} FROM pictures WHERE story = ?1 AND sha256 IS NOT NULL");
    let mut statement = tx.prepare_cached(&sql)?;
    let files = statement.query_map([story], |row| row.get(0))?;
    Ok(files.collect::<rusqlite::Result<_>>()?)
}

/// Takes a story out of the library for good.
fn purge(tx: &Connection, story: i64) -> Result<()> {
    // Its text may have been somebody's copy.
    let wire: Option<i64> =
        tx.query_row("SELECT wire FROM stories WHERE id = ?1", [story], |row| {
            row.get(0)
        })?;
    for sql in [
        "DELETE FROM act_rows WHERE story = ?1",
        "DELETE FROM tagged WHERE story = ?1",
        "DELETE FROM gathered WHERE story = ?1",
        "DELETE FROM written WHERE story = ?1",
        "DELETE FROM copies WHERE story = ?1",
        "DELETE FROM notes WHERE story = ?1",
        "DELETE FROM highlights WHERE story = ?1",
        "DELETE FROM translations WHERE story = ?1",
        "DELETE FROM claims WHERE story = ?1",
        "DELETE FROM collected WHERE story = ?1",
        "DELETE FROM passed_over WHERE story = ?1",
        "DELETE FROM story_rights WHERE story = ?1",
        "DELETE FROM quotes WHERE story = ?1",
        "DELETE FROM leads WHERE story = ?1",
        "DELETE FROM pictures WHERE story = ?1",
        "DELETE FROM corrections WHERE story = ?1",
        "DELETE FROM keys WHERE story = ?1",
        "UPDATE stories SET outlet = NULL, agency = NULL, language = NULL, published_order = NULL,
           unfetched = NULL, clipping = NULL, wire = NULL WHERE id = ?1",
        "DELETE FROM texts WHERE clipping IN (SELECT id FROM clippings WHERE story = ?1)",
        "DELETE FROM sheets WHERE clipping IN (SELECT id FROM clippings WHERE story = ?1)",
        "DELETE FROM clippings WHERE story = ?1",
        "DELETE FROM marks WHERE story = ?1",
        "DELETE FROM stories WHERE id = ?1",
        // The search index takes it out when it comes to it.
        "INSERT OR REPLACE INTO unindexed (story) VALUES (?1)",
    ] {
        tx.prepare_cached(sql)?.execute(params![story])?;
    }
    super::shown::tell_copies(tx, wire)
}

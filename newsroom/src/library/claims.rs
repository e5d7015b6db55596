//! Whether what stories say holds.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};

use super::{Library, acts, moment, stamp, stories};
use crate::claim::{Claim, ClaimStatus};
use crate::story::StoryId;
use crate::{Error, Result};

/// Longer than the name of any person or body that could vouch for something.
const LONGEST: usize = 500;

/// What was judged of stories.
#[derive(Debug, Clone, Copy)]
pub struct Claims<'l> {
    pub(super) library: &'l Library,
}

impl Claims<'_> {
    /// Says whether what stories say holds: by whom that was looked into, and on whose word.
    ///
    /// # Errors
    /// If a story does not exist, or a name has more than 500 characters; then nothing is said.
    pub fn judge(
        &self,
        stories: &[StoryId],
        status: ClaimStatus,
        by: Option<&str>,
        according_to: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        let (by, according_to) = (name(by)?, name(according_to)?);
        acts::act(self.library, now, |tx| {
            for story in stories {
                stories::check(tx, story.0)?;
                tx.prepare_cached(
                    "INSERT INTO claims (story, status, by, according_to, made_at)
                     VALUES (?1, ?2, ?3, ?4, ?5)
                     ON CONFLICT (story) DO UPDATE SET status = excluded.status, by = excluded.by,
                       according_to = excluded.according_to, made_at = excluded.made_at
                     WHERE status <> excluded.status OR by IS NOT excluded.by
                       OR according_to IS NOT excluded.according_to",
                )?
                .execute((
                    story.0,
                    status.number(),
                    &by,
                    &according_to,
                    stamp(now),
                ))?;
            }
            let which = stories::counted(tx, stories)?;
            Ok(format!("Marked {which} as {}", status.words()))
        })
    }

    /// Takes back what was said of whether stories hold.
    ///
    /// # Errors
    /// If a story does not exist.
    pub fn withdraw(&self, stories: &[StoryId], now: DateTime<Utc>) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            for story in stories {
                stories::check(tx, story.0)?;
                tx.prepare_cached("DELETE FROM claims WHERE story = ?1")?
                    .execute([story.0])?;
            }
            let which = stories::counted(tx, stories)?;
            Ok(format!("Took the status of {which} back"))
        })
    }
}

fn name(name: Option<&str>) -> Result<Option<String>> {
    let seen = |c: &char| !c.is_control();
    let name: String = name.unwrap_or_default().chars().filter(seen).collect();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => Ok(None),
        1..=LONGEST => Ok(Some(name)),
        long => Err(Error::Refused(format!(
            "who vouches for a story may be said in {LONGEST} characters; this has {long}; nothing was \
             changed"
        ))),
    }
}

/// What was judged of a story.
pub(super) fn of(conn: &Connection, story: StoryId) -> Result<Option<Claim>> {
    let sql = "SELECT status, by, according_to, made_at FROM claims WHERE story = ?1";
    let found = conn.prepare_cached(sql)?.query_row([story.0], |row| {
        let status: i64 = row.get(0)?;
        let claim = |status| -> rusqlite::Result<Claim> {
            Ok(Claim {
                status,
                by: row.get(1)?,
                according_to: row.get(2)?,
                at: moment(3, row)?,
            })
        };
        ClaimStatus::numbered(status).map(claim).transpose()
    });
    Ok(found.optional()?.flatten())
}

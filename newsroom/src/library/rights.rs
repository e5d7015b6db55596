//! Under which terms stories may be passed on.

use chrono::{DateTime, Utc};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row};

use super::{Library, acts, folded, moment, stamp, stories};
use crate::rights::{Reuse, Rights};
use crate::story::StoryId;
use crate::{Error, Result};

/// Longer than any credit line or licence.
const LONGEST: usize = 500;

/// The terms of outlets and of single stories.
#[derive(Debug, Clone, Copy)]
pub struct RightsBook<'l> {
    pub(super) library: &'l Library,
}

impl RightsBook<'_> {
    /// The terms of an outlet; nothing is known of one that nobody wrote down.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn of_outlet(&self, outlet: &str) -> Result<Rights> {
        of_outlet(&*self.library.look()?, outlet)
    }

    /// The terms of a story alone, whatever its outlet's are.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn of_story(&self, story: StoryId) -> Result<Rights> {
        of_story(&*self.library.look()?, story)
    }

    /// Writes down the terms of an outlet, in place of those before; empty ones forget them.
    ///
    /// # Errors
    /// If a text has more than 500 characters.
    pub fn set_outlet(
        &self,
        outlet: &str,
        rights: &Rights,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        let rights = tidy(rights)?;
        acts::act(self.library, now, |tx| {
            let key = folded(outlet);
            if rights.is_empty() {
                tx.execute("DELETE FROM outlet_rights WHERE folded = ?1", [&key])?;
            } else {
                tx.execute(
                    "INSERT INTO outlet_rights (folded, outlet, reuse, licence, credit, quote_limit, embargo)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                     ON CONFLICT (folded) DO UPDATE SET reuse = excluded.reuse, licence = excluded.licence,
                       credit = excluded.credit, quote_limit = excluded.quote_limit, embargo = excluded.embargo",
                    (
                        &key,
                        outlet,
                        rights.reuse.map(Reuse::as_str),
                        &rights.licence,
                        &rights.credit,
                        rights.quote_limit,
                        rights.embargo.map(stamp),
                    ),
                )?;
            }
            Ok(format!("Wrote down the terms of “{outlet}”"))
        })
    }

    /// Writes down the terms of stories, in place of those before; empty ones forget them.
    ///
    /// # Errors
    /// If a story does not exist, or a text has more than 500 characters.
    pub fn set_stories(
        &self,
        stories: &[StoryId],
        rights: &Rights,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        let rights = tidy(rights)?;
        acts::act(self.library, now, |tx| {
            for story in stories {
                stories::check(tx, story.0)?;
                if rights.is_empty() {
                    let sql = "DELETE FROM story_rights WHERE story = ?1";
                    tx.prepare_cached(sql)?.execute([story.0])?;
                    continue;
                }
                tx.prepare_cached(
                    "INSERT INTO story_rights (story, reuse, licence, credit, quote_limit, embargo)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                     ON CONFLICT (story) DO UPDATE SET reuse = excluded.reuse, licence = excluded.licence,
                       credit = excluded.credit, quote_limit = excluded.quote_limit, embargo = excluded.embargo",
                )?
                .execute((
                    story.0,
                    rights.reuse.map(Reuse::as_str),
                    &rights.licence,
                    &rights.credit,
                    rights.quote_limit,
                    rights.embargo.map(stamp),
                ))?;
            }
            let which = stories::counted(tx, stories)?;
            Ok(format!("Wrote down the terms of {which}"))
        })
    }
}

/// What holds for a story: its own terms, and where they say nothing those of its outlet.
pub(super) fn over(conn: &Connection, story: StoryId, outlet: Option<&str>) -> Result<Rights> {
    let of_outlet = outlet.map(|outlet| of_outlet(conn, outlet)).transpose()?;
    Ok(of_story(conn, story)?.over(of_outlet.unwrap_or_default()))
}

fn of_outlet(conn: &Connection, outlet: &str) -> Result<Rights> {
    let sql =
        "SELECT reuse, licence, credit, quote_limit, embargo FROM outlet_rights WHERE folded = ?1";
    let found = conn
        .prepare_cached(sql)?
        .query_row([folded(outlet)], rights);
    Ok(found.optional()?.unwrap_or_default())
}

fn of_story(conn: &Connection, story: StoryId) -> Result<Rights> {
    let sql =
        "SELECT reuse, licence, credit, quote_limit, embargo FROM story_rights WHERE story = ?1";
    let found = conn.prepare_cached(sql)?.query_row([story.0], rights);
    Ok(found.optional()?.unwrap_or_default())
}

fn rights(row: &Row<'_>) -> rusqlite::Result<Rights> {
    let reuse: Option<String> = row.get(0)?;
    let embargo = match row.get_ref(4)? {
        ValueRef::Null => None,
        _ => Some(moment(4, row)?),
    };
    Ok(Rights {
        reuse: reuse.as_deref().and_then(Reuse::named),
        licence: row.get(1)?,
        credit: row.get(2)?,
        quote_limit: row.get(3)?,
        embargo,
    })
}

fn tidy(rights: &Rights) -> Result<Rights> {
    let line = |text: &Option<String>| -> Result<Option<String>> {
        let text: String = text
            .iter()
            .flat_map(|text| text.chars())
            .filter(|c| !c.is_control())
            .collect();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        match text.chars().count() {
            0 => Ok(None),
            1..=LONGEST => Ok(Some(text)),
            long => Err(Error::Refused(format!(
                "a licence or a credit line may have {LONGEST} characters; this has {long}; nothing was changed"
            ))),
        }
    };
    Ok(Rights {
        licence: line(&rights.licence)?,
        credit: line(&rights.credit)?,
        ..rights.clone()
    })
}

//! Leads: the stories that a story's page points to.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, params};

use super::{Library, acts, folded};
use crate::clipping::Lead;
use crate::page::Errand;
use crate::story::{StoryId, StoryLead};
use crate::{Address, Error, Result};

/// The leads.
#[derive(Debug, Clone, Copy)]
pub struct Leads<'l> {
    pub(super) library: &'l Library,
}

impl Leads<'_> {
    /// The leads of a story, in the order of its page, each with the story it became.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn of(&self, story: StoryId) -> Result<Vec<StoryLead>> {
        of(&*self.library.look()?, story)
    }

    /// Gives a lead the address that its page did not print.
    ///
    /// # Errors
    /// If there is no such lead.
    pub fn set_address(
        &self,
        lead: i64,
        address: &Address,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            let headline = headline(tx, lead)?;
            tx.execute(
                "UPDATE leads SET address = ?2, key = ?3, typed = 1 WHERE id = ?1 AND address IS NOT ?2",
                (lead, address.as_str(), address.key()),
            )?;
            Ok(format!("Added the address of the lead “{headline}”"))
        })
    }

    /// Where a lead's page is to be fetched. What the page itself gave has to be public.
    ///
    /// # Errors
    /// If there is no such lead, or it has no address.
    pub fn errand(&self, lead: i64) -> Result<Errand> {
        let look = self.library.look()?;
        let headline = headline(&look, lead)?;
        let (address, typed): (Option<String>, bool) = look.query_row(
            "SELECT address, typed FROM leads WHERE id = ?1",
            [lead],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        let address = address.ok_or_else(|| {
            Error::Refused(format!(
                "the lead “{headline}” has no address yet; add one to clip it"
            ))
        })?;
        let address = Address::read(&address)?;
        Ok(if typed {
            Errand::Typed(address)
        } else {
            Errand::Pointed(address)
        })
    }
}

pub(super) fn of(conn: &Connection, story: StoryId) -> Result<Vec<StoryLead>> {
    let sql = "SELECT id, headline, summary, address, lists,
                 (SELECT keys.story FROM keys WHERE keys.key = leads.key)
               FROM leads WHERE story = ?1 ORDER BY id";
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map([story.0], |row| {
        let (address, lists): (Option<String>, String) = (row.get(3)?, row.get(4)?);
        Ok(StoryLead {
            id: row.get(0)?,
            lead: Lead {
                headline: row.get(1)?,
                summary: row.get(2)?,
                address: address.and_then(|address| Address::read(&address).ok()),
                lists: serde_json::from_str(&lists).unwrap_or_default(),
            },
            clipped: row.get::<_, Option<i64>>(5)?.map(StoryId),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn headline(conn: &Connection, lead: i64) -> Result<String> {
    let sql = "SELECT headline FROM leads WHERE id = ?1";
    let found = conn
        .prepare_cached(sql)?
        .query_row([lead], |row| row.get(0))
        .optional()?;
    found.ok_or_else(|| Error::Missing(format!("lead {lead} is not in this library")))
}

/// Keeps the leads of a story's newest clipping. Those of earlier ones stay: they were offered once,
/// and an editor may have added an address.
pub(super) fn keep(tx: &Connection, story: i64, leads: &[Lead]) -> Result<()> {
    for lead in leads {
        let lists = serde_json::to_string(&lead.lists).unwrap_or_default();
        tx.prepare_cached(
            "INSERT INTO leads (story, folded, headline, summary, address, key, lists)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT (story, folded) DO UPDATE SET
               summary = coalesce(excluded.summary, summary),
               address = coalesce(address, excluded.address),
               key = coalesce(key, excluded.key),
               lists = excluded.lists",
        )?
        .execute(params![
            story,
            folded(&lead.headline),
            lead.headline,
            lead.summary,
            lead.address.as_ref().map(Address::as_str),
            lead.address.as_ref().map(Address::key),
            lists,
        ])?;
    }
    Ok(())
}

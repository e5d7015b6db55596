//! What holds for a story: its latest clipping, under what the editor knows better.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::texts;
use crate::clipping::{Block, Clipping, Part, Published};
use crate::story::{Fact, PartName, Standing};
use crate::{Address, Error, Result};

/// A story's parts as they stand.
pub(super) struct Facts {
    pub(super) clipping: Clipping,
    pub(super) headline: Fact<String>,
    pub(super) standfirst: Option<Fact<String>>,
    pub(super) byline: Option<Fact<Vec<String>>>,
    pub(super) outlet: Option<Fact<String>>,
    pub(super) agency: Option<Fact<String>>,
    pub(super) author_note: Option<Fact<String>>,
    pub(super) published: Option<Fact<Published>>,
    pub(super) language: Option<Fact<String>>,
    pub(super) kicker: Option<Fact<String>>,
    pub(super) dateline: Option<Fact<String>>,
    pub(super) body: Fact<Vec<Block>>,
}

/// Reads what holds for a story at `address`.
pub(super) fn of(conn: &Connection, story: i64, address: Option<&Address>) -> Result<Facts> {
    let clipping = texts::latest(conn, story)?.unwrap_or_default();
    over(conn, story, address, clipping)
}

/// What holds for a story whose latest clipping is at hand.
pub(super) fn over(
    conn: &Connection,
    story: i64,
    address: Option<&Address>,
    clipping: Clipping,
) -> Result<Facts> {
    let corrected = Corrections::of(conn, story)?;
    let stand_in = match clipping.headline {
        None => lead_of(conn, story)?,
        Some(_) => None,
    };
    let headline = corrected
        .over(PartName::Headline, &clipping.headline)
        .unwrap_or_else(|| {
            let stand_in = stand_in.as_deref().or(address.map(Address::as_str));
            // It stands for nothing that a page says, so there is nothing to confirm.
            let standing = Standing::Found;
            Fact {
                value: stand_in.unwrap_or("Untitled").to_owned(),
                standing,
                evidence: None,
                original: None,
            }
        });
    let body = match corrected.get::<Vec<Block>>(PartName::Body) {
        Some(value) if value != clipping.body => {
            let original = Some(clipping.body.clone());
            Fact {
                value,
                standing: Standing::Corrected,
                evidence: None,
                original,
            }
        }
        correction => Fact {
            value: clipping.body.clone(),
            standing: if correction.is_some() {
                Standing::Confirmed
            } else {
                Standing::Found
            },
            evidence: None,
            original: None,
        },
    };
    Ok(Facts {
        headline,
        standfirst: corrected.over(PartName::Standfirst, &clipping.standfirst),
        byline: corrected.over(PartName::Byline, &clipping.byline),
        outlet: corrected.over(PartName::Outlet, &clipping.outlet),
        agency: corrected.over(PartName::Agency, &clipping.agency),
        author_note: corrected.over(PartName::AuthorNote, &clipping.author_note),
        published: corrected.over(PartName::Published, &clipping.published),
        language: corrected.over(PartName::Language, &clipping.language),
        kicker: corrected.over(PartName::Kicker, &clipping.kicker),
        dateline: corrected.over(PartName::Dateline, &clipping.dateline),
        body,
        clipping,
    })
}

/// The headline under which other pages point to a story.
fn lead_of(conn: &Connection, story: i64) -> Result<Option<String>> {
    let sql = "SELECT headline FROM leads JOIN keys ON keys.key = leads.key
               WHERE keys.story = ?1 ORDER BY leads.id LIMIT 1";
    let mut statement = conn.prepare_cached(sql)?;
    Ok(statement.query_row([story], |row| row.get(0)).optional()?)
}

/// The text of a story as it stands, without the rest of it.
pub(super) fn body_of(conn: &Connection, story: i64) -> Result<Vec<Block>> {
    match Corrections::of(conn, story)?.get(PartName::Body) {
        Some(body) => Ok(body),
        None => texts::latest_body(conn, story),
    }
}

struct Corrections(HashMap<String, Value>);

impl Corrections {
    fn of(conn: &Connection, story: i64) -> Result<Corrections> {
        let mut statement =
            conn.prepare_cached("SELECT part, value FROM corrections WHERE story = ?1")?;
        let mut rows = statement.query([story])?;
        let mut found = HashMap::new();
        while let Some(row) = rows.next()? {
            let json: String = row.get(1)?;
            let value = serde_json::from_str(&json).map_err(|_| damaged(story))?;
            found.insert(row.get(0)?, value);
        }
        Ok(Corrections(found))
    }

    fn get<T: DeserializeOwned>(&self, part: PartName) -> Option<T> {
        self.0
            .get(part.as_str())
            .and_then(|value| serde_json::from_value(value.clone()).ok())
    }

    fn over<T>(&self, part: PartName, found: &Option<Part<T>>) -> Option<Fact<T>>
    where
        T: Clone + PartialEq + DeserializeOwned,
    {
        let (value, standing, evidence, original) = match (self.get::<T>(part), found) {
            (None, None) => return None,
            (None, Some(found)) if found.evidence.is_inference() => (
                found.value.clone(),
                Standing::Inferred,
                Some(found.evidence),
                None,
            ),
            (None, Some(found)) => (
                found.value.clone(),
                Standing::Found,
                Some(found.evidence),
                None,
            ),
            (Some(value), Some(found)) if value == found.value => {
                (value, Standing::Confirmed, Some(found.evidence), None)
            }
            (Some(value), found) => (
                value,
                Standing::Corrected,
                None,
                found.as_ref().map(|found| found.value.clone()),
            ),
        };
        Some(Fact {
            value,
            standing,
            evidence,
            original,
        })
    }
}

fn damaged(story: i64) -> Error {
    Error::Library(format!(
        "a correction of story {story} is damaged; the other stories can still be read; \
         `desk restore` brings back a backup"
    ))
}

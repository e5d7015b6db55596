//! What a story that is here lacks of what the export has of it.

use rusqlite::{Connection, OptionalExtension};

use crate::Result;
use crate::library::export::lines::{ClippingLine, StoryLine};
use crate::library::export::put;
use crate::library::{folded, shown};

/// What a page said, as it is compared.
#[derive(PartialEq, Eq)]
struct Said {
    at: i64,
    said: String,
    sha256: String,
}

impl Said {
    fn of(told: &ClippingLine) -> Said {
        Said {
            at: told.clipped_at.0.timestamp_millis(),
            said: told.said.clone(),
            sha256: told.sha256.clone(),
        }
    }

    /// As when a page is clipped again: the same bytes say the same, whatever was read in them.
    fn says_as(&self, other: &Said) -> bool {
        self.said == other.said || self.sha256 == other.sha256
    }
}

/// Adds what the story's page said at other moments, and its pictures. The newest of all holds from now
/// on. Answers whether anything was added.
pub(super) fn add_evidence(tx: &Connection, story: i64, line: &StoryLine) -> Result<bool> {
    let mut said = said_of(tx, story)?;
    let mut newest = said.last().map(|last| last.at);
    let mut holds = None;
    let mut grew = false;
    for told in line.clippings.iter().filter(|told| told.clipping.is_some()) {
        let new = Said::of(told);
        let at = said.partition_point(|known| known.at <= new.at);
        let beside = at
            .checked_sub(1)
            .and_then(|before| said.get(before))
            .into_iter()
            .chain(said.get(at));
        let here = said
            .iter()
            .filter(|known| known.at == new.at)
            .chain(beside)
            .any(|known| known.says_as(&new));
        if here {
            continue;
        }
        let id = put::clipping(tx, None, story, told)?;
        if newest.is_none_or(|newest| new.at > newest) {
            (newest, holds) = (Some(new.at), Some(id));
        }
        said.insert(at, new);
        grew = true;
    }
    if let Some(id) = holds {
        put::latest(tx, story, id)?;
        tx.prepare_cached("UPDATE stories SET unfetched = NULL WHERE id = ?1")?
            .execute([story])?;
        shown::refresh(tx, story)?;
    }
    for picture in &line.pictures {
        // What another version of the page shows has no place in this one.
        let position = picture.position.filter(|_| holds.is_some());
        grew |= put::picture(tx, story, picture, position)? > 0;
    }
    Ok(grew)
}

fn said_of(tx: &Connection, story: i64) -> Result<Vec<Said>> {
    let mut statement = tx.prepare_cached(
        "SELECT clipped_at, said, sha256 FROM clippings WHERE story = ?1 ORDER BY clipped_at, id",
    )?;
    let found = statement.query_map([story], |row| {
        Ok(Said {
            at: row.get(0)?,
            said: row.get(1)?,
            sha256: row.get(2)?,
        })
    })?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// Adds the keys, corrections, leads, notes, highlights, quotes, translations, the status of its claim and its
/// terms, as far as the story lacks them. Answers whether it lacked any.
pub(super) fn add_words(tx: &Connection, story: i64, line: &StoryLine, grew: bool) -> Result<bool> {
    let before = total_changes(tx)?;
    for key in &line.keys {
        put::key(tx, story, key)?;
    }
    for lead in &line.leads {
        let known = "SELECT id, address IS NULL FROM leads WHERE story = ?1 AND folded = ?2";
        let known: Option<(i64, bool)> = tx
            .prepare_cached(known)?
            .query_row((story, folded(&lead.headline)), |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()?;
        match known {
            None => put::lead(tx, None, story, lead, false)?,
            Some((id, true)) if lead.address.is_some() => {
                tx.prepare_cached("UPDATE leads SET address = ?2, key = ?3 WHERE id = ?1")?
                    .execute((id, &lead.address, &lead.key))?;
            }
            Some(_) => {}
        }
    }
    let lacks = |sql: &str, values: &[&dyn rusqlite::ToSql]| -> Result<bool> {
        Ok(!tx.prepare_cached(sql)?.exists(values)?)
    };
    let mut noted = false;
    for note in &line.notes {
        let sql = "SELECT 1 FROM notes WHERE story = ?1 AND made_at = ?2 AND text = ?3";
        if lacks(sql, &[&story, &note.made_at, &note.text])? {
            put::note(tx, None, story, note)?;
            noted = true;
        }
    }
    for highlight in &line.highlights {
        let sql =
            "SELECT 1 FROM highlights WHERE story = ?1 AND text = ?2 AND before = ?3 AND after = ?4
                     AND position = ?5";
        let (text, before, after) = (&highlight.text, &highlight.before, &highlight.after);
        if lacks(sql, &[&story, text, before, after, &highlight.position])? {
            put::highlight(tx, None, story, highlight)?;
            noted = true;
        }
    }
    for quote in &line.quotes {
        let sql = "SELECT 1 FROM quotes WHERE story = ?1 AND text = ?2 AND speaker IS ?3";
        if lacks(sql, &[&story, &quote.text, &quote.speaker])? {
            put::quote(tx, None, story, quote)?;
            noted = true;
        }
    }
    for translation in line.translations.iter().flatten() {
        let sql = "SELECT 1 FROM translations WHERE story = ?1 AND passage IS ?2 AND position IS ?3
                     AND language = ?4";
        let (passage, position) = (&translation.passage, &translation.position);
        if lacks(sql, &[&story, passage, position, &translation.language])? {
            put::translation(tx, None, story, translation)?;
            noted = true;
        }
    }
    if let Some(claim) = &line.claim {
        put::claim(tx, story, claim)?;
    }
    if let Some(terms) = &line.rights {
        put::collected::rights(tx, story, terms)?;
    }
    let mut corrected = 0;
    for correction in &line.corrections {
        corrected += put::correction(tx, story, correction)?;
    }
    let changed = total_changes(tx)? != before;
    match (corrected > 0, noted) {
        (true, _) => shown::refresh(tx, story)?,
        (false, true) => shown::index_again(tx, story)?,
        (false, false) => {}
    }
    Ok(changed || grew)
}

fn total_changes(tx: &Connection) -> Result<i64> {
    Ok(tx
        .prepare_cached("SELECT total_changes()")?
        .query_row([], |row| row.get(0))?)
}

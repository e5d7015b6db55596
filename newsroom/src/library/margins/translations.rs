//! Headlines and passages in our own translation.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use super::{Margins, tidy};
use crate::library::{moment, stamp};
use crate::margin::{Anchor, Translation, TranslationId};
use crate::story::StoryId;
use crate::{Error, Result};

impl Margins<'_> {
    /// Writes the headline of a story, or a passage of its text, in our own words of another language; an
    /// empty text takes that translation away. There is one of each passage and language.
    ///
    /// # Errors
    /// If the text is too long, the language is no BCP 47 tag, or there is no such story.
    pub fn translate(
        &self,
        story: StoryId,
        anchor: Option<&Anchor>,
        language: &str,
        text: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        let language = language.trim();
        if !is_tag(language) {
            return Err(Error::Refused(format!(
                "“{language}” names no language: write en, or pt-BR; nothing was changed"
            )));
        }
        let text = match text.trim() {
            "" => None,
            text => Some(tidy(text, "translation")?),
        };
        let passage = anchor
            .map(|anchor| tidy(&anchor.text, "passage"))
            .transpose()?;
        let what = if anchor.is_some() {
            "a passage"
        } else {
            "the headline"
        };
        self.act(story, now, |tx, which| {
            // Nothing is equal to NULL, and IS is.
            let same = "story = ?1 AND passage IS ?2 AND position IS ?3 AND language = ?4";
            let position = anchor.map(|anchor| anchor.position);
            let key = params![story.0, passage, position, language];
            let Some(text) = &text else {
                tx.execute(&format!("DELETE FROM translations WHERE {same}"), key)?;
                return Ok(format!("Took our translation of {what} off {which}"));
            };
            let known = format!("SELECT id, text FROM translations WHERE {same}");
            let known: Option<(i64, String)> = tx
                .prepare_cached(&known)?
                .query_map(key, |row| Ok((row.get(0)?, row.get(1)?)))?
                .next()
                .transpose()?;
            match known {
                Some((_, was)) if was == *text => {}
                Some((id, _)) => {
                    let sql = "UPDATE translations SET text = ?2, made_at = ?3 WHERE id = ?1";
                    tx.execute(sql, (id, text, stamp(now)))?;
                }
                None => {
                    tx.execute(
                        "INSERT INTO translations
                           (story, passage, before, after, position, language, text, made_at)
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                        params![
                            story.0,
                            passage,
                            anchor.map(|anchor| &anchor.before),
                            anchor.map(|anchor| &anchor.after),
                            position,
                            language,
                            text,
                            stamp(now)
                        ],
                    )?;
                }
            }
            Ok(format!("Translated {what} of {which}"))
        })
    }

    /// What of a story is there in our own translation, in the order in which it was made.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn translations(&self, story: StoryId) -> Result<Vec<Translation>> {
        of(&*self.library.look()?, story.0)
    }
}

/// Whether this has the shape of a BCP 47 tag.
fn is_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    matches!(primary.len(), 2 | 3)
        && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| {
            matches!(part.len(), 1..=8) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

pub(in crate::library) fn of(conn: &Connection, story: i64) -> Result<Vec<Translation>> {
    let sql =
        "SELECT id, passage, before, after, position, language, text, made_at FROM translations
               WHERE story = ?1 ORDER BY id";
    let mut statement = conn.prepare_cached(sql)?;
    let translations = statement.query_map([story], |row| {
        let passage: Option<String> = row.get(1)?;
        let anchor = |text| -> rusqlite::Result<Anchor> {
            Ok(Anchor {
                text,
                before: row.get::<_, Option<String>>(2)?.unwrap_or_default(),
                after: row.get::<_, Option<String>>(3)?.unwrap_or_default(),
                position: row.get::<_, Option<u32>>(4)?.unwrap_or_default(),
            })
        };
        Ok(Translation {
            id: TranslationId(row.get(0)?),
            anchor: passage.map(anchor).transpose()?,
            language: row.get(5)?,
            text: row.get(6)?,
            made_at: moment(7, row)?,
        })
    })?;
    Ok(translations.collect::<rusqlite::Result<_>>()?)
}

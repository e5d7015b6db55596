//! What the editor knows better than the page.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::Stories;
use crate::clipping::Published;
use crate::clipping::markdown::blocks_from_markdown;
use crate::library::{acts, facts, shown, stamp};
use crate::story::{Fact, PartName, StoryId};
use crate::{Error, Result};

/// A part as a person wrote it, read and found sound.
#[derive(Debug, Clone, PartialEq)]
pub struct Correction {
    part: PartName,
    value: Value,
}

impl Correction {
    /// Reads a correction: writers one a line, a date as `2025-10-16` or RFC 3339, the body as
    /// Markdown, anything else as a line of text.
    ///
    /// # Errors
    /// Refuses an empty text, and a date that is none.
    pub fn read(part: PartName, text: &str) -> Result<Correction> {
        let text: String = text
            .chars()
            .filter(|c| matches!(c, '\n' | '\t') || !c.is_control())
            .collect();
        let text = text.trim();
        if text.is_empty() {
            return Err(Error::Refused(format!(
                "the {} is empty; nothing was changed; restore the original to take a correction back",
                part.words()
            )));
        }
        let value = match part {
            PartName::Byline => {
                let names = text.lines().map(str::trim).filter(|name| !name.is_empty());
                json!(names.collect::<Vec<_>>())
            }
            PartName::Published => json!(Published::read(text)?),
            PartName::Body => json!(blocks_from_markdown(text)),
            PartName::Language if !is_language(text) => {
                return Err(Error::Refused(format!(
                    "“{text}” is not a language tag: write en, uk or pt-BR"
                )));
            }
            _ => json!(text.split_whitespace().collect::<Vec<_>>().join(" ")),
        };
        Ok(Correction { part, value })
    }
}

/// Whether a text has the form of a language tag (BCP 47): a language of two or three letters, then
/// subtags of up to eight letters and digits.
pub(in crate::library) fn is_language(text: &str) -> bool {
    let mut subtags = text.split('-');
    let language = subtags.next().unwrap_or_default();
    let letters = |tag: &str| tag.chars().all(|c| c.is_ascii_alphanumeric());
    (2..=3).contains(&language.len())
        && language.chars().all(|c| c.is_ascii_alphabetic())
        && subtags.all(|tag| (1..=8).contains(&tag.len()) && letters(tag))
}

impl Stories<'_> {
    /// Corrects a part of a story. The correction wins over any clipping, also a later one, and the
    /// page's own words are kept beneath it.
    ///
    /// # Errors
    /// If there is no such story.
    pub fn correct(
        &self,
        story: StoryId,
        correction: &Correction,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        let Correction { part, value } = correction;
        let verb = "Corrected";
        self.set_part(story, *part, value, verb, now)
    }

    /// Confirms what was found or inferred for a part: from now on a person says so.
    ///
    /// # Errors
    /// If there is no such story, or nothing was found to confirm.
    pub fn confirm(
        &self,
        story: StoryId,
        part: PartName,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        let look = self.library.look()?;
        super::check(&look, story.0)?;
        let facts = facts::of(&look, story.0, None)?;
        drop(look);
        let text = |fact: &Option<Fact<String>>| fact.as_ref().map(|fact| json!(fact.value));
        let value = match part {
            PartName::Headline => facts
                .clipping
                .headline
                .as_ref()
                .map(|_| json!(facts.headline.value)),
            PartName::Standfirst => text(&facts.standfirst),
            PartName::Byline => facts.byline.map(|fact| json!(fact.value)),
            PartName::Outlet => text(&facts.outlet),
            PartName::Agency => text(&facts.agency),
            PartName::AuthorNote => text(&facts.author_note),
            PartName::Published => facts.published.map(|fact| json!(fact.value)),
            PartName::Language => text(&facts.language),
            PartName::Kicker => text(&facts.kicker),
            PartName::Dateline => text(&facts.dateline),
            PartName::Body => Some(json!(facts.body.value)),
        };
        let value = value.ok_or_else(|| {
            Error::Refused(format!(
                "story {} has no {} to confirm",
                story.0,
                part.words()
            ))
        })?;
        self.set_part(story, part, &value, "Confirmed", now)
    }

    /// Takes a correction or a confirmation back: what the page says holds again.
    ///
    /// # Errors
    /// If there is no such story.
    pub fn restore_original(
        &self,
        story: StoryId,
        part: PartName,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            super::check(tx, story.0)?;
            tx.execute(
                "DELETE FROM corrections WHERE story = ?1 AND part = ?2",
                (story.0, part.as_str()),
            )?;
            shown::refresh(tx, story.0)?;
            Ok(format!(
                "Restored the original {} of {}",
                part.words(),
                super::counted(tx, &[story])?
            ))
        })
    }

    fn set_part(
        &self,
        story: StoryId,
        part: PartName,
        value: &Value,
        verb: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            super::check(tx, story.0)?;
            tx.execute(
                "INSERT INTO corrections (story, part, value, made_at) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (story, part) DO UPDATE SET value = excluded.value, made_at = excluded.made_at
                   WHERE value <> excluded.value",
                (story.0, part.as_str(), value.to_string(), stamp(now)),
            )?;
            shown::refresh(tx, story.0)?;
            Ok(format!(
                "{verb} the {} of {}",
                part.words(),
                super::counted(tx, &[story])?
            ))
        })
    }
}

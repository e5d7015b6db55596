//! What the editor wrote in the margin of a story, marked in its text, or kept of what was said.

pub(super) mod translations;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};

use super::{Library, acts, facts, moment, shown, stamp, stories};
use crate::clipping::markdown::plain_text;
use crate::margin::{Anchor, Colour, Highlight, HighlightId, Note, NoteId, Quote, QuoteId};
use crate::story::StoryId;
use crate::{Error, Result};

/// Longer than anything that is written in a margin: a hundred pages.
const LONGEST: usize = 200_000;

/// Notes, highlights and quotes.
#[derive(Debug, Clone, Copy)]
pub struct Margins<'l> {
    pub(super) library: &'l Library,
}

impl Margins<'_> {
    /// Writes a note to a story.
    ///
    /// # Errors
    /// If the note is empty or has more than 200,000 characters, or there is no such story.
    pub fn note(&self, story: StoryId, text: &str, now: DateTime<Utc>) -> Result<NoteId> {
        let text = tidy(text, "note")?;
        let mut id = 0;
        self.act(story, now, |tx, which| {
            let sql = "INSERT INTO notes (story, text, made_at) VALUES (?1, ?2, ?3)";
            tx.execute(sql, (story.0, &text, stamp(now)))?;
            id = tx.last_insert_rowid();
            Ok(format!("Wrote a note to {which}"))
        })?;
        Ok(NoteId(id))
    }

    /// Writes a note anew; an empty text takes it away. What is written anew within minutes, with nothing
    /// else done meanwhile, is one act with what was written before.
    ///
    /// # Errors
    /// If there is no such note.
    pub fn rewrite(&self, note: NoteId, text: &str, now: DateTime<Utc>) -> Result<Option<String>> {
        let story = self.story_of("notes", note.0)?;
        if text.trim().is_empty() {
            return self.act(story, now, |tx, which| {
                tx.execute("DELETE FROM notes WHERE id = ?1", [note.0])?;
                Ok(format!("Took a note off {which}"))
            });
        }
        let text = tidy(text, "note")?;
        acts::go_on(self.library, now, ("notes", note.0), |tx| {
            let sql = "UPDATE notes SET text = ?2 WHERE id = ?1 AND text <> ?2";
            if tx.execute(sql, (note.0, &text))? > 0 {
                shown::index_again(tx, story.0)?;
            }
            let which = stories::counted(tx, &[story])?;
            Ok(format!("Rewrote a note to {which}"))
        })
    }

    /// Marks a passage of a story.
    ///
    /// # Errors
    /// If the passage is empty or too long, or there is no such story.
    pub fn highlight(
        &self,
        story: StoryId,
        anchor: &Anchor,
        colour: Colour,
        now: DateTime<Utc>,
    ) -> Result<HighlightId> {
        let text = tidy(&anchor.text, "highlight")?;
        let mut id = 0;
        self.act(story, now, |tx, which| {
            tx.execute(
                "INSERT INTO highlights (story, text, before, after, position, colour, made_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                (
                    story.0,
                    &text,
                    &anchor.before,
                    &anchor.after,
                    anchor.position,
                    colour.as_str(),
                    stamp(now),
                ),
            )?;
            id = tx.last_insert_rowid();
            Ok(format!("Highlighted a passage of {which}"))
        })?;
        Ok(HighlightId(id))
    }

    /// Marks the first passage of a story's text that has these words.
    ///
    /// # Errors
    /// As [`Margins::anchor`] and [`Margins::highlight`].
    pub fn highlight_words(
        &self,
        story: StoryId,
        words: &str,
        colour: Colour,
        now: DateTime<Utc>,
    ) -> Result<HighlightId> {
        self.highlight(story, &self.anchor(story, words)?, colour, now)
    }

    /// The first passage of a story's text that has these words.
    ///
    /// # Errors
    /// If the text does not hold them, or there is no such story.
    pub fn anchor(&self, story: StoryId, words: &str) -> Result<Anchor> {
        let look = self.library.look()?;
        stories::check(&look, story.0)?;
        let text = plain_text(&facts::body_of(&look, story.0)?);
        Anchor::of(&text, words).ok_or_else(|| {
            Error::Refused(format!(
                "“{}” does not stand in the text of story {}; nothing was changed",
                words.trim().chars().take(60).collect::<String>(),
                story.0
            ))
        })
    }

    /// Changes what a highlight looks like and says.
    ///
    /// # Errors
    /// If there is no such highlight, or the note is too long.
    pub fn change_highlight(
        &self,
        highlight: HighlightId,
        colour: Colour,
        note: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        let story = self.story_of("highlights", highlight.0)?;
        let note = match note.trim() {
            "" => String::new(),
            note => tidy(note, "note")?,
        };
        self.act(story, now, |tx, which| {
            let sql = "UPDATE highlights SET colour = ?2, note = ?3
                       WHERE id = ?1 AND (colour <> ?2 OR note <> ?3)";
            tx.execute(sql, (highlight.0, colour.as_str(), &note))?;
            Ok(format!("Changed a highlight of {which}"))
        })
    }

    /// Takes a highlight away.
    ///
    /// # Errors
    /// If there is no such highlight.
    pub fn unhighlight(
        &self,
        highlight: HighlightId,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        let story = self.story_of("highlights", highlight.0)?;
        self.act(story, now, |tx, which| {
            tx.execute("DELETE FROM highlights WHERE id = ?1", [highlight.0])?;
            Ok(format!("Took a highlight off {which}"))
        })
    }

    /// Keeps what somebody said in a story.
    ///
    /// # Errors
    /// If the words are empty or too many, or there is no such story.
    pub fn quote(
        &self,
        story: StoryId,
        text: &str,
        speaker: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<QuoteId> {
        let text = tidy(text, "quote")?;
        let speaker = speaker.map(|name| tidy(name, "speaker")).transpose()?;
        let mut id = 0;
        self.act(story, now, |tx, which| {
            let sql = "INSERT INTO quotes (story, text, speaker, made_at) VALUES (?1, ?2, ?3, ?4)";
            tx.execute(sql, (story.0, &text, &speaker, stamp(now)))?;
            id = tx.last_insert_rowid();
            Ok(format!("Kept a quote from {which}"))
        })?;
        Ok(QuoteId(id))
    }

    /// Drops a quote.
    ///
    /// # Errors
    /// If there is no such quote.
    pub fn unquote(&self, quote: QuoteId, now: DateTime<Utc>) -> Result<Option<String>> {
        let story = self.story_of("quotes", quote.0)?;
        self.act(story, now, |tx, which| {
            tx.execute("DELETE FROM quotes WHERE id = ?1", [quote.0])?;
            Ok(format!("Dropped a quote from {which}"))
        })
    }

    /// The notes to a story, in the order in which they were written.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn notes(&self, story: StoryId) -> Result<Vec<Note>> {
        notes(&*self.library.look()?, story.0)
    }

    /// The highlights of a story, in the order in which they were made.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn highlights(&self, story: StoryId) -> Result<Vec<Highlight>> {
        highlights(&*self.library.look()?, story.0)
    }

    /// The quotes from a story, in the order in which they were kept.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn quotes(&self, story: StoryId) -> Result<Vec<Quote>> {
        quotes(&*self.library.look()?, story.0)
    }

    fn act(
        &self,
        story: StoryId,
        now: DateTime<Utc>,
        work: impl FnOnce(&Connection, &str) -> Result<String>,
    ) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            stories::check(tx, story.0)?;
            let words = work(tx, &stories::counted(tx, &[story])?)?;
            // What is in the margin is searched as well.
            shown::index_again(tx, story.0)?;
            Ok(words)
        })
    }

    fn story_of(&self, table: &str, id: i64) -> Result<StoryId> {
        let sql = format!("SELECT story FROM {table} WHERE id = ?1");
        let look = self.library.look()?;
        let story = look.query_row(&sql, [id], |row| row.get(0).map(StoryId));
        let what = table.trim_end_matches('s');
        story
            .optional()?
            .ok_or_else(|| Error::Missing(format!("{what} {id} is not in this library")))
    }
}

fn tidy(text: &str, what: &str) -> Result<String> {
    let text: String = text
        .chars()
        .filter(|c| matches!(c, '\n' | '\t') || !c.is_control())
        .collect();
    match text.trim().chars().count() {
        0 => Err(Error::Refused(format!(
            "a {what} needs words; nothing was changed"
        ))),
        long if long > LONGEST => Err(Error::Refused(format!(
            "a {what} may have {LONGEST} characters; this one has {long}; nothing was changed"
        ))),
        _ => Ok(text.trim().to_owned()),
    }
}

pub(super) fn notes(conn: &Connection, story: i64) -> Result<Vec<Note>> {
    let sql = "SELECT id, text, made_at FROM notes WHERE story = ?1 ORDER BY id";
    let mut statement = conn.prepare_cached(sql)?;
    let notes = statement.query_map([story], |row| {
        Ok(Note {
            id: NoteId(row.get(0)?),
            text: row.get(1)?,
            made_at: moment(2, row)?,
        })
    })?;
    Ok(notes.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn highlights(conn: &Connection, story: i64) -> Result<Vec<Highlight>> {
    let sql = "SELECT id, text, before, after, position, colour, note, made_at FROM highlights
               WHERE story = ?1 ORDER BY id";
    let mut statement = conn.prepare_cached(sql)?;
    let highlights = statement.query_map([story], |row| {
        let colour: String = row.get(5)?;
        Ok(Highlight {
            id: HighlightId(row.get(0)?),
            anchor: Anchor {
                text: row.get(1)?,
                before: row.get(2)?,
                after: row.get(3)?,
                position: row.get(4)?,
            },
            colour: Colour::named(&colour),
            note: row.get(6)?,
            made_at: moment(7, row)?,
        })
    })?;
    Ok(highlights.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn quotes(conn: &Connection, story: i64) -> Result<Vec<Quote>> {
    let sql = "SELECT id, text, speaker, made_at FROM quotes WHERE story = ?1 ORDER BY id";
    let mut statement = conn.prepare_cached(sql)?;
    let quotes = statement.query_map([story], |row| {
        Ok(Quote {
            id: QuoteId(row.get(0)?),
            text: row.get(1)?,
            speaker: row.get(2)?,
            made_at: moment(3, row)?,
        })
    })?;
    Ok(quotes.collect::<rusqlite::Result<_>>()?)
}

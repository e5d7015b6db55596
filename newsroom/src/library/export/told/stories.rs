//! The stories of a library, written down one by one.

use rusqlite::{CachedStatement, Connection, Row};

use super::{Telling, collected, raw};
use crate::claim::ClaimStatus;
use crate::library::export::Step;
use crate::library::export::lines::{
    ClaimLine, ClippingLine, CorrectionLine, HighlightLine, Json, LeadLine, MarksLine, NoteLine,
    PlacingLine, QuoteLine, ShownLine, StoryLine, TranslationLine,
};
use crate::library::texts;
use crate::{Clipping, Result};

/// Writes all stories, those in the bin included. Answers how many clippings they have.
pub(super) fn tell_all(
    telling: &mut Telling<'_>,
    look: &Connection,
    snapshots: &Connection,
) -> Result<u64> {
    let all = look.query_row("SELECT count(*) FROM stories", [], |row| row.get(0))?;
    let mut file = telling.begin("stories.jsonl")?;
    let mut clippings = 0;
    let mut statement = look.prepare(
        "SELECT id, headline, address, typed, added_at, unfetched, clipping,
           read_at, starred_at, done_at, spiked_at
         FROM stories LEFT JOIN marks ON marks.story = stories.id ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let mut story = of(look, row)?;
        note_damage(telling, look, snapshots, &mut story)?;
        clippings += story.clippings.len() as u64;
        while !file.line(&story)? {
            // The oldest text that is there goes first; its page is kept.
            let Some(told) = story
                .clippings
                .iter_mut()
                .find(|told| told.clipping.is_some())
            else {
                telling.damaged.note(format!(
                    "story {} is too long for a line, and was left out",
                    story.id
                ));
                break;
            };
            told.clipping = None;
            telling.damaged.note(format!(
                "the text of clipping {} of story {} was left out: the story is too long for a line",
                told.id, story.id
            ));
        }
        telling.tell(Step::Stories, file.lines(), all)?;
    }
    telling.end("stories.jsonl", file)?;
    Ok(clippings)
}

fn of(look: &Connection, row: &Row<'_>) -> Result<StoryLine> {
    let id = row.get(0)?;
    Ok(StoryLine {
        id,
        headline: row.get(1)?,
        address: row.get(2)?,
        typed: row.get(3)?,
        added_at: row.get(4)?,
        unfetched: row.get(5)?,
        keys: of_story(look, id, "SELECT key FROM keys WHERE story = ?1 ORDER BY key", |row| row.get(0))?,
        marks: MarksLine {
            read_at: row.get(7)?,
            starred_at: row.get(8)?,
            done_at: row.get(9)?,
            spiked_at: row.get(10)?,
        },
        corrections: Vec::new(),
        tags: of_story(
            look,
            id,
            "SELECT name FROM tagged JOIN tags ON tags.id = tag WHERE story = ?1 ORDER BY tag",
            |row| row.get(0),
        )?,
        topics: of_story(
            look,
            id,
            "SELECT topics.name, sections.name, gathered.position FROM gathered
             JOIN topics ON topics.id = gathered.topic
             LEFT JOIN sections ON sections.id = gathered.section
             WHERE story = ?1 ORDER BY gathered.topic",
            |row| {
                Ok(PlacingLine { topic: row.get(0)?, section: row.get(1)?, position: row.get(2)? })
            },
        )?,
        notes: of_story(look, id, "SELECT id, text, made_at FROM notes WHERE story = ?1 ORDER BY id", |row| {
            Ok(NoteLine { id: row.get(0)?, text: row.get(1)?, made_at: row.get(2)? })
        })?,
        highlights: of_story(
            look,
            id,
            "SELECT id, text, before, after, position, colour, note, made_at FROM highlights
             WHERE story = ?1 ORDER BY id",
            |row| {
                Ok(HighlightLine {
                    id: row.get(0)?,
                    text: row.get(1)?,
                    before: row.get(2)?,
                    after: row.get(3)?,
                    position: row.get(4)?,
                    colour: row.get(5)?,
                    note: row.get(6)?,
                    made_at: row.get(7)?,
                })
            },
        )?,
        quotes: of_story(
            look,
            id,
            "SELECT id, text, speaker, made_at FROM quotes WHERE story = ?1 ORDER BY id",
            |row| {
                Ok(QuoteLine { id: row.get(0)?, text: row.get(1)?, speaker: row.get(2)?, made_at: row.get(3)? })
            },
        )?,
        translations: Some(of_story(
            look,
            id,
            "SELECT id, passage, before, after, position, language, text, made_at FROM translations
             WHERE story = ?1 ORDER BY id",
            |row| {
                Ok(TranslationLine {
                    id: row.get(0)?,
                    passage: row.get(1)?,
                    before: row.get(2)?,
                    after: row.get(3)?,
                    position: row.get(4)?,
                    language: row.get(5)?,
                    text: row.get(6)?,
                    made_at: row.get(7)?,
                })
            },
        )?),
        claim: of_story(
            look,
            id,
            "SELECT status, by, according_to, made_at FROM claims WHERE story = ?1",
            |row| {
                let status = ClaimStatus::numbered(row.get(0)?);
                Ok(ClaimLine {
                    // As it is read everywhere: a status that is none of ours is still to be looked into.
                    status: status.unwrap_or(ClaimStatus::ToVerify).as_str().to_owned(),
                    by: row.get(1)?,
                    according_to: row.get(2)?,
                    made_at: row.get(3)?,
                })
            },
        )?
        .pop(),
        rights: collected::rights_of(look, id)?,
        leads: of_story(
            look,
            id,
            "SELECT id, headline, summary, address, key, typed, lists FROM leads WHERE story = ?1 ORDER BY id",
            |row| {
                let lists: String = row.get(6)?;
                Ok(LeadLine {
                    id: row.get(0)?,
                    headline: row.get(1)?,
                    summary: row.get(2)?,
                    address: row.get(3)?,
                    key: row.get(4)?,
                    typed: row.get(5)?,
                    // As they are read everywhere: headings that cannot be read are none.
                    lists: serde_json::from_str(&lists).unwrap_or_default(),
                })
            },
        )?,
        pictures: of_story(
            look,
            id,
            "SELECT address, position, tried_at, unkept, sha256, media, width, height, bytes FROM pictures
             WHERE story = ?1 ORDER BY address",
            |row| {
                Ok(ShownLine {
                    address: row.get(0)?,
                    position: row.get(1)?,
                    tried_at: row.get(2)?,
                    unkept: row.get(3)?,
                    sha256: row.get(4)?,
                    media: row.get(5)?,
                    width: row.get(6)?,
                    height: row.get(7)?,
                    bytes: row.get(8)?,
                })
            },
        )?,
        latest: row.get(6)?,
        clippings: of_story(
            look,
            id,
            "SELECT id, clipped_at, how, sha256, bytes, said FROM clippings WHERE story = ?1 ORDER BY id",
            |row| {
                Ok(ClippingLine {
                    id: row.get(0)?,
                    clipped_at: row.get(1)?,
                    how: row.get(2)?,
                    sha256: row.get(3)?,
                    bytes: row.get(4)?,
                    said: row.get(5)?,
                    clipping: None,
                })
            },
        )?,
    })
}

/// What a story has of something.
fn of_story<T>(
    look: &Connection,
    story: i64,
    sql: &str,
    mut read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>> {
    let mut statement: CachedStatement<'_> = look.prepare_cached(sql)?;
    let found = statement.query_map([story], |row| read(row))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// Fills in what may be damaged: texts and corrections. What is, is named, and so is a page that is gone.
fn note_damage(
    telling: &mut Telling<'_>,
    look: &Connection,
    snapshots: &Connection,
    story: &mut StoryLine,
) -> Result<()> {
    let id = story.id;
    let sql = "SELECT part, value, made_at FROM corrections WHERE story = ?1 ORDER BY part";
    let corrections = of_story(look, id, sql, |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })?;
    for (part, value, made_at) in corrections {
        match raw(value) {
            Some(value) => story.corrections.push(CorrectionLine {
                part,
                value,
                made_at,
            }),
            None => telling.damaged.note(format!(
                "the correction of the {part} of story {id} is damaged, and was left out"
            )),
        }
    }
    for told in &mut story.clippings {
        told.clipping = text_of(look, told.id)?;
        if told.clipping.is_none() {
            telling.damaged.note(format!(
                "the text of clipping {} of story {id} is damaged, and was left out",
                told.id
            ));
        }
        let further = "SELECT sha256 FROM sheets WHERE clipping = ?1";
        let further = of_story(look, told.id, further, |row| row.get::<_, String>(0))?;
        for sha in [&told.sha256].into_iter().chain(&further) {
            let known = "SELECT 1 FROM snapshots WHERE sha256 = ?1";
            if !snapshots.prepare_cached(known)?.exists([sha])? {
                telling
                    .damaged
                    .note(format!("the page {sha} of story {id} is gone"));
            }
        }
    }
    Ok(())
}

fn text_of(look: &Connection, clipping: i64) -> Result<Option<Json>> {
    let sql = "SELECT packed, dictionary FROM texts WHERE clipping = ?1";
    let mut statement = look.prepare_cached(sql)?;
    let mut rows = statement.query([clipping])?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let (packed, dictionary): (Vec<u8>, Option<i64>) = (row.get(0)?, row.get(1)?);
    let text = texts::unpacked(look, &packed, dictionary);
    // What is no clipping would be refused on its way back.
    let text = text.filter(|text| serde_json::from_slice::<Clipping>(text).is_ok());
    Ok(text
        .and_then(|text| String::from_utf8(text).ok())
        .and_then(raw))
}

//! Lines of an export put into a library's tables. A number that is given is kept; without one the
//! library gives its own.

pub(super) mod collected;

use rusqlite::{Connection, OptionalExtension, params};

use super::lines::{
    ClaimLine, ClippingLine, CorrectionLine, HighlightLine, LeadLine, MarksLine, NoteLine,
    QuoteLine, ShownLine, StoryLine, TranslationLine,
};
use crate::claim::ClaimStatus;
use crate::library::{folded, shown, texts};
use crate::page::sha256;
use crate::{Address, Clipping, Error, Result};

/// Makes a story, without what its pages said.
pub(super) fn story(
    tx: &Connection,
    id: Option<i64>,
    line: &StoryLine,
    typed: bool,
    marks: &MarksLine,
) -> Result<i64> {
    tx.prepare_cached(
        "INSERT INTO stories (id, address, typed, added_at, headline) VALUES (?1, ?2, ?3, ?4, '')",
    )?
    .execute(params![id, line.address, typed, line.added_at])?;
    let story = tx.last_insert_rowid();
    tx.prepare_cached(
        "INSERT INTO marks (story, read_at, starred_at, done_at, spiked_at) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![story, marks.read_at, marks.starred_at, marks.done_at, marks.spiked_at])?;
    // What counts the stories looks at the marks of one that becomes unfetched, so they come first.
    if line.unfetched.is_some() {
        tx.prepare_cached("UPDATE stories SET unfetched = ?2 WHERE id = ?1")?
            .execute((story, &line.unfetched))?;
    }
    Ok(story)
}

/// The story that a key belongs to.
pub(super) fn story_of_key(tx: &Connection, key: &str) -> Result<Option<i64>> {
    let mut statement = tx.prepare_cached("SELECT story FROM keys WHERE key = ?1")?;
    Ok(statement.query_row([key], |row| row.get(0)).optional()?)
}

/// Gives a key to a story, unless another has it.
pub(super) fn key(tx: &Connection, story: i64, key: &str) -> Result<()> {
    tx.prepare_cached("INSERT INTO keys (key, story) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
        .execute((key, story))?;
    Ok(())
}

/// The keys of a story, that of its address first. One without any gets a key made of what it is, so that
/// it is known when it comes again.
pub(super) fn keys_of(line: &StoryLine) -> Vec<String> {
    let address = line
        .address
        .as_deref()
        .and_then(|address| Address::read(address).ok());
    let first = address.map(|address| address.key());
    let first = first.filter(|key| line.keys.contains(key));
    let mut keys: Vec<String> = first.into_iter().chain(line.keys.iter().cloned()).collect();
    keys.dedup();
    if keys.is_empty() {
        let said = line.clippings.first().map_or("", |told| told.said.as_str());
        let address = line.address.as_deref().unwrap_or_default();
        let what = format!("{address}\n{}\n{said}", line.added_at.0.timestamp_millis());
        keys.push(format!("imported:{}", sha256(what.as_bytes())));
    }
    keys
}

pub(super) fn clipping(
    tx: &Connection,
    id: Option<i64>,
    story: i64,
    told: &ClippingLine,
) -> Result<i64> {
    tx.prepare_cached(
        "INSERT INTO clippings (id, story, clipped_at, how, sha256, bytes, said)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        id,
        story,
        told.clipped_at,
        told.how,
        told.sha256,
        told.bytes,
        told.said
    ])?;
    let id = tx.last_insert_rowid();
    if let Some(json) = &told.clipping {
        texts::keep(tx, id, json.get())?;
    }
    Ok(id)
}

/// Says which clipping holds.
pub(super) fn latest(tx: &Connection, story: i64, clipping: i64) -> Result<()> {
    tx.prepare_cached("UPDATE stories SET clipping = ?2 WHERE id = ?1")?
        .execute((story, clipping))?;
    Ok(())
}

/// Writes what lists show of a story that has just come, from the clipping that holds.
pub(super) fn show(tx: &Connection, story: i64, line: &StoryLine) -> Result<()> {
    let latest = line
        .clippings
        .iter()
        .find(|told| Some(told.id) == line.latest);
    let headless = match latest.map(|told| &told.clipping) {
        None => {
            shown::refresh(tx, story)?;
            true
        }
        // Its text is damaged; what lists showed of it is what is left.
        Some(None) => {
            shown::index_again(tx, story)?;
            true
        }
        Some(Some(json)) => {
            let clipping: Clipping = serde_json::from_str(json.get()).map_err(|error| {
                Error::Library(format!(
                    "the clipping of story {} cannot be read: {error}",
                    line.id
                ))
            })?;
            let headless = clipping.headline.is_none();
            shown::refresh_with(tx, story, clipping)?;
            headless
        }
    };
    // In the place of a headline stands what other pages called it at the time.
    if headless
        && !line
            .corrections
            .iter()
            .any(|known| known.part == "headline")
    {
        tx.prepare_cached("UPDATE stories SET headline = ?2 WHERE id = ?1")?
            .execute((story, &line.headline))?;
    }
    Ok(())
}

pub(super) fn correction(tx: &Connection, story: i64, line: &CorrectionLine) -> Result<usize> {
    let done = tx
        .prepare_cached(
            "INSERT INTO corrections (story, part, value, made_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
        )?
        .execute(params![story, line.part, line.value.get(), line.made_at])?;
    Ok(done)
}

pub(super) fn note(tx: &Connection, id: Option<i64>, story: i64, line: &NoteLine) -> Result<()> {
    tx.prepare_cached("INSERT INTO notes (id, story, text, made_at) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![id, story, line.text, line.made_at])?;
    Ok(())
}

pub(super) fn highlight(
    tx: &Connection,
    id: Option<i64>,
    story: i64,
    line: &HighlightLine,
) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO highlights (id, story, text, before, after, position, colour, note, made_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute(params![
        id,
        story,
        line.text,
        line.before,
        line.after,
        line.position,
        line.colour,
        line.note,
        line.made_at
    ])?;
    Ok(())
}

pub(super) fn quote(tx: &Connection, id: Option<i64>, story: i64, line: &QuoteLine) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO quotes (id, story, text, speaker, made_at) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![id, story, line.text, line.speaker, line.made_at])?;
    Ok(())
}

pub(super) fn translation(
    tx: &Connection,
    id: Option<i64>,
    story: i64,
    line: &TranslationLine,
) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO translations (id, story, passage, before, after, position, language, text, made_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute(params![
        id,
        story,
        line.passage,
        line.before,
        line.after,
        line.position,
        line.language,
        line.text,
        line.made_at
    ])?;
    Ok(())
}

/// Says whether what a story says holds, unless that was said.
pub(super) fn claim(tx: &Connection, story: i64, line: &ClaimLine) -> Result<()> {
    // The line was checked: a status that is none of ours was refused.
    let status = ClaimStatus::named(&line.status).map(ClaimStatus::number);
    tx.prepare_cached(
        "INSERT INTO claims (story, status, by, according_to, made_at) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT DO NOTHING",
    )?
    .execute(params![
        story,
        status,
        line.by,
        line.according_to,
        line.made_at
    ])?;
    Ok(())
}

pub(super) fn lead(
    tx: &Connection,
    id: Option<i64>,
    story: i64,
    line: &LeadLine,
    typed: bool,
) -> Result<()> {
    let lists = serde_json::to_string(&line.lists).unwrap_or_default();
    tx.prepare_cached(
        "INSERT INTO leads (id, story, folded, headline, summary, address, key, typed, lists)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute(params![
        id,
        story,
        folded(&line.headline),
        line.headline,
        line.summary,
        line.address,
        line.key,
        typed,
        lists
    ])?;
    Ok(())
}

/// Notes a picture that a story shows. One that the story has keeps its place, and gets the bytes that it
/// lacks.
pub(super) fn picture(
    tx: &Connection,
    story: i64,
    line: &ShownLine,
    position: Option<i64>,
) -> Result<usize> {
    let done = tx
        .prepare_cached(
            "INSERT INTO pictures (story, address, position, tried_at, unkept, sha256, media, width, height, bytes)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
             ON CONFLICT (story, address) DO UPDATE SET tried_at = excluded.tried_at,
               unkept = excluded.unkept, sha256 = excluded.sha256, media = excluded.media,
               width = excluded.width, height = excluded.height, bytes = excluded.bytes
             WHERE sha256 IS NULL AND excluded.sha256 IS NOT NULL",
        )?
        .execute(params![
            story,
            line.address,
            position,
            line.tried_at,
            line.unkept,
            line.sha256,
            line.media,
            line.width,
            line.height,
            line.bytes
        ])?;
    Ok(done)
}

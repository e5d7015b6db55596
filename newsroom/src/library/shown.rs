//! What lists and searches show of a story, kept true after each write.

mod anew;

use chrono::NaiveTime;
use rusqlite::{Connection, OptionalExtension, params};

use super::facts::{self, Facts};
use super::folded;
use crate::clipping::Published;
use crate::clipping::markdown::plain_text;
use crate::page::sha256;
use crate::story::{Fact, Standing};
use crate::{Address, Clipping, Result};

pub(super) use anew::{recount, renew_if_stale};

/// How much of the text stands in for a missing standfirst in a list, in characters.
const BEGINNING: usize = 200;

/// Texts shorter than this, in characters, are no copies of each other: “More to follow” is not wire copy.
const LEAST_COPIED: usize = 200;

/// Writes what lists show of a story anew, from its latest clipping and the editor's corrections.
pub(super) fn refresh(conn: &Connection, story: i64) -> Result<()> {
    let Some(address) = address_of(conn, story)? else {
        return Ok(());
    };
    let facts = facts::of(conn, story, address.as_ref())?;
    write(conn, story, &facts)
}

/// As [`refresh`], for a story whose clipping is at hand.
pub(super) fn refresh_with(conn: &Connection, story: i64, clipping: Clipping) -> Result<()> {
    let Some(address) = address_of(conn, story)? else {
        return Ok(());
    };
    let facts = facts::over(conn, story, address.as_ref(), clipping)?;
    write(conn, story, &facts)
}

/// Where a story is, if it is here at all.
fn address_of(conn: &Connection, story: i64) -> Result<Option<Option<Address>>> {
    let found: Option<Option<String>> = conn
        .prepare_cached("SELECT address FROM stories WHERE id = ?1")?
        .query_row([story], |row| row.get(0))
        .optional()?;
    Ok(found.map(|address| address.and_then(|address| Address::read(&address).ok())))
}

fn write(conn: &Connection, story: i64, facts: &Facts) -> Result<()> {
    let name = |table: &str, fact: &Option<Fact<String>>| {
        fact.as_ref()
            .map(|fact| named(conn, table, &fact.value))
            .transpose()
    };
    let inferred = facts
        .outlet
        .as_ref()
        .is_some_and(|outlet| outlet.standing == Standing::Inferred);
    let published = facts.published.as_ref().map(|published| published.value);
    let text = plain_text(&facts.body.value);
    let wire = wire_of(&text);
    let before: Option<i64> = conn
        .prepare_cached("SELECT wire FROM stories WHERE id = ?1")?
        .query_row([story], |row| row.get(0))?;
    conn.prepare_cached(
        "UPDATE stories SET headline = ?2, standfirst = ?3, outlet = ?4, outlet_inferred = ?5,
           agency = ?6, published = ?7, published_order = ?8, language = ?9, kind = ?10, wire = ?11
         WHERE id = ?1",
    )?
    .execute(params![
        story,
        facts.headline.value,
        facts
            .standfirst
            .as_ref()
            .map(|fact| fact.value.clone())
            .or_else(|| beginning(&text)),
        name("outlets", &facts.outlet)?,
        inferred,
        name("agencies", &facts.agency)?,
        published.map(|published| published.to_string()),
        published.map(order),
        name("languages", &facts.language)?,
        facts.clipping.kind.as_str(),
        wire,
    ])?;
    let byline = facts.byline.as_ref();
    write_writers(conn, story, byline.map_or(&[], |byline| &byline.value))?;
    if before != wire {
        tell_copies(conn, before)?;
        tell_copies(conn, wire)?;
    }
    index_again(conn, story)
}

/// Notes that the search index does not hold a story as it stands now.
pub(super) fn index_again(conn: &Connection, story: i64) -> Result<()> {
    conn.prepare_cached("INSERT OR REPLACE INTO unindexed (story) VALUES (?1)")?
        .execute([story])?;
    Ok(())
}

/// Notes that a story came with many others: the index takes it in when it comes to it, and it need not be
/// searched beside it until then.
pub(super) fn index_when_there_is_time(conn: &Connection, story: i64) -> Result<()> {
    conn.prepare_cached("UPDATE unindexed SET pressing = 0 WHERE story = ?1")?
        .execute([story])?;
    Ok(())
}

fn write_writers(conn: &Connection, story: i64, byline: &[String]) -> Result<()> {
    let mut wanted = Vec::new();
    for name in byline {
        let writer = named(conn, "writers", name)?;
        if !wanted.contains(&writer) {
            wanted.push(writer);
        }
    }
    let known: Vec<i64> = conn
        .prepare_cached("SELECT writer FROM written WHERE story = ?1")?
        .query_map([story], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for writer in known.iter().filter(|writer| !wanted.contains(writer)) {
        conn.prepare_cached("DELETE FROM written WHERE writer = ?1 AND story = ?2")?
            .execute((writer, story))?;
    }
    for writer in wanted.iter().filter(|writer| !known.contains(writer)) {
        conn.prepare_cached("INSERT INTO written (writer, story) VALUES (?1, ?2)")?
            .execute((writer, story))?;
    }
    Ok(())
}

/// The hash of a text by which copies of it are known: its letters and digits, so that a house's own
/// quotation marks and spaces make no difference. None for a text too short to be a copy.
fn wire_of(text: &str) -> Option<i64> {
    let mut letters = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            'a'..='z' | '0'..='9' => letters.push(letter),
            'A'..='Z' => letters.push(letter.to_ascii_lowercase()),
            _ if !letter.is_ascii() && letter.is_alphanumeric() => {
                letters.extend(letter.to_lowercase());
            }
            _ => {}
        }
    }
    letters.chars().nth(LEAST_COPIED)?;
    let hash = sha256(letters.as_bytes());
    i64::from_str_radix(hash.get(..15)?, 16).ok()
}

/// Writes down which stories with a text have copies; one alone has none.
pub(super) fn tell_copies(conn: &Connection, wire: Option<i64>) -> Result<()> {
    let Some(wire) = wire else { return Ok(()) };
    let stories: Vec<i64> = conn
        .prepare_cached("SELECT id FROM stories WHERE wire = ?1")?
        .query_map([wire], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let sql = match stories.len() {
        0 => return Ok(()),
        1 => "DELETE FROM copies WHERE story = ?1",
        _ => "INSERT INTO copies (story) VALUES (?1) ON CONFLICT DO NOTHING",
    };
    for story in stories {
        conn.prepare_cached(sql)?.execute([story])?;
    }
    Ok(())
}

/// Unix seconds to sort by. A day without a time counts as its midnight, in UTC.
pub(super) fn order(published: Published) -> i64 {
    match published {
        Published::Moment(moment) => moment.timestamp(),
        Published::Day(day) => day.and_time(NaiveTime::MIN).and_utc().timestamp(),
    }
}

fn beginning(text: &str) -> Option<String> {
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    let mut short: String = first.chars().take(BEGINNING).collect();
    if short.len() < first.len() {
        short.push('…');
    }
    Some(short)
}

/// The number of an outlet, an agency, a writer or a language, which is made if it is new. `table` is
/// ours, never a person's.
fn named(conn: &Connection, table: &str, name: &str) -> Result<i64> {
    let known = conn
        .prepare_cached(&format!("SELECT id FROM {table} WHERE name = ?1"))?
        .query_row([name], |row| row.get(0))
        .optional()?;
    if let Some(known) = known {
        return Ok(known);
    }
    conn.prepare_cached(&format!(
        "INSERT INTO {table} (name, folded) VALUES (?1, ?2)"
    ))?
    .execute((name, folded(name)))?;
    Ok(conn.last_insert_rowid())
}

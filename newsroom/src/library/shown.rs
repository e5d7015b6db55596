//! What lists and searches show of a story, kept true after each write.

use chrono::NaiveTime;
use rusqlite::{Connection, OptionalExtension, params};

use super::facts::{self, Facts};
use crate::clipping::Published;
use crate::clipping::markdown::plain_text;
use crate::story::Standing;
use crate::{Address, Result};

/// How much of the text stands in for a missing standfirst in a list, in characters.
const BEGINNING: usize = 240;

/// Writes what lists show of a story anew, from its latest clipping and the editor's corrections.
pub(super) fn refresh(conn: &Connection, story: i64) -> Result<()> {
    let found: Option<Option<String>> = conn
        .prepare_cached("SELECT address FROM stories WHERE id = ?1")?
        .query_row([story], |row| row.get(0))
        .optional()?;
    let Some(address) = found else { return Ok(()) };
    let address = address.and_then(|address| Address::read(&address).ok());
    let facts = facts::of(conn, story, address.as_ref())?;
    let outlet = facts
        .outlet
        .as_ref()
        .map(|outlet| named(conn, "outlets", &outlet.value))
        .transpose()?;
    let agency = facts
        .agency
        .as_ref()
        .map(|agency| named(conn, "agencies", &agency.value))
        .transpose()?;
    let inferred = facts
        .outlet
        .as_ref()
        .is_some_and(|outlet| outlet.standing == Standing::Inferred);
    let published = facts.published.as_ref().map(|published| published.value);
    let text = plain_text(&facts.body.value);
    conn.prepare_cached(
        "UPDATE stories SET headline = ?2, standfirst = ?3, outlet = ?4, outlet_inferred = ?5,
           agency = ?6, published = ?7, published_order = ?8, language = ?9, kind = ?10
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
        outlet,
        inferred,
        agency,
        published.map(|published| published.to_string()),
        published.map(order),
        facts.language.as_ref().map(|language| &language.value),
        facts.clipping.kind.as_str(),
    ])?;
    index(conn, story, &facts, &text)
}

/// Unix seconds to sort by. A day without a time counts as its midnight, in UTC.
fn order(published: Published) -> i64 {
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

fn index(conn: &Connection, story: i64, facts: &Facts, text: &str) -> Result<()> {
    conn.prepare_cached("DELETE FROM search WHERE rowid = ?1")?
        .execute([story])?;
    let value = |fact: &Option<crate::story::Fact<String>>| {
        fact.as_ref()
            .map(|fact| fact.value.clone())
            .unwrap_or_default()
    };
    let byline = facts
        .byline
        .as_ref()
        .map(|byline| byline.value.join(", "))
        .unwrap_or_default();
    conn.prepare_cached(
        "INSERT INTO search (rowid, headline, standfirst, body, byline, outlet, agency)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        story,
        facts.headline.value,
        value(&facts.standfirst),
        text,
        byline,
        value(&facts.outlet),
        value(&facts.agency),
    ])?;
    Ok(())
}

/// The number of an outlet or an agency, which is made if it is new. `table` is ours, never a person's.
fn named(conn: &Connection, table: &str, name: &str) -> Result<i64> {
    conn.prepare_cached(&format!(
        "INSERT INTO {table} (name) VALUES (?1) ON CONFLICT DO NOTHING"
    ))?
    .execute([name])?;
    Ok(conn
        .prepare_cached(&format!("SELECT id FROM {table} WHERE name = ?1"))?
        .query_row([name], |row| row.get(0))?)
}

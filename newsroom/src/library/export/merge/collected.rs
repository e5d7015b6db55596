//! Collections that are not here, the editions that were set, and what they are printed with.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension};

use super::shelved::last;
use crate::Result;
use crate::library::export::check::Checked;
use crate::library::export::lines::{CollectionLine, EditionLine};
use crate::library::export::put::collected as put;
use crate::library::folded;

/// Puts in the templates, the terms and the collections of names that are not here. What is here stays as it
/// is: two drafts of one name, put together, would be neither editor's. Answers how many collections are new.
pub(super) fn take(tx: &Connection, checked: &Checked, numbers: &HashMap<i64, i64>) -> Result<u64> {
    for line in &checked.templates {
        put::template(tx, None, line)?;
    }
    for line in &checked.terms {
        put::terms(tx, line)?;
    }
    let after = last(tx, "SELECT max(position) FROM collections", &[])?;
    let mut new = 0;
    for line in &checked.collections {
        if named(tx, &line.name)?.is_none() {
            let place = format!("{after}{}", line.position);
            let known = number_before(tx, checked, line.id)?;
            let collection = put::collection(tx, known, line, &place)?;
            contents(tx, collection, line, numbers)?;
            new += 1;
        }
    }
    Ok(new)
}

/// The collection of a name.
fn named(tx: &Connection, name: &str) -> Result<Option<i64>> {
    let mut statement = tx.prepare_cached("SELECT id FROM collections WHERE folded = ?1")?;
    let found = statement.query_row([folded(name)], |row| row.get(0));
    Ok(found.optional()?)
}

/// The number that a collection had here before it was removed, or its coming was taken back: its editions
/// stayed, and still belong to it.
fn number_before(tx: &Connection, checked: &Checked, collection: i64) -> Result<Option<i64>> {
    for (_, uuid) in checked.set.iter().filter(|(of, _)| *of == collection) {
        let sql = "SELECT collection FROM editions WHERE uuid = ?1 AND collection IS NOT NULL
                     AND collection NOT IN (SELECT id FROM collections)";
        let mut statement = tx.prepare_cached(sql)?;
        let found = statement.query_row([uuid], |row| row.get(0)).optional()?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// Puts into a new collection what it holds, with the numbers that are ours.
fn contents(
    tx: &Connection,
    collection: i64,
    line: &CollectionLine,
    numbers: &HashMap<i64, i64>,
) -> Result<()> {
    let mut items = HashMap::new();
    let mut stories = HashSet::new();
    for item in &line.items {
        let story = item.story.and_then(|story| numbers.get(&story).copied());
        // Two stories of the export may be one here, and one stands once in a collection.
        if item.story.is_some() && !story.is_some_and(|story| stories.insert(story)) {
            continue;
        }
        if let Some(id) = put::item(tx, None, collection, item, story)? {
            items.insert(item.id, id);
        }
    }
    for source in &line.sources {
        let from = (&*source.topic, source.topic_section.as_deref());
        let section = source.section.and_then(|item| items.get(&item).copied());
        put::source(tx, None, collection, from, section)?;
    }
    for story in line.passed_over.iter().flat_map(|story| numbers.get(story)) {
        put::passed_over(tx, collection, *story)?;
    }
    Ok(())
}

/// Keeps an edition that is not here, under the collection of its collection's name. Where that has set one of
/// the same number itself, both stay, and the one that comes belongs to none, nor do its corrections. One that
/// is here stays as it is; the deliveries that it lacks are noted, so that nobody gets it twice. Answers
/// whether it is new.
pub(super) fn edition(
    tx: &Connection,
    checked: &Checked,
    numbers: &HashMap<i64, i64>,
    line: &EditionLine,
) -> Result<bool> {
    let sql = "SELECT id FROM editions WHERE uuid = ?1";
    let known: Option<i64> = tx
        .prepare_cached(sql)?
        .query_row([&line.uuid], |row| row.get(0))
        .optional()?;
    if let Some(known) = known {
        put::deliveries(tx, known, line, false)?;
        return Ok(false);
    }
    let of = checked
        .collections
        .iter()
        .find(|of| Some(of.id) == line.collection);
    let home = of.map(|of| named(tx, &of.name)).transpose()?.flatten();
    let home = match home {
        Some(home) if is_theirs(tx, checked, line, home)? => Some(home),
        _ => None,
    };
    // What is gone there has no number here.
    let stories = line
        .stories
        .iter()
        .flat_map(|story| numbers.get(story))
        .copied();
    let Some(id) = put::edition(tx, None, home, line, stories)? else {
        return Ok(false);
    };
    put::deliveries(tx, id, line, false)?;
    Ok(true)
}

/// Whether what a collection here has of an edition's number, the edition or a correction of it, is in the
/// export as well.
fn is_theirs(tx: &Connection, checked: &Checked, line: &EditionLine, home: i64) -> Result<bool> {
    let sql = "SELECT uuid FROM editions WHERE collection = ?1 AND issue = ?2";
    let mut statement = tx.prepare_cached(sql)?;
    let mut rows = statement.query((home, line.issue))?;
    while let Some(row) = rows.next()? {
        let here: String = row.get(0)?;
        let there =
            (checked.set.iter()).any(|(of, uuid)| Some(*of) == line.collection && *uuid == here);
        if !there {
            return Ok(false);
        }
    }
    Ok(true)
}

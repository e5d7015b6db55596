//! Collections, the editions that were set of them, templates and terms, written down.

use rusqlite::{Connection, OptionalExtension, Row};

use super::{Telling, raw};
use crate::Result;
use crate::edition::Number;
use crate::library::collections::{is_document, is_whole, unpacked};
use crate::library::export::Step;
use crate::library::export::collected::{FORMS, KINDS, STATES, word};
use crate::library::export::lines::{
    CollectionLine, DeliveryLine, EditionLine, ItemLine, RightsLine, SourceLine, TemplateLine,
    TermsLine,
};
use crate::rights::Reuse;

/// Writes all of it.
pub(super) fn tell_all(telling: &mut Telling<'_>, look: &Connection) -> Result<()> {
    let sql = "SELECT id, name, text FROM templates ORDER BY id";
    telling.file("templates.jsonl", look, sql, |row| {
        Ok(TemplateLine {
            id: row.get(0)?,
            name: row.get(1)?,
            text: row.get(2)?,
        })
    })?;
    let sql = "SELECT reuse, licence, credit, quote_limit, embargo, outlet FROM outlet_rights ORDER BY folded";
    telling.file("terms.jsonl", look, sql, |row| {
        Ok(TermsLine {
            outlet: row.get(5)?,
            rights: rights(row)?,
        })
    })?;
    collections(telling, look)?;
    editions(telling, look)
}

/// The terms that a row begins with.
fn rights(row: &Row<'_>) -> rusqlite::Result<RightsLine> {
    let reuse: Option<String> = row.get(0)?;
    Ok(RightsLine {
        // As they are read everywhere: a word that is none of ours says nothing.
        reuse: reuse.filter(|word| Reuse::named(word).is_some()),
        licence: row.get(1)?,
        credit: row.get(2)?,
        quote_limit: row.get(3)?,
        embargo: row.get(4)?,
    })
}

/// The terms of a story alone.
pub(super) fn rights_of(look: &Connection, story: i64) -> Result<Option<RightsLine>> {
    let sql =
        "SELECT reuse, licence, credit, quote_limit, embargo FROM story_rights WHERE story = ?1";
    let mut statement = look.prepare_cached(sql)?;
    Ok(statement.query_row([story], rights).optional()?)
}

fn collections(telling: &mut Telling<'_>, look: &Connection) -> Result<()> {
    let mut file = telling.begin("collections.jsonl")?;
    let mut statement = look.prepare(
        "SELECT id, name, position, brief, language, editor, template, next_number, recipients, made_at
         FROM collections ORDER BY position, id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id = row.get(0)?;
        let items = items(telling, look, id)?;
        let line = CollectionLine {
            id,
            name: row.get(1)?,
            position: row.get(2)?,
            brief: row.get(3)?,
            language: row.get(4)?,
            editor: row.get(5)?,
            template: row.get(6)?,
            next_number: row.get(7)?,
            recipients: row.get(8)?,
            made_at: row.get(9)?,
            sources: sources(look, id, &items)?,
            items,
            passed_over: numbers(
                look,
                "SELECT story FROM passed_over WHERE collection = ?1 ORDER BY story",
                id,
            )?,
        };
        if !file.line(&line)? {
            telling.damaged.note(format!(
                "the collection “{}” is too long for a line, and was left out",
                line.name
            ));
        }
    }
    telling.end("collections.jsonl", file)
}

fn items(telling: &mut Telling<'_>, look: &Connection, collection: i64) -> Result<Vec<ItemLine>> {
    let mut statement = look.prepare_cached(
        "SELECT id, kind, position, stays, words, story, form, chosen, picture FROM collected
         WHERE collection = ?1 ORDER BY position, id",
    )?;
    let mut rows = statement.query([collection])?;
    let mut items = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, kind): (i64, i64) = (row.get(0)?, row.get(1)?);
        let (story, picture): (Option<i64>, Option<String>) = (row.get(5)?, row.get(8)?);
        let (form, chosen): (Option<i64>, String) = (row.get(6)?, row.get(7)?);
        let whole = is_whole(kind, story, &chosen, picture.as_deref());
        let kind = word(&KINDS, kind).filter(|_| whole);
        let (Some(kind), Some(chosen)) = (kind, raw(chosen)) else {
            telling.damaged.note(format!(
                "item {id} of collection {collection} is damaged, and was left out"
            ));
            continue;
        };
        // As it is read everywhere: what an unknown form stands for is the shortest.
        let form = story.map(|_| form.and_then(|form| word(&FORMS, form)).unwrap_or("link"));
        items.push(ItemLine {
            id,
            kind: kind.to_owned(),
            position: row.get(2)?,
            stays: row.get(3)?,
            words: row.get(4)?,
            story,
            form: form.map(str::to_owned),
            chosen,
            picture,
        });
    }
    Ok(items)
}

/// Where a collection looks for new stories. A source of a section that is gone brings nothing, and is left
/// out: without its section it would bring the whole topic.
fn sources(look: &Connection, collection: i64, items: &[ItemLine]) -> Result<Vec<SourceLine>> {
    let mut statement = look.prepare_cached(
        "SELECT sources.id, topics.name, sections.name, sources.section FROM sources
         JOIN topics ON topics.id = sources.topic
         LEFT JOIN sections ON sections.id = sources.topic_section AND sections.topic = sources.topic
         WHERE collection = ?1 AND (topic_section IS NULL OR sections.id IS NOT NULL) ORDER BY sources.id",
    )?;
    let is_section = |id: &i64| (items.iter()).any(|item| item.id == *id && item.kind == "section");
    let sources = statement.query_map([collection], |row| {
        Ok(SourceLine {
            id: row.get(0)?,
            topic: row.get(1)?,
            topic_section: row.get(2)?,
            section: row.get::<_, Option<i64>>(3)?.filter(is_section),
        })
    })?;
    Ok(sources.collect::<rusqlite::Result<_>>()?)
}

fn numbers(look: &Connection, sql: &str, of: i64) -> Result<Vec<i64>> {
    let mut statement = look.prepare_cached(sql)?;
    let numbers = statement.query_map([of], |row| row.get(0))?;
    Ok(numbers.collect::<rusqlite::Result<_>>()?)
}

fn editions(telling: &mut Telling<'_>, look: &Connection) -> Result<()> {
    // An edition may outlive its collection and its stories, but never speaks of what never was.
    let given = |table: &str| -> Result<i64> {
        let sql = "SELECT seq FROM sqlite_sequence WHERE name = ?1";
        let given = look.query_row(sql, [table], |row| row.get(0)).optional()?;
        Ok(given.unwrap_or(0))
    };
    let (collections, stories) = (given("collections")?, given("stories")?);
    let all = look.query_row("SELECT count(*) FROM editions", [], |row| row.get(0))?;
    let mut file = telling.begin("editions.jsonl")?;
    let mut statement = look.prepare(
        "SELECT id, collection, name, issue, correction, uuid, title, changes, set_at, withdrawn_at, why,
           sha256, document FROM editions ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (id, name): (i64, String) = (row.get(0)?, row.get(2)?);
        let (issue, correction, uuid): (u32, u32, String) = (row.get(3)?, row.get(4)?, row.get(5)?);
        let sha256: String = row.get(11)?;
        let number = Number { issue, correction };
        let kept = row.get_ref(12)?.as_blob().unwrap_or_default();
        let json = unpacked(kept, &sha256).filter(|json| is_document(json, &uuid, number));
        // Its hash is of these bytes: a document with line breaks in it is none that we wrote.
        let json = json.and_then(|json| String::from_utf8(json).ok());
        let document = json
            .filter(|json| !json.contains(['\n', '\r']))
            .and_then(raw);
        let Some(document) = document else {
            telling.damaged.note(format!(
                "what was kept of No. {number} of “{name}” is damaged, and was left out"
            ));
            continue;
        };
        let sql = "SELECT story FROM edition_stories WHERE edition = ?1 ORDER BY story";
        let mut used = numbers(look, sql, id)?;
        used.retain(|story| (1..=stories).contains(story));
        let collection: Option<i64> = row.get(1)?;
        let line = EditionLine {
            id,
            collection: collection.filter(|of| (1..=collections).contains(of)),
            name,
            issue,
            correction,
            uuid,
            title: row.get(6)?,
            changes: row.get(7)?,
            set_at: row.get(8)?,
            withdrawn_at: row.get(9)?,
            why: row.get(10)?,
            stories: used,
            pictures: pictures(look, id)?,
            deliveries: deliveries(look, id)?,
            sha256,
            document,
        };
        if !file.line(&line)? {
            telling.damaged.note(format!(
                "No. {number} of “{}” is too long for a line, and was left out",
                line.name
            ));
        }
        telling.tell(Step::Editions, file.lines(), all)?;
    }
    telling.end("editions.jsonl", file)
}

fn pictures(look: &Connection, edition: i64) -> Result<Vec<String>> {
    let sql = "SELECT file FROM edition_pictures WHERE edition = ?1 ORDER BY file";
    let mut statement = look.prepare_cached(sql)?;
    let files = statement.query_map([edition], |row| row.get(0))?;
    Ok(files.collect::<rusqlite::Result<_>>()?)
}

fn deliveries(look: &Connection, edition: i64) -> Result<Vec<DeliveryLine>> {
    let sql =
        "SELECT id, at, format, taker, state, said FROM deliveries WHERE edition = ?1 ORDER BY id";
    let mut statement = look.prepare_cached(sql)?;
    let deliveries = statement.query_map([edition], |row| {
        // As it is read everywhere: of an unknown state nobody knows whether it arrived.
        let state = word(&STATES, row.get(4)?).unwrap_or("on-its-way");
        Ok(DeliveryLine {
            id: row.get(0)?,
            at: row.get(1)?,
            format: row.get(2)?,
            taker: row.get(3)?,
            state: state.to_owned(),
            said: row.get(5)?,
        })
    })?;
    Ok(deliveries.collect::<rusqlite::Result<_>>()?)
}

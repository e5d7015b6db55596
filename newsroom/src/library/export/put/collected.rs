//! Lines of collections, editions, templates and terms put into a library's tables.

use rusqlite::{Connection, params};

use crate::Result;
use crate::library::collections;
use crate::library::export::collected::{FORMS, KINDS, STATES, number};
use crate::library::export::lines::{
    CollectionLine, EditionLine, ItemLine, RightsLine, TemplateLine, TermsLine,
};
use crate::library::folded;

/// Keeps a template, unless there is one of its name.
pub(in crate::library::export) fn template(
    tx: &Connection,
    id: Option<i64>,
    line: &TemplateLine,
) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO templates (id, name, folded, text) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
    )?
    .execute((id, &line.name, folded(&line.name), &line.text))?;
    Ok(())
}

/// Writes down the terms of an outlet, unless some are known.
pub(in crate::library::export) fn terms(tx: &Connection, line: &TermsLine) -> Result<()> {
    let rights = &line.rights;
    tx.prepare_cached(
        "INSERT INTO outlet_rights (folded, outlet, reuse, licence, credit, quote_limit, embargo)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
    )?
    .execute(params![
        folded(&line.outlet),
        line.outlet,
        rights.reuse,
        rights.licence,
        rights.credit,
        rights.quote_limit,
        rights.embargo
    ])?;
    Ok(())
}

/// Writes down the terms of a story, unless some are known.
pub(in crate::library::export) fn rights(
    tx: &Connection,
    story: i64,
    line: &RightsLine,
) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO story_rights (story, reuse, licence, credit, quote_limit, embargo)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
    )?
    .execute(params![
        story,
        line.reuse,
        line.licence,
        line.credit,
        line.quote_limit,
        line.embargo
    ])?;
    Ok(())
}

/// Makes a collection, with nothing in it.
pub(in crate::library::export) fn collection(
    tx: &Connection,
    id: Option<i64>,
    line: &CollectionLine,
    position: &str,
) -> Result<i64> {
    tx.prepare_cached(
        "INSERT INTO collections (id, name, folded, position, brief, language, editor, template, next_number, recipients, made_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute(params![
        id,
        line.name,
        folded(&line.name),
        position,
        line.brief,
        line.language,
        line.editor,
        line.template,
        line.next_number,
        line.recipients,
        line.made_at
    ])?;
    Ok(tx.last_insert_rowid())
}

/// Puts an item into a collection, if it and the story are there: somebody may have taken them away since the
/// import began. Answers its number.
pub(in crate::library::export) fn item(
    tx: &Connection,
    id: Option<i64>,
    collection: i64,
    line: &ItemLine,
    story: Option<i64>,
) -> Result<Option<i64>> {
    let done = tx
        .prepare_cached(
            "INSERT INTO collected (id, collection, position, kind, stays, words, story, form, chosen, picture)
             SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10
             WHERE EXISTS (SELECT 1 FROM collections WHERE id = ?2)
               AND (?7 IS NULL OR EXISTS (SELECT 1 FROM stories WHERE id = ?7))
             ON CONFLICT DO NOTHING",
        )?
        .execute(params![
            id,
            collection,
            line.position,
            // The line was checked: words that are none of ours were refused.
            number(&KINDS, &line.kind),
            line.stays,
            line.words,
            story,
            line.form.as_deref().and_then(|form| number(&FORMS, form)),
            line.chosen.get(),
            line.picture
        ])?;
    Ok((done > 0).then(|| tx.last_insert_rowid()))
}

/// Lets a collection look at a topic, or at a section of it, if they are there.
pub(in crate::library::export) fn source(
    tx: &Connection,
    id: Option<i64>,
    collection: i64,
    (topic, topic_section): (&str, Option<&str>),
    section: Option<i64>,
) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO sources (id, collection, topic, topic_section, section)
         SELECT ?1, collections.id, topics.id, sections.id, ?5 FROM collections
         JOIN topics ON topics.folded = ?3
         LEFT JOIN sections ON sections.topic = topics.id AND sections.folded = ?4
         WHERE collections.id = ?2 AND (?4 IS NULL OR sections.id IS NOT NULL)
         ON CONFLICT DO NOTHING",
    )?
    .execute((
        id,
        collection,
        folded(topic),
        topic_section.map(folded),
        section,
    ))?;
    Ok(())
}

/// Notes that a collection was offered a story, and its editor waved it on.
pub(in crate::library::export) fn passed_over(
    tx: &Connection,
    collection: i64,
    story: i64,
) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO passed_over (collection, story)
         SELECT ?1, ?2 WHERE EXISTS (SELECT 1 FROM collections WHERE id = ?1)
           AND EXISTS (SELECT 1 FROM stories WHERE id = ?2)
         ON CONFLICT DO NOTHING",
    )?
    .execute((collection, story))?;
    Ok(())
}

/// Keeps an edition with its stories and the files of its pictures, unless it is here. Answers its number if
/// it was not.
pub(in crate::library::export) fn edition(
    tx: &Connection,
    id: Option<i64>,
    collection: Option<i64>,
    line: &EditionLine,
    stories: impl Iterator<Item = i64>,
) -> Result<Option<i64>> {
    let packed = collections::packed(line.document.get().as_bytes())?;
    let done = tx
        .prepare_cached(
            "INSERT INTO editions (id, collection, name, issue, correction, uuid, title, changes, set_at,
               withdrawn_at, why, document, sha256)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) ON CONFLICT DO NOTHING",
        )?
        .execute(params![
            id,
            collection,
            line.name,
            line.issue,
            line.correction,
            line.uuid,
            line.title,
            line.changes,
            line.set_at,
            line.withdrawn_at,
            line.why,
            packed,
            line.sha256
        ])?;
    if done == 0 {
        return Ok(None);
    }
    let id = tx.last_insert_rowid();
    for story in stories {
        let sql = "INSERT OR IGNORE INTO edition_stories (edition, story) VALUES (?1, ?2)";
        tx.prepare_cached(sql)?.execute((id, story))?;
    }
    for file in &line.pictures {
        let sql = "INSERT OR IGNORE INTO edition_pictures (edition, file) VALUES (?1, ?2)";
        tx.prepare_cached(sql)?.execute((id, file))?;
    }
    Ok(Some(id))
}

/// Notes the deliveries of an edition that are not known.
pub(in crate::library::export) fn deliveries(
    tx: &Connection,
    edition: i64,
    line: &EditionLine,
    with_numbers: bool,
) -> Result<()> {
    for delivery in &line.deliveries {
        tx.prepare_cached(
            "INSERT INTO deliveries (id, edition, at, format, taker, state, said)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
        )?
        .execute(params![
            with_numbers.then_some(delivery.id),
            edition,
            delivery.at,
            delivery.format,
            delivery.taker,
            number(&STATES, &delivery.state),
            delivery.said
        ])?;
    }
    Ok(())
}

//! An export taken into a library that never held anything: it becomes the library that was exported.

use rusqlite::{Connection, OptionalExtension};

use super::check::Checked;
use super::folder::{Folder, Lines};
use super::lines::{ActLine, ChangeLine, StoryLine};
use super::taken::{TakenIn, batch, editions, many, step, stories};
use super::{Heard, Step, put};
use crate::Result;
use crate::library::{Library, acts, folded, sets};

/// Whether an export is to come in as it is: the library is empty, or taking the same export in broke off.
pub(super) fn is_wanted(library: &Library, checked: &Checked) -> Result<bool> {
    let look = library.look()?;
    if let Some((going, _)) = under_way(&look)? {
        return Ok(going == checked.sha256);
    }
    let sql = "SELECT NOT EXISTS (SELECT 1 FROM stories) AND NOT EXISTS (SELECT 1 FROM acts)
                 AND NOT EXISTS (SELECT 1 FROM topics) AND NOT EXISTS (SELECT 1 FROM tags)
                 AND NOT EXISTS (SELECT 1 FROM searches) AND NOT EXISTS (SELECT 1 FROM collections)
                 AND NOT EXISTS (SELECT 1 FROM editions) AND NOT EXISTS (SELECT 1 FROM templates)
                 AND NOT EXISTS (SELECT 1 FROM outlet_rights)";
    Ok(look.query_row(sql, [], |row| row.get(0))?)
}

/// What stands for the last story once all are here, and so is what collections hold of them.
const ALL: i64 = i64::MAX;

/// The export whose import is under way, by the hash of its manifest, and the last story that is here.
fn under_way(conn: &Connection) -> Result<Option<(String, i64)>> {
    let sql = "SELECT value FROM library WHERE key = 'importing'";
    let value: Option<String> = conn.query_row(sql, [], |row| row.get(0)).optional()?;
    Ok(value.map(|value| match value.split_once(' ') {
        Some((sha256, last)) => (sha256.to_owned(), last.parse().unwrap_or(0)),
        None => (value, 0),
    }))
}

fn note_way(conn: &Connection, checked: &Checked, last: i64) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO library (key, value) VALUES ('importing', ?1) ON CONFLICT DO UPDATE SET value = excluded.value",
    )?
    .execute([format!("{} {last}", checked.sha256)])?;
    Ok(())
}

/// Sets the numbers and the names, unless that was done before.
pub(super) fn begin(library: &Library, checked: &Checked) -> Result<()> {
    let tx = acts::begin(library)?;
    if under_way(&tx)?.is_none() {
        numbers(&tx, checked)?;
        names(&tx, checked)?;
        note_way(&tx, checked, 0)?;
    }
    tx.commit()
}

/// Takes everything in, with its numbers.
pub(super) fn take(
    library: &Library,
    folder: &Folder,
    checked: &Checked,
    heard: Heard<'_>,
    taken: &mut TakenIn,
) -> Result<()> {
    let last = under_way(&*library.look()?)?.map_or(0, |(_, last)| last);
    stories(folder, checked, heard, |lines| {
        let tx = acts::begin(library)?;
        let mut done = last;
        for line in lines.iter().filter(|line| line.id > last) {
            story(&tx, line)?;
            taken.stories += 1;
            done = line.id;
        }
        if done > last {
            note_way(&tx, checked, done)?;
        }
        sets::trim(&tx)?;
        tx.commit()
    })?;
    if last < ALL {
        drafts(library, checked)?;
    }
    editions(folder, checked, heard, |lines| {
        let tx = acts::begin(library)?;
        for line in &lines {
            let of = line.stories.iter().copied();
            if put::collected::edition(&tx, Some(line.id), line.collection, line, of)?.is_some() {
                put::collected::deliveries(&tx, line.id, line, true)?;
                taken.editions += 1;
            }
        }
        tx.commit()
    })?;
    taken.collections = checked.collections.len() as u64;
    history(library, folder, checked, heard)?;
    let tx = acts::begin(library)?;
    // What somebody did since the import began stands on the absence of what was undone before it.
    tx.execute(
        "UPDATE acts SET state = 'left' WHERE state = 'undone'
           AND EXISTS (SELECT 1 FROM acts AS later WHERE later.id > ?1)",
        [checked.manifest.sequences.get("acts").copied().unwrap_or(0)],
    )?;
    tx.execute("DELETE FROM library WHERE key = 'importing'", [])?;
    tx.commit()?;
    taken.words = Some(format!(
        "Imported {}",
        many(taken.stories, "story", "stories")
    ));
    Ok(())
}

/// Numbers that were given are not given again, whatever was taken away since. They are set first: what
/// somebody adds meanwhile gets higher ones than all that is to come.
fn numbers(tx: &Connection, checked: &Checked) -> Result<()> {
    for (table, number) in &checked.manifest.sequences {
        let known = tx.execute(
            "UPDATE sqlite_sequence SET seq = max(seq, ?2) WHERE name = ?1",
            (table, number),
        )?;
        if known == 0 {
            tx.execute(
                "INSERT INTO sqlite_sequence (name, seq) VALUES (?1, ?2)",
                (table, number),
            )?;
        }
    }
    Ok(())
}

fn names(tx: &Connection, checked: &Checked) -> Result<()> {
    for tag in &checked.tags {
        tx.prepare_cached("INSERT INTO tags (id, name, folded) VALUES (?1, ?2, ?3)")?
            .execute((tag.id, &tag.name, folded(&tag.name)))?;
    }
    for topic in &checked.topics {
        tx.prepare_cached(
            "INSERT INTO topics (id, name, folded, brief, position, colour) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute((
            topic.id,
            &topic.name,
            folded(&topic.name),
            &topic.brief,
            &topic.position,
            &topic.colour,
        ))?;
        for section in &topic.sections {
            tx.prepare_cached(
                "INSERT INTO sections (id, topic, name, folded, position, brief) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute((
                section.id,
                topic.id,
                &section.name,
                folded(&section.name),
                &section.position,
                &section.brief,
            ))?;
        }
    }
    for search in &checked.searches {
        tx.prepare_cached(
            "INSERT INTO searches (id, name, folded, words, position) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute((
            search.id,
            &search.name,
            folded(&search.name),
            &search.words,
            &search.position,
        ))?;
    }
    for template in &checked.templates {
        put::collected::template(tx, Some(template.id), template)?;
    }
    for terms in &checked.terms {
        put::collected::terms(tx, terms)?;
    }
    for line in &checked.collections {
        put::collected::collection(tx, Some(line.id), line, &line.position)?;
    }
    Ok(())
}

/// Puts into the collections what they hold, once their stories are here.
fn drafts(library: &Library, checked: &Checked) -> Result<()> {
    let tx = acts::begin(library)?;
    for line in &checked.collections {
        for item in &line.items {
            put::collected::item(&tx, Some(item.id), line.id, item, item.story)?;
        }
        for source in &line.sources {
            let from = (&*source.topic, source.topic_section.as_deref());
            put::collected::source(&tx, Some(source.id), line.id, from, source.section)?;
        }
        for story in &line.passed_over {
            put::collected::passed_over(&tx, line.id, *story)?;
        }
    }
    note_way(&tx, checked, ALL)?;
    tx.commit()
}

fn story(tx: &Connection, line: &StoryLine) -> Result<()> {
    let id = put::story(tx, Some(line.id), line, line.typed, &line.marks)?;
    for key in &line.keys {
        put::key(tx, id, key)?;
    }
    for told in &line.clippings {
        put::clipping(tx, Some(told.id), id, told)?;
    }
    if let Some(latest) = line.latest {
        put::latest(tx, id, latest)?;
    }
    for correction in &line.corrections {
        put::correction(tx, id, correction)?;
    }
    for lead in &line.leads {
        put::lead(tx, Some(lead.id), id, lead, lead.typed)?;
    }
    for picture in &line.pictures {
        put::picture(tx, id, picture, picture.position)?;
    }
    for note in &line.notes {
        put::note(tx, Some(note.id), id, note)?;
    }
    for highlight in &line.highlights {
        put::highlight(tx, Some(highlight.id), id, highlight)?;
    }
    for quote in &line.quotes {
        put::quote(tx, Some(quote.id), id, quote)?;
    }
    for translation in line.translations.iter().flatten() {
        put::translation(tx, Some(translation.id), id, translation)?;
    }
    if let Some(claim) = &line.claim {
        put::claim(tx, id, claim)?;
    }
    if let Some(terms) = &line.rights {
        put::collected::rights(tx, id, terms)?;
    }
    for tag in &line.tags {
        tx.prepare_cached(
            "INSERT INTO tagged (tag, story) SELECT id, ?2 FROM tags WHERE folded = ?1",
        )?
        .execute((folded(tag), id))?;
    }
    for placing in &line.topics {
        tx.prepare_cached(
            "INSERT INTO gathered (topic, story, section, position)
             SELECT id, ?2, (SELECT sections.id FROM sections WHERE topic = topics.id AND sections.folded = ?3), ?4
             FROM topics WHERE topics.folded = ?1",
        )?
        .execute((
            folded(&placing.topic),
            id,
            placing.section.as_deref().map(folded),
            &placing.position,
        ))?;
    }
    put::show(tx, id, line)
}

fn history(library: &Library, folder: &Folder, checked: &Checked, heard: Heard<'_>) -> Result<()> {
    let mut lines: Lines<'_, ActLine> = folder.lines("acts.jsonl")?;
    loop {
        let acts = batch(&mut lines)?;
        if acts.is_empty() {
            break;
        }
        let tx = acts::begin(library)?;
        for act in acts {
            tx.prepare_cached("INSERT INTO acts (id, at, words, state) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING")?
                .execute((act.id, act.at, act.words, act.state))?;
        }
        tx.commit()?;
    }
    let of = checked.manifest.lines("changes.jsonl");
    let mut lines: Lines<'_, ChangeLine> = folder.lines("changes.jsonl")?;
    loop {
        let changes = batch(&mut lines)?;
        if changes.is_empty() {
            return Ok(());
        }
        let tx = acts::begin(library)?;
        for change in changes {
            tx.prepare_cached(
                "INSERT INTO act_rows (id, act, changed, story, before, after) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT DO NOTHING",
            )?
            .execute((
                change.id,
                change.act,
                change.table,
                change.story,
                change.before.as_ref().map(|row| row.get()),
                change.after.as_ref().map(|row| row.get()),
            ))?;
        }
        tx.commit()?;
        step(heard, Step::History, lines.number(), of)?;
    }
}

//! An export taken into a library that holds stories: they get what they lack and keep what they have.
//!
//! What the editor would see is one act. As with a clip, undoing it puts new stories into the bin, where
//! nothing of them is lost, and what pages said stays: that is evidence.

mod collected;
mod known;
mod shelved;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};

use super::check::Checked;
use super::folder::Folder;
use super::lines::StoryLine;
use super::taken::{TakenIn, editions, many, stories};
use super::{Heard, put};
use crate::Result;
use crate::library::{Library, acts, sets};
use shelved::Shelves;

/// A story of the export, and the story of the library that it is.
struct Met<'a> {
    line: &'a StoryLine,
    story: i64,
    was: Was,
}

/// What a story was before the import.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Was {
    /// Not here.
    New,
    /// Here; whether its pages said something that was not.
    Known { grew: bool },
}

/// Merges an export into a library.
pub(super) fn take(
    library: &Library,
    folder: &Folder,
    checked: &Checked,
    now: DateTime<Utc>,
    heard: Heard<'_>,
    taken: &mut TakenIn,
) -> Result<()> {
    let mut going = Going {
        act: None,
        shelves: Shelves::default(),
        first: true,
        numbers: HashMap::new(),
    };
    let done = stories(folder, checked, heard, |lines| {
        going.some(library, checked, &lines, now, taken)
    });
    // Topics and searches may come without a story.
    let done = done.and_then(|()| match going.first {
        true => going.some(library, checked, &[], now, taken),
        false => Ok(()),
    });
    let done = done.and_then(|()| going.collections(library, checked, now, taken));
    // What was set is no part of the act: it stays as it is, as what pages said.
    let done = done.and_then(|()| {
        editions(folder, checked, heard, |lines| {
            let tx = acts::begin(library)?;
            for line in &lines {
                let new = collected::edition(&tx, checked, &going.numbers, line)?;
                taken.editions += u64::from(new);
            }
            tx.commit()
        })
    });
    let tx = acts::begin(library)?;
    if let Some(act) = going.act {
        acts::close_act(&tx, act, &words(taken))?;
        let kept = tx
            .prepare("SELECT 1 FROM acts WHERE id = ?1")?
            .exists([act])?;
        taken.words = kept.then(|| words(taken));
    }
    tx.commit()?;
    if taken.words.is_none() && taken.editions > 0 {
        let editions = many(taken.editions, "edition", "editions");
        taken.words = Some(format!("Imported {editions}"));
    }
    done
}

/// Says that all evidence that came has its stories, or that they will not come now.
pub(super) fn end(library: &Library) -> Result<()> {
    let tx = acts::begin(library)?;
    tx.execute("DELETE FROM library WHERE key = 'merging'", [])?;
    tx.commit()
}

/// Says that evidence is coming whose stories are not here yet.
pub(super) fn begin(library: &Library, checked: &Checked) -> Result<()> {
    let tx = acts::begin(library)?;
    tx.execute(
        "INSERT INTO library (key, value) VALUES ('merging', ?1) ON CONFLICT DO UPDATE SET value = excluded.value",
        [&checked.sha256],
    )?;
    tx.commit()
}

/// A merger under way.
struct Going {
    act: Option<i64>,
    shelves: Shelves,
    first: bool,
    /// What numbers the stories have here that collections and editions name, by those in the export.
    numbers: HashMap<i64, i64>,
}

impl Going {
    /// Takes some stories in, in one write.
    fn some(
        &mut self,
        library: &Library,
        checked: &Checked,
        lines: &[StoryLine],
        now: DateTime<Utc>,
        taken: &mut TakenIn,
    ) -> Result<()> {
        let tx = acts::begin(library)?;
        let mut counts = (taken.stories, taken.added_to);
        let act = self.act(&tx, now, taken)?;
        let mut met = Vec::new();
        for line in lines {
            met.push(meet(&tx, line)?);
        }
        self.shelves.forget();
        acts::record_into(&tx, act, |tx| -> Result<()> {
            if self.first {
                self.shelves.topics_and_searches(tx, checked)?;
            }
            for met in &met {
                let changed = shelve(tx, &mut self.shelves, checked, met)?;
                match met.was {
                    Was::New => counts.0 += 1,
                    Was::Known { grew } if grew || changed => counts.1 += 1,
                    Was::Known { .. } => {}
                }
            }
            Ok(())
        })?;
        let named = met.iter().filter(|met| {
            let number = u64::try_from(met.line.id);
            number.is_ok_and(|number| checked.named.contains(number))
        });
        let numbers: Vec<_> = named.map(|met| (met.line.id, met.story)).collect();
        let sql = "UPDATE acts SET words = ?2 WHERE id = ?1";
        tx.prepare_cached(sql)?
            .execute((act, words_of(counts, taken.collections)))?;
        sets::trim(&tx)?;
        tx.commit()?;
        (taken.stories, taken.added_to) = counts;
        (self.act, self.first) = (Some(act), false);
        self.numbers.extend(numbers);
        Ok(())
    }

    /// Takes the collections in, once their stories are here, and what they are printed with.
    fn collections(
        &mut self,
        library: &Library,
        checked: &Checked,
        now: DateTime<Utc>,
        taken: &mut TakenIn,
    ) -> Result<()> {
        let tx = acts::begin(library)?;
        let act = self.act(&tx, now, taken)?;
        let new = acts::record_into(&tx, act, |tx| collected::take(tx, checked, &self.numbers))?;
        tx.commit()?;
        taken.collections = new;
        self.act = Some(act);
        Ok(())
    }

    /// The act that this is.
    fn act(&self, tx: &Connection, now: DateTime<Utc>, taken: &TakenIn) -> Result<i64> {
        match self.act {
            Some(act) if is_open(tx, act)? => Ok(act),
            // It is the first; or somebody else began one, and what is still to come is another act.
            _ => acts::open_act(tx, &words(taken), now),
        }
    }
}

/// The act in words.
fn words(taken: &TakenIn) -> String {
    words_of((taken.stories, taken.added_to), taken.collections)
}

fn words_of((new, added_to): (u64, u64), collections: u64) -> String {
    let new = (new > 0).then(|| many(new, "story", "stories"));
    match (new, added_to) {
        (Some(new), 0) => format!("Imported {new}"),
        (Some(new), more) => format!(
            "Imported {new}, and added to {}",
            many(more, "other", "others")
        ),
        (None, 0) if collections > 0 => {
            format!(
                "Imported {}",
                many(collections, "collection", "collections")
            )
        }
        (None, 0) => "Imported topics, searches and terms".to_owned(),
        (None, more) => format!("Imported what {} lacked", many(more, "story", "stories")),
    }
}

fn is_open(tx: &Connection, act: i64) -> Result<bool> {
    let sql = "SELECT 1 FROM acts WHERE id = ?1 AND state = 'open'";
    Ok(tx.prepare_cached(sql)?.exists([act])?)
}

/// Finds the story that a line is, or makes it, and puts in what no undoing takes away.
fn meet<'a>(tx: &Connection, line: &'a StoryLine) -> Result<Met<'a>> {
    let keys = put::keys_of(line);
    let mut known = None;
    for key in &keys {
        known = known.or(put::story_of_key(tx, key)?);
    }
    if let Some(story) = known {
        let grew = known::add_evidence(tx, story, line)?;
        return Ok(Met {
            line,
            story,
            was: Was::Known { grew },
        });
    }
    // Nobody has typed its address here, whoever did elsewhere: it is fetched only if it is public.
    let story = put::story(tx, None, line, false, &line.marks)?;
    for key in &keys {
        put::key(tx, story, key)?;
    }
    for told in &line.clippings {
        let id = put::clipping(tx, None, story, told)?;
        if line.latest == Some(told.id) {
            put::latest(tx, story, id)?;
        }
    }
    for correction in &line.corrections {
        put::correction(tx, story, correction)?;
    }
    for lead in &line.leads {
        put::lead(tx, None, story, lead, false)?;
    }
    for picture in &line.pictures {
        put::picture(tx, story, picture, picture.position)?;
    }
    for note in &line.notes {
        put::note(tx, None, story, note)?;
    }
    for highlight in &line.highlights {
        put::highlight(tx, None, story, highlight)?;
    }
    for quote in &line.quotes {
        put::quote(tx, None, story, quote)?;
    }
    for translation in line.translations.iter().flatten() {
        put::translation(tx, None, story, translation)?;
    }
    if let Some(claim) = &line.claim {
        put::claim(tx, story, claim)?;
    }
    if let Some(terms) = &line.rights {
        put::collected::rights(tx, story, terms)?;
    }
    put::show(tx, story, line)?;
    Ok(Met {
        line,
        story,
        was: Was::New,
    })
}

/// The part that can be undone: notes that a new story came, gives a known one what it lacks. Answers
/// whether anything changed.
fn shelve(
    tx: &Connection,
    shelves: &mut Shelves,
    checked: &Checked,
    met: &Met<'_>,
) -> Result<bool> {
    let Met { line, story, was } = met;
    let mut changed = false;
    match was {
        // One that comes into the bin is there already.
        Was::New if line.marks.spiked_at.is_some() => {}
        Was::New => acts::note_arrival(tx, *story)?,
        Was::Known { grew } => {
            changed |= bring_back(tx, *story, line)?;
            changed |= known::add_words(tx, *story, line, *grew)?;
        }
    }
    for tag in &line.tags {
        changed |= shelves.tag(tx, tag, *story)?;
    }
    for placing in &line.topics {
        changed |= shelves.gather(tx, checked, placing, *story)?;
    }
    Ok(changed)
}

/// A story that lies in the bin because its coming was taken back is wanted again; one that an editor put
/// there stays.
fn bring_back(tx: &Connection, story: i64, line: &StoryLine) -> Result<bool> {
    if line.marks.spiked_at.is_some() {
        return Ok(false);
    }
    let spiked = "SELECT 1 FROM marks WHERE story = ?1 AND spiked_at IS NOT NULL";
    if !tx.prepare_cached(spiked)?.exists([story])? {
        return Ok(false);
    }
    let put_there: Option<i64> = tx
        .prepare_cached(
            "SELECT 1 FROM act_rows JOIN acts ON acts.id = act_rows.act
             WHERE act_rows.story = ?1 AND changed = 'marks' AND state = 'done'
               AND before ->> '$.spiked_at' IS NULL AND after ->> '$.spiked_at' IS NOT NULL LIMIT 1",
        )?
        .query_row([story], |row| row.get(0))
        .optional()?;
    if put_there.is_some() {
        return Ok(false);
    }
    let sql = "UPDATE marks SET spiked_at = NULL WHERE story = ?1";
    tx.prepare_cached(sql)?.execute([story])?;
    Ok(true)
}

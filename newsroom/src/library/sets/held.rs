//! What is held, how it is read, and how it follows the library.

use std::sync::OnceLock;

use roaring::RoaringBitmap;
use rusqlite::{Connection, OptionalExtension};
use rustc_hash::FxHashMap;

use super::columns::Column;
use super::kind;
use super::order::ByDate;
use crate::Result;
use crate::search::tokens;

/// Where each kind of set is read from: `key, story`, in that order, from an index that holds both.
const SOURCES: &[(i64, &str)] = &[
    (
        kind::READ,
        "SELECT 0, story FROM marks WHERE read_at IS NOT NULL",
    ),
    (
        kind::STARRED,
        "SELECT 0, story FROM marks WHERE starred_at IS NOT NULL",
    ),
    (
        kind::DONE,
        "SELECT 0, story FROM marks WHERE done_at IS NOT NULL",
    ),
    (
        kind::SPIKED,
        "SELECT 0, story FROM marks WHERE spiked_at IS NOT NULL",
    ),
    (
        kind::UNFETCHED,
        "SELECT 0, id FROM stories WHERE unfetched IS NOT NULL",
    ),
    (kind::HERE, "SELECT 0, story FROM marks"),
    (
        kind::TAG,
        "SELECT tag, story FROM tagged ORDER BY tag, story",
    ),
    (
        kind::TOPIC,
        "SELECT topic, story FROM gathered ORDER BY topic, story",
    ),
    (
        kind::SECTION,
        "SELECT section, story FROM gathered WHERE section IS NOT NULL ORDER BY section, story",
    ),
    (
        kind::OUTLET,
        "SELECT outlet, id FROM stories WHERE outlet IS NOT NULL ORDER BY outlet, id",
    ),
    (
        kind::AGENCY,
        "SELECT agency, id FROM stories WHERE agency IS NOT NULL ORDER BY agency, id",
    ),
    (
        kind::WRITER,
        "SELECT writer, story FROM written ORDER BY writer, story",
    ),
    (
        kind::LANGUAGE,
        "SELECT language, id FROM stories WHERE language IS NOT NULL ORDER BY language, id",
    ),
    (
        kind::NOTE,
        "SELECT DISTINCT 0, story FROM notes ORDER BY story",
    ),
    (
        kind::HIGHLIGHT,
        "SELECT DISTINCT 0, story FROM highlights ORDER BY story",
    ),
    (
        kind::QUOTE,
        "SELECT DISTINCT 0, story FROM quotes ORDER BY story",
    ),
    (kind::COPIES, "SELECT 0, story FROM copies"),
    (
        kind::CLAIM,
        "SELECT status, story FROM claims ORDER BY status, story",
    ),
];

/// The kinds that have many sets and are counted by what stories have; the others have few.
const COUNTED: [i64; 4] = [kind::OUTLET, kind::WRITER, kind::TAG, kind::TOPIC];

/// So many stories are counted by the sets in no time, whatever the columns say of them.
const FEW: u64 = 1_000;

/// The sets of stories, by kind and key, and the order of the stories by date.
#[derive(Debug)]
pub(in crate::library) struct Held {
    /// The last number of the journal that they reflect.
    number: i64,
    sets: FxHashMap<i64, FxHashMap<i64, RoaringBitmap>>,
    /// What each story has, of the kinds that facets count; made when it is first asked for.
    columns: OnceLock<FxHashMap<i64, Column>>,
    /// The stories of which the columns say what was.
    moved_on: RoaringBitmap,
    pub(in crate::library) dates: ByDate,
    /// The words of the tags' names, by the tag.
    pub(in crate::library) tag_words: FxHashMap<i64, Vec<String>>,
}

/// The last number of the journal.
pub(super) fn last_number(look: &Connection) -> Result<i64> {
    let sql = "SELECT coalesce(max(number), 0) FROM journal";
    Ok(look.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}

/// A story's number as the sets hold it. Numbers grow by one; four thousand million clips are out of reach.
fn member(story: i64) -> u32 {
    u32::try_from(story).unwrap_or(u32::MAX)
}

impl Held {
    /// Reads them all.
    pub(super) fn read(look: &Connection) -> Result<Held> {
        let mut sets = FxHashMap::default();
        for (kind, sql) in SOURCES {
            sets.insert(*kind, read_sets(look, sql)?);
        }
        Ok(Held {
            number: last_number(look)?,
            sets,
            columns: OnceLock::new(),
            moved_on: RoaringBitmap::new(),
            dates: ByDate::read(look)?,
            tag_words: tag_words(look, None)?,
        })
    }

    /// The last number of the journal that they reflect.
    pub(super) fn number(&self) -> i64 {
        self.number
    }

    /// One set; `None` where it is empty.
    pub(in crate::library) fn set(&self, kind: i64, key: i64) -> Option<&RoaringBitmap> {
        self.sets.get(&kind)?.get(&key)
    }

    /// All sets of a kind, with their keys.
    pub(in crate::library) fn of_kind(
        &self,
        kind: i64,
    ) -> impl Iterator<Item = (i64, &RoaringBitmap)> {
        let sets = self.sets.get(&kind).into_iter().flatten();
        sets.map(|(key, set)| (*key, set))
    }

    /// How many of some stories each set of a kind holds, with the sets' keys, in no order; sets that hold
    /// none are left out.
    pub(in crate::library) fn shared(&self, kind: i64, stories: &RoaringBitmap) -> Vec<(i64, u64)> {
        let Some(column) = self.columns().get(&kind) else {
            return self.shared_by_sets(kind, stories).collect();
        };
        let moved_on = stories & &self.moved_on;
        let mut shared = column.count(&(stories - &moved_on));
        if !moved_on.is_empty() {
            let known: FxHashMap<i64, usize> = (shared.iter().enumerate())
                .map(|(at, (key, _))| (*key, at))
                .collect();
            for (key, more) in self.shared_by_sets(kind, &moved_on) {
                match known.get(&key).and_then(|at| shared.get_mut(*at)) {
                    Some((_, count)) => *count += more,
                    None => shared.push((key, more)),
                }
            }
        }
        shared
    }

    fn shared_by_sets<'s>(
        &'s self,
        kind: i64,
        stories: &'s RoaringBitmap,
    ) -> impl Iterator<Item = (i64, u64)> + 's {
        let shared = self.of_kind(kind);
        let shared = shared.map(|(key, set)| (key, set.intersection_len(stories)));
        shared.filter(|(_, shared)| *shared > 0)
    }

    /// The columns, made if they are not there: a tenth of a second among a million stories.
    pub(super) fn columns(&self) -> &FxHashMap<i64, Column> {
        let column = |kind: &i64| (*kind, Column::of(self.of_kind(*kind)));
        (self.columns).get_or_init(|| COUNTED.iter().map(column).collect())
    }

    /// Takes in what has changed since. Answers whether the journal goes back so far.
    pub(super) fn catch_up(&mut self, look: &Connection) -> Result<bool> {
        let first: Option<i64> = look
            .prepare_cached("SELECT min(number) FROM journal")?
            .query_row([], |row| row.get(0))
            .optional()?
            .flatten();
        if first.is_none_or(|first| first > self.number + 1) {
            return Ok(false);
        }
        let sql = "SELECT number, kind, key, story, present FROM journal WHERE number > ?1 ORDER BY number";
        let mut statement = look.prepare_cached(sql)?;
        let mut rows = statement.query([self.number])?;
        let mut redated = RoaringBitmap::new();
        while let Some(row) = rows.next()? {
            let (kind, key, story): (i64, i64, i64) = (row.get(1)?, row.get(2)?, row.get(3)?);
            let story = member(story);
            self.number = row.get(0)?;
            if kind == kind::TAG_NAME {
                self.tag_words.remove(&key);
                self.tag_words.extend(tag_words(look, Some(key))?);
                continue;
            }
            if kind == kind::PUBLISHED || kind == kind::HERE {
                redated.insert(story);
            }
            if kind == kind::PUBLISHED {
                continue;
            }
            if COUNTED.contains(&kind) {
                self.moved_on.insert(story);
            }
            let set = self.sets.entry(kind).or_default().entry(key).or_default();
            match row.get(4)? {
                true => set.insert(story),
                false => set.remove(story),
            };
        }
        if self.moved_on.len() > FEW.max(self.dates.len() / 16) {
            // Made anew when they are asked for.
            self.columns.take();
            self.moved_on.clear();
        }
        self.dates.read_again(look, &redated)?;
        Ok(true)
    }
}

/// The words of the names of all tags, or of one.
pub(in crate::library) fn tag_words(
    look: &Connection,
    tag: Option<i64>,
) -> Result<FxHashMap<i64, Vec<String>>> {
    let mut statement =
        look.prepare_cached("SELECT id, name FROM tags WHERE ?1 IS NULL OR id = ?1")?;
    let mut rows = statement.query([tag])?;
    let mut words = FxHashMap::default();
    while let Some(row) = rows.next()? {
        let name: String = row.get(1)?;
        let name = tokens(&name).map(|(word, _)| word.into_owned()).collect();
        words.insert(row.get(0)?, name);
    }
    Ok(words)
}

fn read_sets(look: &Connection, sql: &str) -> Result<FxHashMap<i64, RoaringBitmap>> {
    let mut statement = look.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut sets: FxHashMap<i64, RoaringBitmap> = FxHashMap::default();
    let mut open: Option<(i64, Vec<u32>)> = None;
    while let Some(row) = rows.next()? {
        let (key, story): (i64, i64) = (row.get(0)?, row.get(1)?);
        match &mut open {
            Some((known, stories)) if *known == key => stories.push(member(story)),
            _ => {
                close(&mut sets, open.take());
                open = Some((key, vec![member(story)]));
            }
        }
    }
    close(&mut sets, open);
    Ok(sets)
}

fn close(sets: &mut FxHashMap<i64, RoaringBitmap>, run: Option<(i64, Vec<u32>)>) {
    if let Some((key, mut stories)) = run {
        // An index without an order of its own may give them in another.
        stories.sort_unstable();
        sets.entry(key).or_default().extend(stories);
    }
}

//! The index and what lies beside it, as the library stands; and how the index is fed.

use std::ops::ControlFlow;

use parking_lot::{MappedMutexGuard, Mutex, MutexGuard};
use rusqlite::{Connection, OptionalExtension};

use crate::clipping::markdown::plain_text;
use crate::library::index::{Entry, Feed, Fresh, Index};
use crate::library::{Library, acts, facts, margins, shown};
use crate::{Address, Result};

/// How many stories are searched beside the index at most, the latest of those that are pressing. More of
/// them wait only where nobody feeds the index for long.
const MOST_FRESH: i64 = 1_000;

/// Stories between two commits of the index. Each makes a segment, and segments are merged later.
const AT_ONCE: i64 = 10_000;

/// Stories that are read at one moment of the library.
const A_LOOK: usize = 100;

/// What is searched: the index, and beside it what it does not hold yet.
#[derive(Debug)]
pub(in crate::library) struct Words {
    pub(in crate::library) index: Index,
    pub(in crate::library) fresh: Fresh,
    /// The number of the index that `fresh` begins after.
    from: i64,
    /// The last number of `unindexed` that `fresh` holds.
    until: i64,
}

/// The search of an open library; opened when it is first needed.
#[derive(Debug, Default)]
pub(in crate::library) struct Finding {
    words: Mutex<Option<Words>>,
    feed: Mutex<Option<Feed>>,
}

/// The index and what lies beside it, for one search.
#[derive(Debug, Clone)]
pub(in crate::library) struct Lookup {
    pub(in crate::library) index: Index,
    pub(in crate::library) fresh: Fresh,
}

impl Library {
    /// What is searched, as the library stands for `look`.
    pub(in crate::library) fn lookup(&self, look: &Connection) -> Result<Lookup> {
        let mut words = self.words(look)?;
        words.catch_up(look)?;
        Ok(Lookup {
            index: words.index.clone(),
            fresh: words.fresh.clone(),
        })
    }

    /// The search index, opened if it is not yet.
    pub(in crate::library) fn index(&self, look: &Connection) -> Result<Index> {
        Ok(self.words(look)?.index.clone())
    }

    /// The search index and what lies beside it, opened if it is not yet.
    fn words(&self, look: &Connection) -> Result<MappedMutexGuard<'_, Words>> {
        let mut words = self.finding.words.lock();
        let opened = match words.take() {
            Some(words) => words,
            None => {
                let identity = said(look, "identity")?.unwrap_or_default();
                let index = Index::open(&self.folder.join("search"), &identity)?;
                Words {
                    from: index.number(),
                    until: 0,
                    fresh: Fresh::default(),
                    index,
                }
            }
        };
        Ok(MutexGuard::map(words, |words| words.insert(opened)))
    }

    /// Takes into the search index what it does not hold yet, and answers how many stories are left:
    /// those that another process is taking in, and those after `told` ended it. `told` hears how many
    /// are left after every few thousand.
    ///
    /// Nothing waits for this: what is not in the index yet is searched beside it.
    ///
    /// # Errors
    /// If the library cannot be read, or the index cannot be written.
    pub fn feed_index(&self, mut told: impl FnMut(u64) -> ControlFlow<()>) -> Result<u64> {
        let mut feed = self.finding.feed.lock();
        loop {
            let index = self.index(&*self.look()?)?;
            if feed.is_none() {
                *feed = index.feed()?;
            }
            let Some(feed) = &mut *feed else {
                return waiting(&*self.look()?);
            };
            self.refill_if_behind(&index)?;
            if !self.feed_some(feed)? {
                return Ok(0);
            }
            let left = waiting(&*self.look()?)?;
            if left == 0 || told(left).is_break() {
                return Ok(left);
            }
        }
    }

    /// How many stories the search index does not hold as they stand now.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn waiting_for_index(&self) -> Result<u64> {
        waiting(&*self.look()?)
    }

    /// Whether there are stories that a search would miss until the index is fed: after an import, or
    /// where the index was lost, damaged or left out of a copy.
    ///
    /// # Errors
    /// If the library cannot be read, or the index cannot be opened.
    pub fn searches_are_behind(&self) -> Result<bool> {
        let look = self.look()?;
        let index = self.index(&look)?;
        if lacks_some(&look, &index)? {
            return Ok(true);
        }
        let sql = "SELECT EXISTS (SELECT 1 FROM unindexed WHERE pressing = 0)";
        Ok(look.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }

    /// Lets another process feed the index, once what was taken in is put in order.
    ///
    /// # Errors
    /// If the index cannot be written.
    pub fn leave_index(&self) -> Result<()> {
        let feed = self.finding.feed.lock().take();
        feed.map_or(Ok(()), Feed::close)
    }

    /// Takes one batch in. Answers whether there was any.
    fn feed_some(&self, feed: &mut Feed) -> Result<bool> {
        let waiting = {
            let look = self.look()?;
            let sql = "SELECT number, story FROM unindexed ORDER BY number LIMIT ?1";
            let mut statement = look.prepare_cached(sql)?;
            let rows = statement.query_map([AT_ONCE], |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
            })?;
            rows.collect::<rusqlite::Result<Vec<_>>>()?
        };
        // A long look would keep what is written meanwhile in the log, which would grow.
        for some in waiting.chunks(A_LOOK) {
            let look = self.look()?;
            for (_, story) in some {
                match entry_of(&look, *story)? {
                    Some(entry) => feed.put(&entry)?,
                    None => feed.remove(u32::try_from(*story).unwrap_or(u32::MAX))?,
                }
            }
        }
        let last = waiting.last().map(|(number, _)| *number);
        let Some(last) = last else { return Ok(false) };
        feed.commit(last)?;
        // Only now: a crash in between takes some in twice, which makes no difference.
        let tx = acts::begin(self)?;
        tx.prepare_cached("DELETE FROM unindexed WHERE number <= ?1")?
            .execute([last])?;
        let sql =
            "UPDATE library SET value = ?1 WHERE key = 'indexed' AND CAST(value AS INTEGER) < ?1";
        tx.prepare_cached(sql)?.execute([last])?;
        tx.commit()?;
        Ok(true)
    }

    /// Has every story taken in again if the index lacks some that have left the queue: it was deleted,
    /// damaged, or is older than the library.
    fn refill_if_behind(&self, index: &Index) -> Result<()> {
        if !lacks_some(&*self.look()?, index)? {
            return Ok(());
        }
        let tx = acts::begin(self)?;
        // The latest first, for they are searched for most.
        tx.execute(
            "INSERT OR IGNORE INTO unindexed (story, pressing) SELECT id, 0 FROM stories ORDER BY id DESC",
            [],
        )?;
        tx.execute("UPDATE library SET value = '0' WHERE key = 'indexed'", [])?;
        tx.commit()
    }
}

impl Words {
    fn catch_up(&mut self, look: &Connection) -> Result<()> {
        // Another process may have fed it; what it lacks all the same is told by `searches_are_behind`.
        lacks_some(look, &self.index)?;
        let number = self.index.number();
        if number != self.from {
            (self.fresh, self.from, self.until) = (Fresh::default(), number, 0);
        }
        let sql = "SELECT number, story FROM unindexed WHERE pressing = 1 AND number > max(?1, ?2)
                   ORDER BY number DESC LIMIT ?3";
        let mut statement = look.prepare_cached(sql)?;
        let rows = statement.query_map((self.from, self.until, MOST_FRESH), |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
        })?;
        let mut come = rows.collect::<rusqlite::Result<Vec<_>>>()?;
        come.reverse();
        let Some((last, _)) = come.last().copied() else {
            return Ok(());
        };
        let mut entries = Vec::new();
        for (_, story) in come {
            match entry_of(look, story)? {
                Some(entry) => entries.push(entry),
                None => self.fresh.remove(u32::try_from(story).unwrap_or(u32::MAX)),
            }
        }
        self.fresh.put(entries)?;
        self.until = last;
        Ok(())
    }
}

/// Whether the index lacks stories that have left the queue, also after a look at what another process may
/// have fed it.
fn lacks_some(look: &Connection, index: &Index) -> Result<bool> {
    let indexed = said(look, "indexed")?;
    let indexed: i64 = indexed.and_then(|number| number.parse().ok()).unwrap_or(0);
    if index.number() < indexed {
        index.refresh()?;
    }
    Ok(index.number() < indexed)
}

fn waiting(look: &Connection) -> Result<u64> {
    let sql = "SELECT count(*) FROM unindexed";
    Ok(look.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}

/// What the library says of itself.
fn said(look: &Connection, key: &str) -> Result<Option<String>> {
    let sql = "SELECT value FROM library WHERE key = ?1";
    let found = look
        .prepare_cached(sql)?
        .query_row([key], |row| row.get(0))
        .optional()?;
    Ok(found)
}

/// A story as the index takes it in; `None` if it is not here any more. One whose text is damaged is
/// found by what lists show of it.
fn entry_of(look: &Connection, story: i64) -> Result<Option<Entry>> {
    let sql = "SELECT address, headline, standfirst FROM stories WHERE id = ?1";
    let found: Option<(Option<String>, String, Option<String>)> = look
        .prepare_cached(sql)?
        .query_row([story], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let (Some((address, headline, standfirst)), Ok(number)) = (found, u32::try_from(story)) else {
        return Ok(None);
    };
    let address = address.and_then(|address| Address::read(&address).ok());
    let Ok(facts) = facts::of(look, story, address.as_ref()) else {
        return Ok(Some(Entry {
            story: number,
            headline,
            standfirst: standfirst.unwrap_or_default(),
            ..Entry::default()
        }));
    };
    let mut credits: Vec<String> = facts.byline.map(|byline| byline.value).unwrap_or_default();
    credits.extend(facts.outlet.map(|outlet| outlet.value));
    credits.extend(facts.agency.map(|agency| agency.value));
    let mut notes: Vec<String> = Vec::new();
    notes.extend(
        margins::notes(look, story)?
            .into_iter()
            .map(|note| note.text),
    );
    for highlight in margins::highlights(look, story)? {
        notes.extend([highlight.anchor.text, highlight.note]);
    }
    for translation in margins::translations::of(look, story)? {
        notes.push(translation.text);
    }
    for quote in margins::quotes(look, story)? {
        notes.push(quote.text);
        notes.extend(quote.speaker);
    }
    Ok(Some(Entry {
        story: number,
        published: facts
            .published
            .map(|published| shown::order(published.value)),
        language: facts.language.map(|language| language.value),
        headline: facts.headline.value,
        standfirst: facts.standfirst.map(|fact| fact.value).unwrap_or_default(),
        body: plain_text(&facts.body.value),
        credits: credits.join("\n"),
        notes: notes.join("\n"),
    }))
}

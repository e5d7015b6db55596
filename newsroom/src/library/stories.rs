//! Stories: kept, corrected, marked, spiked.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, params};

use super::{Library, acts, facts, leads, moment, shown, snapshots, stamp, topics};
use crate::clipping::markdown::{markdown_of, plain_text};
use crate::job::Fate;
use crate::page::How;
use crate::story::{Mark, Marks, Snapshot, Story, StoryId};
use crate::{Address, Clipping, Error, Page, Result};

mod correct;

pub use correct::Correction;

/// The stories.
#[derive(Debug, Clone, Copy)]
pub struct Stories<'l> {
    pub(super) library: &'l Library,
}

/// What filing did, and with which story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filed {
    /// The story, new or known.
    pub story: StoryId,
    /// What was done.
    pub fate: Fate,
}

/// Where a story's page is to be fetched, and who said so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Errand {
    /// A person gave the address, so it may be private.
    Typed(Address),
    /// A page pointed there, so it has to be public.
    Pointed(Address),
}

impl Errand {
    /// The address.
    pub fn address(&self) -> &Address {
        match self {
            Errand::Typed(address) | Errand::Pointed(address) => address,
        }
    }
}

impl Stories<'_> {
    /// Keeps a link whose page is about to be fetched, so that it is not lost whatever happens.
    /// A story that is already known by the address is answered as it is.
    ///
    /// # Errors
    /// If the library cannot be written.
    pub fn expect(&self, errand: &Errand, now: DateTime<Utc>) -> Result<StoryId> {
        let address = errand.address();
        let typed = matches!(errand, Errand::Typed(_));
        if let Some(story) = story_of_key(&self.library.conn, &address.key())? {
            if typed {
                self.library
                    .conn
                    .execute("UPDATE stories SET typed = 1 WHERE id = ?1", [story])?;
            }
            return Ok(StoryId(story));
        }
        let tx = acts::begin(&self.library.conn)?;
        let kept = new_story(&tx, Some(address), typed, now)?;
        tx.execute(
            "UPDATE stories SET unfetched = 'it is being fetched' WHERE id = ?1",
            [kept],
        )?;
        tx.execute(
            "INSERT INTO keys (key, story) VALUES (?1, ?2)",
            (address.key(), kept),
        )?;
        shown::refresh(&tx, kept)?;
        bring_into_view(&tx, kept, now)?;
        tx.commit()?;
        Ok(StoryId(kept))
    }

    /// Files a clipping under the story that its page is, which is made if it is new. Filing the
    /// same page twice is harmless; a page that has changed gives the story a further clipping.
    ///
    /// # Errors
    /// If the library cannot be written.
    pub fn file(&self, page: &Page, clipping: &Clipping, now: DateTime<Utc>) -> Result<Filed> {
        self.file_under(None, page, clipping, now)
    }

    /// Files the clipping of a page that was fetched for a story. Where it turns out to be another
    /// story that is here already, that one gets the clipping, the tags and the topics.
    ///
    /// # Errors
    /// If the library cannot be written.
    pub fn file_expected(
        &self,
        expected: StoryId,
        page: &Page,
        clipping: &Clipping,
        now: DateTime<Utc>,
    ) -> Result<Filed> {
        self.file_under(Some(expected.0), page, clipping, now)
    }

    fn file_under(
        &self,
        expected: Option<i64>,
        page: &Page,
        clipping: &Clipping,
        now: DateTime<Utc>,
    ) -> Result<Filed> {
        let sha = snapshots::keep(self.library, page)?;
        let keys = keys_of(page, clipping);
        let mut known = None;
        for key in &keys {
            known = known.or(story_of_key(&self.library.conn, key)?);
        }
        let kept = Kept {
            page,
            clipping,
            sha: &sha,
            keys: &keys,
            now,
        };
        let Some(story) = known.or(expected) else {
            return self.file_new(&kept);
        };
        let tx = acts::begin(&self.library.conn)?;
        let fate = add_clipping(&tx, story, &kept)?;
        if let Some(expected) = expected.filter(|expected| *expected != story) {
            hand_over(&tx, expected, story, now)?;
        }
        tx.commit()?;
        Ok(Filed {
            story: StoryId(story),
            fate,
        })
    }

    fn file_new(&self, kept: &Kept<'_>) -> Result<Filed> {
        let tx = acts::begin(&self.library.conn)?;
        let address = kept
            .clipping
            .address
            .as_ref()
            .or(kept.page.address.as_ref());
        let story = new_story(&tx, address, true, kept.now)?;
        add_clipping(&tx, story, kept)?;
        bring_into_view(&tx, story, kept.now)?;
        tx.commit()?;
        Ok(Filed {
            story: StoryId(story),
            fate: Fate::New,
        })
    }

    /// Notes why a story's page could not be fetched. A story that was clipped before stays as it is.
    ///
    /// # Errors
    /// If the library cannot be written.
    pub fn not_fetched(&self, story: StoryId, why: &str) -> Result<()> {
        let sql = "UPDATE stories SET unfetched = ?2 WHERE id = ?1 AND clipping IS NULL";
        self.library.conn.execute(sql, (story.0, why))?;
        Ok(())
    }

    /// Where a story's page is to be fetched again.
    ///
    /// # Errors
    /// If there is no such story, or it has no address.
    pub fn errand(&self, story: StoryId) -> Result<Errand> {
        let sql = "SELECT address, typed FROM stories WHERE id = ?1";
        let found: Option<(Option<String>, bool)> = self
            .library
            .conn
            .query_row(sql, [story.0], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let (address, typed) = found.ok_or_else(|| missing(story))?;
        let address = address.ok_or_else(|| {
            Error::Refused(format!("story {} has no address to fetch it from", story.0))
        })?;
        let address = Address::read(&address)?;
        Ok(if typed {
            Errand::Typed(address)
        } else {
            Errand::Pointed(address)
        })
    }

    /// The links whose page is still to be fetched, spiked ones left out.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn waiting(&self) -> Result<Vec<StoryId>> {
        let sql = "SELECT id FROM stories JOIN marks ON marks.story = id
                   WHERE unfetched IS NOT NULL AND spiked_at IS NULL ORDER BY id";
        let mut statement = self.library.conn.prepare_cached(sql)?;
        let found = statement.query_map([], |row| row.get(0).map(StoryId))?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// The story with a number that a person gave.
    ///
    /// # Errors
    /// If there is none.
    pub fn find(&self, number: i64) -> Result<StoryId> {
        check(&self.library.conn, number)?;
        Ok(StoryId(number))
    }

    /// A story, whole.
    ///
    /// # Errors
    /// If there is no such story.
    pub fn get(&self, story: StoryId) -> Result<Story> {
        let conn = &self.library.conn;
        let sql =
            "SELECT address, unfetched, added_at, read_at IS NOT NULL, starred_at IS NOT NULL,
                     done_at IS NOT NULL, spiked_at IS NOT NULL,
                     (SELECT count(*) FROM clippings WHERE clippings.story = stories.id)
                   FROM stories JOIN marks ON marks.story = stories.id WHERE stories.id = ?1";
        let found = conn.prepare_cached(sql)?.query_row([story.0], |row| {
            let marks = Marks {
                read: row.get(3)?,
                starred: row.get(4)?,
                done: row.get(5)?,
                spiked: row.get(6)?,
            };
            let address: Option<String> = row.get(0)?;
            let unfetched: Option<String> = row.get(1)?;
            let versions: u32 = row.get(7)?;
            Ok((address, unfetched, moment(2, row)?, marks, versions))
        });
        let (address, unfetched, added_at, marks, versions) =
            found.optional()?.ok_or_else(|| missing(story))?;
        let address = address.map(|address| Address::read(&address)).transpose()?;
        let facts = facts::of(conn, story.0, address.as_ref())?;
        Ok(Story {
            id: story,
            address,
            unfetched,
            body_markdown: markdown_of(&facts.body.value),
            headline: facts.headline,
            standfirst: facts.standfirst,
            byline: facts.byline,
            outlet: facts.outlet,
            agency: facts.agency,
            author_note: facts.author_note,
            published: facts.published,
            day_hints: facts.clipping.day_hints,
            language: facts.language,
            kicker: facts.kicker,
            dateline: facts.dateline,
            lead_image: facts.clipping.lead_image.map(|image| image.value),
            body: facts.body,
            leads: self.library.leads().of(story)?,
            omissions: facts.clipping.omissions,
            marks,
            tags: self.library.tags().of(story)?,
            placings: topics::placings(conn, story)?,
            added_at,
            snapshot: snapshot_of(conn, story)?,
            versions,
        })
    }

    /// Marks stories, and says so in words; `None` if all had the marks already.
    ///
    /// # Errors
    /// If one of them does not exist; then none is marked.
    pub fn mark(
        &self,
        stories: &[StoryId],
        marks: &[Mark],
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            for mark in marks {
                for story in stories {
                    set_mark(tx, *story, *mark, now)?;
                }
            }
            let names: Vec<_> = marks.iter().map(|mark| mark.words()).collect();
            Ok(format!(
                "Marked {} as {}",
                counted(tx, stories)?,
                names.join(" and ")
            ))
        })
    }

    /// Notes that a story has been opened: it is read from now on. This is no act to be undone: an
    /// editor who undoes after turning the page means what they did, not that they looked.
    ///
    /// # Errors
    /// If there is no such story.
    pub fn opened(&self, story: StoryId, now: DateTime<Utc>) -> Result<()> {
        set_mark(&self.library.conn, story, Mark::Read, now)
    }

    /// Puts stories into the bin.
    ///
    /// # Errors
    /// If one of them does not exist; then none is spiked.
    pub fn spike(&self, stories: &[StoryId], now: DateTime<Utc>) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            for story in stories {
                check(tx, story.0)?;
                let sql = "UPDATE marks SET spiked_at = ?2 WHERE story = ?1 AND spiked_at IS NULL";
                tx.execute(sql, (story.0, stamp(now)))?;
            }
            Ok(format!("Spiked {}", counted(tx, stories)?))
        })
    }

    /// Brings stories back from the bin.
    ///
    /// # Errors
    /// If one of them does not exist; then none is brought back.
    pub fn bring_back(&self, stories: &[StoryId], now: DateTime<Utc>) -> Result<Option<String>> {
        acts::act(self.library, now, |tx| {
            for story in stories {
                check(tx, story.0)?;
                let sql =
                    "UPDATE marks SET spiked_at = NULL WHERE story = ?1 AND spiked_at IS NOT NULL";
                tx.execute(sql, [story.0])?;
            }
            Ok(format!("Brought back {}", counted(tx, stories)?))
        })
    }
}

/// A page on its way into the library.
struct Kept<'a> {
    page: &'a Page,
    clipping: &'a Clipping,
    sha: &'a str,
    keys: &'a [String],
    now: DateTime<Utc>,
}

/// What a page's story is known by: its addresses; without one, the hash of its text.
fn keys_of(page: &Page, clipping: &Clipping) -> Vec<String> {
    let mut keys: Vec<_> = clipping
        .address
        .iter()
        .chain(&page.address)
        .map(|address| address.key())
        .collect();
    if keys.is_empty() {
        let headline = clipping
            .headline
            .as_ref()
            .map_or("", |headline| headline.value.as_str());
        let text = format!("{headline} {}", plain_text(&clipping.body));
        let mut normal = text
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase();
        if normal.is_empty() {
            // A page of which nothing was understood is known by its bytes.
            normal = snapshots::sha256(&page.bytes);
        }
        keys.push(format!("text:{}", snapshots::sha256(normal.as_bytes())));
    }
    keys.dedup();
    keys
}

fn story_of_key(conn: &Connection, key: &str) -> Result<Option<i64>> {
    let mut statement = conn.prepare_cached("SELECT story FROM keys WHERE key = ?1")?;
    Ok(statement.query_row([key], |row| row.get(0)).optional()?)
}

/// Makes a story, spiked: [`bring_into_view`] is the act, so that undoing a clip puts the story into
/// the bin, where nothing of it is lost.
fn new_story(
    tx: &Connection,
    address: Option<&Address>,
    typed: bool,
    now: DateTime<Utc>,
) -> Result<i64> {
    tx.execute(
        "INSERT INTO stories (address, typed, added_at, headline) VALUES (?1, ?2, ?3, '')",
        params![address.map(Address::as_str), typed, stamp(now)],
    )?;
    let story = tx.last_insert_rowid();
    tx.execute(
        "INSERT INTO marks (story, spiked_at) VALUES (?1, ?2)",
        (story, stamp(now)),
    )?;
    Ok(story)
}

fn bring_into_view(tx: &Connection, story: i64, now: DateTime<Utc>) -> Result<()> {
    acts::record(tx, now, |tx| {
        tx.execute(
            "UPDATE marks SET spiked_at = NULL WHERE story = ?1",
            [story],
        )?;
        Ok(format!("Clipped “{}”", headline(tx, story)?))
    })?;
    Ok(())
}

fn add_clipping(tx: &Connection, story: i64, kept: &Kept<'_>) -> Result<Fate> {
    let Kept {
        page,
        clipping,
        sha,
        keys,
        now,
    } = kept;
    for key in *keys {
        let sql = "INSERT INTO keys (key, story) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
        tx.execute(sql, (key, story))?;
    }
    let said = said(clipping)?;
    let latest: Option<String> = tx
        .query_row(
            "SELECT said FROM stories JOIN clippings ON clippings.id = stories.clipping WHERE stories.id = ?1",
            [story],
            |row| row.get(0),
        )
        .optional()?;
    if latest.as_ref() == Some(&said) {
        return Ok(Fate::Already);
    }
    tx.execute(
        "INSERT INTO clippings (story, clipped_at, how, sha256, bytes, said, clipping)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            story,
            stamp(*now),
            how_words(page.how),
            sha,
            page.bytes.len(),
            said,
            serde_json::to_string(clipping).map_err(unwritable)?,
        ],
    )?;
    let id = tx.last_insert_rowid();
    tx.execute(
        "UPDATE stories SET clipping = ?2, unfetched = NULL WHERE id = ?1",
        (story, id),
    )?;
    leads::keep(tx, story, &clipping.leads)?;
    shown::refresh(tx, story)?;
    Ok(if latest.is_some() {
        Fate::Corrected
    } else {
        Fate::New
    })
}

/// A hash of what the page says. Leads, pictures and hints change with every visit and say nothing new.
fn said(clipping: &Clipping) -> Result<String> {
    let Clipping {
        headline,
        standfirst,
        byline,
        agency,
        published,
        kicker,
        body,
        ..
    } = clipping;
    let said = serde_json::to_string(&(
        headline, standfirst, byline, agency, published, kicker, body,
    ));
    Ok(snapshots::sha256(said.map_err(unwritable)?.as_bytes()))
}

/// A link turned out to be a story that is here: the story takes its keys, tags and topics over, and
/// the empty link goes to the bin.
fn hand_over(tx: &Connection, link: i64, story: i64, now: DateTime<Utc>) -> Result<()> {
    let clipped = "SELECT 1 FROM stories WHERE id = ?1 AND clipping IS NOT NULL";
    if tx.prepare_cached(clipped)?.exists([link])? {
        // It was a page of its own once; an address that moved does not undo that.
        return Ok(());
    }
    tx.execute("UPDATE keys SET story = ?2 WHERE story = ?1", (link, story))?;
    tx.execute(
        "INSERT OR IGNORE INTO tagged (tag, story) SELECT tag, ?2 FROM tagged WHERE story = ?1",
        (link, story),
    )?;
    tx.execute(
        "INSERT OR IGNORE INTO gathered (topic, story, section, position)
         SELECT topic, ?2, section, position FROM gathered WHERE story = ?1",
        (link, story),
    )?;
    let why = format!("it leads to story {story}, which is in the library");
    tx.execute(
        "UPDATE stories SET unfetched = ?2 WHERE id = ?1",
        (link, why),
    )?;
    tx.execute(
        "UPDATE marks SET spiked_at = ?2 WHERE story = ?1",
        (link, stamp(now)),
    )?;
    Ok(())
}

fn snapshot_of(conn: &Connection, story: StoryId) -> Result<Option<Snapshot>> {
    let sql = "SELECT sha256, bytes, how, clipped_at FROM stories
               JOIN clippings ON clippings.id = stories.clipping WHERE stories.id = ?1";
    let found = conn.prepare_cached(sql)?.query_row([story.0], |row| {
        let how: String = row.get(2)?;
        Ok(Snapshot {
            sha256: row.get(0)?,
            bytes: row.get(1)?,
            how: how_of(&how),
            seen_at: moment(3, row)?,
        })
    });
    Ok(found.optional()?)
}

fn how_words(how: How) -> &'static str {
    match how {
        How::Fetched => "fetched",
        How::File => "file",
        How::Pasted => "pasted",
        How::Sample => "sample",
    }
}

fn how_of(words: &str) -> How {
    match words {
        "fetched" => How::Fetched,
        "pasted" => How::Pasted,
        "sample" => How::Sample,
        _ => How::File,
    }
}

fn set_mark(tx: &Connection, story: StoryId, mark: Mark, now: DateTime<Utc>) -> Result<()> {
    check(tx, story.0)?;
    let (column, sets) = match mark {
        Mark::Read => ("read_at", true),
        Mark::Unread => ("read_at", false),
        Mark::Starred => ("starred_at", true),
        Mark::Unstarred => ("starred_at", false),
        Mark::Done => ("done_at", true),
        Mark::Undone => ("done_at", false),
    };
    // Only where it changes something: a mark keeps the moment it was first made.
    let sql = match sets {
        true => format!("UPDATE marks SET {column} = ?2 WHERE story = ?1 AND {column} IS NULL"),
        false => format!(
            "UPDATE marks SET {column} = NULL WHERE story = ?1 AND {column} IS NOT NULL AND ?2 IS NOT NULL"
        ),
    };
    tx.prepare_cached(&sql)?.execute((story.0, stamp(now)))?;
    Ok(())
}

/// Stories in words: “the headline”, or “3 stories”.
pub(super) fn counted(conn: &Connection, stories: &[StoryId]) -> Result<String> {
    match stories {
        [story] => Ok(format!("“{}”", headline(conn, story.0)?)),
        _ => Ok(format!("{} stories", stories.len())),
    }
}

fn headline(conn: &Connection, story: i64) -> Result<String> {
    let sql = "SELECT headline FROM stories WHERE id = ?1";
    Ok(conn
        .prepare_cached(sql)?
        .query_row([story], |row| row.get(0))?)
}

/// Refuses a story that is not here.
pub(super) fn check(conn: &Connection, story: i64) -> Result<()> {
    match conn
        .prepare_cached("SELECT 1 FROM stories WHERE id = ?1")?
        .exists([story])?
    {
        true => Ok(()),
        false => Err(missing(StoryId(story))),
    }
}

fn missing(story: StoryId) -> Error {
    Error::Missing(format!("story {} is not in this library", story.0))
}

fn unwritable(error: serde_json::Error) -> Error {
    Error::Library(format!("the clipping could not be written down: {error}"))
}

//! A page on its way into the library: which story it is, and what it adds to it.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, params};

use super::{Stories, headline};
use crate::clipping::Part;
use crate::clipping::markdown::plain_text;
use crate::job::Fate;
use crate::library::{acts, leads, shown, snapshots, stamp, texts};
use crate::page::{Errand, How, sha256};
use crate::story::StoryId;
use crate::{Address, Clipping, Error, Page, Result};

/// What filing did, and with which story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filed {
    /// The story, new or known.
    pub story: StoryId,
    /// What was done.
    pub fate: Fate,
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
        // The look and the write are one transaction: somebody else may be clipping the same page.
        let tx = acts::begin(self.library)?;
        let story = match story_of_key(&tx, &address.key())? {
            Some(known) => {
                let sql = "UPDATE stories SET typed = max(typed, ?2) WHERE id = ?1";
                tx.execute(sql, (known, typed))?;
                known
            }
            None => {
                let new = new_story(&tx, Some(address), typed, now)?;
                tx.execute(
                    "UPDATE stories SET unfetched = 'it has not been fetched yet' WHERE id = ?1",
                    [new],
                )?;
                let sql = "INSERT INTO keys (key, story) VALUES (?1, ?2)";
                tx.execute(sql, (address.key(), new))?;
                shown::refresh(&tx, new)?;
                new
            }
        };
        bring_into_view(&tx, story, now)?;
        tx.commit()?;
        Ok(StoryId(story))
    }

    /// Files a clipping under the story that its page is, which is made if it is new. Filing the
    /// same page twice is harmless; a page that has changed gives the story a further clipping.
    ///
    /// # Errors
    /// [`Error::NotTheStory`] where a consent wall, a bot check, a login page or an error page came
    /// in the story's place; nothing is kept then. Else if the library cannot be written.
    pub fn file(&self, page: &Page, clipping: &Clipping, now: DateTime<Utc>) -> Result<Filed> {
        refuse_what_stands_in_the_way(page, clipping)?;
        self.file_under(None, page, clipping, now)
    }

    /// Files the clipping of a page that was fetched for a story. Where it turns out to be another
    /// story that is here already, that one gets the clipping, the tags and the topics.
    ///
    /// # Errors
    /// As [`Stories::file`]; the expected story stays as it was.
    pub fn file_expected(
        &self,
        expected: StoryId,
        page: &Page,
        clipping: &Clipping,
        now: DateTime<Utc>,
    ) -> Result<Filed> {
        refuse_what_stands_in_the_way(page, clipping)?;
        self.file_under(Some(expected.0), page, clipping, now)
    }

    /// Files a clipping whatever its page is, because a person says so; `expected` is the story that
    /// it was fetched for.
    ///
    /// # Errors
    /// If the library cannot be written.
    pub fn file_anyway(
        &self,
        expected: Option<StoryId>,
        page: &Page,
        clipping: &Clipping,
        now: DateTime<Utc>,
    ) -> Result<Filed> {
        self.file_under(expected.map(|story| story.0), page, clipping, now)
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
        let kept = Kept {
            page,
            clipping,
            sha: &sha,
            keys: &keys,
            now,
        };
        // The look and the write are one transaction: somebody else may be clipping the same page.
        let tx = acts::begin(self.library)?;
        let mut known = None;
        for key in &keys {
            known = known.or(story_of_key(&tx, key)?);
        }
        let address = clipping.address.as_ref().or(page.address.as_ref());
        let story = match known.or(expected) {
            Some(story) => story,
            // What a saved page says of its own address is its word, not a person's.
            None => new_story(&tx, address, page.address.is_some(), now)?,
        };
        let fate = add_clipping(&tx, story, &kept)?;
        match expected {
            None => bring_into_view(&tx, story, now)?,
            Some(expected) if expected != story => hand_over(&tx, expected, story, now)?,
            Some(_) => {}
        }
        tx.commit()?;
        Ok(Filed {
            story: StoryId(story),
            fate,
        })
    }
}

/// Refuses a page that came in the place of a story.
fn refuse_what_stands_in_the_way(page: &Page, clipping: &Clipping) -> Result<()> {
    if !clipping.kind.stands_in_the_way() {
        return Ok(());
    }
    let place = match &page.address {
        Some(address) => address.to_string(),
        None => "the page".to_owned(),
    };
    let what = clipping.kind.words();
    let evidence = clipping.kind_evidence.join(", ");
    Err(Error::NotTheStory {
        place,
        why: format!(
            "what came is {what}, not the story ({evidence}); open the page in a browser, then paste \
             it or clip a saved copy of it"
        ),
    })
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
    let address = clipping.address.as_ref().or(page.address.as_ref());
    if let (Some(fragment), Some(address)) = (&clipping.fragment, address) {
        // A part of a page is a story of its own, and not the page's.
        return vec![key_of_entry(address, fragment)];
    }
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
            normal = sha256(&page.bytes);
        }
        keys.push(format!("text:{}", sha256(normal.as_bytes())));
    }
    keys.dedup();
    keys
}

/// What an entry of a page is known by.
pub(super) fn key_of_entry(page: &Address, fragment: &str) -> String {
    format!("{}#{fragment}", page.key())
}

pub(super) fn story_of_key(conn: &Connection, key: &str) -> Result<Option<i64>> {
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

/// Takes a story out of the bin, as an act. A story that a person clips again is wanted again.
fn bring_into_view(tx: &acts::Write<'_>, story: i64, now: DateTime<Utc>) -> Result<()> {
    acts::record(tx, now, |tx| {
        let sql = "UPDATE marks SET spiked_at = NULL WHERE story = ?1 AND spiked_at IS NOT NULL";
        tx.execute(sql, [story])?;
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
    let latest: Option<(String, String)> = tx
        .query_row(
            "SELECT said, sha256 FROM stories JOIN clippings ON clippings.id = stories.clipping
             WHERE stories.id = ?1",
            [story],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    // The same bytes say the same, whatever a newer Clipdesk reads in them.
    let again = |(known, bytes): &(String, String)| *known == said || bytes.as_str() == *sha;
    if latest.as_ref().is_some_and(again) {
        return Ok(Fate::Already);
    }
    tx.execute(
        "INSERT INTO clippings (story, clipped_at, how, sha256, bytes, said)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            story,
            stamp(*now),
            how_words(page.how),
            sha,
            page.bytes.len(),
            said,
        ],
    )?;
    let id = tx.last_insert_rowid();
    texts::keep(
        tx,
        id,
        &serde_json::to_string(clipping).map_err(unwritable)?,
    )?;
    tx.execute(
        "UPDATE stories SET clipping = ?2, unfetched = NULL WHERE id = ?1",
        (story, id),
    )?;
    leads::keep(tx, story, &clipping.leads)?;
    shown::refresh_with(tx, story, (*clipping).clone())?;
    Ok(if latest.is_some() {
        Fate::Corrected
    } else {
        Fate::New
    })
}

/// A hash of what the page says. Leads, pictures and hints change with every visit and say nothing
/// new; and where on the page we found a part is our conclusion, not the page's word.
fn said(clipping: &Clipping) -> Result<String> {
    fn word<T>(part: &Option<Part<T>>) -> Option<&T> {
        part.as_ref().map(|part| &part.value)
    }
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
        word(headline),
        word(standfirst),
        word(byline),
        word(agency),
        word(published),
        word(kicker),
        body,
    ));
    Ok(sha256(said.map_err(unwritable)?.as_bytes()))
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

fn how_words(how: How) -> &'static str {
    match how {
        How::Fetched => "fetched",
        How::File => "file",
        How::Pasted => "pasted",
        How::Sample => "sample",
    }
}

fn unwritable(error: serde_json::Error) -> Error {
    Error::Library(format!("the clipping could not be written down: {error}"))
}

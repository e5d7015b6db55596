//! A page on its way into the library: which story it is, and what it adds to it.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, params};

use super::keys::{keys_of, story_of_key};
use super::{Stories, headline};
use crate::clipping::Part;
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
                bring_into_view(&tx, known, now)?;
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
                arrive(&tx, new, now)?;
                new
            }
        };
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
        let kept = Kept::of(page, clipping, &sha, now);
        // The look and the write are one transaction: somebody else may be clipping the same page.
        let tx = acts::begin(self.library)?;
        let known = kept.known(&tx)?;
        let story = match known.or(expected) {
            Some(story) => story,
            None => kept.new_story(&tx)?,
        };
        let fate = add_clipping(&tx, story, &kept)?;
        match (expected, known) {
            (None, None) => arrive(&tx, story, now)?,
            (None, Some(known)) => bring_into_view(&tx, known, now)?,
            (Some(expected), _) if expected != story => hand_over(&tx, expected, story, now)?,
            (Some(_), _) => {}
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
pub(in crate::library) struct Kept<'a> {
    page: &'a Page,
    clipping: &'a Clipping,
    sha: &'a str,
    keys: Vec<String>,
    now: DateTime<Utc>,
}

impl<'a> Kept<'a> {
    /// A page whose bytes are kept under their hash, and what was cut from it.
    pub(in crate::library) fn of(
        page: &'a Page,
        clipping: &'a Clipping,
        sha: &'a str,
        now: DateTime<Utc>,
    ) -> Kept<'a> {
        let keys = keys_of(page, clipping);
        Kept {
            page,
            clipping,
            sha,
            keys,
            now,
        }
    }

    /// The story that it is a page of, if it is here.
    pub(in crate::library) fn known(&self, tx: &Connection) -> Result<Option<i64>> {
        for key in &self.keys {
            if let Some(story) = story_of_key(tx, key)? {
                return Ok(Some(story));
            }
        }
        Ok(None)
    }

    /// Makes the story for it.
    pub(in crate::library) fn new_story(&self, tx: &Connection) -> Result<i64> {
        let said = self.clipping.address.as_ref();
        let address = said.or(self.page.address.as_ref());
        // What a saved page says of its own address is its word, not a person's.
        new_story(tx, address, self.page.address.is_some(), self.now)
    }
}

/// Makes a story.
fn new_story(
    tx: &Connection,
    address: Option<&Address>,
    typed: bool,
    now: DateTime<Utc>,
) -> Result<i64> {
    tx.prepare_cached(
        "INSERT INTO stories (address, typed, added_at, headline) VALUES (?1, ?2, ?3, '')",
    )?
    .execute(params![address.map(Address::as_str), typed, stamp(now)])?;
    let story = tx.last_insert_rowid();
    tx.prepare_cached("INSERT INTO marks (story) VALUES (?1)")?
        .execute([story])?;
    Ok(story)
}

/// Notes that a story came, as an act. To undo it puts the story into the bin, where nothing of it is lost.
fn arrive(tx: &acts::Write<'_>, story: i64, now: DateTime<Utc>) -> Result<()> {
    acts::record(tx, now, |tx| {
        acts::note_arrival(tx, story)?;
        Ok(format!("Clipped “{}”", headline(tx, story)?))
    })?;
    Ok(())
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

/// Adds a clipping to its story, unless it says what the latest one says.
pub(in crate::library) fn add_clipping(
    tx: &Connection,
    story: i64,
    kept: &Kept<'_>,
) -> Result<Fate> {
    let Kept {
        page,
        clipping,
        sha,
        keys,
        now,
    } = kept;
    for key in keys {
        let sql = "INSERT INTO keys (key, story) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
        tx.prepare_cached(sql)?.execute((key, story))?;
    }
    let said = said(clipping)?;
    let latest: Option<(String, String)> = tx
        .prepare_cached(
            "SELECT said, sha256 FROM stories JOIN clippings ON clippings.id = stories.clipping
             WHERE stories.id = ?1",
        )?
        .query_row([story], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    // The same bytes say the same, whatever a newer Clipdesk reads in them.
    let again = |(known, bytes): &(String, String)| *known == said || bytes.as_str() == *sha;
    if latest.as_ref().is_some_and(again) {
        return Ok(Fate::Already);
    }
    tx.prepare_cached(
        "INSERT INTO clippings (story, clipped_at, how, sha256, bytes, said)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        story,
        stamp(*now),
        how_words(page.how),
        sha,
        page.bytes.len(),
        said,
    ])?;
    let id = tx.last_insert_rowid();
    texts::keep(
        tx,
        id,
        &serde_json::to_string(clipping).map_err(unwritable)?,
    )?;
    tx.prepare_cached("UPDATE stories SET clipping = ?2, unfetched = NULL WHERE id = ?1")?
        .execute((story, id))?;
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

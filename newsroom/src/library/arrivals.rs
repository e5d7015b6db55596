//! Many stories at once: what another tool exported, a folder of saved pages.

use std::ops::ControlFlow;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::stories::filing::{Kept, add_clipping};
use super::stories::marks;
use super::{Library, acts, sets, shown, snapshots, tags, topics};
use crate::job::Fate;
use crate::page::Page;
use crate::story::{Mark, StoryId};
use crate::topic::tidy_name;
use crate::{Clipping, Result};

/// Stories in one write: more make the log large, fewer wait for the disk more often.
const AT_ONCE: usize = 1_000;
/// Bytes of pages in one write, so that large ones do not fill the memory.
const BYTES_AT_ONCE: usize = 32 << 20;

/// A story that comes with others, and with what was known of it where it comes from.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// Its page; `seen_at` is when it was clipped first.
    pub page: Page,
    /// What was cut from it.
    pub clipping: Clipping,
    /// Its tags.
    pub tags: Vec<String>,
    /// The topics it is filed under, each with a section if it stands in one.
    pub topics: Vec<(String, Option<String>)>,
    /// Its marks.
    pub marks: Vec<Mark>,
}

/// How far an import is, or what came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Arrived {
    /// Stories that were not here.
    pub new: u64,
    /// Stories that were here and say something else now.
    pub corrected: u64,
    /// Stories that were here as they came.
    pub already: u64,
}

impl Arrived {
    /// All together.
    pub fn total(self) -> u64 {
        self.new + self.corrected + self.already
    }
}

impl Library {
    /// Files many stories, and is one act: one undo puts the new ones into the bin and takes the tags and
    /// topics back that the others got. `from` names where they come from: "Imported 12 stories from
    /// saved pages".
    ///
    /// A thousand at a time, or fewer if their pages are large, are on the disk before the next come; others
    /// may write in between. `told` hears after each of these how far it is, and may end it: what is in
    /// stays in.
    ///
    /// # Errors
    /// If a name is empty or too long, or the library cannot be written. What was written before stays,
    /// and is undone as one.
    pub fn take_in(
        &self,
        arrivals: impl IntoIterator<Item = Arrival>,
        from: &str,
        now: DateTime<Utc>,
        mut told: impl FnMut(Arrived) -> ControlFlow<()>,
    ) -> Result<Arrived> {
        let mut arrivals = arrivals.into_iter().peekable();
        let mut done = Arrived::default();
        let act = {
            let tx = acts::begin(self)?;
            let act = acts::open_act(&tx, &words(done, from), now)?;
            tx.commit()?;
            act
        };
        let mut end = Ok(());
        while arrivals.peek().is_some() {
            let some = some_of(&mut arrivals);
            match self.take_in_some(&some, act, from, &mut done) {
                // Learned from the first of them, so that the many that follow take less room.
                Ok(()) => drop(self.learn_to_pack()?),
                Err(error) => {
                    end = Err(error);
                    break;
                }
            }
            if told(done).is_break() {
                break;
            }
        }
        let tx = acts::begin(self)?;
        acts::close_act(&tx, act, &words(done, from))?;
        tx.commit()?;
        end.map(|()| done)
    }

    fn take_in_some(
        &self,
        some: &[Arrival],
        act: i64,
        from: &str,
        done: &mut Arrived,
    ) -> Result<()> {
        // The evidence first: a crash in between leaves evidence without a story, never the reverse.
        let pages = some.iter().map(|arrival| &arrival.page);
        let hashes = snapshots::keep_all(self, pages)?;
        let tx = acts::begin(self)?;
        let mut batch = *done;
        for (arrival, sha) in some.iter().zip(&hashes) {
            let Arrival { page, clipping, .. } = arrival;
            let kept = Kept::of(page, clipping, sha, page.seen_at);
            let known = kept.known(&tx)?;
            let story = match known {
                Some(story) => story,
                None => kept.new_story(&tx)?,
            };
            let fate = add_clipping(&tx, story, &kept)?;
            shown::index_when_there_is_time(&tx, story)?;
            acts::record_into(&tx, act, |tx| put_in_place(tx, story, arrival))?;
            match known {
                // Undoing puts it into the bin, with the marks that it came with.
                None => {
                    mark_it(&tx, story, arrival)?;
                    acts::record_into(&tx, act, |tx| acts::note_arrival(tx, story))?;
                }
                Some(_) => acts::record_into(&tx, act, |tx| mark_it(tx, story, arrival))?,
            }
            match (known, fate) {
                (None, _) => batch.new += 1,
                (Some(_), Fate::Already) => batch.already += 1,
                (Some(_), _) => batch.corrected += 1,
            }
        }
        tx.prepare_cached("UPDATE acts SET words = ?2 WHERE id = ?1")?
            .execute((act, words(batch, from)))?;
        sets::trim(&tx)?;
        tx.commit()?;
        *done = batch;
        Ok(())
    }
}

/// The next stories, as many as go into one write.
fn some_of(arrivals: &mut impl Iterator<Item = Arrival>) -> Vec<Arrival> {
    let mut bytes = 0;
    let mut some = Vec::new();
    while some.len() < AT_ONCE && bytes < BYTES_AT_ONCE {
        let Some(arrival) = arrivals.next() else {
            break;
        };
        bytes += arrival.page.bytes.len();
        some.push(arrival);
    }
    some
}

fn words(done: Arrived, from: &str) -> String {
    let stories = match done.total() {
        1 => "1 story".to_owned(),
        many => format!("{many} stories"),
    };
    format!("Imported {stories} from {from}")
}

fn put_in_place(tx: &rusqlite::Connection, story: i64, arrival: &Arrival) -> Result<()> {
    for name in &arrival.tags {
        let tag = tags::tag_named(tx, &tidy_name(name, "tag")?)?;
        tags::put_on(tx, tag, story)?;
    }
    for (topic, section) in &arrival.topics {
        let topic = topics::topic_made(tx, &tidy_name(topic, "topic")?)?;
        let section = section
            .as_ref()
            .map(|name| topics::section_made(tx, topic, &tidy_name(name, "section")?))
            .transpose()?;
        topics::put_under(tx, topic, section, story)?;
    }
    Ok(())
}

fn mark_it(tx: &rusqlite::Connection, story: i64, arrival: &Arrival) -> Result<()> {
    for mark in &arrival.marks {
        marks::set_mark(tx, StoryId(story), *mark, arrival.page.seen_at)?;
    }
    Ok(())
}

//! Stories by date: when each was published and clipped, and their order by publication.

use std::cmp::Reverse;

use roaring::RoaringBitmap;
use rusqlite::Connection;

use crate::Result;
use crate::search::{Days, Moments};

/// No date is known.
const UNKNOWN: i64 = i64::MIN;

/// More changed dates than this are merged in in one sweep; fewer are moved one by one.
const FEW: u64 = 32;

/// When stories were published and clipped. Vectors are indexed by the story's number.
#[derive(Debug, Default)]
pub(in crate::library) struct ByDate {
    /// Unix seconds of publication.
    published: Vec<i64>,
    /// Days since 1970 of publication, as the page names the day.
    days: Vec<i32>,
    /// Milliseconds since 1970 of the first clip.
    clipped: Vec<i64>,
    /// All stories by publication, then number; those without a date first.
    order: Vec<u32>,
}

const DATES: &str =
    "SELECT id, published_order, unixepoch(substr(published, 1, 10)) / 86400, added_at
                     FROM stories";

impl ByDate {
    pub(super) fn read(look: &Connection) -> Result<ByDate> {
        let mut dates = ByDate::default();
        let mut statement = look.prepare(DATES)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let story = dates.note(row)?;
            dates.order.push(story);
        }
        let published = &dates.published;
        dates
            .order
            .sort_unstable_by_key(|story| key(published, *story));
        Ok(dates)
    }

    /// How many stories there are.
    pub(in crate::library) fn len(&self) -> u64 {
        self.order.len() as u64
    }

    /// Reads the dates of some stories again.
    pub(super) fn read_again(&mut self, look: &Connection, stories: &RoaringBitmap) -> Result<()> {
        let mut statement = look.prepare_cached(&format!("{DATES} WHERE id = ?1"))?;
        if stories.len() > FEW {
            self.order.retain(|story| !stories.contains(*story));
        }
        let mut come = Vec::new();
        for story in stories {
            if stories.len() <= FEW
                && let Ok(place) = self.place(story)
            {
                self.order.remove(place);
            }
            let mut rows = statement.query([story])?;
            if let Some(row) = rows.next()? {
                self.note(row)?;
                come.push(story);
            }
            if stories.len() <= FEW
                && let Some(story) = come.pop()
                && let Err(place) = self.place(story)
            {
                self.order.insert(place, story);
            }
        }
        if !come.is_empty() {
            self.order.extend(come);
            let published = &self.published;
            // Two sorted runs: the sort finds them and merges.
            self.order.sort_by_key(|story| key(published, *story));
        }
        Ok(())
    }

    fn note(&mut self, row: &rusqlite::Row<'_>) -> Result<u32> {
        let story: u32 = row.get(0)?;
        let at = story as usize;
        if self.published.len() <= at {
            self.published.resize(at + 1, UNKNOWN);
            self.days.resize(at + 1, i32::MIN);
            self.clipped.resize(at + 1, UNKNOWN);
        }
        let (published, day): (Option<i64>, Option<i32>) = (row.get(1)?, row.get(2)?);
        if let Some(place) = self.published.get_mut(at) {
            *place = published.unwrap_or(UNKNOWN);
        }
        if let Some(place) = self.days.get_mut(at) {
            *place = day.unwrap_or(i32::MIN);
        }
        if let Some(place) = self.clipped.get_mut(at) {
            *place = row.get(3)?;
        }
        Ok(story)
    }

    fn place(&self, story: u32) -> Result<usize, usize> {
        let wanted = key(&self.published, story);
        self.order
            .binary_search_by_key(&wanted, |other| key(&self.published, *other))
    }

    /// Those of some stories that were published on these days.
    pub(in crate::library) fn published_on(
        &self,
        stories: &RoaringBitmap,
        days: &Days,
    ) -> RoaringBitmap {
        let number = |day: chrono::NaiveDate| day.to_epoch_days();
        let from = days.from.map_or(i32::MIN + 1, number);
        let until = days.until.map_or(i32::MAX, number);
        let day = |story: u32| self.days.get(story as usize).copied().unwrap_or(i32::MIN);
        select(stories, |story| (from..until).contains(&day(story)))
    }

    /// Those of some stories whose day of publication is known.
    pub(in crate::library) fn dated(&self, stories: &RoaringBitmap) -> RoaringBitmap {
        select(stories, |story| self.published_at(story) != UNKNOWN)
    }

    /// Those of some stories that were clipped then.
    pub(in crate::library) fn clipped_at(
        &self,
        stories: &RoaringBitmap,
        moments: &Moments,
    ) -> RoaringBitmap {
        let number = |moment: chrono::DateTime<chrono::Utc>| moment.timestamp_millis();
        let from = moments.from.map_or(i64::MIN, number);
        let until = moments.until.map_or(i64::MAX, number);
        let at = |story: u32| self.clipped.get(story as usize).copied().unwrap_or(UNKNOWN);
        select(stories, |story| (from..until).contains(&at(story)))
    }

    fn published_at(&self, story: u32) -> i64 {
        self.published
            .get(story as usize)
            .copied()
            .unwrap_or(UNKNOWN)
    }

    /// A page of some stories, the latest published first, unknown dates at the end, after a story.
    pub(in crate::library) fn latest(
        &self,
        stories: &RoaringBitmap,
        after: Option<u32>,
        limit: usize,
    ) -> Vec<u32> {
        // Downwards, unknown dates are the last by themselves.
        let end = after.map_or(self.order.len(), |after| match self.place(after) {
            Ok(place) | Err(place) => place,
        });
        if self.is_dense(stories, limit) {
            let down = self.order.get(..end).unwrap_or_default().iter().rev();
            return page(down, stories, limit);
        }
        let last = after.map(|after| key(&self.published, after));
        let found = stories
            .iter()
            .map(|story| key(&self.published, story))
            .filter(|found| last.is_none_or(|last| *found < last));
        smallest(found.map(Reverse).collect(), limit)
            .into_iter()
            .map(|Reverse((_, story))| story)
            .collect()
    }

    /// A page of some stories, the earliest published first, unknown dates at the end, after a story.
    pub(in crate::library) fn earliest(
        &self,
        stories: &RoaringBitmap,
        after: Option<u32>,
        limit: usize,
    ) -> Vec<u32> {
        let upwards = |story: u32| {
            let (date, story) = key(&self.published, story);
            (date == UNKNOWN, date, story)
        };
        if self.is_dense(stories, limit) {
            let undated = self
                .order
                .partition_point(|story| self.published_at(*story) == UNKNOWN);
            let (unknown, known) = self.order.split_at(undated);
            let last = after.map(upwards);
            let rest = |part: &'_ [u32]| match last {
                None => 0,
                Some(last) => part.partition_point(|story| upwards(*story) <= last),
            };
            let up = known
                .get(rest(known)..)
                .unwrap_or_default()
                .iter()
                .chain(unknown.get(rest(unknown)..).unwrap_or_default());
            return page(up, stories, limit);
        }
        let last = after.map(upwards);
        let found = stories
            .iter()
            .map(upwards)
            .filter(|found| last.is_none_or(|last| *found > last));
        smallest(found.collect(), limit)
            .into_iter()
            .map(|(_, _, story)| story)
            .collect()
    }

    /// Whether a page is found sooner by walking the whole order than by sorting the set: where the walk
    /// is expected to pass fewer stories than the set has.
    fn is_dense(&self, stories: &RoaringBitmap, limit: usize) -> bool {
        let (all, some) = (self.order.len() as u64, stories.len());
        some > 0 && all * limit as u64 / some < some
    }
}

/// What stories are sorted by.
fn key(published: &[i64], story: u32) -> (i64, u32) {
    let date = published.get(story as usize).copied().unwrap_or(UNKNOWN);
    (date, story)
}

fn select(stories: &RoaringBitmap, keep: impl Fn(u32) -> bool) -> RoaringBitmap {
    let kept: Vec<u32> = stories.iter().filter(|story| keep(*story)).collect();
    RoaringBitmap::from_sorted_iter(kept).unwrap_or_default()
}

fn page<'o>(
    order: impl Iterator<Item = &'o u32>,
    stories: &RoaringBitmap,
    limit: usize,
) -> Vec<u32> {
    order
        .copied()
        .filter(|story| stories.contains(*story))
        .take(limit)
        .collect()
}

/// The smallest of some, in order.
fn smallest<T: Ord>(mut all: Vec<T>, limit: usize) -> Vec<T> {
    if let Some(last) = limit.checked_sub(1)
        && all.len() > limit
    {
        all.select_nth_unstable(last);
        all.truncate(limit);
    }
    all.sort_unstable();
    all
}

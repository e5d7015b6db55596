//! Lists: which stories, in which order, a page at a time.

use roaring::RoaringBitmap;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};

use super::asked::{self, Names};
use super::rows;
use super::sets::Held;
use super::stories::Stories;
use crate::Result;
use crate::shelf::{Query, Rows, Shelf, Sort, Tally};
use crate::story::StoryId;

/// More rows than a window can show; a caller who wants all asks again.
const MOST: u32 = 1_000;

impl Stories<'_> {
    /// A page of a list.
    ///
    /// # Errors
    /// Refuses a search that is too long to be one (see [`crate::search`]).
    pub fn list(&self, query: &Query) -> Result<Rows> {
        let limit = query.limit.clamp(1, MOST) as usize;
        let look = self.library.look()?;
        // One more, to know whether there are more.
        let mut page = page(&look, self.library, query, limit + 1)?;
        let more = page.len() > limit;
        page.truncate(limit);
        Ok(Rows {
            rows: rows::of(&look, &page)?,
            more,
        })
    }

    /// How much a whole list holds.
    ///
    /// # Errors
    /// As [`Stories::list`].
    pub fn tally(&self, query: &Query) -> Result<Tally> {
        let look = self.library.look()?;
        if let Some(now) = self.library.sets.at(&look)?
            && let Some(held) = now.held()
        {
            let found = found(&look, self.library, query, held)?;
            return Ok(tally_of(&found, held));
        }
        let wanted = by_sql(&look, query)?;
        let sql = format!(
            "SELECT count(*), count(*) - count(marks.read_at), count(DISTINCT stories.outlet)
             FROM stories JOIN marks ON marks.story = stories.id WHERE {}",
            wanted.sql
        );
        let mut statement = look.prepare_cached(&sql)?;
        Ok(
            statement.query_row(params_from_iter(&wanted.values), |row| {
                Ok(Tally {
                    total: row.get(0)?,
                    unread: row.get(1)?,
                    outlets: row.get(2)?,
                })
            })?,
        )
    }
}

/// The numbers of the stories on a page.
fn page(
    look: &Connection,
    library: &super::Library,
    query: &Query,
    limit: usize,
) -> Result<Vec<i64>> {
    if let (Sort::Placed, Shelf::Topic { topic }) = (query.sort, &query.shelf) {
        return in_topic(look, library, query, topic.0, limit);
    }
    if let Some(now) = library.sets.at(look)?
        && let Some(held) = now.held()
    {
        let found = found(look, library, query, held)?;
        return Ok(sorted(&found, held, query, limit)
            .into_iter()
            .map(i64::from)
            .collect());
    }
    listed_by_sql(look, query, limit)
}

/// All stories of a list, by the sets.
pub(super) fn found(
    look: &Connection,
    library: &super::Library,
    query: &Query,
    held: &Held,
) -> Result<RoaringBitmap> {
    let here = asked::visible(held, query.shelf == Shelf::Spiked);
    asked::answer(&asked::of_query(query), here, held, &Names(look))
}

fn tally_of(found: &RoaringBitmap, held: &Held) -> Tally {
    use super::sets::kind;
    let read = held
        .set(kind::READ, 0)
        .map_or(0, |read| read.intersection_len(found));
    let outlets = held.of_kind(kind::OUTLET);
    Tally {
        total: found.len(),
        unread: found.len() - read,
        outlets: outlets
            .filter(|(_, stories)| !stories.is_disjoint(found))
            .count() as u64,
    }
}

/// A page of some stories, in the order that is asked for.
fn sorted(found: &RoaringBitmap, held: &Held, query: &Query, limit: usize) -> Vec<u32> {
    let after = query.after.and_then(|story| u32::try_from(story.0).ok());
    match query.sort {
        Sort::Published => held.dates.latest(found, after, limit),
        Sort::EarliestPublished => held.dates.earliest(found, after, limit),
        Sort::EarliestClipped => {
            let from = after.map_or(0, |after| after.saturating_add(1));
            found.range(from..).take(limit).collect()
        }
        Sort::Clipped | Sort::Best | Sort::Placed => {
            let until = after.unwrap_or(u32::MAX);
            found.range(..until).rev().take(limit).collect()
        }
    }
}

/// A page of a topic, in its own order.
fn in_topic(
    look: &Connection,
    library: &super::Library,
    query: &Query,
    topic: i64,
    limit: usize,
) -> Result<Vec<i64>> {
    let narrowed = query.unread_only || query.filter.is_some() || query.words.is_some();
    let kept: Option<RoaringBitmap> = match library.sets.at(look)? {
        Some(now) if narrowed => now
            .held()
            .map(|held| found(look, library, query, held))
            .transpose()?,
        _ if narrowed => {
            let mut all = query.clone();
            (all.after, all.sort) = (None, Sort::Clipped);
            let stories = listed_by_sql(look, &all, usize::MAX >> 1)?;
            Some(
                stories
                    .into_iter()
                    .filter_map(|story| u32::try_from(story).ok())
                    .collect(),
            )
        }
        _ => None,
    };
    let last: Option<String> = match query.after {
        None => None,
        Some(after) => look
            .prepare_cached("SELECT position FROM gathered WHERE topic = ?1 AND story = ?2")?
            .query_row((topic, after.0), |row| row.get(0))
            .optional()?,
    };
    let mut statement = look.prepare_cached(
        "SELECT gathered.story FROM gathered JOIN marks ON marks.story = gathered.story
         WHERE topic = ?1 AND (position, gathered.story) > (?2, ?3) AND spiked_at IS NULL
         ORDER BY position, gathered.story",
    )?;
    let after = query.after.map_or(0, |after| after.0);
    let mut rows = statement.query((topic, last.unwrap_or_default(), after))?;
    let mut page = Vec::new();
    while let Some(row) = rows.next()? {
        let story: i64 = row.get(0)?;
        let is_kept = |kept: &RoaringBitmap| u32::try_from(story).is_ok_and(|s| kept.contains(s));
        if kept.as_ref().is_none_or(is_kept) {
            page.push(story);
        }
        if page.len() == limit {
            break;
        }
    }
    Ok(page)
}

/// What a list asks for, as a condition.
fn by_sql(look: &Connection, query: &Query) -> Result<asked::Conditions> {
    let mut wanted = asked::compile(&asked::of_query(query), &Names(look))?;
    let spiked = match query.shelf {
        Shelf::Spiked => "IS NOT NULL",
        _ => "IS NULL",
    };
    wanted.sql = format!("marks.spiked_at {spiked} AND {}", wanted.sql);
    Ok(wanted)
}

fn listed_by_sql(look: &Connection, query: &Query, limit: usize) -> Result<Vec<i64>> {
    let mut wanted = by_sql(look, query)?;
    let (order, after) = order(query.sort, query.after);
    wanted
        .values
        .push(Value::from(i64::try_from(limit).unwrap_or(i64::MAX)));
    let sql = format!(
        "SELECT stories.id FROM stories JOIN marks ON marks.story = stories.id
         WHERE {} {after} ORDER BY {order} LIMIT ?{}",
        wanted.sql,
        wanted.values.len()
    );
    let mut statement = look.prepare_cached(&sql)?;
    let found = statement.query_map(params_from_iter(&wanted.values), |row| row.get(0))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// The order, and the condition that continues it after the last story of the page before.
fn order(sort: Sort, after: Option<StoryId>) -> (&'static str, String) {
    const LATEST: &str =
        "coalesce(stories.published_order, -9223372036854775807) DESC, stories.id DESC";
    const EARLIEST: &str = "stories.published_order IS NULL, stories.published_order, stories.id";
    let same =
        |key: &str, story: i64| format!("(SELECT {key} FROM stories AS last WHERE id = {story})");
    let order = match sort {
        Sort::Published => LATEST,
        Sort::EarliestPublished => EARLIEST,
        Sort::EarliestClipped => "stories.id",
        Sort::Clipped | Sort::Best | Sort::Placed => "stories.id DESC",
    };
    let Some(StoryId(last)) = after else {
        return (order, String::new());
    };
    let after = match sort {
        Sort::Published => format!(
            "AND (coalesce(stories.published_order, -9223372036854775807), stories.id) < ({}, {last})",
            same("coalesce(published_order, -9223372036854775807)", last)
        ),
        Sort::EarliestPublished => format!(
            "AND (stories.published_order IS NULL, coalesce(stories.published_order, 0), stories.id)
               > ({}, {}, {last})",
            same("published_order IS NULL", last),
            same("coalesce(published_order, 0)", last)
        ),
        Sort::EarliestClipped => format!("AND stories.id > {last}"),
        Sort::Clipped | Sort::Best | Sort::Placed => format!("AND stories.id < {last}"),
    };
    (order, after)
}

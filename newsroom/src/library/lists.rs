//! Lists: which stories, in which order, a page at a time.

use roaring::RoaringBitmap;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};

use super::asked::{self, Conditions, Names};
use super::finding::{self, Typed};
use super::rows;
use super::sets::{Held, SetsNow, kind};
use super::stories::Stories;
use crate::Result;
use crate::search::Asked;
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
        let skip = query.skip as usize;
        let look = self.library.look()?;
        let typed = finding::typed(query)?;
        // One more, to know whether there are more.
        let mut page = self.in_order(&look, query, &typed, skip + limit + 1)?;
        page.drain(..skip.min(page.len()));
        let more = page.len() > limit;
        page.truncate(limit);
        let mut rows = rows::of(&look, &page)?;
        if let Typed::Words(asked) = &typed {
            finding::add_snippets(&look, &mut rows, asked)?;
        }
        Ok(Rows { rows, more })
    }

    /// All stories of a list in its order, whichever page is asked for: for acts on all of them.
    ///
    /// # Errors
    /// As [`Stories::list`].
    pub fn numbers(&self, query: &Query) -> Result<Vec<StoryId>> {
        let look = self.library.look()?;
        let typed = finding::typed(query)?;
        let whole = Query {
            after: None,
            ..query.clone()
        };
        let all = usize::try_from(self.tally(&whole)?.total).unwrap_or(usize::MAX);
        let numbers = self.in_order(&look, &whole, &typed, all)?;
        Ok(numbers.into_iter().map(StoryId).collect())
    }

    /// The numbers of the first stories of a list, at most so many.
    fn in_order(
        &self,
        look: &Connection,
        query: &Query,
        typed: &Typed,
        limit: usize,
    ) -> Result<Vec<i64>> {
        let now = self.library.sets.at(look)?;
        let held = now.as_ref().and_then(SetsNow::held);
        match typed {
            Typed::Filters(more) => page(look, query, more, held, limit),
            Typed::Words(asked) if query.sort == Sort::Best => {
                finding::best(look, self.library, query, asked, held, limit)
            }
            Typed::Words(asked) => {
                let found = finding::matching(look, self.library, query, asked, held)?;
                page_of(look, query, &found, held, limit)
            }
        }
    }

    /// How much a whole list holds.
    ///
    /// # Errors
    /// As [`Stories::list`].
    pub fn tally(&self, query: &Query) -> Result<Tally> {
        let look = self.library.look()?;
        let typed = finding::typed(query)?;
        let now = self.library.sets.at(&look)?;
        let held = now.as_ref().and_then(SetsNow::held);
        match (&typed, held) {
            (Typed::Filters(more), Some(held)) => {
                Ok(tally_of(&found(&look, query, more, held)?, held))
            }
            (Typed::Words(asked), Some(held)) => {
                let found = finding::matching(&look, self.library, query, asked, Some(held))?;
                Ok(tally_of(&found, held))
            }
            (Typed::Filters(more), None) => tally_by_sql(&look, by_sql(&look, query, more)?),
            (Typed::Words(asked), None) => {
                let found = finding::matching(&look, self.library, query, asked, None)?;
                let mut wanted = Conditions::default();
                wanted.among(&found);
                tally_by_sql(&look, wanted)
            }
        }
    }

    /// The numbers of all stories of a list.
    ///
    /// # Errors
    /// As [`Stories::list`].
    pub(super) fn found(
        &self,
        query: &Query,
        look: &Connection,
        held: &Held,
    ) -> Result<RoaringBitmap> {
        match finding::typed(query)? {
            Typed::Filters(more) => found(look, query, &more, held),
            Typed::Words(asked) => finding::matching(look, self.library, query, &asked, Some(held)),
        }
    }
}

/// The numbers of the stories on a page of a list without words.
fn page(
    look: &Connection,
    query: &Query,
    more: &[Asked],
    held: Option<&Held>,
    limit: usize,
) -> Result<Vec<i64>> {
    let placed = query.sort == Sort::Placed && topic_of(look, query)?.is_some();
    match held {
        Some(held) if !placed => {
            let found = found(look, query, more, held)?;
            Ok(numbers(&sorted(&found, held, query, limit)))
        }
        Some(held) => page_of(
            look,
            query,
            &found(look, query, more, held)?,
            Some(held),
            limit,
        ),
        None => paged_by_sql(look, query, by_sql(look, query, more)?, limit),
    }
}

/// The numbers of some stories on a page of a list.
fn page_of(
    look: &Connection,
    query: &Query,
    found: &RoaringBitmap,
    held: Option<&Held>,
    limit: usize,
) -> Result<Vec<i64>> {
    if query.sort == Sort::Placed
        && let Some(topic) = topic_of(look, query)?
    {
        return in_topic(look, query, topic, found, limit);
    }
    if let Some(held) = held {
        return Ok(numbers(&sorted(found, held, query, limit)));
    }
    let mut wanted = Conditions::default();
    wanted.among(found);
    paged_by_sql(look, query, wanted, limit)
}

fn numbers(stories: &[u32]) -> Vec<i64> {
    stories.iter().map(|story| i64::from(*story)).collect()
}

/// The topic whose own order a list can have.
fn topic_of(look: &Connection, query: &Query) -> Result<Option<i64>> {
    match query.shelf {
        Shelf::Topic { topic } | Shelf::Unplaced { topic } => Ok(Some(topic.0)),
        Shelf::Section { section } => {
            let sql = "SELECT topic FROM sections WHERE id = ?1";
            let topic = look
                .prepare_cached(sql)?
                .query_row([section.0], |row| row.get(0));
            Ok(topic.optional()?)
        }
        _ => Ok(None),
    }
}

/// Whether a list is about the bin.
pub(super) fn is_bin(query: &Query) -> bool {
    query.shelf == Shelf::Spiked
}

/// All stories of a list without words, by the sets.
pub(super) fn found(
    look: &Connection,
    query: &Query,
    more: &[Asked],
    held: &Held,
) -> Result<RoaringBitmap> {
    let here = asked::visible(held, is_bin(query));
    let mut parts = asked::of_query(query);
    parts.extend_from_slice(more);
    asked::answer(&parts, here, held, &Names(look))
}

/// All stories of a list without words, by SQL.
pub(super) fn all_by_sql(look: &Connection, query: &Query) -> Result<RoaringBitmap> {
    let wanted = by_sql(look, query, &[])?;
    let sql = format!("SELECT stories.id {FROM} WHERE {}", wanted.sql);
    collected(look, &sql, params_from_iter(&wanted.values))
}

/// The numbers that a statement answers.
pub(super) fn collected(
    look: &Connection,
    sql: &str,
    values: impl rusqlite::Params,
) -> Result<RoaringBitmap> {
    let mut statement = look.prepare_cached(sql)?;
    let mut rows = statement.query(values)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(row.get::<_, u32>(0)?);
    }
    Ok(found.into_iter().collect())
}

const FROM: &str = "FROM stories JOIN marks ON marks.story = stories.id";

fn tally_of(found: &RoaringBitmap, held: &Held) -> Tally {
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

/// A page of some stories of a topic, in its own order.
fn in_topic(
    look: &Connection,
    query: &Query,
    topic: i64,
    found: &RoaringBitmap,
    limit: usize,
) -> Result<Vec<i64>> {
    let last: Option<String> = match query.after {
        None => None,
        Some(after) => look
            .prepare_cached("SELECT position FROM gathered WHERE topic = ?1 AND story = ?2")?
            .query_row((topic, after.0), |row| row.get(0))
            .optional()?,
    };
    let mut statement = look.prepare_cached(
        "SELECT story FROM gathered WHERE topic = ?1 AND (position, story) > (?2, ?3)
         ORDER BY position, story",
    )?;
    let after = query.after.map_or(0, |after| after.0);
    let mut rows = statement.query((topic, last.unwrap_or_default(), after))?;
    let mut page = Vec::new();
    while page.len() < limit
        && let Some(row) = rows.next()?
    {
        let story: u32 = row.get(0)?;
        if found.contains(story) {
            page.push(i64::from(story));
        }
    }
    Ok(page)
}

/// What a list asks for, as a condition.
fn by_sql(look: &Connection, query: &Query, more: &[Asked]) -> Result<Conditions> {
    let mut parts = asked::of_query(query);
    parts.extend_from_slice(more);
    let mut wanted = asked::compile(&parts, &Names(look))?;
    let spiked = if is_bin(query) {
        "IS NOT NULL"
    } else {
        "IS NULL"
    };
    wanted.sql = format!("marks.spiked_at {spiked} AND {}", wanted.sql);
    Ok(wanted)
}

fn tally_by_sql(look: &Connection, wanted: Conditions) -> Result<Tally> {
    let sql = format!(
        "SELECT count(*), count(*) - count(marks.read_at), count(DISTINCT stories.outlet)
         {FROM} WHERE {}",
        wanted.sql
    );
    let mut statement = look.prepare_cached(&sql)?;
    let tally = statement.query_row(params_from_iter(&wanted.values), |row| {
        Ok(Tally {
            total: row.get(0)?,
            unread: row.get(1)?,
            outlets: row.get(2)?,
        })
    })?;
    Ok(tally)
}

fn paged_by_sql(
    look: &Connection,
    query: &Query,
    mut wanted: Conditions,
    limit: usize,
) -> Result<Vec<i64>> {
    let (mut order, mut after) = order(query.sort, query.after);
    let mut placed = String::new();
    if query.sort == Sort::Placed
        && let Some(topic) = topic_of(look, query)?
    {
        placed = format!(
            "JOIN gathered AS placed ON placed.topic = {topic} AND placed.story = stories.id"
        );
        order = "placed.position, stories.id";
        after = query.after.map_or(String::new(), |StoryId(last)| {
            format!(
                "AND (placed.position, stories.id) > ((SELECT position FROM gathered
                   WHERE topic = {topic} AND story = {last}), {last})"
            )
        });
    }
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    wanted.values.push(Value::from(limit));
    let sql = format!(
        "SELECT stories.id {FROM} {placed} WHERE {} {after} ORDER BY {order} LIMIT ?{}",
        wanted.sql,
        wanted.values.len()
    );
    let mut statement = look.prepare_cached(&sql)?;
    let found = statement.query_map(params_from_iter(&wanted.values), |row| row.get(0))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// The order, and the condition that continues it after the last story of the page before.
fn order(sort: Sort, after: Option<StoryId>) -> (&'static str, String) {
    // NULL is the smallest value to SQLite, so that unknown dates are the last, and an index has this order.
    const LATEST: &str = "stories.published_order DESC, stories.id DESC";
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
            "AND CASE WHEN {last_date} IS NULL
               THEN stories.published_order IS NULL AND stories.id < {last}
               ELSE stories.published_order IS NULL
                 OR (stories.published_order, stories.id) < ({last_date}, {last}) END",
            last_date = same("published_order", last)
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

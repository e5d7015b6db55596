//! Lists of stories, and what the stories of a list have in common.

use std::io::Write;
use std::ops::ControlFlow;

use chrono::{DateTime, Local, NaiveDate, NaiveTime, Utc};
use newsroom::search::{self, Asked, Days, Filter, Moments, State};
use newsroom::shelf::{Query, Shelf, Sort};
use newsroom::topic::TopicId;
use newsroom::{Error, Library, Result};
use serde_json::json;

use crate::arguments::{Facets, Filters, List, ShelfWord};
use crate::work::{note, say};
use crate::{Failure, printed};

/// Lists stories.
pub(crate) fn list(
    library: &Library,
    list: &List,
    json: bool,
    now: DateTime<Utc>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let query = Query {
        limit: list.limit,
        ..asked_for(library, &list.filters, list.sort.into(), now)?
    };
    say_rows(library, &query, json, out).map(drop)
}

/// Lists the stories that hold words.
pub(crate) fn search(
    library: &Library,
    words: String,
    limit: u32,
    json: bool,
    out: &mut impl Write,
) -> Result<(), Failure> {
    /// More than these are found sooner in the index than beside it.
    const MANY: u64 = 300;
    if library.searches_are_behind()? || library.waiting_for_index()? > MANY {
        // It may be read-only, or fed by a desk: then what is not in the index yet is searched beside it.
        let _ = library.feed_index(|_| ControlFlow::Continue(()));
    }
    let reading = search::read(&words, &Local)?;
    for complaint in &reading.complaints {
        note(&format!("warning: {complaint}"));
    }
    if !reading.complaints.is_empty() && !reading.understood.is_empty() {
        note(&format!("looked for {}", reading.understood));
    }
    let query = Query {
        words: Some(words.clone()),
        limit,
        ..Query::of(Shelf::All, Sort::Best)
    };
    if say_rows(library, &query, json, out)? == 0
        && let Some(near) = library.stories().spelling(&words)?
    {
        note(&format!("did you mean {near}?"));
    }
    Ok(())
}

/// Says what stories have in common.
pub(crate) fn facets(
    library: &Library,
    wanted: &Facets,
    json: bool,
    now: DateTime<Utc>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let query = asked_for(library, &wanted.filters, Sort::Clipped, now)?;
    let facets = library.stories().facets(&query, wanted.most as usize)?;
    let tally = library.stories().tally(&query)?;
    say(out, json, &facets, || printed::facets(&facets, tally))
}

/// Says the rows of a list, and how much the whole of it holds; answers how many rows.
pub(crate) fn say_rows(
    library: &Library,
    query: &Query,
    json: bool,
    out: &mut impl Write,
) -> Result<usize, Failure> {
    let rows = library.stories().list(query)?;
    if json {
        for row in &rows.rows {
            writeln!(out, "{}", json!(row))?;
        }
    } else {
        let tally = library.stories().tally(query)?;
        out.write_all(printed::rows(&rows, tally).as_bytes())?;
    }
    Ok(rows.rows.len())
}

fn asked_for(
    library: &Library,
    filters: &Filters,
    sort: Sort,
    now: DateTime<Utc>,
) -> Result<Query> {
    let named = filters.topics.iter();
    let mut topics: Vec<TopicId> = named
        .map(|name| library.topics().find(name))
        .collect::<Result<_>>()?;
    let shelf = match (topics.as_slice(), filters.shelf) {
        (&[topic], ShelfWord::All) => {
            topics.clear();
            Shelf::Topic { topic }
        }
        _ if sort == Sort::Placed => {
            return Err(Error::Refused(
                "`--sort placed` is the order of one topic: name it with --topic, once, and without --shelf"
                    .to_owned(),
            ));
        }
        (_, word) => shelf_of(word, now),
    };
    let filter = conditions(filters, &topics)?;
    Ok(Query {
        unread_only: filters.unread,
        filter: (!filter.is_empty()).then_some(Asked::All(filter)),
        ..Query::of(shelf, sort)
    })
}

fn shelf_of(word: ShelfWord, now: DateTime<Utc>) -> Shelf {
    match word {
        ShelfWord::All => Shelf::All,
        ShelfWord::Inbox => Shelf::Inbox,
        ShelfWord::Today => Shelf::Today {
            since: beginning(now.with_timezone(&Local).date_naive()),
        },
        ShelfWord::Starred => Shelf::Starred,
        ShelfWord::Unfetched => Shelf::Unfetched,
        ShelfWord::Spiked => Shelf::Spiked,
    }
}

/// All that has to hold, the shelf apart.
fn conditions(filters: &Filters, topics: &[TopicId]) -> Result<Vec<Asked>> {
    let published = range(
        "published",
        filters.published_after,
        filters.published_before,
    )?;
    let clipped = range("clipped", filters.clipped_after, filters.clipped_before)?;
    let mut parts: Vec<Filter> = Vec::new();
    parts.extend(topics.iter().copied().map(Filter::InTopic));
    parts.extend(filters.tags.iter().cloned().map(Filter::Tagged));
    parts.extend(filters.outlet.clone().map(Filter::Outlet));
    parts.extend(filters.agency.clone().map(Filter::Agency));
    parts.extend(filters.author.clone().map(Filter::Author));
    parts.extend(filters.language.clone().map(Filter::Language));
    parts.extend(published.map(Filter::Published));
    parts.extend(clipped.map(|days| {
        Filter::Clipped(Moments {
            from: days.from.map(beginning),
            until: days.until.map(beginning),
        })
    }));
    let things = filters.has.iter().copied();
    parts.extend(things.map(|thing| Filter::Has(thing.into())));
    parts.extend(filters.starred.then_some(Filter::Is(State::Starred)));
    let without = filters.not_tags.iter().cloned().map(Filter::Tagged);
    let without = without.map(|tagged| Asked::Not(Box::new(Asked::Filter(tagged))));
    Ok(parts
        .into_iter()
        .map(Asked::Filter)
        .chain(without)
        .collect())
}

/// The days between two, the latter left out; `None` where neither is named.
fn range(what: &str, from: Option<NaiveDate>, until: Option<NaiveDate>) -> Result<Option<Days>> {
    if let (Some(from), Some(until)) = (from, until)
        && from >= until
    {
        return Err(Error::Refused(format!(
            "nothing can be {what} on {from} or later and before {until}, which leaves that day out"
        )));
    }
    let is_named = from.is_some() || until.is_some();
    Ok(is_named.then_some(Days { from, until }))
}

/// The beginning of a day where the person sits.
fn beginning(day: NaiveDate) -> DateTime<Utc> {
    // On a day whose midnight the clocks skip, the day begins with its first hour that exists.
    (0..24)
        .filter_map(|hour| day.and_hms_opt(hour, 0, 0))
        .find_map(|hour| hour.and_local_timezone(Local).earliest())
        .map_or_else(
            || day.and_time(NaiveTime::MIN).and_utc(),
            |beginning| beginning.to_utc(),
        )
}

//! What the stories of a list have in common, and how many of them have it.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use roaring::RoaringBitmap;
use rusqlite::Connection;

use super::sets::{Held, kind};
use super::stories::Stories;
use crate::Result;
use crate::shelf::{Facet, Facets, Query};

impl Stories<'_> {
    /// What the stories of a list have in common: of each kind the most frequent, at most so many.
    /// Reads the sets of the library first if they are not there yet (see [`crate::Library::warm`]).
    ///
    /// # Errors
    /// As [`Stories::list`].
    pub fn facets(&self, query: &Query, most: usize) -> Result<Facets> {
        let look = self.library.look()?;
        self.library.read_sets(&look)?;
        let Some(now) = self.library.sets.at(&look)? else {
            return Ok(Facets::default());
        };
        let Some(held) = now.held() else {
            return Ok(Facets::default());
        };
        let found = self.found(query, &look, held)?;
        let facets = |kind, table| of_kind(&look, held, &found, kind, table, most);
        Ok(Facets {
            outlets: facets(kind::OUTLET, "outlets")?,
            agencies: facets(kind::AGENCY, "agencies")?,
            writers: facets(kind::WRITER, "writers")?,
            languages: facets(kind::LANGUAGE, "languages")?,
            tags: facets(kind::TAG, "tags")?,
            topics: facets(kind::TOPIC, "topics")?,
        })
    }
}

/// Above this part of all stories, counting each of them takes longer than asking the largest sets.
const MANY: u64 = 8;

fn of_kind(
    look: &Connection,
    held: &Held,
    found: &RoaringBitmap,
    kind: i64,
    table: &str,
    most: usize,
) -> Result<Vec<Facet>> {
    let few = found.len() < held.dates.len() / MANY;
    let mut counted = match few {
        true => held.shared(kind, found),
        false => most_shared(held, found, kind, most),
    };
    counted.sort_unstable_by_key(|(key, stories)| (Reverse(*stories), *key));
    counted.truncate(most);
    let mut name = look.prepare_cached(&format!("SELECT name FROM {table} WHERE id = ?1"))?;
    let mut facets = Vec::with_capacity(counted.len());
    for (key, stories) in counted {
        facets.push(Facet {
            name: name.query_row([key], |row| row.get(0))?,
            stories,
        });
    }
    Ok(facets)
}

/// The sets that share most with a list: at most so many, or more that share as much as others.
fn most_shared(held: &Held, found: &RoaringBitmap, kind: i64, most: usize) -> Vec<(i64, u64)> {
    let mut sets: Vec<(u64, i64, &RoaringBitmap)> = held
        .of_kind(kind)
        .map(|(key, set)| (set.len(), key, set))
        .collect();
    sets.sort_unstable_by_key(|(size, key, _)| (Reverse(*size), *key));
    let mut least: BinaryHeap<Reverse<u64>> = BinaryHeap::new();
    let mut counted = Vec::new();
    for (size, key, set) in sets {
        // A set shares no more stories with the list than it has: once the largest that are left are
        // smaller than the least of those found, nothing can come of the rest.
        if least.len() >= most && least.peek().is_some_and(|Reverse(least)| size < *least) {
            break;
        }
        let shared = set.intersection_len(found);
        if shared == 0 {
            continue;
        }
        counted.push((key, shared));
        least.push(Reverse(shared));
        if least.len() > most {
            least.pop();
        }
    }
    counted
}

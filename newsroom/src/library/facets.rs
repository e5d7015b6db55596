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
        self.library.warm()?;
        let look = self.library.look()?;
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

fn of_kind(
    look: &Connection,
    held: &Held,
    found: &RoaringBitmap,
    kind: i64,
    table: &str,
    most: usize,
) -> Result<Vec<Facet>> {
    // A set shares no more stories with the list than it has: once the largest that are left are smaller
    // than the least of those found, nothing can come of the rest.
    let mut sets: Vec<(u64, i64, &RoaringBitmap)> = held
        .of_kind(kind)
        .map(|(key, set)| (set.len(), key, set))
        .collect();
    sets.sort_unstable_by_key(|(size, key, _)| (Reverse(*size), *key));
    let mut counted: BinaryHeap<Reverse<(u64, Reverse<i64>)>> = BinaryHeap::new();
    for (size, key, set) in sets {
        let least = counted.peek().map_or(0, |least| least.0.0);
        if counted.len() >= most && size <= least {
            break;
        }
        let shared = set.intersection_len(found);
        if shared > 0 {
            counted.push(Reverse((shared, Reverse(key))));
        }
        if counted.len() > most {
            counted.pop();
        }
    }
    let mut counted: Vec<_> = counted
        .into_iter()
        .map(|Reverse(counted)| counted)
        .collect();
    counted.sort_unstable_by_key(|(stories, key)| (Reverse(*stories), Reverse(*key)));
    let mut name = look.prepare_cached(&format!("SELECT name FROM {table} WHERE id = ?1"))?;
    let mut facets = Vec::with_capacity(counted.len());
    for (stories, Reverse(key)) in counted {
        facets.push(Facet {
            name: name.query_row([key], |row| row.get(0))?,
            stories,
        });
    }
    Ok(facets)
}

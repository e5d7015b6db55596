//! What the stories of a list have in common, and how many of them have it.

use std::cmp::Reverse;

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
    let counted = held
        .of_kind(kind)
        .map(|(key, set)| (Reverse(set.intersection_len(found)), key));
    let mut counted: Vec<_> = counted.filter(|(stories, _)| stories.0 > 0).collect();
    if counted.len() > most && most > 0 {
        counted.select_nth_unstable(most - 1);
    }
    counted.truncate(most);
    counted.sort_unstable();
    let mut name = look.prepare_cached(&format!("SELECT name FROM {table} WHERE id = ?1"))?;
    let mut facets = Vec::with_capacity(counted.len());
    for (stories, key) in counted {
        facets.push(Facet {
            name: name.query_row([key], |row| row.get(0))?,
            stories: stories.0,
        });
    }
    Ok(facets)
}

//! Finding stories by their words: the search index, and what it does not hold yet.

mod fresh;
mod snippets;

use std::sync::Arc;

use chrono::Local;
use roaring::RoaringBitmap;
use rusqlite::{Connection, params_from_iter};

use super::asked::{self, Names, TagsWith};
use super::index::Sets;
use super::sets::{Held, kind, tag_words};
use super::{Library, lists};
use crate::search::{self, Asked, Filter, Words};
use crate::shelf::{Query, Shelf, Sort};
use crate::{Result, story::StoryId};

pub(super) use fresh::Finding;
pub(super) use snippets::add as add_snippets;

/// What a person typed, as far as it is a matter of words.
pub(super) enum Typed {
    /// Nothing was typed, or only what a story is.
    Filters(Vec<Asked>),
    /// Words are asked for.
    Words(Asked),
}

/// Reads what was typed.
///
/// # Errors
/// Refuses what is too long to be a search.
pub(super) fn typed(query: &Query) -> Result<Typed> {
    let Some(words) = &query.words else {
        return Ok(Typed::Filters(Vec::new()));
    };
    let asked = search::read(words, &Local)?.asked;
    Ok(match holds_words(&asked) {
        true => Typed::Words(asked),
        false => Typed::Filters(vec![asked]),
    })
}

fn holds_words(asked: &Asked) -> bool {
    match asked {
        Asked::All(parts) | Asked::Any(parts) => parts.iter().any(holds_words),
        Asked::Not(part) => holds_words(part),
        Asked::Words(_) => true,
        Asked::Filter(_) => false,
    }
}

/// All stories that hold the words, among those of the list.
///
/// # Errors
/// If the library or its index cannot be read.
pub(super) fn matching(
    look: &Connection,
    library: &Library,
    query: &Query,
    asked: &Asked,
    held: Option<&Held>,
) -> Result<RoaringBitmap> {
    let lookup = library.lookup(look)?;
    let sets = Answers { look, held };
    let found = lookup.index.matching(asked, &sets, &lookup.fresh)?;
    Ok(found & scope(look, query, held)?)
}

/// A page of the stories that hold the words, the best first.
///
/// # Errors
/// As [`matching`].
pub(super) fn best(
    look: &Connection,
    library: &Library,
    query: &Query,
    asked: &Asked,
    held: Option<&Held>,
    limit: usize,
) -> Result<Vec<i64>> {
    let lookup = library.lookup(look)?;
    let sets = Answers { look, held };
    let keep = scope(look, query, held)?;
    let now = newest(look)?;
    let ranked = |most: usize| {
        lookup
            .index
            .ranked(asked, &sets, &lookup.fresh, Some(&keep), 0, most, now)
    };
    let page = |ranked: Vec<(u32, f32)>, from: usize| {
        let page = ranked.into_iter().skip(from).take(limit);
        page.map(|(story, _)| i64::from(story)).collect()
    };
    let Some(StoryId(after)) = query.after else {
        return Ok(page(ranked(limit)?, 0));
    };
    // A page further down begins after a story whose place nobody wrote down: it is looked for, from the
    // top, in more and more.
    let mut most = limit.saturating_mul(4);
    loop {
        let all = ranked(most)?;
        let place = all.iter().position(|(story, _)| i64::from(*story) == after);
        match place {
            Some(place) if place + limit < all.len() || all.len() < most => {
                return Ok(page(all, place + 1));
            }
            None if all.len() < most => return Ok(Vec::new()),
            _ => most = most.saturating_mul(4),
        }
    }
}

/// The stories of a list, whatever their words.
fn scope(look: &Connection, query: &Query, held: Option<&Held>) -> Result<RoaringBitmap> {
    if let Some(held) = held {
        return lists::found(look, query, &[], held);
    }
    let narrowed = !asked::of_query(query).is_empty();
    if narrowed || lists::is_bin(query) {
        return lists::all_by_sql(look, query);
    }
    let last: u32 = look.query_row("SELECT coalesce(max(id), 0) FROM stories", [], |row| {
        row.get(0)
    })?;
    let mut all = RoaringBitmap::new();
    all.insert_range(0..=last);
    let mut spiked = look.prepare_cached("SELECT story FROM marks WHERE spiked_at IS NOT NULL")?;
    let mut rows = spiked.query([])?;
    while let Some(row) = rows.next()? {
        all.remove(row.get(0)?);
    }
    Ok(all)
}

/// When the latest story was clipped, in Unix seconds: what is new is new beside it.
fn newest(look: &Connection) -> Result<i64> {
    let sql = "SELECT coalesce(max(added_at), 0) / 1000 FROM stories";
    Ok(look.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}

/// What the index asks of the library: which stories are something.
struct Answers<'a> {
    look: &'a Connection,
    held: Option<&'a Held>,
}

impl Sets for Answers<'_> {
    fn of(&self, filter: &Filter) -> Result<Arc<RoaringBitmap>> {
        let asked = [Asked::Filter(filter.clone())];
        let names = Names(self.look);
        if let Some(held) = self.held {
            let here = asked::everyone(held);
            return asked::answer(&asked, here, held, &names).map(Arc::new);
        }
        let wanted = asked::compile(&asked, &names)?;
        let sql = format!(
            "SELECT stories.id FROM stories JOIN marks ON marks.story = stories.id WHERE {}",
            wanted.sql
        );
        lists::collected(self.look, &sql, params_from_iter(&wanted.values)).map(Arc::new)
    }

    fn named(&self, words: &Words) -> Result<Option<Arc<RoaringBitmap>>> {
        let tags = TagsWith::of(words);
        let mut stories = RoaringBitmap::new();
        let mut any = false;
        match self.held {
            Some(held) => {
                let named = held.tag_words.iter().filter(|(_, name)| tags.has(name));
                for (tag, _) in named {
                    any = true;
                    let set = held.set(kind::TAG, *tag);
                    set.into_iter().for_each(|set| stories |= set);
                }
            }
            None => {
                for (tag, name) in tag_words(self.look, None)? {
                    if tags.has(&name) {
                        any = true;
                        let sql = "SELECT story FROM tagged WHERE tag = ?1";
                        stories |= lists::collected(self.look, sql, [tag])?;
                    }
                }
            }
        }
        Ok(any.then(|| Arc::new(stories)))
    }
}

impl super::Stories<'_> {
    /// What to search for instead, where a word stands in no story: the search with the nearest words
    /// that do; none if all of them do, or nothing is near.
    ///
    /// # Errors
    /// If the library or its index cannot be read.
    pub fn spelling(&self, typed: &str) -> Result<Option<String>> {
        let look = self.library.look()?;
        let lookup = self.library.lookup(&look)?;
        let everything = Query::of(Shelf::All, Sort::Clipped);
        let mut nearest = String::new();
        let mut rest = 0;
        for (word, place) in search::tokens(typed) {
            // A field's name is none of the words, and what is excluded need not be found.
            let after = typed.get(place.end..).unwrap_or_default();
            if after.starts_with(':') {
                continue;
            }
            let asked = search::read(&format!("{word} "), &Local)?.asked;
            if !matching(&look, self.library, &everything, &asked, None)?.is_empty() {
                continue;
            }
            if let Some(near) = lookup.index.spelling(&word, &lookup.fresh) {
                nearest.push_str(typed.get(rest..place.start).unwrap_or_default());
                nearest.push_str(&near);
                rest = place.end;
            }
        }
        nearest.push_str(typed.get(rest..).unwrap_or_default());
        Ok((rest > 0).then_some(nearest))
    }
}

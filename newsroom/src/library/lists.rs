//! Lists: which stories, in which order, a page at a time.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use rusqlite::types::Value;
use rusqlite::{Connection, Row as SqlRow, params_from_iter};

use super::stories::Stories;
use super::{folded, moment, pictures, stamp};
use crate::clipping::{PageKind, Published};
use crate::shelf::{Query, Row, Rows, Shelf, Shelves, Sort};
use crate::story::{Marks, StoryId};
use crate::{Error, Result};

/// Marks where a match begins and ends in a snippet: characters that no text keeps.
const MATCH: char = '\u{1}';

/// More words than a person searches for; each costs a look through the index.
const MOST_WORDS: usize = 50;

/// More rows than a window can show; a caller who wants all asks again.
const MOST: u32 = 1_000;

impl Stories<'_> {
    /// A page of a list.
    ///
    /// # Errors
    /// Refuses a search of more than 50 words.
    pub fn list(&self, query: &Query) -> Result<Rows> {
        let conn = &self.library.conn;
        let asked = query
            .words
            .as_deref()
            .map_or(0, |words| words.split_whitespace().count());
        if asked > MOST_WORDS {
            return Err(Error::Refused(format!(
                "a search may hold {MOST_WORDS} words; this one holds {asked}"
            )));
        }
        let wanted = Wanted::of(query);
        let (total, unread, outlets) = conn.query_row(
            &format!(
                "SELECT count(*), count(*) - count(marks.read_at), count(DISTINCT stories.outlet) {}",
                wanted.tables_and_conditions()
            ),
            params_from_iter(&wanted.values),
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        let limit = query.limit.clamp(1, MOST);
        let (order, after) = wanted.order(query);
        let sql = format!(
            "SELECT stories.id, stories.headline, stories.standfirst, outlets.name, outlet_inferred,
               agencies.name, published, added_at, language, unfetched IS NOT NULL,
               read_at IS NOT NULL, starred_at IS NOT NULL, done_at IS NOT NULL,
               spiked_at IS NOT NULL, stories.kind, {} {} {after} ORDER BY {order} LIMIT {}",
            wanted.snippet(),
            wanted.tables_and_conditions(),
            limit + 1
        );
        let mut statement = conn.prepare_cached(&sql)?;
        let found = statement.query_map(params_from_iter(&wanted.values), read_row)?;
        let mut rows = found.collect::<rusqlite::Result<Vec<_>>>()?;
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        complete(conn, &mut rows)?;
        Ok(Rows {
            rows,
            total,
            unread,
            outlets,
            more,
        })
    }

    /// What the library pane shows; `since` is the beginning of the editor's day.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn shelves(&self, since: DateTime<Utc>) -> Result<Shelves> {
        let (undo, redo) = self.library.acts().next()?;
        let topics = self.library.topics().all()?;
        let tags = self.library.tags().all()?;
        let sql = "SELECT
            count(*) FILTER (WHERE spiked_at IS NULL AND done_at IS NULL),
            count(*) FILTER (WHERE spiked_at IS NULL AND added_at >= ?1),
            count(*) FILTER (WHERE spiked_at IS NULL AND starred_at IS NOT NULL),
            count(*) FILTER (WHERE spiked_at IS NULL),
            count(*) FILTER (WHERE spiked_at IS NULL AND unfetched IS NOT NULL),
            count(*) FILTER (WHERE spiked_at IS NOT NULL)
          FROM stories JOIN marks ON marks.story = stories.id";
        Ok(self
            .library
            .conn
            .prepare_cached(sql)?
            .query_row([stamp(since)], |row| {
                Ok(Shelves {
                    inbox: row.get(0)?,
                    today: row.get(1)?,
                    starred: row.get(2)?,
                    all: row.get(3)?,
                    unfetched: row.get(4)?,
                    spiked: row.get(5)?,
                    topics,
                    tags,
                    undo,
                    redo,
                })
            })?)
    }
}

/// A query in SQL's terms.
struct Wanted {
    searched: bool,
    conditions: Vec<String>,
    values: Vec<Value>,
}

impl Wanted {
    fn of(query: &Query) -> Wanted {
        let mut wanted = Wanted {
            searched: false,
            conditions: Vec::new(),
            values: Vec::new(),
        };
        let spiked = if query.shelf == Shelf::Spiked {
            "IS NOT NULL"
        } else {
            "IS NULL"
        };
        wanted.conditions.push(format!("marks.spiked_at {spiked}"));
        match &query.shelf {
            Shelf::Inbox => wanted.where_("marks.done_at IS NULL"),
            Shelf::Today { since } => wanted.with("stories.added_at >= ", stamp(*since)),
            Shelf::Starred => wanted.where_("marks.starred_at IS NOT NULL"),
            Shelf::All | Shelf::Spiked => {}
            Shelf::Unfetched => wanted.where_("stories.unfetched IS NOT NULL"),
            Shelf::Topic { topic } => {
                wanted.within("SELECT story FROM gathered WHERE topic = ", topic.0)
            }
            Shelf::Section { section } => {
                wanted.within("SELECT story FROM gathered WHERE section = ", section.0);
            }
            Shelf::Tag { tag } => wanted.within(
                "SELECT story FROM tagged JOIN tags ON tags.id = tagged.tag WHERE tags.folded = ",
                folded(tag),
            ),
        }
        if query.unread_only {
            wanted.where_("marks.read_at IS NULL");
        }
        if let Some(pattern) = query.words.as_deref().map(match_of) {
            match pattern {
                Some(pattern) => {
                    wanted.searched = true;
                    wanted.with("search MATCH ", pattern);
                }
                // Nothing but punctuation: no story has it.
                None => wanted.where_("FALSE"),
            }
        }
        wanted
    }

    fn where_(&mut self, condition: &str) {
        self.conditions.push(condition.to_owned());
    }

    fn with(&mut self, condition: &str, value: impl Into<Value>) {
        self.values.push(value.into());
        self.conditions
            .push(format!("{condition} ?{}", self.values.len()));
    }

    fn within(&mut self, condition: &str, value: impl Into<Value>) {
        self.values.push(value.into());
        self.conditions.push(format!(
            "stories.id IN ({condition} ?{})",
            self.values.len()
        ));
    }

    fn tables_and_conditions(&self) -> String {
        let search = if self.searched {
            "JOIN search ON search.rowid = stories.id"
        } else {
            ""
        };
        format!(
            "FROM stories JOIN marks ON marks.story = stories.id {search}
             LEFT JOIN outlets ON outlets.id = stories.outlet
             LEFT JOIN agencies ON agencies.id = stories.agency
             WHERE {}",
            self.conditions.join(" AND ")
        )
    }

    fn snippet(&self) -> String {
        match self.searched {
            true => format!("snippet(search, -1, '{MATCH}', '{MATCH}', '…', 24)"),
            false => "NULL".to_owned(),
        }
    }

    /// The order, and the condition that continues it after the last story of the page before.
    fn order(&self, query: &Query) -> (String, String) {
        // A headline or standfirst that matches says more than a body that does.
        const RANK: &str = "bm25(search, 10.0, 5.0, 1.0, 3.0, 2.0, 2.0)";
        const UNKNOWN_LAST: &str = "coalesce(published_order, -9223372036854775807)";
        let last = query.after.map(|story| story.0);
        let same = |key: &str| {
            format!(
                "(SELECT {key} FROM stories WHERE id = {})",
                last.unwrap_or(0)
            )
        };
        let (order, after) = match query.sort {
            Sort::Best if self.searched => (
                format!("{RANK}, stories.id DESC"),
                format!(
                    "AND ({RANK}, -stories.id) > ((SELECT {RANK} FROM search WHERE search MATCH ?{}
                     AND rowid = {last}), -{last})",
                    self.values.len(),
                    last = last.unwrap_or(0)
                ),
            ),
            Sort::Published => (
                format!("{UNKNOWN_LAST} DESC, stories.id DESC"),
                format!(
                    "AND ({UNKNOWN_LAST}, stories.id) < ({}, {})",
                    same(UNKNOWN_LAST),
                    last.unwrap_or(0)
                ),
            ),
            Sort::Clipped | Sort::Best => (
                "added_at DESC, stories.id DESC".to_owned(),
                format!(
                    "AND (added_at, stories.id) < ({}, {})",
                    same("added_at"),
                    last.unwrap_or(0)
                ),
            ),
        };
        (order, if last.is_some() { after } else { String::new() })
    }
}

/// What a person searches for, as FTS5 understands it: all words, the last one as a beginning;
/// `"a phrase"`, `-without`. Every word is quoted, so that nothing a person types is an operator.
///
/// `None` if there is no word in it.
fn match_of(words: &str) -> Option<String> {
    let quote = |word: &str| format!("\"{}\"", word.replace('"', ""));
    let mut with = Vec::new();
    let mut without = Vec::new();
    let mut rest = words.trim();
    while !rest.is_empty() {
        let (minus, tail) = rest
            .strip_prefix('-')
            .map_or((false, rest), |tail| (true, tail));
        let (word, after, open) = match tail.strip_prefix('"') {
            Some(phrase) => match phrase.split_once('"') {
                Some((phrase, after)) => (phrase, after, false),
                None => (phrase, "", true),
            },
            None => {
                let end = tail.find([' ', '\t', '\n', '"']).unwrap_or(tail.len());
                (&tail[..end], &tail[end..], tail.len() == end)
            }
        };
        if word.chars().any(char::is_alphanumeric) {
            match (minus, open) {
                (true, _) => without.push(quote(word)),
                (false, true) => with.push(format!("{}*", quote(word))),
                (false, false) => with.push(quote(word)),
            }
        }
        rest = after.trim_start();
    }
    match (with.is_empty(), without.is_empty()) {
        (true, _) => None,
        (false, true) => Some(with.join(" AND ")),
        (false, false) => Some(format!(
            "({}) NOT ({})",
            with.join(" AND "),
            without.join(" OR ")
        )),
    }
}

fn read_row(row: &SqlRow<'_>) -> rusqlite::Result<Row> {
    let published: Option<String> = row.get(6)?;
    let kind: String = row.get(14)?;
    let snippet: Option<String> = row.get(15)?;
    Ok(Row {
        id: StoryId(row.get(0)?),
        kind: PageKind::named(&kind),
        headline: row.get(1)?,
        standfirst: row.get(2)?,
        outlet: row.get(3)?,
        outlet_inferred: row.get(4)?,
        agency: row.get(5)?,
        published: published.and_then(|published| Published::read(&published).ok()),
        added_at: moment(7, row)?,
        language: row.get(8)?,
        unfetched: row.get(9)?,
        marks: Marks {
            read: row.get(10)?,
            starred: row.get(11)?,
            done: row.get(12)?,
            spiked: row.get(13)?,
        },
        picture: None,
        tags: Vec::new(),
        snippet: snippet.map(|text| text.split(MATCH).map(str::to_owned).collect()),
    })
}

/// Adds what rows show of other tables.
fn complete(conn: &Connection, rows: &mut [Row]) -> Result<()> {
    let place: HashMap<i64, usize> = rows
        .iter()
        .enumerate()
        .map(|(at, row)| (row.id.0, at))
        .collect();
    let ids = serde_json::to_string(&place.keys().collect::<Vec<_>>()).unwrap_or_default();
    for (story, picture) in pictures::firsts(conn, &ids)? {
        if let Some(row) = place.get(&story).and_then(|at| rows.get_mut(*at)) {
            row.picture = Some(picture);
        }
    }
    let mut statement = conn.prepare_cached(
        "SELECT tagged.story, tags.name FROM json_each(?1) JOIN tagged ON tagged.story = json_each.value
         JOIN tags ON tags.id = tagged.tag ORDER BY tags.folded",
    )?;
    let mut found = statement.query([ids])?;
    while let Some(row) = found.next()? {
        let story: i64 = row.get(0)?;
        if let Some(row_of) = place.get(&story).and_then(|at| rows.get_mut(*at)) {
            row_of.tags.push(row.get(1)?);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::match_of;

    #[test]
    fn what_a_person_types_is_never_an_operator() {
        for (typed, matched) in [
            ("tomahawk missi", Some(r#""tomahawk" AND "missi"*"#)),
            (
                "\"great progress\" talks ",
                Some(r#""great progress" AND "talks"*"#),
            ),
            ("talks -alaska", Some(r#"("talks") NOT ("alaska")"#)),
            ("a OR b*", Some(r#""a" AND "OR" AND "b*"*"#)),
            ("headline:x", Some(r#""headline:x"*"#)),
            ("\"open phrase", Some(r#""open phrase"*"#)),
            ("-only", None),
            ("(\" ) * ^ -", None),
            ("", None),
        ] {
            assert_eq!(match_of(typed).as_deref(), matched, "{typed:?}");
        }
    }
}

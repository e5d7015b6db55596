//! The peer: SQLite and FTS5 as most would use them, with the same safety and the same cache. One
//! table of stories with their texts, a table of tags, the usual indexes; no counters, no undo, and
//! no snapshots.

use std::path::Path;

use anyhow::{Context, Result};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};

use crate::ask::{Answers, Order, PAGE, Want, Words};
use crate::corpus::{Corpus, Dated, Made};

/// Its file in the folder of the bench.
pub(crate) const FILE: &str = "plain.db";

const LAYOUT: &str = "
CREATE TABLE stories (
    id INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE, headline TEXT NOT NULL, standfirst TEXT,
    body TEXT NOT NULL, byline TEXT, outlet TEXT, agency TEXT, language TEXT,
    published INTEGER, clipped INTEGER NOT NULL, read INTEGER NOT NULL DEFAULT 0,
    starred INTEGER NOT NULL DEFAULT 0, done INTEGER NOT NULL DEFAULT 0,
    spiked INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX by_published ON stories (published);
CREATE INDEX by_clipped ON stories (clipped);
CREATE INDEX by_outlet ON stories (outlet);
CREATE INDEX by_read ON stories (read);
CREATE TABLE story_tag (
    story INTEGER NOT NULL REFERENCES stories (id), tag TEXT NOT NULL, PRIMARY KEY (story, tag)
) WITHOUT ROWID;
CREATE INDEX by_tag ON story_tag (tag);
CREATE TABLE story_topic (
    story INTEGER NOT NULL REFERENCES stories (id), topic TEXT NOT NULL, section TEXT,
    position INTEGER NOT NULL, PRIMARY KEY (story, topic)
) WITHOUT ROWID;
CREATE INDEX by_topic ON story_topic (topic, position);
CREATE VIRTUAL TABLE search USING fts5 (
    headline, standfirst, body, byline, content = 'stories', content_rowid = 'id'
);";

/// What a list shows of a story.
const SHOWN: &str = "stories.id, stories.headline, stories.standfirst, outlet, agency, published, clipped, \
                     language, read, starred, done";

/// Stories in a transaction while it is filled, as in the desk.
const BATCH: usize = 1_000;

/// The peer's library, open.
#[derive(Debug)]
pub(crate) struct Peer {
    conn: Connection,
}

impl Peer {
    /// Opens it in the bench's folder, and makes it if there is none.
    pub(crate) fn open(folder: &Path) -> Result<Peer> {
        let conn = Connection::open(folder.join(FILE))?;
        conn.pragma_update(None, "page_size", 8_192)?;
        conn.pragma_update(None, "journal_mode", "WAL")?;
        conn.pragma_update(None, "synchronous", "FULL")?;
        conn.pragma_update(None, "cache_size", -65_536)?;
        conn.set_prepared_statement_cache_capacity(64);
        let tables = "SELECT count(*) FROM sqlite_schema";
        let tables: u32 = conn.query_row(tables, [], |row| row.get(0))?;
        if tables == 0 {
            conn.execute_batch(LAYOUT)?;
        }
        Ok(Peer { conn })
    }

    /// Files stories as they come.
    pub(crate) fn import(
        &self,
        corpus: &Corpus,
        stories: impl Iterator<Item = Made>,
    ) -> Result<()> {
        let mut stories = stories.peekable();
        while stories.peek().is_some() {
            let tx = self.conn.unchecked_transaction()?;
            for made in stories.by_ref().take(BATCH) {
                insert(&tx, &made, Some(corpus))?;
            }
            tx.commit()?;
        }
        Ok(())
    }

    fn counts(&self, sql: &str, values: &[Value]) -> Result<usize> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map(params_from_iter(values), |row| {
            Ok((row.get::<_, Value>(0)?, row.get::<_, u64>(1)?))
        })?;
        Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?.len())
    }
}

fn insert(conn: &Connection, made: &Made, corpus: Option<&Corpus>) -> Result<()> {
    let byline = made.byline.join(", ");
    let marked = |mark: bool| mark && corpus.is_some();
    conn.prepare_cached(
        "INSERT INTO stories (address, headline, standfirst, body, byline, outlet, agency, language,
           published, clipped, read, starred, done, spiked)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    )?
    .execute(params![
        made.address,
        made.headline,
        made.standfirst,
        made.body,
        byline,
        made.outlet,
        made.agency,
        made.language,
        made.published.map(seconds),
        made.clipped_at.timestamp(),
        marked(made.read),
        marked(made.starred),
        marked(made.done),
        marked(made.spiked),
    ])?;
    let id = conn.last_insert_rowid();
    conn.prepare_cached(
        "INSERT INTO search (rowid, headline, standfirst, body, byline) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![id, made.headline, made.standfirst, made.body, byline])?;
    let Some(corpus) = corpus else {
        return Ok(());
    };
    for tag in made.tags.iter().filter_map(|tag| corpus.tags.get(*tag)) {
        conn.prepare_cached("INSERT INTO story_tag (story, tag) VALUES (?1, ?2)")?
            .execute((id, tag))?;
    }
    for (topic, section) in &made.topics {
        let topic = corpus
            .topics
            .get(*topic)
            .context("topics are drawn from the corpus")?;
        let section = section.and_then(|section| topic.sections.get(section));
        conn.prepare_cached("INSERT INTO story_topic VALUES (?1, ?2, ?3, ?1)")?
            .execute((id, &topic.name, section))?;
    }
    Ok(())
}

/// To sort by; a day counts as its midnight.
fn seconds(published: Dated) -> i64 {
    match published {
        Dated::Moment(moment) => moment.timestamp(),
        Dated::Day(moment) => moment.timestamp().div_euclid(86_400) * 86_400,
    }
}

/// A question in SQL's terms: what follows FROM, and the values in it.
fn from(want: &Want) -> (String, Vec<Value>) {
    let mut tables = "stories".to_owned();
    let mut conditions = vec!["spiked = 0".to_owned()];
    let mut values: Vec<Value> = Vec::new();
    let mut with = |condition: &str, value: Value| {
        values.push(value);
        conditions.push(format!("{condition} ?{}", values.len()));
    };
    if let Some(words) = &want.words {
        tables.push_str(" JOIN search ON search.rowid = stories.id");
        with("search MATCH", pattern(words).into());
    }
    if let Some(topic) = &want.topic {
        tables.push_str(" JOIN story_topic ON story_topic.story = stories.id");
        with("topic =", topic.clone().into());
    }
    for (place, tag) in want.tags.iter().enumerate() {
        tables.push_str(&format!(
            " JOIN story_tag AS tag{place} ON tag{place}.story = stories.id"
        ));
        with(&format!("tag{place}.tag ="), tag.clone().into());
    }
    if let Some(outlet) = &want.outlet {
        with("outlet =", outlet.clone().into());
    }
    if want.unread {
        conditions.push("read = 0".to_owned());
    }
    (
        format!("{tables} WHERE {}", conditions.join(" AND ")),
        values,
    )
}

fn pattern(words: &Words) -> String {
    let quoted: Vec<String> = words
        .words
        .iter()
        .map(|word| format!("\"{word}\""))
        .collect();
    match (words.phrase, words.open) {
        (true, _) => format!("\"{}\"", words.words.join(" ")),
        (false, true) => format!("{}*", quoted.join(" AND ")),
        (false, false) => quoted.join(" AND "),
    }
}

fn shown(row: &Row<'_>) -> rusqlite::Result<(u64, Vec<Value>)> {
    let values = (1..11).map(|column| row.get(column));
    Ok((row.get(0)?, values.collect::<rusqlite::Result<_>>()?))
}

impl Answers for Peer {
    type Rows = Vec<(u64, Vec<Value>)>;

    fn list(&self, want: &Want) -> Result<Option<Self::Rows>> {
        let (tables, mut values) = from(want);
        let mut after = String::new();
        if let Some(number) = want.after {
            values.push(i64::try_from(number)?.into());
            let last = format!("?{}", values.len());
            after = format!(
                "AND (published, stories.id) < ((SELECT published FROM stories WHERE id = {last}), {last})"
            );
        }
        let (order, snippet) = match want.order {
            Order::Published => ("published DESC, stories.id DESC", false),
            Order::Best => ("bm25(search, 10.0, 5.0, 1.0, 3.0)", true),
            Order::Topic => ("position", false),
        };
        let snippet = if snippet || want.words.is_some() {
            ", snippet(search, -1, '[', ']', '…', 24)"
        } else {
            ""
        };
        let sql =
            format!("SELECT {SHOWN} {snippet} FROM {tables} {after} ORDER BY {order} LIMIT {PAGE}");
        let mut statement = self.conn.prepare_cached(&sql)?;
        let rows = statement.query_map(params_from_iter(&values), shown)?;
        let mut rows = rows.collect::<rusqlite::Result<Vec<_>>>()?;
        let mut tags = self
            .conn
            .prepare_cached("SELECT tag FROM story_tag WHERE story = ?1")?;
        for (story, values) in &mut rows {
            for tag in tags.query_map([*story], |row| row.get(0))? {
                values.push(tag?);
            }
        }
        Ok(Some(rows))
    }

    fn numbers(&self, rows: &Self::Rows) -> Result<Vec<u64>> {
        Ok(rows.iter().map(|(number, _)| *number).collect())
    }

    fn facets(&self, want: &Want) -> Result<Option<usize>> {
        let (tables, values) = from(want);
        let mut found = 0;
        for column in [
            "outlet",
            "language",
            "strftime('%Y', published, 'unixepoch')",
        ] {
            let sql = format!("SELECT {column}, count(*) FROM {tables} GROUP BY 1 ORDER BY 2 DESC");
            found += self.counts(&sql, &values)?;
        }
        let sql = format!(
            "SELECT story_tag.tag, count(*) FROM story_tag WHERE story IN (SELECT stories.id FROM {tables})
             GROUP BY 1 ORDER BY 2 DESC"
        );
        Ok(Some(found + self.counts(&sql, &values)?))
    }

    fn open(&self, number: u64) -> Result<usize> {
        let sql = "SELECT * FROM stories WHERE id = ?1";
        let mut statement = self.conn.prepare_cached(sql)?;
        let text = statement
            .query_row([number], |row| row.get::<_, String>("body"))
            .optional()?;
        let tags = "SELECT tag, 1 FROM story_tag WHERE story = ?1";
        self.counts(tags, &[Value::from(i64::try_from(number)?)])?;
        Ok(text.map_or(0, |text| text.len()))
    }

    fn sidebar(&self) -> Result<usize> {
        let mut found = 0;
        for sql in [
            "SELECT done, count(*) FROM stories WHERE spiked = 0 GROUP BY 1",
            "SELECT starred, count(*) FROM stories WHERE spiked = 0 GROUP BY 1",
            "SELECT spiked, count(*) FROM stories GROUP BY 1",
            "SELECT tag, count(*) FROM story_tag JOIN stories ON id = story WHERE spiked = 0 GROUP BY 1",
            "SELECT topic, count(*), sum(read = 0) FROM story_topic JOIN stories ON id = story
             WHERE spiked = 0 GROUP BY 1",
            "SELECT topic || section, count(*) FROM story_topic JOIN stories ON id = story
             WHERE spiked = 0 AND section IS NOT NULL GROUP BY 1",
        ] {
            found += self.counts(sql, &[])?;
        }
        Ok(found)
    }

    fn clip(&self, made: &Made) -> Result<()> {
        let tx = self.conn.unchecked_transaction()?;
        insert(&tx, made, None)?;
        Ok(tx.commit()?)
    }

    fn read(&self, number: u64) -> Result<()> {
        self.conn
            .execute("UPDATE stories SET read = 1 WHERE id = ?1", [number])?;
        Ok(())
    }

    fn tag(&self, from: u64, count: u64, tag: &str) -> Result<()> {
        let tx = self.conn.unchecked_transaction()?;
        for number in from..from + count {
            tx.prepare_cached("INSERT OR IGNORE INTO story_tag (story, tag) VALUES (?1, ?2)")?
                .execute((number, tag))?;
        }
        Ok(tx.commit()?)
    }

    fn star(&self, from: u64, count: u64) -> Result<()> {
        let sql = "UPDATE stories SET starred = 1 WHERE id >= ?1 AND id < ?1 + ?2";
        self.conn.execute(sql, (from, count))?;
        Ok(())
    }

    fn undo(&self) -> Result<Option<()>> {
        Ok(None)
    }
}

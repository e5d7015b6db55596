//! For tests: a database of invented rows, ways to break it, and what must come back.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use rusqlite::types::Value;
use rusqlite::{Connection, params};
use tempfile::TempDir;

use super::super::schema;
use super::cells::{Kind, Page, four};
use super::layout::{self, Form, Layout};
use super::scan::{Scan, Tally};

/// Two tables of the same shape, one of small rows, two by their keys, and rows that go on elsewhere.
pub(super) const LAYOUT: &str = "
    CREATE TABLE outlets (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE agencies (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE stories (
        id INTEGER PRIMARY KEY AUTOINCREMENT, headline TEXT NOT NULL, position REAL NOT NULL,
        outlet INTEGER REFERENCES outlets (id), agency INTEGER REFERENCES agencies (id)
    ) STRICT;
    CREATE INDEX stories_by_outlet ON stories (outlet);
    CREATE TABLE bodies (story INTEGER PRIMARY KEY REFERENCES stories (id), z BLOB NOT NULL) STRICT;
    CREATE TABLE keys (key TEXT PRIMARY KEY, story INTEGER NOT NULL REFERENCES stories (id))
        STRICT, WITHOUT ROWID;
    CREATE INDEX keys_by_story ON keys (story);
    CREATE TABLE tagged (story INTEGER NOT NULL REFERENCES stories (id), tag INTEGER NOT NULL,
        said TEXT, PRIMARY KEY (tag, story)) STRICT, WITHOUT ROWID;
    CREATE TABLE counts (tag INTEGER PRIMARY KEY, stories INTEGER NOT NULL) STRICT;
    CREATE TRIGGER tagged_more AFTER INSERT ON tagged BEGIN
        INSERT INTO counts VALUES (NEW.tag, 1) ON CONFLICT DO UPDATE SET stories = stories + 1;
    END;
    CREATE TRIGGER tagged_less AFTER DELETE ON tagged BEGIN
        UPDATE counts SET stories = stories - 1 WHERE tag = OLD.tag;
    END;";

/// Numbers that are the same in every run.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    pub(super) fn bytes(&mut self, length: usize) -> Vec<u8> {
        (0..length)
            .map(|_| u8::try_from(self.below(256)).unwrap())
            .collect()
    }

    fn words(&mut self, most: usize) -> String {
        let words = [
            "Fähre",
            "Hafen",
            "Kyjiw",
            "Зеленський",
            "ferry",
            "talks",
            "東京",
        ];
        let length = self.below(most);
        let mut text = String::new();
        while text.len() < length {
            text += words[self.below(words.len())];
            text.push(' ');
        }
        text
    }
}

/// Rows by table and key.
pub(super) type Rows = BTreeMap<(String, String), Vec<Value>>;

/// A database in a folder of its own.
pub(super) struct Holding {
    pub(super) folder: TempDir,
    pub(super) conn: Connection,
    pub(super) layout: Layout,
}

impl Holding {
    /// A database with rows whose length, in bytes, is below `longest`.
    pub(super) fn new(page_size: usize, stories: i64, longest: usize) -> Holding {
        let folder = tempfile::tempdir().unwrap();
        let conn = Connection::open(folder.path().join("library.db")).unwrap();
        conn.pragma_update(None, "page_size", i64::try_from(page_size).unwrap())
            .unwrap();
        conn.execute_batch(LAYOUT).unwrap();
        let layout = Layout::of(&conn).unwrap();
        let holding = Holding {
            folder,
            conn,
            layout,
        };
        holding.fill(1, stories, longest);
        holding
    }

    /// A library of the latest layout, with rows in every table that say nothing.
    pub(super) fn ours(rows: usize) -> Holding {
        let folder = tempfile::tempdir().unwrap();
        let conn = Connection::open(folder.path().join("library.db")).unwrap();
        let prepared = schema::prepare(conn, schema::LIBRARY, |_| Ok(()));
        let conn = prepared
            .map_err(|fault| fault.in_folder(folder.path()))
            .unwrap();
        conn.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA journal_mode = DELETE; BEGIN")
            .unwrap();
        super::insert::quiet(&conn).unwrap();
        let layout = Layout::of(&conn).unwrap();
        let mut dice = Dice(1);
        for tree in &layout.trees {
            if tree.form == Form::Index || tree.name == "sqlite_sequence" {
                continue;
            }
            let places = vec!["?"; tree.columns.len()].join(", ");
            let names: Vec<_> = tree
                .columns
                .iter()
                .map(|column| column.name.as_str())
                .collect();
            let (table, names) = (&tree.name, names.join(", "));
            let sql = format!("INSERT OR IGNORE INTO {table} ({names}) VALUES ({places})");
            let mut statement = conn.prepare(&sql).unwrap();
            for nth in 1..=rows {
                let row = tree.columns.iter().map(|column| match column.kind {
                    layout::Kind::Rowid => Value::Integer(i64::try_from(nth).unwrap()),
                    _ if !column.required && dice.below(3) == 0 => Value::Null,
                    layout::Kind::Integer => {
                        Value::Integer(i64::try_from(dice.below(rows)).unwrap())
                    }
                    layout::Kind::Real => Value::Real(0.5),
                    layout::Kind::Blob => {
                        let length = dice.below(4_000);
                        Value::Blob(dice.bytes(length))
                    }
                    _ => Value::Text(format!("{}{nth}", dice.words(60))),
                });
                statement.execute(rusqlite::params_from_iter(row)).unwrap();
            }
        }
        conn.execute_batch("COMMIT").unwrap();
        Holding {
            folder,
            conn,
            layout,
        }
    }

    pub(super) fn path(&self) -> PathBuf {
        self.folder.path().join("library.db")
    }

    pub(super) fn fill(&self, first: i64, last: i64, longest: usize) {
        let mut dice = Dice(u64::try_from(first).unwrap());
        let tx = self.conn.unchecked_transaction().unwrap();
        let put = |sql: &str, params: &[&dyn rusqlite::ToSql]| tx.execute(sql, params).unwrap();
        for id in (1..=60).take_while(|_| first == 1) {
            put(
                "INSERT INTO outlets VALUES (?1, ?2)",
                params![id, format!("Outlet {id}")],
            );
            put(
                "INSERT INTO agencies VALUES (?1, ?2)",
                params![id, format!("Wire {id}")],
            );
        }
        for id in first..=last {
            let position = f64::from(u32::try_from(dice.below(1_000)).unwrap()) / 4.0;
            let (headline, outlet) = (dice.words(120), i64::try_from(dice.below(60)).unwrap() + 1);
            let story = "INSERT INTO stories VALUES (?1, ?2, ?3, ?4, NULL)";
            put(
                story,
                params![id, headline, position, (id % 3 == 0).then_some(outlet)],
            );
            let length = dice.below(longest);
            put(
                "INSERT INTO bodies VALUES (?1, ?2)",
                params![id, dice.bytes(length)],
            );
            put(
                "INSERT INTO keys VALUES (?1, ?2)",
                params![format!("{}{id}", dice.words(80)), id],
            );
            for tag in 0..dice.below(4) {
                let said = (tag == 1).then(|| dice.words(longest / 8 + 1));
                let tag = i64::try_from(tag).unwrap() + id % 7;
                let sql = "INSERT INTO tagged VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
                put(sql, params![id, tag, said]);
            }
        }
        tx.commit().unwrap();
    }

    /// Every row that SQLite tells.
    pub(super) fn rows(&self) -> Rows {
        rows_of(&self.conn, &self.layout)
    }

    /// What our scan finds in a file; of several copies the first.
    pub(super) fn scan(&self, path: &Path) -> (Rows, Tally) {
        let order: Vec<usize> = (0..self.layout.trees.len()).collect();
        let mut rows = Rows::new();
        let tally = Scan::of(path, &self.layout).unwrap().rows(&order, |found| {
            let tree = &self.layout.trees[found.tree];
            if tree.name != "sqlite_sequence" {
                let key = key(tree.form, &found.values);
                rows.entry((tree.name.clone(), key)).or_insert(found.values);
            }
            ControlFlow::Continue(())
        });
        (rows, tally)
    }

    /// On which pages each row lies, in a file that is whole.
    pub(super) fn places(&self, page_size: usize) -> BTreeMap<(String, String), BTreeSet<usize>> {
        let file = fs::read(self.path()).unwrap();
        let mut places = BTreeMap::new();
        for number in 1..=file.len() / page_size {
            let page = &file[(number - 1) * page_size..number * page_size];
            let Some(read) = Page::read(u32::try_from(number).unwrap(), page) else {
                continue;
            };
            for cell in read.cells() {
                let mut pages = BTreeSet::from([number]);
                let mut next = cell.overflow.unwrap_or(0) as usize;
                while read.kind != Kind::TableInterior && next != 0 && pages.insert(next) {
                    next = four(&file, (next - 1) * page_size).unwrap() as usize;
                }
                places
                    .entry((number, cell.rowid))
                    .or_insert_with(Vec::new)
                    .push(pages);
            }
        }
        self.named(places)
    }

    /// The same by table and key: each page is scanned for what is on it.
    fn named(
        &self,
        places: BTreeMap<(usize, Option<i64>), Vec<BTreeSet<usize>>>,
    ) -> BTreeMap<(String, String), BTreeSet<usize>> {
        let mut named = BTreeMap::new();
        let mut reader = super::rows::Reader::new(super::pages::Pages::open(&self.path()).unwrap());
        let map = super::trees::map(&mut reader, &self.layout);
        for number in 1..=reader.pages.count {
            let super::trees::Owner::Tree(at) = map.entry(number).owner else {
                continue;
            };
            let tree = &self.layout.trees[usize::from(at)];
            if tree.form == Form::Index || tree.name == "sqlite_sequence" {
                continue;
            }
            let mut nth = BTreeMap::new();
            reader.each(number, super::trees::Trust::Followed, |rowid, values| {
                let values = tree.row(rowid, values).unwrap();
                let nth: &mut usize = nth.entry(rowid).or_default();
                let pages = places[&(number as usize, rowid)][*nth].clone();
                *nth += 1;
                named.insert((tree.name.clone(), key(tree.form, &values)), pages);
            });
        }
        named
    }
}

/// Every row of a database.
pub(super) fn rows_of(conn: &Connection, layout: &Layout) -> Rows {
    let mut all = Rows::new();
    for tree in &layout.trees {
        if tree.form == Form::Index || tree.name == "sqlite_sequence" {
            continue;
        }
        let names: Vec<_> = tree
            .columns
            .iter()
            .map(|column| column.name.as_str())
            .collect();
        let mut statement = conn
            .prepare(&format!("SELECT {} FROM {}", names.join(", "), tree.name))
            .unwrap();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let values: Vec<Value> = (0..names.len()).map(|at| row.get(at).unwrap()).collect();
            all.insert((tree.name.clone(), key(tree.form, &values)), values);
        }
    }
    all
}

fn key(form: Form, values: &[Value]) -> String {
    // Of what is known by its key the whole row counts: it is there as it was, or it is another.
    let length = if form == Form::Keyed { values.len() } else { 1 };
    format!("{:?}", &values[..length])
}

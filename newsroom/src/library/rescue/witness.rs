//! Where rows could be of several tables, the indexes of those tables say of which they are: an entry for
//! each row is in them, elsewhere in the file.

use std::hash::{Hash, Hasher};

use rusqlite::types::Value;
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::cells::{Page, values};
use super::layout::{Form, Kind, Layout, Tree};
use super::pages::Pages;
use super::trees::{Map, Owner, Trust};

/// How many rows of a group are looked for in the indexes.
const ASKED: usize = 8;

/// Rows of a group of pages that could be of several trees.
#[derive(Default)]
pub(super) struct Doubtful {
    /// Trees of which the rows can be.
    pub(super) trees: Vec<u16>,
    rows: Vec<(Option<i64>, Vec<Value>)>,
}

impl Doubtful {
    pub(super) fn among(trees: Vec<u16>) -> Doubtful {
        Doubtful {
            trees,
            rows: Vec::new(),
        }
    }

    /// Takes note of some rows of a page.
    pub(super) fn hear(&mut self, page: &Page<'_>, bytes: &[u8]) {
        for cell in page.cells() {
            if self.rows.len() == ASKED {
                return;
            }
            let local = bytes.get(cell.local.clone()).unwrap_or_default();
            if let Some(values) = values(local).filter(|_| cell.overflow.is_none()) {
                self.rows.push((cell.rowid, values));
            }
        }
    }
}

/// The entries of indexes, read when they are asked for.
#[derive(Default)]
pub(super) struct Witnesses {
    entries: FxHashMap<usize, FxHashSet<u64>>,
}

impl Witnesses {
    /// The one table of which at least half of the rows are known to an index.
    pub(super) fn table(
        &mut self,
        doubtful: &Doubtful,
        map: &Map,
        pages: &mut Pages,
        layout: &Layout,
    ) -> Option<u16> {
        let mut most = (0, None);
        for at in &doubtful.trees {
            let Some(table) = layout.trees.get(usize::from(*at)) else {
                continue;
            };
            let known = self.known(table, doubtful, map, pages, layout);
            match known.cmp(&most.0) {
                std::cmp::Ordering::Greater => most = (known, Some(*at)),
                std::cmp::Ordering::Equal => most.1 = None,
                std::cmp::Ordering::Less => {}
            }
        }
        most.1.filter(|_| most.0 * 2 >= doubtful.rows.len())
    }

    /// How many of the rows the best of a table's indexes knows.
    fn known(
        &mut self,
        table: &Tree,
        doubtful: &Doubtful,
        map: &Map,
        pages: &mut Pages,
        layout: &Layout,
    ) -> usize {
        let indexes = layout.trees.iter().enumerate();
        let indexes =
            indexes.filter(|(_, index)| index.form == Form::Index && index.table == table.name);
        let known = indexes
            .filter(|_| table.form != Form::Index)
            .map(|(at, index)| {
                let read = || read(at, map, pages);
                let entries = self.entries.entry(at).or_insert_with(read);
                let rows = doubtful.rows.iter();
                let entry = rows.filter_map(|(rowid, row)| entry(index, table, *rowid, row));
                entry.filter(|entry| entries.contains(&hash(entry))).count()
            });
        known.max().unwrap_or(0)
    }
}

/// All entries of an index that a tree leads to.
fn read(index: usize, map: &Map, pages: &mut Pages) -> FxHashSet<u64> {
    let mut entries = FxHashSet::default();
    let mut bytes = Vec::new();
    for number in 1..=pages.count {
        let entry = map.entry(number);
        let own = matches!(entry.owner, Owner::Tree(at) if usize::from(at) == index);
        if !own || entry.trust != Trust::Followed || !pages.copy(number, &mut bytes) {
            continue;
        }
        let Some(page) = Page::read(number, &bytes) else {
            continue;
        };
        let keys = page.cells().into_iter().filter_map(|cell| cell.key(&bytes));
        entries.extend(keys.map(|key| hash(&key)));
    }
    entries
}

/// What an index has for a row; none if it is made of more than columns.
fn entry(index: &Tree, table: &Tree, rowid: Option<i64>, row: &[Value]) -> Option<Vec<Value>> {
    let stored = index.columns.iter().map(|column| {
        let place = table.columns.iter().position(|one| one.name == column.name);
        match place.and_then(|place| Some((table.columns.get(place)?, row.get(place)?))) {
            Some((own, _)) if own.kind == Kind::Rowid => rowid.map(Value::Integer),
            Some((_, value)) => Some(value.clone()),
            None if column.name == Tree::ROWID => rowid.map(Value::Integer),
            None => None,
        }
    });
    stored.collect()
}

fn hash(entry: &[Value]) -> u64 {
    let mut hasher = FxHasher::default();
    for value in entry {
        match value {
            Value::Null => 0.hash(&mut hasher),
            Value::Integer(whole) => whole.hash(&mut hasher),
            Value::Real(real) => real.to_bits().hash(&mut hasher),
            Value::Text(text) => text.hash(&mut hasher),
            Value::Blob(bytes) => bytes.hash(&mut hasher),
        }
    }
    hasher.finish()
}

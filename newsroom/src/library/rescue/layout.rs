//! What rows are looked for: the tables of a layout, as a fresh database of it tells them.

use rusqlite::Connection;
use rusqlite::types::Value;

/// The tables and indexes of a layout.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) trees: Vec<Tree>,
}

/// A b-tree that a file of the layout has: a table, or an index.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) name: String,
    /// The table, if this is an index; else itself.
    pub(super) table: String,
    pub(super) form: Form,
    /// In the order in which they are stored.
    pub(super) columns: Vec<Column>,
    /// The page on which it begins in a fresh file.
    pub(super) root: u32,
}

/// How a tree's rows are held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// By number.
    Table,
    /// By the first columns: a table `WITHOUT ROWID`.
    Keyed,
    /// Derived from a table; looked for only so that it is not taken for one.
    Index,
}

/// A column as it is stored.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) kind: Kind,
    /// Whether it never holds nothing.
    pub(super) required: bool,
    /// Whether a row that was written before the column was added may lack it.
    pub(super) spare: bool,
    /// Whether it is worked out from others, and cannot be written.
    pub(super) generated: bool,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Integer,
    Real,
    Text,
    Blob,
    Any,
    /// The row's own number: nothing is stored for it.
    Rowid,
}

/// How well a row fits a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// It lacks columns that may have been added after it was written.
    Short,
    Whole,
}

impl Layout {
    /// Reads the layout of a database, which is best a fresh one: then the pages on which its trees begin
    /// are those of most others of the same layout.
    pub(super) fn of(conn: &Connection) -> rusqlite::Result<Layout> {
        let sql = "SELECT schema.name, schema.tbl_name, schema.rootpage, schema.type = 'index',
                          list.wr, list.strict
                   FROM sqlite_schema AS schema
                   JOIN pragma_table_list AS list
                     ON list.name = schema.tbl_name AND list.schema = 'main'
                   WHERE schema.rootpage > 0 ORDER BY schema.rootpage";
        let mut statement = conn.prepare(sql)?;
        let mut rows = statement.query([])?;
        let mut trees = Vec::new();
        while let Some(row) = rows.next()? {
            let (name, table): (String, String) = (row.get(0)?, row.get(1)?);
            let (index, keyed, strict) = (row.get(3)?, row.get(4)?, row.get(5)?);
            let columns = declared(conn, &table, strict, keyed)?;
            let (form, columns) = match (index, keyed) {
                (true, _) => (Form::Index, indexed(conn, &name, &columns)?),
                (false, true) => (
                    Form::Keyed,
                    indexed(conn, &key_of(conn, &table)?, &columns)?,
                ),
                (false, false) => (Form::Table, columns),
            };
            trees.push(Tree {
                name,
                table,
                form,
                columns: columns.into_iter().flatten().collect(),
                root: row.get(2)?,
            });
        }
        Ok(Layout { trees })
    }
}

impl Tree {
    /// What the number of a row is called among the columns of an index.
    pub(super) const ROWID: &str = "(rowid)";

    /// Whether a row of these serial types can be one of this tree.
    pub(super) fn fit(&self, serials: &[u64]) -> Option<Fit> {
        let missing = self.columns.get(serials.len()..)?;
        let typed = self.columns.iter().zip(serials);
        let fits = typed
            .clone()
            .all(|(column, serial)| column.may_hold(*serial));
        match (fits, missing.is_empty()) {
            (false, _) => None,
            (true, true) => Some(Fit::Whole),
            (true, false) => missing
                .iter()
                .all(|column| column.spare)
                .then_some(Fit::Short),
        }
    }

    /// A row as its table has it, with its number in its place; none if it cannot be one of this tree.
    pub(super) fn row(&self, rowid: Option<i64>, values: Vec<Value>) -> Option<Vec<Value>> {
        let missing = self.columns.get(values.len()..)?;
        let fits =
            self.columns
                .iter()
                .zip(values)
                .map(|(column, value)| match (column.kind, value) {
                    (Kind::Rowid, Value::Null) => rowid.map(Value::Integer),
                    (_, Value::Null) => (!column.required).then_some(Value::Null),
                    (Kind::Any, value)
                    | (Kind::Integer, value @ Value::Integer(_))
                    | (Kind::Real, value @ Value::Real(_))
                    | (Kind::Text, value @ Value::Text(_))
                    | (Kind::Blob, value @ Value::Blob(_)) => Some(value),
                    // SQLite stores a whole number in fewer bytes. None of ours is beyond what a real can tell.
                    #[expect(clippy::cast_precision_loss)]
                    (Kind::Real, Value::Integer(whole)) => Some(Value::Real(whole as f64)),
                    _ => None,
                });
        let row = fits.collect::<Option<Vec<_>>>()?;
        missing.iter().all(|column| column.spare).then_some(row)
    }

    /// How many of its columns say what they hold: the more, the less a fit is chance.
    pub(super) fn strictness(&self) -> usize {
        let said = |column: &&Column| column.kind != Kind::Any;
        self.columns.iter().filter(said).count()
    }
}

impl Column {
    fn may_hold(&self, serial: u64) -> bool {
        match (self.kind, serial) {
            (Kind::Rowid, serial) => serial == 0,
            (_, 0) => !self.required,
            (Kind::Any, _) => true,
            (Kind::Integer, 1..=6 | 8 | 9) | (Kind::Real, 1..=9) => true,
            (Kind::Text, 12..) => !serial.is_multiple_of(2),
            (Kind::Blob, 12..) => serial.is_multiple_of(2),
            _ => false,
        }
    }
}

/// A table's columns by their number; none for those that are not stored.
fn declared(
    conn: &Connection,
    table: &str,
    strict: bool,
    keyed: bool,
) -> rusqlite::Result<Vec<Option<Column>>> {
    let sql = "SELECT name, upper(type), \"notnull\", dflt_value IS NOT NULL, pk, hidden,
                      (SELECT count(*) FROM pragma_table_xinfo(?1) WHERE pk > 0)
               FROM pragma_table_xinfo(?1) ORDER BY cid";
    let mut statement = conn.prepare(sql)?;
    let columns = statement.query_map([table], |row| {
        let name = row.get(0)?;
        let declared: String = row.get(1)?;
        let (notnull, default): (bool, bool) = (row.get(2)?, row.get(3)?);
        let (key, hidden, keys): (u32, u32, u32) = (row.get(4)?, row.get(5)?, row.get(6)?);
        let kind = match declared.as_str() {
            "INTEGER" if key > 0 && keys == 1 && !keyed => Kind::Rowid,
            _ if !strict => Kind::Any,
            "INTEGER" | "INT" => Kind::Integer,
            "REAL" => Kind::Real,
            "TEXT" => Kind::Text,
            "BLOB" => Kind::Blob,
            _ => Kind::Any,
        };
        let required = notnull || (keyed && key > 0);
        let column = Column {
            name,
            kind,
            required,
            spare: key == 0 && (default || !required),
            generated: hidden > 1,
        };
        // 2 is what `table_xinfo` says of a column that is worked out when it is read.
        Ok((hidden != 2).then_some(column))
    })?;
    columns.collect()
}

/// The index that stands for the key of a table `WITHOUT ROWID`; it lists all columns as stored.
fn key_of(conn: &Connection, table: &str) -> rusqlite::Result<String> {
    let sql = "SELECT name FROM pragma_index_list(?1) WHERE origin = 'pk'";
    conn.query_row(sql, [table], |row| row.get(0))
}

fn indexed(
    conn: &Connection,
    index: &str,
    columns: &[Option<Column>],
) -> rusqlite::Result<Vec<Option<Column>>> {
    let sql = "SELECT cid FROM pragma_index_xinfo(?1) ORDER BY seqno";
    let mut statement = conn.prepare(sql)?;
    let stored = statement.query_map([index], |row| {
        let number: i64 = row.get(0)?;
        let column = usize::try_from(number).ok().and_then(|at| columns.get(at));
        let mut column = column.cloned().flatten().unwrap_or(Column {
            name: String::new(),
            kind: Kind::Any,
            required: false,
            spare: false,
            generated: false,
        });
        // -1 is the number of the row, which an index does store.
        if number == -1 || column.kind == Kind::Rowid {
            column.kind = Kind::Integer;
            column.required = true;
            if number == -1 {
                column.name = Tree::ROWID.to_owned();
            }
        }
        Ok(Some(column))
    })?;
    stored.collect()
}

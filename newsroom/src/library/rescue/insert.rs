//! Rows that were found, brought into an empty library.

use std::ops::ControlFlow;

use rusqlite::types::Value;
use rusqlite::{Connection, ErrorCode, ffi, params_from_iter};
use rustc_hash::FxHashSet;

use super::Rescued;
use super::layout::{Form, Kind, Layout, Tree};
use super::scan::{Found, Scan};
use crate::{Error, Result};

/// How many rows are written at once: more let the log grow without being any faster.
const AT_ONCE: u64 = 2_000;

/// The table in which SQLite notes which numbers were given out already.
const NUMBERS: &str = "sqlite_sequence";

/// The tables to bring in: each after those that it points to, as far as that is possible.
pub(super) fn order(conn: &Connection, layout: &Layout, derived: &[&str]) -> Result<Vec<usize>> {
    let mut order = Vec::new();
    let mut seen = FxHashSet::default();
    for (at, tree) in layout.trees.iter().enumerate() {
        let virtual_part = "SELECT 1 FROM pragma_table_list(?1) WHERE type = 'shadow'";
        let shadow = conn.prepare_cached(virtual_part)?.exists([&tree.name])?;
        if tree.form != Form::Index && !shadow && !derived.contains(&tree.name.as_str()) {
            after_its_parents(conn, layout, at, &mut seen, &mut order)?;
        }
    }
    order.retain(|at| {
        layout
            .trees
            .get(*at)
            .is_some_and(|tree| !derived.contains(&tree.name.as_str()))
    });
    // Last, so that it is not overtaken by the rows themselves.
    let numbers = |at: &usize| {
        layout
            .trees
            .get(*at)
            .is_some_and(|tree| tree.name == NUMBERS)
    };
    order.sort_by_key(numbers);
    Ok(order)
}

fn after_its_parents(
    conn: &Connection,
    layout: &Layout,
    at: usize,
    seen: &mut FxHashSet<usize>,
    order: &mut Vec<usize>,
) -> Result<()> {
    let Some(tree) = layout.trees.get(at).filter(|_| seen.insert(at)) else {
        return Ok(());
    };
    for tie in ties(conn, &tree.name)? {
        let parent = layout.trees.iter().position(|tree| tree.name == tie.parent);
        if let Some(parent) = parent {
            after_its_parents(conn, layout, parent, seen, order)?;
        }
    }
    order.push(at);
    Ok(())
}

/// Takes the triggers away, and answers what makes them again. What they keep is to be counted anew when
/// all rows are in; one that stumbled over a row that is missing would cost the rows that are there.
pub(super) fn quiet(conn: &Connection) -> Result<Vec<String>> {
    let sql = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid";
    let mut statement = conn.prepare(sql)?;
    let triggers = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let triggers: Vec<(String, String)> = triggers.collect::<rusqlite::Result<_>>()?;
    for (name, _) in &triggers {
        conn.execute_batch(&format!("DROP TRIGGER {}", quoted(name)))?;
    }
    Ok(triggers.into_iter().map(|(_, sql)| sql).collect())
}

/// Makes the triggers again.
pub(super) fn wake(conn: &Connection, triggers: &[String]) -> Result<()> {
    Ok(triggers
        .iter()
        .try_for_each(|sql| conn.execute_batch(sql))?)
}

/// Writes all rows of a scan, the better believed first.
pub(super) fn rows(
    scan: Scan<'_>,
    conn: &Connection,
    layout: &Layout,
    order: &[usize],
    mut look: impl FnMut(u64) -> ControlFlow<()>,
) -> Result<Rescued> {
    let mut rescued = Rescued::default();
    let mut fault = None;
    conn.execute_batch("BEGIN IMMEDIATE")?;
    let tally = scan.rows(order, |found| {
        let kept = rescued.kept;
        match write(conn, layout, found, &mut rescued) {
            Ok(()) if rescued.kept > kept && rescued.kept % AT_ONCE == 0 => {
                let stop = look(rescued.kept);
                if stop.is_break() {
                    let stopped = "the rescue was stopped; the broken file is as it was";
                    fault = Some(Error::Refused(stopped.to_owned()));
                } else if let Err(error) = conn.execute_batch("COMMIT; BEGIN IMMEDIATE") {
                    fault = Some(error.into());
                }
            }
            Ok(()) => {}
            Err(error) => fault = Some(error),
        }
        match fault {
            Some(_) => ControlFlow::Break(()),
            None => ControlFlow::Continue(()),
        }
    });
    rescued.tally = tally;
    match fault {
        Some(error) => {
            // Where the write itself failed, SQLite may have taken it all back already.
            let _undone = conn.execute_batch("ROLLBACK");
            Err(error)
        }
        None => {
            conn.execute_batch("COMMIT")?;
            Ok(rescued)
        }
    }
}

fn write(conn: &Connection, layout: &Layout, found: Found, rescued: &mut Rescued) -> Result<()> {
    let Some(tree) = layout.trees.get(found.tree) else {
        return Ok(());
    };
    if tree.name == NUMBERS {
        return number(conn, &found.values);
    }
    let (sql, values) = insertion(tree, found);
    match conn.prepare_cached(&sql)?.execute(params_from_iter(values)) {
        Ok(_) => rescued.kept += 1,
        Err(error) => match error.sqlite_error() {
            Some(why) if why.code == ErrorCode::ConstraintViolation => match why.extended_code {
                ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_ROWID => {
                    rescued.older += 1
                }
                _ => rescued.refused += 1,
            },
            _ => return Err(error.into()),
        },
    }
    Ok(())
}

/// What writes a row; columns that it lacks become what they are for rows older than they.
fn insertion(tree: &Tree, found: Found) -> (String, Vec<Value>) {
    let stored = tree.columns.iter().zip(found.values);
    let (mut columns, mut values): (Vec<_>, Vec<_>) = stored
        .filter(|(column, _)| !column.generated)
        .map(|(column, value)| (quoted(&column.name), value))
        .unzip();
    let named = tree.columns.iter().any(|column| column.kind == Kind::Rowid);
    if let (Form::Table, false, Some(rowid)) = (tree.form, named, found.rowid) {
        columns.push("rowid".to_owned());
        values.push(Value::Integer(rowid));
    }
    let places = vec!["?"; values.len()].join(", ");
    let (table, columns) = (quoted(&tree.name), columns.join(", "));
    (
        format!("INSERT INTO {table} ({columns}) VALUES ({places})"),
        values,
    )
}

/// Which number was given out last, so that no number of a lost row is given out again.
fn number(conn: &Connection, values: &[Value]) -> Result<()> {
    if let [Value::Text(table), Value::Integer(last)] = values {
        let known = "SELECT 1 FROM sqlite_sequence WHERE name = ?1";
        let sql = match conn.prepare_cached(known)?.exists([table])? {
            true => "UPDATE sqlite_sequence SET seq = max(seq, ?2) WHERE name = ?1",
            false => {
                "INSERT INTO sqlite_sequence (name, seq)
                 SELECT ?1, ?2 FROM pragma_table_list(?1) WHERE schema = 'main'"
            }
        };
        conn.prepare_cached(sql)?.execute((table, last))?;
    }
    Ok(())
}

/// How one table points to another.
struct Tie {
    number: i64,
    parent: String,
    /// Column of this table, column of the other.
    columns: Vec<(String, String)>,
}

fn ties(conn: &Connection, table: &str) -> rusqlite::Result<Vec<Tie>> {
    // A tie that names no column means the key of the other table.
    let sql = "SELECT tie.id, tie.\"table\", tie.\"from\",
                 coalesce(tie.\"to\", (SELECT name FROM pragma_table_info(tie.\"table\")
                                       WHERE pk = tie.seq + 1), 'rowid')
               FROM pragma_foreign_key_list(?1) AS tie ORDER BY tie.id, tie.seq";
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([table])?;
    let mut ties: Vec<Tie> = Vec::new();
    while let Some(row) = rows.next()? {
        let number = row.get(0)?;
        if ties.last().is_none_or(|tie| tie.number != number) {
            ties.push(Tie {
                number,
                parent: row.get(1)?,
                columns: Vec::new(),
            });
        }
        if let Some(tie) = ties.last_mut() {
            tie.columns.push((row.get(2)?, row.get(3)?));
        }
    }
    Ok(ties)
}

/// Takes away what points to something that was not found: the pointer where a row can be without it,
/// otherwise the row. Round after round, because a row that goes may have been pointed to.
pub(super) fn mend(conn: &mut Connection, layout: &Layout, rescued: &mut Rescued) -> Result<()> {
    let tx = conn.transaction()?;
    let mut changed = true;
    while changed {
        changed = false;
        for tree in layout.trees.iter().filter(|tree| tree.form != Form::Index) {
            for tie in ties(&tx, &tree.name)? {
                let (sql, unbinds) = mending(tree, &tie);
                let rows = tx.execute(&sql, [])? as u64;
                changed |= rows > 0;
                let count = if unbinds {
                    &mut rescued.unbound
                } else {
                    &mut rescued.forlorn
                };
                *count += rows;
            }
        }
    }
    tx.commit()?;
    Ok(())
}

fn mending(tree: &Tree, tie: &Tie) -> (String, bool) {
    let joined = |part: &dyn Fn(&(String, String)) -> String, by: &str| {
        tie.columns.iter().map(part).collect::<Vec<_>>().join(by)
    };
    let (table, parent) = (quoted(&tree.name), quoted(&tie.parent));
    let said = joined(
        &|(from, _)| format!("{table}.{} IS NOT NULL", quoted(from)),
        " AND ",
    );
    let met = joined(
        &|(from, to)| format!("parent.{} = {table}.{}", quoted(to), quoted(from)),
        " AND ",
    );
    let lost =
        format!("WHERE {said} AND NOT EXISTS (SELECT 1 FROM {parent} AS parent WHERE {met})");
    let free = |(from, _): &&(String, String)| {
        let mut columns = tree.columns.iter();
        columns.any(|column| column.name == *from && !column.required && column.kind != Kind::Rowid)
    };
    match tie.columns.iter().find(free) {
        Some((from, _)) => (
            format!("UPDATE {table} SET {} = NULL {lost}", quoted(from)),
            true,
        ),
        None => (format!("DELETE FROM {table} {lost}"), false),
    }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

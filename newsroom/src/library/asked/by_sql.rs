//! What is asked for, as a condition of SQL. Right for every question, and fast for those of one part.

use roaring::RoaringBitmap;
use rusqlite::types::Value;

use super::{Meant, Names, meant};
use crate::library::sets::kind;
use crate::library::stamp;
use crate::search::{Asked, Filter};
use crate::{Error, Result};

/// A condition on `stories` and `marks`, and the values in it, in order.
#[derive(Debug, Default)]
pub(in crate::library) struct Conditions {
    pub(in crate::library) sql: String,
    pub(in crate::library) values: Vec<Value>,
}

/// The condition that all of these hold.
///
/// # Errors
/// If a name cannot be looked up. Words are for the search index to answer, and are refused.
pub(in crate::library) fn compile(asked: &[Asked], names: &Names<'_>) -> Result<Conditions> {
    /// SQLite refuses expressions that are a thousand deep, and each part is one deeper.
    const MOST: usize = 500;
    let parts: usize = asked.iter().map(size).sum();
    if parts > MOST {
        return Err(Error::Refused(format!(
            "a list may have {MOST} conditions; this one has {parts}"
        )));
    }
    let mut conditions = Conditions::default();
    conditions.joined(asked, " AND ", "TRUE", names)?;
    Ok(conditions)
}

/// How many conditions there are in something.
fn size(asked: &Asked) -> usize {
    match asked {
        Asked::All(parts) | Asked::Any(parts) => 1 + parts.iter().map(size).sum::<usize>(),
        Asked::Not(part) => 1 + size(part),
        Asked::Words(_) | Asked::Filter(_) => 1,
    }
}

impl Conditions {
    /// Adds that a story is one of these.
    pub(in crate::library) fn among(&mut self, stories: &RoaringBitmap) {
        let list: Vec<_> = stories.iter().collect();
        let list = self.value(serde_json::to_string(&list).unwrap_or_default());
        self.sql.push_str(&format!(
            "stories.id IN (SELECT value FROM json_each({list}))"
        ));
    }

    fn joined(&mut self, parts: &[Asked], by: &str, none: &str, names: &Names<'_>) -> Result<()> {
        if parts.is_empty() {
            self.sql.push_str(none);
        }
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                self.sql.push_str(by);
            }
            self.one(part, names)?;
        }
        Ok(())
    }

    fn one(&mut self, asked: &Asked, names: &Names<'_>) -> Result<()> {
        match asked {
            Asked::All(parts) => self.bracketed(parts, " AND ", "TRUE", names),
            Asked::Any(parts) => self.bracketed(parts, " OR ", "FALSE", names),
            Asked::Not(part) => {
                self.sql.push_str("NOT ");
                self.bracketed(std::slice::from_ref(&**part), "", "", names)
            }
            Asked::Filter(filter) => match meant(filter, names)? {
                Meant::In(kind, keys) => self.within(kind, &keys),
                Meant::NotIn(kind, keys) => {
                    self.sql.push_str("NOT ");
                    self.within(kind, &keys)
                }
                Meant::InBut((kind, key), (kind_but, but)) => {
                    self.sql.push('(');
                    self.within(kind, &[key])?;
                    self.sql.push_str(" AND NOT ");
                    self.within(kind_but, &but)?;
                    self.push(")")
                }
                Meant::InAny(kind) => {
                    let (table, _) = source(kind);
                    self.push(&format!(
                        "EXISTS (SELECT 1 FROM {table} WHERE story = stories.id)"
                    ))
                }
                Meant::Dated(filter) => self.dated(&filter),
            },
            Asked::Words(_) => Err(Error::Refused(
                "words are looked up in the search index".to_owned(),
            )),
        }
    }

    fn bracketed(
        &mut self,
        parts: &[Asked],
        by: &str,
        none: &str,
        names: &Names<'_>,
    ) -> Result<()> {
        self.sql.push('(');
        self.joined(parts, by, none, names)?;
        self.sql.push(')');
        Ok(())
    }

    fn push(&mut self, sql: &str) -> Result<()> {
        self.sql.push_str(sql);
        Ok(())
    }

    fn value(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("?{}", self.values.len())
    }

    fn within(&mut self, kind: i64, keys: &[i64]) -> Result<()> {
        let column = match kind {
            kind::READ => "marks.read_at",
            kind::STARRED => "marks.starred_at",
            kind::DONE => "marks.done_at",
            kind::UNFETCHED => "stories.unfetched",
            _ => {
                let (table, column) = source(kind);
                if column.is_empty() {
                    return self.push(&format!("stories.id IN (SELECT story FROM {table})"));
                }
                let list: Vec<_> = keys.iter().map(|key| self.value(*key)).collect();
                let list = list.join(", ");
                return self.push(&match table {
                    // NULL is in no list, and not in its contrary either: it is told to be FALSE.
                    "stories" => format!("coalesce(stories.{column} IN ({list}), FALSE)"),
                    _ => format!(
                        "stories.id IN (SELECT story FROM {table} WHERE {column} IN ({list}))"
                    ),
                });
            }
        };
        self.push(&format!("{column} IS NOT NULL"))
    }

    fn dated(&mut self, filter: &Filter) -> Result<()> {
        match filter {
            Filter::Published(days) => {
                self.sql.push_str("(stories.published IS NOT NULL");
                for (compared, day) in [(">=", days.from), ("<", days.until)] {
                    if let Some(day) = day {
                        let day = self.value(day.to_string());
                        let sql = format!(" AND substr(stories.published, 1, 10) {compared} {day}");
                        self.sql.push_str(&sql);
                    }
                }
                self.push(")")
            }
            Filter::Clipped(moments) => {
                self.sql.push_str("(TRUE");
                for (compared, at) in [(">=", moments.from), ("<", moments.until)] {
                    if let Some(at) = at {
                        let at = self.value(stamp(at));
                        let sql = format!(" AND stories.added_at {compared} {at}");
                        self.sql.push_str(&sql);
                    }
                }
                self.push(")")
            }
            _ => self.push("stories.published IS NOT NULL"),
        }
    }
}

/// The table and the column that a kind of set is read from; no column where its rows are the set.
fn source(kind: i64) -> (&'static str, &'static str) {
    match kind {
        kind::TAG => ("tagged", "tag"),
        kind::TOPIC => ("gathered", "topic"),
        kind::SECTION => ("gathered", "section"),
        kind::WRITER => ("written", "writer"),
        kind::OUTLET => ("stories", "outlet"),
        kind::AGENCY => ("stories", "agency"),
        kind::LANGUAGE => ("stories", "language"),
        kind::NOTE => ("notes", ""),
        kind::HIGHLIGHT => ("highlights", ""),
        kind::QUOTE => ("quotes", ""),
        kind::CLAIM => ("claims", "status"),
        _ => ("copies", ""),
    }
}

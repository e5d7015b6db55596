//! Which tags, topics, outlets, agencies, writers and languages a name stands for.

use rusqlite::Connection;

use crate::Result;
use crate::library::folded;
use crate::search::{Words, tokens};

/// Looks names up.
pub(in crate::library) struct Names<'c>(pub(in crate::library) &'c Connection);

impl Names<'_> {
    /// The numbers of what has exactly this name, whatever its case.
    pub(super) fn exactly(&self, table: &str, name: &str) -> Result<Vec<i64>> {
        let sql = format!("SELECT id FROM {table} WHERE folded = ?1");
        let mut statement = self.0.prepare_cached(&sql)?;
        let ids = statement.query_map([folded(name)], |row| row.get(0))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// The numbers of what has this name; where nothing has, of all whose names hold its words.
    pub(super) fn meant(&self, table: &str, name: &str) -> Result<Vec<i64>> {
        let exactly = self.exactly(table, name)?;
        if !exactly.is_empty() {
            return Ok(exactly);
        }
        self.holding(table, &folded(name))
    }

    /// The numbers of all whose names hold these words, each from its beginning.
    pub(in crate::library) fn holding(&self, table: &str, words: &str) -> Result<Vec<i64>> {
        let words: Vec<&str> = words.split_whitespace().collect();
        let Some(first) = words.first() else {
            return Ok(Vec::new());
        };
        let sql = format!("SELECT id, folded FROM {table} WHERE instr(folded, ?1) > 0");
        let mut statement = self.0.prepare_cached(&sql)?;
        let mut rows = statement.query([first])?;
        let mut ids = Vec::new();
        while let Some(row) = rows.next()? {
            let name: String = row.get(1)?;
            let begins = |word: &&str| {
                name.match_indices(word).any(|(at, _)| {
                    let before = name.get(..at).and_then(|before| before.chars().next_back());
                    before.is_none_or(|before| !before.is_alphanumeric())
                })
            };
            if words.iter().all(begins) {
                ids.push(row.get(0)?);
            }
        }
        Ok(ids)
    }

    /// The numbers of the sections of a topic.
    pub(super) fn sections_of(&self, topic: i64) -> Result<Vec<i64>> {
        let sql = "SELECT id FROM sections WHERE topic = ?1";
        let mut statement = self.0.prepare_cached(sql)?;
        let ids = statement.query_map([topic], |row| row.get(0))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// The numbers of a language and of its regions: `pt`, `pt-BR`.
    pub(super) fn languages(&self, tag: &str) -> Result<Vec<i64>> {
        let tag = folded(tag);
        let sql = "SELECT id, folded FROM languages";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut ids = Vec::new();
        while let Some(row) = rows.next()? {
            let name: String = row.get(1)?;
            let region = name.strip_prefix(&tag);
            if region.is_some_and(|region| region.is_empty() || region.starts_with('-')) {
                ids.push(row.get(0)?);
            }
        }
        Ok(ids)
    }
}

/// The tags whose names hold words in their order, the last of them as a beginning if it may still grow. One
/// or two letters tell too little of what comes: every fifth story wears a tag that begins with them.
pub(in crate::library) struct TagsWith {
    sought: Vec<String>,
    open: bool,
}

impl TagsWith {
    /// Those whose names hold these words.
    pub(in crate::library) fn of(words: &Words) -> TagsWith {
        let sought = words.words.iter().flat_map(|word| tokens(word));
        let sought: Vec<String> = sought.map(|(word, _)| word.into_owned()).collect();
        TagsWith {
            open: words.open && sought.last().is_some_and(|last| tells(last)),
            sought,
        }
    }

    /// Whether a name of these words is one of them.
    pub(in crate::library) fn has(&self, name: &[String]) -> bool {
        let Some((last, before)) = self.sought.split_last() else {
            return false;
        };
        name.windows(self.sought.len()).any(|run| {
            run.split_last().is_some_and(|(end, begin)| {
                begin == before
                    && match self.open {
                        true => end.starts_with(last.as_str()),
                        false => end == last,
                    }
            })
        })
    }
}

/// Whether the beginning of a word tells what comes; a letter that stands for a syllable or a word does.
fn tells(begun: &str) -> bool {
    begun.chars().count() > 2 || begun.chars().any(|letter| letter >= '\u{1100}')
}

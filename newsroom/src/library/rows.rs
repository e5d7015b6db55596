//! The lines of lists, by the stories' numbers.

use std::collections::HashMap;

use rusqlite::{Connection, Row as SqlRow};

use super::{moment, pictures};
use crate::Result;
use crate::claim::ClaimStatus;
use crate::clipping::{PageKind, Published};
use crate::shelf::Row;
use crate::story::{Marks, StoryId};

/// The lines of some stories, in their order; one that is gone is left out.
pub(super) fn of(look: &Connection, stories: &[i64]) -> Result<Vec<Row>> {
    if stories.is_empty() {
        return Ok(Vec::new());
    }
    let ids = serde_json::to_string(stories).unwrap_or_default();
    let mut statement = look.prepare_cached(
        "SELECT stories.id, stories.headline, stories.standfirst, outlets.name, outlet_inferred,
           agencies.name, published, added_at, languages.name, unfetched IS NOT NULL,
           read_at IS NOT NULL, starred_at IS NOT NULL, done_at IS NOT NULL,
           spiked_at IS NOT NULL, stories.kind, claims.status,
           (SELECT text FROM translations WHERE story = stories.id AND passage IS NULL
            ORDER BY id DESC LIMIT 1),
           (SELECT count(*) FROM highlights WHERE story = stories.id),
           (SELECT count(*) FROM notes WHERE story = stories.id),
           CASE WHEN copies.story IS NULL THEN 0 ELSE
             (SELECT count(*) FROM stories AS other JOIN marks AS theirs ON theirs.story = other.id
              WHERE other.wire = stories.wire AND other.id <> stories.id AND theirs.spiked_at IS NULL)
           END
         FROM json_each(?1) CROSS JOIN stories ON stories.id = json_each.value
         JOIN marks ON marks.story = stories.id
         LEFT JOIN outlets ON outlets.id = stories.outlet
         LEFT JOIN agencies ON agencies.id = stories.agency
         LEFT JOIN languages ON languages.id = stories.language
         LEFT JOIN claims ON claims.story = stories.id
         LEFT JOIN copies ON copies.story = stories.id
         ORDER BY json_each.key",
    )?;
    let found = statement.query_map([&ids], read_row)?;
    let mut rows = found.collect::<rusqlite::Result<Vec<_>>>()?;
    let place: HashMap<i64, usize> = rows
        .iter()
        .enumerate()
        .map(|(at, row)| (row.id.0, at))
        .collect();
    for (story, picture) in pictures::firsts(look, &ids)? {
        if let Some(row) = place.get(&story).and_then(|at| rows.get_mut(*at)) {
            row.picture = Some(picture);
        }
    }
    let mut statement = look.prepare_cached(
        "SELECT tagged.story, tags.name FROM json_each(?1)
         CROSS JOIN tagged ON tagged.story = json_each.value
         JOIN tags ON tags.id = tagged.tag ORDER BY tags.folded",
    )?;
    let mut found = statement.query([&ids])?;
    while let Some(row) = found.next()? {
        let story: i64 = row.get(0)?;
        if let Some(row_of) = place.get(&story).and_then(|at| rows.get_mut(*at))
            && row_of.tags.len() < MOST_TAGS
        {
            row_of.tags.push(row.get(1)?);
        }
    }
    Ok(rows)
}

/// More tags than a line shows; a story may wear a hundred thousand.
const MOST_TAGS: usize = 100;

fn read_row(row: &SqlRow<'_>) -> rusqlite::Result<Row> {
    let published: Option<String> = row.get(6)?;
    let kind: String = row.get(14)?;
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
        claim: row
            .get::<_, Option<i64>>(15)?
            .and_then(ClaimStatus::numbered),
        translated: row.get(16)?,
        highlights: row.get(17)?,
        notes: row.get(18)?,
        copies: row.get(19)?,
        tags: Vec::new(),
        snippet: None,
    })
}

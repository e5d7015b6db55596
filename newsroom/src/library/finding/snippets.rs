//! Where the words that were searched for stand in the stories of a list.

use rusqlite::Connection;

use crate::Result;
use crate::clipping::Block;
use crate::clipping::markdown::plain_text;
use crate::library::texts;
use crate::search::{Asked, Wanted, snippet};
use crate::shelf::Row;

/// Adds to each row the place in its text where the words stand. A row whose text cannot be read, or
/// holds none of them (they may stand in its headline), stays without.
///
/// # Errors
/// If the library cannot be read.
pub(in crate::library) fn add(look: &Connection, rows: &mut [Row], asked: &Asked) -> Result<()> {
    let wanted = Wanted::of(asked);
    if wanted.is_empty() {
        return Ok(());
    }
    let ids: Vec<i64> = rows.iter().map(|row| row.id.0).collect();
    let ids = serde_json::to_string(&ids).unwrap_or_default();
    // All at once: fifty questions would take as long as what is done with the answers.
    let mut statement = look.prepare_cached(
        "SELECT json_each.key, texts.packed, texts.dictionary, corrections.value
         FROM json_each(?1)
         CROSS JOIN stories ON stories.id = json_each.value
         LEFT JOIN texts ON texts.clipping = stories.clipping
         LEFT JOIN corrections ON corrections.story = stories.id AND corrections.part = 'body'",
    )?;
    let mut found = statement.query([ids])?;
    while let Some(text) = found.next()? {
        let corrected: Option<String> = text.get(3)?;
        let body: Option<Vec<Block>> = match corrected {
            Some(corrected) => serde_json::from_str(&corrected).ok(),
            None => match text.get_ref(1)?.as_blob_or_null().ok().flatten() {
                Some(packed) => texts::body_in(look, packed, text.get(2)?),
                None => None,
            },
        };
        if let Some(body) = body
            && let Some(row) = rows.get_mut(text.get::<_, usize>(0)?)
        {
            row.snippet = snippet(&plain_text(&body), row.language.as_deref(), &wanted);
        }
    }
    Ok(())
}

//! Where the words that were searched for stand in the stories of a list.

use rusqlite::Connection;

use crate::clipping::markdown::plain_text;
use crate::library::facts;
use crate::search::{Asked, Wanted, snippet};
use crate::shelf::Row;

/// Adds to each row the place in its text where the words stand. A row whose text cannot be read, or
/// holds none of them (they may stand in its headline), stays without.
pub(in crate::library) fn add(look: &Connection, rows: &mut [Row], asked: &Asked) {
    let wanted = Wanted::of(asked);
    if wanted.is_empty() {
        return;
    }
    for row in rows {
        let Ok(body) = facts::body_of(look, row.id.0) else {
            continue;
        };
        row.snippet = snippet(&plain_text(&body), row.language.as_deref(), &wanted);
    }
}

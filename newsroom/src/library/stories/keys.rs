//! What a story is known by.

use rusqlite::{Connection, OptionalExtension};

use crate::clipping::markdown::plain_text;
use crate::page::sha256;
use crate::{Address, Clipping, Page, Result};

/// What a page's story is known by: its addresses; without one, the hash of its text.
pub(super) fn keys_of(page: &Page, clipping: &Clipping) -> Vec<String> {
    let address = clipping.address.as_ref().or(page.address.as_ref());
    if let (Some(fragment), Some(address)) = (&clipping.fragment, address) {
        // A part of a page is a story of its own, and not the page's.
        return vec![key_of_entry(address, fragment)];
    }
    let mut keys: Vec<_> = clipping
        .address
        .iter()
        .chain(&page.address)
        .map(|address| address.key())
        .collect();
    if keys.is_empty() {
        let headline = clipping
            .headline
            .as_ref()
            .map_or("", |headline| headline.value.as_str());
        let text = format!("{headline} {}", plain_text(&clipping.body));
        let mut normal = text
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase();
        if normal.is_empty() {
            // A page of which nothing was understood is known by its bytes.
            normal = sha256(&page.bytes);
        }
        keys.push(format!("text:{}", sha256(normal.as_bytes())));
    }
    keys.dedup();
    keys
}

/// What an entry of a page is known by.
pub(super) fn key_of_entry(page: &Address, fragment: &str) -> String {
    format!("{}#{fragment}", page.key())
}

/// The story that a key belongs to.
pub(super) fn story_of_key(conn: &Connection, key: &str) -> Result<Option<i64>> {
    let mut statement = conn.prepare_cached("SELECT story FROM keys WHERE key = ?1")?;
    Ok(statement.query_row([key], |row| row.get(0)).optional()?)
}

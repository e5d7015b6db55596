//! What a broken file still holds: our own look at every page of it.
//!
//! SQLite gives up on a file as a whole, and its shell's `.recover` failed in our experiments. Here every
//! page is looked at by itself. Whatever is still a row is brought into a new library. The broken file
//! is only read.

mod cells;
mod gaps;
mod insert;
mod layout;
mod orphans;
mod pages;
mod rows;
mod scan;
mod trees;
mod wal;
mod witness;

#[cfg(test)]
mod damage;
#[cfg(test)]
mod holding;

use std::io;
use std::ops::ControlFlow;
use std::path::Path;

use rusqlite::Connection;

use crate::{Error, Result};

pub(super) use pages::beside;
pub(super) use scan::Tally;

/// What came of a rescue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Rescued {
    /// What was found in the file.
    pub(super) tally: Tally,
    /// How many rows the new library has from it.
    pub(super) kept: u64,
    /// How many were older copies of a row that was kept.
    pub(super) older: u64,
    /// How many the layout refuses: two tags of one name, a value that it forbids.
    pub(super) refused: u64,
    /// How many were let go in the end, because what they belong to was not found.
    pub(super) forlorn: u64,
    /// How many were kept, and no longer point to what was not found.
    pub(super) unbound: u64,
}

/// How many migrations a broken file has had, if it still says so. A file of an earlier layout is rescued
/// into an empty library of that layout, which is then opened as any earlier one.
///
/// # Errors
/// If the file cannot be opened at all.
pub(super) fn layout_of(from: &Path) -> Result<Option<u32>> {
    let pages = pages::Pages::open(from).map_err(|error| unread(from, &error))?;
    Ok(pages.layout())
}

/// Brings what a broken file still holds into an empty library of its layout.
///
/// The tables in `derived` are left for the caller to work out anew, and so is all that triggers keep: they
/// are silent meanwhile. Where the layout itself puts a row into a fresh library, that row stays. `adopt` is called when all rows are in and nothing is enforced yet: it may
/// make what others point to and what was not found. After that, what still points nowhere lets go of it,
/// or is let go. `look` is told the rows kept so far, now and then, and may stop it all.
///
/// # Errors
/// If the broken file cannot be opened, the new library cannot be written, or `look` stops it; the new
/// library is then to be thrown away. The broken file is left as it is.
pub(super) fn rescue(
    from: &Path,
    into: &mut Connection,
    derived: &[&str],
    adopt: impl FnOnce(&Connection) -> Result<()>,
    look: impl FnMut(u64) -> ControlFlow<()>,
) -> Result<Rescued> {
    let layout = layout::Layout::of(into)?;
    let scan = scan::Scan::of(from, &layout).map_err(|error| unread(from, &error))?;
    let order = insert::order(into, &layout, derived)?;
    into.pragma_update(None, "foreign_keys", false)?;
    let triggers = insert::quiet(into)?;
    let mut rescued = insert::rows(scan, into, &layout, &order, look)?;
    adopt(into)?;
    insert::mend(into, &layout, &mut rescued)?;
    insert::wake(into, &triggers)?;
    into.pragma_update(None, "foreign_keys", true)?;
    Ok(rescued)
}

fn unread(from: &Path, error: &io::Error) -> Error {
    Error::File {
        path: from.to_owned(),
        why: format!("could not be read, so nothing was rescued from it: {error}"),
    }
}

//! The press for PDF, and the pages of an edition as they will look.
//!
//! It prints the same lines as every other press, set by Typst. The words never become part of Typst's
//! source: they are handed to a fixed template as data, so that no headline can be read as an instruction.
//! It is a crate of its own because the typesetter takes long to build, and the engine need not wait for it.

mod blocks;
mod copy;
mod desk;
mod pages;
mod plates;
mod setting;
mod words;

use newsroom::edition::{Edition, Format, Print, Watch};
use newsroom::{Error, Result};

pub use pages::{Page, Pages};

/// Prints an edition in any format: PDF is made here, everything else by the engine.
///
/// # Errors
/// Refuses an edition without a story; says so if the watch stopped it, or if it took too long.
pub fn print(edition: &Edition, format: Format, watch: &mut Watch<'_>) -> Result<Print> {
    if format != Format::Pdf {
        return edition.print(format, watch);
    }
    Ok(Print {
        bytes: setting::set(edition, watch, desk::pdf)?,
        beside: Vec::new(),
    })
}

/// Lays an edition out as its PDF will look. Its pages are drawn when they are asked for.
///
/// # Errors
/// As [`print()`].
pub fn pages(edition: &Edition, watch: &mut Watch<'_>) -> Result<Pages> {
    setting::set(edition, watch, |_, document| Ok(document)).map(Pages::of)
}

fn cancelled() -> Error {
    Error::Refused("printing was cancelled; nothing was written".to_owned())
}

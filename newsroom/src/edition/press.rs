//! The presses: each prints the lines of a sheet in one format, and decides nothing else.

mod archive;
mod docx;
mod epub;
pub(super) mod html;
mod language;
mod links;
mod markdown;
mod markup;
mod plates;

use std::ops::ControlFlow;

use super::{Edition, Format, Print};
use crate::{Error, Result};

/// Told how many stories are printed, and of how many; says whether to go on.
pub type Watch<'w> = dyn FnMut(u64, u64) -> ControlFlow<()> + 'w;

impl Edition {
    /// Prints the edition. A pure function of it: the same edition gives the same bytes.
    ///
    /// # Errors
    /// Refuses an edition without a story: there is nothing to print; and says so if the watch stopped it.
    pub fn print(&self, format: Format, watch: &mut Watch<'_>) -> Result<Print> {
        let sheet = self.sheet()?;
        match format {
            Format::Md => markdown::print(&sheet, watch),
            Format::Html => Ok(html::print(&sheet, watch)?.into()),
            Format::Epub => Ok(epub::print(&sheet, watch)?.into()),
            Format::Docx => Ok(docx::print(&sheet, watch)?.into()),
            // Its typesetter is heavy to build; a crate of its own keeps the engine from waiting for it.
            Format::Pdf => Err(Error::Refused(
                "PDF is printed by `press_pdf`, not by the engine alone; nothing was written"
                    .to_owned(),
            )),
        }
    }

    /// Prints the edition as one text with nothing beside it: what would lie there is a link.
    ///
    /// # Errors
    /// As [`Edition::print`].
    pub fn print_alone(&self, format: Format, watch: &mut Watch<'_>) -> Result<Vec<u8>> {
        match format {
            Format::Md => Ok(markdown::print_alone(&self.sheet()?, watch)?.into_bytes()),
            _ => Ok(self.print(format, watch)?.bytes),
        }
    }
}

/// Counts the stories that a press printed, and stops it if that is wanted.
struct Counter<'w, 'h> {
    done: u64,
    of: u64,
    watch: &'w mut Watch<'h>,
}

impl<'w, 'h> Counter<'w, 'h> {
    fn of(edition: &Edition, watch: &'w mut Watch<'h>) -> Counter<'w, 'h> {
        Counter {
            done: 0,
            of: edition.pieces().count() as u64,
            watch,
        }
    }

    fn printed_one(&mut self) -> Result<()> {
        self.done += 1;
        match (self.watch)(self.done, self.of) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Error::Refused(
                "printing was cancelled; nothing was written".to_owned(),
            )),
        }
    }
}

/// Words on one line, or what stands there if nothing of them can be seen: a heading is never empty.
fn label(words: &str, otherwise: &str) -> String {
    let seen: String = (words.chars())
        .filter(|c| !c.is_control() || c.is_whitespace())
        .collect();
    let words: Vec<_> = seen.split_whitespace().collect();
    match &*words.join(" ") {
        "" => otherwise.to_owned(),
        words => words.to_owned(),
    }
}

//! The presses: each prints the lines of a sheet in one format, and decides nothing else.

mod archive;
mod bibtex;
mod citation;
mod csl;
mod csv;
mod docx;
mod epub;
mod feed;
pub(super) mod html;
mod json;
mod language;
mod links;
pub(super) mod mail;
mod markdown;
mod markup;
mod notes;
mod opml;
mod plain;
mod plates;
mod ris;

use std::collections::HashMap;
use std::ops::ControlFlow;

use chrono::{DateTime, FixedOffset};

use super::sheet::Line;
use super::{Edition, Entry, Format, Piece, Print, SheetPart, id_of};
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
            Format::Notes => notes::print(&sheet, watch),
            Format::Html => Ok(html::print(&sheet, watch)?.into()),
            Format::Epub => Ok(epub::print(&sheet, watch)?.into()),
            Format::Docx => Ok(docx::print(&sheet, watch)?.into()),
            // Its typesetter is heavy to build; a crate of its own keeps the engine from waiting for it.
            Format::Pdf => Err(Error::Refused(
                "PDF is printed by `press_pdf`, not by the engine alone; nothing was written"
                    .to_owned(),
            )),
            Format::Eml => Ok(mail::file(self, watch)?.into()),
            Format::Rss => Ok(feed::rss::print(&sheet, watch)?.into()),
            Format::Atom => Ok(feed::atom::print(&sheet, watch)?.into()),
            Format::JsonFeed => Ok(feed::json_feed::print(&sheet, watch)?.into()),
            Format::Opml => Ok(opml::print(&sheet, watch)?.into()),
            Format::Csv => Ok(csv::print(&sheet, watch)?.into()),
            Format::Json => Ok(json::print(&sheet, watch)?.into()),
            Format::Jsonl => Ok(json::print_lines(&sheet, watch)?.into()),
            Format::Bibtex => Ok(bibtex::print(&sheet, watch)?.into()),
            Format::Ris => Ok(ris::print(&sheet, watch)?.into()),
            Format::CslJson => Ok(csl::print(&sheet, watch)?.into()),
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

/// A moment as mails and feeds write it: `Sun, 22 Nov 2026 13:50:00 +0000`.
fn rfc_822(moment: DateTime<FixedOffset>) -> String {
    moment.format("%a, %d %b %Y %H:%M:%S %z").to_string()
}

/// The stories of a part, with what each is called within a file, and its lines.
fn pieces_of<'s, 'e>(
    part: &'s SheetPart<'e>,
) -> impl Iterator<Item = (&'e Piece, &'s str, &'s [Line<'e>])> {
    part.entries.iter().filter_map(|entry| match entry {
        Entry::Piece {
            piece,
            anchor,
            lines,
        } => Some((*piece, &**anchor, &**lines)),
        Entry::Own(_) | Entry::Picture(_) => None,
    })
}

/// Names what an edition holds, so that the same is called the same whenever it is printed, and wherever in
/// the edition it stands by then.
struct Ids<'e> {
    edition: &'e str,
    given: HashMap<String, u32>,
}

impl<'e> Ids<'e> {
    fn of(edition: &'e Edition) -> Ids<'e> {
        Ids {
            edition: &edition.id,
            given: HashMap::new(),
        }
    }

    /// The name of a story, as a URN.
    fn piece(&mut self, piece: &Piece) -> String {
        self.own(&format!("story {}", piece.story.0))
    }

    /// The name of something else, by what it says. Who says the same twice has two names.
    fn own(&mut self, words: &str) -> String {
        let id = id_of(&[self.edition, words]);
        let times = self.given.entry(id.clone()).or_default();
        *times += 1;
        match times {
            1 => format!("urn:uuid:{id}"),
            times => format!("urn:uuid:{}", id_of(&[&id, &times.to_string()])),
        }
    }
}

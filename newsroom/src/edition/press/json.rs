//! The JSON press: the whole edition for programs, and its stories one a line. The form is our own, and
//! written down in `docs/formats/edition.md`.

mod form;

use serde::Serialize;

use super::{Counter, Ids, Watch, pieces_of};
use crate::edition::{Entry, Sheet};
use crate::{Error, Result};
use form::{Head, Line, Part, Picture, Story, Thing};

/// Grows when a program that reads this version would misread or lose something.
const VERSION: u32 = 1;

/// An edition as JSON.
#[derive(Serialize)]
struct Document {
    format: &'static str,
    version: u32,
    #[serde(flatten)]
    head: Head,
    opening: Vec<Line>,
    parts: Vec<Part>,
    closing: Vec<Line>,
}

/// A story on a line of its own.
#[derive(Serialize)]
struct Alone<'h> {
    format: &'static str,
    version: u32,
    edition: &'h Head,
    part: Option<String>,
    #[serde(flatten)]
    story: Story,
}

pub(super) fn print(sheet: &Sheet<'_>, watch: &mut Watch<'_>) -> Result<Vec<u8>> {
    let mut counter = Counter::of(sheet.edition, watch);
    let mut ids = Ids::of(sheet.edition);
    let mut parts = Vec::new();
    for part in &sheet.parts {
        let mut entries = Vec::new();
        for entry in &part.entries {
            entries.push(match entry {
                Entry::Piece {
                    piece,
                    anchor,
                    lines,
                } => {
                    counter.printed_one()?;
                    Thing::Story(Box::new(Story::of(ids.piece(piece), piece, anchor, lines)))
                }
                Entry::Own(line) => Thing::Line(Line::of(line)),
                Entry::Picture(own) => Thing::Picture(Picture::own(own)),
            });
        }
        parts.push(Part::of(part, entries));
    }
    let document = Document {
        format: "clipdesk edition",
        version: VERSION,
        head: Head::of(sheet.edition),
        opening: sheet.opening.iter().map(Line::of).collect(),
        parts,
        closing: sheet.closing.iter().map(Line::of).collect(),
    };
    let mut out = serde_json::to_vec_pretty(&document).map_err(unwritten)?;
    out.push(b'\n');
    Ok(out)
}

pub(super) fn print_lines(sheet: &Sheet<'_>, watch: &mut Watch<'_>) -> Result<Vec<u8>> {
    let mut counter = Counter::of(sheet.edition, watch);
    let mut ids = Ids::of(sheet.edition);
    let head = Head::of(sheet.edition);
    let mut out = Vec::new();
    for part in &sheet.parts {
        for (piece, anchor, lines) in pieces_of(part) {
            let alone = Alone {
                format: "clipdesk story",
                version: VERSION,
                edition: &head,
                part: part.heading.as_deref().map(super::plain::one_line),
                story: Story::of(ids.piece(piece), piece, anchor, lines),
            };
            serde_json::to_writer(&mut out, &alone).map_err(unwritten)?;
            out.push(b'\n');
            counter.printed_one()?;
        }
    }
    Ok(out)
}

fn unwritten(error: serde_json::Error) -> Error {
    Error::Refused(format!("the edition cannot be written as JSON: {error}"))
}

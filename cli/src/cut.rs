//! `desk cut`: pages cut and not kept, for scripts and benchmarks.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use newsroom::clipping::markdown::plain_text;
use newsroom::clipping::{Clipping, Part};
use newsroom::{Error, Page, Result, clip, edition, page};
use serde_json::{Value, json};

use crate::{Failure, each};

/// Cuts files, one JSON object a line. A file that cannot be read is complained of and left out.
pub(crate) fn cut(
    files: &[PathBuf],
    json: bool,
    now: DateTime<Utc>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    each(files, json, |file| {
        let clipping = clip(&read(file, now)?);
        Ok(writeln!(out, "{}", cut_one(file, &clipping))?)
    })
}

fn read(file: &Path, now: DateTime<Utc>) -> Result<Page> {
    if file != Path::new("-") {
        return page::read_file(file, now);
    }
    match String::from_utf8(piped()?) {
        Ok(text) => page::pasted(&text, now),
        Err(error) => page::dropped(PIPED, error.into_bytes(), now),
    }
}

/// What a page that is piped in is called.
pub(crate) const PIPED: &str = "what is piped in";

/// The bytes that are piped in, and one more than may be, to know that there is more.
pub(crate) fn piped() -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = page::LARGEST as u64 + 1;
    let unread = |error| Error::Refused(format!("{PIPED} could not be read: {error}"));
    io::stdin()
        .lock()
        .take(most)
        .read_to_end(&mut bytes)
        .map_err(unread)?;
    Ok(bytes)
}

fn cut_one(file: &Path, clipping: &Clipping) -> Value {
    fn value<T>(part: &Option<Part<T>>) -> Option<&T> {
        part.as_ref().map(|part| &part.value)
    }
    json!({
        "file": file,
        "headline": value(&clipping.headline),
        "standfirst": value(&clipping.standfirst),
        "byline": value(&clipping.byline).cloned().unwrap_or_default(),
        "outlet": value(&clipping.outlet),
        "agency": value(&clipping.agency),
        "author_note": value(&clipping.author_note),
        "published": value(&clipping.published),
        "language": value(&clipping.language),
        "kicker": value(&clipping.kicker),
        "dateline": value(&clipping.dateline),
        "lead_image": value(&clipping.lead_image).map(|image| &image.address),
        "body_text": plain_text(&clipping.body),
        "body_html": edition::html_of(&clipping.body),
        "pages": clipping.pages,
        "leads": clipping.leads,
        "omissions": clipping.omissions,
    })
}

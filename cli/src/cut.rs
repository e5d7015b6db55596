//! `desk cut`: pages cut and not kept, for scripts and benchmarks.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use newsroom::clipping::answer::answer;
use newsroom::clipping::markdown::plain_text;
use newsroom::clipping::{Clipping, Entry, Evidence, Part};
use newsroom::{Error, Page, Result, clip, edition, page};
use serde_json::{Value, json};

use crate::arguments::Cut;
use crate::pack::{self, Packed};
use crate::{Failure, each, side};

/// Cuts files and packs, one JSON object a line, in the order given. A page that cannot be read is
/// complained of and left out.
pub(crate) fn cut(
    wanted: &Cut,
    json: bool,
    now: DateTime<Utc>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let line = match wanted.predictions {
        true => prediction,
        false => all_parts,
    };
    let files = wanted.files.iter().cloned().map(Source::File).map(Ok);
    let packs = wanted.packs.iter().flat_map(|folder| pack::pages(folder));
    let sources = files.chain(packs.map(|packed| packed.map(Source::Pack)));
    let cut_one = |source: Result<Source>| {
        let source = source?;
        let clipping = clip(&source.read(now)?);
        Ok(line(&source, &clipping).to_string())
    };
    side::by_side(wanted.jobs, sources, cut_one, |lines| {
        each(lines, json, |line: Result<String>| {
            Ok(writeln!(out, "{}", line?)?)
        })
    })
}

/// Where a page to be cut lies.
enum Source {
    /// In a file that was named.
    File(PathBuf),
    /// In a pack.
    Pack(Packed),
}

impl Source {
    fn read(&self, now: DateTime<Utc>) -> Result<Page> {
        match self {
            Source::File(file) => read(file, now),
            Source::Pack(packed) => packed.read(now),
        }
    }

    fn file(&self) -> &Path {
        match self {
            Source::File(file) => file,
            Source::Pack(packed) => &packed.file,
        }
    }

    /// What a scorer knows the page by.
    fn id(&self) -> String {
        match self {
            Source::File(file) => file
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            Source::Pack(packed) => packed.id.clone(),
        }
    }
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

fn value<T>(part: &Option<Part<T>>) -> Option<&T> {
    part.as_ref().map(|part| &part.value)
}

fn all_parts(source: &Source, clipping: &Clipping) -> Value {
    json!({
        "file": source.file(),
        "kind": clipping.kind,
        "kind_evidence": clipping.kind_evidence,
        "headline": value(&clipping.headline),
        "standfirst": value(&clipping.standfirst),
        "byline": value(&clipping.byline).cloned().unwrap_or_default(),
        "credited": value(&clipping.credited).cloned().unwrap_or_default(),
        "outlet": value(&clipping.outlet),
        "agency": value(&clipping.agency),
        "author_note": value(&clipping.author_note),
        "published": value(&clipping.published),
        "modified": value(&clipping.modified),
        "language": value(&clipping.language),
        "kicker": value(&clipping.kicker),
        "dateline": value(&clipping.dateline),
        "lead_image": value(&clipping.lead_image).map(|image| &image.address),
        "lead_image_alt": value(&clipping.lead_image).and_then(|image| image.alt.as_ref()),
        "lead_image_caption": value(&clipping.lead_image).and_then(|image| image.caption.as_ref()),
        "lead_image_credit": value(&clipping.lead_image).and_then(|image| image.credit.as_ref()),
        "rights": value(&clipping.rights),
        "keywords": value(&clipping.keywords).cloned().unwrap_or_default(),
        "paywalled": value(&clipping.paywalled),
        "evidence": evidence(clipping),
        "body_text": plain_text(&clipping.body),
        "body_html": edition::html_of(&clipping.body),
        "entries": clipping.entries.iter().map(entry).collect::<Vec<_>>(),
        "pages": clipping.pages,
        "leads": clipping.leads,
        "omissions": clipping.omissions,
    })
}

/// Where on the page each part was found; what was not found is left out.
fn evidence(clipping: &Clipping) -> Value {
    fn found<T>(part: &Option<Part<T>>) -> Option<Evidence> {
        part.as_ref().map(|part| part.evidence)
    }
    let parts = [
        ("headline", found(&clipping.headline)),
        ("standfirst", found(&clipping.standfirst)),
        ("byline", found(&clipping.byline)),
        ("credited", found(&clipping.credited)),
        ("outlet", found(&clipping.outlet)),
        ("agency", found(&clipping.agency)),
        ("author_note", found(&clipping.author_note)),
        ("published", found(&clipping.published)),
        ("modified", found(&clipping.modified)),
        ("language", found(&clipping.language)),
        ("kicker", found(&clipping.kicker)),
        ("dateline", found(&clipping.dateline)),
        ("lead_image", found(&clipping.lead_image)),
        ("rights", found(&clipping.rights)),
        ("keywords", found(&clipping.keywords)),
        ("paywalled", found(&clipping.paywalled)),
    ];
    let found = parts
        .into_iter()
        .filter_map(|(part, evidence)| Some((part.to_owned(), json!(evidence?))));
    Value::Object(found.collect())
}

/// The parts under the names that scorers of extractors use, and what the scorer knows the page by.
fn prediction(source: &Source, clipping: &Clipping) -> Value {
    let mut line = json!(answer(clipping));
    line["id"] = source.id().into();
    line
}

/// An entry of a live blog; `desk clip --entry N` counts them from 1.
fn entry(entry: &Entry) -> Value {
    json!({
        "heading": entry.heading,
        "published": entry.published,
        "byline": entry.byline,
        "anchor": entry.anchor,
        "body_text": plain_text(&entry.body),
    })
}

//! The CSV press, after RFC 4180: one row a story, for spreadsheets. What stands between stories has no
//! column, and no row; a text has none either.

use csv::{Terminator, WriterBuilder};

use super::plain::{self, clean, one_line};
use super::{Counter, Watch, pieces_of};
use crate::edition::{Line, Piece, Role, Sheet, Told};
use crate::story::Standing;
use crate::{Error, Result};

/// The columns, which programs know by these names: a column may be added at the end, and none taken away.
const COLUMNS: [&str; 20] = [
    "part",
    "form",
    "headline",
    "outlet",
    "agency",
    "byline",
    "published",
    "url",
    "language",
    "tags",
    "standfirst",
    "comment",
    "quotes",
    "highlights",
    "claim",
    "licence",
    "credit",
    "sha256",
    "translations",
    "altered",
];

pub(super) fn print(sheet: &Sheet<'_>, watch: &mut Watch<'_>) -> Result<Vec<u8>> {
    let mut out = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    // It writes to memory: only what has another number of columns is refused.
    let unwritten = |error: csv::Error| Error::Refused(format!("a row was not written: {error}"));
    out.write_record(COLUMNS).map_err(unwritten)?;
    let mut counter = Counter::of(sheet.edition, watch);
    for part in &sheet.parts {
        for (piece, _, lines) in pieces_of(part) {
            let heading = part.heading.as_deref().unwrap_or_default();
            let row = row(heading, piece, lines);
            out.write_record(row.iter().map(|text| cell(text)))
                .map_err(unwritten)?;
            counter.printed_one()?;
        }
    }
    out.into_inner()
        .map_err(|error| Error::Refused(format!("the table was not written: {error}")))
}

fn row(heading: &str, piece: &Piece, lines: &[Line<'_>]) -> [String; COLUMNS.len()] {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let rights = &piece.rights;
    let translated = piece.translated.iter();
    let translated = translated.map(|(language, ours)| format!("{language}: {}", one_line(ours)));
    let url = piece.address.as_ref().map(ToString::to_string);
    let published = piece.published.as_ref().map(|told| told.value.to_string());
    [
        one_line(heading),
        piece.form.as_str().to_owned(),
        one_line(&piece.headline.value),
        piece.published_by().unwrap_or_default(),
        piece.wired_by().unwrap_or_default(),
        piece.byline.join("; "),
        published.unwrap_or_default(),
        url.unwrap_or_default(),
        text(&piece.language),
        piece.tags.join("; "),
        piece
            .standfirst
            .as_ref()
            .map_or_else(String::new, |told| one_line(&told.value)),
        plain::blocks(&piece.comment),
        quotes(piece, lines),
        highlights(lines),
        piece.judged().unwrap_or_default(),
        text(&rights.licence),
        text(&rights.credit),
        piece
            .snapshot
            .as_ref()
            .map_or_else(String::new, |kept| kept.sha256.clone()),
        translated.collect::<Vec<_>>().join("\n"),
        altered(piece),
    ]
}

/// What was said, by whom, when and where, a quote a line. What is unknown is said to be.
fn quotes(piece: &Piece, lines: &[Line<'_>]) -> String {
    let date = piece
        .published
        .as_ref()
        .map(|told| told.value.day().to_string());
    let date = date.as_deref().unwrap_or("date unknown");
    let url = piece.address.as_ref().map(|address| address.as_str());
    let url = url.unwrap_or("address unknown");
    let said = plain::quotes(piece, lines).into_iter().map(|said| {
        let speaker = said.speaker.map(one_line);
        let speaker = speaker.as_deref().unwrap_or("speaker unknown");
        format!("“{}” — {speaker} — {date} — {url}", said.text)
    });
    said.collect::<Vec<_>>().join("\n")
}

/// The marked passages, a line each, and below one what the editor says of it.
fn highlights(lines: &[Line<'_>]) -> String {
    let set = lines.iter().filter_map(|line| match line.role {
        Role::Highlight => Some(one_line(&line.words())),
        Role::HighlightNote => Some(format!("→ {}", one_line(&plain::line(line)))),
        _ => None,
    });
    set.collect::<Vec<_>>().join("\n")
}

/// What the editor changed, for readers are told.
fn altered(piece: &Piece) -> String {
    fn corrected<T>(told: Option<&Told<T>>) -> bool {
        told.is_some_and(|told| told.standing == Standing::Corrected)
    }
    let body = Some(&piece.body).filter(|body| !body.value.is_empty());
    let all = [
        (corrected(Some(&piece.headline)), "headline"),
        (corrected(piece.published.as_ref()), "published"),
        (corrected(body), "text"),
    ];
    let altered = all.into_iter().filter(|(altered, _)| *altered);
    altered.map(|(_, what)| what).collect::<Vec<_>>().join("; ")
}

/// A cell that no spreadsheet takes for a formula.
fn cell(text: &str) -> String {
    let formula = |text: &str| text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let clean = clean(text);
    match formula(text) || formula(&clean) {
        true => format!("'{clean}"),
        false => clean,
    }
}

//! The CSL-JSON press: what citation processors and Zotero read. The schema allows no field but its own.

use chrono::Datelike as _;
use serde::Serialize;

use super::citation::{Citation, Citing, Name};
use super::{Counter, Watch};
use crate::edition::Sheet;
use crate::{Error, Result};

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Item {
    id: String,
    r#type: &'static str,
    title: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Author>,
    #[serde(skip_serializing_if = "Option::is_none")]
    container_title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Day>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    keyword: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#abstract: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Author {
    Person { family: String, given: String },
    Whole { literal: String },
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Day {
    date_parts: [[i32; 3]; 1],
}

pub(super) fn print(sheet: &Sheet<'_>, watch: &mut Watch<'_>) -> Result<Vec<u8>> {
    let mut counter = Counter::of(sheet.edition, watch);
    let mut citing = Citing::default();
    let mut items = Vec::new();
    for (piece, _, lines) in sheet.pieces() {
        items.push(item(citing.of(piece, lines)));
        counter.printed_one()?;
    }
    let mut out = serde_json::to_vec_pretty(&items).map_err(|error| {
        Error::Refused(format!("the citations cannot be written as JSON: {error}"))
    })?;
    out.push(b'\n');
    Ok(out)
}

fn item(of: Citation) -> Item {
    let author = |name| match name {
        Name::Person { family, given } => Author::Person { family, given },
        Name::Whole(literal) => Author::Whole { literal },
    };
    let issued = of.published.map(|published| {
        let day = published.day();
        Day {
            date_parts: [[day.year(), day.month() as i32, day.day() as i32]],
        }
    });
    let joined = |words: &[String], by: &str| (!words.is_empty()).then(|| words.join(by));
    Item {
        r#type: match of.outlet {
            Some(_) => "article-newspaper",
            None => "webpage",
        },
        keyword: joined(&of.tags, ", "),
        note: joined(&of.notes, "\n"),
        id: of.key,
        title: of.title,
        author: of.authors.into_iter().map(author).collect(),
        container_title: of.outlet,
        issued,
        url: of.url,
        language: of.language,
        r#abstract: of.standfirst,
    }
}

//! The JSON Feed press, after version 1.1.

use serde::Serialize;

use super::Feed;
use crate::clipping::Published;
use crate::edition::Sheet;
use crate::edition::press::Watch;
use crate::{Error, Result};

#[derive(Serialize)]
struct Document {
    version: &'static str,
    title: String,
    description: String,
    language: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author>,
    items: Vec<Item>,
}

#[derive(Serialize)]
struct Item {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    title: String,
    content_html: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
}

#[derive(Serialize)]
struct Author {
    name: String,
}

pub(in crate::edition::press) fn print(
    sheet: &Sheet<'_>,
    watch: &mut Watch<'_>,
) -> Result<Vec<u8>> {
    let feed = Feed::of(sheet, watch)?;
    let author = |name| Author { name };
    let document = Document {
        version: "https://jsonfeed.org/version/1.1",
        title: feed.title,
        description: feed.about,
        language: super::one_line(&sheet.edition.language),
        authors: feed.editor.map(author).into_iter().collect(),
        items: feed.items.into_iter().map(item).collect(),
    };
    let mut out = serde_json::to_vec_pretty(&document)
        .map_err(|error| Error::Refused(format!("the feed cannot be written as JSON: {error}")))?;
    out.push(b'\n');
    Ok(out)
}

fn item(of: super::Item) -> Item {
    Item {
        id: of.id,
        url: of.url,
        title: of.title,
        content_html: of.html,
        summary: of.summary,
        // A day has no time, and a time is wanted.
        date_published: match of.published {
            Some(Published::Moment(moment)) => Some(moment.to_rfc3339()),
            Some(Published::Day(_)) | None => None,
        },
        authors: of.authors.into_iter().map(|name| Author { name }).collect(),
        tags: of.categories,
        language: of.language,
    }
}

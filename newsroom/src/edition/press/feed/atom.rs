//! The Atom press, after RFC 4287.

use atom_syndication::{Category, Content, Entry, Feed, Generator, Link, Person, Text};
use chrono::{DateTime, FixedOffset};

use crate::clipping::Published;
use crate::edition::Sheet;
use crate::edition::press::Watch;
use crate::{Error, Result};

pub(in crate::edition::press) fn print(
    sheet: &Sheet<'_>,
    watch: &mut Watch<'_>,
) -> Result<Vec<u8>> {
    let feed = super::Feed::of(sheet, watch)?;
    let set_at = sheet.edition.set_at.fixed_offset();
    let entries = feed.items.into_iter().map(|item| entry(item, set_at));
    let feed = Feed {
        // Whoever sets an edition that nobody signs is known by its title.
        authors: vec![person(feed.editor.unwrap_or_else(|| feed.title.clone()))],
        title: Text::plain(feed.title),
        id: feed.id,
        updated: set_at,
        generator: Some(Generator {
            value: "Clipdesk".to_owned(),
            ..Generator::default()
        }),
        subtitle: Some(Text::plain(feed.about)),
        lang: Some(super::one_line(&sheet.edition.language)),
        entries: entries.collect(),
        ..Feed::default()
    };
    let mut out = feed
        .write_to(Vec::new())
        .map_err(|error| Error::Refused(format!("the feed cannot be written: {error}")))?;
    out.push(b'\n');
    Ok(out)
}

fn entry(of: super::Item, set_at: DateTime<FixedOffset>) -> Entry {
    let category = |term: String| Category {
        term,
        ..Category::default()
    };
    let link = |href| Link {
        href,
        rel: "alternate".to_owned(),
        hreflang: of.language.clone(),
        ..Link::default()
    };
    Entry {
        title: Text::plain(of.title),
        id: of.id,
        updated: set_at,
        authors: of.authors.into_iter().map(person).collect(),
        categories: of.categories.into_iter().map(category).collect(),
        links: of.url.map(link).into_iter().collect(),
        // RFC 4287 has no day without a time: one that is only known so stands in the text.
        published: match of.published {
            Some(Published::Moment(moment)) => Some(moment),
            Some(Published::Day(_)) | None => None,
        },
        summary: of.summary.map(Text::plain),
        content: Some(Content {
            value: Some(of.html),
            content_type: Some("html".to_owned()),
            lang: of.language,
            ..Content::default()
        }),
        ..Entry::default()
    }
}

fn person(name: String) -> Person {
    Person {
        name,
        ..Person::default()
    }
}

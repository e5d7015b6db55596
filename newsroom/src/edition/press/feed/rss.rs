//! The RSS press, after RSS 2.0 with the modules Content and Dublin Core.

use rss::extension::dublincore::DublinCoreExtension;
use rss::{Category, Channel, Guid, Item};

use super::Feed;
use crate::clipping::Published;
use crate::edition::Sheet;
use crate::edition::press::{Watch, rfc_822};
use crate::{Error, Result};

pub(in crate::edition::press) fn print(
    sheet: &Sheet<'_>,
    watch: &mut Watch<'_>,
) -> Result<Vec<u8>> {
    let feed = Feed::of(sheet, watch)?;
    let channel = Channel {
        title: feed.title,
        // It has no page of its own, and where the file will lie is not known.
        link: feed.id,
        description: feed.about,
        language: Some(super::one_line(&sheet.edition.language)),
        pub_date: Some(rfc_822(sheet.edition.set_at.fixed_offset())),
        generator: Some("Clipdesk".to_owned()),
        items: feed.items.into_iter().map(item).collect(),
        ..Channel::default()
    };
    let mut out = channel
        .write_to(Vec::new())
        .map_err(|error| Error::Refused(format!("the feed cannot be written: {error}")))?;
    out.push(b'\n');
    Ok(out)
}

fn item(of: super::Item) -> Item {
    let category = |name| Category { name, domain: None };
    let mut further = DublinCoreExtension {
        creators: of.authors,
        ..DublinCoreExtension::default()
    };
    let mut pub_date = None;
    match of.published {
        Some(Published::Moment(moment)) => pub_date = Some(rfc_822(moment)),
        // A moment would be more than is known.
        Some(Published::Day(day)) => further.dates.push(day.to_string()),
        None => {}
    }
    further.languages.extend(of.language);
    Item {
        title: Some(of.title),
        link: of.url,
        description: of.summary.map(|summary| super::text(&summary)),
        categories: of.categories.into_iter().map(category).collect(),
        guid: Some(Guid {
            value: of.id,
            permalink: false,
        }),
        pub_date,
        content: Some(of.html),
        dublin_core_ext: Some(further),
        ..Item::default()
    }
}

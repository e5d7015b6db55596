//! Feeds, read by a reader of XML and one of JSON that know nothing of those who wrote them.

use std::collections::BTreeSet;

use newsroom::edition::{Edition, Entry, Format};
use roxmltree::{Document, Node};
use serde_json::Value;

use crate::expected::{self, bare, printed};
use crate::{markup, stories};

/// An item as a format has it.
#[derive(Debug, PartialEq)]
struct Item {
    id: String,
    title: String,
    url: Option<String>,
    html: String,
}

fn child<'a>(of: Node<'a, 'a>, name: &str) -> Option<Node<'a, 'a>> {
    of.children().find(|node| node.tag_name().name() == name)
}

/// What an element says, in however many pieces of text it stands.
fn text(of: Node<'_, '_>) -> String {
    of.children().filter_map(|node| node.text()).collect()
}

fn rss(xml: &str) -> Vec<Item> {
    let tree = Document::parse(xml).unwrap();
    let channel = child(tree.root_element(), "channel").unwrap();
    for name in ["title", "link", "description", "pubDate"] {
        assert!(child(channel, name).is_some(), "{name}");
    }
    let items = channel
        .children()
        .filter(|node| node.tag_name().name() == "item");
    items
        .map(|item| {
            let guid = child(item, "guid").unwrap();
            assert_eq!(guid.attribute("isPermaLink"), Some("false"));
            Item {
                id: text(guid),
                title: text(child(item, "title").unwrap()),
                url: child(item, "link").map(text),
                html: text(child(item, "encoded").unwrap()),
            }
        })
        .collect()
}

fn atom(xml: &str) -> Vec<Item> {
    let tree = Document::parse(xml).unwrap();
    let feed = tree.root_element();
    for name in ["title", "id", "updated", "author"] {
        assert!(child(feed, name).is_some(), "{name}");
    }
    let entries = feed
        .children()
        .filter(|node| node.tag_name().name() == "entry");
    entries
        .map(|entry| {
            let content = child(entry, "content").unwrap();
            assert_eq!(content.attribute("type"), Some("html"));
            assert!(child(entry, "updated").is_some());
            Item {
                id: text(child(entry, "id").unwrap()),
                title: text(child(entry, "title").unwrap()),
                url: child(entry, "link").and_then(|link| link.attribute("href").map(Into::into)),
                html: text(content),
            }
        })
        .collect()
}

fn json_feed(json: &str) -> Vec<Item> {
    let feed: Value = serde_json::from_str(json).unwrap();
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    let text = |value: &Value| value.as_str().map(ToOwned::to_owned);
    let items = feed["items"].as_array().unwrap().iter();
    items
        .map(|item| Item {
            id: text(&item["id"]).unwrap(),
            title: text(&item["title"]).unwrap(),
            url: text(&item["url"]),
            html: text(&item["content_html"]).unwrap(),
        })
        .collect()
}

fn hold(edition: &Edition, items: &[Item]) {
    let ids: BTreeSet<_> = items.iter().map(|item| &item.id).collect();
    assert_eq!(ids.len(), items.len(), "each has a name of its own");
    assert!(items.iter().all(|item| item.id.starts_with("urn:uuid:")));
    // The opening words are no item.
    let mut headless = edition.clone();
    headless.brief = String::new();
    let sheet = headless.sheet().unwrap();
    let read: Vec<_> = items.iter().map(|item| markup::read(&item.html)).collect();
    let links = items.iter().zip(&read);
    let links: Vec<_> = links
        .flat_map(|(item, read)| item.url.iter().chain(&read.links).cloned())
        .collect();
    assert_eq!(links, expected::of(&sheet, &[]).links);
    let mut rest = items.iter().zip(&read);
    for entry in sheet.parts.iter().flat_map(|part| &part.entries) {
        let Entry::Piece { piece, lines, .. } = entry else {
            continue;
        };
        let headline = match &*bare(&piece.headline.value) {
            "" => "Untitled".to_owned(),
            headline => headline.to_owned(),
        };
        let url = piece.address.as_ref().map(ToString::to_string);
        let (_, read) = rest
            .find(|(item, _)| bare(&item.title) == headline && item.url == url)
            .unwrap_or_else(|| panic!("{headline:?} is missing, or out of order"));
        let said = lines
            .iter()
            .skip(1)
            .flat_map(|line| line.words().split("\n\n").map(bare).collect::<Vec<_>>());
        markup::in_order(&read.words, said);
    }
    let all: String = read.iter().map(|read| &*read.words).collect();
    let own = sheet.parts.iter().flat_map(|part| &part.entries);
    let own = own.filter_map(|entry| match entry {
        Entry::Own(line) => Some(bare(line.words().split("\n\n").next().unwrap_or_default())),
        Entry::Picture(own) => own.caption.as_deref().map(bare),
        Entry::Piece { .. } => None,
    });
    markup::in_order(&all, own);
}

#[test]
fn feeds_hold_what_the_sheet_holds() {
    for (name, edition) in stories::editions() {
        let read = |format, name: &str| String::from_utf8(printed(&edition, format, name)).unwrap();
        let items = rss(&read(Format::Rss, name));
        hold(&edition, &items);
        assert_eq!(atom(&read(Format::Atom, name)), items, "{name}");
        let json = json_feed(&read(Format::JsonFeed, &format!("{name}-feed")));
        assert_eq!(json, items, "{name}");
    }
}

#[test]
fn items_keep_their_names_when_others_come_before_them() {
    let edition = crate::sample::small();
    let names = |edition: &Edition| -> BTreeSet<String> {
        let items = rss(&String::from_utf8(printed(edition, Format::Rss, "kept")).unwrap());
        items.into_iter().map(|item| item.id).collect()
    };
    let mut later = edition.clone();
    let mut first = crate::further::small().parts.remove(0);
    first.items.truncate(1);
    later.parts.insert(0, first);
    assert!(names(&later).is_superset(&names(&edition)));
}

#[test]
fn feeds_are_quick_and_stop() {
    stories::is_quick_and_stops(Format::Rss);
    stories::is_quick_and_stops(Format::Atom);
    stories::is_quick_and_stops(Format::JsonFeed);
}

//! The page, read as XML, which it is as well: what stands in it, in order, and that it asks for nothing.

use newsroom::edition::{Edition, Format};
use newsroom::picture::Media;
use roxmltree::Node;

use crate::expected::{self, Expected, bare, on_one_line, parse, printed};
use crate::sample;

/// Everything that is a picture to us lies in the file itself.
const SHOWN: &[Media] = Media::ALL;

fn walk(node: Node<'_, '_>, found: &mut Expected) {
    match node.tag_name().name() {
        "nav" => return,
        "" if node.is_text() => found.words.push_str(&bare(node.text().unwrap())),
        "a" => found.links.push(node.attribute("href").unwrap().to_owned()),
        "img" => {
            let source = node.attribute("src").unwrap();
            assert!(source.starts_with("data:image/"), "{source}");
            found.alts.push(on_one_line(node.attribute("alt").unwrap()));
        }
        name => assert!(
            !["script", "iframe", "style", "link"].contains(&name),
            "<{name}>"
        ),
    }
    node.children().for_each(|child| walk(child, found));
}

fn holds(edition: &Edition, name: &str) {
    assert!(expected::has_everything(edition));
    let text = String::from_utf8(printed(edition, Format::Html, name)).unwrap();
    let page = parse(&text);
    let mut found = Expected::default();
    let main = page
        .descendants()
        .find(|node| node.tag_name().name() == "main");
    walk(main.unwrap(), &mut found);
    let ids: Vec<_> = page
        .descendants()
        .filter_map(|node| node.attribute("id"))
        .collect();
    let leads = page
        .descendants()
        .filter_map(|node| node.attribute("href")?.strip_prefix('#'));
    for id in leads {
        assert_eq!(ids.iter().filter(|other| **other == id).count(), 1, "#{id}");
    }
    let sheet = edition.sheet().unwrap();
    found.is(&expected::of(&sheet, SHOWN), name);
}

#[test]
fn a_page_says_what_the_sheet_says() {
    holds(&sample::small(), "small");
}

#[test]
fn a_page_of_hostile_stories_says_what_they_say_and_does_nothing() {
    holds(&sample::hostile(300), "hostile-300");
}

//! Outlines, read by a reader of XML.

use newsroom::edition::{Format, Role};
use roxmltree::Document;

use crate::expected::{bare, printed};
use crate::{markup, stories};

#[test]
fn an_outline_holds_the_stories_as_links_and_what_is_said_of_them() {
    for (name, edition) in stories::editions() {
        let xml = String::from_utf8(printed(&edition, Format::Opml, name)).unwrap();
        let tree = Document::parse(&xml).unwrap();
        assert_eq!(tree.root_element().attribute("version"), Some("2.0"));
        let outlines: Vec<_> = tree
            .descendants()
            .filter(|node| node.has_tag_name("outline"))
            .collect();
        let linked: Vec<_> = outlines
            .iter()
            .filter(|node| node.attribute("type").is_some())
            .collect();
        let sheet = edition.sheet().unwrap();
        let with_address: Vec<_> = edition
            .pieces()
            .filter(|piece| piece.address.is_some())
            .collect();
        assert_eq!(linked.len(), with_address.len());
        for (outline, piece) in linked.iter().zip(with_address) {
            assert_eq!(outline.attribute("type"), Some("link"));
            assert_eq!(
                outline.attribute("url"),
                piece.address.as_ref().map(|address| address.as_str())
            );
            assert_eq!(
                bare(outline.attribute("text").unwrap()),
                bare(&piece.headline.value)
            );
        }
        let all: String = outlines
            .iter()
            .map(|node| bare(node.attribute("text").unwrap()))
            .collect();
        let said = sheet
            .pieces()
            .flat_map(|(_, _, lines)| lines)
            .filter(|line| {
                matches!(
                    line.role,
                    Role::Headline | Role::Quote | Role::Highlight | Role::Standfirst | Role::Claim
                )
            });
        markup::in_order(&all, said.map(|line| bare(&line.words())));
        let headings = sheet
            .parts
            .iter()
            .filter_map(|part| part.heading.as_deref());
        markup::in_order(&all, headings.map(bare));
    }
}

#[test]
fn an_outline_is_quick_and_stops() {
    stories::is_quick_and_stops(Format::Opml);
}

//! Books, read as a reader reads them: the archive, the package, then the pages in the order of its spine.

use std::io::Cursor;
use std::ops::ControlFlow;

use newsroom::edition::{Edition, Format};
use newsroom::picture::Media;
use roxmltree::{Document, Node};
use zip::{CompressionMethod, ZipArchive};

use crate::expected::{self, Expected, bare, on_one_line, parse, printed, text_of};
use crate::sample;

const SHOWN: &[Media] = &[Media::Jpeg, Media::Png, Media::Gif, Media::Webp];

fn named<'a>(tree: &'a Document<'_>, name: &'a str) -> impl Iterator<Item = Node<'a, 'a>> {
    tree.descendants()
        .filter(move |node| node.tag_name().name() == name)
}

/// Reads the pages in the order of the spine, contents left out, and looks at what a reader relies on.
fn read(bytes: Vec<u8>) -> Expected {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    {
        let first = zip.by_index(0).unwrap();
        assert_eq!(first.name().unwrap(), "mimetype");
        assert_eq!(first.compression(), CompressionMethod::Stored);
    }
    assert_eq!(text_of(&mut zip, "mimetype"), "application/epub+zip");
    let package = text_of(&mut zip, "EPUB/package.opf");
    let package = parse(&package);
    let mut items = std::collections::HashMap::new();
    for item in named(&package, "item") {
        let (id, href) = (
            item.attribute("id").unwrap(),
            item.attribute("href").unwrap(),
        );
        assert!(
            zip.by_name(&format!("EPUB/{href}")).is_ok(),
            "{href} is listed, and missing"
        );
        assert!(items.insert(id, href).is_none(), "{id} is there twice");
    }
    // Container, package and type are not listed.
    assert_eq!(zip.len(), items.len() + 3);
    let mut found = Expected::default();
    let mut targets = Vec::new();
    for place in named(&package, "itemref") {
        let href = items[place.attribute("idref").unwrap()];
        let page = text_of(&mut zip, &format!("EPUB/{href}"));
        let page = parse(&page);
        let ids = page.descendants().filter_map(|node| node.attribute("id"));
        targets.extend(ids.map(|id| format!("{href}#{id}")));
        if href == "nav.xhtml" {
            continue;
        }
        targets.push(href.to_owned());
        let body = named(&page, "body").next().unwrap();
        assert!(!bare(named(&page, "title").next().unwrap().text().unwrap()).is_empty());
        for node in body.descendants() {
            match node.tag_name().name() {
                "" if node.is_text() => found.words.push_str(&bare(node.text().unwrap())),
                "a" => found.links.push(node.attribute("href").unwrap().to_owned()),
                "img" => {
                    let source = node.attribute("src").unwrap();
                    assert!(
                        zip.by_name(&format!("EPUB/{source}")).is_ok(),
                        "{source} is missing"
                    );
                    found.alts.push(on_one_line(node.attribute("alt").unwrap()));
                }
                name => assert!(!["script", "iframe", "style"].contains(&name), "<{name}>"),
            }
        }
    }
    let contents = text_of(&mut zip, "EPUB/nav.xhtml");
    let contents = parse(&contents);
    for link in named(&contents, "a") {
        let href = link.attribute("href").unwrap();
        assert!(
            href == "nav.xhtml" || targets.iter().any(|target| target == href),
            "{href} leads nowhere"
        );
        assert!(
            !bare(
                &link
                    .descendants()
                    .filter_map(|node| node.text())
                    .collect::<String>()
            )
            .is_empty()
        );
    }
    found
}

fn holds(edition: &Edition, name: &str) {
    assert!(expected::has_everything(edition));
    let sheet = edition.sheet().unwrap();
    let expected = expected::of(&sheet, SHOWN);
    assert!(!expected.links.is_empty() && !expected.alts.is_empty());
    let found = read(printed(edition, Format::Epub, name));
    found.is(&expected, name);
}

#[test]
fn a_book_says_what_the_sheet_says() {
    holds(&sample::small(), "small");
}

#[test]
fn a_book_of_hostile_stories_says_what_they_say_and_does_nothing() {
    holds(&sample::hostile(300), "hostile-300");
}

#[test]
fn contents_and_covers_are_a_matter_of_the_template() {
    let mut edition = sample::small();
    edition.template.shape.contents = false;
    edition.template.shape.cover = false;
    edition.language = "ar".to_owned();
    edition.editor = None;
    read(printed(&edition, Format::Epub, "plain"));
}

#[test]
fn a_book_of_300_stories_can_be_stopped() {
    let edition = sample::hostile(300);
    let mut told = Vec::new();
    let stopped = edition.print(Format::Epub, &mut |done, of| {
        told.push((done, of));
        if done == 7 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    assert!(stopped.unwrap_err().to_string().contains("cancelled"));
    assert_eq!(told.last(), Some(&(7, 300)));
}

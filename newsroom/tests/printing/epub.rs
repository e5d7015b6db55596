//! Books, read as a reader reads them: the archive, the package, then the pages in the order of its spine.

use std::io::{Cursor, Read};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use newsroom::edition::{Edition, Format};
use newsroom::picture::Media;
use roxmltree::{Document, Node, ParsingOptions};
use zip::{CompressionMethod, ZipArchive};

use crate::expected::{self, Expected, bare, on_one_line, printed};
use crate::sample;

const SHOWN: &[Media] = &[Media::Jpeg, Media::Png, Media::Gif, Media::Webp];

type Zip = ZipArchive<Cursor<Vec<u8>>>;

fn text_of(zip: &mut Zip, name: &str) -> String {
    let mut text = String::new();
    let mut file = zip
        .by_name(name)
        .unwrap_or_else(|_| panic!("{name} is missing"));
    file.read_to_string(&mut text).unwrap();
    text
}

fn parse(text: &str) -> Document<'_> {
    let options = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).unwrap_or_else(|error| panic!("{error}: {text}"))
}

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

/// A link as it was typed: what no URL may hold as it is, books hold escaped.
fn typed(link: &str) -> String {
    let escaped = [
        "%7C|", "%5E^", "%7B{", "%7D}", "%5B[", "%5D]", "%5C\\", "%60`", "%25%",
    ];
    let plain = |link: String, pair: &&str| link.replace(&pair[..3], &pair[3..]);
    escaped.iter().fold(link.to_owned(), plain)
}

fn holds(edition: &Edition, name: &str) {
    assert!(expected::has_everything(edition));
    let sheet = edition.sheet().unwrap();
    let expected = expected::of(&sheet, SHOWN);
    assert!(!expected.links.is_empty() && !expected.alts.is_empty());
    let found = read(printed(edition, Format::Epub, name));
    let typed =
        |links: &[String]| -> Vec<String> { links.iter().map(|link| typed(link)).collect() };
    assert_eq!(typed(&found.links), typed(&expected.links), "{name}");
    assert_eq!(found.alts, expected.alts, "{name}");
    if found.words != expected.words {
        let at = found.words.char_indices().zip(expected.words.chars());
        let at = at
            .take_while(|((_, a), b)| a == b)
            .last()
            .map_or(0, |((at, _), _)| at);
        let from = |words: &str| words[at..].chars().take(200).collect::<String>();
        panic!(
            "{name}: {:?} instead of {:?}",
            from(&found.words),
            from(&expected.words)
        );
    }
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
fn a_book_of_300_stories_is_printed_at_once_and_can_be_stopped() {
    let edition = sample::hostile(300);
    let begun = Instant::now();
    edition
        .print(Format::Epub, &mut |_, _| ControlFlow::Continue(()))
        .unwrap();
    assert!(
        begun.elapsed() < Duration::from_secs(20),
        "{:?}",
        begun.elapsed()
    );
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

//! Documents, read as a reader reads them: paragraph by paragraph, each in its style.

use std::collections::{HashMap, HashSet};
use std::io::Cursor;
use std::ops::ControlFlow;

use newsroom::edition::{Edition, Format, Role};
use newsroom::picture::Media;
use roxmltree::{Document, Node};
use zip::ZipArchive;

use crate::expected::{self, Expected, bare, on_one_line, parse, printed, text_of};
use crate::sample;

const SHOWN: &[Media] = &[Media::Jpeg, Media::Png, Media::Gif];

/// What was read, and what stands in which style.
#[derive(Default)]
struct Read {
    found: Expected,
    paragraphs: Vec<(String, String)>,
}

fn value<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes()
        .find(|one| one.name() == name)
        .map(|one| one.value())
}

fn all<'a>(tree: &'a Document<'_>, name: &'a str, attribute: &'a str) -> Vec<&'a str> {
    let nodes = tree
        .descendants()
        .filter(|node| node.has_tag_name_local(name));
    nodes.filter_map(|node| value(node, attribute)).collect()
}

trait Local {
    fn has_tag_name_local(&self, name: &str) -> bool;
}

impl Local for Node<'_, '_> {
    fn has_tag_name_local(&self, name: &str) -> bool {
        self.tag_name().name() == name
    }
}

fn read(bytes: Vec<u8>) -> Read {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<_> = zip
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect();
    let xml = |name: &&String| name.ends_with(".xml") || name.ends_with(".rels");
    for name in names.iter().filter(xml) {
        parse(&text_of(&mut zip, name));
    }
    let styles = text_of(&mut zip, "word/styles.xml");
    let styles = parse(&styles);
    let styles: HashSet<_> = all(&styles, "style", "styleId").into_iter().collect();
    let lists = text_of(&mut zip, "word/numbering.xml");
    let lists = parse(&lists);
    let lists: HashSet<_> = all(&lists, "num", "numId").into_iter().collect();
    let relations = text_of(&mut zip, "word/_rels/document.xml.rels");
    let relations = parse(&relations);
    let relations: HashMap<_, _> = (relations.descendants())
        .filter_map(|node| Some((value(node, "Id")?, value(node, "Target")?)))
        .collect();
    let text = text_of(&mut zip, "word/document.xml");
    let text = parse(&text);
    for (kind, known) in [
        ("pStyle", &styles),
        ("rStyle", &styles),
        ("tblStyle", &styles),
        ("numId", &lists),
    ] {
        let unknown: Vec<_> = all(&text, kind, "val")
            .into_iter()
            .filter(|id| !known.contains(id))
            .collect();
        assert!(unknown.is_empty(), "{kind}: {unknown:?}");
    }
    for (kind, attribute) in [
        ("docPr", "id"),
        ("bookmarkStart", "id"),
        ("bookmarkStart", "name"),
    ] {
        let ids = all(&text, kind, attribute);
        assert_eq!(
            ids.iter().collect::<HashSet<_>>().len(),
            ids.len(),
            "{kind} {attribute}"
        );
    }
    let marks: HashSet<_> = all(&text, "bookmarkStart", "name").into_iter().collect();
    let mut read = Read::default();
    for paragraph in text
        .descendants()
        .filter(|node| node.has_tag_name_local("p"))
    {
        let style = paragraph
            .descendants()
            .find(|node| node.has_tag_name_local("pStyle"));
        let style = style
            .and_then(|style| value(style, "val"))
            .unwrap_or("Normal");
        let contents = style.starts_with("TOC");
        let mut words = String::new();
        for node in paragraph.descendants() {
            match node.tag_name().name() {
                "t" => words.push_str(&bare(node.text().unwrap_or_default())),
                "hyperlink" if contents => assert!(marks.contains(value(node, "anchor").unwrap())),
                "hyperlink" => {
                    let target = relations[value(node, "id").unwrap()];
                    read.found.links.push(target.to_owned());
                }
                "docPr" => read
                    .found
                    .alts
                    .push(on_one_line(value(node, "descr").unwrap())),
                "blip" => {
                    let target = relations[value(node, "embed").unwrap()];
                    assert!(
                        names.iter().any(|name| *name == format!("word/{target}")),
                        "{target}"
                    );
                }
                _ => {}
            }
        }
        if !contents {
            read.found.words.push_str(&words);
            read.paragraphs.push((style.to_owned(), words));
        }
    }
    for cell in text
        .descendants()
        .filter(|node| node.has_tag_name_local("tc"))
    {
        let last = cell.last_element_child().unwrap();
        assert!(
            last.has_tag_name_local("p"),
            "Word opens no cell that does not end with a paragraph"
        );
    }
    read
}

fn holds(edition: &Edition, name: &str) {
    assert!(expected::has_everything(edition));
    let sheet = edition.sheet().unwrap();
    let read = read(printed(edition, Format::Docx, name));
    read.found.is(&expected::of(&sheet, SHOWN), name);
    // What was said, and who said it, can be told by its style.
    let of = |role: Role, style: &str| {
        let lines = sheet.pieces().flat_map(|(.., lines)| lines);
        let lines = lines.filter(|line| line.role == role);
        let expected: Vec<_> = lines.map(|line| bare(&line.words())).collect();
        let found = read.paragraphs.iter().filter(|(other, _)| other == style);
        let found: Vec<_> = found.map(|(_, words)| words.clone()).collect();
        assert_eq!(found, expected, "{name}: {style}");
        assert!(!found.is_empty());
    };
    of(Role::Quote, "Quote");
    of(Role::Attribution, "Attribution");
    of(Role::CommentLabel, "CommentLabel");
    of(Role::Highlight, "Highlight");
    of(Role::Source, "Source");
}

#[test]
fn a_document_says_what_the_sheet_says() {
    holds(&sample::small(), "small");
}

#[test]
fn a_document_of_hostile_stories_says_what_they_say_and_does_nothing() {
    holds(&sample::hostile(300), "hostile-300");
}

#[test]
fn words_that_are_read_from_right_to_left_are_set_so() {
    let bytes = printed(&sample::small(), Format::Docx, "small");
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let text = text_of(&mut zip, "word/document.xml");
    let headline = text
        .split("<w:p>")
        .find(|one| one.contains("Heading2") && one.contains("الجسر"));
    let headline = headline.unwrap();
    assert!(headline.contains("<w:bidi/>"), "{headline}");
    assert!(
        headline.contains("<w:rtl/><w:lang w:bidi=\"ar\"/>"),
        "{headline}"
    );
    let source = text
        .split("<w:p>")
        .find(|one| one.contains("\"Source\""))
        .unwrap();
    assert!(!source.contains("<w:bidi/>"), "{source}");
}

#[test]
fn a_document_of_300_stories_can_be_stopped() {
    let edition = sample::hostile(300);
    let stopped = edition.print(Format::Docx, &mut |_, _| ControlFlow::Break(()));
    assert!(stopped.unwrap_err().to_string().contains("cancelled"));
}

//! Markdown, read by a parser: the words of the sheet and its links, in order, and no tag of its own.

use std::ops::ControlFlow;

use newsroom::edition::{Edition, Format};
use newsroom::picture::Media;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::expected::{self, Expected, bare, on_one_line, printed};
use crate::sample;

/// Where stars would not be read as such, the press writes tags.
const TAGS: [&str; 6] = ["<em>", "</em>", "<strong>", "</strong>", "<br>", "<br />"];

pub(crate) fn read(markdown: &str) -> Expected {
    let mut found = Expected::default();
    let mut alt: Option<String> = None;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Text(text) | Event::Code(text) => match &mut alt {
                Some(alt) => alt.push_str(&text),
                None => found.words.push_str(&bare(&text)),
            },
            Event::Start(Tag::Link { dest_url, .. }) => found.links.push(dest_url.to_string()),
            Event::Start(Tag::Image { dest_url, .. }) => {
                assert!(dest_url.starts_with("pictures/"), "{dest_url}");
                alt = Some(String::new());
            }
            Event::End(TagEnd::Image) => {
                found.alts.extend(alt.take().map(|alt| on_one_line(&alt)));
            }
            Event::Html(tag) | Event::InlineHtml(tag) => {
                assert!(TAGS.contains(&tag.trim()), "{tag:?}");
            }
            _ => {}
        }
    }
    found
}

fn holds(edition: &Edition, name: &str) {
    let text = String::from_utf8(printed(edition, Format::Md, name)).unwrap();
    let sheet = edition.sheet().unwrap();
    let mut expected = expected::of(&sheet, Media::ALL);
    let mut found = read(&text);
    // A stroke parts what a picture shows from whose it is.
    for words in [&mut found.words, &mut expected.words] {
        words.retain(|c| c != '/');
    }
    found.is(&expected, name);
}

#[test]
fn markdown_says_what_the_sheet_says() {
    holds(&sample::small(), "small");
}

#[test]
fn pictures_lie_beside_the_text_and_alone_it_links_to_them() {
    let edition = sample::small();
    let print = edition
        .print(Format::Md, &mut |_, _| ControlFlow::Continue(()))
        .unwrap();
    assert!(
        print
            .beside
            .iter()
            .all(|(path, _)| path.starts_with("pictures/"))
    );
    assert!(!print.beside.is_empty());
    let alone = edition
        .print_alone(Format::Md, &mut |_, _| ControlFlow::Continue(()))
        .unwrap();
    assert!(!String::from_utf8(alone).unwrap().contains("](<pictures/"));
}

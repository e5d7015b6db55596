//! What the presses of feeds share: an edition as items, each with what a reader of feeds shows of it.
//!
//! What stands between stories is an item too, so that nothing an editor wrote is lost. Pictures are links,
//! or their words: readers of feeds show none that a feed holds itself.

pub(super) mod atom;
pub(super) mod json_feed;
pub(super) mod rss;

use super::markup::{Setting, text, unshown};
use super::plain::{self, one_line};
use super::{Counter, Ids, Watch};
use crate::Result;
use crate::clipping::Published;
use crate::edition::{Entry, Line, Piece, Role, Sheet, SheetPart};

/// An edition as a feed.
struct Feed {
    /// A URN that never changes.
    id: String,
    title: String,
    /// What stands before and behind its parts, as plain text.
    about: String,
    editor: Option<String>,
    items: Vec<Item>,
}

/// What a reader of feeds shows as one.
struct Item {
    /// A URN that never changes.
    id: String,
    title: String,
    /// Where the story is.
    url: Option<String>,
    language: Option<String>,
    authors: Vec<String>,
    /// The heading of its part, and its tags.
    categories: Vec<String>,
    /// The outlet's own words for what it is about.
    summary: Option<String>,
    published: Option<Published>,
    /// What is printed of it but its headline.
    html: String,
}

impl Feed {
    fn of(sheet: &Sheet<'_>, watch: &mut Watch<'_>) -> Result<Feed> {
        let edition = sheet.edition;
        let mut counter = Counter::of(edition, watch);
        let mut ids = Ids::of(edition);
        let mut items = Vec::new();
        for part in &sheet.parts {
            let mut own: Vec<&Entry<'_>> = Vec::new();
            for entry in &part.entries {
                match entry {
                    Entry::Piece { piece, lines, .. } => {
                        items.extend(between(&own, part, &edition.language, &mut ids));
                        own.clear();
                        items.push(of_piece(piece, lines, part, ids.piece(piece)));
                        counter.printed_one()?;
                    }
                    own_words => own.push(own_words),
                }
            }
            items.extend(between(&own, part, &edition.language, &mut ids));
        }
        let around = sheet.opening.iter().chain(&sheet.closing);
        let about: Vec<_> = around.map(plain::line).collect();
        Ok(Feed {
            id: format!("urn:uuid:{}", edition.id),
            title: titled(&edition.title),
            about: about.join("\n\n"),
            editor: some(edition.editor.as_deref()),
            items,
        })
    }
}

fn of_piece(piece: &Piece, lines: &[Line<'_>], part: &SheetPart<'_>, id: String) -> Item {
    let language = some(piece.language.as_deref());
    let known = language.as_deref().unwrap_or_default();
    let setting = set(known);
    let (first, rest) = lines.split_at(lines.len().min(1));
    let rest: String = rest.iter().map(|line| setting.line(line)).collect();
    let names = piece.byline.iter().map(|name| one_line(name));
    let mut authors: Vec<_> = names.filter(|name| !name.is_empty()).collect();
    if authors.is_empty() {
        authors.extend(some(piece.published_by().as_deref()));
    }
    let tags = piece.tags.iter().map(|tag| one_line(tag));
    let heading = some(part.heading.as_deref()).into_iter();
    let words = first.iter().map(Line::words).collect::<String>();
    Item {
        id,
        title: titled(&words),
        url: piece.address.as_ref().map(ToString::to_string),
        authors,
        categories: heading.chain(tags).filter(|tag| !tag.is_empty()).collect(),
        summary: some(piece.standfirst.as_ref().map(|told| &*told.value)),
        published: piece.published.as_ref().map(|told| told.value),
        html: around(known, &rest),
        language,
    }
}

/// What stands between two stories, if it says anything.
fn between(
    own: &[&Entry<'_>],
    part: &SheetPart<'_>,
    language: &str,
    ids: &mut Ids<'_>,
) -> Option<Item> {
    let setting = set(language);
    let html = own.iter().map(|entry| match entry {
        Entry::Own(line) => setting.line(line),
        Entry::Picture(own) => unshown(own),
        Entry::Piece { .. } => String::new(),
    });
    let html: String = html.collect();
    let said = own.iter().filter_map(|entry| match entry {
        Entry::Own(line) if line.role == Role::Divider => None,
        Entry::Own(line) => Some((line.role, line.words())),
        Entry::Picture(own) => Some((Role::Note, plain::own(own))),
        Entry::Piece { .. } => None,
    });
    let said: Vec<_> = said.collect();
    let heading = some(part.heading.as_deref());
    let (role, first) = said.first()?;
    let title = match (role, &heading) {
        (Role::List, Some(heading)) => heading.clone(),
        _ => titled(&shortened(first)),
    };
    let words: Vec<_> = said.iter().map(|(_, words)| &**words).collect();
    Some(Item {
        id: ids.own(&format!("between {}", words.join("\n"))),
        title,
        url: None,
        language: some(Some(language)),
        authors: Vec::new(),
        categories: heading.into_iter().collect(),
        summary: None,
        published: None,
        html: around(language, &html),
    })
}

fn set(language: &str) -> Setting<'_> {
    Setting {
        headline: 1,
        language,
        shown: &|_| None,
    }
}

fn around(language: &str, html: &str) -> String {
    let language = text(language);
    format!("<div lang=\"{language}\" xml:lang=\"{language}\">\n{html}</div>\n")
}

/// A title on one line: a reader of feeds has nothing else to show in its list.
fn titled(words: &str) -> String {
    some(Some(words)).unwrap_or_else(|| "Untitled".to_owned())
}

fn shortened(words: &str) -> String {
    const LONGEST: usize = 80;
    let words = one_line(words);
    match words.char_indices().nth(LONGEST) {
        Some((at, _)) => {
            let start = words.get(..at).unwrap_or_default();
            let whole = start.rsplit_once(' ').map_or(start, |(whole, _)| whole);
            format!("{whole}…")
        }
        None => words,
    }
}

fn some(text: Option<&str>) -> Option<String> {
    text.map(one_line).filter(|text| !text.is_empty())
}

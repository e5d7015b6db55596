//! The book press: EPUB 3, one file of text a story, so that a reader opens at the story it was left at.

mod package;

use std::borrow::Cow;
use std::cell::RefCell;

use super::archive::Archive;
use super::language::{is_right_to_left, well_formed};
use super::links::with_lawful_links;
use super::markup::{Setting, text};
use super::plates::{Plates, words_of};
use super::{Counter, Watch};
use crate::edition::{Edition, Entry, Line, OwnPicture, Piece, Sheet, SheetPart};
use crate::picture::{Media, Picture};
use crate::{Address, Result};

/// The pictures that every reader of books has to show. AVIF is none of them.
const SHOWN: &[Media] = &[Media::Jpeg, Media::Png, Media::Gif, Media::Webp];

const STYLE: &str = include_str!("epub.css");

/// A file of text, in the order of reading.
struct Chapter {
    /// Its name, without its ending.
    name: String,
    /// What it is called, as markup.
    title: String,
    /// What stands in it.
    body: String,
    /// Whether a story stands in it.
    told: bool,
}

/// A place that the contents name.
struct Place {
    href: String,
    label: String,
    within: Vec<Place>,
}

/// What is bound: its texts, what its contents name, and its pictures.
struct Book<'e> {
    edition: &'e Edition,
    /// Its language as files may name it; empty if it is none.
    language: &'e str,
    chapters: Vec<Chapter>,
    places: Vec<Place>,
    plates: RefCell<Plates<'e>>,
}

pub(super) fn print(sheet: &Sheet<'_>, watch: &mut Watch<'_>) -> Result<Vec<u8>> {
    let edition = sheet.edition;
    let mut book = Book {
        edition,
        language: well_formed(&edition.language).unwrap_or_default(),
        chapters: Vec::new(),
        places: Vec::new(),
        plates: RefCell::new(Plates::of(SHOWN)),
    };
    book.open(sheet);
    let mut counter = Counter::of(edition, watch);
    for part in &sheet.parts {
        book.part(part, &mut counter)?;
    }
    let closing = book.ours(1, &sheet.closing);
    if let Some(last) = book.chapters.last_mut() {
        last.body.push_str(&closing);
    }
    book.bind()
}

impl<'e> Book<'e> {
    /// The page of the title, with what stands before the parts.
    fn open(&mut self, sheet: &Sheet<'e>) {
        let title = label(&self.edition.title, "Untitled");
        let cover = match self.edition.template.shape.cover {
            true => " class=\"cover\"",
            false => "",
        };
        let body = format!(
            "<header{cover} epub:type=\"titlepage\">\n<h1>{title}</h1>\n{}</header>\n",
            self.ours(1, &sheet.opening)
        );
        self.places.push(Place {
            href: "title.xhtml".to_owned(),
            label: title.clone(),
            within: Vec::new(),
        });
        self.begin("title".to_owned(), title, body);
    }

    fn begin(&mut self, name: String, title: String, body: String) {
        self.chapters.push(Chapter {
            name,
            title,
            body,
            told: false,
        });
    }

    /// A part: a file for each story. What the editor put before a story opens its file, and what follows
    /// it closes it; a heading opens the next.
    fn part(&mut self, part: &SheetPart<'e>, counter: &mut Counter<'_, '_>) -> Result<()> {
        let level = if part.heading.is_some() { 3 } else { 2 };
        let first = self.chapters.len();
        let heading = part.heading.as_deref();
        if part.entries.is_empty() && heading.is_none() {
            return Ok(());
        }
        let title = label(heading.unwrap_or(&self.edition.title), "Untitled");
        let opening = match heading {
            Some(_) => format!(
                "<h2 class=\"part\" id=\"{}\">{title}</h2>\n",
                text(&part.anchor)
            ),
            None => String::new(),
        };
        let mut places = Vec::new();
        self.begin(part.anchor.clone(), title.clone(), opening);
        for entry in &part.entries {
            let told = self.chapters.last().is_some_and(|last| last.told);
            let opens = matches!(entry, Entry::Piece { .. })
                || matches!(entry, Entry::Own(line) if line.role == crate::edition::Role::Heading);
            if told && opens {
                let name = format!("{}-{}", part.anchor, self.chapters.len() - first + 1);
                self.begin(name, title.clone(), String::new());
            }
            let body = match entry {
                Entry::Piece {
                    piece,
                    anchor,
                    lines,
                } => {
                    let called = label(&piece.headline.value, anchor);
                    places.push(Place {
                        href: format!("{anchor}.xhtml#{anchor}"),
                        label: called.clone(),
                        within: Vec::new(),
                    });
                    if let Some(chapter) = self.chapters.last_mut() {
                        chapter.name.clone_from(anchor);
                        chapter.title = called;
                        chapter.told = true;
                    }
                    counter.printed_one()?;
                    self.piece(piece, anchor, level, lines)
                }
                Entry::Own(line) => self.ours(level, std::slice::from_ref(line)),
                Entry::Picture(own) => self.own(own, level),
            };
            if let Some(chapter) = self.chapters.last_mut() {
                chapter.body.push_str(&body);
            }
        }
        match (heading, self.chapters.get(first)) {
            (Some(_), Some(chapter)) => self.places.push(Place {
                href: format!("{}.xhtml#{}", chapter.name, part.anchor),
                label: title,
                within: places,
            }),
            _ => self.places.append(&mut places),
        }
        Ok(())
    }

    fn piece(&self, piece: &'e Piece, anchor: &str, level: u8, lines: &[Line<'e>]) -> String {
        let known = piece
            .language
            .as_deref()
            .and_then(well_formed)
            .unwrap_or_default();
        let shown = |address: &Address| {
            let kept = piece.picture(address)?;
            let plate = self.plates.borrow_mut().place(&kept.picture, &kept.bytes)?;
            Some((format!("images/{}", plate.file()), &kept.picture))
        };
        let setting = Setting {
            headline: level,
            language: known,
            shown: &shown,
        };
        let lines: String = lines.iter().map(|line| set(&setting, line)).collect();
        format!(
            "<article id=\"{anchor}\" lang=\"{known}\" xml:lang=\"{known}\">\n{lines}</article>\n"
        )
    }

    fn ours(&self, level: u8, lines: &[Line<'_>]) -> String {
        let setting = self.setting(level);
        lines.iter().map(|line| set(&setting, line)).collect()
    }

    /// A picture that belongs to no story; its words, where it cannot be shown.
    fn own(&self, own: &'e OwnPicture, level: u8) -> String {
        let plate = self.plates.borrow_mut().place(&own.picture, &own.bytes);
        match plate {
            Some(plate) => {
                let source = format!("images/{}", plate.file());
                self.setting(level).own(own, &source)
            }
            None => {
                let alt = label(own.alt.as_deref().unwrap_or_default(), "Picture");
                let words = text(&words_of(own));
                format!("<figure><p>{alt}</p><figcaption>{words}</figcaption></figure>\n")
            }
        }
    }

    fn setting(&self, level: u8) -> Setting<'_> {
        Setting {
            headline: level,
            language: self.language,
            shown: &|_: &Address| None::<(String, &Picture)>,
        }
    }

    fn bind(self) -> Result<Vec<u8>> {
        let mut archive = Archive::new();
        archive.store("mimetype", b"application/epub+zip")?;
        archive.pack("META-INF/container.xml", package::CONTAINER)?;
        archive.pack("EPUB/package.opf", &package::package(&self))?;
        archive.pack("EPUB/nav.xhtml", &package::contents(&self))?;
        archive.pack("EPUB/style.css", &style(self.edition))?;
        for chapter in &self.chapters {
            let page = package::page(&self, &chapter.title, &with_lawful_links(&chapter.body));
            archive.pack(&format!("EPUB/{}.xhtml", chapter.name), &page)?;
        }
        for plate in self.plates.borrow().all() {
            archive.store(&format!("EPUB/images/{}", plate.file()), plate.bytes)?;
        }
        archive.finish()
    }
}

impl Book<'_> {
    /// The direction of a page, as an attribute.
    fn direction(&self) -> &'static str {
        match is_right_to_left(self.language) {
            true => " dir=\"rtl\"",
            false => "",
        }
    }
}

fn set(setting: &Setting<'_>, line: &Line<'_>) -> String {
    setting.line(&Line {
        role: line.role,
        language: line.language.and_then(well_formed),
        blocks: Cow::Borrowed(&line.blocks),
    })
}

/// Words as markup says them, never none.
fn label(words: &str, otherwise: &str) -> String {
    text(&super::label(words, otherwise))
}

fn style(edition: &Edition) -> String {
    let accent: String = (edition.template.look.accent.chars())
        .filter(|c| *c == '#' || c.is_ascii_hexdigit())
        .collect();
    format!("{STYLE}.part, .claim {{ color: {accent}; }}\n")
}

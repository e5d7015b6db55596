//! The press of documents: DOCX, for those who go on writing in Word and its kin. Each line has a style that
//! says what it is, so that whoever changes a style changes all that is of its kind.

mod blocks;
mod package;
mod runs;
mod styles;

use std::collections::HashMap;

use super::archive::Archive;
use super::label;
use super::language::{direction, is_right_to_left, well_formed};
use super::plates::{Plates, words_of};
use super::{Counter, Watch};
use crate::clipping::Run;
use crate::edition::{Edition, Entry, Line, Paper, Piece, Role, Sheet, SheetPart};
use crate::picture::Media;
use crate::{Address, Result};
use blocks::{Paragraph, Place};
use runs::Voice;

/// The pictures that Word shows. It shows no WebP.
const SHOWN: &[Media] = &[Media::Jpeg, Media::Png, Media::Gif];

/// A document that is being written.
struct Document<'e> {
    edition: &'e Edition,
    /// The edition's language as files may name it; empty if it is none.
    language: &'e str,
    /// Its body, as far as it is written.
    out: String,
    /// Where its links lead, by their numbers.
    links: Vec<String>,
    numbers: HashMap<Address, usize>,
    plates: Plates<'e>,
    /// How many numbered lists there are: each begins at 1.
    numbered: usize,
    /// How many pictures and marks there are: each wants a number of its own.
    drawings: usize,
    marks: usize,
    /// The number or bullet that the next paragraph begins with.
    bullet: Option<blocks::Bullet>,
    /// Whether the next paragraph begins a page.
    breaks: bool,
}

pub(super) fn print(sheet: &Sheet<'_>, watch: &mut Watch<'_>) -> Result<Vec<u8>> {
    let edition = sheet.edition;
    let shape = &edition.template.shape;
    let mut document = Document {
        edition,
        language: well_formed(&edition.language).unwrap_or_default(),
        out: String::new(),
        links: Vec::new(),
        numbers: HashMap::new(),
        plates: Plates::of(SHOWN),
        numbered: 0,
        drawings: 0,
        marks: 0,
        bullet: None,
        breaks: false,
    };
    let title = label(&edition.title, "Untitled");
    document.titled("Title", "title", &title);
    document.lines(&sheet.opening, 1, None);
    document.breaks = shape.cover;
    if shape.contents {
        document.contents(sheet);
        document.breaks = true;
    }
    let mut counter = Counter::of(edition, watch);
    for part in &sheet.parts {
        document.part(part, &mut counter)?;
    }
    document.lines(&sheet.closing, 1, None);
    document.bind()
}

impl<'e> Document<'e> {
    fn part(&mut self, part: &SheetPart<'e>, counter: &mut Counter<'_, '_>) -> Result<()> {
        if let Some(heading) = &part.heading {
            self.titled("Heading1", &part.anchor, &label(heading, "Untitled"));
        }
        let level = if part.heading.is_some() { 3 } else { 2 };
        for entry in &part.entries {
            match entry {
                Entry::Piece {
                    piece,
                    anchor,
                    lines,
                } => {
                    let mark = self.mark(anchor);
                    self.lines(lines, level, Some(piece));
                    self.out.push_str(&mark);
                    counter.printed_one()?;
                }
                Entry::Own(line) => self.line(line, level, None),
                Entry::Picture(own) => {
                    let place = self.place("Figure", level, None, "");
                    let alt = own.alt.as_deref();
                    match self.plates.place(&own.picture, &own.bytes) {
                        Some(plate) => self.drawing(&plate, alt, place),
                        None => self.say(alt.unwrap_or("Picture"), place),
                    }
                    self.caption(&plain(&words_of(own)), place);
                }
            }
        }
        Ok(())
    }

    fn lines(&mut self, lines: &[Line<'e>], level: u8, piece: Option<&'e Piece>) {
        lines.iter().for_each(|line| self.line(line, level, piece));
    }

    /// A line in the style of what it is, below a headline of a level.
    fn line(&mut self, line: &Line<'e>, level: u8, piece: Option<&'e Piece>) {
        let style = match line.role {
            Role::Heading => "Heading1",
            Role::Headline => styles::heading(level),
            role => styles::of(role),
        };
        let words = match line.role {
            Role::Headline
            | Role::Body
            | Role::Quote
            | Role::Highlight
            | Role::Brief
            | Role::Note
            | Role::Comment
            | Role::HighlightNote
            | Role::List
            | Role::Translation
            | Role::Standfirst
            | Role::AuthorNote => line.words(),
            // What the template says is read in the direction of the edition.
            _ => String::new(),
        };
        let mut place = self.place(style, level, piece, &words);
        place.voice.language = line.language.and_then(well_formed).unwrap_or_default();
        match line.role {
            Role::Divider => self.paragraph(Paragraph::of(place), &[]),
            _ => self.blocks(&line.blocks, place),
        }
    }

    /// Where words are set: their direction is that of their first letter, else that of the edition.
    fn place<'p>(
        &self,
        style: &'p str,
        level: u8,
        piece: Option<&'e Piece>,
        words: &str,
    ) -> Place<'p, 'e>
    where
        'e: 'p,
    {
        let direction = words.chars().find_map(direction);
        Place {
            style,
            level,
            piece,
            depth: 0,
            quotes: 0,
            voice: Voice {
                language: self.language,
                right_to_left: direction.unwrap_or_else(|| is_right_to_left(self.language)),
            },
        }
    }

    /// Words of ours that the contents lead to.
    fn titled(&mut self, style: &str, anchor: &str, words: &str) {
        let place = self.place(style, 1, None, words);
        let mark = self.mark(anchor);
        self.say(words, place);
        self.out.push_str(&mark);
    }

    fn say(&mut self, words: &str, place: Place<'_, 'e>) {
        self.paragraph(Paragraph::of(place), &plain(words));
    }

    /// Begins a place that links lead to; answers what ends it.
    fn mark(&mut self, anchor: &str) -> String {
        self.marks += 1;
        let (id, name) = (self.marks, mark_of(anchor));
        self.out.push_str(&format!(
            "<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/>"
        ));
        format!("<w:bookmarkEnd w:id=\"{id}\"/>\n")
    }

    /// What the edition holds, as a field that Word can set anew. It has no page numbers, for those are not
    /// known here, and is right without being set.
    fn contents(&mut self, sheet: &Sheet<'e>) {
        let heading = self.place("TOCHeading", 1, None, "");
        self.say("Contents", heading);
        let mut entries = Vec::new();
        for part in &sheet.parts {
            if let Some(heading) = &part.heading {
                entries.push(("TOC1", &*part.anchor, label(heading, "Untitled")));
            }
            let style = if part.heading.is_some() {
                "TOC2"
            } else {
                "TOC1"
            };
            for entry in &part.entries {
                if let Entry::Piece { piece, anchor, .. } = entry {
                    entries.push((style, anchor, label(&piece.headline.value, anchor)));
                }
            }
        }
        let mut begin = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> \
                         TOC \\o \"1-2\" \\h \\n </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";
        for (style, anchor, words) in entries {
            let place = self.place(style, 1, None, &words);
            let (open, inner) = (
                self.opening(&Paragraph::of(place)),
                runs::set(&words, &Run::default(), place.voice, self.language),
            );
            self.out.push_str(&format!(
                "{open}{begin}<w:hyperlink w:anchor=\"{}\" w:history=\"1\">{inner}</w:hyperlink></w:p>\n",
                mark_of(anchor)
            ));
            begin = "";
        }
        let end = match begin {
            "" => {
                "<w:p><w:pPr><w:pStyle w:val=\"TOC1\"/></w:pPr><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>\n"
            }
            _ => "",
        };
        self.out.push_str(end);
    }

    fn bind(self) -> Result<Vec<u8>> {
        let mut archive = Archive::new();
        archive.pack("[Content_Types].xml", package::TYPES)?;
        archive.pack("_rels/.rels", package::RELATIONS)?;
        archive.pack(
            "docProps/core.xml",
            &package::core(self.edition, self.language),
        )?;
        archive.pack("docProps/app.xml", package::APP)?;
        archive.pack("word/document.xml", &package::document(&self))?;
        archive.pack(
            "word/styles.xml",
            &styles::styles(self.edition, self.language),
        )?;
        archive.pack("word/numbering.xml", &package::numbering(self.numbered))?;
        archive.pack("word/settings.xml", package::SETTINGS)?;
        archive.pack("word/footer1.xml", package::FOOTER)?;
        let relations = package::relations(&self.links, self.plates.all());
        archive.pack("word/_rels/document.xml.rels", &relations)?;
        for plate in self.plates.all() {
            archive.store(&format!("word/media/{}", plate.file()), plate.bytes)?;
        }
        archive.finish()
    }
}

fn mark_of(anchor: &str) -> String {
    anchor.replace('-', "_")
}

/// Width, height and margin of a paper, in twentieths of a point.
fn paper(paper: Paper) -> (u32, u32, u32) {
    match paper {
        Paper::A4 => (11_906, 16_838, 1_417),
        Paper::Letter => (12_240, 15_840, 1_440),
    }
}

fn plain(words: &str) -> Vec<Run> {
    match words {
        "" => Vec::new(),
        words => vec![Run {
            text: words.to_owned(),
            ..Run::default()
        }],
    }
}

//! What the template is handed: the lines of a sheet as data, with all that needs a decision decided.

use newsroom::clipping::{Block, Cell, Image, Run};
use newsroom::edition::{Entry, Line, OwnPicture, Paper, Role, Sheet};
use newsroom::picture::is_in_page;
use serde::Serialize;

use crate::plates::{Plate, Plates};
use crate::words::{LONGEST_WORD, Wording, Words, plain};

/// How deep lists and quotations are set in each other; the paper is not wide enough for more, and Typst
/// gives up at some depth. What is deeper is set there.
const NESTED: usize = 8;

/// Most columns that are set as a table; the rows of a wider one are paragraphs.
const COLUMNS: usize = 10;

/// Of so many files the world keeps the names apart; see [`Copy::of`].
const MOST_STORIES: usize = 8_000;

/// An edition as the template takes it.
#[derive(Debug, Serialize)]
pub(crate) struct Copy {
    title: Words,
    /// The same as one text, for what is said of the file.
    name: String,
    author: Vec<String>,
    language: Language,
    paper: &'static str,
    size: f32,
    accent: String,
    cover: bool,
    contents: bool,
    opening: Vec<Set>,
    parts: Vec<Part>,
    closing: Vec<Set>,
}

#[derive(Debug, Serialize)]
struct Part {
    heading: Option<Words>,
    entries: Vec<Passage>,
}

/// A story, or one thing between stories.
#[derive(Debug, Serialize)]
struct Passage {
    /// The file that is asked for when the story is set: so it is counted, and can be stopped.
    count: Option<String>,
    lines: Vec<Set>,
}

/// A line of the sheet.
#[derive(Debug, Serialize)]
struct Set {
    style: &'static str,
    language: Option<Language>,
    /// The level of a headline.
    level: u8,
    blocks: Vec<Piece>,
}

/// What Typst knows of a language: how words of it break and are shaped, and what readers aloud are told.
#[derive(Debug, Clone, Serialize)]
struct Language {
    tag: String,
    region: Option<String>,
}

#[derive(Debug, Serialize)]
#[serde(tag = "block", rename_all = "kebab-case")]
enum Piece {
    Paragraph {
        words: Words,
    },
    Heading {
        level: u8,
        words: Words,
    },
    List {
        ordered: bool,
        direction: Option<&'static str>,
        items: Vec<Vec<Piece>>,
    },
    Quote {
        direction: Option<&'static str>,
        blocks: Vec<Piece>,
    },
    Picture {
        file: String,
        /// In points.
        width: f64,
        alt: Option<String>,
    },
    Caption {
        words: Words,
    },
    Table {
        columns: usize,
        header: Vec<Held>,
        cells: Vec<Held>,
    },
    Code {
        words: Words,
    },
}

#[derive(Debug, Serialize)]
struct Held {
    strong: bool,
    words: Words,
}

impl Copy {
    /// The sheet as data, and which letters it needs.
    pub(crate) fn of(sheet: &Sheet<'_>, plates: &Plates<'_>) -> (Copy, Wording) {
        let edition = sheet.edition;
        let template = &edition.template;
        let mut setter = Setter {
            wording: Wording::default(),
            plates,
            level: 1,
        };
        let opening = sheet.opening.iter().map(|line| setter.line(line)).collect();
        let mut stories = 0;
        let mut parts = Vec::new();
        for part in &sheet.parts {
            setter.level = if part.heading.is_some() { 2 } else { 1 };
            let heading = part.heading.as_deref();
            parts.push(Part {
                heading: heading.map(|heading| setter.wording.text(heading, LONGEST_WORD)),
                entries: (part.entries.iter())
                    .map(|entry| setter.passage(entry, &mut stories))
                    .collect(),
            });
        }
        setter.level = 1;
        let closing = sheet.closing.iter().map(|line| setter.line(line)).collect();
        let copy = Copy {
            title: setter.wording.text(&edition.title, LONGEST_WORD),
            name: plain(&edition.title).replace('\n', " "),
            author: (edition.editor.iter())
                .map(|editor| plain(editor).replace('\n', " "))
                .filter(|editor| !editor.trim().is_empty())
                .collect(),
            language: Language::of(&edition.language).unwrap_or_else(Language::unknown),
            paper: match template.look.paper {
                Paper::A4 => "a4",
                Paper::Letter => "us-letter",
            },
            // A template that was read is right; an edition that was kept is only data.
            size: match template.look.size {
                size if size.is_finite() => size.clamp(6.0, 24.0),
                _ => 10.5,
            },
            accent: colour(&template.look.accent),
            cover: template.shape.cover,
            contents: template.shape.contents,
            opening,
            parts,
            closing,
        };
        (copy, setter.wording)
    }
}

/// The width that text may have, in points: that of the paper without its margins.
pub(crate) fn measure(paper: Paper) -> f64 {
    match paper {
        Paper::A4 => 595.0 - 142.0,
        Paper::Letter => 612.0 - 142.0,
    }
}

/// The bytes of a kept picture.
type Shown<'s> = dyn Fn(&Image) -> Option<&'s [u8]> + 's;

struct Setter<'p> {
    wording: Wording,
    plates: &'p Plates<'p>,
    level: u8,
}

impl Setter<'_> {
    fn passage(&mut self, entry: &Entry<'_>, stories: &mut usize) -> Passage {
        match entry {
            Entry::Piece { piece, lines, .. } => {
                *stories += 1;
                let shown = |image: &Image| piece.picture(&image.address).map(|kept| &*kept.bytes);
                let lines = lines.iter().map(|line| self.line_with(line, &shown));
                Passage {
                    // Names of files are kept for ever by Typst, and there may be 65,535 of them.
                    count: (*stories <= MOST_STORIES).then(|| format!("story-{stories}")),
                    lines: lines.collect(),
                }
            }
            Entry::Own(line) => Passage {
                count: None,
                lines: vec![self.line(line)],
            },
            Entry::Picture(own) => Passage {
                count: None,
                lines: vec![self.own(own)],
            },
        }
    }

    fn line(&mut self, line: &Line<'_>) -> Set {
        self.line_with(line, &|_| None)
    }

    fn line_with(&mut self, line: &Line<'_>, shown: &Shown<'_>) -> Set {
        Set {
            style: style(line.role),
            language: line.language.and_then(Language::of),
            level: self.level,
            blocks: self.blocks(&line.blocks, shown, 0),
        }
    }

    fn blocks(&mut self, blocks: &[Block], shown: &Shown<'_>, depth: usize) -> Vec<Piece> {
        let mut out = Vec::new();
        for block in blocks {
            self.block(block, shown, depth, &mut out);
        }
        out
    }

    fn block(&mut self, block: &Block, shown: &Shown<'_>, depth: usize, out: &mut Vec<Piece>) {
        // Each level takes some of the line.
        let longest = LONGEST_WORD - 3 * depth.min(NESTED);
        match block {
            Block::Paragraph { text } => self.paragraph(text, longest, out),
            Block::Heading { level, text } => {
                let words = self.wording.runs(text, longest);
                if !words.is_empty() {
                    let level = level.saturating_sub(1).clamp(1, 5) + self.level;
                    out.push(Piece::Heading { level, words });
                }
            }
            Block::List { items, .. } if depth >= NESTED => {
                let deeper = items.iter().flatten();
                deeper.for_each(|block| self.block(block, shown, depth, out));
            }
            Block::Quote { blocks } if depth >= NESTED => {
                let deeper = blocks.iter();
                deeper.for_each(|block| self.block(block, shown, depth, out));
            }
            Block::List { ordered, items } => {
                let items = items.iter().map(|item| self.blocks(item, shown, depth + 1));
                let items: Vec<_> = items.filter(|item| !item.is_empty()).collect();
                if !items.is_empty() {
                    out.push(Piece::List {
                        ordered: *ordered,
                        direction: items.iter().find_map(|item| direction(item)),
                        items,
                    });
                }
            }
            Block::Quote { blocks } => {
                let blocks = self.blocks(blocks, shown, depth + 1);
                if !blocks.is_empty() {
                    out.push(Piece::Quote {
                        direction: direction(&blocks),
                        blocks,
                    });
                }
            }
            Block::Figure {
                image,
                caption,
                credit,
            } => {
                let plate = shown(image).and_then(|bytes| self.plates.of(bytes));
                match plate {
                    Some(plate) => out.push(picture(plate, image.alt.as_deref())),
                    None => self.paragraph(&[unshown(image)], longest, out),
                }
                let mut words = caption.clone();
                if let Some(credit) = credit {
                    let gap = if caption.is_empty() { "" } else { " / " };
                    words.push(run(&format!("{gap}{credit}")));
                }
                self.caption(&words, longest, out);
            }
            Block::Table { rows } => self.table(rows, longest, out),
            Block::Code { text } => {
                let text = text.trim_matches('\n').replace('\t', "    ");
                let words = self.wording.text(&text, longest);
                if !words.is_empty() {
                    out.push(Piece::Code { words });
                }
            }
            Block::Embed { label, address } => {
                let link = Run {
                    link: Some(address.clone()),
                    ..run(label)
                };
                self.paragraph(&[link], longest, out);
            }
        }
    }

    fn paragraph(&mut self, runs: &[Run], longest: usize, out: &mut Vec<Piece>) {
        let words = self.wording.runs(runs, longest);
        if !words.is_empty() {
            out.push(Piece::Paragraph { words });
        }
    }

    fn caption(&mut self, runs: &[Run], longest: usize, out: &mut Vec<Piece>) {
        let words = self.wording.runs(runs, longest);
        if !words.is_empty() {
            out.push(Piece::Caption { words });
        }
    }

    fn table(&mut self, rows: &[Vec<Cell>], longest: usize, out: &mut Vec<Piece>) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
        if columns == 0 {
            return;
        }
        if columns > COLUMNS {
            for row in rows {
                let cells = row.iter().enumerate().flat_map(|(at, cell)| {
                    let gap = (at > 0).then(|| run(" · "));
                    gap.into_iter().chain(cell.text.iter().cloned())
                });
                self.paragraph(&cells.collect::<Vec<_>>(), longest, out);
            }
            return;
        }
        let longest = (longest / columns).max(4);
        let heads = |row: &Vec<Cell>| row.iter().all(|cell| cell.heading);
        let headed = rows.len() > 1 && rows.first().is_some_and(heads);
        let mut held: Vec<Held> = Vec::new();
        for row in rows.iter().filter(|row| !row.is_empty()) {
            held.extend(row.iter().map(|cell| Held {
                strong: cell.heading,
                words: self.wording.runs(&cell.text, longest),
            }));
            // A row may be shorter than others; what is missing is empty.
            held.extend((row.len()..columns).map(|_| Held {
                strong: false,
                words: Words::default(),
            }));
        }
        let cells = held.split_off(if headed { columns.min(held.len()) } else { 0 });
        out.push(Piece::Table {
            columns,
            header: held,
            cells,
        });
    }

    fn own(&mut self, own: &OwnPicture) -> Set {
        let mut blocks = Vec::new();
        match self.plates.of(&own.bytes) {
            Some(plate) => blocks.push(picture(plate, own.alt.as_deref())),
            None => {
                let label = own.alt.as_deref().unwrap_or("Picture");
                self.paragraph(&[run(label)], LONGEST_WORD, &mut blocks);
            }
        }
        let words: Vec<_> = [&own.caption, &own.credit].into_iter().flatten().collect();
        let words: Vec<_> = words.into_iter().map(|words| &**words).collect();
        self.caption(&[run(&words.join(" · "))], LONGEST_WORD, &mut blocks);
        Set {
            style: "plain",
            language: None,
            level: self.level,
            blocks,
        }
    }
}

impl Language {
    /// A BCP 47 tag, if it begins as one.
    fn of(tag: &str) -> Option<Language> {
        let letters = |part: &str| part.bytes().all(|b| b.is_ascii_alphabetic());
        let mut parts = tag.split('-');
        let first = parts.next()?;
        if !(2..=3).contains(&first.len()) || !letters(first) {
            return None;
        }
        let region = parts.find(|part| part.len() == 2 && letters(part));
        Some(Language {
            tag: first.to_ascii_lowercase(),
            region: region.map(str::to_ascii_uppercase),
        })
    }

    /// "Undetermined", as ISO 639 writes it.
    fn unknown() -> Language {
        Language {
            tag: "und".to_owned(),
            region: None,
        }
    }
}

/// What a line looks like; several roles share a look.
fn style(role: Role) -> &'static str {
    match role {
        Role::Headline => "headline",
        Role::Heading => "heading",
        Role::Divider => "divider",
        Role::Dateline
        | Role::Altered
        | Role::Source
        | Role::Edited
        | Role::Credit
        | Role::Evidence
        | Role::Signature => "small",
        Role::Correction | Role::Claim => "strong",
        Role::CommentLabel => "label",
        Role::Standfirst => "standfirst",
        Role::Comment => "comment",
        Role::Quote => "quote",
        Role::Highlight => "highlight",
        Role::Attribution | Role::HighlightNote => "beneath",
        Role::AuthorNote => "aside",
        Role::Brief | Role::Note | Role::List | Role::Translation | Role::Body => "plain",
    }
}

fn picture(plate: &Plate, alt: Option<&str>) -> Piece {
    let alt = alt.map(|alt| plain(alt).replace('\n', " "));
    Piece::Picture {
        file: plate.file.clone(),
        width: plate.width,
        alt: alt.filter(|alt| !alt.trim().is_empty()),
    }
}

/// A picture that is not printed: a link to it, as in the other formats.
fn unshown(image: &Image) -> Run {
    let label = match &image.alt {
        Some(alt) => format!("Picture: {alt}"),
        None => "Picture".to_owned(),
    };
    Run {
        link: (!is_in_page(&image.address)).then(|| image.address.clone()),
        ..run(&label)
    }
}

fn run(text: &str) -> Run {
    Run {
        text: text.to_owned(),
        ..Run::default()
    }
}

/// The direction of what comes first.
fn direction(blocks: &[Piece]) -> Option<&'static str> {
    blocks.iter().find_map(|block| match block {
        Piece::Paragraph { words }
        | Piece::Heading { words, .. }
        | Piece::Caption { words }
        | Piece::Code { words } => words.direction(),
        Piece::List { direction, .. } | Piece::Quote { direction, .. } => *direction,
        Piece::Picture { .. } | Piece::Table { .. } => None,
    })
}

/// A colour that Typst takes.
fn colour(text: &str) -> String {
    let hex = |digits: &str| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit());
    match text.strip_prefix('#').is_some_and(hex) {
        true => text.to_owned(),
        false => "#7f2517".to_owned(),
    }
}

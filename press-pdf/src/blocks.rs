//! Blocks of text as the template takes them.

use newsroom::clipping::{Block, Cell, Image, Run};
use newsroom::edition::OwnPicture;
use newsroom::picture::is_in_page;
use serde::Serialize;

use crate::plates::{Plate, Plates};
use crate::words::{LONGEST_WORD, Wording, Words, plain};

/// How deep lists and quotations are set in each other; the paper is not wide enough for more, and Typst
/// gives up at some depth. What is deeper is set there.
const NESTED: usize = 8;

/// Most columns that are set as a table; the rows of a wider one are paragraphs.
const COLUMNS: usize = 10;

#[derive(Debug, Serialize)]
#[serde(tag = "block", rename_all = "kebab-case")]
pub(crate) enum Piece {
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
pub(crate) struct Held {
    strong: bool,
    words: Words,
}

/// The bytes of a kept picture.
pub(crate) type Shown<'s> = dyn Fn(&Image) -> Option<&'s [u8]> + 's;

/// Sets blocks.
pub(crate) struct Setter<'p> {
    /// What was set.
    pub(crate) wording: Wording,
    /// The pictures that can be printed.
    pub(crate) plates: &'p Plates<'p>,
    /// The level of headlines.
    pub(crate) level: u8,
}

impl Setter<'_> {
    /// Blocks that stand so deep in others.
    pub(crate) fn blocks(
        &mut self,
        blocks: &[Block],
        shown: &Shown<'_>,
        depth: usize,
    ) -> Vec<Piece> {
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

    /// A picture that belongs to no story, with its words.
    pub(crate) fn own(&mut self, own: &OwnPicture) -> Vec<Piece> {
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
        blocks
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

//! Paragraphs, lists, tables and pictures of a document.

use std::fmt::Write as _;

use super::runs::{self, Voice};
use super::{Document, paper, plain, styles};
use crate::clipping::{Block, Cell, Image, Run};
use crate::edition::Piece;
use crate::edition::press::links::lawful;
use crate::edition::press::markup::text;
use crate::edition::press::plates::Plate;
use crate::picture::is_in_page;

/// How far a list or a quotation is set in, in twentieths of a point, and how many times at most: text that
/// is set in further has no room.
const STEP: usize = 360;
const DEEPEST: usize = 8;

/// Word opens no table that has more columns.
const COLUMNS: usize = 63;

/// Where blocks are set.
#[derive(Clone, Copy)]
pub(super) struct Place<'p, 'e> {
    /// The style of their paragraphs.
    pub(super) style: &'p str,
    /// The level of the headline that is over them, as pages count it: the edition's title is 1.
    pub(super) level: u8,
    /// The story whose pictures they show.
    pub(super) piece: Option<&'e Piece>,
    /// In how many lists they stand.
    pub(super) depth: usize,
    /// In how many quotations they stand.
    pub(super) quotes: usize,
    pub(super) voice: Voice<'p>,
}

impl<'p> Place<'p, '_> {
    fn styled(self, style: &'p str) -> Self {
        Place { style, ..self }
    }
}

/// The sign of a list's item: which list, and how deep it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bullet {
    list: usize,
    level: usize,
}

/// A paragraph that is to be written.
pub(super) struct Paragraph<'p, 'e> {
    place: Place<'p, 'e>,
    keeps: bool,
}

impl<'p, 'e> Paragraph<'p, 'e> {
    pub(super) fn of(place: Place<'p, 'e>) -> Paragraph<'p, 'e> {
        Paragraph {
            place,
            keeps: false,
        }
    }
}

impl<'e> Document<'e> {
    pub(super) fn blocks(&mut self, blocks: &[Block], place: Place<'_, 'e>) {
        blocks.iter().for_each(|block| self.block(block, place));
    }

    fn block(&mut self, block: &Block, place: Place<'_, 'e>) {
        match block {
            Block::Paragraph { text } => self.paragraph(Paragraph::of(place), text),
            Block::Heading { level, text } => {
                let style = styles::heading(level.saturating_add(place.level - 1));
                self.paragraph(Paragraph::of(place.styled(style)), text);
            }
            Block::List { ordered, items } => self.list(*ordered, items, place),
            Block::Quote { blocks } => {
                let style = if place.style == "Normal" {
                    "QuotedText"
                } else {
                    place.style
                };
                let quotes = place.quotes + 1;
                self.blocks(
                    blocks,
                    Place {
                        style,
                        quotes,
                        ..place
                    },
                );
            }
            Block::Figure {
                image,
                caption,
                credit,
            } => self.figure(image, caption, credit.as_deref(), place),
            Block::Table { rows } => self.table(rows, place),
            Block::Code { text } => {
                self.paragraph(Paragraph::of(place.styled("Code")), &plain(text));
            }
            Block::Embed { label, address } => {
                let link = Run {
                    text: label.clone(),
                    link: Some(address.clone()),
                    ..Run::default()
                };
                self.paragraph(Paragraph::of(place), &[link]);
            }
        }
    }

    /// Each item begins with its sign, which its first paragraph takes.
    fn list(&mut self, ordered: bool, items: &[Vec<Block>], place: Place<'_, 'e>) {
        self.rid_of_bullet(place);
        let list = match ordered {
            true => {
                self.numbered += 1;
                // The first list is that of bullets.
                self.numbered + 1
            }
            false => 1,
        };
        let style = if place.style == "Normal" {
            "ListParagraph"
        } else {
            place.style
        };
        let level = place.depth.min(DEEPEST);
        let within = Place {
            style,
            depth: place.depth + 1,
            ..place
        };
        for item in items {
            self.bullet = Some(Bullet { list, level });
            self.blocks(item, within);
            self.rid_of_bullet(within);
        }
    }

    /// A sign that no paragraph took has one of its own.
    fn rid_of_bullet(&mut self, place: Place<'_, 'e>) {
        if self.bullet.is_some() {
            self.paragraph(Paragraph::of(place), &[]);
        }
    }

    pub(super) fn paragraph(&mut self, paragraph: Paragraph<'_, 'e>, text: &[Run]) {
        let opening = self.opening(&paragraph);
        self.out.push_str(&opening);
        for run in text {
            let words = runs::set(&run.text, run, paragraph.place.voice, self.language);
            match &run.link {
                Some(address) => {
                    let number = *self.numbers.entry(address.clone()).or_insert_with(|| {
                        self.links.push(text_of_link(address.as_str()));
                        self.links.len()
                    });
                    let _ = write!(
                        self.out,
                        "<w:hyperlink r:id=\"link{number}\" w:history=\"1\">{words}</w:hyperlink>"
                    );
                }
                None => self.out.push_str(&words),
            }
        }
        self.out.push_str("</w:p>\n");
    }

    /// How a paragraph begins. The order of its properties is that of the schema.
    pub(super) fn opening(&mut self, paragraph: &Paragraph<'_, 'e>) -> String {
        let place = paragraph.place;
        let mut out = format!("<w:p><w:pPr><w:pStyle w:val=\"{}\"/>", place.style);
        if paragraph.keeps {
            out.push_str("<w:keepNext/>");
        }
        if std::mem::take(&mut self.breaks) {
            out.push_str("<w:pageBreakBefore/>");
        }
        let bullet = self.bullet.take();
        if let Some(Bullet { list, level }) = bullet {
            let _ = write!(
                out,
                "<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>"
            );
        }
        if place.voice.right_to_left {
            out.push_str("<w:bidi/>");
        }
        let steps = (place.depth + place.quotes).min(DEEPEST + 1);
        if steps > 0 {
            let hanging = match bullet {
                Some(_) => format!(" w:hanging=\"{STEP}\""),
                None => String::new(),
            };
            let _ = write!(out, "<w:ind w:left=\"{}\"{hanging}/>", steps * STEP);
        }
        out.push_str("</w:pPr>");
        out
    }

    fn figure(
        &mut self,
        image: &Image,
        caption: &[Run],
        credit: Option<&str>,
        place: Place<'_, 'e>,
    ) {
        let mut words = caption.to_vec();
        if let Some(credit) = credit {
            let gap = if words.is_empty() { "" } else { "\n" };
            words.extend(plain(&format!("{gap}{credit}")));
        }
        let kept = place.piece.and_then(|piece| piece.picture(&image.address));
        let plate = kept.and_then(|kept| self.plates.place(&kept.picture, &kept.bytes));
        let place = place.styled("Figure");
        match plate {
            Some(plate) => self.drawing(&plate, image.alt.as_deref(), place),
            None => {
                let said =
                    (image.alt.as_deref()).map_or_else(String::new, |alt| format!(": {alt}"));
                let link = Run {
                    text: format!("Picture{said}"),
                    link: (!is_in_page(&image.address)).then(|| image.address.clone()),
                    ..Run::default()
                };
                self.paragraph(Paragraph::of(place), &[link]);
            }
        }
        self.caption(&words, place);
    }

    pub(super) fn caption(&mut self, words: &[Run], place: Place<'_, 'e>) {
        if !words.is_empty() {
            self.paragraph(Paragraph::of(place.styled("Caption")), words);
        }
    }

    /// A picture, as large as it is and no larger than the page.
    pub(super) fn drawing(&mut self, plate: &Plate<'_>, alt: Option<&str>, place: Place<'_, 'e>) {
        /// A pixel of 96 to the inch, and a twentieth of a point, in the units of drawings.
        const PIXEL: u64 = 9_525;
        const TWENTIETH: u64 = 635;
        let (width, height, margin) = paper(self.edition.template.look.paper);
        let steps = (place.depth + place.quotes).min(DEEPEST + 1) * STEP;
        let room = u64::from(width - 2 * margin).saturating_sub(steps as u64) * TWENTIETH;
        // Its caption is to stand on the same page.
        let tall = u64::from(height - 2 * margin) * TWENTIETH * 4 / 5;
        let (mut x, mut y) = (
            u64::from(plate.size.0) * PIXEL,
            u64::from(plate.size.1) * PIXEL,
        );
        if x > room {
            (x, y) = (room, y * room / x);
        }
        if y > tall {
            (x, y) = (x * tall / y, tall);
        }
        let (x, y) = (x.max(1), y.max(1));
        self.drawings += 1;
        let (id, number) = (self.drawings, plate.number);
        let alt = text(alt.unwrap_or_default());
        let opening = self.opening(&Paragraph { place, keeps: true });
        let _ = writeln!(
            self.out,
            "{opening}<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
             <wp:extent cx=\"{x}\" cy=\"{y}\"/><wp:docPr id=\"{id}\" name=\"Picture {id}\" descr=\"{alt}\"/>\
             <wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/></wp:cNvGraphicFramePr>\
             <a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>\
             <pic:nvPicPr><pic:cNvPr id=\"{id}\" name=\"{file}\" descr=\"{alt}\"/><pic:cNvPicPr/></pic:nvPicPr>\
             <pic:blipFill><a:blip r:embed=\"picture{number}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
             <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{x}\" cy=\"{y}\"/></a:xfrm>\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>\
             </wp:inline></w:drawing></w:r></w:p>",
            file = plate.file(),
        );
    }

    fn table(&mut self, rows: &[Vec<Cell>], place: Place<'_, 'e>) {
        let rows: Vec<_> = rows.iter().filter(|row| !row.is_empty()).collect();
        let columns = rows
            .iter()
            .map(|row| row.len())
            .max()
            .unwrap_or(0)
            .min(COLUMNS);
        if columns == 0 {
            return;
        }
        self.rid_of_bullet(place);
        let (width, _, margin) = paper(self.edition.template.look.paper);
        let steps = (place.depth + place.quotes).min(DEEPEST + 1) * STEP;
        let each = (width as usize - 2 * margin as usize - steps) / columns;
        let visual = if place.voice.right_to_left {
            "<w:bidiVisual/>"
        } else {
            ""
        };
        let _ = write!(
            self.out,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"StoryTable\"/>{visual}<w:tblW w:w=\"0\" w:type=\"auto\"/>\
             <w:tblInd w:w=\"{steps}\" w:type=\"dxa\"/></w:tblPr><w:tblGrid>"
        );
        for _ in 0..columns {
            let _ = write!(self.out, "<w:gridCol w:w=\"{each}\"/>");
        }
        self.out.push_str("</w:tblGrid>\n");
        let within = Place {
            style: "TableText",
            depth: 0,
            quotes: 0,
            ..place
        };
        for (at, row) in rows.into_iter().enumerate() {
            self.out.push_str("<w:tr>");
            if at == 0 && row.iter().all(|cell| cell.heading) {
                self.out.push_str("<w:trPr><w:tblHeader/></w:trPr>");
            }
            // What goes beyond the last column stands in it, beneath each other.
            let (cells, beyond) = row.split_at(row.len().min(columns));
            for (column, cell) in cells.iter().enumerate() {
                let _ = write!(
                    self.out,
                    "<w:tc><w:tcPr><w:tcW w:w=\"{each}\" w:type=\"dxa\"/></w:tcPr>"
                );
                let beyond = if column + 1 == columns { beyond } else { &[] };
                for cell in std::iter::once(cell).chain(beyond) {
                    let style = if cell.heading {
                        "TableHead"
                    } else {
                        "TableText"
                    };
                    self.paragraph(Paragraph::of(within.styled(style)), &cell.text);
                }
                self.out.push_str("</w:tc>");
            }
            for _ in cells.len()..columns {
                let _ = write!(
                    self.out,
                    "<w:tc><w:tcPr><w:tcW w:w=\"{each}\" w:type=\"dxa\"/></w:tcPr><w:p/></w:tc>"
                );
            }
            self.out.push_str("</w:tr>\n");
        }
        self.out.push_str("</w:tbl>\n");
        // Two tables without a paragraph between them would be one.
        self.paragraph(Paragraph::of(within.styled("AfterTable")), &[]);
    }
}

fn text_of_link(address: &str) -> String {
    text(&lawful(address))
}

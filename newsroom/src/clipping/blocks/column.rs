//! Blocks as they are being made, line by line.

use crate::Address;
use crate::clipping::runs::tidy;
use crate::clipping::{Block, Image, Run};

/// The style in which text stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Style {
    pub(super) strong: bool,
    pub(super) emphasis: bool,
    pub(super) link: Option<Address>,
}

/// Blocks as they are being made, and the line that is not yet one.
#[derive(Debug, Default)]
pub(super) struct Column {
    pub(super) blocks: Vec<Block>,
    pub(super) line: Vec<Run>,
    /// The level of the heading that the line belongs to.
    pub(super) heading: Option<u8>,
    /// In how many lists and quotations the blocks stand.
    pub(super) nested: usize,
}

impl Column {
    /// Adds words to the line.
    pub(super) fn say(&mut self, words: &str, style: &Style) {
        self.line.push(Run {
            text: words.replace(['\n', '\r', '\u{2028}', '\u{2029}'], " "),
            strong: style.strong,
            emphasis: style.emphasis,
            link: style.link.clone(),
        });
    }

    /// Ends the line: it becomes a block, or several where line breaks are doubled.
    pub(super) fn close_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        if line.is_empty() {
            return;
        }
        let mut part: Vec<Run> = Vec::new();
        let mut breaks = 0;
        for run in line {
            if run.text == "\n" {
                breaks += 1;
                continue;
            }
            if run.text.trim().is_empty() && breaks > 0 {
                continue;
            }
            if breaks > 1 {
                self.push(std::mem::take(&mut part));
            } else if breaks == 1 && !part.is_empty() {
                part.push(Run {
                    text: "\n".to_owned(),
                    ..Run::default()
                });
            }
            breaks = 0;
            part.push(run);
        }
        self.push(part);
    }

    /// Whether a picture is shown already: pages repeat it for other screens, or for readers without
    /// scripts.
    pub(super) fn shows(&self, picture: &Image) -> bool {
        let mut figures = self.blocks.iter();
        figures.any(|block| {
            matches!(block, Block::Figure { image, .. } if image.address == picture.address)
        })
    }

    fn push(&mut self, line: Vec<Run>) {
        let text = tidy(line);
        if text.is_empty() {
            return;
        }
        self.blocks.push(match self.heading {
            Some(level) => Block::Heading { level, text },
            None => Block::Paragraph { text },
        });
    }
}

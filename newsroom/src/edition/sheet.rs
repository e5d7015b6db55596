//! An edition laid out: line after line, in the order in which it is read. Every press prints exactly these
//! lines, so that what one format says the others say, and none decides what is printed.

mod laying;

use std::borrow::Cow;

use super::{Edition, OwnPicture, Piece};
use crate::clipping::{Block, Run};
pub(super) use laying::lay_out;

/// An edition laid out.
#[derive(Debug, Clone)]
pub struct Sheet<'e> {
    /// What is laid out: its id, title, date and look.
    pub edition: &'e Edition,
    /// What stands before its parts.
    pub opening: Vec<Line<'e>>,
    /// Its parts, in order.
    pub parts: Vec<SheetPart<'e>>,
    /// What stands after them.
    pub closing: Vec<Line<'e>>,
}

/// A part of an edition, laid out.
#[derive(Debug, Clone)]
pub struct SheetPart<'e> {
    /// Its heading; the first part may have none.
    pub heading: Option<Cow<'e, str>>,
    /// What it is called within a file: `part-2`.
    pub anchor: String,
    /// What stands in it, in order.
    pub entries: Vec<Entry<'e>>,
}

/// What stands in a part, laid out.
#[derive(Debug, Clone)]
pub enum Entry<'e> {
    /// A story.
    Piece {
        /// The story.
        piece: &'e Piece,
        /// What it is called within a file: `story-3`.
        anchor: String,
        /// Its lines, the headline first.
        lines: Vec<Line<'e>>,
    },
    /// The editor's own words, a heading, a divider, or a list that the template wants.
    Own(Line<'e>),
    /// A picture that belongs to no story.
    Picture(&'e OwnPicture),
}

/// What is printed under one style.
#[derive(Debug, Clone)]
pub struct Line<'e> {
    /// What it is.
    pub role: Role,
    /// The language that it is in, a BCP 47 tag, if that is known.
    pub language: Option<&'e str>,
    /// What it says: for most roles one paragraph.
    pub blocks: Cow<'e, [Block]>,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Number and date of the edition.
    Dateline,
    /// What a correction changed.
    Correction,
    /// The editor's opening words.
    Brief,
    /// The editor's words between stories.
    Note,
    /// A heading between stories.
    Heading,
    /// A line across; it says nothing.
    Divider,
    /// What the template gathers: a timeline, a list of sources.
    List,
    /// A story's headline; its one run leads to the story, if it is known where that is.
    Headline,
    /// That the headline was altered.
    Altered,
    /// The headline in our own translation, and that it is ours.
    Translation,
    /// What the desk knows of whether the story holds.
    Claim,
    /// Who reported it and when.
    Source,
    /// Its standfirst.
    Standfirst,
    /// Whose words the following are: the editor's.
    CommentLabel,
    /// What the editor says of it.
    Comment,
    /// What somebody said, verbatim.
    Quote,
    /// Who said it, and where.
    Attribution,
    /// A marked passage, verbatim.
    Highlight,
    /// What the editor says of the passage.
    HighlightNote,
    /// That the text was edited.
    Edited,
    /// The text.
    Body,
    /// The line about the author.
    AuthorNote,
    /// Licence and credit.
    Credit,
    /// What holds the text up: the page that is kept.
    Evidence,
    /// Who signs the edition.
    Signature,
}

impl Line<'_> {
    /// Its words, as one text.
    pub fn words(&self) -> String {
        crate::clipping::markdown::plain_text(&self.blocks)
    }

    /// The runs of its only paragraph; none for what has several blocks.
    pub fn runs(&self) -> &[Run] {
        match &*self.blocks {
            [Block::Paragraph { text }] => text,
            _ => &[],
        }
    }
}

impl<'e> Sheet<'e> {
    /// The stories laid out, in order.
    pub fn pieces(&self) -> impl Iterator<Item = (&'e Piece, &str, &[Line<'e>])> {
        let entries = self.parts.iter().flat_map(|part| &part.entries);
        entries.filter_map(|entry| match entry {
            Entry::Piece {
                piece,
                anchor,
                lines,
            } => Some((*piece, &**anchor, &**lines)),
            Entry::Own(_) | Entry::Picture(_) => None,
        })
    }
}

//! What readers get: what an editor chose and wrote, set at a moment, with everything that printing needs.
//!
//! An [`Edition`] is data. A [`Template`] says how it is worded and how it looks, and lies in it; the two
//! give a [`Sheet`], which is what each press prints. Nothing is looked up on the way: the same edition
//! gives the same bytes.

mod check;
mod file;
mod format;
mod number;
mod piece;
mod press;
mod quote;
mod sheet;
mod template;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::clipping::Block;
use crate::picture::Picture;
use crate::{Error, Result};

pub use check::{Concern, Finding, Gravity, check};
pub use file::{file_name, suggested_path, write_new, write_over};
pub use format::{Format, Print};
pub use number::{Number, id_of};
pub use piece::{Form, ItemPicture, Piece, PieceHighlight, PieceQuote, Told};
pub use press::Watch;
pub use press::html::html_of;
pub use press::mail::{Mail, MailPicture, mail_of};
pub use quote::stands;
pub use sheet::{Entry, Line, Role, Sheet, SheetPart};
pub use template::{Look, Paper, Shape, Template, TemplateCard, Words};

/// An edition, ready to be printed. Kept, it is JSON; the bytes of its pictures lie beside it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Edition {
    /// A UUID that never changes: feeds, books and mails are named by it.
    pub id: String,
    /// Its title: "Monday briefing".
    pub title: String,
    /// Its number, if it was set to be kept.
    pub number: Option<Number>,
    /// Its opening words, the editor's, as Markdown; may be empty.
    pub brief: String,
    /// The language of the editor's words, a BCP 47 tag.
    pub language: String,
    /// Who signs it.
    pub editor: Option<String>,
    /// When it was set.
    pub set_at: DateTime<Utc>,
    /// What it changes of the edition that it corrects, in words.
    pub changes: Option<String>,
    /// How it is worded, and how it looks.
    pub template: Template,
    /// Its parts, in order.
    pub parts: Vec<Part>,
}

/// A part of an edition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// Its heading; the first part may have none.
    pub heading: Option<String>,
    /// What stands in it, in order.
    pub items: Vec<Item>,
}

/// What stands in a part of an edition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "item", rename_all = "kebab-case")]
pub enum Item {
    /// A story.
    Piece(Box<Piece>),
    /// The editor's own words.
    Note {
        /// The words.
        text: Vec<Block>,
    },
    /// A heading between stories.
    Heading {
        /// The words.
        text: String,
    },
    /// A line across.
    Divider,
    /// A picture that belongs to no story.
    Picture(Box<OwnPicture>),
}

/// A picture that the editor put between stories.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OwnPicture {
    /// What it is.
    pub picture: Picture,
    /// What it shows, for those who cannot see it.
    pub alt: Option<String>,
    /// What is said beneath it.
    pub caption: Option<String>,
    /// Whose picture it is.
    pub credit: Option<String>,
    /// Its bytes.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

impl Edition {
    /// Its stories, in order.
    pub fn pieces(&self) -> impl Iterator<Item = &Piece> {
        self.parts
            .iter()
            .flat_map(|part| &part.items)
            .filter_map(|item| match item {
                Item::Piece(piece) => Some(&**piece),
                _ => None,
            })
    }

    /// Its pictures, in order, each as often as it is shown: what it is, and its bytes.
    pub fn pictures(&self) -> impl Iterator<Item = (&Picture, &[u8])> {
        let items = self.parts.iter().flat_map(|part| &part.items);
        items.flat_map(|item| -> Vec<(&Picture, &[u8])> {
            match item {
                Item::Piece(piece) => {
                    let kept = piece.pictures.iter();
                    kept.map(|kept| (&kept.picture, &*kept.bytes)).collect()
                }
                Item::Picture(own) => vec![(&own.picture, &own.bytes)],
                Item::Note { .. } | Item::Heading { .. } | Item::Divider => Vec::new(),
            }
        })
    }

    /// The edition laid out as its template says.
    ///
    /// # Errors
    /// If there is nothing to print, or the template cannot be followed.
    pub fn sheet(&self) -> Result<Sheet<'_>> {
        if self.parts.iter().all(|part| part.items.is_empty()) {
            return Err(Error::Refused(format!(
                "“{}” holds no story yet; add one before printing",
                self.title
            )));
        }
        sheet::lay_out(self)
    }
}

//! A collection as the edition that it would be now.

use chrono::{DateTime, Utc};

use super::{Collections, contents};
use crate::Result;
use crate::clipping::Block;
use crate::clipping::markdown::blocks_from_markdown;
use crate::collection::{ChosenHighlight, ChosenQuote, Collection, CollectionId, Content};
use crate::edition::{
    self, Edition, Form, Item, OwnPicture, Part, Piece, PieceHighlight, PieceQuote, stands,
};
use crate::library::{pictures, rights, templates};
use crate::story::{Fact, Story};

impl Collections<'_> {
    /// The edition that a collection would be now. Stories in the bin are left out, and so are empty sections.
    ///
    /// # Errors
    /// If there is no such collection, its template cannot be followed, or a story cannot be read.
    pub fn draft(&self, collection: CollectionId, now: DateTime<Utc>) -> Result<Edition> {
        let open = self.get(collection)?;
        let template = templates::of_collection(&*self.library.look()?, collection)?;
        let mut parts = vec![Part {
            heading: None,
            items: Vec::new(),
        }];
        let mut room = pictures::MOST_PRINTED;
        for item in contents::items(&*self.library.look()?, collection)? {
            let item = match item.content {
                Content::Section { name } => {
                    parts.push(Part {
                        heading: Some(name),
                        items: Vec::new(),
                    });
                    continue;
                }
                Content::Story { .. } if item.story.as_ref().is_some_and(|story| story.spiked) => {
                    continue;
                }
                Content::Story {
                    story,
                    form,
                    comment,
                    quotes,
                    highlights,
                } => {
                    let story = self.library.stories().get(story)?;
                    let words = (&*comment, &*quotes, &*highlights);
                    Item::Piece(Box::new(self.piece(story, form, words, &mut room)?))
                }
                Content::Note { text } => Item::Note {
                    text: blocks_from_markdown(&text),
                },
                Content::Heading { text } => Item::Heading { text },
                Content::Divider => Item::Divider,
                Content::Picture {
                    picture,
                    alt,
                    caption,
                    credit,
                } => {
                    let said = |text: String| Some(text).filter(|text| !text.is_empty());
                    let bytes = self.library.pictures.read(&picture.file());
                    Item::Picture(Box::new(OwnPicture {
                        bytes: bytes.map(|(_, bytes)| bytes)?,
                        picture,
                        alt: said(alt),
                        caption: said(caption),
                        credit: said(credit),
                    }))
                }
            };
            if let Some(part) = parts.last_mut() {
                part.items.push(item);
            }
        }
        parts.retain(|part| !part.items.is_empty());
        Ok(Edition {
            id: id_of(&open, now),
            title: open.name,
            number: None,
            brief: open.brief,
            language: open.language,
            editor: open.editor,
            set_at: now,
            changes: None,
            template,
            parts,
        })
    }

    fn piece(
        &self,
        story: Story,
        form: Form,
        (comment, quotes, highlights): (&str, &[ChosenQuote], &[ChosenHighlight]),
        room: &mut u64,
    ) -> Result<Piece> {
        let pictures = match form {
            Form::Full => pictures::printed(self.library, &story, room),
            Form::Link | Form::Summary | Form::Quote => Vec::new(),
        };
        let outlet = story.outlet.as_ref().map(|outlet| outlet.value.clone());
        let rights = rights::over(&*self.library.look()?, story.id, outlet.as_deref())?;
        let standfirst = story.standfirst.as_ref().map(kept);
        let body: Vec<Block> = kept(&story.body);
        let place = |text: &str| stands(text, standfirst.as_deref(), &body);
        let quotes = quotes.iter().map(|quote| PieceQuote {
            text: quote.text.clone(),
            speaker: quote.speaker.clone(),
            paragraph: place(&quote.text),
        });
        let quotes = quotes.collect();
        let highlights = highlights.iter().map(|marked| PieceHighlight {
            text: marked.text.clone(),
            note: marked.note.clone(),
            paragraph: place(&marked.text),
        });
        let highlights = highlights.collect();
        Ok(Piece {
            comment: blocks_from_markdown(comment),
            quotes,
            highlights,
            rights,
            ..Piece::of(story, form, pictures)
        })
    }
}

/// What the outlet printed, whatever the editor made of it.
fn kept<T: Clone>(fact: &Fact<T>) -> T {
    fact.original.clone().unwrap_or_else(|| fact.value.clone())
}

fn id_of(open: &Collection, now: DateTime<Utc>) -> String {
    edition::id_of(&["collection", &open.name, &now.to_rfc3339()])
}

//! What readers get: chosen stories, set at a moment, with everything that printing needs.
//!
//! Printing an edition looks nothing up: the same edition gives the same bytes.

mod html;
mod markdown;
mod press;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::claim::{Claim, ClaimStatus};
use crate::clipping::{Block, Published, Run};
use crate::margin::Translation;
use crate::picture::Picture;
use crate::story::{Fact, Snapshot, Standing, Story};
use crate::{Address, Error, Result, picture};

pub use html::html_of;
pub use press::{file_name, suggested_path, write_new, write_over};

/// An edition, ready to be printed.
#[derive(Debug, Clone, PartialEq)]
pub struct Edition {
    /// Its title.
    pub title: String,
    /// What it is about, in the editor's words; may be empty.
    pub brief: String,
    /// When it was set.
    pub set_at: DateTime<Utc>,
    /// Its parts, in order.
    pub parts: Vec<Part>,
}

/// A part of an edition.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Its heading; the first part may have none.
    pub heading: Option<String>,
    /// Its stories, in order.
    pub items: Vec<Item>,
}

/// A story in an edition.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its headline, as the outlet printed it unless its standing says otherwise.
    pub headline: Told<String>,
    /// Its headline in our own translations: language and words.
    pub translated: Vec<(String, String)>,
    /// Its standfirst.
    pub standfirst: Option<Told<String>>,
    /// Who wrote it.
    pub byline: Vec<String>,
    /// Who published it.
    pub outlet: Option<Told<String>>,
    /// Whose wire copy it is.
    pub agency: Option<Told<String>>,
    /// When it was published; an unknown date stays unknown.
    pub published: Option<Told<Published>>,
    /// Where it is.
    pub address: Option<Address>,
    /// The line about the author.
    pub author_note: Option<String>,
    /// BCP 47 language tag.
    pub language: Option<String>,
    /// Its text, with the picture that leads it.
    pub body: Vec<Block>,
    /// The pictures of its text that are kept.
    pub pictures: Vec<ItemPicture>,
    /// Whether what it says holds, if the desk looked into that.
    pub claim: Option<Claim>,
    /// The page that it was cut from; none if it was never fetched.
    pub snapshot: Option<Snapshot>,
}

/// A kept picture in an edition, bytes and all.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemPicture {
    /// Where the page showed it.
    pub address: Address,
    /// What it is.
    pub picture: Picture,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A fact as readers are told it.
#[derive(Debug, Clone, PartialEq)]
pub struct Told<T> {
    /// What is told.
    pub value: T,
    /// How it is known; what is inferred or corrected is printed as such.
    pub standing: Standing,
}

impl<T> From<Fact<T>> for Told<T> {
    fn from(fact: Fact<T>) -> Told<T> {
        Told {
            value: fact.value,
            standing: fact.standing,
        }
    }
}

impl Item {
    /// A story as it stands now, with those of its pictures that are to be printed.
    pub fn of(story: Story, pictures: Vec<ItemPicture>) -> Item {
        let mut body = story.body.value;
        if let Some(lead) = story.lead_image.map(|part| part.value)
            && picture::shown(None, [&body])
                .iter()
                .all(|image| image.address != lead.address)
            && pictures.iter().any(|kept| kept.address == lead.address)
        {
            let lead = Block::Figure {
                caption: lead
                    .caption
                    .iter()
                    .map(|words| Run {
                        text: words.clone(),
                        ..Run::default()
                    })
                    .collect(),
                credit: lead.credit.clone(),
                image: lead,
            };
            body.insert(0, lead);
        }
        let of_headline = |ours: &Translation| ours.anchor.is_none();
        let translated = story.translations.into_iter().filter(of_headline);
        Item {
            headline: story.headline.into(),
            translated: translated.map(|ours| (ours.language, ours.text)).collect(),
            standfirst: story.standfirst.map(Told::from),
            byline: story.byline.map(|byline| byline.value).unwrap_or_default(),
            outlet: story.outlet.map(Told::from),
            agency: story.agency.map(Told::from),
            published: story.published.map(Told::from),
            address: story.address,
            author_note: story.author_note.map(|note| note.value),
            language: story.language.map(|language| language.value),
            body,
            pictures,
            claim: story.claim,
            snapshot: story.snapshot,
        }
    }

    /// The picture at an address, if it is to be printed.
    fn picture(&self, address: &Address) -> Option<&ItemPicture> {
        self.pictures.iter().find(|kept| kept.address == *address)
    }

    /// Who reported it and when, in one line: "By Ann Lee · Valley Courier (inferred), from IBNS · date
    /// unknown".
    fn source(&self) -> String {
        let told = |name: &Told<String>| match name.standing {
            Standing::Inferred => format!("{} (inferred)", name.value),
            _ => name.value.clone(),
        };
        let who = match (
            self.agency.as_ref().map(told),
            self.outlet.as_ref().map(told),
        ) {
            (Some(agency), Some(outlet)) => format!("{outlet}, from {agency}"),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => "outlet unknown".to_owned(),
        };
        let when = match &self.published {
            None => "date unknown".to_owned(),
            Some(published) => {
                let day = published.value.day().format("%-d %B %Y");
                match published.standing {
                    Standing::Corrected => format!("{day} (date set by the editor)"),
                    _ => day.to_string(),
                }
            }
        };
        let by = (!self.byline.is_empty()).then(|| format!("By {}", self.byline.join(", ")));
        let line: Vec<_> = by.into_iter().chain([who, when]).collect();
        line.join(" · ")
    }

    /// What the desk knows of whether it holds, for readers: "Disputed, according to the harbour board".
    fn claim(&self) -> Option<String> {
        let claim = self.claim.as_ref()?;
        let status = match claim.status {
            ClaimStatus::ToVerify => "Not verified yet",
            ClaimStatus::Confirmed => "Confirmed",
            ClaimStatus::Disputed => "Disputed",
            ClaimStatus::DoNotUse => "Not to be used",
        };
        let word = (claim.according_to.as_ref()).map(|name| format!(", according to {name}"));
        let by = (claim.by.as_ref()).map(|name| format!(" (looked into by {name})"));
        let (word, by) = (word.unwrap_or_default(), by.unwrap_or_default());
        Some(format!("{status}{word}{by}"))
    }

    /// What holds the text up: when the page was kept, and its SHA-256; or that it was never fetched.
    fn evidence(&self) -> String {
        match &self.snapshot {
            Some(snapshot) => format!(
                "Page kept on {}, SHA-256 {}",
                snapshot.seen_at.format("%-d %B %Y"),
                snapshot.sha256
            ),
            None => "The page was not fetched; only its link is kept".to_owned(),
        }
    }
}

/// What an edition can be printed as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Markdown, after CommonMark.
    Md,
    /// One HTML file that needs nothing else and runs nothing.
    Html,
}

impl Format {
    /// The end of a file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Md => "md",
            Format::Html => "html",
        }
    }
}

/// What may lie beside a printed text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Beside {
    Files,
    Nothing,
}

/// An edition, printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Print {
    /// The text, which is a file of its own.
    pub text: String,
    /// The files that it shows, to lie beside it: a path within its folder, and bytes.
    pub beside: Vec<(String, Vec<u8>)>,
}

impl Edition {
    /// Prints the edition. An HTML file holds its pictures; those of a Markdown file lie beside it,
    /// named after their content.
    ///
    /// # Errors
    /// Refuses an edition without a story: there is nothing to print.
    pub fn print(&self, format: Format) -> Result<Print> {
        let text = self.text(format, Beside::Files)?;
        let beside = match format {
            Format::Html => Vec::new(),
            Format::Md => {
                let items = self.parts.iter().flat_map(|part| &part.items);
                let files = items.flat_map(|item| &item.pictures).map(markdown::file);
                let mut files: Vec<_> = files.collect();
                files.sort();
                files.dedup();
                files
            }
        };
        Ok(Print { text, beside })
    }

    /// Prints the edition as one text with nothing beside it: what would lie there is a link.
    ///
    /// # Errors
    /// As [`Edition::print`].
    pub fn print_alone(&self, format: Format) -> Result<String> {
        self.text(format, Beside::Nothing)
    }

    fn text(&self, format: Format, beside: Beside) -> Result<String> {
        if self.parts.iter().all(|part| part.items.is_empty()) {
            return Err(Error::Refused(format!(
                "“{}” holds no story yet; file one under it before printing",
                self.title
            )));
        }
        Ok(match format {
            Format::Md => markdown::print(self, beside),
            Format::Html => html::print(self),
        })
    }
}

//! What a story's page said at one moment.
//!
//! [`clip`] cuts a [`Page`] into the parts that a newspaper names. It never fails: news pages are
//! always a little broken, and a story without a byline is still worth keeping. What could not be
//! found is named in [`Clipping::omissions`]; how each part was found stays with it as [`Evidence`].

mod agency;
pub mod answer;
mod blocks;
mod body;
mod byline;
mod captions;
mod credits;
mod date;
mod decode;
mod dom;
mod entities;
mod entries;
mod furniture;
pub(crate) mod further;
mod headline;
mod hints;
mod html;
mod images;
mod jsonld;
mod judge;
mod junk;
mod kind;
mod language;
mod lead_image;
mod leads;
mod lines;
mod lists;
pub(crate) mod mail;
pub mod markdown;
mod marks;
mod meta;
mod omission;
mod openings;
pub(crate) mod ours;
mod outlet;
mod outline;
mod pasted;
mod pdf;
mod published;
mod reread;
mod runs;
mod saved;
mod signs;
mod standfirst;
mod survey;
mod text;
#[cfg(feature = "training")]
pub mod training;
mod trim;
mod writers;

use std::fmt;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

pub use entries::Entry;
pub use kind::PageKind;

use crate::page::Form;
use crate::{Address, Error, Page, Result};
pub(crate) use decode::is_utf16;
pub use further::clip_whole;
pub use omission::Omission;

/// A page, cut into its parts. A clipping never changes: a corrected page gives a further one.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Clipping {
    /// What the page is.
    pub kind: PageKind,
    /// What says so, each sign as a person can look it up: "JSON-LD LiveBlogPosting", "the title
    /// “Access denied”". Nothing has to say that a page is an article.
    pub kind_evidence: Vec<String>,
    /// Where the page says it lives (its canonical address), else where it was found.
    pub address: Option<Address>,
    /// Which part of the page it is, as its address would name it after a `#`; none for all of it.
    pub fragment: Option<String>,
    /// The headline.
    pub headline: Option<Part<String>>,
    /// The sentence or two under the headline that say what the story is.
    pub standfirst: Option<Part<String>>,
    /// Who wrote it, in the order printed; never an agency, an outlet or a job title.
    pub byline: Option<Part<Vec<String>>>,
    /// Everyone whom the page credits, as it names them: people, agencies, desks, the outlet. The
    /// people among them are the byline.
    pub credited: Option<Part<Vec<String>>>,
    /// Who published it.
    pub outlet: Option<Part<String>>,
    /// Whose wire copy it is.
    pub agency: Option<Part<String>>,
    /// The line about the author, as printed.
    pub author_note: Option<Part<String>>,
    /// When it was published, as exactly as the page says.
    pub published: Option<Part<Published>>,
    /// When it was last changed, as exactly as the page says.
    pub modified: Option<Part<Published>>,
    /// Days that the text suggests. They are offered to the editor and never taken.
    pub day_hints: Vec<DayHint>,
    /// BCP 47 language tag: "en", "uk", "zh-Hans".
    pub language: Option<Part<String>>,
    /// The label over the headline: "Analysis", "Europe".
    pub kicker: Option<Part<String>>,
    /// The place at the head of the text: "KYIV", "Islamabad".
    pub dateline: Option<Part<String>>,
    /// The picture that leads the story.
    pub lead_image: Option<Part<Image>>,
    /// Whose the text is, as the page says: "© 2025 Arn Courier".
    pub rights: Option<Part<String>>,
    /// The page's own words for what it is about.
    pub keywords: Option<Part<Vec<String>>>,
    /// Whether the rest is sold; nothing where the page does not say.
    pub paywalled: Option<Part<bool>>,
    /// The article itself, sanitised as it was cut.
    pub body: Vec<Block>,
    /// The entries of a live blog, in the order of the page.
    pub entries: Vec<Entry>,
    /// How many pages it has, where it has pages: a PDF, or a story over several addresses.
    pub pages: Option<u32>,
    /// The pages after the first, where it stands on several addresses. Their snapshots are kept.
    pub further: Vec<Sheet>,
    /// Other stories that the page points to; each story once.
    pub leads: Vec<Lead>,
    /// What could not be found.
    pub omissions: Vec<Omission>,
}

/// A part of a clipping and how it was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Part<T> {
    /// What the page says.
    pub value: T,
    /// Where on the page it says so.
    pub evidence: Evidence,
}

/// Where a part of a clipping was found, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// The page's JSON-LD (schema.org `NewsArticle` and its kin).
    JsonLd,
    /// A `<meta>` or `<link>` tag, or the front matter of a Markdown file.
    Meta,
    /// Markup that says what it is: an `<h1>`, a `rel=author`, a class named byline.
    Markup,
    /// A line of the text, by its words or its place: "By Ann Lee", "(AFP)", the first line of a
    /// paste.
    Text,
    /// Inferred from the line about the author.
    AuthorNote,
    /// Inferred from the address.
    Host,
    /// Inferred from its shape alone.
    Shape,
}

impl Evidence {
    /// Whether this is a conclusion of ours, to be shown as such until a person confirms it.
    pub fn is_inference(self) -> bool {
        matches!(
            self,
            Evidence::AuthorNote | Evidence::Host | Evidence::Shape
        )
    }
}

/// When a story was published: a day, or a moment where the page says so.
///
/// Written as `2025-10-16` or as RFC 3339, `2025-10-16T09:30:00+05:30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "ts",
    derive(ts_rs::TS),
    ts(export, export_to = "wire.ts", type = "string")
)]
#[serde(try_from = "String", into = "String")]
pub enum Published {
    /// A day, and no more.
    Day(NaiveDate),
    /// A moment, in the page's own offset.
    Moment(DateTime<FixedOffset>),
}

impl Published {
    /// Reads `2025-10-16` or RFC 3339.
    ///
    /// # Errors
    /// Refuses, naming the text, whatever is neither.
    pub fn read(text: &str) -> Result<Published> {
        let text = text.trim();
        let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").map(Published::Day);
        day.or_else(|_| DateTime::parse_from_rfc3339(text).map(Published::Moment))
            .map_err(|_| {
                Error::Refused(format!(
                    "“{text}” is not a date: write 2025-10-16, or 2025-10-16T09:30:00+05:30"
                ))
            })
    }

    /// The day, where it was published.
    pub fn day(self) -> NaiveDate {
        match self {
            Published::Day(day) => day,
            Published::Moment(moment) => moment.date_naive(),
        }
    }
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Published::Day(day) => write!(f, "{day}"),
            Published::Moment(moment) => f.write_str(&moment.to_rfc3339()),
        }
    }
}

impl TryFrom<String> for Published {
    type Error = Error;
    fn try_from(text: String) -> Result<Published> {
        Published::read(&text)
    }
}

impl From<Published> for String {
    fn from(published: Published) -> String {
        published.to_string()
    }
}

/// A day that the text suggests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct DayHint {
    /// The words that suggest it: "Thursday".
    pub words: String,
    /// The day they would mean if the page was new when it was seen.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub day: NaiveDate,
}

/// A picture that a page shows. Its address is kept; nothing is fetched when it is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Image {
    /// Where the picture is.
    pub address: Address,
    /// What it shows, for those who cannot see it.
    pub alt: Option<String>,
    /// What it shows, as the page says. A picture inside the body has its words in its block.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub caption: Option<String>,
    /// Whose picture it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub credit: Option<String>,
}

/// A block of the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
#[serde(tag = "block", rename_all = "kebab-case")]
pub enum Block {
    /// A paragraph.
    Paragraph {
        /// Its text.
        text: Vec<Run>,
    },
    /// A heading inside the story.
    Heading {
        /// 2 to 6: the headline is the only 1.
        level: u8,
        /// Its text.
        text: Vec<Run>,
    },
    /// A list.
    List {
        /// Whether its items are numbered.
        ordered: bool,
        /// Its items, each a few blocks.
        items: Vec<Vec<Block>>,
    },
    /// A quotation set apart.
    Quote {
        /// What is quoted.
        blocks: Vec<Block>,
    },
    /// A picture with its words.
    Figure {
        /// The picture.
        image: Image,
        /// What it shows, as the page says.
        caption: Vec<Run>,
        /// Whose picture it is.
        credit: Option<String>,
    },
    /// A table.
    Table {
        /// Rows of cells.
        rows: Vec<Vec<Cell>>,
    },
    /// Text whose spaces matter.
    Code {
        /// The text.
        text: String,
    },
    /// Something from elsewhere (a video, a post), kept as a labelled link.
    Embed {
        /// What it is: "Video", "Post on a social network", or its title.
        label: String,
        /// Where it is.
        address: Address,
    },
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Cell {
    /// Whether it heads its row or column.
    pub heading: bool,
    /// Its text.
    pub text: Vec<Run>,
}

/// A run of text in one style. A line break is a `\n` inside the text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Run {
    /// The words.
    pub text: String,
    /// Bold, or strong.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "ts", ts(as = "Option<bool>", optional))]
    pub strong: bool,
    /// Italic, or stressed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "ts", ts(as = "Option<bool>", optional))]
    pub emphasis: bool,
    /// Where the words lead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub link: Option<Address>,
}

/// Another story that a page points to, offered for clipping.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Lead {
    /// Its headline, as the page prints it.
    pub headline: String,
    /// The sentence that goes with it.
    pub summary: Option<String>,
    /// Where it is; a paste does not say.
    pub address: Option<Address>,
    /// The lists it stands in, as headed: "Related Articles", "Latest News".
    pub lists: Vec<String>,
}

/// A further page of a story, and where its evidence is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Where it was found.
    pub address: Option<Address>,
    /// SHA-256 of its bytes, in hexadecimal, by which its snapshot is known.
    pub sha256: String,
}

/// Cuts a clipping out of a page.
///
/// This never fails, whatever the bytes are, and gives the same clipping for the same page.
/// Whatever could not be found is named in [`Clipping::omissions`].
pub fn clip(page: &Page) -> Clipping {
    let text = || decode::decode(page);
    let mut clipping = match page.form {
        Form::Html => saved::cut(&text(), page),
        Form::Text => pasted::cut(&text(), page.seen_at.date_naive()),
        Form::Markdown => markdown::cut(&text(), page),
        Form::Pdf => pdf::cut(page),
        Form::Mail => mail::cut_mail(page),
        Form::Archive => mail::cut_archive(page),
    };
    clipping.address = clipping.address.take().or_else(|| page.address.clone());
    omission::name_all(&mut clipping);
    clipping
}

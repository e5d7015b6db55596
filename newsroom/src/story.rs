//! A story as it stands in a library: what its latest clipping says, under what the editor says.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::Address;
use crate::claim::Claim;
use crate::clipping::{Block, DayHint, Evidence, Image, Lead, Omission, PageKind, Part, Published};
use crate::margin::{Highlight, Note, Quote, Translation};
use crate::page::How;
use crate::picture::StoryPicture;
use crate::topic::Placing;

/// A story's number in its library. Numbers grow in the order of clipping and are never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(
    feature = "ts",
    derive(ts_rs::TS),
    ts(export, export_to = "wire.ts", type = "number")
)]
#[serde(transparent)]
pub struct StoryId(pub(crate) i64);

/// A part of a story as it stands, and how we know it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Fact<T> {
    /// What holds.
    pub value: T,
    /// How we know it.
    pub standing: Standing,
    /// Where the page says so; none for what only the editor says.
    pub evidence: Option<Evidence>,
    /// What the page says, where the editor says otherwise.
    pub original: Option<T>,
}

/// How a fact is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// The page says so.
    Found,
    /// We concluded it; a person has not confirmed it yet.
    Inferred,
    /// A person confirmed what was found or inferred.
    Confirmed,
    /// A person wrote it; it wins over any later clip.
    Corrected,
}

/// A part of a story that the editor can correct.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum PartName {
    /// The headline.
    Headline,
    /// The standfirst.
    Standfirst,
    /// The writers.
    Byline,
    /// Who published it.
    Outlet,
    /// Whose wire copy it is.
    Agency,
    /// The line about the author.
    AuthorNote,
    /// When it was published.
    Published,
    /// Its language.
    Language,
    /// The label over the headline.
    Kicker,
    /// The place at the head of the text.
    Dateline,
    /// The text.
    Body,
}

impl PartName {
    /// All the parts, in the order in which a story prints them.
    pub const ALL: [PartName; 11] = [
        PartName::Kicker,
        PartName::Headline,
        PartName::Standfirst,
        PartName::Byline,
        PartName::Outlet,
        PartName::Agency,
        PartName::Published,
        PartName::Dateline,
        PartName::Body,
        PartName::AuthorNote,
        PartName::Language,
    ];

    /// The part's name as it is stored and typed: `author-note`.
    pub fn as_str(self) -> &'static str {
        match self {
            PartName::Headline => "headline",
            PartName::Standfirst => "standfirst",
            PartName::Byline => "byline",
            PartName::Outlet => "outlet",
            PartName::Agency => "agency",
            PartName::AuthorNote => "author-note",
            PartName::Published => "published",
            PartName::Language => "language",
            PartName::Kicker => "kicker",
            PartName::Dateline => "dateline",
            PartName::Body => "body",
        }
    }

    /// The part's name in a sentence: "author's note".
    pub fn words(self) -> &'static str {
        match self {
            PartName::AuthorNote => "author's note",
            PartName::Published => "date",
            _ => self.as_str(),
        }
    }
}

/// What the editor says about a story as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Marks {
    /// It has been read.
    pub read: bool,
    /// It has a star.
    pub starred: bool,
    /// It has left the inbox.
    pub done: bool,
    /// It is in the bin.
    pub spiked: bool,
}

/// A change of one mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// It has been read.
    Read,
    /// It has not been read.
    Unread,
    /// Give it a star.
    Starred,
    /// Take its star away.
    Unstarred,
    /// It leaves the inbox.
    Done,
    /// It goes back to the inbox.
    Undone,
}

impl Mark {
    /// The mark in a sentence: "starred".
    pub fn words(self) -> &'static str {
        match self {
            Mark::Read => "read",
            Mark::Unread => "unread",
            Mark::Starred => "starred",
            Mark::Unstarred => "not starred",
            Mark::Done => "done",
            Mark::Undone => "not done",
        }
    }
}

/// An entry of a live blog, and the story it became, if it was clipped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct StoryEntry {
    /// Its heading, or the beginning of its text.
    pub headline: String,
    /// When it was published.
    pub published: Option<Published>,
    /// The story that it is clipped as.
    pub clipped: Option<StoryId>,
}

/// A story, whole: what the reader draws.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Story {
    /// Its number.
    pub id: StoryId,
    /// Where it is; a paste does not say.
    pub address: Option<Address>,
    /// Why its page is not here yet; none once it has been clipped.
    pub unfetched: Option<String>,
    /// What its page is.
    pub kind: PageKind,
    /// What says so.
    pub kind_evidence: Vec<String>,
    /// The entries of a live blog, in the order of the page.
    pub entries: Vec<StoryEntry>,
    /// The headline; the address, or "Untitled", where the page has none.
    pub headline: Fact<String>,
    /// The standfirst.
    pub standfirst: Option<Fact<String>>,
    /// The writers.
    pub byline: Option<Fact<Vec<String>>>,
    /// Who published it.
    pub outlet: Option<Fact<String>>,
    /// Whose wire copy it is.
    pub agency: Option<Fact<String>>,
    /// The line about the author.
    pub author_note: Option<Fact<String>>,
    /// When it was published.
    pub published: Option<Fact<Published>>,
    /// Days that the text suggests, to be offered while `published` is unknown.
    pub day_hints: Vec<DayHint>,
    /// BCP 47 language tag.
    pub language: Option<Fact<String>>,
    /// The label over the headline.
    pub kicker: Option<Fact<String>>,
    /// The place at the head of the text.
    pub dateline: Option<Fact<String>>,
    /// Everyone whom the page credits, as it names them.
    pub credited: Option<Part<Vec<String>>>,
    /// When it was last changed.
    pub modified: Option<Part<Published>>,
    /// Whose the text is, as the page says.
    pub rights: Option<Part<String>>,
    /// The page's own words for what it is about.
    pub keywords: Option<Part<Vec<String>>>,
    /// Whether the rest is sold; nothing where the page does not say.
    pub paywalled: Option<Part<bool>>,
    /// The picture that leads the story.
    pub lead_image: Option<Part<Image>>,
    /// The pictures that it shows, the one that leads it first.
    pub pictures: Vec<StoryPicture>,
    /// The text.
    pub body: Fact<Vec<Block>>,
    /// The text as Markdown, to be edited.
    pub body_markdown: String,
    /// Stories that its page points to.
    pub leads: Vec<StoryLead>,
    /// What the latest clip could not find.
    pub omissions: Vec<Omission>,
    /// How many pages it has, where it has pages: a PDF, or a story over several addresses.
    pub pages: Option<u32>,
    /// What the editor says of it.
    pub marks: Marks,
    /// Its tags, in alphabetical order.
    pub tags: Vec<String>,
    /// The topics it is filed under.
    pub placings: Vec<Placing>,
    /// Whether what it says holds, if somebody looked into that.
    pub claim: Option<Claim>,
    /// What the editor wrote in its margin.
    pub notes: Vec<Note>,
    /// The passages that are marked.
    pub highlights: Vec<Highlight>,
    /// What was kept of what was said.
    pub quotes: Vec<Quote>,
    /// Its headline and passages in our own translation.
    pub translations: Vec<Translation>,
    /// Other stories with the same text, the first fifty.
    pub copies: Vec<Copy>,
    /// When it was first clipped.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub added_at: DateTime<Utc>,
    /// The evidence behind the latest clipping; none while the page was not fetched.
    pub snapshot: Option<Snapshot>,
    /// How many different clippings of its page are kept.
    pub versions: u32,
}

/// Another story with the same text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Copy {
    /// The story.
    pub story: StoryId,
    /// Its headline.
    pub headline: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// When it was first clipped.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub added_at: DateTime<Utc>,
}

/// One of the clippings of a story's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Version {
    /// Its number in the library.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub id: i64,
    /// When its page was received.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub seen_at: DateTime<Utc>,
    /// How it came in.
    pub how: How,
    /// SHA-256 of the bytes received, in hexadecimal.
    pub sha256: String,
    /// How many bytes were received.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub bytes: u64,
    /// What it calls itself.
    pub headline: Option<String>,
    /// Words of its text.
    pub words: u32,
}

/// What a version says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct VersionText {
    /// Its headline.
    pub headline: Option<String>,
    /// Its standfirst.
    pub standfirst: Option<String>,
    /// Its text.
    pub body: Vec<Block>,
}

/// The evidence behind a clipping.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Snapshot {
    /// SHA-256 of the bytes received, in hexadecimal.
    pub sha256: String,
    /// How many bytes were received.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub bytes: u64,
    /// When they were received.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub seen_at: DateTime<Utc>,
    /// How they came in.
    pub how: How,
}

/// Something that was done to a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Deed {
    /// When.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub at: DateTime<Utc>,
    /// What, in words: "Tagged 3 stories “Budapest”".
    pub words: String,
}

/// A lead, and what has become of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct StoryLead {
    /// Its number in the library.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub id: i64,
    /// What the page says of it, with the address that the editor may have added.
    #[serde(flatten)]
    pub lead: Lead,
    /// The story, once it has been clipped.
    pub clipped: Option<StoryId>,
}

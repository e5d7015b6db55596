//! What a person asks for when they search or filter: words, and what a story is.
//!
//! [`read`] makes it of what is typed; [`tokens`], [`stem`] and [`skeleton`] say when two words are the
//! same; [`snippet`] shows where a story holds what was asked for.

mod names;
mod operators;
mod reading;
mod snippets;
mod stems;
mod told;
mod typed;
mod wanted;
mod words;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::claim::ClaimStatus;
use crate::topic::{SectionId, TopicId};

pub use names::{skeleton, sounds};
pub use reading::{Reading, read};
pub use snippets::{marked, snippet};
pub use stems::{Endings, endings, likely, stem};
pub use wanted::{Sought, Wanted};
pub use words::{Tokens, tokens};

/// What is asked for. An empty [`Asked::All`] asks for every story, an empty [`Asked::Any`] for none.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
#[serde(tag = "asked", content = "of", rename_all = "kebab-case")]
pub enum Asked {
    /// All of these.
    All(Vec<Asked>),
    /// At least one of these.
    Any(Vec<Asked>),
    /// Everything else.
    Not(Box<Asked>),
    /// Stories that hold words.
    Words(Words),
    /// Stories that are something.
    Filter(Filter),
}

/// Words that a story holds: one, or several that follow each other.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Words {
    /// Where they stand.
    pub within: Within,
    /// The words as they were typed, at least one; more than one is a phrase.
    pub words: Vec<String>,
    /// Whether the last of them may be the beginning of a longer one.
    pub open: bool,
    /// Whether the words were in quotation marks: as they are, neither stemmed nor respelled.
    pub exact: bool,
}

/// Where words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Within {
    /// Headline, standfirst, body, byline, outlet, agency, notes, highlights, quotes; and tags.
    Everything,
    /// The headline.
    Headline,
}

/// What a story is, apart from its words. Names are compared as [`crate::search`] folds them: one
/// that is nobody's whole name asks for all names that hold its words.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
#[serde(tag = "filter", content = "value", rename_all = "kebab-case")]
pub enum Filter {
    /// Its state.
    Is(State),
    /// What it has.
    Has(Thing),
    /// It wears a tag, by its whole name.
    Tagged(String),
    /// It wears a tag.
    Tag(String),
    /// It is filed under a topic, named.
    Topic(String),
    /// It is filed under a topic.
    InTopic(TopicId),
    /// It is filed under a topic, and stands in none of its sections.
    Unplaced(TopicId),
    /// It stands in a section.
    InSection(SectionId),
    /// Somebody judged whether it holds.
    Claim(ClaimStatus),
    /// An outlet published it.
    Outlet(String),
    /// It is an agency's wire copy.
    Agency(String),
    /// Somebody wrote it.
    Author(String),
    /// It is in a language, a BCP 47 tag; `pt` asks for `pt-BR` as well.
    Language(String),
    /// It was published on one of these days, as its page says; never true of an unknown date.
    Published(Days),
    /// It was clipped at one of these moments.
    Clipped(Moments),
}

/// A story's state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It has been read.
    Read,
    /// It has not.
    Unread,
    /// It has a star.
    Starred,
    /// It has left the inbox.
    Done,
    /// It has not left the inbox.
    Inbox,
    /// Its page is still to be fetched.
    Unfetched,
}

/// What a story can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Thing {
    /// A note of the editor's.
    Note,
    /// A highlight.
    Highlight,
    /// A quote that was kept.
    Quote,
    /// Other stories with the same text.
    Copies,
    /// A tag.
    Tag,
    /// A topic.
    Topic,
    /// A known day of publication.
    Date,
}

/// Days from one, inclusive, to another, exclusive; without an end where it is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Days {
    /// The first day.
    #[cfg_attr(feature = "ts", ts(type = "string | null"))]
    pub from: Option<NaiveDate>,
    /// The day after the last.
    #[cfg_attr(feature = "ts", ts(type = "string | null"))]
    pub until: Option<NaiveDate>,
}

/// Moments from one, inclusive, to another, exclusive; without an end where it is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Moments {
    /// The first.
    #[cfg_attr(feature = "ts", ts(type = "string | null"))]
    pub from: Option<DateTime<Utc>>,
    /// The first that is too late.
    #[cfg_attr(feature = "ts", ts(type = "string | null"))]
    pub until: Option<DateTime<Utc>>,
}

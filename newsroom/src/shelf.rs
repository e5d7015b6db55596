//! What the library shows: shelves, and lists of the stories on them.

use std::path::Path;

use chrono::{DateTime, Local, Utc};
use serde::{Deserialize, Serialize};

use crate::Result;
use crate::claim::ClaimStatus;
use crate::clipping::{PageKind, Published};
use crate::picture::Picture;
use crate::search::{self, Asked};
use crate::story::{Marks, StoryId};
use crate::topic::{SectionId, Tag, Topic, TopicId};

/// A line of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Row {
    /// The story.
    pub id: StoryId,
    /// What its page is.
    pub kind: PageKind,
    /// Its headline.
    pub headline: String,
    /// Its standfirst, or the beginning of its text.
    pub standfirst: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Whether the outlet is a conclusion of ours that nobody has confirmed.
    pub outlet_inferred: bool,
    /// Whose wire copy it is.
    pub agency: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// When it was first clipped.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub added_at: DateTime<Utc>,
    /// Its language.
    pub language: Option<String>,
    /// Whether its page is still to be fetched.
    pub unfetched: bool,
    /// What the editor says of it.
    pub marks: Marks,
    /// Its first picture that is kept, and that can be drawn small.
    pub picture: Option<Picture>,
    /// Whether what it says holds, if somebody looked into that.
    pub claim: Option<ClaimStatus>,
    /// Its headline in our own translation.
    pub translated: Option<String>,
    /// How many passages of it are highlighted.
    pub highlights: u32,
    /// How many notes there are to it.
    pub notes: u32,
    /// How many other stories have the same text, spiked ones left out.
    pub copies: u32,
    /// Its tags, in alphabetical order.
    pub tags: Vec<String>,
    /// Where the words that were searched for stand: text and matches by turns, text first.
    pub snippet: Option<Vec<String>>,
}

/// Which stories a list shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
#[serde(tag = "shelf", rename_all = "kebab-case")]
pub enum Shelf {
    /// What is not done.
    Inbox,
    /// What was clipped since a moment, the beginning of the editor's day.
    Today {
        /// The moment.
        #[cfg_attr(feature = "ts", ts(type = "string"))]
        since: DateTime<Utc>,
    },
    /// What has a star.
    Starred,
    /// What has a highlight.
    Highlights,
    /// Everything that is not spiked.
    All,
    /// Links whose page is still to be fetched.
    Unfetched,
    /// The bin.
    Spiked,
    /// A topic.
    Topic {
        /// Which.
        topic: TopicId,
    },
    /// What waits in a topic for a place in one of its sections.
    Unplaced {
        /// Which topic.
        topic: TopicId,
    },
    /// A section of a topic.
    Section {
        /// Which.
        section: SectionId,
    },
    /// Stories with a tag.
    Tag {
        /// Which.
        tag: String,
    },
}

/// In which order a list shows stories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// The latest clipped first.
    #[default]
    Clipped,
    /// The latest published first; unknown dates at the end.
    Published,
    /// The earliest clipped first.
    EarliestClipped,
    /// The earliest published first; unknown dates at the end.
    EarliestPublished,
    /// The best match first; without words to match, the latest clipped.
    Best,
    /// In the order of the topic that the list is about; elsewhere, the latest clipped.
    Placed,
}

/// What a list asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Query {
    /// Which stories.
    pub shelf: Shelf,
    /// Only unread ones.
    pub unread_only: bool,
    /// Only those that this search finds; [`crate::search`] says how it is written.
    pub words: Option<String>,
    /// Only those for which this holds.
    pub filter: Option<Asked>,
    /// In which order.
    pub sort: Sort,
    /// The last story of the page before; none for the first page.
    pub after: Option<StoryId>,
    /// How many rows to pass over first.
    pub skip: u32,
    /// How many rows at most.
    pub limit: u32,
}

impl Query {
    /// A shelf from its beginning, with all that stands on it.
    pub fn of(shelf: Shelf, sort: Sort) -> Query {
        Query {
            shelf,
            unread_only: false,
            words: None,
            filter: None,
            sort,
            after: None,
            skip: 0,
            limit: 50,
        }
    }
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Rows {
    /// The rows, in order.
    pub rows: Vec<Row>,
    /// Whether more rows follow.
    pub more: bool,
}

/// How much a whole list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Tally {
    /// How many stories.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub total: u64,
    /// How many of them are unread.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub unread: u64,
    /// How many outlets they come from.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub outlets: u64,
}

/// What some stories have in common, and how many of them have it; the most frequent first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Facets {
    /// Their outlets.
    pub outlets: Vec<Facet>,
    /// The agencies whose copy they are.
    pub agencies: Vec<Facet>,
    /// Their writers.
    pub writers: Vec<Facet>,
    /// Their languages.
    pub languages: Vec<Facet>,
    /// Their tags.
    pub tags: Vec<Facet>,
    /// Their topics.
    pub topics: Vec<Facet>,
}

/// One thing that stories have in common.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Facet {
    /// Its name.
    pub name: String,
    /// How many of the stories have it.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub stories: u64,
}

/// What the library pane shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Shelves {
    /// Stories that are not done.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub inbox: u64,
    /// Stories clipped since the beginning of the editor's day.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub today: u64,
    /// Stories with a star.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub starred: u64,
    /// Stories that are not spiked.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub all: u64,
    /// Links whose page is still to be fetched.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub unfetched: u64,
    /// Stories with a highlight.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub highlights: u64,
    /// Stories in the bin.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub spiked: u64,
    /// Topics, in the editor's order.
    pub topics: Vec<Topic>,
    /// Tags, in alphabetical order.
    pub tags: Vec<Tag>,
    /// Saved searches, in the editor's order.
    pub searches: Vec<SavedSearch>,
    /// What `undo` would take back: "Tagged 3 stories “Budapest”".
    pub undo: Option<String>,
    /// What `redo` would do again.
    pub redo: Option<String>,
}

/// What the desk knows about the library when it opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Holding {
    /// The folder's name.
    pub name: String,
    /// The folder.
    pub folder: String,
}

impl Holding {
    /// The library in a folder, by the folder alone.
    pub fn of(folder: &Path) -> Holding {
        let name = folder.file_name().unwrap_or(folder.as_os_str());
        Holding {
            name: name.to_string_lossy().into_owned(),
            folder: folder.display().to_string(),
        }
    }
}

/// A saved search's number in its library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(
    feature = "ts",
    derive(ts_rs::TS),
    ts(export, export_to = "wire.ts", type = "number")
)]
#[serde(transparent)]
pub struct SearchId(pub(crate) i64);

/// A search that was kept under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct SavedSearch {
    /// Its number.
    pub id: SearchId,
    /// Its name, unique without regard to case.
    pub name: String,
    /// What is searched for, as it was typed.
    pub words: String,
    /// How many stories it finds now.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub stories: u64,
}

/// What was typed into the search field, understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Understood {
    /// In words; empty where nothing was typed, or nothing of it could be looked for.
    pub understood: String,
    /// What was left out or closed for the typist, a sentence each.
    pub complaints: Vec<String>,
}

impl Understood {
    /// Reads what was typed, in the time zone of the desk.
    ///
    /// # Errors
    /// As [`crate::search::read`].
    pub fn read(typed: &str) -> Result<Understood> {
        let reading = search::read(typed, &Local)?;
        let nothing = reading.asked == Asked::Any(Vec::new());
        Ok(Understood {
            understood: if nothing {
                String::new()
            } else {
                reading.understood
            },
            complaints: reading.complaints,
        })
    }
}

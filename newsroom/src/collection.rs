//! Collections: what is gathered for readers, in order, with the editor's own words.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::edition::{Form, Number};
use crate::picture::Picture;
use crate::story::StoryId;
use crate::topic::{SectionId, TopicId};

macro_rules! numbers {
    ($($(#[$doc:meta])* $name:ident),+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
            #[cfg_attr(
                feature = "ts",
                derive(ts_rs::TS),
                ts(export, export_to = "wire.ts", type = "number")
            )]
            #[serde(transparent)]
            pub struct $name(pub(crate) i64);

            impl $name {
                /// The thing with a number that a person gave, if there is one.
                pub fn numbered(number: i64) -> $name {
                    $name(number)
                }
            }
        )+
    };
}

numbers!(
    /// A collection's number in its library.
    CollectionId,
    /// The number of what stands in a collection.
    ItemId,
    /// The number of a source of a collection.
    SourceId
);

/// A collection as the library pane shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct CollectionCard {
    /// Its number.
    pub id: CollectionId,
    /// Its name, unique without regard to case.
    pub name: String,
    /// How many stories stand in its draft.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub stories: u64,
    /// How many new stories wait.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub pending: u64,
    /// The edition that was set last.
    pub last: Option<EditionCard>,
}

/// An edition that was set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct EditionCard {
    /// The collection's name when it was set.
    pub collection: String,
    /// Its number.
    pub number: Number,
    /// Its title.
    pub title: String,
    /// When it was set.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub set_at: DateTime<Utc>,
    /// What it corrects, in words.
    pub changes: Option<String>,
    /// When it was withdrawn.
    #[cfg_attr(feature = "ts", ts(type = "string | null"))]
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// Why it was.
    pub why: Option<String>,
    /// How many stories it has.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub stories: u64,
}

/// What left the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Delivery {
    /// When.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub at: DateTime<Utc>,
    /// Which edition.
    pub number: Number,
    /// As what: the name of a format.
    pub format: String,
    /// To whom: a file, or an address.
    pub taker: String,
    /// What became of it.
    pub state: DeliveryState,
    /// What the server said.
    pub said: Option<String>,
}

/// What became of a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum DeliveryState {
    /// It was begun, and nobody knows whether it arrived.
    OnItsWay,
    /// It was written, or the server took it.
    Delivered,
    /// The server would not take it.
    Refused,
}

/// A collection, open.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Collection {
    /// Its number.
    pub id: CollectionId,
    /// Its name.
    pub name: String,
    /// What stands before everything, as Markdown.
    pub brief: String,
    /// The language of the editor's words, a BCP 47 tag.
    pub language: String,
    /// Who signs it.
    pub editor: Option<String>,
    /// The name of its template.
    pub template: String,
    /// The number that the next edition gets.
    pub next_number: u32,
    /// Who gets it by mail: `Ann Lee <ann@mail.example>`.
    pub recipients: Vec<String>,
    /// What stands in it, in order.
    pub items: Vec<Collected>,
    /// Where it looks for new stories.
    pub sources: Vec<Source>,
    /// New stories that wait.
    pub pending: Vec<Pending>,
    /// The editions that were set of it, the latest first.
    pub editions: Vec<EditionCard>,
}

/// What is said of a collection as a whole. What is `None` stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
#[serde(default, deny_unknown_fields)]
pub struct Described {
    /// Its name.
    pub name: Option<String>,
    /// What stands before everything.
    pub brief: Option<String>,
    /// The language of the editor's words.
    pub language: Option<String>,
    /// Who signs it; empty for nobody.
    pub editor: Option<String>,
    /// The name of its template.
    pub template: Option<String>,
    /// The number that the next edition gets.
    pub next_number: Option<u32>,
    /// Who gets it by mail, as people write lists of addresses.
    pub recipients: Option<String>,
}

/// Something that stands in a collection.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Collected {
    /// Its number.
    pub id: ItemId,
    /// Whether it is there again in the next edition.
    pub stays: bool,
    /// What it is.
    pub content: Content,
    /// Of a story: what it is called, and where it was used before.
    pub story: Option<CollectedStory>,
}

/// What a collection shows of a story in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct CollectedStory {
    /// Its headline.
    pub headline: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its date: `2026-11-26`.
    pub published: Option<String>,
    /// Whether it lies in the bin: then it is not printed.
    pub spiked: bool,
    /// The editions in which it was used: "Monday briefing, No. 41".
    pub used_in: Vec<String>,
}

/// What something in a collection is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Content {
    /// The beginning of a section.
    Section {
        /// Its name.
        name: String,
    },
    /// A story.
    Story {
        /// Which.
        story: StoryId,
        /// How much of it is printed.
        form: Form,
        /// What the editor says of it, as Markdown.
        comment: String,
        /// What is quoted from it.
        quotes: Vec<ChosenQuote>,
        /// Which marked passages are printed.
        highlights: Vec<ChosenHighlight>,
    },
    /// The editor's own words, as Markdown.
    Note {
        /// The words.
        text: String,
    },
    /// A heading between stories.
    Heading {
        /// The words.
        text: String,
    },
    /// A line across.
    Divider,
    /// A picture that belongs to no story.
    Picture {
        /// What it is.
        picture: Picture,
        /// What it shows, for those who cannot see it.
        alt: String,
        /// What is said beneath it.
        caption: String,
        /// Whose picture it is.
        credit: String,
    },
}

/// What is quoted from a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct ChosenQuote {
    /// The words, verbatim; what was cut out of them stands as `[…]`.
    pub text: String,
    /// Who said it, if that is known.
    pub speaker: Option<String>,
}

/// A marked passage of a story that is printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct ChosenHighlight {
    /// The passage.
    pub text: String,
    /// What the editor says of it; may be empty.
    pub note: String,
}

/// Where a collection looks for new stories.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Source {
    /// Its number.
    pub id: SourceId,
    /// The topic.
    pub topic: TopicId,
    /// The topic's name, and its section's.
    pub name: String,
    /// The topic's section, if only that is looked at.
    pub topic_section: Option<SectionId>,
    /// The section that its stories go to; none for the end.
    pub section: Option<ItemId>,
}

/// A new story that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Pending {
    /// The story.
    pub story: StoryId,
    /// Its headline.
    pub headline: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// The source that brought it.
    pub source: SourceId,
}

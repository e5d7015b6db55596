//! Running files such as "Ukraine diplomacy", and their sections.

use serde::{Deserialize, Serialize};

use crate::story::StoryId;
use crate::{Error, Result};

/// A topic's number in its library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(
    feature = "ts",
    derive(ts_rs::TS),
    ts(export, export_to = "wire.ts", type = "number")
)]
#[serde(transparent)]
pub struct TopicId(pub(crate) i64);

/// A section's number in its library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(
    feature = "ts",
    derive(ts_rs::TS),
    ts(export, export_to = "wire.ts", type = "number")
)]
#[serde(transparent)]
pub struct SectionId(pub(crate) i64);

/// A topic as the library pane shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Topic {
    /// Its number.
    pub id: TopicId,
    /// Its name, unique without regard to case.
    pub name: String,
    /// What belongs here, in the editor's words.
    pub brief: String,
    /// Its colour; none has the one of its place.
    pub colour: Option<TopicColour>,
    /// How many stories it gathers, spiked ones left out.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub stories: u64,
    /// How many of them are unread.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub unread: u64,
    /// Its sections, in order.
    pub sections: Vec<Section>,
}

/// A section of a topic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Section {
    /// Its number.
    pub id: SectionId,
    /// Its name, unique in its topic.
    pub name: String,
    /// What belongs here, in the editor's words.
    pub brief: String,
    /// How many stories stand in it, spiked ones left out.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub stories: u64,
}

/// Where a story stands in a topic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Placing {
    /// The topic.
    pub topic: TopicId,
    /// Its name.
    pub name: String,
    /// The section, if it has been placed in one.
    pub section: Option<SectionId>,
    /// The section's name.
    pub section_name: Option<String>,
}

/// A topic's stories, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contents {
    /// The topic's name.
    pub name: String,
    /// Its sections that hold a story; the stories that stand in none come first.
    pub parts: Vec<ContentsPart>,
}

/// A section in a topic's contents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ContentsPart {
    /// The section's name; none for stories that stand in no section.
    pub section: Option<String>,
    /// Its stories.
    pub stories: Vec<ContentsStory>,
}

/// A story in a topic's contents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ContentsStory {
    /// The story.
    pub id: StoryId,
    /// Its headline.
    pub headline: String,
}

/// A tag and how many stories wear it, spiked ones left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Tag {
    /// Its name, unique without regard to case.
    pub name: String,
    /// How many stories wear it.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub stories: u64,
}

/// A name that a person gave to a tag, a topic or a section (`what`), tidied: spaces single, and
/// nothing in it that cannot be seen.
///
/// # Errors
/// Refuses a name that is empty, or has more than 200 characters.
pub fn tidy_name(name: &str, what: &str) -> Result<String> {
    /// Longer than any name that could still be read in a list.
    const LONGEST: usize = 200;
    let seen = |c: &char| {
        !c.is_control()
            && !matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name: String = name.chars().filter(seen).collect();
    match name.trim().chars().count() {
        0 => Err(Error::Refused(format!("a {what} needs a name"))),
        1..=LONGEST => Ok(name.trim().to_owned()),
        long => Err(Error::Refused(format!(
            "the name of a {what} may have {LONGEST} characters; this one has {long}"
        ))),
    }
}

/// A topic's colour, one of those that both themes can tell apart; the window says how each looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum TopicColour {
    /// The first.
    A,
    /// The second.
    B,
    /// The third.
    C,
    /// The fourth.
    D,
    /// The fifth.
    E,
}

impl TopicColour {
    /// All of them.
    pub const ALL: [TopicColour; 5] = [
        TopicColour::A,
        TopicColour::B,
        TopicColour::C,
        TopicColour::D,
        TopicColour::E,
    ];

    /// The colour as it is stored and typed: `a`.
    pub fn as_str(self) -> &'static str {
        match self {
            TopicColour::A => "a",
            TopicColour::B => "b",
            TopicColour::C => "c",
            TopicColour::D => "d",
            TopicColour::E => "e",
        }
    }

    /// The colour with a name.
    pub fn named(name: &str) -> Option<TopicColour> {
        TopicColour::ALL
            .into_iter()
            .find(|colour| colour.as_str() == name)
    }
}

/// Where in an order something is to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "ts",
    derive(ts_rs::TS),
    ts(export, export_to = "wire.ts", concrete(T = StoryId))
)]
#[serde(rename_all = "kebab-case")]
pub enum Place<T> {
    /// Before all others.
    First,
    /// After all others.
    Last,
    /// Right before this one.
    Before(T),
    /// Right after this one.
    After(T),
}

impl<T> Place<T> {
    /// The same place beside something else.
    pub fn map<U>(self, of: impl FnOnce(T) -> U) -> Place<U> {
        match self {
            Place::First => Place::First,
            Place::Last => Place::Last,
            Place::Before(other) => Place::Before(of(other)),
            Place::After(other) => Place::After(of(other)),
        }
    }
}

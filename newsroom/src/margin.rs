//! What an editor writes in the margin of a story, marks in its text, and keeps of what was said.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The number of a thing in a library.
macro_rules! numbers {
    ($($(#[$doc:meta])* $name:ident),+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
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
    /// A note's number in its library.
    NoteId,
    /// A highlight's number in its library.
    HighlightId,
    /// A quote's number in its library.
    QuoteId
);

/// What the editor wrote to a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Its number.
    pub id: NoteId,
    /// What it says.
    pub text: String,
    /// When it was written first.
    pub made_at: DateTime<Utc>,
}

/// A passage that the editor marked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Highlight {
    /// Its number.
    pub id: HighlightId,
    /// Which passage.
    pub anchor: Anchor,
    /// Its colour.
    pub colour: Colour,
    /// What the editor says of it; may be empty.
    pub note: String,
    /// When it was made.
    pub made_at: DateTime<Utc>,
}

/// How a passage is found again, also in a later clipping: by its own words, those around it, and where
/// it stood (a text quote selector with a position, as in the W3C Web Annotation Data Model).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The passage, verbatim.
    pub text: String,
    /// A few words that stand before it.
    pub before: String,
    /// A few words that stand after it.
    pub after: String,
    /// Characters from the beginning of the story's text, to choose among several that fit.
    pub position: u32,
}

/// The colour of a highlight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Colour {
    /// Yellow.
    #[default]
    Yellow,
    /// Green.
    Green,
    /// Blue.
    Blue,
    /// Red.
    Red,
}

impl Colour {
    /// All colours.
    pub const ALL: [Colour; 4] = [Colour::Yellow, Colour::Green, Colour::Blue, Colour::Red];

    /// Its name as it is stored and typed.
    pub fn as_str(self) -> &'static str {
        match self {
            Colour::Yellow => "yellow",
            Colour::Green => "green",
            Colour::Blue => "blue",
            Colour::Red => "red",
        }
    }

    /// The colour with a name; yellow for one that is none.
    pub fn named(name: &str) -> Colour {
        let known = Colour::ALL.into_iter();
        known
            .into_iter()
            .find(|colour| colour.as_str() == name)
            .unwrap_or_default()
    }
}

/// What somebody said, kept verbatim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// Its number.
    pub id: QuoteId,
    /// What was said.
    pub text: String,
    /// Who said it, if that is known.
    pub speaker: Option<String>,
    /// When it was kept.
    pub made_at: DateTime<Utc>,
}

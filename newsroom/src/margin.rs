//! What an editor writes in the margin of a story, marks in its text, and keeps of what was said.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The number of a thing in a library.
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
    /// A note's number in its library.
    NoteId,
    /// A highlight's number in its library.
    HighlightId,
    /// A quote's number in its library.
    QuoteId,
    /// A translation's number in its library.
    TranslationId
);

/// What the editor wrote to a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Note {
    /// Its number.
    pub id: NoteId,
    /// What it says.
    pub text: String,
    /// When it was written first.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub made_at: DateTime<Utc>,
}

/// A passage that the editor marked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
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
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub made_at: DateTime<Utc>,
}

/// How a passage is found again, also in a later clipping: by its own words, those around it, and where
/// it stood (a text quote selector with a position, as in the W3C Web Annotation Data Model).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
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

/// How many characters of what stands around a passage are kept with it.
const AROUND: usize = 40;

impl Anchor {
    /// A passage of a text, by its own words; the first such passage. None if the text does not hold it.
    pub fn of(text: &str, passage: &str) -> Option<Anchor> {
        let passage = passage.trim();
        let at = text.find(passage).filter(|_| !passage.is_empty())?;
        let (before, after) = (text.get(..at)?, text.get(at + passage.len()..)?);
        let tail = before.chars().rev().take(AROUND).collect::<Vec<_>>();
        Some(Anchor {
            text: passage.to_owned(),
            before: tail.into_iter().rev().collect(),
            after: after.chars().take(AROUND).collect(),
            position: u32::try_from(before.chars().count()).unwrap_or(u32::MAX),
        })
    }

    /// Where the passage stands in a text, in bytes: of several places with its words the one with the
    /// most of what stood around it, then the nearest to where it was. None if it is not there any more.
    pub fn place(&self, text: &str) -> Option<std::ops::Range<usize>> {
        if self.text.is_empty() {
            return None;
        }
        let same = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| {
            a.zip(b).take_while(|(a, b)| a == b).count()
        };
        let fits = |at: &usize| {
            let (before, after) = text.split_at(*at);
            let after = after.get(self.text.len()..).unwrap_or_default();
            let around = same(&mut before.chars().rev(), &mut self.before.chars().rev())
                + same(&mut after.chars(), &mut self.after.chars());
            let position = u32::try_from(before.chars().count()).unwrap_or(u32::MAX);
            (around, std::cmp::Reverse(position.abs_diff(self.position)))
        };
        let places = text.match_indices(&self.text).map(|(at, _)| at);
        let at = places.max_by_key(fits)?;
        Some(at..at + self.text.len())
    }
}

/// The colour of a highlight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
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
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Quote {
    /// Its number.
    pub id: QuoteId,
    /// What was said.
    pub text: String,
    /// Who said it, if that is known.
    pub speaker: Option<String>,
    /// When it was kept.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub made_at: DateTime<Utc>,
}

/// The headline or a passage of a story in our own words of another language. It never stands for what
/// the outlet said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Translation {
    /// Its number.
    pub id: TranslationId,
    /// Which passage; none for the headline.
    pub anchor: Option<Anchor>,
    /// The language that it is in, a BCP 47 tag.
    pub language: String,
    /// Our words.
    pub text: String,
    /// When it was last written.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub made_at: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_is_found_again_where_it_stood() {
        let text =
            "The quay is open. In Sund the quay is open. Tomorrow the quay is open to carts.";
        let mut anchor = Anchor::of(text, "the quay is open").unwrap();
        assert_eq!(anchor.position, 26);
        assert_eq!(anchor.place(text), Some(26..42));
        // A line before it was added, and another place has the same words.
        let later = format!("Corrected at noon: the quay is open again.\n{text}");
        let found = anchor.place(&later).unwrap();
        assert_eq!(&later[found.start - 8..found.start], "In Sund ");
        anchor.text = "the quay is shut".to_owned();
        assert_eq!(anchor.place(&later), None);
        assert_eq!(Anchor::of(text, "  "), None);
        assert_eq!(Anchor::of(text, "no such words"), None);
    }
}

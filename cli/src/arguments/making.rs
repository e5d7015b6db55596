//! Commands for what an editor makes of stories: notes, highlights, quotes, saved searches, mergers.

use clap::{Subcommand, ValueEnum};
use newsroom::claim::ClaimStatus;
use newsroom::margin::Colour;

use super::topics::PlaceWords;

#[derive(Debug, Subcommand)]
pub(crate) enum Making {
    /// Write a note to a story
    #[command(
        after_help = "Examples:\n  desk note 3 \"Call the harbour office\"\n  desk note 3 --number 7 \"Called them\"\n  desk note 3 --number 7 \"\"    takes it away"
    )]
    Note {
        /// The story's number
        story: i64,
        /// What it says
        text: String,
        /// Write this note anew
        #[arg(long, value_name = "N")]
        number: Option<i64>,
    },
    /// Highlight a passage of a story, by its words
    #[command(after_help = "Example:\n  desk highlight 3 \"no timetable\" --colour green")]
    Highlight {
        /// The story's number
        story: i64,
        /// The passage, verbatim
        #[arg(required_unless_present = "remove")]
        text: Option<String>,
        /// Its colour
        #[arg(long, value_enum, default_value_t = ColourWord::Yellow)]
        colour: ColourWord,
        /// Take this highlight away
        #[arg(long, value_name = "N", conflicts_with = "text")]
        remove: Option<i64>,
    },
    /// Keep what somebody said in a story
    #[command(after_help = "Example:\n  desk quote 3 \"We sail at noon\" --speaker \"Ann Lee\"")]
    Quote {
        /// The story's number
        story: i64,
        /// The words, verbatim
        #[arg(required_unless_present = "remove")]
        text: Option<String>,
        /// Who said them
        #[arg(long, value_name = "NAME")]
        speaker: Option<String>,
        /// Drop this quote
        #[arg(long, value_name = "N", conflicts_with = "text")]
        remove: Option<i64>,
    },
    /// List a story's notes, highlights, quotes and translations
    Margin {
        /// The story's number
        story: i64,
    },
    /// Say whether what stories say holds
    #[command(
        after_help = "Examples:\n  desk claim disputed 3 --by \"Ann Lee\" --according-to \"the harbour board\"\n  desk claim confirmed 3 4\n  desk claim none 3    takes it back\n  desk search claim:disputed"
    )]
    Claim {
        /// The status
        #[arg(value_enum)]
        status: ClaimWord,
        /// The stories' numbers
        #[arg(required = true)]
        stories: Vec<i64>,
        /// Who looked into it
        #[arg(long, value_name = "NAME")]
        by: Option<String>,
        /// On whose word
        #[arg(long, value_name = "NAME")]
        according_to: Option<String>,
    },
    /// Write a story's headline, or a passage, in our own words of another language
    #[command(
        after_help = "Examples:\n  desk translate 3 en \"Ferry sails again\"\n  desk translate 3 en \"without a timetable\" --passage \"без розкладу\"\n  desk translate 3 en \"\"    takes it away"
    )]
    Translate {
        /// The story's number
        story: i64,
        /// The language that it is written in: en, uk, pt-BR
        language: String,
        /// Our words
        text: String,
        /// The passage that they stand for, verbatim; the headline, if none is given
        #[arg(long, value_name = "TEXT")]
        passage: Option<String>,
    },
    /// List the versions of a story's page that are kept, or show one of them
    #[command(after_help = "Examples:\n  desk versions 3\n  desk versions 3 --number 7")]
    Versions {
        /// The story's number
        story: i64,
        /// Show this one
        #[arg(long, value_name = "N")]
        number: Option<i64>,
    },
    /// List what was done to a story
    History {
        /// The story's number
        story: i64,
    },
    /// Make one story of two; the first goes to the bin
    Merge {
        /// The story that goes
        story: i64,
        /// The story that stays
        into: i64,
    },
    /// List, rename, merge and remove tags
    Tags {
        #[command(subcommand)]
        command: Option<TagsCommand>,
    },
    /// List, keep and remove searches
    Searches {
        #[command(subcommand)]
        command: Option<SearchesCommand>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum TagsCommand {
    /// Rename a tag
    Rename {
        /// Its name
        name: String,
        /// Its new name
        to: String,
    },
    /// Make one tag of two
    Merge {
        /// The tag that goes
        name: String,
        /// The tag that stays
        into: String,
    },
    /// Take a tag off all its stories
    Remove {
        /// Its name
        name: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum SearchesCommand {
    /// Keep a search under a name
    Keep {
        /// The name
        name: String,
        /// The search
        words: String,
    },
    /// Rename a search
    Rename {
        /// Its name
        name: String,
        /// Its new name
        to: String,
    },
    /// Move a search in its order
    Move {
        /// Its name
        name: String,
        #[command(flatten)]
        place: PlaceWords,
    },
    /// Forget a search
    Remove {
        /// Its name
        name: String,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ClaimWord {
    ToVerify,
    Confirmed,
    Disputed,
    DoNotUse,
    None,
}

impl From<ClaimWord> for Option<ClaimStatus> {
    fn from(word: ClaimWord) -> Option<ClaimStatus> {
        match word {
            ClaimWord::ToVerify => Some(ClaimStatus::ToVerify),
            ClaimWord::Confirmed => Some(ClaimStatus::Confirmed),
            ClaimWord::Disputed => Some(ClaimStatus::Disputed),
            ClaimWord::DoNotUse => Some(ClaimStatus::DoNotUse),
            ClaimWord::None => None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColourWord {
    Yellow,
    Green,
    Blue,
    Red,
}

impl From<ColourWord> for Colour {
    fn from(word: ColourWord) -> Colour {
        match word {
            ColourWord::Yellow => Colour::Yellow,
            ColourWord::Green => Colour::Green,
            ColourWord::Blue => Colour::Blue,
            ColourWord::Red => Colour::Red,
        }
    }
}

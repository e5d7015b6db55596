//! Commands for what an editor makes of stories: notes, highlights, quotes, saved searches, mergers.

use clap::{Subcommand, ValueEnum};
use newsroom::margin::Colour;

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
    /// List a story's notes, highlights and quotes
    Margin {
        /// The story's number
        story: i64,
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
    /// Forget a search
    Remove {
        /// Its name
        name: String,
    },
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

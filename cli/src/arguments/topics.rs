//! What can be done with topics.

use clap::{Args, Subcommand, ValueEnum};
use newsroom::topic::TopicColour;

#[derive(Debug, Subcommand)]
pub(crate) enum TopicCommand {
    /// Make a topic, or a section of one
    #[command(
        after_help = "Examples:\n  desk topic new \"Ukraine diplomacy\"\n  desk topic new \"Ukraine diplomacy\" --section \"The talks\""
    )]
    New {
        /// The topic's name
        name: String,
        /// A section to make in it
        #[arg(long, value_name = "NAME")]
        section: Option<String>,
    },
    /// List the topics
    List,
    /// File stories under a topic
    #[command(
        after_help = "Example:\n  desk topic file \"Ukraine diplomacy\" 3 4 --section \"The talks\""
    )]
    File {
        /// The topic's name
        topic: String,
        /// The stories' numbers
        #[arg(required = true)]
        stories: Vec<i64>,
        /// The section, which is made if it is new
        #[arg(long, value_name = "NAME")]
        section: Option<String>,
    },
    /// Take stories out of a topic
    Release {
        /// The topic's name
        topic: String,
        /// The stories' numbers
        #[arg(required = true)]
        stories: Vec<i64>,
    },
    /// Show a topic's stories, in its order
    Show {
        /// The topic's name
        topic: String,
    },
    /// Rename a topic, or a section of one
    Rename {
        /// The topic's name
        topic: String,
        /// The new name
        to: String,
        /// Rename this section instead
        #[arg(long, value_name = "NAME")]
        section: Option<String>,
    },
    /// Make one topic of two
    Merge {
        /// The topic that goes
        topic: String,
        /// The topic that stays
        into: String,
    },
    /// Remove a topic, or a section of one; stories stay in the library
    Remove {
        /// The topic's name
        topic: String,
        /// Remove this section instead
        #[arg(long, value_name = "NAME")]
        section: Option<String>,
    },
    /// Say what belongs into a topic, or into a section of one
    Brief {
        /// The topic's name
        topic: String,
        /// The brief
        text: String,
        /// The section's name
        #[arg(long, value_name = "NAME")]
        section: Option<String>,
    },
    /// Give a topic a colour
    Colour {
        /// The topic's name
        topic: String,
        /// The colour; none is the one of its place
        #[arg(value_enum)]
        colour: TopicColourWord,
    },
    /// Make a topic a section of another
    Nest {
        /// The topic that becomes a section
        topic: String,
        /// The topic that it becomes one of
        into: String,
    },
    /// Make a section a topic of its own
    Lift {
        /// The topic's name
        topic: String,
        /// The section's name
        section: String,
    },
    /// Move a story, a section or the topic itself in its order
    #[command(
        after_help = "Examples:\n  desk topic move Harbours --story 7 --before 3\n  desk topic move Harbours --section Quays --first\n  desk topic move Harbours --after \"Ukraine diplomacy\""
    )]
    Move {
        /// The topic's name
        topic: String,
        /// The story to move
        #[arg(long, value_name = "N", conflicts_with = "section")]
        story: Option<i64>,
        /// The section to move
        #[arg(long, value_name = "NAME")]
        section: Option<String>,
        #[command(flatten)]
        place: PlaceWords,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TopicColourWord {
    A,
    B,
    C,
    D,
    E,
    None,
}

impl From<TopicColourWord> for Option<TopicColour> {
    fn from(word: TopicColourWord) -> Option<TopicColour> {
        match word {
            TopicColourWord::A => Some(TopicColour::A),
            TopicColourWord::B => Some(TopicColour::B),
            TopicColourWord::C => Some(TopicColour::C),
            TopicColourWord::D => Some(TopicColour::D),
            TopicColourWord::E => Some(TopicColour::E),
            TopicColourWord::None => None,
        }
    }
}

/// Where something is to stand: exactly one of these.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct PlaceWords {
    /// Before all others
    #[arg(long)]
    pub(crate) first: bool,
    /// After all others
    #[arg(long)]
    pub(crate) last: bool,
    /// Before this story, section or topic
    #[arg(long, value_name = "WHICH")]
    pub(crate) before: Option<String>,
    /// After this story, section or topic
    #[arg(long, value_name = "WHICH")]
    pub(crate) after: Option<String>,
}

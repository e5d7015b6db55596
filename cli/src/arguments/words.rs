//! The newsroom's choices as words on the command line.

use clap::ValueEnum;
use newsroom::search::Thing;
use newsroom::shelf::Sort;
use newsroom::story::{Mark, PartName};

/// A newsroom's choice as a word on the command line.
macro_rules! words {
    ($name:ident for $of:ty { $($word:ident => $value:expr),+ $(,)? }) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
        pub(crate) enum $name { $($word),+ }

        impl From<$name> for $of {
            fn from(word: $name) -> $of {
                match word { $($name::$word => $value),+ }
            }
        }
    };
}

words!(MarkWord for Mark {
    Read => Mark::Read,
    Unread => Mark::Unread,
    Starred => Mark::Starred,
    Unstarred => Mark::Unstarred,
    Done => Mark::Done,
    Undone => Mark::Undone,
});

words!(SortWord for Sort {
    Clipped => Sort::Clipped,
    Published => Sort::Published,
    EarliestClipped => Sort::EarliestClipped,
    EarliestPublished => Sort::EarliestPublished,
    Placed => Sort::Placed,
});

words!(ThingWord for Thing {
    Note => Thing::Note,
    Highlight => Thing::Highlight,
    Quote => Thing::Quote,
    Copies => Thing::Copies,
    Tag => Thing::Tag,
    Topic => Thing::Topic,
    Date => Thing::Date,
});

words!(PartWord for PartName {
    Headline => PartName::Headline,
    Standfirst => PartName::Standfirst,
    Byline => PartName::Byline,
    Outlet => PartName::Outlet,
    Agency => PartName::Agency,
    AuthorNote => PartName::AuthorNote,
    Published => PartName::Published,
    Language => PartName::Language,
    Kicker => PartName::Kicker,
    Dateline => PartName::Dateline,
    Body => PartName::Body,
});

/// The shelves that need no further word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ShelfWord {
    /// Everything that is not in the bin
    All,
    /// What is not done
    Inbox,
    /// What was clipped today
    Today,
    /// What has a star
    Starred,
    /// What could not be fetched yet
    Unfetched,
    /// The bin
    Spiked,
}

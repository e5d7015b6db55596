//! What is asked of a library, in no library's own terms: the same questions for the desk and its peer.

use anyhow::Result;
use serde::{Deserialize, Serialize};

use crate::corpus::Made;

/// Rows in a page of a list.
pub(crate) const PAGE: u32 = 50;

/// A question.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Ask {
    /// A page of a list.
    List(Want),
    /// How many stories of a list there are of each tag, outlet, language and year.
    Facets(Want),
    /// Both, as a window asks that shows a search beside its facets.
    ListAndFacets(Want),
    /// A story, whole, by its number.
    Open(u64),
    /// All counts that stand in the pane of shelves.
    Sidebar,
}

/// Which stories, in which order.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Want {
    /// With all of these tags.
    pub(crate) tags: Vec<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) topic: Option<String>,
    pub(crate) unread: bool,
    pub(crate) words: Option<Words>,
    pub(crate) order: Order,
    /// Only what follows the story of this number.
    pub(crate) after: Option<u64>,
}

/// Words that are searched for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Words {
    pub(crate) words: Vec<String>,
    /// Whether they follow each other.
    pub(crate) phrase: bool,
    /// Whether the last one may be the beginning of a longer one.
    pub(crate) open: bool,
}

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) enum Order {
    /// The latest published first.
    #[default]
    Published,
    /// The best match first.
    Best,
    /// As the topic has them.
    Topic,
}

/// Who answers. `None` says that it cannot, or not yet.
pub(crate) trait Answers {
    /// A page of a list, as the side gives it.
    type Rows;
    /// A page of a list, at most [`PAGE`] rows.
    fn list(&self, want: &Want) -> Result<Option<Self::Rows>>;
    /// The numbers of its stories. Outside of what is timed.
    fn numbers(&self, rows: &Self::Rows) -> Result<Vec<u64>>;
    /// Counts inside a filter; answers how many there are.
    fn facets(&self, want: &Want) -> Result<Option<usize>>;
    /// A story, whole; answers the length of its text.
    fn open(&self, number: u64) -> Result<usize>;
    /// All counts of the pane; answers how many there are.
    fn sidebar(&self) -> Result<usize>;
    /// Clips one, durably.
    fn clip(&self, made: &Made) -> Result<()>;
    /// Marks one as read.
    fn read(&self, number: u64) -> Result<()>;
    /// Puts a tag on so many stories from a number on.
    fn tag(&self, from: u64, count: u64, tag: &str) -> Result<()>;
    /// Gives a star to so many stories from a number on.
    fn star(&self, from: u64, count: u64) -> Result<()>;
    /// Takes the latest act back; `None` where nothing can be taken back.
    fn undo(&self) -> Result<Option<()>>;
}

/// Answers a question: with how many things, or `None` if this side cannot.
pub(crate) fn answer(side: &impl Answers, ask: &Ask) -> Result<Option<usize>> {
    Ok(match ask {
        Ask::List(want) => side.list(want)?.map(|_| 1),
        Ask::Facets(want) => side.facets(want)?,
        Ask::ListAndFacets(want) => match side.list(want)? {
            Some(_) => side.facets(want)?,
            None => None,
        },
        Ask::Open(number) => Some(side.open(*number)?),
        Ask::Sidebar => Some(side.sidebar()?),
    })
}

//! What is done to a library, and the lines by which one process tells another of it.

use serde::{Deserialize, Serialize};

use crate::ledger::Ledger;
use fastrand::Rng;

/// One act, on stories by their numbers in [`crate::paper`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Act {
    /// Keeps a link whose page is still to come.
    Link(u32),
    /// Clips a page: a story, and which version of it.
    Clip(u32, u32),
    /// Keeps the picture of a story.
    Picture(u32),
    /// Tags stories.
    Tag(Vec<u32>, String),
    /// Takes a tag from stories.
    Untag(Vec<u32>, String),
    /// Gives stories a star and marks them as read.
    Star(Vec<u32>),
    /// Takes both away.
    Unstar(Vec<u32>),
    /// Puts stories into the bin.
    Spike(Vec<u32>),
    /// Brings them back.
    BringBack(Vec<u32>),
    /// Makes a topic.
    Topic(String),
    /// Files stories under a topic.
    Gather(Vec<u32>, String),
    /// Corrects a headline.
    Headline(u32, String),
    /// Takes the latest act back.
    Undo,
    /// Does it again.
    Redo,
    /// Closes the library and opens it anew, which moves what was written into the main file.
    Reopen,
}

/// A line that the process at work prints before and after each act. It is printed when the library
/// has answered, never before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Line {
    /// This is about to be done.
    Try(Act),
    /// What was tried last is done: the library has promised it.
    Did,
    /// What was tried last was refused, in these words.
    Refused(String),
    /// The disk was filled.
    Filled,
    /// There is room on the disk again.
    Room,
    /// All was done that was asked for.
    End,
}

const TAGS: [&str; 5] = ["Harbour", "Budget", "Ferries", "Courts", "Weather"];
const TOPICS: [&str; 2] = ["Island ferries", "Grain tariffs"];

/// Chooses what to do next. `from` is the first number that may be clipped as a new story, and only
/// stories from there on are touched when another process works beside this one.
pub(crate) struct Choice {
    /// The next number that was not clipped yet.
    pub(crate) next: u32,
    /// Whether another process works on the same library: it has its own stories, and no undo, because
    /// undo takes back whatever was done last by anybody.
    pub(crate) company: Company,
}

/// Who works on a library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Company {
    /// One process.
    Alone,
    /// Two, each on its own stories.
    Two,
}

impl Choice {
    /// The next act.
    pub(crate) fn next(&mut self, chance: &mut Rng, ledger: &Ledger) -> Act {
        let known: Vec<u32> = ledger.numbers().collect();
        let mut some = |most: usize| {
            let mut stories = chance.choose_multiple(known.iter().copied(), most);
            stories.sort_unstable();
            stories
        };
        let many = some(8);
        let one = some(1);
        let Some(&one) = one.first() else {
            return self.fresh();
        };
        let tag = || TAGS[one as usize % TAGS.len()].to_owned();
        let topic = TOPICS[many.len() % TOPICS.len()].to_owned();
        match chance.u32(0..100) {
            0..45 => self.fresh(),
            45..50 => {
                let link = self.next;
                self.next += 1;
                Act::Link(link)
            }
            50..55 => Act::Clip(one, ledger.versions(one)),
            55..63 => match ledger.versions(one) {
                0 => self.fresh(),
                _ => Act::Picture(one),
            },
            63..69 => Act::Tag(many, tag()),
            69..72 => Act::Untag(many, tag()),
            72..77 => Act::Star(many),
            77..79 => Act::Unstar(many),
            79..81 => Act::Spike(vec![one]),
            81..83 => Act::BringBack(many),
            83..88 if self.company == Company::Alone => match ledger.has_topic(&topic) {
                true => Act::Gather(many, topic),
                false => Act::Topic(topic),
            },
            88..91 => Act::Headline(one, format!("Corrected headline {}", chance.u16(..))),
            91..95 if self.company == Company::Alone => Act::Undo,
            95..97 if self.company == Company::Alone => Act::Redo,
            97..100 => Act::Reopen,
            _ => self.fresh(),
        }
    }

    fn fresh(&mut self) -> Act {
        let number = self.next;
        self.next += 1;
        Act::Clip(number, 0)
    }
}

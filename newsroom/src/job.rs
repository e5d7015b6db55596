//! Long work: what it is doing now, and what became of it.

use serde::{Deserialize, Serialize};

use crate::story::StoryId;

/// A job's number while the desk is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(
    feature = "ts",
    derive(ts_rs::TS),
    ts(export, export_to = "wire.ts", type = "number")
)]
#[serde(transparent)]
pub struct JobId(pub u64);

/// One page on its way into the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct JobCard {
    /// Its number.
    pub id: JobId,
    /// What is being clipped: an address, a file's name, "Pasted text".
    pub what: String,
    /// How far it is.
    pub stage: Stage,
    /// The story, from the moment it stands in the library.
    pub story: Option<StoryId>,
}

/// How far a job is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
#[serde(tag = "stage", rename_all = "kebab-case")]
pub enum Stage {
    /// The page is being fetched.
    Fetching {
        /// Bytes received so far.
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        received: u64,
    },
    /// The page is being cut and filed.
    Cutting,
    /// The story stands in the library, and its pictures are being fetched.
    Pictures {
        /// How many have come, or are known not to.
        done: u32,
        /// How many are wanted.
        wanted: u32,
    },
    /// The story stands in the library.
    Kept {
        /// Whether it is new there.
        fate: Fate,
        /// Words of its body.
        words: u32,
        /// Bytes received.
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        bytes: u64,
        /// Its pictures that are kept.
        pictures: u32,
        /// Its pictures that are not kept; the story says why.
        unkept: u32,
    },
    /// The page was not to be had. If the card names a story, its link is kept.
    Failed {
        /// One sentence: what happened, what was kept, what to do.
        why: String,
    },
    /// What came is no story: a consent wall, a bot check, a login or an error page. The page is held
    /// until its card goes, so that a person can keep it all the same.
    NotTheStory {
        /// One sentence: what came, what says so, what was kept, what to do.
        why: String,
    },
    /// A person stopped it. If the card names a story, its link is kept.
    Cancelled,
}

/// What filing a page did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// The story is new.
    New,
    /// The story was here and its page says the same.
    Already,
    /// The story was here and its page has changed: a further clipping is kept.
    Corrected,
}

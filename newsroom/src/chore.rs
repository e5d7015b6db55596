//! What takes long and concerns the whole library: what is done, and how far it is.

use chrono::{DateTime, Utc};
use serde::Serialize;

/// What takes long and concerns the whole library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum ChoreName {
    /// A backup is made.
    BackUp,
    /// Everything that is kept is looked at.
    Verify,
    /// The library is written into a folder that any program can read.
    Export,
    /// Such a folder is taken in.
    Import,
    /// The library goes to another folder.
    Move,
    /// A backup takes the library's place.
    Restore,
    /// An edition is printed.
    Print,
    /// An edition is sent.
    Send,
}

impl ChoreName {
    /// What the library is being, as a clause says it.
    pub fn being(self) -> &'static str {
        match self {
            ChoreName::BackUp => "being backed up",
            ChoreName::Verify => "being verified",
            ChoreName::Export => "being exported",
            ChoreName::Import => "taking in an export",
            ChoreName::Move => "being moved",
            ChoreName::Restore => "being restored from a backup",
            ChoreName::Print => "printing an edition",
            ChoreName::Send => "sending an edition",
        }
    }
}

/// How far a chore is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Chore {
    /// Which.
    pub chore: ChoreName,
    /// How many are done.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub done: u64,
    /// Of how many; none while that is not known.
    #[cfg_attr(feature = "ts", ts(type = "number | null"))]
    pub of: Option<u64>,
}

/// A backup of the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct BackupCard {
    /// What it is called when it is brought back: its moment, `2026-11-26T04:52:00Z`.
    pub name: String,
    /// When it was made.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub made_at: DateTime<Utc>,
    /// Its size.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub bytes: u64,
}

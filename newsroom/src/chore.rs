//! What takes long and concerns the whole library: what is done, how far it is, and what came of it.

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;

use crate::library::{Backup, Exported, Replaced, TakenIn};

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

impl From<Backup> for BackupCard {
    fn from(backup: Backup) -> BackupCard {
        BackupCard {
            name: named(backup.made_at),
            made_at: backup.made_at,
            bytes: backup.bytes,
        }
    }
}

/// A moment as a backup is called by it.
fn named(made_at: DateTime<Utc>) -> String {
    made_at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// What a person is told when a backup was made.
pub fn backed_up(backup: &Backup) -> String {
    format!("Backed up to {}", backup.file.display())
}

/// What a person is told when a backup took the library's place.
pub fn restored(made_at: DateTime<Utc>, replaced: &Replaced) -> String {
    let before = match replaced {
        Replaced::Nothing => String::new(),
        Replaced::BackedUp(backup) => format!(
            "; what was there before is the backup of {}",
            named(backup.made_at)
        ),
        Replaced::PutAside(path) => format!(
            "; what was there before is damaged, and lies at {}",
            path.display()
        ),
    };
    format!("Restored the backup of {}{before}", named(made_at))
}

/// What a person is told when the library was exported.
pub fn exported(told: &Exported) -> String {
    let damaged = match told.damaged_count {
        0 => String::new(),
        count => format!("; {count} damaged things were left out, and manifest.json names them"),
    };
    format!(
        "Exported {} stories, {} pages and {} pictures to {}{damaged}",
        told.stories,
        told.snapshots,
        told.pictures,
        told.folder.display()
    )
}

/// What a person is told when an export was taken in.
pub fn taken_in(taken: &TakenIn) -> String {
    match &taken.words {
        Some(words) if taken.damaged_count > 0 => format!(
            "{words}; {} things were damaged when the export was made, and are not in it",
            taken.damaged_count
        ),
        Some(words) => words.clone(),
        None => "Everything is here already".to_owned(),
    }
}

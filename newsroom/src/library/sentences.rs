//! What a person is told when something that concerns the whole library is done.

use chrono::{DateTime, SecondsFormat, Utc};

use super::{Backup, Exported, Replaced, TakenIn};
use crate::chore::BackupCard;

/// A moment as a backup is called by it.
fn named(made_at: DateTime<Utc>) -> String {
    made_at.to_rfc3339_opts(SecondsFormat::Secs, true)
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

impl Backup {
    /// That it was made.
    pub fn words(&self) -> String {
        format!("Backed up to {}", self.file.display())
    }
}

impl Replaced {
    /// That the backup of a moment took the library's place, and what became of what was there.
    pub fn words(&self, made_at: DateTime<Utc>) -> String {
        let before = match self {
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
}

impl Exported {
    /// What was exported, and where to.
    pub fn words(&self) -> String {
        let damaged = match self.damaged_count {
            0 => String::new(),
            count => {
                format!("; {count} damaged things were left out, and manifest.json names them")
            }
        };
        format!(
            "Exported {} stories, {} pages and {} pictures to {}{damaged}",
            self.stories,
            self.snapshots,
            self.pictures,
            self.folder.display()
        )
    }
}

impl TakenIn {
    /// What came.
    pub fn sentence(&self) -> String {
        match &self.words {
            Some(words) if self.damaged_count > 0 => format!(
                "{words}; {} things were damaged when the export was made, and are not in it",
                self.damaged_count
            ),
            Some(words) => words.clone(),
            None => "Everything is here already".to_owned(),
        }
    }
}

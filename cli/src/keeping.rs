//! The library kept whole: looked through, backed up, restored, rescued; its bin.

use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;

use chrono::{DateTime, Utc};
use indicatif::ProgressBar;
use newsroom::library::{DeskLock, Replaced};
use newsroom::shelf::{Query, Shelf, Sort};
use newsroom::{Error, Library, Result};
use serde_json::json;

use crate::arguments::keeping::{BinCommand, Keeping};
use crate::fetched::progress;
use crate::lists;
use crate::work::{say, say_each};
use crate::{Failure, printed};

/// Does one of these commands on the library in a folder, which `open` opens where it is whole.
pub(crate) fn run(
    folder: &Path,
    open: impl Fn() -> Result<Library>,
    command: Keeping,
    json: bool,
    now: DateTime<Utc>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    match command {
        Keeping::Verify => verify(&open()?, json, out),
        Keeping::Backup { list: true, .. } => {
            let backups = Library::backups(folder)?;
            say_each(out, json, &backups, || printed::backups(&backups))
        }
        Keeping::Backup { to: Some(to), .. } => {
            let library = open()?;
            let bar = steps("Copying");
            library.copy_to(&to, |how_far| shown(&bar, how_far))?;
            bar.finish_and_clear();
            say(out, json, &json!({ "copied": to }), || {
                format!("Copied the library to {}\n", to.display())
            })
        }
        Keeping::Backup { .. } => {
            let library = open()?;
            let bar = steps("Backing up");
            let backup = library.back_up(now, |how_far| shown(&bar, how_far))?;
            bar.finish_and_clear();
            say(out, json, &backup, || format!("{}\n", backup.words()))
        }
        Keeping::Restore { backup } => restore(folder, &backup, json, now, out),
        Keeping::Rescue { broken, new } => {
            let bar = steps("Rescuing");
            let told = |rows| {
                bar.set_position(rows);
                ControlFlow::Continue(())
            };
            let left = Library::rescue(&broken, &new, told)?;
            bar.finish_and_clear();
            say(out, json, &left, || {
                format!(
                    "Rescued {} stories and {} pages of evidence into {}\n{} of {} pages of the files \
                     were damaged; {} rows could not be kept\n",
                    left.stories,
                    left.evidence,
                    new.display(),
                    left.damaged.0,
                    left.damaged.1,
                    left.lost
                )
            })
        }
        Keeping::Bin { command } => bin(&open()?, &command, json, now, out),
    }
}

fn verify(library: &Library, json: bool, out: &mut impl Write) -> Result<(), Failure> {
    let bar = steps("Looking");
    let verified = library.verify(|how_far| shown(&bar, how_far))?;
    bar.finish_and_clear();
    say(out, json, &verified, || printed::verified(&verified))?;
    match verified.findings.len() {
        0 => Ok(()),
        found => Err(Failure::Said(Error::Library(format!(
            "{found} things are not what was kept; the library was not changed; `desk restore` brings \
             back a backup, and a page clipped again is kept anew"
        )))),
    }
}

fn restore(
    folder: &Path,
    backup: &str,
    json: bool,
    now: DateTime<Utc>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let latest = |_| {
        let backups = Library::backups(folder)?;
        let latest = backups.first().map(|backup| backup.made_at);
        latest.ok_or_else(|| Error::Missing(format!("there is no backup in {}", folder.display())))
    };
    let made_at = match backup {
        "latest" => latest(()),
        _ => DateTime::parse_from_rfc3339(backup)
            .map(|moment| moment.to_utc())
            .map_err(|_| {
                Error::Refused(format!(
                    "“{backup}” names no backup: write `latest`, or a moment that `desk backup --list` \
                     shows; stories come back from the bin with `desk unspike`"
                ))
            }),
    }?;
    let _alone = DeskLock::take(folder)?;
    let bar = steps("Restoring");
    let replaced = Library::restore(folder, made_at, now, |how_far| shown(&bar, how_far))?;
    bar.finish_and_clear();
    say(
        out,
        json,
        &json!({ "restored": made_at, "before": replaced }),
        || {
            let before = match &replaced {
                Replaced::Nothing => String::new(),
                Replaced::BackedUp(backup) => format!(
                    "What was there before is the backup of {}\n",
                    backup.made_at.to_rfc3339()
                ),
                Replaced::PutAside(path) => format!(
                    "What was there before is damaged, and lies at {}\n",
                    path.display()
                ),
            };
            format!("Restored the backup of {}\n{before}", made_at.to_rfc3339())
        },
    )
}

fn bin(
    library: &Library,
    command: &BinCommand,
    json: bool,
    now: DateTime<Utc>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let purged = match command {
        BinCommand::List => {
            let query = Query {
                limit: 1_000,
                ..Query::of(Shelf::Spiked, Sort::Clipped)
            };
            return lists::say_rows(library, &query, json, out).map(drop);
        }
        BinCommand::Empty { all: true } => library.bin().empty_all(now)?,
        BinCommand::Empty { all: false } => library.bin().empty(now)?,
    };
    let (_, left) = library.bin().holds(now)?;
    say(
        out,
        json,
        &json!({ "purged": purged, "left": left }),
        || {
            format!(
                "Purged {} stories and {} pages and pictures that no other story shows; {left} stories are \
             still in the bin\n",
                purged.stories, purged.evidence
            )
        },
    )
}

fn steps(what: &'static str) -> ProgressBar {
    progress(
        "{spinner} {msg} {human_pos} of {human_len}",
        what.to_owned(),
    )
}

fn shown(bar: &ProgressBar, (done, all): newsroom::library::Progress) -> ControlFlow<()> {
    bar.set_length(all);
    bar.set_position(done);
    ControlFlow::Continue(())
}

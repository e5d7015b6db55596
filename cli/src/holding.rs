//! The whole library: as a folder of plain files, and taken in from one.

use std::io::Write;
use std::ops::ControlFlow;
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::Args;
use indicatif::ProgressBar;
use newsroom::Library;
use newsroom::library::{self, HowFar, Step};

use crate::Failure;
use crate::fetched::progress;
use crate::work::say;

/// Where a whole library goes, or comes from.
#[derive(Debug, Args)]
pub(crate) struct Whole {
    /// The folder
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// Damaged things that are named on a terminal; `--json` names more.
const NAMED: usize = 20;

/// Writes the whole library into a new folder.
pub(crate) fn export(
    library: &Library,
    to: &Whole,
    json: bool,
    now: DateTime<Utc>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let bar = progress("{spinner} {msg} {human_pos} of {human_len}", String::new());
    let told = library.export(&to.folder, now, &|how_far| show(&bar, how_far));
    bar.finish_and_clear();
    let told = told?;
    say(out, json, &told, || {
        let mut words = format!(
            "Exported {} stories, {} pages and {} pictures ({}) to {}\n",
            told.stories,
            told.snapshots,
            told.pictures,
            indicatif::HumanBytes(told.bytes),
            told.folder.display()
        );
        if told.damaged_count > 0 {
            words.push_str(&format!(
                "{} damaged things were left out:\n",
                told.damaged_count
            ));
            for what in told.damaged.iter().take(NAMED) {
                words.push_str(&format!("  {what}\n"));
            }
            if told.damaged_count > NAMED as u64 {
                words.push_str("  … (all of them: manifest.json, under `damaged`)\n");
            }
        }
        words
    })
}

/// Takes an export in.
pub(crate) fn import(
    library: &Library,
    from: &Whole,
    json: bool,
    now: DateTime<Utc>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let bar = progress("{spinner} {msg} {human_pos} of {human_len}", String::new());
    // A desk may be open beside it.
    library::stand_back();
    let taken = library.take_in_export(&from.folder, now, &|how_far| show(&bar, how_far));
    bar.finish_and_clear();
    let taken = taken?;
    say(out, json, &taken, || format!("{}\n", taken.sentence()))
}

fn show(bar: &ProgressBar, how_far: HowFar) -> ControlFlow<()> {
    bar.set_message(match how_far.step {
        Step::Checking => "Checking, line",
        Step::Snapshots => "Pages",
        Step::Pictures => "Pictures",
        Step::Stories => "Stories",
        Step::Editions => "Editions",
        Step::History => "History",
    });
    bar.set_length(how_far.of);
    bar.set_position(how_far.done);
    ControlFlow::Continue(())
}

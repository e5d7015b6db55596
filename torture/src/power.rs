//! The power is cut: every write of a process is recorded, and disks are made of what may have arrived.
//!
//! What is acknowledged is on the tape as well, so that each moment has its promises. A point is chosen
//! at random, half of them right after an acknowledgement; what was synced before it stands, and the rest
//! is kept, dropped or torn. With [`Syncs::Ignored`] nothing counts as synced: then promises must break,
//! or the experiment proves nothing.

mod call;
mod disk;
mod tape;
mod trace;

use std::ffi::OsStr;

use anyhow::{Result, bail};
use fastrand::Rng;

use crate::arguments::Syncs;
use crate::child::{Bench, Worker, library_in, scratch};
use crate::ledger::Ledger;
use crate::look::{Trouble, look};
use crate::outcome::{Left, Outcome, copy};
use crate::paper::Shelf;
use crate::work::Orders;
use disk::{Cut, NamesKept, image};
use tape::Step;

/// How many images are made of one tape.
const OF_A_TAPE: u32 = 25;

/// How many acts are on a tape: some eight megabytes of writes, so that the log is moved into the file
/// once at least.
const ACTS: u32 = 70;

/// Cuts the power.
pub(crate) fn cuts(bench: &Bench, count: u32, seed: u64, syncs: Syncs) -> Result<Outcome> {
    let mut outcome = Outcome::begin("power cut", seed);
    if !bench.can_trace() {
        outcome.skip(count, "strace is not there, or may not trace");
        return Ok(outcome);
    }
    let mut broken: Vec<(NamesKept, bool)> = Vec::new();
    for first in (0..count).step_by(OF_A_TAPE as usize) {
        let seed = seed.wrapping_add(u64::from(first));
        let mut chance = Rng::with_seed(seed);
        let steps = record(bench, chance.u64(..))?;
        let mut shelf = Shelf::default();
        for _ in first..count.min(first + OF_A_TAPE) {
            let cut = Cut::any(syncs, &mut chance);
            let point = point(&steps, &mut chance);
            let before = steps.get(..point).unwrap_or_default();
            let disk = scratch()?;
            image(before, cut, &mut chance, disk.path())?;
            let library = library_in(disk.path());
            // A look may mend, and what is kept should be as it was.
            let as_cut = scratch()?;
            copy(disk.path(), as_cut.path())?;
            let possible = promised(before)?.possible();
            let found = look(&library, &possible, &mut shelf, &mut chance);
            let left = Left {
                folder: as_cut.path(),
                keep: &bench.keep,
            };
            let again = format!(
                "--power-cuts {OF_A_TAPE} --seed {seed}; {cut:?} after step {point} of {}",
                steps.len()
            );
            broken.push((cut.names, found.is_err()));
            outcome.count(&again, &found.err().unwrap_or_default(), left);
        }
    }
    for (names, words) in NamesKept::ALL {
        let of_them = || broken.iter().filter(|(kept, _)| *kept == names);
        let broke = of_them().filter(|(_, broke)| *broke).count();
        outcome.note(format!("{words}: {broke} of {} wrong", of_them().count()));
    }
    Ok(outcome)
}

/// The same without syncs. It is one try, which went wrong if nothing was lost.
pub(crate) fn control(bench: &Bench, count: u32, seed: u64) -> Result<Outcome> {
    let mut outcome = Outcome::begin("power cut, no sync (control)", seed);
    if !bench.can_trace() {
        outcome.skip(1, "strace is not there, or may not trace");
        return Ok(outcome);
    }
    let mut chance = Rng::with_seed(seed);
    let steps = record(bench, chance.u64(..))?;
    let mut shelf = Shelf::default();
    let (mut corrupt, mut lost) = (0, 0);
    for _ in 0..count {
        let cut = Cut::any(Syncs::Ignored, &mut chance);
        let before = steps.get(..point(&steps, &mut chance)).unwrap_or_default();
        let disk = scratch()?;
        image(before, cut, &mut chance, disk.path())?;
        let library = library_in(disk.path());
        let possible = promised(before)?.possible();
        if let Err(troubles) = look(&library, &possible, &mut shelf, &mut chance) {
            let is_corrupt = |trouble: &Trouble| matches!(trouble, Trouble::Corrupt(_));
            match troubles.iter().any(is_corrupt) {
                true => corrupt += 1,
                false => lost += 1,
            }
        }
    }
    outcome.note(format!(
        "{corrupt} of {count} disks corrupt, {lost} lost, as they must be"
    ));
    let troubles = match corrupt + lost {
        0 => vec![Trouble::Lost(
            "nothing was lost without syncs: this proves nothing".to_owned(),
        )],
        _ => Vec::new(),
    };
    let folder = scratch()?;
    let left = Left {
        folder: folder.path(),
        keep: &bench.keep,
    };
    outcome.count(
        &format!("--power-cuts {count} --seed {seed}"),
        &troubles,
        left,
    );
    Ok(outcome)
}

/// Lets a process work, and records all that it does to its library.
fn record(bench: &Bench, seed: u64) -> Result<Vec<Step>> {
    let folder = scratch()?;
    let root = folder.path().join("root");
    std::fs::create_dir(&root)?;
    let log = folder.path().join("log");
    let words = [
        "-f",
        "-y",
        "-xx",
        "-s",
        "16777216",
        "-e",
        trace::CALLS,
        "-o",
    ]
    .map(OsStr::new);
    let mut strace = bench.traced(&[&words, [log.as_os_str()].as_slice()].concat());
    strace.arg("work");
    let mut orders = Orders::alone(&library_in(&root), &Ledger::default(), seed);
    orders.acts = ACTS;
    let mut worker = Worker::start(strace, &orders)?;
    while worker.line()?.is_some() {}
    if !worker.end()? {
        bail!("the process that was recorded did not end well");
    }
    trace::read(&log, &root)
}

/// A point on the tape.
fn point(steps: &[Step], chance: &mut Rng) -> usize {
    let any = chance.usize(0..=steps.len());
    let spoken = |step: &Step| matches!(step, Step::Said(line) if line.contains("did"));
    match chance.bool() {
        true => any,
        false => {
            let next = steps.iter().skip(any).position(spoken);
            next.map_or(any, |after| any + after + 1)
        }
    }
}

/// What had been promised by then.
fn promised(steps: &[Step]) -> Result<Ledger> {
    let mut ledger = Ledger::default();
    for step in steps {
        let Step::Said(line) = step else {
            continue;
        };
        if let Some(words) = ledger.note(serde_json::from_str(line)?) {
            bail!("the process that was recorded was refused: {words}");
        }
    }
    Ok(ledger)
}

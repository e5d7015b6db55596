//! The disk is full: an act that finds no room says so in one sentence and changes nothing, and when there
//! is room again the same library goes on.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Result, bail};
use fastrand::Rng;

use crate::act::{Act, Line};
use crate::child::{Bench, Worker, library_in, scratch};
use crate::desks;
use crate::ledger::Ledger;
use crate::look::{Trouble, Troubles, look};
use crate::outcome::{Left, Outcome};
use crate::paper::Shelf;
use crate::work::{Fill, Orders, fill_disk};

/// A small disk in memory, taken away at its end.
struct Disk {
    folder: tempfile::TempDir,
}

impl Disk {
    /// Mounts it; nothing where that is not allowed.
    fn mount() -> Result<Option<Disk>> {
        let folder = scratch()?;
        let mut mount = Command::new("mount");
        mount
            .args(["-t", "tmpfs", "-o", "size=48m", "tmpfs"])
            .arg(folder.path());
        let mounted = mount.stdout(Stdio::null()).stderr(Stdio::null()).status();
        Ok(mounted
            .is_ok_and(|status| status.success())
            .then_some(Disk { folder }))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Where this fails, an empty disk stays until the next start of the system.
        let _ = Command::new("umount").arg(self.folder.path()).status();
    }
}

/// Fills a disk.
pub(crate) fn disks(bench: &Bench, count: u32, seed: u64) -> Result<Outcome> {
    let mut outcome = Outcome::begin("full disk", seed);
    let mut refused = 0;
    for number in 0..count {
        let seed = seed.wrapping_add(u64::from(number));
        let Some(disk) = Disk::mount()? else {
            outcome.skip(
                count,
                "a disk in memory cannot be mounted; that takes the rights of root",
            );
            return Ok(outcome);
        };
        let (sentences, mut troubles) = one_disk(bench, disk.folder.path(), seed)?;
        refused += sentences.len();
        let is_good = |words: &&String| words.contains("full") && !words.contains('\n');
        let bad = sentences.iter().filter(|words| !is_good(words));
        troubles.extend(bad.map(|words| Trouble::Sentence(words.clone())));
        let left = Left {
            folder: &library_in(disk.folder.path()),
            keep: &bench.keep,
        };
        outcome.count(&format!("--full-disks 1 --seed {seed}"), &troubles, left);
    }
    outcome.note(format!("{refused} acts found no room"));
    Ok(outcome)
}

/// One process that works before the disk is full, while it is, and afterwards. Answers what it was
/// refused, and what was wrong.
fn one_disk(bench: &Bench, folder: &Path, seed: u64) -> Result<(Vec<String>, Troubles)> {
    let mut chance = Rng::with_seed(seed);
    let library = library_in(folder);
    let filler = folder.join("filler");
    let mut orders = Orders::alone(&library, &Ledger::default(), chance.u64(..));
    let after = chance.u32(0..40);
    let acts = chance.u32(5..25);
    // From no room at all to room for a few acts: the end comes in the middle of one.
    let leave = match chance.bool() {
        true => chance.u64(0..64 << 10),
        false => chance.u64(0..1 << 20),
    };
    orders.acts = after + acts + 15;
    orders.fill = Some(Fill {
        file: filler.clone(),
        after,
        leave,
        acts,
    });
    let mut worker = Worker::start(bench.worker(), &orders)?;
    let mut ledger = Ledger::default();
    let (mut sentences, mut troubles, mut is_full) = (Vec::new(), Vec::new(), false);
    while let Some(line) = worker.line()? {
        match line {
            Line::Filled => is_full = true,
            Line::Room => is_full = false,
            _ => {}
        }
        if let Some(words) = ledger.note(line) {
            match is_full {
                true => sentences.push(words),
                false => troubles.push(Trouble::Sentence(format!("refused with room: {words}"))),
            }
        }
    }
    if !worker.end()? {
        troubles.push(Trouble::Corrupt(
            "the process at work did not end well".to_owned(),
        ));
    }
    if filler.exists() {
        fs::remove_file(&filler)?;
    }
    if let Some(desk) = &bench.desk {
        let left = chance.u64(0..64 << 10);
        troubles.extend(command_line(desk, &library, &filler, left, &mut ledger)?);
    }
    if library.exists() {
        let found = look(
            &library,
            &ledger.possible(),
            &mut Shelf::default(),
            &mut chance,
        );
        troubles.extend(found.err().unwrap_or_default());
    } else if ledger.numbers().next().is_some() {
        bail!("the library is gone with its disk");
    }
    Ok((sentences, troubles))
}

/// The command line on a full disk, and when there is room again.
fn command_line(
    desk: &Path,
    library: &Path,
    filler: &Path,
    leave: u64,
    ledger: &mut Ledger,
) -> Result<Troubles> {
    let number = ledger.next();
    let mut troubles = Vec::new();
    let mut clip = desks::clip(desk, library, number)?;
    fill_disk(filler, leave)?;
    let full = clip.output()?;
    let said = String::from_utf8_lossy(&full.stderr);
    let said = said.trim();
    match full.status.code() {
        Some(0) => {}
        Some(1) if said.contains("full") && !said.contains('\n') => {}
        code => troubles.push(Trouble::Sentence(format!(
            "desk ended with {code:?}: {said}"
        ))),
    }
    fs::remove_file(filler)?;
    let room = clip.output()?;
    if !room.status.success() {
        let said = String::from_utf8_lossy(&room.stderr);
        troubles.push(Trouble::Sentence(format!(
            "desk, with room again: {}",
            said.trim()
        )));
    }
    ledger.note(Line::Try(Act::Clip(number, 0)));
    ledger.note(Line::Did);
    Ok(troubles)
}

//! One bit is flipped in a file of a closed library. What is read is what was put in, or there is a
//! complaint; a text or a piece of evidence is never wrong in silence.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use fastrand::Rng;
use newsroom::Library;

use crate::child::{Bench, Worker, library_in, scratch};
use crate::ledger::Ledger;
use crate::look::{Trouble, Troubles, compare, look};
use crate::outcome::{Left, Outcome, copy};
use crate::paper::Shelf;
use crate::work::Orders;

/// How many acts make the library that rots.
const ACTS: u32 = 160;

/// What came of a flipped bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// All is as it was put in: the bit lay where nothing is, or in what is told twice.
    Harmless,
    /// There was a complaint.
    Noticed,
    /// A text or a piece of evidence is wrong, and nothing complained.
    Silent,
    /// Something else is wrong, a mark, a tag, a count, what a search finds, and nothing complained.
    SilentElsewhere,
    /// The newsroom panicked.
    Panicked,
}

/// Flips bits.
pub(crate) fn flips(bench: &Bench, count: u32, seed: u64) -> Result<Outcome> {
    let mut outcome = Outcome::begin("rot", seed);
    let mut chance = Rng::with_seed(seed);
    let (folder, mut shelf) = (scratch()?, Shelf::default());
    let library = library_in(folder.path());
    let ledger = fill(bench, &library, &mut shelf, &mut chance)?;
    let mut fates: Vec<(&str, Fate)> = Vec::new();
    for _ in 0..count {
        let rotten = scratch()?;
        copy(&library, rotten.path())?;
        let (kind, file) = victim(rotten.path(), &mut chance)?;
        let mut bytes = fs::read(&file)?;
        let (at, bit) = (chance.usize(..bytes.len()), chance.u32(..8));
        if let Some(byte) = bytes.get_mut(at) {
            *byte ^= 1 << bit;
        }
        fs::write(&file, &bytes)?;
        let (fate, what) = judge(rotten.path(), &ledger, &mut shelf);
        fates.push((kind, fate));
        let troubles = match fate {
            Fate::Silent => vec![Trouble::Lost(format!("in silence: {what}"))],
            Fate::Panicked => vec![Trouble::Corrupt("the newsroom panicked".to_owned())],
            _ => Vec::new(),
        };
        let name = file.strip_prefix(rotten.path()).unwrap_or(&file).display();
        let again = format!("--rot {count} --seed {seed}; bit {bit} of byte {at} of {name}");
        let left = Left {
            folder: rotten.path(),
            keep: &bench.keep,
        };
        outcome.count(&again, &troubles, left);
    }
    for kind in KINDS {
        let how_many = |wanted: Fate| {
            let same = fates.iter().filter(|fate| **fate == (kind, wanted));
            same.count()
        };
        outcome.note(format!(
            "{kind}: {} noticed, {} harmless, {} silent in a text or evidence, {} silent elsewhere",
            how_many(Fate::Noticed),
            how_many(Fate::Harmless),
            how_many(Fate::Silent),
            how_many(Fate::SilentElsewhere)
        ));
    }
    Ok(outcome)
}

/// The files that rot.
const KINDS: [&str; 3] = ["library.db", "snapshots.db", "a picture"];

/// Makes a library, closed in peace.
fn fill(bench: &Bench, library: &Path, shelf: &mut Shelf, chance: &mut Rng) -> Result<Ledger> {
    let mut orders = Orders::alone(library, &Ledger::default(), chance.u64(..));
    orders.acts = ACTS;
    let mut worker = Worker::start(bench.worker(), &orders)?;
    let mut ledger = Ledger::default();
    while let Some(line) = worker.line()? {
        if let Some(words) = ledger.note(line) {
            bail!("the library that was to rot cannot be made: {words}");
        }
    }
    if !worker.end()? {
        bail!("the process that made the library that was to rot did not end well");
    }
    if let Err(troubles) = look(library, &ledger.possible(), shelf, chance) {
        let words: Vec<_> = troubles.iter().map(Trouble::words).collect();
        bail!(
            "the library that was to rot is not well: {}",
            words.join("; ")
        );
    }
    Ok(ledger)
}

/// A file, by the share of the bytes that are worth the most: the library half of the time.
fn victim(library: &Path, chance: &mut Rng) -> Result<(&'static str, PathBuf)> {
    Ok(match chance.u8(0..10) {
        0..5 => (KINDS[0], library.join("library.db")),
        5..8 => (KINDS[1], library.join("snapshots.db")),
        _ => {
            let pictures = files(&library.join("pictures"))?;
            let picture = chance.choice(pictures).context("no picture was kept")?;
            (KINDS[2], picture)
        }
    })
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        match path.is_dir() {
            true => found.extend(files(&path)?),
            false => found.push(path),
        }
    }
    // The order of a folder is the system's, and the same seed shall choose the same file.
    found.sort();
    Ok(found)
}

/// Reads everything, and says what came of the flipped bit.
fn judge(folder: &Path, ledger: &Ledger, shelf: &mut Shelf) -> (Fate, String) {
    let read = catch_unwind(AssertUnwindSafe(|| {
        let library = Library::open(folder)?;
        compare(&library, ledger, shelf)
    }));
    match read {
        Err(_) => (Fate::Panicked, String::new()),
        Ok(Err(_)) => (Fate::Noticed, String::new()),
        Ok(Ok(troubles)) => of_troubles(&troubles),
    }
}

fn of_troubles(troubles: &Troubles) -> (Fate, String) {
    let words: Vec<_> = troubles.iter().map(Trouble::words).collect();
    let complained =
        |words: &String| words.contains("damaged") || words.contains("not in this library");
    let wrong =
        |words: &String| words.contains("is not what was") || words.contains("other evidence");
    if words.is_empty() {
        (Fate::Harmless, String::new())
    } else if words.iter().any(complained) {
        (Fate::Noticed, String::new())
    } else if let Some(words) = words.iter().find(|words| wrong(words)) {
        (Fate::Silent, words.clone())
    } else {
        (Fate::SilentElsewhere, words.join("; "))
    }
}

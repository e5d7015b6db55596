//! A process is killed while it works: what it had acknowledged is there, and what it had not is there
//! whole or not at all.

use std::thread;
use std::time::Duration;

use anyhow::Result;
use fastrand::Rng;

use crate::act::Company;
use crate::child::{Bench, Worker, library_in, scratch};
use crate::ledger::Ledger;
use crate::look::{Trouble, Troubles, look};
use crate::outcome::{Left, Outcome};
use crate::paper::Shelf;
use crate::work::Orders;

/// How often one library is killed at, before a new one is made: wounds may add up.
const IN_A_ROW: u32 = 8;

/// Where the numbers of a second process begin.
const APART: u32 = 1_000_000;

/// Kills one process at a time.
pub(crate) fn kills(bench: &Bench, count: u32, seed: u64) -> Result<Outcome> {
    let mut outcome = Outcome::begin("kill -9", seed);
    for first in (0..count).step_by(IN_A_ROW as usize) {
        let seed = seed.wrapping_add(u64::from(first));
        let mut chance = Rng::with_seed(seed);
        let (folder, mut shelf) = (scratch()?, Shelf::default());
        let library = library_in(folder.path());
        let mut ledger = Ledger::default();
        for _ in first..count.min(first + IN_A_ROW) {
            let mut orders = Orders::alone(&library, &ledger, chance.u64(..));
            orders.acts = 100_000;
            let (noted, mut troubles) = one_kill(bench, &orders, ledger, &mut chance)?;
            let found = look(&library, &noted.possible(), &mut shelf, &mut chance);
            let goes_on = match found {
                Ok(found) => {
                    ledger = found;
                    troubles.is_empty()
                }
                Err(found) => {
                    ledger = noted;
                    troubles.extend(found);
                    false
                }
            };
            let left = Left {
                folder: &library,
                keep: &bench.keep,
            };
            outcome.count(
                &format!("--kills {IN_A_ROW} --seed {seed}"),
                &troubles,
                left,
            );
            if !goes_on {
                break;
            }
        }
    }
    Ok(outcome)
}

/// Lets a process work for a while, kills it, and answers what it had promised.
fn one_kill(
    bench: &Bench,
    orders: &Orders,
    mut ledger: Ledger,
    chance: &mut Rng,
) -> Result<(Ledger, Troubles)> {
    let mut worker = Worker::start(bench.worker(), orders)?;
    let mut troubles = Vec::new();
    let mut note = |ledger: &mut Ledger, line| {
        let refusal = ledger.note(line);
        troubles.extend(refusal.map(|words| Trouble::Sentence(format!("refused: {words}"))));
    };
    for _ in 0..chance.u32(0..120) {
        match worker.line()? {
            Some(line) => note(&mut ledger, line),
            None => break,
        }
    }
    thread::sleep(moment(chance));
    for line in worker.kill()? {
        note(&mut ledger, line);
    }
    Ok((ledger, troubles))
}

/// A random time, in which an act or two can be done: up to 4 ms, now and then up to 30.
fn moment(chance: &mut Rng) -> Duration {
    let most = if chance.u8(0..8) == 0 { 30_000 } else { 4_000 };
    Duration::from_micros(chance.u64(0..most))
}

/// Two processes work on one library, and one of them or both are killed.
pub(crate) fn kills_of_two(bench: &Bench, count: u32, seed: u64) -> Result<Outcome> {
    let mut outcome = Outcome::begin("kill -9 beside another", seed);
    for first in (0..count).step_by(IN_A_ROW as usize) {
        let seed = seed.wrapping_add(u64::from(first));
        let mut chance = Rng::with_seed(seed);
        let (folder, mut shelf) = (scratch()?, Shelf::default());
        let library = library_in(folder.path());
        let mut ledgers = [Ledger::default(), Ledger::default()];
        for _ in first..count.min(first + IN_A_ROW) {
            let mut troubles = work_together(bench, &library, &mut ledgers, &mut chance)?;
            let [one, two] = ledgers.each_ref().map(Ledger::possible);
            let pairs: Vec<_> = one
                .iter()
                .flat_map(|one| two.iter().map(move |two| one.beside(two)))
                .collect();
            match look(&library, &pairs, &mut shelf, &mut chance) {
                Ok(found) => ledgers = [found.before(APART), found.from(APART)],
                Err(found) => troubles.extend(found),
            }
            let left = Left {
                folder: &library,
                keep: &bench.keep,
            };
            outcome.count(
                &format!("--pairs {IN_A_ROW} --seed {seed}"),
                &troubles,
                left,
            );
            if !troubles.is_empty() {
                break;
            }
        }
    }
    Ok(outcome)
}

/// Two processes at work until one was killed; the other goes on a little, and is killed as well.
fn work_together(
    bench: &Bench,
    library: &std::path::Path,
    ledgers: &mut [Ledger; 2],
    chance: &mut Rng,
) -> Result<Troubles> {
    let mut workers = Vec::new();
    for (ledger, from) in ledgers.iter().zip([0, APART]) {
        let mut orders = Orders::alone(library, ledger, chance.u64(..));
        orders.company = Company::Two;
        orders.next = ledger.next().max(from);
        orders.acts = 100_000;
        workers.push(Worker::start(bench.worker(), &orders)?);
    }
    let mut troubles = Vec::new();
    let mut note = |ledger: &mut Ledger, line| {
        let refusal = ledger.note(line);
        troubles.extend(refusal.map(|words| Trouble::Sentence(format!("refused: {words}"))));
    };
    for _ in 0..chance.u32(0..60) {
        for (worker, ledger) in workers.iter_mut().zip(ledgers.iter_mut()) {
            if let Some(line) = worker.line()? {
                note(ledger, line);
            }
        }
    }
    let mut parted = workers
        .into_iter()
        .zip(ledgers.iter_mut())
        .collect::<Vec<_>>();
    if chance.bool() {
        parted.reverse();
    }
    for (worker, ledger) in parted {
        thread::sleep(moment(chance));
        for line in worker.kill()? {
            note(ledger, line);
        }
    }
    Ok(troubles)
}

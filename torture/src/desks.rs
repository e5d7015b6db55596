//! Two command lines clip into one library at the same time, and one of them is killed. What a command
//! line printed is there.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use fastrand::Rng;

use crate::act::{Act, Line};
use crate::child::{Bench, library_in, scratch};
use crate::ledger::Ledger;
use crate::look::{Trouble, look};
use crate::outcome::{Left, Outcome};
use crate::paper::{self, Shelf};

/// How many pairs clip into one library.
const IN_A_ROW: u32 = 8;

/// Kills command lines.
pub(crate) fn kills(bench: &Bench, count: u32, seed: u64) -> Result<Outcome> {
    let mut outcome = Outcome::begin("two desks, one killed", seed);
    let Some(desk) = &bench.desk else {
        outcome.skip(count, "the program desk was not named (--desk)");
        return Ok(outcome);
    };
    for first in (0..count).step_by(IN_A_ROW as usize) {
        let seed = seed.wrapping_add(u64::from(first));
        let mut chance = Rng::with_seed(seed);
        let (folder, mut shelf) = (scratch()?, Shelf::default());
        let library = library_in(folder.path());
        let mut ledger = Ledger::default();
        for number in (first..count.min(first + IN_A_ROW)).map(|pair| 2 * pair) {
            let started = [number, number + 1].map(|number| start(desk, &library, number));
            let [one, two] = started;
            let (mut killed, other) = (one?, two?);
            thread::sleep(Duration::from_micros(chance.u64(0..25_000)));
            killed.kill()?;
            let mut troubles = Vec::new();
            let killed = killed.wait_with_output()?;
            let other = other.wait_with_output()?;
            let unsure = read(&killed, number, &mut ledger);
            if read(&other, number + 1, &mut ledger).is_some() {
                let said = String::from_utf8_lossy(&other.stderr).trim().to_owned();
                troubles.push(Trouble::Sentence(format!(
                    "the one that was left alone: {said}"
                )));
            }
            match look(
                &library,
                &possible(&ledger, unsure),
                &mut shelf,
                &mut chance,
            ) {
                Ok(found) => ledger = found,
                Err(found) => troubles.extend(found),
            }
            let left = Left {
                folder: &library,
                keep: &bench.keep,
            };
            outcome.count(
                &format!("--desks {IN_A_ROW} --seed {seed}"),
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

/// A command line that clips a story's page from a file, not started yet.
pub(crate) fn clip(desk: &Path, library: &Path, number: u32) -> Result<Command> {
    let page = library.with_file_name(format!("{number}.html"));
    fs::create_dir_all(library.parent().unwrap_or(library))?;
    fs::write(&page, paper::page(number, 0)?.bytes)?;
    let mut command = Command::new(desk);
    command
        .arg("--library")
        .arg(library)
        .args(["clip", "--no-pictures"])
        .arg(page);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    Ok(command)
}

fn start(desk: &Path, library: &Path, number: u32) -> Result<Child> {
    clip(desk, library, number)?.spawn().context("desk starts")
}

/// Puts down what a command line printed. Answers the story if it printed nothing, and may have clipped
/// it or not.
fn read(output: &Output, number: u32, ledger: &mut Ledger) -> Option<u32> {
    if output.stdout.is_empty() {
        return Some(number);
    }
    ledger.note(Line::Try(Act::Clip(number, 0)));
    ledger.note(Line::Did);
    None
}

fn possible(ledger: &Ledger, unsure: Option<u32>) -> Vec<Ledger> {
    let mut open = ledger.clone();
    if let Some(number) = unsure {
        open.note(Line::Try(Act::Clip(number, 0)));
    }
    open.possible()
}

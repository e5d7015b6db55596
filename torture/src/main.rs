//! What a library must bear. Each promise of the library is put to an experiment that tries to break it:
//!
//! - a process is killed while it clips, marks, undoes: [`kills`], and two at once;
//! - the power is cut: [`power`] records every write of a process, and makes disks of what was on its way;
//! - the disk is full: [`full`];
//! - one bit is flipped in a file: [`rot`];
//! - an upgrade of an older library is killed: [`upgrades`];
//! - two of the desk's command lines write at once, and one is killed: [`desks`].
//!
//! In each of them a process of its own does [`act`]s on stories that are made from their numbers
//! ([`paper`]), and says what the library acknowledged. A [`ledger`] keeps these promises, and a [`look`]
//! at the library afterwards compares every text, mark, tag, topic, snapshot and picture with them. What
//! was under way and not acknowledged may be there whole or not at all.
//!
//! `cargo xtask torture` builds and runs it. It prints the seed of each experiment, and a table at the end.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "an experiment says in the terminal what came of it"
)]

mod act;
mod arguments;
mod child;
mod desks;
mod full;
mod kills;
mod ledger;
mod look;
mod outcome;
mod paper;
mod power;
mod rot;
mod upgrades;
mod work;

use std::env;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;

use arguments::{Asked, Syncs};
use child::Bench;

const USAGE: &str = "\
Tries to break a library, and says whether it kept its promises.

  torture [--small] [--kills N] [--pairs N] [--desks N] [--power-cuts N] [--full-disks N] [--rot N]
          [--upgrades N] [--without-sync] [--seed S] [--layouts DIR] [--desk PROGRAM] [--keep DIR]

Without counts, each experiment is made as often as was promised; with counts, only those named. With
--without-sync, a power cut takes what was synced as well, and losses must appear.";

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let done = match words
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(true)
        }
        ["work"] => work::work().map(|()| true),
        ["open", folder] => work::open(Path::new(folder)).map(|()| true),
        _ => match Asked::read(&words) {
            Some(asked) => torture(&asked),
            None => {
                eprintln!(
                    "torture: `{}` is not understood\n\n{USAGE}",
                    words.join(" ")
                );
                return ExitCode::from(2);
            }
        },
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("torture: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Makes the experiments. Says whether every promise held.
fn torture(asked: &Asked) -> Result<bool> {
    let bench = Bench {
        program: env::current_exe()?,
        desk: asked.desk.clone(),
        keep: asked.keep.clone(),
    };
    let mut outcomes = Vec::new();
    if asked.kills > 0 {
        outcomes.push(kills::kills(&bench, asked.kills, asked.seed)?);
    }
    if asked.pairs > 0 {
        outcomes.push(kills::kills_of_two(&bench, asked.pairs, asked.seed)?);
    }
    if asked.desks > 0 {
        outcomes.push(desks::kills(&bench, asked.desks, asked.seed)?);
    }
    if asked.power_cuts > 0 && asked.syncs == Syncs::Kept {
        outcomes.push(power::control(
            &bench,
            asked.power_cuts.clamp(1, 25),
            asked.seed,
        )?);
    }
    if asked.power_cuts > 0 {
        outcomes.push(power::cuts(
            &bench,
            asked.power_cuts,
            asked.seed,
            asked.syncs,
        )?);
    }
    if asked.full_disks > 0 {
        outcomes.push(full::disks(&bench, asked.full_disks, asked.seed)?);
    }
    if asked.rot > 0 {
        outcomes.push(rot::flips(&bench, asked.rot, asked.seed)?);
    }
    if asked.upgrades > 0 {
        outcomes.push(upgrades::upgrades(
            &bench,
            asked.upgrades,
            asked.seed,
            &asked.layouts,
        )?);
    }
    Ok(outcome::tell(&outcomes, &asked.keep))
}

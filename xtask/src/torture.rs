//! Runs the experiments that try to break a library. They are a program of their own, `torture/`, so that
//! the chores need not build the newsroom.

use std::process::Command;

use anyhow::Result;

use crate::packages::{self, TO_TORTURE};
use crate::repo::{self, cargo, command, go};
use crate::run;

/// Builds it and runs it with these words; with `--debug` among them, as the test round does.
pub(crate) fn torture(words: &[&str]) -> Result<()> {
    ensure();
    let release = !words.contains(&"--debug");
    let words = words.iter().filter(|word| **word != "--debug");
    let mut build = cargo();
    build.args(["build", "--package", "torture", "--package", "desk"]);
    build.args(["--bin", "torture", "--bin", "desk"]);
    if release {
        build.arg("--release");
    }
    go(&mut build)?;
    go(experiments(release).args(words))
}

/// Brings what it takes. Where that cannot be, the experiments say what they left out.
pub(crate) fn ensure() {
    if let Err(error) = packages::ensure(TO_TORTURE) {
        println!("{error:#}");
    }
}

/// A few of each experiment, with what the test round has built.
pub(crate) fn small() -> Command {
    let mut small = experiments(false);
    small.arg("--small");
    small
}

fn experiments(release: bool) -> Command {
    let mut experiments = command(run::program("torture", release));
    experiments.arg("--desk").arg(run::program("desk", release));
    experiments
        .arg("--keep")
        .arg(repo::target().join("torture"));
    experiments
}

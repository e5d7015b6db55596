//! Measures the desk as it is shipped: how soon it shows itself, what it takes, how large it is.

pub(crate) mod printing;
pub(crate) mod sending;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::display::Display;
use crate::packages::{self, TO_RUN_UNSEEN, TO_TEST};
use crate::repo::{self, go};
use crate::run::{self, Opened};

/// Starts that are timed. The first one also warms the disk's cache, and is told apart.
const STARTS: usize = 7;

/// A desk is idle when it has been left alone for so long.
const IDLE: Duration = Duration::from_secs(5);

/// Builds the release, and prints what was measured.
pub(crate) fn bench() -> Result<()> {
    if !cfg!(target_os = "linux") {
        bail!("the measurements read /proc, and need Linux");
    }
    packages::ensure(TO_RUN_UNSEEN)?;
    let desk = run::build(true)?;
    go(repo::cargo().args(["build", "--workspace", "--bin", "desk", "--release"]))?;
    let library = tempfile::tempdir()?;
    go(Command::new(run::program("desk", true))
        .arg("--library")
        .arg(library.path())
        .arg("samples"))?;
    let display = Display::start()?;
    let mut paints = Vec::new();
    let mut memory = 0;
    for start in 0..STARTS {
        let mut command = Command::new(&desk);
        command.arg("--library").arg(library.path());
        let mut opened = Opened::new(&display, &mut command)?;
        paints.push(display.first_paint(|| opened.goes_on())?);
        if start + 1 == STARTS {
            thread::sleep(IDLE);
            memory = proportional_memory(opened.id())?;
        }
        drop(opened);
        display.wait_blank()?;
    }
    let first = paints.remove(0);
    paints.sort();
    let (best, middle) = (paints.first(), paints.get(paints.len() / 2));
    println!("start to first paint, first start: {first:.2?}");
    println!(
        "start to first paint, {} more: best {:.2?}, median {:.2?}",
        paints.len(),
        best.unwrap_or(&first),
        middle.unwrap_or(&first)
    );
    println!(
        "memory after {IDLE:?} idle, with web processes: {:.0} MiB (proportional set)",
        memory as f64 / 1024.0
    );
    for program in ["clipdesk", "desk"] {
        let size = fs::metadata(run::program(program, true))?.len();
        println!(
            "size of {program}: {:.1} MiB",
            size as f64 / f64::from(1 << 20)
        );
    }
    Ok(())
}

/// Builds a measure that stands outside the workspace, `clipping` or `library`, and runs it with these
/// words.
pub(crate) fn apart(measure: &str, words: &[&str]) -> Result<()> {
    if !cfg!(target_os = "linux") {
        bail!("the measurements read /proc, and need Linux");
    }
    let mut build = repo::cargo();
    build.args(["build", "--release", "--locked", "--manifest-path"]);
    build.arg(repo::root().join("bench").join(measure).join("Cargo.toml"));
    // The same folder as for the desk: most crates are the same and built already.
    go(build.arg("--target-dir").arg(repo::target()))?;
    let mut bench = Command::new(run::program(&format!("{measure}-bench"), true));
    // Where it was called, so that a DIR means what it says.
    go(bench.args(words))
}

/// Builds the release, and measures its window on a library that is there.
pub(crate) fn window(library: &str) -> Result<()> {
    packages::ensure(TO_TEST)?;
    let desk = run::build(true)?;
    let measure = ["--package", "journeys", "--bin", "window-bench"];
    let mut build = repo::cargo();
    go(build
        .arg("build")
        .args(measure)
        .args(["--features", "journeys/window"]))?;
    let display = Display::start()?;
    let mut bench = Command::new(run::program("window-bench", false));
    bench.arg(library).env("CLIPDESK_BIN", desk);
    go(display.lend(&mut bench))
}

/// Memory of a process and all that it started, in KiB; what they share is counted once in all.
fn proportional_memory(root: u32) -> Result<u64> {
    let parents = parents()?;
    let mut family = BTreeSet::from([root]);
    while parents
        .iter()
        .any(|(child, parent)| family.contains(parent) && family.insert(*child))
    {}
    let share = |process: &u32| {
        let rollup =
            fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
        let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?;
        line.split_whitespace().next()?.parse::<u64>().ok()
    };
    Ok(family.iter().filter_map(share).sum())
}

/// Each process, and the one that started it.
fn parents() -> Result<BTreeMap<u32, u32>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(Path::new("/proc"))
        .context("/proc tells of processes")?
        .flatten()
    {
        let Some(process) = entry
            .file_name()
            .to_str()
            .and_then(|name| name.parse::<u32>().ok())
        else {
            continue;
        };
        let stat = fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
        // The name stands in brackets and may hold anything; the state and the parent come after it.
        let parent = stat
            .rsplit_once(')')
            .and_then(|(_, rest)| rest.split_whitespace().nth(1)?.parse::<u32>().ok());
        found.extend(parent.map(|parent| (process, parent)));
    }
    Ok(found)
}

//! An upgrade is killed: a library of a past layout opens afterwards, with everything in it.
//!
//! Each file `NAME.sql` in the folder of the past layouts is a dump of a `library.db`; beside it may lie a
//! `NAME.snapshots.sql` for its `snapshots.db`. What a library holds is what an upgrade that nobody
//! disturbed makes of it. The first layout is no library at all: it is killed while it is made.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use fastrand::Rng;
use newsroom::Library;
use newsroom::shelf::Shelf as Which;
use rusqlite::Connection;

use crate::child::{Bench, scratch};
use crate::look::{Trouble, Troubles, rows};
use crate::outcome::{Left, Outcome, copy};

/// The calls that change what is on the disk: one of them, chosen at random, is the last.
const CHANGES: &str = "write,pwrite64,pwritev,ftruncate,fsync,fdatasync,rename,renameat,renameat2,\
    unlink,unlinkat,mkdir,openat";

/// Kills upgrades from each past layout.
pub(crate) fn upgrades(bench: &Bench, count: u32, seed: u64, layouts: &Path) -> Result<Outcome> {
    let mut outcome = Outcome::begin("upgrade", seed);
    let dumps = dumps(layouts)?;
    if !bench.can_trace() {
        let all = count * u32::try_from(dumps.len() + 1)?;
        outcome.skip(all, "strace is not there, or may not trace");
        return Ok(outcome);
    }
    if dumps.is_empty() {
        outcome.note(format!("no past layouts in {}", layouts.display()));
    }
    let names: Vec<_> = dumps
        .iter()
        .filter_map(|dump| dump.file_stem()?.to_str())
        .collect();
    let all = std::iter::once(("no library yet", None));
    for (layout, dump) in all.chain(names.into_iter().zip(dumps.iter().map(Some))) {
        let old = scratch()?;
        if let Some(dump) = dump {
            load(dump, old.path())?;
        }
        let mut chance = Rng::with_seed(seed);
        let undisturbed = scratch()?;
        copy(old.path(), undisturbed.path())?;
        let calls = changes_of(bench, undisturbed.path())?;
        let whole = held(undisturbed.path()).with_context(|| format!("layout {layout}"))?;
        outcome.note(format!("{layout}: {} stories, {calls} calls", whole.len()));
        for number in 0..count {
            let tried = scratch()?;
            copy(old.path(), tried.path())?;
            let call = chance.u32(1..=calls);
            kill_at(bench, tried.path(), call)?;
            let as_killed = scratch()?;
            copy(tried.path(), as_killed.path())?;
            let left = Left {
                folder: as_killed.path(),
                keep: &bench.keep,
            };
            let again = format!(
                "--upgrades {} --seed {seed}; layout {layout}, killed at call {call} of {calls}",
                number + 1
            );
            outcome.count(&again, &compare(tried.path(), &whole), left);
        }
    }
    Ok(outcome)
}

fn dumps(layouts: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if let Ok(entries) = fs::read_dir(layouts) {
        for entry in entries {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if name.ends_with(".sql") && !name.ends_with(".snapshots.sql") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Makes the library that a dump holds.
fn load(dump: &Path, folder: &Path) -> Result<()> {
    let files = [("sql", "library.db"), ("snapshots.sql", "snapshots.db")];
    for (end, file) in files {
        let dump = dump.with_extension(end);
        if !dump.exists() {
            continue;
        }
        let sql = fs::read_to_string(&dump)?;
        let file = Connection::open(folder.join(file))?;
        let made = file.execute_batch(&sql);
        made.with_context(|| format!("{} does not load", dump.display()))?;
    }
    Ok(())
}

/// Opens the library in a process of its own, undisturbed, and counts the calls that change the disk.
fn changes_of(bench: &Bench, folder: &Path) -> Result<u32> {
    let logs = scratch()?;
    let log = logs.path().join("log");
    let trace = format!("trace={CHANGES}");
    let words = ["-f", "-e", &trace, "-o"].map(OsStr::new);
    let mut strace = bench.traced(&[&words, [log.as_os_str()].as_slice()].concat());
    strace.arg("open").arg(folder);
    if !quiet(&mut strace)? {
        bail!("the library in {} does not open", folder.display());
    }
    let calls = fs::read_to_string(&log)?
        .lines()
        .filter(|line| !line.contains("+++"))
        .count();
    Ok(u32::try_from(calls)?.max(1))
}

/// Opens the library in a process that is killed at its n-th call that changes the disk.
fn kill_at(bench: &Bench, folder: &Path, call: u32) -> Result<()> {
    let trace = format!("trace={CHANGES}");
    let inject = format!("inject={CHANGES}:signal=SIGKILL:when={call}");
    let words = ["-f", "-e", &trace, "-e", &inject, "-o", "/dev/null"].map(OsStr::new);
    let mut strace = bench.traced(&words);
    quiet(strace.arg("open").arg(folder)).map(drop)
}

fn quiet(command: &mut Command) -> Result<bool> {
    let run = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    Ok(run.context("strace starts")?.success())
}

/// All that a library holds: each story, and its evidence, as text to be compared.
fn held(folder: &Path) -> Result<Vec<String>> {
    let library = Library::open(folder)?;
    let mut held = Vec::new();
    for shelf in [Which::All, Which::Spiked] {
        for row in rows(&library, &shelf)? {
            let story = library.stories().get(row.id)?;
            let evidence = match &story.snapshot {
                Some(snapshot) => library.snapshot(&snapshot.sha256).map(|bytes| bytes.len()),
                None => Ok(0),
            };
            let evidence = evidence.map_err(|error| error.to_string());
            held.push(format!(
                "{}\n{}\n{evidence:?}",
                serde_json::to_string(&row)?,
                serde_json::to_string(&story)?
            ));
        }
    }
    Ok(held)
}

fn compare(folder: &Path, whole: &[String]) -> Troubles {
    match held(folder) {
        Ok(held) if held == whole => Vec::new(),
        Ok(held) => vec![Trouble::Lost(format!(
            "{} of {} stories are there, or they are not the same",
            held.len(),
            whole.len()
        ))],
        Err(error) => vec![Trouble::Corrupt(format!("{error:#}"))],
    }
}

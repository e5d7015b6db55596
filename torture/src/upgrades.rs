//! An upgrade is killed: a library of a past layout opens afterwards, with everything in it.
//!
//! In the folder of the past layouts `03.sql` is a dump of a `library.db`, and `snapshots-01.sql` one of a
//! `snapshots.db`. Each of the ones is tried with each of the others: an upgrade that was killed leaves
//! such mixtures. What a library holds is what an upgrade that nobody disturbed makes of it. The first
//! layout is no library at all: it is killed while it is made.

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

/// A past layout: its name, and the dumps of its two files.
struct Layout {
    name: String,
    dumps: Vec<(PathBuf, &'static str)>,
}

/// Kills upgrades from each past layout.
pub(crate) fn upgrades(bench: &Bench, count: u32, seed: u64, folder: &Path) -> Result<Outcome> {
    let mut outcome = Outcome::begin("upgrade", seed);
    let layouts = layouts(folder)?;
    if !bench.can_trace() {
        let all = count * u32::try_from(layouts.len())?;
        outcome.skip(all, "strace is not there, or may not trace");
        return Ok(outcome);
    }
    if layouts.len() == 1 {
        outcome.note(format!("no past layouts in {}", folder.display()));
    }
    for layout in layouts {
        let old = scratch()?;
        for (dump, file) in &layout.dumps {
            load(dump, &old.path().join(file))?;
        }
        let layout = layout.name;
        let mut chance = Rng::with_seed(seed);
        let undisturbed = scratch()?;
        copy(old.path(), undisturbed.path())?;
        let calls = changes_of(bench, undisturbed.path())?;
        let whole = held(undisturbed.path()).with_context(|| format!("layout {layout}"))?;
        let stories = whole.len();
        outcome.note(format!(
            "{layout}: {stories} stories, killed in one of {calls} calls"
        ));
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

fn layouts(folder: &Path) -> Result<Vec<Layout>> {
    let mut dumps = Vec::new();
    if let Ok(entries) = fs::read_dir(folder) {
        for entry in entries {
            let path = entry?.path();
            let name = path.file_stem().unwrap_or_default();
            let name = name.to_string_lossy().into_owned();
            if path.extension() == Some(OsStr::new("sql")) {
                dumps.push((name, path));
            }
        }
    }
    dumps.sort();
    let (evidence, libraries): (Vec<_>, Vec<_>) = dumps
        .into_iter()
        .partition(|(name, _)| name.starts_with("snapshots"));
    let mut layouts = vec![Layout {
        name: "no library yet".to_owned(),
        dumps: Vec::new(),
    }];
    for (library, dump) in libraries {
        if evidence.is_empty() {
            bail!("{} holds no dump of a snapshots.db", folder.display());
        }
        layouts.extend(evidence.iter().map(|(snapshots, beside)| Layout {
            name: format!("{library} with {snapshots}"),
            dumps: vec![
                (dump.clone(), "library.db"),
                (beside.clone(), "snapshots.db"),
            ],
        }));
    }
    Ok(layouts)
}

/// Makes the file that a dump holds.
fn load(dump: &Path, file: &Path) -> Result<()> {
    let sql = fs::read_to_string(dump)?;
    // A dump has its rows in the order of the tables, not of who refers to whom.
    let loose = "PRAGMA foreign_keys = OFF;";
    let made = Connection::open(file)?.execute_batch(&format!("{loose}\n{sql}"));
    made.with_context(|| format!("{} does not load", dump.display()))
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

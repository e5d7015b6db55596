//! Runs the candidates, each in a process of its own, in turns.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write, stdout};
use std::panic;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;
use std::{env, fs};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use crate::candidate::{Candidate, Prediction};
use crate::pack::{self, Entry, Gold};
use crate::score::{Marks, mark};

/// How often each page is cut by each candidate. The best time counts: what makes the others longer
/// is the machine, and not the page.
const ROUNDS: usize = 3;

/// What a candidate's process says, one line each.
#[derive(Serialize, Deserialize)]
enum Said {
    /// A page was cut; how long it took, in seconds.
    Page {
        id: String,
        seconds: f64,
        prediction: Prediction,
    },
    /// A page on which the candidate fell over.
    Fell { id: String },
    /// The end: the most memory that the process held, in KiB.
    Peak(u64),
}

/// What was measured of one candidate on one pack.
pub(crate) struct Measured {
    pub(crate) candidate: Candidate,
    /// The pack's folder name.
    pub(crate) set: String,
    pub(crate) pages: Vec<Cut>,
    /// The most memory of any round, in KiB.
    pub(crate) peak: u64,
}

/// One page, cut by one candidate.
pub(crate) struct Cut {
    pub(crate) id: String,
    /// The best time, in seconds; none if the candidate fell over.
    pub(crate) seconds: Option<f64>,
    pub(crate) marks: Marks,
}

/// Cuts a pack with one candidate, and tells the parent process.
pub(crate) fn cut(candidate: Candidate, pack: &Path) -> Result<()> {
    // A peer's fall is counted; its words would only be in the way.
    panic::set_hook(Box::new(|_| {}));
    let mut out = stdout().lock();
    for entry in pack::lines::<Entry>(pack)? {
        let entry = entry?;
        let input = candidate.prepare(entry.read(pack)?);
        let id = entry.id;
        let began = Instant::now();
        let found = panic::catch_unwind(panic::AssertUnwindSafe(|| input.cut()));
        let seconds = began.elapsed().as_secs_f64();
        let said = match found {
            Ok(prediction) => Said::Page {
                id,
                seconds,
                prediction,
            },
            Err(_) => Said::Fell { id },
        };
        serde_json::to_writer(&mut out, &said)?;
        writeln!(out)?;
    }
    serde_json::to_writer(&mut out, &Said::Peak(peak_memory()?))?;
    Ok(writeln!(out)?)
}

/// The most memory that this process held at once, in KiB.
fn peak_memory() -> Result<u64> {
    let status =
        fs::read_to_string("/proc/self/status").context("peak memory is read on Linux only")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    Ok(number.context("/proc/self/status has no VmHWM")?.parse()?)
}

/// Measures all candidates on all packs.
pub(crate) fn compare(packs: &[PathBuf]) -> Result<Vec<Measured>> {
    let mut measured = Vec::new();
    for pack in packs {
        let gold: Vec<Gold> = pack::lines(pack)?.collect::<Result<_>>()?;
        let set = pack
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let mut turns: Vec<(Turn, Candidate)> = Candidate::ALL
            .map(|candidate| (Turn::default(), candidate))
            .into();
        for round in 1..=ROUNDS {
            // In turns, so that a busy minute of the machine meets all of them.
            for (turn, candidate) in &mut turns {
                eprintln!("{set}: {}, round {round} of {ROUNDS}", candidate.name());
                turn.take(*candidate, pack)?;
            }
        }
        for (mut turn, candidate) in turns {
            let pages = gold.iter().map(|gold| {
                let found = turn.found.remove(&gold.id);
                let (seconds, prediction) = found
                    .map_or((None, Prediction::default()), |(seconds, found)| {
                        (Some(seconds), found)
                    });
                Cut {
                    id: gold.id.clone(),
                    seconds,
                    marks: mark(gold, &prediction),
                }
            });
            let pages = pages.collect();
            measured.push(Measured {
                candidate,
                set: set.clone(),
                pages,
                peak: turn.peak,
            });
        }
    }
    Ok(measured)
}

/// What a candidate has found so far, with the best times.
#[derive(Default)]
struct Turn {
    found: HashMap<String, (f64, Prediction)>,
    peak: u64,
}

impl Turn {
    fn take(&mut self, candidate: Candidate, pack: &Path) -> Result<()> {
        let mut child = Command::new(env::current_exe()?)
            .args(["cut", candidate.name()])
            .arg(pack)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        let out = child.stdout.take().context("it is piped")?;
        for line in BufReader::new(out).lines() {
            match serde_json::from_str(&line?)? {
                Said::Page {
                    id,
                    seconds,
                    prediction,
                } => {
                    let page = self.found.entry(id).or_insert((seconds, prediction));
                    page.0 = page.0.min(seconds);
                }
                Said::Fell { id } => eprintln!("{} fell over {id}", candidate.name()),
                Said::Peak(peak) => self.peak = self.peak.max(peak),
            }
        }
        let status = child.wait()?;
        match status.success() {
            true => Ok(()),
            false => bail!("{} ended with {status}", candidate.name()),
        }
    }
}

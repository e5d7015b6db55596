//! Measures the library at a size: a corpus of our own, the desk's `Library` on disk, and plain SQLite
//! with FTS5 beside it in the same run.
//!
//! `library-bench --stories N` prints a section for `docs/benchmarks.md`. It starts itself again as
//! `library-bench part FOLDER PART SIDE` for each part, so that a process measures one thing only.

mod ask;
mod chance;
mod corpus;
mod desk;
mod fill;
mod folder;
mod measure;
mod memory;
mod peer;
mod plan;
mod report;
mod run;
mod tongue;
mod words;

use std::env;
use std::io::{Write, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use desk::Desk;
use folder::{Folder, Side};
use measure::Said;
use peer::Peer;
use plan::ROWS;
use run::{MORE, Wish};

const USAGE: &str = "\
library-bench --stories N [--seed N] [--peer-stories N] [--keep DIR] [--only ROWS]

  --stories N        how many stories the library holds: 100000 or 1000000 as the goals have it
  --seed N           of the corpus (1)
  --peer-stories N   how many plain SQLite holds beside it: as many, or fewer; 0 leaves it out
  --keep DIR         where both lie and stay, to be measured again without being filled again;
                     what is clipped and imported while measuring stays in them
  --only ROWS        only these, with commas between";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args.as_slice() {
        ["part", folder, name, side, rest @ ..] => {
            Side::named(side).and_then(|side| part(name, side, Path::new(folder), rest))
        }
        args => bench(args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("library-bench: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn bench(args: &[&str]) -> Result<()> {
    let (wish, keep) = wish(args)?;
    let passing;
    let folder = match &keep {
        Some(folder) => Folder::at(folder),
        None => {
            // Beside the program: a folder for passing files may lie in memory, where nothing is durable.
            let program = env::current_exe()?;
            passing = tempfile::tempdir_in(program.parent().unwrap_or(Path::new(".")))?;
            Folder::at(passing.path())
        }
    };
    eprintln!("seed {}, in {}", wish.seed, folder.path().display());
    let found = run::run(&wish, &folder)?;
    print!("{}", report::section(&found));
    Ok(())
}

fn wish(args: &[&str]) -> Result<(Wish, Option<PathBuf>)> {
    let number = |text: &str| -> Result<u64> {
        text.parse()
            .with_context(|| format!("`{text}` is no number of stories or seed"))
    };
    let (mut stories, mut seed, mut peer, mut keep, mut only) = (None, 1, None, None, Vec::new());
    for pair in args.chunks(2) {
        match *pair {
            ["--stories", value] => stories = Some(number(value)?),
            ["--seed", value] => seed = number(value)?,
            ["--peer-stories", value] => peer = Some(number(value)?),
            ["--keep", value] => keep = Some(PathBuf::from(value)),
            ["--only", value] => only = rows(value)?,
            _ => bail!("`{}` is not understood\n\n{USAGE}", pair.join(" ")),
        }
    }
    let stories = stories.with_context(|| format!("how many stories?\n\n{USAGE}"))?;
    if stories < 100 {
        bail!("{stories} stories are too few to draw questions from: name 100 or more");
    }
    let peer = peer.unwrap_or(stories).min(stories);
    let peer_stories = (peer > 0).then_some(peer);
    Ok((
        Wish {
            seed,
            stories,
            peer_stories,
            only,
        },
        keep,
    ))
}

fn rows(list: &str) -> Result<Vec<String>> {
    let known = || ROWS.iter().map(|row| row.key).chain(MORE);
    let rows = list.split(',').filter(|row| !row.is_empty()).map(|row| {
        match known().any(|key| key == row) {
            true => Ok(row.to_owned()),
            false => bail!(
                "`{row}` is no row; there are: {}",
                known().collect::<Vec<_>>().join(", ")
            ),
        }
    });
    rows.collect()
}

/// One part, in this process.
fn part(name: &str, side: Side, path: &Path, rest: &[&str]) -> Result<()> {
    let folder = Folder::at(path);
    let mut out = stdout().lock();
    let mut say = |said: Said| -> Result<()> {
        serde_json::to_writer(&mut out, &said)?;
        Ok(writeln!(out)?)
    };
    let rows = rows(
        rest.first()
            .copied()
            .filter(|_| name != "cold")
            .unwrap_or_default(),
    )?;
    let word = rest.first().copied();
    match (name, side) {
        ("fill", side) => say(Said::Filled(Box::new(fill::fill(side, &folder)?))),
        ("read", Side::Desk) => measure::read(&Desk::open(path)?.warm()?, &folder, &rows, &mut say),
        ("read", Side::Peer) => measure::read(&Peer::open(path)?, &folder, &rows, &mut say),
        ("memory", Side::Desk) => measure::memory(&Desk::open(path)?.warm()?, &folder, &mut say),
        ("memory", Side::Peer) => measure::memory(&Peer::open(path)?, &folder, &mut say),
        ("cold", Side::Desk) => measure::cold(|| Desk::open(path), word, &mut say),
        ("cold", Side::Peer) => measure::cold(|| Peer::open(path), word, &mut say),
        ("write", side) => {
            let stories = folder.setup()?.stories_of(side);
            match side {
                Side::Desk => measure::write(
                    &Desk::open(path)?.warm()?,
                    stories,
                    &folder,
                    &rows,
                    &mut say,
                ),
                Side::Peer => measure::write(&Peer::open(path)?, stories, &folder, &rows, &mut say),
            }
        }
        ("beside", Side::Desk) => say(Said::Beside(measure::beside(&folder, path)?)),
        _ => bail!("there is no part `{name}` for the {}", side.name()),
    }
}

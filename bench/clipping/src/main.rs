//! Measures the cut beside its peers: the same pages, in the same run, each in a process of its own.
//!
//! `clipping-bench [--pages FILE.tsv] DIR…` prints two tables in Markdown. A DIR is a pack (a folder
//! with a `gold.jsonl`) or a folder of packs. It starts itself again as `clipping-bench cut CANDIDATE
//! PACK` for each candidate, pack and round.

mod candidate;
mod pack;
mod report;
mod run;
mod score;

use std::env;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use candidate::Candidate;

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    match obey(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("clipping-bench: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn obey(args: &[String]) -> Result<()> {
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["cut", name, pack] => run::cut(Candidate::named(name)?, Path::new(pack)),
        ["--pages", table, folders @ ..] if !folders.is_empty() => {
            compare(folders, Some(Path::new(table)))
        }
        folders if folders.iter().all(|word| !word.starts_with('-')) && !folders.is_empty() => {
            compare(folders, None)
        }
        _ => bail!("name a pack or a folder of packs: [--pages FILE.tsv] DIR…"),
    }
}

fn compare(folders: &[&str], table: Option<&Path>) -> Result<()> {
    let mut packs = Vec::new();
    for folder in folders {
        packs.extend(pack::within(&PathBuf::from(folder))?);
    }
    let measured = run::compare(&packs)?;
    if let Some(path) = table {
        let file =
            File::create(path).with_context(|| format!("{} cannot be written", path.display()))?;
        report::each_page(&measured, file)?;
    }
    print!("{}", report::tables(&measured));
    Ok(())
}

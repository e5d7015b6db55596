//! Runs the fuzz targets in newsroom/fuzz, which stands outside the workspace.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::repo::{self, command, go};
use crate::tool;

/// The cargo-fuzz that this project is fuzzed with.
const VERSION: &str = "0.13.2";

/// All targets.
const TARGETS: [&str; 11] = [
    "clip", "pasted", "markdown", "json_ld", "date", "address", "edition", "mail", "archive",
    "pdf", "charset",
];

/// What libFuzzer is told of each: the longest input in bytes, the longest time for one in seconds, and
/// the most memory in MiB.
const BOUNDS: [&str; 3] = ["-max_len=65536", "-timeout=10", "-rss_limit_mb=2048"];

/// What a person asked for.
pub(crate) struct Wish {
    targets: Vec<&'static str>,
    seconds: u32,
}

impl Wish {
    /// Reads the words after `fuzz`; none if they are not understood.
    pub(crate) fn read(words: &[&str]) -> Option<Wish> {
        let (targets, rest) = match words {
            [name, rest @ ..] if !name.starts_with('-') => {
                let target = TARGETS.into_iter().find(|target| target == name)?;
                (vec![target], rest)
            }
            rest => (TARGETS.to_vec(), rest),
        };
        let seconds = match rest {
            [] => 60,
            ["--seconds", number] => number.parse().ok().filter(|seconds| *seconds > 0)?,
            _ => return None,
        };
        Some(Wish { targets, seconds })
    }
}

/// Runs the targets one after the other, and stops at the first that finds something.
pub(crate) fn fuzz(wish: &Wish) -> Result<()> {
    let fuzz = tool::ensure("cargo-fuzz", VERSION)?;
    let corpora = repo::target().join("fuzz-corpus");
    for target in &wish.targets {
        let corpus = corpora.join(target);
        let found = repo::root().join("newsroom/fuzz/found").join(target);
        for folder in [&corpus, &found] {
            fs::create_dir_all(folder)
                .with_context(|| format!("{} cannot be made", folder.display()))?;
        }
        let mut run = command(&fuzz);
        // No sanitizer: there is no unsafe code to watch, and the stable compiler has none.
        run.args([
            "run",
            "--sanitizer",
            "none",
            "--fuzz-dir",
            "newsroom/fuzz",
            "--target-dir",
        ]);
        run.arg(repo::target().join("fuzz"));
        run.arg(target).arg(&corpus).arg(&found);
        run.arg(repo::root().join("newsroom/tests/pages"));
        run.arg("--").args(BOUNDS);
        run.arg(format!("-max_total_time={}", wish.seconds));
        run.arg(format!("-artifact_prefix={}/", found.display()));
        if go(&mut run).is_err() {
            bail!(
                "{target} found something; it lies in {}: mend it, and keep the file, small and in words \
                 of our own",
                found.display()
            );
        }
    }
    Ok(())
}

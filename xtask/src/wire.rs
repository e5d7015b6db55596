//! The types that cross to the window: generated from the engine, never typed by hand.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::repo::{self, cargo, go};

/// The environment variable that tells ts-rs where to write.
pub(crate) const INTO: &str = "TS_RS_EXPORT_DIR";

/// Writes `ui/src/wire.ts` anew.
pub(crate) fn write() -> Result<()> {
    let fresh = empty_folder()?;
    go(generate().env(INTO, &fresh))?;
    fs::copy(fresh.join("wire.ts"), committed()).context("ui/src/wire.ts cannot be written")?;
    println!("ui/src/wire.ts is written");
    Ok(())
}

/// Whether `ui/src/wire.ts` is what the engine would write now, which lies in `fresh`.
pub(crate) fn compare(fresh: &Path) -> Result<()> {
    let wanted = fs::read(fresh.join("wire.ts")).context("the engine's tests wrote no types")?;
    let found = fs::read(committed()).context("ui/src/wire.ts cannot be read")?;
    if wanted != found {
        bail!("ui/src/wire.ts is not what the engine says now: run `cargo xtask wire`");
    }
    Ok(())
}

/// A folder for ts-rs to write to. It has to be empty: ts-rs adds to what it finds.
pub(crate) fn empty_folder() -> Result<PathBuf> {
    let folder = repo::target().join("wire");
    if folder.exists() {
        fs::remove_dir_all(&folder).context("target/wire cannot be emptied")?;
    }
    fs::create_dir_all(&folder).context("target/wire cannot be made")?;
    Ok(folder)
}

fn generate() -> Command {
    let mut generate = cargo();
    generate.args([
        "test",
        "--quiet",
        "--package",
        "newsroom",
        "--features",
        "ts",
    ]);
    generate.args(["--lib", "export_bindings"]);
    generate
}

fn committed() -> PathBuf {
    repo::root().join("ui/src/wire.ts")
}

//! Licences, sources and bans of what the project stands on, read by cargo-deny.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::repo::{self, cargo, command, go, succeeds};
use crate::round::Round;

/// The cargo-deny that this project is checked with.
const VERSION: &str = "0.20.2";

/// Checks them, installing cargo-deny into the target folder if it is not there.
pub(crate) fn check(round: &mut Round) {
    let name = "licences, sources, bans";
    let deny = match ensure() {
        Ok(deny) => deny,
        Err(error) => return round.held(name, Err(error)),
    };
    round.check(
        name,
        command(&deny).args(["check", "bans", "licenses", "sources"]),
    );
    let name = "advisories";
    if succeeds(command(&deny).args(["fetch", "db"])) {
        round.check(
            name,
            command(&deny).args(["check", "--disable-fetch", "advisories"]),
        );
    } else {
        round.skip(
            name,
            "the database of advisories cannot be reached from here",
        );
    }
}

fn ensure() -> Result<PathBuf> {
    let tools = repo::target().join("tools");
    let deny = tools.join(format!("bin/cargo-deny{}", std::env::consts::EXE_SUFFIX));
    let said = Command::new(&deny).arg("--version").output();
    if said.is_ok_and(|said| {
        String::from_utf8_lossy(&said.stdout)
            .trim()
            .ends_with(VERSION)
    }) {
        return Ok(deny);
    }
    let install = [
        "install",
        "cargo-deny",
        "--locked",
        "--force",
        "--version",
        VERSION,
        "--root",
    ];
    go(cargo().args(install).arg(&tools))?;
    Ok(deny)
}

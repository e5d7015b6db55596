//! Tools that cargo builds: each in one version, in the target folder, and only when it is needed.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::repo::{self, cargo, go};

/// Where a tool is, installed in this version if it is not there.
pub(crate) fn ensure(name: &str, version: &str) -> Result<PathBuf> {
    let tools = repo::target().join("tools");
    let tool = tools.join(format!("bin/{name}{}", std::env::consts::EXE_SUFFIX));
    let said = Command::new(&tool).arg("--version").output();
    let is_there = said.is_ok_and(|said| {
        String::from_utf8_lossy(&said.stdout)
            .trim()
            .ends_with(version)
    });
    if !is_there {
        let install = ["install", name, "--locked", "--force", "--version", version];
        go(cargo().args(install).arg("--root").arg(&tools))?;
    }
    Ok(tool)
}

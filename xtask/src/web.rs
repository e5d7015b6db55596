//! Node, npm's packages and the window's build.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::repo::{self, command, go, npm};

/// The oldest Node that Vite runs on.
const NODE: (u32, u32) = (20, 19);

/// Installs the window's packages from the lock file, if it changed since they were installed.
pub(crate) fn ensure_packages() -> Result<()> {
    ensure_node()?;
    let ui = repo::root().join("ui");
    let lock = ui.join("package-lock.json");
    let wanted = fs::read(&lock).with_context(|| format!("{} cannot be read", lock.display()))?;
    // Inside node_modules, so that whoever throws that away throws the stamp away.
    let stamp = ui.join("node_modules/.clipdesk-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    go(npm().args(["ci", "--no-audit", "--no-fund"]))?;
    fs::write(&stamp, wanted).with_context(|| format!("{} cannot be written", stamp.display()))
}

/// What builds the window into `ui/dist`, which the desk embeds.
pub(crate) fn build() -> Command {
    let mut build = npm();
    build.args(["run", "build"]);
    build
}

fn ensure_node() -> Result<()> {
    let (major, minor) = NODE;
    let wanted =
        format!("Node {major}.{minor} or newer is needed (nodejs.org, or a version manager)");
    let Ok(output) = command("node").arg("--version").output() else {
        bail!("{wanted}; there is no `node` here");
    };
    let printed = String::from_utf8_lossy(&output.stdout);
    match version(&printed) {
        Some(found) if found >= NODE => Ok(()),
        _ => bail!("{wanted}; `node --version` says {}", printed.trim()),
    }
}

/// "v20.20.2" is 20 and 20.
fn version(printed: &str) -> Option<(u32, u32)> {
    let mut numbers = printed.trim().strip_prefix('v')?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_node_says_of_itself() {
        assert_eq!(version("v20.20.2\n"), Some((20, 20)));
        assert_eq!(version("v22.1.0"), Some((22, 1)));
        assert_eq!(version("20.1"), None);
        assert_eq!(version(""), None);
    }
}

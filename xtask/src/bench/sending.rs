//! Measures sending beside smtplib.

use std::process::Command;

use anyhow::Result;

use crate::repo::{self, go};
use crate::{run, validators};

/// Builds the release, and sends a thousand mails over a server on this computer.
pub(crate) fn sending() -> Result<()> {
    go(repo::cargo().args(["build", "--bin", "desk", "--release", "-p", "desk"]))?;
    let measure = repo::root().join("tests/validators/posted_speed.py");
    go(Command::new(validators::python()?)
        .arg(measure)
        .arg(run::program("desk", true)))
}

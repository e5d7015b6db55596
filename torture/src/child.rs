//! The process at work, seen from outside.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader, Lines, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use anyhow::{Context, Result};

use crate::act::Line;
use crate::work::Orders;

/// Where the experiments are made, and with what.
pub(crate) struct Bench {
    /// This program.
    pub(crate) program: PathBuf,
    /// The command line of the desk, if it was built.
    pub(crate) desk: Option<PathBuf>,
    /// Where libraries are kept after which something was wrong.
    pub(crate) keep: PathBuf,
}

impl Bench {
    /// A process that will work, to be started.
    pub(crate) fn worker(&self) -> Command {
        let mut worker = Command::new(&self.program);
        worker.arg("work");
        worker
    }

    /// The same, under `strace` with these words.
    pub(crate) fn traced(&self, words: &[&OsStr]) -> Command {
        let mut strace = Command::new("strace");
        strace.args(words).arg("--").arg(&self.program);
        strace
    }

    /// Whether a process can be traced here.
    pub(crate) fn can_trace(&self) -> bool {
        let mut strace = self.traced(&["-o", "/dev/null", "-e", "trace=write"].map(OsStr::new));
        let ran = strace
            .arg("help")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        ran.is_ok_and(|status| status.success())
    }
}

/// A process at work.
pub(crate) struct Worker {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Worker {
    /// Starts it and gives it its orders.
    pub(crate) fn start(mut command: Command, orders: &Orders) -> Result<Worker> {
        let text = serde_json::to_string(orders)?;
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("the process at work starts")?;
        let mut stdin = child.stdin.take().context("its stdin is a pipe")?;
        stdin.write_all(text.as_bytes())?;
        drop(stdin);
        let stdout = child.stdout.take().context("its stdout is a pipe")?;
        Ok(Worker {
            child,
            lines: BufReader::new(stdout).lines(),
        })
    }

    /// Its next line; none when it has ended. Half a line is none: it was killed while it wrote it.
    pub(crate) fn line(&mut self) -> Result<Option<Line>> {
        match self.lines.next() {
            Some(line) => Ok(serde_json::from_str(&line?).ok()),
            None => Ok(None),
        }
    }

    /// Kills it with SIGKILL, and answers the lines that it had written.
    pub(crate) fn kill(mut self) -> Result<Vec<Line>> {
        self.child.kill()?;
        let mut lines = Vec::new();
        while let Some(line) = self.line()? {
            lines.push(line);
        }
        self.child.wait()?;
        Ok(lines)
    }

    /// Waits for its end; says whether it ended by itself and well.
    pub(crate) fn end(mut self) -> Result<bool> {
        Ok(self.child.wait()?.success())
    }
}

/// A folder for a try, removed at its end.
pub(crate) fn scratch() -> Result<tempfile::TempDir> {
    tempfile::Builder::new()
        .prefix("torture-")
        .tempdir()
        .context("a folder for the experiment")
}

/// Where the library lies in it: two folders deep, both of which the library makes.
pub(crate) fn library_in(folder: &Path) -> PathBuf {
    folder.join("desk/library")
}

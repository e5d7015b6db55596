//! A display where there is none: Xvfb, and pictures of what is on it.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::picture::Picture;
use crate::repo::{self, command, succeeds};

/// The screen that the desk is drawn on: a common laptop's.
const SCREEN: &str = "1440x900x24";

/// How the folder of a display is called, before the number of the process that started it.
const FOLDER: &str = "display-";

/// How long a window may take to appear.
const PATIENCE: Duration = Duration::from_secs(60);

/// A display that nobody looks at. It ends with this value.
#[derive(Debug)]
pub(crate) struct Display {
    server: Child,
    name: String,
    /// Xvfb keeps its screen in a file here, in the format of `xwd`.
    folder: PathBuf,
}

impl Display {
    /// Starts Xvfb on the first display number that is free.
    pub(crate) fn start() -> Result<Display> {
        remove_left_behind();
        let folder = repo::target().join(format!("{FOLDER}{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", SCREEN])
            .args(["-nolisten", "tcp", "-fbdir"])
            .arg(&folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(File::create(folder.join("log"))?)
            .spawn()
            .context("Xvfb could not be started")?;
        // It writes the number once it can be connected to.
        let mut number = String::new();
        if let Some(said) = server.stdout.take() {
            BufReader::new(said).read_line(&mut number)?;
        }
        let name = format!(":{}", number.trim());
        let display = Display {
            server,
            name,
            folder,
        };
        if number.trim().is_empty() {
            let log = fs::read_to_string(display.folder.join("log")).unwrap_or_default();
            bail!("Xvfb gave no display: {}", log.trim());
        }
        Ok(display)
    }

    /// As `DISPLAY` names it.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Lets a program draw here, and nowhere else.
    pub(crate) fn lend<'a>(&self, program: &'a mut Command) -> &'a mut Command {
        program
            .env("DISPLAY", &self.name)
            .env("GDK_BACKEND", "x11")
            .env_remove("WAYLAND_DISPLAY")
    }

    /// Waits until something is drawn, and says how long that took. The screen is looked at every
    /// few milliseconds.
    pub(crate) fn first_paint(&self, mut goes_on: impl FnMut() -> Result<()>) -> Result<Duration> {
        let begin = Instant::now();
        while self.look()?.is_blank() {
            goes_on()?;
            if begin.elapsed() > PATIENCE {
                bail!("after {PATIENCE:?} nothing was drawn");
            }
            thread::sleep(Duration::from_millis(5));
        }
        Ok(begin.elapsed())
    }

    /// Waits until nothing is drawn any more.
    pub(crate) fn wait_blank(&self) -> Result<()> {
        let begin = Instant::now();
        while !self.look()?.is_blank() {
            if begin.elapsed() > PATIENCE {
                bail!("after {PATIENCE:?} something is still drawn");
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    fn look(&self) -> Result<Picture> {
        Picture::read(&self.folder.join("Xvfb_screen0"))
    }

    /// Waits until something is drawn and stays as it is, then writes a picture of it.
    ///
    /// `goes_on` is asked meanwhile: there is no waiting for a program that has left.
    pub(crate) fn picture(
        &self,
        into: &Path,
        mut goes_on: impl FnMut() -> Result<()>,
    ) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        let mut seen = self.look()?;
        let mut still_since = Instant::now();
        loop {
            goes_on()?;
            thread::sleep(Duration::from_millis(100));
            let now = self.look()?;
            if now.differs(&seen) {
                seen = now;
                still_since = Instant::now();
            } else if !seen.is_blank() && still_since.elapsed() > Duration::from_secs(1) {
                return seen.trimmed().write(into);
            }
            if Instant::now() > deadline {
                seen.write(into)?;
                bail!(
                    "after {PATIENCE:?} the window is still blank, or moving; see {}",
                    into.display()
                );
            }
        }
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        // Asked politely, it takes its lock and its socket along. Already gone is as good.
        let asked = succeeds(command("kill").arg(self.server.id().to_string()));
        if !asked {
            let _ = self.server.kill();
        }
        let _ = self.server.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Removes the folders of displays whose starters were ended before they could.
fn remove_left_behind() {
    for entry in fs::read_dir(repo::target()).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let starter = name.to_str().and_then(|name| name.strip_prefix(FOLDER));
        if starter.is_some_and(|id| !Path::new("/proc").join(id).exists()) {
            // What cannot be removed does no harm.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

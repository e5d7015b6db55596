//! Builds the desk and opens it.

use std::io::{IsTerminal, stdout};
use std::path::PathBuf;
use std::process::{Child, Command};
use std::{thread, time::Duration};

use anyhow::{Context, Result, bail};

use crate::display::Display;
use crate::packages::{self, TO_RUN, TO_RUN_UNSEEN};
use crate::repo::{self, cargo, go};
use crate::web;

/// What whoever runs it wishes for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Wish {
    release: bool,
    for_the_desk: Vec<String>,
}

impl Wish {
    /// Reads the arguments; `None` if they make no sense.
    pub(crate) fn read(args: &[&str]) -> Option<Wish> {
        let mut parts = args.splitn(2, |arg| *arg == "--");
        let release = match parts.next()? {
            [] => false,
            ["--release"] => true,
            _ => return None,
        };
        let for_the_desk = parts.next().unwrap_or_default();
        Some(Wish {
            release,
            for_the_desk: for_the_desk.iter().map(|arg| (*arg).to_owned()).collect(),
        })
    }
}

/// Sets up what is missing, builds the desk and opens it.
pub(crate) fn run(wish: &Wish) -> Result<()> {
    let has_display = packages::has_display();
    packages::ensure(if has_display { TO_RUN } else { TO_RUN_UNSEEN })?;
    let mut desk = Command::new(match std::env::var_os("CLIPDESK_BIN") {
        Some(built) => PathBuf::from(built),
        None => build(wish.release)?,
    });
    desk.args(&wish.for_the_desk);
    if has_display {
        println!("opening the desk");
        return go(&mut desk);
    }
    let display = Display::start()?;
    println!(
        "there is no display here, so the desk opens on one of its own (Xvfb, DISPLAY={})",
        display.name()
    );
    let mut desk = Opened::new(&display, &mut desk)?;
    let picture = repo::target().join("desk.png");
    display.picture(&picture, || desk.goes_on())?;
    println!("a picture of the window: {}", picture.display());
    if stdout().is_terminal() {
        println!("the desk stays open; Ctrl-C closes it");
        let status = desk.0.wait()?;
        if !status.success() {
            bail!("the desk ended with {status}");
        }
        return Ok(());
    }
    Ok(())
}

/// Builds the window and the desk that embeds it, and says where the desk is.
pub(crate) fn build(release: bool) -> Result<PathBuf> {
    web::ensure_packages()?;
    go(&mut web::build())?;
    go(&mut build_desk(release))?;
    Ok(program("clipdesk", release))
}

/// The whole workspace is selected although one program is built: so its features are those that
/// `cargo xtask test` builds with, and what one has built the other need not.
fn build_desk(release: bool) -> Command {
    let mut build = cargo();
    build.args(["build", "--workspace", "--bin", "clipdesk"]);
    if release {
        build.arg("--release");
    }
    build
}

/// Where cargo leaves a program.
pub(crate) fn program(name: &str, release: bool) -> PathBuf {
    let folder = if release { "release" } else { "debug" };
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    repo::target().join(folder).join(file)
}

/// A desk that is open. It is asked to close with this value.
pub(crate) struct Opened(Child);

impl Opened {
    /// Opens a desk on a display.
    pub(crate) fn new(display: &Display, desk: &mut Command) -> Result<Opened> {
        let desk = display.lend(desk).spawn();
        Ok(Opened(desk.context("the desk could not be started")?))
    }

    /// The number of its process.
    pub(crate) fn id(&self) -> u32 {
        self.0.id()
    }

    /// Fails if it has left.
    pub(crate) fn goes_on(&mut self) -> Result<()> {
        match self.0.try_wait()? {
            Some(status) => bail!("the desk left before its window was drawn: {status}"),
            None => Ok(()),
        }
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        // SIGTERM, so that its web processes go with it.
        let asked = repo::succeeds(repo::command("kill").arg(self.0.id().to_string()));
        for _ in 0..50 {
            if !asked || matches!(self.0.try_wait(), Ok(Some(_)) | Err(_)) {
                break;
            }
            thread::sleep(Duration::from_millis(100));
        }
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(args: &[&str], release: bool, for_the_desk: &[&str]) {
        let wish = Wish::read(args).unwrap();
        assert_eq!(wish.release, release, "reading {args:?}");
        assert_eq!(wish.for_the_desk, for_the_desk, "reading {args:?}");
    }

    #[test]
    fn hands_on_what_comes_after_two_dashes() {
        check(&[], false, &[]);
        check(&["--release"], true, &[]);
        check(&["--", "--library", "x"], false, &["--library", "x"]);
        check(&["--release", "--", "--release"], true, &["--release"]);
        check(&["--", "a", "--", "b"], false, &["a", "--", "b"]);
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        assert_eq!(Wish::read(&["--fast"]), None);
        assert_eq!(Wish::read(&["--library", "x"]), None);
    }
}
